#include "epub/container.hpp"

#include "base/deflate.hpp"
#include "base/shared_work.hpp"
#include "epub/epub.hpp"
#include "epub/zip_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace pensum::epub {

namespace {

constexpr std::string_view media_type = "application/epub+zip";

/// Once it is known that it can be loaded.
const ZipLibrary& zip() { return *zip_library(); }

struct ArchiveDeleter {
  void operator()(zip_t* archive) const { zip().discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ArchiveDeleter>;

// A date and a time of day as MS-DOS writes them (.ZIP File Format Specification 6.3.10, §4.4.6).
struct DosTime {
  unsigned time = 0;
  unsigned date = 0;
};

// Noon: where summer time begins at midnight, that day has none.
DosTime noon(Date date) {
  constexpr Date first = std::chrono::year{1980} / 1 / 1;
  constexpr Date last = std::chrono::year{2107} / 12 / 31;
  const std::chrono::year_month_day day{std::clamp(date, first, last)};
  const unsigned years = static_cast<unsigned>(static_cast<int>(day.year()) - 1980);
  return {.time = 12U << 11,
          .date = years << 9 | static_cast<unsigned>(day.month()) << 5 | static_cast<unsigned>(day.day())};
}

// libzip takes seconds since 1970, of which it makes the date and time of day where it runs.
std::time_t seconds(DosTime at) {
  const auto bits = [](unsigned number, unsigned first, unsigned count) {
    return static_cast<int>(number >> first & ((1U << count) - 1));
  };
  std::tm local{};
  local.tm_year = bits(at.date, 9, 7) + 80;
  local.tm_mon = bits(at.date, 5, 4) - 1;
  local.tm_mday = bits(at.date, 0, 5);
  local.tm_hour = bits(at.time, 11, 5);
  local.tm_min = bits(at.time, 5, 6);
  local.tm_sec = bits(at.time, 0, 5) * 2;
  local.tm_isdst = -1;  // not known
  return std::mktime(&local);
}

// A file's bytes as they are in the container, for libzip to copy: libzip itself would set up
// a compressor of 300 KB for each file with zlib, which takes longer than compressing a day's page.
struct Packed {
  std::string name;
  std::string bytes;
  std::uint64_t size = 0;  // unpacked
  std::uint32_t checksum = 0;
  std::uint16_t method = ZIP_CM_STORE;
  std::size_t read = 0;
};

zip_int64_t read_packed(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& packed = *static_cast<Packed*>(state);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      packed.read = 0;
      return 0;
    case ZIP_SOURCE_READ: {
      const std::size_t count = std::min<std::size_t>(length, packed.bytes.size() - packed.read);
      std::memcpy(data, packed.bytes.data() + packed.read, count);
      packed.read += count;
      return static_cast<zip_int64_t>(count);
    }
    case ZIP_SOURCE_STAT: {
      auto& stat = *static_cast<zip_stat_t*>(data);
      zip().stat_init(&stat);
      stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
      stat.size = packed.size;
      stat.comp_size = packed.bytes.size();
      stat.crc = packed.checksum;
      stat.comp_method = packed.method;
      return sizeof stat;
    }
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
      return 0;
    case ZIP_SOURCE_SUPPORTS:
      return zip().source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE, ZIP_SOURCE_ERROR, -1);
    default:
      return -1;
  }
}

// False if libzip fails, which it does only when out of memory. `packed` outlives the archive.
bool add(zip_t* archive, Packed& packed, std::time_t time) {
  zip_source_t* source = zip().source_function(archive, read_packed, &packed);
  if (source == nullptr) return false;
  const zip_int64_t index = zip().file_add(archive, packed.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip().source_free(source);
    return false;
  }
  const auto entry = static_cast<zip_uint64_t>(index);
  constexpr zip_uint32_t readable = 0100644U << 16;  // a regular file, rw-r--r--
  return zip().set_file_compression(archive, entry, packed.method, 0) == 0 &&
         zip().file_set_mtime(archive, entry, time, 0) == 0 &&
         zip().file_set_external_attributes(archive, entry, 0, ZIP_OPSYS_UNIX, readable) == 0;
}

/// To pack fewer bytes takes longer than it is worth.
constexpr std::size_t fewest_packed = 256;

/// A block of bytes as they are, others behind it (RFC 1951 §3.2.4).
std::string stored_block(std::string_view bytes) {
  const auto low = static_cast<char>(bytes.size());
  std::string block = {'\0', low, '\0', static_cast<char>(~low), '\xFF'};
  return block.append(bytes);
}

/// The stream of a file that has insets, a stretch of its own bytes and an inset after the other.
std::optional<Packed> put_together(const Entry& entry, Packer& packer) {
  Packed packed{.name = entry.name, .bytes = {}, .method = ZIP_CM_DEFLATE};
  const auto count = [&](std::string_view bytes) {
    packed.checksum = crc32(bytes, packed.checksum);
    packed.size += bytes.size();
  };
  const std::string_view own = entry.bytes;
  std::size_t at = 0;
  for (const Inset& inset : entry.insets) {
    if (const std::string_view before = own.substr(at, inset.at - at); !before.empty()) {
      const std::optional<std::string> stretch =
          before.size() < fewest_packed ? stored_block(before) : packer.unended(before, book_level);
      if (!stretch) return std::nullopt;
      packed.bytes += *stretch;
      count(before);
    }
    packed.bytes += inset.piece->unended;
    packed.checksum = crc32_of_both(packed.checksum, inset.piece->checksum, inset.piece->size);
    packed.size += inset.piece->size;
    at = inset.at;
  }
  const std::string_view rest = own.substr(at);
  const std::optional<std::string> end = packer.bare(rest, book_level);
  if (!end) return std::nullopt;
  packed.bytes += *end;
  count(rest);
  return packed;
}

std::optional<Packed> packed(const Entry& entry, Packer& packer) {
  if (!entry.insets.empty()) return put_together(entry, packer);
  const std::string& whole = entry.shared ? *entry.shared : entry.bytes;
  std::optional<std::string> bytes = entry.stored ? whole : packer.bare(whole, book_level);
  if (!bytes) return std::nullopt;
  bytes->shrink_to_fit();  // many wait for the last
  return Packed{.name = entry.name,
                .bytes = *std::move(bytes),
                .size = whole.size(),
                .checksum = crc32(whole),
                .method = static_cast<std::uint16_t>(entry.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE)};
}

constexpr const char* smaller = "make a smaller plan, or write a PDF";

std::unexpected<Diagnostics> failed(zip_error_t* error) {
  return failure(fmt::format("the EPUB cannot be written: {}", zip().error_strerror(error)), smaller);
}

// A container's bytes, as libzip writes them.
struct Written {
  std::string bytes;
  std::size_t at = 0;
};

zip_int64_t write_bytes(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& written = *static_cast<Written*>(state);
  switch (command) {
    case ZIP_SOURCE_STAT: {
      auto& stat = *static_cast<zip_stat_t*>(data);
      zip().stat_init(&stat);
      stat.valid = ZIP_STAT_SIZE;
      stat.size = written.bytes.size();
      return sizeof stat;
    }
    case ZIP_SOURCE_WRITE: {
      const std::size_t there = std::min<std::size_t>(length, written.bytes.size() - written.at);
      std::memcpy(written.bytes.data() + written.at, data, there);
      written.bytes.append(static_cast<const char*>(data) + there, length - there);
      written.at += length;
      return static_cast<zip_int64_t>(length);
    }
    case ZIP_SOURCE_SEEK_WRITE: {
      const auto& to = *static_cast<const zip_source_args_seek_t*>(data);
      const std::size_t from = to.whence == SEEK_SET   ? 0
                               : to.whence == SEEK_CUR ? written.at
                                                       : written.bytes.size();
      const zip_int64_t at = static_cast<zip_int64_t>(from) + to.offset;
      if (at < 0 || at > static_cast<zip_int64_t>(written.bytes.size())) return -1;
      written.at = static_cast<std::size_t>(at);
      return 0;
    }
    case ZIP_SOURCE_TELL_WRITE:
      return static_cast<zip_int64_t>(written.at);
    case ZIP_SOURCE_BEGIN_WRITE:
    case ZIP_SOURCE_COMMIT_WRITE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
      return 0;
    case ZIP_SOURCE_SUPPORTS:
      return ZIP_SOURCE_SUPPORTS_WRITABLE;
    default:
      return -1;  // nothing is read of it
  }
}

// The container of `files`, all of the same time.
Result<std::string> assemble(std::vector<Packed>& files, DosTime at) {
  zip_error_t error;
  zip().error_init(&error);
  Written written;
  std::size_t size = 0;
  for (const Packed& file : files) size += file.bytes.size() + 2 * file.name.size() + 128;
  written.bytes.reserve(size);
  zip_source_t* source = zip().source_function_create(write_bytes, &written, &error);
  if (source == nullptr) return failed(&error);
  Archive archive(zip().open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (!archive) {
    zip().source_free(source);
    return failed(&error);
  }
  const std::time_t time = seconds(at);
  const bool added = std::ranges::all_of(files, [&](Packed& file) { return add(archive.get(), file, time); });
  if (!added || zip().close(archive.get()) != 0) return failed(zip().get_error(archive.get()));
  (void)archive.release();  // zip_close() has freed it
  return std::move(written.bytes);
}

// The file at `index` as it is packed in `archive`, if it has at most `most` bytes there.
std::optional<Packed> packed_at(zip_t* archive, zip_uint64_t index, std::size_t most) {
  zip_stat_t stat;
  if (zip().stat_index(archive, index, 0, &stat) != 0 || stat.comp_size > most) return std::nullopt;
  Packed packed{.name = stat.name, .bytes = {}, .size = stat.size, .checksum = stat.crc};
  packed.bytes.resize(static_cast<std::size_t>(stat.comp_size));
  packed.method = stat.comp_method;
  zip_file_t* file = zip().fopen_index(archive, index, ZIP_FL_COMPRESSED);
  if (file == nullptr) return std::nullopt;
  const zip_int64_t read = zip().fread(file, packed.bytes.data(), packed.bytes.size());
  zip().fclose(file);
  if (read < 0 || static_cast<std::size_t>(read) != packed.bytes.size()) return std::nullopt;
  return packed;
}

// All files of the container `bytes`, as they are packed there; nothing if it is not a container.
std::optional<std::vector<Packed>> unpacked(std::string_view bytes) {
  zip_error_t error;
  zip().error_init(&error);
  zip_source_t* source = zip().source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return std::nullopt;
  const Archive archive(zip().open_from_source(source, ZIP_RDONLY, &error));
  if (!archive) {
    zip().source_free(source);
    return std::nullopt;
  }
  std::vector<Packed> files;
  std::size_t rest = bytes.size();  // a container may claim the same bytes for many files
  const zip_int64_t count = zip().get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    std::optional<Packed> file = packed_at(archive.get(), static_cast<zip_uint64_t>(i), rest);
    if (!file) return std::nullopt;
    rest -= file->bytes.size();
    files.push_back(*std::move(file));
  }
  return files;
}

}  // namespace

