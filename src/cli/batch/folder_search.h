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
  std::vector<std::filesystem::path> exports;  //!< files, and folders whose files are read together
  std::vector<Failure> failures;
};

//! Sorted by path. What begins with a dot is left out, and links to folders are not followed: they may lead back. Files go by content, by the rule that
//! an import of a folder follows (io/import/content_kind.h): a folder with files that belong together is one export, any other file one of its own; a
//! folder in it may be one as well. `join` also looks whether EnSite surfaces in folders side by side are one; the reader is asked for that.
FoundBelow search_folder(const std::filesystem::path& folder, bool join);

}  // namespace viamyo::cli
