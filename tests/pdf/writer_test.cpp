// Whole files, read back.
#include "pdf/collection.hpp"
#include "pdf/digest.hpp"
#include "pdf/libharu.hpp"
#include "pdf/pdf.hpp"
#include "pdf/read_back.hpp"
#include "pdf/sample_document.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <functional>
#include <set>

using namespace pensum;
using document::Role;
using read_back::File;
using read_back::PageText;
using read_back::Value;
using sample::Builder;

namespace {

std::string written(const document::Document& document) {
  const Result<std::string> bytes = pdf::write(document, staged::fonts());
  REQUIRE(bytes.has_value());
  return *bytes;
}

/// All kinds of operations and elements, on two pages.
document::Document everything() {
  Builder b;
  b.document.metadata.author = "Ada (Lovelace)";
  b.document.metadata.subject = "Ein Plan für Søren";
  b.page();
  const auto section = b.element(document::Role::section);
  b.text(b.element(document::Role::heading1, section), "A plan");
  const auto list = b.element(document::Role::list, section);
  for (int i = 1; i <= 2; ++i) {
    const auto item = b.element(document::Role::list_item, list);
    const auto label = b.element(document::Role::label, item);
    b.box(b.element(document::Role::form, label), "lesson." + std::to_string(i), 100 + 20 * i);
    b.text(label, std::to_string(i));
    const auto paragraph = b.element(document::Role::paragraph, b.element(document::Role::list_body, item));
    const auto link = b.element(document::Role::link, paragraph);
    b.text(link, "Lesson " + std::to_string(i));
    b.add(document::LinkArea{link, Builder::square(100), "https://example.org/é?a=1&b=(2)", "A lesson"});
    b.text(paragraph, "5\u00A0min");
  }
  const auto figure = b.element(document::Role::figure, section);
  b.document.elements[figure].alternative = "Two bars";
  b.add(document::FillRectangle{figure, Builder::square(300), {11, 85, 99}});
  b.add(document::StrokeRectangle{figure, Builder::square(320), Points{400}, {}});
  b.add(document::StrokeLine{
      document::artifact, Points{}, Points{}, Points::whole(100), Points{}, Points{400}, {}});
  b.document.images = {
      {.coding = Image::Coding::rgb, .width = 2, .height = 1, .color = true, .bytes = "abcdef"},
      {.coding = Image::Coding::gray, .width = 1, .height = 2, .color = false, .bytes = "gh"},
      {.coding = Image::Coding::jpeg, .width = 9, .height = 8, .color = false, .bytes = "\xFF\xD8\xFF\xD9"}};
  for (const document::ImageId image : {0U, 1U, 2U, 0U}) {
    b.add(document::DrawImage{.element = document::artifact, .area = Builder::square(400), .image = image});
  }
  b.text(document::artifact, "Page 1 of 2");
  b.page();
  const auto table = b.element(document::Role::table);
  const auto head = b.element(document::Role::table_row, table);
  for (const char* word : {"Lesson", "Day"}) {
    const auto cell = b.element(document::Role::header_cell, head);
    b.document.elements[cell].scope = document::Scope::column;
    b.text(cell, word);
  }
  const auto row = b.element(document::Role::table_row, table);
  b.text(b.element(document::Role::data_cell, row), "1");
  b.element(document::Role::data_cell, row);  // empty
  const auto back = b.element(document::Role::link, b.element(document::Role::paragraph));
  const auto place = b.place(0, 90);
  b.add(document::LinkArea{back, Builder::square(10), place, "Back"});
  b.text(back, "Back");
  b.box(b.element(document::Role::form, b.element(document::Role::paragraph)), "lesson.1", 200);
  b.document.bookmarks = {{0, "Overview", place}, {1, "Tue 24 Nov", b.place(1, 0)}, {0, "Index", place}};
  return b.document;
}

void check_references(const File& file, const Value& value) {
  if (value.kind == Value::Kind::reference) REQUIRE(file.objects().contains(value.object()));
  for (const Value& item : value.items) check_references(file, item);
  for (const auto& [key, item] : value.entries) check_references(file, item);
}

/// The leaves of a number tree; checks that keys rise and that limits are true.
std::map<std::int64_t, Value> number_tree(const File& file, const Value& node) {
  std::map<std::int64_t, Value> all;
  const Value& tree = file.resolve(node);
  if (tree.has("Kids")) {
    for (const Value& kid : tree.entries.at("Kids").items) {
      const auto part = number_tree(file, kid);
      REQUIRE_FALSE(part.empty());
      if (!all.empty()) REQUIRE(all.rbegin()->first < part.begin()->first);
      const Value& limits = file.at(kid, "Limits");
      REQUIRE(limits.items.at(0).integer() == part.begin()->first);
      REQUIRE(limits.items.at(1).integer() == part.rbegin()->first);
      all.insert(part.begin(), part.end());
    }
    return all;
  }
  const Value& numbers = file.at(tree, "Nums");
  for (std::size_t i = 0; i < numbers.items.size(); i += 2) {
    const std::int64_t key = numbers.items[i].integer();
    if (!all.empty()) REQUIRE(all.rbegin()->first < key);
    all[key] = numbers.items.at(i + 1);
  }
  return all;
}

std::vector<Value> kids_of(const Value& element) {
  if (!element.has("K")) return {};
  const Value& kids = element.entries.at("K");
  return kids.kind == Value::Kind::array ? kids.items : std::vector{kids};
}

/// The structure tree as text, "H1(…)"; checks parents on the way.
std::string structure(const File& file, std::uint32_t number, std::set<std::uint32_t>& met) {
  met.insert(number);
  const Value& element = file.object(number);
  std::string text = element.entries.at("S").text;
  std::string inside;
  for (const Value& kid : kids_of(element)) {
    if (!inside.empty()) inside += ' ';
    if (kid.kind == Value::Kind::number) {
      inside += '*';
    } else if (kid.kind == Value::Kind::dictionary) {
      inside += kid.entries.at("Type").text == "OBJR" ? "@" : "*";
    } else {
      REQUIRE(file.object(kid.object()).entries.at("P").object() == number);
      inside += structure(file, kid.object(), met);
    }
  }
  return inside.empty() ? text : text + "(" + inside + ")";
}

}  // namespace

