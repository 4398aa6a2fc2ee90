#include "image/row_deflate.hpp"

#include "base/deflate.hpp"
#include "image/same_bytes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pensum {

namespace {

constexpr std::size_t shortest_copy = 3;
// A shorter one within a row takes more bits than its bytes: its distance alone takes eight.
constexpr std::size_t shortest_gain = 6;
constexpr std::size_t longest_copy = 258;
constexpr std::size_t farthest_copy = 32'768;
constexpr std::size_t end_of_block = 256;

/// Symbols of lengths, from 257 on, or of distances: from which value each is, and how many bits tell which.
struct Symbols {
  std::array<std::uint16_t, 30> first{};
  std::array<std::uint8_t, 30> extra{};
};

constexpr Symbols lengths = [] {
  Symbols made;
  unsigned value = 3;
  for (unsigned i = 0; i < 28; ++i) {
    made.extra[i] = static_cast<std::uint8_t>(i < 8 ? 0 : i / 4 - 1);
    made.first[i] = static_cast<std::uint16_t>(value);
    value += 1U << made.extra[i];
  }
  made.first[28] = longest_copy;
  return made;
}();

constexpr Symbols distances = [] {
  Symbols made;
  unsigned value = 1;
  for (unsigned i = 0; i < 30; ++i) {
    made.extra[i] = static_cast<std::uint8_t>(i < 4 ? 0 : i / 2 - 1);
    made.first[i] = static_cast<std::uint16_t>(value);
    value += 1U << made.extra[i];
  }
  return made;
}();

constexpr std::size_t symbol_of(std::size_t value, std::span<const std::uint16_t> first) {
  return static_cast<std::size_t>(std::ranges::upper_bound(first, value) - first.begin()) - 1;
}

/// The symbol of each length.
constexpr auto length_symbols = [] {
  std::array<std::uint16_t, longest_copy + 1> made{};
  for (std::size_t length = shortest_copy; length <= longest_copy; ++length)
    made[length] = static_cast<std::uint16_t>(257 + symbol_of(length, std::span(lengths.first).first(29)));
  return made;
}();

/// A byte, or a copy of `length` bytes from a row before or, `near`, from the byte before.
struct Token {
  std::uint16_t length = 0;  ///< 0: a byte
  std::uint8_t byte = 0;
  bool near = false;
};

/// Rows as bytes and copies. A copy from above may go on over rows, and has its place at its end.
class Tokens {
 public:
  explicit Tokens(std::span<const std::string_view> rows) {
    std::string_view above;
    for (const std::string_view row : rows) {
      add(row, row.size() <= farthest_copy ? above : std::string_view());
      above = row;
    }
    end_copy();
  }

  const std::vector<Token>& list() const { return tokens_; }

 private:
  void add(std::string_view row, std::string_view above) {
    for (std::size_t at = 0; at < row.size();) {
      const bool as_above = !above.empty() && row[at] == above[at];
      if (!as_above && (at == 0 || row[at] != row[at - 1])) {  // most of a letter's edge
        if (copy_ > 0) end_copy();
        add_byte(row[at++]);
        continue;
      }
      const std::size_t left = row.size() - at;
      const std::size_t same = !as_above                    ? 0
                               : row.data() == above.data() ? left
                                                            : same_bytes(&row[at], &above[at], left);
      if (same >= shortest_gain || (same > 0 && copy_ > 0)) {
        copy_ += same;
        at += same;
        continue;
      }
      if (copy_ > 0) end_copy();
      const std::size_t run = run_at(row, at);
      if (run >= shortest_gain) {
        add_copies(run, true);
        at += run;
      } else {  // with what is the same but too short
        for (const std::size_t end = at + std::max<std::size_t>(same, 1); at < end; ++at) add_byte(row[at]);
      }
    }
  }

  /// How often the byte before `at` comes again.
  static std::size_t run_at(std::string_view row, std::size_t at) {
    const bool worth_a_look =
        at > 0 && at + 1 < row.size() && row[at] == row[at - 1] && row[at + 1] == row[at];
    return worth_a_look ? same_bytes(&row[at], &row[at - 1], row.size() - at) : 0;
  }

  void add_byte(char byte) {
    tokens_.push_back({.length = 0, .byte = static_cast<std::uint8_t>(byte), .near = false});
  }

  void end_copy() { add_copies(std::exchange(copy_, 0), false); }

  void add_copies(std::size_t count, bool near) {
    while (count > 0) {
      std::size_t length = std::min(count, longest_copy);
      // None that is too short stays at the end.
      if (count > length && count - length < shortest_copy) length -= shortest_copy;
      tokens_.push_back({.length = static_cast<std::uint16_t>(length), .byte = 0, .near = near});
      count -= length;
    }
  }

