#include "app/command_line.hpp"

#include "app/help_text.hpp"
#include "base/spelling.hpp"

#include <fmt/format.h>

// A file name may hold a comma, and no regular expression is worth its start-up time here.
#define CXXOPTS_VECTOR_DELIMITER '\0'
#define CXXOPTS_NO_REGEX
#include <cxxopts.hpp>

#include <algorithm>
#include <iterator>
#include <optional>

namespace pensum::app {

namespace {

constexpr const char* operands_name = "operands";
constexpr const char* switched_on = "yes";

Diagnostic wrong(std::string message, std::string hint) {
  return {Severity::error, {}, std::move(message), std::move(hint)};
}

// The name in "--name=value" or "--name".
std::string_view option_name(std::string_view argument) { return argument.substr(0, argument.find('=')); }

// What begins like one option only is meant to be that one.
Diagnostic no_option(std::string_view name, const std::vector<std::string>& names) {
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto begins = [&](std::string_view each) { return name.size() > 4 && each.starts_with(name); };
  const auto meant = std::ranges::find_if(known, begins);
  const bool only = meant != known.end() && std::ranges::count_if(known, begins) == 1;
  return wrong(
      fmt::format("there is no option {}", shown(name)),
      only ? fmt::format("did you mean “{}”?", *meant) : suggestion(name, known, "--help names all options"));
}

// The name behind a dash that a text program has made of two hyphens; empty where there is none.
std::string_view behind_dash(std::string_view argument) {
  for (const std::string_view dash : {"–", "—", "−"}) {
    if (argument.starts_with(dash)) return argument.substr(dash.size());
  }
  return {};
}

}  // namespace

bool ParsedOptions::has(std::string_view name) const {
  return std::ranges::find(given_, name, &GivenOption::name) != given_.end();
}

std::string ParsedOptions::last(std::string_view name, std::string_view otherwise) const {
  const auto found =
      std::find_if(given_.rbegin(), given_.rend(), [&](const GivenOption& g) { return g.name == name; });
  return found == given_.rend() ? std::string(otherwise) : found->value;
}

std::vector<std::string> ParsedOptions::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const GivenOption& given : given_) {
    if (given.name == name) values.push_back(given.value);
  }
  return values;
}

CommandLine::CommandLine(std::string usage, std::string summary)
    : usage_(std::move(usage)), summary_(std::move(summary)) {
  add("Help", {{.letter = 'h', .name = "help", .value = "", .help = "show this help"}});
}

void CommandLine::add(std::string heading, std::vector<Option> options) {
  groups_.push_back({std::move(heading), std::move(options)});
}

