#include "import/links.hpp"

#include <catch2/catch.hpp>

using namespace pensum::importing;

TEST_CASE("relative links are resolved as browsers do") {
  const std::string_view base = "https://a.org/docs/list.md?raw#top";
  CHECK(web_address_of("https://b.org/x", base) == "https://b.org/x");
  CHECK(web_address_of("HTTP://b.org", {}) == "HTTP://b.org");
  CHECK(web_address_of("one.md#part", base) == "https://a.org/docs/one.md#part");
  CHECK(web_address_of("./a/../b/./c.md?x=/../y", base) == "https://a.org/docs/b/c.md?x=/../y");
  CHECK(web_address_of("../../../up.md", base) == "https://a.org/up.md");
  CHECK(web_address_of("..", base) == "https://a.org/");
  CHECK(web_address_of("/root", base) == "https://a.org/root");
  CHECK(web_address_of("//c.org/x", base) == "https://c.org/x");
  CHECK(web_address_of("a b\x05.md", base) == "https://a.org/docs/a%20b%05.md");
  CHECK(web_address_of("x", "https://a.org") == "https://a.org/x");
}

TEST_CASE("what is no web address is none") {
  for (const char* url : {"", "#top", "mailto:a@b.org", "javascript:x", "https://", "http:"}) {
    CHECK(web_address_of(url, "https://a.org/").empty());
  }
  CHECK(web_address_of("one.md", {}).empty());
  CHECK(web_address_of("one.md", "file:///a/").empty());
  CHECK(leads_within("#a"));
  CHECK_FALSE(leads_within("a#b"));
}
