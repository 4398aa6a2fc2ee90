#include "text/font_list.hpp"

#include "text/staged_fonts.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using namespace pensum::text;

namespace {

std::string errors(const std::string& bytes) {
  const auto families = read_font_list(bytes, "f.xml");
  REQUIRE_FALSE(families.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : families.error()) text += to_text(diagnostic);
  return text;
}

}  // namespace

TEST_CASE("the fonts that come with pensum are staged, and each can be opened and set with") {
  const FontSet& fonts = staged::fonts();
  const std::vector<FaceSource> sources = staged::sources();
  REQUIRE(fonts.size() == sources.size());
  for (FaceId id = 0; id < fonts.size(); ++id) {
    CAPTURE(sources[id].file);
    const FaceInfo& info = fonts.info(id);
    CHECK(info.postscript_name != "Font");
    CHECK(info.units_per_em >= 256);
    CHECK(info.ascent > 0);
    CHECK(info.descent < 0);
    CHECK(info.cap_height > 0);
    CHECK(info.box[2] > info.box[0]);
    CHECK(info.box[3] > info.box[1]);
  }
}

TEST_CASE("a list of fonts is read, the main family first") {
  const auto families = read_font_list(
      "<fonts>"
      "<family name='F' role='fallback' scripts=' Hebr  Arab ' package='p' folder='/f' licence='OFL-1.1'>"
      "<face style='bold' file='f.ttf'/></family>"
      "<family name='M' role='main' package='q' folder='/m' licence='MIT'>"
      "<face style='regular' file='m.otf'/><face style='bold' file='mb.otf'/></family>"
      "</fonts>",
      "f.xml");
  REQUIRE(families.has_value());
  REQUIRE(families->size() == 2);
  const FontFamily& main = families->at(0);
  CHECK(main.name == "M");
  CHECK(main.package == "q");
  CHECK(main.licence == "MIT");
  CHECK(main.role == FaceRole::main);
  REQUIRE(main.faces.size() == 2);
  CHECK(main.faces[0].role == FaceRole::main);
  CHECK_FALSE(main.faces[0].bold);
  CHECK(main.faces[1].bold);
  const FontFamily& fallback = families->at(1);
  CHECK(fallback.role == FaceRole::fallback);
  REQUIRE(fallback.faces.size() == 1);
  CHECK(fallback.faces[0].file == "f.ttf");
  CHECK(fallback.faces[0].role == FaceRole::fallback);
  CHECK(fallback.faces[0].scripts == std::vector<std::string>{"Hebr", "Arab"});
}

TEST_CASE("a family can be for code") {
  const auto families = read_font_list(
      "<fonts><family name='C' role='code' package='p' folder='/f' licence='OFL-1.1'>"
      "<face style='regular' file='c.ttf'/></family>"
      "<family name='M' role='main' package='q' folder='/m' licence='MIT'>"
      "<face style='regular' file='m.otf'/></family></fonts>",
      "f.xml");
  REQUIRE(families.has_value());
  REQUIRE(families->size() == 2);
  CHECK(families->at(1).role == FaceRole::code);
  CHECK(families->at(1).faces.front().role == FaceRole::code);
}

TEST_CASE("all errors of a list of fonts are reported with their place") {
  CHECK(errors("<fonts>\n"
               "<family name='A' role='first' package='p' folder='/f' licence='L'>\n"
               "<face style='italic' file='a.ttf'/></family>\n"
               "<family name='B' role='fallback' package='p' licence='L'/>\n"
               "</fonts>") ==
        "pensum: error: f.xml:1:1: no family is the main one\n"
        "hint: write role=\"main\" into one <family>\n"
        "pensum: error: f.xml:2:24: “first” is not a font's role\n"
        "hint: write main, emphasis, code or fallback\n"
        "pensum: error: f.xml:3:14: “italic” is not a face's style\n"
        "hint: write regular or bold\n"
        "pensum: error: f.xml:4:1: <family> does not give its folder\n"
        "hint: write folder=\"…\"\n"
        "pensum: error: f.xml:4:1: the family has no face\n"
        "hint: add <face style=\"regular\" file=\"…\"/>\n");
  CHECK(errors("<layout/>") ==
        "pensum: error: f.xml:1:1: this is not a list of fonts: its root element is <layout>\n"
        "hint: a list of fonts starts with <fonts>\n");
}
