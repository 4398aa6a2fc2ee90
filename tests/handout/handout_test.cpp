#include "handout/handout.hpp"

#include "base/deflate.hpp"
#include "handout/qpdf_library.hpp"
#include "handout/sample_pdf.hpp"
#include "pdf/pdf.hpp"
#include "pdf/sample_document.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using handout::Box;
using handout::Handout;

namespace {

using Boxes = std::vector<Box>;

Handout read(const std::string& bytes) {
  const Result<Handout> read = handout::read_pdf(bytes, "plan.pdf");
  INFO((read ? "" : to_text(read.error().front())));
  REQUIRE(read.has_value());
  return *read;
}

std::string why_not(const std::string& bytes) {
  const Result<Handout> read = handout::read_pdf(bytes, "plan.pdf");
  REQUIRE_FALSE(read.has_value());
  REQUIRE(read.error().size() == 1);
  return to_text(read.error().front());
}

/// A check box with its one widget.
std::string box(const std::string& name, const std::string& entries,
                const std::string& rectangle = "0 0 10 10") {
  return "<</Type/Annot/Subtype/Widget/FT/Btn/T(" + name + ")/Rect[" + rectangle + "]" + entries + ">>";
}

}  // namespace

TEST_CASE("what pensum writes is read back: boxes by their names, and what is attached") {
  sample::Builder b;
  b.page();
  for (const char* name : {"lesson.1", "lesson.1.2", "part.1.1", "review.1.2"}) {
    b.box(b.element(document::Role::form, b.element(document::Role::paragraph)), name);
  }
  b.page();
  b.box(b.element(document::Role::form, b.element(document::Role::paragraph)), "lesson.1");
  const std::vector<pdf::Attachment> attachments{
      {"request.xml", "Request", "text/xml", {}, share("<request/>")},
      {"course.xml", "Course", "text/xml", {}, share(std::string(5'000, ' '))}};
  const Result<std::string> bytes = pdf::write(b.document, staged::fonts(), attachments);
  REQUIRE(bytes.has_value());
  const Handout made = read(*bytes);
  CHECK(made.boxes == Boxes{{"lesson.1"}, {"lesson.1.2"}, {"part.1.1"}, {"review.1.2"}});
  REQUIRE(made.attachments.size() == 2);
  CHECK(made.attachments[0].name == "course.xml");
  CHECK(made.attachments[0].bytes.size() == 5'000);
  REQUIRE(handout::find_attachment(made, "request.xml") != nullptr);
  CHECK(*handout::find_attachment(made, "request.xml") == "<request/>");
  CHECK(handout::find_attachment(made, "plan.xml") == nullptr);
}

TEST_CASE("a box is ticked by its value or by what one of its widgets shows") {
  CHECK(read(sample::page_with(box("a", "/V/Yes/AS/Yes"))).boxes == Boxes{{"a", true}});
  CHECK(read(sample::page_with(box("a", "/V/Yes/AS/Off"))).boxes == Boxes{{"a", true}});
  CHECK(read(sample::page_with(box("a", "/V/Off/AS/1"))).boxes == Boxes{{"a", true}});
  CHECK(read(sample::page_with(box("a", "/V/Off/AS/Off"))).boxes == Boxes{{"a"}});
  CHECK(read(sample::page_with(box("a", "/V(Yes)"))).boxes == Boxes{{"a"}});  // no state
  CHECK(read(sample::page_with(box("a", ""))).boxes == Boxes{{"a"}});
  // Two widgets of a field in a field, of which one shows a tick.
  const std::vector<std::string> field{"<</T(lesson)/Kids[5 0 R]>>",
                                       "<</FT/Btn/T(1%2E2)/V/Off/Parent 4 0 R/Kids[6 0 R 7 0 R]>>",
                                       "<</Subtype/Widget/AS/Off/Rect[0 0 9 9]/Parent 5 0 R>>",
                                       "<</Subtype/Widget/AS/Yes/Rect[0 20 9 29]/Parent 5 0 R>>"};
  CHECK(read(sample::page_with("6 0 R 7 0 R", field)).boxes == Boxes{{"lesson.1.2", true}});
  // A page was cut off that held the one with the tick.
  CHECK(read(sample::page_with("6 0 R", field)).boxes == Boxes{{"lesson.1.2"}});
  // Parents that were lost, but for the name that pensum gives them as well.
  CHECK(read(sample::page_with("4 0 R", {"<</Subtype/Widget/AS/Yes/Rect[0 0 9 9]/PENSUM_Parent 5 0 R>>",
                                         "<</FT/Btn/T(1)/PENSUM_Parent 6 0 R>>", "<</T(lesson)>>"}))
            .boxes == Boxes{{"lesson.1", true}});
  // What is no check box, or has no name.
  CHECK(read(sample::page_with(box("a", "").replace(box("a", "").find("/Btn"), 4, "/Tx "))).boxes.empty());
  CHECK(read(sample::page_with("<</Subtype/Widget/AS/Yes/Rect[0 0 9 9]>>")).boxes.empty());
  // Parents in a ring.
  CHECK(read(sample::page_with("4 0 R", {"<</Subtype/Widget/AS/Yes/T(a)/Rect[0 0 9 9]/Parent 4 0 R>>"}))
            .boxes.size() == 1);
}

TEST_CASE("strokes over a box that is off are counted and do not tick it") {
  const auto strokes = [](const std::string& subtype, const std::string& rectangle,
                          const std::string& state = "/Off") {
    const std::string stroke = "<</Subtype/" + subtype + "/Rect[" + rectangle + "]>>";
    const Boxes boxes = read(sample::page_with(box("a", "/AS" + state) + stroke)).boxes;
    REQUIRE(boxes.size() == 1);
    CHECK(boxes.front().ticked == (state != "/Off"));
    return boxes.front().strokes;
  };
  CHECK(strokes("Ink", "0 0 10 4") == 1);  // 40 % of the box
  CHECK(strokes("Ink", "0 0 10 3.9") == 0);
  CHECK(strokes("Ink", "20 20 -5 -5") == 1);
  CHECK(strokes("Stamp", "0 0 300 300") == 1);
  CHECK(strokes("FreeText", "2 2 12 12") == 1);
  CHECK(strokes("Link", "0 0 10 10") == 0);
  CHECK(strokes("Ink", "0 0 10 10", "/Yes") == 0);
  CHECK(strokes("Ink", "20 20 30 30") == 0);
  CHECK(strokes("Ink", "0 0 10") == 0);
}

TEST_CASE("attachments are unpacked, within bounds", "[long]") {
  Deflater deflater;
  const std::string packed = deflater.zlib("<request/>").value();
  const auto attached = [](const std::string& stream) {
    return sample::page_with("", {"<</Type/Filespec/F(old.xml)/UF(request.xml)/EF<</F 5 0 R>>>>", stream},
                             "/Names<</EmbeddedFiles<</Kids[<</Names[(x) 4 0 R]>>]>>>>");
  };
  CHECK(*handout::find_attachment(read(attached(sample::stream("<request/>"))), "request.xml") ==
        "<request/>");
  CHECK(*handout::find_attachment(read(attached(sample::stream(packed, "/Filter/FlateDecode"))),
                                  "request.xml") == "<request/>");
  CHECK(*handout::find_attachment(read(attached(sample::stream(packed, "/Filter[/FlateDecode]"))),
                                  "request.xml") == "<request/>");
  CHECK(read(attached("<<>>")).attachments.empty());
  const std::string unpacked =
      "pensum: error: plan.pdf: its attachment “request.xml” cannot be unpacked, or is larger than 64 MiB\n"
      "hint: it is not a plan that pensum wrote\n";
  CHECK(why_not(attached(sample::stream("x", "/Filter/FlateDecode"))) == unpacked);
  CHECK(why_not(attached(sample::stream("x", "/Filter/LZWDecode"))) == unpacked);
  CHECK(why_not(attached(sample::stream(packed, "/Filter[/FlateDecode/FlateDecode]"))) == unpacked);
  const std::string bomb = deflater.zlib(std::string((std::size_t{64} << 20) + 1, ' ')).value();
  CHECK(why_not(attached(sample::stream(bomb, "/Filter/FlateDecode"))) == unpacked);
  const std::string half = deflater.zlib(std::string(std::size_t{33} << 20, ' ')).value();
  CHECK(
      why_not(sample::page_with("", {"<</F(a)/EF<</F 5 0 R>>>>", sample::stream(half, "/Filter/FlateDecode")},
                                "/Names<</EmbeddedFiles<</Names[(a) 4 0 R (b) 4 0 R]>>>>")) ==
      "pensum: error: plan.pdf: its attachments are larger than 64 MiB\nhint: it is not a plan that pensum "
      "wrote\n");
  // A list of files that leads to itself.
  CHECK(read(sample::page_with("", {"<</Kids[4 0 R]>>"}, "/Names<</EmbeddedFiles 4 0 R>>"))
            .attachments.empty());
}

TEST_CASE("what is not a plan is an error, never a defect", "[long]") {
  CHECK(why_not("").starts_with("pensum: error: plan.pdf: it is not a PDF or a book (EPUB)\nhint: "));
  CHECK(why_not("%PDF-1.7\n").starts_with("pensum: error: plan.pdf: it is not a readable PDF: "));
  CHECK(why_not("%PDF-1.7\n").find("hint: name a plan as a viewer saved it") != std::string::npos);
  CHECK(why_not(std::string(1'000, '\0'))
            .starts_with("pensum: error: plan.pdf: it is not a PDF or a book (EPUB)\n"));
  CHECK(why_not(sample::page_with("4 0 R 5 0 R", {box("a", "/AS/Yes"), box("a", "/AS/Off")})) ==
        "pensum: error: plan.pdf: there are two plans in it: the box “a” belongs to both\n"
        "hint: name the file of one plan\n");
  CHECK(why_not(std::string((std::size_t{256} << 20) + 1, ' ')) ==
        "pensum: error: plan.pdf: it is larger than 256 MiB\nhint: name a plan that pensum wrote\n");
  std::string many;
  for (int i = 0; i < 1'000'001; ++i) many += "4 0 R ";
  CHECK(why_not(sample::page_with(many, {"<<>>"})) ==
        "pensum: error: plan.pdf: it has more than 1000000 annotations\nhint: it is not a plan that pensum "
        "wrote\n");
  // A password's check that cannot come out right.
  const std::string hex(64, '0');
  CHECK(why_not(sample::pdf_of(
            {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"},
            "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + hex + ">/U<" + hex + ">>>")) ==
        "pensum: error: plan.pdf: it is protected with a password\nhint: save a copy without a password\n");
}

TEST_CASE("cut off anywhere, a file is read or is an error") {
  const std::string whole = sample::page_with(box("a", "/AS/Yes") + box("b", "/AS/Off"));
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    const Result<Handout> read = handout::read_pdf(whole.substr(0, size), "plan.pdf");
    if (!read) CHECK_FALSE(read.error().front().message.empty());
  }
}

TEST_CASE("without libqpdf, or with another library under its name, the error says what to install") {
  const auto why = [](const char* file) {
    const Result<handout::QpdfLibrary> library = handout::load_qpdf(file);
    REQUIRE_FALSE(library.has_value());
    return to_text(library.error().front());
  };
  CHECK(why("libpensum-has-none.so")
            .starts_with("pensum: error: a PDF cannot be read: libpensum-has-none.so: "));
  CHECK(why("libz.so.1").find("undefined symbol: qpdf_") != std::string::npos);
  CHECK(why("libz.so.1").ends_with(": it is in Debian's package libqpdf29\n"));
}
