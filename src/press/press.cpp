#include "press/press.hpp"

#include "base/heap.hpp"
#include "calendar/ics_writer.hpp"
#include "epub/epub.hpp"
#include "facts/days_in_words.hpp"
#include "facts/missing_characters.hpp"
#include "handout/plan_file.hpp"
#include "io/files.hpp"
#include "language/dates.hpp"
#include "layout/sections.hpp"
#include "page/compose.hpp"
#include "page/slip.hpp"
#include "pdf/pdf.hpp"
#include "plan/past.hpp"
#include "press/attachments.hpp"
#include "press/lesson_texts.hpp"
#include "report/explanation.hpp"
#include "report/report.hpp"
#include "shelf/fonts.hpp"
#include "shelf/hyphenation.hpp"
#include "shelf/layouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <variant>

namespace pensum::press {

namespace {

// A roster may name a layout, a stylesheet and a language a row.
constexpr std::size_t most_kept = 64;

/// What the pages of a PDF are made of. All pages are in memory until the first is written, because each
/// tells how many there are, and some on which others stand: some 5 KB an entry, so that a PDF takes less
/// than 1 GB.
constexpr std::size_t most_entries = 150'000;
constexpr std::size_t most_text_bytes = std::size_t{16} << 20;
constexpr std::size_t least_memory_of_entry = 4096;
constexpr std::size_t least_memory_of_byte = 32;

/// Keeps `value` under `key`, and not too many beside it.
template <class Value>
Value& keep(std::map<std::string, Value>& kept, const std::string& key, Value value) {
  if (kept.size() >= most_kept) kept.clear();
  return kept.insert_or_assign(key, std::move(value)).first->second;
}

template <class Value>
Value* find(std::map<std::string, Value>& kept, const std::string& key) {
  const auto found = kept.find(key);
  return found == kept.end() ? nullptr : &found->second;
}

std::size_t bytes_in(const Reading& reading) {
  std::size_t bytes = text_bytes(reading.blocks);
  for (const RichText& note : reading.notes) bytes += note.text.size();
  return bytes;
}

/// What is going to be on a plan's pages.
struct Amount {
  std::size_t entries = 0;
  std::size_t bytes = 0;  ///< of text
};

Amount amount_on_pages(const Plan& plan, const std::optional<page::LessonTexts>& texts) {
  Amount amount{.entries = plan.days.size()};
  const auto add = [&](const std::string& text) { amount.bytes += text.size(); };
  for (const StudyDay& day : plan.days) {
    amount.entries += day.tasks.size() + day.reviews.size();
    for (const Task& task : day.tasks) {
      const Lesson& lesson = plan.catalog->lessons[task.lesson];
      add(lesson.title);
      add(lesson.summary.text);
    }
    for (const Review& review : day.reviews) add(plan.catalog->lessons[review.lesson].title);
  }
  for (const LessonIndex lesson : plan.lessons) {
    for (const Check& check : plan.catalog->lessons[lesson].checks) {
      ++amount.entries;
      add(check.question.text);
      add(check.answer.text);
    }
  }
  if (texts) {
    for (const Reading* reading : texts->of) amount.bytes += reading == nullptr ? 0 : bytes_in(*reading);
  }
  return amount;
}

/// Whether the pages can be set in seconds and in the memory of a small machine.
Result<void> fits_on_pages(const Amount& amount) {
  if (amount.entries > most_entries) {
    return failure(fmt::format("a PDF holds at most {} days, lessons, reviews and questions; the plan has {}",
                               most_entries, amount.entries),
                   "make a smaller plan, or write an EPUB");
  }
  if (amount.bytes > most_text_bytes) {
    return failure(fmt::format("a PDF holds at most {} bytes of lessons’ text; the plan has {}",
                               most_text_bytes, amount.bytes),
                   "make a smaller plan, or write an EPUB");
  }
  return {};
}

}  // namespace

const Result<text::FontSet>& Press::fonts() {
  if (!fonts_) fonts_ = shelf::load_fonts(resources_);
  return *fonts_;
}

Result<text::Typesetter*> Press::typesetter(const std::string& language, text::PlainWords plain_words) {
  if (text::Typesetter* kept = find(typesetters_, language)) return kept;
  const Result<text::FontSet>& set = fonts();
  if (!set) return std::unexpected(set.error());
  Result<text::Hyphenator> hyphenator = shelf::load_hyphenation(resources_, language);
  if (!hyphenator) return std::unexpected(std::move(hyphenator.error()));
  text::Typesetter made(*set, language, *std::move(hyphenator), plain_words);
  if (run_ == Run::many) made.keep_paragraphs();
  return &keep(typesetters_, language, std::move(made));
}

namespace {

/// The study days of an undated plan, those that follow each other as one stretch: “0-4 7-11”.
std::string which_days(const Plan& plan) {
  std::string text = " undated";
  for (std::size_t i = 0, last = 0; i < plan.days.size(); i = last + 1) {
    for (last = i; last + 1 < plan.days.size() && plan.days[last].date + days{1} == plan.days[last + 1].date;)
      ++last;
    const auto number = [](Date date) { return (date - first_date).count(); };
    text += fmt::format(" {}-{}", number(plan.days[i].date), number(plan.days[last].date));
  }
  return text;
}

}  // namespace

const Language& Press::language(const Plan& plan) {
  std::string key =
      fmt::format("{} {}", plan.language, plan.first_weekday ? weekday_index(*plan.first_weekday) : 7);
  if (plan.undated) key += which_days(plan);
  if (const Language* kept = find(languages_, key)) return *kept;
  return keep(languages_, key, facts::with_days_of(Language(plan.language, plan.first_weekday), plan));
}

Result<layout::Layout> Press::layout(const Rendering& rendering) {
  const layout::Layout* kept = find(layouts_, layout_name(rendering));
  if (kept == nullptr) {
    Result<layout::Layout> loaded = shelf::load_layout(layout_name(rendering), resources_);
    if (!loaded) return std::unexpected(about("layout", std::move(loaded.error())));
    kept = &keep(layouts_, layout_name(rendering), *std::move(loaded));
  }
  Result<layout::Layout> chosen = layout::with_sections(*kept, rendering.asked.sections);
  if (chosen) chosen->hand = rendering.asked.hand;
  return chosen;
}

Result<std::string> Press::built_in_style() {
  if (const std::string* kept = find(styles_, "")) return *kept;
  Result<std::string> style = io::read_file(resources_.layouts() / "epub.css");
  if (style) keep(styles_, "", *style);
  return style;
}

Result<std::string> Press::own_style(const std::string& file) {
  if (file.empty()) return std::string();
  if (const std::string* kept = find(styles_, file)) return *kept;
  Result<std::string> style = shelf::load_stylesheet(file);
  if (!style) return std::unexpected(about("epub-css", std::move(style.error())));
  return keep(styles_, file, *std::move(style));
}

/// The plan with its learner's name in letters that the fonts have: as it is, else in Latin ones; a line to
/// write it on if there is no way.
Plan Press::with_writable_name(const Plan& plan, const text::FontSet& set, Diagnostics& warnings) {
  Plan written = plan;
  written.learner = latin_.name(plan.learner);
  std::string instead = fmt::format("it is shown as “{}”", shown(written.learner));
  if (!set.has_all(written.learner)) {
    written.learner = "____________";
    instead = "a line to write it on is shown instead";
  }
  warnings.push_back(
      {Severity::warning,
       {},
       fmt::format("no font has all letters of the learner’s name “{}”: {}", shown(plan.learner), instead),
       "put a .ttf, .otf or .ttc font that has them into fonts/"});
  return written;
}

namespace {

/// Books count a plan's days from its very beginning.
void count_past_days(const Plan& plan, std::vector<PrintedPage>& starts) {
  for (PrintedPage& page : starts) {
    if (auto* day = std::get_if<InDay>(&page.start)) day->day += plan.past.size();
  }
}

/// “1, 3–5”, of numbers that count from 0.
std::string in_words(const std::vector<std::size_t>& pages) {
  std::string text;
  for (std::size_t i = 0, last = 0; i < pages.size(); i = last + 1) {
    for (last = i; last + 1 < pages.size() && pages[last + 1] == pages[last] + 1;) ++last;
    text += text.empty() ? "" : ", ";
    text += last == i ? std::to_string(pages[i] + 1) : fmt::format("{}–{}", pages[i] + 1, pages[last] + 1);
  }
  return text;
}

/// The attachments with the pages on which the plan is, by which they can be kept another time.
std::vector<pdf::Attachment> with_places(std::vector<pdf::Attachment> attachments,
                                         const PlacedPages& placed) {
  const auto plan = std::ranges::find(attachments, plan_name, &pdf::Attachment::name);
  if (plan != attachments.end()) plan->bytes = share(handout::with_pages(*plan->bytes, placed));
  return attachments;
}

bool prints_texts(const layout::Layout& layout) {
  return std::ranges::find(layout.sections, layout::SectionKind::readings, &layout::Section::kind) !=
         layout.sections.end();
}

}  // namespace

Result<Pages> Press::compose(const Plan& plan, const Rendering& rendering) {
  return compose(plan, rendering, WithSlip::no);
}

Result<Pages> Press::compose(const Plan& plan, const Rendering& rendering, WithSlip slip) {
  const Result<layout::Layout> layout = this->layout(rendering);
  if (!layout) return std::unexpected(layout.error());
  const Result<text::Typesetter*> typesetter = this->typesetter(plan.catalog->language);
  if (!typesetter) return std::unexpected(typesetter.error());
  Pages pages{.document = {}, .layout = layout->title, .fonts = (*typesetter)->fonts(), .warnings = {}};
  if (rendering.asked.sections.empty()) pages.left_out = layout->left_out;
  std::optional<page::LessonTexts> texts;
  if (prints_texts(*layout)) {
    Result<page::LessonTexts> opened = texts_to_print(plan, rendering, pages.warnings);
    if (!opened) return std::unexpected(std::move(opened.error()));
    texts = *std::move(opened);
  }
  const Amount amount = amount_on_pages(plan, texts);
  if (Result<void> fits = fits_on_pages(amount); !fits) return std::unexpected(std::move(fits.error()));
  expect_memory(std::max(amount.entries * least_memory_of_entry, amount.bytes * least_memory_of_byte));
  // Of other pages than those in hand none can be kept.
  const KeptPages* kept = rendering.kept.get();
  if (kept != nullptr && kept->pages.sections.size() != layout->sections.size()) kept = nullptr;
  const auto set = [&](const Plan& shown) {
    pages.document = page::compose(shown, *layout, language(shown), **typesetter, rendering.date,
                                   pages.warnings, kept, texts ? &*texts : nullptr);
    const bool has_changes = pages.document.changed && !pages.document.changed->empty();
    if (slip == WithSlip::yes && has_changes)
      pages.slip = page::add_slip(shown, *layout, language(shown), **typesetter, *kept, pages.document);
  };
  const auto set_named = [&](const Plan& whole) {
    set(pages.fonts.has_all(whole.learner) ? whole : with_writable_name(whole, pages.fonts, pages.warnings));
  };
  if (kept == nullptr) {
    set_named(plan);
    count_past_days(plan, pages.document.starts);
  } else {
    set_named(with_past(plan, kept->start));
  }
  return pages;
}

namespace {

/// What a PDF of these pages has.
std::string contents_of(const Pages& pages) {
  const std::size_t count = pages.document.pages.size();
  std::string contents = fmt::format("{} page{}, {}", count, count == 1 ? "" : "s", pages.layout);
  if (const std::optional<Weekday> from = pages.document.placed.weeks_from) {
    contents += fmt::format(", weeks from {} on to save one (--week-start changes that)",
                            Language("en").weekday_long(*from));
  }
  if (!pages.document.changed) return contents;
  const std::vector<std::size_t>& changed = *pages.document.changed;
  if (changed.empty()) return contents + ", none of them changed";
  return contents + fmt::format(", changed: {}", in_words(changed));
}

Result<Rendered> rendered(Result<std::string> bytes, std::string contents, Diagnostics warnings,
                          std::vector<layout::SectionKind> left_out) {
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return Rendered{.bytes = *std::move(bytes),
                  .contents = std::move(contents),
                  .warnings = std::move(warnings),
                  .left_out = std::move(left_out)};
}

}  // namespace

Result<Rendered> Press::pdf(const Pages& pages, const Rendering& rendering) {
  const std::vector<pdf::Attachment> attachments = with_places(rendering.attachments, pages.document.placed);
  return rendered(pdf::write(pages.document, pages.fonts, attachments, &packer_), contents_of(pages),
                  pages.warnings, pages.left_out);
}

Result<Rendered> Press::pdf(Pages&& pages, const Rendering& rendering) {
  const std::vector<pdf::Attachment> attachments = with_places(rendering.attachments, pages.document.placed);
  std::string contents = contents_of(pages);
  return rendered(pdf::write(std::move(pages.document), pages.fonts, attachments, &packer_),
                  std::move(contents), pages.warnings, pages.left_out);
}

Result<std::optional<Rendered>> Press::changes(const Plan& plan, const Rendering& rendering) {
  Result<Pages> pages = compose(plan, rendering, WithSlip::yes);
  if (!pages) return std::unexpected(std::move(pages.error()));
  const std::vector<std::size_t> changed = pages->document.changed.value_or(std::vector<std::size_t>());
  if (changed.empty()) return std::optional<Rendered>();
  // What to read first is first.
  std::vector<std::size_t> printed;
  for (std::size_t i = pages->slip; i > 0; --i) printed.push_back(pages->document.pages.size() - i);
  std::ranges::copy(changed, std::back_inserter(printed));
  std::string contents =
      fmt::format("a slip of what changed, page{} {}", changed.size() == 1 ? "" : "s", in_words(changed));
  Result<Rendered> written =
      rendered(pdf::write(document::excerpt(std::move(pages->document), printed), pages->fonts, {}, &packer_),
               std::move(contents), {}, {});
  if (!written) return std::unexpected(std::move(written.error()));
  return *std::move(written);
}

/// What draws the book's cover, perhaps on another thread. A book can do without one: what keeps it from
/// being drawn is a warning, and nothing is given. `plan` and `warnings`, to which it adds, outlive it.
std::function<std::string()> Press::cover(const Plan& plan, Diagnostics& warnings) {
  // One cover has some twenty words.
  const Result<text::Typesetter*> typesetter = this->typesetter(
      plan.catalog->language, run_ == Run::one ? text::PlainWords::shaped : text::PlainWords::looked_up);
  const Result<void> ready = cover::get_ready();
  if (!typesetter || !ready) {
    for (Diagnostic problem : typesetter ? ready.error() : typesetter.error()) {
      problem.severity = Severity::warning;
      warnings.push_back(std::move(problem));
    }
    return {};
  }
  // The language is the cover's own: those that are kept may go when another one comes.
  return [this, &plan, &warnings, &typesetter = **typesetter, language = language(plan)] {
    const text::FontSet& set = typesetter.fonts();
    std::string picture = set.has_all(plan.learner)
                              ? covers_.draw(plan, language, typesetter)
                              : covers_.draw(with_writable_name(plan, set, warnings), language, typesetter);
    const std::vector<char32_t> missing = typesetter.take_missing();
    std::ranges::move(facts::missing_characters(plan, missing), std::back_inserter(warnings));
    std::ranges::move(set.problems(missing), std::back_inserter(warnings));
    return picture;
  };
}

/// Those of the plans before, where it is the same course.
Result<epub::Texts*> Press::texts(const Plan& plan, const Rendering& rendering, Diagnostics& warnings) {
  if (rendering.readings == nullptr) return nullptr;
  if (!texts_ || texts_of_ != rendering.readings) {
    Result<epub::Texts> opened = epub::Texts::of(plan.catalog, rendering.readings, prepared::course());
    if (!opened) return std::unexpected(std::move(opened.error()));
    texts_ = *std::move(opened);
    texts_of_ = rendering.readings;
  }
  if (texts_->kept() > most_texts_kept) texts_->forget();
  warn_of_missing(*plan.catalog, [&](LessonIndex lesson) { return texts_->has(lesson); }, warnings);
  return &*texts_;
}

Result<Rendered> Press::epub(const Plan& plan, const Rendering& rendering,
                             const std::function<PageList()>& pages) {
  Result<std::string> style = built_in_style();
  if (!style) return std::unexpected(std::move(style.error()));
  Result<std::string> own = own_style(rendering.asked.epub_css);
  if (!own) return std::unexpected(std::move(own.error()));
  Rendered rendered{.bytes = {}, .contents = "a book for e-readers", .warnings = {}};
  const Result<epub::Texts*> texts = this->texts(plan, rendering, rendered.warnings);
  if (!texts) return std::unexpected(texts.error());
  const std::optional<Plan> whole = with_past(plan);
  std::function<std::string()> draw_cover = cover(whole ? *whole : plan, rendered.warnings);
  std::vector<epub::CarriedFile> carried = carried_in_book(rendering.attachments, rendering.asked);
  Result<std::string> bytes = epub::write(plan, language(plan),
                                          {.date = rendering.date,
                                           .style = *std::move(style),
                                           .own_style = *std::move(own),
                                           .cover = std::move(draw_cover),
                                           .pages = pages,
                                           .collection = rendering.collection,
                                           .owner = rendering.owner,
                                           .texts = *texts,
                                           .carried = std::move(carried),
                                           .packer = &packer_,
                                           .made_of = &rendered.made_of});
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  rendered.bytes = *std::move(bytes);
  return rendered;
}

std::vector<std::string> Press::explanation(const Plan& plan, const Rendering& rendering) {
  if (!rendering.explained) return {};
  return report::explain(plan);
}

Result<Rendered> Press::ics(const Plan& plan, const Rendering& rendering) {
  if (plan.undated) {
    return std::unexpected(
        about("undated", failure("a plan without dates cannot be in a calendar",
                                 "leave out the calendar (.ics), or make a plan with dates for it")
                             .error()));
  }
  Result<std::string> bytes = calendar::write_ics(plan, language(plan), rendering.asked.entries,
                                                  rendering.date, rendering.earlier, rendering.owner);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return Rendered{*std::move(bytes), "the plan for a calendar", {}};
}

Rendered Press::json(const Plan& plan, const Rendering& rendering) {
  return {report::to_json(plan, explanation(plan, rendering)), "the plan as data", {}};
}

Rendered Press::text(const Plan& plan, const Rendering& rendering) {
  return {report::to_text(plan, language(plan), explanation(plan, rendering)), "the plan as text", {}};
}

}  // namespace pensum::press
