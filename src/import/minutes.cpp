#include "import/minutes.hpp"

#include "course/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pensum::importing {

namespace {

// Seconds; an estimate.
constexpr std::int64_t a_question = 120;

/// No source holds more of anything; numbers beyond it are made up, and would overflow.
constexpr std::int64_t most = 1'000'000'000;

std::int64_t bounded(std::int64_t count) { return std::clamp<std::int64_t>(count, 0, most); }

std::int64_t said(const Effort& effort) { return bounded(effort.said_seconds.value_or(0)); }

Basis basis_of(const Effort& effort) {
  if (said(effort) > 0) return Basis::said;
  if (effort.words > 0 || effort.code_lines > 0 || effort.pictures > 0 || effort.questions > 0)
    return Basis::content;
  return effort.video_seconds > 0 || effort.guessed_seconds > 0 ? Basis::video : Basis::by_default;
}

std::string clock(std::int64_t seconds) {
  return seconds < 3600 ? fmt::format("{}:{:02}", seconds / 60, seconds % 60)
                        : fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string why(const Effort& effort) {
  std::string text;
  const auto add = [&](bool there, const std::string& part) {
    if (there) text += (text.empty() ? "" : ", ") + part;
  };
  add(said(effort) > 0, "as given by its source");
  add(effort.words > 0, counted(effort.words, "word"));
  add(effort.code_lines > 0, counted(effort.code_lines, "line of code", "lines of code"));
  add(effort.pictures > 0, counted(effort.pictures, "picture"));
  add(effort.questions > 0, counted(effort.questions, "question"));
  add(effort.video_seconds > 0, clock(bounded(effort.video_seconds)) + " of video");
  add(effort.guessed_seconds > 0, clock(bounded(effort.guessed_seconds)) + " guessed");
  return text.empty() ? "by default" : text;
}

void add(Effort& sum, const Effort& more) {
  if (more.said_seconds) sum.said_seconds = said(sum) + said(more);
  sum.words = bounded(sum.words) + bounded(more.words);
  sum.code_lines = bounded(sum.code_lines) + bounded(more.code_lines);
  sum.pictures = bounded(sum.pictures) + bounded(more.pictures);
  sum.questions = bounded(sum.questions) + bounded(more.questions);
  sum.video_seconds = bounded(sum.video_seconds) + bounded(more.video_seconds);
  sum.guessed_seconds = bounded(sum.guessed_seconds) + bounded(more.guessed_seconds);
}

/// What the source tells of `node` itself: its duration, or what else there is.
Effort own(const Node& node) {
  if (said(node.effort) == 0) return node.effort;
  Effort effort;
  effort.said_seconds = node.effort.said_seconds;
  return effort;
}

}  // namespace

Length length_of(const Effort& effort, const Pace& pace) {
  Length length{.minutes = pace.by_default, .basis = basis_of(effort), .why = why(effort)};
  if (length.basis == Basis::by_default) return length;
  const std::int64_t seconds = said(effort) + bounded(effort.code_lines) * seconds_a_code_line +
                               bounded(effort.pictures) * seconds_a_picture +
                               bounded(effort.questions) * a_question + bounded(effort.video_seconds) +
                               bounded(effort.guessed_seconds);
  // In units of which a minute has 60 × words_a_minute, so that nothing is rounded before the end.
  const std::int64_t minute = 60 * pace.words_a_minute;
  const std::int64_t units = bounded(effort.words) * 60 + seconds * pace.words_a_minute;
  length.minutes.count = std::max<std::int64_t>(1, (units + minute - 1) / minute);
  return length;
}

Effort effort_with_children(const Node& node) {
  Effort sum = own(node);
  if (said(node.effort) > 0) return sum;
  for (const Node& child : node.children) add(sum, effort_with_children(child));
  return sum;
}

std::vector<Minutes> in_parts(Minutes minutes) {
  const std::int64_t longest = most_lesson_minutes.count;
  const std::int64_t parts = std::max<std::int64_t>(1, (minutes.count + longest - 1) / longest);
  std::vector<Minutes> lengths(static_cast<std::size_t>(parts), {minutes.count / parts});
  for (std::int64_t i = 0; i < minutes.count % parts; ++i) ++lengths[static_cast<std::size_t>(i)].count;
  return lengths;
}

std::string grouped(std::int64_t count) {
  std::string digits = fmt::format("{}", count);
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  const std::string plural = many.empty() ? std::string(one) + "s" : std::string(many);
  return fmt::format("{} {}", grouped(count), count == 1 ? one : plural);
}

}  // namespace pensum::importing
