#include "language/words_compiler/plurals.hpp"

#include "language/message.hpp"

#include <unicode/plurrule.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace pensum::words_compiler {
namespace {

using message::plural_entry;
using message::plural_numbers;

/// The counts of plans are below.
constexpr std::int64_t usual_numbers = 10'000;
/// In no language has a category no number up to here.
constexpr std::int64_t highest_number = 2'000'200;
constexpr std::int64_t million = 1'000'000;

/// All usual numbers, those around millions, and some of the others.
std::int64_t next(std::int64_t number) {
  const bool near_million = number >= million - 100 && number % million < 300;
  return number + (number < usual_numbers || near_million ? 1 : 97);
}

}  // namespace

std::size_t category_number(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(categories, name) - categories.begin());
}

Plurals::Plurals(const icu::Locale& language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(language, status));
  const auto category = [&](std::int64_t number) {
    std::string name;
    rules->select(static_cast<double>(number)).toUTF8String(name);
    return category_number(name);
  };
  for (std::size_t entry = 0; entry < plural_numbers; ++entry)
    table_ += static_cast<char>(category(static_cast<std::int64_t>(entry)));
  table_ += static_cast<char>(category(million));
  for (std::int64_t number = 0; number <= highest_number; number = next(number)) {
    const std::size_t its = category(number);
    if (its != static_cast<std::size_t>(table_[plural_entry(number)])) repeats_ = false;
    (number < usual_numbers ? usual_ : rare_).try_emplace(its, number);
  }
  rare_.try_emplace(category(million), million);
}

std::optional<std::int64_t> Plurals::usual_example(std::size_t category) const {
  const auto found = usual_.find(category);
  return found == usual_.end() ? std::nullopt : std::optional(found->second);
}

bool Plurals::has(std::size_t category) const {
  return usual_.contains(category) || rare_.contains(category);
}

}  // namespace pensum::words_compiler
