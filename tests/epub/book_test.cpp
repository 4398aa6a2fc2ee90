// Whole books, read back: their files, their links, their order.
#include "epub/epub.hpp"
#include "epub/read_back.hpp"
#include "epub/stylesheet.hpp"
#include "epub/xhtml.hpp"
#include "facts/days_in_words.hpp"
#include "plan/samples.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

using namespace pensum;
using samples::date;

namespace {

/// Two paths; lessons 2 and 3 have questions; text that XML has to escape.
std::shared_ptr<Catalog> catalog() {
  auto catalog = std::make_shared<Catalog>(*samples::catalog({{5, 5}, {5}}));
  catalog->title = "Go <b>&amp;\"' course";
  catalog->summary = "What & why";
  catalog->source = {"The handbook", "https://example.org/?a=1&b=2"};
  catalog->lessons[0].title = "Tags </li><script>alert(1)</script>";
  catalog->lessons[0].summary = "A <summary> & more";
  catalog->lessons[0].url = "https://example.org/?q=\"<x>\"&y";
  catalog->lessons[1].checks = {{"What is <-ch?", "A receive & more"}};
  catalog->lessons[2].checks = {{"Q1", "A1"}, {"Q2", "A2"}};
  return catalog;
}

std::shared_ptr<Catalog> one_lesson() { return std::make_shared<Catalog>(*samples::catalog({{5}})); }

Plan plan(std::shared_ptr<const Catalog> catalog, const char* deadline = "2026-11-27") {
  Request request = samples::request();
  request.deadline = date(deadline);
  request.minutes = Minutes{5};
  request.pace = Pace::early;
  request.learner = "Ada & Bob";
  auto made = make_plan(std::move(catalog), request);
  REQUIRE(made.has_value());
  return *std::move(made);
}

std::string bytes(const Plan& plan, const char* day = "2026-11-24") {
  return epub::write(plan, Language(plan.language), {.date = date(day), .style = "body { margin: 0 }"})
      .value();
}

/// A book's files by name, each XML file parsed.
class Book {
 public:
  explicit Book(const std::string& zip) {
    for (const read_back::Entry& entry : read_back::entries(zip)) {
      names_.push_back(entry.name);
      files_[entry.name] = entry.bytes;
      const bool xml = entry.name.ends_with(".xhtml") || entry.name.ends_with(".opf") ||
                       entry.name.ends_with(".ncx") || entry.name.ends_with(".xml");
      if (!xml) continue;
      CAPTURE(entry.name);
      const auto result =
          parsed_[entry.name].load_buffer(entry.bytes.data(), entry.bytes.size(),
                                          pugi::parse_full | pugi::parse_ws_pcdata, pugi::encoding_utf8);
      REQUIRE(result);
    }
  }

  const std::vector<std::string>& names() const { return names_; }
  const std::string& file(const std::string& name) const { return files_.at(name); }
  const pugi::xml_document& xml(const std::string& name) const { return parsed_.at("EPUB/" + name); }
  const std::map<std::string, pugi::xml_document>& all() const { return parsed_; }
  bool has(const std::string& name) const { return files_.contains(name); }

  /// The files of the spine, in reading order.
  std::vector<std::string> spine() const {
    std::map<std::string, std::string> items;
    const pugi::xml_node package = xml("package.opf").child("package");
    for (const pugi::xml_node item : package.child("manifest").children("item")) {
      REQUIRE(items.emplace(item.attribute("id").value(), item.attribute("href").value()).second);
    }
    std::vector<std::string> list;
    for (const pugi::xml_node reference : package.child("spine").children("itemref")) {
      list.push_back(items.at(reference.attribute("idref").value()));
    }
    return list;
  }

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::string> files_;
  std::map<std::string, pugi::xml_document> parsed_;
};

std::vector<std::string> attributes(const pugi::xml_node& root, const char* path) {
  std::vector<std::string> list;
  for (const pugi::xpath_node found : root.select_nodes(path)) list.emplace_back(found.attribute().value());
  return list;
}

std::string text(const pugi::xml_node& node) {
  std::string all;
  for (const pugi::xpath_node found : node.select_nodes(".//text()")) all += found.node().value();
  return all;
}

}  // namespace

TEST_CASE("addresses that only browsers forgive are written strictly", "[epub]") {
  const auto written = [](std::string_view address) {
    xml::Writer page;
    epub::add_link(page.document(), address);
    const std::string link = page.bytes();
    const std::size_t first = link.find('"') + 1;
    return link.substr(first, link.rfind('"') - first);
  };
  CHECK(written("https://e.org/[a]%zz%41?b=[]#c#d%") == "https://e.org/%5Ba%5D%25zz%41?b=%5B%5D#c%23d%25");
  CHECK(written("https://[::1]:80/a") == "https://[::1]:80/a");
  CHECK(written("https://e.org#a#b") == "https://e.org#a%23b");
  CHECK(written("day-01.xhtml#a") == "day-01.xhtml#a");
}

TEST_CASE("a book's entries are in the order in which readers look for them") {
  CHECK(Book(bytes(plan(catalog()))).names() ==
        std::vector<std::string>{"mimetype", "META-INF/container.xml", "EPUB/package.opf", "EPUB/toc.ncx",
                                 "EPUB/style.css", "EPUB/nav.xhtml", "EPUB/title.xhtml",
                                 "EPUB/overview.xhtml", "EPUB/day-01.xhtml", "EPUB/day-02.xhtml",
                                 "EPUB/day-03.xhtml", "EPUB/day-04.xhtml", "EPUB/index.xhtml",
                                 "EPUB/about.xhtml", "EPUB/answers.xhtml"});
}

TEST_CASE("the same plan is the same book, and a plan that is made again takes its place in libraries") {
  const auto identifier = [](const std::string& zip) {
    const Book book(zip);
    const std::string said =
        book.xml("package.opf").child("package").child("metadata").child("dc:identifier").text().get();
    const std::string again = attributes(book.xml("toc.ncx"), "//*[@name='dtb:uid']/@content").at(0);
    CHECK(said == again);
    CHECK(said.starts_with("urn:uuid:"));
    return said;
  };
  const Plan first = plan(catalog());
  CHECK(bytes(first) == bytes(plan(catalog())));
  const std::string one = identifier(bytes(first));
  CHECK(identifier(bytes(plan(catalog(), "2026-12-20"), "2026-11-25")) == one);
  // Of another course, or for another learner.
  auto other = catalog();
  other->id = "other";
  CHECK(identifier(bytes(plan(other))) != one);
  Plan bobs = first;
  bobs.learner = "Bob";
  CHECK(identifier(bytes(bobs)) != one);
  // Learners without names have names of their own.
  Plan nobodys = first;
  nobodys.learner.clear();
  const auto owned = [&](const char* owner) {
    return identifier(
        epub::write(nobodys, Language("en"), {.date = date("2026-11-24"), .style = "", .owner = owner})
            .value());
  };
  CHECK(owned("learner-2") == owned("learner-2"));
  CHECK(owned("learner-2") != owned("learner-3"));
}

