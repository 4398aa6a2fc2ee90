#include "cohort/index_page.hpp"

#include "base/isolation.hpp"
#include "cohort/file_list.hpp"
#include "facts/load_bars.hpp"
#include "facts/notes.hpp"
#include "language/dates.hpp"
#include "language/language.hpp"
#include "language/word.hpp"
#include "xml/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::cohort {

namespace {

using xml::add;
using xml::add_text;
using xml::Element;
using xml::set;

// Colours of the reader's system; grays alone tell nothing apart.
constexpr const char* style = R"(
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
body { font: 1rem/1.45 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: 0 0 .5rem; }
ul.failed li { margin: 0 0 .6rem; overflow-wrap: anywhere; }
p.ways a { display: inline-block; padding: .3rem 0; margin-inline-end: 1.5rem; }
input, button { font: inherit; color: inherit; }
input { padding: .4rem .6rem; border: 1px solid; border-radius: .25rem; background: Canvas; max-width: 100%; box-sizing: border-box; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 0; font-variant-numeric: tabular-nums; }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid; border-color: color-mix(in srgb, currentColor 25%, transparent); }
thead th { border-top: 0; font-weight: 600; vertical-align: bottom; }
.sorts thead th:not([data-sort]) { padding-bottom: .8rem; }
thead button { font-weight: 600; padding: .3rem 0; border: 0; background: none; text-align: start; cursor: pointer; text-decoration: underline dotted; text-underline-offset: .25em; }
th[aria-sort=ascending] button::after { content: " \2191"; }
th[aria-sort=descending] button::after { content: " \2193"; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 8rem; max-width: 18rem; }
td.number, td.files { white-space: nowrap; }
td.files a { display: inline-block; padding: .1rem .4rem .1rem 0; min-width: 1.5rem; min-height: 1.5rem; }
small { display: block; font-size: .85em; font-weight: 400; }
time, .date { white-space: nowrap; }
svg { display: block; height: 2.25rem; width: 10rem; fill: currentColor; }
svg .reviews { opacity: .6; }
svg .ground { opacity: .35; }
a { color: inherit; }
@media screen and (max-width: 60rem) {
  table, tbody, tbody tr, tbody th, tbody td { display: block; }
  tbody tr { padding: .75rem 0; border-top: 1px solid; border-color: color-mix(in srgb, currentColor 25%, transparent); }
  tbody tr[hidden] { display: none; }
  tbody th, tbody td { padding: .1rem 0; border: 0; max-width: none; white-space: normal; }
  tbody td::before { content: attr(data-name) ": "; }
  tbody td.files::before { content: ""; }
  td.files a { padding: .6rem 1rem .6rem 0; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .sorts thead { position: static; display: block; width: auto; height: auto; clip-path: none; }
  .sorts thead tr { display: flex; flex-wrap: wrap; column-gap: 1.25rem; }
  .sorts thead th { padding: 0; }
  .sorts thead th:not([data-sort]) { display: none; }
  .sorts thead button { padding: .6rem 0; }
}
@media print {
  @page { margin: 12mm; }
  :root { color-scheme: light; }
  body { margin: 0; padding: 0; max-width: none; font-size: 8.5pt; line-height: 1.3; }
  h1 { font-size: 16pt; }
  h2 { font-size: 11pt; margin: 5mm 0 1mm; break-after: avoid; }
  .find, p.ways { display: none; }
  th, td { padding: 1.2mm 3mm 1.2mm 0; }
  thead button { text-decoration: none; padding: 0; }
  tr, li { break-inside: avoid; }
  svg { width: 32mm; height: 7mm; }
  td.files a { padding: 0 2mm 0 0; min-height: 0; }
  tbody th { min-width: 22mm; }
}
)";

// Sorting and finding, where scripts run; the page needs neither. Without “<”, “>” and “&”, which are written
// otherwise in XML than in a script.
constexpr const char* script = R"(
(function () {
  var table = document.querySelector("table");
  var body = table.tBodies[0];
  var rows = Array.from(body.rows);
  var heads = Array.from(table.tHead.rows[0].cells);
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  var keyOf = function (row, column) {
    var cell = row.cells[column];
    return "key" in cell.dataset ? cell.dataset.key : cell.textContent.trim();
  };
  heads.forEach(function (head, column) {
    if (head.dataset.sort === undefined) return;
    var button = document.createElement("button");
    button.type = "button";
    button.append.apply(button, Array.from(head.childNodes));
    head.append(button);
    button.addEventListener("click", function () {
      var order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", order);
      rows.sort(function (one, other) {
        var way = collator.compare(keyOf(one, column), keyOf(other, column));
        return order === "ascending" ? way : -way;
      });
      body.append.apply(body, rows);
    });
  });
  table.classList.add("sorts");
  var find = document.querySelector(".find");
  var field = find.querySelector("input");
  var none = document.querySelector(".none");
  find.hidden = false;
  field.addEventListener("input", function () {
    var wanted = field.value.trim().toLocaleLowerCase();
    var found = 0;
    rows.forEach(function (row) {
      row.hidden = !row.cells[0].textContent.toLocaleLowerCase().includes(wanted);
      if (!row.hidden) found += 1;
    });
    none.textContent = found === 0 ? none.dataset.text : "";
  });
})();
)";

