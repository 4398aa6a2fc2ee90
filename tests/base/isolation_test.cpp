#include "base/isolation.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

TEST_CASE("what a text leaves open is closed at its end, the innermost first") {
  CHECK(with_directions_closed("Open \u202Eoverride") == "Open \u202Eoverride\u202C");
  CHECK(with_directions_closed("See \u2067isolate") == "See \u2067isolate\u2069");
  CHECK(with_directions_closed("\u202A\u202B\u202D\u2066\u2068") ==
        "\u202A\u202B\u202D\u2066\u2068\u2069\u2069\u202C\u202C\u202C");
  CHECK(with_directions_closed("a\u202Bb\u2067c\u202Ed") == "a\u202Bb\u2067c\u202Ed\u202C\u2069\u202C");
}

TEST_CASE("what closes nothing is left out, as it could close what is put around the text") {
  CHECK(with_directions_closed("a\u2069b\u202Cc") == "abc");
  // The end of an embedding inside an isolate does not reach out of it.
  CHECK(with_directions_closed("\u202Ba\u2067b\u202Cc\u2069d\u202C") == "\u202Ba\u2067bc\u2069d\u202C");
  // An isolate's end ends the embeddings inside it.
  CHECK(with_directions_closed("\u2067a\u202Bb\u2069c\u202Cd") == "\u2067a\u202Bb\u2069cd");
}

TEST_CASE("a text whose directions are closed stays as it is") {
  for (const char* text :
       {"", "plain", "“quoted” – …", "שלום", "\u202Bשלום\u202C, \u2067x\u2069", "\u200Fא\u200E"}) {
    CAPTURE(text);
    CHECK(with_directions_closed(text) == text);
    CHECK(turns_direction(text) == (std::string(text).find("\u2069") != std::string::npos));
  }
}

TEST_CASE("text that can run from right to left is known by its characters") {
  for (const char* text : {"", "Go", "Zoë", "Ὀδύσσεια", "курс", "日本語", "“…”", "👍"}) {
    CAPTURE(text);
    CHECK_FALSE(has_right_to_left(text));
  }
  for (const char* text :
       {"א", "Say שלום", "دورة C++", "\uFEFB", "\U00010A00", "\u200F", "\u202E", "ܐ", "ހ"}) {
    CAPTURE(text);
    CHECK(has_right_to_left(text));
  }
}

TEST_CASE("a text is isolated by the characters around it") {
  CHECK(isolated("24 נוב׳") == "\u206824 נוב׳\u2069");
}
