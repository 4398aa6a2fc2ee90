// What a roster's two forms have in common, behind `Roster`.
#pragma once

#include "roster/roster.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::roster {

/// The rows of a file that was found to be in order. Immutable, for any number of threads.
class Rows {
 public:
  virtual ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  const std::vector<std::string>& columns() const { return columns_; }
  const Diagnostics& warnings() const { return warnings_; }
  const Sheets& sheets() const { return sheets_; }

  virtual std::size_t size() const = 0;
  virtual bool has_cells() const = 0;         ///< whether rows are of a table, not elements
  virtual std::string_view noun() const = 0;  ///< what a row is called: "row", "learner"
  virtual std::size_t number(std::size_t row) const = 0;
  virtual std::vector<Cell> cells(std::size_t row) const = 0;

 protected:
  explicit Rows(std::vector<std::string> columns, Diagnostics warnings = {}, Sheets sheets = {})
      : columns_(std::move(columns)), warnings_(std::move(warnings)), sheets_(std::move(sheets)) {}

 private:
  std::vector<std::string> columns_;
  Diagnostics warnings_;
  Sheets sheets_;
};

}  // namespace pensum::roster
