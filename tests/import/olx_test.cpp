#include "import/olx.hpp"

#include "import/outline_text.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace pensum;
using namespace pensum::importing;

namespace {

archive::NamedBytes course_files() {
  return {
      {"c/course.xml", "<course url_name='2024' org='O' course='C'/>"},
      {"c/course/2024.xml",
       "<course display_name='Lungs  &amp;amp; hearts &amp;lt;b>' language='en'><chapter url_name='ch1'/>"
       "<chapter url_name='ch2'/><chapter url_name='gone'/><chapter url_name='empty'/><wiki "
       "slug='w'/></course>"},
      {"c/chapter/ch1.xml",
       "<chapter display_name='The lungs'><sequential url_name='s1'/><sequential url_name='s2'/></chapter>"},
      {"c/chapter/ch2.xml",
       "<chapter><sequential url_name='s3'/><sequential url_name='s4' display_name='Inline'><vertical>"
       "<html><p>Three short words</p></html></vertical></sequential></chapter>"},
      {"c/chapter/empty.xml", "<chapter display_name='Nothing'/>"},
      {"c/sequential/s1.xml",
       "<sequential display_name='Air'><vertical url_name='v1'/><vertical url_name='v2'/></sequential>"},
      {"c/sequential/s2.xml", "<sequential display_name='Staff' visible_to_staff_only='true'/>"},
      {"c/sequential/s3.xml", "<sequential><vertical url_name='v3'/><vertical url_name='v1'/></sequential>"},
      {"c/vertical/v1.xml",
       "<vertical><html url_name='h1'/><html url_name='lost'/><discussion url_name='d'/></vertical>"},
      {"c/vertical/v2.xml",
       "<vertical visible_to_staff_only='false'><problem url_name='p1'/><video url_name='x1'/><video "
       "url_name='x2' "
       "start_time='00:01:00' end_time='00:02:30'/><video><video_asset duration='61.5'/></video></vertical>"},
      {"c/vertical/v3.xml", "<vertical><vertical url_name='v3'/></vertical>"},
      {"c/video/x1.xml", "<video url_name='x1' youtube='1.00:abc'><video_asset duration='0.0'/></video>"},
      {"c/html/h1.xml", "<html filename='h1' display_name='Air'/>"},
      {"c/html/h1.html", "<p>" + words(40) + "<pre>a\nb</pre><img src='/static/a.png'>"},
      {"c/problem/p1.xml",
       "<problem><p>Ignored here</p><multiplechoiceresponse><label>Which one?</label><choicegroup>"
       "<choice correct='false'>Heart</choice><choice correct='true'>Lung "
       "<choicehint>yes</choicehint></choice>"
       "</choicegroup></multiplechoiceresponse><solution><p>Explanation</p><p>The lungs take in "
       "air.</p><ul><li>Both of "
       "them, that is.</li></ul></solution></problem>"},
      {"c/policies/2024/policy.json",
       R"({"chapter/ch2": {"display_name": "The heart"}, "sequential/s3": {"display_name": 3}})"},
      {"c/about/short_description.html", "<p>How we <b>breathe</b>.</p>"},
      {"c/drafts/vertical/d1.xml", "<vertical/>"},
  };
}

std::string checks_of(const std::string& problem) {
  const Input input = tar_input(
      {{"course.xml", "<course url_name='r'/>"},
       {"course/r.xml", "<course><chapter display_name='c'><sequential display_name='s'><vertical>" +
                            problem + "</vertical></sequential></chapter></course>"}});
  const auto outline = read_olx(input, {});
  REQUIRE(outline.has_value());
  std::string text;
  for (const Check& check : outline->children.at(0).children.at(0).checks)
    text += marked(check.question) + " = " + marked(check.answer) + "\n";
  return text;
}

}  // namespace

TEST_CASE("chapters of a course are parts and sequentials lessons, with what their screens hold") {
  const Input input = tar_input(course_files());
  CHECK(format_of(input) == "olx");
  const auto outline = read_olx(input, {});
  CHECK(outlined(outline) ==
        "Lungs & hearts <b> [en]\n"
        "- The lungs key=ch1\n"
        "  - Air 40w 2c 1p 1q 151s video 300s guessed key=s1\n"
        "    ? Which one? a) Heart b) Lung\n"
        "    = b) Lung – The lungs take in air. Both of them, that is.\n"
        "- The heart key=ch2\n"
        "  - s3 40w 2c 1p key=s3\n"
        "  - Inline 3w key=s4\n"
        "left out: 1 part that only staff sees\n"
        "left out: 1 draft\n"
        "left out: 2 activities of other kinds: discussion\n"
        "pensum: warning: a.tar.gz: “c/html/lost.xml” is missing\nhint: ask for a complete copy\n"
        "pensum: warning: a.tar.gz: “c/chapter/gone.xml” is missing\nhint: ask for a complete copy\n");
  CHECK(outline->summary == "How we breathe.");
}

