// Paragraphs against an oracle that tries every way to break them.
#include "text/set_line.hpp"
#include "text/staged_patterns.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <random>

using namespace set_line;

namespace {

Typesetter typesetter(const char* language = "en") { return {staged::fonts(), language}; }

std::vector<Line> paragraph(Typesetter& setter, std::string_view text, int width,
                            std::size_t most_lines = 0) {
  return setter.paragraph(text, {}, {.width = Points::whole(width), .most_lines = most_lines});
}

std::string joined(const std::vector<Line>& lines, const char* between = " ") {
  std::string text;
  for (const Line& line : lines) {
    if (&line != &lines.front()) text += between;
    text += text_of(line);
  }
  return text;
}

/// What the header promises to minimise: lines, then squared unused widths.
struct Cost {
  std::size_t lines = 0;
  std::int64_t squares = 0;
  friend auto operator<=>(const Cost&, const Cost&) = default;
};

class EveryBreak {
 public:
  EveryBreak(std::vector<Points> words, Points space, Points width, Points first_indent)
      : words_(std::move(words)), space_(space), width_(width), indent_(first_indent) {}

  Cost best() {
    place(0, {});
    return *best_;
  }

  Points room(std::size_t line) const { return line == 0 ? width_ - indent_ : width_; }

  std::int64_t squares(const std::vector<Points>& lines, bool single_last) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool last = i + 1 == lines.size();
      const bool widow = last && lines.size() > 1 && single_last && lines[i] < width_ / 4;
      if (last && !widow) continue;
      const std::int64_t unused = (room(i) - lines[i]).milli;
      sum += unused * unused;
    }
    return sum;
  }

 private:
  void place(std::size_t first, std::vector<Points> lines) {
    if (first == words_.size()) {
      const Cost cost{lines.size(), squares(lines, single_last_)};
      if (!best_ || cost < *best_) best_ = cost;
      return;
    }
    Points width;
    for (std::size_t last = first + 1; last <= words_.size(); ++last) {
      width += words_[last - 1] + (last > first + 1 ? space_ : Points{});
      if (width > room(lines.size())) return;
      lines.push_back(width);
      single_last_ = last == first + 1;
      place(last, lines);
      lines.pop_back();
    }
  }

  std::vector<Points> words_;
  Points space_, width_, indent_;
  bool single_last_ = false;
  std::optional<Cost> best_;
};

/// What the header promises to minimise where words may be hyphenated.
struct HyphenCost {
  std::size_t lines = 0;
  int bad_hyphens = 0;
  std::int64_t squares = 0;
  friend auto operator<=>(const HyphenCost&, const HyphenCost&) = default;
};

/// Every way to break words that may be hyphenated, each word in whatever parts.
class EveryHyphen {
 public:
  EveryHyphen(Typesetter& setter, Hyphenator& hyphenator, const std::vector<std::string>& words,
              const Measure& measure)
      : measure_(measure),
        space_(setter.line("a b", {}).width - setter.line("a", {}).width - setter.line("b", {}).width) {
    for (const std::string& word : words) {
      std::vector<std::size_t> places = hyphenator.breaks(word);
      places.insert(places.begin(), 0);
      places.push_back(word.size());
      auto& widths = widths_.emplace_back(places.size(), std::vector<Points>(places.size()));
      for (std::size_t from = 0; from < places.size(); ++from) {
        for (std::size_t to = from + 1; to < places.size(); ++to) {
          std::string part = word.substr(places[from], places[to] - places[from]);
          if (to + 1 < places.size()) part += '-';
          widths[from][to] = setter.line(part, {}).width;
        }
      }
    }
  }

  HyphenCost best() {
    place(0, 0, {});
    return *best_;
  }

