#include "course/catalog_reader.hpp"
#include "course/markup_reader.hpp"
#include "course/markup_writer.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <memory>
#include <random>
#include <string>

using namespace pensum;

namespace {

using Kind = TextMark::Kind;

std::string with_lesson(const std::string& inside, const std::string& attributes = " minutes=\"5\"") {
  return "<catalog id=\"c\" lang=\"en\"><title>T</title><path id=\"p\"><title>P</title>\n<lesson id=\"1\"" +
         attributes + "><title>L</title>" + inside + "</lesson></path></catalog>";
}

Lesson lesson_of(const std::string& inside, const std::string& attributes = " minutes=\"5\"") {
  const auto catalog = read_catalog(with_lesson(inside, attributes), "c.xml");
  if (!catalog) {
    for (const Diagnostic& each : catalog.error()) UNSCOPED_INFO(to_text(each));
  }
  REQUIRE(catalog.has_value());
  return catalog->lessons.front();
}

/// Each error as “line:column message; hint”.
std::string errors_of(const std::string& inside, const std::string& attributes = " minutes=\"5\"") {
  const auto catalog = read_catalog(with_lesson(inside, attributes), "c.xml");
  REQUIRE_FALSE(catalog.has_value());
  std::string text;
  for (const Diagnostic& each : catalog.error())
    text += fmt::format("{}:{} {}; {}\n", each.place.line, each.place.column, each.message, each.hint);
  return text;
}

Reading reading_of(const std::string& blocks) {
  return lesson_of("<reading>" + blocks + "</reading>").reading;
}

std::string text_in(const RichText& text, std::size_t mark) {
  return text.text.substr(text.marks.at(mark).first, text.marks.at(mark).last - text.marks.at(mark).first);
}

}  // namespace

TEST_CASE("white space folds across marks", "[markup]") {
  const Lesson lesson = lesson_of("<summary> What <code> go\n  run </code>  does,<code>x</code></summary>");
  CHECK(lesson.summary.text == "What go run does,x");
  REQUIRE(lesson.summary.marks.size() == 2);
  CHECK(text_in(lesson.summary, 0) == "go run");
  CHECK(text_in(lesson.summary, 1) == "x");
}

TEST_CASE("lines of code keep their white space", "[markup]") {
  const Lesson lesson = lesson_of(
      "<check><question>Why? <pre>\nfor {\n\tx &lt;- 1\n}\n</pre> Say</question>"
      "<answer><pre>a</pre></answer></check>");
  const Check& check = lesson.checks.front();
  CHECK(check.question.text == "Why?\nfor {\n\tx <- 1\n}\nSay");
  const auto pieces = pieces_of(check.question);
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[1].text.text == "for {\n\tx <- 1\n}");
  CHECK(pieces_of(check.answer).front().is_code);
}

TEST_CASE("a reading holds all its blocks", "[markup]") {
  const Reading reading = reading_of(
      "<p>One <em>two <code>three</code></em><note>a <strong>note</strong></note>, <a "
      "href=\"#1\">here</a></p>"
      "<h2>Two</h2><h3>Three</h3><ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>"
      "<pre lang=\"go\"><![CDATA[\nif a < b {\n}\n]]></pre><blockquote><p>q</p></blockquote>"
      "<table><tr><th>h</th><th/></tr><tr><td>d</td><td><code>e</code></td></tr></table>"
      "<img src=\"pictures/a.PNG\" alt=\"A picture\"/>");
  REQUIRE(reading.blocks.size() == 8);
  const RichText& first = reading.blocks[0].text;
  CHECK(first.text == "One two three, here");
  REQUIRE(first.marks.size() == 4);
  CHECK(first.marks[0].kind == Kind::emphasis);
  CHECK(text_in(first, 0) == "two three");
  CHECK(text_in(first, 1) == "three");
  CHECK(first.marks[2].kind == Kind::note);
  CHECK(first.marks[2].first == first.text.find(','));
  CHECK(first.marks[3].target == "#1");
  REQUIRE(reading.notes.size() == 1);
  CHECK(reading.notes[0].text == "a note");
  const Block& list = reading.blocks[3];
  CHECK(list.blocks[0].blocks[0].text.text == "a");
  CHECK(list.blocks[1].blocks[1].kind == Block::Kind::numbers);
  CHECK(reading.blocks[4].text.text == "if a < b {\n}");
  CHECK(reading.blocks[4].language == "go");
  CHECK(reading.blocks[6].rows[0][0].is_heading);
  CHECK(reading.blocks[6].rows[0][1].text.empty());
  CHECK(reading.blocks[7].file == "pictures/a.PNG");
  const ReadingSize size = size_of(reading);
  CHECK(size.words == 15);
  CHECK(size.code_lines == 1);
  CHECK(size.pictures == 1);
}

