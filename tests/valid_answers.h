// What the confined reader answers about the small sound files of the corpus: where damage to answers starts from.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "../src/io/import/archive.h"
#include "../src/io/import/importer.h"
#include "../src/io/reader/reader_messages.h"
#include "viamyo/native_document.h"

namespace viamyo {

inline std::string file_content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

//! By name; the same bytes in every run.
inline std::map<std::string, std::vector<std::byte>> valid_answers(const std::filesystem::path& valid) {
  std::map<std::string, std::vector<std::byte>> answers;
  const ReadLimits limits;
  for (const char* const name : {"carto-study.zip", "DxLandmarkGeo.xml", "dxl.csv", "points.csv", "text.ply"}) {
    MemoryFiles packed;
    packed.add(name, std::string_view(file_content(valid / name)));
    const std::unique_ptr<SourceFiles> unpacked = opened_archive(packed, limits);
    SourceFiles& files = unpacked ? *unpacked : packed;
    const SourceContents contents = list_files(files, {}, limits);
    ImportOptions options;
    options.map = contents.maps.front().name;
    const Import import = import_files(files, options, limits);
    answers.emplace(std::string(name) + ".list", to_bytes(contents));
    answers.emplace(std::string(name) + ".import", to_bytes(ImportAnswer{{encode(import.map), {}, {}}, import.report}));
  }
  return answers;
}

}  // namespace viamyo
