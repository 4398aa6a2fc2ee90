#include "import/anki.hpp"

#include "import/plain_text.hpp"
#include "import/short_text.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <zstd.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace pensum::importing {
namespace {

using Json = nlohmann::json;

constexpr std::string_view new_collection = "collection.anki21b";  // packed with zstd
constexpr std::array<std::string_view, 3> collections = {new_collection, "collection.anki21",
                                                         "collection.anki2"};

// A packed collection may hold others for older programs, with a note that only asks for a newer one.
std::string_view collection_in(const Input& input) {
  if (!input.member.empty() || input.tree == nullptr) return {};
  const auto found =
      std::ranges::find_if(collections, [&](std::string_view name) { return input.tree->has(name); });
  return found == collections.end() ? std::string_view() : *found;
}

std::unexpected<Diagnostics> damaged_deck(const std::string& file, std::string_view what) {
  return failure(fmt::format("the deck is damaged: {}", what), "export it again", {file});
}

Result<std::string> unpacked(const std::string& packed, const std::string& file) {
  constexpr std::size_t most_bytes = std::size_t{128} << 20;
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          ZSTD_freeDStream);
  std::string bytes;
  std::vector<char> block(ZSTD_DStreamOutSize());
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::size_t rest = 1;
  while (in.pos < in.size || rest != 0) {
    ZSTD_outBuffer out{block.data(), block.size(), 0};
    const std::size_t before = in.pos;
    rest = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(rest) != 0) return damaged_deck(file, ZSTD_getErrorName(rest));
    bytes.append(block.data(), out.pos);
    if (bytes.size() > most_bytes) {
      return failure(fmt::format("the deck has more than {} MiB unpacked", most_bytes >> 20),
                     "export a part of it", {file});
    }
    if (out.pos == 0 && in.pos == before) break;
  }
  return rest == 0 ? Result<std::string>(std::move(bytes)) : damaged_deck(file, "it ends early");
}

/// A database in memory that is only read from. What it holds is not trusted: a table may be a view that
/// never ends.
class Database {
 public:
  explicit Database(std::string bytes) : bytes_(std::move(bytes)) {
    // A write-ahead log, which lies beside a database, is not in a package.
    if (bytes_.size() > 20) bytes_[18] = bytes_[19] = 1;
    sqlite3* database = nullptr;
    sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nullptr);
    database_.reset(database);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 64 << 20);
    constexpr int steps = 100'000'000;
    sqlite3_progress_handler(database, steps, [](void*) { return 1; }, nullptr);
    auto* data = reinterpret_cast<unsigned char*>(bytes_.data());
    const auto size = static_cast<sqlite3_int64>(bytes_.size());
    sqlite3_deserialize(database, "main", data, size, size, SQLITE_DESERIALIZE_READONLY);
  }

  using Row = std::vector<std::string>;

  /// Rows of texts; nothing where the query fails, with the reason in `reason()`.
  std::optional<std::vector<Row>> rows(const char* query) const {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database_.get(), query, -1, &prepared, nullptr) != SQLITE_OK) return std::nullopt;
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, sqlite3_finalize);
    std::vector<Row> rows;
    int status = sqlite3_step(prepared);
    for (; status == SQLITE_ROW; status = sqlite3_step(prepared)) {
      Row row;
      for (int i = 0; i < sqlite3_column_count(prepared); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(prepared, i));
        row.emplace_back(text == nullptr ? std::string_view()
                                         : std::string_view(text, static_cast<std::size_t>(
                                                                      sqlite3_column_bytes(prepared, i))));
      }
      rows.push_back(std::move(row));
    }
    return status == SQLITE_DONE ? std::optional(std::move(rows)) : std::nullopt;
  }

  std::string reason() const { return sqlite3_errmsg(database_.get()); }

 private:
  std::string bytes_;
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database_{nullptr, sqlite3_close};
};

std::vector<std::string> parts_of(std::string_view text, std::string_view between) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(between, at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end + between.size();
  }
  return parts;
}

bool is_cloze(std::string_view fields) {
  for (std::size_t at = fields.find("{{c"); at < fields.size(); at = fields.find("{{c", at + 1)) {
    if (at + 3 < fields.size() && fields[at + 3] >= '0' && fields[at + 3] <= '9') return true;
  }
  return false;
}

/// Takes “[sound:…]” out of a field; true where there was one.
bool drop_sounds(std::string& field) {
  constexpr std::string_view begin = "[sound:";
  bool dropped = false;
  for (std::size_t at = field.find(begin); at != std::string::npos; at = field.find(begin, at)) {
    const std::size_t end = field.find(']', at);
    if (end == std::string::npos) break;
    field.erase(at, end - at + 1);
    dropped = true;
  }
  return dropped;
}

class DeckReader {
 public:
  DeckReader(const Database& database, std::string file) : database_(database), file_(std::move(file)) {}

  Result<Deck> read() {
    const auto notes = database_.rows("SELECT id, flds, tags FROM notes ORDER BY id");
    if (!notes) return damaged_deck(file_, database_.reason());
    read_decks();
    for (const Database::Row& note : *notes) read_note(note);
    count_left_out(clozes_, "note with gaps to fill (cloze)", "notes with gaps to fill (cloze)");
    count_left_out(silent_, "note without words on one of its sides",
                   "notes without words on one of their sides");
    count_left_out(media_, "picture or sound", "pictures and sounds");
    if (deck_.questions.empty()) {
      return failure("the deck has no questions with an answer in words",
                     "cards of pictures and gaps are left out", {file_});
    }
    return std::move(deck_);
  }

