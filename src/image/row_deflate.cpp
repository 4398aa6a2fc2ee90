#include "image/row_deflate.hpp"

#include "base/deflate.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
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

/// Bytes as they are, then a copy of `length` bytes from a row before or, `near`, from the byte before.
struct Step {
  std::uint32_t bytes = 0;
  std::uint16_t length = 0;  ///< 0: none, at the end
  bool near = false;
};

/// How many bytes from `first` on are the same as those from `other` on, up to `end`.
std::size_t same_bytes(const char* first, const char* end, const char* other) {
  const char* at = first;
  for (; end - at >= 8; at += 8, other += 8) {
    std::uint64_t one = 0;
    std::uint64_t two = 0;
    std::memcpy(&one, at, 8);
    std::memcpy(&two, other, 8);
    if (one == two) continue;
    if constexpr (std::endian::native == std::endian::little)
      return static_cast<std::size_t>(at - first + std::countr_zero(one ^ two) / 8);
    break;
  }
  while (at != end && *at == *other) ++at, ++other;
  return static_cast<std::size_t>(at - first);
}

/// What is in rows, as steps and the bytes that are as they are.
class Steps {
 public:
  explicit Steps(const Rows& rows) : rows_(rows), size_(rows.size()) {
    std::size_t x = 0;
    for (std::size_t y = 0; y < rows.count();) {
      const std::size_t end = look_through(y, x);
      y += end / size_;
      x = end % size_;
    }
    list_.push_back({.bytes = static_cast<std::uint32_t>(bytes_.size() - stepped_)});
  }

  const std::vector<Step>& list() const { return list_; }
  /// Those of all steps.
  std::string_view bytes() const { return bytes_; }

 private:
  /// Takes a row from `x` on, and returns how far it has come from the row's beginning: to its end, or in a
  /// row below.
  std::size_t look_through(std::size_t y, std::size_t x) {
    const char* const row = rows_[y];
    // Where rows are so long deflate does not reach the one above.
    const char* const above = y > 0 && size_ <= farthest_copy ? rows_[y - 1] : nullptr;
    std::size_t taken = x;  // up to here
    while (x < size_) {
      const char here = row[x];
      const bool as_above = above != nullptr && here == above[x];
      const bool as_before = x > 0 ? here == row[x - 1] : y > 0 && here == rows_[y - 1][size_ - 1];
      if (!as_above && !as_before) {  // most of a letter's edge
        ++x;
        continue;
      }
      std::size_t same = as_above ? same_bytes(row + x, row + size_, above + x) : 0;
      if (x + same == size_) same += same_rows_below(y);
      const bool worth_it = same >= shortest_gain;
      std::size_t count = same;
      if (!worth_it) {
        count = as_before ? run_of(here, row + x, row + size_) : 0;
        if (x + count == size_) count += run_below(here, y);
      }
      if (count >= shortest_gain) {
        bytes_.append(row + taken, x - taken);
        add(count, !worth_it);
        taken = x += count;
      } else {
        x += std::max<std::size_t>(same, 1);
      }
    }
    for (; taken < x; ++taken) bytes_ += rows_[y + taken / size_][taken % size_];
    return x;
  }

  /// How many bytes from the row below on are as those above them.
  std::size_t same_rows_below(std::size_t y) const {
    std::size_t count = 0;
    while (++y < rows_.count()) {
      const std::size_t more =
          rows_.are_one(y, y - 1) ? size_ : same_bytes(rows_[y], rows_[y] + size_, rows_[y - 1]);
      count += more;
      if (more < size_) break;
    }
    return count;
  }

  static std::size_t run_of(char byte, const char* first, const char* end) {
    const char* at = first;
    while (at != end && *at == byte) ++at;
    return static_cast<std::size_t>(at - first);
  }

  /// How many bytes from the row below on are `byte`.
  std::size_t run_below(char byte, std::size_t y) const {
    std::size_t count = 0;
    while (++y < rows_.count()) {
      const bool known = count > 0 && rows_.are_one(y, y - 1);
      const std::size_t more = known ? size_ : run_of(byte, rows_[y], rows_[y] + size_);
      count += more;
      if (more < size_) break;
    }
    return count;
  }

  void add(std::size_t count, bool near) {
    auto bytes = static_cast<std::uint32_t>(bytes_.size() - stepped_);
    stepped_ = bytes_.size();
    while (count > 0) {
      std::size_t length = std::min(count, longest_copy);
      // None that is too short stays at the end.
      if (count > length && count - length < shortest_copy) length -= shortest_copy;
      list_.push_back({.bytes = bytes, .length = static_cast<std::uint16_t>(length), .near = near});
      count -= length;
      bytes = 0;
    }
  }

  const Rows& rows_;
  const std::size_t size_;
  std::vector<Step> list_;
  std::string bytes_;
  std::size_t stepped_ = 0;  ///< how many of the bytes belong to a step of the list
};

/// A prefix code: a symbol's length and, in the order in which they are written, its bits.
struct Code {
  std::uint8_t length = 0;  ///< 0: the symbol does not come
  std::uint32_t bits = 0;

  /// With `count` bits of a number behind it.
  Code with(std::size_t number, unsigned count) const {
    return {.length = static_cast<std::uint8_t>(length + count),
            .bits = bits | static_cast<std::uint32_t>(number) << length};
  }
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
      made[symbol] = {.length = size, .bits = turned};
      ++next;
    }
  }
  return made;
}

/// Writes numbers of some bits, the lowest first.
class Bits {
 public:
  explicit Bits(std::string& out) : out_(out) {}

