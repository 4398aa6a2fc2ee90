// The program as users build it, with the other compiler: PENSUM_RELEASE.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum::test;

namespace {

/// What `readelf` prints for the program.
std::string read_program(const std::string& option) {
  const Outcome outcome = run({"readelf", "--wide", option, PENSUM_RELEASE});
  REQUIRE(outcome.status == 0);
  return outcome.out;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("two compilers make programs that write the same bytes") {
  const TemporaryFolder here;
  const TemporaryFolder there;
  for (const char* name : {"harbour", "hebrew", "accents", "one-lesson"}) {
    CAPTURE(name);
    for (const char* layout : {"a4", "kobo", "pocket"}) {
      CAPTURE(layout);
      const std::vector<std::string> options{"build",      sample(name).string(),
                                             "--start",    "2026-11-24",
                                             "--deadline", "2026-12-20",
                                             "--layout",   layout,
                                             "--learner",  "Zoë Ωμέγα",
                                             "--reviews",  "1,4",
                                             "-o",         "x.pdf",
                                             "-o",         "x.epub",
                                             "-o",         "x.json",
                                             "-o",         "x.txt",
                                             "-o",         "x.ics"};
      std::vector<std::string> other{PENSUM_RELEASE};
      other.insert(other.end(), options.begin(), options.end());
      REQUIRE(run_pensum(options, {.folder = here.path()}).status == 0);
      REQUIRE(run(other, {.folder = there.path()}).status == 0);
      for (const char* file : {"x.pdf", "x.epub", "x.json", "x.txt", "x.ics"}) {
        CAPTURE(file);
        CHECK((bytes_of(here / file) == bytes_of(there / file)));
      }
    }
  }
}

TEST_CASE("a release is hardened") {
  CHECK(has(read_program("--file-header"), "DYN (Position-Independent Executable file)"));
  const std::string dynamic = read_program("--dynamic");
  CHECK(has(dynamic, "BIND_NOW"));
  CHECK(has(dynamic, "FLAGS_1) "));
  const std::string segments = read_program("--program-headers");
  CHECK(has(segments, "GNU_RELRO"));
  CHECK(has(segments, "GNU_STACK"));
  CHECK_FALSE(has(segments, "RWE"));
  CHECK(has(read_program("--dyn-syms"), "__stack_chk_fail"));
}

TEST_CASE("the address space is another in every run, and the bytes are the same") {
  const TemporaryFolder folder;
  const std::vector<std::string> options{"build", sample("harbour").string(), "--start", "2026-11-24", "-o"};
  const auto build = [&](std::vector<std::string> before, const std::string& file) {
    before.push_back(PENSUM_RELEASE);
    before.insert(before.end(), options.begin(), options.end());
    before.push_back(file);
    REQUIRE(run(before, {.folder = folder.path()}).status == 0);
    return bytes_of(folder / file);
  };
  for (const char* ending : {".pdf", ".epub"}) {
    CAPTURE(ending);
    const std::string fixed = build({"setarch", "--addr-no-randomize"}, std::string("a") + ending);
    CHECK((build({}, std::string("b") + ending) == fixed));
    CHECK((build({"setarch", "--addr-compat-layout"}, std::string("c") + ending) == fixed));
  }
}
