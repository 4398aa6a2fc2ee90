#include "text/hyphenator.hpp"

#include "base/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

namespace pensum::text {
namespace {

constexpr std::size_t fewest_letters = 6;
constexpr std::size_t most_letters = 100;
constexpr std::size_t fewest_before = 2;
constexpr std::size_t fewest_behind = 3;
/// Some 100 bytes each.
constexpr std::size_t most_known_words = 20'000;

bool is_figure(char c) { return c >= '0' && c <= '9'; }
/// Of a pattern, up to the end of its line and of the file.
bool is_pattern(char c) { return c != '\n' && c != '\r' && c != '\0'; }
bool is_letter(char c) { return is_pattern(c) && !is_figure(c); }

/// What a byte is within a line. Most lines are letters and figures alone.
enum class CharacterKind : std::uint8_t { letter, figure, other };
constexpr std::array<CharacterKind, 256> kinds = [] {
  std::array<CharacterKind, 256> all{};
  for (char c = '0'; c <= '9'; ++c) all[static_cast<unsigned char>(c)] = CharacterKind::figure;
  for (const char c : {'\n', '\r', '\0', ' ', '/', '%', '#'})
    all[static_cast<unsigned char>(c)] = CharacterKind::other;
  return all;
}();
CharacterKind kind_of(char c) { return kinds[static_cast<unsigned char>(c)]; }

bool is_capital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c)) != 0 || u_istitle(static_cast<UChar32>(c)) != 0;
}

bool is_alphabetic(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}
char32_t in_lower_case(char32_t c) {
  if (c < 0x80) return is_capital(c) ? c | 0x20 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

// What may surround a word of running text. An opening bracket behind a word is none of it: f() is
// code.
constexpr std::u32string_view before_words = U"([“„”‘‚«‹»›\"'’¿¡\u00A0\u202F";
constexpr std::u32string_view behind_words = U")]“”‘’«‹»›\"'.,:;!?…\u00A0\u202F";
constexpr std::u32string_view apostrophes = U"'’";

/// A word's characters and where each begins in its bytes; one more offset gives its end.
struct Characters {
  std::u32string values;
  std::vector<std::size_t> offsets;
};

Characters characters_of(std::string_view text) {
  Characters characters;
  characters.values.reserve(text.size());
  characters.offsets.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    characters.values += point.value;
    characters.offsets.push_back(at);
    at += point.length;
  }
  characters.offsets.push_back(text.size());
  return characters;
}

/// Characters [first, last).
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The letters that may be hyphenated, if the word is one to hyphenate at all.
std::optional<Range> letters_of(std::u32string_view word, bool capitals_are_names) {
  const std::size_t first = std::min(word.find_first_not_of(before_words), word.size());
  const std::size_t last = word.find_last_not_of(behind_words) + 1;
  if (first >= last) return {};
  const std::u32string_view core = word.substr(first, last - first);
  const std::size_t behind_apostrophe = core.find_last_of(apostrophes) + 1;
  const std::size_t letters = core.size() - behind_apostrophe;
  if (letters < fewest_letters || letters > most_letters) return {};
  for (std::size_t i = 0; i < core.size(); ++i) {
    if (apostrophes.contains(core[i])) continue;
    if (!is_alphabetic(core[i])) return {};
    const bool begins = i == 0 || i == behind_apostrophe;
    if (is_capital(core[i]) && (capitals_are_names || !begins)) return {};
  }
  return Range{first + behind_apostrophe, last};
}

}  // namespace

class Hyphenator::Patterns {
 public:
  /// Null if the file's encoding is unknown.
  static std::unique_ptr<Patterns> read(std::string bytes) {
    auto patterns = std::make_unique<Patterns>();
    patterns->bytes_ = std::move(bytes);
    if (!patterns->read_encoding()) return nullptr;
    patterns->read_lines();
    return patterns;
  }

  /// Where lower-case letters may be hyphenated: numbers of letters before each place, ascending.
  std::vector<std::size_t> breaks(std::u32string_view letters) const {
    std::vector<std::size_t> places;
    const std::optional<Encoded> word = encoded(letters);
    if (!word) return places;
    hyphenate(0, *word, {.first = 0, .last = letters.size()}, true, true, places);
    std::erase_if(places, [&](std::size_t at) { return at < before_ || letters.size() - at < behind_; });
    return places;
  }

 private:
  static constexpr std::size_t bundles = 8192;

