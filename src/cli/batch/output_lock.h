// One run at a time in one output folder.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "io/file_handle.h"

namespace viamyo::cli {

//! Holds the folder for this run, from making until it goes. The lock is the system's, on a hidden file that also says who holds it: a process that
//! is gone, however it went, holds nothing.
class OutputLock {
 public:
  //! Throws OutputError that names the holder where another run holds the folder or one above it, and where the folder cannot be written into. Where
  //! the file system knows no locks there is none, which `missing` tells.
  explicit OutputLock(const std::filesystem::path& folder);
  ~OutputLock() { release(); }
  OutputLock(const OutputLock&) = delete;
  OutputLock& operator=(const OutputLock&) = delete;

  //! Throws as the constructor where another run holds this folder, one below the locked one.
  static void refuse_held(const std::filesystem::path& folder);

  //! A sentence on why nothing keeps other runs out; empty = the lock holds.
  [[nodiscard]] const std::string& missing() const { return missing_; }

  void release();

 private:
  std::filesystem::path file_;
  std::unique_ptr<FileHandle> held_;
  std::string missing_;
};

}  // namespace viamyo::cli
