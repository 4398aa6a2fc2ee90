// Files from strangers: none of them crashes the program, keeps it busy, writes elsewhere, or gets control
// characters onto the terminal. docs/limits.md is compared with the program's messages.
#include "base/utf8.hpp"
#include "cli/command.hpp"
#include "cli/folder.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using namespace std::string_literals;
using pensum::test::bytes_of;
using pensum::test::files_in;
using pensum::test::Outcome;
using pensum::test::Surroundings;
using pensum::test::TemporaryFolder;
using pensum::test::write;

namespace {

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

const std::string one_lesson = R"(<lesson id="1" minutes="8"><title>L</title></lesson>)";

std::string catalog(const std::string& lessons = one_lesson, const std::string& title = "T") {
  return R"(<catalog id="c" lang="en"><title>)" + title + R"(</title><path id="p"><title>P</title>)" +
         lessons + "</path></catalog>";
}

/// Whether nothing in `text` moves a cursor, hides or turns what is on a terminal.
bool is_safe(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const pensum::CodePoint point = pensum::decode(text, at);
    const char32_t c = point.value;
    if (!point.valid || (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0)) return false;
    if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F))
      return false;
    at += point.length;
  }
  return true;
}

/// Runs pensum in `folder`, which has to end by itself, in one of the known ways, and to report it safely.
Outcome attack(const TemporaryFolder& folder, const std::vector<std::string>& arguments,
               Surroundings surroundings = {}) {
  surroundings.folder = folder.path();
  surroundings.most_seconds = 120;
  const Outcome outcome = pensum::test::run_pensum(arguments, surroundings);
  CAPTURE(arguments, outcome.err.substr(0, 2000));
  CHECK(outcome.status >= 0);
  CHECK(outcome.status <= 4);
  CHECK(is_safe(outcome.err));
  return outcome;
}

bool says(const Outcome& outcome, const std::string& text) {
  return outcome.err.find(text) != std::string::npos;
}

/// That `bytes`, as a file of that name, are refused with `message`.
void is_refused(const TemporaryFolder& folder, const std::string& name, const std::string& bytes,
                const std::string& message) {
  write(folder / name, bytes);
  const Outcome outcome = attack(folder, {"check", name});
  CAPTURE(name, message, outcome.err.substr(0, 2000));
  CHECK(outcome.status == 2);
  CHECK(says(outcome, message));
  CHECK(outcome.err.size() < 200'000);
}

const std::string& limits_page() {
  static const std::string page = bytes_of(PENSUM_SOURCE_DIR "/docs/limits.md");
  return page;
}

/// That a refusal names `figure`, and the page of limits too.
void is_limit(const Outcome& outcome, const std::string& figure, int status = 2) {
  CAPTURE(figure, outcome.err.substr(0, 2000));
  CHECK(outcome.status == status);
  CHECK(says(outcome, figure));
  CHECK(limits_page().find(figure) != std::string::npos);
}

}  // namespace

