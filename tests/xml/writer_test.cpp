#include "xml/writer.hpp"

#include "base/gap_marks.hpp"
#include "xml/document.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace pensum;

namespace {

std::string by_pugixml(const pugi::xml_document& tree) {
  std::ostringstream bytes;
  tree.save(bytes, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return bytes.str();
}

/// The same document by the writer and as a tree of pugixml, of random parts in the order in which they are
/// written.
class Both {
 public:
  explicit Both(unsigned seed) : random_(seed) {
    open_.push_back({writer_.document(), tree_});
    append();  // the document's element
    // Some are longer than the room that a writer begins with.
    for (int parts = up_to(seed % 10 == 0 ? 600 : 60); parts > 0; --parts) append();
  }

  std::string written() { return writer_.bytes(); }
  std::string expected() const { return by_pugixml(tree_); }

 private:
  struct Open {
    xml::Element element;
    pugi::xml_node node;
    int attributes = 0;
  };

  int up_to(int most) { return std::uniform_int_distribution(0, most)(random_); }

  std::string words() {
    static constexpr std::array<std::string_view, 12> parts{
        "a", "<", ">", "&", "\"", "'", "\n", "\t", "é", "&amp;", "\x01\x1F", "words of a text"};
    std::string text;
    for (int i = up_to(4); i >= 0; --i) text += parts.at(static_cast<std::size_t>(up_to(11)));
    return text;
  }

  void append() {
    // The element's ancestors, too, go on; what is in them has ended then.
    if (open_.size() > 2)
      open_.resize(static_cast<std::size_t>(2 + up_to(static_cast<int>(open_.size()) - 2)));
    Open& parent = open_.back();
    const int what = open_.size() == 1 ? 0 : up_to(4);
    const std::string text = words();
    if (what == 3) {
      xml::add_text(parent.element, text);
      parent.node.append_child(pugi::node_pcdata).set_value(text.c_str());
    } else if (what == 4) {
      xml::add_instruction(parent.element, "mark", "1 2");
      parent.node.append_child(pugi::node_pi).set_name("mark");
      parent.node.last_child().set_value("1 2");
    } else {
      const bool filled = what == 2;
      Open made{xml::add(parent.element, "child", filled ? text : ""), parent.node.append_child("child")};
      if (filled) made.node.append_child(pugi::node_pcdata).set_value(text.c_str());
      open_.push_back(made);
    }
    // Attributes of any element that has not ended.
    for (int i = up_to(2); i > 0 && open_.size() > 1; --i) {
      Open& open = open_.at(static_cast<std::size_t>(1 + up_to(static_cast<int>(open_.size()) - 2)));
      const std::string name = "a" + std::to_string(++open.attributes);
      const std::string value = words();
      CHECK(xml::set(open.element, name, value));
      open.node.append_attribute(name.c_str()).set_value(value.c_str());
    }
  }

  std::mt19937 random_;
  xml::Writer writer_;
  pugi::xml_document tree_;
  std::vector<Open> open_;
};

std::string gap(std::string_view words) {
  return std::string(english_begins) + std::string(words) + std::string(english_ends);
}

/// A document with marks in texts, in an attribute and in a title.
std::string with_gaps(xml::Gaps gaps) {
  xml::Writer writer(gaps);
  const xml::Element root = add(writer.document(), "html");
  add(root, "title", "ein " + gap("A") + " b" + std::string(english_begins));
  const xml::Element line = add(root, "p", "vor " + gap("B & C") + " nach");
  set(line, "title", gap("D"));
  add_text(line, std::string(english_begins) + "until ");
  add(line, "b", "here");
  add_text(line, std::string(english_ends) + " aus");
  return writer.bytes();
}

}  // namespace

TEST_CASE("what is written part by part is what a tree of pugixml becomes", "[property]") {
  for (unsigned seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    Both both(seed);
    CHECK(both.written() == both.expected());
  }
}

TEST_CASE("attributes that come late are where attributes are") {
  xml::Writer writer;
  writer.begin_with("<?xml version=\"1.0\"?>");
  const xml::Element root = add(writer.document(), "a", "text");
  const xml::Element child = add(root, "b");
  add(child, "c", "x");
  set(set(root, "n", "1"), "m", std::string_view("<\""));
  set(child, "late", std::string_view("&"));
  add_text(child, "y");
  add_text(root, "");
  CHECK(writer.bytes() ==
        "<?xml version=\"1.0\"?><a n=\"1\" m=\"&lt;&quot;\">text<b late=\"&amp;\"><c>x</c>y</b></a>");
}

TEST_CASE("texts of any length are whole, wherever in them a character is escaped") {
  std::string words;
  for (std::size_t size = 0; size < 70; ++size) {
    CAPTURE(size);
    for (std::size_t at = 0; at <= size; ++at) {
      for (const std::string_view other : {"<", "\"", "\x1F", "é"}) {
        const std::string text = at == size ? words : std::string(words).replace(at, 1, other);
        xml::Writer writer;
        add_text(set(set(add(writer.document(), "p"), "a", text), "b", "as it is"), text);
        pugi::xml_document tree;
        pugi::xml_node node = tree.append_child("p");
        node.append_attribute("a").set_value(text.c_str());
        node.append_attribute("b").set_value("as it is");
        if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(text.c_str());
        // An element that has been given no text says so in fewer characters.
        const std::string written = writer.bytes();
        REQUIRE(written == (text.empty() ? "<p a=\"\" b=\"as it is\"></p>" : by_pugixml(tree)));
      }
    }
    words += static_cast<char>('a' + size % 26);
  }
}

TEST_CASE("line ends are read as they were") {
  const std::string words = "a\r\nb\rc\nd\te";
  xml::Writer writer;
  add_text(set(add(writer.document(), "p"), "x", words), words);
  const std::string bytes = writer.bytes();
  const auto document = xml::read(bytes, "f.xml");
  REQUIRE(document);
  CHECK(document->root().text().get() == words);
  CHECK(document->root().attribute("x").value() == words);
}

TEST_CASE("what was written before is put in as it is") {
  xml::Writer cells;
  add(cells.document(), "td", "&");
  add(cells.document(), "td");
  const std::string written = cells.bytes();
  xml::Writer writer;
  const xml::Element row = add(writer.document(), "tr");
  add(row, "th");
  add_written(row, written);
  set(row, "class", "x");
  add(row, "td", "b");
  CHECK(writer.bytes() == "<tr class=\"x\"><th/><td>&amp;</td><td/><td>b</td></tr>");
}

TEST_CASE("an element without content is one tag") {
  xml::Writer writer;
  set(add(add(writer.document(), "p"), "br"), "class", "x");
  CHECK(writer.bytes() == "<p><br class=\"x\"/></p>");
  CHECK_FALSE(xml::Element());
}

TEST_CASE("words in English for want of others are elements, or lose their marks") {
  CHECK(with_gaps(xml::Gaps::html) ==
        "<html><title>ein A b</title><p title=\"D\">vor <span lang=\"en\" dir=\"ltr\">B &amp; C</span> nach"
        "<span lang=\"en\" dir=\"ltr\">until </span><b><span lang=\"en\" dir=\"ltr\">here</span></b> aus"
        "</p></html>");
  CHECK(with_gaps(xml::Gaps::xhtml)
            .contains("vor <span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">B &amp; C</span>"));
  CHECK_FALSE(has_gap_marks(with_gaps(xml::Gaps::drop)));
  CHECK(with_gaps(xml::Gaps::drop)
            .starts_with("<html><title>ein A b</title><p title=\"D\">vor B &amp; C nachuntil "));
  CHECK(has_gap_marks(with_gaps(xml::Gaps::keep)));
}

TEST_CASE("every character is written as pugixml does, wherever it is in a text") {
  for (int c = 1; c < 256; ++c) {
    if (c == '\r') continue;
    for (std::size_t length = 1; length <= 20; ++length) {
      for (std::size_t at = 0; at < length; ++at) {
        // Beside characters that are next to special ones, and bytes with the highest bit.
        std::string text(length, length % 2 == 0 ? '=' : '\xC3');
        text[at] = static_cast<char>(c);
        xml::Writer writer;
        set(add(writer.document(), "a", text), "b", text);
        pugi::xml_document tree;
        pugi::xml_node node = tree.append_child("a");
        node.append_attribute("b").set_value(text.c_str());
        node.append_child(pugi::node_pcdata).set_value(text.c_str());
        REQUIRE(writer.bytes() == by_pugixml(tree));
      }
    }
  }
}

TEST_CASE("an element with an empty text is two tags") {
  xml::Writer writer;
  const xml::Element row = add(writer.document(), "tr");
  add_text(add(row, "td"), "");
  add(row, "td", "");
  CHECK(writer.bytes() == "<tr><td></td><td/></tr>");
}
