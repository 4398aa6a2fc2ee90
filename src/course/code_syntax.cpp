#include "course/code_syntax.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

namespace pensum {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// A row for each language: what its comments and strings are, and its keywords, with spaces around each.
struct Syntax {
  std::string_view names;
  std::string_view line_comment;
  std::string_view comment_begin;  ///< of comments of several lines; may be empty
  std::string_view comment_end;
  std::string_view quotes;      ///< of strings with escapes
  std::string_view raw_quotes;  ///< of strings without
  std::string_view keywords;
  bool any_case = false;  ///< whether keywords may be in capitals
};

constexpr Syntax languages[] = {
    {" go golang ", "//", "/*", "*/", "\"'", "`",
     " break case chan const continue default defer else fallthrough for func go goto if import interface "
     "map "
     "package range return select struct switch type var "},
    {" c h cpp c++ cc hpp cxx ", "//", "/*", "*/", "\"'", "",
     " auto bool break case catch char class const constexpr continue default delete do double else enum "
     "extern false float for if inline int long namespace new noexcept nullptr private protected public "
     "return "
     "short signed sizeof static struct switch template this throw true try typedef typename union unsigned "
     "using virtual void volatile while "},
    {" java kotlin kt scala c# csharp cs swift ", "//", "/*", "*/", "\"'", "",
     " abstract as async await boolean break case catch class const continue default do double else enum "
     "extends false final finally float for fun func guard if implements import in int interface is let long "
     "namespace new null override package private protected public return static struct super switch this "
     "throw throws true try val var void when while yield "},
    {" js javascript ts typescript jsx tsx ", "//", "/*", "*/", "\"'`", "",
     " as async await break case catch class const continue default delete do else enum export extends false "
     "finally for from function if implements import in instanceof interface let new null of return static "
     "super switch this throw true try type typeof undefined var void while yield "},
    {" rust rs ", "//", "/*", "*/", "\"", "",
     " as async await break const continue crate dyn else enum extern false fn for if impl in let loop match "
     "mod move mut pub ref return self static struct super trait true type unsafe use where while "},
    {" py python python3 ", "#", "", "", "\"'", "",
     " and as assert async await break class continue def del elif else except False finally for from global "
     "if import in is lambda None nonlocal not or pass raise return True try while with yield "},
    {" rb ruby ", "#", "", "", "\"'", "",
     " and begin break case class def do else elsif end ensure false for if in module next nil not or rescue "
     "return self then true unless until when while yield "},
    {" sh bash shell zsh ", "#", "", "", "\"", "'",
     " case do done elif else esac export fi for function if in local return then until while "},
    {" sql ", "--", "/*", "*/", "'\"", "",
     " add all alter and as asc between by case create cross delete desc distinct drop else end exists from "
     "full group having in index inner insert into is join key left like limit not null on or order outer "
     "primary references right select set table then union unique update values view when where with ",
     true},
};

/// What tells of most characters and words of a language, at a glance, that they are nothing special.
struct Glance {
  /// Whether a comment, a string or a word may begin with a byte.
  std::array<bool, 256> begins{};
  /// For each length of words, a bit for each byte, modulo 32, with which keywords begin.
  std::array<std::uint32_t, 16> initials{};
};

constexpr std::uint32_t initial_bit(char c) {
  return std::uint32_t{1} << (static_cast<unsigned char>(c) & 31U);
}

constexpr Glance glance_at(const Syntax& syntax) {
  Glance made;
  for (std::size_t byte = 0; byte < made.begins.size(); ++byte)
    made.begins[byte] = is_word_character(static_cast<char>(byte));
  const auto begins = [&](std::string_view characters) {
    for (const char c : characters) made.begins[static_cast<unsigned char>(c)] = true;
  };
  begins(syntax.line_comment.substr(0, 1));
  begins(syntax.comment_begin.substr(0, 1));
  begins(syntax.quotes);
  begins(syntax.raw_quotes);
  for (std::size_t at = 1; at < syntax.keywords.size();) {
    const std::size_t end = syntax.keywords.find(' ', at);
    made.initials[end - at] |= initial_bit(syntax.keywords[at]);
    at = end + 1;
  }
  return made;
}

constexpr auto glances = [] {
  std::array<Glance, std::size(languages)> made;
  std::ranges::transform(languages, made.begin(), glance_at);
  return made;
}();

std::string in_lower_case(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(), lower);
  return made;
}

bool is_listed(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    if (list[at - 1] == ' ' && list[at + word.size()] == ' ') return true;
  }
  return false;
}

