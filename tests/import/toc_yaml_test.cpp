#include "import/toc_yaml.hpp"

#include "import/outline_text.hpp"
#include "import/page_file.hpp"
#include "import/yaml_text.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace pensum;
using namespace pensum::importing;

namespace {

std::string toc(const std::string& yaml, archive::NamedBytes files = {}, const Choices& choices = {}) {
  files.emplace_back("_toc.yml", yaml);
  const Input input = file_input(files, "_toc.yml");
  CHECK(format_of(input) == "toc");
  return outlined(read_jupyter_book(input, choices));
}

std::string mkdocs(const std::string& yaml, archive::NamedBytes files = {}) {
  files.emplace_back("mkdocs.yml", "site_name: Docs\n" + yaml);
  const Input input = file_input(files, "mkdocs.yml");
  CHECK(format_of(input) == "mkdocs");
  return outlined(read_mkdocs(input, {}));
}

const archive::NamedBytes book_pages = {
    {"intro.md", "# Welcome\n\nthree more words"},
    {"one.ipynb", R"({"cells": [{"cell_type": "markdown", "source": ["# One\n", "some text"]},
                     {"cell_type": "code", "source": "a = 1\n\nb = 2"}, {"cell_type": "raw", "source": 3}, 4]})"},
    {"sub/two.rst", "=====\nTwo *x*\n=====\n\nbody"},
    {"sub/three.txt", "plain"},
    {"_config.yml", "title: A book\nauthor: Ann\nsphinx:\n  config:\n    language: pt_BR\n"}};

}  // namespace

TEST_CASE("a Jupyter Book's parts and chapters are read with their files") {
  CHECK(
      toc("format: jb-book\nroot: intro\nparts:\n  - caption: Basics\n    chapters:\n    - file: one\n      "
          "sections:\n"
          "      - file: sub/two\n        title: The second\n  - chapters:\n    - url: https://example.org/\n"
          "      title: Elsewhere\n    - glob: sub/t*\n    - file: gone.md\n",
          book_pages) ==
      "A book [pt-BR]\n"
      "- Welcome 4w key=intro\n"
      "- Basics\n"
      "  - One 3w 2c key=one\n"
      "    - The second 3w key=sub/two\n"
      "- Elsewhere key=https://example.org/ url=https://example.org/\n"
      "- Three 1w key=sub/three.txt\n"
      "- Two *x* 3w key=sub/two.rst\n"
      "- Gone key=gone.md\n"
      "pensum: warning: _toc.yml: the page “gone.md”, which it names, is missing\n"
      "hint: import the file where it lies, in the folder of its pages, for minutes from words\n");
}

TEST_CASE("old tables of contents of Jupyter Book are lists") {
  CHECK(toc("- file: intro\n- part: First\n  chapters:\n  - file: one\n- header: Second\n- file: sub/two\n- "
            "divider: true\n",
            book_pages) ==
        "A book [pt-BR]\n"
        "- Welcome 4w key=intro\n"
        "- First\n"
        "  - One 3w 2c key=one\n"
        "- Second\n"
        "  - Two *x* 3w key=sub/two\n");
}

TEST_CASE("addresses of a book's pages come from the address that is asked for") {
  Choices choices;
  choices.base_url = "https://example.org/book";
  CHECK(toc("format: jb-article\nroot: intro.md\nsections:\n- file: my page\n",
            {{"intro.md", "# A"}, {"my page.md", "# B"}}, choices) ==
        "\n- A 1w key=intro.md url=https://example.org/book/intro.html\n"
        "- B 1w key=my page url=https://example.org/book/my%20page.html\n");
}

