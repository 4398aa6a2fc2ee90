# The documents, in the folders in which their links find one another; and how to take back what was installed.
install(FILES README.md SECURITY.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
foreach(folder catalog docs fonts layouts)
  install(DIRECTORY "${folder}/" DESTINATION "${CMAKE_INSTALL_DOCDIR}/${folder}"
    FILES_MATCHING PATTERN "*.md" PATTERN "docs/*.xsd" PATTERN "docs/*.png")
endforeach()

add_custom_target(uninstall
  COMMAND "${CMAKE_COMMAND}" -D "MANIFEST=${PROJECT_BINARY_DIR}/install_manifest.txt"
    -P "${PROJECT_SOURCE_DIR}/cmake/uninstall.cmake"
  COMMENT "Removing what cmake --install installed"
  VERBATIM)
