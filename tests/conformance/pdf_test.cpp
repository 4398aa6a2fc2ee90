#include "base/utf8.hpp"
#include "cli/samples.hpp"
#include "conformance/tools.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace pensum::test;
using nlohmann::json;

namespace {

// Text without white space and without the marks that only set its direction.
std::string letters(const std::string& text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const pensum::CodePoint point = pensum::decode(text, at);
    const char32_t c = point.value;
    const bool space = c <= 0x20 || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A);
    const bool mark =
        (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (!space && !mark) kept += text.substr(at, point.length);
    at += point.length;
  }
  return kept;
}

std::vector<std::string> titles(const Written& written) {
  std::vector<std::string> all;
  const json plan = json::parse(bytes_of(written.json));
  for (const json& day : plan["days"]) {
    for (const json& lesson : day["lessons"]) all.push_back(lesson["title"]);
  }
  return all;
}

// The first title that is not in `text` after the titles before it; empty if all are.
std::string first_missing(const std::vector<std::string>& titles, const std::string& text) {
  const std::string all = letters(text);
  std::size_t at = 0;
  for (const std::string& title : titles) {
    const std::string wanted = letters(title);
    const std::size_t found = all.find(wanted, at);
    if (found == std::string::npos) return title;
    at = found + wanted.size();
  }
  return "";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The value of <pdfaid:part> and the like in a file's metadata.
std::string metadata(const std::string& bytes, const std::string& name) {
  const std::string open = "<" + name + ">";
  const std::size_t first = bytes.find(open);
  if (first == std::string::npos) return "";
  const std::size_t value = first + open.size();
  return bytes.substr(value, bytes.find('<', value) - value);
}

// qpdf finds nothing wrong with it.
void check_syntax(const Written& written) {
  const Outcome outcome = tool({"qpdf", "--check", written.file});
  CHECK(outcome.status == 0);
  CHECK(outcome.err == "");
  CHECK(outcome.out.find("No syntax or stream encoding errors found") != std::string::npos);
}

// It carries its request and its course.
void check_attachments(const Written& written) {
  const Outcome outcome = tool({"pdfdetach", "-list", written.file});
  CHECK(outcome.status == 0);
  CHECK(outcome.err == "");
  const std::string id = json::parse(bytes_of(written.json))["catalog"].get<std::string>();
  CHECK(outcome.out.starts_with("3 embedded files\n"));
  CHECK(outcome.out.find(": request.xml\n") != std::string::npos);
  CHECK(outcome.out.find(": plan.xml\n") != std::string::npos);
  CHECK(outcome.out.find(": " + id + ".xml\n") != std::string::npos);
}

// Fonts are embedded, as subsets, and map glyphs to text.
void check_fonts(const Written& written) {
  const Outcome outcome = tool({"pdffonts", written.file});
  CHECK(outcome.status == 0);
  CHECK(outcome.err == "");
  const auto rows = lines_of(outcome.out);
  REQUIRE(rows.size() > 2);  // two lines of heading
  for (std::size_t i = 2; i < rows.size(); ++i) {
    CAPTURE(rows[i]);
    // A subset has a tag of six capitals; then come "emb", "sub" and "uni".
    CHECK(rows[i].find('+') == 6);
    CHECK(rows[i].find(" yes yes yes ") != std::string::npos);
  }
}

// Every title can be found and copied, in order.
void check_titles(const Written& written) {
  // If a page has no room for titles it has their numbers, and a title longer than a page continues
  // after what is in the margins.
  if (written.name == "long-titles wall" || written.name == "long-titles kobo") return;
  const auto wanted = titles(written);
  REQUIRE_FALSE(wanted.empty());
  const Outcome text = tool({"pdftotext", "-raw", "-enc", "UTF-8", written.file, "-"});
  CHECK(text.err == "");
  CHECK(first_missing(wanted, text.out) == "");
  // pdfinfo takes a minute for thousands of elements, does not turn text from right to left around,
  // and loses what follows an ActualText in the same element.
  if (written.name.starts_with("many") || written.name.starts_with("hebrew") ||
      written.name.starts_with("scripts")) {
    return;
  }
  const Outcome structure = tool({"pdfinfo", "-enc", "UTF-8", "-struct-text", written.file});
  CHECK(structure.err == "");
  CHECK(structure.out.starts_with("Document\n"));
  CHECK(first_missing(wanted, structure.out) == "");
}

// A viewer gets the title, the person and that there is structure.
void check_what_viewers_are_told(const Written& written) {
  const Outcome info = tool({"pdfinfo", "-enc", "UTF-8", written.file});
  CHECK(info.err == "");
  const json plan = json::parse(bytes_of(written.json));
  CHECK(info.out.find("Title:           " + plan["title"].get<std::string>() + "\n") != std::string::npos);
  CHECK(info.out.find("Zoë O’Neil <b>&amp;\"'") != std::string::npos);
  CHECK(info.out.find("\nTagged:          yes\n") != std::string::npos);
  CHECK(info.out.find("\nJavaScript:      no\n") != std::string::npos);
  CHECK(info.out.find("\nEncrypted:       no\n") != std::string::npos);
  CHECK(info.out.find("\nPDF version:     1.7\n") != std::string::npos);
}

/// The files' texts, as the viewer of Firefox reads them.
std::vector<std::string> read_by_pdfjs(const std::vector<std::string>& files) {
  const Outcome outcome = node("read_pdfjs.mjs", files);
  CAPTURE(outcome.err);
  REQUIRE(outcome.status == 0);
  return json::parse(outcome.out).get<std::vector<std::string>>();
}

void check_all_but_claims(const Written& written) {
  check_syntax(written);
  check_attachments(written);
  check_fonts(written);
  check_titles(written);
  check_what_viewers_are_told(written);
}

}  // namespace