TEST_CASE("MkDocs' navigation is read with its files") {
  const archive::NamedBytes files = {{"docs/index.md", "# Home page\n\nhello"},
                                     {"docs/guide/index.md", "---\ntitle: The guide\n---\ntext"},
                                     {"docs/guide/b_start.md", "words only"},
                                     {"docs/guide/deep/x.md", "# X"},
                                     {"docs/css/a.css", ""}};
  CHECK(mkdocs("site_url: https://example.org/\ntheme:\n  name: material\n  language: de\nsite_description: "
               "All of it\n"
               "markdown_extensions:\n  - x: !!python/name:y.z\nplugins: !ENV [A, false]\n"
               "nav:\n  - index.md\n  - Guide:\n    - guide/index.md\n    - Begin: guide/b_start.md\n"
               "  - More: guide/\n  - https://example.com/x\n  - Out: https://example.com/y\n  - Empty: []\n",
               files) ==
        "Docs [de]\n"
        "- Home page 3w key=index.md url=https://example.org/\n"
        "- Guide\n"
        "  - The guide 1w key=guide/index.md url=https://example.org/guide/\n"
        "  - Begin 2w key=guide/b_start.md url=https://example.org/guide/b_start/\n"
        "- More\n"
        "  - The guide 1w key=guide/index.md url=https://example.org/guide/\n"
        "  - B start 2w key=guide/b_start.md url=https://example.org/guide/b_start/\n"
        "  - Deep\n"
        "    - X 1w key=guide/deep/x.md url=https://example.org/guide/deep/x/\n"
        "- https://example.com/x key=https://example.com/x url=https://example.com/x\n"
        "- Out key=https://example.com/y url=https://example.com/y\n"
        "- Empty\n");
  CHECK(mkdocs("use_directory_urls: false\nsite_url: https://example.org\n", files) ==
        "Docs\n"
        "- Home page 3w key=index.md url=https://example.org/index.html\n"
        "- Guide\n"
        "  - The guide 1w key=guide/index.md url=https://example.org/guide/index.html\n"
        "  - B start 2w key=guide/b_start.md url=https://example.org/guide/b_start.html\n"
        "  - Deep\n"
        "    - X 1w key=guide/deep/x.md url=https://example.org/guide/deep/x.html\n");
}

TEST_CASE("a folder with a table of contents is read like the file") {
  Input input = zip_input({{"mkdocs.yml", "site_name: A\ndocs_dir: pages\n"}, {"pages/a.md", "# B"}});
  CHECK(format_of(input) == "mkdocs");
  CHECK(outlined(read_mkdocs(input, {})) == "A\n- B 1w key=a.md\n");
  input = zip_input({{"_toc.yml", "format: jb-book\nroot: a\n"}, {"a.md", "# B"}});
  CHECK(format_of(input) == "toc");
  CHECK(format_of(file_input({{"a.yml", "a: 1\n"}}, "a.yml")).empty());
}

TEST_CASE("tables of contents that cannot be read are refused with the reason") {
  CHECK(toc("format: jb-book\nroot: [\n") ==
        "pensum: error: _toc.yml:3:1: the file is not YAML: end of sequence flow not found\n"
        "hint: check its indentation there\n");
  CHECK(toc("format: jb-book\n") ==
        "pensum: error: _toc.yml: the table of contents names no pages\n"
        "hint: it has “root:” and “chapters:”, or a list of “file:”\n");
  CHECK(mkdocs("") ==
        "pensum: error: mkdocs.yml: there are no pages: neither “nav:” nor the documentation’s folder has "
        "some\n"
        "hint: import the file where it lies, beside its folder “docs”\n");
  CHECK(toc("format: jb-book\nroot: \xFF\n") ==
        "pensum: error: _toc.yml: the file is not UTF-8\nhint: save it as UTF-8\n");
  CHECK(to_text(read_yaml(std::string(5 << 20, ' '), "a.yml").error().at(0)) ==
        "pensum: error: a.yml: the file has 5242880 bytes; the limit is 4194304\nhint: split it into smaller "
        "files\n");
  CHECK_THAT(toc("format: jb-book\nroot: a\n", {{"a.md", ""}, {"_config.yml", "a: ["}}),
             Catch::Contains("_config.yml: it is damaged: the title is not known"));
}

