#include "text/pattern_list.hpp"

#include "text/staged_patterns.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using namespace pensum::text;

namespace {

std::string errors(const std::string& bytes) {
  const auto files = read_pattern_list(bytes, "h.xml");
  REQUIRE_FALSE(files.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : files.error()) text += to_text(diagnostic);
  return text;
}

std::string file_for(std::string_view language) {
  static const std::vector<PatternFile> files = staged::pattern_files();
  const PatternFile* patterns = patterns_for(files, language);
  return patterns == nullptr ? "none" : patterns->file;
}

}  // namespace

TEST_CASE("the patterns that come with pensum are staged") {
  const auto files = staged::pattern_files();
  CHECK(files.size() >= 8);
  for (const PatternFile& file : files) {
    CAPTURE(file.file);
    CHECK(std::filesystem::exists(staged::patterns_folder() / file.file));
    CHECK(file.package.starts_with("hyphen-"));
    CHECK_FALSE(file.licence.empty());
  }
}

TEST_CASE("a language has its own patterns, else those of the language it is a variant of") {
  CHECK(file_for("en") == "hyph_en_US.dic");
  CHECK(file_for("en-US") == "hyph_en_US.dic");
  CHECK(file_for("en-GB") == "hyph_en_GB.dic");
  CHECK(file_for("en-GB-oxendict") == "hyph_en_GB.dic");
  CHECK(file_for("de-CH-1996") == "hyph_de_DE.dic");
  CHECK(file_for("pt") == "hyph_pt_BR.dic");
  CHECK(file_for("pt-PT") == "hyph_pt_PT.dic");
  CHECK(file_for("he") == "none");
  CHECK(file_for("eng") == "none");
  CHECK(file_for("") == "none");
}

TEST_CASE("all errors of a list of patterns are reported with their place") {
  CHECK(errors("<hyphenation>\n"
               "<patterns languages='x' file='x.dic' package='p' licence='L'/>\n"
               "<patterns languages='y' file='' package='p' folder='/f' licence='L'/>\n"
               "</hyphenation>") ==
        "pensum: error: h.xml:2:1: <patterns> does not give its folder\n"
        "hint: write folder=\"…\"\n"
        "pensum: error: h.xml:3:1: <patterns> does not give its file\n"
        "hint: write file=\"…\"\n");
  CHECK(errors("<fonts/>") ==
        "pensum: error: h.xml:1:1: this is not a list of hyphenation patterns: its root element is <fonts>\n"
        "hint: such a list starts with <hyphenation>\n");
}
