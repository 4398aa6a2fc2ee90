// A small reader of the files that pdf/ writes, made from the standard (ISO 32000-1) without a look at
// the writer: cross-reference streams, object streams, values, and the text of a page.
#pragma once

#include "base/utf8.hpp"

#include <zlib.h>

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace read_back {

inline std::string inflated(std::string_view bytes) {
  z_stream stream{};
  REQUIRE(inflateInit(&stream) == Z_OK);
  std::string input(bytes);
  std::string out;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  int status = Z_OK;
  while (status == Z_OK) {
    char buffer[16384];
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
  }
  inflateEnd(&stream);
  REQUIRE(status == Z_STREAM_END);
  REQUIRE(stream.avail_in == 0);
  return out;
}

struct Value {
  enum class Kind { null, boolean, number, name, string, array, dictionary, reference, word };
  Kind kind = Kind::null;
  double number = 0;   ///< a number, 0 or 1 of a boolean, the object of a reference
  std::string text{};  ///< a name without its slash, a string's bytes, an operator
  std::vector<Value> items{};
  std::map<std::string, Value> entries{};

  bool has(const std::string& key) const { return entries.contains(key); }
  std::uint32_t object() const {
    REQUIRE(kind == Kind::reference);
    return static_cast<std::uint32_t>(number);
  }
  std::int64_t integer() const {
    REQUIRE(kind == Kind::number);
    return static_cast<std::int64_t>(number);
  }
};

class Parser {
 public:
  explicit Parser(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool done() {
    skip();
    return at_ >= text_.size();
  }

  Value value() {
    skip();
    REQUIRE(at_ < text_.size());
    const char c = text_[at_];
    if (c == '/') return name();
    if (c == '(') return literal();
    if (c == '[') return array();
    if (text_.substr(at_, 2) == "<<") return dictionary();
    if (c == '<') return hexadecimal();
    if ((c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+') return number();
    return word();
  }

 private:
  static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\0' || c == '\f';
  }
  static bool ends(char c) {
    return is_space(c) || std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
  }
  void skip() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  std::string_view run() {
    const std::size_t first = at_;
    while (at_ < text_.size() && !ends(text_[at_])) ++at_;
    return text_.substr(first, at_ - first);
  }

  Value name() {
    ++at_;
    Value value{.kind = Value::Kind::name};
    const std::string_view raw = run();
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] == '#') {
        value.text += static_cast<char>(std::strtol(std::string(raw.substr(i + 1, 2)).c_str(), nullptr, 16));
        i += 2;
      } else {
        value.text += raw[i];
      }
    }
    return value;
  }

  Value number() {
    const std::string_view digits = run();
    REQUIRE(digits.find_first_not_of("0123456789+-.") == std::string_view::npos);
    const std::size_t after = at_;
    Value value{.kind = Value::Kind::number, .number = std::strtod(std::string(digits).c_str(), nullptr)};
    // "12 0 R"
    if (digits.find_first_not_of("0123456789") == std::string_view::npos && text_.substr(at_, 4) == " 0 R" &&
        (at_ + 4 >= text_.size() || ends(text_[at_ + 4]))) {
      at_ += 4;
      value.kind = Value::Kind::reference;
      return value;
    }
    at_ = after;
    return value;
  }

  Value literal() {
    Value value{.kind = Value::Kind::string};
    int depth = 1;
    for (++at_;; ++at_) {
      REQUIRE(at_ < text_.size());
      char c = text_[at_];
      if (c == '(') ++depth;
      if (c == ')' && --depth == 0) break;
      if (c == '\\') {
        c = text_[++at_];
        if (c >= '0' && c <= '7') {
          int code = 0;
          for (int i = 0; i < 3 && text_[at_] >= '0' && text_[at_] <= '7'; ++i)
            code = code * 8 + (text_[at_++] - '0');
          --at_;
          c = static_cast<char>(code);
        } else {
          c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == 'b' ? '\b' : c == 'f' ? '\f' : c;
        }
      } else if (c == '\r') {
        c = '\n';
      }
      value.text += c;
    }
    ++at_;
    return value;
  }

  Value hexadecimal() {
    Value value{.kind = Value::Kind::string};
    std::string digits;
    for (++at_; text_[at_] != '>'; ++at_) {
      REQUIRE(at_ < text_.size());
      if (!is_space(text_[at_])) digits += text_[at_];
    }
    ++at_;
    if (digits.size() % 2 != 0) digits += '0';
    for (std::size_t i = 0; i < digits.size(); i += 2) {
      value.text += static_cast<char>(std::strtol(digits.substr(i, 2).c_str(), nullptr, 16));
    }
    return value;
  }

  Value array() {
    Value value{.kind = Value::Kind::array};
    ++at_;
    for (skip(); text_[at_] != ']'; skip()) value.items.push_back(this->value());
    ++at_;
    return value;
  }

  Value dictionary() {
    Value value{.kind = Value::Kind::dictionary};
    at_ += 2;
    for (skip(); text_.substr(at_, 2) != ">>"; skip()) {
      const std::string key = name().text;
      REQUIRE_FALSE(value.has(key));
      value.entries[key] = this->value();
    }
    at_ += 2;
    return value;
  }

  Value word() {
    const std::string text(run());
    REQUIRE_FALSE(text.empty());
    if (text == "null") return {};
    if (text == "true" || text == "false")
      return {.kind = Value::Kind::boolean, .number = text == "true" ? 1.0 : 0.0};
    return {.kind = Value::Kind::word, .text = text};
  }

  std::string_view text_;
  std::size_t at_;
};

