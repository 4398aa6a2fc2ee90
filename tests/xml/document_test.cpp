#include "xml/document.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace pensum;

namespace {

std::string errors(const std::string& bytes, const xml::Limits& limits = {}) {
  const auto document = xml::read(bytes, "f.xml", limits);
  if (document) return "";
  std::string text;
  for (const Diagnostic& diagnostic : document.error()) text += to_text(diagnostic);
  return text;
}

}  // namespace

TEST_CASE("what is not well-formed is reported with line, column and a hint") {
  struct Case {
    std::string bytes;
    std::string text;
  };
  const Case cases[] = {
      {"", "f.xml:1:1: the file is empty\nhint: write it first, or name another one\n"},
      {"\n",
       "f.xml:1:1: the file contains no element\nhint: an XML file has one element that contains all "
       "others\n"},
      {"<a>\n é<b></a>", "f.xml:2:6: </a> where </b> is expected\nhint: <b> was opened in line 2\n"},
      {"<a><b></a>", "f.xml:1:7: </a> where </b> is expected\nhint: <b> was opened in line 1\n"},
      {"<a>", "f.xml:1:1: <a> is never closed\nhint: close it with </a>\n"},
      {"</a><a/>", "f.xml:1:1: </a> closes nothing\nhint: delete it, or open it before\n"},
      {"<a/><b/>",
       "f.xml:1:5: a second element, <b>, after the document’s element\nhint: a document has one element "
       "that contains all others\n"},
      {"<a/>hello", "f.xml:1:5: text after the document’s element: “hello”\nhint: delete it\n"},
      {"<!DOCTYPE a [<!ENTITY x 'y>'>]><a/>",
       "f.xml:1:1: a DOCTYPE or other declaration is not allowed\nhint: delete it; the format has no "
       "entities "
       "of its own\n"},
      {"<a>&nbsp;</a>",
       "f.xml:1:4: the entity “&nbsp;” is not known\nhint: write the character itself, or &#160;\n"},
      {"<a>Q&A</a>", "f.xml:1:5: a bare “&”\nhint: write &amp; for the character itself\n"},
      {"<a>&#0;</a>",
       "f.xml:1:4: “&#0;” is not a character that XML allows\nhint: write the character itself\n"},
      {"<a>&#xD800;</a>",
       "f.xml:1:4: “&#xD800;” is not a character that XML allows\nhint: write the character itself\n"},
      {"<a>1 < 2</a>", "f.xml:1:6: a bare “<”\nhint: write &lt; for the character itself\n"},
      {"<a x='1' x='2'/>", "f.xml:1:10: the attribute x appears twice in <a>\nhint: keep one of them\n"},
      {"<a x=1/>", "f.xml:1:6: the value of x in <a> is not quoted\nhint: write x=\"…\"\n"},
      {"<a x/>", "f.xml:1:5: the attribute x of <a> has no value\nhint: write x=\"…\"\n"},
      {"<a x='1'y='2'/>", "f.xml:1:9: no space before the attribute y\nhint: add one\n"},
      {"<a x='1",
       "f.xml:1:6: the value of x in <a> does not end\nhint: close it with '; the tag begins in line 1\n"},
      {"<a x='<'/>",
       "f.xml:1:6: the value of x in <a> holds a bare “<”, or does not end\nhint: write &lt; for the "
       "character itself, or "
       "close the quotes\n"},
      {"<a", "f.xml:1:1: the tag <a> does not end\nhint: end it with >\n"},
      {"<a><!-- x</a>", "f.xml:1:4: a comment does not end\nhint: end it with -->\n"},
      {"<a><![CDATA[ x</a>", "f.xml:1:4: a CDATA section does not end\nhint: end it with ]]>\n"},
      {"<a><?php ?></a>", "f.xml:1:4: a processing instruction is not allowed\nhint: delete it\n"},
      {"<?xml version='1.0' encoding='latin-1'?><a/>",
       "f.xml:1:31: the file declares the encoding latin-1\nhint: save it as UTF-8 and write "
       "encoding=\"UTF-8\"\n"},
      {std::string("<a>\x01</a>"),
       "f.xml:1:4: the character U+0001 is not allowed in XML\nhint: delete it\n"},
      {std::string("<a>\0</a>", 8),
       "f.xml:1:4: the character U+0000 is not allowed in XML\nhint: delete it\n"},
      {"<a>\xC3(</a>", "f.xml:1:4: the byte \\xC3 is not UTF-8\nhint: save the file as UTF-8\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    CHECK(errors(c.bytes) == "pensum: error: " + c.text);
  }
}

TEST_CASE("what other programs write around their elements is passed over where it is expected") {
  const xml::Limits foreign{.foreign = true};
  const std::string book =
      "<?xml version='1.0'?>\n<?xml-stylesheet href='a.css'?>\n"
      "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"http://www.w3.org/TR/xhtml11.dtd\">\n"
      "<html><p>a&nbsp;b &amp; c</p></html>";
  const auto document = xml::read(book, "f.xml", foreign);
  REQUIRE(document.has_value());
  CHECK(xml::text_of(document->root().child("p")) == "a&nbsp;b & c");
  CHECK(errors("<!DOCTYPE html><html/>", foreign).empty());
  CHECK_FALSE(errors("<!DOCTYPE html><html/>").empty());
  for (const char* bytes :
       {"<!DOCTYPE a [<!ENTITY x 'y>'>]><a/>", "<!DOCTYPE a", "<a><!DOCTYPE b></a>", "<!ENTITY x 'y'><a/>"}) {
    CAPTURE(bytes);
    CHECK_THAT(errors(bytes, foreign), Catch::Contains("a DOCTYPE or other declaration is not allowed"));
  }
  CHECK_THAT(errors("<a>1 & 2</a>", foreign), Catch::Contains("a bare “&”"));
  CHECK_THAT(errors("%PDF-1.4 <", foreign), Catch::Contains("the file is a PDF, not XML"));
}

TEST_CASE("all errors of a file are reported in one run") {
  CHECK(errors("<a>\n<b x='1' x='1'>&foo;</b>\n<c>&</c>\n</a>") ==
        "pensum: error: f.xml:2:10: the attribute x appears twice in <b>\nhint: keep one of them\n"
        "pensum: error: f.xml:2:16: the entity “&foo;” is not known\nhint: write the character itself, or "
        "its number: "
        "&#8230;\n"
        "pensum: error: f.xml:3:4: a bare “&”\nhint: write &amp; for the character itself\n");
}

TEST_CASE("errors without end are cut off") {
  std::string bytes = "<a>";
  for (int i = 0; i < 100'000; ++i) bytes += "&x;";
  const auto document = xml::read(bytes + "</a>", "f.xml");
  REQUIRE_FALSE(document.has_value());
  CHECK(document.error().size() == most_diagnostics + 1);
  CHECK(to_text(document.error().back()) ==
        "pensum: error: f.xml: too many errors: only the first 200 are shown\nhint: fix these first\n");
}

TEST_CASE("limits are enforced, and a nesting of a million does no harm") {
  CHECK(errors("<a></a>", {.bytes = 6}) ==
        "pensum: error: f.xml: the file has 7 bytes; the limit is 6\nhint: split it into smaller "
        "files\n");
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  CHECK(
      errors(deep) ==
      "pensum: error: f.xml:1:97: elements are nested more than 32 deep\nhint: the format needs far less\n");
}

TEST_CASE("text is folded, decoded and joined over CDATA and comments") {
  const std::string bytes =
      "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\n<a> x &lt;b&gt;\n\t<![CDATA[<&]]> <!-- no "
      "-->&#x2014;\u00A0y </a>\n";
  const auto document = xml::read(bytes, "f.xml");
  REQUIRE(document.has_value());
  CHECK(xml::text_of(document->root()) == "x <b> <& —\u00A0y");
}

TEST_CASE("places are those of the file, whatever values contain") {
  const std::string bytes = "<a>\n  <b one='&amp;&lt;é' two='' three='x'/>\n</a>";
  const auto document = xml::read(bytes, "f.xml");
  REQUIRE(document.has_value());
  const auto b = document->root().child("b");
  CHECK(document->place(b) == Place{"f.xml", 2, 3});
  CHECK(document->place(b.attribute("two")) == Place{"f.xml", 2, 23});
  CHECK(document->value_place(b.attribute("three")) == Place{"f.xml", 2, 37});
}

TEST_CASE("places far in a long line count its characters, not its bytes") {
  std::string bytes = "<a>\n<b/>";
  for (int i = 0; i < 2000; ++i) bytes += "é—";
  bytes += "<c/>\n<d/></a>";
  const auto document = xml::read(bytes, "f.xml");
  REQUIRE(document.has_value());
  CHECK(document->place(document->root().child("c")) == Place{"f.xml", 2, 4005});
  CHECK(document->place(document->root().child("d")) == Place{"f.xml", 3, 1});
}

TEST_CASE("a character is found to be wrong wherever it is among plain ones") {
  // Plain characters are looked at many at once.
  for (std::size_t at = 0; at < 120; ++at) {
    const std::string before(at, 'x');
    const std::string column = std::to_string(at + 4);
    const auto with = [&](const std::string& bytes) { return "<a>" + before + bytes + "yyyyyyyyy zzz</a>"; };
    INFO(at);
    CHECK(errors(with("\x1F")) == "pensum: error: f.xml:1:" + column +
                                      ": the character U+001F is not allowed in XML\nhint: delete it\n");
    CHECK(errors(with("\xFF")) == "pensum: error: f.xml:1:" + column +
                                      ": the byte \\xFF is not UTF-8\nhint: save the file as UTF-8\n");
    CHECK(errors(with("\x7F \xC3\xA9\t\n\xF0\x9F\x98\x80")).empty());
  }
}

TEST_CASE("each reference is looked at, in texts and in values") {
  const std::string text =
      "<a x='&amp;' y='&x;'>&lt;<b z='&y;'/>plain<b>plain</b>&amp;&z;&#0;<b x='1'/>Q&A</a>";
  std::string found;
  const auto document = xml::read(text, "f.xml");
  REQUIRE_FALSE(document.has_value());
  for (const Diagnostic& each : document.error())
    found += std::to_string(each.place.column) + " " + each.message + "\n";
  CHECK(found ==
        "17 the entity “&x;” is not known\n"
        "32 the entity “&y;” is not known\n"
        "60 the entity “&z;” is not known\n"
        "63 “&#0;” is not a character that XML allows\n"
        "78 a bare “&”\n");
}

TEST_CASE("seeded random damage never crashes, and is always either well-formed or reported") {
  const std::string good =
      "<?xml version='1.0'?><a x='1'><b y=\"2\">text &amp; more</b><!-- c --><c><![CDATA[d]]></c></a>";
  std::mt19937 engine(99);
  const auto random = [&engine] { return static_cast<std::uint32_t>(engine()); };
  const std::string bytes = "<>&;'\"/!-[]?ax= \n\xC3\x80";
  for (int round = 0; round < 20'000; ++round) {
    std::string damaged = good;
    for (unsigned edits = 1 + random() % 3; edits > 0; --edits) {
      const std::size_t at = random() % damaged.size();
      switch (random() % 3) {
        case 0:
          damaged[at] = bytes[random() % bytes.size()];
          break;
        case 1:
          damaged.erase(at, 1 + random() % 5);
          break;
        default:
          damaged.insert(at, 1, bytes[random() % bytes.size()]);
          break;
      }
      if (damaged.empty()) damaged = "x";
    }
    const auto document = xml::read(damaged, "f.xml");
    if (document) continue;
    REQUIRE_FALSE(document.error().empty());
    CAPTURE(damaged);
    for (const Diagnostic& diagnostic : document.error()) {
      REQUIRE(diagnostic.place.line >= 1);
      // pugixml finds nothing more: the scanner has reported everything.
      REQUIRE(diagnostic.message.find("not well-formed") == std::string::npos);
    }
  }
}
