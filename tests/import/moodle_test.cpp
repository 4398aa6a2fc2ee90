#include "import/moodle.hpp"

#include "import/outline_text.hpp"

#include <catch2/catch.hpp>

using namespace pensum;
using namespace pensum::importing;

namespace {

std::string activity(const std::string& id, const std::string& kind, const std::string& title) {
  return "<activity><moduleid>" + id + "</moduleid><sectionid>1</sectionid><modulename>" + kind +
         "</modulename><title>" + title + "</title><directory>activities/" + kind + "_" + id +
         "</directory></activity>";
}

std::string section(const std::string& id, const std::string& number, const std::string& name,
                    const std::string& sequence, const std::string& visible = "1") {
  return "<section id='" + id + "'><number>" + number + "</number><name>" + name + "</name><sequence>" +
         sequence + "</sequence><visible>" + visible + "</visible></section>";
}

std::string module(const std::string& visible = "1") {
  return "<module><visible>" + visible + "</visible></module>";
}

std::string answer(const std::string& text, const std::string& fraction) {
  return "<answer><answertext>&lt;p&gt;" + text + "&lt;/p&gt;</answertext><fraction>" + fraction +
         "</fraction></answer>";
}

std::string text_answer(const std::string& text, const std::string& format) {
  return "<answer><answertext>" + text + "</answertext><answerformat>" + format +
         "</answerformat><fraction>1.0</fraction></answer>";
}

std::string question(const std::string& id, const std::string& kind, const std::string& text,
                     const std::string& answers) {
  return "<question id='" + id + "'><questiontext>" + text + "</questiontext><qtype>" + kind +
         "</qtype><answers>" + answers + "</answers></question>";
}

archive::NamedBytes backup() {
  return {
      {"moodle_backup.xml",
       "<moodle_backup><information><original_course_fullname>Maths &amp;amp; "
       "more</original_course_fullname><contents>"
       "<activities>" +
           activity("1", "page", "A page") + activity("2", "label", "Text") + activity("3", "url", "A link") +
           activity("4", "quiz", "A quiz") + activity("5", "book", "A book") +
           activity("6", "page", "Hidden") + activity("7", "resource", "A file") +
           activity("8", "page", "In a hidden section") +
           "</activities></contents></information></moodle_backup>"},
      {"course/course.xml",
       "<course id='7' contextid='9'><fullname>x</fullname><summary>&lt;p&gt;About "
       "it&lt;/p&gt;</summary><lang>pt_br</lang></course>"},
      {"sections/section_12/section.xml", section("12", "2", "$@NULL@$", "5, 3,99,6")},
      {"sections/section_11/section.xml", section("11", "1", "Numbers", "1,2,4")},
      {"sections/section_10/section.xml", section("10", "0", "$@NULL@$", "7")},
      {"sections/section_13/section.xml", section("13", "3", "Secret", "8", "0")},
      {"activities/page_1/module.xml", module()},
      {"activities/page_1/page.xml",
       "<activity><page><name>A page</name><intro>$@NULL@$</intro><content>&lt;p&gt;Three short "
       "words&lt;img src=x&gt;&lt;/p&gt;</content></page></activity>"},
      {"activities/url_3/module.xml", module()},
      {"activities/url_3/url.xml",
       "<activity><url><name>A link</name><externalurl>https://example.org/</externalurl></url></activity>"},
      {"activities/quiz_4/module.xml", module()},
      {"activities/quiz_4/quiz.xml",
       "<activity><quiz><name>A "
       "quiz</name><question_instances><question_instance><question>21</question></question_instance>"
       "<question_instance><questionid>22</questionid></"
       "question_instance><question_instance><question_reference>"
       "<questionbankentryid>5</questionbankentryid></question_reference></"
       "question_instance><question_instance>"
       "<questionid>24</questionid></question_instance></question_instances></quiz></activity>"},
      {"activities/book_5/module.xml", module()},
      {"activities/book_5/book.xml",
       "<activity><book><name>A book</name><intro>One</intro><chapters><chapter><title>t</title><content>two "
       "three</content>"
       "</chapter><chapter><content>four</content></chapter></chapters></book></activity>"},
      {"activities/page_6/module.xml", module("0")},
      {"activities/resource_7/module.xml", module()},
      {"questions.xml",
       "<question_categories><question_category>" +
           question("21", "multichoice", "Which is even?", answer("1", "0.0") + answer("2", "1.0")) +
           question("22", "essay", "Discuss", "") + "<question_bank_entry id='5'>" +
           question("23", "shortanswer", "The capital?", answer("Paris", "1") + answer("*", "0")) +
           "</question_bank_entry></question_category></question_categories>"},
  };
}

}  // namespace

