// The changes of each team's file that were seen on this computer. Whoever puts an old file back is noticed here.
//
// Each change is a file of its own, named by its number: several programs can add theirs at once, and none takes back what another has seen.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "small_file.h"
#include "viamyo/errors.h"
#include "viamyo/team.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const Team& team) { return data_folder() / "teams" / team_digest(team); }

//! 0 for a name that is no number: a temporary file, say.
int change_of(const std::string& name) {
  int change = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), change);
  return error == std::errc() && end == name.data() + name.size() ? change : 0;
}

//! Throws fs::filesystem_error where the folder cannot be read.
int highest_seen(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  if (error == std::errc::no_such_file_or_directory) return 0;
  if (error) throw fs::filesystem_error("seen teams", folder, error);
  int highest = 0;
  for (; entry != fs::directory_iterator(); ++entry) highest = std::max(highest, change_of(entry->path().filename().string()));
  return highest;
}

}  // namespace

std::string outdated_text(const Team& team) {
  fs::path folder;
  try {
    folder = folder_of(team);
  } catch (const OutputError&) {
    return {};  // no data folder: nothing was seen
  }
  try {
    const int highest = highest_seen(folder);
    if (highest <= team.serial) return {};
    return fmt::format("the team's file is at change {}, and change {} of it was seen on this computer", team.serial, highest);
  } catch (const fs::filesystem_error& error) {
    return fmt::format("{} cannot be read, so that nobody can tell whether the team's file is an old one: {}", folder.string(),
                       error.code().message());
  }
}

void remember_team(const Team& team) {
  const fs::path folder = folder_of(team);
  const fs::path mark = folder / fmt::format("{}", team.serial);
  std::error_code error;
  if (fs::exists(mark, error)) return;
  make_private_folder(folder);
  write_small_file(mark, team.name + "\n", kOwnerOnly);
}

}  // namespace viamyo
