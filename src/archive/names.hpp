// What the kinds of trees share: names of entries made safe, and the wording of errors.
#pragma once

#include "archive/file_tree.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::archive {

/// The name of an entry with “/” between folders and without “./”; nothing where it is absolute or leads
/// outside.
std::optional<std::string> safe_name(std::string_view name);

std::unexpected<Diagnostics> leads_outside(const std::string& tree, std::string_view entry);
std::unexpected<Diagnostics> too_many_files(const std::string& tree, const TreeLimits& limits);
std::unexpected<Diagnostics> too_large(const std::string& tree, std::string_view entry,
                                       const TreeLimits& limits);
std::unexpected<Diagnostics> too_much(const std::string& tree, const TreeLimits& limits);
std::unexpected<Diagnostics> grows_too_much(const std::string& tree, std::string_view entry,
                                            const TreeLimits& limits);
std::unexpected<Diagnostics> no_such_file(const std::string& tree, std::string_view entry);

/// Whether `packed` bytes that become `unpacked` ones grow as only files do that are made to fill a memory.
bool grows_like_a_bomb(std::size_t packed, std::size_t unpacked, const TreeLimits& limits);

}  // namespace pensum::archive