// The small charts, in units of their drawing.
constexpr std::int64_t chart_width = 2080;
constexpr std::int64_t chart_height = 360;

/// A name in whatever script, which turns nothing around it.
void add_name(Element parent, const Outcome& outcome, const Language& language) {
  if (outcome.learner.empty()) {
    add(parent, "span", language.say(word::row{.number = outcome.row}));
  } else {
    set(add(parent, "bdi", outcome.learner), "dir", "auto");
  }
}

/// A sentence with isolated dates: each is on one line.
void add_dates(Element parent, std::string_view sentence) {
  while (!sentence.empty()) {
    const std::size_t first = std::min(sentence.find(first_strong_isolate), sentence.size());
    add_text(parent, sentence.substr(0, first));
    sentence.remove_prefix(first);
    if (sentence.empty()) return;
    sentence.remove_prefix(first_strong_isolate.size());
    const std::size_t last = sentence.find(pop_directional_isolate);
    set(add(parent, "bdi", sentence.substr(0, last)), "class", "date");
    sentence.remove_prefix(last + pop_directional_isolate.size());
  }
}

/// Text of a message, whose dates are whole in a line.
void add_message(Element parent, std::string_view text) {
  constexpr std::size_t length = 10;
  std::size_t done = 0;
  for (std::size_t at = 0; at + length <= text.size();) {
    if (!parse_date(text.substr(at, length))) {
      ++at;
      continue;
    }
    add_text(parent, text.substr(done, at - done));
    set(add(parent, "span", text.substr(at, length)), "class", "date");
    done = at += length;
  }
  add_text(parent, text.substr(done));
}

/// A sentence in which what others wrote is quoted: each quotation turns nothing around it.
void add_quoting(Element parent, std::string_view sentence) {
  constexpr std::string_view open = "“";
  constexpr std::string_view close = "”";
  while (!sentence.empty()) {
    const std::size_t start = sentence.find(open);
    const std::size_t end =
        sentence.find(close, start == std::string_view::npos ? start : start + open.size());
    const bool quotes = end != std::string_view::npos;
    const std::size_t words = quotes ? start + open.size() : sentence.size();
    add_message(parent, sentence.substr(0, words));
    if (quotes) set(add(parent, "bdi", sentence.substr(words, end - words)), "dir", "auto");
    sentence.remove_prefix(quotes ? end : words);
  }
}

std::string spans_of(const Outcome& outcome, const Language& language) {
  return language.say(word::chart_spans{.bars = facts::bars_in_words<word::chart_spans>(outcome.span),
                                        .count = outcome.bars.size()});
}

/// What the charts of all rows have in common, so that rows can be compared.
struct Scale {
  DateRange dates{};                                 ///< from left to right
  bool undated = true;                               ///< whether none of the plans has dates
  std::map<facts::BarSpan, std::int64_t> highest{};  ///< minutes of the highest bar of each kind

  /// Plans without dates begin where the first of the others does.
  Date on_scale(const Outcome& outcome, Date date) const {
    return outcome.undated ? dates.first + (date - first_date) : date;
  }
  std::int64_t x(const Outcome& outcome, Date date) const {
    return (on_scale(outcome, date) - dates.first).count() * chart_width /
           ((dates.last - dates.first).count() + 1);
  }
};

std::int64_t load_of(const Outcome::Bar& bar) { return (bar.lessons + bar.reviews).count; }

Scale scale_of(std::span<const Outcome> outcomes) {
  Scale scale{.dates = {first_date, first_date}};
  for (const Outcome& outcome : outcomes) {
    if (outcome.state != Outcome::State::planned || outcome.undated) continue;
    const bool first = std::exchange(scale.undated, false);
    scale.dates.first = first ? outcome.start : std::min(scale.dates.first, outcome.start);
    scale.dates.last = first ? outcome.deadline : std::max(scale.dates.last, outcome.deadline);
  }
  for (const Outcome& outcome : outcomes) {
    if (outcome.state != Outcome::State::planned) continue;
    scale.dates.last = std::max(scale.dates.last, scale.on_scale(outcome, outcome.deadline));
    for (const Outcome::Bar& bar : outcome.bars) {
      std::int64_t& highest = scale.highest[outcome.span];
      highest = std::max(highest, load_of(bar));
    }
  }
  return scale;
}

