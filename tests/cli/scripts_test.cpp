// scripts/lib.sh: what a script prints while it works.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum::test;

namespace {

Outcome shell(const TemporaryFolder& folder, const std::string& command) {
  return run({"bash", "-euo", "pipefail", "-c",
              "source '" + (source_folder() / "scripts/lib.sh").string() + "'\n" + command},
             {.folder = folder.path()});
}

}  // namespace

TEST_CASE("a script tells how far it is from the first line on, and keeps all in its log") {
  const TemporaryFolder folder;
  const Outcome outcome = shell(
      folder, "with_progress log/a bash -c 'echo \"[1/3] one\"; echo \"[2/3] two\"; echo \"[3/3] three\"'");
  CHECK(outcome.status == 0);
  CHECK(outcome.out.empty());
  CHECK(outcome.err == "  [1/3] one\n");  // then one every fifteen seconds
  CHECK(bytes_of(folder / "log/a") == "[1/3] one\n[2/3] two\n[3/3] three\n");
}

TEST_CASE("on a terminal the latest line replaces the one before") {
  const TemporaryFolder folder;
  const std::string lib = (source_folder() / "scripts/lib.sh").string();
  write(folder / "try", "set -euo pipefail\nsource '" + lib +
                            "'\nwith_progress log/a bash -c 'echo \"[1/2] one\"; echo \"[2/2] two\"'\n");
  const Outcome outcome = run({"script", "-qec", "bash try", "/dev/null"}, {.folder = folder.path()});
  CHECK(outcome.status == 0);
  CHECK(outcome.out == "\r\x1B[K  [1/2] one\r\x1B[K  [2/2] two\r\x1B[K");
}

TEST_CASE("a command that fails ends the script, with its output and where that is kept") {
  const TemporaryFolder folder;
  for (const std::string how : {"quietly", "with_progress"}) {
    const Outcome outcome = shell(folder, how + " log/b bash -c 'echo first; echo second; exit 7'; echo on");
    CAPTURE(how, outcome.err);
    CHECK(outcome.status == 1);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("first\nsecond\n") != std::string::npos);
    CHECK(outcome.err.find("/log/b)") != std::string::npos);
  }
}
