// What lessons give to read, in a book.
#include "course/catalog_reader.hpp"
#include "course/markup_reader.hpp"
#include "epub/epub.hpp"
#include "epub/read_back.hpp"
#include "epub/rich_text.hpp"
#include "epub/texts.hpp"
#include "epub/xhtml.hpp"
#include "plan/samples.hpp"
#include "xml/writer.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

constexpr const char* png = "\x89PNG\r\n\x1A\n…";

Reading reading(const std::string& blocks) {
  const std::string bytes =
      "<catalog id=\"c\" lang=\"en\"><title>T</title><path id=\"p\"><title>P</title>"
      "<lesson id=\"1\" minutes=\"5\"><title>A</title><reading>" +
      blocks + "</reading></lesson><lesson id=\"2\" minutes=\"5\"><title>B</title></lesson>" +
      "<lesson id=\"9\" minutes=\"5\"><title>C</title></lesson></path></catalog>";
  return read_catalog(bytes, "c.xml").value().lessons.front().reading;
}

/// Five minutes a day: a lesson a day, unless there are more minutes.
Plan plan(const std::shared_ptr<const Catalog>& catalog, std::int64_t minutes = 5) {
  Request request = samples::request();
  request.deadline = date("2026-11-30");
  request.minutes = Minutes{minutes};
  request.pace = Pace::early;
  request.reviews = {1};
  auto made = make_plan(catalog, request);
  REQUIRE(made.has_value());
  return *std::move(made);
}

epub::Texts texts_of(const Plan& plan, const std::vector<const Reading*>& readings) {
  const auto catalog = std::make_shared<Catalog>(*plan.catalog);
  for (LessonIndex i = 0; i < readings.size(); ++i) {
    if (readings[i] != nullptr) catalog->lessons[i].reading = *readings[i];
  }
  const auto picture = [](const std::string& file) -> Result<std::string> {
    if (file == "gone.png") return failure("gone.png: no such file");
    if (file == "other.png") return "\xFF\xD8\xFF";
    if (file == "text.png") return "text";
    return png;
  };
  return epub::Texts::of(catalog, std::make_shared<const Readings>(catalog, picture)).value();
}

class Book {
 public:
  Book(const Plan& plan, const std::vector<const Reading*>& readings) {
    epub::Texts texts = texts_of(plan, readings);
    Result<std::string> zip =
        epub::write(plan, Language("en"), {.date = date("2026-11-24"), .style = "p{}", .texts = &texts});
    if (!zip) {
      error_ = zip.error().front().message;
      return;
    }
    for (const read_back::Entry& entry : read_back::entries(*zip)) files_[entry.name] = entry.bytes;
  }

  const std::string& error() const { return error_; }
  bool has(const std::string& name) const { return files_.contains("EPUB/" + name); }
  const std::string& file(const std::string& name) const { return files_.at("EPUB/" + name); }
  /// The part of a file from `begin` to the first `end` behind it.
  std::string part(const std::string& name, const std::string& begin, const std::string& end) const {
    const std::string& all = file(name);
    const std::size_t first = all.find(begin);
    REQUIRE(first != std::string::npos);
    const std::size_t last = all.find(end, first);
    REQUIRE(last != std::string::npos);
    return all.substr(first, last + end.size() - first);
  }

 private:
  std::map<std::string, std::string> files_;
  std::string error_;
};

std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "word" + std::to_string(i % 7) + ' ';
  return text;
}

std::string written(const RichText& text) {
  xml::Writer writer;
  epub::add_rich_text(add(writer.document(), "p"), text);
  return writer.bytes();
}

std::string code(const std::string& lines, const std::string& language) {
  xml::Writer writer;
  epub::add_code_lines(add(writer.document(), "div"), lines, language);
  return writer.bytes();
}

}  // namespace

