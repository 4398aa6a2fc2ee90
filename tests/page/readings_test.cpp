// The section of lessons' texts: each kind of block, its elements, and where links lead.
#include "page/composed.hpp"

#include "course/catalog_reader.hpp"
#include "layout/sections.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <variant>
#include <vector>

using namespace pensum;
using namespace pensum::document;

namespace {

std::string catalog_with(const std::string& first, const std::string& second = "",
                         const char* language = "en") {
  const auto reading = [](const std::string& blocks) {
    return blocks.empty() ? blocks : "<reading>" + blocks + "</reading>";
  };
  return std::string("<catalog id='c' lang='") + language +
         "'><title>Course</title><path id='p'><title>Path</title>"
         "<lesson id='1' minutes='5'><title>First</title>" +
         reading(first) + "</lesson><lesson id='2' minutes='5'><title>Second</title>" + reading(second) +
         "</lesson></path></catalog>";
}

struct Texts {
  std::shared_ptr<const Catalog> catalog;
  page::LessonTexts texts;
};

Texts read(const std::string& xml) {
  auto catalog = read_catalog(xml, "c.xml");
  if (!catalog) INFO(to_text(catalog.error().front()));
  REQUIRE(catalog.has_value());
  Texts result{std::make_shared<const Catalog>(*std::move(catalog)), {}};
  for (const Lesson& lesson : result.catalog->lessons)
    result.texts.of.push_back(lesson.reading.empty() ? nullptr : &lesson.reading);
  return result;
}

Document document_of(const Texts& texts, const char* sections = "overview,days,readings",
                     const char* name = "a4") {
  Request request = samples::request();
  request.deadline = samples::date("2026-11-26");
  request.minutes = Minutes{5};
  const Plan plan = composed::plan(texts.catalog, request);
  const layout::Layout layout =
      layout::with_sections(composed::layout(name), layout::read_sections(sections).value()).value();
  text::Typesetter setter(staged::fonts(), plan.catalog->language);
  Diagnostics warnings;
  Document document = page::compose(plan, layout, Language(plan.language), setter, plan.start, warnings,
                                    nullptr, &texts.texts);
  CHECK(warnings.empty());
  return document;
}

Document document_of(const std::string& blocks) { return document_of(read(catalog_with(blocks))); }

std::string text_of(const text::Line& line) {
  std::vector<text::Run> runs(line.runs.begin(), line.runs.end());
  std::ranges::stable_sort(runs, {}, &text::Run::text_first);
  std::string all;
  for (const text::Run& run : runs) all += run.text;
  return all;
}

/// The elements that the text's own operation, and those around it, are: "link < paragraph < section".
std::string way_to(const Document& document, ElementId id) {
  std::string way;
  const std::map<Role, std::string> names = {
      {Role::paragraph, "paragraph"}, {Role::code, "code"},          {Role::link, "link"},
      {Role::list, "list"},           {Role::list_item, "item"},     {Role::label, "label"},
      {Role::list_body, "body"},      {Role::block_quote, "quote"},  {Role::table, "table"},
      {Role::table_row, "row"},       {Role::header_cell, "header"}, {Role::data_cell, "cell"},
      {Role::figure, "figure"},       {Role::note, "note"},          {Role::heading2, "heading2"},
      {Role::heading3, "heading3"},   {Role::heading4, "heading4"},  {Role::heading5, "heading5"}};
  for (; document.elements[id].role != Role::section && id != 0; id = document.elements[id].parent)
    way += (way.empty() ? "" : " in ") +
           (names.contains(document.elements[id].role) ? names.at(document.elements[id].role) : "another");
  return way;
}

struct Drawn {
  std::string text;
  std::string way;
  std::size_t page = 0;
  DrawText operation;
};

std::vector<Drawn> drawn_in(const Document& document) {
  std::vector<Drawn> list;
  for (std::size_t page = 0; page < document.pages.size(); ++page) {
    for (const Operation& operation : document.pages[page].operations) {
      const auto* text = std::get_if<DrawText>(&operation);
      if (text != nullptr && text->element != artifact)
        list.push_back({text_of(text->line), way_to(document, text->element), page, *text});
    }
  }
  return list;
}

Drawn find(const Document& document, std::string_view text) {
  const std::vector<Drawn> drawn = drawn_in(document);
  const auto found = std::ranges::find_if(drawn.rbegin(), drawn.rend(),
                                          [&](const Drawn& each) { return each.text == text; });
  CAPTURE(text);
  REQUIRE(found != drawn.rend());
  return *found;
}

std::vector<LinkArea> links_in(const Document& document, std::size_t page) {
  std::vector<LinkArea> links;
  for (const Operation& operation : document.pages[page].operations) {
    if (const auto* link = std::get_if<LinkArea>(&operation)) links.push_back(*link);
  }
  return links;
}

}  // namespace

