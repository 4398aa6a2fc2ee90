#include "archive/file_tree.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("links are resolved within a tree, as a browser would") {
  struct Case {
    const char* base;
    const char* link;
    const char* name;
  };
  const Case cases[] = {
      {"EPUB/nav.xhtml", "text/one.xhtml#a", "EPUB/text/one.xhtml"},
      {"EPUB/text/one.xhtml", "../two.xhtml?x=1", "EPUB/two.xhtml"},
      {"EPUB/nav.xhtml", "#here", "EPUB/nav.xhtml"},
      {"nav.xhtml", "./a//b.html", "a/b.html"},
      {"docs/", "guide/start.md", "docs/guide/start.md"},
      {"a/b.xml", "a%20b%C3%A9.html", "a/a bé.html"},
      {"a/b.xml", "100%.html", "a/100%.html"},
      {"a/b.xml", "%4.html", "a/%4.html"},
      {"a/b.xml", "c\\d.html", "a/c/d.html"},
      {"a/b.xml", "/c.html", "c.html"},
      {"a/b.xml", "../../c.html", ""},
      {"a/b.xml", "..%2F..%2Fc.html", ""},
      {"a/b.xml", "a%00b", ""},
      {"a/b.xml", "https://example.org/c.html", ""},
      {"a/b.xml", "mailto:a@example.org", ""},
      {"a/b.xml", "//example.org/c.html", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.base, c.link);
    CHECK(archive::resolved(c.base, c.link) == c.name);
  }
}
