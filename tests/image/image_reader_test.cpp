#include "image/image_reader.hpp"

#include "image/png_writer.hpp"
#include "image/sample_images.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace pensum;
using sample::chunk;
using sample::jpeg;
using sample::png;

namespace {

using namespace std::string_literals;

Image read(const std::string& bytes) {
  const Result<Image> image = read_image(bytes, "logo.png");
  if (!image) FAIL(to_text(image.error().front()));
  return *image;
}

/// What the command prints of a picture that is refused.
std::string error(const std::string& bytes) {
  const Result<Image> image = read_image(bytes, "logo.png");
  if (image) return "taken";
  REQUIRE(image.error().size() == 1);
  return to_text(image.error().front());
}

void check_samples(const std::string& bytes, Image::Coding coding, std::uint32_t width, std::uint32_t height,
                   const std::string& samples) {
  const Image image = read(bytes);
  CHECK(image.coding == coding);
  CHECK(image.color == (coding == Image::Coding::rgb));
  CHECK(image.width == width);
  CHECK(image.height == height);
  CHECK(image.bytes == samples);
}

constexpr auto gray = Image::Coding::gray;
constexpr auto rgb = Image::Coding::rgb;

}  // namespace

TEST_CASE("a PNG of any kind becomes samples of 8 bits") {
  check_samples(png({.width = 2, .height = 2, .color_type = 0, .rows = "\0\x10\x20\0\x30\x40"s}), gray, 2, 2,
                "\x10\x20\x30\x40");
  check_samples(png({.width = 2, .color_type = 2, .rows = "\0abcdef"s}), rgb, 2, 1, "abcdef");
  // One bit a pixel: black, white, white.
  check_samples(png({.width = 3, .depth = 1, .color_type = 0, .rows = "\0\x60"s}), gray, 3, 1, "\0\xFF\xFF"s);
  // 16 bits, of which the upper ones stay.
  check_samples(png({.width = 2, .depth = 16, .color_type = 0, .rows = "\0\x40\x40\xC0\xC0"s}), gray, 2, 1,
                "\x40\xC0");
  check_samples(png({.depth = 16, .color_type = 2, .rows = "\0\x11\x11\x22\x22\x33\x33"s}), rgb, 1, 1,
                "\x11\x22\x33");
  const std::string palette = chunk("PLTE", "\0\0\xFF\xFF\x80\0"s);
  check_samples(png({.width = 2, .color_type = 3, .rows = "\0\1\0"s, .before = palette}), rgb, 2, 1,
                "\xFF\x80\0\0\0\xFF"s);
}

TEST_CASE("transparent parts are shown on white") {
  check_samples(png({.width = 2, .color_type = 4, .rows = "\0\x50\xFF\x50\0"s}), gray, 2, 1, "\x50\xFF");
  check_samples(png({.width = 2, .color_type = 6, .rows = "\0abc\xFFxyz\0"s}), rgb, 2, 1, "abc\xFF\xFF\xFF");
  check_samples(png({.width = 2, .depth = 16, .color_type = 4, .rows = "\0\x50\x50\xFF\xFF\x50\x50\0\0"s}),
                gray, 2, 1, "\x50\xFF");
  // One entry of a palette, one gray value.
  const std::string palette = chunk("PLTE", "\0\0\xFF\xFF\x80\0"s);
  check_samples(
      png({.width = 2, .color_type = 3, .rows = "\0\1\0"s, .before = palette + chunk("tRNS", "\0"s)}), rgb, 2,
      1, "\xFF\x80\0\xFF\xFF\xFF"s);
  check_samples(png({.width = 2, .color_type = 0, .rows = "\0\x10\x20"s, .before = chunk("tRNS", "\0\x10"s)}),
                gray, 2, 1, "\xFF\x20");
  // Half of black is lighter than black and darker than white.
  const std::string half = read(png({.color_type = 4, .rows = "\0\0\x80"s})).bytes;
  REQUIRE(half.size() == 1);
  CHECK(static_cast<unsigned char>(half[0]) > 0x60);
  CHECK(static_cast<unsigned char>(half[0]) < 0xD0);
}