TEST_CASE("text is escaped, so that it is read as it was written") {
  const Book book(bytes(plan(catalog())));
  CHECK(text(book.xml("title.xhtml").select_node("//h1").node()) == "Go <b>&amp;\"' course");
  const auto& day = book.xml("day-01.xhtml");
  CHECK(day.select_nodes("//script").empty());
  CHECK(text(day.select_node("//*[@class='lesson']").node()) == "Tags </li><script>alert(1)</script>");
  CHECK(text(day.select_node("//*[@class='summary']").node()) == "A <summary> & more");
  CHECK(attributes(day, "//*[@class='lesson']/a/@href") ==
        std::vector<std::string>{"https://example.org/?q=\"<x>\"&y"});
  CHECK(attributes(book.xml("about.xhtml"), "//*[@class='source']/a/@href") ==
        std::vector<std::string>{"https://example.org/?a=1&b=2"});
}

TEST_CASE("every link inside the book leads to one of its files, and every file is in the manifest") {
  const Book book(bytes(plan(catalog(), "2027-01-10")));
  std::set<std::string> reached;
  for (const auto& [name, document] : book.all()) {
    for (const char* path : {"//*/@href", "//*/@src"}) {
      for (const std::string& target : attributes(document, path)) {
        if (target.starts_with("https:")) continue;
        CAPTURE(name, target);
        const std::string file = target.substr(0, target.find('#'));
        REQUIRE(book.has("EPUB/" + file));
        reached.insert(file);
        if (file == target) continue;
        const std::string id = target.substr(file.size() + 1);
        CHECK(book.xml(file).select_nodes(("//*[@id='" + id + "']").c_str()).size() == 1);
      }
    }
  }
  std::set<std::string> manifest;
  for (const std::string& file : attributes(book.xml("package.opf"), "//manifest/item/@href")) {
    CHECK(manifest.insert(file).second);
  }
  for (const std::string& name : book.names()) {
    if (!name.starts_with("EPUB/") || name == "EPUB/package.opf") continue;
    CHECK(manifest.contains(name.substr(5)));
    CHECK(reached.contains(name.substr(5)));
  }
  CHECK(book.file("META-INF/container.xml").find("full-path=\"EPUB/package.opf\"") != std::string::npos);
}

TEST_CASE("each question leads to its answer and back, in a plan of any length") {
  std::vector<std::vector<int>> paths{std::vector<int>(12, 5)};
  auto course = std::make_shared<Catalog>(*samples::catalog(paths));
  for (Lesson& lesson : course->lessons)
    lesson.checks = {{"Q" + lesson.id, "A" + lesson.id}, {"Why?", "So."}};
  for (const char* deadline : {"2026-12-07", "2026-12-31", "2027-08-01"}) {
    const Book book(bytes(plan(course, deadline)));
    std::size_t answers = 0;
    for (const std::string& file : book.spine()) {
      if (!file.starts_with("answers")) continue;
      for (const std::string& back : attributes(book.xml(file), "//li/p/a/@href")) {
        const std::string day = back.substr(0, back.find('#'));
        const std::string id = back.substr(back.find('#') + 1);
        CAPTURE(back);
        CHECK(attributes(book.xml(day), ("//li[@id='" + id + "']//a/@href").c_str()) ==
              std::vector<std::string>{std::string(file).append("#").append(id)});
        ++answers;
      }
    }
    CHECK(answers == 24);
  }
}

TEST_CASE("ids are unique in every file") {
  const Book book(bytes(plan(catalog(), "2027-01-10")));
  for (const auto& [name, document] : book.all()) {
    std::set<std::string> ids;
    for (const std::string& id : attributes(document, "//*/@id")) {
      CAPTURE(name, id);
      CHECK(ids.insert(id).second);
    }
  }
}

TEST_CASE("the spine is the table of contents, and so is the one for older readers") {
  // Days alone, by week and by month.
  for (const char* deadline : {"2026-11-27", "2027-01-10", "2027-06-30"}) {
    const Book book(bytes(plan(catalog(), deadline)));
    const std::vector<std::string> spine = book.spine();
    CHECK(spine.front() == "title.xhtml");
    CHECK(spine.back().starts_with("answers"));
    CHECK(attributes(book.xml("nav.xhtml"), "//nav[@epub:type='toc']//a/@href") == spine);
    CHECK(attributes(book.xml("toc.ncx"), "//navPoint[not(navPoint)]/content/@src") == spine);
    // Places are numbered as they come; a group is its first place.
    int last = 0;
    std::string last_source;
    for (const pugi::xpath_node point : book.xml("toc.ncx").select_nodes("//navPoint")) {
      const int order = point.node().attribute("playOrder").as_int();
      const std::string source = point.node().child("content").attribute("src").value();
      CHECK(order == (source == last_source ? last : last + 1));
      last = order;
      last_source = source;
    }
  }
}

TEST_CASE("a longer plan's days are grouped by week, a long one's by month") {
  const auto groups = [](const Plan& made) {
    const Book book(bytes(made));
    std::vector<std::string> list;
    for (const pugi::xpath_node group :
         book.xml("nav.xhtml").select_nodes("//nav[@epub:type='toc']/ol/li/span")) {
      list.push_back(text(group.node()));
    }
    // Lessons with questions are in the first week, so the answers are not a group.
    CHECK(std::ranges::find(list, "Answers") == list.end());
    // The overview leads to the same.
    std::vector<std::string> jumps;
    std::vector<std::string> targets;
    for (const pugi::xpath_node link :
         book.xml("overview.xhtml").select_nodes("//h2[.='Go to']/following-sibling::ul[1]//a")) {
      jumps.push_back(text(link.node()));
      targets.emplace_back(link.node().attribute("href").value());
    }
    CHECK(jumps == list);
    CHECK(targets == (list.empty()
                          ? targets
                          : attributes(book.xml("nav.xhtml"),
                                       "//nav[@epub:type='toc']/ol/li[starts-with(ol/li[1]/a/@href, 'day-')]"
                                       "/ol/li[1]/a/@href")));
    return list;
  };
  using Names = std::vector<std::string>;
  CHECK(groups(plan(catalog(), "2026-12-07")).empty());  // 14 days
  CHECK(groups(plan(catalog(), "2026-12-08")) == Names{"Week of 24 Nov", "Week of 30 Nov", "Week of 7 Dec"});
  CHECK(groups(plan(catalog(), "2027-05-23")).size() == 26);
  const Names months = groups(plan(catalog(), "2027-05-24"));
  CHECK(months.size() == 7);
  CHECK(months.front() == "November 2026");
  CHECK(months.back() == "May 2027");
}

TEST_CASE("weeks begin as the reader's language has it, and their dates are marked as its own") {
  Request request = samples::request();
  request.deadline = date("2026-12-15");
  request.language = "en-US";
  const auto american = make_plan(catalog(), request);
  REQUIRE(american.has_value());
  const Book book(bytes(*american));
  std::vector<std::string> labels;
  for (const pugi::xpath_node label : book.xml("toc.ncx").select_nodes("//navPoint[navPoint]/navLabel")) {
    labels.push_back(text(label.node()));
  }
  CHECK(labels == std::vector<std::string>{"Week of Nov 24", "Week of Nov 29", "Week of Dec 6",
                                           "Week of Dec 13", "Answers"});
  CHECK(attributes(book.xml("nav.xhtml"), "//nav[1]/ol/li/span/span/@lang") ==
        std::vector<std::string>(4, "en-US"));
}

TEST_CASE("the title page has the learner's name and the plan's numbers") {
  const Book book(bytes(plan(catalog())));
  const auto& page = book.xml("title.xhtml");
  CHECK(text(page.select_node("//section/p[1]").node()) ==
        "Study plan for Ada & Bob ·\u00A0Tue 24 Nov to Fri 27 Nov 2026");
  CHECK(page.select_nodes("//ul[@class='facts']/li").size() == 4);
  CHECK(attributes(page, "//p[@class='way']/a/@href") ==
        std::vector<std::string>{"overview.xhtml", "day-01.xhtml", "about.xhtml"});
}

