// The names of the learners' files: the same on every file system, whatever the learners are called.
#pragma once

#include "base/diagnostic.hpp"
#include "language/latin.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace pensum::cohort {

/// Makes file names of names. Not for several threads at a time.
class Slugs {
 public:
  /// `name` in small letters of ASCII, digits and single hyphens, at most 60 of them: "Zoë O’Brien" is
  /// "zoe-obrien", "Ольга" is "olga" (transliterated as CLDR does). No name that some system reserves. Empty
  /// where nothing is left, such as of an emoji.
  std::string operator()(std::string_view name);

 private:
  Latin latin_;
};

/// Whether a file may be called so on every file system.
Result<void> check_file_name(std::string_view name);

/// Gives each name once; capitals and small letters are one, as they are on some file systems.
class FileNames {
 public:
  /// False where it is taken.
  bool take(std::string_view name);
  /// `wanted`, or where that is taken `wanted` with the smallest number behind it, from 2, that is free.
  std::string take_like(const std::string& wanted);

 private:
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, std::size_t> last_numbers_;  ///< given to names that were taken
};

}  // namespace pensum::cohort
