#include "cli/samples.hpp"
#include "conformance/tools.hpp"
#include "epub/read_back.hpp"
#include "language/words_files.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

using namespace pensum::test;
using nlohmann::json;

namespace {

using Lines = std::vector<std::string>;

/// A book made of `catalog`, with its files beside each other in a folder.
class Unpacked {
 public:
  Unpacked(const std::string& catalog, const std::vector<std::string>& options) {
    write(folder_ / "catalog.xml", catalog);
    std::vector<std::string> command{"build", (folder_ / "catalog.xml").string(), "-s", "2026-11-24",
                                     "-o",    (folder_ / "book.epub").string()};
    command.insert(command.end(), options.begin(), options.end());
    const Outcome outcome = run_pensum(command);
    CAPTURE(outcome.err);
    REQUIRE(outcome.status == 0);
    for (const read_back::Entry& entry : read_back::entries(bytes_of(folder_ / "book.epub"))) {
      if (entry.name.starts_with("EPUB/")) write(folder_ / entry.name.substr(5), entry.bytes);
    }
  }

  void without_style() const { std::filesystem::remove(folder_ / "style.css"); }

  /// What is seen of files, of each in windows of all widths.
  std::vector<Lines> seen(const std::vector<std::string>& files, const std::string& widths = "600") const {
    std::vector<std::string> arguments{widths};
    for (const std::string& file : files) arguments.push_back((folder_ / file).string());
    const Outcome outcome = node("lines.mjs", arguments);
    CAPTURE(outcome.err);
    REQUIRE(outcome.status == 0);
    return json::parse(outcome.out).get<std::vector<Lines>>();
  }

 private:
  TemporaryFolder folder_;
};

/// Whether one of the lines is this one.
bool shows(const Lines& lines, const std::string& line) {
  return std::ranges::find(lines, line) != lines.end();
}

}  // namespace

TEST_CASE("EPUBCheck reports nothing for any book") {
  const TemporaryFolder folder;
  check_silent(epub_check(names_of(build_all(folder, ".epub", 150))));
}

TEST_CASE("books with pictures that show something, and with decoration, are valid and have no barrier") {
  const TemporaryFolder folder;
  std::filesystem::copy_file(source_folder() / "layouts/handout-logo.png", folder / "a.png");
  write(folder / "c.xml",
        "<catalog id='c' lang='en'><title>Course</title><path id='p'><title>Path</title><lesson id='1' "
        "minutes='5'><title>First</title><reading><p>Words.</p><img src='a.png' alt='A mark'/><p>More.</p>"
        "<img src='a.png' alt=''/></reading></lesson></path></catalog>");
  const std::string book = (folder / "c.epub").string();
  REQUIRE(run_pensum({"build", "c.xml", "-s", "2026-11-24", "-o", book}, {.folder = folder.path()}).status ==
          0);
  check_silent(epub_check({book}));
  check_silent(node("ace.mjs", {book}));
}

TEST_CASE("EPUBCheck reports nothing for a book in any language") {
  const TemporaryFolder folder;
  std::vector<std::string> books;
  for (const pensum::LanguageWithWords& language : pensum::languages_with_words()) {
    CAPTURE(language.tag);
    books.push_back((folder / (language.tag + ".epub")).string());
    // By week, and with empty days in a row.
    REQUIRE(run_pensum({"build", "go-interview", "-s", "2026-11-24", "-d", "2026-12-20", "-m", "30", "--pace",
                        "early", "--buffer", "3", "--learner", "Zoë O’Brien", "--lang", language.tag, "-o",
                        books.back()})
                .status == 0);
  }
  check_silent(epub_check(books));
}

TEST_CASE("EPUBCheck and Ace report nothing for a book without dates") {
  const TemporaryFolder folder;
  std::vector<std::string> books;
  for (const std::string language : {"en", "de", "ar", "bn"}) {
    for (const std::string length : {"+13d", "+300d"}) {
      // By four weeks, in either direction.
      if (length == "+300d" && language != "de" && language != "ar") continue;
      CAPTURE(language, length);
      const std::string name = language + length;
      books.push_back((folder / (name + ".epub")).string());
      const std::string print = (folder / (name + ".pdf")).string();
      REQUIRE(run_pensum({"build", "go-interview", "-s", "2026-11-24", "-d", length, "--undated", "--weekday",
                          "sat=0,sun=0", "--lang", language, "-o", books.back(), "-o", print})
                  .status == 0);
    }
  }
  check_silent(epub_check(books));
  check_silent(ace({books[1]}));
}

