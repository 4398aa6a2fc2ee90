#include "layout/layout_reader.hpp"
#include "layout/sections.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace pensum;
using namespace pensum::layout;

namespace {

Result<LayoutFile> from_sources(const std::string& name) {
  std::ifstream in(std::string(PENSUM_SOURCE_DIR) + "/layouts/" + name + ".xml", std::ios::binary);
  if (!in) return failure("there is no layout “" + name + "”", "try a4");
  return LayoutFile{name + ".xml", {std::istreambuf_iterator<char>(in), {}}};
}

Result<Image> a_picture(const std::string& name, const std::string& beside) {
  if (name != "logo.png") return failure(name + " cannot be read", "look again");
  Image image{.coding = Image::Coding::gray, .width = 2, .height = 1, .bytes = "ab"};
  image.color = beside == "mine.xml";
  return image;
}

const LayoutSource sources{from_sources, a_picture};

Result<Layout> read(const std::string& bytes) { return read_layout({"mine.xml", bytes}, sources); }

std::string listed(const Layout& layout) {
  std::vector<SectionKind> kinds;
  for (const Section& section : layout.sections) kinds.push_back(section.kind);
  return section_list(kinds);
}

std::string errors(const std::string& bytes) {
  const Result<Layout> layout = read(bytes);
  REQUIRE_FALSE(layout.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : layout.error()) text += to_text(diagnostic);
  return text;
}

}  // namespace

TEST_CASE("the layouts that come with pensum are complete") {
  for (const std::string name : {"a4", "letter"}) {
    CAPTURE(name);
    const Result<Layout> layout = read_layout(*from_sources(name), sources);
    REQUIRE(layout.has_value());
    CHECK(layout->name == name);
    CHECK(listed(*layout) == "overview,days,index,questions,answers");
    CHECK(layout->body == Points::whole(10));
  }
}

