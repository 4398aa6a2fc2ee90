// What there is to read: web pages and Markdown as readings, their notes, links and pictures.
#include "course/markup_reader.hpp"
#include "course/markup_writer.hpp"
#include "course/reading_parts.hpp"
#include "import/courses.hpp"
#include "import/html_reading.hpp"
#include "import/markdown.hpp"
#include "import/markdown_reading.hpp"
#include "import/mdbook_page.hpp"
#include "import/outline_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

using namespace courses;

namespace {

/// The reading's XML without its root and its indentation.
std::string xml_of(const Reading& reading) {
  std::string xml = write_reading(reading, 0);
  std::string text;
  for (std::size_t at = 0; at < xml.size();) {
    const std::size_t end = xml.find('\n', at);
    const std::string line = xml.substr(at, end - at);
    const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
    if (line != "<reading>" && line != "</reading>") text += line.substr(first) + "\n";
    at = end + 1;
  }
  return text;
}

/// The same reading again, as it is read from its XML; links within the source are not of catalogs.
void check_whole(const Reading& reading) {
  if (reading.empty()) return;
  Reading linked = reading;
  for (Block& block : linked.blocks) {
    for_each_text_in(block, [](RichText& text) {
      for (TextMark& mark : text.marks) {
        if (mark.target.starts_with(within)) mark.target = "#7";
      }
    });
    if (block.kind == Block::Kind::picture) block.file = "a.png";
  }
  for (RichText& note : linked.notes) {
    for (TextMark& mark : note.marks) {
      if (mark.target.starts_with(within)) mark.target = "#7";
    }
  }
  const std::string xml = write_reading(linked, 0);
  CAPTURE(xml);
  const Result<ReadingFile> again = read_reading(xml, "r.xml");
  if (!again) FAIL(to_text(again.error().front()));
  CHECK(again->reading == linked);
}

std::string of_html(const std::string& page, const std::string& title = {}) {
  Texts texts(true);
  Reading reading = read_html(page, title, links_of_file("a/page.xhtml"), texts).reading;
  texts.resolve(reading);
  check_whole(reading);
  return xml_of(reading);
}

std::string of_markdown(const std::string& text, const std::string& title = {}) {
  Texts texts(true);
  Reading reading = read_markdown_text(text, title, markdown_page("a/page.md", nullptr), texts).reading;
  texts.resolve(reading);
  check_whole(reading);
  return xml_of(reading);
}

std::string left_out_of(const std::string& page) {
  Texts texts(true);
  Outline outline;
  read_html(page, {}, links_of_file("p.html"), texts);
  texts.finish(outline, nullptr);
  std::string text;
  for (const LeftOut& each : outline.left_out) text += each.what + "\n";
  return text;
}

}  // namespace

TEST_CASE("a page keeps paragraphs, lists, quotes, code and marks", "[reading]") {
  CHECK(of_html("<p>One <em>two <b>three</b></em> <code>x &lt; y</code>.</p>four<div>five</div>") ==
        "<p>One <em>two <strong>three</strong></em> <code>x &lt; y</code>.</p>\n<p>four</p>\n<p>five</p>\n");
  CHECK(of_html("<ul><li>a<ol><li><p>b</p><p>c</p></li></ol></li></ul><blockquote>d</blockquote>") ==
        "<ul>\n<li>\n<p>a</p>\n<ol>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ol>\n</li>\n</ul>\n"
        "<blockquote>\n<p>d</p>\n</blockquote>\n");
  CHECK(of_html("<pre class='sourceCode go'><code>\nx := 1\n\ty()\n\n</code></pre>") ==
        "<pre lang=\"go\">x := 1\n\ty()</pre>\n");
  CHECK(of_html("<p>Roses are red<br/>Violets are blue</p><hr/><p>10<sup>6</sup> H<sub>2</sub>O, "
                "5<sup>th</sup></p>") ==
        "<p>Roses are red</p>\n<p>Violets are blue</p>\n<p>* * *</p>\n<p>10⁶ H₂O, 5th</p>\n");
  CHECK(of_html("<dl><dt>Verso</dt><dd>A left page</dd></dl><p><q>So</q></p>") ==
        "<p><strong>Verso</strong></p>\n<p>A left page</p>\n<p>“So”</p>\n");
  // Marks go over the ends of paragraphs; what may not hold each other does not.
  CHECK(of_html("<i><p>a</p><p>b <i>c</i></p></i><code>d <b>e</b></code>") ==
        "<p><em>a</em></p>\n<p><em>b c</em></p>\n<p><code>d e</code></p>\n");
}

