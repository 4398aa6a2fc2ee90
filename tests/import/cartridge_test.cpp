#include "import/cartridge.hpp"

#include "import/iso_duration.hpp"
#include "import/outline_text.hpp"
#include "import/qti.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace pensum;
using namespace pensum::importing;

namespace {

std::string cartridge(const std::string& items, const std::string& resources) {
  return "<?xml version='1.0'?><manifest xmlns='http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1' "
         "xmlns:lom='http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest'><metadata><schema>IMS Common "
         "Cartridge</schema>"
         "<lom:lom><lom:general><lom:title><lom:string>Sets</lom:string></lom:title><lom:language>en-GB</"
         "lom:language>"
         "<lom:description><lom:string>All &lt;b&gt;about&lt;/b&gt; sets.</lom:string></lom:description>"
         "</lom:general></lom:lom></metadata><organizations>" +
         items + "</organizations><resources>" + resources + "</resources></manifest>";
}

std::string rooted(const std::string& items) {
  return "<organization identifier='o'><item identifier='root'>" + items + "</item></organization>";
}

std::string item(const std::string& id, const std::string& title, const std::string& resource,
                 const std::string& rest = {}) {
  return "<item identifier='" + id + "' identifierref='" + resource + "'><title>" + title + "</title>" +
         rest + "</item>";
}

std::string group(const std::string& id, const std::string& title, const std::string& items) {
  return "<item identifier='" + id + "'><title>" + title + "</title>" + items + "</item>";
}

std::string resource(const std::string& id, const std::string& type, const std::string& href) {
  return "<resource identifier='" + id + "' type='" + type + "' href='" + href + "'><file href='" + href +
         "'/></resource>";
}

std::string question(const std::string& profile, const std::string& presentation, const std::string& right,
                     const std::string& rest = {}) {
  return "<item ident='q'><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>"
         "<fieldentry>" +
         profile + "</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>" +
         presentation + "</presentation><resprocessing>" + right + "</resprocessing>" + rest + "</item>";
}

std::string html(const std::string& text) {
  return "<material><mattext texttype='text/html'>&lt;p&gt;" + text + "&lt;/p&gt;</mattext></material>";
}

std::string choices(const std::string& ident, const std::vector<std::string>& labels,
                    const std::string& before = {}) {
  std::string text = "<response_lid ident='" + ident + "'>" + before + "<render_choice>";
  for (const std::string& label : labels)
    text += "<response_label ident='" + label + "'>" + html(label) + "</response_label>";
  return text + "</render_choice></response_lid>";
}

std::string points(const std::string& test, const std::string& more = {}) {
  return "<respcondition><conditionvar>" + test +
         "</conditionvar><setvar action='Set' varname='SCORE'>100</setvar>" + more + "</respcondition>";
}

std::string equal(const std::string& ident, const std::string& value) {
  return "<varequal respident='" + ident + "'>" + value + "</varequal>";
}

std::string quiz(const std::string& items) {
  return "<?xml version='1.0'?><questestinterop xmlns='http://www.imsglobal.org/xsd/ims_qtiasiv1p2'>"
         "<assessment ident='a' title='A quiz'><section ident='s'>" +
         items + "</section></assessment></questestinterop>";
}

const std::string five_questions = quiz(
    question("cc.multiple_choice.v0p1", html("Which is a prime?") + choices("r", {"four", "seven"}),
             "<respcondition><conditionvar><other/></conditionvar><displayfeedback "
             "linkrefid='all'/></respcondition>" +
                 points(equal("r", "seven"), "<displayfeedback linkrefid='f'/>"),
             "<itemfeedback ident='f'><flow_mat>" + html("Only 1 and 7 divide it.") +
                 "</flow_mat></itemfeedback><itemfeedback ident='all'>" + html("Thanks") +
                 "</itemfeedback>") +
    question("cc.true_false.v0p1", html("A set is ordered.") + choices("r", {"True", "False"}),
             points(equal("r", "False"))) +
    question(
        "cc.multiple_response.v0p1", html("Which are even?") + choices("r", {"1", "2", "4"}),
        points("<and>" + equal("r", "2") + equal("r", "4") + "<not>" + equal("r", "1") + "</not></and>")) +
    question("cc.fib.v0p1",
             html("The empty set has … elements.") + "<response_str ident='r'><render_fib/></response_str>",
             points(equal("r", "0")) + points(equal("r", "no"))) +
    question("",
             html("Match them.") + choices("r1", {"two", "three"}, html("2")) +
                 choices("r2", {"two", "three"}, html("3")),
             points(equal("r1", "two")) + points(equal("r2", "three"))) +
    question("cc.essay.v0p1", html("Discuss."), ""));

}  // namespace

