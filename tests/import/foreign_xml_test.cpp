#include "import/foreign_xml.hpp"

#include <catch2/catch.hpp>

using namespace pensum::importing;

namespace {

std::string text_of(std::string bytes) {
  const auto document = read_foreign_xml(std::move(bytes), "f.xml");
  return document ? text_below(document->root()) : to_text(document.error().at(0));
}

/// Each character of ASCII in two bytes.
std::string wide(std::string_view text, bool little) {
  std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : text) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
  return bytes;
}

}  // namespace

TEST_CASE("XML of other programs is read in the encodings that they use") {
  CHECK(text_of("<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9 \x96</a>") == "café –");
  CHECK(text_of("<?xml version='1.0' encoding='Windows-1252'?><a>caf\xE9</a>") == "café");
  CHECK(text_of("<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\u00E9</a>") == "café");
  CHECK(text_of("\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>") == "é");
  CHECK(text_of(wide("<?xml version='1.0' encoding='UTF-16'?><a>b</a>", true)) == "b");
  CHECK(text_of(wide("<a>b</a>", false)) == "b");
  CHECK(text_of(wide("<a>", true) + std::string("\x3D\xD8\x00\xDE", 4) + wide("</a>", true).substr(2)) ==
        "😀");
  CHECK(text_of("<?xml version='1.0' encoding='Shift_JIS'?><a/>") ==
        "pensum: error: f.xml:1:31: the file declares the encoding Shift_JIS\n"
        "hint: save it as UTF-8 and write encoding=\"UTF-8\"\n");
  CHECK(text_of("<?xml version='1.0' encoding").starts_with("pensum: error"));
}

TEST_CASE("elements and attributes are found by their names without prefixes") {
  const auto document =
      read_foreign_xml("<x:a xmlns:x='u' x:id='1'><y:b>one</y:b><b>two <c>three</c></b></x:a>", "f.xml");
  REQUIRE(document.has_value());
  CHECK(local_name(document->root()) == "a");
  CHECK(attribute(document->root(), "id") == "1");
  CHECK(attribute(document->root(), "none").empty());
  CHECK(children(document->root(), "b").size() == 2);
  CHECK(text_below(child(document->root(), "b")) == "one");
  CHECK(text_below(document->root()) == "onetwo three");
  CHECK(descendants(document->root(), "c").size() == 1);
  CHECK_FALSE(child(document->root(), "c"));
}
