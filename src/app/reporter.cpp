#include "app/reporter.hpp"

#include <ostream>

namespace pensum::app {

void report(std::ostream& err, const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) err << to_text(diagnostic);
}

}  // namespace pensum::app
