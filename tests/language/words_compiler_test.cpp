#include "language/words_compiler/compiler.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace pensum;
using words_compiler::compile;
using words_compiler::File;

namespace {

std::string file_text(std::string_view language, const std::string& says) {
  return "<words language='" + std::string(language) + "'>\n" + says + "</words>\n";
}

std::string errors(const std::vector<File>& files) {
  const auto compiled = compile(files);
  if (compiled) return "";
  std::string text;
  for (const Diagnostic& diagnostic : compiled.error()) text += to_text(diagnostic);
  return text;
}

/// What is wrong with one English message.
std::string errors_of(const std::string& pattern) {
  return errors({{"en.xml", file_text("en", "<say key='x' note='n'>" + pattern + "</say>\n")}});
}

const std::string english =
    R"(<say key='lessons' note='n'>{count, plural, one {# lesson} other {# lessons}}</say>
<say key='by' note='n'>{who, select, you {by} other {be there by}} {date}</say>
)";

/// What is wrong with another language's words for these two keys.
std::string errors_in(std::string_view language, const std::string& says) {
  return errors({{"words/en.xml", file_text("en", english)},
                 {"words/" + std::string(language) + ".xml", file_text(language, says)}});
}

const std::string by = "<say key='by'>{date} {who, select, you {bis} other {da bis}}</say>\n";

}  // namespace

TEST_CASE("a language has the keys of English, no more and no fewer") {
  CHECK(errors_in("de", "<say key='lessons'>{count, plural, one {#} other {#}}</say>\n" + by) == "");
  CHECK(errors_in("de", by) ==
        "pensum: error: words/de.xml:1:1: the key “lessons” is missing\n"
        "hint: in English: {count, plural, one {# lesson} other {# lessons}}; to leave it so: <gap "
        "key=\"lessons\"/>\n");
  CHECK(errors_in("de", by + "<say key='lesson'>{count, plural, one {#} other {#}}</say>\n") ==
        "pensum: error: words/de.xml:1:1: the key “lessons” is missing\n"
        "hint: in English: {count, plural, one {# lesson} other {# lessons}}; to leave it so: <gap "
        "key=\"lessons\"/>\n"
        "pensum: error: words/de.xml:3:1: en.xml has no key “lesson”\nhint: did you mean “lessons”?\n");
  CHECK(errors_in("ja", by + by + "<say key='lessons'>{count, number}</say>\n") ==
        "pensum: error: words/ja.xml:3:1: the key “by” is there twice\nhint: the first one is in line 2\n");
}

TEST_CASE("a sentence may be left in English, by saying so") {
  CHECK(errors_in("de", by + "<gap key='lessons'/>\n") == "");
  CHECK(errors_in("de", by + "<gap key='lesson'/>\n") ==
        "pensum: error: words/de.xml:1:1: the key “lessons” is missing\n"
        "hint: in English: {count, plural, one {# lesson} other {# lessons}}; to leave it so: <gap "
        "key=\"lessons\"/>\n"
        "pensum: error: words/de.xml:3:1: en.xml has no key “lesson”\nhint: did you mean “lessons”?\n");
  CHECK(errors_in("ja", by + "<say key='lessons'>{count, number}</say>\n<gap key='lessons'/>\n") ==
        "pensum: error: words/ja.xml:4:1: the key “lessons” is there twice\nhint: the first one is in line "
        "3\n");
  CHECK(errors_in("de", by + "<gap key='lessons'>later</gap>\n").find("text inside <gap>: “later”") !=
        std::string::npos);
  CHECK(errors({{"en.xml", file_text("en", english + "<gap key='later'/>\n")}}) ==
        "pensum: error: en.xml:4:1: English has no gaps: the other languages fill theirs with it\n"
        "hint: write the sentence: <say key=\"…\">\n");
}

