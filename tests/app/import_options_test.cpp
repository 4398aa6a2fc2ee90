#include "app/import_options.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

using namespace pensum;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

app::ParsedOptions parsed(const std::vector<std::string>& arguments) {
  const auto options = app::import_command_line().parse(arguments, 1);
  REQUIRE(options);
  return *options;
}

}  // namespace

TEST_CASE("what imports name is an option of the command, or one of a plan") {
  const std::string help = app::import_command_line().help(100);
  const std::regex mark("\\bnamed\\(\"([^\"]*)\"");
  std::size_t marks = 0;
  for (const auto& file : std::filesystem::directory_iterator(PENSUM_SOURCE_DIR "/src/import")) {
    const std::string text = bytes_of(file.path());
    for (auto at = std::sregex_iterator(text.begin(), text.end(), mark); at != std::sregex_iterator(); ++at) {
      const std::string name = (*at)[1];
      CAPTURE(file.path(), name);
      CHECK((name == "done" || help.find("--" + name + " ") != std::string::npos));
      ++marks;
    }
  }
  CHECK(marks > 10);
}

TEST_CASE("options of an import are kept with the catalog, and given ones win") {
  const importing::Record kept{{"from", "csv"}, {"select", "1"}, {"select", "A; B"}, {"words", "200"}};
  CHECK(app::record_of(parsed({"x.csv"}), kept) == kept);
  CHECK(app::record_of(parsed({"x.csv", "--select", "2", "--depth", "1", "--title", "T"}), kept) ==
        importing::Record{{"from", "csv"}, {"depth", "1"}, {"select", "2"}, {"words", "200"}});
}

TEST_CASE("lists of options are taken to pieces") {
  const importing::Record record{{"column", "lesson=What, and how,minutes=Time"},
                                 {"column", "path=Part"},
                                 {"minutes-by", "How hard:easy=10,hard=1h"},
                                 {"base", "https://example.org/"},
                                 {"lessons", "links"}};
  const Result<importing::Wishes> wishes = app::wishes_of(record, parsed({}));
  REQUIRE(wishes);
  CHECK(wishes->choices.columns == std::map<std::string, std::string>{
                                       {"lesson", "What, and how"}, {"minutes", "Time"}, {"path", "Part"}});
  CHECK(wishes->choices.minutes_by ==
        std::map<std::string, std::map<std::string, int>>{{"How hard", {{"easy", 10}, {"hard", 60}}}});
  CHECK(wishes->choices.base_url == "https://example.org/");
  CHECK(wishes->choices.lessons == "links");
  for (const char* wrong : {"How hard", ":a=1", "A:", "A:b", "A:=3", "A:b=0", "A:b=3,c=x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(app::wishes_of({{"minutes-by", wrong}}, parsed({})));
  }
  for (const char* wrong : {"", "lesson", "=x", "lesson="}) {
    CAPTURE(wrong);
    CHECK_FALSE(app::wishes_of({{"column", wrong}}, parsed({})));
  }
}
