// Books in every language that the program speaks.
#include "base/gap_marks.hpp"
#include "epub/epub.hpp"
#include "epub/read_back.hpp"
#include "language/english_words.hpp"
#include "language/with_gaps.hpp"
#include "language/words_files.hpp"
#include "plan/wordless.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

/// Plans that between them have all that books speak of.
std::vector<Plan> plans(const std::string& language, const std::string& of_course) {
  std::vector<Plan> list;
  const auto add = [&](const char* deadline, int minutes, const auto& ask) {
    list.push_back(wordless::plan(language, of_course, deadline, minutes, ask));
  };
  // By week, with days kept free, reviews, a lesson in parts and one done before.
  add("2026-12-20", 15, [](Request& request) {
    request.learner = "◉";
    request.buffer = 3;
    request.split = Minutes{5};
    request.done = {{{"1", "1"}, std::nullopt}};
  });
  // By month, with empty days in a row.
  add("2027-06-30", 20, [](Request& request) { request.pace = Pace::early; });
  // Too short for all.
  add("2026-11-26", 10, [](Request& request) { request.fit = true; });
  // Made again, with a lesson missed, and too short for all.
  add("2026-11-28", 10, [](Request& request) {
    request.today = date("2026-11-26");
    request.done = {{{"1", "1"}, date("2026-11-24")}};
    request.missed = {{"1", 1}};
    request.fit = true;
  });
  // All is done.
  add("2026-11-25", 10, [](Request& request) { request.done = {{{"1", "8"}, std::nullopt}}; });
  return list;
}

using Files = std::map<std::string, pugi::xml_document>;

Files book(const Plan& plan, const Language& language) {
  epub::Options options{.date = date("2026-11-24"), .style = "p { margin: 0 }"};
  options.cover = [] { return std::string("\x89PNG"); };
  options.pages = [] { return PageList{{{"1", InOverview{}}, {"2", InDay{.day = 0, .task = 0}}}, "◇"}; };
  const auto zip = epub::write(plan, language, options);
  REQUIRE(zip.has_value());
  Files files;
  for (const read_back::Entry& entry : read_back::entries(*zip)) {
    if (!entry.name.starts_with("EPUB/") || entry.name.ends_with(".css") || entry.name.ends_with(".png"))
      continue;
    CAPTURE(entry.name);
    REQUIRE(files[entry.name.substr(5)].load_buffer(entry.bytes.data(), entry.bytes.size(),
                                                    pugi::parse_default | pugi::parse_ws_pcdata));
  }
  return files;
}

Files book(const Plan& plan) { return book(plan, Language(plan.language)); }

/// All that readers of a book see or hear, a line each.
std::string texts(const Files& files) {
  std::string all;
  for (const auto& [name, document] : files) {
    const bool package = name == "package.opf";
    // The rest of the package is for machines.
    const char* const path = package ? "//dc:title/text() | //dc:description/text() | //dc:subject/text() | "
                                       "//meta[@property='schema:accessibilitySummary']/text()"
                                     : "//text() | //@alt | //@aria-label | //@title";
    for (const pugi::xpath_node found : document.select_nodes(path)) {
      all += found.attribute() ? found.attribute().value() : found.node().value();
      all += '\n';
    }
  }
  return all;
}

std::string text_of(const pugi::xml_node& node) {
  std::string all;
  for (const pugi::xpath_node found : node.select_nodes(".//text()")) all += found.node().value();
  return all;
}

/// Calls `look` with each language but English, and the files of each of its books: of a course in it and of
/// one in English.
template <class Look>
void in_all_languages(Look look) {
  REQUIRE(words_files().size() > 20);
  for (const WordsFile& words : words_files().subspan(1)) {
    CAPTURE(words.tag);
    for (const std::string course : {words.tag, "en"}) {
      CAPTURE(course);
      for (const Plan& plan : plans(words.tag, course)) look(std::string(words.tag), book(plan));
    }
  }
}

}  // namespace

TEST_CASE("a book in another language has no word of the program's English", "[long]") {
  in_all_languages([](const std::string& tag, const Files& files) {
    const std::set<std::string> english = test::english_words(tag);
    CHECK(english.size() > 150);
    CHECK(test::found_in(texts(files), english) == "");
  });
  // One in English has them.
  std::string all;
  for (const Plan& plan : plans("en", "en")) all += texts(book(plan));
  CHECK(test::found_in(all, {"lesson", "overview", "previous", "landmarks", "kapitel"}) ==
        "landmarks lesson overview previous");
}

TEST_CASE(
    "in every language titles are unique, links' spoken names begin as their texts, and no text has "
    "isolating characters",
    "[long]") {
  in_all_languages([](const std::string&, const Files& files) {
    // Elements do that.
    const std::string all = texts(files);
    CHECK(all.find("\u2068") == std::string::npos);
    CHECK(all.find("\u2069") == std::string::npos);
    std::map<std::string, std::string> titles;
    for (const auto& [name, document] : files) {
      if (!name.ends_with(".xhtml")) continue;
      CAPTURE(name);
      const auto [other, first] = titles.emplace(text_of(document.select_node("//head/title").node()), name);
      CAPTURE(other->second);
      CHECK(first);
      for (const pugi::xpath_node link : document.select_nodes("//p//a[@aria-label]")) {
        CHECK(std::string(link.node().attribute("aria-label").value()).starts_with(text_of(link.node())));
      }
    }
  });
}