TEST_CASE("every file is what it claims to be, PDF/UA-1 and PDF/A-3a, sound, and its text is what it shows") {
  const TemporaryFolder folder;
  const auto all = build_all(folder, ".pdf", 60);
  check_silent(vera_pdf({"PDFUA_1", "PDFA_3_A"}, names_of(all)));
  for (const Written& written : all) {
    CAPTURE(written.name);
    const std::string bytes = bytes_of(written.file);
    CHECK(metadata(bytes, "pdfuaid:part") == "1");
    CHECK(metadata(bytes, "pdfaid:part") == "3");
    CHECK(metadata(bytes, "pdfaid:conformance") == "A");
    check_all_but_claims(written);
  }
}

TEST_CASE("a file without dates is what it claims to be, in every layout") {
  const TemporaryFolder folder;
  std::vector<std::string> files;
  for (const std::filesystem::path& layout : xml_files(source_folder() / "layouts")) {
    for (const std::string length : {"+13d", "+120d"}) {
      const std::string name = layout.stem().string();
      // Weeks go on over pages, on paper that is read and on paper that hangs.
      if (length == "+120d" && name != "a4" && name != "a4-landscape-week" && name != "kobo" &&
          name != "wall")
        continue;
      CAPTURE(name, length);
      files.push_back((folder / (name + length + ".pdf")).string());
      const Outcome outcome = run_pensum(
          {"build", "go-interview", "-s", "2026-11-24", "-d", length, "--undated", "--weekday", "sat=0,sun=0",
           "--lang", files.size() % 3 == 0 ? "ar" : "bn", "--layout", name, "-o", files.back()});
      CAPTURE(outcome.err);
      REQUIRE(outcome.status == 0);
    }
  }
  check_silent(vera_pdf({"PDFUA_1", "PDFA_3_A"}, files));
}

TEST_CASE("dates are found and copied as they are written, in every language") {
  const TemporaryFolder folder;
  const pensum::DateRange plan{pensum::parse_date("2026-11-24").value(),
                               pensum::parse_date("2026-11-26").value()};
  const std::vector<std::string> languages{"en",      "de", "lt", "pl", "ru", "el", "ja", "ko", "zh",
                                           "zh-Hant", "hi", "bn", "ta", "th", "my", "km", "am", "ka",
                                           "hy",      "he", "ar", "fa", "ur", "fr", "es", "it", "pt-BR",
                                           "pt-PT",   "nl", "cs", "sv", "uk", "tr", "vi", "id"};
  std::vector<std::string> files;
  for (const std::string& language : languages) {
    CAPTURE(language);
    files.push_back((folder / (language + ".pdf")).string());
    REQUIRE(run_pensum({"build", "go-interview", "--only", "1..2", "--start", "2026-11-24", "--deadline",
                        "2026-11-26", "--lang", language, "-o", files.back()})
                .err == "");
  }
  const std::vector<std::string> all_by_pdfjs = read_by_pdfjs(files);
  REQUIRE(all_by_pdfjs.size() == files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& language = languages[i];
    const std::string& file = files[i];
    const std::string& pdfjs = all_by_pdfjs[i];
    CAPTURE(language);
    const pensum::Language reader(language);
    // Spaces that do not break are plain ones in a document.
    const auto [first, last] = pensum::Dates(reader, plan).plan();
    std::string date = reader.year_first() ? first : last;  // the one with the year
    for (const std::string_view space : {"\u00A0", "\u202F"}) {
      for (std::size_t at = 0; (at = date.find(space, at)) != std::string::npos;)
        date.replace(at, space.size(), " ");
    }
    const std::string poppler = tool({"pdftotext", "-raw", "-enc", "UTF-8", file, "-"}).out;
    const std::string mupdf = tool({"mutool", "draw", "-q", "-F", "text", file}).out;
    if (reader.direction() == pensum::Direction::right_to_left) {
      // Readers put a date's words and numbers in orders of their own; each is whole.
      std::istringstream words(date);
      for (std::string word; words >> word;) {
        while (word.ends_with(",")) word.pop_back();
        if (word.ends_with("،")) word.resize(word.size() - std::string_view("،").size());
        if (word.ends_with("׳")) continue;
        CAPTURE(word);
        CHECK(letters(poppler).find(word) != std::string::npos);
        CHECK(letters(pdfjs).find(word) != std::string::npos);
      }
      continue;
    }
    CHECK(poppler.find(date) != std::string::npos);
    // pdf.js ignores ActualText, which has the spelling of letters that change places.
    if (language != "my" && language != "km") CHECK(letters(pdfjs).find(letters(date)) != std::string::npos);
    // MuPDF writes lines from right to left as they look, and Khmer vowels in the order of their glyphs.
    if (language != "km") CHECK(letters(mupdf).find(letters(date)) != std::string::npos);
  }
}

