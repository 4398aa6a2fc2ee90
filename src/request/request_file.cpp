#include "request/request_file.hpp"

#include "base/date.hpp"
#include "layout/sections.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pensum {

namespace {

constexpr std::array weekday_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// Parts with commas between them.
class List {
 public:
  void add(const std::string& part) { text_ += (text_.empty() ? "" : ",") + part; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string text_of(const LessonRange& range) {
  return range.first == range.last ? range.first : range.first + ".." + range.last;
}

std::string text_of(const LessonList& lessons) {
  List list;
  for (const LessonRange& range : lessons) list.add(text_of(range));
  return list.text();
}

std::string text_of(const std::vector<DoneLessons>& lessons) {
  List list;
  for (const DoneLessons& done : lessons) {
    list.add(text_of(done.lessons) + (done.on ? "=" + to_iso(*done.on) : ""));
  }
  return list.text();
}

std::string days_off(const Request& request) {
  List list;
  for (const DateRange& range : request.off) {
    list.add(range.first == range.last ? to_iso(range.first)
                                       : to_iso(range.first) + ".." + to_iso(range.last));
  }
  return list.text();
}

std::string single_dates(const Request& request) {
  List list;
  for (const auto& [date, minutes] : request.on) list.add(fmt::format("{}={}", to_iso(date), minutes.count));
  return list.text();
}

std::string weekdays(const Request& request) {
  List list;
  for (std::size_t i = 0; i < request.weekday.size(); ++i) {
    if (request.weekday[i]) list.add(fmt::format("{}={}", weekday_names[i], request.weekday[i]->count));
  }
  return list.text();
}

std::string joined(const std::vector<std::string>& parts) {
  List list;
  for (const std::string& part : parts) list.add(part);
  return list.text();
}

std::string reviews(const Request& request) {
  if (request.reviews == default_reviews) return {};
  if (request.reviews.empty()) return "none";
  List list;
  for (const std::int64_t offset : request.reviews) list.add(std::to_string(offset));
  return list.text();
}

struct StringWriter final : pugi::xml_writer {
  std::string bytes;
  void write(const void* data, std::size_t size) override {
    bytes.append(static_cast<const char*>(data), size);
  }
};

}  // namespace

Result<std::vector<Setting>> read_request_file(std::string_view bytes, const std::string& file) {
  const Result<xml::Document> document = xml::read(bytes, file);
  if (!document) return std::unexpected(document.error());
  const pugi::xml_node root = document->root();
  if (std::string_view(root.name()) != "request") {
    return failure(fmt::format("<{}> is not a request", shown(root.name())),
                   "a request starts with <request>", document->place(root));
  }
  Diagnostics diagnostics;
  xml::check_shape(*document, root,
                   {.element = "request",
                    .attributes = {request_settings.begin(), request_settings.end()},
                    .children = {}},
                   diagnostics);
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  std::vector<Setting> settings;
  for (const pugi::xml_attribute attribute : root.attributes()) {
    const std::string_view name = attribute.name();
    if (std::ranges::find(request_settings, name) == request_settings.end()) continue;  // its schema
    settings.push_back({.name = attribute.name(),
                        .value = attribute.value(),
                        .label = attribute.name(),
                        .place = document->value_place(attribute)});
  }
  return settings;
}

std::string request_file(const PlanRequest& asked) {
  const Request& request = asked.request;
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  pugi::xml_node root = document.append_child("request");
  const auto set = [&](const char* name, const std::string& value) {
    if (!value.empty()) root.append_attribute(name).set_value(value.c_str());
  };
  set("start", to_iso(request.start));
  if (request.deadline) set("deadline", to_iso(*request.deadline));
  if (request.minutes) set("minutes", std::to_string(request.minutes->count));
  set("weekday", weekdays(request));
  set("off", days_off(request));
  set("on", single_dates(request));
  set("path", joined(request.paths));
  set("only", text_of(request.only));
  set("skip", text_of(request.skip));
  set("done", text_of(request.done));
  if (request.pace == Pace::early) set("pace", "early");
  set("reviews", reviews(request));
  if (request.buffer) set("buffer", std::to_string(*request.buffer));
  if (request.split) set("split", std::to_string(request.split->count));
  if (request.fit) set("fit", "yes");
  set("learner", request.learner);
  set("lang", request.language);
  if (request.first_weekday) set("week-start", weekday_names[weekday_index(*request.first_weekday)]);
  set("layout", asked.layout);
  set("sections", layout::section_list(asked.sections));
  set("epub-css", asked.epub_css);
  StringWriter writer;
  document.save(writer, "  ", pugi::format_indent | pugi::format_indent_attributes, pugi::encoding_utf8);
  return std::move(writer.bytes);
}

}  // namespace pensum
