#include "cohort/folder.hpp"

#include <catch2/catch.hpp>

using namespace pensum::cohort;

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
