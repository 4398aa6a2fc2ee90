#include "press/combined.hpp"

#include <utility>

namespace pensum::press {

Result<void> Combined::add(std::size_t position, const Pages& pages, const std::string& name) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return given_up_ || turn_ == position; });
  if (given_up_) return {};
  Result<void> added;
  if (Result<std::string> bytes = collection_.add(pages.document, pages.fonts, name); bytes) {
    added = file_.append(*bytes);
  } else {
    added = std::unexpected(std::move(bytes.error()));
  }
  empty_ = false;
  ++turn_;
  changed_.notify_all();
  return added;
}

void Combined::pass(std::size_t position) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return given_up_ || turn_ == position; });
  ++turn_;
  changed_.notify_all();
}

void Combined::give_up() {
  const std::scoped_lock lock(mutex_);
  given_up_ = true;
  changed_.notify_all();
}

Result<bool> Combined::finish() {
  if (empty_ || given_up_) return false;
  const Result<std::string> end = collection_.finish();
  if (!end) return std::unexpected(end.error());
  if (Result<void> done = file_.append(*end); !done) return std::unexpected(std::move(done.error()));
  if (Result<void> done = file_.commit(); !done) return std::unexpected(std::move(done.error()));
  return true;
}

}  // namespace pensum::press
