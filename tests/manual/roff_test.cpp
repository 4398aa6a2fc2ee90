#include "manual/roff.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::manual;

namespace {

std::string paragraph(const std::string& text) {
  Page page;
  page.paragraph(text);
  return page.text();
}

}  // namespace

TEST_CASE("prose keeps its words, and roff sees no escapes in them") {
  CHECK(prose("a\\b \"c\" d-e it's 5^2 ~x `y`") == "a\\eb \\(dqc\\(dq d-e it's 5\\(ha2 \\(tix \\(gay\\(ga");
  CHECK(prose("“ü–日𝄞”") == "\\[u201C]\\[u00FC]\\[u2013]\\[u65E5]\\[u1D11E]\\[u201D]");
  CHECK(prose("50\xC2\xA0MB") == "50\\~MB");
}

TEST_CASE("what is typed keeps its hyphens and quotes, and code is not broken inside of words") {
  CHECK(typed("--off-match 'x'") == "\\-\\-off\\-match \\(aqx\\(aq");
  CHECK(code("pensum --fit") == "\\%pensum \\%\\-\\-fit");
  CHECK(bold("x") == "\\fBx\\fP");
  CHECK(italic("x") == "\\fIx\\fP");
}

TEST_CASE("no argument of a macro is taken for a macro or for a delimiter") {
  CHECK(arguments("No Op | ( on lesson") == "\\&No \\&Op \\&| \\&( \\&on lesson");
}

TEST_CASE("each sentence begins a line, and no line is too long") {
  CHECK(paragraph(prose("One. Two (three). “Four?” Five 1.5 six!")) ==
        "One.\nTwo (three).\n\\[u201C]Four?\\[u201D]\nFive 1.5 six!\n");
  CHECK(paragraph("\\fBone.\\fP \\fB\\%A \\%. \\%_\\fP") == "\\fBone.\\fP\n\\fB\\%A \\%. \\%_\\fP\n");
  std::string words;
  for (int i = 0; i < 100; ++i) words += "word ";
  const std::string text = paragraph(words);
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  CHECK(longest <= 78);
  CHECK(longest > 70);
}

TEST_CASE("a line that looks like a request is text") {
  CHECK(paragraph(".TH 'x") == "\\&.TH 'x\n");
  CHECK(paragraph("'tis") == "\\&'tis\n");
  Page page;
  page.literal(".so /etc/passwd\n\n'x\\n");
  CHECK(page.text() == ".Bd -literal -offset indent\n\\&.so /etc/passwd\n\n\\(aqx\\en\n.Ed\n");
}

TEST_CASE("paragraphs are apart, but not from the heading or the item before them") {
  Page page;
  page.section("NAME");
  page.paragraph("a");
  page.paragraph("b");
  page.part("On it");
  page.paragraph("c");
  page.macro(".Bl -bullet");
  page.item();
  page.paragraph("d");
  page.macro(".El");
  CHECK(page.text() == ".Sh NAME\na\n.Pp\nb\n.Ss \\&On \\&it\nc\n.Bl -bullet\n.It\nd\n.El\n");
}
