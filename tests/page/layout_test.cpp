#include "page/layout.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <string>

using namespace pensum;
using namespace pensum::page;

namespace {

Result<LayoutFile> from_sources(const std::string& name) {
  std::ifstream in(std::string(PENSUM_SOURCE_DIR) + "/layouts/" + name + ".xml", std::ios::binary);
  if (!in) return failure("there is no layout “" + name + "”", "try a4");
  return LayoutFile{name + ".xml", {std::istreambuf_iterator<char>(in), {}}};
}

Result<Layout> read(const std::string& bytes) { return read_layout({"mine.xml", bytes}, from_sources); }

std::string errors(const std::string& bytes) {
  const Result<Layout> layout = read(bytes);
  REQUIRE_FALSE(layout.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : layout.error()) text += to_text(diagnostic);
  return text;
}

}  // namespace

TEST_CASE("the layouts that come with pensum are complete") {
  for (const std::string name : {"a4", "letter"}) {
    CAPTURE(name);
    const Result<Layout> layout = read_layout(*from_sources(name), from_sources);
    REQUIRE(layout.has_value());
    CHECK(layout->name == name);
    CHECK(layout->sections == std::vector{Section::overview, Section::days, Section::index});
    CHECK(layout->body == Points::whole(10));
  }
}

TEST_CASE("a layout takes from the one it extends what it does not say") {
  const Result<Layout> layout = read(
      "<layout name='mine' extends='letter'><title>Mine</title><page top='2in'/>"
      "<sections><days/><overview/></sections></layout>");
  REQUIRE(layout.has_value());
  CHECK(layout->name == "mine");
  CHECK(layout->title == "Mine");
  CHECK(layout->width == Points{612'000});
  CHECK(layout->top == Points::whole(144));
  CHECK(layout->accent == Color{0x0b, 0x55, 0x63});
  CHECK(layout->sections == std::vector{Section::days, Section::overview});
}

TEST_CASE("all errors of a layout are said with their place") {
  CHECK(errors("<layout name='x' extends='a4'>\n"
               "  <page width='210' height='29.7m' top='2000mm'/>\n"
               "  <colors text='#12345' accent='#ffcc00'/>\n"
               "  <sections><days/><days/></sections>\n"
               "</layout>\n") ==
        "pensum: error: mine.xml:2:16: “210” is no length for width\n"
        "hint: write a number and a unit: 4.2mm, 1.5cm, 8.5in or 10pt\n"
        "pensum: error: mine.xml:2:29: “29.7m” is no length for height\n"
        "hint: write a number and a unit: 4.2mm, 1.5cm, 8.5in or 10pt\n"
        "pensum: error: mine.xml:2:41: 2000mm is too much for top of <page>\n"
        "hint: it may be 0 pt to 283.465 pt\n"
        "pensum: error: mine.xml:3:17: “#12345” is no colour for text\n"
        "hint: write it as six hexadecimal digits: #0b5563\n"
        "pensum: error: mine.xml:3:33: #ffcc00 is too light for accent: its contrast with white paper is 1.5 "
        "to 1\n"
        "hint: choose a darker colour, at least 4.5 to 1\n"
        "pensum: error: mine.xml:4:20: a second <days>\n"
        "hint: name each section once\n");
}

TEST_CASE("a layout that leaves no room is refused") {
  CHECK(errors("<layout name='x' extends='a4'><page left='95mm' right='95mm'/></layout>") ==
        "pensum: error: mine.xml:1:31: the page leaves 56.694 pt of width between its margins\n"
        "hint: leave at least 18 times the body size, 180 pt\n");
}

TEST_CASE("a layout that extends nothing has to say everything") {
  const std::string text = errors("<layout name='x'><title>T</title><page width='210mm'/></layout>");
  CHECK(text.find("mine.xml:1:1: the layout does not say its height of <page>") != std::string::npos);
  CHECK(text.find("mine.xml:1:1: the layout does not say its <type>") != std::string::npos);
  CHECK(text.find("width of <page>") == std::string::npos);
}

TEST_CASE("a layout that extends itself, or what is not there, is refused") {
  const auto self = [](const std::string&) -> Result<LayoutFile> {
    return LayoutFile{"self.xml", "<layout name='self' extends='self'/>"};
  };
  const Result<Layout> layout = read_layout({"self.xml", "<layout name='self' extends='self'/>"}, self);
  REQUIRE_FALSE(layout.has_value());
  CHECK(to_text(layout.error().front()) ==
        "pensum: error: self.xml:1:30: layouts extend each other more than 8 deep\n"
        "hint: a layout must not extend itself, directly or through others\n");
  CHECK(errors("<layout name='x' extends='a5'/>") ==
        "pensum: error: mine.xml:1:27: there is no layout “a5”\nhint: try a4\n");
}
