// The bytes of a catalog: read, planned, and written as text and data.
#include "course/catalog_reader.hpp"
#include "fuzz/fuzz.hpp"
#include "language/language.hpp"
#include "plan/rules.hpp"
#include "report/report.hpp"

#include <nlohmann/json.hpp>

#include <set>

using namespace pensum;
using fuzz::expect;

namespace {

void check(const Catalog& catalog) {
  expect(!catalog.id.empty() && !catalog.title.empty() && !catalog.language.empty(), "a catalog has a name");
  expect(!catalog.lessons.empty() && !catalog.paths.empty(), "a catalog holds something");
  LessonIndex next = 0;
  std::set<std::string> ids;
  for (const Path& path : catalog.paths) {
    expect(ids.insert(path.id).second, "no two paths have one id");
    expect(!path.title.empty(), "a path has a title");
    expect(path.first == next && path.last >= path.first, "paths hold all lessons in order");
    next = path.last;
  }
  expect(next == catalog.lessons.size(), "paths hold all lessons");
  ids.clear();
  for (LessonIndex i = 0; i < catalog.lessons.size(); ++i) {
    const Lesson& lesson = catalog.lessons[i];
    expect(ids.insert(lesson.id).second, "no two lessons have one id");
    expect(!lesson.id.empty() && lesson.id.size() <= 32, "an id is short");
    expect(lesson.id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") ==
               std::string::npos,
           "an id is plain");
    expect(lesson.minutes.count >= 1 && lesson.minutes.count <= 1440, "a lesson takes a day at most");
    expect(!lesson.title.empty(), "a lesson has a title");
    for (const std::string* text : {&lesson.title, &lesson.summary.text, &lesson.url}) {
      expect(find_invalid_utf8(*text) == std::string::npos, "texts are UTF-8");
      expect(text->find('\0') == std::string::npos, "texts hold no NUL");
    }
    for (const LessonIndex required : lesson.requires_) expect(required < i, "what is required comes before");
    for (const Check& check : lesson.checks) {
      expect(!check.question.empty() && !check.answer.empty(), "a question has an answer");
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<Catalog> catalog = read_catalog(fuzz::text_of(data, size), "catalog.xml");
  if (!catalog) {
    fuzz::check(catalog.error());
    for (const Diagnostic& each : catalog.error())
      expect(each.place.file == "catalog.xml", "an error has a place");
    return 0;
  }
  check(*catalog);
  Request request;
  request.start = fuzz::world().today();
  const auto plan = make_plan(std::make_shared<const Catalog>(*catalog), request);
  if (!plan) {
    fuzz::check(plan.error().diagnostics);
    return 0;
  }
  const auto broken = rules::broken(*plan, request);
  expect(!broken, broken.value_or(""));
  expect(find_invalid_utf8(report::to_text(*plan, Language(plan->language))) == std::string::npos,
         "a plan's text is UTF-8");
  expect(nlohmann::json::parse(report::to_json(*plan)).is_object(), "a plan's data is JSON");
  return 0;
}
