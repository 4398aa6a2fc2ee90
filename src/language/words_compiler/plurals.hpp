// The plural categories (CLDR) that whole numbers of a language have.
#pragma once

#include <unicode/locid.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace pensum::words_compiler {

/// By their numbers in message::Plural.
inline constexpr std::array<std::string_view, 6> categories{"zero", "one", "two", "few", "many", "other"};
/// Which one `name` is; their count if none.
std::size_t category_number(std::string_view name);

class Plurals {
 public:
  explicit Plurals(const icu::Locale& language);

  /// The table that messages are evaluated with (language/message.hpp), and whether it is right for all
  /// numbers.
  const std::string& table() const { return table_; }
  bool repeats() const { return repeats_; }

  /// The first number of a category that a plan might have; nothing if the category has only higher ones.
  std::optional<std::int64_t> usual_example(std::size_t category) const;
  /// Whether any number has the category.
  bool has(std::size_t category) const;

 private:
  std::string table_;
  bool repeats_ = true;
  std::map<std::size_t, std::int64_t> usual_, rare_;  ///< the first number of each category
};

}  // namespace pensum::words_compiler
