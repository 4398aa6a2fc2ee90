// Markdown of tools that have more than CommonMark: MkDocs, Docusaurus, Quarto, MyST, GitBook.
#pragma once

#include <string>
#include <string_view>

namespace pensum::importing {

/// `text` as CommonMark, each line in its place: blocks that tools set apart are quotes with their title in
/// bold, tabs follow one another, formulas in TeX are code, attributes and what only programs read are left
/// out. MyST's directives become fences with their name: “~~~ {note}”. Linear in its bytes.
std::string as_common_markdown(std::string_view text);

/// What is in the braces and behind them in the first line of a directive of MyST: “{figure} a.png”.
struct Directive {
  std::string name;      ///< such as “figure”; empty: it is none
  std::string argument;  ///< may be empty
};
Directive directive_in(std::string_view info);

/// What a directive holds: lines of code, a picture, text with a title or without; or it is for a program.
enum class DirectiveKind { code, picture, titled, plain, silent };
DirectiveKind kind_of(std::string_view name);

/// The title of a directive that has one; may be empty.
std::string title_of(const Directive& directive);

/// The lines of a directive without the options at their beginning, such as “:alt: A picture”.
std::string_view behind_options(std::string_view lines);

/// The value of an option of a directive; empty where it has none.
std::string option_of(std::string_view lines, std::string_view name);

/// A name as a title: “callout-note” is “Callout note”.
std::string title_of_name(std::string_view name);

}  // namespace pensum::importing