TEST_CASE("XML from a stranger expands nothing and takes no long time") {
  const TemporaryFolder folder;
  const auto refused = [&](const std::string& bytes, const std::string& message) {
    is_refused(folder, "x.xml", bytes, message);
  };
  refused("<!DOCTYPE c [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>" + catalog(one_lesson, "&b;"), "DOCTYPE");
  refused("<!DOCTYPE c [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + catalog(one_lesson, "&a;"),
          "the entity “&a;” is not known");
  refused(repeated("<a>", 1'000'000), "nested more than 32 deep");
  refused("<catalog " + repeated("a=\"1\" ", 1'000'000) + "/>", "appears twice");
  refused("<catalog>" + repeated("<x/>", 300'000) + "</catalog>", "only the first 200 are shown");
  refused(repeated("\n", 4'000'000), "contains no element");
  refused("<catalog id=\"" + std::string(4'000'000, 'x') + "\"/>", "is not an id");
  refused(catalog(one_lesson, "a\0b"s), "U+0000");
  refused(catalog(one_lesson, "\xC0\xAF"), "\\xC0 is not UTF-8");
  refused(catalog(one_lesson, "\xED\xA0\x80"), "\\xED is not UTF-8");
  refused(catalog(one_lesson, "\xF4\x90\x80\x80"), "\\xF4 is not UTF-8");
  refused(catalog(one_lesson, "&#x1b;"), "“&#x1b;” is not a character");
  refused(catalog(one_lesson, "&#xD800;"), "“&#xD800;” is not a character");
  refused(catalog(one_lesson, "\x1B[31m"), "U+001B");
  refused("\xFF\xFE<\0c\0/\0>\0"s, "the file is UTF-16 or UTF-32");
  refused("\0<\0c\0/\0>"s, "UTF-16");
  refused("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + catalog(), "declares the encoding UTF-16");
  refused("<\xE2\x80\xAE/>", "\\u{202E}");
}

TEST_CASE("no spreadsheet is too much") {
  const TemporaryFolder folder;
  is_refused(folder, "a.csv", "learner" + std::string(2'000'000, ',') + "\nA", "more than 16384 cells");
  is_refused(folder, "b.csv", "learner\n\"" + std::string(2'000'000, 'x'), "never closed");
  is_refused(folder, "c.csv", "off\n\"" + std::string(2'000'000, ',') + "\"", "a part of the list is empty");
  is_refused(folder, "d.csv", "learner,deadline\n" + repeated("A,x\n", 20'000), "more rows have errors");
  is_refused(folder, "e.csv", std::string(4'000'000, '\0'), "NUL");
  is_refused(folder, "f.csv", "learner\n\x1B[31m\xE2\x80\xAE\n", "\\u{1B}[31m\\u{202E}");
  is_refused(folder, "g.xml", "<request off=\"" + std::string(2'000'000, ',') + "\"/>",
             "a part of the list is empty");
}

TEST_CASE("what is not a regular file is not read, and pensum does not wait for it") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "folder");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  fs::create_symlink("/dev/zero", folder / "zero");
  fs::create_symlink("nothing", folder / "dangling");
  fs::create_symlink("circle", folder / "circle");
  const int number = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = folder / "socket";
  REQUIRE(name.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, name.c_str(), name.size());
  REQUIRE(::bind(number, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  ::close(number);
  write(folder / "c.xml", catalog());
  for (const std::string file : {"folder", "pipe", "zero", "socket", "dangling", "circle", "", "\x1B[31m"}) {
    const bool other = file == "folder" || file == "pipe" || file == "zero" || file == "socket";
    const std::string expected = other          ? "is not a regular file"
                                 : file.empty() ? "the file has no name"
                                                : "cannot be read";
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"check", file},
          {"cohort", "./" + file},
          {"build", "./" + file, "-o", "o.txt"},
          {"build", "c.xml", "--request", file, "-o", "o.txt"},
          {"build", "c.xml", "--layout", "./" + file, "-o", "o.pdf"},
          {"build", "c.xml", "--epub-css", "./" + file, "-o", "o.epub"}}) {
      if (file.empty() && command.front() != "check") continue;
      const Outcome outcome = attack(folder, command);
      CAPTURE(command, outcome.err);
      CHECK(outcome.status == 2);
      CHECK(says(outcome, expected));
    }
  }
  write(folder / "l.xml",
        R"(<layout name="x" extends="a4"><logo file="pipe" height="9mm" alt="x"/></layout>)");
  CHECK(says(attack(folder, {"check", "l.xml"}), "is not a regular file"));
  CHECK_FALSE(fs::exists(folder / "o.txt"));
}

TEST_CASE("no output takes away what it is made of, nor anything but the name it was given") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "folder");
  fs::create_symlink("folder", folder / "way");
  const std::string course = catalog();
  write(folder / "folder/c.txt", course);
  write(folder / "r.json", R"(<request start="2027-01-01"/>)");
  write(folder / "precious", "precious");
  fs::create_symlink("folder/c.txt", folder / "link.txt");
  for (const std::string output :
       {"folder/c.txt", "way/c.txt", "folder/../way/./c.txt", "link.txt", "r.json"}) {
    const Outcome outcome = attack(folder, {"build", "./link.txt", "--request", "r.json", "-o", output});
    CAPTURE(output, outcome.err);
    CHECK(outcome.status == 2);
    CHECK(says(outcome, "would replace a file that the plan is made of"));
  }
  CHECK(bytes_of(folder / "folder/c.txt") == course);
  CHECK(
      says(attack(folder, {"build", "./link.txt", "-o", "folder/a.txt", "-o", "way/a.txt"}), "named twice"));
  // A link is replaced, what it leads to stays.
  fs::create_symlink("precious", folder / "o.txt");
  CHECK(attack(folder, {"build", "./link.txt", "-o", "o.txt"}).status == 0);
  CHECK(bytes_of(folder / "precious") == "precious");
  CHECK_FALSE(fs::is_symlink(folder / "o.txt"));
  REQUIRE(::mkfifo((folder / "p.txt").c_str(), 0600) == 0);
  const Outcome pipe = attack(folder, {"build", "./link.txt", "-o", "p.txt"});
  CHECK(pipe.status == 4);
  CHECK(says(pipe, "p.txt exists, and is not a regular file"));
  CHECK(fs::is_fifo(folder / "p.txt"));
}

