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
      {"activities/label_2/module.xml", module()},
      {"activities/label_2/label.xml",
       "<activity><label><name>Text</name><intro>&lt;p&gt;Now a quiz&lt;/p&gt;"
       "</intro></label></activity>"},
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
        "  - A quiz 3w 4q key=4\n"
        "    ? Which is even? a) 1 b) 2\n"
        "    = b) 2\n"
        "    ? The capital?\n"
        "    = Paris\n"
        "- Section 2 key=section 12\n"
        "  - A book 4w key=5\n"
        "  - A link key=3 url=https://example.org/\n"
        "left out: 2 activities that learners do not see\n"
        "left out: 2 questions without an answer\n"
        "left out: 1 picture outside the source\n"
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

TEST_CASE("without texts, those between activities are left out", "[moodle]") {
  Choices choices;
  choices.texts = false;
  const auto outline = read_moodle(tar_input(backup()), choices);
  CHECK(outlined(outline).contains("  - A quiz 4q key=4\n"));
  CHECK(outlined(outline).contains("left out: 1 text between activities\n"));
  CHECK(outline->children.at(1).children.at(0).text == SourceText());
}

namespace {

/// The texts of a lesson, a block in a line, with its kind.
std::string text_of(const Node& node) {
  std::string text;
  for (const Block& block : node.text.reading.blocks) {
    text += fmt::format("{} {}{}\n", static_cast<int>(block.kind), block.text.text,
                        block.file.empty() ? "" : " <" + block.file + ">");
    for (const TextMark& mark : block.text.marks)
      if (!mark.target.empty()) text += "-> " + mark.target + "\n";
  }
  return text;
}

std::string listed_file(const std::string& context, const std::string& area, const std::string& item,
                        const std::string& folder, const std::string& name, const std::string& hash) {
  return "<file id='1'><contenthash>" + hash + "</contenthash><contextid>" + context +
         "</contextid><component>c</component><filearea>" + area + "</filearea><itemid>" + item +
         "</itemid><filepath>" + folder + "</filepath><filename>" + name + "</filename></file>";
}

}  // namespace

