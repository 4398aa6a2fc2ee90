#include "pdf/digest.hpp"

#include <hpdf_encrypt.h>

namespace pensum::pdf {

std::array<std::uint8_t, 16> digest(std::string_view bytes) {
  HPDF_MD5_CTX context;
  HPDF_MD5Init(&context);
  constexpr std::size_t step = std::size_t{1} << 20;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const std::string_view part = bytes.substr(at, step);
    HPDF_MD5Update(&context, reinterpret_cast<const HPDF_BYTE*>(part.data()),
                   static_cast<HPDF_UINT32>(part.size()));
  }
  std::array<std::uint8_t, 16> result{};
  HPDF_MD5Final(result.data(), &context);
  return result;
}

}  // namespace pensum::pdf
