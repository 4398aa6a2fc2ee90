#include "epub/container.hpp"

#include "base/deflate.hpp"
#include "epub/epub.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace pensum::epub {

namespace {

constexpr std::string_view media_type = "application/epub+zip";

// What ZIP's records begin with, and the sizes of those that have one (APPNOTE 4.3).
constexpr std::string_view file_mark = "PK\x03\x04";
constexpr std::string_view entry_mark = "PK\x01\x02";
constexpr std::string_view end_mark = "PK\x05\x06";
constexpr std::string_view large_end_mark = "PK\x06\x06";
constexpr std::string_view large_end_place_mark = "PK\x06\x07";
constexpr std::size_t file_header_size = 30;

// Of a book's pages level 6 saves a twentieth, for twice the time.
constexpr int deflate_level = 1;

constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;
/// Fields that are too narrow for their values hold this, and a larger record has the values.
constexpr std::size_t most_16 = 0xFFFF;
constexpr std::size_t most_32 = 0xFFFFFFFF;

// The date as MS-DOS writes it.
std::uint16_t dos_date(Date date) {
  constexpr Date first = std::chrono::year{1980} / 1 / 1;
  constexpr Date last = std::chrono::year{2107} / 12 / 31;
  const std::chrono::year_month_day day{std::clamp(date, first, last)};
  const unsigned years = static_cast<unsigned>(static_cast<int>(day.year()) - 1980);
  return static_cast<std::uint16_t>(years << 9 | static_cast<unsigned>(day.month()) << 5 |
                                    static_cast<unsigned>(day.day()));
}

/// A file as it is in the container.
struct Packed {
  std::string_view name;
  std::string_view bytes;
  std::size_t size = 0;  // unpacked
  std::uint32_t checksum = 0;
  std::uint16_t method = stored;
};

/// Writes numbers from their last byte on, as ZIP has them.
class Writer {
 public:
  explicit Writer(std::size_t size) { out_.reserve(size); }

  Writer& text(std::string_view bytes) {
    out_ += bytes;
    return *this;
  }
  Writer& two(std::size_t value) { return number(value, 2); }
  Writer& four(std::size_t value) { return number(value, 4); }
  Writer& eight(std::size_t value) { return number(value, 8); }

  std::size_t size() const { return out_.size(); }
  std::string take() { return std::move(out_); }

 private:
  Writer& number(std::size_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out_ += static_cast<char>(value >> 8 * i & 0xFF);
    return *this;
  }

