#include "import/merge.hpp"

#include "course/catalog_reader.hpp"
#include "import/courses.hpp"

#include <algorithm>
#include <random>

using namespace courses;

namespace {

const Record record{{"from", "test"}};

std::string written(const Outline& course) { return write_imported(imported(course), record); }

Merged updated(const std::string& old, const Outline& course, bool prune = false) {
  return value(merge(old, "c.xml", imported(course), record, prune));
}

/// `text` with `from`, which it holds, as `to`.
std::string edited(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string shape_of(const std::string& xml) { return shape(value(read_catalog(xml, "c.xml"))); }

Node titled(std::string key, std::string title, std::int64_t minutes = 10) {
  Node lesson = lasting(std::move(title), minutes);
  lesson.key = std::move(key);
  return lesson;
}

/// Three lessons in two paths.
Outline course() {
  return outline({node("A", {titled("k1", "One"), titled("k2", "Two")}), node("B", {titled("k3", "Three")})});
}

}  // namespace

TEST_CASE("an update without news changes no byte", "[merge]") {
  const std::string catalog = written(course());
  const Merged merged = updated(catalog, course());
  CHECK(merged.bytes == catalog);
  CHECK(merged.added.empty());
  CHECK(merged.changed.empty());
  CHECK(merged.gone.empty());
  CHECK(merged.warnings.empty());
}

TEST_CASE("values that nobody edited follow the source", "[merge]") {
  Outline news = course();
  Node& one = news.children[0].children[0];
  one = titled("k1", "One & more", 90);
  one.summary = "What it is about";
  one.url = "https://example.org/?a&b";
  const std::string catalog = written(course());
  const Merged merged = updated(catalog, news);
  const Catalog now = value(read_catalog(merged.bytes, "c.xml"));
  CHECK(now == imported(news).catalog);
  CHECK(merged.changed == std::vector<std::string>{"1 “One”"});
  CHECK(updated(merged.bytes, news).bytes == merged.bytes);
  // And back: nothing is left of it.
  CHECK(updated(merged.bytes, course()).bytes == catalog);
}

TEST_CASE("summaries get the code that an earlier import did not mark, and are then at rest", "[merge]") {
  Outline plain = course();
  plain.children[0].children[0].summary = "About len(x)";
  const std::string catalog = written(plain);
  Outline news = plain;
  news.children[0].children[0].summary.marks = {{.kind = TextMark::Kind::code, .first = 6, .last = 12}};
  const Merged merged = updated(catalog, news);
  CHECK(merged.bytes.contains("<summary>About <code>len(x)</code></summary>"));
  CHECK(merged.changed == std::vector<std::string>{"1 “One”"});
  CHECK(value(read_catalog(merged.bytes, "c.xml")) == imported(news).catalog);
  CHECK(updated(merged.bytes, news).bytes == merged.bytes);
  CHECK(updated(merged.bytes, plain).bytes == catalog);
}

TEST_CASE("questions of an earlier import stay as they are where the source's now have code", "[merge]") {
  Outline plain = course();
  plain.children[0].children[0].checks = {{"What is len(x)?", "A length."}};
  const std::string catalog = written(plain);
  Outline news = plain;
  Check& check = news.children[0].children[0].checks[0];
  check.question.marks = {{.kind = TextMark::Kind::code, .first = 8, .last = 14}};
  const Merged merged = updated(catalog, news);
  CHECK(merged.bytes == catalog);
  CHECK(merged.changed.empty());
  // Nobody has edited it: it goes when its source is gone.
  CHECK(
      updated(catalog, outline({node("A", {titled("k2", "Two")}), node("B", {titled("k3", "Three")})}), true)
          .removed == std::vector<std::string>{"1 “One”"});
}

TEST_CASE("edits stay, each value by itself", "[merge]") {
  std::string catalog = written(course());
  catalog = edited(catalog, "minutes=\"10\"", "minutes='45'");
  catalog = edited(catalog, "<title>Three</title>",
                   "<title>\n  My three </title><!-- mine --><summary>mine</summary>");
  CHECK(updated(catalog, course()).bytes == catalog);

  Outline news = course();
  news.children[0].children[0] = titled("k1", "New one", 12);
  news.children[1].children[0].summary = "theirs";
  const Merged merged = updated(catalog, news);
  const Catalog now = value(read_catalog(merged.bytes, "c.xml"));
  CHECK(now.lessons[0].title == "New one");
  CHECK(now.lessons[0].minutes == Minutes{45});
  CHECK(now.lessons[2].title == "My three");
  CHECK(now.lessons[2].summary == "mine");
  CHECK(merged.bytes.find("<title>\n  My three </title><!-- mine -->") != std::string::npos);
  REQUIRE(merged.warnings.size() == 2);
  CHECK(merged.warnings[0].message ==
        "lesson 1: your edit of the minutes stays, “45 min”; the source now has “12 min”");
  CHECK(merged.warnings[1].message ==
        "lesson 3: your edit of the summary stays, “mine”; the source now has “theirs”");
  CHECK(updated(merged.bytes, news).bytes == merged.bytes);
}

TEST_CASE("what was added by hand is not touched", "[merge]") {
  std::string catalog = written(course());
  catalog = edited(catalog, "minutes=\"10\"", "minutes=\"10\" priority=\"could\"");
  catalog = edited(catalog, "    </lesson>\n  </path>",
                   "      <check><question>Q?</question><answer>A.</answer></check>\n    </lesson>\n"
                   "    <!-- by hand -->\n    <lesson id=\"mine\" minutes=\"5\" requires=\"1 "
                   "2\"><title>Mine</title></lesson>\n"
                   "  </path>");
  CHECK(updated(catalog, course()).bytes == catalog);
  Outline news = course();
  news.children[0].children[1] = titled("k2", "Two, renamed");
  const std::string now = updated(catalog, news).bytes;
  CHECK(now == [&] {
    std::string wanted = edited(catalog, "<title>Two<", "<title>Two, renamed<");
    // Only the digest of the title is another.
    const std::size_t mark = wanted.find("<!-- import: " + imported(news).marks[1].key) + 26;
    return wanted.replace(mark, 6, imported(news).marks[1].values[0]);
  }());
}

TEST_CASE("new lessons come behind their neighbours, with fresh ids", "[merge]") {
  Outline news = course();
  news.children[0].children.insert(news.children[0].children.begin(),
                                   {titled("k0", "Zero"), titled("k00", "Nil")});
  news.children[0].children.insert(news.children[0].children.begin() + 3,
                                   {titled("k4", "Four"), titled("k5", "Five")});
  news.children[1].children.push_back(titled("k6", "Six"));
  news.children.insert(news.children.begin(), node("Before", {titled("k7", "Seven"), titled("k8", "Eight")}));
  news.children.push_back(node("After", {titled("k9", "Nine")}));
  news.children.push_back(node("Last", {titled("k10", "Ten")}));
  const std::string catalog = written(course());
  const Merged merged = updated(catalog, news);
  CHECK(shape_of(merged.bytes) ==
        "Before: 4 Seven, 5 Eight\n"
        "A: 6 Zero, 7 Nil, 1 One, 8 Four, 9 Five, 2 Two\n"
        "B: 3 Three, 10 Six\n"
        "After: 11 Nine\n"
        "Last: 12 Ten\n");
  CHECK(merged.added.size() == 9);
  CHECK(merged.added[0] == "4 “Seven”");
  CHECK(updated(merged.bytes, news).bytes == merged.bytes);
  // The lines that were there are all there, in their order.
  std::string rest = merged.bytes;
  for (std::size_t at = 0; at < catalog.size();) {
    const std::size_t end = catalog.find('\n', at) + 1;
    const std::size_t found = rest.find(catalog.substr(at, end - at));
    REQUIRE(found != std::string::npos);
    rest = rest.substr(found + end - at);
    at = end;
  }
}

TEST_CASE("new lessons of a path that has lost its own come into it", "[merge]") {
  Outline news = course();
  news.children[1].children = {titled("k4", "Four"), titled("k5", "Five")};
  const std::string catalog = written(course());
  const Merged kept = updated(catalog, news);
  CHECK(shape_of(kept.bytes) == "A: 1 One, 2 Two\nB: 3 Three, 4 Four, 5 Five\n");
  CHECK(updated(kept.bytes, news).bytes == kept.bytes);
  CHECK(shape_of(updated(catalog, news, true).bytes) == "A: 1 One, 2 Two\nB: 4 Four, 5 Five\n");
}

TEST_CASE("lessons of a path that was renamed in the source are known by their titles", "[merge]") {
  const std::string catalog = edited(written(course()), "<title>One</title>", "<title>My one</title>");
  Outline news = course();
  news.children[0] = node("New A", {titled("n1", "One"), titled("n4", "Four"), titled("n2", "Two", 30)});
  const Merged merged = updated(catalog, news);
  CHECK(shape_of(merged.bytes) == "A: 1 My one, 4 Four, 2 Two\nB: 3 Three\n");
  CHECK(merged.gone.empty());
  CHECK(merged.added == std::vector<std::string>{"4 “Four”"});
  CHECK(merged.changed == std::vector<std::string>{"2 “Two”"});
  REQUIRE(merged.warnings.size() == 1);
  CHECK(merged.warnings[0].message == "the path “A” is called “New A” in the source now");
  CHECK(merged.warnings[0].hint == "its title stays as it is: edit it in the catalog");
  // So are those of one in which some have their keys still.
  Outline mixed = course();
  mixed.children[0] = node("New A", {titled("k1", "One"), titled("n2", "Two")});
  CHECK(updated(catalog, mixed).warnings.size() == 1);
  CHECK(shape_of(updated(catalog, mixed).bytes) == shape_of(catalog));
  // From now on they have their new keys.
  const Merged again = updated(merged.bytes, news);
  CHECK(again.bytes == merged.bytes);
  CHECK(again.warnings.empty());
}

TEST_CASE("titles that paths share do not mix their lessons up", "[merge]") {
  const auto module = [](const std::string& name) {
    return node("Module " + name, {titled(name + "1", "Start"), titled(name + "2", "Body of " + name),
                                   titled(name + "3", "Quiz"), titled(name + "4", "Quiz")});
  };
  const std::string catalog = written(outline({module("a"), module("b")}));
  Outline news = outline({module("a"), module("b")});
  news.children[1].title = "Module c";
  for (Node& lesson : news.children[1].children) lesson.key += " of c";
  const Merged renamed = updated(catalog, news);
  CHECK(shape_of(renamed.bytes) == shape_of(catalog));
  CHECK(renamed.added.empty());
  // One more “Start” in another path is a new lesson.
  news = outline({module("a"), module("b")});
  news.children[1].children.erase(news.children[1].children.begin());
  news.children.push_back(node("More", {titled("m", "Start")}));
  CHECK(updated(catalog, news).added == std::vector<std::string>{"9 “Start”"});
}

TEST_CASE("a lesson that is under another heading is known by a title that no other has", "[merge]") {
  Outline news = course();
  news.children[0].children.pop_back();
  news.children[1].children.push_back(titled("B Two", "Two", 30));
  const std::string catalog = written(course());
  const Merged merged = updated(catalog, news);
  CHECK(shape_of(merged.bytes) == "A: 1 One, 2 Two\nB: 3 Three\n");
  CHECK(merged.changed == std::vector<std::string>{"2 “Two”"});
  REQUIRE(merged.warnings.size() == 1);
  CHECK(merged.warnings[0].message == "in “B” in the source now: lesson 2");
  CHECK(merged.warnings[0].hint ==
        "it stays where it is: move it in the catalog, with the comment before it");
  CHECK(updated(merged.bytes, news).bytes == merged.bytes);
  CHECK(updated(merged.bytes, news).warnings.empty());
  // Two of them are told together.
  news = outline({node("B", {titled("k3", "Three"), titled("B One", "One"), titled("B Two", "Two")})});
  const Merged both = updated(catalog, news);
  REQUIRE(both.warnings.size() == 1);
  CHECK(both.warnings[0].message == "in “B” in the source now: lessons 1, 2");
  CHECK(both.warnings[0].hint ==
        "they stay where they are: move them in the catalog, with the comments before them");
  // One that was deleted stays out.
  news = course();
  news.children[0].children[1].key = "of another heading";
  std::string without = catalog;
  const std::size_t begin = without.find("    <lesson id=\"2\"");
  without.erase(begin, without.find("</lesson>\n", begin) + 10 - begin);
  CHECK(updated(without, news).added.empty());
}

TEST_CASE("a new lesson requires what comes before it in the catalog", "[merge]") {
  Outline news = course();
  Node last = titled("k4", "Four");
  last.requires_keys = {"k1", "k2"};
  news.children[0].children.push_back(last);
  CHECK(shape_of(updated(written(course()), news).bytes) == "A: 1 One, 2 Two, 4 Four <1 <2\nB: 3 Three\n");

  // Somebody has moved Two to the end.
  std::string moved = written(course());
  const std::size_t two = moved.find("    <!-- import: " + imported(course()).marks[1].key);
  const std::size_t end = moved.find("  </path>", two);
  const std::string lesson = moved.substr(two, end - two);
  moved.erase(two, end - two);
  moved.insert(moved.rfind("  </path>"), lesson);
  REQUIRE(shape_of(moved) == "A: 1 One\nB: 3 Three, 2 Two\n");
  CHECK(updated(moved, course()).bytes == moved);
  last.requires_keys = {"k2"};
  Outline other = course();
  other.children[0].children.push_back(node("x", {}));
  other.children[0].children.back() = last;
  std::swap(other.children[0].children[0], other.children[0].children[1]);  // Two, One, Four
  const Merged merged = updated(moved, other);
  CHECK(shape_of(merged.bytes) == "A: 1 One, 4 Four\nB: 3 Three, 2 Two\n");
  REQUIRE(merged.warnings.size() == 1);
  CHECK(merged.warnings[0].message == "lesson 4 would require “Two”, which is not before it in this catalog");
}

TEST_CASE("the source's own ids are taken where they are free", "[merge]") {
  Outline news = course();
  Node a = titled("k4", "Four");
  a.id = "IV";
  Node b = titled("k5", "Five");
  b.id = "2";
  news.children[1].children.push_back(a);
  news.children[1].children.push_back(b);
  CHECK(shape_of(updated(written(course()), news).bytes) == "A: 1 One, 2 Two\nB: 3 Three, IV Four, 4 Five\n");
}

TEST_CASE("what is gone from the source stays, until it is pruned", "[merge]") {
  Outline less = course();
  less.children.pop_back();
  less.children[0].children.erase(less.children[0].children.begin());
  const std::string catalog = written(course());
  const Merged kept = updated(catalog, less);
  CHECK(kept.bytes == catalog);
  CHECK(kept.gone == std::vector<std::string>{"1 “One”", "3 “Three”"});
  CHECK(kept.removed.empty());
  const Merged pruned = updated(catalog, less, true);
  CHECK(shape_of(pruned.bytes) == "A: 2 Two\n");
  CHECK(pruned.removed == kept.gone);
  CHECK(pruned.gone.empty());
  CHECK(updated(pruned.bytes, less, true).bytes == pruned.bytes);
}

TEST_CASE("what was edited or is required is not pruned", "[merge]") {
  Outline less = outline({node("C", {titled("k9", "Nine")})});
  std::string catalog = written(course());
  catalog = edited(catalog, "id=\"3\" minutes=\"10\"", "id=\"3\" minutes=\"10\" requires=\"1\"");
  catalog = edited(catalog, "<title>Two</title>",
                   "<title>Two</title><check><question>Q</question><answer>A</answer></check>");
  const Merged merged = updated(catalog, less, true);
  CHECK(merged.removed.empty());
  CHECK(merged.gone.size() == 3);
  CHECK(shape_of(merged.bytes) == "C: 4 Nine\nA: 1 One, 2 Two\nB: 3 Three <1\n");
}

TEST_CASE("what holds comments of the author's own is not pruned", "[merge]") {
  Outline less = course();
  less.children.pop_back();
  less.children[0].children.pop_back();
  const std::string catalog = written(course());
  const auto gone = [&](const std::string& edit) { return updated(edit, less, true).gone; };
  CHECK(gone(catalog).empty());
  CHECK(gone(edited(catalog, "<title>Two</title>", "<title>Two</title><!-- mine -->")).size() == 1);
  CHECK(gone(edited(catalog, "<title>B</title>", "<title>B</title><!-- mine -->")).size() == 1);
  CHECK(gone(edited(catalog, "<title>A</title>", "<title>A</title><!-- mine -->")).empty());
  // The comment of a lesson that is to stay out.
  const std::string mark = to_comment(imported(course()).marks[0]);
  CHECK(gone(edited(catalog, "<title>B</title>", "<title>B</title><!-- " + mark + " -->")).size() == 1);
}

TEST_CASE("a lesson whose comment alone is left does not come back", "[merge]") {
  std::string catalog = written(course());
  const std::size_t begin = catalog.find("    <lesson id=\"1\"");
  catalog.erase(begin, catalog.find("</lesson>\n", begin) + 10 - begin);
  REQUIRE(shape_of(catalog) == "A: 2 Two\nB: 3 Three\n");
  CHECK(updated(catalog, course()).bytes == catalog);
  // Without the comment it is a new one.
  catalog.erase(catalog.find("    <!-- import: " + imported(course()).marks[0].key),
                catalog.find("    <!-- import: " + imported(course()).marks[1].key) -
                    catalog.find("    <!-- import: " + imported(course()).marks[0].key));
  CHECK(shape_of(updated(catalog, course()).bytes) == "A: 4 One, 2 Two\nB: 3 Three\n");
}

TEST_CASE("a lesson that was copied by hand is the author's own", "[merge]") {
  std::string catalog = written(course());
  const std::size_t begin = catalog.find("    <!-- import: " + imported(course()).marks[0].key);
  const std::string lesson = catalog.substr(begin, catalog.find("</lesson>\n", begin) + 10 - begin);
  catalog.insert(catalog.find("  </path>"),
                 edited(edited(lesson, "id=\"1\"", "id=\"copy\""), "One", "One again"));
  Outline news = course();
  news.children[0].children[0] = titled("k1", "Uno");
  CHECK(shape_of(updated(catalog, news).bytes) == "A: 1 Uno, 2 Two, copy One again\nB: 3 Three\n");
}

TEST_CASE("a catalog of which nothing was imported is not updated", "[merge]") {
  CHECK(errors(merge("<catalog id='c' lang='en'><title>T</title><path id='p'><title>P</title>"
                     "<lesson id='1' minutes='5'><title>x</title></lesson></path></catalog>",
                     "c.xml", imported(course()), record, false)) ==
        "pensum: error: c.xml: no lesson of this catalog was imported: the comments before them are missing\n"
        "hint: write a new one with replace, or to another file\n");
  CHECK(errors(merge("<catalog/>", "c.xml", imported(course()), record, false)).find("no <title>") !=
        std::string::npos);
}

TEST_CASE("the record of options is kept up to date", "[merge]") {
  const std::string catalog = written(course());
  CHECK(record_of(catalog) == record);
  const Record other{{"from", "test"}, {"depth", "2"}};
  const Merged merged = value(merge(catalog, "c.xml", imported(course()), other, false));
  CHECK(record_of(merged.bytes) == other);
  CHECK(record_of("<catalog/>").empty());
}

TEST_CASE("files of other styles are updated where they are edited", "[merge]") {
  std::string catalog = written(course());
  // All in one line, without indentation, and with signs that mislead.
  std::erase(catalog, '\n');
  catalog = edited(catalog, "<title>One</title>", "<title a='>'>One</title>");
  catalog = edited(catalog, " a='>'", "");
  catalog = edited(catalog, "<title>Two</title>", "<title><![CDATA[Two]]></title><summary/>");
  CHECK(updated(catalog, course()).bytes == catalog);
  Outline news = course();
  news.children[0].children.insert(news.children[0].children.begin(), titled("k0", "Zero"));
  news.children[0].children[2] = titled("k2", "Deux");
  news.children[0].children[2].summary = "s";
  news.children[0].children[2].url = "https://example.org";
  const std::string now = updated(catalog, news).bytes;
  CHECK(shape_of(now) == "A: 4 Zero, 1 One, 2 Deux\nB: 3 Three\n");
  CHECK(now.find("<title>Deux</title><summary>s</summary>") != std::string::npos);
  CHECK(updated(now, news).bytes == now);
}

namespace {

/// Courses that change at random.
class Changing {
 public:
  explicit Changing(unsigned seed) : numbers_(seed) {
    for (int i = 0; i < 3; ++i) course_.push_back(group());
  }
  Outline now() const { return outline(course_); }
  void change() {
    for (int times = 0; times < 4; ++times) change_once();
  }