  /// The cost of lines as they were set, from their looks.
  HyphenCost cost(const std::vector<Line>& lines) const {
    HyphenCost cost{.lines = lines.size(), .bad_hyphens = 0, .squares = 0};
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool single = text_of(lines[i]).find(' ') == std::string::npos;
      add(cost, lines[i].width, i, i > 0 && lines[i - 1].splits_word, lines[i].splits_word,
          i + 1 == lines.size(), single);
    }
    return cost;
  }

 private:
  void add(HyphenCost& cost, Points width, std::size_t line, bool begins_inside, bool hyphen, bool last,
           bool single) const {
    const Points room = line == 0 ? measure_.width - measure_.first_indent : measure_.width;
    const std::int64_t unused = (room - width).milli;
    if (begins_inside && (hyphen || last)) ++cost.bad_hyphens;
    const bool widow = line > 0 && single && width < measure_.width / 4;
    if (!last || widow) cost.squares += unused * unused;
    if (hyphen) cost.squares += (measure_.width / 5).milli * (measure_.width / 5).milli;
  }

  /// The lines from part `from` of word `first` on.
  void place(std::size_t first, std::size_t from, HyphenCost so_far) {
    const Points room = so_far.lines == 0 ? measure_.width - measure_.first_indent : measure_.width;
    Points before;
    for (std::size_t word = first; word < widths_.size(); ++word) {
      const std::size_t begin = word == first ? from : 0;
      const std::size_t whole = widths_[word].size() - 1;
      for (std::size_t to = begin + 1; to <= whole; ++to) {
        const Points width = before + widths_[word][begin][to];
        if (width > room) continue;
        const bool last = word + 1 == widths_.size() && to == whole;
        HyphenCost cost = so_far;
        ++cost.lines;
        add(cost, width, so_far.lines, from != 0, to != whole, last, word == first);
        if (best_ && best_->lines < cost.lines) continue;
        if (last) {
          if (!best_ || cost < *best_) best_ = cost;
        } else {
          place(to == whole ? word + 1 : word, to == whole ? 0 : to, cost);
        }
      }
      before += widths_[word][begin][whole] + space_;
    }
  }

  Measure measure_;
  Points space_;
  /// Of each word: the width from one place to another, with the hyphen there.
  std::vector<std::vector<std::vector<Points>>> widths_;
  std::optional<HyphenCost> best_;
};

Hyphenator after_vowels() {
  return {[]() -> Result<std::string> { return "UTF-8\na1\ne1\ni1\no1\nu1\n"; }, "xx"};
}

/// The text that was set, from its lines.
std::string mended(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) {
    text += text_of(line);
    if (text.ends_with("\u00AD")) text.resize(text.size() - 2);
    if (!line.splits_word && &line != &lines.back()) text += ' ';
  }
  return text;
}

std::string random_text(std::mt19937& random, std::string_view letters, std::size_t letter_bytes,
                        std::size_t words, std::size_t longest) {
  std::string text;
  for (std::size_t w = 0; w < words; ++w) {
    if (w > 0) text += ' ';
    const std::size_t length = 1 + random() % longest;
    for (std::size_t i = 0; i < length; ++i) {
      text += letters.substr(random() % (letters.size() / letter_bytes) * letter_bytes, letter_bytes);
    }
  }
  return text;
}

}  // namespace

TEST_CASE("breaks are the best there are: every way is tried, on random words") {
  std::mt19937 random(20261124);
  Typesetter setter = typesetter();
  const Points space = setter.line("a b", {}).width - setter.line("a", {}).width - setter.line("b", {}).width;
  for (int round = 0; round < 250; ++round) {
    const std::string text = random_text(random, "abcdefghijklmnopqrstuvwxyz", 1, 1 + random() % 11, 9);
    const Points indent = Points::whole(random() % 3 == 0 ? 15 : 0);
    const Measure measure{.width = Points::whole(75 + static_cast<int>(random() % 100)),
                          .first_indent = indent};
    std::vector<Points> words;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      words.push_back(setter.line(text.substr(at, end - at), {}).width);
      at = end + 1;
    }
    CAPTURE(round, text, measure.width.milli, indent.milli);
    if (*std::ranges::max_element(words) > measure.width - indent) continue;
    EveryBreak oracle(words, space, measure.width, indent);
    const std::vector<Line> lines = setter.paragraph(text, {}, measure);
    std::vector<Points> widths;
    for (const Line& line : lines) widths.push_back(line.width);
    const bool single_last = text_of(lines.back()).find(' ') == std::string::npos;
    const Cost cost{lines.size(), oracle.squares(widths, single_last)};
    const Cost best = oracle.best();
    REQUIRE(cost.lines == best.lines);
    REQUIRE(cost.squares == best.squares);
    REQUIRE(joined(lines) == text);
    for (std::size_t i = 0; i < lines.size(); ++i) REQUIRE(widths[i] <= oracle.room(i));
  }
}

