#include "roster/headings.hpp"

#include "base/spelling.hpp"
#include "table/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::roster {

namespace {

using table::column_letters;
using Part = Heading::Part;

constexpr std::string_view learner = "learner";
constexpr std::size_t most_named = 10;  // columns that are not used, in one message

// What the lists of schools call the learner, and the parts of a name, in small letters and without spaces.
constexpr auto whole_names = std::to_array<std::string_view>(
    {"name", "student", "pupil", "participant", "fullname", "studentname", "learnername", "displayname",
     "candidate", "attendee", "nom", "nombre", "nome"});
constexpr auto given_names = std::to_array<std::string_view>(
    {"firstname", "givenname", "givennames", "forename", "vorname", "prénom", "prenom"});
constexpr auto family_names =
    std::to_array<std::string_view>({"lastname", "surname", "familyname", "nachname", "familienname",
                                     "nomdefamille", "apellido", "apellidos", "cognome"});
// Beside these, the column “name” has the rest of it.
constexpr auto given_beside_name = std::to_array<std::string_view>({"vorname", "prénom", "prenom"});

// Columns of such lists that pensum has no use for, and that are not a misspelled setting.
constexpr auto passed_over = std::to_array<std::string_view>(
    {"id",       "no",          "nr",        "number",      "email",      "emailaddress", "mail",
     "section",  "sections",    "group",     "groups",      "class",      "classes",      "grade",
     "year",     "username",    "user",      "login",       "loginid",    "studentid",    "userid",
     "idnumber", "sisid",       "sisuserid", "sisloginid",  "phone",      "mobile",       "school",
     "status",   "institution", "place",     "city",        "country",    "department",   "page",
     "role",     "roles",       "birthday",  "dateofbirth", "lastaccess", "timestamp",    "klasse",
     "gruppe",   "emailadresse"});

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
  return std::ranges::find(names, name) != names.end();
}

// "Week start" and "week_start" as "week-start".
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '_' || c == '-') {
      if (!out.ends_with('-')) out += '-';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

std::string without_dashes(std::string_view name) {
  std::string out(name);
  std::erase(out, '-');
  return out;
}

// The setting of that name; empty if there is none.
std::string_view setting(std::string_view folded_name, std::span<const std::string_view> names) {
  const std::string bare = without_dashes(folded_name);
  const auto same = [&](std::string_view name) { return without_dashes(name) == bare; };
  const auto found = std::ranges::find_if(names, same);
  return bare.empty() || found == names.end() ? std::string_view() : *found;
}

bool gives_learner(std::string_view folded_name) {
  const std::string bare = without_dashes(folded_name);
  return is_one_of(bare, whole_names) || is_one_of(bare, given_names) || is_one_of(bare, family_names);
}

std::string list_of(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

}  // namespace

std::size_t known_columns(std::span<const std::string> row, std::span<const std::string_view> names) {
  const bool has_learner = std::ranges::find(names, learner) != names.end();
  return static_cast<std::size_t>(std::ranges::count_if(row, [&](const std::string& cell) {
    const std::string name = folded(cell);
    return !setting(name, names).empty() || (has_learner && gives_learner(name));
  }));
}

Likeness likeness(std::span<const std::string> row, std::span<const std::string_view> names) {
  const bool has_learner = std::ranges::find(names, learner) != names.end();
  Likeness found{.known = known_columns(row, names)};
  for (const std::string& cell : row) {
    const std::string name = folded(cell);
    found.learner =
        found.learner || (has_learner && (setting(name, names) == learner || gives_learner(name)));
    if (is_one_of(without_dashes(name), passed_over)) ++found.familiar;
  }
  return found;
}

void add_value(std::vector<Cell>& cells, const Heading& heading, Cell cell) {
  const auto same =
      heading.part == Part::whole ? cells.end() : std::ranges::find(cells, cell.column, &Cell::column);
  if (same == cells.end()) {
    cells.push_back(std::move(cell));
  } else if (heading.part == Part::family_name) {
    same->value += " " + cell.value;
  } else {
    same->value = cell.value + " " + same->value;
  }
}

bool Headings::read(std::span<const std::string> cells, std::size_t row, const PlaceOf& place) {
  row_ = row;
  std::vector<std::string> folded_names;
  for (const std::string& cell : cells) {
    folded_names.push_back(folded(cell));
    headings_.push_back({.name = std::string(setting(folded_names.back(), names_)), .column = {}});
  }
  if (std::ranges::find(names_, learner) != names_.end() && !has(learner)) find_learner(folded_names);
  for (std::size_t i = 0; i < cells.size() && errors_.size() < most_diagnostics; ++i) {
    if (!headings_[i].name.empty()) check_unique(i, place);
  }
  const std::vector<std::string> used = columns();
  if (used.empty()) {
    no_header(cells, place);
    return false;
  }
  for (Heading& heading : headings_) {
    if (heading.name.empty()) continue;
    heading.column = static_cast<std::size_t>(std::ranges::find(used, heading.name) - used.begin());
  }
  orders_.resize(used.size());
  evidence_.resize(used.size());
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (std::ranges::find(dates_.columns, std::string_view(used[i])) == dates_.columns.end()) continue;
    orders_[i] = dates_.order;
    if (!dates_.order) evidence_[i].emplace();
  }
  tell_unused(cells, place);
  return true;
}

