# Headers that nearly every source takes from outside, parsed once. A source still names what it uses: clang-tidy reads it without this.

# viamyo_precompiled_set(NAME [LIBRARY...] HEADERS <header>...): makes one set, for targets that link these libraries.
function(viamyo_precompiled_set name)
  cmake_parse_arguments(PARSE_ARGV 1 set "" "" "HEADERS")
  add_library(${name} OBJECT ${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp)
  target_link_libraries(${name} PRIVATE viamyo_options fmt::fmt ${set_UNPARSED_ARGUMENTS})
  target_precompile_headers(${name} PRIVATE ${set_HEADERS})
endfunction()

# viamyo_precompile(TARGET...): the common set for these.
function(viamyo_precompile)
  foreach(target ${ARGN})
    target_precompile_headers(${target} REUSE_FROM viamyo_precompiled)
  endforeach()
endfunction()

# One that carries its time is new at every build, for the compiler as for a cache of its results.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(viamyo_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()

set(VIAMYO_COMMON_HEADERS
  <algorithm> <array> <charconv> <cmath> <cstdint> <cstring> <filesystem> <functional> <limits> <map> <memory> <mutex> <numeric> <optional> <set> <span>
  <stdexcept> <stop_token> <string> <string_view> <utility> <variant> <vector> <fmt/format.h> <fmt/ranges.h>)
viamyo_precompiled_set(viamyo_precompiled HEADERS ${VIAMYO_COMMON_HEADERS})

# viamyo_precompile_plain(TARGET...): for what shows and asks, and computes nothing over a whole mesh. With -O1 the compiler takes three fourths of the time.
set(VIAMYO_PLAIN_OPTIONS $<$<CONFIG:Release>:-O1>)
viamyo_precompiled_set(viamyo_precompiled_plain HEADERS ${VIAMYO_COMMON_HEADERS})
target_compile_options(viamyo_precompiled_plain PRIVATE ${VIAMYO_PLAIN_OPTIONS})
function(viamyo_precompile_plain)
  foreach(target ${ARGN})
    target_precompile_headers(${target} REUSE_FROM viamyo_precompiled_plain)
    target_compile_options(${target} PRIVATE ${VIAMYO_PLAIN_OPTIONS})
  endforeach()
endfunction()