TEST_CASE("every object is where the table places it, and every reference leads to one") {
  const std::string bytes = written(everything());
  const File file(bytes);
  check_references(file, file.trailer());
  for (const auto& [number, value] : file.objects()) check_references(file, value);
  CHECK(file.catalog().entries.at("Type").text == "Catalog");
  CHECK(file.trailer().has("Info"));
  // Nothing is written that nothing refers to.
  std::set<std::uint32_t> needed;
  const auto note = [&](const auto& self, const Value& value) -> void {
    if (value.kind == Value::Kind::reference && needed.insert(value.object()).second)
      self(self, file.object(value.object()));
    for (const Value& item : value.items) self(self, item);
    for (const auto& [key, item] : value.entries) self(self, item);
  };
  note(note, file.trailer());
  for (const auto& [number, value] : file.objects()) {
    const bool container = value.has("Type") && (value.entries.at("Type").text == "ObjStm" ||
                                                 value.entries.at("Type").text == "XRef");
    CAPTURE(number);
    if (!container) CHECK(needed.contains(number));
  }
}

TEST_CASE("the same document gives the same bytes, and its identifier is the digest of its objects") {
  const std::string bytes = written(everything());
  CHECK(written(everything()) == bytes);
  const File file(bytes);
  const Value& id = file.at(file.trailer(), "ID");
  REQUIRE(id.items.size() == 2);
  CHECK(id.items[0].text == id.items[1].text);
  const auto digest = pdf::digest(std::string_view(bytes).substr(0, file.table_start()));
  CHECK(id.items[0].text == std::string(digest.begin(), digest.end()));
  document::Document other = everything();
  other.metadata.date += days{1};
  CHECK(File(written(other)).at(file.trailer(), "ID").items[0].text == id.items[0].text);
  CHECK(written(other) != bytes);
}

TEST_CASE("the document catalog has what a reader needs") {
  const File file(written(everything()));
  const Value& catalog = file.catalog();
  CHECK(text_of(catalog.entries.at("Lang")) == "en");
  CHECK(file.at(file.at(catalog, "MarkInfo"), "Marked").number == 1);
  CHECK(file.at(file.at(catalog, "ViewerPreferences"), "DisplayDocTitle").number == 1);
  CHECK(catalog.entries.at("PageMode").text == "UseOutlines");
  const Value& intent = file.resolve(file.at(catalog, "OutputIntents").items.at(0));
  CHECK(intent.entries.at("S").text == "GTS_PDFA1");
  CHECK(file.at(intent, "DestOutputProfile").entries.at("N").integer() == 3);
  CHECK_FALSE(catalog.has("OpenAction"));
  const Value& info = file.at(file.trailer(), "Info");
  CHECK(text_of(info.entries.at("Title")) == "A plan");
  CHECK(text_of(info.entries.at("Author")) == "Ada (Lovelace)");
  CHECK(text_of(info.entries.at("Subject")) == "Ein Plan für Søren");
  CHECK(info.entries.at("CreationDate").text == "D:20261124000000Z");
  // The metadata stay readable for programs that know no PDF.
  const auto metadata = catalog.entries.at("Metadata");
  CHECK_FALSE(file.object(metadata.object()).has("Filter"));
  CHECK(file.stream(metadata).find("<dc:title>") != std::string::npos);
}