TEST_CASE("text in another language than the text around it is marked with its language and direction") {
  const auto first = [](const char* language, const char* course, const char* file, const char* path) {
    const Files files = book(plans(language, course).front());
    const pugi::xml_node node = files.at(file).select_node(path).node();
    CHECK(std::string(node.attribute("lang").value()) == node.attribute("xml:lang").value());
    return std::string(node.attribute("lang").value()) + " " + node.attribute("dir").value();
  };
  // Words, whatever the language of the course.
  CHECK(first("de", "de", "day-01.xhtml", "//*[@class='facts']") == " ");
  CHECK(first("de", "en", "day-01.xhtml", "//*[@class='facts']") == "de ");
  CHECK(first("ar", "en", "day-01.xhtml", "//*[@class='facts']") == "ar rtl");
  CHECK(first("de", "ar", "day-01.xhtml", "//*[@class='facts']") == "de ltr");
  CHECK(first("he", "ar", "day-01.xhtml", "//*[@class='facts']") == "he ");
  // Finnish has no words yet, so its plans have English ones.
  CHECK(first("fi", "fi", "day-01.xhtml", "//*[@class='facts']") == "en ");
  CHECK(first("fi", "en-GB", "day-01.xhtml", "//*[@class='facts']") == " ");
  CHECK(first("en", "en-GB", "day-01.xhtml", "//*[@class='facts']") == " ");
  // A row of links is a line in own words, and so is an entry of the contents.
  CHECK(first("ar", "en", "day-01.xhtml", "//p[@class='ways']") == "ar rtl");
  CHECK(first("ar", "en", "day-01.xhtml", "//p[@class='ways']/a") == " ");
  CHECK(first("ar", "en", "title.xhtml", "//p[@class='way']") == "ar rtl");
  CHECK(first("ar", "en", "nav.xhtml", "//nav//a") == "ar rtl");
  // Dates in them.
  CHECK(first("de", "en", "title.xhtml", "//p/*[@class='date']") == " ");
  CHECK(first("fi", "en", "title.xhtml", "//p/*[@class='date']") == "fi ");
  CHECK(first("fi", "fi", "title.xhtml", "//p/*[@class='date']") == "fi ");
  CHECK(first("ckb", "en", "title.xhtml", "//p/*[@class='date']") == "ckb rtl");
  // The catalog's texts in them, which have the direction of their first letter.
  CHECK(first("de", "de", "about.xhtml", "//p[@class='source']/a") == " auto");
  CHECK(first("de", "en", "about.xhtml", "//p[@class='source']/a") == "en auto");
  CHECK(first("de", "de", "about.xhtml", "//p[starts-with(., 'Kurs: ')]/span") == " auto");
  CHECK(first("de", "en", "about.xhtml", "//p[starts-with(., 'Kurs: ')]/span") == "en auto");
  // Titles of files, in words or a date.
  CHECK(first("de", "de", "overview.xhtml", "//title") == " ");
  CHECK(first("de", "en", "overview.xhtml", "//title") == "de ");
  CHECK(first("fi", "fi", "overview.xhtml", "//title") == "en ");
  CHECK(first("fi", "fi", "day-01.xhtml", "//title") == " ");
  CHECK(first("fi", "en", "day-01.xhtml", "//title") == "fi ");
  // A word in a calendar, which is in the reader's language.
  CHECK(first("sv", "en", "overview.xhtml", "//thead//th[1]") == " ");
  CHECK(first("fi", "en", "overview.xhtml", "//thead//th[1]") == "en ");
  // All words of the contents for older readers, and the package's own texts.
  const auto marked = [](const char* language, const char* course) {
    const Files files = book(plans(language, course).front());
    const pugi::xml_node summary =
        files.at("package.opf").select_node("//meta[@property='schema:accessibilitySummary']").node();
    return std::string(files.at("toc.ncx").child("ncx").attribute("xml:lang").value()) + " " +
           summary.attribute("xml:lang").value();
  };
  CHECK(marked("de", "en") == "de de");
  CHECK(marked("fi", "fi") == "en en");
  CHECK(marked("en", "en-GB") == "en-GB en");
}

TEST_CASE("what a language leaves in English is marked as English in its books, and nothing else is") {
  for (const char* tag : {"tr", "ja", "ar"}) {
    const std::set<std::string> english = test::english_words(tag);
    const std::set<std::string> own = test::own_words(tag);
    for (const std::size_t first : {0U, 1U, 2U}) {
      CAPTURE(tag, first);
      const test::WithGaps gaps(tag, first, 3);
      const Language language = gaps.language();
      for (const Plan& plan : plans(tag, tag)) {
        const Files files = book(plan, language);
        CHECK_FALSE(has_gap_marks(texts(files)));
        CHECK(texts(files).find(english_ends) == std::string::npos);
        std::string marked;
        std::string other;
        for (const auto& [name, document] : files) {
          if (!name.ends_with(".xhtml")) continue;
          for (const pugi::xpath_node found : document.select_nodes("//body//text()")) {
            const bool in_english = found.node().parent().attribute("lang").value() == std::string("en");
            (in_english ? marked : other) += found.node().value() + std::string("\n");
          }
        }
        CHECK_FALSE(test::found_in(marked, english) == "");
        CHECK(test::found_in(marked, own) == "");
        CHECK(test::found_in(other, english) == "");
      }
    }
  }
}
