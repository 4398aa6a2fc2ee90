// What may come next on a command line, for the shells that complete it: bash, zsh and fish ask pensum
// itself, so all three offer the same, and what pensum has.
#pragma once

#include "app/commands.hpp"
#include "app/exit_status.hpp"
#include "app/world.hpp"

#include <string_view>

namespace pensum::app {

/// The word that shells give instead of a command.
inline constexpr std::string_view completion_word = "__complete";

/// `words` are those behind “pensum”, up to the one that is being completed, which may be empty. Prints a
/// line for each word that may stand in its place: the word, and behind a tab what it means. A line that
/// begins with a colon asks for files instead: “:files”, with the endings that they may have, or “:folders”;
/// their names stand in the place of the word, behind the “=” of an option. Nothing is an error: there is
/// nothing to offer then.
ExitStatus complete(Arguments words, World& world);

/// Whether it is known what stands for `value` in help, such as “DATE” or “even|early”: what may be written
/// there, or that this is anybody's own.
bool knows_value(std::string_view value);

}  // namespace pensum::app
