#include "pdf/as_written.hpp"

#include "pdf/collection.hpp"
#include "pdf/pdf.hpp"
#include "pdf/sample_document.hpp"
#include "pdf/text_string.hpp"

#include <nettle/md5.h>

#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

using namespace pensum;

namespace {

document::Document hello() {
  sample::Builder builder;
  builder.page();
  builder.text(builder.element(document::Role::paragraph), "Hello");
  return builder.document;
}

}  // namespace

TEST_CASE("a PDF is as written until a byte of it changes or one is added") {
  const std::string bytes = pdf::write(hello(), staged::fonts()).value();
  CHECK(pdf::is_as_written(bytes));
  // The table has the places of objects; a file with a byte changed there is invalid.
  const std::size_t table = bytes.rfind('\n', bytes.rfind(" 0 obj\n<</Type/XRef")) + 1;
  for (std::size_t at = 0; at < table; at += 1 + bytes.size() / 97) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CAPTURE(at);
    CHECK_FALSE(pdf::is_as_written(changed));
  }
  CHECK_FALSE(pdf::is_as_written(bytes + "\n"));
  CHECK_FALSE(pdf::is_as_written(bytes.substr(0, bytes.size() - 1)));
  // As viewers save ticks: objects behind the old end, and a table of their own that keeps the identifier.
  const std::size_t id = bytes.rfind("/ID[<");
  const std::string saved = bytes + "9 0 obj\n<<>>\nendobj\n99 0 obj\n<</Type/XRef" + bytes.substr(id, 71) +
                            ">>\nendobj\nstartxref\n" + std::to_string(bytes.size() + 21) + "\n%%EOF\n";
  CHECK_FALSE(pdf::is_as_written(saved));
}

TEST_CASE("a PDF of a version that named its files by MD5 is as written, too") {
  std::string bytes = pdf::write(hello(), staged::fonts()).value();
  const std::size_t table = std::stoul(bytes.substr(bytes.rfind("startxref\n") + 10));
  md5_ctx context;
  md5_init(&context);
  md5_update(&context, table, reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, 16> sum{};
  md5_digest(&context, sum.size(), sum.data());
  std::string digits;
  pdf::append_hex(digits, std::string_view(reinterpret_cast<const char*>(sum.data()), sum.size()));
  bytes.replace(bytes.rfind("/ID[<"), 71, "/ID[<" + digits + "><" + digits + ">]");
  CHECK(pdf::is_as_written(bytes));
  bytes[table / 2] = static_cast<char>(bytes[table / 2] ^ 1);
  CHECK_FALSE(pdf::is_as_written(bytes));
}

TEST_CASE("other files are not as written") {
  for (const char* bytes :
       {"", "x", "%PDF-1.7\n%%EOF\n", "%PDF-1.7\nstartxref\n\n%%EOF\n", "%PDF-1.7\nstartxref\n0\n%%EOF\n",
        "startxref\n99999999999999999999\n%%EOF\n", "startxref\n500\n%%EOF\n"}) {
    CAPTURE(bytes);
    CHECK_FALSE(pdf::is_as_written(std::string_view(bytes)));
  }
}

TEST_CASE("a PDF of many is as written, too, and is read in steps") {
  pdf::Collection collection("All");
  std::string bytes = collection.add(hello(), staged::fonts(), "Ada").value();
  bytes += collection.add(hello(), staged::fonts(), "Bo").value();
  bytes += collection.finish().value();
  std::size_t largest = 0;
  const auto read = [&](std::size_t offset, std::size_t size) {
    largest = std::max(largest, size);
    return bytes.substr(offset, std::min<std::size_t>(size, 1000));  // fewer than asked for are fine
  };
  CHECK(pdf::is_as_written(bytes.size(), read));
  CHECK(largest <= (std::size_t{1} << 20));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  CHECK_FALSE(pdf::is_as_written(bytes.size(), read));
}
