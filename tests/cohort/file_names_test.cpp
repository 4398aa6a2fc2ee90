#include "cohort/file_names.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <string>

using namespace pensum;
using namespace pensum::cohort;

TEST_CASE("names of every script become plain file names") {
  Slugs slug;
  CHECK(slug("Ada Lovelace") == "ada-lovelace");
  CHECK(slug("Zoë O’Brien") == "zoe-obrien");
  CHECK(slug("O'Brien, Zoe") == "obrien-zoe");
  CHECK(slug("Ольга Ладыженская") == "olga-ladyzenskaa");
  CHECK(slug("李明") == "li-ming");
  CHECK(slug("Łukasz Żółć") == "lukasz-zolc");
  CHECK(slug("Straße") == "strasse");
  CHECK_FALSE(slug("عمر الخيام").empty());
  CHECK_FALSE(slug("שרה").empty());
  CHECK_FALSE(slug("देवी").empty());
  CHECK_FALSE(slug("さくら").empty());
  CHECK(slug("  a//b\\c:d*e?f\"g<h>i|j\tk\n ") == "a-b-c-d-e-f-g-h-i-j-k");
  CHECK(slug("../../etc/passwd") == "etc-passwd");
  CHECK(slug("...") == "");
  CHECK(slug("😀") == "");
  CHECK(slug("") == "");
  CHECK(slug("Anna 😀 B.") == "anna-b");
}

TEST_CASE("no file name is one that a system keeps for itself, or is too long") {
  Slugs slug;
  CHECK(slug("CON") == "con-plan");
  CHECK(slug("Lpt9") == "lpt9-plan");
  CHECK(slug("Conny") == "conny");
  CHECK(slug(std::string(300, 'x')) == std::string(60, 'x'));
  std::string many;
  for (int i = 0; i < 60; ++i) many += "word ";
  CHECK(slug(many).size() <= 60);
  CHECK(slug(many).ends_with("word"));
}

TEST_CASE("seeded random names become safe ones, whatever bytes they contain") {
  std::mt19937 random(7);
  Slugs slug;
  for (int round = 0; round < 500; ++round) {
    std::string name;
    for (std::size_t i = random() % 40; i > 0; --i) name += static_cast<char>(random());
    const std::string safe = slug(name);
    CAPTURE(name, safe);
    CHECK(safe.size() <= 66);
    CHECK(safe.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    if (!safe.empty()) CHECK(check_file_name(safe).has_value());
  }
}

TEST_CASE("a file name given in a roster is used if every system allows it") {
  for (const char* good : {"ada", "Ada_Lovelace", "2026-a.b", "x"}) CHECK(check_file_name(good));
  for (const char* bad : {"", ".hidden", "a/b", "..", "a b", "ü", "nul", "NUL.txt", "a.", "-rf", "ada.pdf",
                          "Ada.EPUB", "a\\b", "a:b"}) {
    CAPTURE(bad);
    CHECK_FALSE(check_file_name(bad));
  }
  const auto why = [](std::string_view name) { return check_file_name(name).error().front().message; };
  CHECK(why("a/b") == "“a/b” is not a file name on every system");
  CHECK(why("nul") == "“nul” is the name of a device on some systems");
  CHECK(why("ada.PDF") == "“ada.PDF” has an ending");
  CHECK(check_file_name(std::string(100, 'x')));
  CHECK_FALSE(check_file_name(std::string(101, 'x')));
}

TEST_CASE("a name is given once, capitals or not") {
  FileNames names;
  CHECK(names.take("Anna"));
  CHECK_FALSE(names.take("anna"));
  CHECK(names.take_like("anna") == "anna-2");
  CHECK(names.take_like("anna") == "anna-3");
  CHECK_FALSE(names.take("Anna-3"));
  CHECK(names.take_like("ben") == "ben");
}