namespace {

/// `text` with one space for all white space, and without the marks that only set its direction.
std::string in_one_line(const std::string& text) {
  std::string line;
  std::istringstream in(text);
  for (std::string word; in >> word;) line += (line.empty() ? "" : " ") + letters(word);
  return line;
}

struct FromRightToLeft {
  const char* language;
  std::vector<std::string> plain;  ///< letters and spaces
  std::vector<std::string> mixed;  ///< with Latin words, numbers and punctuation
};

}  // namespace

// What readers make of the others is in docs/limits.md: they turn lines around by rules of their own.
TEST_CASE("titles from right to left are found by those readers that turn them around") {
  const TemporaryFolder folder;
  const std::vector<FromRightToLeft> courses = {
      {"ar",
       {"الحزم والوحدات ومجال الرؤية", "البنية الداخلية للشرائح والخرائط"},
       {"معالجة الأخطاء: errors.Is و errors.As", "كيف يعمل جامع القمامة وضبط GOGC إلى 100"}},
      {"he",
       {"יסודות ערוצים ותהליכונים", "איתור מרוצי נתונים בזמן ריצה"},
       {"חבילות, מודולים ונראות", "המנעול sync.Mutex וערך 100"}},
      {"ur",
       {"انٹرفیس اور قسم کی تصدیق", "کوڑا جمع کرنے والا کیسے کام کرتا ہے"},
       {"context کے ذریعے منسوخی", "قفل sync.Mutex اور ڈیٹا ریس کی تلاش"}},
      {"fa", {"مبانی گوروتین و کانال", "ساختار درونی برش و نگاشت"}, {"لغو و مهلت زمانی با context"}}};
  for (const FromRightToLeft& course : courses) {
    CAPTURE(course.language);
    std::string lessons;
    for (const auto* titles : {&course.plain, &course.mixed}) {
      for (const std::string& title : *titles)
        lessons += "<lesson minutes='9'><title>" + title + "</title></lesson>";
    }
    std::string catalog = "<catalog id='c' lang='" + std::string(course.language) +
                          "'><title>◇</title><path id='p'><title>◆</title>" + lessons + "</path></catalog>";
    int id = 0;
    for (std::size_t at = 0; (at = catalog.find("<lesson m", at)) != std::string::npos;)
      catalog.replace(at, 8, "<lesson id='" + std::to_string(++id) + "' ");
    const std::string source = (folder / "course.xml").string();
    std::ofstream(source) << catalog;
    const std::string file = (folder / "plan.pdf").string();
    REQUIRE(run_pensum({"build", source, "--start", "2026-11-24", "--deadline", "2026-12-07", "-o", file,
                        "--overwrite"})
                .err == "");
    const std::string poppler = in_one_line(tool({"pdftotext", "-enc", "UTF-8", file, "-"}).out);
    const std::string pdfium = in_one_line(node("read_pdfium.mjs", {file}).out);
    const std::string pdfjs = letters(read_by_pdfjs({file}).at(0));
    for (const std::string& title : course.plain) {
      CAPTURE(title);
      CHECK(poppler.find(title) != std::string::npos);
      CHECK(pdfium.find(title) != std::string::npos);
      CHECK(pdfjs.find(letters(title)) != std::string::npos);
    }
    for (const std::string& title : course.mixed) {
      CAPTURE(title);
      CHECK(pdfjs.find(letters(title)) != std::string::npos);
    }
  }
}

