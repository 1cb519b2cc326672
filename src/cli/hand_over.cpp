#include "hand_over.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "viamyo-vtk";

fs::path find_program() {
  std::error_code error;
  const fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& candidate : {here / kName, here / ".." / "libexec" / "viamyo" / kName}) {
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  throw OutputError(fmt::format("{}: is not beside viamyo in {}; .vtp and .vtk need it (.h5, .hdf and .csv do not)", kName, here.string()));
}

}  // namespace

void hand_over_to_vtk(const std::vector<std::string>& arguments) {
  const std::string program = find_program().string();
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(program.c_str(), pointers.data());
  throw OutputError(fmt::format("{}: cannot be started: {}", program, std::generic_category().message(errno)));
}

}  // namespace viamyo::cli