TEST_CASE("pages, books, lessons, introductions and labels bring their texts with pictures", "[moodle]") {
  archive::NamedBytes files{
      {"moodle_backup.xml", "<moodle_backup><activities>" + activity("1", "page", "Page") +
                                activity("2", "label", "Label") + activity("3", "book", "Book") +
                                activity("4", "lesson", "Lesson") + activity("5", "assign", "Task") +
                                activity("6", "label", "End") + "</activities></moodle_backup>"},
      {"course/course.xml", "<course id='7' contextid='70'><fullname>C</fullname></course>"},
      {"sections/section_8/section.xml",
       "<section id='8'><number>1</number><name>Part</name><summary>&lt;p&gt;Of the part &lt;img "
       "src=\"@@PLUGINFILE@@/s.png\"&gt;&lt;/p&gt;</summary><summaryformat>1</summaryformat>"
       "<sequence>1,2,3,4,5,6</sequence><visible>1</visible></section>"},
      {"activities/page_1/page.xml",
       "<activity id='1' contextid='71'><page><name>Page</name><intro>&lt;p&gt;Intro&lt;/p&gt;</intro>"
       "<introformat>1</introformat><content>&lt;h2&gt;Page&lt;/h2&gt;&lt;p&gt;See &lt;a "
       "href=\"$@BOOKVIEWBYID*3@$\"&gt;the book&lt;/a&gt;&lt;img src=\"@@PLUGINFILE@@/a%20b/c%20d.png\" "
       "alt=\"C\"&gt;&lt;/p&gt;</content><contentformat>1</contentformat></page></activity>"},
      {"activities/label_2/label.xml",
       "<activity contextid='72'><label><intro>Above &lt; the\nbook</intro><introformat>2</introformat>"
       "</label></activity>"},
      {"activities/book_3/book.xml",
       "<activity contextid='73'><book><name>Book</name><intro>$@NULL@$</intro><chapters>"
       "<chapter id='31'><title>First</title><content>&lt;p&gt;one &lt;img src=\"@@PLUGINFILE@@/c.png\"&gt;"
       "&lt;/p&gt;&lt;pre&gt;x = 1&lt;/pre&gt;</content><contentformat>1</contentformat></chapter>"
       "<chapter id='32'><subchapter>1</subchapter><title>Under</title><content>two *three*</content>"
       "<contentformat>4</contentformat></chapter>"
       "<chapter id='33'><title>Secret</title><hidden>1</hidden><content>no</content></chapter>"
       "</chapters></book></activity>"},
      {"activities/lesson_4/lesson.xml",
       "<activity contextid='74'><lesson><intro/><pages><page id='41'><title>P</title><contents>four"
       "</contents></page></pages></lesson></activity>"},
      {"activities/assign_5/assign.xml",
       "<activity contextid='75'><assign><name>Task</name><intro>Do it</intro></assign></activity>"},
      {"activities/label_6/label.xml",
       "<activity contextid='76'><label><intro>The end</intro></label></activity>"},
      {"files.xml", "<files>" + listed_file("71", "content", "0", "/a b/", "c d.png", "aa11") +
                        listed_file("73", "chapter", "31", "/", "c.png", "bb22") +
                        listed_file("70", "section", "8", "/", "s.png", "cc33") + "</files>"},
      {"files/aa/aa11", "first"},
      {"files/bb/bb22", "second"}};
  for (const auto* folder : {"page_1", "label_2", "book_3", "lesson_4", "assign_5", "label_6"})
    files.push_back({fmt::format("activities/{}/module.xml", folder), module()});
  const auto outline = read_moodle(tar_input(files), {});
  REQUIRE(outline.has_value());
  const Node& part = outline->children.at(0);
  CHECK(text_of(part) == "0 Of the part\n9 Part <70/section/8/s.png>\n");
  CHECK(text_of(part.children.at(0)) ==
        "0 Intro\n0 See the book\n-> within:module 3\n9 C <71/content/0/a b/c d.png>\n");
  CHECK(text_of(part.children.at(1)) ==
        "0 Above < the\n0 book\n1 First\n0 one\n9 First <73/chapter/31/c.png>\n7 x = 1\n2 Under\n0 two "
        "three\n");
  CHECK(text_of(part.children.at(2)) == "1 P\n0 four\n");
  CHECK(text_of(part.children.at(3)) == "0 Do it\n0 The end\n");
  CHECK(std::ranges::find(part.children.at(1).text.places, "module 3") !=
        part.children.at(1).text.places.end());
  CHECK(outline->files->read("71/content/0/a b/c d.png") == "first");
  CHECK(outline->files->read("73/chapter/31/c.png") == "second");
  CHECK_FALSE(outline->files->read("70/section/8/s.png").has_value());
  CHECK_FALSE(outline->files->has("70/section/8/other.png"));
  CHECK(outline->left_out.empty());
  CHECK(outline->warnings.empty());
}

TEST_CASE("a text between activities of a section without any is left out", "[moodle]") {
  const auto outline = read_moodle(
      tar_input({{"moodle_backup.xml", "<moodle_backup><activities>" + activity("1", "page", "Page") +
                                           activity("2", "label", "Label") + "</activities></moodle_backup>"},
                 {"course/course.xml", "<course/>"},
                 {"sections/section_1/section.xml", section("1", "1", "One", "2")},
                 {"sections/section_2/section.xml", section("2", "2", "Two", "1")},
                 {"activities/page_1/module.xml", module()},
                 {"activities/page_1/page.xml", "<activity><page/></activity>"},
                 {"activities/label_2/module.xml", module()},
                 {"activities/label_2/label.xml", "<activity><label><intro>x</intro></label></activity>"}}),
      {});
  CHECK(outlined(outline) == "\n- Two key=section 2\n  - Page key=1\nleft out: 1 text between activities\n");
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