  /// A pattern's line, and the letters that it begins with; 0 where it has fewer.
  struct Line {
    std::uint32_t first = 0;
    std::array<char, 4> letters{};
  };
  /// Patterns by where their lines begin: those of one letter, then by the first three, or both of two.
  struct Level {
    std::vector<Line> single;
    std::vector<Line> lines;
    std::array<std::uint32_t, bundles + 1> ends{};  ///< in `lines`; a bundle's begins at the one's before
    std::bitset<256 * 256> pairs;                   ///< of letters that patterns begin with
    std::size_t longest = 0;                        ///< bytes of a line
  };
  /// Letters as the file writes them.
  struct Encoded {
    std::string bytes;
    std::vector<std::size_t> offsets;  ///< of each letter, and the end
  };

  static std::size_t number_of(char letter) { return static_cast<unsigned char>(letter); }
  static std::size_t pair(char first, char second) { return number_of(first) << 8 | number_of(second); }
  /// Letters may share their bundle with others.
  static std::size_t bundle(char first, char second, char third) {
    return (number_of(first) * 4489 + number_of(second) * 67 + number_of(third)) % bundles;
  }
  static std::size_t bundle(const Line& line) {
    return bundle(line.letters[0], line.letters[1], line.letters[2]);
  }

  // ---------------------------------------------------------------- reading

  bool read_encoding() {
    const std::size_t end = std::min(bytes_.find_first_of("\r\n"), bytes_.size());
    const std::string name = bytes_.substr(0, end);
    if (name == "UTF-8") return true;
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(name.c_str(), &status);
    if (U_FAILURE(status)) return false;
    const bool one_byte = ucnv_getMaxCharSize(converter) == 1 && !name.empty();
    high_half_.assign(one_byte ? 128 : 0, 0);
    for (std::size_t i = 0; i < high_half_.size(); ++i) {
      const char byte = static_cast<char>(0x80 + i);
      const char* source = &byte;
      status = U_ZERO_ERROR;
      const UChar32 value = ucnv_getNextUChar(converter, &source, source + 1, &status);
      if (U_SUCCESS(status)) high_half_[i] = static_cast<char32_t>(value);
    }
    ucnv_close(converter);
    return one_byte;
  }

  void read_lines() {
    constexpr std::string_view next_level = "\nNEXTLEVEL";
    std::size_t at = std::min(bytes_.find('\n'), bytes_.size());
    while (at < bytes_.size()) {
      const std::size_t end = std::min(bytes_.find(next_level, at), bytes_.size());
      read_level(at, end);
      at = end == bytes_.size() ? end : bytes_.find('\n', end + 1);
    }
  }

  /// The lines behind the line feed at `at`, up to `end`.
  void read_level(std::size_t at, std::size_t end) {
    const std::string_view bytes = std::string_view(bytes_).substr(0, end);
    Level level;
    std::vector<Line> lines;
    while (at < end) {
      const std::size_t first = at + 1;
      Line pattern{.first = static_cast<std::uint32_t>(first), .letters = {}};
      char* letter = pattern.letters.begin();
      const char* c = bytes_.data() + first;  // a line feed or the zero behind the bytes is at the end
      for (CharacterKind kind; (kind = kind_of(*c)) != CharacterKind::other; ++c) {
        if (kind == CharacterKind::letter && letter != pattern.letters.end()) *letter++ = *c;
      }
      at = static_cast<std::size_t>(c - bytes_.data());
      if (at == end || *c == '\n') {
        add(pattern, static_cast<std::size_t>(letter - pattern.letters.begin()), at - first, level, lines);
      } else {
        at = std::min(bytes.find('\n', at), end);
        read_line(bytes.substr(first, at - first), pattern, level, lines);
      }
    }
    for (const Line& line : lines) ++level.ends[bundle(line) + 1];
    std::partial_sum(level.ends.begin(), level.ends.end(), level.ends.begin());
    level.lines.resize(lines.size());
    // Filled from the front, each bundle's beginning moves to its end.
    for (const Line& line : lines) level.lines[level.ends[bundle(line)]++] = line;
    levels_.push_back(std::move(level));
  }

  /// A line that is not of letters and figures alone; `pattern` is where it begins.
  void read_line(std::string_view line, Line pattern, Level& level, std::vector<Line>& lines) {
    if (line.contains('/')) return;  // a hyphen that changes how a word is spelt, which is not for us
    if (line.starts_with('%') || line.starts_with('#')) return;  // comments
    if (const std::size_t space = line.find(' '); space != line.npos) {
      if (levels_.empty()) read_setting(line.substr(0, space), line.substr(space + 1));
      return;
    }
    std::size_t letters = 0;
    for (const char c : line) {
      if (letters < pattern.letters.size() && is_letter(c)) pattern.letters[letters++] = c;
    }
    add(pattern, letters, line.size(), level, lines);
  }

