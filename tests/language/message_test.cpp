#include "language/message.hpp"

#include "base/gap_marks.hpp"
#include "base/isolation.hpp"
#include "language/words_compiler/compiler.hpp"

#include <unicode/msgfmt.h>
#include <unicode/uloc.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

using namespace pensum;

namespace {

using words_compiler::File;

File read(const std::string& language) {
  std::ifstream in(PENSUM_SOURCE_DIR "/tests/language/words/" + language + ".xml");
  return {language + ".xml", {std::istreambuf_iterator<char>(in), {}}};
}

const words_compiler::Compiled& compiled() {
  static const auto result =
      words_compiler::compile(std::vector<File>{read("en"), read("de"), read("pl"), read("ar")});
  REQUIRE(result);
  return *result;
}

message::Words words(const words_compiler::Compiled& all, std::string_view tag) {
  const auto language = std::ranges::find(all.languages, tag, &words_compiler::CompiledLanguage::tag);
  REQUIRE(language != all.languages.end());
  return {reinterpret_cast<const unsigned char*>(language->bytes.data()), all.keys.size()};
}

const Digits arabic(U"٠١٢٣٤٥٦٧٨٩");
enum Key { day_of, lessons, finish_by, minutes, left };
enum class Who { learner, other };

std::string say(std::string_view tag, Key key, std::vector<message::Argument> arguments,
                TextForm form = TextForm::plain) {
  return message::say(words(compiled(), tag), key, arguments, tag == "ar" ? arabic : Digits(), form);
}

message::Argument count(std::int64_t number) { return word::Count(number); }
message::Argument text(std::string_view text) { return word::Text(text); }

}  // namespace

TEST_CASE("a sentence has its arguments where the language puts them") {
  CHECK(say("en", day_of, {count(3), count(14)}) == "Day 3 of 14");
  CHECK(say("de", day_of, {count(3), count(14)}) == "14 Tage, davon der 3.");
  CHECK(say("ar", day_of, {count(3), count(14)}) == "اليوم ٣ من ١٤");
  CHECK(say("en", finish_by, {text("Sat 28 Nov")}) == "finish by Sat 28 Nov");
  CHECK(say("en", minutes, {count(25)}) == "25\u00A0min");
}

TEST_CASE("a number has the form of the language") {
  CHECK(say("en", lessons, {count(0)}) == "0 lessons");
  CHECK(say("en", lessons, {count(1)}) == "1 lesson");
  CHECK(say("pl", lessons, {count(1)}) == "1 lekcja");
  CHECK(say("pl", lessons, {count(22)}) == "22 lekcje");
  CHECK(say("pl", lessons, {count(112)}) == "112 lekcji");
  CHECK(say("pl", lessons, {count(1022)}) == "1022 lekcje");
  CHECK(say("ar", lessons, {count(0)}) == "لا دروس");
  CHECK(say("ar", lessons, {count(2)}) == "درسان");
  CHECK(say("ar", lessons, {count(103)}) == "١٠٣ دروس");
  CHECK(say("ar", lessons, {count(200)}) == "٢٠٠ درس");
}

TEST_CASE("branches contain branches, and one number may have its own") {
  CHECK(say("en", left, {Who::learner, count(0), text("Go")}) == "You have nothing of “Go” left.");
  CHECK(say("en", left, {Who::learner, count(1), text("Go")}) == "You have 1 lesson of “Go” left.");
  CHECK(say("en", left, {Who::other, count(1), text("Go")}) == "Go: 1 left, isn’t it.");
  // Another order of the select's words and of the plural's forms than in English.
  CHECK(say("de", left, {Who::learner, count(0), text("Go")}) == "Von „Go“ bleibt dir nichts.");
  CHECK(say("de", left, {Who::other, count(0), text("Go")}) == "Von „Go“ bleiben 0.");
}

TEST_CASE("texts can be isolated from the sentence; numbers belong to it") {
  CHECK(say("en", left, {Who::other, count(2), text("שלום")}, TextForm::isolated) ==
        "\u2068שלום\u2069: 2 left, isn’t it.");
}

TEST_CASE("a sentence comes in pieces, each with its argument") {
  std::string pieces;
  const std::vector<message::Argument> arguments{Who::learner, count(2), text("Go")};
  message::visit(
      words(compiled(), "en"), left, arguments, Digits(),
      [](void* context, std::size_t argument, std::string_view piece) {
        *static_cast<std::string*>(context) += std::to_string(argument) + "<" + std::string(piece) + ">";
      },
      &pieces);
  CHECK(pieces == "0<You have >2<2>0< lessons>0< of “>3<Go>0<” left>0<.>");
}