TEST_CASE("a book tells how its plan was made, and what is not in it") {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.buffer = 1;
  request.done = {{{"1", "1"}, std::nullopt}};
  const auto made = make_plan(catalog(), request);
  REQUIRE(made.has_value());
  const Book book(bytes(*made));
  const std::string said = text(book.xml("about.xhtml").select_node("//body").node());
  for (const char* sentence :
       {"The plan runs from Tue 24 Nov to Fri 27 Nov 2026 and has 4 study days.", "The deadline was given; ",
        "Each lesson is reviewed 1, 3 and 7 days after it", "The last study day is kept free of new lessons.",
        "Done before: lesson 1.", "Source: The handbook", "Course: Go <b>&amp;\"' course", "Catalog: sample",
        "Made by pensum "}) {
    CAPTURE(sentence, said);
    CHECK(said.find(sentence) != std::string::npos);
  }
}

TEST_CASE("a day's file has its lessons, and its answers are one tap away and not in sight") {
  const Book book(bytes(plan(catalog())));
  const auto& day = book.xml("day-02.xhtml");
  CHECK(text(day.select_node("//h1").node()) == "Wednesday 25 November 2026");
  CHECK(attributes(day, "//h1/time/@datetime") == std::vector<std::string>{"2026-11-25"});
  CHECK(text(day.select_node("//*[@class='facts']").node()) == "Day 2 of 4 ·\u00A05 of 5\u00A0min");
  CHECK(text(day.select_node("//ul[@class='lessons']/li").node()) == "☐ 2 Lesson 2 ·\u00A05\u00A0min");
  CHECK(text(day.select_node("//*[@class='open question']").node()) == "What is <-ch? Answer");
  CHECK(text(day).find("A receive") == std::string::npos);
  CHECK(attributes(day, "//a/@href") ==
        std::vector<std::string>{"day-01.xhtml", "overview.xhtml", "day-03.xhtml",
                                 // Its week.
                                 "day-01.xhtml", "day-03.xhtml", "day-04.xhtml", "answers.xhtml#q.2.1"});
  const auto& answers = book.xml("answers.xhtml");
  CHECK(text(answers).find("A receive & more") != std::string::npos);
  CHECK(text(answers.select_node("//li[@id='q.2.1']").node()) == "What is <-ch? BackA receive & more");
  CHECK(attributes(answers, "//li//a/@href") ==
        std::vector<std::string>{"day-02.xhtml#q.2.1", "day-03.xhtml#q.3.1", "day-03.xhtml#q.3.2"});
  CHECK(attributes(answers, "//h2/a/@href") == std::vector<std::string>{"day-02.xhtml", "day-03.xhtml"});
  CHECK(text(book.xml("day-04.xhtml")).find("Nothing new is planned for this day.") != std::string::npos);
  CHECK(book.xml("day-01.xhtml").select_nodes("//*[@class='open question']").empty());
}

TEST_CASE("days link to the one before, the overview and the one after") {
  for (const char* deadline : {"2026-11-24", "2026-11-27", "2027-01-10"}) {
    const Plan made = plan(deadline == std::string("2026-11-24") ? one_lesson() : catalog(), deadline);
    const Book book(bytes(made));
    std::vector<std::string> days;
    for (const std::string& file : book.spine()) {
      if (file.starts_with("day-")) days.push_back(file);
    }
    // Empty days of a week are in one file.
    CHECK((days.size() == made.days.size()) == (made.days.size() <= 4));
    for (std::size_t i = 0; i < days.size(); ++i) {
      CAPTURE(days[i]);
      const auto& day = book.xml(days[i]);
      using Files = std::vector<std::string>;
      CHECK(attributes(day, "//a[@rel='prev']/@href") == (i == 0 ? Files{} : Files{days[i - 1]}));
      CHECK(attributes(day, "//a[@rel='next']/@href") ==
            (i + 1 == days.size() ? Files{} : Files{days[i + 1]}));
      CHECK(attributes(day, "//p[@class='ways']/a[not(@rel)]/@href") == Files{"overview.xhtml"});
    }
  }
  const Book book(bytes(plan(catalog())));
  CHECK(text(book.xml("day-03.xhtml").select_node("//p[@class='ways']").node()) ==
        "Previous: Wed 25 Nov ·\u00A0Overview ·\u00A0Next: Fri 27 Nov");
}

TEST_CASE("the questions of a lesson in parts come with its last part") {
  auto long_lesson = catalog();
  long_lesson->lessons[1].minutes = Minutes{20};
  Request request = samples::request();
  request.deadline = date("2026-12-04");
  request.minutes = Minutes{10};
  request.split = Minutes{5};
  const auto made = make_plan(long_lesson, request);
  REQUIRE(made.has_value());
  const Book book(bytes(*made));
  std::size_t asked = 0;
  std::size_t parts = 0;
  for (const std::string& file : book.spine()) {
    const auto& document = book.xml(file);
    parts += document.select_nodes("//*[@class='part']").size();
    if (file.starts_with("day-")) {
      asked += document.select_nodes("//*[@class='open question'][starts-with(., 'What is <-ch?')]").size();
    }
  }
  CHECK(parts > 1);
  CHECK(asked == 1);
}

TEST_CASE("every lesson is once in the days, once in the index and once in the answers, in order") {
  const auto course = catalog();
  const Book book(bytes(plan(course, "2027-01-10")));
  std::vector<std::string> days;
  std::vector<std::string> index;
  std::vector<std::string> answers;
  const auto collect = [&](const std::string& file, const char* path, std::vector<std::string>& into) {
    for (const pugi::xpath_node found : book.xml(file).select_nodes(path)) into.push_back(text(found.node()));
  };
  for (const std::string& file : book.spine()) {
    if (file.starts_with("day-")) collect(file, "//ul[@class='lessons']/li/*[@class='number']", days);
    if (file.starts_with("answers")) collect(file, "//h3", answers);
  }
  collect("index.xhtml", "//li/*[@class='number']", index);
  const std::vector<std::string> all{"1", "2", "3"};
  CHECK(days == all);
  CHECK(index == all);
  CHECK(answers == std::vector<std::string>{"2 Lesson 2", "3 Lesson 3"});
}

TEST_CASE("titles of files are unique, and headings leave out no level") {
  const Book book(bytes(plan(catalog(), "2027-01-10")));
  std::set<std::string> titles;
  for (const std::string& file : book.spine()) {
    CAPTURE(file);
    CHECK(titles.insert(text(book.xml(file).select_node("//title").node())).second);
    int before = 0;
    for (const pugi::xpath_node heading : book.xml(file).select_nodes("//h1 | //h2 | //h3")) {
      const int level = heading.node().name()[1] - '0';
      CHECK(level <= before + 1);
      CHECK((level == 1) == (before == 0));
      before = level;
    }
  }
}

namespace {

/// The cells of a calendar, “24|1–3” with its lessons; without the numbers of weeks.
std::vector<std::string> cells(const pugi::xml_node& table) {
  std::vector<std::string> list;
  for (const pugi::xpath_node cell : table.select_nodes("tbody/tr/td")) {
    std::string all;
    pugi::xpath_node_set parts = cell.node().select_nodes(".//text() | .//br");
    parts.sort();
    for (const pugi::xpath_node part : parts)
      all += part.node().name() == std::string("br") ? "|" : part.node().value();
    list.push_back(all);
  }
  return list;
}

}  // namespace