TEST_CASE("each block of a lesson's text is the element that it is") {
  const Document document = document_of(
      "<h2>Section</h2><p>Words and <code>x := 1</code> of it.</p><h3>Part</h3>"
      "<ul><li><p>bullet</p></li></ul><ol><li><p>one</p></li><li><p>two</p></li></ol>"
      "<blockquote><p>quoted</p></blockquote><pre lang='go'>\nif x {\n\ty()\n}\n</pre>"
      "<table><tr><th>Head</th></tr><tr><td>cell</td></tr></table>");
  CHECK(find(document, "Readings").way == "heading2");
  CHECK(find(document, "First").way == "heading3");
  CHECK(find(document, "Section").way == "heading4");
  CHECK(find(document, "Part").way == "heading5");
  CHECK(find(document, "Words and ").way == "paragraph");
  CHECK(find(document, "x := 1").way == "code in paragraph");
  CHECK(find(document, "•").way == "label in item in list");
  CHECK(find(document, "bullet").way == "paragraph in body in item in list");
  CHECK(find(document, "2.").way == "label in item in list");
  CHECK(find(document, "quoted").way == "paragraph in quote");
  CHECK(find(document, "if x {").way == "code in paragraph");
  CHECK(find(document, "    y()").way == "code in paragraph");
  CHECK(find(document, "Head").way == "header in row in table");
  CHECK(find(document, "cell").way == "cell in row in table");
  const ElementId head = find(document, "Head").operation.element;
  CHECK(document.elements[head].scope == Scope::column);
}

TEST_CASE("lessons without a text are left out, and the others are bookmarks") {
  const Document document = document_of(read(catalog_with("", "<p>Words.</p>")), "readings");
  std::vector<std::string> titles;
  for (const Bookmark& bookmark : document.bookmarks) titles.push_back(bookmark.title);
  CHECK(titles == std::vector<std::string>{"Readings", "2 Second"});
  CHECK(document.bookmarks[1].level == 1);
}

TEST_CASE("without any text there is no section") {
  const Document document = document_of(read(catalog_with("")), "readings");
  CHECK(document.bookmarks.empty());
  CHECK(document.pages.size() == 1);
}

TEST_CASE("links lead to lessons' texts, to days or out of the document, and are underlined") {
  const Texts texts = read(catalog_with(
      "<p>See <a href='#2'>lesson 2</a> and <a href='https://go.dev/'>go.dev</a>.</p>", "<p>Words.</p>"));
  const Document document = document_of(texts);
  const Drawn link = find(document, "lesson 2");
  CHECK(link.way == "link in paragraph");
  std::vector<std::string> targets;
  for (const LinkArea& area : links_in(document, link.page)) {
    if (way_to(document, area.element == artifact ? 0 : area.element) != "link in paragraph") continue;
    if (const auto* place = std::get_if<PlaceId>(&area.target)) {
      CHECK(document.places[*place].page == find(document, "Second").page);
      CHECK(area.spoken == "Second");
      CHECK(area.area.left == link.operation.x);
      targets.emplace_back("place");
    } else {
      targets.emplace_back(std::get<KeptText>(area.target).view());
    }
  }
  CHECK(targets == std::vector<std::string>{"place", "https://go.dev/"});
  const auto underlines =
      std::ranges::count_if(document.pages[link.page].operations, [&](const Operation& each) {
        const auto* line = std::get_if<StrokeLine>(&each);
        return line != nullptr && line->x1 == link.operation.x &&
               line->x2 == link.operation.x + link.operation.line.width && line->y1 > link.operation.baseline;
      });
  CHECK(underlines == 1);
  // A lesson without a text is on its day.
  const Document other = document_of(read(catalog_with("<p>See <a href='#2'>it</a>.</p>")));
  const Drawn to_day = find(other, "it");
  bool found = false;
  for (const LinkArea& area : links_in(other, to_day.page))
    found |= area.spoken == "Second" && area.element == to_day.operation.element;
  CHECK(found);
}

TEST_CASE("notes are numbered, called where they belong, and follow the lesson's text") {
  const Document document =
      document_of("<p>Words<note>First <code>note</code>.</note> go on<note>Second.</note>.</p><p>End.</p>");
  CHECK(find(document, "¹").way != "");
  const std::vector<Drawn> drawn = drawn_in(document);
  std::vector<std::string> ways;
  for (const Drawn& each : drawn) {
    if (each.text == "¹" || each.text == "²") ways.push_back(each.way);
  }
  CHECK(ways ==
        std::vector<std::string>{"link in paragraph", "link in paragraph", "label in note", "label in note"});
  CHECK(find(document, "First ").way == "paragraph in note");
  CHECK(find(document, "note").way == "code in paragraph in note");
  const auto at = [&](std::string_view text) {
    return std::ranges::find_if(drawn, [&](const Drawn& each) { return each.text == text; }) - drawn.begin();
  };
  CHECK(at("End.") < at("First "));
  CHECK(at("First ") < at("Second."));
}