TEST_CASE("a day has what its lessons give to read, between boxes and questions", "[reading]") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 5}}));
  catalog->lessons[0].checks = {{"Q", "A"}};
  const Reading first = reading(
      "<p>See <a href=\"#2\">the next</a>, not <a href=\"#9\">this</a>"
      "<note>Nor <em>that</em></note>.</p><h2>Head</h2><h3>Sub</h3><ul><li>one</li><li><p>two</p>"
      "<pre>x</pre></li></ul><table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>"
      "<img src=\"a/b.png\" alt=\"Shows it\"/><img src=\"a/line.png\" alt=\"\"/>");
  const Book book(plan(catalog), {&first, nullptr});
  const std::string day = book.part("day-01.xhtml", "<section class=\"reading\"", "</section>");
  CHECK(day.contains("id=\"lesson.1\"><h2><span class=\"number\">1</span> "));
  // Lesson 9 is not in the plan.
  CHECK(day.contains("See <a href=\"day-02.xhtml\">the next</a>, not this<sup><a href=\"#note.1.1\""));
  CHECK(day.contains(
      "<h3>Head</h3><h4>Sub</h4><ul><li>one</li><li>two<pre dir=\"ltr\"><code>x</code></pre></li></ul>"));
  CHECK(
      day.contains("<tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr>"
                   "<tr><th scope=\"row\">c</th><td>d</td></tr>"));
  CHECK(day.contains("<figure><img src=\"picture-1.png\" alt=\"Shows it\"/></figure>"));
  CHECK(day.contains(
      "<div class=\"decoration\"><img src=\"picture-2.png\" alt=\"\" role=\"presentation\"/></div>"));
  CHECK(day.contains("<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"note.1.1\">"));
  CHECK(day.contains("<a href=\"#call.1.1\" role=\"doc-backlink\">1.</a> Nor <em>that</em>"));
  const std::string& whole = book.file("day-01.xhtml");
  CHECK(whole.find("class=\"box\"") < whole.find("class=\"reading\""));
  CHECK(whole.find("class=\"reading\"") < whole.find("questions.1"));
  // From the list of lessons, the contents and a review.
  CHECK(whole.contains("<a href=\"day-01.xhtml#lesson.1\""));
  CHECK(book.file("nav.xhtml").contains("<a href=\"day-01.xhtml#lesson.1\" dir=\"auto\">1 "));
  CHECK(book.file("day-03.xhtml").contains("<a href=\"day-01.xhtml#lesson.1\""));
  CHECK(book.file("package.opf").contains("href=\"picture-1.png\" media-type=\"image/png\""));
  CHECK(book.file("picture-1.png") == png);
}

TEST_CASE("a lesson that is spread over days goes on where the day before ended", "[reading]") {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{15}}));
  catalog->lessons[0].splittable = true;
  const Reading text = reading(
      "<p>one</p><h2>Two</h2><p>two <a href=\"#1\">back</a></p><p>three<note>Called here.</note></p>");
  const Plan spread = plan(catalog);
  const Book book(spread, {&text});
  std::size_t days = 0;
  std::string all;
  for (std::size_t day = 1; day <= 3; ++day) {
    const std::string name = "day-0" + std::to_string(day) + ".xhtml";
    all += book.part(name, "<section class=\"reading\"", "</section>");
    if (book.file(name).contains("class=\"reading\"")) ++days;
  }
  CHECK(days == 3);
  CHECK(all.find("<p>one</p>") < all.find("<h3>Two</h3>"));
  CHECK(all.find("<h3>Two</h3>") < all.find("three"));
  CHECK(book.file("day-01.xhtml").contains("<p>one</p>"));
  CHECK(book.file("day-02.xhtml").contains("<h3>Two</h3><p>two"));
  CHECK(book.file("day-03.xhtml").contains("three"));
  CHECK(book.file("day-03.xhtml").contains("Called here."));
  CHECK_FALSE(book.file("day-02.xhtml").contains("Called here."));
}

TEST_CASE("a book without anything to read is as it was", "[reading]") {
  const auto catalog = samples::catalog({{5, 5}});
  const Book book(plan(catalog), {});
  CHECK_FALSE(book.file("day-01.xhtml").contains("xmlns:epub"));
  CHECK_FALSE(book.file("day-01.xhtml").contains("reading"));
}

TEST_CASE("where a day has much to read, each lesson is in a file of its own", "[reading]") {
  const auto catalog = samples::catalog({{5, 5}});
  const Reading much = reading("<p>" + words(5000) + "</p>");
  const Book book(plan(catalog, 20), {&much, &much});
  CHECK_FALSE(book.file("day-01.xhtml").contains("class=\"reading\""));
  CHECK(book.file("day-01.xhtml").contains("<a href=\"day-01-2.xhtml#lesson.2\""));
  CHECK(book.file("day-01-2.xhtml").contains("id=\"lesson.2\""));
  const std::string& package = book.file("package.opf");
  CHECK(package.find("<itemref idref=\"day-1\"/>") < package.find("<itemref idref=\"day-1-1\"/>"));
  CHECK(package.find("<itemref idref=\"day-1-1\"/>") < package.find("<itemref idref=\"day-1-2\"/>"));
  CHECK(book.file("nav.xhtml").contains("<a href=\"day-01-1.xhtml\""));

  const Book alone(plan(catalog), {&much, nullptr});
  CHECK(alone.file("day-01.xhtml").contains("class=\"reading\""));
}