TEST_CASE("no row of a roster writes outside of the cohort's folder") {
  const TemporaryFolder folder;
  write(folder / "c.xml", catalog());
  const std::vector<std::string> names{"../x",
                                       "/tmp/x",
                                       "~/x",
                                       "a\\b",
                                       "C:x",
                                       "NUL",
                                       "com1.a",
                                       "..",
                                       ".",
                                       "-rf",
                                       ".x",
                                       "trail.",
                                       "a/b",
                                       "x.pdf",
                                       "$(id)",
                                       "\xE2\x80\xAE",
                                       std::string(150, 'x')};
  std::string roster;
  const std::vector<std::string> base{"cohort",     "class.csv", "--catalog", "c.xml", "-s",
                                      "2027-01-01", "--formats", "txt",       "-o"};
  for (const std::string column : {"file", "code"}) {
    roster = column + "\n";
    for (const std::string& name : names) roster += name + "\n";
    write(folder / "class.csv", roster);
    std::vector<std::string> command = base;
    command.push_back(column);
    if (column == "code") command.emplace_back("--anonymous");
    const Outcome outcome = attack(folder, command);
    // A file name is taken as it is or not at all; codes become one, as learners' names do, if a letter is
    // left of them.
    CHECK(outcome.status == 2);
    if (column == "file") {
      CHECK(files_in(folder / column) ==
            std::vector<std::string>{".pensum-cohort", "cohort.csv", "index.html"});
    }
  }
  roster = "learner\n";
  for (const std::string& name : names) roster += name + "\n";
  write(folder / "class.csv", roster);
  std::vector<std::string> command = base;
  command.emplace_back("learners");
  CHECK(attack(folder, command).status == 0);
  std::vector<std::string> around = files_in(folder.path());
  std::erase_if(around, [](const std::string& file) {
    return file.starts_with("learners/") || file.starts_with("file/") || file.starts_with("code/");
  });
  CHECK(around == std::vector<std::string>{"c.xml", "class.csv"});
}

