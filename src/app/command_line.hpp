// A command's options over cxxopts, with the program's own messages: an unknown option gets a
// suggestion, and all errors are reported at once.
#pragma once

#include "base/diagnostic.hpp"

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::app {

/// An option as help shows it. Without a `value` it is a switch.
struct Option {
  char letter = 0;  ///< 0: none
  std::string name;
  std::string value;  ///< what to write after it, such as "DATE"; empty for a switch
  std::string help;
  std::string otherwise{};  ///< the value if none is written after =; empty: one is required
};

/// The options that a command line held, each with its values in the order given.
class ParsedOptions {
 public:
  struct GivenOption {
    std::string name;
    std::string value;  ///< “yes” for a switch
  };

  bool has(std::string_view name) const;
  /// The last value given, which wins.
  std::string last(std::string_view name, std::string_view otherwise = {}) const;
  std::vector<std::string> all(std::string_view name) const;
  const std::vector<std::string>& operands() const { return operands_; }
  const std::vector<GivenOption>& given() const { return given_; }

 private:
  friend class CommandLine;
  std::vector<GivenOption> given_;
  std::vector<std::string> operands_;
};

class CommandLine {
 public:
  /// `usage` is what help begins with, such as "pensum list catalogs|layouts|fonts|languages". Texts of help
  /// are wrapped when they are shown; “\n” begins a new line.
  CommandLine(std::string usage, std::string summary);

  /// Adds options under a heading of help.
  void add(std::string heading, std::vector<Option> options);

  /// Text that ends the help.
  void set_ending(std::string text) { ending_ = std::move(text); }

  /// A command that can be tried, with what it does.
  void add_example(std::string command, std::string what) {
    examples_.push_back({.command = std::move(command), .what = std::move(what)});
  }

  /// Errors: unknown options, missing values, more than `most_operands`.
  Result<ParsedOptions> parse(std::span<const std::string> arguments, std::size_t most_operands) const;

  /// In lines of at most `width` columns; only examples keep theirs.
  std::string help(std::size_t width) const;

  struct Group {
    std::string heading;
    std::vector<Option> options;
  };
  struct Example {
    std::string command;
    std::string what;  ///< in a few words
  };

  const std::string& usage() const { return usage_; }
  const std::string& summary() const { return summary_; }
  const std::string& ending() const { return ending_; }
  /// Help is the first group and is shown last.
  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<Example>& examples() const { return examples_; }

 private:
  bool takes_value(std::string_view name) const;
  std::optional<Diagnostic> wrong_dash(std::string_view argument) const;
  Diagnostic without_value(std::string_view problem) const;
  std::vector<std::string> split_joined_values(std::span<const std::string> arguments,
                                               Diagnostics& diagnostics) const;

  std::string usage_;
  std::string summary_;
  std::string ending_;
  std::vector<Group> groups_;
  std::vector<Example> examples_;
};

}  // namespace pensum::app