TEST_CASE("a sentence has the arguments of the English one, of the same types") {
  const std::string lessons = "<say key='lessons'>{count, number}</say>\n";
  CHECK(errors_in("ja", by + lessons) == "");
  CHECK(errors_in("ja", by + "<say key='lessons'>{counts, number}</say>\n") ==
        "pensum: error: words/ja.xml:3:1: “lessons” lacks {count}\n"
        "hint: in English: {count, plural, one {# lesson} other {# lessons}}\n"
        "pensum: error: words/ja.xml:3:1: “lessons” has no argument {counts} in English\n"
        "hint: did you mean “count”?\n");
  CHECK(errors_in("ja", by + "<say key='lessons'>{count}</say>\n") ==
        "pensum: error: words/ja.xml:3:1: {count} is a text here and a number in English\n"
        "hint: in English: {count, plural, one {# lesson} other {# lessons}}\n");
  CHECK(errors_in("ja", "<say key='by'>{date} {who, select, me {a} other {b}}</say>\n" + lessons) ==
        "pensum: error: words/ja.xml:2:1: {who} is selected by other words than in English\n"
        "hint: the words are you, other\n");
  CHECK(errors_of("{a} {a, number}") ==
        "pensum: error: en.xml:2:1: {a} is a text and a number\nhint: give one of them another name\n");
  CHECK(errors_of("{a, select, b {} other {}} {a, select, c {} other {}}") ==
        "pensum: error: en.xml:2:1: {a} is selected by other words in one place than in another\n"
        "hint: the words are b, other\n");
}

TEST_CASE("a number that English does not insert may be left out") {
  const auto in_german = [](const std::string& source, const std::string& german) {
    return errors({{"en.xml", file_text("en", "<say key='x' note='n'>" + source + "</say>\n")},
                   {"de.xml", file_text("de", "<say key='x'>" + german + "</say>\n")}});
  };
  CHECK(in_german("{n, plural, one {its lesson fits} other {its lessons fit}}", "es passt") == "");
  CHECK(in_german("{n, plural, one {a lesson} other {# lessons}}", "es passt") ==
        "pensum: error: de.xml:2:1: “x” lacks {n}\n"
        "hint: in English: {n, plural, one {a lesson} other {# lessons}}\n");
  CHECK(in_german("{a, select, b {c} other {d}}", "e") ==
        "pensum: error: de.xml:2:1: “x” lacks {a}\nhint: in English: {a, select, b {c} other {d}}\n");
}

TEST_CASE("a language has the plural forms that its whole numbers need, and none that they never have") {
  const auto in = [](std::string_view language, const std::string& forms) {
    return errors_in(language, by + "<say key='lessons'>{count, plural, " + forms + "}</say>\n");
  };
  CHECK(in("pl", "one {#} few {#} many {#} other {#}") == "");
  CHECK(in("pl", "one {#} many {#} other {#}") ==
        "pensum: error: words/pl.xml:3:1: {count} lacks the plural form “few”\nhint: “pl” uses it for 2\n");
  CHECK(in("ar", "one {#} two {#} few {#} many {#} other {#}") ==
        "pensum: error: words/ar.xml:3:1: {count} lacks the plural form “zero”\nhint: “ar” uses it for 0\n");
  CHECK(in("de", "one {#} few {#} other {#}") ==
        "pensum: error: words/de.xml:3:1: {count} has the plural form “few”, which “de” does not use\n"
        "hint: delete it; the plural forms are one, other\n");
  CHECK(in("ja", "one {#} other {#}") ==
        "pensum: error: words/ja.xml:3:1: {count} has the plural form “one”, which “ja” does not use\n"
        "hint: delete it; the plural forms are other\n");
  // Czech has “many” for fractions only, French for millions, which it may leave out.
  CHECK(in("cs", "one {#} few {#} other {#}") == "");
  CHECK(in("cs", "one {#} few {#} many {#} other {#}") ==
        "pensum: error: words/cs.xml:3:1: {count} has the plural form “many”, which “cs” does not use\n"
        "hint: delete it; the plural forms are one, few, other\n");
  CHECK(in("fr", "one {#} other {#}") == "");
  CHECK(in("fr", "one {#} many {#} other {#}") == "");
  CHECK(in("de", "=0 {none} one {#} other {#}") == "");
  CHECK(in("de", "one {#} single {#} other {#}") ==
        "pensum: error: words/de.xml:3:1: {count} has the form “single”, which is not a plural form\n"
        "hint: the plural forms are one, other\n");
  CHECK(in("de", "one {#} one {#} other {#}") ==
        "pensum: error: words/de.xml:3:1: “lessons”: {count} has the form “one” twice\nhint: keep one of "
        "them\n");
  CHECK(in("de", "one {#}") ==
        "pensum: error: words/de.xml:3:1: “lessons”: a plural or select has no form “other”, at “{count, "
        "plural, one "
        "{#}}”\nhint: add other {…}\n");
}

