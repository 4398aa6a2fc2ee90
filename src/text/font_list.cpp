#include "text/font_list.hpp"

#include "text/list_element.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pensum::text {
namespace {

bool is_main(const FontFamily& family) { return family.role == FaceRole::main; }

class Reader {
 public:
  explicit Reader(const xml::Document& document) : document_(document) {}

  Result<std::vector<FontFamily>> read() {
    const pugi::xml_node root = document_.root();
    if (std::string_view(root.name()) != "fonts") {
      return failure(fmt::format("this is not a list of fonts: its root element is <{}>", shown(root.name())),
                     "a list of fonts starts with <fonts>", document_.place(root));
    }
    xml::check_shape(document_, root, {"fonts", {}, {"family"}}, diagnostics_);
    for (const pugi::xml_node family : root.children("family")) read_family(family);
    if (std::ranges::none_of(families_, is_main)) {
      error(document_.place(root), "no family is the main one", "write role=\"main\" into one <family>");
    }
    if (!diagnostics_.empty()) {
      finish(diagnostics_);
      return std::unexpected(std::move(diagnostics_));
    }
    std::ranges::stable_partition(families_, is_main);
    return std::move(families_);
  }

 private:
  void error(Place place, std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, std::move(place), std::move(message), std::move(hint)});
  }

  std::string required(pugi::xml_node element, const char* name) {
    return text::required(document_, element, name, diagnostics_);
  }

  void read_family(pugi::xml_node element) {
    xml::check_shape(document_, element,
                     {"family", {"name", "role", "scripts", "package", "folder", "licence"}, {"face"}},
                     diagnostics_);
    FontFamily family{.name = required(element, "name"),
                      .package = required(element, "package"),
                      .licence = required(element, "licence"),
                      .role = FaceRole::fallback,
                      .faces = {}};
    required(element, "folder");
    const std::string role = required(element, "role");
    if (role == "main") {
      family.role = FaceRole::main;
    } else if (role == "emphasis") {
      family.role = FaceRole::emphasis;
    } else if (role == "code") {
      family.role = FaceRole::code;
    } else if (!role.empty() && role != "fallback") {
      error(document_.value_place(element.attribute("role")),
            fmt::format("“{}” is not a font's role", shown(role)), "write main, emphasis, code or fallback");
    }
    const std::vector<std::string> scripts = words(element.attribute("scripts").value());
    for (const pugi::xml_node face : element.children("face")) {
      xml::check_shape(document_, face, {"face", {"style", "file"}, {}}, diagnostics_);
      const std::string style = required(face, "style");
      if (!style.empty() && style != "regular" && style != "bold") {
        error(document_.value_place(face.attribute("style")),
              fmt::format("“{}” is not a face's style", shown(style)), "write regular or bold");
      }
      family.faces.push_back({.file = required(face, "file"),
                              .bold = style == "bold",
                              .role = family.role,
                              .scripts = scripts,
                              .package = family.package});
    }
    if (family.faces.empty())
      error(document_.place(element), "the family has no face", "add <face style=\"regular\" file=\"…\"/>");
    families_.push_back(std::move(family));
  }

  const xml::Document& document_;
  std::vector<FontFamily> families_;
  Diagnostics diagnostics_;
};

}  // namespace

Result<std::vector<FontFamily>> read_font_list(std::string_view bytes, std::string file) {
  const Result<xml::Document> document = xml::read(bytes, std::move(file));
  if (!document) return std::unexpected(document.error());
  return Reader(*document).read();
}

}  // namespace pensum::text
