#include "archive/zip.hpp"

#include "archive/zip_files.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace pensum;
using archive::open_zip;
using archive::zip_of;

namespace {

std::string error_of(const Diagnostics& diagnostics) { return to_text(diagnostics.at(0)); }

std::string error_of_open(std::string bytes, const archive::TreeLimits& limits = {}) {
  const auto tree = open_zip(std::move(bytes), "a.zip", limits);
  return tree ? "" : error_of(tree.error());
}

std::string error_of_read(std::string bytes, const std::string& name,
                          const archive::TreeLimits& limits = {}) {
  const auto tree = open_zip(std::move(bytes), "a.zip", limits);
  REQUIRE(tree.has_value());
  const auto read = (*tree)->read(name);
  return read ? "" : error_of(read.error());
}

}  // namespace

TEST_CASE("a zip file's files are listed in order and read by name") {
  const auto tree = open_zip(zip_of({{"b/two.txt", "2"},
                                     {"a.txt", std::string(100, 'x')},
                                     {"b/", ""},
                                     {"__MACOSX/._a.txt", "?"},
                                     {"c\\d.txt", ""}}),
                             "a.zip");
  REQUIRE(tree.has_value());
  CHECK((*tree)->names() == std::vector<std::string>{"a.txt", "b/two.txt", "c/d.txt"});
  CHECK((*tree)->has("a.txt"));
  CHECK_FALSE((*tree)->has("b"));
  CHECK((*tree)->read("a.txt") == std::string(100, 'x'));
  CHECK((*tree)->read("b/two.txt") == "2");
  CHECK((*tree)->read("c/d.txt") == "");
  CHECK(archive::shallowest(**tree, "two.txt") == "b/two.txt");
  CHECK(archive::shallowest(**tree, "a.txt") == "a.txt");
  CHECK(archive::shallowest(**tree, "wo.txt").empty());
}

TEST_CASE("what is wrong with a zip file is reported by its name") {
  CHECK(error_of_open("PK\x03\x04 and no more") ==
        "pensum: error: a.zip: the zip file is damaged: Unrecognized archive format\n"
        "hint: ask for another copy of the file\n");
  CHECK_THAT(error_of_open(zip_of({{"..\\x", "x"}})), Catch::Contains("points outside the archive"));
  for (const char* outside : {"../x", "a/../../x", "/etc/x", "C:/x"}) {
    CAPTURE(outside);
    CHECK(error_of_open(zip_of({{outside, "x"}})) ==
          "pensum: error: a.zip: the entry “" + std::string(outside) +
              "” points outside the archive\nhint: do not unpack it; ask for another copy of the file\n");
  }
  CHECK(error_of_open(zip_of({{"a", "x"}}, "secret")) ==
        "pensum: error: a.zip: the zip file is encrypted\n"
        "hint: unpack it with its password, and import what it holds\n");
  CHECK(error_of_read(zip_of({{"a", "x"}}), "b") ==
        "pensum: error: a.zip: “b” is missing\nhint: ask for a complete copy\n");
}

TEST_CASE("a zip file is bounded in what it unpacks") {
  CHECK(error_of_open(zip_of({{"a", ""}, {"b", ""}}), {.files = 1}) ==
        "pensum: error: a.zip: there are more than 1 files in it\n"
        "hint: name the file or the folder that matters\n");
  const std::string large(3'000'000, 'x');
  const std::string unpack = "hint: unpack it yourself, and import the folder or the file that matters\n";
  CHECK(error_of_read(zip_of({{"a", large}}), "a", {.file_bytes = 2 << 20, .most_growth = 10'000}) ==
        "pensum: error: a.zip: “a” has more than 2 MiB unpacked\n" + unpack);
  CHECK(error_of_read(zip_of({{"a", large}}), "a", {.all_bytes = 2 << 20, .most_growth = 10'000}) ==
        "pensum: error: a.zip: its files have more than 2 MiB unpacked\n" + unpack);
  CHECK(error_of_read(zip_of({{"a", large}}), "a") ==
        "pensum: error: a.zip: “a” grows to more than 100 times its size when it is unpacked\n"
        "hint: no course does that; ask for another copy of the file\n");
}

TEST_CASE("a damaged file in a zip file is an error where it is read, and the others are there") {
  std::string bytes = zip_of({{"a.txt", "some text"}, {"b.txt", "more"}});
  const std::size_t text = bytes.find("some text");  // too short to be packed
  REQUIRE(text != std::string::npos);
  bytes[text] = 'S';
  CHECK_THAT(error_of_read(bytes, "a.txt"), Catch::Contains("a.zip: the zip file is damaged: "));
  CHECK(open_zip(bytes, "a.zip").value()->read("b.txt") == "more");
}

TEST_CASE("a damaged zip file is read or refused") {
  const std::string good = zip_of({{"a.txt", std::string(300, 'a') + "b"}, {"b/c.txt", "hello"}});
  std::mt19937 engine(7);
  std::size_t refused = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = good;
    for (unsigned edits = 1 + engine() % 4; edits > 0; --edits) {
      bytes[engine() % bytes.size()] = static_cast<char>(engine() % 256);
    }
    const auto tree = open_zip(bytes, "a.zip");
    if (!tree) {
      ++refused;
      continue;
    }
    for (const std::string& name : (*tree)->names()) (void)(*tree)->read(name);
  }
  CHECK(refused > 0);
}
