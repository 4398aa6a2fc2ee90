#include "pdf/field_names.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

using pensum::pdf::box_name_of;
using pensum::pdf::partial_names;

namespace {

using Names = std::vector<std::string>;

std::string joined(const Names& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ".") + part;
  return text;
}

}  // namespace

TEST_CASE("a dot in a name separates levels where that is unambiguous") {
  const std::set<std::string_view> names{"lesson.1", "lesson.1.2", "lesson.3.4", "a", "a.b"};
  CHECK(partial_names("lesson.1", names) == Names{"lesson", "1"});
  CHECK(partial_names("lesson.3.4", names) == Names{"lesson", "3", "4"});
  CHECK(partial_names("lesson.1.2", names) == Names{"lesson", "1%2E2"});  // "lesson.1" is itself a box
  CHECK(partial_names("a", names) == Names{"a"});
  CHECK(partial_names("a.b", names) == Names{"a%2Eb"});
}

TEST_CASE("names with empty parts or percent signs stay one name, and all differ") {
  const std::set<std::string_view> names{"lesson.1",   "lesson.1.",  "lesson..1", "lesson.", ".lesson",
                                         "lesson.%2E", "lesson.1.1", "l%.1",      "100%",    "lesson.1%2E1"};
  std::set<Names> met;
  std::set<std::string> full;
  for (const std::string_view name : names) {
    CAPTURE(name);
    const Names parts = partial_names(name, names);
    CHECK(box_name_of(joined(parts)) == name);
    CHECK(met.insert(parts).second);
    for (const std::string& part : parts) {
      CHECK_FALSE(part.empty());
      CHECK(part.find('.') == std::string::npos);
    }
    CHECK(full.insert(joined(parts)).second);
  }
}

TEST_CASE("a box without a name has a field with one") {
  CHECK(partial_names("", {""}) == Names{"%"});
  CHECK(box_name_of("%").empty());
  CHECK(box_name_of("lesson.1%2E2%25") == "lesson.1.2%");
  CHECK(box_name_of("lesson.%2") == "lesson.%2");
}