 private:
  Node group() {
    Node made = node("G" + std::to_string(next_++));
    for (std::size_t i = below(3) + 1; i > 0; --i) made.children.push_back(lesson());
    return made;
  }
  Node lesson() {
    const std::string name = std::to_string(next_++);
    Node made = titled("k" + name, "L" + name, static_cast<std::int64_t>(below(100)) + 1);
    if (below(3) == 0) made.summary = "about " + name;
    if (below(3) == 0) made.url = "https://example.org/" + name;
    if (below(3) == 0 && next_ > 3) made.requires_keys = {"k" + std::to_string(below(next_))};
    return made;
  }
  void change_once() {
    std::vector<Node>& lessons = course_[below(course_.size())].children;
    const auto any = [&] { return lessons.begin() + static_cast<std::ptrdiff_t>(below(lessons.size())); };
    switch (below(5)) {
      case 0:
        lessons.insert(any(), lesson());
        break;
      case 1:
        course_.insert(course_.begin() + static_cast<std::ptrdiff_t>(below(course_.size() + 1)), group());
        break;
      case 2:
        if (lessons.size() > 1) lessons.erase(any());
        break;
      case 3:
        any()->title += "+";
        break;
      default:
        *any()->effort.said_seconds += 60;
        break;
    }
  }
  std::size_t below(std::size_t end) { return numbers_() % end; }

