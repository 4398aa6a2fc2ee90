#include "language/latin.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

namespace pensum {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_capital(std::string_view ascii) {
  return std::ranges::any_of(ascii, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

struct Latin::Transliterator {
  std::unique_ptr<icu::Transliterator> icu;

  Transliterator() {
    UErrorCode status = U_ZERO_ERROR;
    icu.reset(icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) icu.reset();  // without its data, all stays as it is
  }

  std::string operator()(std::string_view text) const {
    icu::UnicodeString string =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    if (icu) icu->transliterate(string);
    std::string out;
    return string.toUTF8String(out);
  }
};

Latin::Latin() = default;
Latin::~Latin() = default;

std::string Latin::operator()(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  if (!transliterator_) transliterator_ = std::make_unique<Transliterator>();
  return (*transliterator_)(text);
}

std::string Latin::name(std::string_view text) {
  std::string latin = (*this)(text);
  if (is_ascii(text) || has_capital(latin)) return latin;
  bool begins = true;
  for (char& c : latin) {
    if (begins && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    begins = c == ' ' || c == '-';
  }
  return latin;
}

}  // namespace pensum
