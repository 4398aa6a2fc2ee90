// libqpdf, loaded when it is needed: it stands on GnuTLS, and to load both takes longer than a whole run that
// reads no PDF. Its C interface, with the types of its own header.
#pragma once

#include "base/diagnostic.hpp"

#include <qpdf/qpdf-c.h>

namespace pensum::handout {

struct QpdfLibrary {
  decltype(&qpdf_init) init = nullptr;
  decltype(&qpdf_cleanup) cleanup = nullptr;
  decltype(&qpdf_silence_errors) silence_errors = nullptr;
  decltype(&qpdf_set_suppress_warnings) set_suppress_warnings = nullptr;
  decltype(&qpdf_read_memory) read_memory = nullptr;
  decltype(&qpdf_has_error) has_error = nullptr;
  decltype(&qpdf_get_error) get_error = nullptr;
  decltype(&qpdf_get_error_code) get_error_code = nullptr;
  decltype(&qpdf_get_error_message_detail) get_error_message_detail = nullptr;
  decltype(&qpdf_get_num_pages) get_num_pages = nullptr;
  decltype(&qpdf_get_page_n) get_page_n = nullptr;
  decltype(&qpdf_get_root) get_root = nullptr;
  decltype(&qpdf_oh_release_all) release_all = nullptr;
  decltype(&qpdf_oh_is_dictionary) is_dictionary = nullptr;
  decltype(&qpdf_oh_is_array) is_array = nullptr;
  decltype(&qpdf_oh_is_name) is_name = nullptr;
  decltype(&qpdf_oh_is_string) is_string = nullptr;
  decltype(&qpdf_oh_is_stream) is_stream = nullptr;
  decltype(&qpdf_oh_is_null) is_null = nullptr;
  decltype(&qpdf_oh_is_number) is_number = nullptr;
  decltype(&qpdf_oh_get_key) get_key = nullptr;
  decltype(&qpdf_oh_get_name) get_name = nullptr;
  decltype(&qpdf_oh_get_binary_utf8_value) get_binary_utf8_value = nullptr;
  decltype(&qpdf_oh_get_numeric_value) get_numeric_value = nullptr;
  decltype(&qpdf_oh_get_array_n_items) get_array_n_items = nullptr;
  decltype(&qpdf_oh_get_array_item) get_array_item = nullptr;
  decltype(&qpdf_oh_get_dict) get_dict = nullptr;
  decltype(&qpdf_oh_get_object_id) get_object_id = nullptr;
  decltype(&qpdf_oh_get_generation) get_generation = nullptr;
  decltype(&qpdf_oh_get_stream_data) get_stream_data = nullptr;
};

/// Loads it from a shared library. Errors: there is none, or functions are missing in it.
Result<QpdfLibrary> load_qpdf(const char* file);

/// The one that belongs to the build, loaded once.
const Result<QpdfLibrary>& qpdf_library();

}  // namespace pensum::handout