TEST_CASE("hyphens are the best there are: every way is tried, on random words") {
  std::mt19937 random(20261125);
  Typesetter setter(staged::fonts(), "xx", after_vowels());
  Hyphenator hyphenator = after_vowels();
  int hyphens = 0;
  int rounds = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string text = random_text(random, "abcdeefghiiklmnoorstuu", 1, 1 + random() % 9, 14);
    const Measure measure{.width = Points::whole(75 + static_cast<int>(random() % 60)),
                          .first_indent = Points::whole(random() % 3 == 0 ? 15 : 0),
                          .hyphenate = true};
    std::vector<std::string> words;
    bool fit = true;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      words.push_back(text.substr(at, end - at));
      fit = fit && setter.line(words.back(), {}).width <= measure.width - measure.first_indent;
      at = end + 1;
    }
    if (!fit) continue;
    CAPTURE(round, text, measure.width.milli, measure.first_indent.milli);
    const std::vector<Line> lines = setter.paragraph(text, {}, measure);
    EveryHyphen oracle(setter, hyphenator, words, measure);
    const HyphenCost cost = oracle.cost(lines);
    const HyphenCost best = oracle.best();
    CAPTURE(texts_of(lines));
    REQUIRE(cost.lines == best.lines);
    REQUIRE(cost.bad_hyphens == best.bad_hyphens);
    REQUIRE(cost.squares == best.squares);
    REQUIRE(mended(lines) == text);
    ++rounds;
    for (const Line& line : lines) {
      check(line);
      hyphens += line.splits_word ? 1 : 0;
    }
  }
  CHECK(rounds > 150);
  CHECK(hyphens > 50);
}

TEST_CASE("running text is hyphenated where that saves a line, and only where it is asked for") {
  const std::string text = "say an incomprehensible it";
  Typesetter setter(staged::fonts(), "en", staged::hyphenator("en"));
  Measure measure{.width = setter.line("incomprehensible", {}).width, .hyphenate = true};
  const std::vector<Line> lines = setter.paragraph(text, {}, measure);
  REQUIRE(texts_of(lines) == std::vector<std::string>{"say an incompre\u00AD", "hensible it"});
  for (const Line& line : lines) check(line);
  // The visible hyphen is marked as not the word's own.
  CHECK(clusters(lines[0].runs.back()).back() == "\u00AD");
  CHECK(lines[0].width == setter.line("say an incompre-", {}).width);
  CHECK(lines[0].splits_word);
  CHECK_FALSE(lines[1].splits_word);

  const std::vector<std::string> plain{"say an", "incomprehensible", "it"};
  Typesetter without = typesetter();
  CHECK(texts_of(without.paragraph(text, {}, measure)) == plain);
  measure.hyphenate = false;
  CHECK(texts_of(setter.paragraph(text, {}, measure)) == plain);
}

TEST_CASE("a word wider than the measure is hyphenated rather than broken anywhere") {
  Typesetter setter(staged::fonts(), "de", staged::hyphenator("de"));
  const std::string word = "Donaudampfschifffahrtsgesellschaft";
  const Points width = setter.line("Donaudampfschiff-", {}).width;
  CHECK(texts_of(setter.paragraph(word, {}, {.width = width, .hyphenate = true})) ==
        std::vector<std::string>{"Donaudampfschiff\u00AD", "fahrtsgesellschaft"});
  // Where not even a syllable fits, characters do.
  const std::vector<Line> narrow =
      setter.paragraph(word, {}, {.width = Points::whole(16), .hyphenate = true});
  CHECK(mended(narrow) == word);
}

TEST_CASE("no line with hyphens is wider than the measure, and the text stays what it was") {
  std::mt19937 random(8);
  const std::string_view language = GENERATE("en", "de", "uk");
  const std::string_view letters = language == "uk" ? "абвгдежиклмнопрсту" : "aaeeiioudfgklmnprstvwy";
  Typesetter setter(staged::fonts(), language, staged::hyphenator(language));
  for (int round = 0; round < 150; ++round) {
    const std::string text = random_text(random, letters, language == "uk" ? 2 : 1, 2 + random() % 20, 16);
    const int width = 40 + static_cast<int>(random() % 150);
    CAPTURE(language, text, width);
    const std::vector<Line> lines =
        setter.paragraph(text, {}, {.width = Points::whole(width), .hyphenate = true});
    REQUIRE(mended(lines) == text);
    for (const Line& line : lines) {
      check(line);
      REQUIRE(line.width <= Points::whole(width) + Points{50});
    }
    // Never more lines than without, except where a hyphen replaces a break anywhere in a word.
    const std::vector<Line> plain = paragraph(setter, text, width);
    if (std::ranges::none_of(plain, &Line::splits_word)) REQUIRE(lines.size() <= plain.size());
  }
}