TEST_CASE("questions with an answer become checks") {
  const auto read = read_qti(five_questions, "q.xml");
  REQUIRE(read.has_value());
  CHECK(read->title == "A quiz");
  CHECK(read->questions == 6);
  std::string text;
  for (const Check& check : read->checks)
    text += marked(check.question) + " = " + marked(check.answer) + "\n";
  CHECK(text ==
        "Which is a prime? a) four b) seven = b) seven – Only 1 and 7 divide it.\n"
        "A set is ordered. = False\n"
        "Which are even? a) 1 b) 2 c) 4 = b) 2; c) 4\n"
        "The empty set has … elements. = 0 / no\n"
        "Match them. = 2: two; 3: three\n");
  CHECK_FALSE(read_qti("<a>", "q.xml").has_value());
}

TEST_CASE("code in the questions of a cartridge stays code", "[cartridge]") {
  const auto read = read_qti(
      quiz(question(
          "cc.multiple_choice.v0p1",
          html("What is &lt;code&gt;x&lt;/code&gt;?&lt;/p&gt;&lt;pre&gt;x = 1\n  + 2&lt;/pre&gt;&lt;p&gt;") +
              choices("r",
                      {"&lt;tt&gt;3&lt;/tt&gt;", "&lt;pre&gt;4;&lt;/pre&gt;", "&lt;pre&gt;5\n6&lt;/pre&gt;"}),
          points(equal("r", "&lt;tt&gt;3&lt;/tt&gt;"), "<displayfeedback linkrefid='f'/>"),
          "<itemfeedback ident='f'>" + html("As &lt;code&gt;1 + 2&lt;/code&gt;.") + "</itemfeedback>")),
      "q.xml");
  REQUIRE(read.has_value());
  CHECK(marked(read->checks.at(0).question) == "What is `x`?\n[x = 1\n  + 2]\na) `3` b) `4;` c)\n[5\n6]");
  CHECK(marked(read->checks.at(0).answer) == "a) `3` – As `1 + 2`.");
}

TEST_CASE("a cartridge's modules are parts, with pages, links, discussions and quizzes as lessons") {
  const std::string page =
      "<html><head><title>Page</title></head><body>" + words(30) + "<img src='a.png'></body></html>";
  const Input input = zip_input(
      {{"imsmanifest.xml",
        cartridge(rooted(group("m1", "First",
                               item("i1", "A page", "page") + item("i2", "", "link") +
                                   group("h", "For the curious", "") + item("i3", "", "talk")) +
                         group("m2", "Second",
                               item("i4", "Quiz", "quiz") + item("i5", "Hidden", "page") +
                                   group("h2", "Empty heading", "")) +
                         "<item identifier='m3' isvisible='false'><title>Draft</title></item>"),
                  resource("page", "webcontent", "pages/a%20b.html") +
                      resource("link", "imswl_xmlv1p1", "l.xml") +
                      resource("talk", "imsdt_xmlv1p1", "t.xml") +
                      resource("quiz", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "q.xml") +
                      resource("gone", "webcontent", "gone.html"))},
       {"pages/a b.html", page},
       {"l.xml", "<webLink xmlns='x'><title>A link</title><url href='https://example.org/'/></webLink>"},
       {"t.xml",
        "<topic xmlns='x'><title>A talk</title><text texttype='text/html'>&lt;p&gt;Why "
        "sets?&lt;/p&gt;</text></topic>"},
       {"q.xml", five_questions},
       {"course_settings/module_meta.xml",
        "<modules xmlns='http://canvas.instructure.com/xsd/cccv1p0'><module "
        "identifier='m1'><workflow_state>active"
        "</workflow_state></module><module identifier='m2'><prerequisites><prerequisite "
        "type='context_module'>"
        "<title>First</title><identifierref>m1</identifierref></prerequisite></prerequisites><items>"
        "<item "
        "identifier='i5'><workflow_state>unpublished</workflow_state></item></items></module></modules>"}},
      "a.imscc");
  CHECK(format_of(input) == "cc");
  const auto outline = read_package(input, {});
  CHECK_THAT(outlined(outline), Catch::StartsWith("Sets [en-GB]\n"
                                                  "- First key=m1\n"
                                                  "  - A page 30w 1p key=i1\n"
                                                  "  - A link key=i2 url=https://example.org/\n"
                                                  "  - For the curious key=h\n"
                                                  "    - A talk 2w key=i3\n"
                                                  "- Second key=m2\n"
                                                  "  - Quiz 6q key=i4 requires=i3\n"
                                                  "    ? Which is a prime?"));
  CHECK_THAT(outlined(outline), Catch::EndsWith("left out: 2 items that learners do not see\n"
                                                "left out: 1 question without an answer\n"));
  CHECK(outline->summary == "All about sets.");
}