// The learner’s whole name, or the parts of it.
void Headings::find_learner(std::span<const std::string> folded_names) {
  std::vector<std::string> bare;
  std::ranges::transform(folded_names, std::back_inserter(bare), without_dashes);
  const auto find = [&](const auto& names) {
    return static_cast<std::size_t>(
        std::ranges::find_if(bare, [&](const std::string& name) { return is_one_of(name, names); }) -
        bare.begin());
  };
  const auto take = [&](std::size_t cell, Part part) {
    if (cell == bare.size()) return;
    headings_[cell].name = learner;
    headings_[cell].part = part;
  };
  const std::size_t whole = find(whole_names);
  const std::size_t given = find(given_names);
  const std::size_t family = find(family_names);
  if (whole == bare.size()) {
    take(given, Part::given_name);
    take(family, Part::family_name);
  } else if (family == bare.size() && find(given_beside_name) != bare.size()) {
    take(find(given_beside_name), Part::given_name);
    take(whole, Part::family_name);
  } else {
    take(whole, Part::whole);
  }
}

std::vector<std::string> Headings::columns() const {
  std::vector<std::string> used;
  for (const Heading& heading : headings_) {
    if (!heading.name.empty() && std::ranges::find(used, heading.name) == used.end())
      used.push_back(heading.name);
  }
  return used;
}

bool Headings::has_learners() const { return has(learner); }

bool Headings::has(std::string_view name) const {
  return std::ranges::find(headings_, name, &Heading::name) != headings_.end();
}

// Of a table without names of columns nothing can be made out.
void Headings::no_header(std::span<const std::string> cells, const PlaceOf& place) {
  const auto filled = std::ranges::find_if(cells, [](const std::string& each) { return !each.empty(); });
  error(place(static_cast<std::size_t>(filled - cells.begin())),
        fmt::format("row {}: there is no column “{}”", row_, shown(*filled)),
        suggestion(
            folded(*filled), names_,
            fmt::format("row {} has to name the columns{}; they are: {}", row_, between_, list_of(names_))));
}

void Headings::check_unique(std::size_t cell, const PlaceOf& place) {
  const Heading& heading = headings_[cell];
  const auto same = std::ranges::find_if(
      headings_, [&](const Heading& each) { return each.name == heading.name && each.part == heading.part; });
  const auto earlier = static_cast<std::size_t>(same - headings_.begin());
  if (earlier == cell) return;
  error(place(cell),
        fmt::format("row {}: the columns {} and {} are both named “{}”", row_, column_letters(earlier),
                    column_letters(cell), heading.name),
        "keep one of them");
}

// A column of its own where something near it may have been meant; the others together. What lists of schools
// have beside the names is passed over.
void Headings::tell_unused(std::span<const std::string> cells, const PlaceOf& place) {
  const bool has_learner = has(learner);
  std::string others;
  std::size_t count = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Heading& heading = headings_[i];
    if (heading.column || cells[i].empty()) continue;
    heading.told = true;
    const std::string name = folded(cells[i]);
    if (is_one_of(without_dashes(name), passed_over)) continue;
    const std::string hint = has_learner && gives_learner(name) ? "another column gives the learners’ names"
                                                                : suggestion(name, names_);
    if (!hint.empty()) {
      warn(place(i), fmt::format("row {}: the column “{}” is not used", row_, shown(cells[i])), hint);
      continue;
    }
    if (count == 0) first = i;
    if (++count <= most_named) others += (others.empty() ? "“" : ", “") + shown(cells[i]) + "”";
  }
  if (count > most_named) others += fmt::format(" and {} more", count - most_named);
  if (count > 0) {
    warn(place(first),
         count == 1 ? fmt::format("row {}: the column {} is not used", row_, others)
                    : fmt::format("row {}: the columns {} are not used", row_, others),
         "columns that are used: " + list_of(names_));
  }
  const bool others_than_settings = std::ranges::any_of(headings_, &Heading::told);
  if (!has_learner && others_than_settings && std::ranges::find(names_, learner) != names_.end()) {
    warn(place(0), fmt::format("row {}: no column gives the learners’ names", row_),
         "call the column with their names “learner”, “name” or “student”");
  }
}

void Headings::look_at(std::size_t cell, std::string_view value, std::size_t row, const PlaceOf& place) {
  Heading& heading = headings_[cell];
  if (heading.column) {
    if (evidence_[*heading.column])
      evidence_[*heading.column]->look_at(value, row, [&] { return place(cell); });
  } else if (!std::exchange(heading.told, true)) {
    warn(place(cell),
         fmt::format("row {}: “{}” is in column {}, which has no name and is not used", row, shown(value),
                     column_letters(cell)),
         fmt::format("if it is a setting, name column {} in row {}", column_letters(cell), row_));
  }
}

void Headings::end() {
  const std::vector<std::string> used = columns();
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!evidence_[i]) continue;
    const Result<DateOrder> order = evidence_[i]->order(used[i]);
    if (order) {
      orders_[i] = *order;
    } else {
      errors_.insert(errors_.end(), order.error().begin(), order.error().end());
    }
  }
}

void Headings::error(Place place, std::string message, std::string hint) {
  errors_.push_back({Severity::error, std::move(place), std::move(message), std::move(hint)});
}

void Headings::warn(Place place, std::string message, std::string hint) {
  warnings_.push_back({Severity::warning, std::move(place), std::move(message), std::move(hint)});
}

}  // namespace pensum::roster
