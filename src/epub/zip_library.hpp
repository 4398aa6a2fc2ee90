// libzip, loaded when a book is written or compared: it stands on OpenSSL, and to load both takes longer than
// a run that writes no book. With the types of its own header.
#pragma once

#include "base/diagnostic.hpp"

#include <zip.h>

namespace pensum::epub {

struct ZipLibrary {
  decltype(&::zip_close) close = nullptr;
  decltype(&::zip_discard) discard = nullptr;
  decltype(&::zip_error_init) error_init = nullptr;
  decltype(&::zip_error_strerror) error_strerror = nullptr;
  decltype(&::zip_fclose) fclose = nullptr;
  decltype(&::zip_file_add) file_add = nullptr;
  decltype(&::zip_file_set_external_attributes) file_set_external_attributes = nullptr;
  decltype(&::zip_file_set_mtime) file_set_mtime = nullptr;
  decltype(&::zip_fopen_index) fopen_index = nullptr;
  decltype(&::zip_fread) fread = nullptr;
  decltype(&::zip_get_error) get_error = nullptr;
  decltype(&::zip_get_num_entries) get_num_entries = nullptr;
  decltype(&::zip_open_from_source) open_from_source = nullptr;
  decltype(&::zip_set_file_compression) set_file_compression = nullptr;
  decltype(&::zip_source_buffer_create) source_buffer_create = nullptr;
  decltype(&::zip_source_free) source_free = nullptr;
  decltype(&::zip_source_function) source_function = nullptr;
  decltype(&::zip_source_function_create) source_function_create = nullptr;
  decltype(&::zip_source_make_command_bitmap) source_make_command_bitmap = nullptr;
  decltype(&::zip_stat_index) stat_index = nullptr;
  decltype(&::zip_stat_init) stat_init = nullptr;
};

/// Loads it from a shared library. Errors: there is none, or functions are missing in it.
Result<ZipLibrary> load_zip_library(const char* file);

/// The one that belongs to the build, loaded once.
const Result<ZipLibrary>& zip_library();

}  // namespace pensum::epub
