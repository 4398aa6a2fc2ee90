#include "app/command_line.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace pensum;
using namespace pensum::app;

namespace {

CommandLine command_line() {
  CommandLine options("pensum try [FILE] [options]", "Tries things.");
  options.add("Listable", {{.letter = 'd', .name = "deadline", .value = "DATE", .help = "last day"},
                           {.letter = 0, .name = "only", .value = "LIST", .help = "only these"},
                           {.letter = 'v', .name = "verbose", .value = "", .help = "say more"}});
  options.set_ending("The end.");
  return options;
}

Result<ParsedOptions> parse(const std::vector<std::string>& arguments) {
  return command_line().parse(arguments, 1);
}

std::string error(const std::vector<std::string>& arguments) {
  const auto parsed = parse(arguments);
  REQUIRE_FALSE(parsed.has_value());
  std::string text;
  for (const Diagnostic& diagnostic : parsed.error()) text += to_text(diagnostic);
  return text;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("options may be written in every usual way") {
  for (const Texts& arguments : {Texts{"--deadline", "2026-12-07"}, Texts{"--deadline=2026-12-07"},
                                 Texts{"-d", "2026-12-07"}, Texts{"-d2026-12-07"}, Texts{"-d=2026-12-07"}}) {
    const auto parsed = parse(arguments);
    REQUIRE(parsed.has_value());
    CHECK(parsed->has("deadline"));
    CHECK(parsed->last("deadline") == "2026-12-07");
    CHECK_FALSE(parsed->has("only"));
  }
}

TEST_CASE("values are kept in their order, the last one wins, and commas in them mean nothing here") {
  const auto parsed = parse({"--only", "1,2", "a,b.xml", "--only=3", "-v"});
  REQUIRE(parsed.has_value());
  CHECK(parsed->all("only") == Texts{"1,2", "3"});
  CHECK(parsed->last("only") == "3");
  CHECK(parsed->last("deadline", "none") == "none");
  CHECK(parsed->operands() == Texts{"a,b.xml"});
  CHECK(parsed->has("verbose"));
}

TEST_CASE("behind two dashes everything is an operand") {
  for (const char* operand : {"--only", "-d5", "--"}) {
    const auto parsed = parse({"--", operand});
    REQUIRE(parsed.has_value());
    CHECK(parsed->operands() == Texts{operand});
  }
}

TEST_CASE("what follows an option is its value, whatever it looks like") {
  const auto parsed = parse({"--only", "-d5", "-d", "-v", "--only", "--", "-v"});
  REQUIRE(parsed.has_value());
  CHECK(parsed->all("only") == Texts{"-d5", "--"});
  CHECK(parsed->last("deadline") == "-v");
  CHECK(parsed->has("verbose"));
  CHECK(parsed->operands().empty());
}

TEST_CASE("a value may be empty") {
  const auto parsed = parse({"--only="});
  REQUIRE(parsed.has_value());
  CHECK(parsed->has("only"));
  CHECK(parsed->last("only", "otherwise").empty());
}

TEST_CASE("an unknown option gets a suggestion, and all of them are reported") {
  CHECK(error({"--dedline", "2026-12-07"}) ==
        "pensum: error: there is no option --dedline\nhint: did you mean “--deadline”?\n");
  CHECK(error({"--olny=1", "--zzz"}) ==
        "pensum: error: there is no option --olny\nhint: did you mean “--only”?\n"
        "pensum: error: there is no option --zzz\nhint: --help names all options\n");
  CHECK(error({"--dead", "2026-12-07"}) ==
        "pensum: error: there is no option --dead\nhint: did you mean “--deadline”?\n");
  CHECK(error({"-x"}) == "pensum: error: there is no option -x\nhint: --help names all options\n");
}

TEST_CASE("a dash of a text program, and one hyphen instead of two, are told") {
  const std::string hint = "\nhint: the names of options have two hyphens before them: --deadline\n";
  for (const std::string option : {"–deadline", "—deadline", "−deadline", "-deadline"}) {
    CHECK(error({option, "2026-12-07"}) == "pensum: error: there is no option " + option + hint);
    CHECK(error({option + "=2026-12-07"}) == "pensum: error: there is no option " + option + hint);
    CHECK(parse({"--", option})->operands() == Texts{option});
    CHECK(parse({"--only", option})->last("only") == option);
  }
  CHECK(parse({"–"})->operands() == Texts{"–"});
  CHECK(parse({"-deadlines"})->last("deadline") == "eadlines");
}

TEST_CASE("a missing value and too many operands are errors") {
  CHECK(error({"--deadline"}) ==
        "pensum: error: --deadline needs a value\nhint: write it after the option: --deadline DATE\n");
  CHECK(error({"-d"}) == error({"--deadline"}));
  CHECK(error({"a.xml", "b.xml", "c.xml"}) ==
        "pensum: error: unexpected argument “b.xml”\nhint: usage: pensum try [FILE] [options]\n"
        "pensum: error: unexpected argument “c.xml”\nhint: usage: pensum try [FILE] [options]\n");
}

TEST_CASE("help names every option under its heading, itself last") {
  CHECK(command_line().help(80) ==
        "usage: pensum try [FILE] [options]\n"
        "\n"
        "Tries things.\n"
        "\n"
        "Listable:\n"
        "  -d, --deadline DATE  last day\n"
        "      --only LIST      only these\n"
        "  -v, --verbose        say more\n"
        "\n"
        "Help:\n"
        "  -h, --help           show this help\n"
        "\n"
        "The end.\n");
}

TEST_CASE("help is wrapped at the width of the terminal, and what does not fit beside a term is below it") {
  CommandLine options("pensum try [FILE]... [--and-more THINGS]",
                      "Tries things, as long as there are some to try.");
  options.add("Listable",
              {{.letter = 'd', .name = "deadline", .value = "DATE", .help = "the last day of all days"},
               {.letter = 0, .name = "something-long", .value = "VALUE", .help = "a long one"}});
  options.add_example("pensum try a-file.xml --deadline 2026-12-31 --something-long value",
                      "tries two things at once, and then no more");
  options.add_example("pensum try", "tries");
  CHECK(options.help(40) ==
        "usage: pensum try [FILE]... [--and-more\n"
        "THINGS]\n"
        "\n"
        "Tries things, as long as there are some\n"
        "to try.\n"
        "\n"
        "Listable:\n"
        "  -d, --deadline DATE\n"
        "              the last day of all days\n"
        "      --something-long VALUE\n"
        "              a long one\n"
        "\n"
        "Help:\n"
        "  -h, --help  show this help\n"
        "\n"
        "Examples:\n"
        "  pensum try a-file.xml --deadline \\\n"
        "  2026-12-31 --something-long value\n"
        "      tries two things at once, and then\n"
        "      no more\n"
        "  pensum try\n"
        "      tries\n");
}
