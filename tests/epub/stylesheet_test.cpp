// Stylesheets of readers' own: what a book can contain, and what it cannot.
#include "epub/stylesheet.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

namespace {

std::string read(const std::string& css) {
  const auto style = epub::read_stylesheet(css, "my.css");
  return style ? *style : "refused: " + style.error().front().message;
}

/// All errors as the command prints them.
std::string errors(const std::string& css) {
  const auto style = epub::read_stylesheet(css, "my.css");
  std::string text;
  if (!style) {
    for (const Diagnostic& diagnostic : style.error()) text += to_text(diagnostic);
  }
  return text;
}

}  // namespace

TEST_CASE("a stylesheet that brings all it needs is taken as it is") {
  for (const char* css :
       {"", "h1 { color: teal }", "/* url(https://a.example/x.png) @import 'x' */ p { margin: 0 }",
        "p::before { content: \"url(https://a.example/) @import\" }",
        "a { background: url(data:image/gif;base64,R0lGOD) }",
        "a { background: url( \"data:image/gif;base64,R0lGOD\" ) }", "a { background: URL(#id) }",
        "@charset \"UTF-8\"; p { }",
        "@namespace e url(http://www.idpf.org/2007/ops); @namespace 'http://x.example/';",
        "@font-face { font-family: F; src: local(\"F\"), url(data:font/woff2;base64,AA) format(\"woff2\") }",
        "a { background: image-set(\"data:image/gif;base64,AA\" type(\"image/gif\")) }",
        "p { --direction: x; flex-direction: row } direction[a] { } ", "p { content: \"a\\\nb\\\"\" } \\",
        "p { color: #abc"}) {
    CAPTURE(css);
    CHECK(read(css) == css);
  }
  CHECK(read("\xEF\xBB\xBFh1 { }") == "h1 { }");
}

TEST_CASE("what a stylesheet would fetch from elsewhere is an error") {
  CHECK(errors("h1 { }\n@import \"https://a.example/x.css\";") ==
        "pensum: error: my.css:2:1: @import would load another stylesheet, which is not in the book\n"
        "hint: write its rules into this file\n");
  CHECK(errors("h1 { }\n\n  ä, p { background: url(https://a.example/x.png) }") ==
        "pensum: error: my.css:3:26: “https://a.example/x.png” is outside the book, which is read offline\n"
        "hint: write it as a data: URL, or leave it out\n");
  CHECK(errors("p { background: url(x.png) }") ==
        "pensum: error: my.css:1:21: “x.png” is a separate file, which is not in the book\n"
        "hint: write it as a data: URL, or leave it out\n");
  for (const char* css :
       {"@import url(x.css);", "@IMPORT 'x.css';", "@\\69mport 'x.css';",
        "p { background: url('//a.example/x') }", "p { background: URL( \"http://a.example/x\" ) }",
        "p { background: u\\72l(http://a.example/x) }", "p { background: url(h\\74tp://a.example/x) }",
        "p { background: url(http://a.example/x", "p { background: image-set(\"http://a.example/x\" 1x) }",
        "p { background: src('x.png') }", "p { background: -webkit-image-set(url(x.png) 1x) }",
        "@font-face { src: url(f.woff2) format('woff2') }", "p { background: url(file:///etc/passwd) }",
        "@namespace url(x); p { background: url(x) }"}) {
    CAPTURE(css);
    const auto style = epub::read_stylesheet(css, "my.css");
    REQUIRE(!style.has_value());
    CHECK(style.error().size() == 1);
    CHECK(!style.error().front().hint.empty());
  }
}

TEST_CASE("a file that is not text, or has what EPUB forbids, is an error") {
  CHECK(errors(std::string("a{}\n\0", 5)) ==
        "pensum: error: my.css:2:1: the stylesheet holds a null character: it is not a text file\n"
        "hint: name a CSS file\n");
  CHECK(errors("p { }\nh1 { \xFF }") ==
        "pensum: error: my.css:2:6: the stylesheet is not UTF-8\nhint: save it as UTF-8\n");
  CHECK(errors(std::string("p\0", 2)).find("null character") != std::string::npos);
  CHECK(errors("@charset \"latin1\";").find("the encoding “latin1” is not allowed in a book") !=
        std::string::npos);
  CHECK(errors("p { } /* open").find(":1:7: this comment does not end") != std::string::npos);
  CHECK(errors("p { Direction/**/ : rtl; unicode-bidi: embed }").find("may not set “direction”") !=
        std::string::npos);
  CHECK(epub::read_stylesheet("p { direction: rtl; unicode-bidi: embed }", "my.css").error().size() == 2);
}
