#include "language/english_words.hpp"

#include "language/words_compiler/pattern.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

namespace pensum::test {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

void collect(const words_compiler::Message& message, std::set<std::string>& words) {
  for (const words_compiler::Piece& piece : message) {
    if (piece.kind == words_compiler::Piece::Kind::literal) words.merge(words_in(piece.text));
    for (const words_compiler::Branch& branch : piece.branches) collect(branch.message, words);
  }
}

std::set<std::string> words_of_file(std::string_view tag) {
  const std::string file = PENSUM_SOURCE_DIR "/src/language/words/" + std::string(tag) + ".xml";
  CAPTURE(file);
  pugi::xml_document document;
  REQUIRE(document.load_file(file.c_str()));
  std::set<std::string> words;
  for (const pugi::xml_node say : document.child("words").children("say")) {
    const auto message = words_compiler::parse_pattern(say.text().get());
    REQUIRE(message.has_value());
    collect(*message, words);
  }
  return words;
}

}  // namespace

std::set<std::string> words_in(std::string_view text) {
  // Spaces and punctuation outside ASCII, which are not letters.
  constexpr std::string_view signs[] = {"\u00A0", "\u00B7", "\u2013", "\u2019", "\u201C", "\u201D", "\u202F"};
  std::string plain(text);
  for (const std::string_view sign : signs) {
    for (std::size_t at = plain.find(sign); at != std::string::npos; at = plain.find(sign, at))
      plain.replace(at, sign.size(), " ");
  }
  std::set<std::string> words;
  std::string word;
  const auto end = [&] {
    if (word.size() >= 4) words.insert(word);
    word.clear();
  };
  for (const char c : plain) {
    if (is_letter(c)) {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else {
      end();
    }
  }
  end();
  return words;
}

std::set<std::string> english_words(std::string_view tag) {
  std::set<std::string> words = words_of_file("en");
  for (const std::string& own : words_of_file(tag)) words.erase(own);
  return words;
}

std::set<std::string> own_words(std::string_view tag) {
  std::set<std::string> words = words_of_file(tag);
  for (const std::string& word : words_of_file("en")) words.erase(word);
  return words;
}

std::string found_in(std::string_view text, const std::set<std::string>& words) {
  std::string found;
  for (const std::string& word : words_in(text)) {
    if (words.contains(word)) found += (found.empty() ? "" : " ") + word;
  }
  return found;
}

}  // namespace pensum::test
