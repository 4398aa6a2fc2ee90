// What the parts of io/ share: a file descriptor that closes itself, and how errors are said.
#pragma once

#include "base/diagnostic.hpp"

#include <unistd.h>

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
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }
  /// Closes now and says whether that went well: a late write error may show only here.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

/// "FILE cannot be …: the reason".
std::unexpected<Diagnostics> file_error(const std::filesystem::path& path, std::string_view what, int error,
                                        std::string hint = {});

}  // namespace pensum::io
