// The bytes of a layout: read, and a plan set with it.
#include "fuzz/fuzz.hpp"
#include "image/image.hpp"
#include "io/files.hpp"
#include "language/language.hpp"
#include "layout/layout_reader.hpp"
#include "page/compose.hpp"
#include "plan/samples.hpp"
#include "shelf/fonts.hpp"
#include "text/font.hpp"
#include "text/typesetter.hpp"

#include <variant>

using namespace pensum;
using fuzz::expect;

namespace {

Image picture() {
  return {.coding = Image::Coding::gray, .width = 2, .height = 1, .color = false, .bytes = "\x10\x20"};
}

/// A short plan with whatever a section can show: questions, a review, a day without lessons.
const Plan& plan() {
  static const Plan plan = [] {
    auto catalog = std::make_shared<Catalog>(*samples::catalog({{25, 40}, {15}}));
    catalog->lessons[0].checks = {{"Why?", "Because it is so."}};
    catalog->lessons[1].summary = "What stands in one line or in two.";
    Request request = samples::request();
    request.deadline = samples::date("2026-11-28");
    request.reviews = {1};
    return make_plan(catalog, request).value();
  }();
  return plan;
}

void check(const document::Document& document) {
  expect(!document.pages.empty(), "a document has a page");
  for (const document::Page& page : document.pages) {
    expect(page.width.milli > 0 && page.height.milli > 0, "a page has a size");
    for (const document::Operation& operation : page.operations) {
      if (const auto* box = std::get_if<document::TickBox>(&operation)) {
        expect(box->area.left.milli >= 0 && box->area.left + box->area.width <= page.width &&
                   box->area.top.milli >= 0 && box->area.top + box->area.height <= page.height,
               "boxes stand on their page");
      }
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::text_of(data, size));
  layout::LayoutSource source;
  source.layout = [&](const std::string& name) -> Result<layout::LayoutFile> {
    if (name == "again") return layout::LayoutFile{"again.xml", bytes};
    const std::filesystem::path file = fuzz::world().resources.layouts() / (name + ".xml");
    if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
      return failure("there is no such layout");
    }
    Result<std::string> found = io::read_file(file);
    if (!found) return std::unexpected(std::move(found.error()));
    return layout::LayoutFile{file.filename().string(), *std::move(found)};
  };
  source.picture = [](const std::string&, const std::string&) -> Result<Image> { return picture(); };
  const Result<layout::Layout> layout = layout::read_layout({"layout.xml", bytes}, source);
  if (!layout) {
    fuzz::check(layout.error());
    return 0;
  }
  expect(!layout->sections.empty(), "a layout has a section");
  expect(layout->content_width().milli > 0 && layout->content_height().milli > 0, "a page has room");
  static const Result<text::FontSet> fonts = shelf::load_fonts(fuzz::world().resources);
  static const Language language("en");
  text::Typesetter typesetter(*fonts, "en");
  Diagnostics warnings;
  check(page::compose(plan(), *layout, language, typesetter, plan().start, warnings));
  return 0;
}