TEST_CASE("a page has its size, its content and its annotations in reading order") {
  const File file(written(everything()));
  const auto pages = file.pages();
  REQUIRE(pages.size() == 2);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const Value& page = file.object(pages[i]);
    CHECK(page.entries.at("StructParents").integer() == static_cast<std::int64_t>(i));
    CHECK(page.entries.at("Tabs").text == "S");
    const auto& box = page.entries.at("MediaBox").items;
    CHECK(box[2].number == Approx(595.276).margin(0.0006));
    CHECK(box[3].number == Approx(841.890).margin(0.0006));
  }
  std::string kinds;
  for (const Value& annotation : file.at(file.object(pages[0]), "Annots").items) {
    kinds += file.at(annotation, "Subtype").text + " ";
  }
  CHECK(kinds == "Widget Link Widget Link ");
  const Value& link = file.resolve(file.at(file.object(pages[0]), "Annots").items[1]);
  CHECK(file.at(file.at(link, "A"), "URI").text == "https://example.org/%C3%A9?a=1&b=(2)");
  CHECK(text_of(link.entries.at("Contents")) == "A lesson");
  CHECK(link.entries.at("F").integer() == 4);
  const auto& area = link.entries.at("Rect").items;
  CHECK(area[0].number == 20);
  CHECK(area[1].number == Approx(841.890 - 112).margin(0.0006));
  CHECK(area[2].number == 32);
  CHECK(area[3].number == Approx(841.890 - 100).margin(0.0006));
  const Value& back = file.resolve(file.at(file.object(pages[1]), "Annots").items[0]);
  const auto& to = back.entries.at("Dest").items;
  CHECK(to[0].object() == pages[0]);
  CHECK(to[3].number == 752);  // 90 pt from the top, rounded up so that nothing is cut off
}

TEST_CASE("drawn text is read back from the file, in its order") {
  const File file(written(everything()));
  std::vector<std::string> said;
  for (const std::uint32_t page : file.pages()) {
    for (const auto& line : PageText(file, page).lines()) said.push_back(line.text);
  }
  CHECK(said == std::vector<std::string>{"A plan", "1", "Lesson 1", "5 min", "2", "Lesson 2", "5 min",
                                         "Page 1 of 2", "Lesson", "Day", "1", "Back"});
}

TEST_CASE("text of any script is read back, and is as wide as it was set") {
  const std::string text = GENERATE(as<std::string>(), "AVATAR To Ty, 1/2 → “x”", "Việt Nam Vie\u0323\u0302t",
                                    "क्षत्रिय हिन्दी", "日本語の学習", "ภาษาไทย น้ำ", "a(b)c\\d\re",
                                    "x²≠∑ 😀 \uE000", "(((", "한국어 수업", "ሰላም ለዓለም");
  Builder b;
  b.page();
  const auto element = b.element(document::Role::paragraph);
  b.text(element, text);
  const text::Line line = std::get<document::DrawText>(b.document.pages[0].operations[0]).line;
  const File file(written(b.document));
  const auto lines = PageText(file, file.pages()[0]).lines();
  REQUIRE(lines.size() == 1);
  std::string expected = text;
  std::ranges::replace(expected, '\r', ' ');
  CHECK(lines[0].text == expected);
  CHECK(lines[0].width == Approx(static_cast<double>(line.width.milli) / 1000).margin(0.05));
}

TEST_CASE(
    "words from right to left are in the order in which they are read, their letters as they are seen") {
  // Readers assume letters from left to right and turn them around themselves.
  using Pair = std::pair<std::string, std::string>;
  const Pair pair = GENERATE(
      Pair("שלום", "םולש"), Pair("السلام عليكم", "مالسلا مكيلع"), Pair("يومًا", "اًموي"),
      Pair("עד 12 (טוב) מחר", "דע 12 (בוט) רחמ"), Pair("לימוד Go בשבוע", "דומיל Go עובשב"),
      Pair("Say שלום עולם now", "Say םולש םלוע now"), Pair("لغة C++ و 日本語 معا", "ةغل C++ و 日本語 اعم"));
  const auto& [said, text] = pair;
  Builder b;
  b.page();
  b.text(b.element(document::Role::paragraph), said);
  const text::Line line = std::get<document::DrawText>(b.document.pages[0].operations[0]).line;
  const File file(written(b.document));
  const auto lines = PageText(file, file.pages()[0]).lines();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].text == text);
  CHECK(lines[0].width == Approx(static_cast<double>(line.width.milli) / 1000).margin(0.05));
}

