#include "base/shared_work.hpp"

#include "base/heap.hpp"

#include <algorithm>

namespace pensum {

SharedWork::~SharedWork() {
  {
    const std::scoped_lock lock(mutex_);
    waiting_.clear();
    size_ = 0;
  }
  close();
}

bool SharedWork::is_helped(std::size_t size) {
  if (helper_ || !may_have_help_) return helper_.has_value();
  done_ += size;
  if (std::max(done_, expected_) < sizes_.before_help) return false;
  closed_ = false;
  if (has_processors()) helper_.emplace([this, expected = expected_] { help(expected); });
  if (helper_ && !helper_->has_thread()) helper_.reset();
  return may_have_help_ = helper_.has_value();
}

void SharedWork::add(std::size_t size, Work work) {
  if (!is_helped(size)) return work(Hand::own);
  Work mine;
  {
    const std::scoped_lock lock(mutex_);
    // Begun last, a large piece would be waited for alone.
    const bool large = size >= sizes_.at_a_time;
    waiting_.insert(large ? waiting_.begin() : waiting_.end(), {size, std::move(work)});
    size_ += size;
    if (size_ >= sizes_.at_a_time) more_.notify_one();
    if (size_ > sizes_.most) mine = take();
  }
  if (mine) mine(Hand::own);
}

void SharedWork::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  more_.notify_one();
}

bool SharedWork::do_next() {
  const Work mine = [this] {
    const std::scoped_lock lock(mutex_);
    return take();
  }();
  if (mine) mine(Hand::own);
  return mine != nullptr;
}

void SharedWork::help_until(const std::function<bool()>& enough) {
  close();
  while (!enough()) {
    if (!do_next()) return finish();
  }
}

void SharedWork::finish() {
  done_ = expected_ = 0;
  if (!helper_) return;
  close();
  while (do_next()) {
  }
  struct End {
    std::optional<Beside<void>>& helper;
    ~End() { helper.reset(); }
  } const end{helper_};
  helper_->get();
}

SharedWork::Work SharedWork::take() {
  if (waiting_.empty()) return nullptr;
  Piece piece = std::move(waiting_.front());
  waiting_.pop_front();
  size_ -= piece.size;
  return std::move(piece.work);
}

void SharedWork::help(std::size_t expected) {
  begin_heap();
  expect_memory(expected);
  std::unique_lock lock(mutex_);
  while (true) {
    more_.wait(lock, [this] { return size_ >= sizes_.at_a_time || closed_; });
    Work next = take();
    if (!next && closed_) return;
    for (; next; next = take()) {
      lock.unlock();
      std::exchange(next, nullptr)(Hand::helping);
      lock.lock();
    }
  }
}

}  // namespace pensum
