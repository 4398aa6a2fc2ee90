# The documents, in the folders in which their links find one another; and how to take back what was installed.
install(FILES README.md SECURITY.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
foreach(folder catalog docs fonts layouts)
  file(GLOB documents CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.md")
  install(FILES ${documents} DESTINATION "${CMAKE_INSTALL_DOCDIR}/${folder}")
endforeach()
file(GLOB documents CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/*.xsd" "${PROJECT_SOURCE_DIR}/docs/*.png")
install(FILES ${documents} DESTINATION "${CMAKE_INSTALL_DOCDIR}/docs")

add_custom_target(uninstall
  COMMAND "${CMAKE_COMMAND}" -D "MANIFEST=${PROJECT_BINARY_DIR}/install_manifest.txt"
    -P "${PROJECT_SOURCE_DIR}/cmake/uninstall.cmake"
  COMMENT "Removing what cmake --install installed"
  VERBATIM)
