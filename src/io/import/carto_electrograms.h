// The electrograms of a CARTO map's points: what their files hold, and what is missing of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "carto_files.h"
#include "importer.h"

namespace viamyo {

//! Thousands of files are asked for by name; empty ones count as absent.
class FilesByName {
 public:
  explicit FilesByName(const SourceFiles& files);
  [[nodiscard]] const SourceFile* find(std::string_view name) const;
  [[nodiscard]] bool holds(std::string_view name) const;  //!< though it may be empty

 private:
  std::map<std::string, const SourceFile*> places_;
};

//! Adds one row of samples per point, NaN where a point has none, with windows of interest. Every part that its files promise and that does not arrive
//! is a loss with its count; an export that was made without any electrograms, whose points name their files all the same, lost none.
void add_carto_electrograms(SourceFiles& files, const FilesByName& names, const std::vector<CartoPoint>& points,
                            const std::vector<std::optional<CartoPointExport>>& exports, const ReadLimits& limits, Import& import);

}  // namespace viamyo
