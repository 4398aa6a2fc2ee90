// Lessons' texts, from the files beside a catalog to the book.
#include "cli/command.hpp"
#include "cli/folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::test;

namespace {

constexpr const char* catalog =
    "<catalog id='c' lang='en'><title>T</title><path id='p'><title>P</title>\n"
    "<lesson id='1' minutes='9'><title>One</title><reading file='texts/1.xml'/></lesson>\n"
    "<lesson id='2'><title>Two</title><reading><p>Words <a href='#1'>of one</a>.</p><pre>x := 1</pre>"
    "<img src='pictures/a.png' alt='A dot'/></reading></lesson></path></catalog>";

void put_course(const TemporaryFolder& folder) {
  write(folder / "c.xml", catalog);
  write(folder / "texts/1.xml", "<reading><p>The first text.</p></reading>");
  // A grey dot.
  write(
      folder / "pictures/a.png",
      std::string(
          "\211PNG\015\012\032\012\000\000\000\015IHDR\000\000\000\001\000\000\000\001\010\000\000\000\000:~"
          "\233U\000\000\000\012IDATx\332ch\000\000\000\202\000\201\332E\010;\000\000\000\000IEND\256B`\202",
          67));
}

Outcome in(const TemporaryFolder& folder, const std::vector<std::string>& arguments) {
  return run_pensum(arguments, {.folder = folder.path()});
}

}  // namespace

TEST_CASE("check reads texts beside the catalog, and doubts minutes that they do not take") {
  const TemporaryFolder folder;
  put_course(folder);
  const Outcome outcome = in(folder, {"check", "c.xml", "texts/1.xml"});
  CHECK(outcome.status == 0);
  CHECK(outcome.out.starts_with("c.xml: a catalog, “T”: 2 lessons, 10"));
  CHECK(outcome.out.find("texts/1.xml: a lesson’s text: 3 words, about 1 min to read\n") !=
        std::string::npos);
  CHECK(
      outcome.err ==
      "pensum: warning: c.xml: lesson 1 has 9 minutes; its text takes about 1 to read (3 words)\n"
      "hint: leave out minutes=\"…\" to take the time of the text, or keep it if exercises take the rest\n");

  std::filesystem::remove(folder / "pictures/a.png");
  const Outcome without = in(folder, {"check", "c.xml"});
  CHECK(without.status == 2);
  CHECK(without.err.find("pictures/a.png") != std::string::npos);

  write(folder / "texts/1.xml", "<reading><p>The <b>first</b> text.</p></reading>");
  const Outcome wrong = in(folder, {"check", "c.xml"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err.find("texts/1.xml:1:17: <b> is not known inside <p>") != std::string::npos);
}

TEST_CASE("texts are opened only for what needs them") {
  const TemporaryFolder folder;
  write(folder / "c.xml", catalog);  // without the files beside it
  CHECK(in(folder, {"show", "c.xml", "--start", "2026-11-24"}).status == 0);
  CHECK(in(folder, {"build", "c.xml", "--start", "2026-11-24", "-o", "c.pdf"}).status == 0);
  const Outcome book = in(folder, {"build", "c.xml", "--start", "2026-11-24", "-o", "c.epub"});
  CHECK(book.status == 2);
  CHECK(book.err.find("texts/1.xml") != std::string::npos);
}

TEST_CASE("a plan made again without the catalog's folder says that texts are missing") {
  const TemporaryFolder folder;
  put_course(folder);
  REQUIRE(in(folder, {"build", "c.xml", "--start", "2026-11-24", "-o", "c.pdf"}).status == 0);
  for (const char* output : {"n.epub", "n.pdf"}) {
    CAPTURE(output);
    const std::vector<std::string> again{"replan",       "c.pdf",      "--today", "2026-11-25", "--done",
                                         "1=2026-11-24", "--sections", "study",   "-o",         output};
    const Outcome outcome = in(folder, again);
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(outcome.err.find(
              "texts of lessons are in files beside the catalog, which the plan does not carry: they "
              "are left out\nhint: name the catalog’s file: --catalog FILE\n") != std::string::npos);
    std::vector<std::string> with_catalog = again;
    with_catalog.insert(with_catalog.end(), {"--catalog", "c.xml", "--overwrite"});
    const Outcome found = in(folder, with_catalog);
    CHECK(found.status == 0);
    CHECK(found.err.find("left out") == std::string::npos);
  }
}
