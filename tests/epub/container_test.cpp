#include "epub/container.hpp"

#include "epub/epub.hpp"
#include "epub/read_back.hpp"
#include "epub/zip_library.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace pensum;

namespace {

const Date date = parse_date("2026-11-24").value();

Result<std::string> pack(const std::vector<epub::Entry>& entries, Date day) {
  epub::Container container;
  for (const epub::Entry& entry : entries) container.add(entry);
  return container.bytes(day);
}

}  // namespace

TEST_CASE("the media type is first, stored, at its fixed place in the file") {
  const std::string zip = pack({{"a.txt", "text"}}, date).value();
  CHECK(zip.substr(30, 8) == "mimetype");
  CHECK(zip.substr(38, 20) == "application/epub+zip");
  const auto entries = read_back::entries(zip);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].name == "mimetype");
  CHECK(entries[0].method == 0);
  CHECK(entries[0].extra == 0);
  CHECK((entries[0].flags & 9U) == 0);  // neither encrypted nor with a descriptor behind it
}

TEST_CASE("entries keep their order and bytes, all of one date, with plain permissions") {
  const std::string long_text(100'000, 'x');
  const auto entries = read_back::entries(
      pack({{"z", "last letter first"}, {"EPUB/ä.xhtml", long_text}, {"empty", ""}}, date).value());
  REQUIRE(entries.size() == 4);
  CHECK(entries[1].name == "z");
  CHECK(entries[1].bytes == "last letter first");
  CHECK(entries[2].name == "EPUB/ä.xhtml");
  CHECK(entries[2].bytes == long_text);
  CHECK(entries[2].method == 8);
  CHECK((entries[2].flags & 0x800U) != 0);  // the name is UTF-8
  CHECK(entries[3].bytes.empty());
  for (const auto& entry : entries) {
    CAPTURE(entry.name);
    CHECK(entry.time == 12U << 11);  // which a day without midnight has
    CHECK(entry.date == ((2026U - 1980U) << 9 | 11U << 5 | 24U));
    CHECK(entry.extra == 0);
    CHECK(entry.mode == 0100644U);
  }
}

TEST_CASE("a file's bytes may be others', too") {
  const SharedBytes bytes = share(std::string(5'000, 's'));
  const auto entries = read_back::entries(
      pack({{.name = "a", .shared = bytes}, {.name = "b", .stored = true, .shared = bytes}}, date).value());
  REQUIRE(entries.size() == 3);
  CHECK(entries[1].bytes == *bytes);
  CHECK(entries[2].bytes == *bytes);
  CHECK(entries[2].method == 0);
}

TEST_CASE("pieces that are packed already stand in a file among its own bytes") {
  Deflater deflater(epub::book_level);
  const auto piece = [&](const std::string& bytes) {
    return epub::PackedPiece{
        .unended = deflater.unended(bytes).value(), .size = bytes.size(), .checksum = crc32(bytes)};
  };
  const epub::PackedPiece few = piece("few");
  const epub::PackedPiece many = piece(std::string(70'000, 'm'));
  const std::string own = "short" + std::string(500, 'o') + "end";
  const std::vector<epub::Entry> files = {
      {.name = "around", .bytes = own, .insets = {{5, &few}, {505, &many}}},
      {.name = "between", .bytes = own, .insets = {{0, &few}, {0, &many}, {own.size(), &few}}},
      {.name = "alone", .bytes = "", .insets = {{0, &many}}}};
  const auto entries = read_back::entries(pack(files, date).value());
  REQUIRE(entries.size() == 4);
  const std::string long_text(70'000, 'm');
  CHECK(entries[1].bytes == "shortfew" + std::string(500, 'o') + long_text + "end");
  CHECK(entries[2].bytes == "few" + long_text + own + "few");
  CHECK(entries[3].bytes == long_text);
}

TEST_CASE("a file that comes late stands in the place that was kept for it") {
  epub::Container container;
  container.add({"a", "first"});
  const epub::Container::Place place = container.reserve();
  container.add({"c", "third"});
  container.put(place, {"b", "second"});
  CHECK(container.bytes(date).value() ==
        pack({{"a", "first"}, {"b", "second"}, {"c", "third"}}, date).value());
}

TEST_CASE("a large container is the same whether or not a thread helps to pack it, and may be given up") {
  Deflater deflater(epub::book_level);
  const std::string inset(3'000, 'i');
  const epub::PackedPiece piece{
      .unended = deflater.unended(inset).value(), .size = inset.size(), .checksum = crc32(inset)};
  std::vector<epub::Entry> entries;
  for (std::size_t i = 0; i < 300; ++i) {
    std::string bytes;
    while (bytes.size() < 97 * i) bytes += std::to_string(bytes.size() * i) + ' ';
    entries.push_back({.name = std::to_string(i), .bytes = std::move(bytes), .stored = i % 7 == 0});
    if (i % 5 == 1) entries.back().insets = {{entries.back().bytes.size() / 2, &piece}};
  }
  const std::string helped = pack(entries, date).value();
  Packer keeps(Packer::usual_bound);  // is for one thread
  epub::Container alone(&keeps);
  for (const epub::Entry& entry : entries) alone.add(entry);
  CHECK(alone.bytes(date).value() == helped);
  for (const std::size_t expected : {0UZ, std::size_t{10} << 20}) {
    epub::Container made_late;
    made_late.expect(expected);
    for (const epub::Entry& entry : entries) {
      made_late.add({entry.name, entry.stored}, entry.bytes.size(),
                    [&] { return epub::Contents{entry.bytes, entry.insets}; });
    }
    CHECK(made_late.bytes(date).value() == helped);
  }
  for (const std::size_t count : {1UZ, 100UZ, 200UZ, 300UZ}) {
    epub::Container given_up;
    for (std::size_t i = 0; i < count; ++i) given_up.add(entries[i]);
  }
}

TEST_CASE("what the making of a file throws comes out, wherever it is made") {
  for (const int torn : {0, 150, 299}) {
    epub::Container container;
    container.expect(std::size_t{10} << 20);
    const auto make = [&] {
      for (int i = 0; i < 300; ++i) {
        container.add({std::to_string(i)}, 10'000, [i, torn] {
          if (i == torn) throw std::runtime_error("torn");
          return epub::Contents{std::string(10'000, 'x')};
        });
      }
      return container.bytes(date);
    };
    CHECK_THROWS_WITH(make(), "torn");
  }
}

TEST_CASE("dates that ZIP cannot express become the nearest that it can") {
  const auto date_of = [](const char* iso) {
    return read_back::entries(pack({}, parse_date(iso).value()).value()).at(0).date;
  };
  CHECK(date_of("1970-01-01") == (1U << 5 | 1U));
  CHECK(date_of("9999-12-31") == (127U << 9 | 12U << 5 | 31U));
}

TEST_CASE("the same entries give the same bytes") {
  const std::vector<epub::Entry> entries{{"a", std::string(5000, 'a')}, {"b", "b"}};
  CHECK(pack(entries, date).value() == pack(entries, date).value());
  CHECK(pack(entries, date).value() != pack(entries, date + days{1}).value());
}

TEST_CASE("a book is as written until it is packed in another way") {
  const std::vector<epub::Entry> entries{{"a.xhtml", std::string(5000, 'a')}, {"p.png", "picture", true}};
  const std::string book = pack(entries, date).value();
  CHECK(epub::is_as_written(book));
  CHECK(epub::is_as_written(pack({}, date).value()));
  for (std::size_t at = 0; at < book.size(); ++at) {
    std::string changed = book;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    // Changed bytes of a file show only in its checksum, which is not computed: no program changes only them.
    const std::size_t first = book.find("a.xhtml") + 7;
    const bool inside = at >= 38 && at < 58;
    const bool inside_file = at >= first && at < book.find("PK\x03\x04", first);
    const std::size_t picture = book.find("picture");
    if (inside || inside_file || (at >= picture && at < picture + 7)) continue;
    CAPTURE(at);
    CHECK_FALSE(epub::is_as_written(changed));
  }
  CHECK_FALSE(epub::is_as_written(book + "x"));
  CHECK_FALSE(epub::is_as_written(book.substr(0, book.size() - 1)));
  for (const char* other : {"", "PK\x03\x04", "PK\x03\x04 and more that is no container", "text"})
    CHECK_FALSE(epub::is_as_written(other));
}

TEST_CASE("a book of an earlier version, all of whose files are of midnight, is as written") {
  std::string book = pack({{"a.xhtml", "text"}, {"b.xhtml", std::string(5000, 'b')}}, date).value();
  const std::string noon("\x00\x60", 2);
  std::size_t times = 0;
  for (const auto& [header, at] : {std::pair("PK\x03\x04", 10UZ), std::pair("PK\x01\x02", 12UZ)}) {
    for (std::size_t i = book.find(header); i != std::string::npos; i = book.find(header, i + 1), ++times) {
      REQUIRE(book.substr(i + at, 2) == noon);
      book.replace(i + at, 2, 2, '\0');
    }
  }
  CHECK(times == 6);
  CHECK(epub::is_as_written(book));
}

TEST_CASE("without libzip, or with another library under its name, the error says what to install") {
  const auto why = [](const char* file) {
    const Result<epub::ZipLibrary> library = epub::load_zip_library(file);
    REQUIRE_FALSE(library.has_value());
    return to_text(library.error().front());
  };
  CHECK(why("libpensum-has-none.so")
            .starts_with("pensum: error: the EPUB cannot be written: libpensum-has-none.so: "));
  CHECK(why("libz.so.1").find("undefined symbol: zip_") != std::string::npos);
  CHECK(why("libz.so.1").ends_with(": it is in Debian's package libzip4\n"));
}
