#include "io/files.hpp"

#include "base/spelling.hpp"
#include "io/descriptor.hpp"
#include "io/file_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace pensum::io {
namespace {

namespace fs = std::filesystem;

std::string reason(int error) { return std::generic_category().message(error); }

/// "did you mean …?" for a file of the same folder.
std::string nearby(const fs::path& path) {
  constexpr std::size_t most_names = 1000;
  std::vector<std::string> names;
  std::error_code ignored;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  for (fs::directory_iterator entry(folder, ignored), end;
       !ignored && entry != end && names.size() < most_names; entry.increment(ignored)) {
    if (entry->path().filename() != path.filename()) names.push_back(entry->path().filename().string());
  }
  std::ranges::sort(names);
  // “class”, where “class.xlsx” is there.
  const std::string beginning = path.filename().string() + ".";
  const auto longer = std::ranges::find_if(
      names, [&](const std::string& name) { return beginning.size() > 1 && name.starts_with(beginning); });
  if (longer != names.end()) return fmt::format("did you mean “{}”?", shown(*longer));
  const std::vector<std::string_view> views(names.begin(), names.end());
  return suggestion(path.filename().string(), views, "check the name and the folder");
}

std::unexpected<Diagnostics> not_regular(const fs::path& path, bool folder) {
  return failure(fmt::format("{} is not a regular file", shown(path.string(), 4096)),
                 folder ? "it is a folder: name a file in it" : "name a file");
}

/// A regular file, open for reading, and its size; never waits for a pipe to be written to.
Result<std::pair<int, std::size_t>> open_regular(const fs::path& path) {
  if (path.empty()) return failure("the file has no name", "name a file");
  const int number = open_again(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (number < 0) {
    const int error = errno;
    std::error_code ignored;
    if (error == ENOENT && fs::is_symlink(fs::symlink_status(path, ignored)))
      return file_error(path, "cannot be read", error, "it is a link to a file that is not there");
    if (error == ENXIO) return not_regular(path, false);
    return file_error(path, "cannot be read", error, error == ENOENT ? nearby(path) : std::string());
  }
  struct stat info{};
  if (::fstat(number, &info) != 0) {
    const int error = errno;
    ::close(number);
    return file_error(path, "cannot be read", error);
  }
  if (!S_ISREG(info.st_mode)) {
    ::close(number);
    return not_regular(path, S_ISDIR(info.st_mode));
  }
  return std::pair{number, static_cast<std::size_t>(info.st_size)};
}

Result<std::string> read_all(const fs::path& path, int number, std::size_t expected) {
  std::string bytes;
  int error = 0;
  bytes.resize_and_overwrite(expected, [&](char* room, std::size_t all) {
    std::size_t size = 0;
    while (size < all) {
      const ssize_t count = ::read(number, room + size, all - size);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) error = errno;
      if (count <= 0) break;  // it has become shorter meanwhile
      size += static_cast<std::size_t>(count);
    }
    return size;
  });
  if (error != 0) return file_error(path, "cannot be read", error);
  return bytes;
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::size_t most_bytes) {
  const auto opened = open_regular(path);
  if (!opened) return std::unexpected(opened.error());
  const Descriptor descriptor(opened->first);
  if (opened->second > most_bytes) {
    return failure(fmt::format("{} has {} bytes; the limit is {}", shown(path.string(), 4096), opened->second,
                               most_bytes),
                   "split it into smaller files");
  }
  return read_all(path, descriptor.number(), opened->second);
}

std::string input_name(const std::string& name) { return is_standard_stream(name) ? "standard input" : name; }

Result<std::string> read_input(const std::string& name, std::size_t most_bytes) {
  if (!is_standard_stream(name)) return read_file(name, most_bytes);
  constexpr std::size_t step = std::size_t{64} << 10;
  std::string bytes;
  std::size_t size = 0;
  while (true) {
    bytes.resize(std::max(size + step, bytes.capacity()));
    const ssize_t count = ::read(STDIN_FILENO, bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return file_error(input_name(name), "cannot be read", errno);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
    if (size > most_bytes) {
      return failure(
          fmt::format("{} has more than {} bytes, which is the limit", input_name(name), most_bytes),
          "split it into smaller parts");
    }
  }
  bytes.resize(size);
  return bytes;
}

Result<OpenFile> OpenFile::open(const fs::path& path) {
  const auto opened = open_regular(path);
  if (!opened) return std::unexpected(opened.error());
  return OpenFile(opened->first, opened->second);
}

OpenFile::~OpenFile() {
  if (number_ >= 0) ::close(number_);
}

std::string OpenFile::read(std::size_t offset, std::size_t size) const {
  std::string bytes(std::min(size, size_ - std::min(offset, size_)), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count =
        ::pread(number_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return bytes;
}

bool holds_already(const fs::path& path, std::string_view bytes) {
  std::error_code problem;
  if (!fs::is_regular_file(path, problem) || fs::file_size(path, problem) != bytes.size() || problem)
    return false;
  const Result<std::string> read = read_file(path, bytes.size());
  return read && *read == bytes;
}

Result<std::optional<FileWriter>> prepare_changed(const fs::path& path, std::string_view bytes) {
  if (holds_already(path, bytes)) return std::nullopt;
  Result<FileWriter> writer = FileWriter::create(path);
  if (!writer) return std::unexpected(std::move(writer.error()));
  if (Result<void> done = writer->append(bytes); !done) return std::unexpected(std::move(done.error()));
  if (Result<void> done = writer->close(); !done) return std::unexpected(std::move(done.error()));
  return *std::move(writer);
}

Result<bool> write_changed(const fs::path& path, std::string_view bytes) {
  if (holds_already(path, bytes)) return false;
  Result<FileWriter> writer = FileWriter::create(path);
  if (!writer) return std::unexpected(std::move(writer.error()));
  if (Result<void> done = writer->append(bytes); !done) return std::unexpected(std::move(done.error()));
  if (Result<void> done = writer->commit(); !done) return std::unexpected(std::move(done.error()));
  return true;
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  Result<FileWriter> writer = FileWriter::create(path);
  if (!writer) return std::unexpected(std::move(writer.error()));
  if (Result<void> done = writer->append(bytes); !done) return done;
  if (Result<void> done = writer->commit(); !done) return done;
  return flush_folder(path.parent_path());
}

fs::path entry_of(const fs::path& path) {
  std::error_code problem;
  const fs::path whole = fs::absolute(path);
  const fs::path folder = fs::weakly_canonical(whole.parent_path(), problem);
  return problem ? whole.lexically_normal() : (folder / whole.filename()).lexically_normal();
}

bool would_replace(const fs::path& output, const fs::path& input) {
  const fs::path entry = entry_of(output);
  std::error_code problem;
  return entry == entry_of(input) || entry == fs::canonical(input, problem);
}

Result<void> remove_file(const fs::path& path) {
  if (::unlink(path.c_str()) != 0) return file_error(path, "cannot be removed", errno);
  return {};
}

Result<void> flush_folder(const fs::path& folder) {
  const fs::path named = folder.empty() ? fs::path(".") : folder;
  const Descriptor descriptor(open_again(named.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor) return {};  // it may be one to write to, but not to look into
  int done = 0;
  do done = ::fsync(descriptor.number());
  while (done != 0 && errno == EINTR);
  const bool lost = done != 0 && (errno == EIO || errno == ENOSPC || errno == EDQUOT);
  if (lost)
    return file_error(named, "cannot be flushed to the disk", errno, "check that disk, then try again");
  return {};
}

namespace {

/// What can be done about an error of the operating system; empty where its own words say it all.
std::string usual_hint(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return "look at the permissions of the file and of its folder, or name another one";
    case EROFS:
      return "that disk takes no changes: name a file on another one";
    case ENOSPC:
    case EDQUOT:
      return "free some space on that disk";
    case ENAMETOOLONG:
      return "choose a shorter name";
    case ENOTDIR:
      return "what should be a folder is a file: look at each part of the path";
    case EISDIR:
      return "it is a folder: name a file in it";
    default:
      return {};
  }
}

}  // namespace

std::unexpected<Diagnostics> file_error(const fs::path& path, std::string_view what, int error,
                                        std::string hint) {
  if (hint.empty()) hint = usual_hint(error);
  return failure(fmt::format("{} {}: {}", shown(path.string(), 4096), what, reason(error)), std::move(hint));
}

}  // namespace pensum::io
