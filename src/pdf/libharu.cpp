#include "pdf/libharu.hpp"

#include "base/loaded_library.hpp"

namespace pensum::pdf {

namespace {

// Its file with the version of the header, as the build finds it.
constexpr const char* library_name = PENSUM_LIBHARU_LIBRARY;

}  // namespace

Result<LibHaru> load_libharu(const char* file) {
  LoadedLibrary library(file);
  LibHaru functions;
  library.find("HPDF_Array_Add", functions.array_add);
  library.find("HPDF_Array_AddNumber", functions.array_add_number);
  library.find("HPDF_Array_AddReal", functions.array_add_real);
  library.find("HPDF_Array_New", functions.array_new);
  library.find("HPDF_Binary_New", functions.binary_new);
  library.find("HPDF_CallbackWriter_New", functions.callback_writer_new);
  library.find("HPDF_Dict_Add", functions.dict_add);
  library.find("HPDF_Dict_AddBoolean", functions.dict_add_boolean);
  library.find("HPDF_Dict_AddNumber", functions.dict_add_number);
  library.find("HPDF_Dict_New", functions.dict_new);
  library.find("HPDF_Error_Init", functions.error_init);
  library.find("HPDF_MMgr_Free", functions.mmgr_free);
  library.find("HPDF_MMgr_New", functions.mmgr_new);
  library.find("HPDF_Name_New", functions.name_new);
  library.find("HPDF_Obj_WriteValue", functions.obj_write_value);
  library.find("HPDF_Stream_Free", functions.stream_free);
  library.find("HPDF_String_New", functions.string_new);
  if (!library.problem().empty())
    return library.missing("the PDF cannot be written", library_name, "libhpdf-2.3.0");
  return functions;
}

const Result<LibHaru>& load_libharu() {
  static const Result<LibHaru> library = load_libharu(library_name);
  return library;
}

}  // namespace pensum::pdf
