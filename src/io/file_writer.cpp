#include "io/file_writer.hpp"

#include "base/sha1.hpp"
#include "io/descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <mutex>
#include <string>
#include <system_error>
#include <utility>

namespace pensum::io {

namespace fs = std::filesystem;

namespace {

std::unexpected<Diagnostics> cannot_write(const fs::path& path, int error) {
  return file_error(path, "cannot be written", error);
}

bool write_all(int number, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(number, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written == 0) errno = EIO;  // it takes nothing and gives no reason
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool make_folders(const fs::path& folder, std::error_code& problem) {
  do fs::create_directories(folder, problem);
  while (problem == std::errc::interrupted);
  return !problem;
}

// The same for every writer of `path`, so that the next one meets what a killed one has left; and short,
// since `path` may have the longest name there can be.
fs::path temporary_name(const fs::path& path, int attempt) {
  std::string sum;
  const auto digest = sha1(path.filename().string());
  for (std::size_t i = 0; i < 6; ++i) sum += fmt::format("{:02x}", digest[i]);
  return path.parent_path() / fmt::format(".pensum-{}-{}", sum, attempt);
}

// A writer holds its file locked, and the lock ends with the process, however that ends: what can be locked
// is left over. Where a file system knows no locks, nothing is.
bool remove_left_over(const fs::path& temporary) {
  const Descriptor there(open_again(temporary.c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat locked{};
  struct stat named{};
  if (!there || ::fstat(there.number(), &locked) != 0 || !S_ISREG(locked.st_mode)) return false;
  if (locked.st_uid != ::geteuid() || ::flock(there.number(), LOCK_EX | LOCK_NB) != 0) return false;
  // Another may have removed it and made its own meanwhile.
  if (::lstat(temporary.c_str(), &named) != 0) return errno == ENOENT;
  if (named.st_ino != locked.st_ino || named.st_dev != locked.st_dev) return false;
  return ::unlink(temporary.c_str()) == 0;
}

// Guards the list of writers whose temporary file is there, and the moments at which it comes and goes. No
// memory is taken under it, so that `abandon_all` can take it whenever memory runs out.
constinit std::mutex temporary_files;

}  // namespace

struct FileWriter::State {
  fs::path path;
  fs::path temporary;
  Descriptor descriptor{-1};
  Descriptor lock{-1};  // the same file: it stays locked until it has its name
  bool closed = false;
  bool listed = false;
  State* before = nullptr;
  State* after = nullptr;

  static constinit State* last;

  State(fs::path wanted, fs::path made) : path(std::move(wanted)), temporary(std::move(made)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    const std::scoped_lock guard(temporary_files);
    if (!listed) return;
    ::unlink(temporary.c_str());
    forget();
  }

  // 0 or the error; EEXIST also where another run has taken the file for one that was left over.
  int open() {
    const std::scoped_lock guard(temporary_files);
    constexpr mode_t as_the_mask_says = 0666;
    descriptor.reset(open_again(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                                as_the_mask_says));
    if (!descriptor) return errno;
    struct stat info{};
    if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return EEXIST;
    if (::fstat(descriptor.number(), &info) == 0 && info.st_nlink == 0) return EEXIST;
    before = std::exchange(last, this);
    if (before != nullptr) before->after = this;
    listed = true;
    return 0;
  }

  int rename() {
    const std::scoped_lock guard(temporary_files);
    if (::rename(temporary.c_str(), path.c_str()) != 0) return errno;
    forget();
    return 0;
  }

  void forget() {
    (after != nullptr ? after->before : last) = before;
    if (before != nullptr) before->after = after;
    listed = false;
  }
};

constinit FileWriter::State* FileWriter::State::last = nullptr;

FileWriter::FileWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
FileWriter::FileWriter(FileWriter&&) noexcept = default;
FileWriter& FileWriter::operator=(FileWriter&&) noexcept = default;
FileWriter::~FileWriter() = default;

Result<FileWriter> FileWriter::create(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code problem;
  if (!make_folders(folder, problem)) return file_error(folder, "cannot be created", problem.value());
  if (fs::is_directory(path, problem)) {
    return failure(fmt::format("{} is a folder", shown(path.string(), 4096)), "name a file in it");
  }
  const fs::file_status there = fs::symlink_status(path, problem);
  if (fs::exists(there) && !fs::is_regular_file(there) && !fs::is_symlink(there)) {
    return failure(fmt::format("{} exists, and is not a regular file", shown(path.string(), 4096)),
                   "name a file");
  }
  constexpr int most_attempts = 1000;
  for (int attempt = 0;; ++attempt) {
    auto state = std::make_unique<State>(path, temporary_name(path, attempt));
    int error = state->open();
    if (error == EEXIST && remove_left_over(state->temporary)) error = state->open();
    if (error == 0) return FileWriter(std::move(state));
    if (error != EEXIST || attempt == most_attempts) return cannot_write(path, error);
  }
}

Result<void> FileWriter::append(std::string_view bytes) {
  if (!write_all(state_->descriptor.number(), bytes)) return cannot_write(state_->path, errno);
  return {};
}

void FileWriter::begin_flush() const {
  ::sync_file_range(state_->descriptor.number(), 0, 0, SYNC_FILE_RANGE_WRITE);
}

Result<void> FileWriter::flush() {
  if (state_->closed) return {};
  int done = 0;
  do done = ::fsync(state_->descriptor.number());
  while (done != 0 && errno == EINTR);
  if (done != 0) return cannot_write(state_->path, errno);
  return close();
}

Result<void> FileWriter::close() {
  state_->lock.reset(::fcntl(state_->descriptor.number(), F_DUPFD_CLOEXEC, 0));
  // A late write error may show only here.
  if (!state_->descriptor.close()) return cannot_write(state_->path, errno);
  state_->closed = true;
  return {};
}

Result<void> FileWriter::flush_file_system() const {
  int done = 0;
  do done = ::syncfs(state_->lock.number());
  while (done != 0 && errno == EINTR);
  if (done != 0) return cannot_write(state_->path, errno);
  return {};
}

Result<void> FileWriter::commit() {
  if (Result<void> done = flush(); !done) return done;
  if (const int error = state_->rename(); error != 0) return cannot_write(state_->path, error);
  state_->lock.reset(-1);
  return {};
}

void FileWriter::abandon_all() noexcept {
  temporary_files.lock();  // for good
  for (const State* writer = State::last; writer != nullptr; writer = writer->before)
    ::unlink(writer->temporary.c_str());
}

}  // namespace pensum::io