TEST_CASE("headings become two levels, without the title that a lesson has already", "[reading]") {
  const std::string page =
      "<h1>Chapter "
      "1</h1><h2>Loomings</h2><p>a</p><h3>b</h3><p>c</p><h4>d</h4><p>e</p><h5>f</h5><p>g</p><h6>end</h6>";
  CHECK(of_html(page, "Chapter 1. Loomings") ==
        "<p>a</p>\n<h2>b</h2>\n<p>c</p>\n<h3>d</h3>\n<p>e</p>\n<h3>f</h3>\n<p>g</p>\n");
  CHECK(of_html(page, "Another").starts_with("<h2>Chapter 1</h2>\n<h3>Loomings</h3>\n"));
  CHECK(of_html("<ul><li><h2>a</h2>b</li></ul>") ==
        "<ul>\n<li>\n<p><strong>a</strong></p>\n<p>b</p>\n</li>\n</ul>\n");
}

TEST_CASE("tables of simple cells stay, others are told cell by cell", "[reading]") {
  CHECK(
      of_html(
          "<table><caption>T</caption><tr><th>a</th><th>b</th></tr><tr><td rowspan='2'>c</td><td>d</td></tr>"
          "<tr><td>e</td></tr></table>") ==
      "<p>T</p>\n<table>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n<tr>\n<td>c</td>\n<td>d</td>\n</tr>\n"
      "<tr>\n<td></td>\n<td>e</td>\n</tr>\n</table>\n");
  CHECK(of_html("<table><tr><td><h2>a</h2>b</td><td><ul><li>c</li></ul></td></tr></table>") ==
        "<h2>a</h2>\n<p>b</p>\n<ul>\n<li>\n<p>c</p>\n</li>\n</ul>\n");
  CHECK(of_html("<ul><li>a<table><tr><td>b</td><td>c</td></tr></table></li></ul>") ==
        "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>\n<table>\n<tr>\n<td>b</td>\n<td>c</td>\n</tr>\n</table>\n");
  std::string wide = "<table><tr>";
  for (int i = 0; i < 13; ++i) wide += "<td>x</td>";
  CHECK(of_html(wide + "</tr></table>").starts_with("<p>x</p>\n"));
}

TEST_CASE("pictures come behind the paragraph that they are in, and what none can show is counted",
          "[reading]") {
  CHECK(of_html("<p>a <img src='../i/b.png' alt='A b'/> c</p><p><img src='l.jpg' alt='L'/></p>") ==
        "<p>a c</p>\n<img src=\"i/b.png\" alt=\"A b\"/>\n<img src=\"a/l.jpg\" alt=\"L\"/>\n");
  CHECK(of_html("<p>so <img src='https://x.org/f.png' alt='x²'/> is</p>") == "<p>so x² is</p>\n");
  CHECK(of_html("<svg><image xlink:href='c.jpg'/></svg>", "C") == "<img src=\"a/c.jpg\" alt=\"C\"/>\n");
  CHECK(
      left_out_of("<body><script>1</script><style>p{}</style><video></video><math><mi>x</mi></math>"
                  "<audio></audio><svg></svg><svg></svg><form><input/></form><img src='https://x.org/f.png'/>"
                  "<p>text</p></body>") ==
      "2 drawings\n1 formula\n1 video\n1 sound\n2 scripts and styles\n1 form field\n1 picture outside the "
      "source\n");
  CHECK(of_html("<p>So <math alttext='x^2'><mi>x</mi></math></p>") == "<p>So <code>x^2</code></p>\n");
}

TEST_CASE("a picture that nobody described has the heading before it, decoration nothing, none a file's name",
          "[reading]") {
  CHECK(of_html("<p>a</p><img src='x_1.png'/><h2>Set a <i>line</i></h2><p>b</p><img src='x_2.png'/>"
                "<ul><li>c<img src='x_3.png'/></li></ul><h3>Part</h3><img src='x_4.png' title='Tooltip'/>"
                "<img src='x_5.png' alt=''/><img src='x_6.png' alt=' '/>",
                "The lesson") ==
        "<p>a</p>\n<img src=\"a/x_1.png\" alt=\"The lesson\"/>\n<h2>Set a <em>line</em></h2>\n<p>b</p>\n"
        "<img src=\"a/x_2.png\" alt=\"Set a line\"/>\n<ul>\n<li>\n<p>c</p>\n</li>\n</ul>\n"
        "<img src=\"a/x_3.png\" alt=\"Set a line\"/>\n<h3>Part</h3>\n"
        "<img src=\"a/x_4.png\" alt=\"Tooltip\"/>\n<img src=\"a/x_5.png\" alt=\"\"/>\n"
        "<img src=\"a/x_6.png\" alt=\"\"/>\n");
  // Markdown does not tell one from the other.
  CHECK(of_markdown("![](i/l_1.png)\n\n<img src=\"m_2.png\" alt=\"\">\n", "T") ==
        "<img src=\"a/i/l_1.png\" alt=\"T\"/>\n<img src=\"a/m_2.png\" alt=\"\"/>\n");
}

