#include "roster/roster.hpp"

#include "base/file_type.hpp"
#include "base/named_setting.hpp"
#include "roster/csv_rows.hpp"
#include "roster/rows.hpp"
#include "roster/workbook_rows.hpp"
#include "roster/xml_rows.hpp"
#include "table/encoding.hpp"

#include <fmt/format.h>

#include <utility>

namespace pensum::roster {

namespace {

bool is_xml(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '<';
}

}  // namespace

const Diagnostics& Roster::warnings() const { return rows_->warnings(); }

const Sheets& Roster::sheets() const { return rows_->sheets(); }

std::size_t Roster::size() const { return rows_->size(); }

bool Roster::has_cells() const { return rows_->has_cells(); }

const std::vector<std::string>& Roster::columns() const { return rows_->columns(); }

std::size_t Roster::number(std::size_t row) const { return rows_->number(row); }

std::string Roster::title(std::size_t row) const {
  return fmt::format("{} {}", rows_->noun(), rows_->number(row));
}

std::vector<Cell> Roster::row(std::size_t row) const { return rows_->cells(row); }

Result<Roster> read_roster(std::string bytes, const std::string& file,
                           std::span<const std::string_view> columns, const Dates& dates, TableSigns* signs,
                           std::string_view sheet) {
  TableSigns seen;
  const auto kept = [&](Result<std::shared_ptr<const Rows>> rows) -> Result<Roster> {
    if (signs != nullptr) *signs = seen;
    if (!rows) return std::unexpected(std::move(rows.error()));
    return Roster(*std::move(rows));
  };
  if (bytes.starts_with("PK\x03\x04"))
    return kept(read_workbook(std::move(bytes), file, {columns, dates, sheet}, seen));
  if (!sheet.empty()) {
    return failure("the roster has no sheets: it is not a workbook",
                   fmt::format("leave out {}", named("sheet")), {file});
  }
  if (const std::string_view what = what_instead_of_text(bytes);
      !what.empty() && !table::is_marked_utf16(bytes)) {
    return failure(fmt::format("the file is {}, not a roster", what), std::string(export_hint), {file});
  }
  Result<std::string> text = table::utf8_text(std::move(bytes), file, export_hint);
  if (!text) return std::unexpected(std::move(text.error()));
  return kept(is_xml(*text) ? read_xml(*std::move(text), file, columns)
                            : read_csv(*std::move(text), file, columns, dates, seen));
}

}  // namespace pensum::roster