/// UTF-16, big-endian, as UTF-8.
inline std::string from_utf16(std::string_view bytes) {
  std::string text;
  const auto unit = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[i]) << 8 |
                                 static_cast<unsigned char>(bytes[i + 1]));
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t value = unit(i);
    if (value >= 0xD800 && value < 0xDC00) {
      value = 0x10000 + ((value - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    }
    pensum::append_utf8(text, value);
  }
  return text;
}

/// A text string's text; of PDFDocEncoding only what Latin-1 shares.
inline std::string text_of(const Value& value) {
  REQUIRE(value.kind == Value::Kind::string);
  if (value.text.starts_with("\xFE\xFF")) return from_utf16(std::string_view(value.text).substr(2));
  std::string text;
  for (const char c : value.text) pensum::append_utf8(text, static_cast<unsigned char>(c));
  return text;
}

class File {
 public:
  explicit File(const std::string& bytes) : bytes_(bytes) {
    REQUIRE(bytes_.starts_with("%PDF-1.7\n%"));
    REQUIRE(bytes_.ends_with("\n%%EOF\n"));
    const std::size_t at = bytes_.rfind("startxref\n");
    REQUIRE(at != std::string::npos);
    start_ = static_cast<std::size_t>(std::strtoul(bytes_.c_str() + at + 10, nullptr, 10));
    read_table();
  }

  const Value& trailer() const { return trailer_; }
  std::size_t table_start() const { return start_; }
  const std::map<std::uint32_t, Value>& objects() const { return objects_; }

  const Value& object(std::uint32_t number) const {
    const auto found = objects_.find(number);
    REQUIRE(found != objects_.end());
    return found->second;
  }
  /// What a reference leads to; any other value itself.
  const Value& resolve(const Value& value) const {
    return value.kind == Value::Kind::reference ? object(value.object()) : value;
  }
  const Value& at(const Value& dictionary, const std::string& key) const {
    CAPTURE(key);
    const Value& value = resolve(dictionary);
    REQUIRE(value.has(key));
    return resolve(value.entries.at(key));
  }
  const Value& catalog() const { return at(trailer_, "Root"); }
  bool is_stream(std::uint32_t number) const { return streams_.contains(number); }
  /// A stream's bytes, decoded unless they are a JPEG file.
  std::string stream(const Value& reference) const {
    const auto found = streams_.find(reference.object());
    REQUIRE(found != streams_.end());
    const Value& head = object(reference.object());
    if (!head.has("Filter") || head.entries.at("Filter").text == "DCTDecode") return found->second;
    REQUIRE(head.entries.at("Filter").text == "FlateDecode");
    std::string bytes = inflated(found->second);
    if (!head.has("DecodeParms")) return bytes;
    const Value& how = at(head, "DecodeParms");
    REQUIRE(how.entries.at("Predictor").integer() == 15);
    const auto pixel = static_cast<std::size_t>(how.entries.at("Colors").integer());
    return unpredicted(bytes, static_cast<std::size_t>(how.entries.at("Columns").integer()) * pixel, pixel);
  }

  /// The page dictionaries' numbers, in order.
  std::vector<std::uint32_t> pages() const {
    std::vector<std::uint32_t> list;
    add_pages(catalog().entries.at("Pages").object(), list);
    return list;
  }

 private:
  void add_pages(std::uint32_t number, std::vector<std::uint32_t>& list) const {
    const Value& node = object(number);
    if (node.entries.at("Type").text == "Page") {
      list.push_back(number);
      return;
    }
    REQUIRE(node.entries.at("Type").text == "Pages");
    const std::size_t before = list.size();
    for (const Value& kid : node.entries.at("Kids").items) {
      REQUIRE(at(kid, "Parent").entries.at("Kids").items.size() == node.entries.at("Kids").items.size());
      REQUIRE(object(kid.object()).entries.at("Parent").object() == number);
      add_pages(kid.object(), list);
    }
    REQUIRE(static_cast<std::size_t>(node.entries.at("Count").integer()) == list.size() - before);
  }

