# The manual: pages for man(1), made of the commands' options and of the documents, by a program that is linked to both.
add_executable(make_manual src/manual/main.cpp)
target_link_libraries(make_manual PRIVATE pensum_manual)

set(manual "${PROJECT_BINARY_DIR}/share/man")
file(GLOB documents CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/docs/*.md" "${PROJECT_SOURCE_DIR}/catalog/*.md" "${PROJECT_SOURCE_DIR}/layouts/*.md")
set(packed)
if(PENSUM_DEBIAN)
  set(packed COMMAND sh -c "gzip --best --no-name -- \"$1\"/*.[15]" sh "${manual}")
endif()
file(MAKE_DIRECTORY "${manual}")
add_custom_command(OUTPUT "${manual}/made"
  COMMAND "${CMAKE_COMMAND}" -E rm -rf "${manual}"
  COMMAND make_manual "${PROJECT_SOURCE_DIR}" "${PENSUM_DATED}" "${manual}"
  ${packed}
  COMMAND "${CMAKE_COMMAND}" -E touch "${manual}/made"
  DEPENDS make_manual ${documents}
  COMMENT "Making the manual"
  VERBATIM)
add_custom_target(manual ALL DEPENDS "${manual}/made")
foreach(section 1 5)
  install(DIRECTORY "${manual}/" DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}"
    FILES_MATCHING PATTERN "*.${section}" PATTERN "*.${section}.gz")
endforeach()
