#include "pdf/navigation.hpp"

#include <charconv>
#include <utility>
#include <variant>

namespace pensum::pdf {

namespace {

// Below this many bookmarks all are shown, else those of the first level.
constexpr std::size_t most_shown = 40;

void append_destination(std::string& out, document::PlaceId id, const document::Document& document,
                        std::span<const Number> pages) {
  const document::PlaceOnPage& place = document.places[id];
  const Points top = document.pages[place.page].height - place.top;
  out += "/Dest[";
  append_reference(out, pages[place.page]);
  out += "/XYZ null ";
  append_integer(out, (top.milli + 999) / 1000);
  out += " null]";
}

// A bookmark among the others. The first of all, without a title, is the parent of those of the first level.
struct Item {
  Number number = 0;
  std::size_t parent = 0;             // its position
  std::size_t before = 0, after = 0;  // positions, or 0
  std::size_t last = 0;               // position of the last below it, or 0
  OutlineItems below{};
};

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

void append_link(std::string& out, const document::LinkArea& area, Points page_height,
                 std::int64_t structure_parent, const document::Document& document,
                 std::span<const Number> pages) {
  out += "<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect";  // printed, as PDF/A asks
  append_area(out, area.area, page_height);
  out += "/StructParent ";
  append_integer(out, structure_parent);
  const auto* uri = std::get_if<KeptText>(&area.target);
  const std::string_view target = uri ? uri->view() : "Link";
  append_text(out, "/Contents", area.spoken.empty() ? target : area.spoken.view());
  if (uri) {
    out += "/A<</S/URI";
    append_string(out, "/URI", to_ascii_uri(*uri));
    out += ">>";
  } else {
    append_destination(out, std::get<document::PlaceId>(area.target), document, pages);
  }
  out += ">>";
}

OutlineItems write_outline_items(Assembly& file, const document::Document& document,
                                 std::span<const Number> pages, Number parent) {
  const bool all_shown = document.bookmarks.size() <= most_shown;
  std::vector<Item> items{{.number = parent}};
  std::vector<std::size_t> path{0};  // from the parent of all to the last item
  std::vector<unsigned> levels{0};   // of those on the path, the parent's being 0
  for (const document::Bookmark& bookmark : document.bookmarks) {
    while (path.size() > 1 && levels.back() > bookmark.level) {
      path.pop_back();
      levels.pop_back();
    }
    const std::size_t at = items.size();
    Item item{.number = file.reserve(), .parent = path.back()};
    Item& above = items[item.parent];
    item.before = std::exchange(above.last, at);
    if (item.before == 0) above.below.first = item.number;
    above.below.last = item.number;
    if (item.before != 0) items[item.before].after = at;
    items.push_back(item);
    path.push_back(at);
    levels.push_back(bookmark.level + 1);
  }
  // From the last on, so that all below an item have been counted before it. A closed item's descendants are
  // not counted as shown.
  for (std::size_t at = items.size() - 1; at > 0; --at) {
    items[items[at].parent].below.visible += 1 + (all_shown ? items[at].below.visible : 0);
  }
  std::string out;
  for (std::size_t at = 1; at < items.size(); ++at) {
    const Item& item = items[at];
    const document::Bookmark& bookmark = document.bookmarks[at - 1];
    out = "<<";
    append_text(out, "/Title", bookmark.title);
    append_reference(out, "/Parent", items[item.parent].number);
    append_destination(out, bookmark.place, document, pages);
    if (item.before != 0) append_reference(out, "/Prev", items[item.before].number);
    if (item.after != 0) append_reference(out, "/Next", items[item.after].number);
    if (item.below.first != 0) {
      append_reference(out, "/First", item.below.first);
      append_reference(out, "/Last", item.below.last);
      out += "/Count ";
      append_integer(out, all_shown ? item.below.visible : -item.below.visible);
    }
    out += ">>";
    file.put(item.number, out);
  }
  return items.front().below;
}

Number write_outline(Assembly& file, const document::Document& document, std::span<const Number> pages) {
  const Number root = file.reserve();
  const OutlineItems items = write_outline_items(file, document, pages, root);
  std::string out = "<</Type/Outlines";
  append_reference(out, "/First", items.first);
  append_reference(out, "/Last", items.last);
  out += "/Count ";
  append_integer(out, items.visible);
  out += ">>";
  file.put(root, out);
  return root;
}

std::vector<LabelRange> label_ranges(const std::deque<document::Page>& pages) {
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

Dictionary page_labels(Objects& objects, const std::deque<document::Page>& pages) {
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
