// Problems of Open edX.
#pragma once

#include "course/catalog.hpp"

#include <pugixml.hpp>

#include <vector>

namespace pensum::importing {

/// The questions in `problem` that have one fixed answer: choices, texts, numbers.
std::vector<Check> checks_of_problem(pugi::xml_node problem);

}  // namespace pensum::importing
