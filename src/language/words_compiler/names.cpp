#include "language/words_compiler/names.hpp"

#include <algorithm>
#include <string>

namespace pensum::words_compiler {
namespace {

/// What cannot be a name in C++, or is another one in the types of keys.
constexpr std::string_view reserved =
    " alignas alignof and and_eq arguments asm auto bitand bitor bool break case catch char char16_t "
    "char32_t char8_t class co_await co_return co_yield compl concept const const_cast consteval "
    "constexpr constinit continue decltype default delete do double dynamic_cast else enum explicit "
    "export extern false float for friend goto id if inline int literal long mutable namespace new "
    "noexcept not not_eq nullptr operator or or_eq pensum private protected public register "
    "reinterpret_cast requires return short signed sizeof static static_assert static_cast std struct "
    "switch template this thread_local throw true try typedef typeid typename union unsigned using "
    "virtual void volatile wchar_t while xor xor_eq ";

}  // namespace

bool is_name(std::string_view name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && !name.ends_with('_') && !name.contains("__") &&
         std::ranges::all_of(
             name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }) &&
         !reserved.contains(' ' + std::string(name) + ' ');
}

std::string type_name(std::string_view name) {
  std::string type;
  bool begins = true;
  for (const char c : name) {
    if (c != '_') type += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = c == '_';
  }
  return type;
}

bool is_type_of_its_own(std::string_view name) {
  const std::string type = type_name(name);
  return type != "Part" && type != "Text" && type != "Count";
}

}  // namespace pensum::words_compiler
