// The ends of a run that cannot wait: they take no memory, and may come in any thread, in the
// midst of any library.
#pragma once

namespace pensum::app {

/// Reports that memory ran out, removes temporary files, and ends the process.
[[noreturn]] void end_without_memory() noexcept;

/// From now on memory that `new` cannot have ends the process in this way.
void exit_when_memory_runs_out();

}  // namespace pensum::app
