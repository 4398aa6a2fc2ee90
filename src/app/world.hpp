// What a run of the program takes from outside: streams, today's date, the environment. Commands get
// it as a value, so that tests can hand them another.
#pragma once

#include "base/belongings.hpp"
#include "base/date.hpp"
#include "io/resources.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace pensum::app {

/// How much a run tells beside its output.
enum class Talk : std::uint8_t { quiet, usual, verbose };

struct World {
  std::ostream& out;
  std::ostream& err;
  std::function<Date()> today;  ///< in the user's time zone
  /// An environment variable's value, if it is set.
  std::function<std::optional<std::string>(const char* name)> variable;
  io::Resources resources;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::size_t out_width = 80;  ///< the columns that a line of help may take
  bool err_has_colour = false;
  Talk talk = Talk::usual;  ///< as the options of the command say
  Belongings belongings{};  ///< what the run needs to its end
};

/// The process's own.
World real_world();

}  // namespace pensum::app