TEST_CASE("footnotes are where they are called", "[reading]") {
  CHECK(
      of_html("<p>a<a epub:type='noteref' href='#n'>1</a> b</p><aside epub:type='footnote' id='n'><p>1. Not "
              "<em>so</em>. <a role='doc-backlink' href='#x'>back</a></p></aside><p>c</p>") ==
      "<p>a<note>Not <em>so</em>.</note> b</p>\n<p>c</p>\n");
  CHECK(of_html("<p>a<a role='doc-noteref' href='#none'>[2]</a> b <i>c</i></p>") ==
        "<p>a[2] b <em>c</em></p>\n");
  CHECK(of_markdown("a[^x] b[^y]\n\n[^y]: Second\n[^x]: First *one*\n") ==
        "<p>a<note>First <em>one</em></note> b<note>Second</note></p>\n");
}

TEST_CASE("Markdown becomes the same", "[reading]") {
  CHECK(of_markdown("# T\n\nOne *two* **three** `x`\nfour [five](https://x.org) <b>six</b>\n\n- a\n- b\n\n1. "
                    "c\n\n> d\n",
                    "T") ==
        "<p>One <em>two</em> <strong>three</strong> <code>x</code> four <a href=\"https://x.org\">five</a> "
        "six</p>\n"
        "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n<ol>\n<li>\n<p>c</p>\n</li>\n</ol>\n"
        "<blockquote>\n<p>d</p>\n</blockquote>\n");
  CHECK(of_markdown("```rust,ignore\nlet x;\n```\n\n| a | b |\n|---|---|\n| c | `d` |\n") ==
        "<pre lang=\"rust\">let x;</pre>\n<table>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n<tr>\n<td>c</td>\n"
        "<td><code>d</code></td>\n</tr>\n</table>\n");
  CHECK(of_markdown("![A line](i/l.png)\n\n<img src=\"m.png\" alt=\"M\">\n\n```{note}\nMind *this*\n```\n") ==
        "<img src=\"a/i/l.png\" alt=\"A line\"/>\n<img src=\"a/m.png\" alt=\"M\"/>\n"
        "<blockquote>\n<p><strong>Note</strong></p>\n<p>Mind <em>this</em></p>\n</blockquote>\n");
}

TEST_CASE("a heading that repeats the title is left out, with other signs and what it is called",
          "[reading]") {
  const auto read = [](std::string_view heading, std::string_view title) {
    Texts texts(true);
    return xml_of(
        read_html("<h1>" + std::string(heading) + "</h1><p>x</p>", title, links_of_file("a"), texts).reading);
  };
  CHECK(read("›\u00A01.1 It’s over", "1.1. It's over") == "<p>x</p>\n");
  CHECK(read("Chapter\u00A01.\u00A0Sets", "1. Sets") == "<p>x</p>\n");
  CHECK(read("Kapitel 1: Über", "1 ÜBER") == "<p>x</p>\n");
  CHECK(read("Day 2", "1 Day 2") == "<h2>Day 2</h2>\n<p>x</p>\n");
  CHECK(read("More Sets", "Sets") == "<h2>More Sets</h2>\n<p>x</p>\n");
  CHECK(read("Not chapter 1", "1") == "<h2>Not chapter 1</h2>\n<p>x</p>\n");
}

