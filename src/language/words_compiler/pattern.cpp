#include "language/words_compiler/pattern.hpp"

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/unistr.h>

#include <optional>
#include <utility>

namespace pensum::words_compiler {
namespace {

using icu::MessagePattern;

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  return text.toUTF8String(result);
}

/// Whether `text` is a number that any plan might have.
bool is_whole(std::string_view text) {
  return !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Turns ICU's flat list of parts into a tree.
class Reader {
 public:
  Reader(const MessagePattern& pattern, Diagnostics& diagnostics)
      : pattern_(pattern), text_(pattern.getPatternString()), diagnostics_(diagnostics) {}

  /// The message that starts with part `start`. `plural` is the argument that “#” is the number of; `hidden`
  /// one that it would be if no select were in between.
  Message message(std::int32_t start, const std::string& plural, const std::string& hidden) {
    Message message;
    const std::int32_t limit = pattern_.getLimitPartIndex(start);
    std::int32_t from = pattern_.getPart(start).getLimit();
    const auto literal = [&](std::int32_t to) {
      const std::string text = utf8(text_.tempSubStringBetween(from, to));
      if (text.empty()) return;
      if (text.find_first_of("{}") != std::string::npos)
        wrong(fmt::format("a brace that begins or ends nothing, in “{}”", shown(text)),
              "delete it; as an apostrophe before a brace write ’");
      if (!hidden.empty() && text.contains('#'))
        wrong("“#” inside a select is not the number of the plural around it",
              fmt::format("write {{{}, number}}", hidden));
      if (!message.empty() && message.back().kind == Piece::Kind::literal) {
        message.back().text += text;
      } else {
        message.push_back({Piece::Kind::literal, text});
      }
    };
    for (std::int32_t i = start + 1; i <= limit; ++i) {
      const MessagePattern::Part& part = pattern_.getPart(i);
      literal(part.getIndex());
      if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER)
        message.push_back({Piece::Kind::number, plural});
      if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
        if (auto piece = argument(i, plural.empty() ? hidden : plural)) message.push_back(*std::move(piece));
        i = pattern_.getLimitPartIndex(i);
      }
      from = pattern_.getPart(i).getLimit();
    }
    return message;
  }

 private:
  void wrong(std::string message, std::string hint) {
    diagnostics_.push_back({Severity::error, {}, std::move(message), std::move(hint)});
  }

  std::optional<Piece> argument(std::int32_t start, const std::string& plural) {
    Piece piece{Piece::Kind::text, utf8(pattern_.getSubstring(pattern_.getPart(start + 1)))};
    const auto refuse = [&](std::string_view what) {
      wrong(fmt::format("{} is {}", braced(piece.text), what),
            "write {name}, {name, number}, {name, plural, …} or {name, select, …}");
      return std::nullopt;
    };
    if (pattern_.getPartType(start + 1) == UMSGPAT_PART_TYPE_ARG_NUMBER)
      return refuse("an argument without a name");
    switch (pattern_.getPart(start).getArgType()) {
      case UMSGPAT_ARG_TYPE_NONE:
        return piece;
      case UMSGPAT_ARG_TYPE_SIMPLE: {
        const std::string type = utf8(pattern_.getSubstring(pattern_.getPart(start + 2)));
        if (type != "number") return refuse(fmt::format("of a type that is not known, “{}”", shown(type)));
        if (pattern_.getPartType(start + 3) == UMSGPAT_PART_TYPE_ARG_STYLE)
          return refuse("a number with a style, which none has");
        piece.kind = Piece::Kind::number;
        return piece;
      }
      case UMSGPAT_ARG_TYPE_PLURAL:
        if (pattern_.getPluralOffset(start + 2) != 0)
          return refuse("a plural with an offset, which none has");
        piece.kind = Piece::Kind::plural;
        read_branches(piece, start, piece.text, "");
        return piece;
      case UMSGPAT_ARG_TYPE_SELECT:
        piece.kind = Piece::Kind::select;
        read_branches(piece, start, "", plural);
        return piece;
      default:
        return refuse("of a type that is not known");
    }
  }

  void read_branches(Piece& piece, std::int32_t start, const std::string& plural, const std::string& hidden) {
    const std::int32_t limit = pattern_.getLimitPartIndex(start);
    std::string selector;
    for (std::int32_t i = start + 2; i < limit; ++i) {
      const MessagePattern::Part& part = pattern_.getPart(i);
      if (part.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR) selector = utf8(pattern_.getSubstring(part));
      if (part.getType() != UMSGPAT_PART_TYPE_MSG_START) continue;
      if (selector.starts_with('=') && !is_whole(selector.substr(1)))
        wrong(fmt::format("{} has a form for “{}”", braced(piece.text), shown(selector)),
              "write a whole number, such as =0");
      for (const Branch& branch : piece.branches) {
        if (branch.selector == selector)
          wrong(fmt::format("{} has the form “{}” twice", braced(piece.text), shown(selector)),
                "keep one of them");
      }
      piece.branches.push_back({selector, message(i, plural, hidden)});
      i = pattern_.getLimitPartIndex(i);
    }
  }

  const MessagePattern& pattern_;
  const icu::UnicodeString& text_;
  Diagnostics& diagnostics_;
};

}  // namespace

Result<Message> parse_pattern(std::string_view pattern) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place{};
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8({pattern.data(), static_cast<std::int32_t>(pattern.size())});
  MessagePattern parsed(UMSGPAT_APOS_DOUBLE_OPTIONAL, status);
  parsed.parse(text, &place, status);
  if (U_FAILURE(status)) {
    const std::string where = utf8(text.tempSubString(place.offset));
    if (status == U_DEFAULT_KEYWORD_MISSING)
      return failure(fmt::format("a plural or select has no form “other”, at “{}”", shown(where)),
                     "add other {…}");
    return failure(fmt::format("the message is malformed, at “{}”", shown(where)),
                   "see MessageFormat in docs/translating.md; close each “{”");
  }
  Diagnostics diagnostics;
  Message message = Reader(parsed, diagnostics).message(0, "", "");
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return message;
}

std::string braced(std::string_view name) { return "{" + shown(name) + "}"; }

}  // namespace pensum::words_compiler
