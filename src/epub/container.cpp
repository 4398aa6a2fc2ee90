#include "epub/container.hpp"

#include "base/deflate.hpp"
#include "base/shared_work.hpp"
#include "epub/epub.hpp"
#include "epub/zip_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <deque>
#include <exception>
#include <limits>
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

/// A file's bytes as they are in the container.
struct Stream {
  std::string bytes;
  std::uint64_t size = 0;  ///< unpacked
  std::uint32_t checksum = 0;
};

/// A file on its way into the container.
struct File {
  enum class State : std::uint8_t { awaited, there, lost };

  Label label;
  SharedWork* packing = nullptr;  ///< of which it is, while it is awaited
  std::size_t about = 0;          ///< so many bytes are awaited, unpacked
  Stream stream;
  std::atomic<State> state = State::awaited;
  std::size_t read = 0;        ///< so many bytes, by libzip
  std::exception_ptr problem;  ///< what packing threw when libzip asked for it

  std::uint16_t method() const { return label.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE; }

  void come(std::optional<Stream> packed) {
    const State now = packed ? State::there : State::lost;
    if (packed) stream = *std::move(packed);
    state.store(now, std::memory_order_release);
  }
  bool is_awaited() const { return state.load(std::memory_order_acquire) == State::awaited; }

  /// How many bytes it takes in the container, about a third of them where it is still to be packed.
  std::size_t room() const {
    return 2 * label.name.size() + 128 + (is_awaited() ? about / 3 : stream.bytes.size());
  }

  /// Waits for it; meanwhile this thread helps.
  bool is_there() {
    if (is_awaited()) packing->help_until([this] { return !is_awaited(); });
    return state.load(std::memory_order_relaxed) == State::there;
  }

  /// The same where nothing may be thrown.
  bool is_there_for_libzip() noexcept {
    try {
      return is_there();
    } catch (...) {
      problem = std::current_exception();
      return false;
    }
  }
};

