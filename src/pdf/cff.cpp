#include "pdf/cff.hpp"

#include <cstddef>

namespace pensum::pdf {

namespace {

// Reads big-endian numbers; past the end it gives zeros and remembers it.
class Reader {
 public:
  Reader(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  std::uint32_t number(unsigned width) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < width; ++i) value = value << 8 | byte();
    return value;
  }
  std::uint32_t byte() {
    if (at_ >= bytes_.size()) {
      broken_ = true;
      return 0;
    }
    return static_cast<unsigned char>(bytes_[at_++]);
  }
  std::size_t at() const { return at_; }
  bool done() const { return at_ >= bytes_.size(); }
  bool broken() const { return broken_; }

 private:
  std::string_view bytes_;
  std::size_t at_;
  bool broken_ = false;
};

// An INDEX: `count` items; `first` is the bytes of the first, `end` where the INDEX ends.
struct Index {
  std::uint32_t count = 0;
  std::string_view first;
  std::size_t end = 0;
};

std::optional<Index> read_index(std::string_view cff, std::size_t at) {
  Reader reader(cff, at);
  Index index;
  index.count = reader.number(2);
  if (index.count == 0) {
    index.end = at + 2;
    return reader.broken() ? std::nullopt : std::optional(index);
  }
  const unsigned width = reader.byte();
  if (width < 1 || width > 4) return std::nullopt;
  const std::size_t base = at + 3 + (std::size_t{index.count} + 1) * width - 1;
  const std::size_t first = reader.number(width);
  const std::size_t second = reader.number(width);
  Reader last(cff, at + 3 + std::size_t{index.count} * width);
  index.end = base + last.number(width);
  if (reader.broken() || last.broken() || first < 1 || second < first || base + second > cff.size() ||
      index.end > cff.size()) {
    return std::nullopt;
  }
  index.first = cff.substr(base + first, second - first);
  return index;
}

struct TopDict {
  bool cid_keyed = false;
  std::uint32_t charset = 0;
  std::uint32_t char_strings = 0;
};

void skip_real(Reader& reader) {
  while (!reader.done()) {
    const std::uint32_t nibbles = reader.byte();
    if ((nibbles & 0xF) == 0xF || nibbles >> 4 == 0xF) return;
  }
}

TopDict read_top_dict(std::string_view bytes) {
  TopDict top;
  std::uint32_t operand = 0;
  Reader reader(bytes, 0);
  while (!reader.done()) {
    const std::uint32_t b = reader.byte();
    if (b <= 21) {
      const std::uint32_t op = b == 12 ? 1200 + reader.byte() : b;
      if (op == 15) top.charset = operand;
      if (op == 17) top.char_strings = operand;
      if (op == 1230) top.cid_keyed = true;
    } else if (b == 28) {
      operand = reader.number(2);
    } else if (b == 29) {
      operand = reader.number(4);
    } else if (b == 30) {
      skip_real(reader);
    } else if (b <= 246) {
      operand = b - 139;
    } else if (b <= 254) {
      const std::uint32_t low = reader.byte();
      operand = b <= 250 ? (b - 247) * 256 + low + 108 : 0;  // offsets are never negative
    }
  }
  return top;
}

std::optional<std::vector<std::uint16_t>> read_charset(std::string_view cff, std::size_t at,
                                                       std::uint32_t glyphs) {
  std::vector<std::uint16_t> identifiers{0};
  identifiers.reserve(glyphs);
  Reader reader(cff, at);
  const std::uint32_t format = reader.byte();
  if (format > 2) return std::nullopt;
  while (identifiers.size() < glyphs && !reader.broken()) {
    std::uint32_t identifier = reader.number(2);
    const std::uint32_t more = format == 0 ? 0 : reader.number(format);
    for (std::uint32_t i = 0; i <= more && identifiers.size() < glyphs; ++i) {
      identifiers.push_back(static_cast<std::uint16_t>(identifier++));
    }
  }
  if (reader.broken()) return std::nullopt;
  return identifiers;
}

}  // namespace

std::optional<std::vector<std::uint16_t>> character_identifiers(std::string_view cff) {
  Reader header(cff, 2);
  const std::size_t header_size = header.byte();
  const auto names = read_index(cff, header_size);
  if (header.broken() || !names) return std::nullopt;
  const auto tops = read_index(cff, names->end);
  if (!tops || tops->count == 0) return std::nullopt;
  const TopDict top = read_top_dict(tops->first);
  if (!top.cid_keyed) return std::vector<std::uint16_t>{};
  const auto glyphs = read_index(cff, top.char_strings);
  if (!glyphs) return std::nullopt;
  if (top.charset > 2) return read_charset(cff, top.charset, glyphs->count);
  std::vector<std::uint16_t> identity(glyphs->count);
  for (std::size_t i = 0; i < identity.size(); ++i) identity[i] = static_cast<std::uint16_t>(i);
  return identity;
}

}  // namespace pensum::pdf