TEST_CASE("the calendar of some weeks is one table: lessons, loads, days off and the deadline") {
  using Texts = std::vector<std::string>;
  Request request = samples::request();
  request.deadline = date("2026-12-03");
  request.minutes = Minutes{10};
  request.pace = Pace::early;
  request.off = {{date("2026-11-29"), date("2026-11-29")}, {date("2026-12-03"), date("2026-12-03")}};
  const Plan made = *make_plan(catalog(), request);
  const Book book(bytes(made));
  const auto& overview = book.xml("overview.xhtml");
  REQUIRE(overview.select_nodes("//table").size() == 1);
  const pugi::xml_node table = overview.select_node("//table").node();
  CHECK(text(overview.select_node("//h2[1]").node()) == "24 Nov – 3 Dec 2026");
  CHECK(text(table.select_node("thead").node()) == "MonTueWedThuFriSatSun");
  CHECK(cells(table) == Texts{"23", "24|1–2", "25|3", "26|\u00A0", "27|\u00A0", "28|\u00A0", "29|–",
                              "30|\u00A0", "1|\u00A0", "2|\u00A0", "3|–", "4", "5", "6"});
  CHECK(attributes(table, ".//a/@aria-label").front() ==
        "Tuesday 24 November 2026, lessons 1–2, 10 of 10\u00A0min");
  CHECK(attributes(table, ".//a/@class").front() == "load-5");
  CHECK(attributes(table, ".//a[.='30\u00A0']/@class") == Texts{"load-0"});
  // It is a day off.
  CHECK(text(table.select_node(".//span[@class='deadline']").node()) == "3–");
  Texts meaning;
  for (const pugi::xpath_node line : overview.select_nodes("//p[@class='lines' or @class='meaning']"))
    meaning.push_back(text(line.node()));
  CHECK(meaning == Texts{"The thicker the line under a day, the more is planned for it.", "Dash: a day off.",
                         "Framed: the deadline, Thursday 3 December 2026"});
  // Without a day off nothing is said of any.
  CHECK(text(Book(bytes(plan(catalog()))).xml("overview.xhtml")).find("Dash") == std::string::npos);
  CHECK(Book(bytes(plan(catalog()))).xml("overview.xhtml").select_node("//a[contains(@class, ' deadline')]"));
}

TEST_CASE("lessons with long names are in the list of days, not in the calendar's cells") {
  auto course = catalog();
  course->lessons[1].id = "basics-2";
  const Book book(bytes(plan(course)));
  for (const std::string& cell : cells(book.xml("overview.xhtml").select_node("//table").node()))
    CHECK((!cell.contains('|') || cell.ends_with("|\u00A0")));
  CHECK(text(book.xml("overview.xhtml")).find("lesson basics-2") != std::string::npos);
}

TEST_CASE("the calendar of a longer plan has a table for each month, of the weeks that it touches") {
  const Book book(bytes(plan(catalog(), "2027-01-10")));
  const auto& overview = book.xml("overview.xhtml");
  const auto months = overview.select_nodes("//table");
  REQUIRE(months.size() == 3);
  using Texts = std::vector<std::string>;
  CHECK(cells(months[0].node()) == Texts{"23", "24|1", "25|2", "26|3", "27|\u00A0", "28|\u00A0", "29|\u00A0",
                                         "30|\u00A0", "", "", "", "", "", ""});
  const Texts december = cells(months[1].node());
  CHECK(december.size() == 35);
  CHECK(std::ranges::count(december, "") == 4);
  CHECK(december[1] == "1|\u00A0");
  CHECK(cells(months[2].node()).size() == 14);
  CHECK(attributes(overview, "//table//a/@href").size() == 48);
}

TEST_CASE("a day's page has its week, and the next one where the week has no more study days") {
  Request request = samples::request();
  request.deadline = date("2026-12-05");
  request.off = {{date("2026-11-28"), date("2026-11-29")}};
  const Plan made = *make_plan(catalog(), request);
  const Book book(bytes(made));
  const auto week = [&](const char* file) {
    const pugi::xml_node table = book.xml(file).select_node("//table[@class='calendar week']").node();
    std::string all = table.attribute("aria-label").value();
    for (const pugi::xpath_node cell : table.select_nodes("tbody/tr/td")) {
      const pugi::xml_node link = cell.node().child("a");
      const pugi::xml_node here = cell.node().child("strong");
      all += " " + std::string(link.attribute("href").value()).substr(0, 6) + (here ? "[" : "") +
             text(cell.node()) + (here ? "]" : "");
      if (here) CHECK(std::string(here.attribute("aria-current").value()) == "date");
    }
    return all;
  };
  CHECK(week("day-02.xhtml") == "Week of 23 Nov 23 day-0124 [25] day-0326 day-0427 28 29");
  CHECK(week("day-04.xhtml") ==
        "Week of 23 Nov 23 day-0124 day-0225 day-0326 [27] 28 29 day-0530 day-061 day-072 day-083 day-094 "
        "day-105 6");
  CHECK(week("day-10.xhtml") == "Week of 30 Nov day-0530 day-061 day-072 day-083 day-094 [5] 6");
}

namespace {

/// What is left on 27 November of a plan of six lessons, one a day from 24 November on: lesson 1 was done on
/// its day and 2 a day late, 3 was missed, as was the review of 1 unless `reviewed`; nothing but 4 finds room
/// in time, so 5 or 6 are left out where `fit` says so.
Plan made_again(bool fit = false, bool reviewed = false) {
  auto course = std::make_shared<Catalog>(*samples::catalog({{5, 5, 5}, {5, 5, 5}}));
  for (Lesson& lesson : course->lessons) lesson.checks = {{"Q" + lesson.id, "A" + lesson.id}};
  Request request = samples::request();
  request.deadline = date("2026-12-01");
  request.minutes = Minutes{7};
  request.pace = Pace::early;
  request.buffer = 0;
  request.reviews = {1};
  const auto before = std::make_shared<const Plan>(*make_plan(course, request));
  request.today = date("2026-11-27");
  request.done = {{{"1", "1"}, date("2026-11-24")}, {{"2", "2"}, date("2026-11-26")}};
  if (!reviewed) request.missed = {{"1", 1}};
  if (fit) request.deadline = date("2026-11-28");
  request.fit = fit;
  return *make_plan(course, request, {.plan = before});
}

std::vector<std::string> lines_below(const Book& book, const char* heading) {
  std::vector<std::string> lines;
  const std::string path = std::string("//h2[.='") + heading + "']/following-sibling::ul[1]/li";
  for (const pugi::xpath_node line : book.xml("changes.xhtml").select_nodes(path.c_str()))
    lines.push_back(text(line.node()));
  return lines;
}

}  // namespace