  std::string out_;
};

// What stands both before a file and in the list of all: which program can read it, how it is packed, when it
// was changed, how large it is.
void add_facts(Writer& out, const Packed& file, std::uint16_t day) {
  const bool ascii =
      std::ranges::all_of(file.name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  out.two(file.method == stored ? 10 : 20).two(ascii ? 0 : 0x800).two(file.method).two(0).two(day);
  out.four(file.checksum).four(file.bytes.size()).four(file.size).two(file.name.size()).two(0);
}

void add_entry(Writer& out, const Packed& file, std::uint16_t day, std::size_t place) {
  constexpr std::size_t made_by = 3 << 8 | 63;         // Unix
  constexpr std::size_t readable = 0100644ULL << 16U;  // a regular file, rw-r--r--
  out.text(entry_mark).two(made_by);
  add_facts(out, file, day);
  out.two(0).two(0).two(0).four(readable).four(place).text(file.name);
}

// The end of a container of more files than the usual end can count.
void add_large_end(Writer& out, std::size_t count, std::size_t list) {
  constexpr std::size_t version = 45;
  const std::size_t place = out.size();
  out.text(large_end_mark).eight(44).two(3 << 8 | version).two(version).four(0).four(0);
  out.eight(count).eight(count).eight(place - list).eight(list);
  out.text(large_end_place_mark).four(0).eight(place).four(1);
}

// The container of `files`, all of the same day as MS-DOS writes it; nothing where it would be too large.
std::optional<std::string> assemble(const std::vector<Packed>& files, std::uint16_t day) {
  std::size_t room = 200;
  for (const Packed& file : files) room += 100 + 2 * file.name.size() + file.bytes.size();
  const bool fits =
      room < most_32 &&
      std::ranges::all_of(
          files, [](const Packed& file) { return file.size < most_32 && file.name.size() <= most_16; });
  if (!fits) return std::nullopt;
  Writer out(room);
  std::vector<std::size_t> places;
  places.reserve(files.size());
  for (const Packed& file : files) {
    places.push_back(out.size());
    out.text(file_mark);
    add_facts(out, file, day);
    out.text(file.name).text(file.bytes);
  }
  const std::size_t list = out.size();
  for (std::size_t i = 0; i < files.size(); ++i) add_entry(out, files[i], day, places[i]);
  const std::size_t list_size = out.size() - list;
  if (files.size() >= most_16) add_large_end(out, files.size(), list);
  const std::size_t count = std::min(files.size(), most_16);
  out.text(end_mark).two(0).two(0).two(count).two(count).four(list_size).four(list).two(0);
  return out.take();
}

std::size_t number_at(std::string_view bytes, std::size_t at, int size) {
  std::size_t value = 0;
  for (int i = size; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

// The file that `bytes` begin with, as it is packed there; nothing where there is none.
std::optional<Packed> first_file(std::string_view bytes) {
  if (bytes.size() < file_header_size || !bytes.starts_with(file_mark)) return std::nullopt;
  const std::size_t packed_size = number_at(bytes, 18, 4);
  const std::size_t name_size = number_at(bytes, 26, 2);
  if (bytes.size() - file_header_size < name_size + packed_size) return std::nullopt;
  return Packed{.name = bytes.substr(file_header_size, name_size),
                .bytes = bytes.substr(file_header_size + name_size, packed_size),
                .size = number_at(bytes, 22, 4),
                .checksum = static_cast<std::uint32_t>(number_at(bytes, 14, 4)),
                .method = static_cast<std::uint16_t>(number_at(bytes, 8, 2))};
}

}  // namespace

Result<std::string> pack(const std::vector<Entry>& entries, Date date, Packer* packer) {
  constexpr const char* smaller = "make a smaller plan, or write a PDF";
  Packer own;
  std::vector<std::string> kept;
  kept.reserve(entries.size());
  std::vector<Packed> files{
      {.name = "mimetype", .bytes = media_type, .size = media_type.size(), .checksum = crc32(media_type)}};
  for (const Entry& entry : entries) {
    std::string_view bytes = entry.bytes;
    if (!entry.stored) {
      std::optional<std::string> packed =
          (packer != nullptr ? *packer : own).bare(entry.bytes, deflate_level);
      if (!packed) return failure("the EPUB cannot be written: memory ran out", smaller);
      bytes = kept.emplace_back(*std::move(packed));
    }
    files.push_back({.name = entry.name,
                     .bytes = bytes,
                     .size = entry.bytes.size(),
                     .checksum = crc32(entry.bytes),
                     .method = entry.stored ? stored : deflated});
  }
  std::optional<std::string> container = assemble(files, dos_date(date));
  if (!container) return failure("the EPUB cannot be written: it is larger than 4 GB", smaller);
  return *std::move(container);
}

bool is_as_written(std::string_view bytes) {
  constexpr std::size_t date_at = 12;  // in the first file's header
  std::vector<Packed> files;
  std::string_view rest = bytes;
  while (const std::optional<Packed> file = first_file(rest)) {
    rest.remove_prefix(file_header_size + file->name.size() + file->bytes.size());
    files.push_back(*file);
  }
  if (files.empty() || files.front().name != "mimetype") return false;
  return assemble(files, static_cast<std::uint16_t>(number_at(bytes, date_at, 2))) == bytes;
}

}  // namespace pensum::epub
