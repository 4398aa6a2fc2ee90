// Writes a catalog of any size to standard output: titles, summaries and a question a lesson, about
// as long as those of the built-in catalog. The same number gives the same bytes.
//
//   bench_catalog LESSONS > catalog.xml
#include "synthetic.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t most_lessons = 100'000;
constexpr std::size_t lessons_in_a_path = 25;

constexpr std::array<std::string_view, 32> words{
    "channel", "buffer",  "mutex",     "goroutine", "closure",  "slice",    "interface", "method",
    "pointer", "context", "deadline",  "request",   "response", "pipeline", "benchmark", "profile",
    "test",    "error",   "generic",   "type",      "value",    "copy",     "escape",    "stack",
    "heap",    "race",    "semaphore", "limiter",   "worker",   "pool",     "handler",   "shutdown"};

/// `count` words, the first with a capital.
std::string phrase(bench::Numbers& numbers, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += ' ';
    text += words[numbers.below(words.size())];
  }
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string catalog(std::size_t lessons) {
  bench::Numbers numbers(lessons);
  const std::vector<std::int64_t> minutes = bench::lesson_minutes(lessons);
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<catalog id=\"synthetic-{}\" lang=\"en\">\n  <title>A course of {} lessons</title>\n",
      lessons, lessons);
  for (std::size_t i = 0; i < lessons; ++i) {
    if (i % lessons_in_a_path == 0) {
      if (i > 0) xml += "  </path>\n";
      const std::size_t path = i / lessons_in_a_path + 1;
      xml += fmt::format("  <path id=\"path-{}\">\n    <title>Path {}</title>\n", path, path);
    }
    xml += fmt::format("    <lesson id=\"{}\" minutes=\"{}\">\n", i + 1, minutes[i]);
    xml += fmt::format("      <title>{}</title>\n", phrase(numbers, 4 + numbers.below(4)));
    xml += fmt::format("      <summary>{}.</summary>\n", phrase(numbers, 18 + numbers.below(8)));
    xml += fmt::format("      <check><question>{}?</question>", phrase(numbers, 10 + numbers.below(6)));
    xml +=
        fmt::format("<answer>{}.</answer></check>\n    </lesson>\n", phrase(numbers, 20 + numbers.below(15)));
  }
  return xml + "  </path>\n</catalog>\n";
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t lessons = 0;
  const std::string_view text = argc == 2 ? argv[1] : "";
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), lessons);
  if (error != std::errc{} || end != text.data() + text.size() || lessons == 0 || lessons > most_lessons) {
    fmt::print(stderr, "usage: bench_catalog LESSONS > catalog.xml    LESSONS: 1 to {}\n", most_lessons);
    return 2;
  }
  const std::string xml = catalog(lessons);
  return std::fwrite(xml.data(), 1, xml.size(), stdout) == xml.size() && std::fflush(stdout) == 0 ? 0 : 4;
}
