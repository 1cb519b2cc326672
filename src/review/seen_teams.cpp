// The changes of each team's file that were seen on this computer. Whoever puts an old file back, or makes a second one of the same change, is noticed here.
//
// Each file that was seen is a mark of its own, named by its change and its digest: several programs can add theirs at once, and none takes back what another
// has seen.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "seen_heads.h"
#include "small_file.h"
#include "viamyo/errors.h"
#include "viamyo/team.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const Team& team) { return data_folder() / "teams" / team_digest(team); }

struct Mark {
  int change = 0;
  std::string digest;  //!< empty: kept by an earlier version, which did not know it
};

//! "7-DIGEST"; change 0 for a name that is no mark: a temporary file, say.
Mark mark_of(const std::string& name) {
  Mark mark;
  const char* const end = name.data() + name.size();
  const auto [rest, error] = std::from_chars(name.data(), end, mark.change);
  if (error != std::errc()) return {};
  if (rest != end) mark.digest = std::string(rest, end);
  if (!mark.digest.empty() && mark.digest.front() != '-') return {};
  if (!mark.digest.empty()) mark.digest.erase(0, 1);
  return mark;
}

//! Throws fs::filesystem_error where the folder cannot be read.
std::vector<Mark> marks_in(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  if (error == std::errc::no_such_file_or_directory) return {};
  if (error) throw fs::filesystem_error("seen teams", folder, error);
  std::vector<Mark> marks;
  for (; entry != fs::directory_iterator(); ++entry) marks.push_back(mark_of(entry->path().filename().string()));
  return marks;
}

}  // namespace

std::string older_team_text(int change, int seen) {
  return fmt::format("the team's file is at change {}, and change {} of it was seen on this computer", change, seen);
}

std::string outdated_text(const Team& team) {
  fs::path folder;
  try {
    folder = folder_of(team);
  } catch (const OutputError&) {
    return {};  // no data folder: nothing was seen
  }
  try {
    const std::vector<Mark> marks = marks_in(folder);
    const std::string own = team_file_digest(team);
    int highest = 0;
    bool other = false;
    for (const Mark& mark : marks) {
      highest = std::max(highest, mark.change);
      other = other || (mark.change == team.serial && !mark.digest.empty() && mark.digest != own);
    }
    if (highest > team.serial) return older_team_text(team.serial, highest);
    if (other)
      return fmt::format("two files of change {} of the team were seen on this computer: neither counts until the owner makes a later one",
                         team.serial);
    return {};
  } catch (const fs::filesystem_error& error) {
    return fmt::format("{} cannot be read, so that nobody can tell whether the team's file is an old one: {}", folder.string(),
                       error.code().message());
  }
}

void remember_team(const Team& team) {
  const fs::path folder = folder_of(team);
  const fs::path mark = folder / fmt::format("{}-{}", team.serial, team_file_digest(team));
  std::error_code error;
  if (fs::exists(mark, error)) return;
  make_private_folder(folder);
  write_small_file(mark, team.name + "\n", kOwnerOnly);
}

}  // namespace viamyo
