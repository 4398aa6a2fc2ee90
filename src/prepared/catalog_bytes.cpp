#include "prepared/catalog_bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

namespace pensum::prepared {

namespace {

// Each function passes the fields of a value to `by`, which writes or reads them.

template <class By>
void pass(By& by, TextMark& mark) {
  by(mark.kind, mark.first, mark.last, mark.target, mark.note);
}

template <class By>
void pass(By& by, RichText& text) {
  by(text.text, text.marks);
}

template <class By>
void pass(By& by, Check& check) {
  by(check.question, check.answer);
}

template <class By>
void pass(By& by, Lesson& lesson) {
  by(lesson.id, lesson.title, lesson.summary, lesson.url, lesson.minutes.count, lesson.requires_,
     lesson.priority, lesson.splittable, lesson.checks, lesson.reading_file);
}

template <class By>
void pass(By& by, Path& path) {
  by(path.id, path.title, path.summary, path.first, path.last);
}

template <class By>
void pass(By& by, Catalog& catalog) {
  by(catalog.id, catalog.language, catalog.title, catalog.summary, catalog.source.text, catalog.source.url,
     catalog.paths, catalog.lessons);
}

template <class Value>
constexpr bool is_number = std::is_integral_v<Value> || std::is_enum_v<Value>;

class Writer {
 public:
  template <class... Values>
  void operator()(Values&... values) {
    (write(values), ...);
  }

  std::string bytes;

 private:
  template <class Value>
  void write(Value& value) {
    if constexpr (is_number<Value>) {
      number(static_cast<std::uint64_t>(value));
    } else {
      pass(*this, value);
    }
  }
  void write(std::string& text) {
    number(text.size());
    bytes += text;
  }
  template <class Value>
  void write(std::vector<Value>& list) {
    number(list.size());
    for (Value& each : list) write(each);
  }
  void number(std::uint64_t value) {
    const auto small = static_cast<std::uint32_t>(value);
    bytes.append(reinterpret_cast<const char*>(&small), sizeof small);
  }
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (read(values), ...);
  }

 private:
  template <class Value>
  void read(Value& value) {
    if constexpr (is_number<Value>) {
      value = static_cast<Value>(number());
    } else {
      pass(*this, value);
    }
  }
  void read(std::string& text) {
    const std::size_t size = number();
    text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
  }
  template <class Value>
  void read(std::vector<Value>& list) {
    list.resize(number());
    for (Value& each : list) read(each);
  }
  std::uint32_t number() {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }

  std::string_view bytes_;
};

}  // namespace

std::string catalog_bytes(Catalog catalog) {
  Writer writer;
  pass(writer, catalog);
  return std::move(writer.bytes);
}

Catalog catalog_of(std::string_view bytes) {
  Catalog catalog;
  Reader reader(bytes);
  pass(reader, catalog);
  return catalog;
}

}  // namespace pensum::prepared