TEST_CASE("EPUBCheck reports nothing for addresses that only browsers forgive") {
  const TemporaryFolder folder;
  const std::string book = (folder / "book.epub").string();
  write(folder / "a.csv",
        "lesson,minutes,url\na,5,https://e.org/[b]/100%?c=[d]#e#f\ng,5,https://e.org/#h##i\n");
  REQUIRE(run_pensum({"build", (folder / "a.csv").string(), "-s", "2026-11-24", "-o", book}).status == 0);
  check_silent(epub_check({book}));
}

TEST_CASE("EPUBCheck notices a damaged book") {
  const TemporaryFolder folder;
  const std::string good = (folder / "good.epub").string();
  REQUIRE(run_pensum({"build", sample("one-lesson").string(), "-s", "2026-11-24", "-o", good}).status == 0);
  std::string bytes = bytes_of(good);
  bytes.resize(bytes.size() / 2);
  write(folder / "bad.epub", bytes);
  const Outcome outcome = epub_check({(folder / "bad.epub").string()});
  CHECK(outcome.status == 1);
  CHECK(outcome.out != "");
}

TEST_CASE("Ace finds no barrier") {
  const TemporaryFolder folder;
  std::vector<std::string> books;
  const auto build = [&](const std::string& catalog, const std::string& name,
                         std::vector<std::string> options) {
    CAPTURE(name);
    books.push_back((folder / (name + ".epub")).string());
    // With a PDF, whose pages the book then lists.
    options.insert(options.begin(), {"build", catalog, "-s", "2026-11-24", "-o", books.back(), "-o",
                                     (folder / (name + ".pdf")).string()});
    REQUIRE(run_pensum(options).status == 0);
  };
  // Every kind of page, of every catalog that has markup of its own; a day is enough, as each page takes Ace
  // more than a second. EPUBCheck sees all catalogs.
  for (const char* name : {"harbour", "hebrew", "markup", "scripts"}) {
    build(sample(name).string(), name,
          {"-d", "2026-11-24", "-m", "1440", "--fit", "--learner", "Zoë O’Brien"});
  }
  // Words in another language than the course's, and of another direction.
  for (const char* language : {"ar", "ja"}) {
    build(sample("harbour").string(), language,
          {"-d", "2026-11-24", "-m", "1440", "--fit", "--lang", language});
  }
  build(sample("hebrew").string(), "hebrew-in-german", {"-d", "2026-11-24", "-m", "1440", "--lang", "de"});
  // What only longer plans have, and what options add; days without lessons are in one file.
  build("go-interview", "options",
        {"-d", "2026-12-11", "--only", "1..4", "-m", "20", "--pace", "early", "--lang", "de", "--buffer", "2",
         "--split", "5", "--reviews", "1,2,5", "--off", "2026-12-05"});
  // What only plans have that were made again.
  REQUIRE(run_pensum({"build", sample("harbour").string(), "-s", "2026-11-24", "-d", "2026-11-26", "-m",
                      "1440", "--reviews", "1", "-o", (folder / "planned.pdf").string()})
              .status == 0);
  books.push_back((folder / "again.epub").string());
  REQUIRE(run_pensum({"replan", (folder / "planned.pdf").string(), "--today", "2026-11-25", "--done", "q1",
                      "-o", books.back(), "-o", (folder / "again.pdf").string()})
              .status == 0);
  check_silent(epub_check(books));
  check_silent(ace(books));
}

TEST_CASE("A reader in a browser shows every page of a book whole, also dark and at twice the size") {
  const TemporaryFolder folder;
  const std::vector<std::string> names{"go-interview", "hebrew"};
  std::vector<std::string> books;
  for (const std::string& name : names) {
    const std::string catalog = name == "hebrew" ? sample(name).string() : name;
    books.push_back((folder / (name + ".epub")).string());
    REQUIRE(run_pensum({"build", catalog, "-s", "2026-11-24", "-d", "2026-12-07", "--learner", "Zoë O’Neil",
                        "-o", books.back()})
                .status == 0);
  }
  const Outcome outcome = node("read_epub.mjs", books);
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
  const json found = json::parse(outcome.out);
  CHECK(found["refused"] == json::array());
  REQUIRE(found["readings"].size() == 3 * books.size());
  for (const json& reading : found["readings"]) {
    CAPTURE(reading["book"], reading["way"]);
    const bool large = reading["way"] == "large";
    int boxes = 0;
    // A cover, a title page, an overview, 14 days, an index, what the plan is about, and answers.
    CHECK(reading["documents"].size() == 20);
    for (const json& document : reading["documents"]) {
      CAPTURE(document["name"]);
      CHECK(document["cut"] == json::array());
      for (const json& parted : document["parted"]) {
        CAPTURE(parted);
        const std::string what = parted.get<std::string>();
        // In type of twice the size, the calendar with the headings above it is higher than a page.
        CHECK((large && what.starts_with("on two pages: ")));
      }
      CHECK(document["blank"] == json::array());
      CHECK(document["drawn"] == document["boxes"]);
      boxes += document["boxes"].get<int>();
      if (document["name"] == "cover.xhtml") continue;
      // WCAG 2.2, 1.4.3.
      CHECK(document["contrast"] >= 4.5);
      // A reader's own size and font.
      // Lines of code have three quarters of the size, so that most of them are whole.
      CHECK(document["type"] >= (large ? 24 : 12));
      for (const json& font : document["fonts"]) CHECK((font == "serif" || font == "monospace, monospace"));
    }
    CHECK(boxes >= 14);
    if (reading["way"] != "plain") continue;
    CHECK(reading["links"] > 100);
    CHECK(reading["lost"] == json::array());
  }
}

