// The choices of a question, as words.
#pragma once

#include "course/rich_text.hpp"

#include <vector>

namespace pensum::importing {

struct Choice {
  RichText text;
  bool right = false;
};

/// “a) one b) two”; without letters where the texts begin with some of their own.
RichText listed(const std::vector<Choice>& choices);

/// The right ones in the same manner, with “; ” between; empty where none is right.
RichText right_ones(const std::vector<Choice>& choices, bool with_letters);

}  // namespace pensum::importing
