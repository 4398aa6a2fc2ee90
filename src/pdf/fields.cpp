#include "pdf/fields.hpp"

#include "pdf/content.hpp"
#include "pdf/numbers.hpp"

namespace pensum::pdf {

namespace {

std::string escaped(std::string_view part) {
  std::string out;
  for (const char c : part) {
    if (c == '.') {
      out += "%2E";
    } else if (c == '%') {
      out += "%25";
    } else {
      out += c;
    }
  }
  return out;
}

bool nests(std::string_view name, const std::set<std::string_view>& names) {
  if (name.empty() || name.front() == '.' || name.back() == '.') return false;
  if (name.find('%') != std::string_view::npos || name.find("..") != std::string_view::npos) return false;
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
    if (names.contains(name.substr(0, dot))) return false;
  }
  return true;
}

// Repeats what "Parent" tells: pdfunite does not follow that, nor the form of any file but the first,
// and would lose the fields that widgets belong to. (The key is a private one, which readers pass over.)
constexpr const char* way_up = "PENSUM_Parent";

// Two strokes with round ends, in hundredths of the box.
std::string tick(const document::TickBox& box) {
  constexpr std::int64_t points[][2] = {{22, 52}, {42, 26}, {79, 76}};
  std::string out;
  append_color(out, box.color, Paint::stroke);
  out += "1 J 1 j ";
  append_length(out, box.area.width.scaled(12, 100));
  out += " w\n";
  const char* op = " m ";
  for (const auto& [x, y] : points) {
    append_length(out, box.area.width.scaled(x, 100));
    out += ' ';
    append_length(out, box.area.height.scaled(y, 100));
    out += op;
    op = " l ";
  }
  out += "S\n";
  return out;
}

}  // namespace

std::vector<std::string> partial_names(std::string_view name, const std::set<std::string_view>& names) {
  std::vector<std::string> parts;
  if (nests(name, names)) {
    for (std::size_t first = 0; first <= name.size();) {
      const std::size_t dot = std::min(name.find('.', first), name.size());
      parts.emplace_back(name.substr(first, dot - first));
      first = dot + 1;
    }
    return parts;
  }
  const std::size_t dot = name.find('.');
  const bool grouped = dot != std::string_view::npos && dot > 0 && dot + 1 < name.size() &&
                       !names.contains(name.substr(0, dot)) &&
                       name.substr(0, dot).find('%') == std::string_view::npos;
  if (grouped) {
    parts.emplace_back(name.substr(0, dot));
    name.remove_prefix(dot + 1);
  }
  parts.push_back(name.empty() ? "%" : escaped(name));
  return parts;
}

Dictionary Fields::widget(const document::TickBox& box, Points page_height) {
  const auto [found, added] = by_name_.try_emplace(box.name, fields_.size());
  if (added) fields_.push_back({.box = &box, .widgets = {}});
  const document::Rectangle& area = box.area;
  Array rectangle = objects_.array(4);
  rectangle.real(area.left.milli).real((page_height - area.top - area.height).milli);
  rectangle.real((area.left + area.width).milli).real((page_height - area.top).milli);
  Dictionary widget = objects_.numbered();
  widget.name("Type", "Annot")
      .name("Subtype", "Widget")
      .add("Rect", rectangle)
      .integer("F", 4)  // printed
      .add("AP", appearances(box))
      .name("AS", "Off");
  fields_[found->second].widgets.push_back(widget);
  return widget;
}

Dictionary Fields::appearances(const document::TickBox& box) {
  const std::string drawing = tick(box);
  Dictionary& shared = appearances_[{box.area.width.milli, box.area.height.milli, drawing}];
  if (shared) return shared;
  const auto form = [&](const std::string& content) {
    Array bounds = objects_.array(4);
    bounds.integer(0).integer(0).real(box.area.width.milli).real(box.area.height.milli);
    return objects_.stream(content)
        .name("Type", "XObject")
        .name("Subtype", "Form")
        .add("BBox", bounds)
        .add("Resources", objects_.dictionary());
  };
  Dictionary states = objects_.dictionary();
  states.add("Off", form("")).add("Yes", form(drawing));
  shared = objects_.shared().add("N", states);
  return shared;
}

Fields::Group& Fields::group(const std::string& path, const std::string& partial, Group& parent) {
  const auto [found, added] = groups_.try_emplace(path);
  Group& group = found->second;
  if (added) {
    group.dictionary = objects_.shared().text("T", partial);
    if (parent.dictionary) group.dictionary.add("Parent", parent.dictionary);
    parent.kids.push_back(group.dictionary);
  }
  return group;
}

Dictionary Fields::terminal(const Field& field, const std::string& partial) {
  // A field with one widget is one dictionary with it.
  Dictionary terminal = field.widgets.size() == 1 ? field.widgets.front() : objects_.numbered();
  terminal.name("FT", "Btn")
      .text("T", partial)
      .text("TU", field.box->spoken)
      .name("V", "Off")
      .name("DV", "Off");
  if (field.widgets.size() > 1) {
    Array kids = objects_.array(field.widgets.size());
    for (Dictionary widget : field.widgets) {
      // Said here, too: pdf.js asks the box for it, not the field that boxes share.
      widget.add("Parent", terminal).add(way_up, terminal).text("TU", field.box->spoken);
      kids.add(widget);
    }
    terminal.add("Kids", kids);
  }
  return terminal;
}

Dictionary Fields::write() {
  std::set<std::string_view> names;
  for (const Field& field : fields_) names.insert(field.box->name);
  for (const Field& field : fields_) {
    const std::vector<std::string> parts = partial_names(field.box->name, names);
    Group* parent = &top_;
    std::string path;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      path += parts[i] + '.';
      parent = &group(path, parts[i], *parent);
    }
    Dictionary made = terminal(field, parts.back());
    if (parent->dictionary) made.add("Parent", parent->dictionary).add(way_up, parent->dictionary);
    parent->kids.push_back(made);
  }
  for (auto& [path, group] : groups_) {
    Array kids = objects_.array_of_many(group.kids.size());
    for (const Dictionary& kid : group.kids) kids.add(kid);
    group.dictionary.add("Kids", kids);
  }
  Array roots = objects_.array(top_.kids.size());
  for (const Dictionary& kid : top_.kids) roots.add(kid);
  return objects_.numbered().add("Fields", roots);
}

}  // namespace pensum::pdf