TEST_CASE("the structure tree has every piece of content once, in reading order") {
  const File file(written(everything()));
  const Value& root = file.at(file.catalog(), "StructTreeRoot");
  std::set<std::uint32_t> met;
  CHECK(structure(file, root.entries.at("K").object(), met) ==
        "Document(Sect(H1(*) L(LI(Lbl(Form(@) *) LBody(P(Link(* @) *))) LI(Lbl(Form(@) *) LBody(P(Link(* @) "
        "*)))) "
        "Figure(*)) Table(TR(TH(*) TH(*)) TR(TD(*) TD)) P(Link(@ *)) P(Form(@)))");
  // The parent tree leads from content to its element, which leads back.
  const auto parents = number_tree(file, root.entries.at("ParentTree"));
  CHECK(root.entries.at("ParentTreeNextKey").integer() == static_cast<std::int64_t>(parents.size()));
  const auto pages = file.pages();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const PageText page(file, pages[i]);
    const Value& owners = file.resolve(parents.at(static_cast<std::int64_t>(i)));
    REQUIRE(owners.items.size() == page.identifiers().size());
    for (std::size_t k = 0; k < owners.items.size(); ++k) {
      CHECK(page.identifiers()[k] == static_cast<std::int64_t>(k));
      REQUIRE(met.contains(owners.items[k].object()));
      const Value& owner = file.object(owners.items[k].object());
      bool leads_back = false;
      for (const Value& kid : kids_of(owner)) {
        const bool plain = kid.kind == Value::Kind::number && kid.integer() == static_cast<std::int64_t>(k) &&
                           owner.entries.at("Pg").object() == pages[i];
        const bool named = kid.kind == Value::Kind::dictionary && kid.has("MCID") &&
                           kid.entries.at("MCID").integer() == static_cast<std::int64_t>(k) &&
                           kid.entries.at("Pg").object() == pages[i];
        leads_back = leads_back || plain || named;
      }
      CHECK(leads_back);
    }
    for (const Value& reference : file.at(file.object(pages[i]), "Annots").items) {
      const std::int64_t key = file.at(reference, "StructParent").integer();
      CHECK(met.contains(parents.at(key).object()));
    }
  }
}

TEST_CASE("cells, lists and figures have their attributes") {
  const File file(written(everything()));
  std::map<std::string, std::vector<const Value*>> by_role;
  for (const auto& [number, value] : file.objects()) {
    if (value.has("S") && value.has("P")) by_role[value.entries.at("S").text].push_back(&value);
  }
  REQUIRE(by_role["TH"].size() == 2);
  for (const Value* cell : by_role["TH"]) CHECK(file.at(file.at(*cell, "A"), "Scope").text == "Column");
  REQUIRE(by_role["L"].size() == 1);
  CHECK(file.at(file.at(*by_role["L"][0], "A"), "ListNumbering").text == "Decimal");
  REQUIRE(by_role["Figure"].size() == 1);
  CHECK(text_of(by_role["Figure"][0]->entries.at("Alt")) == "Two bars");
  const auto& box = file.at(file.at(*by_role["Figure"][0], "A"), "BBox").items;
  CHECK(box[0].number == 20);
  CHECK(box[1].number == Approx(841.890 - 332).margin(0.001));
  CHECK(box[3].number == Approx(841.890 - 300).margin(0.001));
}

TEST_CASE("an abbreviation's expansion is part of its element") {
  Builder b;
  b.page();
  const auto cell = b.element(document::Role::data_cell,
                              b.element(document::Role::table_row, b.element(document::Role::table)));
  b.document.elements[cell].expansion = "Tuesday";
  b.text(cell, "Tu");
  const File file(written(b.document));
  std::vector<std::string> expansions;
  for (const auto& [number, value] : file.objects()) {
    if (value.has("E")) expansions.push_back(text_of(value.entries.at("E")));
  }
  CHECK(expansions == std::vector<std::string>{"Tuesday"});
}