TEST_CASE("what is cut is not hyphenated, what a hyphen makes fit is") {
  Typesetter setter(staged::fonts(), "en", staged::hyphenator("en"));
  const std::string text = "an incomprehensibility";
  Measure measure{.width = setter.line("an incomprehen-", {}).width, .most_lines = 1, .hyphenate = true};
  CHECK(text_of(setter.paragraph(text, {}, measure).at(0)).ends_with("…"));
  measure.most_lines = 2;
  const std::string more = "an incomprehensibility incomprehensible to all";
  const std::vector<Line> cut = setter.paragraph(more, {}, measure);
  CHECK(texts_of(cut) == texts_of(setter.paragraph(more, {}, {.width = measure.width, .most_lines = 2})));
}

TEST_CASE("text from right to left is not hyphenated, nor a word of another script in it") {
  Typesetter setter(staged::fonts(), "en", staged::hyphenator("en"));
  const std::string text = "שלום incomprehensibility עולם";
  const Points width = Points::whole(110);
  CHECK(texts_of(setter.paragraph(text, {}, {.width = width, .hyphenate = true})) ==
        texts_of(setter.paragraph(text, {}, {.width = width})));
}

TEST_CASE("no line is wider than the measure, in any script") {
  struct Script {
    const char* language;
    std::string_view letters;
    std::size_t bytes;
  };
  const Script script =
      GENERATE(Script{"en", "AVToLWaefij/-.,'", 1}, Script{"he", "אבגדהוזחטילמנ", 2},
               Script{"ar", "ابتجدرزسلعفقكمنهوي", 2}, Script{"ja", "日本語学習計画、。々ー", 3},
               Script{"hi", "कखगतनमरसह्ािीु", 3}, Script{"th", "กขคงนมยระาิ้", 3});
  std::mt19937 random(7);
  Typesetter setter = typesetter(script.language);
  for (int round = 0; round < 150; ++round) {
    const std::string text = random_text(random, script.letters, script.bytes, 2 + random() % 20, 14);
    const int width = 40 + static_cast<int>(random() % 200);
    CAPTURE(script.language, text, width);
    // Parts of a word are measured one by one: kerning between them may add a hair.
    const Points hair{50};
    for (const Line& line : paragraph(setter, text, width)) {
      check(line);
      REQUIRE(line.width <= Points::whole(width) + hair);
    }
    for (const Line& line : paragraph(setter, text, width, 1 + random() % 3)) {
      check(line);
      REQUIRE(line.width <= Points::whole(width));
    }
  }
}

TEST_CASE("a paragraph has at least one line") {
  Typesetter setter = typesetter();
  const std::vector<Line> lines = paragraph(setter, "", 100);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].runs.empty());
  CHECK(paragraph(setter, "   ", 100).size() == 1);
}

TEST_CASE("the first line is not left empty, whatever its indent") {
  Typesetter setter = typesetter();
  const std::string text = "alphabetical of";
  const Points width = setter.line(text, {}).width;
  CHECK(texts_of(setter.paragraph(text, {}, {.width = width, .first_indent = Points::whole(2)})) ==
        std::vector<std::string>{"alphabetical", "of"});
}

TEST_CASE("a word comes apart only when it is wider than the measure") {
  Typesetter setter = typesetter();
  const std::string word = "Donaudampfschifffahrtsgesellschaft";
  const Points width = setter.line(word, {}).width;
  const auto set = [&](Points measure) {
    return texts_of(setter.paragraph("an " + word, {}, {.width = measure}));
  };
  CHECK(set(width) == std::vector<std::string>{"an", word});
  const std::vector<Line> lines = setter.paragraph("an " + word, {}, {.width = width / 2});
  CHECK(lines.size() >= 3);
  CHECK(joined(lines, "").substr(0, 2) == "an");
  std::string letters = joined(lines, "");
  std::erase(letters, ' ');
  CHECK(letters == "an" + word);
}