TEST_CASE("a plan that was made again has a chapter on what changed, and keeps the days that are over") {
  using Texts = std::vector<std::string>;
  const Book book(bytes(made_again()));
  const Texts spine = book.spine();
  CHECK(Texts(spine.begin(), spine.begin() + 4) ==
        Texts{"title.xhtml", "overview.xhtml", "changes.xhtml", "day-01.xhtml"});
  CHECK(attributes(book.xml("nav.xhtml"), "//nav[@epub:type='toc']//a/@href") == spine);
  CHECK(text(book.xml("nav.xhtml").select_node("//a[@href='changes.xhtml']").node()) == "What changed");
  CHECK(text(book.xml("changes.xhtml").select_node("//section/p").node()) == "Planned again on Fri 27 Nov");
  CHECK(lines_below(book, "Done") == Texts{"1 Lesson 1 ·\u00A0Tue 24 Nov", "2 Lesson 2 ·\u00A0Thu 26 Nov"});
  CHECK(lines_below(book, "Missed days") == Texts{"Thu 26 Nov lesson 3"});
  CHECK(lines_below(book, "Left out").empty());
  const Texts moved = lines_below(book, "Lessons that moved");
  REQUIRE_FALSE(moved.empty());
  CHECK(moved.front() == "3 Lesson 3 ·\u00A0Fri 27 Nov ·\u00A0from Thu 26 Nov");
  // It is on its new day, with the date that it is from.
  const auto day = [&](const char* file, const char* list) {
    Texts lines;
    const std::string path = std::string("//ul[@class='") + list + "']/li";
    for (const pugi::xpath_node line : book.xml(file).select_nodes(path.c_str()))
      lines.push_back(text(line.node()));
    return lines;
  };
  CHECK(day("day-04.xhtml", "lessons").front() == "☐ 3 Lesson 3 ·\u00A05\u00A0min ·\u00A0from Thu 26 Nov");
  // Days that are over say what became of what they had; what was missed leads on.
  CHECK(day("day-01.xhtml", "lessons") == Texts{"☑ 1 Lesson 1 ·\u00A05\u00A0min ·\u00A0done"});
  CHECK(day("day-02.xhtml", "lessons") == Texts{"☑ 2 Lesson 2 ·\u00A05\u00A0min ·\u00A0done"});
  CHECK(day("day-02.xhtml", "reviews") ==
        Texts{"☐ 1 Lesson 1 ·\u00A02\u00A0min ·\u00A0not done ·\u00A0Questions"});
  CHECK(day("day-03.xhtml", "lessons") ==
        Texts{"☐ 3 Lesson 3 ·\u00A05\u00A0min ·\u00A0not done, now on Fri 27 Nov"});
  // Lesson 2 was done on the day of its review, which comes later now.
  CHECK(day("day-03.xhtml", "reviews") ==
        Texts{"☐ 2 Lesson 2 ·\u00A02\u00A0min ·\u00A0not done ·\u00A0Questions"});
  CHECK(attributes(book.xml("day-03.xhtml"), "//*[@class='outcome']/a/@href") == Texts{"day-04.xhtml"});
  CHECK(text(book.xml("day-03.xhtml")).find("at the latest") == std::string::npos);
  // Its questions are where it is to be done.
  CHECK(book.xml("day-03.xhtml").select_nodes("//*[@class='open question']").empty());
  CHECK(book.xml("day-04.xhtml").select_node("//*[@id='q.3.1']"));
  // So do calendar and list.
  const Texts calendar = cells(book.xml("overview.xhtml").select_node("//table").node());
  CHECK(Texts(calendar.begin(), calendar.begin() + 5) == Texts{"23", "24|☑", "25|☐", "26|☐", "27|3"});
  CHECK(text(book.xml("overview.xhtml").select_node("//ul[@class='days']/li[1]").node()) ==
        "Tue 24 Nov lesson 1, 5 of 7\u00A0min, done");
  CHECK(text(book.xml("package.opf").select_node("//*[@id='subtitle']").node()).starts_with("24 Nov to "));
  const Book other(bytes(made_again(false, true)));
  CHECK(text(other.xml("day-02.xhtml").select_node("//ul[@class='reviews']/li").node()) ==
        "☑ 1 Lesson 1 ·\u00A02\u00A0min ·\u00A0done ·\u00A0Questions");
  CHECK(text(other.xml("overview.xhtml").select_node("//ul[@class='days']/li[2]").node()) ==
        "Wed 25 Nov lesson 2, 7 of 7\u00A0min, done");
  // A plan of which nothing is over has no such chapter.
  CHECK_FALSE(Book(bytes(plan(catalog()))).has("EPUB/changes.xhtml"));
}

TEST_CASE("the chapter on what changed names what was left out, and says where nothing moved") {
  using Texts = std::vector<std::string>;
  const Plan shorter = made_again(true);
  REQUIRE_FALSE(shorter.left_out.empty());
  const Book book(bytes(shorter));
  Texts left_out;
  for (const LessonIndex lesson : shorter.left_out) {
    const std::string id = shorter.catalog->lessons[lesson].id;
    left_out.push_back(fmt::format("{0} Lesson {0}", id));
  }
  CHECK(lines_below(book, "Left out") == left_out);
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{5};
  request.pace = Pace::early;
  request.today = date("2026-11-25");
  request.done = {{{"1", "1"}, date("2026-11-24")}};
  const Book same(bytes(*make_plan(catalog(), request)));
  CHECK(text(same.xml("changes.xhtml")).find("No lesson has moved.") != std::string::npos);
  CHECK(lines_below(same, "Missed days").empty());
  CHECK(lines_below(same, "Done") == Texts{"1 Tags </li><script>alert(1)</script> ·\u00A0Tue 24 Nov"});
}

TEST_CASE("a book lists no page of the print that begins at what the book does not have") {
  const Plan made = made_again();
  const auto zip =
      epub::write(made, Language(made.language),
                  {.date = date("2026-11-27"), .style = "", .pages = [] {
                     return PageList{{{"1", InOverview{}}, {"2", InIndex{0}}, {"3", InIndex{5}}}, "PDF, A4"};
                   }});
  REQUIRE(zip.has_value());
  CHECK(attributes(Book(*zip).xml("nav.xhtml"), "//nav[@epub:type='page-list']//a/@href").size() == 3);
  const Plan shorter = made_again(true);
  REQUIRE(shorter.left_out.back() == 5);
  const auto less =
      epub::write(shorter, Language(shorter.language),
                  {.date = date("2026-11-27"), .style = "", .pages = [] {
                     return PageList{{{"1", InOverview{}}, {"2", InIndex{0}}, {"3", InIndex{5}}}, "PDF, A4"};
                   }});
  REQUIRE(less.has_value());
  CHECK(attributes(Book(*less).xml("nav.xhtml"), "//nav[@epub:type='page-list']//a/@href") ==
        std::vector<std::string>{"overview.xhtml#page.1", "index.xhtml#page.2"});
}

TEST_CASE("each review has its own minutes, though a lesson's lines are written once") {
  auto long_one = std::make_shared<Catalog>(*samples::catalog({{15, 5}}));
  Request request = samples::request();
  request.deadline = date("2026-12-07");
  auto made = make_plan(long_one, request);
  REQUIRE(made.has_value());
  std::int64_t planned = 0;
  for (StudyDay& day : made->days) {
    for (Review& review : day.reviews) review.minutes = Minutes{7 + planned++};
  }
  REQUIRE(planned > 3);
  const Book book(bytes(*made));
  std::int64_t reviews = 0;
  for (const std::string& file : book.spine()) {
    for (const pugi::xpath_node item :
         book.xml(file).select_nodes("//ul[@class='reviews']/li/span[@class='minutes']"))
      CHECK(text(item.node()).ends_with(Language("en").minutes(Minutes{7 + reviews++})));
  }
  CHECK(reviews == planned);
}

