// A catalog that somebody has edited after it was imported, brought up to date with two versions of its
// source.
#include "course/catalog_reader.hpp"
#include "fuzz/fuzz.hpp"
#include "import/course.hpp"
#include "import/merge.hpp"

using namespace pensum;
using namespace pensum::importing;
using fuzz::expect;

namespace {

Node lesson(std::string key, std::int64_t minutes, std::vector<std::string> required = {}) {
  Node made;
  made.title = "Lesson " + key;
  made.key = std::move(key);
  made.effort.said_seconds = minutes * 60;
  made.requires_keys = std::move(required);
  return made;
}

Node group(std::string title, std::vector<Node> lessons) {
  Node made;
  made.title = std::move(title);
  made.children = std::move(lessons);
  return made;
}

Imported imported(std::vector<Node> groups) {
  Outline outline;
  outline.title = "Course";
  outline.language = "en";
  outline.children = std::move(groups);
  return catalog_of(outline, *lessons_of(outline, {}), "fuzz", {}).value();
}

/// The first version; the seeds are catalogs that were made of it.
const Imported& before() {
  static const Imported made =
      imported({group("A", {lesson("a", 10), lesson("b", 20, {"a"}), lesson("c", 30)}),
                group("B", {lesson("d", 2'000), lesson("e", 50, {"b", "d"})})});
  return made;
}

const Imported& after() {
  static const Imported made =
      imported({group("New", {lesson("x", 5)}),
                group("A", {lesson("y", 5), lesson("b", 25), lesson("z", 5, {"y", "b"})}),
                group("B", {lesson("d", 2'000), lesson("w", 5), lesson("e", 50)})});
  return made;
}

void update(const std::string& bytes, const Imported& now, bool prune) {
  const Record record{{"from", "fuzz"}};
  const Result<Merged> merged = merge(bytes, "catalog.xml", now, record, prune);
  if (!merged) {
    fuzz::check(merged.error());
    return;
  }
  for (const Diagnostic& each : merged->warnings)
    expect(fuzz::is_safe_to_show(to_text(each)), "a warning is safe to show");
  expect(read_catalog(merged->bytes, "catalog.xml").has_value(), "what is brought up to date is a catalog");
  const Result<Merged> again = merge(merged->bytes, "catalog.xml", now, record, prune);
  expect(again && again->bytes == merged->bytes, "a second update changes no byte");
  expect(again->added.empty() && again->changed.empty(), "a second update has no news");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::text_of(data, size));
  for (const Imported* now : {&before(), &after()}) {
    for (const bool prune : {false, true}) update(bytes, *now, prune);
  }
  return 0;
}
