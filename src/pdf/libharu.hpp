// libharu, loaded when a PDF is written, since to load it takes longer than some runs. With the types of its
// own header. For src/pdf only.
#pragma once

#include "base/diagnostic.hpp"

#include <hpdf_objects.h>

namespace pensum::pdf {

struct LibHaru {
  decltype(&::HPDF_Array_Add) array_add = nullptr;
  decltype(&::HPDF_Array_AddNumber) array_add_number = nullptr;
  decltype(&::HPDF_Array_AddReal) array_add_real = nullptr;
  decltype(&::HPDF_Array_New) array_new = nullptr;
  decltype(&::HPDF_Binary_New) binary_new = nullptr;
  decltype(&::HPDF_CallbackWriter_New) callback_writer_new = nullptr;
  decltype(&::HPDF_Dict_Add) dict_add = nullptr;
  decltype(&::HPDF_Dict_AddBoolean) dict_add_boolean = nullptr;
  decltype(&::HPDF_Dict_AddNumber) dict_add_number = nullptr;
  decltype(&::HPDF_Dict_New) dict_new = nullptr;
  decltype(&::HPDF_Error_Init) error_init = nullptr;
  decltype(&::HPDF_MMgr_Free) mmgr_free = nullptr;
  decltype(&::HPDF_MMgr_New) mmgr_new = nullptr;
  decltype(&::HPDF_Name_New) name_new = nullptr;
  decltype(&::HPDF_Obj_WriteValue) obj_write_value = nullptr;
  decltype(&::HPDF_Stream_Free) stream_free = nullptr;
  decltype(&::HPDF_String_New) string_new = nullptr;
};

/// The one that belongs to the build, loaded once. Errors: there is none, or functions are missing in it.
const Result<LibHaru>& load_libharu();

/// As loaded from `file`, a shared library.
Result<LibHaru> load_libharu(const char* file);

}  // namespace pensum::pdf