TEST_CASE("learners of one name all get files of their own, and soon") {
  const TemporaryFolder folder;
  write(folder / "class.csv", "learner\n" + repeated("Ann\n", 30'000));
  CHECK(attack(folder, {"cohort", "class.csv", "--shard", "30000/30000", "--formats", "txt", "-o", "o"})
            .status == 0);
  CHECK(fs::exists(folder / "o/ann-30000.txt"));
}

TEST_CASE("learners' names are not calculated by a spreadsheet, and not run by a browser") {
  const TemporaryFolder folder;
  write(folder / "c.xml", catalog(one_lesson, "&lt;script>"));
  write(folder / "class.csv", "learner\n=1+1\n+1\n-1\n@x\n\"<script>alert(1)</script>\"\n");
  CHECK(attack(folder, {"cohort", "class.csv", "--catalog", "c.xml", "-s", "2027-01-01", "--formats",
                        "txt,epub", "-o", "o"})
            .status == 0);
  const std::string table = bytes_of(folder / "o/cohort.csv");
  for (const std::string cell : {"1,'=1+1,", "2,'+1,", "3,'-1,", "4,'@x,"}) {
    CAPTURE(cell, table);
    CHECK(table.find("\n" + std::to_string(cell[0] - '0' + 1) + cell.substr(1)) != std::string::npos);
  }
  CHECK(bytes_of(folder / "o/index.html").find("<script>alert") == std::string::npos);
}

TEST_CASE("no layout, stylesheet or picture leads anywhere or paginates for ever") {
  const TemporaryFolder folder;
  const auto layout = [&](const std::string& attributes, const std::string& inside,
                          const std::string& message) {
    is_refused(folder, "l.xml", "<layout name=\"l\" " + attributes + ">" + inside + "</layout>", message);
  };
  layout("extends=\"l\"", "", "more than 8 deep");
  layout("extends=\"../../etc/passwd\"", "", "is not the name of a layout");
  layout("extends=\"/etc/passwd\"", "", "is not the name of a layout");
  for (const std::string size : {"1e308mm", "nanmm", "infmm", "-5mm", "99999999999999999999mm"})
    layout("extends=\"a4\"", "<page width=\"" + size + "\"/>", "is not a length");
  layout("extends=\"a4\"", "<page width=\"1pt\"/>", "too little");
  layout("extends=\"a4\"", "<page width=\"60mm\" left=\"28mm\" right=\"28mm\"/>",
         "of width between its margins");
  layout("extends=\"a4\"", "<sections>" + repeated("<notes/>", 20'000) + "</sections>", "a second <notes>");
  const std::string logo = "<logo file=\"p.png\" height=\"9mm\" alt=\"x\"/>";
  const std::string size("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x08\x02\0\0\0", 13);
  write(folder / "p.png", "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s + size);
  layout("extends=\"a4\"", logo, "damaged or cut off");
  write(folder / "p.png", "\xFF\xD8\xFF\xE0\0\x10JFIF"s);
  layout("extends=\"a4\"", logo, "damaged or cut off");
  write(folder / "c.xml", catalog());
  for (const auto& [style, message] : std::vector<std::pair<std::string, std::string>>{
           {"@import 'x.css';", "@import"},
           {"@\\69mport 'x.css';", "@import"},
           {"a{b:u\\72l(//x)}", "outside the book"},
           {repeated("a{b:url(x)}", 50'000), "only the first 200"},
           {std::string(1'000'000, '('), ""},
           {repeated("a(", 150'000) + repeated("\"#\"", 150'000), ""},
           {"</style><script>", ""}}) {
    write(folder / "s.css", style);
    const Outcome outcome = attack(folder, {"build", "c.xml", "--epub-css", "s.css", "-o", "o.epub"});
    CAPTURE(message, outcome.err.substr(0, 2000));
    CHECK(outcome.status == (message.empty() ? 0 : 2));
    CHECK(says(outcome, message));
  }
}

TEST_CASE("fonts that lie about their tables make an error or a plan, never a crash") {
  const TemporaryFolder folder;
  write(folder / "c.xml", catalog(one_lesson, "Tick \xE0\xA4\xB9\xE0\xA4\xBF"));
  const fs::path staged = fs::path(PENSUM_STAGED_DIR);
  fs::create_directory(folder / "data");
  for (const char* name : {"layouts", "hyphenation", "catalog"})
    fs::create_directory_symlink(staged / name, folder / "data" / name);
  fs::create_directory(folder / "data/fonts");
  for (const auto& entry : fs::directory_iterator(staged / "fonts"))
    fs::create_symlink(entry.path(), folder / "data/fonts" / entry.path().filename());
  const Surroundings surroundings{.variables = {{"PENSUM_DATA", (folder / "data").string()}}};
  for (const std::string name : {"Inter-Regular.otf", "NotoSansDevanagari-Regular.ttf"}) {
    const fs::path file = folder / "data/fonts" / name;
    const std::string sound = bytes_of(staged / "fonts" / name);
    fs::remove(file);
    std::vector<std::string> damaged{"", "no font", sound.substr(0, sound.size() / 2), sound.substr(0, 64)};
    const auto tables = static_cast<std::size_t>(static_cast<unsigned char>(sound[5]));
    for (std::size_t table = 0; table < tables; ++table) {
      std::string bytes = sound;  // begins behind the file's end
      bytes.replace(12 + 16 * table + 8, 4, "\xFF\xFF\xFF\xF0");
      damaged.push_back(bytes);
    }
    for (const std::string& bytes : damaged) {
      write(file, bytes);
      attack(folder, {"build", "c.xml", "-o", "o.pdf"}, surroundings);
    }
    write(file, sound);
  }
  CHECK(attack(folder, {"build", "c.xml", "-o", "o.pdf"}, surroundings).status == 0);
}

TEST_CASE("neither the environment nor the command line surprises") {
  const TemporaryFolder folder;
  write(folder / "c.xml", catalog());
  const std::string endless(100'000, 'x');
  for (const std::string value : {"", "/dev/null", "nothing", "\x1B[31m", endless.c_str()}) {
    const Outcome outcome =
        attack(folder, {"build", "c.xml", "-o", "o.epub"}, {.variables = {{"PENSUM_DATA", value}}});
    CHECK(outcome.status == (value.empty() ? 0 : 2));
  }
  for (const std::string value : {"huge", "-1", "99999999999999999999", "253402300800", "\x1B"}) {
    const Outcome outcome =
        attack(folder, {"build", "c.xml", "-o", "o.txt"}, {.variables = {{"SOURCE_DATE_EPOCH", value}}});
    CHECK(says(outcome, "SOURCE_DATE_EPOCH"));
  }
  CHECK(attack(folder, {"show", "c.xml"},
               {.variables = {{"LC_ALL", "../x"}, {"TZ", ":/dev/zero"}, {"HOME", "\x1B"}}})
            .status == 0);
  CHECK(says(attack(folder, {"show", "\xFF\x1B[31m"}), "\\xFF\\u{1B}[31m"));
  CHECK(attack(folder, {"show", std::string(100'000, 'x')}).status == 2);
  CHECK(attack(folder, {"build", "c.xml", "-o", std::string(252, 'x') + ".txt"}).status == 4);
}

TEST_CASE(
    "a plan that would take too long is not begun, and reviews that fit nowhere are not sought for ever") {
  const TemporaryFolder folder;
  const std::string whole_day = R"(<lesson id="x" minutes="1440" split="yes"><title>L</title></lesson>)";
  const auto lessons = [&](std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += std::string(whole_day).replace(12, 1, std::to_string(i));
    return catalog(all);
  };
  write(folder / "few.xml", lessons(3));
  CHECK(attack(folder, {"show", "few.xml", "-s", "2027-01-01", "-m", "60", "--split", "1"}).status == 0);
  write(folder / "many.xml", lessons(1500));
  const Outcome large = attack(folder, {"show", "many.xml", "-s", "2027-01-01", "-d", "2126-12-30"});
  is_limit(large, "places where a day may end");
  CHECK(says(large, "takes too long to find: there are 2148001 places where a day may end"));
  std::string checks;
  for (int i = 0; i < 150'000; ++i) checks += "<check><question>q</question><answer>a</answer></check>";
  write(folder / "checks.xml",
        catalog("<lesson id=\"1\" minutes=\"8\"><title>L</title>" + checks + "</lesson>"));
  const Outcome many = attack(folder, {"build", "checks.xml", "-s", "2027-01-01", "-o", "o.pdf"});
  is_limit(many, "a PDF holds at most 150000 days, lessons, reviews and questions");
  CHECK(says(many, "days, lessons, reviews and questions; the plan has 15"));
  std::string long_ones;
  for (int i = 1; i <= 160; ++i) {
    long_ones += "<lesson id=\"" + std::to_string(i) + "\" minutes=\"8\"><title>L</title><summary>" +
                 std::string(110'000, 's') + "</summary></lesson>";
  }
  write(folder / "long.xml", catalog(long_ones));
  const Outcome wordy = attack(folder, {"build", "long.xml", "-s", "2027-01-01", "-o", "o.pdf"});
  is_limit(wordy, "a PDF holds at most 16777216 bytes of lessons’ text");
  CHECK(says(wordy, "bytes of lessons’ text; the plan has 176"));
  CHECK_FALSE(fs::exists(folder / "o.pdf"));
}

TEST_CASE("the page of limits quotes the program's messages") {
  const TemporaryFolder folder;
  const auto checked = [&](const std::string& name, const std::string& bytes) {
    write(folder / name, bytes);
    return attack(folder, {"check", name});
  };
  write(folder / "large.xml", "");
  fs::resize_file(folder / "large.xml", (std::size_t{64} << 20) + 1);
  is_limit(attack(folder, {"check", "large.xml"}), "67108864");
  fs::resize_file(folder / "large.xml", (std::size_t{1} << 30) + 1);
  is_limit(attack(folder, {"cohort", "large.xml"}), "1073741824");
  write(folder / "c.xml", catalog());
  fs::resize_file(folder / "large.xml", (std::size_t{1} << 20) + 1);
  is_limit(attack(folder, {"build", "c.xml", "--epub-css", "large.xml", "-o", "o.epub"}), "1048576");
  fs::resize_file(folder / "large.xml", (std::size_t{10} << 20) + 1);
  is_limit(checked("l.xml",
                   R"(<layout name="x" extends="a4"><logo file="large.xml" height="9mm" alt="x"/></layout>)"),
           "10485760");
  is_limit(checked("x.xml", repeated("<a>", 33)), "nested more than 32 deep");
  std::string attributes;
  for (int i = 0; i < 65; ++i) attributes += " a" + std::to_string(i) + "=\"\"";
  is_limit(checked("x.xml", "<c" + attributes + "/>"), "has more than 64 attributes");
  is_limit(checked("x.xml", "<c>" + repeated("<a/>", 4'000'000) + "</c>"), "more than 4000000 elements");
  is_limit(checked("x.csv", "learner" + std::string(16'384, ',')), "has more than 16384 cells");
  std::string paths;
  for (int i = 0; i <= 1000; ++i) {
    const std::string id = std::to_string(i);
    paths.append("<path id=\"").append(id).append("\"><title>P</title><lesson id=\"").append(id);
    paths.append("\" minutes=\"1\"><title>L</title></lesson></path>");
  }
  is_limit(checked("x.xml", "<catalog id=\"c\" lang=\"en\"><title>T</title>" + paths + "</catalog>"),
           "more than 1000 paths");
  is_limit(checked("x.xml", catalog(one_lesson, std::string(16'385, 'x'))), "the limit is 16384");
  is_limit(checked("x.xml", catalog("<lesson id=\"1\" minutes=\"8\"><title>L</title><summary>" +
                                    std::string(131'073, 'x') + "</summary></lesson>")),
           "131072");
  is_limit(checked("x.xml", catalog("<lesson id=\"1\" minutes=\"1441\"><title>L</title></lesson>")), "1440");
  is_limit(attack(folder, {"show", "c.xml", "--split", "721"}), "write a whole number from 1 to 720");
  is_limit(attack(folder, {"show", "c.xml", "--reviews", "1,2,3,4,5,6,7,8,9,10,11,12,13"}),
           "the limit is 12");
  is_limit(attack(folder, {"show", "c.xml", "--reviews", "3651"}), "3650");
  is_limit(attack(folder, {"show", "c.xml", "-s", "2000-01-01", "-d", "2100-01-01"}), "the limit is 36525");
  is_limit(attack(folder, {"show", "c.xml", "--learner", std::string(201, 'x')}),
           "the limit is 200 characters");
  write(folder / "class.csv", "file\n" + std::string(101, 'x') + "\n");
  is_limit(attack(folder, {"cohort", "class.csv", "-o", "o"}), "is longer than 100 characters");
}
