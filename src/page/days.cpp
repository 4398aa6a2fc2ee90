// The days: a block for each study day, whole on a page unless it is longer than one, with the room
// that a page has left given to lines to write on.
#include "language/words.hpp"
#include "page/box_rows.hpp"
#include "page/composition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pensum::page {
namespace {

int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

/// The left edges that all days share, and the widths between them.
struct Columns {
  bool stacked = false;  ///< narrow pages: the date stands above the lessons, not beside them
  Points date_width;
  Points box;
  Points number_right;
  Points title;
  Points title_width;
  Points minutes_right;
  bool number_above = false;  ///< ids too wide for a column stand above the title
};

/// A lesson as it is drawn: its texts, broken, and the part of them that this piece draws.
struct Row {
  std::size_t task = 0;
  bool first_piece = true;  ///< bears the box, the number and the minutes
  TextBlock path;           ///< the path's title where the path begins
  TextBlock title;
  TextBlock summary;
  Points height;
};

/// A review with its title, cut where it is very long; or a row of boxes with numbers.
struct ReviewLine {
  std::size_t review = 0;
  std::size_t last = 0;  ///< of a row: one past its last review
  TextBlock title;
};

/// What stays together: a whole day, or a piece of one that is longer than a page.
struct Piece {
  std::size_t day = 0;
  bool first = true;  ///< of its day
  bool last = true;
  std::vector<Row> rows;
  std::vector<ReviewLine> reviews;
  bool starts_reviews = true;  ///< whether the word stands above them
  Points height;
};

class Days {
 public:
  Days(Composition& c, const Section& section)
      : c_(c), canvas_(c.canvas), layout_(canvas_.layout()), section_asked_(section) {
    c_.use_column(0, section.columns);
    find_widest();
    set_columns();
    for (const StudyDay& day : c.plan.days) {
      const bool wraps = day.latest && canvas_.line(latest(day), Type::small).width > latest_width();
      if (wraps && !columns_.stacked) latest_lines_ = 2;
    }
    for (std::size_t d = 0; d < c.plan.days.size(); ++d) add_day(d);
    c_.use_column(0, 1);
  }

  void draw() {
    if (section_asked_.own_page) {
      for (std::size_t first = 0, last = 0; first < pieces_.size(); first = last) {
        while (last < pieces_.size() && pieces_[last].day == pieces_[first].day) ++last;
        draw_pieces(first, last, {.gap = {}, .start = Flow::Start::own_page});
      }
    } else {
      save_a_page();
      draw_pieces(0, pieces_.size(), {.columns = section_asked_.columns, .gap = layout_.leading});
    }
  }

 private:
  std::vector<Block> blocks_of(std::size_t first, std::size_t last) const {
    std::vector<Block> blocks;
    blocks.reserve(last - first);
    for (std::size_t i = first; i < last; ++i) {
      blocks.push_back({.height = pieces_[i].height,
                        .repeated = pieces_[i].first ? Points{} : header_height(pieces_[i].day)});
    }
    return blocks;
  }

  void draw_pieces(std::size_t first, std::size_t last, const Flow& flow) {
    set_blocks(c_, blocks_of(first, last), flow, [&](const PageRange& page) {
      set_columns();
      draw_page({page.first + first, page.last + first, page.unused});
    });
    set_columns();
  }

  /// Days stand closer together where that spares a page: one that would hold little.
  void save_a_page() {
    const auto pages = [&] {
      return paginate(blocks_of(0, pieces_.size()), {}, layout_.content_height()).size();
    };
    const std::size_t normal = pages();
    if (normal < 3) return;  // one page, and what is begun before it
    tight_ = true;
    measure_again();
    if (pages() < normal) return;
    tight_ = false;
    measure_again();
  }

  void measure_again() {
    for (Piece& piece : pieces_) {
      for (Row& row : piece.rows) row.height = row_height(row);
      piece.height = piece_height(piece);
    }
  }