  // The object that starts at `at`; its stream's raw bytes, if it has one.
  Value indirect(std::size_t at, std::uint32_t number) {
    const std::string head = std::to_string(number) + " 0 obj\n";
    REQUIRE(bytes_.substr(at, head.size()) == head);
    Parser parser(bytes_, at + head.size());
    Value value = parser.value();
    const std::string_view rest = std::string_view(bytes_).substr(parser.at());
    if (rest.starts_with("\nstream\n")) {
      const auto length = static_cast<std::size_t>(value.entries.at("Length").integer());
      streams_[number] = rest.substr(8, length);
      REQUIRE(rest.substr(8 + length).starts_with("\nendstream\nendobj\n"));
    } else {
      REQUIRE(rest.starts_with("\nendobj\n"));
    }
    return value;
  }

  void read_table() {
    const auto own = static_cast<std::uint32_t>(std::strtoul(bytes_.c_str() + start_, nullptr, 10));
    trailer_ = indirect(start_, own);
    REQUIRE(trailer_.entries.at("Type").text == "XRef");
    const std::string rows = unpredicted(inflated(streams_.at(own)), 7, 1);
    REQUIRE(rows.size() % 7 == 0);
    REQUIRE(static_cast<std::size_t>(trailer_.entries.at("Size").integer()) == rows.size() / 7);
    const auto big_endian = [&](std::size_t at, std::size_t size) {
      std::uint32_t number = 0;
      for (std::size_t i = 0; i < size; ++i) number = number << 8 | static_cast<unsigned char>(rows[at + i]);
      return number;
    };
    REQUIRE(rows[0] == 0);  // object 0 is free
    using ByIndex = std::map<std::uint32_t, std::uint32_t>;
    std::map<std::uint32_t, ByIndex> packed;
    for (std::uint32_t number = 1; number < rows.size() / 7; ++number) {
      const std::size_t row = std::size_t{number} * 7;
      const std::uint32_t where = big_endian(row + 1, 4);
      if (rows[row] == 1) {
        objects_[number] = indirect(where, number);
      } else {
        REQUIRE(rows[row] == 2);
        REQUIRE(packed[where].emplace(big_endian(row + 5, 2), number).second);
      }
    }
    for (const auto& [number, by_index] : packed) {
      REQUIRE(by_index.rbegin()->first == by_index.size() - 1);
      std::vector<std::uint32_t> list;
      for (const auto& [index, object] : by_index) list.push_back(object);
      unpack(number, list);
    }
  }

  void unpack(std::uint32_t number, const std::vector<std::uint32_t>& list) {
    const Value& head = object(number);
    REQUIRE(head.entries.at("Type").text == "ObjStm");
    REQUIRE(static_cast<std::size_t>(head.entries.at("N").integer()) == list.size());
    const std::string text = inflated(streams_.at(number));
    const auto first = static_cast<std::size_t>(head.entries.at("First").integer());
    Parser index(text);
    for (const std::uint32_t packed : list) {
      REQUIRE(index.value().integer() == packed);
      const auto offset = static_cast<std::size_t>(index.value().integer());
      objects_[packed] = Parser(text, first + offset).value();
    }
    REQUIRE(index.at() <= first);
  }

  // Rows of `columns` bytes, of which `pixel` belong together, each behind its PNG filter.
  static std::string unpredicted(const std::string& bytes, std::size_t columns, std::size_t pixel) {
    std::string out;
    REQUIRE(bytes.size() % (columns + 1) == 0);
    for (std::size_t at = 0; at < bytes.size(); at += columns + 1) {
      const std::size_t start = out.size();
      const auto byte = [&](bool here, std::size_t from) {
        return here ? static_cast<unsigned char>(out[from]) : 0;
      };
      for (std::size_t i = 0; i < columns; ++i) {
        const int a = byte(i >= pixel, out.size() - pixel);
        const int b = byte(start > 0, out.size() - columns);
        const int c = byte(i >= pixel && start > 0, out.size() - columns - pixel);
        const int pa = std::abs(b - c);
        const int pb = std::abs(a - c);
        const int pc = std::abs(a + b - 2 * c);
        const int paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
        const int filter = static_cast<unsigned char>(bytes[at]);
        REQUIRE(filter <= 4);
        const int added = filter == 1   ? a
                          : filter == 2 ? b
                          : filter == 3 ? (a + b) / 2
                          : filter == 4 ? paeth
                                        : 0;
        out += static_cast<char>(bytes[at + 1 + i] + added);
      }
    }
    return out;
  }

  std::string bytes_;
  std::size_t start_ = 0;
  Value trailer_;
  std::map<std::uint32_t, Value> objects_;
  std::map<std::uint32_t, std::string> streams_;
};

/// A page's text, with the width that a viewer gives it: one entry a text object.
struct Said {
  std::string text;
  double width = 0;  ///< in points
};

