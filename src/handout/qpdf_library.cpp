#include "handout/qpdf_library.hpp"

#include "base/spelling.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <string>

namespace pensum::handout {
namespace {

// Its file, with the version of the header; the build finds it out.
constexpr const char* library_name = PENSUM_QPDF_LIBRARY;

std::unexpected<Diagnostics> cannot_load() {
  const char* const reason = dlerror();
  return failure(
      fmt::format("a PDF cannot be read: {}", shown(reason != nullptr ? reason : "no libqpdf", 200)),
      fmt::format("install {}: it comes with libqpdf, in Debian's package libqpdf29", library_name));
}

/// The library's functions, or nothing where one is missing.
class Functions {
 public:
  explicit Functions(void* library) : library_(library) {}

  template <class Function>
  void find(const char* name, Function& function) {
    // POSIX's way: what dlsym returns is a function's address.
    function = reinterpret_cast<Function>(dlsym(library_, name));
    complete_ = complete_ && function != nullptr;
  }
  bool complete() const { return complete_; }

 private:
  void* library_;
  bool complete_ = true;
};

}  // namespace

Result<QpdfLibrary> load_qpdf(const char* file) {
  void* const library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return cannot_load();
  QpdfLibrary qpdf;
  Functions functions(library);
  functions.find("qpdf_init", qpdf.init);
  functions.find("qpdf_cleanup", qpdf.cleanup);
  functions.find("qpdf_silence_errors", qpdf.silence_errors);
  functions.find("qpdf_set_suppress_warnings", qpdf.set_suppress_warnings);
  functions.find("qpdf_read_memory", qpdf.read_memory);
  functions.find("qpdf_has_error", qpdf.has_error);
  functions.find("qpdf_get_error", qpdf.get_error);
  functions.find("qpdf_get_error_code", qpdf.get_error_code);
  functions.find("qpdf_get_error_message_detail", qpdf.get_error_message_detail);
  functions.find("qpdf_get_num_pages", qpdf.get_num_pages);
  functions.find("qpdf_get_page_n", qpdf.get_page_n);
  functions.find("qpdf_get_root", qpdf.get_root);
  functions.find("qpdf_oh_release_all", qpdf.release_all);
  functions.find("qpdf_oh_is_dictionary", qpdf.is_dictionary);
  functions.find("qpdf_oh_is_array", qpdf.is_array);
  functions.find("qpdf_oh_is_name", qpdf.is_name);
  functions.find("qpdf_oh_is_string", qpdf.is_string);
  functions.find("qpdf_oh_is_stream", qpdf.is_stream);
  functions.find("qpdf_oh_is_null", qpdf.is_null);
  functions.find("qpdf_oh_is_number", qpdf.is_number);
  functions.find("qpdf_oh_get_key", qpdf.get_key);
  functions.find("qpdf_oh_get_name", qpdf.get_name);
  functions.find("qpdf_oh_get_binary_utf8_value", qpdf.get_binary_utf8_value);
  functions.find("qpdf_oh_get_numeric_value", qpdf.get_numeric_value);
  functions.find("qpdf_oh_get_array_n_items", qpdf.get_array_n_items);
  functions.find("qpdf_oh_get_array_item", qpdf.get_array_item);
  functions.find("qpdf_oh_get_dict", qpdf.get_dict);
  functions.find("qpdf_oh_get_object_id", qpdf.get_object_id);
  functions.find("qpdf_oh_get_generation", qpdf.get_generation);
  functions.find("qpdf_oh_get_stream_data", qpdf.get_stream_data);
  if (!functions.complete()) return cannot_load();
  return qpdf;
}

const Result<QpdfLibrary>& qpdf_library() {
  static const Result<QpdfLibrary> library = load_qpdf(library_name);
  return library;
}

}  // namespace pensum::handout
