// The bytes of a PDF: read as a plan in hand.
#include "handout/handout.hpp"

#include "fuzz/fuzz.hpp"
#include "plan/box_names.hpp"

using namespace pensum;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<handout::Handout> read = handout::read_pdf(fuzz::text_of(data, size), "plan.pdf");
  if (!read) {
    fuzz::check(read.error());
    return 0;
  }
  for (std::size_t i = 0; i < read->boxes.size(); ++i) {
    const handout::Box& box = read->boxes[i];
    expect(i == 0 || read->boxes[i - 1].name < box.name, "each box is there once");
    expect(!box.ticked || box.strokes == 0, "strokes count where a box is off");
    const std::optional<BoxFor> named = box_named(box.name);
    expect(!named || box_name(*named) == box.name, "what a box is for is written as it is read");
  }
  return 0;
}
