#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;

namespace {

using Names = std::vector<std::string>;

// Builds the harbour's plan in `folder`, with more options.
Outcome build(const std::filesystem::path& folder, std::vector<std::string> options) {
  options.insert(options.begin(), {"build", sample("harbour").string(), "--start", "2026-11-24"});
  return run_pensum(options, {.folder = folder});
}

}  // namespace

TEST_CASE("the PDF has the sections that are asked for, in a request file, too") {
  const TemporaryFolder folder;
  const auto text_of = [&](const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"-o", "x.pdf"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    REQUIRE(build(folder.path(), arguments).status == 0);
    return run({"pdftotext", "-raw", (folder / "x.pdf").string(), "-"}, {}).out;
  };
  const std::string index = text_of({"--sections", "index,notes"});
  CHECK(index.find("Lesson index") < index.find("Notes"));
  CHECK(index.find("Notes") != std::string::npos);
  CHECK(index.find("Self-check questions") == std::string::npos);
  CHECK(index.find("Page 1 of 2") != std::string::npos);
  const std::string whole = text_of({"--sections", "full"});
  CHECK(whole.find("Self-check questions") != std::string::npos);
  CHECK(text_of({}).find("Self-check questions") == std::string::npos);
  CHECK(text_of({}) == text_of({"--sections", "short"}));
  write(folder / "r.xml", "<request sections='index, notes'/>");
  CHECK(text_of({"--request", "r.xml"}) == index);
  CHECK(text_of({"--request", "r.xml", "--sections", "overview,days,index,questions,answers"}) == whole);
}

TEST_CASE("lessons’ texts are printed where they are asked for, and a plan without any is told so") {
  const TemporaryFolder folder;
  const auto catalog = [&](const std::string& reading) {
    write(folder / "c.xml",
          "<catalog id='c' lang='en'><title>Course</title><path id='p'><title>Path</title><lesson id='1' "
          "minutes='5'><title>First</title>" +
              reading + "</lesson></path></catalog>");
  };
  const auto print = [&](const std::string& sections) {
    return run_pensum({"build", "c.xml", "-s", "2026-11-24", "--sections", sections, "-o", "x.pdf"},
                      {.folder = folder.path()});
  };
  const auto text = [&] { return run({"pdftotext", "-raw", (folder / "x.pdf").string(), "-"}, {}).out; };
  catalog("<reading><p>Words to read.</p></reading>");
  for (const char* sections : {"readings", "study", "days,readings"}) {
    CAPTURE(sections);
    const Outcome outcome = print(sections);
    CHECK(outcome.status == 0);
    CHECK(outcome.err == "");
    CHECK(text().contains("Words to read."));
  }
  CHECK(print("full").status == 0);
  CHECK_FALSE(text().contains("Words to read."));

  catalog("<reading file='one.xml'/>");
  write(folder / "one.xml", "<reading><p>In a file.</p></reading>");
  CHECK(print("readings").err == "");
  CHECK(text().contains("In a file."));

  catalog("");
  const Outcome without = print("readings");
  CHECK(without.status == 0);
  CHECK(without.err.contains(
      "pensum: warning: no lesson of the plan has a text: the section readings is left out\n"
      "hint: name texts in the catalog: <reading> in a lesson\n"));

  catalog("<reading><img src='gone.png' alt='A picture'/></reading>");
  const Outcome gone = print("readings");
  CHECK(gone.status == 2);
  CHECK(gone.err.contains("gone.png"));
}

TEST_CASE("that weeks begin with the plan is told, with what changes it") {
  const TemporaryFolder folder;
  const auto told = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"build", "-s", "2026-11-24", "-d", "2026-12-07", "--layout",
                               "a4-landscape-week", "--sections", "weeks", "-o", "x.pdf"});
    return run_pensum(more, {.folder = folder.path()}).out;
  };
  CHECK(told({}).find("wrote x.pdf (2 pages, A4, landscape, a week on a page, weeks from Tuesday on to save "
                      "one (--week-start changes that), ") != std::string::npos);
  CHECK(told({"--week-start", "mon"}).find("wrote x.pdf (3 pages, A4, landscape, a week on a page, ") !=
        std::string::npos);
}

