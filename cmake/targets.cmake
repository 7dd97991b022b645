# tocsin_library(NAME FOLDER [EXCLUDE file...] LIBS lib...): every *.cc of FOLDER as the static
# library tocsin_NAME. A new file needs no edit here.
add_library(tocsin_flags INTERFACE)
target_include_directories(tocsin_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(tocsin_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<BOOL:${TOCSIN_WERROR}>:-Werror>
                       # g++ 12 takes std::optional's empty state for an uninitialised value.
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(BUILD_TESTING)
  target_compile_definitions(tocsin_flags INTERFACE TOCSIN_FAILPOINTS=1)
endif()
if(TOCSIN_SANITIZE)
  target_compile_options(tocsin_flags INTERFACE -fsanitize=${TOCSIN_SANITIZE}
                         -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tocsin_flags INTERFACE -fsanitize=${TOCSIN_SANITIZE})
endif()

if(TOCSIN_FUZZ)
  # Coverage everywhere; only the fuzz targets link libFuzzer's main.
  target_compile_options(tocsin_flags INTERFACE -fsanitize=fuzzer-no-link -fno-sanitize=function)
endif()

function(tocsin_library name folder)
  cmake_parse_arguments(ARG "" "" "EXCLUDE;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cc)
  foreach(file ${ARG_EXCLUDE})
    list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/${folder}/${file})
  endforeach()
  if(sources)
    add_library(tocsin_${name} STATIC ${sources})
    target_link_libraries(tocsin_${name} PUBLIC tocsin_flags ${ARG_LIBS})
  else()
    add_library(tocsin_${name} INTERFACE)
    target_link_libraries(tocsin_${name} INTERFACE tocsin_flags ${ARG_LIBS})
  endif()
endfunction()

function(tocsin_program name source)
  cmake_parse_arguments(ARG "" "" "LIBS" ${ARGN})
  if(EXISTS ${CMAKE_SOURCE_DIR}/${source})
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE ${ARG_LIBS})
    install(TARGETS ${name})
  endif()
endfunction()

# tocsin_embed(TARGET SYMBOL FILE...): the bytes of FILE (several: one after another, each ended by
# a newline) as `std::string_view tocsin::embedded::SYMBOL()`, declared in base/embedded.h style by
# whoever uses it: `namespace tocsin::embedded { std::string_view SYMBOL(); }`.
function(tocsin_embed target symbol)
  set(blob ${CMAKE_BINARY_DIR}/embedded/${symbol}.bin)
  set(source ${CMAKE_BINARY_DIR}/embedded/${symbol}.cc)
  add_custom_command(OUTPUT ${blob} DEPENDS ${ARGN}
    COMMAND ${CMAKE_COMMAND} -E cat ${ARGN} > ${blob}
    COMMENT "Embedding ${symbol}" VERBATIM)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
#include <string_view>
extern "C" const char tocsin_@symbol@_begin[];
extern "C" const char tocsin_@symbol@_end[];
__asm__(
    ".section .rodata\n"
    ".global tocsin_@symbol@_begin\n"
    ".global tocsin_@symbol@_end\n"
    "tocsin_@symbol@_begin:\n"
    ".incbin \"@blob@\"\n"
    "tocsin_@symbol@_end:\n"
    ".byte 0\n"
    ".previous\n");
namespace tocsin::embedded {
std::string_view @symbol@();
std::string_view @symbol@() {
  return {tocsin_@symbol@_begin, static_cast<std::size_t>(tocsin_@symbol@_end - tocsin_@symbol@_begin)};
}
}  // namespace tocsin::embedded
]])
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${blob})
  target_sources(${target} PRIVATE ${source} ${blob})
endfunction()
