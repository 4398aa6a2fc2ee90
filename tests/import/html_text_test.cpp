#include "import/html_text.hpp"

#include <catch2/catch.hpp>

using namespace pensum::importing;

TEST_CASE("the text of a page is what a browser shows, in lines") {
  const HtmlText page = html_text(
      "<!DOCTYPE html><html><head><title> A\n page </title><style>p{}</style></head><body>"
      "<h1>Sets &amp; <em>maps</em></h1><p>One<br>two&nbsp;three<p>four <b>fi</b>ve"
      "<ul><li>six<li>seven</ul><script>no()</script><pre>int a;\n\nint b;</pre><img src=x><p>end");
  CHECK(page.title == "A page");
  CHECK(page.heading == "Sets & maps");
  CHECK(page.text == "Sets & maps\nOne\ntwo\u00A0three\nfour five\nsix\nseven\nend");
  CHECK(page.effort.words == 10);
  CHECK(page.effort.code_lines == 2);
  CHECK(page.effort.pictures == 1);
}

TEST_CASE("a page of XML is read as XML: what is empty there holds nothing") {
  const HtmlText page = html_text(
      "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'a' 'b'>"
      "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head>"
      "<body><a id='x'/><h2/><h2>Two</h2><p>Caf&eacute; &lt;b&gt; &#8212; &amp;</p></body></html>");
  CHECK(page.title.empty());
  CHECK(page.heading == "Two");
  CHECK(page.text == "Two\nCafé <b> — &");
}

TEST_CASE("a page that only claims to be XML is read as browsers read it") {
  const HtmlText page =
      html_text("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>a & b<p>c");
  CHECK(page.text == "a & b\nc");
}

TEST_CASE("what cannot be a page has no text") {
  CHECK(html_text("").text.empty());
  CHECK(html_text("\xFF\xFE<").text.empty());
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  CHECK(html_text(deep).text.empty());
  CHECK(html_text("<?xml version='1.0'?>" + deep).text.empty());
}

TEST_CASE("a page that would fill the memory has no text") {
  std::string page = "<p>";
  for (int i = 0; i < 300; ++i) page += "<font size=" + std::to_string(i) + ">";
  for (int i = 0; i < 100'000; ++i) page += "<p>x";
  CHECK(html_text(page).text.empty());
}
