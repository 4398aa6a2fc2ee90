// YAML of other programs.
#pragma once

#include "base/diagnostic.hpp"

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>

namespace pensum::importing {

/// The first document in `bytes`. Errors: it is not YAML, or too large once its aliases are followed; after
/// this it can be walked through without a limit.
Result<YAML::Node> read_yaml(const std::string& bytes, const std::string& file);

/// The text of `node` where it is a scalar, else empty.
std::string scalar(const YAML::Node& node);

/// The value of `key` where `node` is a map that has it; else a node that is not defined.
YAML::Node value(const YAML::Node& node, const std::string& key);

/// Where `node` is.
Place place_of(const YAML::Node& node, const std::string& file);

/// Whether a line of `bytes` begins with `start`, without white space before it.
bool has_line(std::string_view bytes, std::string_view start);

}  // namespace pensum::importing