/// The language of the days of plans without dates: as many as the longest of them has.
Language in_days(const Language& language, std::span<const Outcome> outcomes) {
  Date last = first_date;
  for (const Outcome& outcome : outcomes) {
    if (outcome.undated) last = std::max(last, outcome.deadline);
  }
  std::vector<Date> all;
  for (Date date = first_date; date <= last; date += days{1}) all.push_back(date);
  return language.without_dates(std::move(all));
}

/// Where a bar ends: at the next one, but after its span at the latest.
Date end_of_bar(const Outcome& outcome, std::size_t index) {
  constexpr std::array<std::int64_t, 4> longest{1, 7, 31, 366};
  const Date most = outcome.bars[index].first + days{longest.at(static_cast<std::size_t>(outcome.span))};
  const Date next = index + 1 < outcome.bars.size() ? outcome.bars[index + 1].first : most;
  return std::min({most, next, outcome.deadline + days{1}});
}

/// The bars' outlines as one path, from `lower` minutes up to `upper`.
template <class Lower, class Upper>
std::string bars_path(const Outcome& outcome, const Scale& scale, Lower lower, Upper upper) {
  const std::int64_t most = std::max<std::int64_t>(scale.highest.at(outcome.span), 1);
  const auto y = [&](Minutes minutes) { return chart_height - minutes.count * chart_height / most; };
  std::string path;
  for (std::size_t i = 0; i < outcome.bars.size(); ++i) {
    const std::int64_t bottom = y(lower(outcome.bars[i]));
    const std::int64_t top = y(upper(outcome.bars[i]));
    if (bottom == top) continue;
    const std::int64_t left = scale.x(outcome, outcome.bars[i].first);
    const std::int64_t pitch = scale.x(outcome, end_of_bar(outcome, i)) - left;
    path +=
        fmt::format("M{} {}V{}h{}V{}z", left, bottom, top, std::max<std::int64_t>(pitch * 5 / 6, 1), bottom);
  }
  return path;
}

void add_chart(Element parent, const Outcome& outcome, const Scale& scale, const Language& language) {
  std::int64_t most = 0;
  for (const Outcome::Bar& bar : outcome.bars) most = std::max(most, load_of(bar));
  // Its ground is below the bars.
  Element chart =
      set(add(parent, "svg"), "viewBox", fmt::format("0 0 {} {}", chart_width, chart_height + 12));
  set(set(chart, "role", "img"), "preserveAspectRatio", "none");
  set(chart, "aria-label",
      language.say(
          word::chart_over{.spans = spans_of(outcome, language), .most = language.duration(Minutes{most})}));
  set(set(add(chart, "path"), "class", "ground"), "d",
      fmt::format("M0 {}v12h{}v-12z", chart_height, chart_width));
  if (outcome.bars.empty()) return;
  const auto none = [](const Outcome::Bar&) { return Minutes{0}; };
  const auto lessons = [](const Outcome::Bar& bar) { return bar.lessons; };
  const auto all = [](const Outcome::Bar& bar) { return bar.lessons + bar.reviews; };
  set(add(chart, "path"), "d", bars_path(outcome, scale, none, lessons));
  set(set(add(chart, "path"), "class", "reviews"), "d", bars_path(outcome, scale, lessons, all));
}