  Points padding() const { return tight_ ? layout_.leading.scaled(38, 100) : layout_.leading / 2; }
  Points row_gap() const { return layout_.leading.scaled(tight_ ? 28 : 45, 100); }

  void find_widest() {
    for (const StudyDay& day : c_.plan.days) {
      widest_ = std::max(widest_, day.budget);
      const Points date = canvas_.line(c_.language.weekday_day_month(day.date), Type::large).width;
      widest_date_ = std::max(widest_date_, date);
    }
    for (const LessonIndex lesson : c_.plan.lessons) {
      widest_id_ = std::max(widest_id_, canvas_.line(c_.plan.catalog->lessons[lesson].id, Type::body).width);
      if (widest_id_ > layout_.body * 3) break;
    }
    minutes_width_ = canvas_.line(words::minutes({1440}), Type::body).width;
  }

  void set_columns() {
    const Points left = c_.content_left();
    // Beside the lessons where the dates leave them room; some languages' dates are long.
    const Points date = std::max(layout_.large.scaled(78, 10), widest_date_ + layout_.body);
    columns_.stacked = c_.content_width() < layout_.body * 38 || date * 3 > c_.content_width();
    columns_.date_width = columns_.stacked ? Points{} : date;
    columns_.box = left + columns_.date_width;
    columns_.number_above = widest_id_ > layout_.body * 3;
    const Points box_right = columns_.box + layout_.box;
    columns_.number_right = box_right + layout_.body.scaled(8, 10) + widest_id_;
    columns_.title =
        columns_.number_above ? box_right + layout_.body : columns_.number_right + layout_.body.scaled(8, 10);
    columns_.minutes_right = c_.content_right();
    columns_.title_width = columns_.minutes_right - minutes_width_ - layout_.body - columns_.title;
  }

  // ---------------------------------------------------------------- measuring

  Points header_height(std::size_t) const {
    return columns_.stacked ? padding() + canvas_.leading(Type::large) + layout_.leading / 4 : padding();
  }

  /// What the date column takes, beside which the lessons stand.
  Points date_column_height() const {
    if (columns_.stacked) return {};
    return canvas_.leading(Type::large) + canvas_.leading(Type::small) * (2 + latest_lines_) +
           load_bar_height(layout_) + layout_.leading / 2;
  }
  Points latest_width() const { return columns_.date_width - layout_.body; }

  bool begins_path(std::size_t day, std::size_t task) const {
    if (c_.plan.catalog->paths.size() < 2) return false;
    const LessonIndex lesson = c_.plan.days[day].tasks[task].lesson;
    if (c_.plan.days[day].tasks[task].part > 1) return false;
    if (lesson == c_.plan.lessons.front()) return true;
    const auto path = path_of(lesson);
    const auto before = std::ranges::lower_bound(c_.plan.lessons, lesson) - 1;
    return *before < path->first;
  }

  std::vector<Path>::const_iterator path_of(LessonIndex lesson) const {
    const std::vector<Path>& paths = c_.plan.catalog->paths;
    return std::ranges::upper_bound(paths, lesson, {}, &Path::first) - 1;
  }

  Row row_of(std::size_t day, std::size_t task) {
    const Task& planned = c_.plan.days[day].tasks[task];
    const Lesson& lesson = c_.plan.catalog->lessons[planned.lesson];
    Row row{.task = task, .path = {}, .title = {}, .summary = {}, .height = {}};
    if (begins_path(day, task)) {
      const auto path = path_of(c_.plan.days[day].tasks[task].lesson);
      row.path = canvas_.paragraph(path->title, Type::small_bold, columns_.title_width, 1);
    }
    const std::string title =
        planned.parts == 1 ? lesson.title
                           : fmt::format("{} ({})", lesson.title, words::part(planned.part, planned.parts));
    row.title = canvas_.paragraph(title, Type::body_bold, columns_.title_width);
    if (section_asked_.summaries && !lesson.summary.empty())
      row.summary = canvas_.prose(lesson.summary, Type::small, columns_.title_width);
    row.height = row_height(row);
    return row;
  }