TEST_CASE("MuPDF, which knows little of styles, keeps lines of code as they are and in their order") {
  const TemporaryFolder folder;
  const std::vector<std::string> lines{"package main",
                                       "import (",
                                       "\"fmt\"",
                                       "\"os\" // this line is longer than most screens are wide",
                                       ")",
                                       "func main() { fmt.Println(os.Args) }"};
  std::string code;
  for (const std::string& line : lines) code += line + "\n";
  write(folder / "code.xml",
        "<catalog id=\"code\" lang=\"en\"><title>Code</title><path id=\"p\"><title>P</title>"
        "<lesson id=\"1\" minutes=\"5\"><title>One</title><reading><p>Above.</p><pre lang=\"go\">" +
            code + "</pre><p>Below.</p></reading></lesson></path></catalog>");
  const std::string book = (folder / "book.epub").string();
  const Outcome made = run_pensum({"build", (folder / "code.xml").string(), "-s", "2026-11-24", "-o", book});
  CAPTURE(made.err);
  REQUIRE(made.status == 0);
  std::istringstream seen(tool({"mutool", "draw", "-q", "-F", "text", book}).out);
  std::vector<std::string> all;
  for (std::string line; std::getline(seen, line);) all.push_back(line);
  CAPTURE(all);
  CHECK(std::ranges::search(all, lines).size() == lines.size());
}