TEST_CASE("how to have questions and answers is told where pages leave them out, and only there") {
  const TemporaryFolder folder;
  const std::string tip = "for questions and answers: --sections full\n";
  const auto tells = [&](const std::vector<std::string>& options) {
    const Outcome outcome = build(folder.path(), options);
    REQUIRE(outcome.status == 0);
    return outcome.out.find(tip) != std::string::npos;
  };
  CHECK(tells({"-o", "x.pdf"}));
  CHECK_FALSE(tells({"-o", "x.epub"}));
  CHECK_FALSE(tells({"-o", "x.pdf", "--sections", "short"}));
  CHECK_FALSE(tells({"-o", "x.pdf", "--sections", "full"}));
  CHECK_FALSE(tells({"-o", "x.pdf", "--layout", "wall"}));
  CHECK_FALSE(tells({"-o", "x.pdf", "--layout", "handout"}));
}

TEST_CASE("without --output, a PDF and an EPUB of the course's name go to out/") {
  const TemporaryFolder folder;
  const Outcome outcome = build(folder.path(), {});
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());
  CHECK(files_in(folder.path()) == Names{"out/harbour.epub", "out/harbour.pdf"});
  const std::string size_of_pdf = std::to_string((bytes_of(folder / "out/harbour.pdf").size() + 1023) / 1024);
  const std::string size_of_epub =
      std::to_string((bytes_of(folder / "out/harbour.epub").size() + 1023) / 1024);
  CHECK(outcome.out ==
        "Sail out of the harbour, and back\n"
        "9 lessons, 1\u00A0h\u00A035\u00A0min, on 14 study days from Tue 24 Nov to Mon 7 Dec 2026\n"
        "at most 16\u00A0min a day\n"
        "You can miss any one study day up to Mon 7 Dec, or any two up to Sat 5 Dec, or any three up to Fri "
        "4 Dec, and still do all lessons in time.\n"
        "wrote out/harbour.pdf (4 pages, A4, portrait, " +
            size_of_pdf +
            " KB)\n"
            "wrote out/harbour.epub (a book for e-readers, " +
            size_of_epub +
            " KB)\n"
            "for questions and answers: --sections full\n");
}

TEST_CASE("the built-in course is the default") {
  if (!std::filesystem::exists(source_folder() / "catalog/go-interview.xml")) return;
  const TemporaryFolder folder;
  const Outcome outcome = run_pensum({"build"}, {.folder = folder.path()});
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());
  CHECK(files_in(folder.path()) == Names{"out/go-interview.epub", "out/go-interview.pdf"});
}

TEST_CASE("the ending of an output picks its kind") {
  const TemporaryFolder folder;
  const Outcome outcome =
      build(folder.path(), {"-o", "a.pdf", "--output", "deep/er/b.epub", "-oc.json", "--output=d e.txt"});
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());
  CHECK(files_in(folder.path()) == Names{"a.pdf", "c.json", "d e.txt", "deep/er/b.epub"});
  CHECK(bytes_of(folder / "a.pdf").starts_with("%PDF-1.7\n"));
  CHECK(bytes_of(folder / "a.pdf").ends_with("%%EOF\n"));
  CHECK(bytes_of(folder / "deep/er/b.epub").substr(30, 28) == "mimetypeapplication/epub+zip");
  const std::vector<std::string> show{"show", sample("harbour").string(), "--start", "2026-11-24"};
  CHECK(bytes_of(folder / "d e.txt") == run_pensum(show).out);
  CHECK(bytes_of(folder / "c.json") ==
        run_pensum({show[0], show[1], show[2], show[3], "--format", "json"}).out);
}