TEST_CASE("the same pixels give the same picture, however they are stored") {
  const std::string samples = "\0\x50\xA0\xF0"s;
  const std::vector<std::string> files{
      png({.width = 2, .height = 2, .color_type = 0, .rows = "\0\0\x50\0\xA0\xF0"s}),
      png({.width = 2, .height = 2, .color_type = 0, .rows = "\0\0\x50\2\xA0\xA0"s}),  // as differences
      // The first pixel, the one beside it, the row below.
      png({.width = 2, .height = 2, .color_type = 0, .rows = "\0\0\0\x50\0\xA0\xF0"s, .interlaced = true}),
      png({.width = 2,
           .height = 2,
           .depth = 4,
           .color_type = 3,
           .rows = "\0\x32\0\x10"s,
           .before = chunk("PLTE", "\xF0\xF0\xF0\xA0\xA0\xA0\x50\x50\x50\0\0\0"s)}),
      png({.width = 2, .height = 2, .color_type = 2, .rows = "\0\0\0\0PPP\0\xA0\xA0\xA0\xF0\xF0\xF0"s}),
      png({.width = 2, .height = 2, .color_type = 4, .rows = "\0\0\xFF\x50\xFF\0\xA0\xFF\xF0\xFF"s}),
      png({.width = 2,
           .height = 2,
           .color_type = 0,
           .rows = "\0\0\x50\0\xA0\xF0"s,
           .before = chunk("tEXt", "Author\0somebody"s)}),
  };
  for (const std::string& file : files) check_samples(file, gray, 2, 2, samples);
}

TEST_CASE("a JPEG stays the file that it is") {
  for (const int channels : {1, 3}) {
    for (const bool progressive : {false, true}) {
      CAPTURE(channels, progressive);
      const std::string file =
          jpeg({.width = 33, .height = 17, .channels = channels, .progressive = progressive});
      const Image image = read(file);
      CHECK(image.coding == Image::Coding::jpeg);
      CHECK(image.width == 33);
      CHECK(image.height == 17);
      CHECK(image.color == (channels == 3));
      CHECK(image.bytes == file);
      CHECK(read(file + "what a camera puts behind it").bytes == file);
      // Where the picture was taken is private.
      const std::string notes = "\xFF\xE1\0\x0C"s + "Exif\0\0here"s + "\xFF\xFE\0\x06note"s;
      CHECK(read(file.substr(0, 2) + notes + file.substr(2)).bytes == file);
      // Markers without data have no meaning here.
      CHECK(read(file.substr(0, 2) + "\xFF\x01\xFF\xD3"s + notes + file.substr(2)).bytes == file);
    }
  }
}

TEST_CASE("a picture cut off anywhere is refused") {
  const std::string whole_png =
      png({.width = 2, .height = 2, .color_type = 0, .rows = "\0\x10\x20\0\x30\x40"s});
  for (std::size_t size = 0; size < whole_png.size(); ++size) {
    CAPTURE(size);
    CHECK(error(whole_png.substr(0, size)) != "taken");
  }
  for (const bool progressive : {false, true}) {
    const std::string whole = jpeg({.progressive = progressive});
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(progressive, size);
      CHECK(error(whole.substr(0, size)) != "taken");
    }
  }
}

TEST_CASE("a PNG with a changed byte is refused") {
  const std::string whole = png({.width = 2, .height = 2, .color_type = 0, .rows = "\0\x10\x20\0\x30\x40"s});
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CAPTURE(at);
    std::string file = whole;
    file[at] = static_cast<char>(file[at] ^ 0x41);
    CHECK(error(file) != "taken");
  }
}

TEST_CASE("a JPEG with a changed byte is refused or still a picture") {
  const std::string whole = jpeg({});
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CAPTURE(at);
    std::string file = whole;
    file[at] = static_cast<char>(file[at] ^ 0x41);
    const Result<Image> image = read_image(file, "logo.jpg");
    if (image) CHECK(file.starts_with(image->bytes));
  }
}