  Points row_height(const Row& row) const {
    Points height = row.path.height() + row.title.height() + row.summary.height();
    if (row.first_piece && columns_.number_above) height += canvas_.leading(Type::small);
    return std::max(height, layout_.box + layout_.leading / 4) + row_gap();
  }

  Points piece_height(const Piece& piece) const {
    Points rows;
    for (const Row& row : piece.rows) rows += row.height;
    if (piece.rows.empty() && piece.reviews.empty()) rows = layout_.leading;
    rows += reviews_height(piece);
    if (piece.last && c_.plan.days[piece.day].buffer) rows += layout_.writing_line * buffer_lines;
    const Points beside = piece.first ? date_column_height() : Points{};
    return (piece.first ? header_height(piece.day) : Points{}) + std::max(rows, beside) + padding();
  }

  /// A day without new lessons is a day to review, and to write down what does not stick yet.
  static constexpr std::int64_t buffer_lines = 4;
  /// A title stands in full with its lesson's day.
  static constexpr std::size_t most_lines_of_review = 3;

  Points highest_review() const {
    return review_line_height() +
           canvas_.leading(Type::small) * static_cast<std::int64_t>(most_lines_of_review - 1);
  }
  Points review_box() const { return layout_.box.scaled(7, 10); }
  Points review_line_height() const {
    return std::max(canvas_.leading(Type::small), review_box()) + layout_.leading / 4;
  }
  Points reviews_height(const Piece& piece) const {
    if (piece.reviews.empty()) return {};
    const bool above = piece.starts_reviews && section_asked_.review_titles;
    const Points word = above ? canvas_.leading(Type::small) + layout_.leading / 8 : Points{};
    Points lines;
    for (const ReviewLine& line : piece.reviews) lines += height_of(line);
    return word + lines + row_gap();
  }
  Points height_of(const ReviewLine& line) const {
    const auto more = static_cast<std::int64_t>(line.title.lines.size()) - 1;
    return review_line_height() + line.title.leading * std::max<std::int64_t>(more, 0);
  }

  ReviewLine review_line(std::size_t day, std::size_t review) {
    const Lesson& lesson = c_.plan.catalog->lessons[c_.plan.days[day].reviews[review].lesson];
    return {review, review + 1,
            canvas_.paragraph(lesson.title, Type::small, columns_.title_width, most_lines_of_review)};
  }

  std::vector<ReviewLine> review_lines(std::size_t day) {
    std::vector<ReviewLine> lines;
    const std::size_t count = c_.plan.days[day].reviews.size();
    if (section_asked_.review_titles) {
      for (std::size_t r = 0; r < count; ++r) lines.push_back(review_line(day, r));
      return lines;
    }
    const std::vector<NumberedBox> boxes = review_boxes(*c_.plan.catalog, c_.plan.days[day]);
    BoxRows rows = box_rows();
    for (std::size_t first = 0; first < count;) {
      const Points indent = first == 0 ? reviews_word() : Points{};
      const std::size_t last = rows.end_of_row(boxes, first, indent);
      lines.push_back({first, last, {}});
      first = last;
    }
    return lines;
  }
  BoxRows box_rows() { return {canvas_, Type::small, review_box(), c_.content_right() - columns_.title}; }
  Points reviews_word() { return canvas_.line("Reviews", Type::small_bold).width + layout_.body / 2; }

  void add_day(std::size_t day) {
    Piece whole{.day = day, .rows = {}, .reviews = {}, .height = {}};
    for (std::size_t t = 0; t < c_.plan.days[day].tasks.size(); ++t) whole.rows.push_back(row_of(day, t));
    whole.reviews = review_lines(day);
    whole.height = piece_height(whole);
    if (whole.height <= layout_.content_height()) {
      pieces_.push_back(std::move(whole));
      return;
    }
    add_long_day(std::move(whole));
  }