TEST_CASE("a wrong output leaves no file at all") {
  const TemporaryFolder folder;
  CHECK(build(folder.path(), {"-o", "a.pdf", "-o", "b.pfd"}).err ==
        "pensum: error: --output: the ending of “b.pfd” is not a kind of file that pensum writes\nhint: did "
        "you mean “.pdf”?\n");
  CHECK(build(folder.path(), {"-o", "a.pdf", "-o", "b.epub", "-o", "a.pdf"}).err ==
        "pensum: error: --output: “a.pdf” is named twice\nhint: name every file once\n");
  CHECK(build(folder.path(), {"-o", "a.pdf", "-o", "sub/.././a.pdf"}).err ==
        "pensum: error: --output: “sub/.././a.pdf” is named twice\nhint: name every file once\n");
  CHECK(build(folder.path(), {"-o", "a.epub", "-o", "b.pdf", "--layout", "nothing.xml"}).status == 2);
  CHECK(build(folder.path(), {"-o", "a.epub", "--deadline", "2026-11-24", "--minutes", "1"}).status == 3);
  CHECK(files_in(folder.path()).empty());
}

TEST_CASE("a file stays until the new one is whole") {
  const TemporaryFolder folder;
  write(folder / "plan.pdf", "old");
  CHECK(build(folder.path(), {"-o", "plan.pdf", "-d", "2026-11-24", "-m", "1"}).status == 3);
  CHECK(bytes_of(folder / "plan.pdf") == "old");
  CHECK(build(folder.path(), {"-o", "plan.pdf"}).status == 0);
  CHECK(bytes_of(folder / "plan.pdf").starts_with("%PDF"));
  CHECK(files_in(folder.path()) == Names{"plan.pdf"});
}

TEST_CASE("a failed write is reported, with status 4, and leaves nothing half done") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "plan.pdf");
  const Outcome taken = build(folder.path(), {"-o", "plan.pdf"});
  CHECK(taken.status == 4);
  CHECK(taken.err == "pensum: error: plan.pdf is a folder\nhint: name a file in it\n");
  write(folder / "file", "");
  const Outcome beneath = build(folder.path(), {"-o", "file/plan.pdf"});
  CHECK(beneath.status == 4);
  CHECK(beneath.err ==
        "pensum: error: file cannot be created: Not a directory\n"
        "hint: what should be a folder is a file: look at each part of the path\n");
  CHECK(files_in(folder.path()) == Names{"file"});
  const Outcome nowhere = build(folder.path(), {"-o", "/proc/plan.pdf"});
  CHECK(nowhere.status == 4);
  CHECK(nowhere.err == "pensum: error: /proc/plan.pdf cannot be written: No such file or directory\n");
}

TEST_CASE("output that is lost on the way to a full disk is an error") {
  const std::vector<std::string> commands[] = {
      {"show", sample("harbour").string()}, {"--version"}, {"--help"}};
  for (const auto& command : commands) {
    const Outcome outcome = run_pensum(command, {.out_to = "/dev/full"});
    CHECK(outcome.status == 4);
    CHECK(outcome.err ==
          "pensum: error: the standard output cannot be written: No space left on device\n"
          "hint: free some space, or send the output somewhere else\n");
  }
}

TEST_CASE("a character that no font has is told, and the plan is written all the same") {
  const TemporaryFolder folder;
  write(
      folder / "c.xml",
      "<catalog id='c' lang='en'><title>Runes</title><path id='p'><title>P</title><lesson id='1' minutes='5'>"
      "<title>One \xF0\x92\x80\x80</title></lesson></path></catalog>");  // U+12000, cuneiform
  const Outcome outcome = run_pensum({"build", "c.xml", "-o", "c.pdf"}, {.folder = folder.path()});
  CHECK(outcome.status == 0);
  CHECK(outcome.err ==
        "pensum: warning: no font has “\xF0\x92\x80\x80” (U+12000), in lesson 1\n"
        "hint: put a .ttf, .otf or .ttc font that has it into fonts/\n");
  CHECK(files_in(folder.path()) == Names{"c.pdf", "c.xml"});
}
