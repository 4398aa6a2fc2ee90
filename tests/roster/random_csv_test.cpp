// Random tables, written in every dialect that spreadsheets have, are read back as they were; random
// damage is read or reported.
#include "roster/reading.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::test;

namespace {

using Table = std::vector<std::vector<std::string>>;

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) { return static_cast<std::uint32_t>(engine_()) % limit; }
  template <class Choices>
  const auto& of(const Choices& choices) {
    return choices[below(choices.size())];
  }

 private:
  std::mt19937 engine_;
};

/// What makes trouble in CSV, and what does not.
const std::vector<std::string> parts = {"a",  "ö",  "語",   "😀", "7",    ",", ";",
                                        "\t", "\"", "\"\"", "\n", "\r\n", " ", "'"};

std::string random_value(Random& random) {
  std::string value;
  for (std::size_t i = random.below(6); i > 0; --i) value += random.of(parts);
  const std::size_t first = value.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);
}

struct Dialect {
  char delimiter;
  std::string line_end;
  bool mark, names_delimiter, all_quoted, ends_last_line;
};

Dialect random_dialect(Random& random) {
  const auto coin = [&random] { return random.below(2) == 0; };
  const std::string delimiters = ",;\t";
  const std::vector<std::string> line_ends = {"\n", "\r\n", "\r"};
  return {random.of(delimiters), random.of(line_ends), coin(), coin(), coin(), coin()};
}

std::string written(const std::string& value, const Dialect& dialect, Random& random) {
  const bool needs = value.find_first_of("\"\r\n,;\t") != std::string::npos;
  const std::string blank(random.below(3) == 0 ? 1 : 0, ' ');
  if (!needs && !dialect.all_quoted) return blank + value + blank;
  std::string quoted = blank + "\"";
  for (const char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"" + blank;
}

std::string written(const Table& table, const Dialect& dialect, Random& random) {
  std::string csv = dialect.mark ? "\xEF\xBB\xBF" : "";
  if (dialect.names_delimiter) csv += std::string("sep=") + dialect.delimiter + dialect.line_end;
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (std::size_t i = 0; i < table[row].size(); ++i) {
      if (i > 0) csv += dialect.delimiter;
      csv += written(table[row][i], dialect, random);
    }
    if (row + 1 < table.size() || dialect.ends_last_line) csv += dialect.line_end;
  }
  return csv;
}

Table random_table(Random& random) {
  Table table{{columns.begin(), columns.end()}};
  table.front().resize(1 + random.below(columns.size()));
  for (std::size_t rows = 1 + random.below(6); rows > 0; --rows) {
    table.emplace_back();
    for (std::size_t i = 0; i < table.front().size(); ++i) table.back().push_back(random_value(random));
  }
  table.back().front() = "last";
  return table;
}

/// The table in a roster, with blank rows where its numbers leave them out.
Table table_of(const roster::Roster& roster) {
  Table table{roster.columns()};
  for (std::size_t i = 0; i < roster.size(); ++i) {
    table.resize(roster.number(i), std::vector<std::string>(roster.columns().size()));
    for (const roster::Cell& cell : roster.row(i)) {
      const auto column = std::ranges::find(roster.columns(), cell.column) - roster.columns().begin();
      table.back()[static_cast<std::size_t>(column)] = cell.value;
    }
  }
  return table;
}

/// The bytes from a place on, found without pensum's own counting: lines end with LF, CR LF or CR.
std::string_view from(std::string_view bytes, const Place& place) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  for (int line = 1; line < place.line; ++line) {
    bytes.remove_prefix(bytes.find_first_of("\r\n"));
    bytes.remove_prefix(bytes.starts_with("\r\n") ? 2 : 1);
  }
  for (int column = 1; column < place.column; ++column) {
    bytes.remove_prefix(1);
    while ((static_cast<unsigned char>(bytes.front()) & 0xC0U) == 0x80U) bytes.remove_prefix(1);
  }
  return bytes;
}

}  // namespace

TEST_CASE("random tables in random dialects are read back as they were written") {
  Random random(20261124);
  for (int round = 0; round < 3000; ++round) {
    const Table table = random_table(random);
    const std::string csv = written(table, random_dialect(random), random);
    CAPTURE(round, csv);
    const auto roster = roster::read_roster(csv, "r.csv", columns);
    REQUIRE(roster.has_value());
    REQUIRE(table_of(*roster) == table);
    for (std::size_t i = 0; i < roster->size(); ++i) {
      for (const roster::Cell& cell : roster->row(i)) {
        const std::string start = cell.value.substr(0, cell.value.find('"'));
        REQUIRE(from(csv, cell.place).starts_with(start));
      }
    }
  }
}

TEST_CASE("seeded random damage to CSV never crashes, and is either read or told with its place") {
  Random random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string csv = written(random_table(random), random_dialect(random), random);
    for (std::size_t edits = 1 + random.below(4); edits > 0; --edits) {
      const std::size_t at = random.below(csv.size());
      if (random.below(2) == 0) {
        csv.erase(at, 1 + random.below(3));
      } else {
        csv.insert(at, random.below(10) == 0 ? std::string(1, static_cast<char>(random.below(256)))
                                             : random.of(parts));
      }
      if (csv.empty()) csv = "x";
    }
    CAPTURE(round, csv);
    const auto roster = roster::read_roster(csv, "r.csv", columns);
    if (roster) {
      REQUIRE(roster->size() > 0);
      // A row may have something only in columns that are not used, which is reported.
      for (std::size_t i = 0; i < roster->size(); ++i)
        REQUIRE((!roster->row(i).empty() || !roster->warnings().empty()));
    } else {
      REQUIRE_FALSE(roster.error().empty());
    }
  }
}
