// The bytes of a PDF, read as a plan in hand; or of the dates in one, by which it is planned again.
#include "handout/handout.hpp"

#include "fuzz/fuzz.hpp"
#include "handout/plan_file.hpp"
#include "plan/box_names.hpp"
#include "plan/rules.hpp"
#include "request/wording.hpp"

using namespace pensum;
using fuzz::expect;

namespace {

void plan_again(const Request& request, const PlanInHand& in_hand) {
  const auto plan = make_plan(fuzz::built_in_catalog(), request, in_hand);
  if (!plan) return fuzz::check(in_words(plan.error().diagnostics, {}));
  const auto broken = rules::broken(*plan, request);
  expect(!broken, broken.value_or(""));
}

/// The dates of a plan in hand, as a handout's XML: what is left of it is planned again.
void plan_again(std::string_view bytes) {
  Result<handout::PlanInFile> read = handout::read_plan_file(bytes, "plan.xml", fuzz::built_in_catalog());
  if (!read) return fuzz::check(read.error());
  Request request;
  request.start = fuzz::world().today();
  for (const Begun& begun : read->plan.begun) {
    const Lesson& lesson = read->plan.catalog->lessons[begun.lesson];
    if (begun.left < lesson.minutes) request.begun.push_back({lesson.id, begun.left, begun.parts});
  }
  const auto in_hand = std::make_shared<const Plan>(std::move(read->plan));
  // On its first day, where it may stay as it is; later, spread anew or caught up on.
  request.today = request.start;
  plan_again(request, {.plan = in_hand});
  request.today = request.start + days{4};
  request.done = {{{"1", "3"}, std::nullopt}};
  plan_again(request, {.plan = in_hand});
  plan_again(request, {.plan = in_hand, .catch_up = 2});
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0 && data[0] == '<') {
    plan_again(fuzz::text_of(data, size));
    return 0;
  }
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
