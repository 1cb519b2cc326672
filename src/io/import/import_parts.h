// A source taken apart into exports: which of its files belong together, who reads them, and what the maps in them are called.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "importer.h"

namespace viamyo {

//! Files that one importer reads together.
struct ImportPart {
  const Importer* importer = nullptr;
  std::unique_ptr<SomeFiles> files;
  std::string place;  //!< the file, or the folder of them; empty: the source's own
};

struct ImportParts {
  std::vector<ImportPart> parts;
  std::vector<std::string>
      others;  //!< what lies there beside them and may hold something: "B.zip: an archive, which is a source of its own"
};

//! A lone file is whatever an importer takes it for. Of several files each goes by content_kind.h: a CARTO study is its folder, the parts of EnSite's
//! exports are told apart by their importer, every other file is an export of its own.
ImportParts parts_of(SourceFiles& files, const ImportRequest& request);

//! One map of a source.
struct MapOfPart {
  const ImportPart* part = nullptr;
  std::size_t index = 0;  //!< in the part's own list
  ListedMap map;          //!< its name is unique in the source: "LV", "LV (2)"
};

std::vector<MapOfPart> maps_of(const ImportParts& parts, const ImportRequest& request);

}  // namespace viamyo
