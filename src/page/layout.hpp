// How a plan looks on pages: page size, margins, type, colours and which sections come in which
// order. Read from layout XML (layouts/README.md); one layout may extend another.
#pragma once

#include "base/diagnostic.hpp"
#include "base/units.hpp"
#include "page/pages.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pensum::page {

enum class Section { overview, days, index };

struct Layout {
  std::string name;   ///< as --layout names it
  std::string title;  ///< for people

  Points width, height;
  Points top, right, bottom, left;  ///< margins

  Points small, body, large, display;    ///< type sizes
  Points leading;                        ///< from baseline to baseline of body type
  Points box, box_line;                  ///< a lesson's tick box: its side, its line
  Points hairline, rule;                 ///< thin and strong rules
  Points writing_line;                   ///< distance of lines to write on
  Color text, secondary, accent, faint;  ///< faint draws lines and never text that matters

  std::vector<Section> sections;  ///< at least one, none twice

  Points content_width() const { return width - left - right; }
  Points content_height() const { return height - top - bottom; }
  Points content_right() const { return width - right; }
  Points content_bottom() const { return height - bottom; }
};

/// A layout file's bytes and its name in messages.
struct LayoutFile {
  std::string name;
  std::string bytes;
};

/// Where the layout that `extends` names comes from.
using LayoutSource = std::function<Result<LayoutFile>(const std::string& name)>;

/// The layout that `file` describes, with what it extends filled in, or every error with its place.
Result<Layout> read_layout(const LayoutFile& file, const LayoutSource& source);

}  // namespace pensum::page
