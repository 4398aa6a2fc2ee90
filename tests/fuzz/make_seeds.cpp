// Makes what the fuzz targets for pictures, fonts and handouts begin with: make_seeds FOLDER. These are bytes
// that are useless to read in a source tree, and the fonts are pieces of those that pensum uses.
#include "app/app.hpp"
#include "fuzz/fuzz.hpp"
#include "handout/plan_file.hpp"
#include "handout/sample_pdf.hpp"
#include "image/sample_images.hpp"
#include "io/files.hpp"
#include "shelf/fonts.hpp"

#include <fmt/format.h>
#include <hb-subset.h>

#include <filesystem>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, std::string_view bytes) {
  fuzz::expect(pensum::io::write_file(file, bytes).has_value(), "a seed can be written");
}

std::string rows_of(std::size_t width, std::size_t height) {
  std::string rows;
  for (std::size_t y = 0; y < height; ++y) {
    rows += static_cast<char>(y % 5);  // each of the filters
    for (std::size_t x = 0; x < width; ++x) rows += static_cast<char>(x * 7 + y * 11);
  }
  return rows;
}

void make_pictures(const fs::path& folder) {
  for (const char type : {'\0', '\2', '\4', '\6'}) {
    const std::size_t channels = type == 0 ? 1 : type == 2 ? 3 : type == 4 ? 2 : 4;
    for (const char depth : {'\x08', '\x10'}) {
      const std::size_t width = 5 * channels * static_cast<std::size_t>(depth) / 8;
      write(folder / fmt::format("{}-{}.png", int{type}, int{depth}),
            sample::png(
                {.width = 5, .height = 6, .depth = depth, .color_type = type, .rows = rows_of(width, 6)}));
    }
  }
  const std::string palette = sample::chunk("PLTE", "RGBrgb") + sample::chunk("tRNS", "\x10\x20");
  write(
      folder / "palette.png",
      sample::png(
          {.width = 8, .height = 2, .depth = 1, .color_type = 3, .rows = rows_of(1, 2), .before = palette}));
  write(folder / "color.jpg", sample::jpeg({}));
  write(folder / "gray.jpg", sample::jpeg({.channels = 1}));
  write(folder / "progressive.jpg", sample::jpeg({.progressive = true}));
  write(folder / "four.jpg", sample::jpeg({.channels = 4}));
}

/// Some letters of each font, with the tables that shape them.
void make_fonts(const fs::path& folder) {
  for (const char* name : {"Inter-Regular.otf", "NotoSans-Regular.ttf", "NotoSansHebrew-Regular.ttf",
                           "NotoSansArabic-Regular.ttf", "NotoSansDevanagari-Regular.ttf"}) {
    hb_blob_t* const blob =
        hb_blob_create_from_file((fuzz::world().resources.fonts() / name).string().c_str());
    hb_face_t* const face = hb_face_create(blob, 0);
    hb_subset_input_t* const input = hb_subset_input_create_or_fail();
    hb_set_t* const letters = hb_subset_input_unicode_set(input);
    for (const char c : std::string_view("Wafles, VT012-\xC2")) {
      hb_set_add(letters, static_cast<unsigned char>(c));
    }
    for (const char32_t c : std::u32string_view(U"\u0301שלוםمرحباनमस\u094Dत\u0947")) {
      hb_set_add(letters, c);
    }
    hb_face_t* const cut = hb_subset_or_fail(face, input);
    fuzz::expect(cut != nullptr, "a font can be cut down");
    hb_blob_t* const bytes = hb_face_reference_blob(cut);
    unsigned length = 0;
    const char* const data = hb_blob_get_data(bytes, &length);
    write(folder / name, {data, length});
    hb_blob_destroy(bytes);
    hb_face_destroy(cut);
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
  }
}

/// A plan, and files by hand with what viewers make of one.
void make_handouts(const fs::path& folder) {
  const std::vector<std::string> build{"build",
                                       "--start",
                                       "2026-11-24",
                                       "--only",
                                       "1..3",
                                       "--reviews",
                                       "none",
                                       "--layout",
                                       "pocket",
                                       "-o",
                                       (folder / "plan.pdf").string()};
  fuzz::expect(pensum::app::run(build, fuzz::world()) == pensum::app::ExitStatus::done,
               "a seed can be built");
  const std::string box = "<</Subtype/Widget/FT/Btn/T(lesson.1)/AS/Yes/Rect[0 0 9 9]>>";
  write(folder / "inline.pdf", sample::page_with(box + "<</Subtype/Ink/Rect[0 0 9 9]>>"));
  write(folder / "field.pdf",
        sample::page_with("6 0 R", {"<</T(review)>>", "<</FT/Btn/T(1%2E2)/V/Yes/Parent 4 0 R>>",
                                    "<</Subtype/Widget/AS/Off/Rect[0 0 9 9]/Parent 5 0 R>>"}));
  pensum::Request request;
  request.start = fuzz::world().today();
  write(folder / "plan.xml",
        pensum::handout::plan_file(make_plan(fuzz::built_in_catalog(), request).value()));
  write(folder / "attached.pdf",
        sample::page_with("", {"<</UF(request.xml)/EF<</F 5 0 R>>>>", sample::stream("<request/>")},
                          "/Names<</EmbeddedFiles<</Names[(x) 4 0 R]>>>>"));
}

}  // namespace

int main(int count, char** values) {
  fuzz::expect(count == 2, "make_seeds FOLDER");
  const fs::path folder = values[1];
  make_pictures(folder / "picture");
  make_fonts(folder / "font");
  fs::create_directories(folder / "handout");
  make_handouts(folder / "handout");
}
