// What tests of exports in many files have in common: files in memory, what is listed of them, and what becomes of a map.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../src/io/import/importer.h"
#include "small_exports.h"
#include "viamyo/errors.h"

namespace viamyo {

//! An export that a test puts together.
class Parts : public testing::Test {
 protected:
  //! A study of one map with its points, as CARTO exports it.
  void add_carto(const std::string& folder, const std::string& map, double shift = 0, int points = 6,
                 const std::string& xml = "Study.xml") {
    files.add(folder + xml, small::carto_study({{map, map + ".mesh", points}}));
    files.add(folder + map + ".mesh", small::carto_mesh(shift));
    if (points > 0) files.add(folder + map + "_car.txt", small::carto_table(points, "", shift));
  }

  std::vector<ListedMap> listed() { return list_files(files, {}, limits).maps; }

  std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const ListedMap& map : listed()) all.push_back(map.name);
    return all;
  }

  Import imported(const std::string& map = "", bool strict = false) {
    ImportOptions options;
    options.map = map;
    options.strict = strict;
    return import_files(files, options, limits);
  }

  std::string refusal(const std::string& map = "") {
    try {
      imported(map);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  MemoryFiles files;
  ReadLimits limits;
};

inline std::vector<float> values(const std::vector<Field>& fields, std::string_view name) {
  const Field* const field = find_field(fields, name);
  return field == nullptr ? std::vector<float>() : field->values;
}

inline bool has_note(const Import& import, std::string_view part, bool loss = false) {
  return std::any_of(import.report.notes.begin(), import.report.notes.end(),
                     [&](const ImportNote& note) { return note.loss == loss && note.text.find(part) != std::string::npos; });
}

inline std::size_t losses(const Import& import) {
  return static_cast<std::size_t>(
      std::count_if(import.report.notes.begin(), import.report.notes.end(), [](const ImportNote& n) { return n.loss; }));
}

}  // namespace viamyo
