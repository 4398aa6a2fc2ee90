# Completion of the command line, where bash, zsh and fish look for it. Each shell asks the program itself.
set(zsh_functions site-functions)
if(PENSUM_DEBIAN)
  set(zsh_functions vendor-completions)
endif()
install(FILES completion/pensum.bash DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME pensum)
install(FILES completion/_pensum DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/${zsh_functions}")
install(FILES completion/pensum.fish DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
