// Small picture files of many kinds, made here.
#pragma once

#include "base/deflate.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>  // jpeglib.h wants it before itself
#include <cstdlib>

#include <jpeglib.h>

#include <string>
#include <string_view>
#include <vector>

namespace sample {

inline std::string big_endian(std::size_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
  return bytes;
}

/// A part of a PNG file.
inline std::string chunk(const std::string& name, std::string_view data) {
  const std::string checked = name + std::string(data);
  return big_endian(data.size()) + checked + big_endian(pensum::crc32(checked));
}

/// A PNG file's header and its rows, each behind a byte that names its filter.
struct Png {
  std::uint32_t width = 1;
  std::uint32_t height = 1;
  char depth = 8;
  char color_type = 0;  ///< 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha
  std::string rows;
  std::string before{};  ///< chunks between header and rows
  bool interlaced = false;
};

inline std::string png(const Png& picture) {
  std::string header = big_endian(picture.width) + big_endian(picture.height);
  header += {picture.depth, picture.color_type, 0, 0, picture.interlaced ? '\1' : '\0'};
  pensum::Deflater deflater;
  return "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) + picture.before +
         chunk("IDAT", deflater.zlib(picture.rows).value()) + chunk("IEND", "");
}

struct Jpeg {
  std::uint32_t width = 20;
  std::uint32_t height = 10;
  int channels = 3;
  bool progressive = false;
  bool arithmetic = false;
  bool in_many_passes = false;  ///< more than a hundred, for one channel
};

/// A JPEG file of slopes.
inline std::string jpeg(const Jpeg& picture) {
  jpeg_compress_struct state{};
  jpeg_error_mgr errors{};
  state.err = jpeg_std_error(&errors);
  jpeg_create_compress(&state);
  unsigned char* memory = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&state, &memory, &size);
  state.image_width = picture.width;
  state.image_height = picture.height;
  state.input_components = picture.channels;
  state.in_color_space = picture.channels == 1 ? JCS_GRAYSCALE : picture.channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&state);
  if (picture.progressive) jpeg_simple_progression(&state);
  std::vector<jpeg_scan_info> passes;
  if (picture.in_many_passes) {
    const auto add = [&](int coefficient, int before, int now) {
      passes.push_back({1, {0, 0, 0, 0}, coefficient, coefficient, before, now});
    };
    add(0, 0, 0);
    for (int coefficient = 1; coefficient < DCTSIZE2; ++coefficient) {
      add(coefficient, 0, 1);
      add(coefficient, 1, 0);
    }
    state.scan_info = passes.data();
    state.num_scans = static_cast<int>(passes.size());
  }
  state.arith_code = picture.arithmetic ? TRUE : FALSE;
  jpeg_start_compress(&state, TRUE);
  std::string row(std::size_t{picture.width} * static_cast<std::size_t>(picture.channels), '\0');
  while (state.next_scanline < picture.height) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<char>(7 * i + 9 * state.next_scanline);
    auto* samples = reinterpret_cast<JSAMPLE*>(row.data());
    jpeg_write_scanlines(&state, &samples, 1);
  }
  jpeg_finish_compress(&state);
  std::string bytes(reinterpret_cast<const char*>(memory), size);
  jpeg_destroy_compress(&state);
  std::free(memory);
  return bytes;
}

}  // namespace sample
