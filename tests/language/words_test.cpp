#include "language/words.hpp"

#include "language/language.hpp"
#include "language/word.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("durations are said in hours and minutes, each number held to its unit") {
  CHECK(words::minutes({25}) == "25\u00A0min");
  CHECK(words::duration({0}) == "0\u00A0min");
  CHECK(words::duration({59}) == "59\u00A0min");
  CHECK(words::duration({60}) == "1\u00A0h");
  CHECK(words::duration({173}) == "2\u00A0h\u00A053\u00A0min");
  CHECK(words::duration({120}) == "2\u00A0h");
  CHECK(words::load_of_budget({13}, {20}) == "13 of 20\u00A0min");
}

TEST_CASE("one is not many") {
  CHECK(words::lessons(0) == "0 lessons");
  CHECK(words::lessons(1) == "1 lesson");
  CHECK(words::lessons(22) == "22 lessons");
  CHECK(words::study_days(1) == "1 study day");
  CHECK(words::study_days(14) == "14 study days");
  CHECK(words::day_of(3, 14) == "Day 3 of 14");
}

TEST_CASE("sentences are made from the keys of the words") {
  const Language english("en");
  CHECK(english.say(word::study_plan{}) == "Study plan");
  CHECK(english.say(word::day_of{.day = 3, .days = std::size_t{14}}) == "Day 3 of 14");
  CHECK(english.say(word::finish_by{.date = std::string("Sat 28 Nov")}) == "finish by Sat 28 Nov");
  CHECK(english.say(word::lessons{.count = 1}) == words::lessons(1));
  CHECK(english.say(word::lessons{.count = 22}) == words::lessons(22));
  CHECK(english.say(word::load_of_budget{.load = 13, .budget = 20}) == words::load_of_budget({13}, {20}));
}

TEST_CASE("texts in sentences can be isolated, or become elements") {
  const Language english("en");
  const word::study_plan_for key{.learner = "שלום"};
  CHECK(english.say(key) == "Study plan for שלום");
  CHECK(english.say(key, TextForm::isolated) == "Study plan for \u2068שלום\u2069");
  std::string html;
  using Part = word::study_plan_for::Part;
  english.pieces(key, [&](Part part, std::string_view text) {
    html += part == Part::learner ? "<bdi>" + std::string(text) + "</bdi>" : std::string(text);
  });
  CHECK(html == "Study plan for <bdi>שלום</bdi>");
}

TEST_CASE("a language without words is told so, and gets English ones with English digits") {
  const Language kurdish("ckb");
  CHECK(kurdish.words_tag() == "en");
  CHECK(kurdish.say(word::day_of{.day = 3, .days = 14}) == "Day 3 of 14");
  CHECK(kurdish.number(14) == "١٤");
  CHECK(Language("xx").words_tag() == "en");
  CHECK(Language("en-US").words_tag() == "en");
  CHECK(Language("en-AU").words_tag() == "en");
}