TEST_CASE("aliases in YAML that grow without an end are refused") {
  std::string yaml = "format: jb-book\na: &a0 [x, x]\n";
  for (int i = 1; i < 40; ++i) {
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + ", *a" +
            std::to_string(i - 1) + "]\n";
  }
  CHECK(
      toc(yaml) ==
      "pensum: error: _toc.yml: the file has more than 100000 entries, or they are nested more than 64 deep\n"
      "hint: it needs far fewer: write out its aliases\n");
  CHECK_THAT(toc("format: jb-book\nroot: &a [*a]\n"), Catch::StartsWith("pensum: error"));
  CHECK_THAT(toc("format: jb-book\nroot: " + std::string(100'000, '[')), Catch::StartsWith("pensum: error"));
}

TEST_CASE("pages of every kind are measured, and files have titles") {
  CHECK(read_page("a.html", "<title>T</title><h1>H</h1>a b").title == "H");
  CHECK(read_page("a.html", "<title>T</title>a b").title == "T");
  CHECK(read_page("a.png", "<h1>H</h1>").title.empty());
  CHECK(read_page("a.ipynb", "[").effort == Effort{});
  CHECK(read_page("a.ipynb", R"({"cells": {}})").effort == Effort{});
  CHECK(read_page("a.md", "\xFF").effort == Effort{});
  CHECK(title_of_file("docs/getting_started.md") == "Getting started");
  CHECK(title_of_file("docs/user-guide/index.md") == "User guide");
  CHECK(title_of_file("index.md") == "Index");
}

TEST_CASE("damaged tables of contents are read or refused", "[long]") {
  const std::string good =
      "format: jb-book\nroot: intro\nparts:\n- caption: A\n  chapters: &c\n  - file: one\n    sections:\n    "
      "- glob: 's/*'\n"
      "- chapters: *c\nsite_name: {x: [1, \"y\"]}\nnav:\n- a.md\n- B: c.md\n";
  std::mt19937 engine(9);
  for (int round = 0; round < 2000; ++round) {
    std::string yaml = good;
    for (auto edits = 1 + engine() % 3; edits > 0; --edits)
      yaml[engine() % yaml.size()] = "-:[]{}&*!|>'\"\n ,#"[engine() % 17];
    Input input = file_input({{"_toc.yml", yaml}, {"intro.md", "# A"}}, "_toc.yml");
    (void)read_jupyter_book(input, {});
    (void)read_mkdocs(input, {});
  }
}

TEST_CASE("pages of MkDocs put in files, from their folder, that of all pages or that of the settings",
          "[mkdocs]") {
  const archive::NamedBytes files{{"docs/a/b.md",
                                   "# B\n\n```py\n--8<-- \"code/c.py:2:3\"\n```\n\n- x\n\n    {!> ../d.md "
                                   "!}\n\n--8<-- \"docs/e.py:part\"\n\n"
                                   "--8<-- \"none.py\"\n\n{! b.md !}\n;--8<-- \"x\"\n--8<-- x\n"},
                                  {"code/c.py", "one\ntwo\nthree\nfour\n"},
                                  {"docs/d.md", "In *d*:\n\n--8<-- \"f.txt\"\n"},
                                  {"docs/f.txt", "the end"},
                                  {"docs/e.py", "no\n# --8<-- [start:part]\nyes\n# --8<-- [end:part]\nno\n"}};
  const Input input = file_input(
      [&] {
        archive::NamedBytes all = files;
        all.emplace_back("mkdocs.yml", "site_name: S\n");
        return all;
      }(),
      "mkdocs.yml");
  const Outline read = read_mkdocs(input, {}).value();
  Snippets snippets(*input.tree, {"docs/", ""});
  const std::string page = snippets.read(files.front().second, "docs/a/b.md");
  CHECK(page.starts_with(
      "# B\n\n```py\ntwo\nthree\n```\n\n- x\n\n    In *d*:\n\n    the end\n\nyes\n\n\n# B\n"));
  CHECK(page.ends_with(";--8<-- \"x\"\n--8<-- x\n"));
  CHECK(snippets.missing() > 0);
  // A page that puts itself in does so a few times.
  CHECK(outlined(read) ==
        "S\n- D 4w key=d.md\n- A\n  - B 78w 13c key=a/b.md\nleft out: 6 included files that are missing\n");
}

TEST_CASE("files of MkDocs that put in one another many times over come to an end", "[long]") {
  archive::NamedBytes all{{"mkdocs.yml", "site_name: S\n"}, {"f5", "x\n"}};
  for (int i = 0; i < 5; ++i) {
    std::string text;
    for (int times = 0; times < 40; ++times) text += "{! f" + std::to_string(i + 1) + " !}\n";
    all.emplace_back("f" + std::to_string(i), text);
  }
  const Input input = file_input(all, "mkdocs.yml");
  Snippets snippets(*input.tree, {""});
  CHECK(snippets.read("{! f0 !}\n", "a.md").size() < 1'000'000);
  CHECK(snippets.missing() > 0);
}
