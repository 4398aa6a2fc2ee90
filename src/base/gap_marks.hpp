// A language may have no words for a sentence: then it is said in English. In texts such words are between
// two marks, until a writer turns these into what its format has for it. They are Unicode's own, long out of
// other use, and nothing is drawn for them.
#pragma once

#include <string>
#include <string_view>

namespace pensum {

inline constexpr std::string_view english_begins = "\U000E0001";
inline constexpr std::string_view english_ends = "\U000E007F";

/// A part of a text without marks.
struct MarkedPart {
  std::string_view text;
  bool english = false;
};

/// Takes a text's parts off it, one after the other; marks may begin in one text and end in another.
class MarkedText {
 public:
  MarkedText(std::string_view text, bool& english) : rest_(text), english_(english) {}

  /// The next part, empty at the end.
  MarkedPart next();

 private:
  std::string_view rest_;
  bool& english_;
};

bool has_gap_marks(std::string_view text);
std::string without_gap_marks(std::string_view text);
/// Whether more of `text` is English than is not, for what can be in one language only.
bool mostly_english(std::string_view text);

}  // namespace pensum
