// Analyses every native map of a folder under one preset, one line of CSV for each: analyse_folder FOLDER. A map that cannot be read costs its own line alone.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <viamyo/analysed_map.h>
#include <viamyo/reader_folder.h>

int main(int count, char** arguments) {
  if (count != 2) return std::fprintf(stderr, "usage: analyse_folder FOLDER\n"), 2;
  viamyo::set_reader_folder(VIAMYO_READER_FOLDER);
  std::error_code error;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1], error)) {
    if (entry.path().extension() == ".h5") files.push_back(entry.path().string());
  }
  if (error) return std::fprintf(stderr, "analyse_folder: %s: %s\n", arguments[1], error.message().c_str()), 1;
  std::sort(files.begin(), files.end());

  viamyo::AnalysisRequest request;
  request.settings = {{.key = "preset", .value = "gyongyosi-spect"}};
  int failed = 0;
  std::printf("file,mapped_mm2,infarcted_mm2,candidate_zones\n");
  for (const std::string& file : files) {
    try {
      const viamyo::AnalysedMap map = viamyo::open_map(file, request);
      const auto infarcted = static_cast<std::size_t>(viamyo::TissueClass::kInfarcted);
      std::printf("%s,%.3f,%.3f,%zu\n", file.c_str(), map.analysis->mapped_area_mm2, map.analysis->class_area_mm2.at(infarcted),
                  map.analysis->candidate_zones.size());
    } catch (const std::exception& fault) {
      ++failed;
      std::fprintf(stderr, "%s\n", fault.what());
    }
  }
  return failed == 0 ? 0 : 1;
}