  /// A day longer than a page becomes pieces of one lesson each and of the reviews; what is longer than
  /// half a page becomes pieces of as many lines as that holds.
  void add_long_day(Piece whole) {
    const std::size_t first_of_day = pieces_.size();
    const Points most = layout_.content_height() / 2;
    const auto add = [&](Piece piece) {
      piece.day = whole.day;
      piece.first = pieces_.size() == first_of_day;
      piece.height = piece_height(piece);
      pieces_.push_back(std::move(piece));
    };
    for (Row& row : whole.rows) {
      std::vector<Row> parts = row.height <= most ? std::vector<Row>{std::move(row)} : split(row, most);
      for (Row& part : parts) {
        Piece piece{.last = false, .rows = {}, .reviews = {}, .height = {}};
        piece.rows.push_back(std::move(part));
        add(std::move(piece));
      }
    }
    const auto fitting =
        static_cast<std::size_t>(std::max<std::int64_t>(1, most.milli / highest_review().milli));
    for (std::size_t first = 0; first < whole.reviews.size(); first += fitting) {
      const std::size_t last = std::min(first + fitting, whole.reviews.size());
      Piece piece{.last = false, .rows = {}, .reviews = {}, .starts_reviews = first == 0, .height = {}};
      for (std::size_t i = first; i < last; ++i) piece.reviews.push_back(std::move(whole.reviews[i]));
      add(std::move(piece));
    }
    pieces_.back().last = true;
    pieces_.back().height = piece_height(pieces_.back());
  }

  std::vector<Row> split(const Row& row, Points most) const {
    std::vector<Row> parts;
    Row part{.task = row.task,
             .path = row.path,
             .title = {{}, row.title.leading, row.title.type},
             .summary = {{}, row.summary.leading, row.summary.type},
             .height = {}};
    const auto flush = [&] {
      part.height = row_height(part);
      parts.push_back(part);
      part.first_piece = false;
      part.path = {};
      part.title.lines.clear();
      part.summary.lines.clear();
    };
    for (const text::Line& line : row.title.lines) {
      part.title.lines.push_back(line);
      if (row_height(part) > most) flush();
    }
    for (const text::Line& line : row.summary.lines) {
      part.summary.lines.push_back(line);
      if (row_height(part) > most) flush();
    }
    if (!part.title.lines.empty() || !part.summary.lines.empty()) flush();
    return parts;
  }

  // ---------------------------------------------------------------- drawing

  void draw_page(const PageRange& page) {
    std::int64_t whole_days = 0;
    for (std::size_t i = page.first; i < page.last; ++i) whole_days += pieces_[i].last ? 1 : 0;
    // The page's unused height becomes room to write, shared by its days; never more than four
    // lines each, so that a short last page stays compact, unless the page is the day's own.
    Points extra = whole_days > 0 && page.unused.milli > 0 ? page.unused / whole_days : Points{};
    if (!section_asked_.own_page) extra = std::min(extra, layout_.writing_line * 4);
    for (std::size_t i = page.first; i < page.last; ++i) {
      Piece& piece = pieces_[i];
      draw_piece(piece, i == page.first && !piece.first);
      if (piece.last) {
        draw_lines(c_.y, extra);
        c_.y += extra;
      }
    }
  }

  InDay start_of(const Piece& piece) const {
    if (piece.first) return {.day = piece.day, .task = 0};
    if (!piece.rows.empty()) return {.day = piece.day, .task = piece.rows.front().task};
    const std::size_t review = piece.reviews.empty() ? 0 : piece.reviews.front().review;
    return {.day = piece.day, .task = c_.plan.days[piece.day].tasks.size() + review};
  }