TEST_CASE("Text of two directions is seen in its order, each in its own") {
  SECTION("Hebrew in a course in English") {
    const Unpacked book(
        "<catalog id='heb' lang='en'><title>Learn Hebrew: שלום</title><path id='p'><title>Greetings: "
        "שלום</title>"
        "<lesson id='1' minutes='15'><title>שלום</title><summary>Say שלום (peace) 3 times; then "
        "לילה!</summary>"
        "<check><question>What is שלום?</question><answer>Peace.</answer></check></lesson>"
        "<lesson id='2' minutes='15'><title>Open &#x202E;override</title></lesson></path></catalog>",
        {"-d", "2026-11-25", "--learner", "עדה", "--reviews", "1"});
    const std::vector<Lines> seen = book.seen({"day-01.xhtml", "day-02.xhtml", "title.xhtml", "index.xhtml"});
    CAPTURE(seen);
    const Lines& first = seen[0];
    // Number, title, minutes; Hebrew letters with the last one first.
    CHECK(shows(first, "☐ 1 םולש ·\u00A015\u00A0min"));
    CHECK(shows(first, "Say םולש (peace) 3 times; then הליל!"));
    CHECK(shows(first, "1 םולש"));
    CHECK(shows(first, "What is םולש? Answer"));
    const Lines& second = seen[1];
    CHECK(shows(second, "☐ 1 םולש ·\u00A04\u00A0min ·\u00A0Questions"));
    // What is turned ends with the title.
    CHECK(std::ranges::any_of(second, [](const std::string& line) {
      return line.starts_with("☐ 2 Open ") && line.find("edirrevo") != std::string::npos &&
             line.ends_with(" ·\u00A015\u00A0min");
    }));
    CHECK(shows(seen[2], "Study plan for הדע ·\u00A0Tue 24 Nov to Wed 25 Nov 2026"));
    CHECK(shows(seen[3], "1 םולש, Tue 24 Nov"));
  }
  SECTION("English in a course in Arabic") {
    const std::string catalog =
        "<catalog id='arx' lang='ar'><title>دورة C++</title><path id='p'><title>C++</title>"
        "<lesson id='1-a' minutes='15'><title>C++</title><summary>What is C#? (part 1)</summary></lesson>"
        "<lesson id='2' minutes='15'><title>1. Intro to .NET!</title></lesson></path></catalog>";
    const std::vector<std::string> files{"day-01.xhtml", "day-02.xhtml", "title.xhtml"};
    const std::vector<Lines> seen = Unpacked(catalog, {"-d", "2026-11-25"}).seen(files);
    CAPTURE(seen);
    const Lines& first = seen[0];
    CHECK(shows(first, "د\u00A0١٥\u00A0· C++ 1-a ☐"));
    CHECK(shows(first, "What is C#? (part 1)"));
    CHECK(shows(seen[1], "د\u00A0١٥\u00A0· 1. Intro to .NET! ٢ ☐"));
    CHECK(shows(seen[2], "C++ ةرود"));
    // With the program's words in English, too.
    const std::vector<Lines> english = Unpacked(catalog, {"-d", "2026-11-25", "--lang", "en"}).seen(files);
    CAPTURE(english);
    CHECK(shows(english[0], "15\u00A0min\u00A0· C++ 1-a ☐"));
    CHECK(shows(english[0], "Do this lesson by Tue 24 Nov at the latest."));
    CHECK(shows(english[1], "Previous: Tue 24 Nov ·\u00A0Overview"));
    CHECK(shows(english[1], "15\u00A0min\u00A0· 1. Intro to .NET! 2 ☐"));
  }
  SECTION("words in Arabic, and dates in Kurdish, in a course in English") {
    const auto first_day = [](const char* language) {
      const Unpacked book(
          "<catalog id='c' lang='en'><title>T</title><path id='p'><title>P</title>"
          "<lesson id='1' minutes='15'><title>One</title></lesson></path></catalog>",
          {"-d", "2026-11-25", "--lang", language});
      return book.seen({"day-01.xhtml"}).front();
    };
    const Lines arabic = first_day("ar");
    CAPTURE(arabic);
    CHECK(shows(arabic, "☐ ١ One ·\u00A0د\u00A0١٥"));
    CHECK(shows(arabic, ".ربمفون ٢٥ ،ءاعبرألا هاصقأ دعوم يف سردلا اذه ءاهنإ يغبني"));
    // It has no words yet, so they are in English.
    const Lines kurdish = first_day("ckb");
    CAPTURE(kurdish);
    CHECK(shows(kurdish, "☐ 1 One ·\u00A015\u00A0min"));
    CHECK(shows(kurdish, "Do this lesson by مەوود ینیرشت ی٢٥ ،ەممەشراوچ at the latest."));
  }
}

TEST_CASE("Lines end neither in an operator, nor in a date, nor before the number that a dot leads to") {
  const std::string code =
      "case &lt;-ctx.Done(): x &lt;- 1; ch&lt;-v; a := b != c == d &lt;= e &gt;= f; x-&gt;y || p &amp;&amp; "
      "q; "
      "i++; C++ and s...; args ...int; run go test -race -count=1 or --help; a &amp;^= b; a--; ";
  const Unpacked book(
      "<catalog id='c' lang='en'><title>T</title><path id='p'><title>P</title>"
      "<lesson id='1' minutes='15'><title>One of them</title><summary>" +
          code + code + "</summary></lesson></path></catalog>",
      {"-d", "2026-11-25"});
  // Every width from that of a watch on.
  std::string widths = "150";
  for (int width = 153; width < 420; width += 3) widths += "," + std::to_string(width);
  const auto torn = [&] {
    Lines found;
    for (const Lines& lines : book.seen({"day-01.xhtml"}, widths)) {
      for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const std::string ends = lines[i].substr(lines[i].rfind(' ') + 1);
        const std::string begins = lines[i + 1].substr(0, lines[i + 1].find(' '));
        const auto is = [](const std::string& text, std::initializer_list<std::string_view> words) {
          return std::ranges::find(words, text) != words.end();
        };
        // What comes together once lines are wide enough.
        if (is(ends + begins, {"<-ctx.Done():", "ch<-v;", "x->y", "-race", "-count=1", "--help;", "a--;",
                               "!=", "i++;", "Wed25", "25Nov", "·15\u00A0min"}) ||
            ends == "·" || ends.ends_with("·\u00A0"))
          found.push_back(ends + " / " + begins);
      }
    }
    return found;
  };
  CHECK(torn() == Lines());
  book.without_style();
  CHECK(torn().size() > 100);
}
