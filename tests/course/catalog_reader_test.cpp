#include "course/catalog_reader.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

namespace {

/// A catalog around one path's content.
std::string with_lessons(const std::string& lessons) {
  return "<catalog id='c' lang='en'>\n<title>T</title>\n<path id='p'>\n<title>P</title>\n" + lessons +
         "\n</path>\n</catalog>\n";
}

std::string errors(const std::string& bytes, const CatalogLimits& limits = {}) {
  const auto catalog = read_catalog(bytes, "c.xml", limits);
  if (catalog) return "";
  std::string text;
  for (const Diagnostic& diagnostic : catalog.error()) text += to_text(diagnostic);
  return text;
}

const std::string lesson_1 = "<lesson id='1' minutes='5'><title>One</title></lesson>";

}  // namespace

TEST_CASE("a change of direction in a catalog's text ends with that text") {
  const auto catalog = read_catalog(
      "<catalog id='c' lang='en'><title>Bidi &#x202E;reversed</title><summary>\u202Bs</summary>"
      "<source>From &#x2067;there</source><path id='p'><title>P\u2069</title><summary>\u2066p</summary>"
      "<lesson id='1' minutes='5'><title>Open &#x202E;override</title>"
      "<summary>See &#x2067;isolate start and no end</summary>"
      "<check><question>\u202AQ</question><answer>\u202DA</answer></check></lesson></path></catalog>",
      "c.xml");
  REQUIRE(catalog.has_value());
  CHECK(catalog->title == "Bidi \u202Ereversed\u202C");
  CHECK(catalog->summary == "\u202Bs\u202C");
  CHECK(catalog->source.text == "From \u2067there\u2069");
  CHECK(catalog->paths[0].title == "P");
  CHECK(catalog->paths[0].summary == "\u2066p\u2069");
  CHECK(catalog->lessons[0].title == "Open \u202Eoverride\u202C");
  CHECK(catalog->lessons[0].summary == "See \u2067isolate start and no end\u2069");
  CHECK(catalog->lessons[0].checks[0].question == "\u202AQ\u202C");
  CHECK(catalog->lessons[0].checks[0].answer == "\u202DA\u202C");
  CHECK(errors(with_lessons("<lesson id='1' minutes='5'><title>\u2069</title></lesson>")) ==
        "pensum: error: c.xml:5:28: the <title> of the lesson has no text\nhint: write it\n");
}

TEST_CASE("a catalog has what its file contains") {
  const auto catalog = read_catalog(
      "<catalog id='go' lang='el'><title>Καλημέρα &lt;b&gt; “x”</title><summary>S</summary>"
      "<source url='https://example.org/a?b=c'>From there</source>"
      "<path id='a'><title>A</title><summary>About A</summary>"
      "<lesson id='1' minutes='5'><title>One</title></lesson>"
      "<lesson id='x.2' minutes='1440' requires=' 1  1 ' priority='could' url='http://e.org' split='yes'>"
      "<title><![CDATA[<Two>]]></title><summary> two\n lines </summary>"
      "<check><question>Q?</question><answer>A.</answer></check>"
      "<check><question>R?</question><answer>B.</answer></check></lesson></path>"
      "<path id='b'><title>B</title><lesson id='3' minutes='7' requires='x.2 "
      "1'><title>Three</title></lesson></path>"
      "</catalog>",
      "c.xml");
  REQUIRE(catalog.has_value());
  CHECK(catalog->id == "go");
  CHECK(catalog->language == "el");
  CHECK(catalog->title == "Καλημέρα <b> “x”");
  CHECK(catalog->source.text == "From there");
  CHECK(catalog->source.url == "https://example.org/a?b=c");
  REQUIRE(catalog->paths.size() == 2);
  CHECK(catalog->paths[0].summary == "About A");
  CHECK((catalog->paths[1].first == 2 && catalog->paths[1].last == 3));
  REQUIRE(catalog->lessons.size() == 3);
  const Lesson& two = catalog->lessons[1];
  CHECK(two.id == "x.2");
  CHECK(two.title == "<Two>");
  CHECK(two.summary == "two lines");
  CHECK(two.minutes.count == 1440);
  CHECK(two.requires_ == std::vector<LessonIndex>{0});
  CHECK(two.priority == Priority::could);
  CHECK(two.splittable);
  REQUIRE(two.checks.size() == 2);
  CHECK(two.checks[1].answer == "B.");
  CHECK(catalog->lessons[2].requires_ == std::vector<LessonIndex>{1, 0});
}

