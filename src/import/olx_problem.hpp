// Problems of Open edX.
#pragma once

#include "import/plain_check.hpp"

#include <pugixml.hpp>

#include <vector>

namespace pensum::importing {

/// The questions in `problem` that have one fixed answer: choices, texts, numbers.
std::vector<PlainCheck> checks_of_problem(pugi::xml_node problem);

}  // namespace pensum::importing
