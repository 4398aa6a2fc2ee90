// Some pages of a document on their own.
#include "document/pages.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace pensum::document {
namespace {

using NewPages = std::vector<std::optional<std::size_t>>;

/// Links that lead to pages that are gone become text.
void unlink(Document& document, Page& page, const NewPages& now) {
  std::deque<Operation> kept;
  std::size_t margins = page.margins;
  for (std::size_t i = 0; i < page.operations.size(); ++i) {
    const auto* link = std::get_if<LinkArea>(&page.operations[i]);
    const auto* place = link == nullptr ? nullptr : std::get_if<PlaceId>(&link->target);
    if (place == nullptr || now[document.places[*place].page]) {
      kept.push_back(std::move(page.operations[i]));
      continue;
    }
    if (link->element != artifact) document.elements[link->element].role = Role::span;
    if (i < page.margins && page.margins <= page.operations.size()) --margins;
  }
  page.operations = std::move(kept);
  page.margins = margins;
}

}  // namespace

Document excerpt(Document document, const std::vector<std::size_t>& pages) {
  NewPages now(document.pages.size());
  std::deque<Page> kept;
  for (const std::size_t page : pages) {
    now[page] = kept.size();
    kept.push_back(std::move(document.pages[page]));
  }
  document.pages = std::move(kept);
  for (Page& page : document.pages) unlink(document, page, now);
  std::vector<Bookmark> bookmarks;
  for (Bookmark& bookmark : document.bookmarks) {
    if (!now[document.places[bookmark.place].page]) continue;
    // Without its parent it takes the parent's place.
    bookmark.level = bookmarks.empty() ? 0 : std::min(bookmark.level, bookmarks.back().level + 1);
    bookmarks.push_back(std::move(bookmark));
  }
  document.bookmarks = std::move(bookmarks);
  for (PlaceOnPage& place : document.places) place.page = now[place.page].value_or(0);
  document.starts.clear();
  return document;
}

}  // namespace pensum::document