TEST_CASE("a pattern is of the few kinds that there are") {
  CHECK(errors_of("It’s {day, number}, isn't it?") == "");
  CHECK(errors_of("Day {day, number") ==
        "pensum: error: en.xml:2:1: “x”: the message is malformed, at “Day {day, number”\n"
        "hint: see MessageFormat in docs/translating.md; close each “{”\n");
  const auto refused = [](const std::string& what) {
    return "pensum: error: en.xml:2:1: “x”: " + what +
           "\nhint: write {name}, {name, number}, {name, plural, …} or {name, select, …}\n";
  };
  CHECK(errors_of("{0}") == refused("{0} is an argument without a name"));
  CHECK(errors_of("{a, date}") == refused("{a} is of a type that is not known, “date”"));
  CHECK(errors_of("{a, number, percent}") == refused("{a} is a number with a style, which none has"));
  CHECK(errors_of("{a, selectordinal, one {} other {}}") == refused("{a} is of a type that is not known"));
  CHECK(errors_of("{a, plural, offset:1 one {#} other {#}}") ==
        refused("{a} is a plural with an offset, which none has"));
  CHECK(errors_of("{n, plural, one {one} other {{a, select, b {#} other {}}}}") ==
        "pensum: error: en.xml:2:1: “x”: “#” inside a select is not the number of the plural around it\n"
        "hint: write {n, number}\n");
  const std::string brace_hint = "hint: delete it; as an apostrophe before a brace write ’\n";
  CHECK(errors_of("Day {day, number}}") ==
        "pensum: error: en.xml:2:1: “x”: a brace that begins or ends nothing, in “}”\n" + brace_hint);
  CHECK(errors_of("l'{course}") ==
        "pensum: error: en.xml:2:1: “x”: a brace that begins or ends nothing, in “{course}”\n" + brace_hint);
  CHECK(
      errors_of("{n, plural, =1.5 {#} one {#} other {#}}") ==
      "pensum: error: en.xml:2:1: “x”: {n} has a form for “=1.5”\nhint: write a whole number, such as =0\n");
  CHECK(errors_of("{n, plural, =-1 {#} one {#} other {#}}") ==
        "pensum: error: en.xml:2:1: “x”: {n} has a form for “=-1”\nhint: write a whole number, such as =0\n");
  CHECK(errors_of("  ") ==
        "pensum: error: en.xml:2:1: “x” has no words\nhint: write them, or delete the key\n");
}

TEST_CASE("keys, arguments and the words of selects are names in C++") {
  const std::string hint = "hint: write small letters a–z, digits and “_”, and no word of C++\n";
  for (const char* name : {"Day", "new", "1st", "day-of", "", "a__b", "a_"}) {
    CAPTURE(name);
    CHECK(errors({{"en.xml", file_text("en", "<say key='" + std::string(name) + "' note='n'>x</say>\n")}}) ==
          "pensum: error: en.xml:2:1: “" + std::string(name) + "” cannot be a key\n" + hint);
  }
  CHECK(errors_of("{literal}") ==
        "pensum: error: en.xml:2:1: “literal” cannot be the name of an argument\n" + hint);
  CHECK(errors_of("{part, select, a {} other {}}") ==
        "pensum: error: en.xml:2:1: “part” cannot be the name of an argument\n" + hint);
  CHECK(errors_of("{part}") == "");
  CHECK(errors_of("{a, select, B {} other {}}") ==
        "pensum: error: en.xml:2:1: “B” cannot be a word of a select\n" + hint);
}

TEST_CASE("only English has notes, for each key") {
  CHECK(errors({{"en.xml", file_text("en", "<say key='x'>x</say>\n")}}) ==
        "pensum: error: en.xml:2:1: “x” has no note\nhint: tell translators where it appears: note=\"…\"\n");
  CHECK(errors({{"en.xml", file_text("en", "<say key='x' note='n'>x</say>\n")},
                {"de.xml", file_text("de", "<say key='x' note='n'>x</say>\n")}}) ==
        "pensum: error: de.xml:2:14: <say> has no attribute “note”\nhint: its attributes are: key\n");
  CHECK(errors({{"en.xml", file_text("en", "<says key='x'/>")}}) ==
        "pensum: error: en.xml:2:1: <says> is not known inside <words>\nhint: did you mean “say”?\n");
  CHECK(errors({{"en.xml", "<word/>"}}) ==
        "pensum: error: en.xml:1:1: the file’s element is <word>\nhint: it has to be <words>\n");
  CHECK(errors({{"en.xml", "<words"}}).starts_with("pensum: error: en.xml:1:1: "));
}

