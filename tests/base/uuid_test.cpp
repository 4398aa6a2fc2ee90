#include "base/uuid.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;

TEST_CASE("a UUID of content is of version 5, the same for the same content, another for other content") {
  const std::string uuid = content_uuid("content");
  REQUIRE(uuid.size() == 36);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) CHECK(uuid[dash] == '-');
  CHECK(uuid[14] == '5');
  CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
  CHECK(content_uuid("content") == uuid);
  CHECK(content_uuid("Content") != uuid);
  CHECK(content_uuid("content") == "9394b4a2-f61d-50ef-afae-bc3c6df0c33b");
}
