#include "cohort/index_page.hpp"

#include "facts/notes.hpp"
#include "language/language.hpp"
#include "language/words.hpp"

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
void add_name(xml_node parent, const Outcome& outcome) {
  if (outcome.learner.empty()) {
    add(parent, "span", fmt::format("row {}", outcome.row));
  } else {
    set(add(parent, "bdi", outcome.learner), "dir", "auto");
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

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string span_name(facts::Span span, std::size_t count) {
  switch (span) {
    case facts::Span::day:
      return counted(count, "study day", "study days");
    case facts::Span::week:
      return counted(count, "week", "weeks");
    case facts::Span::month:
      return counted(count, "month", "months");
    case facts::Span::year:
      break;
  }
  return counted(count, "year", "years");
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

void add_chart(xml_node parent, const Outcome& outcome) {
  std::int64_t most = 1;
  for (const Outcome::Bar& bar : outcome.bars) most = std::max(most, (bar.lessons + bar.reviews).count);
  const std::size_t width = std::max<std::size_t>(outcome.bars.size(), 1) * bar_pitch;
  xml_node chart = set(add(parent, "svg"), "viewBox", fmt::format("0 0 {} {}", width, chart_height));
  set(chart, "role", "img");
  set(chart, "aria-label",
      fmt::format("Load over {}, at most {}", span_name(outcome.span, outcome.bars.size()),
                  words::duration(Minutes{outcome.bars.empty() ? 0 : most})));
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
  Page(const std::string& title, std::span<const Outcome> outcomes) : language_("en"), outcomes_(outcomes) {
    html_ = document_.append_child("html");
    set(html_, "lang", words::language);
    xml_node head = add(html_, "head");
    set(add(head, "meta"), "charset", "utf-8");
    set(set(add(head, "meta"), "name", "viewport"), "content", "width=device-width, initial-scale=1");
    add(head, "title", title + " – study plans");
    xml_node sheet = head.append_child("style");
    sheet.append_child(pugi::node_pcdata).set_value(style);
    main_ = add(add(html_, "body"), "main");
    set(add(add(main_, "h1"), "bdi", title), "dir", "auto");
  }

  std::string write() {
    std::size_t planned = 0;
    for (const Outcome& outcome : outcomes_) planned += outcome.state == Outcome::State::planned ? 1 : 0;
    const std::size_t failed = outcomes_.size() - planned;
    std::string summary = counted(planned, "learner has a plan", "learners have a plan");
    if (failed > 0) summary += fmt::format(", {} {} none", failed, failed == 1 ? "has" : "have");
    add(main_, "p", summary + ".");
    if (failed > 0) add_failed();
    if (planned > 0) add_plans();
    return bytes();
  }

 private:
  void add_failed() {
    add(main_, "h2", "Without a plan");
    xml_node list = set(add(main_, "ul"), "class", "failed");
    for (const Outcome& outcome : outcomes_) {
      if (outcome.state == Outcome::State::planned) continue;
      xml_node item = add(list, "li");
      add_name(add(item, "strong"), outcome);
      add_quoting(
          item, (outcome.learner.empty() ? ": " : fmt::format(" (row {}): ", outcome.row)) + outcome.reason);
    }
  }

  void add_plans() {
    add(main_, "h2", "Plans");
    xml_node legend =
        add(main_, "p",
            "Load: lessons dark, reviews lighter; a bar is a study day, in long plans a week, a month "
            "or a year. ");
    set(add(legend, "a", "The same as a table"), "href", "cohort.csv");
    for (const Outcome& outcome : outcomes_) ++namesakes_[outcome.learner];
    // It may be wider than a telephone: then it scrolls by itself, by keyboard too.
    xml_node frame = set(set(add(main_, "div"), "class", "frame"), "tabindex", "0");
    set(set(frame, "role", "region"), "aria-label", "Plans");
    xml_node table = add(frame, "table");
    xml_node head = add(add(table, "thead"), "tr");
    for (const char* text :
         {"Learner", "From", "To", "Lessons", "Fullest day", "Load", "Can miss", "Files"}) {
      set(add(head, "th", text), "scope", "col");
    }
    xml_node body = add(table, "tbody");
    for (const Outcome& outcome : outcomes_) {
      if (outcome.state == Outcome::State::planned) add_row(body, outcome);
    }
  }

  void add_row(xml_node body, const Outcome& outcome) {
    xml_node row = add(body, "tr");
    xml_node who = set(add(row, "th"), "scope", "row");
    add_name(who, outcome);
    if (!outcome.learner.empty() && namesakes_[outcome.learner] > 1)
      add(who, "small", fmt::format("row {}, {}", outcome.row, outcome.name));
    if (!outcome.notes.empty()) add(who, "small", outcome.notes);
    for (const Date date : {outcome.start, outcome.deadline}) {
      xml_node time =
          add(set(add(row, "td"), "class", "number"), "time", language_.weekday_day_month_year(date));
      set(time, "datetime", to_iso(date));
    }
    const auto cell = [&](const std::string& text) { set(add(row, "td", text), "class", "number"); };
    cell(fmt::format("{} in {}", outcome.lessons, words::duration(outcome.load)));
    cell(fmt::format("{} of {}", outcome.fullest.count, words::minutes(outcome.budget)));
    add_chart(add(row, "td"), outcome);
    const Dates dates(language_, {outcome.start, outcome.deadline});
    add(row, "td", outcome.cushion.empty() ? "no day" : facts::missable_days(outcome.cushion, dates));
    xml_node files = set(add(row, "td"), "class", "files");
    for (const std::string& file : outcome.files) {
      xml_node link = set(add(files, "a", kind_of(file)), "href", file);
      // Links with the same text lead to different files: the spoken name tells whose.
      const std::string whose =
          outcome.learner.empty() ? fmt::format("row {}", outcome.row) : outcome.learner;
      set(link, "aria-label", fmt::format("{} for {}", kind_of(file), whose));
      files.append_child(pugi::node_pcdata).set_value(" ");
    }
    if (outcome.files.empty()) files.append_child(pugi::node_pcdata).set_value("none");
  }

  std::string bytes() const {
    struct Writer final : pugi::xml_writer {
      std::string bytes = "<!DOCTYPE html>\n";
      void write(const void* data, std::size_t size) override {
        bytes.append(static_cast<const char*>(data), size);
      }
    } writer;
    document_.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    writer.bytes += '\n';
    return std::move(writer.bytes);
  }

  Language language_;
  std::span<const Outcome> outcomes_;
  std::map<std::string, std::size_t> namesakes_;  ///< how many learners have a name
  pugi::xml_document document_;
  xml_node html_;
  xml_node main_;
};

}  // namespace

std::string index_page(const std::string& title, std::span<const Outcome> outcomes) {
  return Page(title, outcomes).write();
}

}  // namespace pensum::cohort
