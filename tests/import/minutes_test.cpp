#include "import/minutes.hpp"

#include <catch2/catch.hpp>

using namespace pensum;
using namespace pensum::importing;

namespace {

Effort effort(std::int64_t words) {
  Effort effort;
  effort.words = words;
  return effort;
}

}  // namespace

TEST_CASE("a duration of the source's own counts", "[minutes]") {
  Effort told = effort(10'000);
  told.said_seconds = 8 * 60 + 1;
  Node node;
  node.effort = told;
  const Length length = length_of(effort_with_children(node), {});
  CHECK(length.minutes == Minutes{9});
  CHECK(length.basis == Basis::said);
  CHECK(length.why == "as given by its source");
}

TEST_CASE("words, code, pictures and questions take time", "[minutes]") {
  CHECK(length_of(effort(1), {}).minutes == Minutes{1});
  CHECK(length_of(effort(238), {}).minutes == Minutes{1});
  CHECK(length_of(effort(239), {}).minutes == Minutes{2});
  CHECK(length_of(effort(1'673), {}).minutes == Minutes{8});
  CHECK(length_of(effort(1'673), {.by_default = {20}, .words_a_minute = 100}).minutes == Minutes{17});
  Effort all = effort(1'673);
  all.code_lines = 1;
  all.pictures = 5;
  all.questions = 2;
  const Length length = length_of(all, {});
  CHECK(length.minutes == Minutes{13});  // 7:01.8 + 3 s + 1 min + 4 min
  CHECK(length.basis == Basis::content);
  CHECK(length.why == "1,673 words, 1 line of code, 5 pictures, 2 questions");
}

TEST_CASE("videos take as long as they are", "[minutes]") {
  Effort film;
  film.video_seconds = 3'725;
  CHECK(length_of(film, {}).minutes == Minutes{63});
  CHECK(length_of(film, {}).basis == Basis::video);
  CHECK(length_of(film, {}).why == "1:02:05 of video");
  film.guessed_seconds = 300;
  CHECK(length_of(film, {}).why == "1:02:05 of video, 5:00 guessed");
}

TEST_CASE("where nothing is told the default counts", "[minutes]") {
  const Length length = length_of({}, {.by_default = {35}});
  CHECK(length.minutes == Minutes{35});
  CHECK(length.basis == Basis::by_default);
  CHECK(length.why == "by default");
}

TEST_CASE("numbers that no course has do not overflow", "[minutes]") {
  Effort endless;
  endless.words = endless.code_lines = endless.pictures = endless.questions = endless.video_seconds =
      endless.guessed_seconds = INT64_MAX;
  endless.said_seconds = INT64_MAX;
  CHECK(length_of(endless, {}).minutes > Minutes{1'440});
  endless.words = INT64_MIN;
  CHECK(length_of(endless, {}).minutes > Minutes{0});
}

TEST_CASE("a lesson takes what all below it takes", "[minutes]") {
  Node lesson;
  lesson.effort.words = 100;
  Node told;
  told.effort.said_seconds = 600;
  told.effort.words = 5'000;  // takes the time that is told
  Node inside;
  inside.effort.words = 5'000;  // is in the time that is told
  told.children = {inside};
  Node other;
  other.effort.words = 138;
  lesson.children = {told, other};
  const Length length = length_of(effort_with_children(lesson), {});
  CHECK(length.minutes == Minutes{11});
  CHECK(length.why == "as given by its source, 238 words");
}

TEST_CASE("what is too long for a day is cut into equal parts", "[minutes]") {
  CHECK(in_parts({1'440}) == std::vector<Minutes>{{1'440}});
  CHECK(in_parts({1'441}) == std::vector<Minutes>{{721}, {720}});
  CHECK(in_parts({6'720}) == std::vector<Minutes>(5, {1'344}));
}

TEST_CASE("numbers are written as English has them", "[minutes]") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1'000) == "1,000");
  CHECK(grouped(1'234'567) == "1,234,567");
  CHECK(grouped(-123'456) == "-123,456");
  CHECK(counted(1, "word") == "1 word");
  CHECK(counted(2'000, "line of code", "lines of code") == "2,000 lines of code");
}
