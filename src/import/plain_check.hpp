// A question as most sources have it.
#pragma once

#include <string>

namespace pensum::importing {

/// A question with its answer, without marks in them.
struct PlainCheck {
  std::string question;
  std::string answer;

  friend bool operator==(const PlainCheck&, const PlainCheck&) = default;
};

}  // namespace pensum::importing