TEST_CASE("a layout takes from the one it extends what it leaves out") {
  const Result<Layout> layout = read(
      "<layout name='mine' extends='letter'><title>Mine</title><page top='2in'/>"
      "<sections><days/><overview/></sections></layout>");
  REQUIRE(layout.has_value());
  CHECK(layout->name == "mine");
  CHECK(layout->title == "Mine");
  CHECK(layout->width == Points{612'000});
  CHECK(layout->top == Points::whole(144));
  CHECK(layout->accent == pensum::document::Color{0x0b, 0x55, 0x63});
  CHECK(listed(*layout) == "days,overview");
}

TEST_CASE("margins are left and right, or inner and outer") {
  const auto margins = [](const std::string& attributes) {
    const Result<Layout> layout = read("<layout name='x' extends='a4'><page " + attributes + "/></layout>");
    REQUIRE(layout.has_value());
    return *layout;
  };
  CHECK_FALSE(margins("left='30mm'").two_sided);
  const Layout sides = margins("inner='30mm'");
  CHECK(sides.two_sided);
  CHECK(sides.left == Points::mm(30));
  CHECK(sides.right == Points::mm(17));  // that of a4
  CHECK(errors("<layout name='x' extends='a4'><page left='20mm' inner='30mm'/></layout>") ==
        "pensum: error: mine.xml:1:31: the page has margins left and right, and an inner and an outer one\n"
        "hint: keep left and right, or inner and outer for pages that are printed on both sides\n");
  CHECK(errors("<layout name='x' extends='a4'><page outer='200mm'/></layout>") ==
        "pensum: error: mine.xml:1:44: 200mm is too much for outer of <page>\n"
        "hint: it may be 0 pt to 283.465 pt\n");
  // A layout of its own may give either.
  const std::string lacking = errors("<layout name='x'><page inner='20mm' width='210mm'/></layout>");
  CHECK(lacking.find("left of <page>") == std::string::npos);
  CHECK(lacking.find("right of <page>") != std::string::npos);
}

TEST_CASE("all errors of a layout are reported with their place") {
  CHECK(errors("<layout name='x' extends='a4'>\n"
               "  <page width='210' height='29.7m' top='2000mm'/>\n"
               "  <colors text='#12345' accent='#ffcc00'/>\n"
               "  <sections><days/><days/></sections>\n"
               "</layout>\n") ==
        "pensum: error: mine.xml:2:16: “210” is not a length for width\n"
        "hint: write a number and a unit: 4.2mm, 1.5cm, 8.5in or 10pt\n"
        "pensum: error: mine.xml:2:29: “29.7m” is not a length for height\n"
        "hint: write a number and a unit: 4.2mm, 1.5cm, 8.5in or 10pt\n"
        "pensum: error: mine.xml:2:41: 2000mm is too much for top of <page>\n"
        "hint: it may be 0 pt to 283.465 pt\n"
        "pensum: error: mine.xml:3:17: “#12345” is not a colour for text\n"
        "hint: write it as six hexadecimal digits: #0b5563\n"
        "pensum: error: mine.xml:3:33: #ffcc00 is too light for accent: its contrast with white paper is 1.5 "
        "to 1\n"
        "hint: choose a darker colour, at least 4.5 to 1\n"
        "pensum: error: mine.xml:4:20: a second <days>\n"
        "hint: name each section once\n");
}

TEST_CASE("a layout that leaves no room is refused") {
  CHECK(errors("<layout name='x' extends='a4'><page left='95mm' right='95mm'/></layout>") ==
        "pensum: error: mine.xml:1:31: the page leaves 56.694 pt of width between its margins\n"
        "hint: leave at least 18 times the body size, 180 pt\n");
  CHECK(errors("<layout name='x' extends='a4'><page height='100mm'/></layout>") ==
        "pensum: error: mine.xml:1:31: the page leaves 175.749 pt of height between its margins\n"
        "hint: leave at least 16 times the leading, 208 pt\n");
  CHECK(errors("<layout name='x' extends='a4'><type leading='9pt'/></layout>")
            .find("lines of 10 pt type cannot be 9 pt apart\nhint: make leading of <type> larger than "
                  "body\n") != std::string::npos);
}

TEST_CASE("what is not a layout, has no name or no section is refused") {
  CHECK(errors("<catalog/>") ==
        "pensum: error: mine.xml:1:1: this is not a layout: its root element is <catalog>\n"
        "hint: a layout starts with <layout name=\"…\">\n");
  CHECK(errors("<layout extends='a4'/>") ==
        "pensum: error: mine.xml:1:1: the layout has no name\nhint: give it one: <layout "
        "name=\"my-layout\">\n");
  CHECK(errors("<layout name='x' extends='a4'><sections/></layout>") ==
        "pensum: error: mine.xml:1:31: no section is named\n"
        "hint: name at least one, such as <overview/>, <days/> or <index/>\n");
}

TEST_CASE("a layout that extends nothing has to define everything") {
  const std::string text = errors("<layout name='x'><title>T</title><page width='210mm'/></layout>");
  CHECK(text.find("mine.xml:1:1: the layout does not give its height of <page>") != std::string::npos);
  CHECK(text.find("mine.xml:1:1: the layout does not give its <type>") != std::string::npos);
  CHECK(text.find("width of <page>") == std::string::npos);
}

TEST_CASE("a layout that extends itself, or what is not there, is refused") {
  const auto self = [](const std::string&) -> Result<LayoutFile> {
    return LayoutFile{"self.xml", "<layout name='self' extends='self'/>"};
  };
  const Result<Layout> layout =
      read_layout({"self.xml", "<layout name='self' extends='self'/>"}, {self, a_picture});
  REQUIRE_FALSE(layout.has_value());
  CHECK(to_text(layout.error().front()) ==
        "pensum: error: self.xml:1:30: layouts extend each other more than 8 deep\n"
        "hint: a layout must not extend itself, directly or through others\n");
  CHECK(errors("<layout name='x' extends='a6'/>") ==
        "pensum: error: mine.xml:1:27: there is no layout “a6”\nhint: try a4\n");
}

TEST_CASE("sections have settings of their own") {
  const Result<Layout> layout = read(
      "<layout name='x' extends='a4'><sections>"
      "<overview show='numbers  paths'/><weeks own-page='yes' one-page='no'/>"
      "<days summaries='no' reviews='numbers' progress='yes' columns='2'/><index columns='2'/><notes "
      "pages='3'/>"
      "</sections></layout>");
  REQUIRE(layout.has_value());
  const std::vector<Section>& sections = layout->sections;
  REQUIRE(sections.size() == 5);
  CHECK(sections[0] == Section{.kind = SectionKind::overview, .calendar = false, .chart = false});
  CHECK(sections[1] == Section{.kind = SectionKind::weeks, .own_page = true});
  CHECK(sections[2] == Section{.kind = SectionKind::days,
                               .summaries = false,
                               .review_titles = false,
                               .progress = true,
                               .columns = 2});
  CHECK(sections[3] == Section{.kind = SectionKind::index, .columns = 2});
  CHECK(sections[4] == Section{.kind = SectionKind::notes, .pages = 3});
}

TEST_CASE("wrong settings of sections are reported with their place") {
  CHECK(errors("<layout name='x' extends='a4'><sections>\n"
               "<overview show='numbers graph'/>\n"
               "<days columns='5' own-page='maybe' reviews='short'/>\n"
               "<notes pages='0'/>\n"
               "<answers columns='4'/>\n"
               "<questions pages='2'/>\n"
               "</sections></layout>") ==
        "pensum: error: mine.xml:2:17: an overview has no part “graph”\n"
        "hint: write numbers, calendar, chart or paths\n"
        "pensum: error: mine.xml:3:16: “5” is not a number of columns\n"
        "hint: write a number from 1 to 4\n"
        "pensum: error: mine.xml:3:29: “maybe” is neither yes nor no\n"
        "hint: write yes or no\n"
        "pensum: error: mine.xml:3:45: reviews cannot be shown as “short”\n"
        "hint: write titles or numbers\n"
        "pensum: error: mine.xml:4:15: “0” is not a number of pages\n"
        "hint: write a number from 1 to 100\n"
        "pensum: error: mine.xml:6:12: <questions> has no attribute “pages”\n"
        "hint: its attributes are: columns, if-room\n");
  CHECK(errors("<layout name='x' extends='a4'><sections>\n"
               "<answers columns='4'/></sections></layout>") ==
        "pensum: error: mine.xml:2:1: <answers> has columns of 104.164 pt, which are too narrow for 10 pt "
        "type\n"
        "hint: columns need 180 pt: take fewer of them, smaller type, or a wider page\n");
  CHECK(errors("<layout name='x' extends='a4'><sections>\n"
               "<days columns='2' own-page='yes'/></sections></layout>") ==
        "pensum: error: mine.xml:2:1: days on pages of their own cannot be in columns\n"
        "hint: leave out columns or own-page\n");
  CHECK(errors("<layout name='x' extends='a4'><sections>\n"
               "<days month='yes'/></sections></layout>") ==
        "pensum: error: mine.xml:2:14: only days on pages of their own have room for a month\n"
        "hint: leave out month, or add own-page=\"yes\"\n");
}

TEST_CASE("links need a margin, and a sheet has one page or eight") {
  const Result<Layout> layout = read(
      "<layout name='x' extends='a4'><navigation height='11mm' edge='bottom'/><sheet pages='8'/></layout>");
  REQUIRE(layout.has_value());
  CHECK(layout->navigation == Points::mm(11));
  CHECK(layout->navigation_edge == Edge::bottom);
  CHECK(layout->booklet);
  CHECK(errors("<layout name='x' extends='a4'>\n<navigation height='25mm'/></layout>") ==
        "pensum: error: mine.xml:2:1: links 70.866 pt high do not fit into a margin of 53.858 pt\n"
        "hint: make the margin larger, or height of <navigation> smaller\n");
  CHECK(errors("<layout name='x' extends='a4'>\n<navigation height='2mm' edge='left'/>\n<sheet pages='4'/>\n"
               "</layout>") ==
        "pensum: error: mine.xml:2:32: “left” is not an edge for links\n"
        "hint: write top or bottom\n"
        "pensum: error: mine.xml:3:15: a sheet cannot hold “4” pages\n"
        "hint: write pages=\"1\", or pages=\"8\" for a sheet that folds into a booklet\n");
}

TEST_CASE("a logo is a picture beside the layout, with words for it") {
  const Result<Layout> layout =
      read("<layout name='x' extends='a4'><logo file='logo.png' height='10mm' alt='A lamp'/></layout>");
  REQUIRE(layout.has_value());
  REQUIRE(layout->logo.has_value());
  CHECK(layout->logo->image.bytes == "ab");
  CHECK(layout->logo->image.color);  // the picture was looked for beside this file
  CHECK(layout->logo->alternative == "A lamp");
  CHECK(layout->logo->height == Points::mm(10));
  CHECK(errors("<layout name='x' extends='a4'>\n<logo file='logo.png' height='10mm'/></layout>") ==
        "pensum: error: mine.xml:2:1: the logo lacks its file, its height or its alt text\n"
        "hint: write <logo file=\"logo.png\" height=\"12mm\" alt=\"what it shows\"/>\n");
  CHECK(
      errors("<layout name='x' extends='a4'>\n<logo file='lamp.gif' height='1mm' alt='A lamp'/></layout>") ==
      "pensum: error: mine.xml:2:31: 1mm is too little for height of <logo>\n"
      "hint: it may be 6 pt to 283.465 pt\n"
      "pensum: error: mine.xml:2:13: lamp.gif cannot be read\n"
      "hint: look again\n");
}

TEST_CASE("a list chooses the sections, each as the layout wants it") {
  const Layout a4 = read("<layout name='x' extends='a4'/>").value();
  const auto kinds = read_sections("questions, overview");
  REQUIRE(kinds.has_value());
  const Result<Layout> layout = with_sections(a4, *kinds);
  REQUIRE(layout.has_value());
  CHECK(listed(*layout) == "questions,overview");
  CHECK(layout->sections[0].columns == 2);

  std::string text;
  const auto wrong = read_sections("day,notes,notes,");
  REQUIRE_FALSE(wrong.has_value());
  for (const Diagnostic& diagnostic : wrong.error()) text += to_text(diagnostic);
  CHECK(text ==
        "pensum: error: “day” is not a section\n"
        "hint: did you mean “days”?\n"
        "pensum: error: “notes” is named twice\n"
        "hint: name each section once\n"
        "pensum: error: “” is not a section\n"
        "hint: write short, full, study, overview, checklist, weeks, days, index, questions, answers, "
        "addresses, cards, readings or notes\n");

  Layout small = a4;
  small.width = Points::mm(120);
  const Result<Layout> narrow = with_sections(small, {SectionKind::weeks});
  REQUIRE_FALSE(narrow.has_value());
  CHECK(
      to_text(narrow.error().front()) ==
      "pensum: error: in the layout x: a week’s seven columns would be 31.991 pt wide, too narrow for 10 pt "
      "type\nhint: leave out weeks, or take a wider page, such as that of a4-landscape-week: a day needs 60 "
      "pt\n");
}

TEST_CASE("a preset picks among the layout’s sections, and what is named comes behind it") {
  const Layout a4 = read("<layout name='x' extends='a4'/>").value();
  const auto sections = [&](const Layout& layout, std::string_view list) {
    return with_sections(layout, list.empty() ? SectionChoice{} : read_sections(list).value()).value();
  };
  CHECK(listed(sections(a4, "")) == "overview,days,index");
  CHECK(listed(sections(a4, "short")) == "overview,days,index");
  CHECK(section_list(sections(a4, "short").left_out) == "questions,answers");
  CHECK(listed(sections(a4, "full")) == "overview,days,index,questions,answers");
  CHECK(sections(a4, "full").left_out.empty());
  CHECK(listed(sections(a4, "study")) == "overview,days,index,questions,answers,readings");
  CHECK(listed(sections(a4, "short, notes,days,answers")) == "overview,days,index,notes,answers");
  CHECK(sections(a4, "short,answers").sections.back().columns == 2);
  CHECK(section_list(read_sections(" full , notes").value()) == "full,notes");

  const Layout whole =
      read("<layout name='x' extends='a4'><sections preset='full'><days/><answers/></sections></layout>")
          .value();
  CHECK(listed(sections(whole, "")) == "days,answers");
  CHECK(listed(sections(whole, "short")) == "days");
  // A layout that has nothing else is for these.
  const Layout answers =
      read("<layout name='x' extends='a4'><sections><answers/></sections></layout>").value();
  CHECK(listed(sections(answers, "")) == "answers");
  CHECK(sections(answers, "").left_out.empty());

  const auto wrong = read_sections("days,full,ful");
  REQUIRE_FALSE(wrong.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : wrong.error()) text += to_text(diagnostic);
  CHECK(text ==
        "pensum: error: “full” is not the first of the list\n"
        "hint: write it first, and what is to follow behind it: full,notes\n"
        "pensum: error: “ful” is not a section\n"
        "hint: did you mean “full”?\n");
  CHECK(errors("<layout name='x' extends='a4'><sections preset='ful'><days/></sections></layout>") ==
        "pensum: error: mine.xml:1:49: “ful” is not a preset of sections\n"
        "hint: did you mean “full”?\n");
}

TEST_CASE("texts are in two columns where the page has room for them") {
  const Layout a4 = read("<layout name='x' extends='a4'/>").value();
  const auto columns = [](const Layout& layout) {
    return with_sections(layout, {SectionKind::readings}).value().sections.front().columns;
  };
  CHECK(columns(a4) == 2);
  Layout narrow = a4;
  narrow.width = Points::mm(148);
  CHECK(columns(narrow) == 1);
  const auto own = [](const std::string& section, const std::string& page) {
    return read("<layout name='x' extends='a4'>" + page + "<sections><days/>" + section +
                "</sections></layout>")
        .value()
        .sections.back();
  };
  CHECK(own("<readings/>", "").columns == 2);
  CHECK(own("<readings/>",
            "<page width='148mm' height='210mm' top='15mm' right='12mm' bottom='15mm' left='18mm'/>")
            .columns == 1);
}

TEST_CASE("the layouts that come with pensum use all that a layout can define") {
  const std::string folder = std::string(PENSUM_SOURCE_DIR) + "/layouts/";
  std::set<std::string> used;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".xml") continue;
    pugi::xml_document layout;
    REQUIRE(layout.load_file(entry.path().c_str()));
    for (const pugi::xpath_node& node : layout.select_nodes("//@*")) {
      used.insert(std::string(node.parent().name()) + "/" + node.attribute().name());
    }
  }
  pugi::xml_document schema;
  REQUIRE(schema.load_file((folder + "layout.xsd").c_str()));
  std::size_t known = 0;
  for (const pugi::xpath_node& node : schema.select_nodes("//xs:element")) {
    const std::string element = node.node().attribute("name").value();
    const std::string type = node.node().attribute("type").value();
    const std::string attributes =
        type.empty() ? "xs:complexType/xs:attribute" : "//xs:complexType[@name='" + type + "']/xs:attribute";
    for (const pugi::xpath_node& attribute : node.node().select_nodes(attributes.c_str())) {
      const std::string what = element + "/" + attribute.node().attribute("name").value();
      CAPTURE(what);
      CHECK(used.contains(what));
      ++known;
    }
  }
  CHECK(known > 35);
}
