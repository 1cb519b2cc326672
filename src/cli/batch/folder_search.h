// What lies below a folder: maps, and what other systems exported.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "viamyo/import.h"

namespace viamyo::cli {

//! The maps of a source; throws InputError.
using ListMaps = std::function<std::vector<ListedMap>(const std::filesystem::path& source)>;

struct FoundBelow {
  //! A folder that could not be searched.
  struct Failure {
    std::filesystem::path folder;
    std::string cause;
  };

  std::vector<std::filesystem::path> maps;     //!< *.h5, *.hdf, *.vtkhdf in any case
  std::vector<std::filesystem::path> exports;  //!< files, and folders whose files are read together
  std::vector<std::filesystem::path> outputs;  //!< surfaces that Viamyo exported for VTK or as tables: outputs of maps, and no maps
  std::vector<Failure> failures;
};

//! Sorted by path. What begins with a dot is left out, and links to folders are not followed: they may lead back. Files go by content, by the rule that
//! an import of a folder follows (io/import/content_kind.h): a folder with files that belong together is one export, any other file one of its own; a
//! folder in it may be one as well. Where `list` is given, it is asked whether EnSite surfaces in folders side by side are one. Throws Interrupted once a signal has come (see interruption.h).
FoundBelow search_folder(const std::filesystem::path& folder, const ListMaps& list);

}  // namespace viamyo::cli
