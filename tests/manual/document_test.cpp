#include "manual/document.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace pensum;
using namespace pensum::manual;

namespace {

std::string page_of_text(const std::string& markdown, const std::string& file = "docs/requests.md",
                         bool titled = false) {
  Page page;
  std::set<const PageOf*> referred;
  const Result<void> done = append_document(page, markdown, file, titled, {"Left out"}, referred);
  REQUIRE(done.has_value());
  return page.text();
}

}  // namespace

TEST_CASE("headings become parts, and the title one where the page is called otherwise") {
  const std::string text =
      "# Title\n\nA.\n\n## Part\n\nB.\n\n### Less\n\nC.\n\n## Left out\n\nD.\n\n## Last\n\nE.\n";
  const std::string parts = "A.\n.Ss Part\nB.\n.Pp\n\\fBLess\\fP\n.Pp\nC.\n.Ss Last\nE.\n";
  CHECK(page_of_text(text) == parts);
  CHECK(page_of_text(text, "docs/import.md", true) == ".Ss Title\n" + parts);
}

TEST_CASE("code, stress, lists and blocks keep their sense") {
  CHECK(page_of_text("Take `--fit` *or* **both `x`**.\n") ==
        "Take \\fB\\%\\-\\-fit\\fP \\fIor\\fP \\fBboth \\%x\\fP.\n");
  CHECK(page_of_text("- a\n  b\n- c\n\n1. d\n") ==
        ".Bl -bullet\n.It\na b\n.It\nc\n.El\n.Bl -enum\n.It\nd\n.El\n");
  CHECK(page_of_text("    pensum build\n\n```xml\n<a/>\n```\n") ==
        ".Bd -literal -offset indent\npensum build\n.Ed\n.Bd -literal -offset indent\n<a/>\n.Ed\n");
  CHECK(page_of_text("![A picture](plan.png)\n").empty());
}

TEST_CASE("a link to another page names it once; others are their words or their address") {
  Page page;
  std::set<const PageOf*> referred;
  REQUIRE(append_document(page,
                          "[a](rosters.md) [b](rosters.md#x) [c](#d) [e](requests.md) [f](limits.md) "
                          "[g](https://example.org/g)",
                          "docs/requests.md", false, {}, referred)
              .has_value());
  CHECK(page.text() == "a (\\fB\\%pensum\\-roster\\fP(5)) b c e f g (https://example.org/g)\n");
  CHECK(referred == std::set<const PageOf*>{manual::page_of("docs/rosters.md")});
}

TEST_CASE("a table explains what its first columns name") {
  CHECK(page_of_text("| element | attribute | meaning | limits |\n|---|---|---|---|\n"
                     "| **`page`** | `width`, `height` | the paper | 60 mm |\n"
                     "| | `top` | the margin | |\n"
                     "| `box` | | | 5 pt |\n") ==
        ".Bl -tag -width Ds\n"
        ".It \\fB\\%page\\fP \\&\\~ \\fB\\%width\\fP, \\fB\\%height\\fP\nthe paper; limits: 60 mm\n"
        ".It \\fB\\%page\\fP \\&\\~ \\fB\\%top\\fP\nthe margin\n"
        ".It \\fB\\%box\\fP\nlimits: 5 pt\n"
        ".El\n");
}

TEST_CASE("a table that shows a table stays one, unless it is too wide") {
  CHECK(page_of_text("| Learner | Fit |\n|---|---|\n| Ada Example | yes |\n| Bo | |\n") ==
        ".Bl -column \"Ada Example\" \"Fit\"\n"
        ".It Learner Ta \\&Fit\n.It \\&Ada Example Ta \\&yes\n.It \\&Bo Ta \\&\n.El\n");
  const std::string longer(100, 'x');
  CHECK(page_of_text("| What | Meaning |\n|---|---|\n| this | " + longer + " |\n") ==
        ".Bl -tag -width Ds\n.It this\n" + longer + "\n.El\n");
}

TEST_CASE("a block that pages cannot have is an error with its place") {
  Page page;
  std::set<const PageOf*> referred;
  const Result<void> done = append_document(page, "a\n\n> b\n", "docs/x.md", false, {}, referred);
  REQUIRE_FALSE(done.has_value());
  CHECK(to_text(done.error().front()) ==
        "pensum: error: docs/x.md:3:1: manual pages have no such block\n"
        "hint: write it as text, a list, a table or code\n");
}