TEST_CASE("problems with one fixed answer become checks") {
  CHECK(checks_of("<problem><stringresponse answer='Doc' type='ci'><label>A dwarf</label><additional_answer "
                  "answer='Sleepy'/></stringresponse></problem>") == "A dwarf = Doc / Sleepy\n");
  CHECK(checks_of("<problem><p>What is 5 times 5?</p><numericalresponse answer='25'/></problem>") ==
        "What is 5 times 5? = 25\n");
  CHECK(checks_of("<problem><p>Choose.</p><optionresponse><optioninput><option correct='True'>A. x</option>"
                  "<option correct='False'>B. y</option></optioninput></optionresponse></problem>") ==
        "Choose. A. x B. y = A. x\n");
  CHECK(checks_of("<problem><stringresponse answer='.*' type='ci "
                  "regexp'><label>Any</label></stringresponse></problem>")
            .empty());
  CHECK(checks_of(
            "<problem><script>z=1</script><numericalresponse answer='$z'><label>z</label></numericalresponse>"
            "<p>x</p><numericalresponse answer='1'/></problem>")
            .empty());
  CHECK(checks_of("<problem><p>What does <code>f</code> print?</p><pre>f(1)\nf(2)</pre>"
                  "<multiplechoiceresponse><label>Choose</label><description>one</description><choicegroup>"
                  "<choice correct='true'><code>1 2</code></choice><choice correct='false'>2</choice>"
                  "</choicegroup></multiplechoiceresponse><solution><p>Explanation</p><p><tt>f</tt></p>"
                  "<pre>return x</pre></solution></problem>") ==
        "Choose a) `1 2` b) 2 = a) `1 2` – `f`\n[return x]\n");
  CHECK(checks_of(
            "<problem><p>What does <code>f</code> print?</p><pre>f(1)\nf(2)</pre>"
            "<p>Think<clarification>aloud</clarification></p><numericalresponse answer='25'/></problem>") ==
        "What does `f` print?\n[f(1)\nf(2)]\nThink = 25\n");
  CHECK(checks_of("<problem display_name='in attributes only'/>").empty());
}

TEST_CASE("a course that cannot be read is refused with the reason") {
  const auto read = [](const archive::NamedBytes& files) { return outlined(read_olx(tar_input(files), {})); };
  CHECK(read({{"a.xml", "<a/>"}}) ==
        "pensum: error: a.tar.gz: course.xml is missing\nhint: name the folder or the packed file of the "
        "course\n");
  CHECK(read({{"course.xml", "<course"}}) ==
        "pensum: error: a.tar.gz/course.xml:1:1: the tag <course> does not end\nhint: end it with >\n");
  CHECK(read({{"course.xml", "<course url_name='r'/>"}}) ==
        "pensum: warning: a.tar.gz: “course/r.xml” is missing\nhint: ask for a complete copy\n");
  CHECK(read({{"course.xml", "<course><chapter/></course>"}}) ==
        "pensum: error: a.tar.gz/course.xml: the course has no chapters\nhint: export it again, with its "
        "content\n");
  // A backup of Moodle has a file of this name too.
  CHECK(format_of(tar_input({{"course/course.xml", "<course id='7' contextid='9'><shortname/></course>"}}))
            .empty());
}

TEST_CASE("files that point to one another in a circle end") {
  const Input input =
      tar_input({{"course.xml", "<course url_name='r'/>"},
                 {"course/r.xml", "<course><chapter><sequential url_name='s'/></chapter></course>"},
                 {"sequential/s.xml", "<sequential><vertical url_name='v'/></sequential>"},
                 {"vertical/v.xml", "<vertical><vertical url_name='v'/><html>x</html></vertical>"}});
  CHECK(read_olx(input, {})->children.at(0).children.at(0).effort.words > 0);
}

TEST_CASE("a damaged course is read or refused") {
  std::mt19937 engine(8);
  for (int round = 0; round < 300; ++round) {
    archive::NamedBytes files = course_files();
    for (auto& [name, bytes] : files) {
      if (engine() % 4 == 0) bytes[engine() % bytes.size()] = "<>&'\"/#=\xC3 a"[engine() % 11];
    }
    const auto outline = read_olx(tar_input(files), {});
    if (!outline) CHECK_FALSE(outline.error().empty());
  }
}

TEST_CASE("pages of a course become the texts of its lessons, under the titles of their units", "[olx]") {
  const Input input = tar_input(
      {{"course/course.xml", "<course url_name='r' org='O' course='C'/>"},
       {"course/course/r.xml",
        "<course display_name='C'><chapter display_name='Part'><sequential display_name='Lesson'>"
        "<vertical url_name='v1' display_name='First'><html><h3>Under</h3><p>a <a "
        "href='/jump_to_id/v2'>b</a></p>"
        "<img src='/static/i.png' alt='I'/></html></vertical>"
        "<vertical url_name='v2' display_name='Lesson'><html><p>c</p></html></vertical></sequential>"
        "</chapter></course>"}});
  const Outline read = read_olx(input, {}).value();
  const SourceText& text = read.children.at(0).children.at(0).text;
  REQUIRE(text.reading.blocks.size() == 5);
  CHECK(text.reading.blocks[0] == Block{.kind = Block::Kind::section, .text = "First"});
  CHECK(text.reading.blocks[1] == Block{.kind = Block::Kind::subsection, .text = "Under"});
  CHECK(text.reading.blocks[2].text.marks.at(0).target == "within:jump_to_id/v2");
  CHECK(text.reading.blocks[3].file == "course/static/i.png");
  CHECK(text.reading.blocks[4].text.text == "c");
  CHECK(std::ranges::find(text.places, "jump_to_id/v2") != text.places.end());
}
