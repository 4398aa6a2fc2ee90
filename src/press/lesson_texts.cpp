#include "press/lesson_texts.hpp"

#include "image/image_reader.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace pensum::press {

namespace {

bool is_none(const Reading* reading) { return reading == nullptr; }

Result<void> add_pictures(const Reading& reading, const Readings& readings,
                          std::map<std::string, Image>& pictures) {
  Diagnostics wrong;
  for_each_block(reading.blocks, [&](const Block& block) {
    if (block.kind != Block::Kind::picture || pictures.contains(block.file)) return;
    const Result<std::string> bytes = readings.picture(block.file);
    Result<Image> image = bytes ? read_image(*bytes, block.file) : std::unexpected(bytes.error());
    if (image) {
      pictures.emplace(block.file, *std::move(image));
    } else {
      std::ranges::move(image.error(), std::back_inserter(wrong));
    }
  });
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return {};
}

}  // namespace

Diagnostic missing_texts() {
  return {Severity::warning,
          {},
          "texts of lessons are in files beside the catalog, which the plan does not carry: they "
          "are left out",
          "name the catalog’s file: --catalog FILE"};
}

Result<page::LessonTexts> texts_to_print(const Plan& plan, const Rendering& rendering,
                                         Diagnostics& warnings) {
  Diagnostics missed;
  page::LessonTexts texts;
  if (rendering.readings != nullptr) {
    const Result<std::vector<const Reading*>>& all = rendering.readings->all();
    if (!all) return std::unexpected(all.error());
    texts.of = *all;
    warn_of_missing(*plan.catalog, [&](LessonIndex lesson) { return !is_none(texts.of[lesson]); }, missed);
  }
  texts.of.resize(plan.catalog->lessons.size());
  for (LessonIndex lesson = 0; lesson < texts.of.size(); ++lesson) {
    // Pages in hand have lessons that are done as well.
    if (rendering.kept == nullptr && !std::ranges::binary_search(plan.lessons, lesson))
      texts.of[lesson] = nullptr;
    if (is_none(texts.of[lesson])) continue;
    Result<void> added = add_pictures(*texts.of[lesson], *rendering.readings, texts.pictures);
    if (!added) return std::unexpected(std::move(added.error()));
  }
  if (missed.empty() && std::ranges::all_of(texts.of, is_none)) {
    warnings.push_back({Severity::warning,
                        {},
                        "no lesson of the plan has a text: the section readings is left out",
                        "name texts in the catalog: <reading> in a lesson"});
  }
  std::ranges::move(missed, std::back_inserter(warnings));
  return texts;
}

}  // namespace pensum::press
