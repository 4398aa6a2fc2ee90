# Every library that pensum stands on, as an imported target.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(fmt REQUIRED)
find_package(pugixml REQUIRED)
find_package(cxxopts REQUIRED)
find_package(nlohmann_json REQUIRED)
pkg_check_modules(libdeflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(libjpeg REQUIRED IMPORTED_TARGET libjpeg)
pkg_check_modules(libpng REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(libxxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(nettle REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(libarchive REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(gumbo REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(libzstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(yaml_cpp REQUIRED IMPORTED_TARGET yaml-cpp)
pkg_check_modules(freetype REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(harfbuzz REQUIRED IMPORTED_TARGET harfbuzz harfbuzz-subset)
find_package(ICU REQUIRED COMPONENTS i18n uc data)

# None of these is linked: a run loads HarfBuzz when it sets text, FreeType when it draws a cover, libharu when it writes
# a PDF, libzip when it writes a book, libqpdf when it reads a PDF, libqrencode when it draws a QR code, under the names
# of the versions that the headers belong to. (HarfBuzz stands on GLib and more; libzip on OpenSSL; libqpdf's archive would
# bring GnuTLS into every run, which prepares itself before main.)
foreach(library HARFBUZZ_SUBSET:harfbuzz-subset:harfbuzz/hb-subset.h FREETYPE:freetype:freetype2/ft2build.h LIBHARU:hpdf:hpdf.h
    LIBZIP:zip:zip.h LIBQPDF:qpdf:qpdf/qpdf-c.h LIBQRENCODE:qrencode:qrencode.h)
  string(REPLACE ":" ";" library "${library}")
  list(GET library 0 variable)
  list(GET library 1 name)
  list(GET library 2 header)
  find_path(${variable}_INCLUDE_DIR ${header} REQUIRED)
  find_library(${variable}_LIBRARY ${name} REQUIRED)
  file(REAL_PATH "${${variable}_LIBRARY}" file)
  cmake_path(GET file FILENAME file)
  if(file MATCHES "^lib${name}\\.so\\.[0-9]+")
    set(file "${CMAKE_MATCH_0}")
  endif()
  set(${variable}_NAME "${file}")
endforeach()

# Which OpenSSL libzip stands on, to be loaded before it; none is no harm.
execute_process(COMMAND "${CMAKE_OBJDUMP}" -p "${LIBZIP_LIBRARY}" OUTPUT_VARIABLE LIBZIP_NEEDS ERROR_QUIET)
string(REGEX MATCH "libcrypto\\.so[.0-9]*" LIBZIP_OPENSSL_NAME "${LIBZIP_NEEDS}")

# A run takes milliseconds, and a good part of them goes into loading shared libraries. The archives
# in Debian's -dev packages spare the program ICU's three, libstdc++, {fmt}, pugixml, zlib,
# libcsv, libcmark-gfm, libdeflate, libical, libjpeg, libpng, Nettle and xxHash.
if(PENSUM_STATIC)
  foreach(part i18n uc data)
    find_library(ICU_${part}_ARCHIVE libicu${part}.a REQUIRED)
    set_target_properties(ICU::${part} PROPERTIES
      IMPORTED_LOCATION "${ICU_${part}_ARCHIVE}" IMPORTED_LOCATION_RELEASE "${ICU_${part}_ARCHIVE}")
  endforeach()
  # Archives are searched in the order of linking.
  set_property(TARGET ICU::i18n APPEND PROPERTY INTERFACE_LINK_LIBRARIES ICU::uc)
  set_property(TARGET ICU::uc APPEND PROPERTY INTERFACE_LINK_LIBRARIES ICU::data ${CMAKE_DL_LIBS} m)
  find_library(LIBDEFLATE_ARCHIVE libdeflate.a REQUIRED)
  set_property(TARGET PkgConfig::libdeflate PROPERTY INTERFACE_LINK_LIBRARIES "${LIBDEFLATE_ARCHIVE}")
  find_library(LIBXXHASH_ARCHIVE libxxhash.a REQUIRED)
  set_property(TARGET PkgConfig::libxxhash PROPERTY INTERFACE_LINK_LIBRARIES "${LIBXXHASH_ARCHIVE}")
  find_library(NETTLE_ARCHIVE libnettle.a REQUIRED)
  set_property(TARGET PkgConfig::nettle PROPERTY INTERFACE_LINK_LIBRARIES "${NETTLE_ARCHIVE}")
  find_library(ZLIB_ARCHIVE libz.a REQUIRED)
  set_target_properties(ZLIB::ZLIB PROPERTIES IMPORTED_LOCATION "${ZLIB_ARCHIVE}" IMPORTED_LOCATION_RELEASE "${ZLIB_ARCHIVE}")
  find_library(LIBJPEG_ARCHIVE libjpeg.a REQUIRED)
  set_property(TARGET PkgConfig::libjpeg PROPERTY INTERFACE_LINK_LIBRARIES "${LIBJPEG_ARCHIVE}")
  find_library(LIBPNG_ARCHIVE libpng.a REQUIRED)
  set_property(TARGET PkgConfig::libpng PROPERTY INTERFACE_LINK_LIBRARIES "${LIBPNG_ARCHIVE}" ZLIB::ZLIB m)
  # What only some imports need is in the program, but touched by no other run.
  foreach(module libarchive:archive gumbo:gumbo sqlite3:sqlite3 libzstd:zstd yaml_cpp:yaml-cpp)
    string(REGEX MATCH "^(.*):(.*)$" module "${module}")
    set(target PkgConfig::${CMAKE_MATCH_1})
    find_library(${CMAKE_MATCH_1}_ARCHIVE lib${CMAKE_MATCH_2}.a REQUIRED)
    set_property(TARGET ${target} PROPERTY INTERFACE_LINK_LIBRARIES "${${CMAKE_MATCH_1}_ARCHIVE}")
  endforeach()
  # libarchive's zip files may be packed and encrypted in many ways.
  foreach(part lzma bz2 zstd nettle)
    find_library(${part}_ARCHIVE lib${part}.a REQUIRED)
    set_property(TARGET PkgConfig::libarchive APPEND PROPERTY INTERFACE_LINK_LIBRARIES "${${part}_ARCHIVE}")
  endforeach()
  set_property(TARGET PkgConfig::libarchive APPEND PROPERTY INTERFACE_LINK_LIBRARIES ZLIB::ZLIB)
  set_property(TARGET PkgConfig::sqlite3 APPEND PROPERTY INTERFACE_LINK_LIBRARIES ${CMAKE_DL_LIBS} m)
  # Each function is a section of its own, which the linker may put where it likes (order.cmake).
  add_compile_options(-ffunction-sections)
  set(pugixml pugixml::static)
  add_library(fmt_archive STATIC cmake/fmt.cpp)
  get_target_property(FMT_INCLUDE_DIR fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
  target_include_directories(fmt_archive SYSTEM PUBLIC "${FMT_INCLUDE_DIR}")
  target_link_libraries(fmt_archive PRIVATE pensum_hardened)
  set(fmt fmt_archive)
  set(csv libcsv.a)
  set(ical libical.a ical)
  set(cmark libcmark-gfm.a)
  set(cmark_extensions libcmark-gfm-extensions.a)
  add_link_options(-static-libstdc++ -static-libgcc)
  # What of the archives nothing uses stays out. Most symbols that are looked for when a run starts are those of
  # the C library: where it comes first, they are not looked for in all the others before. And addresses that move
  # with the program take fewer instructions where they are listed in the short form.
  add_link_options(LINKER:--gc-sections)
  find_library(LIBC_SHARED libc.so.6)
  find_library(LIBM_SHARED libm.so.6)
  if(LIBC_SHARED AND LIBM_SHARED)
    add_link_options("LINKER:--push-state,--no-as-needed,${LIBC_SHARED},${LIBM_SHARED},--pop-state")
  endif()
  include(CheckCXXSourceRuns)
  set(CMAKE_REQUIRED_LINK_OPTIONS LINKER:-z,pack-relative-relocs)
  check_cxx_source_runs("int main() {}" PENSUM_SHORT_RELOCATIONS) # some linkers make programs that do not start
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  if(PENSUM_SHORT_RELOCATIONS)
    add_link_options(LINKER:-z,pack-relative-relocs)
  endif()
else()
  set(pugixml pugixml::pugixml)
  set(fmt fmt::fmt)
  set(csv csv)
  set(ical ical)
  set(cmark cmark-gfm)
  set(cmark_extensions cmark-gfm-extensions)
endif()
# Under names that do not say which they are.
add_library(pensum_fmt INTERFACE)
target_link_libraries(pensum_fmt INTERFACE ${fmt})
add_library(pensum_pugixml INTERFACE)
target_link_libraries(pensum_pugixml INTERFACE ${pugixml})

# These libraries come without package files, or with one that names two parts more than are needed.
find_path(LIBCSV_INCLUDE_DIR csv.h REQUIRED)
find_library(LIBCSV_LIBRARY ${csv} REQUIRED)
add_library(libcsv UNKNOWN IMPORTED)
set_target_properties(libcsv PROPERTIES
  IMPORTED_LOCATION "${LIBCSV_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${LIBCSV_INCLUDE_DIR}")

find_path(LIBICAL_INCLUDE_DIR libical/ical.h REQUIRED)
find_library(LIBICAL_LIBRARY NAMES ${ical} REQUIRED)
add_library(libical UNKNOWN IMPORTED)
set_target_properties(libical PROPERTIES
  IMPORTED_LOCATION "${LIBICAL_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${LIBICAL_INCLUDE_DIR}"
  INTERFACE_LINK_LIBRARIES "ICU::i18n;Threads::Threads")
find_path(CMARK_GFM_INCLUDE_DIR cmark-gfm-core-extensions.h REQUIRED)
find_library(CMARK_GFM_LIBRARY ${cmark} REQUIRED)
find_library(CMARK_GFM_EXTENSIONS_LIBRARY ${cmark_extensions} REQUIRED)
add_library(cmark_gfm UNKNOWN IMPORTED)
set_target_properties(cmark_gfm PROPERTIES
  IMPORTED_LOCATION "${CMARK_GFM_EXTENSIONS_LIBRARY}"
  INTERFACE_LINK_LIBRARIES "${CMARK_GFM_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${CMARK_GFM_INCLUDE_DIR}")
