// What the cohort command is made of, as far as it needs no files.
#include "app/cohort_folder.hpp"
#include "app/documents.hpp"
#include "app/progress.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <set>
#include <sstream>
#include <string>

using namespace pensum;
using namespace pensum::app;
using std::chrono::milliseconds;

TEST_CASE("progress says how far, how fast and how long yet") {
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

TEST_CASE("a part of a roster is one of some") {
  const Shard shard = shard_value("--shard", "2/3").value();
  CHECK(shard.number == 2);
  CHECK(shard.of == 3);
  CHECK_FALSE(shard_value("--shard", "1/1").value().whole());
  CHECK(Shard().whole());
  for (const char* bad :
       {"", "/", "1", "1/", "/2", "0/2", "3/2", "1/2/3", "1 /2", "+1/2", "1/99999999999999999999"}) {
    CAPTURE(bad);
    CHECK_FALSE(shard_value("--shard", bad));
  }
}

TEST_CASE("formats are a list of endings") {
  CHECK(read_kinds("--formats", "epub,pdf").value() == std::set<Kind>{Kind::pdf, Kind::epub});
  CHECK(read_kinds("--formats", "txt,json,txt").value() == std::set<Kind>{Kind::json, Kind::text});
  CHECK(read_kinds("--formats", "txt").value().size() == 1);
  for (const char* bad : {"", "pdf,", ",pdf", "PDF", "pdf epub", "doc"})
    CHECK_FALSE(read_kinds("--formats", bad));
  CHECK(ending_of(Kind::epub) == ".epub");
}