TEST_CASE("mdBook hides lines and puts in files", "[reading]") {
  const Input files =
      zip_input({{"src/a.md", ""},
                 {"src/b/b.md", "begin {{#include i.md}} [end](x)"},
                 {"src/b/i.md", "inner"},
                 {"src/b/c.md", "<!-- ANCHOR: part -->\ninside\n<!-- ANCHOR_END: part -->\nout"},
                 {"src/b/d.md", "x{{#include d.md}}"},
                 {"l/m.rs", "one\n// ANCHOR: p\ntwo\n// ANCHOR_END: p\nthree\nfour"}});
  const auto with = [&](const std::string& text) {
    std::string page = MdbookPages(*files.tree, {}).read(text, "src/a.md");
    if (page.ends_with('\n')) page.pop_back();
    return page;
  };
  CHECK(with("a {{#include ../l/m.rs}} b") == "a one\ntwo\nthree\nfour b");
  CHECK(with("{{#rustdoc_include ../l/m.rs:p}}") == "two");
  CHECK(with("{{#include ../l/m.rs:3}}|{{#include ../l/m.rs:5:}}") == "two|three\nfour");
  CHECK(with("{{#title x}}{{#include ../none.rs}}{{#include ../../../etc/passwd}}{{x}} {{#") == "{{x}} {{#");
  CHECK(with("\\{{#include ../l/m.rs}}") == "{{#include ../l/m.rs}}");
  CHECK(with("{{ #playground ../l/m.rs:p editable}}") == "~~~~~~~~ rust\ntwo\n~~~~~~~~");
  CHECK(with("{{#include b/b.md}}") == "begin inner [end](x)");
  CHECK(with("{{#include b/c.md:part}}") == "inside");
  CHECK(with("{{%outline 1}}\n\n```\n{{%outline 2}}\n```\n{{a}} and {{b}}") ==
        "\n\n```\n{{%outline 2}}\n```\n{{a}} and {{b}}");
  MdbookPages book(*files.tree, "[preprocessor.spec]");
  CHECK(book.read("r[a.b]\n# A\n\nSee [c][a.b], [a.b], [d] r[a] [e][f::g] [h i][j k].", "src/a.md") ==
        "\n# A\n\nSee [c][a.b], [a.b], [d] r[a] [e][f::g] [h i][j k].\n\n[a.b]: #a.b\n[f::g]: #f::g\n");
  CHECK(book.read("{{#include ../none.rs}}", "src/a.md") == "\n");
  CHECK(book.missing() == 1);
  // A file that puts itself in ends.
  CHECK(with("{{#include b/d.md}}").size() < 100);
  MarkdownPage page = markdown_page("a.md", nullptr);
  page.hides_lines = true;
  Texts texts(true);
  CHECK(xml_of(read_markdown_text("```rust\n# fn main() {\nlet x;\n##[y]\n# }\n```\n", {}, page, texts)
                   .reading) == "<pre lang=\"rust\">let x;\n#[y]</pre>\n");
}

TEST_CASE("files of mdBook that put in one another many times over come to an end", "[reading][long]") {
  archive::NamedBytes all{{"f10", ""}};
  for (int i = 0; i < 10; ++i) {
    std::string text;
    for (int times = 0; times < 12; ++times) text += "{{#include f" + std::to_string(i + 1) + "}}";
    all.emplace_back("f" + std::to_string(i), text);
  }
  const Input files = zip_input(std::move(all));
  MdbookPages book(*files.tree, {});
  CHECK(book.read("{{#include f0}}", "a.md").size() < 100);
  CHECK(book.missing() > 0);
}

TEST_CASE("a file of headings gets a text for each of its lessons", "[reading]") {
  const std::string text =
      "# Course\n\n## Basics\n\nAbove.\n\n### Case\n\nThe *case*, see [below](#line).\n\n### Line\n\nA "
      "line.\n";
  Input input;
  input.name = input.member = "c.md";
  input.bytes = text;
  const Outline read = value(read_markdown(input, {}));
  const Imported made = imported(read, {}, {.language = "en"});
  REQUIRE(made.catalog.lessons.size() == 2);
  CHECK(xml_of(made.catalog.lessons[0].reading) ==
        "<p>Above.</p>\n<p>The <em>case</em>, see <a href=\"#2\">below</a>.</p>\n");
  CHECK(xml_of(made.catalog.lessons[1].reading) == "<p>A line.</p>\n");
  // As one lesson, its sections have headings.
  const Imported one = imported(read, {.depth = 1}, {.language = "en"});
  REQUIRE(one.catalog.lessons.size() == 1);
  CHECK(
      xml_of(one.catalog.lessons[0].reading) ==
      "<p>Above.</p>\n<h2>Case</h2>\n<p>The <em>case</em>, see below.</p>\n<h2>Line</h2>\n<p>A line.</p>\n");
  Choices titles;
  titles.texts = false;
  CHECK(imported(value(read_markdown(input, titles)), {}, {.language = "en"})
            .catalog.lessons[0]
            .reading.empty());
}