TEST_CASE("a review leads to its lesson's day, and to its questions where it has some") {
  const Book book(bytes(plan(catalog(), "2026-12-04")));
  std::map<std::string, std::vector<std::string>> leads;
  for (const std::string& file : book.spine()) {
    for (const pugi::xpath_node item : book.xml(file).select_nodes("//ul[@class='reviews']/li")) {
      const std::string number = text(item.node().select_node("*[@class='number']").node());
      leads[number] = attributes(item.node(), ".//a/@href");
      const std::vector<std::string> spoken = attributes(item.node(), ".//a/@aria-label");
      if (number == "1") {
        CHECK(spoken.empty());
      } else {
        CHECK(spoken == std::vector<std::string>{"Questions on lesson " + number});
      }
    }
  }
  using Links = std::vector<std::string>;
  REQUIRE(leads.size() == 3);
  CHECK(leads["1"] == Links{"day-01.xhtml"});
  CHECK(leads["2"] == Links{"day-02.xhtml", "day-02.xhtml#questions.2"});
  CHECK(text(book.xml("day-02.xhtml").select_node("//*[@id='questions.2']").node()) ==
        "2 Lesson 2What is <-ch? Answer");
}

TEST_CASE("a book in a right-to-left language runs from right to left, words in English do not") {
  auto hebrew = catalog();
  hebrew->language = "he";
  hebrew->title = "קורס";
  const Book book(bytes(plan(hebrew)));
  const pugi::xml_node package = book.xml("package.opf").child("package");
  CHECK(std::string(package.attribute("dir").value()) == "rtl");
  CHECK(std::string(package.child("spine").attribute("page-progression-direction").value()) == "rtl");
  for (const std::string& file : book.spine()) {
    const pugi::xml_node html = book.xml(file).child("html");
    CHECK(std::string(html.attribute("dir").value()) == "rtl");
    CHECK(std::string(html.child("body").attribute("dir").value()) == "rtl");
    CHECK(std::string(html.attribute("lang").value()) == "he");
    CHECK(std::string(html.attribute("xml:lang").value()) == "he");
  }
  const auto facts = [](const Book& of) {
    const pugi::xml_node node = of.xml("day-01.xhtml").select_node("//*[@class='facts']").node();
    return std::string(node.attribute("lang").value()) + " " + node.attribute("dir").value();
  };
  CHECK(facts(book) == " ");
  Plan in_english = plan(hebrew);
  in_english.language = "en";
  CHECK(facts(Book(bytes(in_english))) == "en ltr");
  CHECK(text(book.xml("overview.xhtml").select_node("//thead/tr/th[1]").node()) == "א׳");
}

TEST_CASE("every text of the catalog, and the learner's name, is isolated") {
  auto course = catalog();
  const auto mark = [](const char* text) { return std::string(text) + " שלום"; };
  course->title = mark("Course");
  course->summary = mark("About the course");
  course->source.text = mark("Source");
  course->paths[0].title = mark("Path");
  course->paths[0].summary = mark("About the path");
  course->lessons[0].title = mark("Linked");
  course->lessons[1].title = mark("Title");
  course->lessons[1].summary = mark("Summary");
  course->lessons[1].checks = {{mark("Question"), mark("Answer")}};
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.learner = mark("Ada");
  const Book book(bytes(*make_plan(course, request)));
  std::set<std::string> seen;
  for (const std::string& file : book.spine()) {
    for (const pugi::xpath_node found : book.xml(file).select_nodes("//body//text()[contains(., 'שלום')]")) {
      const pugi::xml_node around = found.node().parent();
      CAPTURE(file, text(around));
      CHECK(std::string(around.attribute("dir").value()) == "auto");
      CHECK(text(around) == found.node().value());
      seen.insert(text(around));
    }
  }
  CHECK(seen.size() == 11);
  for (const char* path : {"dc:title", "dc:description", "dc:subject", "dc:source"}) {
    CAPTURE(path);
    const pugi::xml_node metadata = book.xml("package.opf").child("package").child("metadata");
    CHECK(std::string(metadata.child(path).attribute("dir").value()) == "auto");
  }
}

TEST_CASE("dates in a sentence are marked, whole and in their own direction") {
  const auto dates = [](const char* course_language, const char* language) {
    auto course = catalog();
    course->language = course_language;
    Request request = samples::request();
    request.deadline = date("2026-12-20");
    request.language = language;
    const Book book(bytes(*make_plan(course, request)));
    std::set<std::string> marks;
    for (const std::string& file : book.spine()) {
      // A sentence of the program's own, or a list of facts in it.
      for (const pugi::xpath_node found : book.xml(file).select_nodes(
               "//section/p[not(@class='ways') and not(@class='way')]/*[@class='date'] | "
               "//ul[@class='facts']/li/*[@class='date']")) {
        const pugi::xml_node node = found.node();
        marks.insert(std::string(node.attribute("lang").value()) + " " + node.attribute("xml:lang").value() +
                     " " + node.attribute("dir").value());
      }
      CHECK(book.file("EPUB/" + file).find("\u2068") == std::string::npos);
      CHECK(book.file("EPUB/" + file).find("\u2069") == std::string::npos);
    }
    return marks;
  };
  using Marks = std::set<std::string>;
  CHECK(dates("en", "en") == Marks{"  "});
  CHECK(dates("en", "ar") == Marks{"  "});
  CHECK(dates("ar", "ar") == Marks{"  "});
  CHECK(dates("ar", "en") == Marks{"  "});
  // In languages without words they are in English, whatever the course's language is.
  CHECK(dates("en", "fi") == Marks{"fi fi "});
  CHECK(dates("en", "ckb") == Marks{"ckb ckb rtl"});
  CHECK(dates("ckb", "ckb") == Marks{"ckb ckb rtl"});
}

TEST_CASE("a book runs as its course's language does, whatever the reader's is") {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.language = "ar";
  const Book book(bytes(*make_plan(catalog(), request)));
  const pugi::xml_node package = book.xml("package.opf").child("package");
  CHECK(package.attribute("dir").empty());
  CHECK(package.child("spine").attribute("page-progression-direction").empty());
  for (const std::string& file : book.spine()) {
    CHECK(attributes(book.xml(file), "/html/@dir | /html/body/@dir") ==
          std::vector<std::string>{"ltr", "ltr"});
  }
  // A calendar is all in the reader's language, and runs as that does.
  CHECK(attributes(book.xml("overview.xhtml"), "//table/@dir") == std::vector<std::string>{"rtl"});
  CHECK(attributes(book.xml("overview.xhtml"), "//table/@lang") == std::vector<std::string>{"ar"});
}

