#include "language/same_language.hpp"

#include <catch2/catch.hpp>

using namespace pensum;

TEST_CASE("languages are the same in one script, and in one region where both name one") {
  CHECK(same_language("en", "en"));
  CHECK(same_language("en", "en-GB"));
  CHECK(same_language("de-AT", "de"));
  CHECK(same_language("he", "iw"));
  CHECK(same_language("zh", "zh-Hans"));
  CHECK(same_language("zh-TW", "zh-Hant"));
  CHECK(same_language("fa", "fa-u-nu-latn"));
  CHECK_FALSE(same_language("en", "de"));
  CHECK_FALSE(same_language("en-GB", "en-US"));
  CHECK_FALSE(same_language("pt-PT", "pt-BR"));
  CHECK_FALSE(same_language("zh", "zh-Hant"));
  CHECK_FALSE(same_language("zh", "zh-TW"));
  CHECK_FALSE(same_language("sr", "sr-Latn"));
  CHECK_FALSE(same_language("ar", "arc"));
  CHECK_FALSE(same_language("fi", "fil"));
}
