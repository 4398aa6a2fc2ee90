// Content streams, byte by byte, from drawings without text; text is read back in writer_test.
#include "pdf/content.hpp"

#include "pdf/sample_document.hpp"

#include <catch2/catch.hpp>

#include <deque>
#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::pdf;

namespace {

class Listener final : public ContentListener {
 public:
  void content(document::ElementId element) override { met += "content " + std::to_string(element) + "; "; }
  void box(const document::TickBox& box) override { met += "box " + box.name + "; "; }
  void link(const document::LinkArea& area) override { met += "link " + area.spoken + "; "; }
  std::string met;
};

document::Rectangle area(int left, int top, int width, int height) {
  return {Points::whole(left), Points::whole(top), Points::whole(width), Points::whole(height)};
}

std::string content(const std::deque<document::Operation>& operations, Listener& listener) {
  static const Fonts fonts(staged::fonts());
  const document::Page page{
      .width = Points::whole(200), .height = Points::whole(100), .label = "1", .operations = operations};
  const Part all{0, operations.size()};
  announce(page, all, listener);
  return page_content(page, all, fonts, 0);
}

constexpr document::Color teal{11, 85, 99};

}  // namespace

TEST_CASE("y turns over, and colours and line widths are set only when they change") {
  Listener listener;
  CHECK(content(
            {document::FillRectangle{document::artifact, area(10, 20, 30, 40), teal},
             document::FillRectangle{document::artifact, area(0, 0, 1, 1), teal},
             document::StrokeRectangle{document::artifact, area(1, 2, 3, 4), Points{400}, teal},
             document::StrokeLine{
                 document::artifact, Points{}, Points::whole(100), Points{1500}, Points{}, Points{400}, {}}},
            listener) ==
        "/Artifact BMC\n"
        "0.043 0.333 0.388 rg\n"
        "10 40 30 40 re f\n"
        "0 99 1 1 re f\n"
        "0.043 0.333 0.388 RG\n"
        "0.4 w\n"
        "1 94 3 4 re S\n"
        "0 G\n"
        "0 0 m 1.5 100 l S\n"
        "EMC\n");
  CHECK(listener.met.empty());
}

TEST_CASE("neighbours of one element share a marked-content sequence") {
  Listener listener;
  const auto fill = [](document::ElementId element) {
    return document::FillRectangle{element, area(0, 0, 1, 1), {}};
  };
  CHECK(content({fill(3), fill(3), fill(4), fill(document::artifact), fill(3)}, listener) ==
        "/P<</MCID 0>>BDC\n0 99 1 1 re f\n0 99 1 1 re f\nEMC\n"
        "/P<</MCID 1>>BDC\n0 99 1 1 re f\nEMC\n"
        "/Artifact BMC\n0 99 1 1 re f\nEMC\n"
        "/P<</MCID 2>>BDC\n0 99 1 1 re f\nEMC\n");
  CHECK(listener.met == "content 3; content 4; content 3; ");
}

TEST_CASE(
    "a box's frame is drawn for eyes only, a link draws nothing, and the listener meets both in order") {
  Listener listener;
  document::TickBox box{.element = 5,
                        .color = teal,
                        .area = area(10, 20, 9, 9),
                        .line_width = Points{600},
                        .name = "b",
                        .spoken = {}};
  CHECK(content({document::FillRectangle{4, area(0, 0, 1, 1), {}}, box,
                 document::LinkArea{4, area(0, 0, 1, 1), document::PlaceId{0}, "there"},
                 document::FillRectangle{4, area(0, 0, 1, 1), {}}},
                listener) ==
        "/P<</MCID 0>>BDC\n0 99 1 1 re f\nEMC\n"
        "/Artifact BMC\n0.043 0.333 0.388 RG\n0.6 w\n10.3 71.3 8.4 8.4 re S\nEMC\n"
        "/P<</MCID 1>>BDC\n0 99 1 1 re f\nEMC\n");
  CHECK(listener.met == "content 4; box b; link there; content 4; ");
}

TEST_CASE("a picture fills its area, on its feet or on its head, and changes nothing for what follows") {
  Listener listener;
  CHECK(
      content({document::DrawImage{.element = 3, .area = area(10, 20, 30, 40), .image = 0},
               document::DrawImage{.element = 3, .area = area(10, 20, 30, 40), .image = 12, .turned = true}},
              listener) ==
      "/P<</MCID 0>>BDC\n"
      "q 30 0 0 40 10 40 cm /I0 Do Q\n"
      "q -30 0 0 -40 40 80 cm /I12 Do Q\n"
      "EMC\n");
}

TEST_CASE("text that shows nothing leaves no trace") {
  Listener listener;
  CHECK(content({document::DrawText{3, Points{}, Points{}, {}, {}}}, listener).empty());
  CHECK(listener.met.empty());
}

TEST_CASE("colours are thousandths, and grey ones are written as grey") {
  std::string out;
  append_color(out, {255, 255, 255}, Paint::fill);
  append_color(out, {20, 20, 20}, Paint::stroke);
  append_color(out, {255, 0, 128}, Paint::stroke);
  CHECK(out == "1 g\n0.078 G\n1 0 0.502 RG\n");
}
