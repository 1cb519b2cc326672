// The native HDF5 file: reading with every check, writing all or nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/validation.h"

namespace viamyo {

//! Caps that hold before anything is allocated; a file that exceeds one is refused with a sentence that names it.
struct ReadLimits {
  std::uint64_t file_bytes = std::uint64_t{2} << 30;  //!< 2 GiB
  std::uint64_t vertices = 4'000'000;
  std::uint64_t triangles = 8'000'000;
  std::uint64_t points = 100'000;
  std::uint64_t samples = 100'000;                       //!< per electrogram
  std::uint64_t dataset_bytes = std::uint64_t{1} << 30;  //!< 1 GiB, of any one dataset
  std::uint64_t objects = 10'000;                        //!< groups and datasets in the file
  std::uint64_t string_bytes = 1 << 20;                  //!< of one string
  std::uint64_t archive_files = 200'000;                 //!< in an archive or a folder
  std::uint64_t archive_bytes = std::uint64_t{64}
                                << 30;  //!< 64 GiB, of an archive, and of all its files together, which are read one by one
  std::uint64_t reader_memory_bytes = std::uint64_t{16}
                                      << 30;  //!< 16 GiB, addresses of the process that reads; it gets less for what needs less
  bool electrograms = true;                   //!< false: those of another system's export are left unread
};

//! A text that goes with an exported surface: /VTKHDF/FieldData/NAME, which VTK and ParaView show. Not of the layout, and so in no digest.
struct FieldText {
  std::string name;
  std::string text;
};

struct LoadedMap {
  Map map;
  std::string file;             //!< the path as given
  std::string sha256;           //!< of the file's bytes
  std::string content_digest;   //!< docs/file-format.md; computed, and equal to the stored one where there is one
  std::string analysis_digest;  //!< the same without /GroundTruth: what the fingerprint uses
  bool native = false;          //!< a file of the native layout, whatever its name; else made of another system's export
  bool has_stored_digest = false;
  std::vector<Defect> defects;               //!< errors only from inspect_native
  std::vector<std::string> foreign_objects;  //!< groups and datasets that are not of the layout, and are not kept by a save
  std::vector<FieldText> field_texts;        //!< those of them that an export carries beside its surface
};

//! Reads and checks a native map. Throws InputError with one sentence that names file, object and cause when the file cannot be read, its
//! digest does not match, or its map has errors (the first is told, and how many more there are). The file is opened read-only. A confined process,
//! `viamyo-reader`, takes it apart: its crash is one more InputError.
LoadedMap read_native(const std::filesystem::path& path, const ReadLimits& limits = {});

//! As read_native, but the map's errors come back as defects, all of them. Throws InputError only when there is no HDF5 file to look into.
LoadedMap inspect_native(const std::filesystem::path& path, const ReadLimits& limits = {});

//! Writes the map and returns its content digest. All or nothing: a temporary file in the same folder is written, closed, read back and
//! compared, synced and renamed over `path`; on any failure OutputError is thrown and what stood at `path` still stands.
std::string save_native(const Map& map, const std::filesystem::path& path, const std::vector<FieldText>& field_texts = {});

}  // namespace viamyo
