#include "app/world.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <iostream>

namespace pensum::app {

namespace {

Date local_date() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return std::chrono::floor<days>(std::chrono::system_clock::now());
  return std::chrono::year{local.tm_year + 1900} / (local.tm_mon + 1) / local.tm_mday;
}

std::optional<std::string> environment_variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  return value;
}

/// The columns of the terminal that the standard output is, as far as lines stay easy to read; 80 where it is
/// none or does not tell.
std::size_t terminal_width() {
  constexpr std::size_t usual = 80;
  constexpr std::size_t narrowest = 40;
  constexpr std::size_t widest = 100;
  if (::isatty(STDOUT_FILENO) != 1) return usual;
  std::size_t width = 0;
  if (const auto columns = environment_variable("COLUMNS"))
    std::from_chars(columns->data(), columns->data() + columns->size(), width);
  winsize size{};
  if (width == 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  return width == 0 ? usual : std::clamp(width, narrowest, widest);
}

/// Colour is for terminals, unless NO_COLOR (no-color.org) or a terminal without any says otherwise.
bool has_colour(int stream) {
  const auto no_color = environment_variable("NO_COLOR");
  const bool unwanted = no_color && !no_color->empty();
  return ::isatty(stream) == 1 && !unwanted && environment_variable("TERM").value_or("dumb") != "dumb";
}

}  // namespace

World real_world() {
  return {.out = std::cout,
          .err = std::cerr,
          .today = local_date,
          .variable = environment_variable,
          .resources = io::Resources::locate(),
          .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
          .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
          .out_width = terminal_width(),
          .err_has_colour = has_colour(STDERR_FILENO)};
}

}  // namespace pensum::app