  /// Of 32 bits at most.
  void number(std::uint64_t value, unsigned bits) {
    waiting_ |= value << count_;
    count_ += bits;
    if (count_ >= 32) [[unlikely]]
      pass(4);
  }
  void code(const Code& code) { number(code.bits, code.length); }
  /// To the end of the byte.
  void end() {
    pass((count_ + 7) / 8);
    out_.append(full_.data(), used_);
  }

 private:
  void pass(unsigned bytes) {
    if (used_ + 8 > full_.size()) out_.append(full_.data(), std::exchange(used_, 0));
    for (unsigned i = 0; i < bytes; ++i) full_[used_ + i] = static_cast<char>(waiting_ >> 8 * i & 0xFF);
    used_ += bytes;
    waiting_ >>= 8 * bytes;
    count_ -= std::min(count_, 8 * bytes);
  }

  std::string& out_;
  std::array<char, 512> full_{};  ///< bytes, of which so many are used
  std::size_t used_ = 0;
  std::uint64_t waiting_ = 0;
  unsigned count_ = 0;
};

/// The two codes of a block.
class BlockCodes {
 public:
  /// Of `steps`, whose copies from above are from `row` bytes before.
  BlockCodes(const Steps& steps, std::size_t row) {
    const std::size_t above = row <= farthest_copy ? symbol_of(row, distances.first) : 1;
    std::vector<std::uint32_t> symbols(286);
    std::vector<std::uint32_t> places(30);
    std::uint32_t* const of_bytes = symbols.data();
    symbols[end_of_block] = 1;
    symbols[0] += 1;                // a code has two symbols at least
    places[0] = places[above] = 1;  // a row has two bytes at least
    for (const char byte : steps.bytes()) ++of_bytes[static_cast<std::uint8_t>(byte)];
    for (const Step& step : steps.list()) {
      if (step.length == 0) continue;
      ++symbols[length_symbols[step.length]];
      ++places[step.near ? 0 : above];
    }
    symbols_ = codes(std::move(symbols), 15);
    places_ = codes(std::move(places), 15);
    near_ = places_[0];
    above_ =
        places_[above].with(row <= farthest_copy ? row - distances.first[above] : 0, distances.extra[above]);
    for (std::size_t length = shortest_copy; length <= longest_copy; ++length) {
      const std::size_t symbol = length_symbols[length];
      const std::size_t place = symbol - 257;
      copies_[length] = symbols_[symbol].with(length - lengths.first[place], lengths.extra[place]);
    }
  }

  void write_header(Bits& out) const {
    std::vector<std::uint8_t> all;
    for (const Code& code : symbols_) all.push_back(code.length);
    for (const Code& code : places_) all.push_back(code.length);
    // Lengths of codes have codes in turn; zeros, which are most of them, come together.
    struct LengthStep {
      std::uint8_t symbol = 0;
      std::uint8_t extra = 0;
      std::uint8_t bits = 0;
    };
    std::vector<LengthStep> steps;
    std::vector<std::uint32_t> counts(19);
    for (std::size_t at = 0; at < all.size();) {
      const auto end = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(at), all.end(),
                                    [](std::uint8_t length) { return length != 0; });
      const std::size_t zeros = std::min<std::size_t>(static_cast<std::size_t>(end - all.begin()) - at, 138);
      LengthStep step{.symbol = all[at]};
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
    for (const LengthStep& step : steps) {
      out.code(lengths_code[step.symbol]);
      out.number(step.extra, step.bits);
    }
  }

  void write(Bits& out, const Steps& steps) const {
    const Code* const of_byte = symbols_.data();
    const char* at = steps.bytes().data();
    for (const Step& step : steps.list()) {
      for (const char* const end = at + step.bytes; at != end; ++at)
        out.code(of_byte[static_cast<std::uint8_t>(*at)]);
      if (step.length == 0) continue;
      out.code(copies_[step.length]);
      out.code(step.near ? near_ : above_);
    }
    out.code(symbols_[end_of_block]);
  }

 private:
  std::vector<Code> symbols_;
  std::vector<Code> places_;
  std::array<Code, longest_copy + 1> copies_;  ///< by their length
  Code near_;                                  ///< the place of the byte before
  Code above_;                                 ///< that of a row before
};

/// Adler-32: the sum of all bytes, from one on, and the sum of these sums, each modulo a prime. Of a row that
/// comes again both follow from what one row adds.
std::uint32_t checksum(const Rows& rows) {
  constexpr std::uint64_t prime = 65'521;
  const std::uint64_t size = rows.size() % prime;
  std::uint64_t sum = 1;
  std::uint64_t sums = 0;
  for (std::size_t y = 0; y < rows.count();) {
    const std::size_t first = y;
    while (y < rows.count() && rows.are_one(y, first)) ++y;
    const std::uint64_t count = y - first;
    const std::uint32_t one = adler32({rows[first], rows.size()}, 0);
    const std::uint64_t pairs = count * (count - 1) / 2 % prime;
    sums =
        (sums + count % prime * (size * sum % prime + (one >> 16)) + size * (one & 0xFFFF) % prime * pairs) %
        prime;
    sum = (sum + count % prime * (one & 0xFFFF)) % prime;
  }
  return static_cast<std::uint32_t>(sums << 16 | sum);
}

}  // namespace

std::string deflate_rows(const Rows& rows) {
  std::string out = "\x78\x01";  // deflate, a window of 32 KB
  const Steps steps(rows);
  const BlockCodes codes(steps, rows.size());
  Bits bits(out);
  bits.number(1, 1);  // the last block
  bits.number(2, 2);  // with codes of its own
  codes.write_header(bits);
  codes.write(bits, steps);
  bits.end();
  const std::uint32_t sum = checksum(rows);
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(sum >> shift & 0xFF);
  return out;
}

}  // namespace pensum
