// The kinds of files that a plan becomes: a row each in one table. Options, help, hints, the names of files
// and what is written and shown are loops over it, so a further kind is a further row, and what renders it.
#pragma once

#include "base/diagnostic.hpp"
#include "course/catalog.hpp"
#include "plan/plan.hpp"
#include "press/rendered.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::io {
class OpenFile;
}

namespace pensum::press {

class Press;
struct RenderSource;

struct Kind {
  std::string_view name;          ///< as options take it, such as "text"
  std::string_view ending;        ///< of its files, such as ".txt"
  bool by_default = false;        ///< whether it is written where nothing else is asked for
  bool is_text = false;           ///< whether a terminal can show it, and `show` prints it
  bool shown_by_default = false;  ///< by `show`; one kind is
  bool explains = false;          ///< whether it can hold why each day holds what it holds
  bool carries_course = false;  ///< whether its files hold the catalog's, so that the plan can be made again
  bool needs_pages = false;     ///< whether it is rendered from the plan on pages, not from the plan alone

  Result<Rendered> (*render)(Press& press, const RenderSource& source) = nullptr;
  /// Loads what rendering needs, which takes a while; may be none.
  void (*get_ready)() = nullptr;
  /// What stands in its place where no plan fits; may be none.
  std::string (*no_plan)(const NoPlan& why, const Catalog& catalog) = nullptr;
  /// Whether a file that begins with `head` is as pensum wrote it; nothing if it is not of this kind. None
  /// for kinds whose files tell nobody who wrote them.
  std::optional<bool> (*as_written)(const io::OpenFile& file, std::string_view head) = nullptr;
};

std::span<const Kind> kinds();

/// Rows of the table, in its order.
using KindSet = std::set<const Kind*>;

KindSet default_kinds();

/// All kinds' names or endings, or those of the kinds that have a property, such as `&Kind::is_text`.
std::vector<std::string_view> names(bool Kind::* property = nullptr);
std::vector<std::string_view> endings(bool Kind::* property = nullptr);

/// Such as ".pdf, .epub or .txt".
std::string listed(std::span<const std::string_view> parts, std::string_view last_link = " or ",
                   std::string_view link = ", ");

/// The kind that the ending of a file's name asks for, in capitals or small letters; none where it names
/// none.
const Kind* kind_of(std::string_view name);
/// The same, or an error of the setting `label`.
Result<const Kind*> kind_of_output(std::string_view label, const std::filesystem::path& file);

/// The kind of a name such as "text"; its ending does as well. `label` names the setting in errors.
Result<const Kind*> read_kind(std::string_view label, std::string_view word);
/// The kinds in a list such as "pdf,epub".
Result<KindSet> read_kinds(std::string_view label, std::string_view list);

}  // namespace pensum::press
