// How long something takes, from what its source tells of it.
#pragma once

#include "base/units.hpp"
#include "course/reading.hpp"
#include "import/outline.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace pensum::importing {

/// What counts where a source gives no duration.
struct Pace {
  Minutes by_default{20};  ///< of a lesson of which the source tells nothing
  std::int64_t words_a_minute = usual_words_a_minute;
};

/// From what minutes were found.
enum class Basis { said, content, video, by_default };

struct Length {
  Minutes minutes;  ///< at least 1; may be more than a lesson can take
  Basis basis = Basis::by_default;
  std::string why;  ///< in English, such as “1,673 words, 2 pictures”
};

/// `effort` as minutes, rounded up. A duration of the source's own counts first; what else there is comes on
/// top of it only where `effort` is that of several parts.
Length length_of(const Effort& effort, const Pace& pace);

/// The effort of `node` and of all below it. Where a node tells its duration, that of its children is in it.
Effort effort_with_children(const Node& node);

/// `minutes` in as few equal parts as lessons can be made of: the first ones are longer by a minute where it
/// does not come out even.
std::vector<Minutes> in_parts(Minutes minutes);

/// The number `count` with a comma before each three digits, as English has it.
std::string grouped(std::int64_t count);

/// Such as “1 lesson”, “1,673 words”.
std::string counted(std::int64_t count, std::string_view one, std::string_view many = {});

}  // namespace pensum::importing
