// What lies below a folder: maps, and what other systems exported.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace viamyo::cli {

struct FoundBelow {
  //! A folder that could not be searched.
  struct Failure {
    std::filesystem::path folder;
    std::string cause;
  };

  std::vector<std::filesystem::path> maps;     //!< *.h5, *.hdf, *.vtkhdf in any case
  std::vector<std::filesystem::path> exports;  //!< files whose names leave no doubt, and folders that are one export as a whole
  std::vector<Failure> failures;
};

//! Sorted by path. What begins with a dot is left out, and links to folders are not followed: they may lead back. Tables (.csv) and most XML are no
//! exports here, because their names do not tell them from anybody's. A folder with CARTO meshes in it is one export, of the study around them.
FoundBelow search_folder(const std::filesystem::path& folder);

}  // namespace viamyo::cli
