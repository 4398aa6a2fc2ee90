#include "import/epub_book.hpp"

#include "import/outline_text.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace pensum;
using namespace pensum::importing;

namespace {

const std::string container =
    "<?xml version='1.0'?><container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
    "<rootfile full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

std::string package(const std::string& items, const std::string& spine, const std::string& guide = {}) {
  return "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf'>"
         "<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title id='s'>A subtitle</dc:title>"
         "<dc:title id='m'>A book</dc:title><meta refines='#m' property='title-type'>main</meta>"
         "<dc:creator>Ann Author</dc:creator><dc:rights>Public domain</dc:rights>"
         "<dc:description>&lt;p&gt;All of it.&lt;/p&gt;</dc:description>"
         "<dc:language>nl</dc:language><dc:source>https://example.org/book</dc:source></metadata><manifest>" +
         items + "</manifest><spine toc='ncx'>" + spine + "</spine><guide>" + guide + "</guide></package>";
}

std::string page(const std::string& body) {
  return "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml' "
         "xmlns:epub='http://www.idpf.org/2007/ops'><head><title/></head><body>" +
         body + "</body></html>";
}

std::string item(const std::string& id, const std::string& properties = {}) {
  return "<item id='" + id + "' href='" + id + ".xhtml' media-type='application/xhtml+xml' properties='" +
         properties + "'/>";
}

std::string itemref(const std::string& id) { return "<itemref idref='" + id + "'/>"; }

archive::NamedBytes one_file_book() {
  return {
      {"mimetype", "application/epub+zip"},
      {"META-INF/container.xml", container},
      {"OPS/book.opf",
       package(item("nav", "nav") + item("cover") + item("text") + item("more") + item("notes"),
               itemref("cover") + itemref("nav") + itemref("text") + itemref("more") +
                   "<itemref idref='notes' linear='no'/>")},
      {"OPS/nav.xhtml",
       page("<nav epub:type='landmarks'><ol><li><a epub:type='cover' "
            "href='cover.xhtml'>Cover</a></li></ol></nav>"
            "<nav epub:type='toc'><h1>Contents</h1><ol>"
            "<li><a href='cover.xhtml'>Cover</a></li>"
            "<li><a href='text.xhtml#part1'>Part <b>1</b></a><ol>"
            "<li><a href='text.xhtml#one'>One</a></li><li><a href='text.xhtml#two'>Two&#160;too</a></li>"
            "<li><a href='text.xhtml#tiny'>Tiny</a></li></ol></li>"
            "<li><span>Part 2</span><ol><li><a href='text.xhtml#three'>Three</a></li></ol></li>"
            "<li><a href='text.xhtml#index'>Index</a></li>"
            "</ol></nav>")},
      {"OPS/cover.xhtml", page("<p>" + words(70) + "</p>")},
      {"OPS/text.xhtml",
       page("<section id='part1'><h1>Part 1</h1><p>" + words(58) + "</p><h2 id='one'>One</h2><p>" +
            words(99) + "<span epub:type='pagebreak' id='p1'>17</span></p><p id='two'>" + words(60) +
            "</p><pre>x\ny</pre>" + "<p id='tiny'>" + words(49) + "</p></section><a name='three'></a><p>" +
            words(80) + "</p><section id='index' epub:type='index'>" + words(500) + "</section>")},
      {"OPS/more.xhtml", page("<p>" + words(20) + " <img src='a.png'/></p>")},
      {"OPS/notes.xhtml", page("<p>" + words(300) + "</p>")}};
}

}  // namespace

TEST_CASE("a book's lessons are the leaves of its contents, with the words up to the next one") {
  const Input input = zip_input(one_file_book(), "a.epub");
  CHECK(format_of(input) == "epub");
  const auto outline = read_epub(input, {});
  CHECK(outlined(outline) ==
        "A book [nl]\n"
        "- Part 1 60w key=text.xhtml#part1\n"
        "  - One 100w key=text.xhtml#one\n"
        "  - Two too 60w 2c key=text.xhtml#two\n"
        "- Part 2\n"
        "  - Three 100w 1p key=text.xhtml#three\n"
        "left out: 3 pages such as cover, contents and index\n"
        "left out: 1 page outside the order of reading\n"
        "left out: 1 entry of fewer than 50 words\n");
  CHECK(outline->source.text == "Ann Author; Public domain");
  CHECK(outline->source.url == "https://example.org/book");
  CHECK(outline->summary == "All of it.");
}