TEST_CASE("a line on its head runs to the left from its right edge") {
  Builder b;
  b.page();
  const auto figure = b.element(document::Role::figure);
  b.text(figure, "Upside עד down");
  auto& turned = std::get<document::DrawText>(b.document.pages[0].operations[0]);
  turned.turned = true;
  turned.x = Points::whole(200);
  const Points width = turned.line.width;
  const Points size = turned.line.runs[0].size;
  const File file(written(b.document));
  const PageText page(file, file.pages()[0]);
  REQUIRE(page.lines().size() == 1);
  CHECK(page.lines()[0].text == "Upside דע down");
  CHECK(page.content().find("BT\n-1 0 0 -1 200 741.89 Tm\n") != std::string::npos);
  // The runs go on along the turned axis, each from the one before.
  read_back::Parser parser(page.content());
  std::vector<Value> operands;
  double x = 0;
  double y = 0;
  while (!parser.done()) {
    Value value = parser.value();
    if (value.kind == Value::Kind::word && value.text == "Td") {
      CHECK(operands.at(0).number >= 0);
      x += operands.at(0).number;
      y += operands.at(1).number;
    }
    if (value.kind == Value::Kind::word) {
      operands.clear();
    } else {
      operands.push_back(std::move(value));
    }
  }
  CHECK(x > 0);
  CHECK(x < static_cast<double>(width.milli) / 1000);
  CHECK(y == 0);
  // Its letters reach down from the baseline, and a little up.
  const Value& root = file.at(file.catalog(), "StructTreeRoot");
  const Value& element = file.resolve(kids_of(file.at(root, "K")).at(0));
  const auto& box = file.at(file.at(element, "A"), "BBox").items;
  const double points = static_cast<double>(size.milli) / 1000;
  CHECK(box[0].number == Approx(200 - static_cast<double>(width.milli) / 1000).margin(0.001));
  CHECK(box[1].number == Approx(741.890 - points).margin(0.001));
  CHECK(box[2].number == 200);
  CHECK(box[3].number == Approx(741.890 + points / 4).margin(0.001));
}

TEST_CASE("a picture is one object for all its uses, samples compressed and a JPEG as it is") {
  const File file(written(everything()));
  const Value& page = file.object(file.pages()[0]);
  const Value& pictures = file.at(file.at(page, "Resources"), "XObject");
  REQUIRE(pictures.entries.size() == 3);
  const auto check = [&](const char* name, std::int64_t width, std::int64_t height, const char* colors,
                         const char* filter, const std::string& bytes) {
    CAPTURE(name);
    const Value& reference = pictures.entries.at(name);
    const Value& picture = file.resolve(reference);
    CHECK(picture.entries.at("Type").text == "XObject");
    CHECK(picture.entries.at("Subtype").text == "Image");
    CHECK(picture.entries.at("Width").integer() == width);
    CHECK(picture.entries.at("Height").integer() == height);
    CHECK(picture.entries.at("BitsPerComponent").integer() == 8);
    CHECK(picture.entries.at("ColorSpace").text == colors);
    CHECK(picture.entries.at("Filter").text == filter);
    CHECK(file.stream(reference) == bytes);
  };
  check("I0", 2, 1, "DeviceRGB", "FlateDecode", "abcdef");
  check("I1", 1, 2, "DeviceGray", "FlateDecode", "gh");
  check("I2", 9, 8, "DeviceGray", "DCTDecode", "\xFF\xD8\xFF\xD9");
}

TEST_CASE("samples of any kind come back, and smooth ones take little room") {
  struct Sort {
    std::function<char(int)> sample;
    bool small = false;
  };
  const std::vector<Sort> sorts{
      {[state = 1U](int) mutable {
        state = state * 1664525U + 1013904223U;
        return static_cast<char>(state >> 24);
      }},
      {[](int at) { return static_cast<char>(at % 192 + at / 192); }, true},
      {[](int) { return '\x80'; }, true},
  };
  for (const auto coding : {Image::Coding::rgb, Image::Coding::gray}) {
    for (const Sort& sort : sorts) {
      const int count = 64 * 48 * (coding == Image::Coding::rgb ? 3 : 1);
      Image image{.coding = coding, .width = 64, .height = 48, .color = true, .bytes = {}};
      for (int i = 0; i < count; ++i) image.bytes += sort.sample(i);
      Builder b;
      b.page();
      b.text(b.element(document::Role::paragraph), "A picture");
      b.document.images = {image};
      const File file(written(b.document));
      const Value& page = file.object(file.pages()[0]);
      const Value& reference = file.at(file.at(page, "Resources"), "XObject").entries.at("I0");
      CHECK((file.stream(reference) == image.bytes));
      if (sort.small) CHECK(file.at(reference, "Length").integer() < count / 20);
    }
  }
}

