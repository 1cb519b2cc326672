#include "content_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "known_names.h"
#include "source_files.h"
#include "table_text.h"
#include "text_scan.h"

namespace viamyo {

namespace {

constexpr std::string_view kVisiTag = "VisiTagExport";

template <std::size_t N>
bool is_one_of(std::string_view ending, const std::array<std::string_view, N>& endings) {
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

// What CARTO names so whatever stands in it.
bool is_carto_name(std::string_view name) {
  constexpr std::array<std::string_view, 8> kParts{"_Point_Export.xml", "_Points_Export.xml", "_ECG_Export",    "_car.txt",
                                                   "ContactForce",      "_Positions",         "VisiTagExport/", "OnAnnotation"};
  const std::string ending = lower_ending(name);
  if (ending == ".mesh") return true;
  if (ending != ".txt" && ending != ".xml") return false;
  return base_name(name).starts_with("RF_") ||
         std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) { return contains_letters(name, part); });
}

// Titles of a table's columns stand in one of its first lines.
bool some_titles(std::string_view head, bool (*are)(const Cells&)) {
  for (std::size_t lines = 0; !head.empty() && lines < 40; ++lines) {
    const std::size_t end = head.find_first_of("\r\n");
    const std::string_view line = head.substr(0, end);
    for (const char separator : {',', ';', '\t', '|'}) {
      if (are(cells_of(line, separator))) return true;
    }
    if (end == std::string_view::npos) return false;
    head.remove_prefix(end + 1);
  }
  return false;
}

bool are_positions(const Cells& titles) {
  std::array<bool, 3> found{};
  for (const std::string_view title : titles) {
    const std::string_view field = known_name(title).field;
    if (field.size() == 1 && field[0] >= 'x' && field[0] <= 'z') found.at(static_cast<std::size_t>(field[0] - 'x')) = true;
  }
  return found[0] && found[1] && found[2];
}

bool name_a_result(const Cells& titles) { return std::any_of(titles.begin(), titles.end(), is_result_title); }

bool is_ensite_table(std::string_view head) {
  const bool is_point_table = head.find("roving x") != std::string_view::npos && head.find("(Point #)") != std::string_view::npos;
  return head.find("Export Data Element") != std::string_view::npos || head.find("Data starts in row") != std::string_view::npos ||
         is_point_table;
}

}  // namespace

bool needs_head(std::string_view name) {
  constexpr std::array<std::string_view, 4> kEndings{".xml", ".csv", ".tsv", ".txt"};
  return is_one_of(lower_ending(name), kEndings) && !is_carto_name(name);
}

ContentKind content_kind(std::string_view name, std::string_view head) {
  constexpr std::array<std::string_view, 8> kAloneEndings{".mat", ".pyceps", ".vtk", ".vtp", ".vtu", ".ply", ".stl", ".obj"};
  constexpr std::array<std::string_view, 3> kOpencarpEndings{".pts", ".elem", ".dat"};
  constexpr std::array<std::string_view, 6> kArchiveEndings{".zip", ".7z", ".tar", ".tgz", ".gz", ".rar"};
  constexpr std::array<std::string_view, 4> kNativeEndings{".h5", ".hdf", ".hdf5", ".vtkhdf"};
  if (is_carto_name(name)) return ContentKind::kCarto;
  const std::string ending = lower_ending(name);
  if (is_one_of(ending, kAloneEndings)) return ContentKind::kAlone;
  if (is_one_of(ending, kOpencarpEndings)) return ContentKind::kOpencarp;
  if (is_one_of(ending, kArchiveEndings)) return ContentKind::kArchive;
  if (is_one_of(ending, kNativeEndings)) return ContentKind::kNative;
  if (!needs_head(name)) return ContentKind::kNothing;
  const std::string text = text_of(std::as_bytes(std::span(head.data(), head.size())));
  if (ending == ".xml") {
    if (is_ensite_surface(text)) return ContentKind::kEnsite;
    return is_carto_study(text) ? ContentKind::kCarto : ContentKind::kNothing;
  }
  if (text.starts_with("ECG_Export")) return ContentKind::kCarto;           // a point's electrograms, whatever the file is called
  if (own_table(text) != OwnTable::kNone) return ContentKind::kOtherTable;  // in whose cells any words may stand
  if (is_ensite_table(text)) return ContentKind::kEnsite;
  if (some_titles(text, are_positions)) return ContentKind::kTable;
  return ending != ".txt" || is_table(text) ? ContentKind::kOtherTable : ContentKind::kNothing;
}

OwnTable own_table(std::string_view head) {
  constexpr std::array<std::string_view, 2> kHeads{"file,map_id,subject_id,", "file,status,error,"};
  constexpr std::array<std::string_view, 2> kFacts{"# Fingerprint: ", "# Notice: For review only"};
  const auto begins = [&](std::string_view own) { return head.starts_with(own); };
  if (std::any_of(kHeads.begin(), kHeads.end(), begins)) return OwnTable::kResults;
  const bool has_results = some_titles(head, name_a_result);
  const bool has_positions = has_results && some_titles(head, are_positions);
  for (; head.starts_with('#'); head.remove_prefix(std::min(head.find('\n'), head.size() - 1) + 1)) {
    if (std::any_of(kFacts.begin(), kFacts.end(), begins)) return OwnTable::kSurface;
  }
  if (has_positions) return OwnTable::kSurface;
  return has_results ? OwnTable::kResults : OwnTable::kNone;
}

std::string_view told(OwnTable own) {
  return own == OwnTable::kSurface ? "a surface that Viamyo exported" : "a table of results that Viamyo wrote";
}

bool is_carto_study(std::string_view head) {
  const std::string text = text_of(std::as_bytes(std::span(head.data(), head.size())));
  const std::size_t at = text.find("<Study");
  return at != std::string::npos && at + 6 < text.size() && std::string_view(" >\t\r\n").find(text[at + 6]) != std::string_view::npos;
}

bool is_ensite_surface(std::string_view head) {
  return text_of(std::as_bytes(std::span(head.data(), head.size()))).find("<DIF") != std::string::npos;
}

bool holds_points(std::string_view head) {
  const std::string text = text_of(std::as_bytes(std::span(head.data(), head.size())));
  return contains_letters(text, "roving x") || contains_letters(text, "pt number");
}

std::string_view carto_folder(std::string_view name) {
  const std::string_view folder = folder_of(name);
  return same_letters(base_name(folder), kVisiTag) ? folder_of(folder) : folder;
}

}  // namespace viamyo
