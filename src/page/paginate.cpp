#include "page/paginate.hpp"

#include "fit/total_fit.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace pensum::page {
namespace {

/// Blocks that no break may divide, as one item: a heading with what it heads.
struct Group {
  std::size_t last = 0;  ///< one past its last block
  Points repeated;
  Points below;
  bool begins_head = false;
};

/// What a head keeps: rows; or blocks of as many rows as it may be.
enum class Keep { rows, blocks };

/// Where the groups end: which blocks stay with those before them.
class Grouping {
 public:
  Grouping(std::span<const Block> blocks, Points page, Keep keep)
      : blocks_(blocks), page_(page), keep_(keep) {}

  /// Whether a group may end after the block; called for one block after the other.
  bool ends_behind(std::size_t i) {
    const Block& block = blocks_[i];
    height_ += block.height;
    if (block.head) {
      below_head_ = Below{};
    } else if (below_head_) {
      below_head_->rows += block.rows;
      ++below_head_->blocks;
    }
    if (i + 1 < blocks_.size() && (block.head || block.keep_with_next || head_keeps(blocks_[i + 1]))) {
      return false;
    }
    height_ = {};
    below_head_.reset();
    return true;
  }

 private:
  /// What is below the group's last head.
  struct Below {
    std::size_t rows = 0;
    std::size_t blocks = 0;
  };

  bool head_keeps(const Block& next) const {
    if (!below_head_ || next.head) return false;
    const Points height = height_ + next.height - next.below;
    if (below_head_->rows < rows_with_head) return height <= page_;
    return keep_ == Keep::blocks && below_head_->blocks < rows_with_head && height * 2 <= page_;
  }

  std::span<const Block> blocks_;
  Points page_;
  Keep keep_;
  Points height_;  ///< of the group up to now
  std::optional<Below> below_head_;
};

/// Groups as items, pages as slots, squared unused height as cost. The unit of height is a tenth of
/// a point, so that documents of any length are far below the limit of 64 bits.
class Pages {
 public:
  using Cost = std::int64_t;

  Pages(std::span<const Block> blocks, Keep keep, Points first_page, Points page, bool bare,
        std::size_t begun)
      : first_page_(first_page), page_(page), bare_(bare), begun_(begun) {
    Points height;
    heights_.push_back({});
    Grouping grouping(blocks, page, keep);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      height += blocks[i].height;
      if (!grouping.ends_behind(i)) continue;
      const std::size_t first = groups_.empty() ? 0 : groups_.back().last;
      groups_.push_back({i + 1, blocks[first].repeated, blocks[i].below, blocks[first].head});
      has_heads_ = has_heads_ || blocks[first].head;
      heights_.push_back(height);
    }
  }

  std::size_t items() const { return groups_.size(); }
  std::size_t slots() const { return slots_; }
  bool fits(std::size_t first, std::size_t last, std::size_t slot) const {
    if (first == last) return true;
    if (height(first, last) <= room(slot)) return true;
    return last - first == 1 && room(slot) == page_;  // a group higher than a page gets one of its own
  }
  Cost cost(std::size_t first, std::size_t last, std::size_t slot) const {
    if (first == last && slot < begun_ && !bare_) return 0;  // the page already begun need not be used
    const std::int64_t off = (room(slot) - height(first, last)).milli / 100;
    // Only a block alone may run over the page's end, and only if it cannot be avoided.
    return (off < 0 ? off * off * 1'000'000 : off * off) + headless(first, last);
  }
  Cost bound(std::size_t, std::size_t) const { return 0; }

  Points unused(std::size_t first, std::size_t last, std::size_t slot) const {
    return std::max(room(slot) - height(first, last), Points{});
  }
  const Group& group(std::size_t item) const { return groups_[item]; }

  /// The fewest pages that hold all groups: the page already begun, then full ones, each filled
  /// from the front.
  void use_fewest_pages() {
    std::size_t first = 0;
    for (slots_ = 0; slots_ == 0 || first < items(); ++slots_) {
      std::size_t last = first;
      while (last < items() && fits(first, last + 1, slots_)) ++last;
      first = last;
    }
  }

 private:
  /// Of columns beside each other one that begins with a head is better, though they are less even.
  Cost headless(std::size_t first, std::size_t last) const {
    if (begun_ < 2 || !has_heads_ || first == 0 || first == last || groups_[first].begins_head) return 0;
    const std::int64_t worth = page_.milli / 600;
    return worth * worth;
  }
  Points room(std::size_t slot) const { return slot < begun_ ? first_page_ : page_; }
  Points height(std::size_t first, std::size_t last) const {
    if (first == last) return {};
    return heights_[last] - heights_[first] + groups_[first].repeated - groups_[last - 1].below;
  }

  Points first_page_;
  Points page_;
  bool bare_;
  std::size_t begun_;
  std::vector<Group> groups_;
  std::vector<Points> heights_;  ///< of all groups before
  std::size_t slots_ = 0;
  bool has_heads_ = false;
};

}  // namespace

std::size_t fewest_pages(std::span<const Block> blocks, Points page_height) {
  Pages pages(blocks, Keep::rows, {}, page_height, false, 0);
  pages.use_fewest_pages();
  return pages.slots();
}

std::vector<PageRange> paginate(std::span<const Block> blocks, Points first_page_height, Points page_height,
                                bool bare, std::size_t columns) {
  const auto keeping = [&](Keep keep) {
    Pages pages(blocks, keep, first_page_height, page_height, bare, columns);
    pages.use_fewest_pages();
    return pages;
  };
  const auto sheets = [&](const Pages& pages) { return (pages.slots() + columns - 1) / columns; };
  Pages pages = keeping(Keep::rows);
  if (std::ranges::any_of(blocks, &Block::head)) {
    Pages wider = keeping(Keep::blocks);
    if (sheets(wider) == sheets(pages)) pages = std::move(wider);
  }
  fit::TotalFit<Pages::Cost> engine;
  std::vector<PageRange> ranges;
  if (!engine.solve(pages)) return ranges;
  std::size_t first = 0;
  std::size_t block = 0;
  for (std::size_t slot = 0; slot < engine.ends().size(); ++slot) {
    const std::size_t last = engine.ends()[slot];
    const std::size_t end = last > first ? pages.group(last - 1).last : block;
    ranges.push_back({block, end, pages.unused(first, last, slot)});
    block = end;
    first = last;
  }
  return ranges;
}

}  // namespace pensum::page
