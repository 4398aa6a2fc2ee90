#include "image/jpeg.hpp"

#include "image/refusals.hpp"

#include <fmt/format.h>

#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdio>  // jpeglib.h wants it before itself

#include <jpeglib.h>

#include <optional>
#include <string>
#include <utility>

namespace pensum::image {

namespace {

// Progressive files bring a picture in a few passes, each over all of it; one of thousands only keeps
// its readers busy.
constexpr int most_scans = 100;

// libjpeg leaves its functions by longjmp where a file is wrong. The functions of the decoder that call
// it keep nothing in their frames that would have to be destroyed.
class Decoder {
 public:
  Decoder() {
    state_.err = jpeg_std_error(&errors_);
    errors_.error_exit = [](j_common_ptr common) { of(common).leave(); };
    errors_.emit_message = [](j_common_ptr common, int level) {
      // Below zero are errors in the data; above, progress messages.
      if (level < 0) of(common).leave();
    };
    progress_.progress_monitor = [](j_common_ptr common) {
      Decoder& decoder = of(common);
      if (decoder.state_.input_scan_number > most_scans) decoder.leave("too many passes over the picture");
    };
    state_.client_data = this;
  }
  ~Decoder() { jpeg_destroy_decompress(&state_); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  bool read_header(const unsigned char* bytes, std::size_t size) {
    if (setjmp(way_out_) != 0) return false;
    jpeg_create_decompress(&state_);
    state_.progress = &progress_;
    jpeg_mem_src(&state_, bytes, size);
    jpeg_read_header(&state_, TRUE);
    return true;
  }

  /// Reads all samples and the file's end.
  bool read_samples() {
    if (setjmp(way_out_) != 0) return false;
    // Only whether they are there matters.
    state_.dct_method = JDCT_FASTEST;
    state_.do_fancy_upsampling = FALSE;
    jpeg_start_decompress(&state_);
    const JDIMENSION row = state_.output_width * static_cast<JDIMENSION>(state_.output_components);
    JSAMPARRAY rows = state_.mem->alloc_sarray(reinterpret_cast<j_common_ptr>(&state_), JPOOL_IMAGE, row, 1);
    while (state_.output_scanline < state_.output_height) jpeg_read_scanlines(&state_, rows, 1);
    jpeg_finish_decompress(&state_);
    return true;
  }

  std::uint32_t width() const { return state_.image_width; }
  std::uint32_t height() const { return state_.image_height; }
  int channels() const { return state_.num_components; }
  bool is_arithmetic() const { return state_.arith_code != FALSE; }
  /// How many bytes follow what has been read.
  std::size_t left() const { return state_.src->bytes_in_buffer; }
  const char* message() const { return message_.data(); }

 private:
  static Decoder& of(j_common_ptr common) { return *static_cast<Decoder*>(common->client_data); }

  [[noreturn]] void leave() {
    errors_.format_message(reinterpret_cast<j_common_ptr>(&state_), message_.data());
    std::longjmp(way_out_, 1);
  }
  [[noreturn]] void leave(std::string_view why) {
    why.copy(message_.data(), message_.size() - 1);
    std::longjmp(way_out_, 1);
  }

  jpeg_decompress_struct state_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
  std::jmp_buf way_out_{};
  std::array<char, JMSG_LENGTH_MAX> message_{};
};

/// The file without what a program that draws it does not need: notes of cameras and editors (Exif may
/// hold a place), comments. What is left up to the samples is their coding, JFIF's and Adobe's word on
/// colours. `bytes` have been decoded, so that their segments are as they should be, but for one: libjpeg
/// passes over a segment that claims to be shorter than its own length. Nothing for such a file.
std::optional<std::string> without_notes(std::string_view bytes) {
  constexpr unsigned char start_of_scan = 0xDA;
  std::string kept(bytes.substr(0, 2));
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    const unsigned marker = byte(1);
    if (byte(0) != 0xFF || marker == start_of_scan) break;
    if (marker == 0xFF) {  // a filler
      ++at;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {  // a marker alone, without meaning here
      at += 2;
      continue;
    }
    const std::size_t length = 2 + (std::size_t{byte(2)} << 8) + byte(3);
    if (length < 4) return std::nullopt;
    const bool adobe = marker == 0xEE;
    const bool note = (marker >= 0xE1 && marker <= 0xEF && !adobe) || marker == 0xFE;
    if (!note) kept += bytes.substr(at, length);
    at = std::min(at + length, bytes.size());
  }
  return kept.append(bytes.substr(at));
}

}  // namespace

Result<Image> read_jpeg(std::string_view bytes, const Place& place) {
  Decoder decoder;
  if (!decoder.read_header(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size())) {
    return damaged(decoder.message(), place);
  }
  if (auto error = check_size(decoder.width(), decoder.height(), place)) {
    return std::unexpected(*std::move(error));
  }
  if (decoder.channels() != 1 && decoder.channels() != 3) {
    return failure(fmt::format("the picture has {} channels, such as those for printing inks (CMYK)",
                               decoder.channels()),
                   "save it in RGB or in gray", place);
  }
  if (decoder.is_arithmetic()) {
    return failure("the picture is coded arithmetically, which few programs read",
                   "save it with Huffman coding, as is usual", place);
  }
  if (!decoder.read_samples()) return damaged(decoder.message(), place);
  std::optional<std::string> kept = without_notes(bytes.substr(0, bytes.size() - decoder.left()));
  if (!kept) return damaged("a segment is shorter than its length", place);
  return Image{.coding = Image::Coding::jpeg,
               .width = decoder.width(),
               .height = decoder.height(),
               .color = decoder.channels() == 3,
               .bytes = *std::move(kept)};
}

}  // namespace pensum::image