  void draw_piece(Piece& piece, bool continued) {
    const Points top = c_.y;
    if (c_.days_in == SectionKind::days) c_.stands_here(start_of(piece));
    if (piece.first || continued) draw_header(piece, continued);
    Points y = top + (piece.first || continued ? header_height(piece.day) : Points{});
    if (piece.rows.empty() && piece.reviews.empty()) draw_empty_day(piece, y);
    for (Row& row : piece.rows) {
      draw_row(piece, row, y);
      y += row.height;
    }
    if (!piece.reviews.empty()) draw_reviews(piece, y);
    if (piece.last && c_.plan.days[piece.day].buffer) {
      y += piece.rows.empty() && piece.reviews.empty() ? layout_.leading : reviews_height(piece);
      draw_lines(y, layout_.writing_line * buffer_lines);
    }
    c_.y = top + piece.height + (continued ? header_height(piece.day) : Points{});
  }

  void draw_header(const Piece& piece, bool continued) {
    const StudyDay& day = c_.plan.days[piece.day];
    const Points left = c_.content_left();
    if (!section_asked_.own_page) {
      canvas_.horizontal_rule(left, c_.y, c_.content_width(), layout_.rule, layout_.text);
    }
    const Points top = c_.y + padding();
    if (!continued) {
      section_ = canvas_.element(Role::section, c_.root);
      canvas_.set_place(c_.day_places[piece.day], c_.y);
      canvas_.bookmark(1, c_.language.weekday_day_month(day.date), c_.day_places[piece.day]);
    }
    const std::string date = c_.language.weekday_day_month(day.date);
    // The first line of the lessons and the date stand on one baseline.
    const Points baseline =
        columns_.stacked ? canvas_.baseline(top, Type::large) : canvas_.baseline(top, Type::body_bold);
    const ElementId heading =
        continued ? artifact
                  : canvas_.element(
                        Element{.role = Role::heading2, .parent = section_, .language = c_.date_language()});
    const ElementId link = continued ? artifact : canvas_.element(Role::link, heading);
    text::Line line = canvas_.line(date, Type::large);
    const Points width = line.width;
    canvas_.text(link, left, baseline, layout_.text, std::move(line));
    if (!continued) {
      canvas_.link(link, {left, top, width, canvas_.leading(Type::large)}, c_.overview,
                   "Back to the overview");
    }
    std::string number = words::day_of(piece.day + 1, c_.plan.days.size());
    const std::string load = words::load_of_budget(day.total(), day.budget);
    const std::string plain = number + "  ·  " + load;
    // Where the dates alone do not say the year.
    if (c_.spans_years()) number += "  ·  " + std::to_string(year_of(day.date));
    const ElementId facts = continued ? artifact : c_.in_own_words(Role::paragraph, section_);
    if (columns_.stacked) {
      const std::string both = number + "  ·  " + load;
      std::vector<std::string> facts_to_say{both, plain, load};
      if (day.latest) facts_to_say.insert(facts_to_say.begin(), both + "  ·  " + latest(day));
      if (continued) facts_to_say = {"continued"};
      // As much as stands beside the date.
      text::Line said;
      for (const std::string& fact : facts_to_say) {
        said = canvas_.line(fact, Type::small);
        if (said.width + width + layout_.body <= c_.content_width()) break;
      }
      canvas_.text_right(facts, c_.content_right(), baseline, layout_.secondary, std::move(said));
    } else {
      draw_date_column(facts, day, number, load, continued, top);
    }
    if (!continued) list_ = canvas_.element(Role::list, section_);
  }

  void draw_date_column(ElementId facts, const StudyDay& day, const std::string& number,
                        const std::string& load, bool continued, Points top) {
    const Points left = c_.content_left();
    const Points small = canvas_.leading(Type::small);
    Points y = top + layout_.leading + layout_.leading / 4;
    canvas_.text(facts, left, canvas_.baseline(y, Type::small), layout_.secondary,
                 canvas_.line(continued ? "continued" : number, Type::small));
    if (continued) return;
    y += small;
    canvas_.text(c_.in_own_words(Role::paragraph, section_), left, canvas_.baseline(y, Type::small),
                 layout_.secondary, canvas_.line(load, Type::small));
    y += small + layout_.leading / 4;
    draw_load_bar(canvas_, left, y, columns_.date_width.scaled(3, 4), day, widest_);
    if (!day.latest) return;
    y += load_bar_height(layout_) + layout_.leading / 6;
    const TextBlock until = canvas_.paragraph(latest(day), Type::small, latest_width(), 2);
    canvas_.text(c_.in_own_words(Role::paragraph, section_), left, y, layout_.secondary, until);
  }

