#include "import/yaml_text.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace pensum::importing {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 20;
constexpr std::size_t most_nodes = 100'000;
constexpr int most_depth = 64;

/// Whether `node` has few enough nodes, those of aliases counted each time.
bool is_bounded(const YAML::Node& node, std::size_t& count, int depth) {
  if (++count > most_nodes || depth > most_depth) return false;
  if (node.IsSequence()) {
    for (const YAML::Node& item : node) {
      if (!is_bounded(item, count, depth + 1)) return false;
    }
  } else if (node.IsMap()) {
    for (const auto& entry : node) {
      if (!is_bounded(entry.first, count, depth + 1) || !is_bounded(entry.second, count, depth + 1))
        return false;
    }
  }
  return true;
}

Place place_at(const YAML::Mark& mark, const std::string& file) {
  return mark.is_null() ? Place{file} : Place{file, mark.line + 1, mark.column + 1};
}

}  // namespace

Result<YAML::Node> read_yaml(const std::string& bytes, const std::string& file) {
  if (bytes.size() > most_bytes) {
    return failure(fmt::format("the file has {} bytes; the limit is {}", bytes.size(), most_bytes),
                   "split it into smaller files", {file});
  }
  if (find_invalid_utf8(bytes) != std::string_view::npos) {
    return failure("the file is not UTF-8", "save it as UTF-8", {file});
  }
  try {
    YAML::Node root = YAML::Load(bytes);
    std::size_t count = 0;
    if (is_bounded(root, count, 0)) return root;
  } catch (const YAML::Exception& exception) {
    return failure("the file is not YAML: " + shown(exception.msg, 100), "check its indentation there",
                   place_at(exception.mark, file));
  }
  return failure(fmt::format("the file has more than {} entries, or they are nested more than {} deep",
                             most_nodes, most_depth),
                 "it needs far fewer: write out its aliases", {file});
}

std::string scalar(const YAML::Node& node) {
  return node.IsDefined() && node.IsScalar() ? node.Scalar() : std::string();
}

YAML::Node value(const YAML::Node& node, const std::string& key) {
  if (!node.IsDefined() || !node.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
  const YAML::Node& constant = node;  // a lookup in another one would add the key
  return constant[key].IsDefined() ? constant[key] : YAML::Node(YAML::NodeType::Undefined);
}

Place place_of(const YAML::Node& node, const std::string& file) { return place_at(node.Mark(), file); }

bool has_line(std::string_view bytes, std::string_view start) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with(start)) return true;
  return bytes.find("\n" + std::string(start)) != std::string_view::npos;
}

}  // namespace pensum::importing
