// Everything on white paper is dark enough: in every layout, and in what is drawn with its colours.
#include "layout/color.hpp"
#include "page/composed.hpp"

#include <string>
#include <variant>

using namespace pensum;
using namespace pensum::document;
using namespace pensum::layout;
using namespace pensum::page;
using samples::date;

namespace {

constexpr const char* layouts[] = {
    "a4",      "letter",      "a5",   "a4-landscape", "a4-landscape-week", "large-print",
    "handout", "pocket",      "wall", "remarkable",   "kindle-scribe",     "kobo",
    "sheet",   "sheet-letter"};

/// The contrast between two colours on paper.
double between(Color dark, Color light) { return contrast_with_white(dark) / contrast_with_white(light); }

}  // namespace

TEST_CASE("colours of every layout are dark enough for what they draw") {
  for (const char* name : layouts) {
    CAPTURE(name);
    const Layout layout = composed::layout(name);
    for (const Color text : {layout.text, layout.secondary, layout.accent}) {
      CHECK(contrast_with_white(text) >= least_contrast_of_text);
    }
    for (const Color graphics : {layout.faint, layout.light}) {
      CHECK(contrast_with_white(graphics) >= least_contrast_of_graphics);
    }
    // Lessons and reviews differ in gray, too.
    CHECK(between(layout.accent, layout.light) >= 2);
  }
}

TEST_CASE("nothing is drawn in a colour too light for it") {
  for (const int length : {14, 90}) {
    for (const char* name : layouts) {
      CAPTURE(name, length);
      auto catalog = std::make_shared<Catalog>(*samples::catalog({std::vector<int>(14, 12), {5, 8}}));
      catalog->lessons[0].checks = {{"Why?", "Because."}};
      catalog->lessons[1].url = "https://example.org";
      Request request = samples::request();
      request.deadline = request.start + days{length - 1};
      request.off = {{date("2026-11-28"), date("2026-11-29")}};
      const Document document =
          composed::compose(composed::plan(catalog, request), composed::layout(name)).document;
      for (const Page& page : document.pages) {
        for (const Operation& operation : page.operations) {
          std::visit(
              [](const auto& op) {
                if constexpr (requires { op.color; }) {
                  const bool is_text = requires { op.baseline; };
                  const double least = is_text ? least_contrast_of_text : least_contrast_of_graphics;
                  if (contrast_with_white(op.color) < least) FAIL("a colour is too light");
                }
              },
              operation);
        }
      }
    }
  }
}

TEST_CASE("the lightest shade of any accent stands out from paper") {
  for (const char* accent : {"#0b5563", "#000000", "#6f6f6f", "#b00000", "#005fcc", "#767600"}) {
    CAPTURE(accent);
    const Color color = parse_color(accent).value();
    const Color light = lightest_shade(color);
    CHECK(contrast_with_white(light) >= least_contrast_of_graphics);
    CHECK(contrast_with_white(light) < 3.6);
    if (contrast_with_white(color) >= least_contrast_of_text) CHECK(between(color, light) > 1.3);
  }
  CHECK(lightest_shade(parse_color("#0b5563").value()) == parse_color("#6c99a1").value());
}
