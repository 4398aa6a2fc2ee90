#include "press/attachments.hpp"

#include "base/gap_marks.hpp"
#include "course/catalog_writer.hpp"
#include "handout/plan_file.hpp"
#include "io/resources.hpp"
#include "language/word.hpp"
#include "request/request_file.hpp"

#include <algorithm>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

namespace pensum::press {

namespace {

std::string without_folder(const std::string& file) {
  return std::filesystem::path(file).filename().string();
}

/// A layout's name, or its file beside the request: still read as a file if its ending does not show that.
std::string layout_of(const std::string& layout) {
  if (!io::names_a_file(layout)) return layout;
  std::string name = without_folder(layout);
  return io::names_a_file(name) ? name : "./" + name;
}

std::string catalog_name(const Catalog& catalog) {
  std::string name = catalog.id + ".xml";
  std::string lower = name;
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  // Some file systems see no difference between capitals and small letters.
  return lower == request_name || lower == plan_name ? catalog.id + ".catalog.xml" : name;
}

}  // namespace

namespace {

/// Minutes that come from files beside the catalog would be lost without these.
bool rests_on_files(const Catalog& catalog) {
  return std::ranges::any_of(catalog.lessons, [](const Lesson& lesson) {
    return !lesson.reading.empty() && !lesson.reading_file.empty();
  });
}

}  // namespace

void add_course(Rendering& rendering, const PlanRequest& asked, const Plan& plan,
                const shelf::LoadedCatalog& course, const Language& language) {
  rendering.attachments = attachments_of(
      asked, plan, rests_on_files(*course.catalog) ? share(write_catalog(*course.catalog)) : course.bytes,
      language);
  rendering.readings = course.readings;
}

std::vector<epub::CarriedFile> carried_in_book(std::span<const pdf::Attachment> attachments,
                                               const PlanRequest& asked) {
  std::vector<epub::CarriedFile> carried;
  for (const pdf::Attachment& attachment : attachments)
    carried.push_back({attachment.name, attachment.bytes});
  const auto request = std::ranges::find(carried, request_name, &epub::CarriedFile::name);
  if (request == carried.end()) return carried;
  PlanRequest kept = asked;
  kept.layout.clear();
  kept.sections = {};
  kept.hand = layout::Hand::right;
  kept.epub_css = without_folder(asked.epub_css);
  request->bytes = share(request_file(kept));
  return carried;
}

std::vector<pdf::Attachment> attachments_of(const PlanRequest& asked, const Plan& plan, SharedBytes bytes,
                                            const Language& language) {
  using Relationship = pdf::Attachment::Relationship;
  PlanRequest kept = asked;
  kept.layout = layout_of(asked.layout);
  kept.epub_css = without_folder(asked.epub_css);
  std::vector<pdf::Attachment> attachments;
  attachments.push_back({.name = std::string(request_name),
                         .description = without_gap_marks(language.say(word::attached_request{})),
                         .mime = "text/xml",
                         .relationship = Relationship::source,
                         .bytes = share(request_file(kept))});
  attachments.push_back({.name = catalog_name(*plan.catalog),
                         .description = without_gap_marks(language.say(word::attached_catalog{})),
                         .mime = "text/xml",
                         .relationship = Relationship::data,
                         .bytes = std::move(bytes)});
  // It is all about dates.
  if (plan.undated) return attachments;
  attachments.push_back({.name = std::string(plan_name),
                         .description = language.say(word::attached_plan{}),
                         .mime = "text/xml",
                         .relationship = Relationship::data,
                         .bytes = share(handout::plan_file(plan))});
  return attachments;
}

}  // namespace pensum::press