TEST_CASE("an old book's contents are those of its NCX, and its guide names what is left out") {
  const Input input = zip_input(
      {{"META-INF/container.xml", container},
       {"OPS/book.opf", package(item("front") + item("a") + item("b") +
                                    "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>",
                                itemref("front") + itemref("a") + itemref("b") + itemref("nowhere"),
                                "<reference type='title-page' href='front.xhtml'/>")},
       {"OPS/toc.ncx",
        "<?xml version='1.0'?><!DOCTYPE ncx PUBLIC '-//NISO//DTD ncx 2005-1//EN' "
        "'http://www.daisy.org/z3986/2005/ncx-2005-1.dtd'><ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'>"
        "<navMap><navPoint><navLabel><text>Front</text></navLabel><content src='front.xhtml'/></navPoint>"
        "<navPoint><navLabel><text>A</text></navLabel><content src='a.xhtml'/>"
        "<navPoint><navLabel><text>A.1</text></navLabel><content src='a.xhtml#none'/></navPoint></navPoint>"
        "</navMap></ncx>"},
       {"OPS/front.xhtml", page("<p>" + words(90) + "</p>")},
       {"OPS/a.xhtml", page("<p>" + words(90) + "</p>")},
       {"OPS/b.xhtml", page("<p>" + words(10) + "&nbsp;more</p>")}},
      "old.epub");
  CHECK(outlined(read_epub(input, {})) ==
        "A book [nl]\n"
        "- A key=a.xhtml\n"
        "  - A.1 101w key=a.xhtml#none\n"
        "left out: 1 page such as cover, contents or index\n");
}

TEST_CASE("a book without contents has a lesson a file") {
  const Input input =
      zip_input({{"META-INF/container.xml", container},
                 {"OPS/book.opf", package(item("a") + item("b"), itemref("a") + itemref("b"))},
                 {"OPS/a.xhtml", page("<h1>First</h1><p>" + words(90) + "</p>")}},
                "a.epub");
  CHECK(outlined(read_epub(input, {})) ==
        "A book [nl]\n"
        "- First 91w key=OPS/a.xhtml\n"
        "left out: 1 entry of fewer than 50 words\n"
        "pensum: warning: a.epub: the book has no table of contents: each of its files becomes a lesson\n"
        "pensum: warning: a.epub: “OPS/b.xhtml” is missing\n");
}

TEST_CASE("a book of small pages only has them as lessons") {
  const Input input =
      zip_input({{"META-INF/container.xml", container},
                 {"OPS/book.opf", package(item("a") + item("b"), itemref("a") + itemref("b"))},
                 {"OPS/a.xhtml", page("<h1>First</h1>")},
                 {"OPS/b.xhtml", page("")}},
                "a.epub");
  CHECK_THAT(outlined(read_epub(input, {})), Catch::StartsWith("A book [nl]\n- First 1w key=OPS/a.xhtml\n"
                                                               "left out: 1 entry of fewer than 50 words\n"));
}

TEST_CASE("a book that cannot be read is refused with the reason") {
  const auto error = [](const archive::NamedBytes& files) {
    return outlined(read_epub(zip_input(files, "a.epub"), {}));
  };
  const auto encrypted = [&](const std::string& algorithm) {
    archive::NamedBytes files = one_file_book();
    files.emplace_back(
        "META-INF/encryption.xml",
        "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><enc:EncryptedData "
        "xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptionMethod Algorithm='" +
            algorithm + "'/></enc:EncryptedData></encryption>");
    return error(files);
  };
  CHECK(encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc") ==
        "pensum: error: a.epub: the book is protected against copying (DRM)\n"
        "hint: ask the publisher for a copy without, or write its chapters as a list\n");
  CHECK_THAT(encrypted("http://www.idpf.org/2008/embedding"), Catch::StartsWith("A book"));
  const std::string no_book =
      "pensum: error: a.epub: the file is not an e-book (EPUB)\n"
      "hint: an e-book is a zip file with META-INF/container.xml\n";
  CHECK(error({{"a", "b"}}) == no_book);
  Input text;
  text.name = "a.epub";
  CHECK(outlined(read_epub(text, {})) == no_book);
  CHECK(error({{"META-INF/container.xml", "<container/>"}}) ==
        "pensum: error: a.epub/META-INF/container.xml: the book’s container.xml names no package\n"
        "hint: ask for another copy of the book\n");
  CHECK(error({{"META-INF/container.xml", container}}) ==
        "pensum: error: a.epub: “OPS/book.opf” is missing\nhint: ask for a complete copy\n");
  CHECK(
      error({{"META-INF/container.xml", container}, {"OPS/book.opf", "<package>"}}) ==
      "pensum: error: a.epub/OPS/book.opf:1:1: <package> is never closed\nhint: close it with </package>\n");
  CHECK(error({{"META-INF/container.xml", container}, {"OPS/book.opf", package("", "")}}) ==
        "pensum: error: a.epub: the book has no text\nhint: a book of scanned pages holds pictures only\n");
}

