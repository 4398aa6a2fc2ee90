# Every library that pensum stands on, as an imported target.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
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
pkg_check_modules(freetype REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(harfbuzz REQUIRED IMPORTED_TARGET harfbuzz harfbuzz-subset)
find_package(ICU REQUIRED COMPONENTS i18n uc data)

# A run takes milliseconds, and a good part of them goes into loading shared libraries. The archives
# in Debian's -dev packages spare the program ICU's three, libstdc++, {fmt}, pugixml,
# libcsv, libdeflate, libjpeg, Nettle and xxHash; libpng comes with libharu in any case.
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
  find_library(LIBJPEG_ARCHIVE libjpeg.a REQUIRED)
  set_property(TARGET PkgConfig::libjpeg PROPERTY INTERFACE_LINK_LIBRARIES "${LIBJPEG_ARCHIVE}")
  set(pugixml pugixml::static)
  add_library(fmt_archive STATIC cmake/fmt.cpp)
  get_target_property(FMT_INCLUDE_DIR fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
  target_include_directories(fmt_archive SYSTEM PUBLIC "${FMT_INCLUDE_DIR}")
  target_link_libraries(fmt_archive PRIVATE pensum_hardened)
  set(fmt fmt_archive)
  set(csv libcsv.a)
  # What nothing uses of an archive is left out, with the addresses in it that a start would put in.
  add_link_options(-static-libstdc++ -static-libgcc -Wl,--gc-sections)
else()
  set(pugixml pugixml::pugixml)
  set(fmt fmt::fmt)
  set(csv csv)
endif()
# Under names that do not say which they are.
add_library(pensum_fmt INTERFACE)
target_link_libraries(pensum_fmt INTERFACE ${fmt})
add_library(pensum_pugixml INTERFACE)
target_link_libraries(pensum_pugixml INTERFACE ${pugixml})

# Two libraries come without package files.
find_path(LIBCSV_INCLUDE_DIR csv.h REQUIRED)
find_library(LIBCSV_LIBRARY ${csv} REQUIRED)
add_library(libcsv UNKNOWN IMPORTED)
set_target_properties(libcsv PROPERTIES
  IMPORTED_LOCATION "${LIBCSV_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${LIBCSV_INCLUDE_DIR}")

find_path(LIBHARU_INCLUDE_DIR hpdf.h REQUIRED)
find_library(LIBHARU_LIBRARY hpdf REQUIRED)
add_library(libharu UNKNOWN IMPORTED)
set_target_properties(libharu PROPERTIES
  IMPORTED_LOCATION "${LIBHARU_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${LIBHARU_INCLUDE_DIR}")
