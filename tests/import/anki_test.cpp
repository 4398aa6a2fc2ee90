#include "import/anki.hpp"

#include "import/outline_text.hpp"

#include <sqlite3.h>
#include <zstd.h>
#include <catch2/catch.hpp>

#include <random>

using namespace pensum;
using namespace pensum::importing;

namespace {

/// The bytes of a database that `statements` make.
std::string database(const std::string& statements) {
  sqlite3* connection = nullptr;
  sqlite3_open(":memory:", &connection);
  char* message = nullptr;
  sqlite3_exec(connection, statements.c_str(), nullptr, nullptr, &message);
  CHECK(message == nullptr);
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(connection, "main", &size, 0);
  std::string all(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  sqlite3_close(connection);
  return all;
}

std::string note(int id, const std::string& fields, const std::string& tags = {}) {
  return "INSERT INTO notes VALUES(" + std::to_string(id) + ", replace('" + fields + "', '|', char(31)), ' " +
         tags + " ');";
}

const std::string tables =
    "CREATE TABLE notes(id INTEGER PRIMARY KEY, flds TEXT, tags TEXT); CREATE TABLE cards(nid INTEGER, did "
    "INTEGER);";

const std::string old_decks =
    "CREATE TABLE col(decks TEXT); INSERT INTO col VALUES('{\"7\": {\"name\": \"Course::Caching\"}, \"8\": "
    "3}');"
    "INSERT INTO cards VALUES(3, 7);";

std::string old_collection() {
  return database(tables + old_decks +
                  note(2, "What is a <b>set</b>?|Things<div>without order</div>", "sets course::maths") +
                  note(1, "First?|") + note(3, "Which cache?<img src=a.png>||LRU [sound:a.mp3]") +
                  note(4, "The {{c1::capital}} of France|") + note(5, "<img src=b.png>|x") +
                  note(6, "only one field"));
}

std::string text_of_deck(const Input& input) {
  const auto deck = read_deck(input);
  std::string text;
  if (!deck) return to_text(deck.error().at(0));
  for (const Question& question : deck->questions) {
    text += marked(question.check.question) + " = " + marked(question.check.answer);
    for (const std::string& label : question.labels) text += " #" + label;
    text += "\n";
  }
  for (const LeftOut& left_out : deck->left_out) text += "left out: " + left_out.what + "\n";
  return text;
}

std::string packed(const std::string& bytes) {
  std::string all(ZSTD_compressBound(bytes.size()), '\0');
  all.resize(ZSTD_compress(all.data(), all.size(), bytes.data(), bytes.size(), 3));
  return all;
}

}  // namespace

TEST_CASE("a deck's notes are questions with answers in plain text") {
  const Input input = zip_input({{"collection.anki2", old_collection()}, {"media", "{}"}}, "a.apkg");
  CHECK(is_deck(input));
  CHECK(text_of_deck(input) ==
        "What is a set? = Things; without order #sets #course::maths\n"
        "Which cache? = LRU #Course #Caching\n"
        "left out: 1 note with gaps to fill (cloze)\n"
        "left out: 3 notes without words on one of their sides\n"
        "left out: 3 pictures and sounds\n");
}

TEST_CASE("code on a card stays code", "[anki]") {
  const std::string collection = database(
      tables +
      note(1, "What prints <code>f(1)</code>?<pre>def f(x):\n    return x</pre>|<code>1</code>: <b>x</b>"));
  CHECK(text_of_deck(zip_input({{"collection.anki2", collection}})) ==
        "What prints `f(1)`?\n[def f(x):\n    return x] = `1`: x\n");
}

TEST_CASE("a new deck is unpacked, and the note for old programs passed over") {
  std::string modern =
      database(tables +
               "CREATE TABLE decks(id INTEGER, name TEXT); INSERT INTO decks VALUES(9, 'A' || "
               "char(31) || 'B'); INSERT INTO cards VALUES(1, 9);" +
               note(1, "Q|A"));
  modern[18] = modern[19] = 2;  // as a database with a write-ahead log
  const std::string dummy = database(tables + note(1, "Please update|to the latest version"));
  CHECK(text_of_deck(zip_input({{"collection.anki2", dummy}, {"collection.anki21b", packed(modern)}})) ==
        "Q = A #A #B\n");
  CHECK(text_of_deck(zip_input({{"collection.anki2", dummy}, {"collection.anki21", modern}})) ==
        "Q = A #A #B\n");
}

TEST_CASE("a deck that cannot be read is refused with the reason") {
  CHECK(text_of_deck(zip_input({{"a", "b"}}, "a.apkg")) ==
        "pensum: error: a.apkg: the file is not a packed deck of Anki (.apkg)\n"
        "hint: export the deck from Anki as “.apkg”\n");
  CHECK(text_of_deck(zip_input({{"collection.anki2", "SQLite format 3"}}, "a.apkg")) ==
        "pensum: error: a.apkg: the deck is damaged: file is not a database\nhint: export it again\n");
  CHECK(text_of_deck(zip_input({{"collection.anki2", database("CREATE TABLE a(b);")}}, "a.apkg")) ==
        "pensum: error: a.apkg: the deck is damaged: no such table: notes\nhint: export it again\n");
  CHECK(text_of_deck(zip_input({{"collection.anki2", database(tables + note(1, "{{c1::a}}"))}}, "a.apkg")) ==
        "pensum: error: a.apkg: the deck has no questions with an answer in words\n"
        "hint: cards of pictures and gaps are left out\n");
  CHECK(text_of_deck(zip_input({{"collection.anki21b", "no zstd"}}, "a.apkg")) ==
        "pensum: error: a.apkg: the deck is damaged: Unknown frame descriptor\nhint: export it again\n");
  const std::string whole = packed(old_collection());
  CHECK(text_of_deck(zip_input({{"collection.anki21b", whole.substr(0, whole.size() / 2)}}, "a.apkg")) ==
        "pensum: error: a.apkg: the deck is damaged: it ends early\nhint: export it again\n");
}

TEST_CASE("a deck that would fill the memory or never end is refused", "[long]") {
  CHECK(text_of_deck(zip_input({{"collection.anki21b", packed(std::string(129 << 20, 'x'))}}, "a.apkg")) ==
        "pensum: error: a.apkg: the deck has more than 128 MiB unpacked\nhint: export a part of it\n");
  const std::string endless = database(
      "CREATE VIEW notes AS WITH RECURSIVE t(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM t) SELECT id, 'a' "
      "AS flds, 'b' "
      "AS tags FROM t;");
  CHECK_THAT(text_of_deck(zip_input({{"collection.anki2", endless}}, "a.apkg")),
             Catch::Contains("the deck is damaged: "));
}

TEST_CASE("questions go to the lessons that their labels name, once") {
  Deck deck;
  const auto add = [&](const std::string& question, std::vector<std::string> labels) {
    deck.questions.push_back({{question, "a"}, std::move(labels)});
  };
  add("by id", {"L-2"});
  add("by title", {"Deck", "Load_Balancing"});
  add("by the last part", {"course::load-balancing"});
  add("the tag before the deck", {"Caching", "l-2"});
  add("known", {"caching"});
  add("nowhere", {"other"});
  add("without labels", {});
  deck.questions.push_back(
      {{RichText("What prints\na\nb", {{.kind = TextMark::Kind::code_lines, .first = 12, .last = 15}}), "a"},
       {"caching"}});
  std::vector<Check> first = {{"known", "x"}, {"What prints; a b", "as it was imported before code was"}};
  std::vector<Check> second;
  const Attached attached = attach(deck, {{"l-1", "Caching", &first}, {"l-2", "Load balancing", &second}});
  CHECK(attached.count == 4);
  CHECK(attached.known == 2);
  CHECK(first.size() == 2);
  REQUIRE(second.size() == 4);
  CHECK(second[0].question == "by id");
  REQUIRE(attached.rest.size() == 2);
  CHECK(attached.rest[0]->check.question == "nowhere");
}

TEST_CASE("a damaged deck is read or refused") {
  const std::string good = old_collection();
  std::mt19937 engine(10);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    for (auto edits = 1 + engine() % 20; edits > 0; --edits)
      bytes[engine() % bytes.size()] = static_cast<char>(engine() % 256);
    const auto deck = read_deck(zip_input({{"collection.anki2", bytes}}));
    if (!deck) CHECK_FALSE(deck.error().empty());
  }
}
