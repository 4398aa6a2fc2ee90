# A run touches a sixth of the program's code, a little on nearly every page of memory. The functions that a usual run
# executes (used_functions.txt, which bench/order makes) are put together, so that a run takes 3 MB less. What is not in
# the list, or no longer there, is linked as ever. Behind `libicuuc.a:` is a part of a library whose functions are not
# apart. What initializes the program's objects is executed by every run.
include(CheckCXXSourceCompiles)

# A script that has the linker put the sections of `functions` before all others.
function(pensum_write_order script)
  list(TRANSFORM ARGN REPLACE "^(.+\\.a:.+)$" "*\\1(.text)" OUTPUT_VARIABLE sections)
  list(TRANSFORM sections REPLACE "^([^*].*)$" "*(.text.\\1)")
  list(JOIN sections "\n" sections)
  file(CONFIGURE OUTPUT "${script}" CONTENT "SECTIONS { .text.used : {
*(.text.startup .text.startup.*)
@sections@
} } INSERT BEFORE .text;
" @ONLY)
endfunction()

function(pensum_order target)
  set(trial "${CMAKE_CURRENT_BINARY_DIR}/trial.ld")
  pensum_write_order("${trial}" main)
  set(CMAKE_REQUIRED_LINK_OPTIONS "LINKER:-T,${trial}")
  check_cxx_source_compiles("int main() {}" PENSUM_LINKER_TAKES_ORDER) # some know no scripts, or other ones
  if(NOT PENSUM_LINKER_TAKES_ORDER)
    return()
  endif()
  set(list "${PROJECT_SOURCE_DIR}/cmake/used_functions.txt")
  set(script "${CMAKE_CURRENT_BINARY_DIR}/used_functions.ld")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
  file(STRINGS "${list}" functions)
  pensum_write_order("${script}" ${functions})
  target_link_options(${target} PRIVATE "LINKER:-T,${script}")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${script}")
endfunction()