  std::string latest(const StudyDay& day) const {
    return words::latest(unbroken(c_.language.weekday_day_month(*day.latest)));
  }

  void draw_empty_day(const Piece& piece, Points y) {
    const ElementId paragraph = c_.in_own_words(Role::paragraph, section_);
    canvas_.text(paragraph, columns_.title, canvas_.baseline(y, Type::body), layout_.secondary,
                 canvas_.line(c_.plan.days[piece.day].buffer ? "Kept free: review what does not stick yet."
                                                             : "Nothing new: room to catch up.",
                              Type::body));
  }

  void draw_reviews(Piece& piece, Points y) {
    if (!section_asked_.review_titles) {
      draw_review_rows(piece, y);
      return;
    }
    if (piece.starts_reviews) {
      const std::string_view word = piece.reviews.size() == 1 ? "Review" : "Reviews";
      draw_reviews_word(word, canvas_.baseline(y, Type::small_bold));
      y += canvas_.leading(Type::small) + layout_.leading / 8;
    }
    for (ReviewLine& line : piece.reviews) {
      const Points height = height_of(line);
      draw_review(c_.plan.days[piece.day].reviews[line.review], line, y);
      y += height;
    }
  }

  void draw_reviews_word(std::string_view word, Points baseline) {
    canvas_.text(c_.in_own_words(Role::paragraph, section_), columns_.title, baseline, layout_.text,
                 canvas_.line(word, Type::small_bold));
    list_ = canvas_.element(Role::list, section_);
  }

  void draw_review_rows(const Piece& piece, Points y) {
    const std::vector<NumberedBox> boxes = review_boxes(*c_.plan.catalog, c_.plan.days[piece.day]);
    BoxRows rows = box_rows();
    for (const ReviewLine& line : piece.reviews) {
      const Points taken = line.review == 0 ? reviews_word() : Points{};
      if (line.review == 0) {
        draw_reviews_word("Reviews", y + (rows.height() + canvas_.cap_height(Type::small)) / 2);
      }
      rows.draw(list_, std::span(boxes).subspan(line.review, line.last - line.review), columns_.title + taken,
                y, taken);
      y += review_line_height();
    }
  }

  void draw_review(const Review& review, ReviewLine& line, Points y) {
    const Lesson& lesson = c_.plan.catalog->lessons[review.lesson];
    const Points baseline = canvas_.baseline(y, Type::small);
    const ElementId item = canvas_.element(Role::list_item, list_);
    const ElementId label = canvas_.element(Role::label, item);
    const Points box = review_box();
    const Points top = baseline - canvas_.cap_height(Type::small) / 2 - box / 2;
    // Its right edge is that of the lessons' boxes: nearer to its number, as small as it is.
    canvas_.tick_box(canvas_.element(Role::form, label), {columns_.box + layout_.box - box, top, box, box},
                     box_name(*c_.plan.catalog, review), box_spoken(*c_.plan.catalog, review));
    const ElementId body = canvas_.element(Role::list_body, item);
    if (!columns_.number_above) {
      canvas_.text_right(label, columns_.number_right, baseline, layout_.secondary,
                         canvas_.line(lesson.id, Type::small));
    }
    canvas_.text(body, columns_.title, y, layout_.text, std::move(line.title));
    canvas_.text_right(body, columns_.minutes_right, baseline, layout_.text,
                       canvas_.line(words::minutes(review.minutes), Type::small));
  }

