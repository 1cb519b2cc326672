// Reads a map, from the native format or another system's export, and prints its areas: read_map MAP
#include <cstdio>
#include <exception>

#include <viamyo/analysed_map.h>
#include <viamyo/reader_folder.h>

int main(int count, char** arguments) {
  if (count != 2) return std::fprintf(stderr, "usage: read_map MAP\n"), 2;
  viamyo::set_reader_folder(VIAMYO_READER_FOLDER);
  try {
    const viamyo::AnalysedMap map = viamyo::open_map(arguments[1]);
    const viamyo::Analysis& analysis = *map.analysis;
    std::printf("surface %.1f cm2, mapped %.1f cm2\n", analysis.area_mm2 / 100, analysis.mapped_area_mm2 / 100);
    for (std::size_t code = 1; code < analysis.class_area_mm2.size(); ++code) {
      if (analysis.class_area_mm2.at(code) == 0) continue;
      const std::string_view name = to_string(static_cast<viamyo::TissueClass>(code));
      std::printf("%.*s %.1f cm2\n", static_cast<int>(name.size()), name.data(), analysis.class_area_mm2.at(code) / 100);
    }
    std::printf("proposed by thresholds; nothing of it is confirmed unless the team's log says so\n");
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "read_map: %s\n", error.what()), 1;
  }
  return 0;
}