TEST_CASE("a cartridge without an order lists its pages, and what is missing is said once") {
  const Input input =
      zip_input({{"imsmanifest.xml",
                  cartridge("", resource("c", "associatedcontent/x", "course_settings/canvas_export.txt") +
                                    resource("p", "webcontent", "wiki/our-page.html") +
                                    resource("q", "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank", "q.xml") +
                                    resource("a", "webcontent", "wiki/b.html") +
                                    resource("d", "imswl_xmlv1p1", "damaged.xml"))},
                 {"damaged.xml", "<webLink>"}},
                "a.imscc");
  CHECK(
      outlined(read_package(input, {})) ==
      "Sets [en-GB]\n"
      "- our-page key=p\n"
      "- b key=a\n"
      "- damaged key=d\n"
      "pensum: warning: a.imscc/damaged.xml:1:1: <webLink> is never closed\nhint: close it with </webLink>\n"
      "pensum: warning: a.imscc/imsmanifest.xml: the package has no order of its items: its pages are listed "
      "as they "
      "were exported\n"
      "pensum: warning: a.imscc/imsmanifest.xml: 2 of the files that it names are missing, such as "
      "“wiki/b.html”\n"
      "hint: import the whole package for minutes from words, and for questions\n");
  CHECK(outlined(read_package(zip_input({{"imsmanifest.xml", cartridge("", "")}}, "a.imscc"), {})) ==
        "pensum: error: a.imscc/imsmanifest.xml: the package lists no items and no pages\n"
        "hint: export the course again, with its content\n");
}

TEST_CASE("a SCORM package's items are lessons, with its learning times") {
  const std::string manifest =
      "\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><manifest identifier='m' "
      "xmlns='http://www.imsproject.org/xsd/imscp_rootv1p1p2' "
      "xmlns:adlcp='http://www.adlnet.org/xsd/adlcp_rootv1p2'>"
      "<metadata><schema>ADL SCORM</schema></metadata><organizations default='B'>"
      "<organization identifier='A'><title>Other</title></organization><organization "
      "identifier='B'><title>Golf</title>" +
      group("g", "Playing",
            item("i1", "How to play", "r",
                 "<metadata><lom><educational><typicallearningtime><datetime>00:30:00</datetime></"
                 "typicallearningtime>"
                 "</educational></lom></metadata>") +
                item("i2", "Par", "r2",
                     "<adlcp:prerequisites type='aicc_script'>i1</adlcp:prerequisites>"
                     "<metadata><lom><educational><typicalLearningTime><duration>PT0H0M0S</duration></"
                     "typicalLearningTime>"
                     "</educational></lom></metadata>")) +
      item("i3", "Etiquette", "r3", "<adlcp:prerequisites>i1|i2</adlcp:prerequisites>") +
      "<item identifier='i4' isvisible='false' identifierref='r'><title>Quiz</title></item>"
      "</organization></organizations><resources xml:base='shared/'>" +
      resource("r", "webcontent", "a.html?x=1") +
      "<resource identifier='r2' href='b.html'><file href='b.html'/><file href='c.htm'/></resource>" +
      resource("r3", "webcontent", "shell.html") + "</resources></manifest>";
  const Input input = zip_input({{"golf/imsmanifest.xml", manifest},
                                 {"golf/shared/a.html", words(200)},
                                 {"golf/shared/b.html", words(80)},
                                 {"golf/shared/c.htm", words(80)},
                                 {"golf/shared/shell.html", words(140)}});
  CHECK(format_of(input) == "scorm");
  CHECK(outlined(read_package(input, {})) ==
        "Golf\n"
        "- Playing key=g\n"
        "  - How to play 1800s 200w key=i1\n"
        "  - Par 160w key=i2 requires=i1\n"
        "- Etiquette key=i3\n"
        "left out: 1 other organization of the same items\n"
        "left out: 1 item that learners do not see\n"
        "left out: 1 rule of sequencing\n");
}