TEST_CASE("in a plan of several years every date has its year, or is below a heading with it") {
  Request request = samples::request();
  request.deadline = date("2028-11-23");
  request.minutes = Minutes{5};
  request.pace = Pace::early;
  const Book book(bytes(*make_plan(catalog(), request)));
  const auto at = [&](const char* file, const char* path) {
    return text(book.xml(file).select_node(path).node());
  };
  CHECK(at("title.xhtml", "//section/p[1]") == "Study plan ·\u00A0Tue 24 Nov 2026 to Thu 23 Nov 2028");
  CHECK(at("title.xhtml", "//ul/li[1]") == "3 lessons on 2 paths, the last on Thu 26 Nov 2026");
  CHECK(at("day-001.xhtml", "//p[@class='facts'][2]") == "Do this lesson by Tue 21 Nov 2028 at the latest.");
  CHECK(at("day-039.xhtml", "//p[@class='ways']") ==
        "Previous: Thu 31 Dec 2026 ·\u00A0Overview ·\u00A0Next: Mon 1 Feb");
  CHECK(at("index.xhtml", "//li[1]/a") == "Tue 24 Nov 2026");
  CHECK(at("overview.xhtml", "//h2[.='Days']/following-sibling::ul[1]/li[1]/a") == "Tue 24 Nov 2026");
  CHECK(at("overview.xhtml", "//h2[.='Path 1']/following-sibling::p[1]") ==
        "Lessons 1–2 ·\u00A010\u00A0min ·\u00A0Tue 24 Nov – Wed 25 Nov 2026");
  // Below the name of its month.
  CHECK(at("nav.xhtml", "//nav[1]/ol/li[3]/ol/li[1]/a") == "Tue 24 Nov, lesson 1");
  CHECK(at("package.opf", "//*[name()='dc:title'][2]") == "24 Nov 2026 to 23 Nov 2028");
}

TEST_CASE("links with the same text have spoken names that tell where they lead") {
  const Book book(bytes(plan(catalog())));
  using Names = std::vector<std::string>;
  CHECK(attributes(book.xml("day-03.xhtml"), "//*[@class='open question']/a/@aria-label") ==
        Names{"Answer to question 3.1", "Answer to question 3.2"});
  CHECK(attributes(book.xml("answers.xhtml"), "//*[@class='question']/a/@aria-label") ==
        Names{"Back to question 2.1", "Back to question 3.1", "Back to question 3.2"});
  for (const std::string& file : book.spine()) {
    for (const pugi::xpath_node link : book.xml(file).select_nodes("//p//a[@aria-label]")) {
      // A person who speaks to a machine uses the visible words.
      CHECK(std::string(link.node().attribute("aria-label").value()).starts_with(text(link.node())));
    }
  }
}

TEST_CASE("dates in another language than the course's are marked as such") {
  auto english = catalog();
  Request request = samples::request();
  request.deadline = date("2026-11-26");
  request.language = "de";
  const Plan german = *make_plan(english, request);
  const Book book(bytes(german));
  const pugi::xml_node time = book.xml("day-01.xhtml").select_node("//h1/time").node();
  CHECK(text(time) == "Dienstag, 24. November 2026");
  CHECK(std::string(time.attribute("lang").value()) == "de");
  CHECK(std::string(time.attribute("xml:lang").value()) == "de");
  std::vector<std::string> languages;
  for (const pugi::xml_node language :
       book.xml("package.opf").child("package").child("metadata").children("dc:language")) {
    languages.emplace_back(language.text().get());
  }
  CHECK(languages == std::vector<std::string>{"en", "de"});
}

TEST_CASE("a stylesheet of one's own comes after the built-in one, in every file") {
  const Plan made = plan(catalog());
  const auto zip =
      epub::write(made, Language(made.language),
                  {.date = date("2026-11-24"), .style = "p { margin: 0 }", .own_style = "p { margin: 1em }"});
  REQUIRE(zip.has_value());
  const Book book(*zip);
  CHECK(book.file("EPUB/own.css") == "p { margin: 1em }");
  std::vector<std::string> files = book.spine();
  files.emplace_back("nav.xhtml");
  for (const std::string& file : files) {
    CAPTURE(file);
    CHECK(attributes(book.xml(file), "//link[@rel='stylesheet']/@href") ==
          std::vector<std::string>{"style.css", "own.css"});
  }
  CHECK(attributes(book.xml("package.opf"), "//item[@media-type='text/css']/@href") ==
        std::vector<std::string>{"style.css", "own.css"});
  // It may set colours, so the book no longer claims that readers choose them.
  CHECK(book.file("EPUB/package.opf").find("displayTransformability") == std::string::npos);
  CHECK(Book(bytes(made)).file("EPUB/package.opf").find("displayTransformability") != std::string::npos);
  CHECK(!Book(bytes(made)).has("EPUB/own.css"));
}

TEST_CASE("a long book is the same whether one thread makes it or two") {
  const std::vector<std::vector<int>> paths(20, std::vector<int>(20, 5));
  auto course = std::make_shared<Catalog>(*samples::catalog(paths));
  for (Lesson& lesson : course->lessons) lesson.checks = {{"Question " + lesson.id, "Answer " + lesson.id}};
  const Plan made = plan(course, "2027-12-31");
  REQUIRE(made.days.size() == 403);
  const Language language(made.language);
  for (const bool printed : {false, true}) {
    CAPTURE(printed);
    epub::Options options{.date = date("2026-11-24"), .style = "p{}"};
    options.cover = [] { return std::string("PNG"); };
    if (printed) {
      options.pages = [] {
        return PageList{{{"1", InOverview{}}, {"2", InDay{.day = 100, .task = 0}}, {"3", InIndex{7}}}, "PDF"};
      };
    }
    const std::string with_help = epub::write(made, language, options).value();
    Packer keeps(Packer::usual_bound);  // is for one thread
    options.packer = &keeps;
    CHECK(epub::write(made, language, options).value() == with_help);
    options.packer = nullptr;
    options.cover = []() -> std::string { throw std::runtime_error("no colours"); };
    CHECK_THROWS_WITH(epub::write(made, language, options), "no colours");
  }
}

TEST_CASE("a cover is the first that is read, and has words in its place") {
  const Plan made = plan(catalog());
  const std::string picture = "\x89PNG and so on";
  const auto zip = epub::write(
      made, Language(made.language),
      {.date = date("2026-11-24"), .style = "", .own_style = "", .cover = [&] { return picture; }});
  REQUIRE(zip.has_value());
  for (const read_back::Entry& entry : read_back::entries(*zip)) {
    const bool stored = entry.name == "mimetype" || entry.name == "EPUB/cover.png";
    CHECK(entry.method == (stored ? 0U : 8U));
  }
  const Book book(*zip);
  CHECK(book.file("EPUB/cover.png") == picture);
  using Files = std::vector<std::string>;
  CHECK(book.spine().front() == "cover.xhtml");
  CHECK(attributes(book.xml("nav.xhtml"), "//nav[@epub:type='toc']//a/@href") == book.spine());
  CHECK(attributes(book.xml("nav.xhtml"), "//a[@epub:type='cover']/@href") == Files{"cover.xhtml"});
  CHECK(attributes(book.xml("cover.xhtml"), "//img/@src") == Files{"cover.png"});
  CHECK(attributes(book.xml("cover.xhtml"), "//img/@alt") ==
        Files{"Cover: Go <b>&amp;\"' course, study plan for Ada & Bob, Tue 24 Nov to Fri 27 Nov 2026"});
  const auto& package = book.xml("package.opf");
  CHECK(attributes(package, "//item[@properties='cover-image']/@href") == Files{"cover.png"});
  CHECK(attributes(package, "//meta[@name='cover']/@content") ==
        attributes(package, "//item[@href='cover.png']/@id"));
  const std::string& said = book.file("EPUB/package.opf");
  for (const char* value : {"schema:accessMode\">visual", "schema:accessModeSufficient\">textual",
                            "schema:accessibilityFeature\">alternativeText"}) {
    CHECK(said.find(value) != std::string::npos);
  }
  const Book without(bytes(made));
  CHECK(without.spine().front() == "title.xhtml");
  CHECK(without.file("EPUB/package.opf").find("cover") == std::string::npos);
  CHECK(without.file("EPUB/package.opf").find("visual") == std::string::npos);
}

