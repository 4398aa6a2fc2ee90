// One plan as several kinds of files.
#pragma once

#include "base/beside.hpp"
#include "base/shared_bytes.hpp"
#include "io/resources.hpp"
#include "plan/plan.hpp"
#include "press/kinds.hpp"
#include "press/press.hpp"
#include "press/rendering.hpp"

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace pensum::press {

/// What can be done for files before there is a plan, on another thread where that is sooner.
class GettingReady {
 public:
  /// Loads what `kinds` need at their end: for a print at once, for others on another thread.
  explicit GettingReady(KindSet kinds);
  /// Packs a file for those of them that carry what they were made from, if it is large enough for a thread;
  /// `rendering` knows it then.
  void pack(const SharedBytes& file, Rendering& rendering);
  /// The same for the plan's own file, if that is attached.
  void pack_plan(Rendering& rendering);

 private:
  void pack_all();

  KindSet kinds_;
  std::mutex mutex_;  ///< of these two
  std::deque<std::shared_ptr<const SharedStream>> waiting_;
  bool at_work_ = false;  ///< whether a thread is, which packs what is waiting before it ends
  std::list<Beside<void>> threads_;
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