TEST_CASE("a refused picture is reported with its file and a hint") {
  CHECK(error("GIF89a") ==
        "pensum: error: logo.png: the file is neither a PNG nor a JPEG\n"
        "hint: save the picture as one of them\n");
  CHECK(error("") == error("GIF89a"));
  CHECK(error(jpeg({.channels = 4})) ==
        "pensum: error: logo.png: the picture has 4 channels, such as those for printing inks (CMYK)\n"
        "hint: save it in RGB or in gray\n");
  CHECK(error(jpeg({.arithmetic = true})) ==
        "pensum: error: logo.png: the picture is coded arithmetically, which few programs read\n"
        "hint: save it with Huffman coding, as is usual\n");
  const std::string whole = png({.rows = "\0\x10"s});
  CHECK(error(whole.substr(0, whole.size() - 1)) ==
        "pensum: error: logo.png: the picture is damaged or cut off (parts of the file are missing or "
        "changed)\n"
        "hint: save it again with the program that made it\n");
  CHECK(error(png({.width = 2, .height = 2, .color_type = 0, .rows = "\0\x10\x20"s})) ==
        "pensum: error: logo.png: the picture is damaged or cut off (Not enough image data)\n"
        "hint: save it again with the program that made it\n");
  CHECK(error(jpeg({.channels = 1, .in_many_passes = true})) ==
        "pensum: error: logo.png: the picture is damaged or cut off (too many passes over the picture)\n"
        "hint: save it again with the program that made it\n");
  const std::string cut = jpeg({});
  CHECK(error(cut.substr(0, cut.size() - 2)) ==
        "pensum: error: logo.png: the picture is damaged or cut off (Premature end of JPEG file)\n"
        "hint: save it again with the program that made it\n");
}

TEST_CASE("a picture may be 4,000 pixels wide and high, and no larger") {
  const auto rows = [](std::size_t width, std::size_t height) {
    return std::string((width + 1) * height, '\0');
  };
  CHECK(read(png({.width = 4000, .rows = rows(4000, 1)})).width == 4000);
  CHECK(read(jpeg({.width = 8, .height = 4000, .channels = 1})).height == 4000);
  CHECK(error(png({.width = 4001, .rows = rows(4001, 1)})) ==
        "pensum: error: logo.png: the picture has 4001 × 1 pixels, which is more than 4000 × 4000\n"
        "hint: make the picture smaller\n");
  CHECK(error(png({.height = 4001, .rows = rows(1, 4001)})).find("1 × 4001") != std::string::npos);
  CHECK(error(jpeg({.width = 8, .height = 4001})).find("8 × 4001") != std::string::npos);
  CHECK(error(std::string(most_image_bytes + 1, '\0')) ==
        "pensum: error: logo.png: the picture is a file of more than 10 MB\n"
        "hint: make the picture smaller, or save it as a JPEG\n");
}

TEST_CASE("a picture of four colours that is written is read again, however little it packs") {
  constexpr std::array<Rgb, 4> palette{{{0, 255, 7}, {1, 254, 7}, {2, 253, 7}, {3, 252, 7}}};
  // Rows that end within a byte; rows and parts of rows that repeat.
  for (const std::size_t width : {1000U, 1001U, 1002U, 1003U}) {
    CAPTURE(width);
    constexpr std::size_t height = 500;
    std::string pixels;
    std::string rows;
    unsigned noise = 1;
    for (std::size_t y = 0; y < height; ++y) {
      rows += '\0';
      for (std::size_t x = 0; x < width; ++x) {
        noise = noise * 1664525 + 1013904223;
        const bool repeats = y % 5 == 1;
        const bool flat = y % 5 == 2 && x > 0 && x % 300 != 0;
        pixels += repeats ? pixels[pixels.size() - width]
                  : flat  ? pixels.back()
                          : static_cast<char>(noise >> 16 & 3);
        if (x % 4 == 0) rows += '\0';
        rows.back() = static_cast<char>(static_cast<unsigned char>(rows.back()) |
                                        static_cast<unsigned char>(pixels.back()) << (6 - x % 4 * 2));
      }
    }
    REQUIRE(rows.size() == height * png_row(width));
    Rows written(png_row(width), height);
    for (std::size_t y = 0; y < height; ++y)
      std::ranges::copy(rows.substr(y * png_row(width), png_row(width)), written.write(y));
    const std::string png = write_png({.palette = palette, .width = width, .rows = written});
    const Image image = read_image(png, "noise.png").value();
    REQUIRE(image.width == width);
    REQUIRE(image.bytes.size() == pixels.size() * 3);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      const Rgb& color = palette[static_cast<std::size_t>(pixels[i])];
      for (std::size_t c = 0; c < 3; ++c) {
        if (static_cast<std::uint8_t>(image.bytes[i * 3 + c]) != color[c]) ++wrong;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a JPEG with a segment that is shorter than its own length is refused") {
  const std::string file = sample::jpeg({});
  const auto image = read_image(file.substr(0, 2) + "\xFF\xE2\0\0"s + file.substr(2), "logo.jpg");
  REQUIRE_FALSE(image.has_value());
  CHECK(image.error().front().message.find("a segment is shorter than its length") != std::string::npos);
}
