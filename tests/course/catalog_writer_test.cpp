#include "course/catalog_writer.hpp"

#include "course/catalog_reader.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using namespace pensum;

namespace {

Catalog again(const std::string& xml) {
  const Result<Catalog> read = read_catalog(xml, "written.xml");
  INFO(xml);
  if (!read) FAIL(to_text(read.error().front()));
  return *read;
}

/// Random catalogs that hold all that a catalog can hold.
class RandomCatalog {
 public:
  explicit RandomCatalog(unsigned seed) : numbers_(seed) {}

  Catalog make() {
    Catalog catalog{.id = id(),
                    .language = pick({"en", "de-CH", "zh-Hant", "ar"}),
                    .title = text(),
                    .summary = maybe_text(),
                    .source = {maybe_text(), maybe_url()},
                    .paths = {},
                    .lessons = {}};
    const std::size_t paths = below(4) + 1;
    for (std::size_t i = 0; i < paths; ++i) add_path(catalog);
    return catalog;
  }

 private:
  void add_path(Catalog& catalog) {
    Path path{.id = "p" + std::to_string(catalog.paths.size()),
              .title = text(),
              .summary = maybe_text(),
              .first = catalog.lessons.size(),
              .last = 0};
    const std::size_t lessons = below(5) + 1;
    for (std::size_t i = 0; i < lessons; ++i) catalog.lessons.push_back(lesson(catalog.lessons.size()));
    path.last = catalog.lessons.size();
    catalog.paths.push_back(std::move(path));
  }

  Lesson lesson(LessonIndex position) {
    Lesson lesson;
    lesson.id = std::to_string(position) + pick({"", ".a", "-B", "_"});
    lesson.title = text();
    lesson.summary = maybe_text();
    lesson.url = maybe_url();
    lesson.minutes.count = static_cast<std::int64_t>(below(1440)) + 1;
    for (LessonIndex required = position; required-- > 0;) {
      if (below(4) == 0) lesson.requires_.push_back(required);
    }
    lesson.priority = static_cast<Priority>(below(3));
    lesson.splittable = below(2) == 0;
    for (std::size_t checks = below(3); checks > 0; --checks) lesson.checks.push_back({text(), text()});
    return lesson;
  }

  std::string id() { return pick({"a", "A.b_c-9", "x123456789x123456789x123456789xy"}); }
  std::string maybe_url() { return pick({"", "https://example.org/a?b=c&d='e'", "http://x/é#%20"}); }
  std::string maybe_text() { return below(2) == 0 ? "" : text(); }

  /// Words with one space between, as a text is read.
  std::string text() {
    std::string text = word();
    for (std::size_t more = below(60); more > 0; --more) text += ' ' + word();
    return text;
  }
  std::string word() {
    return pick({"a", "&", "<b>", "\"quoted\"", "]]>", "--", "-->", "&amp;", "'", "Ünïcödé", "漢字", "🚀",
                 "\u00A0x\u00A0", "\u2067عربي\u2069", "a-rather-long-word-that-takes-half-of-a-line-with-it",
                 "\u0085", "\u2028", "{}", "%"});
  }
  std::string pick(const std::vector<std::string>& choices) { return choices[below(choices.size())]; }
  std::size_t below(std::size_t end) { return numbers_() % end; }

  std::mt19937 numbers_;
};

}  // namespace

TEST_CASE("a written catalog is one that people can edit", "[writer]") {
  Catalog catalog{
      .id = "c", .language = "en", .title = "T & U", .summary = "", .source = {}, .paths = {}, .lessons = {}};
  catalog.paths.push_back({.id = "p", .title = "P", .summary = "About P", .first = 0, .last = 2});
  catalog.lessons.resize(2);
  catalog.lessons[0] = {
      .id = "1", .title = "One", .summary = "", .url = "", .minutes = {5}, .requires_ = {}, .checks = {}};
  catalog.lessons[1] = {.id = "2",
                        .title = "Two",
                        .summary = std::string(100, 'x') + " and more",
                        .url = "https://example.org/?a&b",
                        .minutes = {90},
                        .requires_ = {0},
                        .priority = Priority::could,
                        .splittable = true,
                        .checks = {{"Why?", "So."}}};
  catalog.source = {"There", "https://example.org"};
  CHECK(write_catalog(catalog, {.head = "made by hand", .lessons = {"", "of two"}}) ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<catalog id="c" lang="en">
  <title>T &amp; U</title>
  <source url="https://example.org">There</source>
  <path id="p">
    <title>P</title>
    <summary>About P</summary>
    <lesson id="1" minutes="5">
      <title>One</title>
    </lesson>
    <!-- of two -->
    <lesson id="2" minutes="90" requires="1" priority="could" split="yes" url="https://example.org/?a&amp;b">
      <title>Two</title>
      <summary>)" +
            std::string(100, 'x') + R"(
          and more</summary>
      <check>
        <question>Why?</question>
        <answer>So.</answer>
      </check>
    </lesson>
  </path>
</catalog>
)");
  CHECK(again(write_catalog(catalog)) == catalog);
}

TEST_CASE("a catalog that is written and read is the same", "[writer]") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    const Catalog catalog = RandomCatalog(seed).make();
    const std::string xml = write_catalog(catalog);
    CHECK(again(xml) == catalog);
    CHECK(write_catalog(again(xml)) == xml);
  }
}

TEST_CASE("the course that comes with pensum is written and read the same", "[writer]") {
  std::ifstream in(PENSUM_SOURCE_DIR "/catalog/go-interview.xml", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const Catalog catalog = again(bytes);
  CHECK(again(write_catalog(catalog)) == catalog);
}
