// Rosters as text, for tests.
#pragma once

#include "roster/roster.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::test {

inline constexpr std::array<std::string_view, 5> columns{"learner", "start", "minutes", "off", "week-start"};

/// What is wrong with a roster, as the command prints it without “pensum: error: ”; or nothing.
inline std::string errors(const std::string& bytes, std::string_view file = "r.csv") {
  const auto roster = roster::read_roster(bytes, std::string(file), columns);
  if (roster) return "";
  std::string text;
  for (const Diagnostic& diagnostic : roster.error()) {
    text += to_text(diagnostic).substr(std::string_view("pensum: error: ").size());
  }
  return text;
}

/// What a roster that can be read warns of, as the command prints it without “pensum: warning: ”.
inline std::string warnings(const std::string& bytes) {
  const auto roster = roster::read_roster(bytes, "r.csv", columns);
  if (!roster) return "no roster: " + errors(bytes);
  std::string text;
  for (const Diagnostic& diagnostic : roster->warnings()) {
    text += to_text(diagnostic).substr(std::string_view("pensum: warning: ").size());
  }
  return text;
}

/// A line for each row: its title, and each cell as column=value@line:column.
inline std::string text_of(const roster::Roster& roster) {
  std::string text;
  for (std::size_t i = 0; i < roster.size(); ++i) {
    text += roster.title(i) + ":";
    for (const roster::Cell& cell : roster.row(i)) {
      text += fmt::format(" {}={}@{}:{}", cell.column, cell.value, cell.place.line, cell.place.column);
    }
    text += "\n";
  }
  return text;
}

inline std::string read(const std::string& bytes, std::string_view file = "r.csv") {
  const auto roster = roster::read_roster(bytes, std::string(file), columns);
  return roster ? text_of(*roster) : errors(bytes, file);
}

}  // namespace pensum::test
