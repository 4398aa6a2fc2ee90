// What the parts of io/ share: a file descriptor that closes itself, and the wording of errors.
#pragma once

#include "base/diagnostic.hpp"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace pensum::io {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(-1); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }
  /// Closes now and returns whether that succeeded: a late write error may show only here. A signal that
  /// comes in the meantime is not an error: the descriptor is closed, and must not be closed again.
  bool close() { return ::close(std::exchange(number_, -1)) == 0 || errno == EINTR; }
  /// Takes another number, and closes its own. Leaves `errno` as it is.
  void reset(int number) {
    const int error = errno;
    if (number_ >= 0) ::close(number_);
    number_ = number;
    errno = error;
  }

 private:
  int number_;
};

/// `open`, again where a signal came meanwhile.
inline int open_again(const char* path, int flags, mode_t mode = 0) {
  int number = -1;
  do number = ::open(path, flags, mode);
  while (number < 0 && errno == EINTR);
  return number;
}

/// "FILE cannot be …: the reason".
std::unexpected<Diagnostics> file_error(const std::filesystem::path& path, std::string_view what, int error,
                                        std::string hint = {});

}  // namespace pensum::io
