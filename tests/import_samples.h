// Small sources that tests write, import and take away again: an octahedron's corners and faces in every kind of file.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/errors.h"
#include "viamyo/import.h"

namespace viamyo::samples {

//! A folder of this test alone, gone when it ends.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("viamyo_import_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  std::filesystem::path write(const std::string& name, std::string_view content) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline constexpr std::array<std::array<int, 3>, 6> kCorners{{{30, 0, 0}, {-30, 0, 0}, {0, 30, 0}, {0, -30, 0}, {0, 0, 30}, {0, 0, -30}}};
inline constexpr std::array<std::array<int, 3>, 8> kFaces{
    {{0, 2, 4}, {2, 1, 4}, {1, 3, 4}, {3, 0, 4}, {2, 0, 5}, {1, 2, 5}, {3, 1, 5}, {0, 3, 5}}};

inline const Field* field(const std::vector<Field>& fields, std::string_view name) { return find_field(fields, name); }

inline bool has_note(const ImportReport& report, NoteKind kind, std::string_view part) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const ImportNote& note) { return note.kind == kind && note.text.find(part) != std::string::npos; });
}

inline bool has_loss(const ImportReport& report, std::string_view part) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const ImportNote& note) { return note.loss && note.text.find(part) != std::string::npos; });
}

inline std::string all_notes(const ImportReport& report) {
  std::string all;
  for (const ImportNote& note : report.notes) all += std::string(to_string(note.kind)) + (note.loss ? " LOSS: " : ": ") + note.text + "\n";
  return all;
}

//! The sentence of a refusal; empty where it is imported.
inline std::string refusal(const std::filesystem::path& source, const ImportOptions& options = {}) {
  try {
    static_cast<void>(import_map(source, options));
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace viamyo::samples
