#include "epub/zip_library.hpp"

#include "base/loaded_library.hpp"

namespace pensum::epub {
namespace {

// Its file, with the version of the header; the build finds it out.
constexpr const char* library_name = PENSUM_ZIP_LIBRARY;
// The OpenSSL that it stands on; may be empty.
constexpr const char* openssl_name = PENSUM_ZIP_OPENSSL;

}  // namespace

Result<ZipLibrary> load_zip_library(const char* file) {
  // The 3,000 symbols of OpenSSL are most of the time that loading takes. Loaded by itself before, it is the
  // first in which they are looked for; what keeps it from being loaded is seen with libzip.
  if (*openssl_name != '\0') LoadedLibrary(openssl_name, LoadedLibrary::Symbols::own_first);
  LoadedLibrary library(file, LoadedLibrary::Symbols::own_first);
  ZipLibrary zip;
  library.find("zip_close", zip.close);
  library.find("zip_discard", zip.discard);
  library.find("zip_error_init", zip.error_init);
  library.find("zip_error_strerror", zip.error_strerror);
  library.find("zip_fclose", zip.fclose);
  library.find("zip_file_add", zip.file_add);
  library.find("zip_file_set_external_attributes", zip.file_set_external_attributes);
  library.find("zip_file_set_mtime", zip.file_set_mtime);
  library.find("zip_fopen_index", zip.fopen_index);
  library.find("zip_fread", zip.fread);
  library.find("zip_get_error", zip.get_error);
  library.find("zip_get_num_entries", zip.get_num_entries);
  library.find("zip_open_from_source", zip.open_from_source);
  library.find("zip_set_file_compression", zip.set_file_compression);
  library.find("zip_source_buffer_create", zip.source_buffer_create);
  library.find("zip_source_free", zip.source_free);
  library.find("zip_source_function", zip.source_function);
  library.find("zip_source_function_create", zip.source_function_create);
  library.find("zip_source_make_command_bitmap", zip.source_make_command_bitmap);
  library.find("zip_stat_index", zip.stat_index);
  library.find("zip_stat_init", zip.stat_init);
  if (!library.problem().empty())
    return library.missing("the EPUB cannot be written", library_name, "libzip4");
  return zip;
}

const Result<ZipLibrary>& zip_library() {
  static const Result<ZipLibrary> library = load_zip_library(library_name);
  return library;
}

}  // namespace pensum::epub