TEST_CASE("code of up to twelve lines is in one column, and longer code ends a column at a blank line") {
  for (int before = 0; before < 60; before += 3) {
    CAPTURE(before);
    std::string blocks;
    for (int i = 0; i < before; ++i) blocks += "<p>words</p>";
    blocks += "<pre>";
    for (int i = 0; i < 12; ++i) blocks += "a" + std::to_string(i) + "\n";
    blocks += "</pre><pre>";
    for (int i = 0; i < 10; ++i) blocks += "b" + std::to_string(i) + "\n";
    blocks += "\n";
    for (int i = 0; i < 10; ++i) blocks += "c" + std::to_string(i) + "\n";
    blocks += "</pre>";
    const Document document = document_of(read(catalog_with(blocks)), "readings");
    std::map<char, std::vector<std::pair<std::size_t, Points>>> places;
    for (const Drawn& each : drawn_in(document)) {
      if (each.way == "code in paragraph" && !each.text.empty())
        places[each.text.front()].emplace_back(each.page, each.operation.x);
    }
    CHECK(places['a'].size() == 12);
    CHECK(places['b'].size() == 10);
    for (const auto& [letter, list] : places) {
      for (const auto& place : list) CHECK(place == list.front());
    }
  }
}

TEST_CASE("texts are in two columns on wide pages and in one on narrow ones, and keep the margins") {
  std::string blocks;
  for (int i = 0; i < 200; ++i)
    blocks += "<p>Some words that make a line or two of a column, whichever page they are on.</p>";
  const Texts texts = read(catalog_with(blocks));
  for (const char* name : {"a4", "a5", "pocket", "large-print", "kobo"}) {
    CAPTURE(name);
    const layout::Layout layout = composed::layout(name);
    const layout::Section section = layout::usual_section(layout, layout::SectionKind::readings);
    CHECK(section.columns == (std::string(name) == "a4" ? 2 : section.columns));
    if (std::string(name) == "a5" || std::string(name) == "pocket") CHECK(section.columns == 1);
    const Document document = document_of(texts, "readings", name);
    std::size_t paragraphs = 0;
    for (const Drawn& each : drawn_in(document)) {
      if (each.text.starts_with("Some words")) ++paragraphs;
      if (layout.booklet) continue;
      // Margins change sides on some pages of some layouts.
      const Points margin = std::min(layout.left, layout.right);
      CHECK(each.operation.x >= margin);
      CHECK(each.operation.x + each.operation.line.width <= layout.width - margin + Points::whole(1));
      CHECK(each.operation.baseline <= layout.height - layout.bottom / 4);
    }
    CHECK(paragraphs == 200);
  }
}

TEST_CASE("pictures are as wide as their column at most, and say what they show") {
  Texts texts = read(catalog_with("<img src='wide.png' alt='A wide picture'/>"));
  Image image;
  image.width = 2000;
  image.height = 500;
  image.coding = Image::Coding::gray;
  image.bytes = std::string(2000 * 500, 'x');
  texts.texts.pictures.emplace("wide.png", image);
  const Document document = document_of(texts, "readings");
  const DrawImage* drawn = nullptr;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      if (const auto* found = std::get_if<DrawImage>(&operation)) drawn = found;
    }
  }
  REQUIRE(drawn != nullptr);
  const layout::Layout layout = composed::layout("a4");
  CHECK(drawn->area.width * 2 <= layout.content_width());
  CHECK(drawn->area.height == drawn->area.width / 4);
  CHECK(document.elements[drawn->element].alternative == "A wide picture");
}

TEST_CASE("decoration is an artifact") {
  Texts texts = read(catalog_with("<p>Before</p><img src='line.png' alt=''/><p>Behind</p>"));
  Image image;
  image.width = 200;
  image.height = 5;
  image.coding = Image::Coding::gray;
  image.bytes = std::string(200 * 5, 'x');
  texts.texts.pictures.emplace("line.png", image);
  const Document document = document_of(texts, "readings");
  std::size_t drawn = 0;
  for (const Page& page : document.pages) {
    for (const Operation& operation : page.operations) {
      const auto* found = std::get_if<DrawImage>(&operation);
      if (found == nullptr) continue;
      ++drawn;
      CHECK(found->element == artifact);
    }
  }
  CHECK(drawn == 1);
  CHECK(std::ranges::count(document.elements, Role::figure, &Element::role) == 0);
}

TEST_CASE("columns of a table share the width, and no cell is lost") {
  std::string rows = "<tr><th>Short</th><th>Long</th></tr>";
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word" + std::to_string(i) + " ";
  rows += "<tr><td>a</td><td>" + words + "</td></tr><tr><td>b</td><td>c</td></tr>";
  const Document document = document_of(read(catalog_with("<table>" + rows + "</table>")), "readings");
  const Drawn head = find(document, "Long");
  const Drawn cell = find(document, "c");
  CHECK(head.operation.x == cell.operation.x);
  std::string all;
  for (const Drawn& each : drawn_in(document)) {
    if (each.way == "cell in row in table") all += each.text + " ";
  }
  CHECK(all == "a " + words + "b c ");
}