struct Container::State {
  explicit State(Packer* given)
      : packer(given != nullptr ? *given : own_packer),
        helpers_packer(packer.for_another_thread()),
        packing(packer.keeps() ? SharedWork::without_help : SharedWork::of_streams) {}

  Packer& packer_of(Hand hand) { return hand == Hand::own ? packer : helpers_packer; }

  Packer own_packer;
  Packer& packer;
  Packer helpers_packer;  // a packer is not for two threads
  std::deque<std::optional<Packed>>
      files;           // by their places, behind `mimetype`; nothing where memory ran out
  SharedWork packing;  // of these: it ends first
};

Container::Container(Packer* packer) : state_(std::make_unique<State>(packer)) {}
Container::~Container() = default;

void get_ready() { (void)zip_library(); }

Container::Place Container::reserve() {
  state_->files.emplace_back();
  return Place{state_->files.size() - 1};
}

void Container::expect(std::size_t bytes) { state_->packing.expect(bytes); }

void Container::put(Place place, Entry entry) {
  std::optional<Packed>& file = state_->files[static_cast<std::size_t>(place)];
  const std::size_t size = entry.shared ? entry.shared->size() : entry.bytes.size();
  state_->packing.add(size, [state = state_.get(), &file, entry = std::move(entry)](Hand hand) {
    file = packed(entry, state->packer_of(hand));
  });
}

