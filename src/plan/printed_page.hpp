// Where the pages of a printed plan begin, in the plan's own terms: what another medium needs to list them.
#pragma once

#include "course/catalog.hpp"

#include <compare>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace pensum {

struct InOverview {
  friend auto operator<=>(const InOverview&, const InOverview&) = default;
};

/// At a task of a study day; its reviews count on from there.
struct InDay {
  std::size_t day = 0;
  std::size_t task = 0;
  friend auto operator<=>(const InDay&, const InDay&) = default;
};

/// At a lesson of the lesson index.
struct InIndex {
  LessonIndex lesson = 0;
  friend auto operator<=>(const InIndex&, const InIndex&) = default;
};

/// At the answer to one of a lesson's questions.
struct InAnswers {
  LessonIndex lesson = 0;
  std::size_t check = 0;
  friend auto operator<=>(const InAnswers&, const InAnswers&) = default;
};

/// Ordered as they are read.
using PlanPlace = std::variant<InOverview, InDay, InIndex, InAnswers>;

/// A page that begins at a place which every medium has.
struct PrintedPage {
  std::string label;  ///< the page's own number
  PlanPlace start;    ///< the first such place on it
};

/// The pages of a plan in print.
struct PageList {
  std::vector<PrintedPage> pages;
  std::string of;  ///< what print they are pages of, such as "PDF, A4, portrait"
};

}  // namespace pensum