TEST_CASE("pages of the print are listed in files with texts, which are else the same", "[reading]") {
  const auto catalog = samples::catalog({{5, 5}, {5, 5, 5}});
  const Reading some = reading("<p>What is <em>said</em>?</p><p>" + words(300) + "</p>");
  const Plan planned = plan(catalog, 10);
  epub::Texts texts = texts_of(planned, {&some, nullptr, &some, &some});
  const auto files = [&](std::function<PageList()> pages) {
    const auto zip =
        epub::write(planned, Language("en"),
                    {.date = date("2026-11-24"), .style = "p{}", .pages = std::move(pages), .texts = &texts});
    return read_back::entries(zip.value());
  };
  const auto without = files({});
  int asked = 0;
  const auto with = files([&] {
    ++asked;
    return PageList{{{"1", InOverview{}},
                     {"2", InDay{.day = 0, .task = 0}},
                     {"3", InDay{.day = 0, .task = 1}},
                     {"4", InDay{.day = 0, .task = 1}},
                     {"5", InDay{.day = 1, .task = 1}},
                     {"6", InIndex{2}}},
                    "PDF, A4"};
  });
  CHECK(asked == 1);
  REQUIRE(with.size() == without.size());
  const std::regex page_break(R"(<(div|span) id="page\.\d" role="doc-pagebreak" aria-label="\d" ?/>)");
  std::size_t breaks = 0;
  for (std::size_t i = 0; i < with.size(); ++i) {
    CAPTURE(with[i].name);
    if (with[i].name.ends_with("package.opf") || with[i].name.ends_with("nav.xhtml")) continue;
    const std::string& bytes = with[i].bytes;
    breaks += static_cast<std::size_t>(
        std::distance(std::sregex_iterator(bytes.begin(), bytes.end(), page_break), std::sregex_iterator()));
    CHECK(std::regex_replace(bytes, page_break, "") == without[i].bytes);
  }
  CHECK(breaks == 6);
}

namespace {

/// What a text is prepared as.
class Prepared {
 public:
  Prepared(const std::string& lesson, const std::string& file) {
    const Reading whole = read_reading(file, "file.xml").value().reading;
    Deflater deflater(epub::book_level);
    text_ = epub::pack_text(lesson, whole, {.first = 0, .last = whole.blocks.size()}, deflater);
    for (const auto& part : text_.parts) {
      if (const auto* piece = std::get_if<epub::PackedPiece>(&part)) {
        parts_.push_back({.bytes = piece->unended, .size = piece->size, .checksum = piece->checksum});
      } else {
        const auto& splice = std::get<epub::Splice>(part);
        parts_.push_back({.kind = splice.kind, .target = splice.target, .words = splice.words});
      }
    }
    prepared_ = {.key = epub::text_key(lesson, file), .text_bytes = text_.text_bytes, .parts = parts_};
  }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  epub::PreparedCourse course() const { return {.catalog = "course", .texts = {&prepared_, 1}}; }

 private:
  epub::PackedText text_;
  std::vector<epub::PreparedPart> parts_;
  epub::PreparedText prepared_;
};

}  // namespace

