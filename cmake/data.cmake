# Catalogs, layouts, fonts and patterns, where the program looks for them: ../share/pensum of its folder. The
# build tree gets links, so that an edited layout is used at once; install() gets files.
set(staged "${PROJECT_BINARY_DIR}/share/pensum")
set(installed "${CMAKE_INSTALL_DATADIR}/pensum")

file(MAKE_DIRECTORY "${staged}/fonts")
foreach(folder catalog layouts)
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}/${folder}" "${staged}/${folder}" SYMBOLIC)
  install(DIRECTORY "${folder}/" DESTINATION "${installed}/${folder}"
    FILES_MATCHING PATTERN "*.xml" PATTERN "*.xsd" PATTERN "*.css" PATTERN "*.png")
endforeach()

# The faces that fonts.xml names, from their packages. Without a main face there are no pages; a
# missing fallback costs only the characters it has.
set(font_list "${PROJECT_SOURCE_DIR}/fonts/fonts.xml")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${font_list}")
set(fonts "${font_list}")
set(main_packages)    # of Debian, with what pages cannot do without
set(further_packages) # with what only some plans need
file(STRINGS "${font_list}" lines REGEX "<(family|face) ")
foreach(line IN LISTS lines)
  if(line MATCHES "<family .*role=\"([^\"]*)\".*package=\"([^\"]*)\".*folder=\"([^\"]*)\"")
    set(role "${CMAKE_MATCH_1}")
    set(package "${CMAKE_MATCH_2}")
    set(from "${CMAKE_MATCH_3}")
  elseif(line MATCHES "<face .*file=\"([^\"]*)\"")
    set(font "${from}/${CMAKE_MATCH_1}")
    if(role STREQUAL "main")
      list(APPEND main_packages "${package}")
    else()
      list(APPEND further_packages "${package}")
    endif()
    if(EXISTS "${font}")
      list(APPEND fonts "${font}")
    elseif(role STREQUAL "main")
      message(FATAL_ERROR "The font ${font} is missing: install the Debian package ${package}.")
    else()
      message(WARNING "The font ${font} is missing: install the Debian package ${package}, or do without it.")
    endif()
  endif()
endforeach()

# Fonts of one's own.
file(GLOB own_fonts CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/fonts/*.[TtOo][Tt][FfCc]")
list(APPEND fonts ${own_fonts})

# Hyphenation patterns, from their packages. A language without is not hyphenated.
set(pattern_list "${PROJECT_SOURCE_DIR}/fonts/hyphenation.xml")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${pattern_list}")
set(hyphenation "${pattern_list}")
file(STRINGS "${pattern_list}" lines REGEX "<patterns ")
foreach(line IN LISTS lines)
  if(line MATCHES "file=\"([^\"]*)\".*package=\"([^\"]*)\".*folder=\"([^\"]*)\"")
    set(patterns "${CMAKE_MATCH_3}/${CMAKE_MATCH_1}")
    list(APPEND further_packages "${CMAKE_MATCH_2}")
    if(EXISTS "${patterns}")
      list(APPEND hyphenation "${patterns}")
    else()
      message(WARNING "The patterns ${patterns} are missing: install the Debian package ${CMAKE_MATCH_2}, or do without.")
    endif()
  endif()
endforeach()

file(MAKE_DIRECTORY "${staged}/hyphenation")
foreach(folder fonts hyphenation)
  foreach(file IN LISTS ${folder})
    get_filename_component(name "${file}" NAME)
    file(CREATE_LINK "${file}" "${staged}/${folder}/${name}" SYMBOLIC)
    if(PENSUM_DEBIAN AND NOT file MATCHES "^${PROJECT_SOURCE_DIR}/")
      # Its package is there, or is missing and can still come.
      cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${CMAKE_INSTALL_FULL_DATADIR}/pensum/${folder}" OUTPUT_VARIABLE target)
      file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/links/${folder}")
      file(CREATE_LINK "${target}" "${PROJECT_BINARY_DIR}/links/${folder}/${name}" SYMBOLIC)
      install(FILES "${PROJECT_BINARY_DIR}/links/${folder}/${name}" DESTINATION "${installed}/${folder}")
    else()
      # A package may itself hold links.
      file(REAL_PATH "${file}" real)
      install(FILES "${real}" DESTINATION "${installed}/${folder}" RENAME "${name}")
    endif()
  endforeach()
endforeach()
list(REMOVE_DUPLICATES main_packages)
list(REMOVE_DUPLICATES further_packages)