TEST_CASE("a figure that holds a picture covers it") {
  Builder b;
  b.page();
  b.document.images = {
      {.coding = Image::Coding::gray, .width = 1, .height = 1, .color = false, .bytes = "x"}};
  b.add(document::DrawImage{.element = b.element(document::Role::figure),
                            .area = Builder::square(300),
                            .image = 0,
                            .turned = true});
  const File file(written(b.document));
  const Value& root = file.at(file.catalog(), "StructTreeRoot");
  const auto& box = file.at(file.at(file.resolve(kids_of(file.at(root, "K")).at(0)), "A"), "BBox").items;
  CHECK(box[0].number == 20);
  CHECK(box[1].number == Approx(841.890 - 312).margin(0.001));
  CHECK(box[2].number == 32);
  CHECK(box[3].number == Approx(841.890 - 300).margin(0.001));
}

TEST_CASE("an element that continues on the next page has content on both pages") {
  Builder b;
  b.page();
  const auto paragraph = b.element(document::Role::paragraph);
  b.text(paragraph, "first");
  b.page();
  b.text(paragraph, "second");
  const File file(written(b.document));
  const Value& root = file.at(file.catalog(), "StructTreeRoot");
  const Value& element = file.resolve(kids_of(file.at(root, "K")).at(0));
  const auto kids = kids_of(element);
  REQUIRE(kids.size() == 2);
  CHECK(element.entries.at("Pg").object() == file.pages()[0]);
  CHECK(kids[0].integer() == 0);
  CHECK(kids[1].entries.at("Type").text == "MCR");
  CHECK(kids[1].entries.at("Pg").object() == file.pages()[1]);
}

TEST_CASE("a document of many pages is a tree of small nodes, with labels and parents for all") {
  Builder b;
  for (int i = 0; i < 300; ++i) {
    b.page(i < 3 ? std::string(static_cast<std::size_t>(i) + 1, 'i') : std::to_string(i - 2));
    b.text(b.element(document::Role::paragraph), "p");
  }
  const File file(written(b.document));
  CHECK(file.pages().size() == 300);
  const Value& root = file.at(file.catalog(), "StructTreeRoot");
  const auto parents = number_tree(file, root.entries.at("ParentTree"));
  CHECK(parents.size() == 300);
  CHECK(parents.rbegin()->first == 299);
  const auto labels = number_tree(file, file.catalog().entries.at("PageLabels"));
  CHECK(labels.size() == 4);
  CHECK(labels.at(3).entries.at("S").text == "D");
  CHECK(text_of(labels.at(2).entries.at("P")) == "iii");
}

TEST_CASE("boxes of one name are one field with a widget each") {
  const File file(written(everything()));
  const Value& form = file.at(file.catalog(), "AcroForm");
  REQUIRE(form.entries.at("Fields").items.size() == 1);
  const Value& group = file.resolve(form.entries.at("Fields").items[0]);
  CHECK(text_of(group.entries.at("T")) == "lesson");
  REQUIRE(group.entries.at("Kids").items.size() == 2);
  const Value& first = file.resolve(group.entries.at("Kids").items[0]);
  CHECK(text_of(first.entries.at("T")) == "1");
  CHECK(text_of(first.entries.at("TU")) == "lesson.1: done");
  CHECK(first.entries.at("FT").text == "Btn");
  CHECK(first.entries.at("Kids").items.size() == 2);
  const Value& second = file.resolve(group.entries.at("Kids").items[1]);
  CHECK(second.entries.at("Subtype").text == "Widget");
  for (const char* state : {"Off", "Yes"}) {
    CHECK(file.is_stream(file.at(file.at(second, "AP"), "N").entries.at(state).object()));
  }
  // The frame is on the page: a box that is not ticked shows nothing of its own.
  CHECK(file.stream(file.at(file.at(second, "AP"), "N").entries.at("Off")) == "");
  CHECK(file.stream(file.at(file.at(second, "AP"), "N").entries.at("Yes")).find(" l S") != std::string::npos);
  // What unites files keeps a field with its boxes, and takes along no other file's pages.
  const Value& shared = file.resolve(first.entries.at("Kids").items[0]);
  CHECK(shared.entries.at("PENSUM_Parent").object() == shared.entries.at("Parent").object());
  CHECK(second.entries.at("PENSUM_Parent").object() == second.entries.at("Parent").object());
  CHECK_FALSE(second.has("P"));
  CHECK(second.entries.at("AS").text == "Off");
  // Both boxes look alike, so their appearances are written once.
  CHECK(file.resolve(first.entries.at("Kids").items[0]).entries.at("AP").object() ==
        second.entries.at("AP").object());
}