 private:
  // Names are for matching only: what is missing leaves labels out.
  void read_decks() {
    if (const auto rows = database_.rows("SELECT id, name FROM decks")) {
      for (const Database::Row& row : *rows) decks_[row[0]] = parts_of(row[1], "\x1F");
    } else if (const auto settings = database_.rows("SELECT decks FROM col")) {
      for (const Database::Row& row : *settings) read_old_decks(Json::parse(row[0], nullptr, false));
    }
    if (const auto cards = database_.rows("SELECT nid, did FROM cards")) {
      for (const Database::Row& card : *cards) deck_of_.try_emplace(card[0], card[1]);
    }
  }

  void read_old_decks(const Json& decks) {
    if (!decks.is_object()) return;
    for (const auto& [id, deck] : decks.items()) {
      if (deck.is_object() && deck.contains("name") && deck["name"].is_string()) {
        decks_[id] = parts_of(deck["name"].get_ref<const std::string&>(), "::");
      }
    }
  }

  void read_note(const Database::Row& note) {
    if (is_cloze(note[1])) {
      ++clozes_;
      return;
    }
    std::vector<RichText> fields;
    for (std::string& field : parts_of(note[1], "\x1F")) {
      if (drop_sounds(field)) ++media_;
      std::int64_t pictures = 0;
      fields.push_back(short_text_of_html(field, CodeLines::kept, &pictures));
      media_ += static_cast<std::size_t>(pictures);
    }
    const auto answer =
        std::find_if(fields.begin() + 1, fields.end(), [](const RichText& field) { return !field.empty(); });
    if (fields.front().empty() || answer == fields.end()) {
      ++silent_;
      return;
    }
    deck_.questions.push_back({{fields.front(), *answer}, labels_of(note)});
  }

  std::vector<std::string> labels_of(const Database::Row& note) const {
    std::vector<std::string> labels;
    const auto deck = deck_of_.find(note[0]);
    const auto names = deck == deck_of_.end() ? decks_.end() : decks_.find(deck->second);
    if (names != decks_.end()) labels = names->second;
    for (std::string& tag : parts_of(note[2], " ")) {
      if (!tag.empty()) labels.push_back(std::move(tag));
    }
    return labels;
  }

  void count_left_out(std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0)
      deck_.left_out.push_back(
          {.what = fmt::format("{} {}", count, count == 1 ? one : many), .count = count});
  }

  const Database& database_;
  std::string file_;
  std::map<std::string, std::vector<std::string>> decks_;
  std::map<std::string, std::string> deck_of_;
  std::size_t clozes_ = 0;
  std::size_t silent_ = 0;
  std::size_t media_ = 0;
  Deck deck_;
};

/// Capitals, and signs used for spaces in tags, make no difference.
std::string matched(std::string_view label) {
  std::string text = in_small_letters(label);
  std::ranges::replace(text, '_', ' ');
  std::ranges::replace(text, '-', ' ');
  return one_line(text);
}

/// What is the same of a question that was imported before its code was marked: its lines were joined then.
std::string signs_of(const RichText& text) {
  std::string signs = text.text;
  std::erase_if(signs, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == ';'; });
  return signs;
}

}  // namespace

bool is_deck(const Input& input) { return !collection_in(input).empty(); }

Result<Deck> read_deck(const Input& input) {
  const std::string_view name = collection_in(input);
  if (name.empty()) {
    return failure("the file is not a packed deck of Anki (.apkg)", "export the deck from Anki as “.apkg”",
                   {input.name});
  }
  Result<std::string> bytes = input.tree->read(name);
  if (bytes && name == new_collection) bytes = unpacked(*bytes, input.name);
  if (!bytes) return std::unexpected(std::move(bytes).error());
  const Database database(*std::move(bytes));
  return DeckReader(database, input.name).read();
}

Attached attach(const Deck& deck, const std::vector<QuestionTarget>& lessons) {
  std::map<std::string, const QuestionTarget*> by_name;
  for (const QuestionTarget& lesson : lessons) by_name.try_emplace(matched(lesson.id), &lesson);
  for (const QuestionTarget& lesson : lessons) by_name.try_emplace(matched(lesson.title), &lesson);
  const auto find = [&](std::string_view label) {
    auto found = by_name.find(matched(label));
    const std::size_t colons = label.rfind("::");
    if (found == by_name.end() && colons != std::string_view::npos)
      found = by_name.find(matched(label.substr(colons + 2)));
    return found == by_name.end() ? nullptr : found->second;
  };
  Attached attached;
  for (const Question& question : deck.questions) {
    const QuestionTarget* lesson = nullptr;
    for (auto label = question.labels.rbegin(); label != question.labels.rend() && lesson == nullptr;
         ++label) {
      lesson = find(*label);
    }
    if (lesson == nullptr) {
      attached.rest.push_back(&question);
    } else if (std::ranges::find(*lesson->checks, signs_of(question.check.question), [](const Check& check) {
                 return signs_of(check.question);
               }) != lesson->checks->end()) {
      ++attached.known;
    } else {
      lesson->checks->push_back(question.check);
      ++attached.count;
    }
  }
  return attached;
}

}  // namespace pensum::importing
