#include "archive/tar.hpp"

#include "archive/tar_files.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace pensum;
using archive::open_tar_gz;
using archive::tar_gz_of;

namespace {

std::string error_of(std::string bytes, const archive::TreeLimits& limits = {}) {
  const auto tree = open_tar_gz(std::move(bytes), "a.tar.gz", limits);
  return tree ? "" : to_text(tree.error().at(0));
}

}  // namespace

TEST_CASE("a packed tar file's files are listed in order and read by name") {
  const std::string picture(200'000, 'p');
  const auto tree = open_tar_gz(tar_gz_of({{"./c/", ""},
                                           {"./c/b.xml", "<b/>"},
                                           {"c/a.png", picture},
                                           {"c/link@", "/etc/passwd"},
                                           {"c/é.html", "e"}}),
                                "a.tar.gz");
  REQUIRE(tree.has_value());
  CHECK((*tree)->names() == std::vector<std::string>{"c/a.png", "c/b.xml", "c/é.html"});
  CHECK((*tree)->read("c/b.xml") == "<b/>");
  CHECK((*tree)->read("c/a.png") == picture);
  CHECK((*tree)->read("c/é.html") == "e");
  CHECK(to_text((*tree)->read("c/link@").error().at(0)) ==
        "pensum: error: a.tar.gz: “c/link@” is missing\nhint: ask for a complete copy\n");
}

TEST_CASE("what is wrong with a packed tar file is reported by its name") {
  CHECK_THAT(error_of("\x1F\x8B and no more"),
             Catch::StartsWith("pensum: error: a.tar.gz: the packed file is damaged: "));
  const std::string whole = tar_gz_of({{"a.xml", std::string(5000, 'x')}});
  CHECK_THAT(error_of(whole.substr(0, whole.size() / 2)), Catch::Contains("the packed file is damaged"));
  for (const char* outside : {"../x", "a/../../x", "/etc/x"}) {
    CAPTURE(outside);
    CHECK_THAT(error_of(tar_gz_of({{outside, "x"}})),
               Catch::Contains("the entry “" + std::string(outside) + "” points outside the archive"));
  }
}

TEST_CASE("a packed tar file is bounded in what it unpacks") {
  CHECK_THAT(error_of(tar_gz_of({{"a", ""}, {"b", ""}}), {.files = 1}),
             Catch::Contains("there are more than 1 files in it"));
  const std::string large(3'000'000, 'x');
  CHECK_THAT(error_of(tar_gz_of({{"a.xml", large}}), {.file_bytes = 2 << 20, .most_growth = 10'000}),
             Catch::Contains("“a.xml” has more than 2 MiB unpacked"));
  CHECK_THAT(error_of(tar_gz_of({{"a.png", large}}), {.all_bytes = 2 << 20, .most_growth = 10'000}),
             Catch::Contains("its files have more than 2 MiB unpacked"));
  CHECK_THAT(error_of(tar_gz_of({{"a.png", large}})),
             Catch::Contains("grows to more than 100 times its size"));
}

TEST_CASE("a damaged packed tar file is read or refused") {
  const std::string good = tar_gz_of({{"a.xml", "<a/>"}, {"b/c.png", std::string(300, 'a') + "b"}});
  std::mt19937 engine(7);
  std::size_t refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = good;
    for (unsigned edits = 1 + engine() % 4; edits > 0; --edits) {
      bytes[engine() % bytes.size()] = static_cast<char>(engine() % 256);
    }
    const auto tree = open_tar_gz(bytes, "a.tar.gz");
    if (!tree) {
      ++refused;
      continue;
    }
    for (const std::string& name : (*tree)->names()) (void)(*tree)->read(name);
  }
  CHECK(refused > 0);
}