TEST_CASE("a lesson without minutes takes as long as its text does to read", "[markup]") {
  std::string words;
  for (int i = 0; i < 500; ++i) words += "word ";
  const std::string paragraph = "<p>" + words + "</p>";
  CHECK(lesson_of("<reading>" + paragraph + "</reading>", "").minutes == Minutes{3});
  CHECK(lesson_of("<reading>" + paragraph + "</reading>").minutes == Minutes{5});
  CHECK(lesson_of("<reading><p>a</p></reading>", "").minutes == Minutes{1});
  std::string book;
  for (int i = 0; i < 700; ++i) book += paragraph;
  CHECK(errors_of("<reading>" + book + "</reading>", "") ==
        "2:1 the lesson’s text takes 1471 minutes to read; a lesson can take 1440; make several lessons of "
        "it\n");
  CHECK(errors_of("", "") == "2:1 the lesson has no minutes; write minutes=\"8\" into <lesson>\n");
}

TEST_CASE("what is wrong with a reading has its place", "[markup]") {
  const auto wrong = [](const std::string& blocks) {
    std::string text = errors_of("<reading>\n" + blocks + "</reading>");
    return text.substr(0, text.size() - 1);
  };
  CHECK(wrong("<p> <code/></p>") ==
        "3:1 <p> has no text; write it, or delete the element\n"
        "3:5 <code> has no text; write it, or delete the element");
  CHECK(wrong("<p>a<b>x</b></p>") ==
        "3:5 <b> is not known inside <p>; it may contain: code, em, strong, a, note");
  CHECK(wrong("<p>a<em>x<em>y</em></em></p>").starts_with("3:10 <em> is not known inside <em>"));
  CHECK(wrong("<p><a>x</a></p>") ==
        "3:4 <a> has no href; write <a href=\"https://…\">, or href=\"#7\" for lesson 7");
  CHECK(wrong("<p><a href=\"javascript:x\">x</a></p>")
            .starts_with("3:13 “javascript:x” is not a web address or"));
  CHECK(wrong("<p><a href=\"#2\">x</a></p>") ==
        "3:13 the link “#2” leads to no lesson of this catalog; write # and the id of a lesson");
  CHECK(wrong("<ul></ul>") == "3:1 <ul> holds nothing; add <li>…</li>, or delete the element");
  CHECK(wrong("<pre lang=\"a b\">x</pre>").starts_with("3:12 “a b” is not the name of a language of code"));
  CHECK(wrong("<pre>\n </pre>").starts_with("3:1 <pre> has no text"));
  CHECK(wrong("<table/>").starts_with("3:1 the table has no cells"));
  CHECK(wrong("<table><tr><td>a</td></tr><tr><td/><td/></tr></table>") ==
        "3:27 this row has 2 cells, the first has 1; give all rows as many cells; an empty one is <td/>");
  std::string row;
  for (int i = 0; i < 13; ++i) row += "<td>a</td>";
  CHECK(wrong("<table><tr>" + row + "</tr></table>") ==
        "3:8 a table of 13 columns; the limit is 12; make two tables of it");
  CHECK(wrong("<img alt=\"a\"/>").starts_with("3:1 <img> has no src"));
  CHECK(wrong("<img src=\"a.png\"/>").starts_with("3:1 <img> has no alt"));
  CHECK(reading_of("<img src=\"a.png\" alt=\"\"/>").blocks.front().text.empty());
  for (const char* file : {"../a.png", "/a.png", "a.svg", "a//b.png", "c:\\a.png", "./a.png"})
    CHECK(wrong(fmt::format("<img src=\"{}\" alt=\"a\"/>", file))
              .contains("is not a picture beside the catalog"));
  std::string deep = "<p>x</p>";
  for (int i = 0; i < 7; ++i) deep = "<blockquote>" + deep + "</blockquote>";
  CHECK(wrong(deep).contains("lists and quotes hold each other more than 6 deep; flatten them"));
  CHECK(wrong("text").contains("text inside <reading>: “text”; only elements are allowed here"));
  CHECK(wrong("<p>" + std::string(131'073, 'x') + "</p>") ==
        "3:1 the text of <p> has 131073 bytes; the limit is 131072; make several of it");
}

TEST_CASE("what is wrong with code in questions has its place", "[markup]") {
  const auto wrong = [](const std::string& answer) {
    return errors_of("<check><question>q</question>\n<answer>" + answer + "</answer></check>");
  };
  CHECK(wrong("<pre>1\n2\n3\n4\n5\n6</pre>") ==
        "3:9 this <pre> has 6 lines; the limit is 5; shorten it, or put it into the lesson’s <reading>\n");
  CHECK(wrong("<pre>" + std::string(81, 'x') + "</pre>") ==
        "3:9 a line of <pre> has 81 characters; the limit is 80; break the line\n");
  CHECK(wrong("<pre> </pre>x") == "3:9 <pre> has no text; write it, or delete the element\n");
  CHECK(wrong("<em>x</em>").contains("3:9 <em> is not known inside <answer>"));
}

TEST_CASE("a lesson’s text may be in a file of its own", "[markup]") {
  const std::string bytes = with_lesson("<reading file=\"texts/1.xml\"/>");
  const auto catalog = read_catalog(bytes, "c.xml");
  REQUIRE(catalog.has_value());
  CHECK(catalog->lessons[0].reading.empty());
  CHECK(catalog->lessons[0].reading_file == "texts/1.xml");
  const auto shared = std::make_shared<const Catalog>(*catalog);

  const Readings readings(shared, [](const std::string& path) -> Result<std::string> {
    if (path == "texts/1.xml") return "<reading><p>Words <a href=\"#1\">back</a></p></reading>";
    return failure("no such file", "", {path});
  });
  const auto& all = readings.all();
  REQUIRE(all.has_value());
  REQUIRE((*all)[0] != nullptr);
  CHECK((*all)[0]->blocks[0].text.text == "Words back");
  CHECK(readings.picture("a.png").error().front().message == "no such file");

  const Readings broken(shared, [](const std::string&) -> Result<std::string> {
    return "<reading>\n<p><a href=\"#9\">x</a></p></reading>";
  });
  REQUIRE_FALSE(broken.all().has_value());
  CHECK(broken.all().error().front().place == Place{"texts/1.xml", 2, 13});
  CHECK(broken.all().error().front().message == "the link “#9” leads to no lesson of this catalog");

  const Readings closed(shared, {});
  REQUIRE(closed.all().has_value());
  CHECK((*closed.all())[0] == nullptr);
  CHECK(closed.picture("a.png").error().front().message == "the picture “a.png” is not beside the catalog");
}

TEST_CASE("a catalog that was carried without its pictures has the rest of its texts", "[markup]") {
  const auto catalog = read_catalog(
      with_lesson(
          "<reading><p>Words</p><img src=\"a.png\" alt=\"A\"/><img src=\"b.png\" alt=\"B\"/></reading>"),
      "c.xml");
  REQUIRE(catalog.has_value());
  const auto shared = std::make_shared<const Catalog>(*catalog);
  const OpenBeside only_b = [](const std::string& path) -> Result<std::string> {
    if (path == "b.png") return "b";
    return failure("no such file");
  };
  const Readings carried(shared, only_b, MissingPictures::are_left_out);
  REQUIRE(carried.all().has_value());
  const Reading* const left = carried.all()->at(0);
  REQUIRE(left->blocks.size() == 2);
  CHECK(left->blocks[1].file == "b.png");
  const Readings whole(shared, only_b);
  CHECK(whole.all()->at(0)->blocks.size() == 3);
  CHECK(Readings(shared, {}, MissingPictures::are_left_out).all()->at(0)->blocks.size() == 1);
}

TEST_CASE("a file of its own is opened for the minutes, if there are none", "[markup]") {
  const std::string bytes = with_lesson("<reading file=\"1.xml\"/>", "");
  const auto opened = read_catalog(bytes, "c.xml", {}, [](const std::string&) -> Result<std::string> {
    std::string words;
    for (int i = 0; i < 300; ++i) words += "word ";
    return "<reading><p>" + words + "</p></reading>";
  });
  REQUIRE(opened.has_value());
  CHECK(opened->lessons[0].minutes == Minutes{2});
  const auto closed = read_catalog(bytes, "c.xml");
  REQUIRE_FALSE(closed.has_value());
  CHECK(closed.error().front().message ==
        "the lesson has no minutes, and “1.xml” cannot be opened from here");
  const auto missing = read_catalog(bytes, "c.xml", {}, [](const std::string&) -> Result<std::string> {
    return failure("there is no such file", "", {"1.xml"});
  });
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().front().message == "there is no such file");
  CHECK(errors_of("<reading file=\"../1.xml\"/>") ==
        "2:59 “../1.xml” is not a file beside the catalog; write its path from the catalog’s folder, without "
        "“..” and backslashes\n");
  CHECK(errors_of("<reading/>").contains("<reading> holds nothing; add <p>…</p>, or name a file"));
}

TEST_CASE("a file of its own is a reading", "[markup]") {
  const auto wrong = [](const std::string& bytes) {
    const auto read = read_reading(bytes, "1.xml");
    REQUIRE_FALSE(read.has_value());
    return read.error().front().message;
  };
  CHECK(wrong("<text/>") == "this is not a lesson’s text: its root element is <text>");
  CHECK(wrong("<reading/>") == "<reading> holds nothing");
  CHECK(wrong("<reading>") != "");
}

namespace {

/// Readings at random, in the form in which they are read.
class RandomReading {
 public:
  explicit RandomReading(unsigned seed) : numbers_(seed) {}

  Reading make() {
    Reading reading;
    notes_ = &reading.notes;
    for (std::size_t count = 1 + below(6); count > 0; --count) reading.blocks.push_back(block(1));
    return reading;
  }

 private:
  Block block(int depth) {
    const std::size_t kind = below(depth < 4 ? 9 : 4);
    if (kind < 3) return {.kind = static_cast<Block::Kind>(depth == 1 ? kind : 0), .text = text(true)};
    if (kind == 3) return {.kind = Block::Kind::code, .text = code(), .language = below(2) == 0 ? "" : "go"};
    if (kind < 6) {
      Block list{.kind = kind == 4 ? Block::Kind::bullets : Block::Kind::numbers};
      for (std::size_t count = 1 + below(3); count > 0; --count) {
        Block item{.kind = Block::Kind::item};
        for (std::size_t blocks = 1 + below(2); blocks > 0; --blocks) item.blocks.push_back(inner(depth + 2));
        list.blocks.push_back(std::move(item));
      }
      return list;
    }
    if (kind == 6) return {.kind = Block::Kind::quote, .blocks = {inner(depth + 1)}};
    if (depth > 1) return {.kind = Block::Kind::paragraph, .text = text(true)};
    if (kind == 7) return {.kind = Block::Kind::picture, .text = text(false).text, .file = "a/b.png"};
    Block table{.kind = Block::Kind::table};
    const std::size_t columns = 1 + below(3);
    for (std::size_t rows = 1 + below(3); rows > 0; --rows) {
      TableRow& row = table.rows.emplace_back();
      for (std::size_t i = 0; i < columns; ++i)
        row.push_back({.text = below(4) == 0 ? RichText() : text(true), .is_heading = below(2) == 0});
    }
    return table;
  }

  /// In lists and quotes.
  Block inner(int depth) {
    Block made = block(depth);
    return made.kind == Block::Kind::section || made.kind == Block::Kind::subsection
               ? Block{.kind = Block::Kind::paragraph, .text = text(true)}
               : made;
  }

  RichText text(bool marked) {
    RichText text;
    for (std::size_t count = 1 + below(20); count > 0; --count) {
      if (!text.text.empty()) text.text += ' ';
      const std::size_t first = text.text.size();
      text.text += word();
      if (!marked || below(4) != 0) continue;
      TextMark mark{.kind = std::array{Kind::code, Kind::emphasis, Kind::strong, Kind::link}[below(4)],
                    .first = first,
                    .last = text.text.size()};
      if (mark.kind == Kind::link) mark.target = "https://example.org/?a&b=\"";
      if (mark.kind == Kind::link) mark.target.pop_back();
      const bool holds_code = mark.kind != Kind::code && below(3) == 0;
      text.marks.push_back(mark);
      if (holds_code) text.marks.push_back({.kind = Kind::code, .first = mark.first, .last = mark.last});
      if (below(3) == 0 && mark.kind != Kind::code) {
        text.marks.push_back({.kind = Kind::note,
                              .first = text.text.size(),
                              .last = text.text.size(),
                              .target = {},
                              .note = notes_->size()});
        notes_->push_back(RichText(word()));
      }
    }
    return text;
  }

  std::string code() {
    std::string lines = below(4) == 0 ? "\n" : "";
    for (std::size_t count = 1 + below(5); count > 0; --count)
      lines += (below(2) == 0 ? "\t" : "    ") + word() + (count > 1 ? "\n" : "");
    return lines;
  }

  std::string word() {
    const std::array words = {"a",   "&",    "<b>",      "]]>",
                              "-->", "漢字", "x\u00A0y", "a-long-word-of-some-length"};
    return words[below(words.size())];
  }
  std::size_t below(std::size_t end) { return numbers_() % end; }

  std::mt19937 numbers_;
  std::vector<RichText>* notes_ = nullptr;
};

}  // namespace

TEST_CASE("a written reading is read as it was", "[markup][property]") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const Reading reading = RandomReading(seed).make();
    const std::string xml = write_reading(reading, 0);
    INFO(xml);
    const auto read = read_reading(xml, "r.xml");
    REQUIRE(read.has_value());
    CHECK(read->reading == reading);
  }
}
