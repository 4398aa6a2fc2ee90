#include "app/reporter.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <utility>

namespace pensum::app {

namespace {

// The words that a diagnostic's lines begin with, and their looks: bold, in a colour that both dark and light
// terminals can show.
struct Look {
  std::string_view word;
  std::string_view code;
};
constexpr std::array looks{Look{"error:", "\x1b[1;31m"}, Look{"warning:", "\x1b[1;33m"},
                           Look{"hint:", "\x1b[1;36m"}};
constexpr std::string_view plain = "\x1b[0m";
constexpr std::string_view name = "pensum: ";

std::string coloured(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string_view line = text.substr(at, end - at);
    if (line.starts_with(name)) {
      out += name;
      line.remove_prefix(name.size());
    }
    for (const Look& look : looks) {
      if (!line.starts_with(look.word)) continue;
      out.append(look.code).append(look.word).append(plain);
      line.remove_prefix(look.word.size());
      break;
    }
    out += line;
    at = end;
  }
  return out;
}

}  // namespace

void report(const World& world, const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (world.talk == Talk::quiet && diagnostic.severity == Severity::warning) continue;
    const std::string text = to_text(diagnostic);
    world.err << (world.err_has_colour ? coloured(text) : text);
  }
}

Diagnostics as_errors(Diagnostics diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) diagnostic.severity = Severity::error;
  return diagnostics;
}

Diagnostics as_warnings(Diagnostics diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) diagnostic.severity = Severity::warning;
  return diagnostics;
}

void tell_more(const World& world, std::string_view line) {
  if (world.talk == Talk::verbose) world.err << name << line << '\n';
}

std::ostream& account_of(const World& world, bool output_holds_plan) {
  static std::ostream nowhere(nullptr);
  if (world.talk == Talk::quiet) return nowhere;
  return output_holds_plan ? world.err : world.out;
}

}  // namespace pensum::app