  void draw_row(const Piece& piece, Row& row, Points y) {
    const Task& task = c_.plan.days[piece.day].tasks[row.task];
    const Lesson& lesson = c_.plan.catalog->lessons[task.lesson];
    const Points title_height = row.title.height();
    if (row.first_piece) {
      if (!row.path.lines.empty()) {
        canvas_.text(canvas_.element(Role::paragraph, section_), columns_.title, y, layout_.accent, row.path);
        list_ = canvas_.element(Role::list, section_);
        y += row.path.height();
      }
      const ElementId item = canvas_.element(Role::list_item, list_);
      const ElementId label = canvas_.element(Role::label, item);
      body_ = canvas_.element(Role::list_body, item);
      const Points first_top = columns_.number_above ? y + canvas_.leading(Type::small) : y;
      const Points baseline = canvas_.baseline(first_top, Type::body_bold);
      draw_box(label, task, baseline);
      if (columns_.number_above) {
        canvas_.text(label, columns_.title, canvas_.baseline(y, Type::small), layout_.secondary,
                     canvas_.line(lesson.id, Type::small));
        y = first_top;
      } else {
        canvas_.text_right(label, columns_.number_right, baseline, layout_.secondary,
                           canvas_.line(lesson.id, Type::body));
      }
      title_ = canvas_.element(Role::paragraph, body_);
      summary_ = artifact;
      draw_title(lesson, std::move(row.title), y);
      canvas_.text_right(title_, columns_.minutes_right, baseline, layout_.text,
                         canvas_.line(words::minutes(task.minutes), Type::body));
    } else {
      draw_title(lesson, std::move(row.title), y);
    }
    y += title_height;
    if (row.summary.lines.empty()) return;
    if (summary_ == artifact) summary_ = canvas_.element(Role::paragraph, body_);
    canvas_.text(summary_, columns_.title, y, layout_.secondary, std::move(row.summary));
  }

  void draw_title(const Lesson& lesson, TextBlock title, Points y) {
    const Points height = title.height();
    if (lesson.url.empty() || title.lines.empty()) {
      canvas_.text(title_, columns_.title, y, layout_.text, std::move(title));
      return;
    }
    const ElementId link = canvas_.element(Role::link, title_);
    canvas_.text(link, columns_.title, y, layout_.accent, std::move(title));
    canvas_.link(link, {columns_.title, y, columns_.title_width, height}, lesson.url, lesson.title);
  }

  void draw_box(ElementId label, const Task& task, Points baseline) {
    const ElementId form = canvas_.element(Role::form, label);
    const Points capital = canvas_.cap_height(Type::body_bold);
    const Points top = baseline - capital / 2 - layout_.box / 2;
    canvas_.tick_box(form, {columns_.box, top, layout_.box, layout_.box}, box_name(*c_.plan.catalog, task),
                     box_spoken(*c_.plan.catalog, task));
  }

  void draw_lines(Points top, Points height) {
    draw_writing_lines(c_, columns_.title, top, c_.content_right() - columns_.title, height);
  }

  Composition& c_;
  Canvas& canvas_;
  const Layout& layout_;
  const Section& section_asked_;
  Columns columns_;
  Minutes widest_;
  Points widest_id_;
  Points widest_date_;
  Points minutes_width_;
  std::int64_t latest_lines_ = 1;  ///< that the longest "at the latest …" takes
  bool tight_ = false;
  std::vector<Piece> pieces_;

  // The structure that the current day and lesson are drawn into.
  ElementId section_ = 0;
  ElementId list_ = 0;
  ElementId body_ = 0;
  ElementId title_ = 0;
  ElementId summary_ = artifact;
};

}  // namespace

void compose_days(Composition& c, const Section& section) {
  if (c.plan.days.empty()) return;
  const PlaceId place = c.day_places.front();
  c.canvas.bookmark(0, "Days", place);
  Days(c, section).draw();
}

}  // namespace pensum::page