void Container::put(Place place, std::size_t about, std::function<Entry()> make) {
  std::optional<Packed>& file = state_->files[static_cast<std::size_t>(place)];
  state_->packing.add(about, [state = state_.get(), &file, make = std::move(make)](Hand hand) {
    file = packed(make(), state->packer_of(hand));
  });
}

Result<std::string> Container::bytes(Date date) {
  state_->packing.finish();
  std::vector<Packed> files;
  files.reserve(state_->files.size() + 1);
  files.push_back({.name = "mimetype",
                   .bytes = std::string(media_type),
                   .size = media_type.size(),
                   .checksum = crc32(media_type)});
  for (std::optional<Packed>& file : state_->files) {
    if (!file) return failure("the EPUB cannot be written: memory ran out", smaller);
    files.push_back(*std::move(file));
  }
  if (!zip_library()) return std::unexpected(zip_library().error());
  return assemble(files, noon(date));
}

bool is_as_written(std::string_view bytes) {
  constexpr std::size_t time_at = 10;  // in the first file's header, the date behind it
  if (!zip_library() || !bytes.starts_with("PK\x03\x04") || bytes.size() < time_at + 4) return false;
  std::optional<std::vector<Packed>> files = unpacked(bytes);
  if (!files || files->empty() || files->front().name != "mimetype") return false;
  const auto number = [&](std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) |
           static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8;
  };
  // Earlier versions wrote midnight.
  const Result<std::string> again = assemble(*files, {.time = number(time_at), .date = number(time_at + 2)});
  return again && *again == bytes;
}

}  // namespace pensum::epub
