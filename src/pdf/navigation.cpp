#include "pdf/navigation.hpp"

#include "pdf/text_string.hpp"

#include <charconv>
#include <optional>
#include <variant>

namespace pensum::pdf {

namespace {

// Below this many bookmarks all are shown, else those of the first level.
constexpr std::size_t most_shown = 40;

Array destination(Objects& objects, document::PlaceId id, const document::Document& document,
                  const std::vector<Dictionary>& pages) {
  const document::PlaceOnPage& place = document.places[id];
  const Points top = document.pages[place.page].height - place.top;
  Array array = objects.array(5);
  array.add(pages[place.page]).name("XYZ").null().integer((top.milli + 999) / 1000).null();
  return array;
}

struct Label {
  std::string_view prefix;
  std::uint32_t number = 0;
};

// A label's decimal number at its end, unless that has leading zeros, which PDF cannot express.
Label split(std::string_view label) {
  std::size_t digits = label.size();
  while (digits > 0 && label[digits - 1] >= '0' && label[digits - 1] <= '9' && label.size() - digits < 9) {
    --digits;
  }
  while (digits < label.size() && label[digits] == '0') ++digits;
  std::uint32_t number = 0;
  std::from_chars(label.data() + digits, label.data() + label.size(), number);
  return {label.substr(0, digits), number};
}

}  // namespace

Dictionary link_annotation(Objects& objects, const document::LinkArea& area, Points page_height,
                           const document::Document& document, const std::vector<Dictionary>& pages) {
  const document::Rectangle& on = area.area;
  Array rectangle = objects.array(4);
  rectangle.real(on.left.milli).real((page_height - on.top - on.height).milli);
  rectangle.real((on.left + on.width).milli).real((page_height - on.top).milli);
  Dictionary link = objects.numbered();
  link.name("Type", "Annot")
      .name("Subtype", "Link")
      .add("Rect", rectangle)
      .add("Border", objects.array(3).integer(0).integer(0).integer(0))
      .integer("F", 4);  // printed, as PDF/A asks
  const auto* uri = std::get_if<std::string>(&area.target);
  link.text("Contents", !area.spoken.empty() ? area.spoken : uri ? *uri : "Link");
  if (uri) {
    link.add("A", objects.dictionary().name("S", "URI").ascii("URI", to_ascii_uri(*uri)));
  } else {
    link.add("Dest", destination(objects, std::get<document::PlaceId>(area.target), document, pages));
  }
  return link;
}

OutlineItems outline_items(Objects& objects, const document::Document& document,
                           const std::vector<Dictionary>& pages, Dictionary parent) {
  struct Item {
    Dictionary dictionary;
    unsigned level = 0;  // 0 is the parent of all
    OutlineItems below{};
  };
  std::vector<Item> path{{.dictionary = parent, .level = 0}};
  const bool all_shown = document.bookmarks.size() <= most_shown;

  // The last item of the path has all its children: record that in it.
  const auto close = [&] {
    Item item = path.back();
    path.pop_back();
    if (item.below.first) {
      item.dictionary.add("First", item.below.first).add("Last", item.below.last);
      item.dictionary.integer("Count", all_shown ? item.below.visible : -item.below.visible);
    }
    // A closed item's descendants are not counted as shown.
    path.back().below.visible += 1 + (all_shown ? item.below.visible : 0);
  };

  for (const document::Bookmark& bookmark : document.bookmarks) {
    while (path.size() > 1 && path.back().level > bookmark.level) close();
    Dictionary item = objects.numbered();
    Item& above = path.back();
    item.text("Title", bookmark.title)
        .add("Parent", above.dictionary)
        .add("Dest", destination(objects, bookmark.place, document, pages));
    if (above.below.last) {
      item.add("Prev", above.below.last);
      above.below.last.add("Next", item);
    } else {
      above.below.first = item;
    }
    above.below.last = item;
    path.push_back({.dictionary = item, .level = bookmark.level + 1});
  }
  while (path.size() > 1) close();
  return path.front().below;
}

Dictionary outline(Objects& objects, const document::Document& document,
                   const std::vector<Dictionary>& pages) {
  Dictionary root = objects.numbered();
  const OutlineItems items = outline_items(objects, document, pages, root);
  return root.add("First", items.first)
      .add("Last", items.last)
      .integer("Count", items.visible)
      .name("Type", "Outlines");
}

std::vector<LabelRange> label_ranges(const std::vector<document::Page>& pages) {
  std::vector<LabelRange> ranges;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    const Label label = split(pages[page].label);
    if (!ranges.empty()) {
      const LabelRange& range = ranges.back();
      const bool same = range.prefix == label.prefix;
      if (same && range.number == 0 && label.number == 0) continue;
      if (same && range.number != 0 && label.number == range.number + (page - range.first)) continue;
    }
    ranges.push_back({.first = page, .prefix = std::string(label.prefix), .number = label.number});
  }
  return ranges;
}

Dictionary label(Objects& objects, const LabelRange& range) {
  Dictionary label = objects.dictionary();
  if (range.number != 0) label.name("S", "D");
  if (range.number > 1) label.integer("St", range.number);
  if (!range.prefix.empty()) label.text("P", range.prefix);
  return label;
}

Dictionary page_labels(Objects& objects, const std::vector<document::Page>& pages) {
  const std::vector<LabelRange> ranges = label_ranges(pages);
  Array numbers = objects.array(2 * ranges.size());
  for (const LabelRange& range : ranges) {
    numbers.integer(static_cast<std::int64_t>(range.first)).add(label(objects, range));
  }
  return objects.numbered().add("Nums", numbers);
}

std::string to_ascii_uri(std::string_view uri) {
  std::string out;
  for (const char c : uri) {
    const bool plain =
        c > ' ' && c < 0x7F && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      append_hex(out, std::string_view(&c, 1));
    }
  }
  return out;
}

}  // namespace pensum::pdf
