#include "import/imported.hpp"

#include "course/catalog_reader.hpp"
#include "import/courses.hpp"

using namespace courses;

namespace {

Node with_id(std::string title, std::string id) {
  Node lesson = node(std::move(title));
  lesson.id = std::move(id);
  return lesson;
}

}  // namespace

TEST_CASE("a catalog is called as the user says, else as its source, else as its file", "[imported]") {
  Outline course = outline({node("x")});
  CHECK(imported(course, {}, {.id = "i", .title = "T", .language = "de", .file = "f"}).catalog.title == "T");
  CHECK(imported(course, {}, {.id = "i", .title = "T", .language = "de", .file = "f"}).catalog.language ==
        "de");
  CHECK(imported(course, {}, {.id = "", .title = "", .language = "", .file = "My List (2)"}).catalog.id ==
        "my-list-2");
  CHECK(imported(course).catalog.id == "course");
  course.title = "";
  course.id = "Rust Book";
  CHECK(imported(course, {}, {.id = "", .title = "", .language = "", .file = "f.md"}).catalog.title ==
        "f.md");
  CHECK(imported(course, {}, {.id = "", .title = "", .language = "", .file = "f"}).catalog.id == "rust-book");
  CHECK(id_from("Алгоритмы") == "");
  CHECK(id_from(std::string(40, 'a')) == std::string(32, 'a'));
}

TEST_CASE("a language is asked for, not guessed", "[imported]") {
  Outline course = outline({node("x")});
  course.language = "";
  CHECK(errors(catalog_of(course, value(lessons_of(course, {})), "test", {})) ==
        "pensum: error: the language of the course is not known\nhint: say it with lang en\n");
  course.language = "deutsch";
  CHECK(errors(catalog_of(course, value(lessons_of(course, {})), "test", {}))
            .find("“deutsch” is not a language tag") != std::string::npos);
}

TEST_CASE("ids are those of the source, if all of them can be", "[imported]") {
  CHECK(shape(imported(outline({with_id("x", "B7"), node("y"), with_id("z", "1")})).catalog) ==
        "Course: B7 x, 2 y, 1 z\n");
  const Imported bad = imported(outline({with_id("x", "B 7"), with_id("y", "b")}));
  CHECK(shape(bad.catalog) == "Course: 1 x, 2 y\n");
  REQUIRE(bad.warnings.size() == 1);
  CHECK(bad.warnings[0].message == "“B 7” is not an id");
  CHECK(bad.warnings[0].severity == Severity::warning);
  const Imported twice = imported(outline({with_id("x", "b"), with_id("y", "b")}));
  CHECK(shape(twice.catalog) == "Course: 1 x, 2 y\n");
  CHECK(twice.warnings.at(0).message == "two lessons have the id “b”");
}

