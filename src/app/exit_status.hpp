#pragma once

namespace pensum::app {

/// What the program's exit status means; part of its contract.
enum class ExitStatus : int {
  done = 0,
  wrong_input = 2,  ///< the command line or an input file is wrong
  no_plan = 3,      ///< no plan fits
  not_written = 4,  ///< an output could not be written
  defect = 70,      ///< a defect in pensum (sysexits.h: EX_SOFTWARE)
};

}  // namespace pensum::app