TEST_CASE("faults of a lesson are reported with their place") {
  struct Case {
    std::string lessons;
    std::string text;
  };
  const Case cases[] = {
      {"<lesson id='1' minutes='8 min'><title>x</title></lesson>",
       "5:25: “8 min” is not a number of minutes\nhint: write a whole number from 1 to 1440, without a "
       "unit\n"},
      {"<lesson id='1' minutes='0'><title>x</title></lesson>",
       "5:25: a lesson cannot take 0 minutes\nhint: write at least 1\n"},
      {"<lesson id='1' minutes='1441'><title>x</title></lesson>",
       "5:25: a lesson cannot take 1441 minutes\nhint: write at most 1440, a whole day\n"},
      {"<lesson id='1' minutes='99999999999999999999'><title>x</title></lesson>",
       "5:25: a lesson cannot take 99999999999999999999 minutes\nhint: write at most 1440, a whole day\n"},
      {"<lesson id='1'><title>x</title></lesson>",
       "5:1: the lesson has no minutes\nhint: write minutes=\"8\" into <lesson>\n"},
      {"<lesson minutes='1'><title>x</title></lesson>",
       "5:1: the lesson has no id\nhint: write <lesson id=\"…\">\n"},
      {"<lesson id='a b' minutes='1'><title>x</title></lesson>",
       "5:13: “a b” is not an id\nhint: an id is 1 to 32 of the characters A-Z a-z 0-9 . _ -\n"},
      {"<lesson id='1' minuts='1'><title>x</title></lesson>",
       "5:1: the lesson has no minutes\nhint: write minutes=\"8\" into <lesson>\n"
       "pensum: error: c.xml:5:16: <lesson> has no attribute “minuts”\nhint: did you mean “minutes”?\n"},
      {"<lesson id='1' minutes='1'/>", "5:1: the lesson has no <title>\nhint: add <title>…</title>\n"},
      {"<lesson id='1' minutes='1'><title> </title></lesson>",
       "5:28: the <title> of the lesson has no text\nhint: write it\n"},
      {"<lesson id='1' minutes='1'><title>x</title><title>y</title></lesson>",
       "5:44: a second <title> in <lesson>\nhint: keep one of them\n"},
      {"<lesson id='1' minutes='1'><titel>x</titel></lesson>",
       "5:1: the lesson has no <title>\nhint: add <title>…</title>\n"
       "pensum: error: c.xml:5:28: <titel> is not known inside <lesson>\nhint: did you mean “title”?\n"},
      {"<lesson id='1' minutes='1'><summary>s</summary><title>x</title></lesson>",
       "5:48: <title> comes after <summary>\nhint: move it before the first <summary>\n"},
      {"<lesson id='1' minutes='1'><title>a <b>c</b></title></lesson>",
       "5:37: <b> is not known inside <title>\nhint: it may contain only text; write &lt; for the character "
       "“<”\n"},
      {"<lesson id='1' minutes='1'>hello<title>x</title></lesson>",
       "5:28: text inside <lesson>: “hello”\nhint: only elements are allowed here\n"},
      {"<lesson id='1' minutes='1' priority='shold'><title>x</title></lesson>",
       "5:38: “shold” is not a value of priority\nhint: did you mean “should”?\n"},
      {"<lesson id='1' minutes='1' split='1'><title>x</title></lesson>",
       "5:35: “1” is not a value of split\nhint: write yes or no\n"},
      {"<lesson id='1' minutes='1' url='javascript:alert(1)'><title>x</title></lesson>",
       "5:33: “javascript:alert(1)” is not a web address\nhint: write one that starts with https:// or "
       "http:// "
       "and holds no "
       "spaces\n"},
      {"<lesson id='1' minutes='1' url='https://example.org/\u202Efdp.exe'><title>x</title></lesson>",
       "5:33: “https://example.org/\\u{202E}fdp.exe” is not a web address\nhint: write one that starts with "
       "https:// or http:// and holds no spaces\n"},
      {"<lesson id='1' minutes='1' url='https://example.org/" + std::string(16'384, 'a') +
           "'><title>x</title></lesson>",
       "5:33: the url is too long\nhint: the limit is 16384 bytes\n"},
      {lesson_1 + "\n" + lesson_1,
       "6:13: a second lesson with the id “1”\nhint: the first is in line 5; ids are unique\n"},
      {"<lesson id='1' minutes='1' requires='12'><title>x</title></lesson>\n<lesson id='1b' "
       "minutes='1'><title>x</title></lesson>",
       "5:38: lesson 1 requires “12”, which is not a lesson of this catalog\nhint: use ids from the id "
       "attributes of lessons; "
       "separate several by spaces\n"},
      {"<lesson id='1' minutes='1'><title>x</title></lesson>\n<lesson id='2' minutes='1' requires='1, 2'>"
       "<title>x</title></lesson>",
       "6:38: lesson 2 requires “1, 2”, which is not a list of ids\n"
       "hint: ids are separated by spaces: write requires=\"1 2\"\n"},
      {"<lesson id='1' minutes='1' requires='1'><title>x</title></lesson>",
       "5:38: lesson 1 requires itself\nhint: delete the id from its requires\n"},
      {"<lesson id='1' minutes='1' requires='2'><title>x</title></lesson>\n<lesson id='2' "
       "minutes='1'><title>x</title></lesson>",
       "5:38: lesson 1 requires 2, which comes after it\nhint: move lesson 2 before lesson 1\n"},
      {"<lesson id='1' minutes='1' requires='3'><title>x</title></lesson>\n<lesson id='2' minutes='1' "
       "requires='1'>"
       "<title>x</title></lesson>\n<lesson id='3' minutes='1' requires='2'><title>x</title></lesson>",
       "5:38: lessons require each other in a circle: 1 → 3 → 2 → 1\nhint: remove one of these "
       "requirements\n"},
      {"<lesson id='1' minutes='1'><title>x</title><check><question>q</question></check></lesson>",
       "5:44: the check has no <answer>\nhint: add <answer>…</answer>\n"},
      {"",
       "3:1: the path “p” has no lesson\nhint: add <lesson id=\"…\" minutes=\"…\">, or delete the path\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.lessons);
    CHECK(errors(with_lessons(c.lessons)) == "pensum: error: c.xml:" + c.text);
  }
}

TEST_CASE("faults of a catalog as a whole are reported") {
  CHECK(errors("<course/>") ==
        "pensum: error: c.xml:1:1: this is not a catalog: its root element is <course>\n"
        "hint: a catalog starts with <catalog id=\"…\" lang=\"…\">\n");
  CHECK(errors("<catalog/>") ==
        "pensum: error: c.xml:1:1: the catalog has no id\nhint: write <catalog id=\"…\">\n"
        "pensum: error: c.xml:1:1: the catalog does not name its language\nhint: write lang=\"en\" into "
        "<catalog>\n"
        "pensum: error: c.xml:1:1: the catalog has no <title>\nhint: add <title>…</title>\n"
        "pensum: error: c.xml:1:1: the catalog has no path\nhint: add <path id=\"…\"> with at least one "
        "lesson\n");
  CHECK(
      errors("<catalog id='c' lang='e n'><title>T</title><path id='p'><title>P</title>" + lesson_1 +
             "</path><path id='p'><title>P</title><lesson id='2' "
             "minutes='1'><title>x</title></lesson></path></catalog>") ==
      "pensum: error: c.xml:1:23: “e n” is not a language tag\nhint: write a BCP 47 tag such as en, de-CH or "
      "pt-BR\n"
      "pensum: error: c.xml:1:144: a second path with the id “p”\nhint: the first is in line 1; ids "
      "are unique\n");
}

TEST_CASE("limits are enforced with a clear error") {
  CHECK(errors(with_lessons(lesson_1 + "\n<lesson id='2' minutes='5'><title>Two</title></lesson>"),
               {.lessons = 1}) ==
        "pensum: error: c.xml:6:1: more than 1 lessons\nhint: split the course into catalogs\n");
  CHECK(
      errors(with_lessons("<lesson id='1' minutes='5'><title>12345</title></lesson>"), {.title_bytes = 4}) ==
      "pensum: error: c.xml:5:28: the text of <title> has 5 bytes; the limit is 4\nhint: shorten it\n");
}

TEST_CASE("a hundred thousand lessons are read", "[long]") {
  std::string lessons;
  for (int i = 1; i <= 100'000; ++i) {
    lessons += "<lesson id='" + std::to_string(i) + "' minutes='5' requires='" +
               (i > 1 ? std::to_string(i - 1) : "") + "'><title>Lesson</title></lesson>\n";
  }
  const auto catalog = read_catalog(with_lessons(lessons), "c.xml");
  REQUIRE(catalog.has_value());
  CHECK(catalog->lessons.size() == 100'000);
  CHECK(catalog->lessons.back().requires_ == std::vector<LessonIndex>{99'998});
}

TEST_CASE("a catalog's language is one that there is") {
  const std::string rest = "'><title>T</title><path id='p'><title>P</title>" + lesson_1 + "</path></catalog>";
  CHECK(errors("<catalog id='c' lang='german" + rest) ==
        "pensum: error: c.xml:1:23: “german” is not a language tag\nhint: did you mean “de”?\n");
  CHECK(errors("<catalog id='c' lang='gsw-CH" + rest).empty());
}