// Gives libzip a file that is packed, for it to copy: libzip itself would set up a compressor of 300 KB for
// each file with zlib, which takes longer than compressing a day's page.
zip_int64_t read_packed(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& file = *static_cast<File*>(state);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      file.read = 0;
      return file.is_there_for_libzip() ? 0 : -1;
    case ZIP_SOURCE_READ: {
      const std::size_t count = std::min<std::size_t>(length, file.stream.bytes.size() - file.read);
      std::memcpy(data, file.stream.bytes.data() + file.read, count);
      file.read += count;
      return static_cast<zip_int64_t>(count);
    }
    case ZIP_SOURCE_STAT: {
      if (!file.is_there_for_libzip()) return -1;
      auto& stat = *static_cast<zip_stat_t*>(data);
      zip().stat_init(&stat);
      stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
      stat.size = file.stream.size;
      stat.comp_size = file.stream.bytes.size();
      stat.crc = file.stream.checksum;
      stat.comp_method = file.method();
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

// False if libzip fails, which it does only when out of memory. `file` outlives the archive.
bool add(zip_t* archive, File& file, std::time_t time) {
  zip_source_t* source = zip().source_function(archive, read_packed, &file);
  if (source == nullptr) return false;
  const zip_int64_t index = zip().file_add(archive, file.label.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip().source_free(source);
    return false;
  }
  const auto entry = static_cast<zip_uint64_t>(index);
  constexpr zip_uint32_t readable = 0100644U << 16;  // a regular file, rw-r--r--
  return zip().set_file_compression(archive, entry, file.method(), 0) == 0 &&
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
std::optional<Stream> put_together(const Contents& contents, Packer& packer) {
  Stream stream;
  const auto count = [&](std::string_view bytes) {
    stream.checksum = crc32(bytes, stream.checksum);
    stream.size += bytes.size();
  };
  const std::string_view own = contents.bytes;
  std::size_t at = 0;
  for (const Inset& inset : contents.insets) {
    if (const std::string_view before = own.substr(at, inset.at - at); !before.empty()) {
      const std::optional<std::string> stretch =
          before.size() < fewest_packed ? stored_block(before) : packer.unended(before, book_level);
      if (!stretch) return std::nullopt;
      stream.bytes += *stretch;
      count(before);
    }
    stream.bytes += inset.piece->unended;
    stream.checksum = crc32_of_both(stream.checksum, inset.piece->checksum, inset.piece->size);
    stream.size += inset.piece->size;
    at = inset.at;
  }
  const std::string_view rest = own.substr(at);
  const std::optional<std::string> end = packer.bare(rest, book_level);
  if (!end) return std::nullopt;
  stream.bytes += *end;
  count(rest);
  return stream;
}

std::optional<Stream> packed(const std::string& whole, bool stored, Packer& packer) {
  std::optional<std::string> bytes = stored ? whole : packer.bare(whole, book_level);
  if (!bytes) return std::nullopt;
  bytes->shrink_to_fit();  // many wait for the last
  return Stream{.bytes = *std::move(bytes), .size = whole.size(), .checksum = crc32(whole)};
}

std::optional<Stream> packed(const Contents& contents, bool stored, Packer& packer) {
  return contents.insets.empty() ? packed(contents.bytes, stored, packer) : put_together(contents, packer);
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
Result<std::string> assemble(std::deque<File>& files, DosTime at) {
  zip_error_t error;
  zip().error_init(&error);
  Written written;
  std::size_t room = 0;
  for (const File& file : files) room += file.room();
  written.bytes.reserve(room);
  zip_source_t* source = zip().source_function_create(write_bytes, &written, &error);
  if (source == nullptr) return failed(&error);
  Archive archive(zip().open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (!archive) {
    zip().source_free(source);
    return failed(&error);
  }
  const std::time_t time = seconds(at);
  const bool added = std::ranges::all_of(files, [&](File& file) { return add(archive.get(), file, time); });
  if (!added || zip().close(archive.get()) != 0) return failed(zip().get_error(archive.get()));
  (void)archive.release();  // zip_close() has freed it
  return std::move(written.bytes);
}

// Puts the file at `index`, as it is packed in `archive`, into `file`, if it has at most `most` bytes there.
bool take_out(zip_t* archive, zip_uint64_t index, std::size_t most, File& file) {
  zip_stat_t stat;
  if (zip().stat_index(archive, index, 0, &stat) != 0 || stat.comp_size > most) return false;
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) return false;
  std::string bytes(static_cast<std::size_t>(stat.comp_size), '\0');
  zip_file_t* packed = zip().fopen_index(archive, index, ZIP_FL_COMPRESSED);
  if (packed == nullptr) return false;
  const zip_int64_t read = zip().fread(packed, bytes.data(), bytes.size());
  zip().fclose(packed);
  if (read < 0 || static_cast<std::size_t>(read) != bytes.size()) return false;
  file.label = {.name = stat.name, .stored = stat.comp_method == ZIP_CM_STORE};
  file.come(Stream{.bytes = std::move(bytes), .size = stat.size, .checksum = stat.crc});
  return true;
}

// Puts all files of the container `bytes`, as they are packed there, into `files`; false if it is not a
// container.
bool take_out_all(std::string_view bytes, std::deque<File>& files) {
  zip_error_t error;
  zip().error_init(&error);
  zip_source_t* source = zip().source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return false;
  const Archive archive(zip().open_from_source(source, ZIP_RDONLY, &error));
  if (!archive) {
    zip().source_free(source);
    return false;
  }
  std::size_t rest = bytes.size();  // a container may claim the same bytes for many files
  const zip_int64_t count = zip().get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    if (!take_out(archive.get(), static_cast<zip_uint64_t>(i), rest, files.emplace_back())) return false;
    rest -= files.back().stream.bytes.size();
  }
  return true;
}

}  // namespace

/// As many files may wait as there are: most are made when they are packed. So libzip asks for the first one
/// soon, and has put nearly all into the container when the last is packed.
constexpr SharedWork::Sizes of_files = [] {
  SharedWork::Sizes sizes = SharedWork::of_streams;
  sizes.most = std::numeric_limits<std::size_t>::max();
  return sizes;
}();

struct Container::State {
  explicit State(Packer* given)
      : packer(given != nullptr ? *given : own_packer),
        helpers_packer(packer.for_another_thread()),
        packing(packer.keeps() ? SharedWork::without_help : of_files) {
    File& first = files.emplace_back();
    first.label = {.name = "mimetype", .stored = true};
    first.come(packed(std::string(media_type), true, packer));
  }

  File& expect(Place place, Label label, std::size_t about) {
    File& file = files[static_cast<std::size_t>(place)];
    file.label = std::move(label);
    file.about = about;
    return file;
  }

  void pack(File& file, const auto& contents, Hand hand) {
    file.come(packed(contents, file.label.stored, hand == Hand::own ? packer : helpers_packer));
  }

  Packer own_packer;
  Packer& packer;
  Packer helpers_packer;   // a packer is not for two threads
  std::deque<File> files;  // by their places
  SharedWork packing;      // of these: it ends first
};

Container::Container(Packer* packer) : state_(std::make_unique<State>(packer)) {}
Container::~Container() = default;

void get_ready() { (void)zip_library(); }

Container::Place Container::reserve() {
  state_->files.emplace_back().packing = &state_->packing;
  return Place{state_->files.size() - 1};
}

void Container::expect(std::size_t bytes) { state_->packing.expect(bytes); }

void Container::put(Place place, Entry entry) {
  const std::size_t size = entry.shared ? entry.shared->size() : entry.bytes.size();
  File& file = state_->expect(place, {.name = std::move(entry.name), .stored = entry.stored}, size);
  state_->packing.add(size, [state = state_.get(), &file, shared = std::move(entry.shared),
                             own = Contents{std::move(entry.bytes), std::move(entry.insets)}](Hand hand) {
    if (shared) return state->pack(file, *shared, hand);
    state->pack(file, own, hand);
  });
}

void Container::put(Place place, Label label, std::size_t about, std::function<Contents()> make) {
  File& file = state_->expect(place, std::move(label), about);
  state_->packing.add(about, [state = state_.get(), &file, make = std::move(make)](Hand hand) {
    state->pack(file, make(), hand);
  });
}

Result<std::string> Container::bytes(Date date) {
  if (!zip_library()) return std::unexpected(zip_library().error());
  state_->packing.close();
  std::deque<File>& files = state_->files;
  Result<std::string> made = assemble(files, noon(date));
  if (made) return made;
  for (File& file : files) {
    if (file.problem) std::rethrow_exception(file.problem);
    if (file.state == File::State::lost)
      return failure("the EPUB cannot be written: memory ran out", smaller);
  }
  return made;
}

bool is_as_written(std::string_view bytes) {
  constexpr std::size_t time_at = 10;  // in the first file's header, the date behind it
  if (!zip_library() || !bytes.starts_with("PK\x03\x04") || bytes.size() < time_at + 4) return false;
  std::deque<File> files;
  if (!take_out_all(bytes, files) || files.empty() || files.front().label.name != "mimetype") return false;
  const auto number = [&](std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) |
           static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8;
  };
  // Earlier versions wrote midnight.
  const Result<std::string> again = assemble(files, {.time = number(time_at), .date = number(time_at + 2)});
  return again && *again == bytes;
}

}  // namespace pensum::epub
