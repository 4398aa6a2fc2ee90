#include "base/kept_text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

using pensum::KeptText;

TEST_CASE("a kept text is what was put in, zero bytes too") {
  const std::string bytes("a\0é", 4);
  const KeptText text = bytes;
  CHECK(text == bytes);
  CHECK(text.view().size() == 4);
  CHECK_FALSE(text.empty());
}

TEST_CASE("an empty kept text takes no room but its own") {
  CHECK(KeptText().empty());
  CHECK(KeptText("").view().empty());
  CHECK(KeptText("") == KeptText());
  CHECK(sizeof(KeptText) == sizeof(void*));
}

TEST_CASE("a copy of a kept text is its own") {
  KeptText text = "one";
  const KeptText copy = text;
  text = "two";
  CHECK(copy == "one");
  CHECK(text == "two");
  const KeptText moved = std::move(text);
  CHECK(moved == "two");
  CHECK(moved.view().data() != copy.view().data());
}

TEST_CASE("kept texts go together with other texts") {
  const KeptText text = "11";
  CHECK("lesson." + text == "lesson.11");
  CHECK(text + ": done" == "11: done");
}