TEST_CASE("what cannot be seen is written as a number") {
  CHECK(errors_of("25\u00A0min") ==
        "pensum: error: en.xml:2:25: U+00A0 cannot be seen in the file\nhint: write &#160;, or a plain "
        "space\n");
  CHECK(errors_of("25&#160;min") == "");
  // Persian words need the joiners.
  CHECK(errors_of("می\u200Cخواهم") == "");
}

TEST_CASE("a file has the name of its language, and the language its tag") {
  const auto named = [](const std::string& name, std::string_view tag) {
    return errors({{"en.xml", file_text("en", "")}, {name, file_text(tag, "")}});
  };
  CHECK(named("w/pt-BR.xml", "pt-BR") == "");
  CHECK(named("zh-Hant.xml", "zh-Hant") == "");
  CHECK(named("de.xml", "at") ==
        "pensum: error: de.xml:1:18: “at” is not the tag of a language that ICU knows\n"
        "hint: write a BCP 47 tag such as de or pt-BR\n");
  CHECK(named("de.xml", "") ==
        "pensum: error: de.xml:1:18: “” is not the tag of a language that ICU knows\n"
        "hint: write a BCP 47 tag such as de or pt-BR\n");
  CHECK(
      named("pt-br.xml", "pt-br") ==
      "pensum: error: pt-br.xml:1:18: “pt-br” is not how the language’s tag is written\nhint: write pt-BR\n");
  CHECK(named("de.xml", "fr") ==
        "pensum: error: de.xml:1:18: the words of “fr” are not in a file of that name\n"
        "hint: call the file fr.xml, or correct the language\n");
  CHECK(named("kw.xml", "kw") ==
        "pensum: error: kw.xml:1:18: the plural rules of “kw” cannot be held in a table\n"
        "hint: add what they need to language/message.hpp\n");
  CHECK(errors({{"de.xml", file_text("de", "")}}) ==
        "pensum: error: no file of words is en.xml\nhint: name it: it says which keys there are\n");
}

TEST_CASE("mistakes of all languages are reported at once, but nothing after those of English") {
  const File english_file{"en.xml", file_text("en", "<say key='x' note='n'>x</say>\n")};
  CHECK(errors({{"fr.xml", file_text("fr", "")}, english_file, {"de.xml", file_text("de", "")}}) ==
        "pensum: error: de.xml:1:1: the key “x” is missing\nhint: in English: x; to leave it so: <gap "
        "key=\"x\"/>\n"
        "pensum: error: fr.xml:1:1: the key “x” is missing\nhint: in English: x; to leave it so: <gap "
        "key=\"x\"/>\n");
  CHECK(errors({{"en.xml", file_text("en", "<say key='x' note='n'>{</say>\n")},
                {"de.xml", file_text("de", "")}}) ==
        "pensum: error: en.xml:2:1: “x”: the message is malformed, at “{”\n"
        "hint: see MessageFormat in docs/translating.md; close each “{”\n");
}

TEST_CASE("the header has a type for each key, with its arguments in the order in which English names them") {
  const auto compiled = compile(std::vector<File>{
      {"en.xml",
       file_text("en",
                 "<say key='x' note='On page 1.'>{b} {kind_of_a, select, c {} other {{a, number}}}</say>\n")},
      {"de.xml", file_text("de", "<say key='x'>{kind_of_a, select, c {} other {{a, number}}} {b}</say>\n")}});
  REQUIRE(compiled);
  CHECK(words_compiler::header_text(*compiled).ends_with(R"(
/// On page 1.
/// In English: “{b} {kind_of_a, select, c {} other {{a, number}}}”
struct x {
  enum class KindOfA { c, other };
  Text b;
  KindOfA kind_of_a;
  Count a;
  enum class Part { literal, b, kind_of_a, a };
  static constexpr std::size_t id = 0;
  constexpr std::array<::pensum::message::Argument, 3> arguments() const { return {b, kind_of_a, a}; }
};

}  // namespace pensum::word
)"));
  const std::string data = words_compiler::data_text(*compiled);
  CHECK(data.contains(R"({"en", "en", "Latn", "US", 0, false})"));
  CHECK(data.contains(R"({"de", "de", "Latn", "DE", )"));
}
