#include "cohort/index_page.hpp"

#include "base/isolation.hpp"
#include "facts/notes.hpp"
#include "language/language.hpp"
#include "language/word.hpp"
#include "xml/document.hpp"
#include "xml/gap.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <map>
#include <string_view>

namespace pensum::cohort {

namespace {

using pugi::xml_node;

// Colours of the reader's system; grays alone tell nothing apart.
constexpr const char* style = R"(
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
body { font: 1rem/1.45 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
ul.failed li { margin: 0 0 .6rem; overflow-wrap: anywhere; }
.frame { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid; border-color: color-mix(in srgb, currentColor 25%, transparent); }
thead th { border-top: 0; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 8rem; max-width: 18rem; }
td.number { white-space: nowrap; }
td.files a { display: inline-block; padding: .1rem .4rem .1rem 0; min-width: 1.5rem; min-height: 1.5rem; }
small { display: block; font-size: .85rem; font-weight: 400; }
time, .date { white-space: nowrap; }
svg { display: block; height: 2.25rem; width: auto; fill: currentColor; }
svg .reviews { opacity: .45; }
a { color: inherit; }
@media print { body { margin: 0; max-width: none; font-size: 9pt; } .frame { overflow: visible; } tr { break-inside: avoid; } }
)";

constexpr int bar_pitch = 6;
constexpr int bar_width = 5;
constexpr int chart_height = 36;

xml_node add(xml_node parent, const char* name, const std::string& text = {}) {
  xml_node node = parent.append_child(name);
  if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(text.c_str());
  return node;
}

xml_node set(xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
  return node;
}

/// A name in whatever script, which turns nothing around it.
void add_name(xml_node parent, const Outcome& outcome, const Language& language) {
  if (outcome.learner.empty()) {
    add(parent, "span", language.say(word::row{.number = outcome.row}));
  } else {
    set(add(parent, "bdi", outcome.learner), "dir", "auto");
  }
}

void add_text(xml_node parent, std::string_view text) {
  parent.append_child(pugi::node_pcdata).set_value(std::string(text).c_str());
}

/// A sentence with isolated dates: each is on one line.
void add_dates(xml_node parent, std::string_view sentence) {
  while (!sentence.empty()) {
    const std::size_t first = std::min(sentence.find(first_strong_isolate), sentence.size());
    add_text(parent, sentence.substr(0, first));
    sentence.remove_prefix(first);
    if (sentence.empty()) return;
    sentence.remove_prefix(first_strong_isolate.size());
    const std::size_t last = sentence.find(pop_directional_isolate);
    set(add(parent, "bdi", std::string(sentence.substr(0, last))), "class", "date");
    sentence.remove_prefix(last + pop_directional_isolate.size());
  }
}

/// A sentence in which what others wrote is quoted: each quotation turns nothing around it.
void add_quoting(xml_node parent, std::string_view sentence) {
  constexpr std::string_view open = "“";
  constexpr std::string_view close = "”";
  while (!sentence.empty()) {
    const std::size_t start = sentence.find(open);
    const std::size_t end =
        sentence.find(close, start == std::string_view::npos ? start : start + open.size());
    const bool quotes = end != std::string_view::npos;
    const std::size_t words = quotes ? start + open.size() : sentence.size();
    parent.append_child(pugi::node_pcdata).set_value(std::string(sentence.substr(0, words)).c_str());
    if (quotes) set(add(parent, "bdi", std::string(sentence.substr(words, end - words))), "dir", "auto");
    sentence.remove_prefix(quotes ? end : words);
  }
}

std::string spans_of(const Outcome& outcome, const Language& language) {
  return language.say(word::chart_spans{.bars = facts::bars_in_words<word::chart_spans>(outcome.span),
                                        .count = outcome.bars.size()});
}

/// The bars' outlines as one path, from `from` minutes up.
template <class Lower, class Upper>
std::string bars_path(const Outcome& outcome, std::int64_t most, Lower lower, Upper upper) {
  std::string path;
  for (std::size_t i = 0; i < outcome.bars.size(); ++i) {
    const auto y = [&](Minutes minutes) { return minutes.count * chart_height * 10 / most; };
    const std::int64_t bottom = chart_height * 10 - y(lower(outcome.bars[i]));
    const std::int64_t height = y(upper(outcome.bars[i])) - y(lower(outcome.bars[i]));
    if (height == 0) continue;
    path += fmt::format("M{} {}.{}v-{}.{}h{}V{}.{}z", i * bar_pitch, bottom / 10, bottom % 10, height / 10,
                        height % 10, bar_width, bottom / 10, bottom % 10);
  }
  return path;
}

void add_chart(xml_node parent, const Outcome& outcome, const Language& language) {
  std::int64_t most = 1;
  for (const Outcome::Bar& bar : outcome.bars) most = std::max(most, (bar.lessons + bar.reviews).count);
  const std::size_t width = std::max<std::size_t>(outcome.bars.size(), 1) * bar_pitch;
  xml_node chart = set(add(parent, "svg"), "viewBox", fmt::format("0 0 {} {}", width, chart_height));
  set(chart, "role", "img");
  set(chart, "aria-label",
      language.say(word::chart_over{.spans = spans_of(outcome, language),
                                    .most = language.duration(Minutes{outcome.bars.empty() ? 0 : most})}));
  const auto none = [](const Outcome::Bar&) { return Minutes{0}; };
  const auto lessons = [](const Outcome::Bar& bar) { return bar.lessons; };
  const auto all = [](const Outcome::Bar& bar) { return bar.lessons + bar.reviews; };
  set(add(chart, "path"), "d", bars_path(outcome, most, none, lessons));
  set(set(add(chart, "path"), "class", "reviews"), "d", bars_path(outcome, most, lessons, all));
}

std::string kind_of(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  std::string kind(file.substr(dot == std::string_view::npos ? 0 : dot + 1));
  std::ranges::transform(kind, kind.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return kind;
}

class Page {
 public:
  Page(const std::string& title, std::span<const Outcome> outcomes, const Language& language)
      : language_(language), outcomes_(outcomes) {
    html_ = document_.append_child("html");
    set(html_, "lang", language.words_tag());
    if (direction_of(language.words_tag()) == Direction::right_to_left) set(html_, "dir", "rtl");
    xml_node head = add(html_, "head");
    set(add(head, "meta"), "charset", "utf-8");
    set(set(add(head, "meta"), "name", "viewport"), "content", "width=device-width, initial-scale=1");
    add(head, "title", language.say(word::cohort_title{.cohort = title}));
    xml_node sheet = head.append_child("style");
    sheet.append_child(pugi::node_pcdata).set_value(style);
    main_ = add(add(html_, "body"), "main");
    set(add(add(main_, "h1"), "bdi", title), "dir", "auto");
  }

  std::string write() {
    std::size_t planned = 0;
    for (const Outcome& outcome : outcomes_) planned += outcome.state == Outcome::State::planned ? 1 : 0;
    const std::size_t failed = outcomes_.size() - planned;
    add(main_, "p",
        failed == 0 ? language_.say(word::cohort_all_planned{.planned = planned})
                    : language_.say(word::cohort_some_planned{.planned = planned, .failed = failed}));
    if (failed > 0) add_failed();
    if (planned > 0) add_plans();
    return bytes();
  }

 private:
  void add_failed() {
    add(main_, "h2", language_.say(word::cohort_without_plan{}));
    xml_node list = set(add(main_, "ul"), "class", "failed");
    for (const Outcome& outcome : outcomes_) {
      if (outcome.state == Outcome::State::planned) continue;
      add_failure(add(list, "li"), outcome);
    }
  }

  void add_failure(xml_node item, const Outcome& outcome) {
    if (outcome.learner.empty()) {
      using Failure = word::cohort_failure_nameless;
      const std::string row = language_.say(word::row{.number = outcome.row});
      language_.pieces(Failure{.row = row, .reason = outcome.reason},
                       [&](Failure::Part part, std::string_view text) {
                         if (part == Failure::Part::row) add_name(add(item, "strong"), outcome, language_);
                         if (part == Failure::Part::reason) add_reason(item, text);
                         if (part == Failure::Part::literal) add_text(item, text);
                       });
    } else {
      using Failure = word::cohort_failure;
      language_.pieces(Failure{.learner = outcome.learner, .row = outcome.row, .reason = outcome.reason},
                       [&](Failure::Part part, std::string_view text) {
                         if (part == Failure::Part::learner) {
                           add_name(add(item, "strong"), outcome, language_);
                         } else if (part == Failure::Part::reason) {
                           add_reason(item, text);
                         } else {
                           add_text(item, text);
                         }
                       });
    }
  }

  /// Messages are in English.
  void add_reason(xml_node item, std::string_view text) {
    if (language_.words_tag() == "en") {
      add_quoting(item, text);
    } else {
      add_quoting(set(set(add(item, "span"), "lang", "en"), "dir", "ltr"), text);
    }
  }

  void add_plans() {
    const std::string plans = language_.say(word::cohort_plans{});
    add(main_, "h2", plans);
    add_legend(add(main_, "p"));
    for (const Outcome& outcome : outcomes_) ++namesakes_[outcome.learner];
    // It may be wider than a telephone: then it scrolls by itself, by keyboard too.
    xml_node frame = set(set(add(main_, "div"), "class", "frame"), "tabindex", "0");
    set(set(frame, "role", "region"), "aria-label", plans);
    xml_node table = add(frame, "table");
    xml_node head = add(add(table, "thead"), "tr");
    for (const std::string& text :
         {language_.say(word::cohort_learner{}), language_.say(word::cohort_from{}),
          language_.say(word::cohort_to{}), language_.say(word::cohort_lessons{}),
          language_.say(word::cohort_fullest_day{}), language_.say(word::cohort_load{}),
          language_.say(word::cohort_can_miss{}), language_.say(word::cohort_files{})}) {
      set(add(head, "th", text), "scope", "col");
    }
    xml_node body = add(table, "tbody");
    for (const Outcome& outcome : outcomes_) {
      if (outcome.state == Outcome::State::planned) add_row(body, outcome);
    }
  }

  /// What the bars mean, then a link; a space between them only where the language has one.
  void add_legend(xml_node paragraph) {
    using Both = word::sentences;
    const std::string meaning = language_.say(word::cohort_legend{});
    const std::string table = language_.say(word::cohort_as_table{});
    language_.pieces(Both{.first = meaning, .second = table}, [&](Both::Part part, std::string_view text) {
      if (part == Both::Part::second) {
        set(add(paragraph, "a", std::string(text)), "href", "cohort.csv");
      } else {
        add_text(paragraph, text);
      }
    });
  }

  void add_row(xml_node body, const Outcome& outcome) {
    xml_node row = add(body, "tr");
    xml_node who = set(add(row, "th"), "scope", "row");
    add_name(who, outcome, language_);
    if (!outcome.learner.empty() && namesakes_[outcome.learner] > 1)
      add(who, "small",
          language_.say(
              word::facts{.first = language_.say(word::row{.number = outcome.row}), .second = outcome.name}));
    if (!outcome.notes.empty()) add(who, "small", outcome.notes);
    for (const Date date : {outcome.start, outcome.deadline}) {
      xml_node time =
          add(set(add(row, "td"), "class", "number"), "time", language_.weekday_day_month_year(date));
      set(time, "datetime", to_iso(date));
    }
    const auto cell = [&](const std::string& text) { set(add(row, "td", text), "class", "number"); };
    cell(language_.say(
        word::cohort_lessons_in{.lessons = outcome.lessons, .duration = language_.duration(outcome.load)}));
    cell(language_.say(word::load_of_budget{.load = outcome.fullest.count, .budget = outcome.budget.count}));
    add_chart(add(row, "td"), outcome, language_);
    const Dates dates(language_, {outcome.start, outcome.deadline}, Dates::Form::isolated);
    xml_node cushion = add(row, "td");
    if (outcome.cushion.empty()) {
      add_text(cushion, language_.say(word::cohort_no_day{}));
    } else {
      add_dates(cushion, facts::missable_days(outcome.cushion, dates));
    }
    xml_node files = set(add(row, "td"), "class", "files");
    for (const std::string& file : outcome.files) {
      xml_node link = set(add(files, "a", kind_of(file)), "href", file);
      // Links with the same text lead to different files: the spoken name tells whose.
      const std::string whose =
          outcome.learner.empty() ? language_.say(word::row{.number = outcome.row}) : outcome.learner;
      set(link, "aria-label", language_.say(word::cohort_file_for{.file = kind_of(file), .learner = whose}));
      files.append_child(pugi::node_pcdata).set_value(" ");
    }
    if (outcome.files.empty())
      files.append_child(pugi::node_pcdata).set_value(language_.say(word::cohort_no_files{}).c_str());
  }

  std::string bytes() {
    if (language_.has_gaps()) xml::mark_english(html_, xml::Markup::html);
    return "<!DOCTYPE html>\n" + xml::bytes_of(document_) + "\n";
  }

  const Language& language_;
  std::span<const Outcome> outcomes_;
  std::map<std::string, std::size_t> namesakes_;  ///< how many learners have a name
  pugi::xml_document document_;
  xml_node html_;
  xml_node main_;
};

}  // namespace

std::string index_page(const std::string& title, std::span<const Outcome> outcomes,
                       const Language& language) {
  return Page(title, outcomes, language).write();
}

}  // namespace pensum::cohort
