// Tick boxes as form fields (ISO 32000-1 §12.7): widgets with vector appearances, fields by name. A widget
// shows the tick only: the frame is the page's, so that it is there wherever fields are not.
#pragma once

#include "document/pages.hpp"
#include "pdf/file.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace pensum::pdf {

class Fields {
 public:
  explicit Fields(Assembly& file) : file_(file) {}

  /// The widget annotation `number` of `box` on a page of `height`, with its key in the structure's parent
  /// tree; without its page, which would go along with it wherever it is copied to.
  void add(Number number, const document::TickBox& box, Points page_height, std::int64_t structure_parent);

  bool empty() const { return fields_.empty(); }
  /// Writes the interactive form, when all widgets have been added; returns its number.
  Number write();

 private:
  struct Widget {
    Number number = 0;
    document::Color color;
    document::Rectangle area;
    Points page_height;
    std::int64_t structure_parent = 0;
  };
  struct Field {
    KeptText name;
    KeptText spoken;
    bool ticked = false;
    std::vector<Widget> widgets;  // at least one
  };
  struct Group {
    Number number = 0;
    Number parent = 0;
    std::string partial;
    std::vector<Number> kids;
  };

  Number appearances(const Widget& widget);
  void append_widget(std::string& out, const Widget& widget, std::string_view state);
  Number write_field(const Field& field, const std::string& partial, Number parent);
  Group& group(const std::string& path, const std::string& partial, Group& parent);

  Assembly& file_;
  std::vector<Field> fields_;  // by first appearance
  std::unordered_map<std::string_view, std::size_t> by_name_;
  /// By width, height and colour of the box.
  std::map<std::tuple<std::int64_t, std::int64_t, std::uint32_t>, Number> appearances_;
  Group top_;
  std::map<std::string, Group> groups_;  // by full name
};

}  // namespace pensum::pdf
