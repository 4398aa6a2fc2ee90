#include "archive/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::archive {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_absolute(std::string_view name) {
  return name.starts_with('/') || (name.size() >= 2 && name[1] == ':' && is_letter(name[0]));
}

std::string in_mebibytes(std::size_t bytes) { return fmt::format("{} MiB", bytes >> 20); }

constexpr const char* unpack_hint = "unpack it yourself, and import the folder or the file that matters";

}  // namespace

std::optional<std::string> safe_name(std::string_view name) {
  std::string slashes(name);
  std::ranges::replace(slashes, '\\', '/');
  if (is_absolute(slashes) || slashes.find('\0') != std::string::npos) return std::nullopt;
  std::string safe;
  for (std::size_t at = 0; at <= slashes.size();) {
    const std::size_t end = std::min(slashes.find('/', at), slashes.size());
    const std::string_view part = std::string_view(slashes).substr(at, end - at);
    if (part == "..") return std::nullopt;
    if (!part.empty() && part != ".") safe.append(safe.empty() ? "" : "/").append(part);
    at = end + 1;
  }
  return safe;
}

std::unexpected<Diagnostics> leads_outside(const std::string& tree, std::string_view entry) {
  return failure(fmt::format("the entry “{}” points outside the archive", shown(entry)),
                 "do not unpack it; ask for another copy of the file", {tree});
}

std::unexpected<Diagnostics> too_many_files(const std::string& tree, const TreeLimits& limits) {
  return failure(fmt::format("there are more than {} files in it", limits.files),
                 "name the file or the folder that matters", {tree});
}

std::unexpected<Diagnostics> too_large(const std::string& tree, std::string_view entry,
                                       const TreeLimits& limits) {
  return failure(fmt::format("“{}” has more than {} unpacked", shown(entry), in_mebibytes(limits.file_bytes)),
                 unpack_hint, {tree});
}

std::unexpected<Diagnostics> too_much(const std::string& tree, const TreeLimits& limits) {
  return failure(fmt::format("its files have more than {} unpacked", in_mebibytes(limits.all_bytes)),
                 unpack_hint, {tree});
}

std::unexpected<Diagnostics> grows_too_much(const std::string& tree, std::string_view entry,
                                            const TreeLimits& limits) {
  return failure(fmt::format("“{}” grows to more than {} times its size when it is unpacked", shown(entry),
                             limits.most_growth),
                 "no course does that; ask for another copy of the file", {tree});
}

std::unexpected<Diagnostics> no_such_file(const std::string& tree, std::string_view entry) {
  return failure(fmt::format("“{}” is missing", shown(entry)), "ask for a complete copy", {tree});
}

bool grows_like_a_bomb(std::size_t packed, std::size_t unpacked, const TreeLimits& limits) {
  constexpr std::size_t harmless = 1'000'000;
  return unpacked >= harmless && unpacked / limits.most_growth > packed;
}

}  // namespace pensum::archive
