#include "pdf/fields.hpp"

#include "pdf/content.hpp"
#include "pdf/field_names.hpp"

#include <algorithm>
#include <utility>

namespace pensum::pdf {

namespace {

// Repeats what "Parent" tells: pdfunite does not follow that, nor the form of any file but the first,
// and would lose the fields that widgets belong to. (The key is a private one, which readers pass over.)
void append_parent(std::string& out, Number parent) {
  append_reference(out, "/Parent", parent);
  append_reference(out, "/PENSUM_Parent", parent);
}

// Two strokes with round ends, in hundredths of the box.
std::string tick(const document::Rectangle& area, document::Color color) {
  constexpr std::int64_t points[][2] = {{22, 52}, {42, 26}, {79, 76}};
  std::string out;
  append_color(out, color, Paint::stroke);
  out += "1 J 1 j ";
  append_length(out, area.width.scaled(12, 100));
  out += " w\n";
  const char* op = " m ";
  for (const auto& [x, y] : points) {
    append_length(out, area.width.scaled(x, 100));
    out += ' ';
    append_length(out, area.height.scaled(y, 100));
    out += op;
    op = " l ";
  }
  out += "S\n";
  return out;
}

}  // namespace

void Fields::add(Number number, const document::TickBox& box, Points page_height,
                 std::int64_t structure_parent) {
  auto found = by_name_.find(box.name);
  if (found == by_name_.end()) {
    fields_.push_back({.name = box.name, .spoken = box.spoken, .ticked = box.ticked, .widgets = {}});
    found = by_name_.emplace(fields_.back().name.view(), fields_.size() - 1).first;
  }
  fields_[found->second].widgets.push_back({.number = number,
                                            .color = box.color,
                                            .area = box.area,
                                            .page_height = page_height,
                                            .structure_parent = structure_parent});
}

void Fields::append_widget(std::string& out, const Widget& widget, std::string_view state) {
  out += "/Type/Annot/Subtype/Widget/Rect";
  append_area(out, widget.area, widget.page_height);
  out += "/F 4";  // printed
  append_reference(out, "/AP", appearances(widget));
  out += "/AS";
  out += state;
  out += "/StructParent ";
  append_integer(out, widget.structure_parent);
}

Number Fields::appearances(const Widget& widget) {
  const document::Rectangle& area = widget.area;
  const document::Color color = widget.color;
  const auto rgb = static_cast<std::uint32_t>(color.red << 16 | color.green << 8 | color.blue);
  Number& shared = appearances_[{area.width.milli, area.height.milli, rgb}];
  if (shared != 0) return shared;
  const std::string drawing = tick(area, color);
  std::string entries = "/Type/XObject/Subtype/Form/Resources<<>>/BBox";
  append_area(entries, {{}, {}, area.width, area.height}, area.height);
  std::string out = "<</N<<";
  for (const auto& [state, content] : {std::pair("/Off", std::string()), std::pair("/Yes", drawing)}) {
    const Number form = file_.reserve();
    file_.put_stream(form, entries, content);
    append_reference(out, state, form);
  }
  out += ">>>>";
  shared = file_.reserve();
  file_.put_shared(shared, out);
  return shared;
}

Fields::Group& Fields::group(const std::string& path, const std::string& partial, Group& parent) {
  const auto [found, added] = groups_.try_emplace(path);
  Group& group = found->second;
  if (added) {
    group.number = file_.reserve();
    group.parent = parent.number;
    group.partial = partial;
    parent.kids.push_back(group.number);
  }
  return group;
}

Number Fields::write_field(const Field& field, const std::string& partial, Number parent) {
  // A field with one widget is one dictionary with it.
  const bool one = field.widgets.size() == 1;
  const Number number = one ? field.widgets.front().number : file_.reserve();
  const std::string_view state = field.ticked ? "/Yes" : "/Off";
  std::string out = "<<";
  if (one) append_widget(out, field.widgets.front(), state);
  out += "/FT/Btn/V";
  out += state;
  out += "/DV/Off";
  append_text(out, "/T", partial);
  append_text(out, "/TU", field.spoken);
  if (parent != 0) append_parent(out, parent);
  if (!one) {
    std::vector<Number> kids;
    for (const Widget& widget : field.widgets) {
      kids.push_back(widget.number);
      std::string each = "<<";
      append_widget(each, widget, state);
      append_parent(each, number);
      // Said here, too: pdf.js asks the box for it, not the field that boxes share.
      append_text(each, "/TU", field.spoken);
      each += ">>";
      file_.put(widget.number, each);
    }
    out += "/Kids";
    append_references(out, kids);
  }
  out += ">>";
  file_.put(number, out);
  return number;
}

Number Fields::write() {
  std::set<std::string_view> names;
  for (const Field& field : fields_) names.insert(field.name);
  for (const Field& field : fields_) {
    const std::vector<std::string> parts = partial_names(field.name, names);
    Group* parent = &top_;
    std::string path;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      path += parts[i] + '.';
      parent = &group(path, parts[i], *parent);
    }
    parent->kids.push_back(write_field(field, parts.back(), parent->number));
  }
  for (const auto& [path, group] : groups_) {
    std::string kids;
    append_references(kids, group.kids);
    std::string out = "<<";
    append_text(out, "/T", group.partial);
    if (group.parent != 0) append_reference(out, "/Parent", group.parent);
    if (group.kids.size() > few_items) {
      const Number number = file_.reserve();
      file_.put(number, kids);
      append_reference(out, "/Kids", number);
    } else {
      out += "/Kids" + kids;
    }
    out += ">>";
    file_.put_shared(group.number, out);
  }
  std::string out = "<</Fields";
  append_references(out, top_.kids);
  out += ">>";
  const Number form = file_.reserve();
  file_.put(form, out);
  return form;
}

}  // namespace pensum::pdf
