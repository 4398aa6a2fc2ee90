#include "request/request_file.hpp"

#include "request/setting_table.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum {

Result<Settings> read_request_file(std::string_view bytes, const std::string& file) {
  Diagnostics faults;
  Result<Settings> settings = read_request_file(bytes, file, faults);
  if (settings && !faults.empty()) return std::unexpected(std::move(faults));
  return settings;
}

Result<Settings> read_request_file(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  const Result<xml::Document> document = xml::read(bytes, file);
  if (!document) return std::unexpected(document.error());
  const pugi::xml_node root = document->root();
  if (std::string_view(root.name()) != "request") {
    return failure(fmt::format("<{}> is not a request", shown(root.name())),
                   "a request starts with <request>", document->place(root));
  }
  std::vector<std::string_view> names;
  for (const SettingRow& row : setting_table()) {
    if (row.in_requests) names.push_back(row.name);
  }
  xml::check_shape(*document, root,
                   {.element = "request", .attributes = {names.begin(), names.end()}, .children = {}},
                   faults);
  std::vector<Setting> settings;
  for (const pugi::xml_attribute attribute : root.attributes()) {
    const std::string_view name = attribute.name();
    if (std::ranges::find(names, name) == names.end()) continue;  // its schema
    settings.push_back(
        {.name = attribute.name(),
         .value = find_setting(name)->beside_its_file ? beside(file, attribute.value()) : attribute.value(),
         .form = SettingForm::attribute,
         .place = document->value_place(attribute)});
  }
  return Settings(std::move(settings), {.form = SettingForm::attribute, .place = {file}});
}

std::string request_file(const PlanRequest& asked) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  pugi::xml_node root = document.append_child("request");
  for (const SettingRow& row : setting_table()) {
    const std::string value = row.in_requests ? row.write(asked) : std::string();
    if (!value.empty()) root.append_attribute(row.name.data()).set_value(value.c_str());
  }
  return xml::bytes_of(document, "  ");
}

}  // namespace pensum
