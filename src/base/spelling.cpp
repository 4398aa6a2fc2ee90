#include "base/spelling.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace pensum {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> table((a.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return table[i * width + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = i;
  for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      // Another number is another thing, and no slip of the fingers: 25 does not mean 15.
      const bool other_number = !same && is_digit(a[i - 1]) && is_digit(b[j - 1]);
      const std::size_t replaced = same ? 0 : other_number ? 4 : 1;
      std::size_t best = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + replaced});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]) && !(is_digit(a[i - 1]) && is_digit(a[i - 2]));
      if (swapped) best = std::min(best, at(i - 2, j - 2) + 1);
      at(i, j) = best;
    }
  }
  return at(a.size(), b.size());
}

}  // namespace

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  constexpr std::size_t longest = 64;  // longer names are not typing mistakes of ours
  if (name.empty() || name.size() > longest || std::ranges::all_of(name, is_digit)) return {};
  std::string_view best;
  std::size_t best_distance = 4;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > longest) continue;
    const std::size_t limit = std::min<std::size_t>(3, std::max(name.size(), candidate.size()) / 3);
    const std::size_t d = distance(name, candidate);
    if (d <= std::max<std::size_t>(limit, 1) && d < best_distance && d < candidate.size()) {
      best = candidate;
      best_distance = d;
    }
  }
  return best;
}

std::string suggestion(std::string_view name, std::span<const std::string_view> candidates,
                       std::string_view otherwise) {
  const std::string_view near = nearest(name, candidates);
  if (near.empty()) return std::string(otherwise);
  return "did you mean “" + std::string(near) + "”?";
}

std::string one_of(std::string_view name, std::span<const std::string_view> candidates) {
  std::string all = "write ";
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i > 0) all += i + 1 == candidates.size() ? " or " : ", ";
    all += candidates[i];
  }
  return suggestion(name, candidates, all);
}

}  // namespace pensum
