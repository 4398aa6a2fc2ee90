// Documents that tests write.
#pragma once

#include "document/pages.hpp"
#include "text/staged_fonts.hpp"
#include "text/typesetter.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace sample {

using namespace pensum;
using document::ElementId;
using document::Role;

/// A document under construction: A4 pages, an element tree, lines of text.
class Builder {
 public:
  Builder() : setter_(staged::fonts(), "en") {
    document.metadata = {.title = "A plan",
                         .subject = {},
                         .author = {},
                         .language = "en",
                         .date = parse_date("2026-11-24").value()};
    document.elements.push_back({});
  }

  void page(std::string label = {}) {
    if (label.empty()) label = std::to_string(document.pages.size() + 1);
    document.pages.push_back(
        {.width = Points::mm(210), .height = Points::mm(297), .label = std::move(label), .operations = {}});
  }
  document::ElementId element(document::Role role, document::ElementId parent = 0) {
    document.elements.push_back({.role = role, .parent = parent});
    return static_cast<document::ElementId>(document.elements.size() - 1);
  }
  void text(document::ElementId element, std::string_view text, int y = 100) {
    add(document::DrawText{element, Points::whole(50), Points::whole(y), {}, setter_.line(text, {})});
  }
  void box(document::ElementId element, const std::string& name, int y = 100) {
    add(document::TickBox{.element = element,
                          .color = {},
                          .area = square(y),
                          .line_width = Points{700},
                          .name = name,
                          .spoken = name + ": done"});
  }
  document::PlaceId place(std::size_t on, int top) {
    document.places.push_back({on, Points::whole(top)});
    return static_cast<document::PlaceId>(document.places.size() - 1);
  }
  void add(document::Operation operation) {
    document.pages.back().operations.push_back(std::move(operation));
  }
  static document::Rectangle square(int y) {
    return {Points::whole(20), Points::whole(y), Points::whole(12), Points::whole(12)};
  }

  document::Document document;

 private:
  text::Typesetter setter_;
};

}  // namespace sample
