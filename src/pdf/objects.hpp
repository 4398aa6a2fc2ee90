// The objects of which a file has a few (the catalog, fonts, pictures, attachments, roots of trees), over
// libharu's low-level ones: dictionaries and arrays under construction, numbered objects and streams. Those
// of which it has thousands would take a kilobyte each that way; they are written as bytes (values.hpp).
// Every call into libharu is checked here; a failure is the file's. Objects live as long as `Objects`,
// whether they became part of the file or not.
//
// An `Objects` stays on the thread that made it, and of two on one thread the later ends first.
#pragma once

#include "pdf/file.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace pensum::pdf {

class Objects;
class Array;

/// A dictionary. A direct one is part of at most one other object; a numbered one can be added to
/// any number and is written there as a reference.
class Dictionary {
 public:
  Dictionary() = default;

  Dictionary& name(const char* key, std::string_view value);
  Dictionary& integer(const char* key, std::int64_t value);
  Dictionary& boolean(const char* key, bool value);
  /// A text string: PDFDocEncoding where that does, else UTF-16.
  Dictionary& text(const char* key, std::string_view utf8);
  /// A byte string of printable ASCII.
  Dictionary& ascii(const char* key, std::string_view value);
  Dictionary& add(const char* key, Dictionary value);
  Dictionary& add(const char* key, Array value);

  explicit operator bool() const { return raw_ != nullptr; }
  friend bool operator==(const Dictionary&, const Dictionary&) = default;

 private:
  friend class Objects;
  friend class Array;
  Dictionary(Objects* objects, void* raw) : objects_(objects), raw_(raw) {}

  Objects* objects_ = nullptr;
  void* raw_ = nullptr;
};

/// An array: at most `Objects::most_items` items.
class Array {
 public:
  Array() = default;

  Array& integer(std::int64_t value);
  /// `thousandths` / 1000; exact up to 16,777 (libharu keeps single precision).
  Array& real(std::int64_t thousandths);
  Array& name(std::string_view value);
  Array& text(std::string_view utf8);
  Array& add(Dictionary value);
  Array& add(Array value);

  explicit operator bool() const { return raw_ != nullptr; }

 private:
  friend class Objects;
  friend class Dictionary;
  Array(Objects* objects, void* raw) : objects_(objects), raw_(raw) {}

  Objects* objects_ = nullptr;
  void* raw_ = nullptr;
};

class Objects {
 public:
  static constexpr std::size_t most_items = 32767;

  /// Of `file`, which outlives them.
  explicit Objects(Assembly& file);
  ~Objects();
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;

  Dictionary dictionary();
  /// `expected` items are room enough for all; more are possible.
  Array array(std::size_t expected = 8);
  /// A dictionary with a number of its own.
  Dictionary numbered();
  /// That of a number that the file reserved.
  Dictionary numbered(Number number);
  /// A numbered dictionary that becomes the head of a stream of `bytes`, compressed.
  Dictionary stream(std::string_view bytes, Packing packing = Packing::quick);
  /// The same, but left readable as it is.
  Dictionary plain_stream(std::string bytes);
  /// Stands for the object of that number, which is made elsewhere, where it is added. Nothing is added to
  /// it.
  Dictionary reference(Number number);
  Number number_of(Dictionary numbered) const;

  /// Puts all numbered objects into the file; nothing is added to them then.
  void write();

 private:
  friend class Dictionary;
  friend class Array;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pensum::pdf