TEST_CASE("a book of prepared texts is the same, and only the very same text is taken for a prepared one",
          "[reading]") {
  const std::string file = "<reading><p>" + words(400) +
                           "</p><p>See <a href=\"#2\">the next</a><note>Or <a href=\"#1\">this</a>"
                           "</note> and " +
                           words(300) + "</p><h2>On</h2><p>more</p></reading>";
  const Prepared prepared("1", file);
  // As it is on disk, where it is opened once.
  std::string on_disk = file;
  std::size_t asked = 0;
  const auto written = [&](bool spread, const epub::PreparedCourse& course, const char* id) -> std::string {
    auto catalog = std::make_shared<Catalog>(*samples::catalog({{10, 5}}));
    catalog->id = id;
    catalog->lessons[0].splittable = true;
    catalog->lessons[0].reading_file = "file.xml";
    const auto open = [&](const std::string& name) -> Result<std::string> {
      if (name == "file.xml") ++asked;
      return name == "file.xml" ? on_disk : png;
    };
    auto texts = epub::Texts::of(catalog, std::make_shared<const Readings>(catalog, open), course);
    if (!texts) return texts.error().front().message;
    return epub::write(plan(catalog, spread ? 5 : 10), Language("en"),
                       {.date = date("2026-11-24"), .style = "p{}", .texts = &*texts})
        .value();
  };
  for (const bool spread : {false, true}) {
    CAPTURE(spread);
    const std::string own = written(spread, {}, "course");
    asked = 0;
    CHECK(written(spread, prepared.course(), "course") == own);
    CHECK(asked == 1);
  }
  // Of another course it is not even looked for.
  asked = 0;
  CHECK(written(false, prepared.course(), "other").starts_with("PK"));
  CHECK(asked == 1);
  const std::string before = written(false, prepared.course(), "course");
  on_disk.replace(on_disk.find(">more<"), 6, ">less<");
  const std::string changed = written(false, prepared.course(), "course");
  CHECK(changed != before);
  CHECK(changed == written(false, {}, "course"));
  // A picture may be missing.
  on_disk = "<reading><p>" + words(400) + "</p><img src=\"a.png\" alt=\"&lt;A &amp; B&gt;\"/></reading>";
  const Prepared with_picture("1", on_disk);
  asked = 0;
  CHECK(written(false, with_picture.course(), "course") == written(false, {}, "course"));
  CHECK(asked == 2);
  // A link may lead nowhere in another catalog.
  const Prepared astray("1", "<reading><p><a href=\"#7\">x</a></p></reading>");
  on_disk = "<reading><p><a href=\"#7\">x</a></p></reading>";
  CHECK(written(false, astray.course(), "course") == written(false, {}, "course"));
}

TEST_CASE("texts that are kept for many books, and let go, change none", "[reading]") {
  const auto catalog = samples::catalog({{5, 5}});
  const Reading text = reading("<p>See <a href=\"#2\">the next</a>: " + words(500) + "</p>");
  epub::Texts texts = texts_of(plan(catalog), {&text, &text});
  const auto write = [&](std::int64_t minutes) {
    return epub::write(plan(catalog, minutes), Language("en"),
                       {.date = date("2026-11-24"), .style = "p{}", .texts = &texts})
        .value();
  };
  const std::string first = write(5);
  const std::size_t kept = texts.kept();
  CHECK(kept > 0);
  CHECK(write(10) != first);
  CHECK(write(5) == first);
  CHECK(texts.kept() == kept);
  texts.forget();
  CHECK(texts.kept() == 0);
  CHECK(write(5) == first);
}

TEST_CASE("a picture that is not there, or not what its name says, is an error", "[reading]") {
  const auto catalog = samples::catalog({{5, 5}});
  const auto error_with = [&](const std::string& file) {
    const Reading with = reading("<img src=\"" + file + "\" alt=\"x\"/>");
    return Book(plan(catalog), {&with, nullptr}).error();
  };
  CHECK(error_with("gone.png") == "gone.png: no such file");
  CHECK(error_with("other.png") == "other.png: the picture is a JPEG, which its name does not say");
  CHECK(error_with("a.jpg") == "a.jpg: the picture is a PNG, which its name does not say");
  CHECK(error_with("text.png") == "text.png: neither a PNG nor a JPEG picture");
  CHECK(error_with("a.png").empty());
}

TEST_CASE("marks are elements that hold each other", "[reading]") {
  using Kind = TextMark::Kind;
  CHECK(written(RichText("a b() c", {{.kind = Kind::strong, .first = 0, .last = 5},
                                     {.kind = Kind::code, .first = 2, .last = 5}})) ==
        "<p><strong>a <code class=\"whole\" dir=\"ltr\">b()</code></strong> c</p>");
  const std::string longer(30, 'x');
  CHECK(written(RichText(longer, {{.kind = Kind::code, .first = 0, .last = 30}})) ==
        "<p><code dir=\"ltr\">" + longer + "</code></p>");
  CHECK(written(
            RichText("see it", {{.kind = Kind::link, .first = 4, .last = 6, .target = "https://x.org/"}})) ==
        "<p>see <a href=\"https://x.org/\">it</a></p>");
}

TEST_CASE("keywords are bold, comments slanted, long lines go on further in", "[reading]") {
  CHECK(code("if x {\n\treturn // no\n}", "go") ==
        "<div><pre dir=\"ltr\"><code><b>if</b> x {\n    <b>return</b> <i>// no</i>\n}</code></pre></div>");
  const std::string wide(41, 'x');
  CHECK(code(wide + "\n/* a\nb */", "go") == "<div><pre dir=\"ltr\"><code><span class=\"long\">" + wide +
                                                 "</span>\n<i>/* a</i>\n<i>b */</i></code></pre></div>");
}
