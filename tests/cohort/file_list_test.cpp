#include "cohort/file_list.hpp"

#include "base/sha1.hpp"
#include "press/kinds.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using namespace pensum::cohort;

TEST_CASE("the list of files is read back as it was") {
  const FileList list{.run = {}, .files = {{"b.pdf", sha1("b")}, {"a b.epub", sha1("")}}};
  CHECK(to_text(list).starts_with("da39a3ee5e6b4b0d3255bfef95601890afd80709 a b.epub\n"));
  CHECK(read_file_list(to_text(list), "list").value() == list);
  CHECK(read_file_list("", "list").value() == FileList());
  const FileList part{.run = "x", .files = list.files};
  CHECK(to_text(part).starts_with("run x\nda39"));
  CHECK(read_file_list(to_text(part), "list").value() == part);
}

TEST_CASE("a list contains every kind of file that plans become, and the cohort's own") {
  FileList list;
  for (const press::Kind& kind : press::kinds()) list.files["ada" + std::string(kind.ending)] = sha1("x");
  for (const std::string_view name : own_files) list.files[std::string(name)] = sha1("y");
  CHECK(read_file_list(to_text(list), "list").value() == list);
}

TEST_CASE("a list that is not one, or leads out of its folder, is reported") {
  const std::string digest(40, '0');
  for (const std::string& bad :
       {std::string("x"), digest, digest + " ", digest + "  ../a.pdf", digest + " a/b", digest + " ..",
        std::string(40, 'g') + " a.pdf", digest + "\ta.pdf", digest + " mine.doc", digest + " a\\b.pdf",
        digest + " .pdf", digest + " notes.html", digest + " grades.csv"}) {
    CAPTURE(bad);
    const auto read =
        read_file_list(std::string(digest).append(" fine.pdf\n").append(bad).append("\n"), "list");
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().front().place == Place{"list", 2, 0});
    CHECK(read.error().front().message == "“" + shown(bad) + "” is not a line that pensum wrote");
  }
}