/// A page's content, of one stream or of several.
inline std::string content_of(const File& file, const Value& contents) {
  if (contents.kind != Value::Kind::array) return file.stream(contents);
  std::string all;
  for (const Value& part : contents.items) all += file.stream(part) + '\n';
  return all;
}

class PageText {
 public:
  PageText(const File& file, std::uint32_t page) : file_(file) {
    const Value& dictionary = file.object(page);
    for (const auto& [name, font] : file.at(file.at(dictionary, "Resources"), "Font").entries)
      read_font(name, font);
    Parser parser(content_ = content_of(file, dictionary.entries.at("Contents")));
    std::vector<Value> operands;
    while (!parser.done()) {
      Value value = parser.value();
      if (value.kind != Value::Kind::word) {
        operands.push_back(std::move(value));
        continue;
      }
      run(value.text, operands);
      operands.clear();
    }
    REQUIRE(depth_ == 0);
    REQUIRE_FALSE(in_text_);
  }

  std::vector<Said> lines() const { return lines_; }
  const std::string& content() const { return content_; }
  /// The marked-content identifiers, in order.
  const std::vector<std::int64_t>& identifiers() const { return identifiers_; }

 private:
  struct Font {
    std::map<int, std::string> texts;
    std::map<int, double> widths;
  };

  void read_font(const std::string& name, const Value& reference) {
    Font& font = fonts_[name];
    const Value& type0 = file_.resolve(reference);
    REQUIRE(type0.entries.at("Encoding").text == "Identity-H");
    const std::string map = file_.stream(type0.entries.at("ToUnicode"));
    Parser parser(map);
    std::vector<Value> seen;
    while (!parser.done()) {
      Value value = parser.value();
      if (value.kind == Value::Kind::word && value.text == "endbfchar") {
        for (std::size_t i = 0; i + 1 < seen.size(); i += 2)
          font.texts[code(seen[i].text, 0)] = from_utf16(seen[i + 1].text);
      }
      if (value.kind == Value::Kind::string) {
        seen.push_back(std::move(value));
      } else {
        seen.clear();
      }
    }
    const Value& descendant = file_.resolve(type0.entries.at("DescendantFonts").items.at(0));
    const Value& widths = file_.at(descendant, "W");
    for (std::size_t i = 0; i < widths.items.size(); i += 2) {
      int glyph = static_cast<int>(widths.items[i].integer());
      for (const Value& width : file_.resolve(widths.items[i + 1]).items) font.widths[glyph++] = width.number;
    }
  }

  static int code(const std::string& bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes.at(at)) << 8 | static_cast<unsigned char>(bytes.at(at + 1));
  }

  void show(const std::string& bytes) {
    REQUIRE(in_text_);
    REQUIRE(bytes.size() % 2 == 0);
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
      const int glyph = code(bytes, i);
      REQUIRE(glyph != 0);
      REQUIRE(font_->widths.contains(glyph));
      REQUIRE(font_->texts.contains(glyph));
      if (!actual_) lines_.back().text += font_->texts.at(glyph);
      lines_.back().width += font_->widths.at(glyph) * size_ / 1000;
    }
  }

  void run(const std::string& op, const std::vector<Value>& operands) {
    if (op == "BT") {
      REQUIRE_FALSE(in_text_);
      in_text_ = true;
      lines_.emplace_back();
    } else if (op == "ET") {
      in_text_ = false;
    } else if (op == "Tf") {
      font_ = &fonts_.at(operands.at(0).text);
      size_ = operands.at(1).number;
    } else if (op == "Tj") {
      show(operands.at(0).text);
    } else if (op == "TJ") {
      for (const Value& item : operands.at(0).items) {
        if (item.kind == Value::Kind::string) {
          show(item.text);
        } else {
          lines_.back().width -= item.number * size_ / 1000;
        }
      }
    } else if (op == "BMC" || op == "BDC") {
      ++depth_;
      if (op == "BDC" && operands.at(1).has("ActualText")) {
        REQUIRE_FALSE(actual_);
        actual_ = depth_;
        lines_.back().text += text_of(operands[1].entries.at("ActualText"));
      } else if (op == "BDC") {
        identifiers_.push_back(operands.at(1).entries.at("MCID").integer());
        REQUIRE(depth_ == 1);
      }
    } else if (op == "EMC") {
      if (actual_ == depth_) actual_ = 0;
      REQUIRE(depth_-- > 0);
    }
  }

  const File& file_;
  std::string content_;
  std::map<std::string, Font> fonts_;
  const Font* font_ = nullptr;
  double size_ = 0;
  bool in_text_ = false;
  int depth_ = 0;
  int actual_ = 0;
  std::vector<Said> lines_;
  std::vector<std::int64_t> identifiers_;
};

}  // namespace read_back