TEST_CASE("a book lists the pages of the print that was made with it, in reading order") {
  Request request = samples::request();
  request.deadline = date("2026-11-27");
  request.minutes = Minutes{10};
  request.pace = Pace::early;
  const Plan made = make_plan(catalog(), request).value();
  REQUIRE(made.days.size() >= 3);
  REQUIRE(made.days[0].tasks.size() == 2);
  const auto zip = epub::write(made, Language(made.language),
                               {.date = date("2026-11-24"), .style = "", .pages = [] {
                                  return PageList{{{"1", InOverview{}},
                                                   {"2", InDay{.day = 0, .task = 0}},
                                                   {"3", InDay{.day = 0, .task = 1}},
                                                   {"4", InDay{.day = 2, .task = 0}},
                                                   {"8", InAnswers{.lesson = 2, .check = 1}},
                                                   {"6", InIndex{1}},
                                                   {"7", InIndex{1}}},
                                                  "PDF, A4"};
                                }});
  REQUIRE(zip.has_value());
  const Book book(*zip);
  const auto& nav = book.xml("nav.xhtml");
  using Texts = std::vector<std::string>;
  const Texts links = attributes(nav, "//nav[@epub:type='page-list']//a/@href");
  Texts labels;
  for (const pugi::xpath_node link : nav.select_nodes("//nav[@epub:type='page-list']//a")) {
    labels.push_back(text(link.node()));
  }
  CHECK(labels == Texts{"1", "2", "3", "4", "6", "7", "8"});
  REQUIRE(links.size() == labels.size());
  Texts files;
  for (std::size_t i = 0; i < links.size(); ++i) {
    CAPTURE(links[i]);
    const std::string file = links[i].substr(0, links[i].find('#'));
    files.push_back(file);
    const std::string mark = "//*[@id='" + links[i].substr(links[i].find('#') + 1) + "']";
    const pugi::xml_node node = book.xml(file).select_node(mark.c_str()).node();
    CHECK(std::string(node.attribute("role").value()) == "doc-pagebreak");
    CHECK(node.attribute("aria-label").value() == labels[i]);
  }
  CHECK(files == Texts{"overview.xhtml", "day-01.xhtml", "day-01.xhtml", "day-03.xhtml", "index.xhtml",
                       "index.xhtml", "answers.xhtml"});
  // Before the day's second lesson, and before the second question of lesson 3.
  CHECK(book.xml("day-01.xhtml").select_node("//ul[@class='lessons']/li[2]/*[1][@id='page.3']"));
  CHECK(book.xml("answers.xhtml").select_node("//li[@id='q.3.2']/*[1][@id='page.8']"));
  const std::string& package = book.file("EPUB/package.opf");
  for (const char* said : {"pageBreakMarkers", "pageNavigation", "\"pageBreakSource\">PDF, A4<"}) {
    CHECK(package.find(said) != std::string::npos);
  }
  const Book without(bytes(made));
  CHECK(without.file("EPUB/package.opf").find("pageBreak") == std::string::npos);
  CHECK(without.file("EPUB/nav.xhtml").find("page-list") == std::string::npos);
}

TEST_CASE("a stylesheet's comments stay outside the book, whatever looks like one stays in") {
  CHECK(epub::without_comments("/* a */\np { margin: 0 } /* b\n*/ h1 { }") == "p { margin: 0 } h1 { }");
  CHECK(epub::without_comments("p::before { content: \"/* no */ \\\" /* no */\" }/**/") ==
        "p::before { content: \"/* no */ \\\" /* no */\" }");
  CHECK(epub::without_comments("p { } /* open") == "p { } ");
}

TEST_CASE("the package has the metadata that it needs") {
  const Book book(bytes(plan(catalog())));
  const pugi::xml_node package = book.xml("package.opf").child("package");
  CHECK(std::string(package.attribute("version").value()) == "3.0");
  CHECK(std::string(package.attribute("unique-identifier").value()) ==
        package.child("metadata").child("dc:identifier").attribute("id").value());
  CHECK(attributes(package, "manifest/item[@properties='nav']/@href") ==
        std::vector<std::string>{"nav.xhtml"});
  CHECK(std::string(package.select_node("metadata/meta[@property='dcterms:modified']").node().text().get()) ==
        "2026-11-24T00:00:00Z");
  CHECK(text(package.select_node("metadata/*[@id='main']").node()) ==
        "Go <b>&amp;\"' course – plan for Ada & Bob");
  CHECK(text(package.select_node("metadata/*[@id='subtitle']").node()) == "24 Nov to 27 Nov 2026");
  for (const std::string type : {"main", "subtitle"}) {
    CHECK(text(package.select_node(("metadata/meta[@refines='#" + type + "']").c_str()).node()) == type);
  }
  CHECK(std::string(package.child("metadata").child("dc:creator").text().get()) == "pensum");
  // calibre takes a creator with a role for an author only if that is the role.
  CHECK(package.select_nodes("metadata/meta[@property='role']").empty());
  CHECK(book.file("EPUB/style.css") == "body { margin: 0 }");
  std::vector<std::string> subjects;
  for (const pugi::xml_node subject : package.child("metadata").children("dc:subject")) {
    subjects.emplace_back(subject.text().get());
  }
  CHECK(subjects == std::vector<std::string>{catalog()->paths[0].title, catalog()->paths[1].title});
}

TEST_CASE("a book without dates has days and weeks by number, and no date") {
  Request request = samples::request();
  request.start = date("2026-11-28");  // a Saturday
  request.undated = true;
  request.minutes = Minutes{5};
  request.pace = Pace::early;
  request.off = {{date("2026-12-01"), date("2026-12-01")}};
  for (const int length : {12, 40, 300}) {
    CAPTURE(length);
    request.deadline = request.start + days{length};
    auto made = make_plan(catalog(), request);
    REQUIRE(made.has_value());
    const Language language = facts::with_days_of(Language("en", made->first_weekday), *made);
    const std::string zip =
        epub::write(*made, language, {.date = date("1980-01-01"), .style = "body { margin: 0 }"}).value();
    for (const read_back::Entry& entry : read_back::entries(zip)) {
      CAPTURE(entry.name);
      for (const char* word :
           {"2026", "2027", "0001", "<time", "datetime", "Nov", "Dec", "January", "Saturday", "Sat ", "Mon ",
            "Week of", "Framed", " of 12", "aria-current=\"date\""})
        CHECK(entry.bytes.find(word) == std::string::npos);
    }
    const Book book(zip);
    const auto at = [&](const std::string& file, const char* path) {
      return text(book.xml(file).select_node(path).node());
    };
    CHECK(at(length > 99 ? "day-003.xhtml" : "day-03.xhtml", "//h1") == "Day 3");
    CHECK(at("overview.xhtml", "//table//tr[1]/th") == "Week 1");
    CHECK(at("overview.xhtml", "//table//tr[1]/td[4]") == "–");  // off
    CHECK(at("overview.xhtml", "//table//tr[1]/td[5]//strong") == "4");
    const std::string contents = at("nav.xhtml", "//*[@role='doc-toc']");
    CAPTURE(contents);
    CHECK(contents.contains("Day 4"));
    CHECK(contents.contains("Week 2Day") == (length == 40));
    CHECK(contents.contains("Week 5 – Week 8") == (length == 300));
  }
}
