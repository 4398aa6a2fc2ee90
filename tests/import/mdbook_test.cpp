#include "import/mdbook.hpp"

#include "archive/zip.hpp"
#include "archive/zip_files.hpp"
#include "import/outlines.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using namespace pensum::importing;

namespace {

const std::string summary =
    "# Summary\n\n[Foreword](foreword.md)\n\n# Part one\n\n- [Getting Started](ch01/README.md)\n  - [Install "
    "`it`](ch01/install.md)\n"
    "  - [Draft]()\n- [Later]()\n  - [Deep](ch02.md#deep)\n  - "
    "[Deeper](ch02.md#deeper)\n\n---\n\n[Contributors](who.md)\n";

std::shared_ptr<const archive::FileTree> tree(const archive::NamedBytes& files) {
  return archive::open_zip(archive::zip_of(files), "book").value();
}

Input alone(std::string bytes) {
  return {.name = "SUMMARY.md", .bytes = std::move(bytes), .member = {}, .tree = nullptr};
}

}  // namespace

TEST_CASE("a summary with its chapters becomes an outline with their words") {
  const auto files = tree(
      {{"src/SUMMARY.md", summary},
       {"src/foreword.md", "# Foreword\nthree words here\n"},
       {"src/ch01/README.md", "one two\n"},
       {"src/ch01/install.md", "one\n\n```\na\n```\n![x](x.png)\n"},
       {"src/ch02.md", "one two three four\n"},
       {"src/who.md", "me\n"},
       {"book.toml", "[book]\ntitle = \"The Book\" # yes\nlanguage = 'en'\n[output]\ntitle = \"no\"\n"}});
  const std::string expected =
      "# The Book\nlang en\n"
      "- Foreword [4 words] key=src/foreword.md\n"
      "Part one\n"
      "  Getting Started [2 words] key=src/ch01/README.md\n"
      "    - Install it [1 words] [1 lines of code] [1 pictures] key=src/ch01/install.md\n"
      "  Later\n"
      "    - Deep [4 words] key=src/ch02.md\n"
      "    - Deeper key=src/ch02.md\n"
      "- Contributors [1 words] key=src/who.md\n"
      "left out: 2 drafts (they have no file)\n";
  const Input folder{.name = "book", .bytes = {}, .member = {}, .tree = files};
  const Input file{
      .name = "book/src/SUMMARY.md", .bytes = summary, .member = "src/SUMMARY.md", .tree = files};
  CHECK(is_mdbook(folder));
  CHECK(text_of(read_mdbook(folder, {})) == expected);
  // Named by its summary, it has the keys that it has where nothing is known of what is around its folder.
  CHECK(is_mdbook(file));
  std::string keys = expected;
  for (std::size_t at = keys.find("key=src/"); at < keys.size(); at = keys.find("key=src/", at))
    keys.erase(at + 4, 4);
  CHECK(text_of(read_mdbook(file, {})) == keys);
}

TEST_CASE("files that a page puts in count, and those that are missing are told") {
  const auto files =
      tree({{"src/SUMMARY.md", "- [A](a.md)\n"},
            {"src/a.md", "```rust\n{{#include ../code/a.rs}}\n{{#include ../code/b.rs}}\n```\n"},
            {"code/a.rs", "let a = 1;\nlet b = 2;\n"}});
  const auto outline = read_mdbook({.name = "b", .bytes = {}, .member = {}, .tree = files}, {});
  CHECK(text_of(outline) ==
        "- A [2 lines of code] key=src/a.md\nleft out: 1 included file that is missing\n");
  CHECK(outline->children.at(0).text.reading.blocks.at(0).text.text == "let a = 1;\nlet b = 2;");
}

TEST_CASE("a summary alone has its chapters, also those with others in them, without words") {
  CHECK(
      text_of(read_mdbook(
          alone(
              "# The Rust Book\n\n- [A](a.md)\n  - [B](b.md)\n- Group\n  - [C](https://c.org)\n- Nothing\n"),
          {})) ==
      "# The Rust Book\nA\n  - A key=a.md\n  - B key=b.md\nGroup\n  - C <https://c.org> key=https://c.org\n"
      "warning: SUMMARY.md: “a.md” and 1 other chapter cannot be read beside it\n"
      "hint: without their text their minutes are the default\n");
}

TEST_CASE("chapters have addresses where it is known where the book is") {
  Choices choices;
  choices.base_url = "https://doc.org/book/";
  const std::string text = "- [A](a.md#x)\n- [B](b/README.md)\n- [C](../c.txt)\n";
  const std::string pages = text_of(read_mdbook(alone(text), choices));
  CHECK(pages.find("<https://doc.org/book/a.html#x>") != std::string::npos);
  CHECK(pages.find("<https://doc.org/book/b/index.html>") != std::string::npos);
  CHECK(pages.find("<https://doc.org/c.txt>") != std::string::npos);
  choices.base_url = "https://git.org/u/r/blob/main/src/";
  CHECK(text_of(read_mdbook(alone(text), choices)).find("blob/main/src/a.md#x>") != std::string::npos);
}

TEST_CASE("the title is that of the book, of the summary, or of the text that comes with it") {
  const auto of = [](const archive::NamedBytes& files) {
    return read_mdbook({.name = "b", .bytes = {}, .member = {}, .tree = tree(files)}, {})->title;
  };
  CHECK(of({{"SUMMARY.md", "# Table of contents\n* [A](a.md)\n"}, {"README.md", "# My notes\n"}}) ==
        "My notes");
  CHECK(of({{"SUMMARY.md", "# Own\n* [A](a.md)\n"}, {"README.md", "# My notes\n"}}) == "Own");
  CHECK(of({{"SUMMARY.md", "* [A](a.md)\n"}}).empty());
}

TEST_CASE("a summary without chapters is an error, and so is a file that is none") {
  CHECK(text_of(read_mdbook(alone("# Summary\n- [Draft]()\n"), {})) ==
        "error: SUMMARY.md: no chapters: there is no link to a file in it\n"
        "hint: mdBook lists chapters as “- [Title](file.md)”\n");
  CHECK_FALSE(is_mdbook({.name = "README.md", .bytes = "x", .member = {}, .tree = nullptr}));
  CHECK_FALSE(is_mdbook({.name = "b", .bytes = {}, .member = {}, .tree = tree({{"a.md", "x"}})}));
  CHECK(text_of(read_mdbook(alone("\xE9"), {}))
            .starts_with("error: SUMMARY.md:1:1: the byte \\xE9 is not UTF-8\n"));
}
