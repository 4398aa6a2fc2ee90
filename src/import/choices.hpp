// The choices of a question, as words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pensum::importing {

struct Choice {
  std::string text;
  bool right = false;
};

/// “a) one b) two”; without letters where the texts begin with some of their own.
std::string listed(const std::vector<Choice>& choices);

/// The right ones in the same manner, with “; ” between; empty where none is right.
std::string right_ones(const std::vector<Choice>& choices, bool with_letters);

/// `parts` with `between` between them.
std::string joined(const std::vector<std::string>& parts, std::string_view between);

}  // namespace pensum::importing
