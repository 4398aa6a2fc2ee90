#include "language/language.hpp"
#include "language/word.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("durations are in hours and minutes, each number on one line with its unit") {
  const Language english("en");
  CHECK(english.minutes({25}) == "25\u00A0min");
  CHECK(english.duration({0}) == "0\u00A0min");
  CHECK(english.duration({59}) == "59\u00A0min");
  CHECK(english.duration({60}) == "1\u00A0h");
  CHECK(english.duration({173}) == "2\u00A0h\u00A053\u00A0min");
  CHECK(english.duration({120}) == "2\u00A0h");
}

TEST_CASE("one is not many") {
  const Language english("en");
  CHECK(english.say(word::lessons{.count = 0}) == "0 lessons");
  CHECK(english.say(word::lessons{.count = 1}) == "1 lesson");
  CHECK(english.say(word::lessons{.count = 22}) == "22 lessons");
  CHECK(english.say(word::study_days{.days = 1}) == "1 study day");
  CHECK(english.say(word::study_days{.days = 14}) == "14 study days");
}

TEST_CASE("sentences are made from the keys of the words") {
  const Language english("en");
  CHECK(english.say(word::study_plan{}) == "Study plan");
  CHECK(english.say(word::day_of{.day = 3, .days = std::size_t{14}}) == "Day 3 of 14");
  CHECK(english.say(word::can_wait_until{.date = std::string("Sat 28 Nov")}) == "can wait until Sat 28 Nov");
  CHECK(english.say(word::lessons{.count = 1}) == "1 lesson");
  CHECK(english.say(word::lessons{.count = 22}) == "22 lessons");
  CHECK(english.say(word::load_of_budget{.load = 13, .budget = 20}) == "13 of 20\u00A0min");
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
  CHECK(Language("en-u-nu-arab").say(word::day_of{.day = 3, .days = 14}) == "Day ٣ of ١٤");
  CHECK(Language("xx").words_tag() == "en");
  CHECK(Language("en-US").words_tag() == "en");
  CHECK(Language("en-AU").words_tag() == "en");
}

TEST_CASE("a plan speaks the reader's language, with its plural forms and digits") {
  const Language polish("pl");
  CHECK(polish.words_tag() == "pl");
  CHECK(polish.say(word::lessons{.count = 1}) == "1 lekcja");
  CHECK(polish.say(word::lessons{.count = 22}) == "22 lekcje");
  CHECK(polish.say(word::lessons{.count = 25}) == "25 lekcji");
  CHECK(Language("ar").say(word::day_of{.day = 3, .days = 14}).contains("١٤"));
  CHECK(Language("ar-MA").say(word::day_of{.day = 3, .days = 14}).contains("14"));
  CHECK(Language("fa").say(word::day_of{.day = 3, .days = 14}).contains("۱۴"));
  CHECK(Language("pt-AO").words_tag() == "pt-PT");
  CHECK(Language("zh-HK").words_tag() == "zh-Hant");
  CHECK(Language("iw").words_tag() == "he");
}

TEST_CASE("numbers of days that can be missed are alternatives, not a sum") {
  const auto two_more = [](const char* tag) {
    return Language(tag).say(
        word::can_miss_more{.list = std::string("◇"), .days = 2, .date = std::string("◉")});
  };
  CHECK(two_more("en") == "◇, or any two up to ◉");
  CHECK(two_more("de") == "◇ oder zwei (bis ◉)");
  CHECK(two_more("es") == "◇ o bien dos (hasta el ◉)");
  CHECK(two_more("fr") == "◇ ou deux (jusqu’au ◉)");
  CHECK(two_more("it") == "◇ oppure due (fino a ◉)");
  CHECK(two_more("nl") == "◇ of twee (t/m ◉)");
  CHECK(two_more("pt-BR") == "◇ ou dois (até ◉)");
  CHECK(two_more("pt-PT") == "◇ ou dois (até ◉)");
  CHECK(two_more("sv") == "◇ eller två (till och med ◉)");
  CHECK(two_more("tr") == "◇ ya da herhangi iki gün (en geç ◉)");
  CHECK(Language("fr").say(word::can_miss_days{.days = 1, .date = std::string("◉")}) ==
        "un jour d’étude au choix (jusqu’au ◉)");
}

TEST_CASE("a review that is late is on one day") {
  const auto late = [](const char* tag, std::size_t count) {
    return Language(tag).say(word::late_reviews{.late = count, .reviews = std::size_t{5}, .days = 1});
  };
  CHECK(late("en", 1) == "1 of 5 reviews comes a day later than due, on a day with more room.");
  CHECK(late("en", 2) == "2 of 5 reviews come a day later than due, on days with more room.");
  CHECK(late("es", 1) == "1 de 5 repasos se aplaza un día, a un día menos cargado.");
  CHECK(late("fr", 1) == "1 révision sur 5 est reportée d’un jour, à un jour moins chargé.");
  CHECK(late("fr", 2) == "2 révisions sur 5 sont reportées d’un jour, à des jours moins chargés.");
  CHECK(late("it", 1) == "1 ripasso su 5 è rimandato di un giorno, a un giorno meno pieno.");
  CHECK(late("pt-BR", 1) == "1 de 5 revisões é adiada em um dia, para um dia menos cheio.");
  CHECK(late("pt-PT", 1) == "1 de 5 revisões é adiada um dia, para um dia menos cheio.");
  CHECK(late("ru", 1).contains("на более свободный день"));
  CHECK(late("ru", 21).contains("на более свободные дни"));
}
