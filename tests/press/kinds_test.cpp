#include "press/kinds.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace pensum;
using namespace pensum::press;

namespace {

std::set<std::string> names_of(const Result<KindSet>& kinds) {
  std::set<std::string> names;
  for (const Kind* kind : kinds.value()) names.emplace(kind->name);
  return names;
}

}  // namespace

TEST_CASE("each kind is found by its name and its ending, in capitals too, and by no other's") {
  std::set<std::string_view> taken;
  for (const Kind& kind : kinds()) {
    CAPTURE(kind.name);
    CHECK(kind.render != nullptr);
    CHECK(kind.ending.starts_with('.'));
    CHECK(taken.insert(kind.name).second);
    if (kind.ending.substr(1) != kind.name) CHECK(taken.insert(kind.ending.substr(1)).second);
    CHECK(kind_of("x" + std::string(kind.ending)) == &kind);
    CHECK(read_kind("--format", kind.name).value() == &kind);
    CHECK(read_kind("--format", kind.ending.substr(1)).value() == &kind);
  }
  CHECK(kind_of("a.b.Pdf") == kind_of("plan.pdf"));
  for (const char* name : {"", "pdf", "plan", "plan.pdf.gz", "plan.xml"}) CHECK(kind_of(name) == nullptr);
}

TEST_CASE("one kind is shown by default, and it is a text") {
  CHECK(names(&Kind::shown_by_default).size() == 1);
  for (const Kind& kind : kinds()) CHECK(kind.is_text >= kind.shown_by_default);
}

TEST_CASE("kinds are listed in the order of the table") {
  CHECK(listed(endings()) == ".pdf, .epub, .ics, .json or .txt");
  CHECK(listed(endings(&Kind::by_default), " and ") == ".pdf and .epub");
  CHECK(listed(names(), ", ") == "pdf, epub, ics, json, text");
  CHECK(listed(names(&Kind::is_text), "|", "|") == "ics|json|text");
  CHECK(listed({}) == "");
}

TEST_CASE("formats are a list of names") {
  using Names = std::set<std::string>;
  CHECK(names_of(read_kinds("--formats", "epub,pdf")) == Names{"epub", "pdf"});
  CHECK(names_of(read_kinds("--formats", "txt,json,text")) == Names{"json", "text"});
  CHECK(names_of(default_kinds()) == Names{"epub", "pdf"});
  for (const char* bad : {"", "pdf,", ",pdf", "PDF", "pdf epub", "doc", ".pdf"}) {
    CAPTURE(bad);
    CHECK_FALSE(read_kinds("--formats", bad));
  }
}

TEST_CASE("an error lists the kinds that there are") {
  const auto error = [](const auto& result) {
    return result.error().front().message + " | " + result.error().front().hint;
  };
  CHECK(error(read_kind("--format", "odt")) ==
        "--format: there is no format “odt” | write pdf, epub, ics, json or text");
  CHECK(error(read_kind("--format", "epbu")) == "--format: there is no format “epbu” | did you mean “epub”?");
  CHECK(error(read_kinds("--formats", "pdf,odt")) ==
        "--formats: there is no format “odt” | write pdf, epub, ics, json, text, or several with commas "
        "between "
        "them");
  CHECK(error(kind_of_output("--output", "deep/plan.odt")) ==
        "--output: the ending of “deep/plan.odt” is not a kind of file that pensum writes | end it in .pdf, "
        ".epub, .ics, .json "
        "or .txt");
  CHECK(error(kind_of_output("--output", "plan.pfd")) ==
        "--output: the ending of “plan.pfd” is not a kind of file that pensum writes | did you mean “.pdf”?");
}
