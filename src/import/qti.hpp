// Quizzes in QTI 1.2, as course cartridges have them.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace pensum::importing {

struct Quiz {
  std::string title;  ///< may be empty
  std::vector<Check>
      checks;  ///< of questions that have an answer: choices, true or false, blanks to fill, pairs
  std::size_t questions = 0;  ///< all of them
};

/// Errors: `bytes` are not well-formed XML.
Result<Quiz> read_qti(std::string bytes, std::string file);

}  // namespace pensum::importing
