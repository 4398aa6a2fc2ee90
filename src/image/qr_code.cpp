#include "image/qr_code.hpp"

#include "base/loaded_library.hpp"

#include <qrencode.h>

#include <memory>

namespace pensum {
namespace {

// Its file, with the version of the header; the build finds it out.
constexpr const char* library_of_build = PENSUM_QRENCODE_LIBRARY;

struct Functions {
  decltype(&::QRcode_encodeString8bit) encode = nullptr;
  decltype(&::QRcode_free) free = nullptr;
};

Result<Functions> load(const char* file) {
  LoadedLibrary library(file);
  Functions functions;
  library.find("QRcode_encodeString8bit", functions.encode);
  library.find("QRcode_free", functions.free);
  if (!library.problem().empty())
    return library.missing("QR codes cannot be made", library_of_build, "libqrencode4");
  return functions;
}

const Result<Functions>& functions_of_build() {
  static const Result<Functions> functions = load(library_of_build);
  return functions;
}

}  // namespace

Result<QrCode> qr_code(const std::string& text, const char* library) {
  const Result<Functions> functions = library == nullptr ? functions_of_build() : load(library);
  if (!functions) return std::unexpected(functions.error());
  // 0: the smallest version that holds the text.
  const std::unique_ptr<QRcode, void (*)(QRcode*)> made(functions->encode(text.c_str(), 0, QR_ECLEVEL_M),
                                                        functions->free);
  QrCode code;
  if (made == nullptr) return code;
  code.side = static_cast<std::size_t>(made->width);
  code.dark.reserve(code.side * code.side);
  for (std::size_t i = 0; i < code.side * code.side; ++i) code.dark.push_back((made->data[i] & 1U) != 0);
  return code;
}

}  // namespace pensum