TEST_CASE(
    "a sentence that is left in English is marked, without its arguments, and follows the rules of English") {
  const std::string words =
      "<say key='facts' note='n'>{first}, {second}</say>\n"
      "<say key='lessons' note='n'>{count, plural, one {# lesson by {date}} other {# lessons by "
      "{date}}}</say>\n"
      "<say key='by' note='n'>{who} is done by {date}.</say>\n";
  const auto gaps = [](std::string language) {
    return File{language + ".xml", "<words language='" + language +
                                       "'><gap key='facts'/><gap key='lessons'/><gap key='by'/></words>"};
  };
  const auto all = words_compiler::compile(
      std::vector<File>{{"en.xml", "<words language='en'>" + words + "</words>"}, gaps("fr"), gaps("ar")});
  REQUIRE(all.has_value());
  CHECK_FALSE(all->languages[0].gaps);
  const auto say_in = [&](std::string_view tag, std::size_t key, std::vector<message::Argument> arguments) {
    std::string said =
        message::say(::words(*all, tag), key, arguments, tag == "ar" ? arabic : Digits(), TextForm::plain);
    // Nothing is between these two.
    const std::string empty = std::string(english_begins) + std::string(english_ends);
    if (const std::size_t at = said.find(empty); at != std::string::npos) said.erase(at, empty.size());
    for (const auto& [mark, sign] : {std::pair{english_begins, "‹"},
                                     {english_ends, "›"},
                                     {left_to_right_isolate, "→"},
                                     {pop_directional_isolate, "."},
                                     {std::string_view("\u200E"), "|"}}) {
      for (std::size_t at = said.find(mark); at != std::string::npos; at = said.find(mark))
        said.replace(at, mark.size(), sign);
    }
    return said;
  };
  // Joints without words belong to no language.
  CHECK(say_in("fr", 0, {text("un"), text("deux")}) == "un, deux");
  CHECK(say_in("ar", 0, {text("ا"), text("ب")}) == "ا, ب");
  // French has one form for none and one.
  CHECK(say_in("fr", 1, {count(0), text("lun.")}) == "‹0 lessons by› lun.");
  CHECK(say_in("fr", 1, {count(1), text("lun.")}) == "‹1 lesson by› lun.");
  CHECK(say_in("ar", 1, {count(2), text("الأحد")}) == "→‹2 lessons by›| الأحد|.");
  CHECK(say_in("fr", 2, {text("Zoé"), text("lun.")}) == "Zoé ‹is done by› lun..");
}

TEST_CASE("ICU makes the same sentences, in every language", "[long]") {
  const auto icu_says = [](const icu::Locale& locale, const char* pattern, std::int64_t number) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), locale, status);
    icu::Formattable argument(number);
    const icu::UnicodeString name("n");
    icu::UnicodeString out;
    format.format(&name, &argument, 1, out, status);
    REQUIRE(U_SUCCESS(status));
    std::string result;
    return out.toUTF8String(result);
  };
  // Every category that whole numbers of the language have.
  std::set<std::string> done;
  for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) {
    const std::string tag = icu::Locale(uloc_getAvailable(i)).getLanguage();
    if (tag == "kw" || tag == "en" || !done.insert(tag).second) continue;
    CAPTURE(tag);
    std::vector<std::string> forms{"zero {z}", "one {a}", "two {b}", "few {c}", "many {d}"};
    const std::string note =
        "<words language='en'><say key='x' note='n'>{n, plural, one {a} other {e}}</say></words>";
    const auto with = [&] {
      std::string pattern = "{n, plural, ";
      for (const std::string& form : forms) pattern += form + " ";
      return pattern + "other {e}}";
    };
    const auto compile = [&] {
      return words_compiler::compile(std::vector<File>{
          {"en.xml", note},
          {tag + ".xml", "<words language='" + tag + "'><say key='x'>" + with() + "</say></words>"}});
    };
    auto result = compile();
    // What the check does not allow is left out.
    if (!result) {
      std::erase_if(forms, [&](const std::string& form) {
        const std::string name = form.substr(0, form.find(' '));
        return std::ranges::any_of(result.error(), [&](const Diagnostic& diagnostic) {
          return diagnostic.message.contains("“" + name + "”, which");
        });
      });
      result = compile();
    }
    REQUIRE(result);
    const message::Words all = words(*result, tag);
    for (const std::int64_t n :
         {0,   1,   2,   3,   4,   5,    6,    8,    10,    11,        12,       19,  20,
          21,  22,  25,  42,  71,  80,   99,   100,  101,   102,       103,      111, 112,
          121, 199, 200, 201, 300, 1000, 1001, 1012, 12345, 1'000'000, 3'000'000}) {
      CAPTURE(n);
      const std::vector<message::Argument> arguments{count(n)};
      CHECK(message::say(all, 0, arguments, Digits(), TextForm::plain) ==
            icu_says(icu::Locale(tag.c_str()), with().c_str(), n));
    }
  }
  CHECK(done.size() > 150);
}
