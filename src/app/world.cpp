#include "app/world.hpp"

#include <unistd.h>

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

}  // namespace

World real_world() {
  return {.out = std::cout,
          .err = std::cerr,
          .today = local_date,
          .variable = environment_variable,
          .resources = io::Resources::locate(),
          .err_is_terminal = ::isatty(STDERR_FILENO) == 1};
}

}  // namespace pensum::app
