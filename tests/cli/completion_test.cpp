// Completion in the shells themselves, each as it is when it is in use: the files that are installed, and
// what a person would see.
#include "cli/command.hpp"
#include "cli/folder.hpp"
#include "cli/samples.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

using namespace pensum::test;

namespace {

using Words = std::vector<std::string>;

/// A folder with files, and pensum on the PATH.
class Shells {
 public:
  Shells() {
    std::filesystem::create_directories(folder_ / "bin");
    std::filesystem::create_symlink(PENSUM_BINARY_DIR "/bin/pensum", folder_ / "bin/pensum");
    std::filesystem::create_directories(folder_ / "work/sub");
    for (const char* name : {"a.ics", "b.CSS", "c.pdf", "d.txt", "my course.xml"})
      write(folder_ / "work" / name, "");
    write(folder_ / "work/knots.xml",
          "<catalog id='knots' lang='en'><title>Knots</title><path id='rope'><title>Rope</title>"
          "<lesson id='bow' minutes='10'><title>Bowline: a loop that holds, isn't it?</title></lesson>"
          "<lesson id='bend' minutes='10'><title>Sheet bend</title></lesson></path></catalog>");
  }

  Words bash(const std::string& line) const {
    // bash parts a line into words at these, too.
    std::string words;
    std::string word;
    for (const char c : line) {
      if (c == ' ' || c == '=' || c == ':') {
        if (!word.empty()) words += "'" + word + "' ";
        if (c != ' ') words += fmt::format("'{}' ", c);
        word.clear();
      } else {
        word += c;
      }
    }
    if (!word.empty() || line.ends_with(' ')) words += "'" + word + "'";
    return sorted(
        {"bash", "--norc", "-c",
         fmt::format("source '{}'\nCOMP_LINE='{}' COMP_POINT={} COMP_WORDS=({}) "
                     "COMP_CWORD=$((${{#COMP_WORDS[@]}}-1))\n"
                     "COMP_WORDBREAKS=$' \\t\\n\"\\'><=;|&(:'\n"
                     "_pensum\n((${{#COMPREPLY[@]}})) && printf '%s\\n' \"${{COMPREPLY[@]}}\"",
                     (source_folder() / "completion/pensum.bash").string(), line, line.size(), words)});
  }

  Words fish(const std::string& line) const {
    return sorted({"fish", "--no-config", "-c",
                   fmt::format("source '{}'; complete -C '{}' | string replace -r '\\t.*' ''",
                               (source_folder() / "completion/pensum.fish").string(), line)});
  }

  /// With | behind a word that a space follows.
  Words zsh(const std::string& line) const {
    return sorted({"zsh", "-f", (source_folder() / "tests/completion/offered.zsh").string(),
                   (source_folder() / "completion").string(), line});
  }

 private:
  Words sorted(const std::vector<std::string>& command) const {
    const Outcome outcome =
        run(command, {.folder = folder_ / "work",
                      .variables = {{"PATH", (folder_ / "bin").string() + ":" + std::getenv("PATH")},
                                    {"HOME", folder_.path().string()},
                                    {"TERM", "dumb"},
                                    {"LC_ALL", "C.UTF-8"},
                                    {"PENSUM_DATA", std::nullopt}},
                      .most_seconds = 120});
    CAPTURE(command.back(), outcome.err);
    CHECK(outcome.err.empty());
    Words words;
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) words.push_back(line);
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());  // zsh may add a folder twice
    return words;
  }

  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("bash completes commands, options, names, lessons and files") {
  const Shells shells;
  CHECK(shells.bash("pensum c") == Words{"check", "cohort"});
  CHECK(shells.bash("pensum build --lay") == Words{"--layout"});
  CHECK(shells.bash("pensum build --layout kind") == Words{"kindle-scribe"});
  CHECK(shells.bash("pensum build --layout=kind") == Words{"kindle-scribe"});
  CHECK(shells.bash("pensum build --lang=pt") == Words{"pt-BR", "pt-PT"});
  CHECK(shells.bash("pensum build knots.xml --only ") == Words{"bend", "bow"});
  CHECK(shells.bash("pensum build knots.xml --only bow,b") == Words{"bow,bend"});
  CHECK(shells.bash("pensum build --weekday=sat=40,su") == Words{"40,sun="});
  CHECK(shells.bash("pensum build --at 19:30 --layout kind") == Words{"kindle-scribe"});
  CHECK(shells.bash("pensum build m") == Words{"my course.xml"});
  CHECK(shells.bash("pensum build --off-calendar ") == Words{"a.ics", "sub"});
  CHECK(shells.bash("pensum build --epub-css=") == Words{"b.CSS", "sub"});
  CHECK(shells.bash("pensum cohort x.csv -o ") == Words{"sub"});
  CHECK(shells.bash("pensum check d") == Words{"d.txt"});
  CHECK(shells.bash("pensum build --learner ").empty());
}

