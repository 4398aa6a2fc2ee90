#include "xml/tokens.hpp"

#include <algorithm>

namespace pensum::xml {

namespace {

constexpr std::string_view white_space = " \t\r\n";

std::size_t behind(std::string_view bytes, std::string_view mark, std::size_t from) {
  const std::size_t found = bytes.find(mark, from);
  return found == std::string_view::npos ? bytes.size() : found + mark.size();
}

/// Behind the tag that begins at `from`: a quoted value may hold “>”.
std::size_t behind_tag(std::string_view bytes, std::size_t from) {
  char quote = 0;
  for (std::size_t at = from; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (quote != 0) {
      quote = c == quote ? '\0' : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return bytes.size();
}

Token special(std::string_view bytes, std::size_t from) {
  const std::string_view rest = bytes.substr(from);
  if (rest.starts_with("<!--")) {
    const std::size_t end = behind(bytes, "-->", from + 4);
    return {Token::Kind::comment, {from, end}, {}, {from + 4, std::max(end - 3, from + 4)}};
  }
  if (rest.starts_with("<![CDATA[")) return {Token::Kind::text, {from, behind(bytes, "]]>", from)}, {}, {}};
  return {Token::Kind::other, {from, behind(bytes, rest.starts_with("<?") ? "?>" : ">", from)}, {}, {}};
}

Token tag(std::string_view bytes, std::size_t from) {
  const std::size_t end = behind_tag(bytes, from);
  const bool closing = bytes.substr(from).starts_with("</");
  const bool empty = bytes.substr(0, end).ends_with("/>");
  const std::size_t name = from + (closing ? 2 : 1);
  const std::size_t name_end = std::min(bytes.find_first_of(" \t\r\n/>", name), end);
  return {closing ? Token::Kind::end
          : empty ? Token::Kind::empty
                  : Token::Kind::start,
          {from, end},
          bytes.substr(name, name_end - name),
          {name_end, std::max(end - (empty ? 2 : 1), name_end)}};
}

Token token(std::string_view bytes, std::size_t from) {
  if (bytes[from] != '<')
    return {Token::Kind::text, {from, std::min(bytes.find('<', from), bytes.size())}, {}, {}};
  const bool is_special = bytes.substr(from).starts_with("<!") || bytes.substr(from).starts_with("<?");
  return is_special ? special(bytes, from) : tag(bytes, from);
}

}  // namespace

std::vector<Token> tokens(std::string_view bytes) {
  std::vector<Token> all;
  for (std::size_t at = 0; at < bytes.size(); at = all.back().range.end) all.push_back(token(bytes, at));
  return all;
}

std::vector<AttributeToken> attributes(std::string_view bytes, const Token& token) {
  std::vector<AttributeToken> all;
  std::size_t at = token.content.begin;
  while (at < token.content.end) {
    const std::size_t name = bytes.find_first_not_of(white_space, at);
    const std::size_t quote = bytes.find_first_of("\"'", std::min(name, bytes.size()));
    if (name >= token.content.end || quote >= token.content.end) break;
    const std::size_t close = bytes.find(bytes[quote], quote + 1);
    if (close >= token.content.end) break;
    const std::size_t name_end = bytes.find_first_of(" \t\r\n=", name);
    all.push_back({bytes.substr(name, name_end - name), {at, close + 1}, {quote + 1, close}});
    at = close + 1;
  }
  return all;
}

}  // namespace pensum::xml
