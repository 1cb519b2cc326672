#include "hand_over.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

//! Empty when it is nowhere.
fs::path find_program(const std::string& name) {
  std::error_code error;
  const fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& candidate : {here / name, here / ".." / "libexec" / "viamyo" / name}) {
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(program.c_str(), pointers.data());
  throw OutputError(fmt::format("{}: cannot be started: {}", program, std::generic_category().message(errno)));
}

}  // namespace

void hand_over_to_vtk(const std::vector<std::string>& arguments) {
  const fs::path program = find_program("viamyo-vtk");
  if (program.empty()) throw OutputError("viamyo-vtk: is not beside viamyo; .vtp and .vtk need it (.h5, .hdf and .csv do not)");
  become(program.string(), arguments);
}

void hand_over_to_view(const std::vector<std::string>& arguments) {
  const fs::path program = find_program("viamyo-view");
  if (program.empty()) throw RenderError("viamyo-view: is not beside viamyo; pictures and the window need it (numbers do not)");
  become(program.string(), arguments);
}

}  // namespace viamyo::cli
