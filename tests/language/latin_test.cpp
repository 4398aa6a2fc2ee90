#include "language/latin.hpp"

#include "language/script.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("text of any script has a form in Latin letters") {
  Latin latin;
  CHECK(latin("Ada & Co.") == "Ada & Co.");
  CHECK(latin("Zoë") == "Zoe");
  CHECK(latin("Ольга") == "Ol'ga");
  CHECK(latin("😀") == "😀");
}

TEST_CASE("a name in Latin letters begins with a capital") {
  Latin latin;
  CHECK(latin.name("Ольга Петрова") == "Ol'ga Petrova");
  CHECK(latin.name("ნინო") == "Nino");
  CHECK(latin.name("한나 김") == "Hanna Gim");
  CHECK(latin.name("ada").starts_with("ada"));  // as its bearer writes it
}

TEST_CASE("a character's script has a name, a sign of all scripts has none") {
  CHECK(script_name(U'한') == "Hangul");
  CHECK(script_name(0x13000) == "Egyptian Hieroglyphs");
  CHECK(script_name(U'a') == "Latin");
  CHECK(script_name(U'…') == "");
  CHECK(script_name(0x301) == "");
  CHECK(script_name(0x0378) == "");  // no character
}
