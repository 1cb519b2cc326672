#include "fonts.h"

// The files' paths come from CMake; the assembler copies them in, which no compiler does as fast with large arrays.
// NOLINTBEGIN(hicpp-no-assembler): see above
#define VIAMYO_INCLUDE_FILE(name, path)                                                           \
  __asm__(".pushsection .rodata\n.balign 16\n.global " name "_begin\n.global " name "_end\n" name \
          "_begin:\n"                                                                             \
          ".incbin \"" path "\"\n" name "_end:\n.popsection\n")
VIAMYO_INCLUDE_FILE("viamyo_inter_regular", VIAMYO_INTER_REGULAR);
VIAMYO_INCLUDE_FILE("viamyo_inter_medium", VIAMYO_INTER_MEDIUM);
VIAMYO_INCLUDE_FILE("viamyo_inter_semibold", VIAMYO_INTER_SEMIBOLD);
// NOLINTEND(hicpp-no-assembler)

extern "C" {
// NOLINTBEGIN(modernize-avoid-c-arrays,readability-identifier-naming): the assembler's symbols
extern const std::byte viamyo_inter_regular_begin[], viamyo_inter_regular_end[];
extern const std::byte viamyo_inter_medium_begin[], viamyo_inter_medium_end[];
extern const std::byte viamyo_inter_semibold_begin[], viamyo_inter_semibold_end[];
// NOLINTEND(modernize-avoid-c-arrays,readability-identifier-naming)
}

namespace viamyo {

std::span<const std::byte> font_bytes(FontWeight weight) {
  switch (weight) {
    case FontWeight::kRegular:
      return {viamyo_inter_regular_begin, viamyo_inter_regular_end};
    case FontWeight::kMedium:
      return {viamyo_inter_medium_begin, viamyo_inter_medium_end};
    case FontWeight::kSemiBold:
      return {viamyo_inter_semibold_begin, viamyo_inter_semibold_end};
  }
  return {};
}

}  // namespace viamyo
