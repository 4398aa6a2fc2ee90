// The settings that ask for a plan, which `build` and `show` share: from the command line and from a
// request file.
#pragma once

#include "app/command_line.hpp"
#include "app/exit_status.hpp"
#include "app/settings.hpp"
#include "app/world.hpp"
#include "base/diagnostic.hpp"
#include "page/layout.hpp"
#include "plan/plan.hpp"
#include "plan/request.hpp"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pensum::app {

/// Adds them to a command.
void add_plan_options(CommandLine& command_line);

/// What one person asks for.
struct Asked {
  Request request;
  std::string layout;    ///< a layout file, or the name of one that comes with pensum; empty: the default
  std::string epub_css;  ///< a stylesheet for the EPUB; may be empty
  std::vector<page::SectionKind> sections;  ///< of the PDF; empty: those of the layout
};

/// What the options and the request file that they name ask for. Errors: everything that is wrong with
/// their values.
Result<Asked> read_asked(const ParsedOptions& options, const World& world);

/// What `settings` ask for.
Result<Asked> asked_by(const Settings& settings, const World& world);

/// Why a command ends early.
struct Stopped {
  ExitStatus status = ExitStatus::wrong_input;
  Diagnostics diagnostics;
  std::optional<NoPlan> no_plan;           ///< where no plan fits
  std::shared_ptr<const Catalog> catalog;  ///< with it
};

/// A plan, and the file that its catalog was read from.
struct Planned {
  Plan plan;
  std::string catalog_bytes;
};

/// Reads the catalog `name` (a file, or one that comes with pensum) and makes the plan.
std::expected<Planned, Stopped> plan_from(const std::string& name, const Request& request,
                                          const World& world);

/// The catalog of a command line without one.
inline constexpr const char* default_catalog = "go-interview";

}  // namespace pensum::app
