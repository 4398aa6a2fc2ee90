#include "cohort/file_names.hpp"

#include "press/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace pensum::cohort {

namespace {

constexpr std::size_t longest_slug = 60;
constexpr std::size_t longest_name = 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Names of devices, whatever their ending (Windows).
bool is_reserved(std::string_view name) {
  const std::string stem = lower(name.substr(0, name.find('.')));
  constexpr std::array<std::string_view, 4> devices{"con", "prn", "aux", "nul"};
  if (std::ranges::find(devices, stem) != devices.end()) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && is_digit(stem[3]);
}

}  // namespace

std::string Slugs::operator()(std::string_view name) {
  std::string slug;
  bool apart = false;
  for (const char c : lower(latin_(name))) {
    if (is_letter(c) || is_digit(c)) {
      if (apart && !slug.empty()) slug += '-';
      apart = false;
      slug += c;
    } else if (c != '\'') {
      apart = true;
    }
  }
  if (slug.size() > longest_slug) {
    // After a whole word, unless that would leave little.
    const std::size_t word = slug.rfind('-', longest_slug);
    slug.resize(word != std::string::npos && word > longest_slug / 2 ? word : longest_slug);
  }
  if (is_reserved(slug)) slug += "-plan";
  return slug;
}

Result<void> check_file_name(std::string_view name) {
  const auto wrong = [&](std::string_view what, std::string hint) {
    return failure(fmt::format("“{}” {}", shown(name), what), std::move(hint));
  };
  constexpr const char* allowed = "use letters a to z, digits, and . _ - between them";
  for (const char c : name) {
    if (!is_letter(c) && !is_digit(c) && c != '.' && c != '_' && c != '-') {
      return wrong("is not a file name on every system", allowed);
    }
  }
  if (name.empty() || name.front() == '.' || name.front() == '-' || name.back() == '.') {
    return wrong("is not a file name on every system", allowed);
  }
  if (name.size() > longest_name) {
    return wrong(fmt::format("is longer than {} characters", longest_name), "choose a shorter one");
  }
  if (is_reserved(name)) return wrong("is the name of a device on some systems", "choose another one");
  if (press::kind_of(name) != nullptr) return wrong("has an ending", "leave the ending out: pensum adds it");
  return {};
}

bool FileNames::take(std::string_view name) { return taken_.insert(lower(name)).second; }

std::string FileNames::take_like(const std::string& wanted) {
  std::string name = wanted;
  // Where many learners share a name, numbers that are taken are not tried again.
  for (std::size_t& number = last_numbers_.try_emplace(wanted, 1).first->second; !take(name);)
    name = fmt::format("{}-{}", wanted, ++number);
  return name;
}

}  // namespace pensum::cohort