Result<ParsedOptions> CommandLine::parse(std::span<const std::string> arguments,
                                         std::size_t most_operands) const {
  cxxopts::Options options("pensum");
  options.allow_unrecognised_options();
  std::vector<std::string> names;
  auto add = options.add_options();
  for (const Group& group : groups_) {
    for (const Option& option : group.options) {
      const std::string spelled =
          option.letter == 0 ? option.name : fmt::format("{},{}", option.letter, option.name);
      if (option.value.empty()) {
        add(spelled, "", cxxopts::value<std::vector<std::string>>()->implicit_value(switched_on));
      } else if (!option.otherwise.empty()) {
        add(spelled, "", cxxopts::value<std::vector<std::string>>()->implicit_value(option.otherwise));
      } else {
        add(spelled, "", cxxopts::value<std::vector<std::string>>());
      }
      names.push_back("--" + option.name);
    }
  }
  add(operands_name, "", cxxopts::value<std::vector<std::string>>());
  options.parse_positional({operands_name});

  Diagnostics diagnostics;
  const std::vector<std::string> words = split_joined_values(arguments, diagnostics);
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  std::vector<const char*> values{"pensum"};
  for (const std::string& word : words) values.push_back(word.c_str());
  ParsedOptions parsed;
  try {
    const cxxopts::ParseResult result = options.parse(static_cast<int>(values.size()), values.data());
    for (const cxxopts::KeyValue& given : result.arguments()) {
      if (given.key() == operands_name) {
        parsed.operands_.push_back(given.value());
      } else {
        const bool is_switch = !takes_value(given.key());
        if (is_switch && given.value() != switched_on) {
          diagnostics.push_back(
              wrong(fmt::format("--{} takes no value", given.key()), "leave out = and what follows it"));
        }
        parsed.given_.push_back({given.key(), given.value()});
      }
    }
    for (const std::string& argument : result.unmatched())
      diagnostics.push_back(no_option(option_name(argument), names));
  } catch (const cxxopts::exceptions::missing_argument& problem) {
    diagnostics.push_back(without_value(problem.what()));
  } catch (const cxxopts::exceptions::exception& problem) {
    diagnostics.push_back(wrong(problem.what(), "--help names all options"));
  }
  // After an unknown option its value looks like an operand, which is not worth a second message.
  if (diagnostics.empty()) {
    for (std::size_t i = most_operands; i < parsed.operands_.size(); ++i) {
      diagnostics.push_back(
          wrong(fmt::format("unexpected argument “{}”", shown(parsed.operands_[i])), "usage: " + usage_));
    }
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return parsed;
}

// Of “–deadline” and “-deadline”, where “--deadline” is meant.
std::optional<Diagnostic> CommandLine::wrong_dash(std::string_view argument) const {
  const bool one = argument.starts_with('-') && !argument.starts_with("--");
  const std::string_view name = option_name(one ? argument.substr(1) : behind_dash(argument));
  const bool known = name.size() > 1 && std::ranges::any_of(groups_, [&](const Group& group) {
                       return std::ranges::find(group.options, name, &Option::name) != group.options.end();
                     });
  if (!known) return {};
  return wrong(fmt::format("there is no option {}", shown(option_name(argument))),
               fmt::format("the names of options have two hyphens before them: --{}", name));
}

// cxxopts tells which option it is between quotation marks.
Diagnostic CommandLine::without_value(std::string_view problem) const {
  for (const Group& group : groups_) {
    for (const Option& option : group.options) {
      const bool by_letter = option.letter != 0 && problem.contains(fmt::format("‘{}’", option.letter));
      if (!by_letter && !problem.contains(fmt::format("‘{}’", option.name))) continue;
      return wrong(fmt::format("--{} needs a value", option.name),
                   fmt::format("write it after the option: --{} {}", option.name, option.value));
    }
  }
  return wrong(std::string(problem), "--help names all options");
}

bool CommandLine::takes_value(std::string_view name) const {
  return std::ranges::any_of(groups_, [&](const Group& group) {
    return std::ranges::any_of(
        group.options, [&](const Option& option) { return option.name == name && !option.value.empty(); });
  });
}

// “-oFILE” and “-o=FILE” as “-o” and “FILE”: cxxopts itself takes only letters and digits apart.
std::vector<std::string> CommandLine::split_joined_values(std::span<const std::string> arguments,
                                                          Diagnostics& diagnostics) const {
  std::vector<std::string> words;
  bool is_value = false;  // of the option before
  bool only_operands = false;
  for (const std::string& argument : arguments) {
    if (auto wrong = is_value || only_operands ? std::nullopt : wrong_dash(argument)) {
      diagnostics.push_back(*std::move(wrong));
      continue;
    }
    const Option* option = nullptr;
    if (!is_value && !only_operands && argument.size() >= 2 && argument[0] == '-') {
      for (const Group& group : groups_) {
        for (const Option& known : group.options) {
          const bool named =
              argument[1] == '-' ? argument.substr(2) == known.name : argument[1] == known.letter;
          if (named && !known.value.empty() && known.otherwise.empty()) option = &known;
        }
      }
      only_operands = argument == "--";
    }
    const bool joined = option != nullptr && argument[1] != '-' && argument.size() > 2;
    if (joined) {
      words.push_back(argument.substr(0, 2));
      words.push_back(argument.substr(argument[2] == '=' ? 3 : 2));
    } else {
      words.push_back(argument);
    }
    is_value = option != nullptr && !joined;
  }
  return words;
}

std::string CommandLine::help(std::size_t width) const {
  const auto row = [](const Option& option) {
    const std::string value = option.value.empty()       ? ""
                              : option.otherwise.empty() ? " " + option.value
                                                         : "[=" + option.value + "]";
    return HelpRow{
        .term = fmt::format("{}--{}{}", option.letter == 0 ? "    " : fmt::format("-{}, ", option.letter),
                            option.name, value),
        .text = option.help};
  };
  std::vector<std::vector<HelpRow>> rows(groups_.size());
  std::vector<HelpRow> all;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    std::ranges::transform(groups_[i].options, std::back_inserter(rows[i]), row);
    std::ranges::copy(rows[i], std::back_inserter(all));
  }
  const std::size_t terms = term_width(all, width);
  std::string text = wrapped("usage: " + usage_, width) + "\n" + wrapped(summary_, width);
  const auto append = [&](std::size_t group) {
    text += "\n" + wrapped(groups_[group].heading + ":", width) + two_columns(rows[group], width, terms);
  };
  for (std::size_t i = 1; i < groups_.size(); ++i) append(i);
  append(0);
  if (!ending_.empty()) text += "\n" + wrapped(ending_, width);
  if (!examples_.empty()) text += "\nExamples:\n";
  for (const Example& example : examples_)
    text += wrapped_command(example.command, width, 2) + wrapped(example.what, width, 6);
  return text;
}

}  // namespace pensum::app
