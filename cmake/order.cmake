# A run touches a sixth of the program's code, a little on nearly every page of memory. The functions that a usual run
# executes (used_functions.txt, which bench/order makes) are put together, so that a run takes 4 MB less. What is not in
# the list, or no longer there, is linked as ever.
function(pensum_order target)
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" ${CMAKE_EXE_LINKER_FLAGS} -Wl,--version
    OUTPUT_VARIABLE linker ERROR_QUIET)
  if(NOT linker MATCHES "^GNU ld") # others have no scripts, or other ones
    return()
  endif()
  set(list "${PROJECT_SOURCE_DIR}/cmake/used_functions.txt")
  set(script "${CMAKE_CURRENT_BINARY_DIR}/used_functions.ld")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
  file(STRINGS "${list}" functions)
  list(TRANSFORM functions REPLACE "(.+)" "*(.text.\\1)")
  list(JOIN functions "\n" functions)
  file(CONFIGURE OUTPUT "${script}" CONTENT "SECTIONS { .text.used : {\n@functions@\n} } INSERT BEFORE .text;\n" @ONLY)
  target_link_options(${target} PRIVATE "LINKER:-T,${script}")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${script}")
endfunction()
