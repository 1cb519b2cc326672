# Warnings are errors, and the sanitizers where they are asked for, in one interface target that everything of ours links.
add_library(viamyo_options INTERFACE)
target_compile_options(viamyo_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror)
# GCC 12 warns of copies that overlap or overflow in its own std::string where there are none (GCC bugs 105651, 105329); clang and the sanitizers look too.
target_compile_options(viamyo_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow>)
# The same bytes on every run: no contraction of a*b+c into one rounding where the compiler feels like it.
target_compile_options(viamyo_options INTERFACE -ffp-contract=off)
if(VIAMYO_FUZZERS)
  target_compile_options(viamyo_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(VIAMYO_SANITIZE)
  target_compile_definitions(viamyo_options INTERFACE VIAMYO_SANITIZED)  # the compilers have no common name for it
  target_compile_options(viamyo_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(viamyo_options INTERFACE -fsanitize=address,undefined)
endif()