TEST_CASE("a manifest alone is read, and a single item is said to be one lesson") {
  const std::string manifest =
      "<manifest "
      "xmlns='http://www.imsglobal.org/xsd/imscp_v1p1'><metadata><lom><educational><typicalLearningTime>"
      "<duration>PT1H</duration></typicalLearningTime></educational></lom></"
      "metadata><organizations><organization>"
      "<title>Safety</title>" +
      item("i", "Start", "r") + "</organization></organizations><resources>" +
      resource("r", "webcontent", "index.html") + "</resources></manifest>";
  const Input input = file_input({{"imsmanifest.xml", manifest}}, "imsmanifest.xml");
  CHECK(format_of(input) == "scorm");
  CHECK(outlined(read_package(input, {})) ==
        "Safety\n"
        "- Start 3600s key=i\n"
        "pensum: warning: imsmanifest.xml: the package has a single item, which becomes one lesson: its "
        "parts are inside "
        "its own program\n"
        "pensum: warning: imsmanifest.xml: the file “index.html”, which it names, is missing\n"
        "hint: import the whole package for minutes from words, and for questions\n");
  CHECK(format_of(file_input({{"a.xml", "<manifest/>"}}, "a.xml")).empty());
  CHECK(outlined(read_package(file_input({{"m.xml", "<manifest><organizations>"}}, "m.xml"), {})) ==
        "pensum: error: m.xml:1:1: <manifest> is never closed\nhint: close it with </manifest>\n"
        "pensum: error: m.xml:1:11: <organizations> is never closed\nhint: close it with </organizations>\n");
}

TEST_CASE("a package without a manifest is refused") {
  CHECK(outlined(read_package(zip_input({{"a", "b"}}), {})) ==
        "pensum: error: a.zip: imsmanifest.xml is missing\nhint: a package of a learning platform has it\n");
}

TEST_CASE("Canvas's own notes may be damaged") {
  const Input input = zip_input({{"imsmanifest.xml", cartridge(rooted(item("i", "A", "x")), "")},
                                 {"course_settings/module_meta.xml", "<modules>"}});
  CHECK_THAT(outlined(read_package(input, {})),
             Catch::Contains("“course_settings/module_meta.xml” is damaged: prerequisites are not known"));
}

TEST_CASE("durations of ISO 8601 and of clocks are seconds") {
  CHECK(seconds_of_duration("PT1H30M5.5S") == 5405);
  CHECK(seconds_of_duration("P1DT2M") == 86'520);
  CHECK(seconds_of_duration("P2W") == 1'209'600);
  CHECK(seconds_of_duration("P0Y0M0DT0H45M") == 2700);
  CHECK(seconds_of_duration("00:30:00") == 1800);
  CHECK(seconds_of_duration("0:30") == 1800);
  CHECK(seconds_of_duration("00:01:02.75") == 62);
  for (const char* none : {"", "P1M", "PT", "1", "1:2:3:4", "PT5", "-1:00", "P1000000000D", "a:b", "PTxM"}) {
    CAPTURE(none);
    CHECK(seconds_of_duration(none).value_or(0) == 0);
  }
}

TEST_CASE("a damaged package is read or refused") {
  const archive::NamedBytes good = {
      {"imsmanifest.xml",
       cartridge(rooted(group("m", "M", item("a", "A", "p") + item("b", "B", "q"))),
                 resource("p", "webcontent", "p.html") + resource("q", "imsqti_xmlv1p2", "q.xml"))},
      {"p.html", "<p>Some <b>text</p>"},
      {"q.xml", five_questions}};
  std::mt19937 engine(6);
  for (int round = 0; round < 500; ++round) {
    archive::NamedBytes files = good;
    for (auto& [name, bytes] : files) {
      for (auto edits = engine() % 3; edits > 0; --edits) {
        bytes[engine() % bytes.size()] = "<>&'\"/#=\xC3 a"[engine() % 11];
      }
    }
    const auto outline = read_package(zip_input(files), {});
    if (!outline) CHECK_FALSE(outline.error().empty());
  }
}

TEST_CASE("the pages of a cartridge become texts, with the names that Canvas has for folders",
          "[cartridge]") {
  const Input input = zip_input(
      {{"imsmanifest.xml",
        "<manifest "
        "xmlns='http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1'><organizations><organization><item>"
        "<item identifier='a' identifierref='r'><title>A</title></item></item></organization></organizations>"
        "<resources><resource identifier='r' type='webcontent' href='wiki_content/a.html'><file "
        "href='wiki_content/a.html'/></resource></resources></manifest>"},
       {"wiki_content/a.html",
        "<html><body><p>x <a href='$WIKI_REFERENCE$/pages/b'>y</a></p><img src='%24IMS-CC-FILEBASE%24/i.png' "
        "alt='I'/></body></html>"}});
  const Outline read = read_package(input, {}).value();
  REQUIRE(read.children.size() == 1);
  const SourceText& text = read.children[0].text;
  REQUIRE(text.reading.blocks.size() == 2);
  CHECK(text.reading.blocks[0].text.marks.at(0).target == "within:wiki_content/b.html");
  CHECK(text.reading.blocks[1].file == "web_resources/i.png");
}
