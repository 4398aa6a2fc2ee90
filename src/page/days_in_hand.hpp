// The days of a plan that is made again, on the pages on which their dates are in hand.
#pragma once

#include "page/composition.hpp"
#include "page/day_pieces.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace pensum::page {

class DaysInHand {
 public:
  /// `draw_page` draws pieces that stand on a page, or in a column, one below the other.
  DaysInHand(Composition& composition, const Section& section, DayPieces& days,
             std::function<void(const PageRange&)> draw_page);

  /// The pages of the section.
  void draw();
  /// The pages behind the other sections: those that are in hand, then new ones for what has no room.
  void draw_rest();

 private:
  /// Pieces that follow each other on a page; `from` is the page that had no room for them and refers to
  /// them.
  struct Run {
    std::size_t first = 0;
    std::size_t last = 0;
    std::optional<std::size_t> from{};
  };
  /// What is on each page, by its number.
  using Pages = std::map<std::size_t, std::vector<Run>>;

  void find_runs();
  void set_as_in_hand();
  std::set<std::size_t> changed_pages() const;
  void draw_behind(Pages::iterator page);
  void join_long_day(Pages::iterator page);
  bool next_section_begins_on(std::size_t section, std::size_t page) const;
  void draw_group(std::size_t page, std::vector<Run>& runs, std::size_t pages, Points bottom);
  void draw_runs(std::span<const Run> runs, Points bottom);
  std::vector<PageRange> ranges(std::size_t first, std::size_t last, Points bottom) const;
  bool fits(std::span<const Run> runs, std::size_t pages, Points bottom) const;
  Points height(std::span<const Run> runs) const;
  void refer_to_rest(std::size_t page);
  void move_to_rest(const Run& run);
  void draw_page_of(const Run& run, const PageRange& page);
  void note_rest(std::size_t from, const PageRange& page);

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  const Section& section_;
  DayPieces& days_;
  std::function<void(const PageRange&)> draw_page_;
  Pages on_pages_;                                 // what is still to be drawn of those in hand
  std::set<std::size_t> referring_;                // those that refer to others, on which whole days are
  std::set<std::size_t> tight_pages_;              // those whose days are closer together
  std::map<std::size_t, PlaceId> places_of_rest_;  // by the page that refers to it
  std::vector<Run> rest_;                          // to new pages
};

}  // namespace pensum::page
