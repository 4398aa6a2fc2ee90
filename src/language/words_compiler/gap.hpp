// What a language says where it has no words of its own: the English sentence, told from the others.
#pragma once

#include "language/words_compiler/pattern.hpp"

namespace pensum::words_compiler {

/// `english` as a language says it whose plural forms and digits are others: its words between the marks of
/// base/gap_marks.hpp, the texts that they hold outside of them; from left to right, whatever is around it.
Message in_english(const Message& english, bool among_right_to_left);

}  // namespace pensum::words_compiler