TEST_CASE("a page that is nested too deep is reported, and the rest is read") {
  archive::NamedBytes files = one_file_book();
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<div>";
  for (auto& [name, bytes] : files) {
    if (name == "OPS/more.xhtml") bytes = page(deep);
  }
  CHECK_THAT(outlined(read_epub(zip_input(files, "a.epub"), {})),
             Catch::Contains("a.epub: “OPS/more.xhtml” cannot be read as a page"));
}

TEST_CASE("a damaged book is read or refused") {
  std::mt19937 engine(5);
  for (int round = 0; round < 500; ++round) {
    archive::NamedBytes files = one_file_book();
    for (auto& [name, bytes] : files) {
      for (auto edits = engine() % 3; edits > 0; --edits) {
        bytes[engine() % bytes.size()] = "<>&'\"/#=\xC3 a"[engine() % 11];
      }
    }
    const auto outline = read_epub(zip_input(files, "a.epub"), {});
    if (!outline) CHECK_FALSE(outline.error().empty());
  }
}

TEST_CASE("each entry of a book gets its text, with notes from elsewhere and links between", "[epub]") {
  const std::string nav =
      "<nav epub:type='toc'><ol><li><a href='text.xhtml#one'>One</a></li><li><a "
      "href='text.xhtml#two'>Two</a></li>"
      "</ol></nav>";
  const Input book = zip_input(
      {{"META-INF/container.xml", container},
       {"OPS/book.opf", package(item("nav", "nav") + item("text") + item("more") + item("notes"),
                                itemref("text") + itemref("more") + "<itemref idref='notes' linear='no'/>")},
       {"OPS/nav.xhtml", page(nav)},
       {"OPS/text.xhtml",
        page("<section id='one'><h1>One</h1><p>" + words(60) +
             "<a epub:type='noteref' href='notes.xhtml#n1'>1</a></p><p>See <a href='more.xhtml#end'>the "
             "end</a>.</p></section><h1><a id='two'/>Two</h1><p>" +
             words(60) + "</p><img src='i/line.png' alt='A line'/>")},
       {"OPS/more.xhtml", page("<h2>More</h2><p id='end'>Of <a href='text.xhtml#one'>one</a>.</p>")},
       {"OPS/notes.xhtml", page("<aside epub:type='footnote' id='n1'><p>1. A note.</p></aside>")}});
  const Outline read = read_epub(book, {}).value();
  REQUIRE(read.children.size() == 2);
  const SourceText& one = read.children[0].text;
  REQUIRE(one.reading.blocks.size() == 2);
  CHECK(one.reading.notes == std::vector<RichText>{"A note."});
  CHECK(one.reading.blocks[1].text.marks[0].target == "within:OPS/more.xhtml#end");
  const SourceText& two = read.children[1].text;
  REQUIRE(two.reading.blocks.size() == 4);
  CHECK(two.reading.blocks[0].kind == Block::Kind::paragraph);
  CHECK(two.reading.blocks[1].file == "OPS/i/line.png");
  CHECK(two.reading.blocks[2] == Block{.kind = Block::Kind::section, .text = "More"});
  CHECK(std::ranges::find(two.places, "OPS/more.xhtml#end") != two.places.end());
  CHECK(read.files == book.tree);
}
