// The formats, and the way from files to a map that the rest of the program understands.
#include <algorithm>
#include <array>
#include <cmath>

#include "../value.h"
#include "finish_import.h"
#include "importer.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

std::vector<Importer>& registered() {
  static std::vector<Importer> all{
      kCartoImporter, kOpenepImporter, kPycepsImporter, kEnsiteXmlImporter, kEnsiteCsvImporter,  kOpencarpImporter,
      kHdf5Importer,  kPlyImporter,    kStlImporter,    kObjImporter,       kPointTableImporter,
  };
  return all;
}

const Importer& importer_for(SourceFiles& files) {
  for (const Importer& importer : registered()) {
    if (importer.recognizes(files)) return importer;
  }
  throw InputError("is no map, and no export of a system that is known (docs/formats.md lists them)");
}

std::string own_name(const SourceFiles& files) {
  const std::string name(files.files().empty() ? "map" : base_name(files.files().front().name));
  return name.substr(0, name.rfind('.'));
}

}  // namespace

std::span<const Importer> importers() { return registered(); }

void add_importers(std::span<const Importer> more) { registered().insert(registered().begin(), more.begin(), more.end()); }

Import import_files(SourceFiles& files, const ImportOptions& options, const ReadLimits& limits) {
  const Importer& importer = importer_for(files);
  if (importer.list == nullptr && !options.map.empty() && options.map != own_name(files))
    throw UsageError(fmt::format("has no map '{}'; --list shows its maps", printable(options.map)));
  Import import = importer.read(files, {options, limits});
  finish_import(files, {options, limits}, import);
  return import;
}

std::vector<ListedMap> list_files(SourceFiles& files, const ImportOptions& options, const ReadLimits& limits) {
  const Importer& importer = importer_for(files);
  if (importer.list != nullptr) return importer.list(files, {options, limits});
  if (!importer.holds_points) return {{own_name(files), 0, true, ""}};
  try {
    return {{own_name(files), importer.read(files, {options, limits}).map.points.positions.size(), true, ""}};
  } catch (const Error& error) {
    return {{own_name(files), 0, false, error.what()}};  // which option helps stands there
  }
}

}  // namespace viamyo