/// The way to a file as an address.
std::string address_of(std::string_view way) {
  constexpr std::string_view plain = "-._~/";
  std::string address;
  for (const char c : way) {
    const bool as_it_is =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || plain.contains(c);
    address += as_it_is ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return address;
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
  Page(const std::string& title, std::span<const Outcome> outcomes, const Language& language,
       const std::string& combined)
      : language_(language),
        outcomes_(outcomes),
        combined_(combined),
        scale_(scale_of(outcomes)),
        days_language_(in_days(language, outcomes)),
        dates_(language, scale_.dates, Dates::Form::isolated),
        days_(days_language_, scale_.dates, Dates::Form::isolated),
        writer_(language.has_gaps() ? xml::Gaps::html : xml::Gaps::keep) {
    writer_.begin_with("<!DOCTYPE html>\n");
    Element html = set(add(writer_.document(), "html"), "lang", language.words_tag());
    if (direction_of(language.words_tag()) == Direction::right_to_left) set(html, "dir", "rtl");
    Element head = add(html, "head");
    set(add(head, "meta"), "charset", "utf-8");
    set(set(add(head, "meta"), "name", "viewport"), "content", "width=device-width, initial-scale=1");
    add(head, "title", language.say(word::cohort_title{.cohort = title}));
    add(head, "style", style);
    main_ = add(add(html, "body"), "main");
    set(add(add(main_, "h1"), "bdi", title), "dir", "auto");
  }

  std::string write() {
    std::size_t planned = 0;
    std::size_t sheets = 0;
    for (const Outcome& outcome : outcomes_) {
      planned += outcome.state == Outcome::State::planned ? 1 : 0;
      sheets += sheets_of(outcome);
    }
    const std::size_t failed = outcomes_.size() - planned;
    add(main_, "p",
        failed == 0 ? language_.say(word::cohort_all_planned{.planned = planned})
                    : language_.say(word::cohort_some_planned{.planned = planned, .failed = failed}));
    if (sheets > 0) add(main_, "p", language_.say(word::cohort_sheets_in_all{.sheets = sheets}));
    add_ways();
    if (failed > 0) add_failed();
    if (planned > 0) add_plans();
    return writer_.bytes() + "\n";
  }

 private:
  void add_failed() {
    add(main_, "h2", language_.say(word::cohort_without_plan{}));
    Element list = set(add(main_, "ul"), "class", "failed");
    for (const Outcome& outcome : outcomes_) {
      if (outcome.state == Outcome::State::planned) continue;
      add_failure(add(list, "li"), outcome);
    }
  }

  void add_failure(Element item, const Outcome& outcome) {
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
  void add_reason(Element item, std::string_view text) {
    if (language_.words_tag() == "en") {
      add_quoting(item, text);
    } else {
      add_quoting(set(set(add(item, "span"), "lang", "en"), "dir", "ltr"), text);
    }
  }

  /// Links to the files of all.
  void add_ways() {
    Element ways = set(add(main_, "p"), "class", "ways");
    if (!combined_.empty())
      set(add(ways, "a", language_.say(word::cohort_combined{})), "href", address_of(combined_));
    set(add(ways, "a", language_.say(word::cohort_as_table{})), "href", table_file);
  }

  void add_plans() {
    add(main_, "h2", language_.say(word::cohort_plans{}));
    add_legend();
    for (const Outcome& outcome : outcomes_) ++namesakes_[outcome.learner];
    add_finding();
    // On narrow screens rows are stacked, and no browser then takes them for a table by itself.
    Element table = set(add(main_, "table"), "role", "table");
    add_heads(table);
    Element body = set(add(table, "tbody"), "role", "rowgroup");
    for (const Outcome& outcome : outcomes_) {
      if (outcome.state == Outcome::State::planned) add_row(body, outcome);
    }
    add_text(set(add(main_, "script"), "type", "text/javascript"), script);
  }

  /// What the bars mean, and on which scale they are.
  void add_legend() {
    add(main_, "p", language_.say(word::cohort_legend{}));
    const auto [start, deadline] = (scale_.undated ? days_ : dates_).plan();
    add_dates(add(main_, "p"), language_.say(word::cohort_scale{.start = start, .deadline = deadline}));
  }

  /// A field that only scripts make work, and show.
  void add_finding() {
    Element find = set(set(add(main_, "p"), "class", "find"), "hidden", "hidden");
    Element label = add(find, "label", language_.say(word::cohort_find{}) + " ");
    set(add(label, "input"), "type", "search");
    Element none = set(set(add(find, "span"), "class", "none"), "role", "status");
    set(none, "data-text", fmt::format(" {}", language_.say(word::cohort_none_found{})));
  }

  /// The columns, and whether rows are sorted by them.
  void add_heads(Element table) {
    Element row = set(add(set(add(table, "thead"), "role", "rowgroup"), "tr"), "role", "row");
    const auto add_head = [&](const std::string& name, bool sorts) {
      Element head = set(set(add(row, "th", name), "scope", "col"), "role", "columnheader");
      if (sorts) set(head, "data-sort", "");
    };
    add_head(language_.say(word::cohort_learner{}), true);
    add_head(language_.say(word::cohort_files{}), false);
    add_head(language_.say(word::cohort_from{}), true);
    add_head(language_.say(word::cohort_to{}), true);
    add_head(language_.say(word::cohort_lessons{}), true);
    add_head(language_.say(word::cohort_fullest_day{}), true);
    add_head(language_.say(word::cohort_load{}), false);
    add_head(language_.say(word::cohort_can_miss{}), true);
  }

  void add_row(Element body, const Outcome& outcome) {
    Element row = set(add(body, "tr"), "role", "row");
    add_learner(row, outcome);
    add_files(add_cell(row, word::cohort_files{}), outcome);
    add_date(add_cell(row, word::cohort_from{}), outcome, outcome.start);
    add_date(add_cell(row, word::cohort_to{}), outcome, outcome.deadline);
    const std::string lessons = language_.say(
        word::cohort_lessons_in{.lessons = outcome.lessons, .duration = language_.duration(outcome.load)});
    add_number(add_cell(row, word::cohort_lessons{}), lessons, outcome.load.count);
    const std::string fullest =
        language_.say(word::load_of_budget{.load = outcome.fullest.count, .budget = outcome.budget.count});
    add_number(add_cell(row, word::cohort_fullest_day{}), fullest, outcome.fullest.count);
    add_chart(add_cell(row, word::cohort_load{}), outcome, scale_, language_);
    add_cushion(add_cell(row, word::cohort_can_miss{}), outcome);
  }

  /// A cell below the head of `Key`.
  template <class Key>
  Element add_cell(Element row, const Key& key) const {
    return set(set(add(row, "td"), "role", "cell"), "data-name", language_.say(key));
  }

  void add_learner(Element row, const Outcome& outcome) {
    Element who = set(set(add(row, "th"), "scope", "row"), "role", "rowheader");
    add_name(who, outcome, language_);
    if (!outcome.learner.empty() && namesakes_[outcome.learner] > 1)
      add(who, "small",
          language_.say(
              word::facts{.first = language_.say(word::row{.number = outcome.row}), .second = outcome.name}));
    if (!outcome.notes.empty()) add(who, "small", outcome.notes);
  }

  void add_files(Element cell, const Outcome& outcome) const {
    set(cell, "class", "files");
    for (const std::string& file : outcome.files) {
      Element link = set(add(cell, "a", kind_of(file)), "href", file);
      // Links with the same text lead to different files: the spoken name tells whose.
      const std::string whose =
          outcome.learner.empty() ? language_.say(word::row{.number = outcome.row}) : outcome.learner;
      set(link, "aria-label", language_.say(word::cohort_file_for{.file = kind_of(file), .learner = whose}));
      add_text(cell, " ");
    }
    if (outcome.files.empty()) add_text(cell, language_.say(word::cohort_no_files{}));
    if (outcome.pages > 0)
      add(cell, "small", language_.say(word::cohort_sheets{.sheets = sheets_of(outcome)}));
  }

  /// Cells sort by `key` where their text is another.
  static void add_number(Element cell, const std::string& text, std::int64_t key) {
    set(set(cell, "class", "number"), "data-key", std::to_string(key));
    add_text(cell, text);
  }

  /// The dates of a learner's plan, or its days by number.
  const Dates& dates_of(const Outcome& outcome) const { return outcome.undated ? days_ : dates_; }

  void add_date(Element cell, const Outcome& outcome, Date date) const {
    const Dates plain = dates_of(outcome).in(Dates::Form::plain);
    if (outcome.undated) {
      const std::string day = days_language_.heading(plain.date(date));
      return add_number(cell, day, (date - first_date).count() + 1);
    }
    add_number(cell, "", date.time_since_epoch().count());
    set(add(cell, "time", plain.date(date)), "datetime", to_iso(date));
  }

  void add_cushion(Element cell, const Outcome& outcome) const {
    const std::size_t most = outcome.cushion.empty() ? 0 : outcome.cushion.back().days;
    set(cell, "data-key", std::to_string(most));
    if (outcome.cushion.empty()) {
      add_text(cell, language_.say(word::cohort_no_day{}));
    } else {
      add_dates(cell, facts::missable_days(outcome.cushion, dates_of(outcome)));
    }
  }

  const Language& language_;
  std::span<const Outcome> outcomes_;
  std::string combined_;
  Scale scale_;
  Language days_language_;
  Dates dates_;                                   ///< in one style for all rows
  Dates days_;                                    ///< of plans without dates
  std::map<std::string, std::size_t> namesakes_;  ///< how many learners have a name
  xml::Writer writer_;
  Element main_;
};

}  // namespace

std::string index_page(const std::string& title, std::span<const Outcome> outcomes, const Language& language,
                       const std::string& combined) {
  return Page(title, outcomes, language, combined).write();
}

}  // namespace pensum::cohort
