# The Debian package: scripts/package makes it with CPack.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME pensum)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "$ENV{PENSUM_MAINTAINER}")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "study-plan builder: a course and a deadline become a plan")
set(CPACK_PACKAGE_DESCRIPTION
"Spreads the lessons of a course evenly over the study days up to a
deadline, with short reviews, and writes the plan as a checklist to print
(PDF), as a book for an e-reader (EPUB), for a calendar, or as text or JSON.
A course is an XML file, or a list, a table, a book or an export of a
learning platform.
.
It works offline, and the same input always gives the same file. Plans are
in 25 languages; the recommended packages have fonts for scripts other than
Latin, Greek and Cyrillic, and patterns for hyphenation.")

# Libraries that are linked tell their packages themselves. Those that a run loads only when it needs them are asked for.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(depends ${main_packages})
foreach(library "${HARFBUZZ_SUBSET_LIBRARY}" "${FREETYPE_LIBRARY}" "${LIBHARU_LIBRARY}" "${LIBZIP_LIBRARY}" "${LIBQPDF_LIBRARY}"
    "${LIBQRENCODE_LIBRARY}")
  file(REAL_PATH "${library}" file)
  execute_process(COMMAND dpkg-query --search "${file}" OUTPUT_VARIABLE found COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE ":.*" "" package "${found}")
  execute_process(COMMAND dpkg-query --show "--showformat=\${source:Upstream-Version}" "${package}"
    OUTPUT_VARIABLE version COMMAND_ERROR_IS_FATAL ANY)
  list(APPEND depends "${package} (>= ${version})")
endforeach()
list(JOIN depends ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
# What recommends something itself is only suggested: hyphen-ru would bring LibreOffice.
set(recommends)
set(suggests bash-completion)
list(REMOVE_ITEM further_packages ${main_packages})
foreach(package IN LISTS further_packages)
  execute_process(COMMAND dpkg-query --show "--showformat=\${Recommends}" "${package}"
    OUTPUT_VARIABLE more COMMAND_ERROR_IS_FATAL ANY)
  if(more STREQUAL "")
    list(APPEND recommends "${package}")
  else()
    list(APPEND suggests "${package}")
  endif()
endforeach()
list(JOIN recommends ", " CPACK_DEBIAN_PACKAGE_RECOMMENDS)
list(JOIN suggests ", " CPACK_DEBIAN_PACKAGE_SUGGESTS)

# The licences of what the package has in it, and of what its plans take from other packages.
set(licences "")
foreach(list "${font_list}" "${pattern_list}")
  file(STRINGS "${list}" lines ENCODING UTF-8 REGEX "<(family|patterns) ")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "(name|file)=\"([^\"]*)\"" unused "${line}")
    set(name "${CMAKE_MATCH_2}")
    string(REGEX MATCH "package=\"([^\"]*)\"" unused "${line}")
    set(package "${CMAKE_MATCH_1}")
    string(REGEX MATCH "licence=\"([^\"]*)\"" unused "${line}")
    string(APPEND licences "  ${name} (${package}): ${CMAKE_MATCH_1}\n")
  endforeach()
endforeach()
# Headers that are compiled into the program.
set(headers "")
foreach(package libcxxopts-dev nlohmann-json3-dev libfmt-dev)
  file(READ "/usr/share/doc/${package}/copyright" copyright)
  string(APPEND headers "\n---- ${package} ----\n\n${copyright}")
endforeach()
configure_file(cmake/debian/copyright.in debian/copyright @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/debian/copyright" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

execute_process(COMMAND awk -v "newest=${PROJECT_VERSION}" -v "maintainer=${CPACK_PACKAGE_CONTACT}"
  -f "${PROJECT_SOURCE_DIR}/cmake/debian/changelog.awk" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
  OUTPUT_FILE "${PROJECT_BINARY_DIR}/debian/changelog" COMMAND_ERROR_IS_FATAL ANY)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS CHANGELOG.md cmake/debian/changelog.awk)
execute_process(COMMAND gzip --best --no-name --force "${PROJECT_BINARY_DIR}/debian/changelog" COMMAND_ERROR_IS_FATAL ANY)
install(FILES "${PROJECT_BINARY_DIR}/debian/changelog.gz" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

include(CPack)
