// Zip files, made in memory for tests.
#pragma once

#include <zip.h>

#include <string>
#include <utility>
#include <vector>

namespace pensum::archive {

using NamedBytes = std::vector<std::pair<std::string, std::string>>;

/// A zip file of `files`; with a `password` they are encrypted.
inline std::string zip_of(const NamedBytes& files, const std::string& password = {}) {
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(buffer);
  zip_t* archive = zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, bytes] : files) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const auto index =
        static_cast<zip_uint64_t>(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8));
    zip_file_set_dostime(archive, index, 0, 0x5821, 0);
    if (!password.empty()) zip_file_set_encryption(archive, index, ZIP_EM_AES_256, password.c_str());
  }
  zip_close(archive);
  zip_source_open(buffer);
  zip_source_seek(buffer, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
  zip_source_seek(buffer, 0, SEEK_SET);
  zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  return bytes;
}

}  // namespace pensum::archive
