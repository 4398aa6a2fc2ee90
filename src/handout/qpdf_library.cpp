#include "handout/qpdf_library.hpp"

#include "base/loaded_library.hpp"

namespace pensum::handout {
namespace {

// Its file, with the version of the header; the build finds it out.
constexpr const char* library_name = PENSUM_QPDF_LIBRARY;

}  // namespace

Result<QpdfLibrary> load_qpdf(const char* file) {
  LoadedLibrary library(file);
  QpdfLibrary qpdf;
  library.find("qpdf_init", qpdf.init);
  library.find("qpdf_cleanup", qpdf.cleanup);
  library.find("qpdf_silence_errors", qpdf.silence_errors);
  library.find("qpdf_set_suppress_warnings", qpdf.set_suppress_warnings);
  library.find("qpdf_read_memory", qpdf.read_memory);
  library.find("qpdf_has_error", qpdf.has_error);
  library.find("qpdf_get_error", qpdf.get_error);
  library.find("qpdf_get_error_code", qpdf.get_error_code);
  library.find("qpdf_get_error_message_detail", qpdf.get_error_message_detail);
  library.find("qpdf_get_num_pages", qpdf.get_num_pages);
  library.find("qpdf_get_page_n", qpdf.get_page_n);
  library.find("qpdf_get_root", qpdf.get_root);
  library.find("qpdf_oh_release_all", qpdf.release_all);
  library.find("qpdf_oh_is_dictionary", qpdf.is_dictionary);
  library.find("qpdf_oh_is_array", qpdf.is_array);
  library.find("qpdf_oh_is_name", qpdf.is_name);
  library.find("qpdf_oh_is_string", qpdf.is_string);
  library.find("qpdf_oh_is_stream", qpdf.is_stream);
  library.find("qpdf_oh_is_null", qpdf.is_null);
  library.find("qpdf_oh_is_number", qpdf.is_number);
  library.find("qpdf_oh_get_key", qpdf.get_key);
  library.find("qpdf_oh_get_name", qpdf.get_name);
  library.find("qpdf_oh_get_binary_utf8_value", qpdf.get_binary_utf8_value);
  library.find("qpdf_oh_get_numeric_value", qpdf.get_numeric_value);
  library.find("qpdf_oh_get_array_n_items", qpdf.get_array_n_items);
  library.find("qpdf_oh_get_array_item", qpdf.get_array_item);
  library.find("qpdf_oh_get_dict", qpdf.get_dict);
  library.find("qpdf_oh_get_object_id", qpdf.get_object_id);
  library.find("qpdf_oh_get_generation", qpdf.get_generation);
  library.find("qpdf_oh_get_stream_data", qpdf.get_stream_data);
  if (!library.problem().empty()) return library.missing("a PDF cannot be read", library_name, "libqpdf29");
  return qpdf;
}

const Result<QpdfLibrary>& qpdf_library() {
  static const Result<QpdfLibrary> library = load_qpdf(library_name);
  return library;
}

}  // namespace pensum::handout
