#include "press/edition.hpp"

#include "base/beside.hpp"
#include "base/heap.hpp"
#include "press/attachments.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <future>
#include <optional>
#include <utility>

namespace pensum::press {

namespace {

/// Takes a print's pages to the book made beside it. The thread that puts them in must close it, whatever
/// happens.
class PageExchange {
 public:
  void put(PageList list) {
    if (!std::exchange(put_, true)) promise_.set_value(std::move(list));
  }
  PageList get() const { return future_.get(); }

  struct Closing {
    PageExchange& exchange;
    ~Closing() { exchange.put({}); }
  };

 private:
  bool put_ = false;
  std::promise<PageList> promise_;
  std::shared_future<PageList> future_ = promise_.get_future();
};

}  // namespace

GettingReady::GettingReady(KindSet kinds) : kinds_(std::move(kinds)) {
  std::vector<void (*)()> all;
  for (const Kind* kind : kinds_) {
    if (kind->get_ready != nullptr) all.push_back(kind->get_ready);
  }
  if (all.empty() || !has_processors()) return;
  // A print needs it as soon as there is a plan, and two threads that change the process's memory stop each
  // other.
  if (std::ranges::any_of(kinds_, &Kind::needs_pages)) {
    for (const auto get_ready : all) get_ready();
    return;
  }
  at_work_ = true;
  threads_.emplace_back([this, all = std::move(all)] {
    for (const auto get_ready : all) get_ready();
    pack_all();
  });
}

void GettingReady::pack(const SharedBytes& file, Rendering& rendering) {
  constexpr std::size_t fewest_bytes = std::size_t{128} << 10;
  if (file->size() < fewest_bytes || std::ranges::none_of(kinds_, &Kind::carries_course)) return;
  rendering.shared.push_back(std::make_shared<const SharedStream>(file));
  {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(rendering.shared.back());
    // Another thread would wait for the one that loads, and so would this one for it to begin.
    if (std::exchange(at_work_, true)) return;
  }
  threads_.emplace_back([this] { pack_all(); });
}

void GettingReady::pack_plan(Rendering& rendering) {
  // A print has one of its own, which tells of its pages.
  if (std::ranges::all_of(kinds_, &Kind::needs_pages)) return;
  const auto plan = std::ranges::find(rendering.attachments, plan_name, &pdf::Attachment::name);
  if (plan != rendering.attachments.end()) pack(plan->bytes, rendering);
}

void GettingReady::pack_all() {
  while (true) {
    std::shared_ptr<const SharedStream> next;
    {
      const std::scoped_lock lock(mutex_);
      at_work_ = !waiting_.empty();
      if (!at_work_) return;
      next = std::move(waiting_.front());
      waiting_.pop_front();
    }
    begin_heap();
    next->pack();
  }
}

Edition render_at_once(const Plan& plan, const KindSet& kinds, const Rendering& rendering,
                       const io::Resources& resources) {
  std::vector<const Kind*> on_pages;
  std::vector<const Kind*> others;
  // A text does not fill a large page; what is printed or bound does.
  if (std::ranges::any_of(kinds, [](const Kind* kind) { return kind->get_ready != nullptr; })) begin_heap();
  for (const Kind* kind : kinds) (kind->needs_pages ? on_pages : others).push_back(kind);
  PageExchange exchange;
  const auto print = [&] {
    const PageExchange::Closing closing{exchange};
    if (!others.empty()) begin_heap();
    Press press(resources);
    press.share(rendering.shared);
    Result<Pages> pages = press.compose(plan, rendering);
    if (pages) exchange.put(pages->list());
    Edition printed;
    for (const Kind* kind : on_pages) {
      RenderSource source{.plan = plan, .rendering = rendering};
      if (pages) source.pages = &*pages;
      if (pages && kind == on_pages.back()) source.spent = &*pages;
      printed.emplace(kind, pages ? kind->render(press, source) : std::unexpected(pages.error()));
    }
    return printed;
  };
  // A thread of its own has memory of its own, beside what this one has used and let go.
  if (others.empty()) return print();
  std::optional<Beside<Edition>> printing;
  Edition edition;
  if (!on_pages.empty()) {
    printing.emplace(print);
    // Without another thread, the book would wait for pages that no thread composes.
    if (!printing->has_thread()) edition = printing->get();
  }
  RenderSource source{.plan = plan, .rendering = rendering};
  if (printing) source.page_list = [&] { return exchange.get(); };
  Press press(resources);
  press.share(rendering.shared);
  for (const Kind* kind : others) edition.emplace(kind, kind->render(press, source));
  if (printing && printing->has_thread()) edition.merge(printing->get());
  return edition;
}

bool need_pages(const std::vector<const Kind*>& kinds) {
  return std::ranges::any_of(kinds, [](const Kind* kind) { return kind->needs_pages; });
}

Result<std::vector<Rendered>> render_in_turn(Press& press, const Plan& plan,
                                             const std::vector<const Kind*>& kinds,
                                             const Rendering& rendering, const Pages* pages) {
  RenderSource source{.plan = plan, .rendering = rendering, .pages = pages};
  // A book lists the pages of the print that is handed out with it.
  if (need_pages(kinds)) source.page_list = [&] { return pages->list(); };
  std::vector<Rendered> all;
  for (const Kind* kind : kinds) {
    Result<Rendered> rendered = kind->render(press, source);
    if (!rendered) return std::unexpected(std::move(rendered.error()));
    all.push_back(*std::move(rendered));
  }
  return all;
}

}  // namespace pensum::press