TEST_CASE("whatever a page is, its reading is one that a catalog may hold", "[reading]") {
  std::mt19937 random(20261126);
  const std::vector<std::string> names = {
      "p",  "div", "ul", "ol",    "li", "blockquote", "pre", "code", "em",      "b",     "a",
      "h1", "h3",  "h5", "table", "tr", "td",         "th",  "i",    "sup",     "aside", "span",
      "dl", "dt",  "dd", "q",     "hr", "br",         "img", "svg",  "caption", "thead"};
  const std::vector<std::string> attributes = {"",
                                               "",
                                               "",
                                               " href='b.xhtml#x'",
                                               " href='https://x.org'",
                                               " src='i.png'",
                                               " id='x' epub:type='footnote'",
                                               " epub:type='noteref' href='#x'",
                                               " colspan='3'",
                                               " rowspan='2'",
                                               " class='language-c++'"};
  const std::vector<std::string> texts = {"word",         " ",      "\n\n", "two words",
                                          "\u202Eturned", "\u2067", "&lt;", "a\u00ADb",
                                          "\u0001x",      "\t tab", "* * *"};
  const auto any = [&](const auto& list) { return list[random() % list.size()]; };
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    std::string page;
    for (std::size_t parts = 1 + random() % 40; parts > 0; --parts) {
      const std::size_t what = random() % 5;
      if (what < 2) page += "<" + any(names) + any(attributes) + ">";
      if (what == 2) page += "</" + any(names) + ">";
      if (what > 2) page += any(texts);
    }
    CAPTURE(page);
    of_html(page);
    of_markdown(page + "\n\n" + page);
  }
}

TEST_CASE("a page that is made to be large ends at a limit, and is told", "[reading][long]") {
  std::string page = "<?xml version='1.0'?><html>";
  for (int i = 0; i < 270'000; ++i) page += "<p>a</p>";
  page += "</html>";
  CHECK(left_out_of(page).find(" paragraphs\n") != std::string::npos);
  Texts texts(true);
  const Reading long_text =
      read_html("<p>" + std::string(400'000, 'x') + "</p>", {}, links_of_file("p"), texts).reading;
  CHECK(long_text.blocks.size() == 4);
  check_whole(long_text);
}

TEST_CASE("pictures get safe names of their own, and unusable ones are counted", "[reading]") {
  std::ifstream sample(PENSUM_SOURCE_DIR "/tests/conformance/pages/pocket.png", std::ios::binary);
  const std::string png((std::istreambuf_iterator<char>(sample)), {});
  Outline course = outline({lasting("One", 10), lasting("Two", 10)});
  const auto picture = [](std::string file) {
    return Block{.kind = Block::Kind::picture, .text = "p", .file = std::move(file)};
  };
  course.children[0].text.reading.blocks = {picture("i/a b.png"), picture("j/a b.PNG"), picture("i/x.gif"),
                                            picture("none.png")};
  course.children[1].text.reading.blocks = {picture("i/a b.png")};
  course.files = zip_input({{"i/a b.png", png}, {"j/a b.PNG", png}, {"i/x.gif", "GIF89a"}}).tree;
  const Imported made = imported(course, {}, {.pictures = "course"});
  REQUIRE(made.pictures.size() == 1);
  const std::string file = made.pictures[0].file;
  CHECK(file.starts_with("course/a-b-"));
  CHECK(file.ends_with(".png"));
  CHECK(made.catalog.lessons[0].reading.blocks.size() == 2);
  CHECK(made.catalog.lessons[1].reading.blocks[0].file == file);
  CHECK(value(pictures_of(made)(file)) == png);
  CHECK(errors(pictures_of(made)("course/none.png"))
            .find("there is no picture “course/none.png” in the course") != std::string::npos);
  REQUIRE(made.left_out.size() == 2);
  CHECK(made.left_out[0].what == "1 picture that is not in the source");
  CHECK(made.left_out[1].what == "1 picture");
  const Imported without = imported(course);
  CHECK(without.left_out[0].what == "4 pictures");
  CHECK(without.catalog.lessons[1].reading.empty());
  CHECK(pictures_folder("d/My “course”.v2.xml") == "My-course-.v2");
  CHECK(pictures_folder("д.xml") == "pictures");
}

TEST_CASE("a lesson that is too long for a day has a part of its text in each part", "[reading]") {
  Outline course = outline({lasting("Long", 2000)});
  for (int i = 0; i < 4; ++i)
    course.children[0].text.reading.blocks.push_back({.kind = Block::Kind::paragraph, .text = words(50)});
  const Imported made = imported(course);
  REQUIRE(made.catalog.lessons.size() == 2);
  CHECK(made.catalog.lessons[0].reading.blocks.size() == 2);
  CHECK(made.catalog.lessons[1].reading.blocks.size() == 2);
}