TEST_CASE("lessons’ texts with everything that they can hold are what they claim to be, and code is whole") {
  const std::string blocks =
      "<h2>Section</h2><p>Words with <code>x := f(a, b)</code>, <em>stressed</em>, <strong>strong <code>go "
      "vet</code>"
      "</strong>, <a href='#2'>another lesson</a>, <a href='https://go.dev/'><code>go.dev</code></a><note>A "
      "<code>note</code>.</note>.</p><h3>Part</h3><ul><li><p>one</p><ol><li><p>two</p></li></ol></li></ul>"
      "<blockquote><p>quoted</p></blockquote>"
      "<pre lang='go'>\nif err != nil { // \u597D\n\treturn fmt.Errorf(\"%w\", err)\n}\n</pre>"
      "<table><tr><th>Head</th><th/></tr><tr><td>cell</td><td>other</td></tr></table>"
      "<img src='picture.png' alt='A picture'/><img src='picture.png' alt=''/>";
  const TemporaryFolder folder;
  std::filesystem::copy_file(std::filesystem::path(PENSUM_SOURCE_DIR) / "layouts/handout-logo.png",
                             folder / "picture.png");
  std::vector<std::string> files;
  for (const std::string language : {"en", "he"}) {
    write(folder / (language + ".xml"),
          "<catalog id='texts' lang='" + language +
              "'><title>Course</title><path id='p'><title>Path</title><lesson id='1' minutes='5'>"
              "<title>First</title><reading>" +
              blocks +
              "</reading></lesson><lesson id='2' "
              "minutes='5'><title>Second</title><reading><p>Words.</p></reading>"
              "</lesson></path></catalog>");
    const Outcome made =
        run_pensum({"build", language + ".xml", "--start", "2026-11-24", "--deadline", "2026-11-27",
                    "--sections", "overview,days,readings", "-o", language + ".pdf"},
                   {.folder = folder.path()});
    CHECK(made.err == "");
    REQUIRE(made.status == 0);
    files.push_back((folder / (language + ".pdf")).string());
  }
  write(folder / "class.csv", "learner\nAda\nBob\n");
  REQUIRE(run_pensum({"cohort", "class.csv", "--catalog", "en.xml", "--start", "2026-11-24", "--deadline",
                      "2026-11-27", "--sections", "readings", "--formats", "pdf", "--combined", "all.pdf"},
                     {.folder = folder.path()})
              .status == 0);
  files.push_back((folder / "all.pdf").string());
  check_silent(vera_pdf({"PDFUA_1", "PDFA_3_A"}, files));
  for (const std::string& file : files) {
    CAPTURE(file);
    CHECK(tool({"qpdf", "--check", file}).status == 0);
    const std::string text = tool({"pdftotext", "-raw", "-enc", "UTF-8", file, "-"}).out;
    for (const char* code :
         {"x := f(a, b)", "go vet", "if err != nil { // 好\n", "return fmt.Errorf(\"%w\", err)\n}"}) {
      CAPTURE(code);
      CHECK(text.contains(code));
    }
  }
  const std::string structure = tool({"pdfinfo", "-enc", "UTF-8", "-struct", files.front()}).out;
  for (const char* element : {"H4", "H5", "Code", "BlockQuote", "Note", "Figure", "TH", "Link"})
    CHECK(structure.contains(element));
}

TEST_CASE("a file of hundreds of pages is sound, too") {
  const TemporaryFolder folder;
  check_all_but_claims(build_many(folder, ".pdf", 500));
}

TEST_CASE("veraPDF notices a file that claims to be something else") {
  const TemporaryFolder folder;
  const std::string file = (folder / "x.pdf").string();
  REQUIRE(run_pensum({"build", sample("one-lesson").string(), "-s", "2026-11-24", "-o", file}).status == 0);
  std::string bytes = bytes_of(file);
  for (const std::string part : {"<pdfuaid:part>", "<pdfaid:part>"})
    bytes.at(bytes.find(part) + part.size()) = '9';
  write(file, bytes);
  const Outcome outcome = vera_pdf({"PDFUA_1", "PDFA_3_A"}, {file});
  CHECK(outcome.status == 1);
  CHECK(outcome.out.find("not PDFUA_1") != std::string::npos);
  CHECK(outcome.out.find("not PDFA_3_A") != std::string::npos);
}