TEST_CASE("bookmarks are a tree whose neighbours know each other") {
  const File file(written(everything()));
  const Value& outline = file.at(file.catalog(), "Outlines");
  CHECK(outline.entries.at("Count").integer() == 3);
  const Value& first = file.at(outline, "First");
  CHECK(text_of(first.entries.at("Title")) == "Overview");
  CHECK(first.entries.at("Count").integer() == 1);
  const Value& child = file.at(first, "First");
  CHECK(text_of(child.entries.at("Title")) == "Tue 24 Nov");
  CHECK(child.entries.at("Parent").object() == outline.entries.at("First").object());
  CHECK(child.entries.at("Dest").items[0].object() == file.pages()[1]);
  const Value& last = file.at(outline, "Last");
  CHECK(text_of(last.entries.at("Title")) == "Index");
  CHECK(first.entries.at("Next").object() == outline.entries.at("Last").object());
  CHECK(last.entries.at("Prev").object() == outline.entries.at("First").object());
  CHECK_FALSE(last.has("Next"));
  CHECK_FALSE(first.has("Prev"));
}

TEST_CASE("a document without links, boxes, bookmarks and attachments has nothing for them") {
  Builder b;
  b.page();
  b.text(b.element(document::Role::paragraph), "Only text");
  const File file(written(b.document));
  CHECK_FALSE(file.catalog().has("AcroForm"));
  CHECK_FALSE(file.catalog().has("Outlines"));
  CHECK_FALSE(file.catalog().has("Names"));
  CHECK_FALSE(file.catalog().has("AF"));
  CHECK_FALSE(file.object(file.pages()[0]).has("Annots"));
}