  std::vector<Token> tokens_;
  std::size_t copy_ = 0;  ///< bytes that are as above, up to here
};

/// A prefix code: a symbol's length and, in the order in which they are written, its bits.
struct Code {
  std::uint8_t length = 0;  ///< 0: the symbol does not come
  std::uint16_t bits = 0;
};

/// How deep in the tree of Huffman's method each symbol is; 0 where it does not come.
std::vector<std::uint8_t> depths(std::span<const std::uint32_t> counts) {
  std::vector<std::size_t> leaves;
  for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
    if (counts[symbol] > 0) leaves.push_back(symbol);
  }
  std::ranges::stable_sort(leaves, {}, [&](std::size_t symbol) { return counts[symbol]; });
  // Nodes are made in the order of their weight, so the lightest two are the next of two queues.
  const std::size_t count = leaves.size();
  std::vector<std::uint64_t> weights;
  for (const std::size_t symbol : leaves) weights.push_back(counts[symbol]);
  std::vector<std::size_t> parents(2 * count);
  std::size_t leaf = 0;
  std::size_t inner = count;
  const auto lightest = [&] {
    return inner == weights.size() || (leaf < count && weights[leaf] <= weights[inner]) ? leaf++ : inner++;
  };
  for (std::size_t made = count; made + 1 < 2 * count; ++made) {
    const std::size_t left = lightest();
    const std::size_t right = lightest();
    parents[left] = parents[right] = made;
    weights.push_back(weights[left] + weights[right]);
  }
  std::vector<std::uint8_t> depth(weights.size());
  for (std::size_t node = weights.size() - 1; node-- > 0;)
    depth[node] = static_cast<std::uint8_t>(depth[parents[node]] + 1);
  std::vector<std::uint8_t> result(counts.size());
  for (std::size_t i = 0; i < count; ++i) result[leaves[i]] = depth[i];
  return result;
}

/// Codes for symbols that come so often, two of them or more, of `most` bits at most.
std::vector<Code> codes(std::vector<std::uint32_t> counts, std::uint8_t most) {
  std::vector<std::uint8_t> length = depths(counts);
  while (std::ranges::max(length) > most) {  // the evener they come, the flatter the tree
    for (std::uint32_t& count : counts) count = (count + 1) / 2;
    length = depths(counts);
  }
  std::vector<Code> made(length.size());
  unsigned next = 0;
  for (std::uint8_t size = 1; size <= most; ++size, next <<= 1) {
    for (std::size_t symbol = 0; symbol < length.size(); ++symbol) {
      if (length[symbol] != size) continue;
      unsigned turned = 0;
      for (unsigned bit = 0; bit < size; ++bit) turned = turned << 1 | (next >> bit & 1);
      made[symbol] = {.length = size, .bits = static_cast<std::uint16_t>(turned)};
      ++next;
    }
  }
  return made;
}

/// Writes numbers of some bits, the lowest first.
class Bits {
 public:
  explicit Bits(std::string& out) : out_(out) {}

  /// Of 16 bits at most.
  void number(std::size_t value, unsigned bits) {
    waiting_ |= std::uint64_t{value} << count_;
    count_ += bits;
    if (count_ >= 48) [[unlikely]]
      pass(6);
  }
  void code(const Code& code) { number(code.bits, code.length); }
  /// To the end of the byte.
  void end() { pass((count_ + 7) / 8); }

 private:
  void pass(unsigned bytes) {
    std::array<char, 8> low{};
    for (unsigned i = 0; i < bytes; ++i) low[i] = static_cast<char>(waiting_ >> 8 * i & 0xFF);
    out_.append(low.data(), bytes);
    waiting_ >>= 8 * bytes;
    count_ -= std::min(count_, 8 * bytes);
  }

  std::string& out_;
  std::uint64_t waiting_ = 0;
  unsigned count_ = 0;
};

/// The two codes of a block.
class BlockCodes {
 public:
  /// Of `tokens`, whose copies from above are `row` bytes long.
  BlockCodes(std::span<const Token> tokens, std::size_t row)
      : above_(row <= farthest_copy ? symbol_of(row, distances.first) : 1),
        above_extra_(row <= farthest_copy ? row - distances.first[above_] : 0) {
    std::vector<std::uint32_t> symbols(286);
    std::vector<std::uint32_t> places(30);
    symbols[end_of_block] = 1;
    symbols[0] += 1;                 // a code has two symbols at least
    places[0] = places[above_] = 1;  // a row has two bytes at least
    for (const Token& token : tokens) {
      ++symbols[symbol(token)];
      if (token.length > 0) ++places[token.near ? 0 : above_];
    }
    symbols_ = codes(std::move(symbols), 15);
    places_ = codes(std::move(places), 15);
  }

