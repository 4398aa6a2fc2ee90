#include "calendar/content_lines.hpp"

#include "base/utf8.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::calendar;

namespace {

/// Texts of characters that matter here, between 0 and `most` of them.
class Texts {
 public:
  explicit Texts(unsigned seed) : random_(seed) {}

  std::string text(std::size_t most) {
    static const std::vector<std::string> characters{"a", "Z",  " ",  "\t", "\\",     ";",
                                                     ",", ":",  "\"", "\n", "n",      "é",
                                                     "ß", "한", "日", "🎓", "\u0301", "\u2068"};
    std::string text;
    for (std::size_t count = number(most + 1); count-- > 0;) text += characters[number(characters.size())];
    return text;
  }
  std::size_t number(std::size_t below) { return random_() % below; }

 private:
  std::mt19937 random_;
};

/// Lines as they are between CRLF; the last one has to end in it, too.
std::vector<std::string> lines_of(const std::string& bytes) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (std::size_t end; (end = bytes.find("\r\n", from)) != std::string::npos; from = end + 2)
    lines.push_back(bytes.substr(from, end - from));
  REQUIRE(from == bytes.size());
  return lines;
}

std::string unfolded(const std::string& bytes) {
  std::string text;
  for (const std::string& line : lines_of(bytes)) text += text.empty() ? line : line.substr(1);
  return text;
}

std::vector<ContentLine> read(std::string_view bytes) {
  LineReader reader(bytes);
  std::vector<ContentLine> lines;
  while (std::optional<ContentLine> line = reader.next()) lines.push_back(*std::move(line));
  return lines;
}

}  // namespace

TEST_CASE("what is folded is the same when unfolded, in lines of 75 octets of whole characters") {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    Texts texts(seed);
    const std::string line = "SUMMARY:" + escaped(texts.text(300));
    const std::string bytes = folded(line);
    CHECK(unfolded(bytes) == line);
    const std::vector<std::string> lines = lines_of(bytes);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      CHECK(lines[i].size() <= 75);
      CHECK(find_invalid_utf8(lines[i]) == std::string::npos);
      CHECK((i == 0 || lines[i].starts_with(' ')));
      // An odd number of backslashes at the end would be half of an escape.
      CHECK((lines[i].size() - (lines[i].find_last_not_of('\\') + 1)) % 2 == 0);
    }
    // None could take the character that the next one begins with.
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) CHECK(lines[i].size() > 75 - 5);
  }
}

TEST_CASE("a line of 75 octets is one, of 76 two") {
  CHECK(folded(std::string(75, 'x')) == std::string(75, 'x') + "\r\n");
  CHECK(folded(std::string(76, 'x')) == std::string(75, 'x') + "\r\n x\r\n");
  CHECK(folded(std::string(149, 'x')) == std::string(75, 'x') + "\r\n " + std::string(74, 'x') + "\r\n");
  CHECK(folded(std::string(74, 'x') + "é") == std::string(74, 'x') + "\r\n é\r\n");
  CHECK(folded(std::string(74, 'x') + "\\n") == std::string(74, 'x') + "\r\n \\n\r\n");
  CHECK(folded("") == "\r\n");
}

TEST_CASE("what is escaped is the same when unescaped") {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    const std::string text = Texts(seed).text(200);
    const std::string value = escaped(text);
    CHECK(unescaped(value) == text);
    CHECK(value.find('\n') == std::string::npos);
    // A reader finds it whole.
    const std::vector<ContentLine> lines = read(folded("SUMMARY;LANGUAGE=en:" + value));
    REQUIRE(lines.size() == 1);
    CHECK(unescaped(lines.front().value) == text);
  }
}

TEST_CASE("exactly backslash, semicolon, comma and line break are escaped; control characters are left out") {
  CHECK(escaped("a\\b;c,d\ne:f\"g") == "a\\\\b\\;c\\,d\\ne:f\"g");
  CHECK(escaped(std::string("a\r\nb\0c\x1B[1m\x7F\tz", 13)) == "a\\nbc[1m\tz");
  CHECK(escaped("\u0085x") == "x");
  CHECK(escaped("\xFFx") == "\uFFFDx");
  CHECK(unescaped("a\\Nb\\:c\\") == "a\nb:c");
}

TEST_CASE("lines are read with their numbers, whatever they end in and however they are folded") {
  for (const char* bytes : {"A:1\r\nB;X=y:2\r\n 3\r\n\t4\r\nC:5\r\n", "A:1\nB;X=y:2\n 3\n\t4\nC:5",
                            "A:1\rB;X=y:2\r 3\r\t4\rC:5\r",
                            "\xEF\xBB\xBF"
                            "A:1\nB;X=y:2\n 3\n\t4\nC:5\n"}) {
    CAPTURE(bytes);
    const std::vector<ContentLine> lines = read(bytes);
    REQUIRE(lines.size() == 3);
    CHECK((lines[0].number == 1 && lines[0].name == "A" && lines[0].value == "1"));
    CHECK((lines[1].number == 2 && lines[1].name == "B" && lines[1].value == "234"));
    CHECK(lines[1].parameter("X") == "Y");
    CHECK(lines[1].parameter("Z").empty());
    CHECK((lines[2].number == 5 && lines[2].name == "C" && lines[2].value == "5"));
  }
}

TEST_CASE("lines that programs write by mistake are read") {
  // Empty lines within and between lines, also before what is folded.
  CHECK(read("SUMMARY\r\n\r\n :Christmas\r\n\r\nX:1\r\n").at(0).value == "Christmas");
  CHECK(read("SUMMARY\r\n\r\n :Christmas\r\n\r\nX:1\r\n").at(1).number == 5);
  // Folded within a character.
  CHECK(read("SUMMARY:caf\xC3\r\n \xA9\r\n").at(0).value == "café");
  // White space around names.
  const ContentLine spaced = read("dtstart ; VALUE = DATE:20261224").at(0);
  CHECK(spaced.name == "DTSTART");
  CHECK(spaced.parameter("VALUE") == "DATE");
  // Colons and semicolons in quotes, and a quote that is not closed.
  const ContentLine quoted = read("DTSTART;TZID=\"GMT +01:00; summer\";X=1:20261224").at(0);
  CHECK(quoted.parameter("TZID") == "GMT+01:00;SUMMER");
  CHECK(quoted.parameter("X") == "1");
  CHECK(quoted.value == "20261224");
  CHECK(read("DTSTART;TZID=\"x:20261224").at(0).value == "20261224");
  // No colon: no line.
  CHECK(read("nonsense\r\n\r\n").empty());
  CHECK(read(" :x").size() == 1);
  CHECK(read("").empty());
}

TEST_CASE("a line without end is cut") {
  std::string bytes = "SUMMARY:";
  for (int i = 0; i < 40'000; ++i) bytes += std::string(72, 'x') + "\r\n ";
  const std::vector<ContentLine> lines = read(bytes + "\r\nX:1\r\n");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].value.size() <= LineReader::longest_kept);
  CHECK(lines[0].value.size() > LineReader::longest_kept - 100);
  CHECK(lines[1].name == "X");
}