TEST_CASE("a backup's sections are parts and its activities lessons, in the order of the page") {
  const Input input = tar_input(backup());
  CHECK(format_of(input) == "moodle");
  const auto outline = read_moodle(input, {});
  CHECK(outlined(outline) ==
        "Maths & more [pt-br]\n"
        "- A file key=7\n"
        "- Numbers key=section 11\n"
        "  - A page 3w 1p key=1\n"
        "  - A quiz 4q key=4\n"
        "    ? Which is even? a) 1 b) 2\n"
        "    = b) 2\n"
        "    ? The capital?\n"
        "    = Paris\n"
        "- Section 2 key=section 12\n"
        "  - A book 4w key=5\n"
        "  - A link key=3 url=https://example.org/\n"
        "left out: 2 activities that learners do not see\n"
        "left out: 1 text between activities\n"
        "left out: 2 questions without an answer\n"
        "pensum: warning: a.tar.gz: “activities/resource_7/resource.xml” is missing\nhint: ask for a "
        "complete copy\n");
  CHECK(outline->summary == "About it");
}

TEST_CASE("code in the questions of a backup stays code, whatever they are written in", "[moodle]") {
  const auto checks_of = [](const std::string& bank_question) {
    archive::NamedBytes files = backup();
    for (auto& [name, bytes] : files) {
      if (name == "questions.xml") bytes = "<question_categories>" + bank_question + "</question_categories>";
    }
    const auto outline = read_moodle(tar_input(files), {});
    REQUIRE(outline.has_value());
    std::string text;
    for (const Check& check : outline->children.at(1).children.at(1).checks)
      text += marked(check.question) + " = " + marked(check.answer) + "\n";
    return text;
  };
  CHECK(checks_of(question(
            "21", "multichoice",
            "&lt;p&gt;What is &lt;code&gt;len&lt;/code&gt;?&lt;/p&gt;&lt;pre&gt;len(x)\n  y&lt;/pre&gt;",
            answer("&lt;tt&gt;int&lt;/tt&gt;", "1.0") + answer("else", "0.0"))) ==
        "What is `len`?\n[len(x)\n  y]\na) `int` b) else = a) `int`\n");
  CHECK(checks_of("<question id='21'><questiontext>Is `a` *b*?\n\n    c\n</questiontext>"
                  "<questiontextformat>4</questiontextformat><qtype>shortanswer</qtype><answers>" +
                  text_answer("`yes`", "4") + "</answers></question>") == "Is `a` b?\n[c] = `yes`\n");
  CHECK(checks_of("<question id='21'><questiontext>Is 1 &lt; 2?\n</questiontext>"
                  "<questiontextformat>2</questiontextformat><qtype>shortanswer</qtype><answers>" +
                  text_answer("a &lt;b&gt; `c`", "2") + "</answers></question>") ==
        "Is 1 < 2? = a <b> `c`\n");
}

TEST_CASE("a backup that cannot be read is refused with the reason") {
  const auto read = [](const archive::NamedBytes& files) {
    return outlined(read_moodle(zip_input(files), {}));
  };
  CHECK(read({{"a", "b"}}) ==
        "pensum: error: a.zip: moodle_backup.xml is missing\nhint: name the backup (.mbz) of a course\n");
  CHECK(read({{"moodle_backup.xml", "<a>"}}) ==
        "pensum: error: a.zip/moodle_backup.xml:1:1: <a> is never closed\nhint: close it with </a>\n");
  CHECK(read({{"moodle_backup.xml", "<moodle_backup/>"}}) ==
        "pensum: error: a.zip/moodle_backup.xml: the backup lists no activities\n"
        "hint: include activities when you back the course up\n");
}

TEST_CASE("damaged files of a backup are warnings") {
  archive::NamedBytes files = backup();
  for (auto& [name, bytes] : files) {
    if (name == "questions.xml" || name.starts_with("activities/page_1/") || name == "course/course.xml")
      bytes = "<x";
  }
  const auto outline = read_moodle(tar_input(files), {});
  REQUIRE(outline.has_value());
  CHECK(outline->warnings.size() == 5);
}