TEST_CASE("a word wider than the measure is hyphenated also where nothing else is") {
  Typesetter setter(staged::fonts(), "de", staged::hyphenator("de"));
  const std::string title = "Die Donaudampfschifffahrtsgesellschaft heute";
  const Points width = setter.line("Donaudampfschiff-", {}).width;
  const std::vector<Line> lines = setter.paragraph(title, {}, {.width = width});
  CHECK(texts_of(lines) ==
        std::vector<std::string>{"Die Donaudampf\u00AD", "schifffahrtsgesell\u00AD", "schaft heute"});
  for (const Line& line : lines) {
    check(line);
    CHECK(line.width <= width);
  }
  // A word that fits stays whole, and so does an English name, unless it is too wide.
  CHECK(texts_of(setter.paragraph("Die Dampfschifffahrt", {},
                                  {.width = setter.line("Dampfschifffahrt", {}).width})) ==
        std::vector<std::string>{"Die", "Dampfschifffahrt"});
  Typesetter english(staged::fonts(), "en", staged::hyphenator("en"));
  CHECK(texts_of(english.paragraph("Incomprehensible", {}, {.width = english.line("Incompre-", {}).width})) ==
        std::vector<std::string>{"Incompre\u00AD", "hensible"});
}

TEST_CASE("type is a little smaller where that keeps a word whole") {
  Typesetter setter = typesetter();  // which hyphenates nothing
  const std::string word = "Donaudampfschifffahrtsgesellschaft";
  const Points whole = setter.line(word, {}).width;
  const std::vector<Line> lines = setter.paragraph("an " + word, {}, {.width = whole.scaled(95, 100)});
  CHECK(texts_of(lines) == std::vector<std::string>{"an", word});
  for (const Line& line : lines) {
    CHECK(line.width <= whole.scaled(95, 100));
    for (const Run& run : line.runs) CHECK(run.size == Style{}.size.scaled(92, 100));
  }
  // Where it would not, it stays as it is.
  for (const Line& line : setter.paragraph("an " + word, {}, {.width = whole.scaled(80, 100)})) {
    for (const Run& run : line.runs) CHECK(run.size == Style{}.size);
  }
}

TEST_CASE("a number stays with its unit on one line") {
  Typesetter setter = typesetter();
  const std::string text = "read it for 25\u00A0min and then rest for 5\u00A0min more or less 10\u00A0h";
  for (int width = 45; width < 220; ++width) {
    CAPTURE(width);
    for (const std::string& line : texts_of(paragraph(setter, text, width))) {
      // Copied text has a plain space.
      CHECK((line.find("25") == std::string::npos) == (line.find("25 min") == std::string::npos));
      CHECK_FALSE(line.ends_with(" "));
      CHECK_FALSE(line.starts_with(" "));
    }
  }
}

TEST_CASE("a line that ends at a soft hyphen shows a hyphen, no other does") {
  Typesetter setter = typesetter();
  const std::string text = "Dampf\u00ADschiff";
  const Points whole = setter.line(text, {}).width;
  CHECK(texts_of(setter.paragraph(text, {}, {.width = whole})) == std::vector<std::string>{"Dampfschiff"});
  const std::vector<Line> lines = setter.paragraph(text, {}, {.width = whole - Points{1}});
  CHECK(texts_of(lines) == std::vector<std::string>{"Dampf\u00AD", "schiff"});
  CHECK(lines[0].width == setter.line("Dampf-", {}).width);
}

TEST_CASE("what does not fit the lines allowed is cut with an ellipsis") {
  Typesetter setter = typesetter();
  const std::string text = "one two three four five six seven eight nine ten eleven twelve";
  const std::vector<Line> all = paragraph(setter, text, 80);
  REQUIRE(all.size() > 2);
  CHECK(texts_of(paragraph(setter, text, 80, all.size())) == texts_of(all));

  const std::vector<Line> cut = paragraph(setter, text, 80, 2);
  REQUIRE(cut.size() == 2);
  const std::string said = joined(cut);
  REQUIRE(said.ends_with("…"));
  const std::string kept = said.substr(0, said.size() - std::string("…").size());
  CHECK(text.starts_with(kept));
  CHECK_FALSE(kept.ends_with(" "));
  // One more character would not have fitted.
  const Points room = Points::whole(80);
  const std::string last = text_of(cut[1]);
  const std::size_t start = text.find(last.substr(0, last.size() - 3));
  const std::string more = text.substr(start, last.size() - 3 + 2) + "…";
  CHECK(setter.line(more, {}).width > room);
}

TEST_CASE("a cut line in a right-to-left language keeps the beginning of its text") {
  Typesetter setter = typesetter("he");
  const std::vector<Line> lines = paragraph(setter, "אחת שתים שלוש ארבע חמש שש שבע", 60, 1);
  REQUIRE(lines.size() == 1);
  check(lines[0]);
  CHECK(lines[0].runs.back().text == "אחת");
  CHECK(lines[0].runs.front().text == "…");
  CHECK(lines[0].width <= Points::whole(60));
}
