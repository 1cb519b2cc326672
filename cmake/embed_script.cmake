# Run by viamyo_embed at build time: writes ${OUT}/${STEM}.h and ${OUT}/${STEM}.cpp.
file(MAKE_DIRECTORY ${OUT})
file(WRITE ${OUT}/${STEM}.h "// Generated from data files.
#pragma once
#include <span>
#include <string_view>
namespace viamyo::assets {
#ifndef VIAMYO_ASSET
#define VIAMYO_ASSET
struct Asset {
  std::string_view name;
  std::string_view text;
};
#endif
std::span<const Asset> ${STEM}();
}  // namespace viamyo::assets
")
set(entries "")
set(count 0)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  # Raw strings hold at most 64 KiB for some compilers: texts are small files, so one literal each.
  string(APPEND entries "    {\"${name}\", R\"viamyo~(${text})viamyo~\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUT}/${STEM}.cpp "// Generated from data files.
#include \"${STEM}.h\"
namespace viamyo::assets {
namespace {
constexpr Asset kAssets[] = {
${entries}};
}  // namespace
std::span<const Asset> ${STEM}() { return kAssets; }
}  // namespace viamyo::assets
")
