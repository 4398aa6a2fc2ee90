// What the cohort command is made of, as far as it needs no files.
#include "app/activity.hpp"
#include "app/progress.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <sstream>
#include <string>
#include <thread>

using namespace pensum;
using namespace pensum::app;
using std::chrono::milliseconds;

TEST_CASE("progress shows how far, how fast and how much longer") {
  CHECK(progress_line(0, 300, milliseconds{0}) == "0 of 300 [..............................]");
  CHECK(progress_line(100, 300, milliseconds{500}) ==
        "100 of 300 [##########....................] 200 a second, 1 s left");
  CHECK(progress_line(300, 300, milliseconds{1500}) ==
        "300 of 300 [##############################] 200 a second, 0 s left");
  CHECK(progress_line(1, 61, milliseconds{4000}).ends_with("] 4 s each, 4 min 00 s left"));
  CHECK(progress_line(10, 100'000, milliseconds{10'000}).ends_with("] 1 a second, 27 h 46 min left"));
}

TEST_CASE("progress is shown on a terminal, and taken away again") {
  std::ostringstream out;
  {
    Progress progress(&out, 2);
    progress.advance();
    progress.advance();
  }
  CHECK(out.str().find("1 of 2") != std::string::npos);
  CHECK(out.str().find("2 of 2") != std::string::npos);
  CHECK(out.str().ends_with("\r\x1b[K"));
  Progress(nullptr, 5).advance();
}

TEST_CASE("what a run is doing is shown on a terminal if it takes long, and taken away again") {
  std::ostringstream out;
  std::ostringstream err;
  World world{.out = out, .err = err, .today = {}, .variable = {}, .resources = io::Resources("none")};
  const auto shown = [&](milliseconds patience, milliseconds work) {
    err.str({});
    {
      const Activity activity(world, "planning", patience);
      std::this_thread::sleep_for(work);
    }
    return err.str();
  };
  CHECK(shown(milliseconds{0}, milliseconds{50}).empty());  // there is no terminal
  world.err_is_terminal = true;
  CHECK(shown(milliseconds{0}, milliseconds{200}) == "\r\x1b[Kplanning … 0 s\r\x1b[K");
  CHECK(shown(milliseconds{60'000}, milliseconds{0}).empty());
  world.talk = Talk::quiet;
  CHECK(shown(milliseconds{0}, milliseconds{50}).empty());
}