TEST_CASE("fish completes the same") {
  const Shells shells;
  CHECK(shells.fish("pensum c") == Words{"check", "cohort"});
  CHECK(shells.fish("pensum build --lay") == Words{"--layout"});
  CHECK(shells.fish("pensum build --layout kind") == Words{"kindle-scribe"});
  CHECK(shells.fish("pensum build --layout=kind") == Words{"--layout=kindle-scribe"});
  CHECK(shells.fish("pensum build --lang=pt") == Words{"--lang=pt-BR", "--lang=pt-PT"});
  CHECK(shells.fish("pensum build knots.xml --only ") == Words{"bend", "bow"});
  CHECK(shells.fish("pensum build knots.xml --only bow,b") == Words{"bow,bend"});
  CHECK(shells.fish("pensum build --weekday=sat=40,su") == Words{"--weekday=sat=40,sun="});
  CHECK(shells.fish("pensum build m") == Words{"my course.xml"});
  CHECK(shells.fish("pensum build --off-calendar ") == Words{"a.ics", "sub/"});
  CHECK(shells.fish("pensum build --epub-css=") == Words{"--epub-css=b.CSS", "--epub-css=sub/"});
  CHECK(shells.fish("pensum cohort x.csv -o ") == Words{"sub/"});
  CHECK(shells.fish("pensum check d") == Words{"d.txt"});
  CHECK(shells.fish("pensum build --learner ").empty());
}

TEST_CASE("zsh completes the same") {
  const Shells shells;
  CHECK(shells.zsh("pensum c") == Words{"check|", "cohort|"});
  CHECK(shells.zsh("pensum build --lay") == Words{"--layout|"});
  CHECK(shells.zsh("pensum build --layout kind") == Words{"kindle-scribe|"});
  CHECK(shells.zsh("pensum build --layout=kind") == Words{"--layout=kindle-scribe|"});
  CHECK(shells.zsh("pensum build --lang=pt") == Words{"--lang=pt-BR|", "--lang=pt-PT|"});
  CHECK(shells.zsh("pensum build knots.xml --only ") == Words{"bend|", "bow|"});
  CHECK(shells.zsh("pensum build knots.xml --only bow,b") == Words{"bow,bend|"});
  CHECK(shells.zsh("pensum build --weekday=sat=40,su") == Words{"--weekday=sat=40,sun="});
  CHECK(shells.zsh("pensum build m") == Words{"my\\ course.xml|"});
  CHECK(shells.zsh("pensum build --off-calendar ") == Words{"a.ics|", "sub|"});
  CHECK(shells.zsh("pensum build --epub-css=") == Words{"--epub-css=b.CSS|", "--epub-css=sub|"});
  CHECK(shells.zsh("pensum cohort x.csv -o ") == Words{"sub|"});
  CHECK(shells.zsh("pensum check d") == Words{"d.txt|"});
  CHECK(shells.zsh("pensum build --learner ").empty());
}

TEST_CASE("what is typed is never run") {
  const Shells shells;
  const TemporaryFolder folder;
  const std::string trap = (folder / "trap").string();
  const std::string line = fmt::format("pensum build $(touch {0}) `touch {0}` --only ", trap);
  shells.bash(line);
  shells.fish(line);
  shells.zsh(line);
  CHECK_FALSE(std::filesystem::exists(trap));
}
