// The bytes of a request file: read, written again, and planned.
#include "app/plan_options.hpp"
#include "request/request_file.hpp"
#include "fuzz/fuzz.hpp"
#include "plan/rules.hpp"

using namespace pensum;
using fuzz::expect;

namespace {

std::optional<PlanRequest> plan_request_of(std::string_view bytes) {
  auto settings = read_request_file(bytes, "request.xml");
  if (!settings) {
    fuzz::check(settings.error());
    return std::nullopt;
  }
  Result<PlanRequest> asked = plan_request_of(Settings(*std::move(settings)), fuzz::world().today);
  if (asked) return *std::move(asked);
  fuzz::check(asked.error());
  for (const Diagnostic& each : asked.error()) expect(each.place.line > 0, "a wrong setting has a place");
  return std::nullopt;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::optional<PlanRequest> asked = plan_request_of(fuzz::text_of(data, size));
  if (!asked) return 0;
  const std::string written = request_file(*asked);
  const std::optional<PlanRequest> again = plan_request_of(written);
  expect(again.has_value(), "a request that was written can be read");
  expect(request_file(*again) == written, "a request asks for the same when it is read again");

  const auto plan = make_plan(fuzz::built_in_catalog(), asked->request);
  if (!plan) {
    fuzz::check(plan.error().diagnostics);
    return 0;
  }
  const auto broken = rules::broken(*plan, asked->request);
  expect(!broken, broken.value_or(""));
  return 0;
}
