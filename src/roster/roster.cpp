#include "roster/roster.hpp"

#include "roster/csv_rows.hpp"
#include "roster/rows.hpp"
#include "roster/xml_rows.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace pensum::roster {

using namespace std::string_view_literals;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// What is handed over in the place of a roster, by its first bytes.
struct Mistaken {
  std::string_view first_bytes;
  std::string_view what;
};
constexpr std::array mistaken{
    Mistaken{"\xFF\xFE"sv, "the file is UTF-16"},
    Mistaken{"\xFE\xFF"sv, "the file is UTF-16"},
    Mistaken{"PK\x03\x04"sv, "the file is a workbook, or some other packed file"},
    Mistaken{"\xD0\xCF\x11\xE0"sv, "the file is an old Excel workbook"},
};

// Says what the bytes are if they cannot be a roster, else nothing.
std::string_view what_instead(std::string_view bytes) {
  for (const Mistaken& kind : mistaken) {
    if (bytes.starts_with(kind.first_bytes)) return kind.what;
  }
  // Without a mark, UTF-16 shows in one of the first two bytes: a roster begins with an ASCII character.
  const bool wide = bytes.size() >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0');
  return wide ? "the file is UTF-16" : std::string_view{};
}

bool is_xml(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '<';
}

}  // namespace

std::size_t Roster::size() const { return rows_->size(); }

const std::vector<std::string>& Roster::columns() const { return rows_->columns(); }

std::size_t Roster::number(std::size_t row) const { return rows_->number(row); }

std::string Roster::title(std::size_t row) const {
  return fmt::format("{} {}", rows_->noun(), rows_->number(row));
}

std::vector<Cell> Roster::row(std::size_t row) const { return rows_->cells(row); }

Result<Roster> read_roster(std::string bytes, const std::string& file,
                           std::span<const std::string_view> columns) {
  if (const std::string_view what = what_instead(bytes); !what.empty()) {
    return failure(std::string(what) + ", not a roster", std::string(export_hint), {file});
  }
  auto rows =
      is_xml(bytes) ? read_xml(std::move(bytes), file, columns) : read_csv(std::move(bytes), file, columns);
  if (!rows) return std::unexpected(std::move(rows.error()));
  return Roster(*std::move(rows));
}

}  // namespace pensum::roster
