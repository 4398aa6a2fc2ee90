// Decks of Anki: questions for a course.
#pragma once

#include "course/catalog.hpp"
#include "import/format.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace pensum::importing {

struct Question {
  Check check;
  std::vector<std::string> labels;  ///< names of decks from the outer to the inner one, then tags
};

struct Deck {
  std::vector<Question> questions;  ///< in the order in which they were written
  std::vector<LeftOut> left_out;
};

/// Whether `input` is a packed deck or collection (.apkg, .colpkg).
bool is_deck(const Input& input);

/// The notes of a packed deck with words in question and answer. Errors: it is damaged, or has no notes.
Result<Deck> read_deck(const Input& input);

/// A lesson that questions may go to.
struct QuestionTarget {
  std::string id;
  std::string title;
  std::vector<Check>* checks = nullptr;
};

struct Attached {
  std::size_t count = 0;              ///< questions that went to a lesson
  std::size_t known = 0;              ///< questions that their lesson has already
  std::vector<const Question*> rest;  ///< of the deck: no label of theirs is a lesson's id or title
};

/// Adds each question to the first lesson whose id or title one of its labels is: capitals, spaces, “-” and
/// “_” make no difference, and of “course::sorting” the last part counts as well.
Attached attach(const Deck& deck, const std::vector<QuestionTarget>& lessons);

}  // namespace pensum::importing
