// Files become a ZIP container as EPUB requires it (EPUB 3.3 §4.2), over libzip.
//
// Packing a long plan takes most of the time, so a thread helps with it. libzip asks for one file after the
// other, and the first are in the container when the last are still being packed.
#pragma once

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/packer.hpp"
#include "base/shared_bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pensum::epub {

/// Bytes of a file that are packed already.
struct PackedPiece {
  std::string unended;         ///< as Deflater::unended
  std::uint64_t size = 0;      ///< unpacked
  std::uint32_t checksum = 0;  ///< as ZIP has it, of the unpacked bytes

  friend bool operator==(const PackedPiece&, const PackedPiece&) = default;
};

/// A piece in a file that is in front of the byte `at` of the file's own ones.
struct Inset {
  std::size_t at = 0;
  const PackedPiece* piece = nullptr;
};

/// What is in a file.
struct Contents {
  std::string bytes;            ///< its own
  std::vector<Inset> insets{};  ///< in their order
};

/// A file that is there later.
struct Label {
  std::string name;
  bool stored = false;  ///< as it is, since it is compressed already
};

struct Entry {
  std::string name;
  std::string bytes{};
  bool stored = false;
  std::vector<Inset> insets{};
  SharedBytes shared{};  ///< in place of its own, where others have them too
};

/// The level at which files of books are packed.
inline constexpr int book_level = Deflater::quick_level;

/// Files on their way into a container: packed as they come, in the order of their places.
class Container {
 public:
  enum class Place : std::size_t {};

  /// `packer` outlives it; without one it has its own. Where there is much, a thread helps.
  explicit Container(Packer* packer = nullptr);
  ~Container();
  Container(const Container&) = delete;
  Container& operator=(const Container&) = delete;

  /// Tells about how many bytes the files will have, as far as that is known.
  void expect(std::size_t bytes);

  /// A place behind those before, for a file that is there later.
  Place reserve();
  void put(Place place, Entry entry);
  void add(Entry entry) { put(reserve(), std::move(entry)); }
  /// A file of about so many bytes that is made when it is packed, perhaps on the thread that helps. What
  /// `make` refers to outlives the container; what it throws comes out of one of these functions, of `bytes`
  /// at the latest.
  void put(Place place, Label label, std::size_t about, std::function<Contents()> make);
  void add(Label label, std::size_t about, std::function<Contents()> make) {
    put(reserve(), std::move(label), about, std::move(make));
  }

  /// `mimetype` first and stored, then the files, all dated `date` (or 1980-01-01, before which ZIP knows no
  /// dates). Once, when all places are taken. Errors: out of memory; libzip is missing.
  Result<std::string> bytes(Date date);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pensum::epub
