// The bytes of a request file: read, written again, and planned.
#include "fuzz/fuzz.hpp"
#include "plan/request_faults.hpp"
#include "plan/rules.hpp"
#include "request/plan_request.hpp"
#include "request/request_file.hpp"
#include "request/wording.hpp"

using namespace pensum;
using fuzz::expect;

namespace {

struct Asked {
  Settings settings;
  PlanRequest request;
};

std::optional<Asked> asked_in(std::string_view bytes) {
  const Result<Settings> settings = read_request_file(bytes, "request.xml");
  if (!settings) {
    fuzz::check(settings.error());
    return std::nullopt;
  }
  Result<PlanRequest> asked = plan_request_of(*settings, fuzz::world().today);
  if (!asked) {
    const Diagnostics faults = in_words(asked.error(), *settings);
    fuzz::check(faults);
    for (const Diagnostic& each : faults) expect(each.place.line > 0, "a wrong setting has a place");
    return std::nullopt;
  }
  const Diagnostics faults =
      in_words(wrong_without_catalog(asked->request, settings->has("start")), *settings);
  if (!faults.empty()) fuzz::check(faults);
  return Asked{*settings, *std::move(asked)};
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::optional<Asked> asked = asked_in(fuzz::text_of(data, size));
  if (!asked) return 0;
  const std::string written = request_file(asked->request);
  const std::optional<Asked> again = asked_in(written);
  expect(again.has_value(), "a request that was written can be read");
  expect(again->request == asked->request, "a request asks for the same when it is read again");
  expect(request_file(again->request) == written, "a request is written alike when it is read again");

  const Request& request = asked->request.request;
  const auto plan = make_plan(fuzz::built_in_catalog(), request);
  if (!plan) {
    fuzz::check(in_words(plan.error().diagnostics, asked->settings));
    return 0;
  }
  const auto broken = rules::broken(*plan, request);
  expect(!broken, broken.value_or(""));
  return 0;
}
