# Completion of the command line, where bash, zsh and fish look for it. Each shell asks the program itself.
set(PENSUM_ZSH_FUNCTIONS "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" CACHE STRING
  "Where zsh looks for completion functions; Debian's packages have theirs in share/zsh/vendor-completions")
install(FILES completion/pensum.bash DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME pensum)
install(FILES completion/_pensum DESTINATION "${PENSUM_ZSH_FUNCTIONS}")
install(FILES completion/pensum.fish DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