  static void add(const Line& pattern, std::size_t letters, std::size_t bytes, Level& level,
                  std::vector<Line>& lines) {
    level.longest = std::max(level.longest, bytes);
    if (letters == 1) level.single.push_back(pattern);
    if (letters < 2) return;
    lines.push_back(pattern);
    level.pairs.set(pair(pattern.letters[0], pattern.letters[1]));
  }

  void read_setting(std::string_view name, std::string_view number) {
    std::size_t value = 0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    if (name == "LEFTHYPHENMIN") before_ = std::max(before_, value);
    if (name == "RIGHTHYPHENMIN") behind_ = std::max(behind_, value);
    if (name == "COMPOUNDLEFTHYPHENMIN") before_in_part_ = value;
    if (name == "COMPOUNDRIGHTHYPHENMIN") behind_in_part_ = value;
  }

  // ---------------------------------------------------------------- hyphenating

  std::optional<Encoded> encoded(std::u32string_view letters) const {
    Encoded word;
    word.offsets.reserve(letters.size() + 1);
    for (const char32_t letter : letters) {
      word.offsets.push_back(word.bytes.size());
      if (letter < 0x80) {
        word.bytes += static_cast<char>(letter);
      } else if (high_half_.empty()) {
        append_utf8(word.bytes, letter);
      } else {
        const auto found = std::ranges::find(high_half_, letter);
        if (found == high_half_.end()) return {};
        word.bytes += static_cast<char>(0x80 + (found - high_half_.begin()));
      }
    }
    word.offsets.push_back(word.bytes.size());
    return word;
  }

  /// The places in the letters `part` of `word`, by the patterns of a level and of those behind it.
  /// `begins`, `ends`: whether the word does so with the part.
  void hyphenate(std::size_t level, const Encoded& word, Range part, bool begins, bool ends,
                 std::vector<std::size_t>& places) const {
    if (level == levels_.size()) return;
    std::vector<std::size_t> found = odd_places(levels_[level], word, part);
    if (level + 1 == levels_.size()) {
      for (const std::size_t at : found) {
        const bool near =
            (!begins && at - part.first < before_in_part_) || (!ends && part.last - at < behind_in_part_);
        if (!near) places.push_back(at);
      }
      return;
    }
    if (found.empty()) return hyphenate(level + 1, word, part, begins, ends, places);
    // The parts of a compound may be compounds themselves.
    found.push_back(part.last);
    std::size_t first = part.first;
    for (const std::size_t at : found) {
      hyphenate(level, word, {.first = first, .last = at}, begins && first == part.first,
                ends && at == part.last, places);
      if (at != part.last) places.push_back(at);
      first = at;
    }
  }

  /// The letters before which the highest figure is odd.
  std::vector<std::size_t> odd_places(const Level& level, const Encoded& word, Range part) const {
    const std::size_t from = word.offsets[part.first];
    const std::string dotted = '.' + word.bytes.substr(from, word.offsets[part.last] - from) + '.';
    std::string highest(dotted.size() + 1, '0');
    Whole whole(std::min(level.longest, dotted.size()) + 1);
    std::size_t taken = apply_patterns(level, dotted, 0, 0, whole, highest);
    for (std::size_t i = part.first; i < part.last; ++i)
      taken = apply_patterns(level, dotted, word.offsets[i] - from + 1, taken, whole, highest);
    std::vector<std::size_t> places;
    for (std::size_t i = part.first + 1; i < part.last; ++i) {
      if ((highest[word.offsets[i] - from + 1] - '0') % 2 != 0) places.push_back(i);
    }
    return places;
  }

  /// By length: the line of a pattern whose letters all match at some place; 0, where the encoding
  /// is, for none. None between places.
  using Whole = std::vector<std::uint32_t>;