TEST_CASE("attachments are found by name and have their relationship to the document") {
  using Relationship = pdf::Attachment::Relationship;
  const std::string first = "<a>\n</a>\n";
  const std::string second(100'000, 'x');
  const std::vector<pdf::Attachment> attachments{
      {"request.xml", "What was asked for", "text/xml", Relationship::source, share(first)},
      {"course.xml", "The course (all)", "text/xml", Relationship::data, share(second)}};
  Builder b;
  b.page();
  b.text(b.element(document::Role::paragraph), "Only text");
  const Result<std::string> bytes = pdf::write(b.document, staged::fonts(), attachments);
  REQUIRE(bytes.has_value());
  const File file(*bytes);
  const Value& names = file.at(file.at(file.at(file.catalog(), "Names"), "EmbeddedFiles"), "Names");
  REQUIRE(names.items.size() == 4);
  CHECK(text_of(names.items[0]) == "course.xml");
  CHECK(text_of(names.items[2]) == "request.xml");
  const Value& associated = file.at(file.catalog(), "AF");
  REQUIRE(associated.items.size() == 2);
  CHECK(associated.items[0].object() == names.items[1].object());
  CHECK(associated.items[1].object() == names.items[3].object());
  const auto check = [&](const Value& reference, const char* name, const char* description,
                         const char* relationship, const std::string& content) {
    CAPTURE(name);
    const Value& found = file.resolve(reference);
    CHECK(found.entries.at("Type").text == "Filespec");
    CHECK(text_of(found.entries.at("F")) == name);
    CHECK(text_of(found.entries.at("UF")) == name);
    CHECK(text_of(found.entries.at("Desc")) == description);
    CHECK(found.entries.at("AFRelationship").text == relationship);
    const Value& stream = file.at(found, "EF").entries.at("F");
    CHECK(file.at(found, "EF").entries.at("UF").object() == stream.object());
    CHECK(file.resolve(stream).entries.at("Type").text == "EmbeddedFile");
    CHECK(file.resolve(stream).entries.at("Subtype").text == "text/xml");
    CHECK(file.stream(stream) == content);
    const Value& params = file.at(stream, "Params");
    CHECK(params.entries.at("Size").integer() == static_cast<std::int64_t>(content.size()));
    CHECK(params.entries.at("ModDate").text == "D:20261124000000Z");
  };
  check(names.items[1], "course.xml", "The course (all)", "Data", second);
  check(names.items[3], "request.xml", "What was asked for", "Source", first);
}

TEST_CASE("a fallback font that is not installed does not matter to a document that needs none of it") {
  const auto fonts = text::FontSet::make(
      {{.file = "Inter-Regular.otf", .role = text::FaceRole::main, .scripts = {}},
       {.file = "Inter-SemiBold.otf", .bold = true, .role = text::FaceRole::main, .scripts = {}},
       {.file = "gone.ttf", .scripts = {"Hebr"}}},
      staged::load);
  REQUIRE(fonts.has_value());
  text::Typesetter setter(*fonts, "en");
  Builder b;
  b.page();
  b.add(document::DrawText{
      b.element(document::Role::paragraph), Points{}, Points::whole(20), {}, setter.line("Latin", {})});
  const Result<std::string> bytes = pdf::write(b.document, *fonts);
  REQUIRE(bytes.has_value());
  const File file(*bytes);
  CHECK(PageText(file, file.pages()[0]).lines().at(0).text == "Latin");
}

TEST_CASE("many documents in one file: each on sheets of its own, with its own numbers and bookmarks") {
  const auto single = [](const std::string& text) {
    Builder b;
    b.page();
    b.text(b.element(document::Role::paragraph), text);
    return b.document;
  };
  const auto made = [&] {
    pdf::Collection collection("All");
    std::string bytes;
    for (const auto& [name, document] :
         {std::pair("Ada", single("one")), std::pair("Bo", everything()), std::pair("Cy", single("three"))}) {
      const Result<std::string> part = collection.add(document, staged::fonts(), name);
      REQUIRE(part.has_value());
      bytes += *part;
    }
    return bytes + collection.finish().value();
  };
  const std::string bytes = made();
  CHECK(made() == bytes);
  const File file(bytes);
  CHECK(File(bytes).trailer().entries.at("ID").items[0].text == [&] {
    const auto sum = pdf::digest(std::string_view(bytes).substr(0, file.table_start()));
    return std::string(sum.begin(), sum.end());
  }());
  for (const auto& [number, object] : file.objects()) check_references(file, object);
  // One page and an empty one, two pages, one page and an empty one.
  const std::vector<std::uint32_t> pages = file.pages();
  REQUIRE(pages.size() == 6);
  const std::vector<bool> full{true, false, true, true, true, false};
  for (std::size_t i = 0; i < pages.size(); ++i) CHECK(file.object(pages[i]).has("Contents") == full[i]);
  CHECK(PageText(file, pages[4]).lines().at(0).text == "three");
  // Boxes are drawn, and no fields.
  CHECK_FALSE(file.catalog().has("AcroForm"));
  for (const std::uint32_t page : pages) {
    if (!file.object(page).has("Annots")) continue;
    for (const Value& annotation : file.at(file.object(page), "Annots").items) {
      CHECK(file.at(annotation, "Subtype").text == "Link");
    }
  }
  // Three documents in the structure, and one tree from content to all of their elements.
  const Value& root = file.at(file.catalog(), "StructTreeRoot");
  std::set<std::uint32_t> met;
  REQUIRE(root.entries.at("K").items.size() == 3);
  for (const Value& document : root.entries.at("K").items) {
    CHECK(file.resolve(document).entries.at("P").object() ==
          file.catalog().entries.at("StructTreeRoot").object());
    structure(file, document.object(), met);
  }
  const auto parents = number_tree(file, root.entries.at("ParentTree"));
  CHECK(root.entries.at("ParentTreeNextKey").integer() == parents.rbegin()->first + 1);
  for (const std::uint32_t page : pages) {
    if (!file.object(page).has("StructParents")) continue;
    const Value& owners = file.resolve(parents.at(file.at(file.object(page), "StructParents").integer()));
    CHECK(owners.items.size() == PageText(file, page).identifiers().size());
    for (const Value& owner : owners.items) CHECK(met.contains(owner.object()));
  }
  // A bookmark a document; Bo's have their own below.
  const Value& outline = file.at(file.catalog(), "Outlines");
  CHECK(outline.entries.at("Count").integer() == 3);
  std::vector<std::string> names;
  std::vector<std::uint32_t> tops;
  for (const Value* item = &file.at(outline, "First");; item = &file.at(*item, "Next")) {
    names.push_back(text_of(item->entries.at("Title")));
    tops.push_back(item->entries.at("Dest").items[0].object());
    if (names.back() == "Bo") CHECK(item->entries.at("Count").integer() == -3);
    CHECK(item->has("First") == (names.back() == "Bo"));
    if (!item->has("Next")) break;
  }
  CHECK(names == std::vector<std::string>{"Ada", "Bo", "Cy"});
  CHECK(tops == std::vector<std::uint32_t>{pages[0], pages[2], pages[4]});
  const auto labels = number_tree(file, file.catalog().entries.at("PageLabels"));
  CHECK(labels.size() == 3);
  CHECK(labels.contains(2));
  CHECK(labels.contains(4));
}

TEST_CASE("without libharu, or with another library under its name, the error says what to install") {
  const auto why = [](const char* file) {
    const auto library = pdf::load_libharu(file);
    REQUIRE_FALSE(library.has_value());
    return to_text(library.error().front());
  };
  CHECK(why("libpensum-has-none.so")
            .starts_with("pensum: error: the PDF cannot be written: libpensum-has-none.so: "));
  CHECK(why("libz.so.1").contains("undefined symbol: HPDF_"));
  CHECK(why("libz.so.1").ends_with(": it is in Debian's package libhpdf-2.3.0\n"));
}