  std::mt19937 numbers_;
  std::vector<Node> course_;
  std::size_t next_ = 0;
};

}  // namespace

TEST_CASE("whatever changes in the source, an unedited catalog follows, and is then at rest", "[merge]") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    INFO("seed " << seed);
    Changing source(seed);
    std::string catalog = written(source.now());
    for (int round = 0; round < 4; ++round) {
      source.change();
      const bool prune = round % 2 == 1;
      catalog = updated(catalog, source.now(), prune).bytes;
      CHECK(updated(catalog, source.now(), prune).bytes == catalog);
      const Catalog is = value(read_catalog(catalog, "c.xml"));
      for (const Lesson& wanted : imported(source.now()).catalog.lessons) {
        const auto found = std::ranges::find(is.lessons, wanted.title, &Lesson::title);
        REQUIRE(found != is.lessons.end());
        CHECK(found->minutes == wanted.minutes);
        CHECK(found->summary == wanted.summary);
        CHECK(found->url == wanted.url);
      }
    }
  }
}

namespace {

SourceText reads(std::string words, std::string link = {}) {
  RichText text(std::move(words));
  if (!link.empty())
    text.marks.push_back({.kind = TextMark::Kind::link,
                          .first = 0,
                          .last = 4,
                          .target = std::string(within) + link,
                          .note = 0});
  SourceText made;
  made.reading.blocks.push_back({.kind = Block::Kind::paragraph, .text = std::move(text)});
  return made;
}

Outline course_with_texts() {
  Outline read = course();
  read.children[0].children[0].text = reads("Text of one", "three");
  read.children[0].children[1].text = reads("Text of two");
  read.children[1].children[0].text = reads("Text of three", "one");
  read.children[0].children[0].text.places = {"one"};
  read.children[1].children[0].text.places = {"three"};
  return read;
}

}  // namespace

