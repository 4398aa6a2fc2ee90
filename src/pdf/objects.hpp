// The objects of a PDF file, over libharu's low-level ones: dictionaries and arrays under
// construction, numbered objects and streams. Every call into libharu is checked here; the first
// failure is kept, later calls do nothing, and the writer asks once at the end (`failure()`), as one
// does with an output stream. Objects live as long as `Objects`, whether they became part of the file
// or not.
//
// An `Objects` stays on the thread that made it, and of two on one thread the later ends first.
#pragma once

#include "base/deflate.hpp"
#include "base/units.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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
  /// A byte string of any bytes.
  Dictionary& bytes(const char* key, std::string_view value);
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
  Array& null();
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

  /// The first object's number is `before` + 1: a file can be made of several `Objects`.
  explicit Objects(std::uint32_t before = 0);
  ~Objects();
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;

  Dictionary dictionary();
  /// `expected` items are room enough for all; more are possible.
  Array array(std::size_t expected = 8);
  /// The same for a list that may be long, such as the kids of a node. A long one is an object of its
  /// own: some readers parse a dictionary anew for each kid that asks for its parent.
  Array array_of_many(std::size_t expected);
  /// A dictionary with a number of its own.
  Dictionary numbered();
  /// A numbered dictionary that very many objects refer to. It stays out of object streams: some
  /// readers keep only a few of those and would unpack its stream anew for each reference.
  Dictionary shared();
  /// A numbered dictionary that becomes the head of a stream of `bytes`, compressed.
  Dictionary stream(std::string_view bytes);
  /// The same, but left readable as it is.
  Dictionary plain_stream(std::string bytes);

  // ------------------------------------------------------------------ for files made in parts

  /// A number for an object that comes with later `Objects`.
  std::uint32_t reserve();
  /// The object of a number that was reserved earlier.
  Dictionary reserved(std::uint32_t number);
  /// Stands for the object of that number, which is another's, where it is added. Nothing is added to it.
  Dictionary reference(std::uint32_t number);

  bool failed() const;
  /// What failed first, in words; empty if nothing did.
  std::string failure() const;
  /// Records a failure of pdf/'s own, for one way out.
  void fail(std::string what);

  // ------------------------------------------------------------------ for the file's assembly

  /// The last number that is taken.
  std::uint32_t last() const;
  /// Of all objects that are here, ascending.
  std::vector<std::uint32_t> numbers() const;
  std::uint32_t number_of(Dictionary numbered) const;
  bool is_shared(std::uint32_t number) const;
  /// Appends the value of object `number`: for a stream, only its head, with Length and Filter.
  void append_value(std::string& out, std::uint32_t number);
  /// The encoded bytes of object `number`, or nothing if it is not a stream.
  const std::string* stream_bytes(std::uint32_t number) const;
  /// As `stream`, for data that are at hand when all other objects have been written.
  Deflater& deflater();

 private:
  friend class Dictionary;
  friend class Array;
  template <class Header>
  void number(void* raw, Header& header);
  void* raw(std::uint32_t number) const;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pensum::pdf
