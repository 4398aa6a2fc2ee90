#include "table/records.hpp"

#include <algorithm>
#include <new>

namespace pensum::table {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view no_break_space = "\u00A0";

// libcsv's buffer grows by so many bytes; its own 128 are slow for what an open quote swallows.
constexpr std::size_t buffer_step = 4096;

std::size_t behind_blanks(std::string_view bytes, std::size_t at) {
  while (at < bytes.size()) {
    if (blanks.contains(bytes[at])) {
      ++at;
    } else if (bytes.substr(at).starts_with(no_break_space)) {
      at += no_break_space.size();
    } else {
      break;
    }
  }
  return at;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(behind_blanks(text, 0));
  while (!text.empty()) {
    if (blanks.contains(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(no_break_space)) {
      text.remove_suffix(no_break_space.size());
    } else {
      break;
    }
  }
  return text;
}

std::size_t value_offset(std::string_view bytes, std::size_t first) {
  const std::size_t at = behind_blanks(bytes, first);
  return at < bytes.size() && bytes[at] == '"' ? behind_blanks(bytes, at + 1) : at;
}

Records::Records(std::string_view bytes, char delimiter, std::size_t offset)
    : bytes_(bytes), delimiter_(delimiter), at_(offset), first_(offset), cell_first_(offset) {
  begin_parser();
}

void Records::begin_parser() {
  csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
  csv_set_blk_size(&parser_, buffer_step);
}

bool Records::next() {
  count_ = 0;
  fault_.reset();
  ended_ = false;
  first_ = cell_first_ = at_;
  if (at_ == bytes_.size()) return false;
  while (!ended_ && !fault_ && count_ <= most_cells && at_ < bytes_.size()) {
    // Up to and with the next byte that may end a cell: so it is known where libcsv calls back.
    const auto ends_piece = [this](char c) { return c == delimiter_ || c == '"' || c == '\r' || c == '\n'; };
    const auto rest = bytes_.substr(at_);
    const auto last = std::ranges::find_if(rest, ends_piece);
    parse_to(at_ + static_cast<std::size_t>(last - rest.begin()) + (last == rest.end() ? 0 : 1));
  }
  if (!ended_ && !fault_ && count_ <= most_cells) finish();
  if (!fault_ && count_ > most_cells) {
    fail({Fault::Kind::too_wide, first_, first_});
  } else if (ended_ && bytes_[at_ - 1] == '\r' && at_ < bytes_.size() && bytes_[at_] == '\n') {
    ++at_;
  }
  return true;
}

void Records::parse_to(std::size_t end) {
  const std::size_t cells_before = count_;
  at_ += csv_parse(&parser_, bytes_.data() + at_, end - at_, take_cell, take_end, this);
  if (at_ < end) {
    if (csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
    const std::size_t opened = opening_quote();
    const bool quoted = bytes_[opened] == '"' && opened < at_;
    fail({quoted ? Fault::Kind::behind_cell : Fault::Kind::inside_cell, at_, quoted ? opened : at_});
  } else if (count_ > cells_before) {
    cell_first_ = at_;
  }
}

void Records::finish() {
  if (csv_fini(&parser_, take_cell, take_end, this) == 0) return;
  const std::size_t opened = opening_quote();
  fail({Fault::Kind::never_closed, opened, opened});
}

void Records::fail(Fault fault) {
  fault_ = fault;
  count_ = 0;
  csv_free(&parser_);
  begin_parser();
  const std::size_t end = std::min(bytes_.find_first_of("\r\n", fault.opened), bytes_.size());
  at_ = std::min(end + (bytes_.substr(end).starts_with("\r\n") ? 2 : 1), bytes_.size());
}

std::size_t Records::opening_quote() const { return bytes_.find_first_not_of(" \t", cell_first_); }

void Records::take_cell(void* text, std::size_t size, void* self) noexcept {
  Records& records = *static_cast<Records*>(self);
  if (records.count_ == records.cells_.size()) records.cells_.emplace_back();
  RawCell& cell = records.cells_[records.count_++];
  cell.first = records.cell_first_;
  cell.text = trimmed({static_cast<const char*>(text), size});
}

void Records::take_end(int, void* self) noexcept { static_cast<Records*>(self)->ended_ = true; }

}  // namespace pensum::table
