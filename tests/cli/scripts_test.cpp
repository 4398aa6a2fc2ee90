// What scripts print while they work (scripts/lib.sh), and the package's changelog.
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

TEST_CASE("the package's changelog is made of CHANGELOG.md") {
  const TemporaryFolder folder;
  const auto changelog = [&](const std::string& file, const std::string& newest) {
    return run({"awk", "-v", "newest=" + newest, "-v", "maintainer=Ada Example <ada@example.org>", "-f",
                (source_folder() / "cmake/debian/changelog.awk").string(), file},
               {.folder = folder.path()});
  };
  write(
      folder / "changes.md",
      "# Changes\n\nWhat users notice.\n\n## Next\n\n- Not yet.\n\n## 0.10.1, 1 March 2027\n\n"
      "- **Bold**: `pensum help`, and [a document](docs/a.md) that has so many words that it needs a second\n"
      "  line.\n- Short;\n\n## 0.2.0, 26 November 2026\n\nA text.\n\n## 0.1.9, 26 November 2026\n\n- The "
      "same day.\n\n"
      "## 0.1.0\n\n- Without a date.\n");
  const Outcome made = changelog("changes.md", "0.10.1");
  CHECK(made.status == 0);
  CHECK(made.err.empty());
  CHECK(made.out ==
        "pensum (0.10.1) unstable; urgency=medium\n\n"
        "  * Bold: pensum help, and a document that has so many words that it needs a\n"
        "    second line.\n  * Short;\n\n"
        " -- Ada Example <ada@example.org>  Mon, 01 Mar 2027 12:59:00 +0000\n\n"
        "pensum (0.2.0) unstable; urgency=medium\n\n  * A text.\n\n"
        " -- Ada Example <ada@example.org>  Thu, 26 Nov 2026 12:59:00 +0000\n\n"
        "pensum (0.1.9) unstable; urgency=medium\n\n  * The same day.\n\n"
        " -- Ada Example <ada@example.org>  Thu, 26 Nov 2026 12:58:00 +0000\n");
  const Outcome old = changelog("changes.md", "0.10.2");
  CHECK(old.status == 1);
  CHECK(old.err == "CHANGELOG.md: the newest version is 0.10.1, and this is 0.10.2\n");
  write(folder / "none.md", "## 0.2.0\n\n- x\n");
  CHECK(changelog("none.md", "0.2.0").err == "CHANGELOG.md: no version has a date\n");
  write(folder / "wrong.md", "## 0.2.0, 31 November 2026\n\n- x\n");
  CHECK(changelog("wrong.md", "0.2.0").err.ends_with("CHANGELOG.md: “31 November 2026” is not a date\n"));
  // This version's is there.
  const Outcome real = changelog((source_folder() / "CHANGELOG.md").string(), PENSUM_VERSION);
  CHECK(real.status == 0);
  CHECK(real.out.starts_with("pensum (" PENSUM_VERSION ") unstable; urgency=medium\n\n  * "));
}
