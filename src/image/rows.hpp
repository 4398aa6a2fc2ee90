// The rows of a picture that is mostly the same from one to the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace pensum {

/// Rows that are the same are there once, until one of them is written to: a picture of flat areas and
/// letters takes a fourth of its memory, and it takes no time to fill or to copy what is flat.
class Rows {
 public:
  /// `count` rows of `size` bytes, all zero.
  Rows(std::size_t size, std::size_t count) : size_(size), of_(count) {
    bytes_.reserve(size * count / 4);
    clear();
  }

  std::size_t size() const { return size_; }
  std::size_t count() const { return of_.size(); }
  /// The bytes of a row, until another is written to.
  const char* operator[](std::size_t y) const { return bytes_.data() + of_[y] * size_; }
  /// Whether two rows are one. Others may have the same bytes, too.
  bool are_one(std::size_t y, std::size_t other) const { return of_[y] == of_[other]; }

  /// The bytes of a row to write to, until those of another are asked for.
  char* write(std::size_t y) {
    if (uses_[of_[y]] > 1) make_own(y);
    return bytes_.data() + of_[y] * size_;
  }
  /// Makes the rows behind `first` up to `last`, which is not among them, as that one.
  void repeat(std::size_t first, std::size_t last);
  /// All zero again.
  void clear();

 private:
  void make_own(std::size_t y);

  std::size_t size_;
  std::vector<std::uint32_t> of_;    ///< by row: which of those that are there
  std::vector<std::uint32_t> uses_;  ///< by those: how many rows they are
  std::string bytes_;
};

}  // namespace pensum