TEST_CASE("texts come into a catalog that was imported without them, and follow the source", "[merge]") {
  const std::string old = written(course());
  const Merged with = updated(old, course_with_texts());
  CHECK(with.changed.size() == 3);
  CHECK(with.bytes == written(course_with_texts()));
  CHECK(updated(with.bytes, course_with_texts()).bytes == with.bytes);
  Outline later = course_with_texts();
  later.children[0].children[1].text = reads("Another text");
  CHECK(updated(with.bytes, later).bytes == written(later));
  CHECK(updated(with.bytes, course()).bytes == old);
}

TEST_CASE("an edit of a text stays, and the source's is told", "[merge]") {
  const std::string edited_one = edited(written(course_with_texts()), "Text of two", "My text of two");
  Outline later = course_with_texts();
  CHECK(updated(edited_one, later).bytes == edited_one);
  later.children[0].children[1].text = reads("A text");
  later.children[1].children[0].text = reads("New three");
  const Merged merged = updated(edited_one, later);
  CHECK(merged.bytes.find("<p>My text of two</p>") != std::string::npos);
  CHECK(merged.bytes.find("<p>New three</p>") != std::string::npos);
  REQUIRE(merged.warnings.size() == 1);
  CHECK(merged.warnings[0].message ==
        "lesson 2: your edit of the text stays, “4 words”; the source now has “2 words”");
  const std::string in_file = edited(edited_one, "<reading>\n        <p>My text of two</p>\n      </reading>",
                                     "<reading file=\"two.xml\"/>");
  CHECK(updated(in_file, later).bytes.find("<reading file=\"two.xml\"/>") != std::string::npos);
}

TEST_CASE("links of texts lead to the lessons that have other ids in the catalog", "[merge]") {
  Outline later = course_with_texts();
  later.children[0].children.insert(later.children[0].children.begin(), titled("k0", "Zero"));
  later.children[0].children[0].text = reads("Text of zero", "three");
  const Merged merged = updated(written(course_with_texts()), later);
  CHECK(merged.added == std::vector<std::string>{"4 “Zero”"});
  CHECK(merged.changed.empty());
  CHECK(merged.bytes.find("<a href=\"#3\">Text</a> of zero") != std::string::npos);
  // Nobody removes a lesson that a text leads to.
  Outline fewer = course_with_texts();
  fewer.children[0].children[0].text = reads("Text of one");
  const std::string mine = edited(written(fewer), "Text of two", "<a href=\"#3\">Mine</a> of two");
  fewer.children.pop_back();
  const Merged pruned = updated(mine, fewer, true);
  CHECK(pruned.removed.empty());
  CHECK(pruned.gone.size() == 1);
}
