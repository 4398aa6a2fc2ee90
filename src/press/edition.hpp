// One plan as several kinds of files.
#pragma once

#include "base/beside.hpp"
#include "io/resources.hpp"
#include "plan/plan.hpp"
#include "press/kinds.hpp"
#include "press/press.hpp"
#include "press/rendering.hpp"

#include <map>
#include <optional>
#include <vector>

namespace pensum::press {

/// Gets kinds ready on another thread, if one is to be had: while a plan is made.
class GettingReady {
 public:
  explicit GettingReady(const KindSet& kinds);

 private:
  std::optional<Beside<void>> thread_;
};

using Edition = std::map<const Kind*, Result<Rendered>>;

/// The plan as each of the kinds: what is printed on pages and the rest at the same time.
Edition render_at_once(const Plan& plan, const KindSet& kinds, const Rendering& rendering,
                       const io::Resources& resources);

bool need_pages(const std::vector<const Kind*>& kinds);

/// The plan as one kind after the other, by a press that goes on to other plans. `pages` are there where a
/// kind needs them.
Result<std::vector<Rendered>> render_in_turn(Press& press, const Plan& plan,
                                             const std::vector<const Kind*>& kinds,
                                             const Rendering& rendering, const Pages* pages);

}  // namespace pensum::press