const Syntax* syntax_of(std::string_view language) {
  if (language.empty() || language.contains(' ')) return nullptr;
  const std::string name = in_lower_case(language);
  const auto* const found =
      std::ranges::find_if(languages, [&](const Syntax& each) { return is_listed(each.names, name); });
  return found == std::end(languages) ? nullptr : found;
}

class Lexer {
 public:
  Lexer(std::string_view code, const Syntax& syntax)
      : code_(code), syntax_(syntax), glance_(glances[static_cast<std::size_t>(&syntax - languages)]) {}

  std::vector<CodeStretch> run() && {
    while (at_ < code_.size()) {
      if (glance_.begins[static_cast<unsigned char>(code_[at_])]) {
        step();
      } else {
        ++at_;
      }
    }
    end_plain(code_.size());
    return std::move(stretches_);
  }

 private:
  void step() {
    const std::string_view rest = code_.substr(at_);
    if (is_word_character(rest.front())) {
      add_word(rest);
    } else if (begins_line_comment(rest)) {
      add(CodeStretch::Kind::comment, std::min(rest.find('\n'), rest.size()));
    } else if (!syntax_.comment_begin.empty() && rest.starts_with(syntax_.comment_begin)) {
      const std::size_t end = rest.find(syntax_.comment_end, syntax_.comment_begin.size());
      add(CodeStretch::Kind::comment,
          end == std::string_view::npos ? rest.size() : end + syntax_.comment_end.size());
    } else if (syntax_.quotes.contains(rest.front())) {
      at_ += string_length(rest);
    } else if (syntax_.raw_quotes.contains(rest.front())) {
      const std::size_t end = rest.find(rest.front(), 1);
      at_ += end == std::string_view::npos ? rest.size() : end + 1;
    } else {
      ++at_;
    }
  }

  /// “#” begins no comment within a word of a shell, such as “$#”.
  bool begins_line_comment(std::string_view rest) const {
    if (!rest.starts_with(syntax_.line_comment)) return false;
    return syntax_.line_comment != "#" || at_ == 0 || code_[at_ - 1] == ' ' || code_[at_ - 1] == '\t' ||
           code_[at_ - 1] == '\n';
  }

  /// Up to the quote that ends it, or the line's end: an apostrophe may be no quote.
  static std::size_t string_length(std::string_view rest) {
    const char quote = rest.front();
    for (std::size_t at = 1; at < rest.size(); ++at) {
      if (rest[at] == '\\') {
        ++at;
      } else if (rest[at] == quote) {
        return at + 1;
      } else if (rest[at] == '\n' && quote != '`') {
        return at;
      }
    }
    return rest.size();
  }

  void add_word(std::string_view rest) {
    const auto* const end = std::ranges::find_if_not(rest, is_word_character);
    const std::size_t length = static_cast<std::size_t>(end - rest.begin());
    const std::string_view word = rest.substr(0, length);
    if (is_keyword(word)) {
      add(CodeStretch::Kind::keyword, length);
    } else {
      at_ += length;
    }
  }

  bool is_keyword(std::string_view word) const {
    if (word.size() >= glance_.initials.size()) return false;
    // The bit of a capital is that of its small letter.
    if ((glance_.initials[word.size()] & initial_bit(word.front())) == 0) return false;
    return syntax_.any_case ? is_listed(syntax_.keywords, in_lower_case(word))
                            : is_listed(syntax_.keywords, word);
  }

  void add(CodeStretch::Kind kind, std::size_t length) {
    end_plain(at_);
    stretches_.push_back({kind, code_.substr(at_, length)});
    at_ += length;
    plain_ = at_;
  }

  void end_plain(std::size_t last) {
    if (last > plain_) stretches_.push_back({CodeStretch::Kind::plain, code_.substr(plain_, last - plain_)});
  }

  std::string_view code_;
  const Syntax& syntax_;
  const Glance& glance_;
  std::size_t at_ = 0;
  std::size_t plain_ = 0;  // where the plain stretch before `at_` begins
  std::vector<CodeStretch> stretches_;
};

}  // namespace

std::vector<CodeStretch> code_stretches(std::string_view code, std::string_view language) {
  const Syntax* syntax = syntax_of(language);
  if (syntax != nullptr) return Lexer(code, *syntax).run();
  std::vector<CodeStretch> all;
  if (!code.empty()) all.push_back({CodeStretch::Kind::plain, code});
  return all;
}

}  // namespace pensum
