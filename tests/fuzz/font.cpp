// The bytes of a font: opened as both main faces, text shaped and broken with it, cut down to the glyphs
// used and put into a PDF.
#include "text/font.hpp"
#include "document/pages.hpp"
#include "fuzz/fuzz.hpp"
#include "pdf/pdf.hpp"
#include "text/typesetter.hpp"

#include <array>

using namespace pensum;
using fuzz::expect;

namespace {

/// Letters that take marks, join, turn or are missing from most fonts.
constexpr std::array texts{"Waffles, AVATAR 0123 “fi” — café",
                           "A\u0301 e\u0323\u0302 x\u200Dy",
                           "שלום עולם",
                           "مرحبا بالعالم",
                           "नमस्ते दुनिया",
                           "\U0001F600 漢字"};

document::Document document_of(text::Typesetter& typesetter) {
  document::Document document;
  document.metadata = {
      .title = "A font", .subject = {}, .author = {}, .language = "en", .date = fuzz::world().today()};
  document.elements.push_back({.role = document::Role::document});
  document.elements.push_back({.role = document::Role::paragraph, .parent = 0});
  document::Page page{
      .width = Points::whole(300), .height = Points::whole(300), .label = "1", .operations = {}};
  Points baseline = Points::whole(20);
  for (const char* text : texts) {
    for (const text::Weight weight : {text::Weight::regular, text::Weight::bold}) {
      const text::Style style{.weight = weight, .figures = text::Figures::tabular};
      for (text::Line& line : typesetter.paragraph(text, style, {.width = Points::whole(60)})) {
        page.operations.push_back(document::DrawText{.element = 1,
                                                     .x = Points::whole(10),
                                                     .baseline = baseline,
                                                     .color = {},
                                                     .line = std::move(line)});
        baseline += Points::whole(8);
      }
    }
  }
  document.pages.push_back(std::move(page));
  return document;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::make_shared<const std::string>(fuzz::text_of(data, size));
  const auto load = [&](const std::string& name) -> Result<text::FontFile> {
    return text::FontFile{.name = name, .owner = bytes, .bytes = std::as_bytes(std::span(*bytes))};
  };
  const Result<text::FontSet> set = text::FontSet::make(
      {{.file = "regular.otf", .bold = false, .role = text::FaceRole::main, .scripts = {}},
       {.file = "bold.otf", .bold = true, .role = text::FaceRole::main, .scripts = {}}},
      load);
  if (!set) {
    fuzz::check(set.error());
    return 0;
  }
  const text::FaceInfo& info = set->info(set->main_face(false));
  expect(info.units_per_em > 0, "a font has a size");
  expect(!info.postscript_name.empty(), "a font has a name");
  text::Typesetter typesetter(*set, "en");
  const Result<std::string> pdf = pdf::write(document_of(typesetter), *set);
  if (!pdf) {
    fuzz::check(pdf.error());
    return 0;
  }
  expect(pdf->starts_with("%PDF-") && pdf->ends_with("%%EOF\n"), "a PDF is whole");
  return 0;
}