TEST_CASE("a lesson that is longer than a day is made in parts, in the catalog's language", "[imported]") {
  Node next = node("Next");
  next.requires_keys = {"Long"};
  Node longer = lasting("Long", 3'000);
  longer.checks = {{"Q?", "A."}};
  Outline course = outline({longer, next});
  const Imported made = imported(course);
  CHECK(shape(made.catalog) ==
        "Course: 1 Long (part 1 of 3), 2 Long (part 2 of 3) <1, 3 Long (part 3 of 3) <2, 4 Next <3\n");
  CHECK(made.catalog.lessons[0].minutes == Minutes{1'000});
  CHECK(made.catalog.lessons[0].splittable);
  CHECK(made.catalog.lessons[0].checks.empty());
  CHECK(made.catalog.lessons[2].checks.size() == 1);
  CHECK(made.in_parts == 1);
  CHECK(made.marks[0].key != made.marks[1].key);
  course.language = "de";
  CHECK(imported(course).catalog.lessons[0].title == "Long (Teil\u00A01\u00A0von\u00A03)");
}

TEST_CASE("what takes more than an hour may be spread over days, unless by default", "[imported]") {
  Node whole = lasting("whole", 90);
  whole.split = false;
  const Imported made = imported(outline({lasting("a", 60), lasting("b", 61), node("c"), whole}),
                                 {.pace = {.by_default = {90}}});
  std::string split;
  for (const Lesson& lesson : made.catalog.lessons) split += lesson.splittable ? 'y' : 'n';
  CHECK(split == "nynn");
  CHECK(made.splittable == 1);
  CHECK(made.by == std::array<std::size_t, 4>{3, 0, 0, 1});
}

TEST_CASE("what is ticked in the source is told by its ids", "[imported]") {
  Node done = node("x");
  done.done = true;
  CHECK(imported(outline({node("a"), done, node("b"), done})).done == std::vector<std::string>{"2", "4"});
}

TEST_CASE("lessons are known again by key, id, address or title", "[imported]") {
  const auto keys = [](const std::vector<Node>& nodes) {
    std::vector<std::string> all;
    for (const Mark& mark : imported(outline(nodes)).marks) all.push_back(mark.key);
    return all;
  };
  Node keyed = node("x");
  keyed.key = "k";
  Node linked = node("y");
  linked.url = "https://example.org/";
  const auto before = keys({keyed, linked, node("z"), node("z")});
  keyed.title = "X";
  linked.title = "Y";
  const auto after = keys({linked, keyed, node("z"), node("new"), node("z")});
  CHECK(after[1] == before[0]);
  CHECK(after[0] == before[1]);
  CHECK(after[2] == before[2]);
  CHECK(after[4] == before[3]);
  CHECK(before[2] != before[3]);
}

TEST_CASE("a text that no catalog holds is cut, and said", "[imported]") {
  Node lengthy = node("x");
  for (int i = 0; i < 70'000; ++i) lengthy.summary.text += "é";
  const Imported made = imported(outline({lengthy}));
  CHECK(made.catalog.lessons[0].summary.text.size() <= 131'072);
  CHECK(made.catalog.lessons[0].summary.text.ends_with("é…"));
  lengthy.summary.marks = {{.kind = TextMark::Kind::code, .first = 2, .last = lengthy.summary.text.size()}};
  CHECK(imported(outline({lengthy})).catalog.lessons[0].summary.marks.empty());
  CHECK(made.warnings.at(0).message == "1 text is cut at 131,072 bytes");
  CHECK(errors(catalog_of(outline({node(std::string(20'000, 'x'))}),
                          value(lessons_of(outline({node(std::string(20'000, 'x'))}), {})), "test", {}))
            .find("the text of <title> has 20000 bytes; the limit is 16384") != std::string::npos);
}

TEST_CASE("an imported catalog has its marks as comments", "[imported]") {
  const Imported made = imported(outline({lasting("a--b", 8)}));
  const std::string xml = write_imported(made, {{"from", "markdown"}, {"select", "a; b--%"}});
  CHECK(value(read_catalog(xml, "x.xml")) == made.catalog);
  CHECK(xml.find("<!-- import: from=markdown; select=a%3B b%2D%2D%25;\n     Edit this file") !=
        std::string::npos);
  CHECK(xml.find("    <!-- " + to_comment(made.marks[0]) + " -->\n    <lesson ") != std::string::npos);
}

TEST_CASE("marks and records are read as they were written", "[imported]") {
  const Mark mark{
      .key = "0123abcd4567", .values = {"111111", "222222", "333333", "444444", "abcdef"}, .why = "5 words"};
  const auto again = read_mark(" " + to_comment(mark) + " ");
  REQUIRE(again);
  CHECK(again->key == mark.key);
  CHECK(again->values == mark.values);
  CHECK(again->why == mark.why);
  CHECK_FALSE(read_mark("import: 0123abcd4567 11111"));
  CHECK_FALSE(read_mark("something else"));
  CHECK_FALSE(read_mark("import: 0123abcd456X 111111222222333333444444abcdef"));
  const Record record{{"from", "csv"}, {"column", "a=b; c -- d\"% \n"}, {"base", ""}};
  CHECK(read_record(to_comment(record)) == record);
  CHECK_FALSE(read_record(to_comment(mark)));
  CHECK(to_comment(record).find("--") == std::string::npos);
}
