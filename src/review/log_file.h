// The file of a log: opened without following links, locked against other programs, read from a place on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "descriptor.h"

namespace viamyo {

enum class LogAccess : std::uint8_t { kRead, kAppend };

class LogFile {
 public:
  //! For reading: not open when there is no such file. For appending: made when there is none, and locked; waits up to ten seconds for another
  //! program. Throws InputError (reading) or OutputError (appending) that names the file.
  LogFile(std::filesystem::path path, LogAccess access);

  [[nodiscard]] bool is_open() const { return file_.is_open(); }
  [[nodiscard]] std::uint64_t size() const;
  [[nodiscard]] std::string text_from(std::uint64_t at) const;

  //! Puts the text at `at` and cuts off what stood behind it, synced. On failure what stood before `at` still stands and nothing whole is behind it.
  void replace_tail(std::uint64_t at, std::string_view text);

 private:
  [[noreturn]] void fail(std::string_view cause) const;
  void check_kind() const;
  void lock();

  std::filesystem::path path_;
  LogAccess access_;
  bool made_ = false;
  Descriptor file_;
};

}  // namespace viamyo
