// The course that comes with pensum: its facts, and the form that catalog/README.md asks of questions.
// Whether the answers are right is what tests/course_claims runs.
#include "course/catalog_reader.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

using namespace pensum;

namespace {

Catalog built_in_course() {
  std::ifstream file(PENSUM_SOURCE_DIR "/catalog/go-interview.xml", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  auto catalog = read_catalog(bytes, "go-interview.xml");
  REQUIRE(catalog.has_value());
  return *std::move(catalog);
}

/// How many sentences a text has: a mark that ends one is followed by a space or by nothing, which the dots
/// of code and of versions are not.
int sentences(const std::string& text) {
  int count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t next = at + 1;
    if (std::string(".?!").contains(text[at]) && (next == text.size() || text[next] == ' ')) ++count;
  }
  return count;
}

/// What of a text is not code.
std::string words(const RichText& text) {
  std::string left = text.text;
  for (const TextMark& mark : text.marks)
    left.replace(mark.first, mark.last - mark.first, mark.last - mark.first, '_');
  return left;
}

}  // namespace

TEST_CASE("the source's facts: 22 lessons in two paths, the titles and minutes of the senior path") {
  const Catalog course = built_in_course();
  REQUIRE(course.paths.size() == 2);
  CHECK(course.paths[0].last == 10);
  REQUIRE(course.lessons.size() == 22);
  const std::vector<std::pair<std::string, int>> facts = {
      {"The memory model, stack vs heap, and escape analysis", 8},
      {"Goroutines and channels, the deep dive", 10},
      {"context.Context, cancellation, and deadlines", 8},
      {"sync.Mutex, RWMutex, WaitGroup, atomic, Once", 8},
      {"Interfaces deep, method sets, and composition over inheritance", 8},
      {"Error wrapping, sentinel errors, errors.Is and errors.As", 7},
      {"Generics: when to use, when to skip", 8},
      {"Channel patterns: pipelines, fan-out/in, semaphore, rate limiter", 9},
      {"pprof, benchmarks, and finding the real hotspot", 8},
      {"net/http patterns: middleware, graceful shutdown, request scoping", 9},
      {"Testing deep: table-driven, subtests, mocks, race detector", 8},
      {"Coding interview patterns in Go: rate limiter, worker pool, LRU, pub/sub", 10},
  };
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Lesson& lesson = course.lessons[10 + i];
    CHECK(lesson.id == std::to_string(11 + i));
    CHECK(lesson.title == facts[i].first);
    CHECK(lesson.minutes.count == facts[i].second);
  }
}

TEST_CASE("each lesson of the built-in course has three or four questions with short answers") {
  for (const Lesson& lesson : built_in_course().lessons) {
    CAPTURE(lesson.id);
    CHECK((lesson.checks.size() == 3 || lesson.checks.size() == 4));
    for (const Check& check : lesson.checks) {
      CAPTURE(check.question.text, check.answer.text);
      CHECK(check.question.text.ends_with('?'));
      CHECK(check.answer.text.ends_with('.'));
      const int count = sentences(check.answer.text);
      CHECK((count == 2 || count == 3));
    }
  }
}

TEST_CASE("the built-in course is set in typographic marks, and keeps numbers with their units") {
  for (const Lesson& lesson : built_in_course().lessons)
    for (const Check& check : lesson.checks)
      for (const std::string& text : {lesson.summary.text, check.question.text, check.answer.text}) {
        CAPTURE(lesson.id, text);
        CHECK(text.find('\'') == std::string::npos);
        CHECK(text.find("--") == std::string::npos);
        CHECK(text.find("...") == std::string::npos);
        for (const char* torn : {"Go 1.", "go 1.", " MB", " ms", " ns"})
          CHECK(text.find(torn) == std::string::npos);
      }
}

TEST_CASE("the built-in course’s code is marked as code") {
  std::size_t marks = 0;
  for (const Lesson& lesson : built_in_course().lessons) {
    for (const Check& check : lesson.checks) {
      for (const RichText& text : {lesson.summary, check.question, check.answer}) {
        CAPTURE(lesson.id, text.text);
        marks += text.marks.size();
        const std::string left = words(text);
        for (const char* sign :
             {"()", ":=", "==", "!=", "<-", "[", "{", "&", "*", "%", " nil", " err ", "go.", "ctx"}) {
          CAPTURE(sign);
          CHECK_FALSE(left.contains(sign));
        }
      }
    }
  }
  CHECK(marks > 600);
}
