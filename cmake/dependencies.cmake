# Every library that pensum stands on, as an imported target.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(fmt REQUIRED)
find_package(pugixml REQUIRED)
find_package(cxxopts REQUIRED)
find_package(nlohmann_json REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(harfbuzz REQUIRED IMPORTED_TARGET harfbuzz harfbuzz-subset)
find_package(ICU REQUIRED COMPONENTS i18n uc data)

# libharu comes without a package file.
find_path(LIBHARU_INCLUDE_DIR hpdf.h REQUIRED)
find_library(LIBHARU_LIBRARY hpdf REQUIRED)
add_library(libharu UNKNOWN IMPORTED)
set_target_properties(libharu PROPERTIES
  IMPORTED_LOCATION "${LIBHARU_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${LIBHARU_INCLUDE_DIR}")
