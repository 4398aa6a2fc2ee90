// Layouts are read from XML (layouts/README.md); one may extend another.
#pragma once

#include "base/diagnostic.hpp"
#include "layout/layout.hpp"

#include <functional>
#include <string>

namespace pensum::layout {

/// A layout file's bytes and its name in messages.
struct LayoutFile {
  std::string name;
  std::string bytes;
};

/// Where the files that a layout names come from.
struct LayoutSource {
  /// The layout that `extends` names.
  std::function<Result<LayoutFile>(const std::string& name)> layout;
  /// The picture that a logo's `file` names, for a layout that was read from the file `beside`.
  std::function<Result<Image>(const std::string& name, const std::string& beside)> picture;
};

/// The layout that `file` describes, with what it extends filled in, or every error with its place.
Result<Layout> read_layout(const LayoutFile& file, const LayoutSource& source);

}  // namespace pensum::layout