  void write_header(Bits& out) const {
    std::vector<std::uint8_t> all;
    for (const Code& code : symbols_) all.push_back(code.length);
    for (const Code& code : places_) all.push_back(code.length);
    // Lengths of codes have codes in turn; zeros, which are most of them, come together.
    struct Step {
      std::uint8_t symbol = 0;
      std::uint8_t extra = 0;
      std::uint8_t bits = 0;
    };
    std::vector<Step> steps;
    std::vector<std::uint32_t> counts(19);
    for (std::size_t at = 0; at < all.size();) {
      const auto end = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(at), all.end(),
                                    [](std::uint8_t length) { return length != 0; });
      const std::size_t zeros = std::min<std::size_t>(static_cast<std::size_t>(end - all.begin()) - at, 138);
      Step step{.symbol = all[at]};
      if (zeros >= 11) {
        step = {.symbol = 18, .extra = static_cast<std::uint8_t>(zeros - 11), .bits = 7};
      } else if (zeros >= 3) {
        step = {.symbol = 17, .extra = static_cast<std::uint8_t>(zeros - 3), .bits = 3};
      }
      at += zeros >= 3 ? zeros : 1;
      ++counts[step.symbol];
      steps.push_back(step);
    }
    counts[0] += 1;  // a code has two symbols at least
    counts[1] += 1;
    const std::vector<Code> lengths_code = codes(std::move(counts), 7);
    constexpr std::array<std::uint8_t, 19> order{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                 11, 4,  12, 3, 13, 2, 14, 1, 15};
    out.number(symbols_.size() - 257, 5);
    out.number(places_.size() - 1, 5);
    out.number(order.size() - 4, 4);
    for (const std::uint8_t symbol : order) out.number(lengths_code[symbol].length, 3);
    for (const Step& step : steps) {
      out.code(lengths_code[step.symbol]);
      out.number(step.extra, step.bits);
    }
  }

  void write(Bits& out, const Token& token) const {
    if (token.length == 0) return out.code(symbols_[token.byte]);
    const std::size_t symbol = length_symbols[token.length];
    out.code(symbols_[symbol]);
    out.number(token.length - lengths.first[symbol - 257], lengths.extra[symbol - 257]);
    if (token.near) return out.code(places_[0]);
    out.code(places_[above_]);
    out.number(above_extra_, distances.extra[above_]);
  }

  void write_end(Bits& out) const { out.code(symbols_[end_of_block]); }

 private:
  static std::size_t symbol(const Token& token) {
    return token.length == 0 ? token.byte : length_symbols[token.length];
  }

  std::size_t above_;  ///< the symbol of a row's distance
  std::size_t above_extra_;
  std::vector<Code> symbols_;
  std::vector<Code> places_;
};

/// Adler-32: the sum of all bytes, from one on, and the sum of these sums, each modulo a prime. Of a row that
/// comes again both follow from what one row adds.
std::uint32_t checksum(std::span<const std::string_view> rows) {
  constexpr std::uint64_t prime = 65'521;
  std::uint64_t sum = 1;
  std::uint64_t sums = 0;
  for (std::size_t y = 0; y < rows.size();) {
    const std::string_view row = rows[y];
    const std::size_t first = y;
    while (y < rows.size() && rows[y].data() == row.data()) ++y;
    const std::uint64_t count = y - first;
    const std::uint64_t size = row.size() % prime;
    const std::uint32_t one = adler32(row, 0);
    const std::uint64_t pairs = count * (count - 1) / 2 % prime;
    sums =
        (sums + count % prime * (size * sum % prime + (one >> 16)) + size * (one & 0xFFFF) % prime * pairs) %
        prime;
    sum = (sum + count % prime * (one & 0xFFFF)) % prime;
  }
  return static_cast<std::uint32_t>(sums << 16 | sum);
}

}  // namespace

std::string deflate_rows(std::span<const std::string_view> rows) {
  std::string out = "\x78\x01";  // deflate, a window of 32 KB
  const Tokens tokens(rows);
  const BlockCodes codes(tokens.list(), rows.empty() ? 2 : rows.front().size());
  Bits bits(out);
  bits.number(1, 1);  // the last block
  bits.number(2, 2);  // with codes of its own
  codes.write_header(bits);
  for (const Token& token : tokens.list()) codes.write(bits, token);
  codes.write_end(bits);
  bits.end();
  const std::uint32_t sum = checksum(rows);
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(sum >> shift & 0xFF);
  return out;
}

}  // namespace pensum