  /// Applies patterns whose letters match at `first` of `dotted`. `highest` has the figure before each
  /// byte. A pattern that ends before `taken` is hidden: by another, or by the beginning of another, that
  /// stands further to the front and reaches as far. Returns what is taken then.
  std::size_t apply_patterns(const Level& level, std::string_view dotted, std::size_t first,
                             std::size_t taken, Whole& whole, std::string& highest) const {
    if (first + 1 >= dotted.size()) return taken;
    const std::string_view rest = dotted.substr(first);
    std::size_t longest = 0;
    for (const Line& line : level.single) {
      if (line.letters[0] != rest[0]) continue;
      longest = std::max<std::size_t>(longest, 1);
      whole[1] = line.first;
    }
    if (level.pairs.test(pair(rest[0], rest[1]))) {
      longest = 2;
      const char fourth = rest.size() > 3 ? rest[3] : '\0';
      const auto compare = [&](char third) {
        const std::size_t number = bundle(rest[0], rest[1], third);
        for (std::size_t i = number == 0 ? 0 : level.ends[number - 1]; i < level.ends[number]; ++i) {
          const Line& line = level.lines[i];
          if (line.letters[0] != rest[0] || line.letters[1] != rest[1] || line.letters[2] != third) continue;
          // Most patterns part with the text at the next letter.
          if (line.letters[3] != '\0' && line.letters[3] != fourth) {
            longest = std::max<std::size_t>(longest, 3);
            continue;
          }
          const Match match = compared(line.first, rest);
          longest = std::max(longest, match.letters);
          if (match.whole) whole[match.letters] = line.first;
        }
      };
      compare('\0');
      if (rest.size() > 2) compare(rest[2]);
    }
    for (std::size_t end = std::max(taken, first + 1); end <= first + longest; ++end) {
      if (whole[end - first] != 0) apply(whole[end - first], first, highest);
    }
    std::fill_n(whole.begin(), longest + 1, 0);
    return std::max(taken, first + longest + 1);
  }

  /// How many letters of a pattern match the beginning of a text, and whether these are all.
  struct Match {
    std::size_t letters = 0;
    bool whole = false;
  };
  Match compared(std::uint32_t line, std::string_view text) const {
    std::size_t letters = 0;
    for (const char* c = bytes_.data() + line; is_pattern(*c); ++c) {
      if (is_figure(*c)) continue;
      if (letters == text.size() || text[letters] != *c) return {letters, false};
      ++letters;
    }
    return {letters, true};
  }

  void apply(std::uint32_t line, std::size_t first, std::string& highest) const {
    for (const char* c = bytes_.data() + line; is_pattern(*c); ++c) {
      if (is_figure(*c)) {
        highest[first] = std::max(highest[first], *c);
      } else {
        ++first;
      }
    }
  }

  std::string bytes_;
  std::u32string high_half_;  ///< what the bytes from 0x80 on mean; empty in UTF-8
  std::vector<Level> levels_;
  std::size_t before_ = fewest_before;
  std::size_t behind_ = fewest_behind;
  std::size_t before_in_part_ = 0;
  std::size_t behind_in_part_ = 0;
};

Hyphenator::Hyphenator() : tried_(true) {}
Hyphenator::Hyphenator(PatternLoader loader, std::string_view language)
    : loader_(std::move(loader)), capitals_are_names_(language == "en" || language.starts_with("en-")) {}
Hyphenator::~Hyphenator() = default;
Hyphenator::Hyphenator(Hyphenator&&) noexcept = default;
Hyphenator& Hyphenator::operator=(Hyphenator&&) noexcept = default;

const std::vector<std::size_t>& Hyphenator::breaks(std::string_view word, Words words) {
  if (word.size() < fewest_letters || (tried_ && !patterns_)) return others_ = {};
  if (words != Words::but_names) return others_ = find_breaks(word, words);
  if (const auto known = known_.find(word); known != known_.end()) return known->second;
  if (known_.size() >= most_known_words) known_.clear();
  return known_.emplace(word, find_breaks(word, words)).first->second;
}

Hyphenator::Places Hyphenator::find_breaks(std::string_view word, Words words) {
  Places offsets;
  Characters characters = characters_of(word);
  const std::optional<Range> range =
      letters_of(characters.values, capitals_are_names_ && words == Words::but_names);
  if (!range) return offsets;
  if (!std::exchange(tried_, true)) {
    Result<std::string> bytes = loader_();
    if (bytes) patterns_ = Patterns::read(*std::move(bytes));
    if (!patterns_) return offsets;
  }
  std::u32string letters = characters.values.substr(range->first, range->last - range->first);
  for (char32_t& letter : letters) letter = in_lower_case(letter);
  for (const std::size_t at : patterns_->breaks(letters))
    offsets.push_back(characters.offsets[range->first + at]);
  return offsets;
}

}  // namespace pensum::text
