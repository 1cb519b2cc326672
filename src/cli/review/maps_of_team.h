// The maps of a folder that a team reviews, and which of them rest on somebody.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "review_command.h"

namespace viamyo::cli {

//! Calls `see` with each map below the folder that has a log of this team beside it, by path, as proposed last. What cannot be read, or does not verify, is
//! told by `tell`, one sentence that names the file; it stops nothing. Throws InputError where there is no such folder.
void for_each_map_of_team(const std::string& folder, const Team& team, const std::function<void(ReviewCase&)>& see,
                          const std::function<void(const std::string&)>& tell);

//! A map of which something falls with a change of the team.
struct FallenMap {
  std::string file;
  std::string before, after;       //!< state of the map, in the words of JSON
  std::vector<std::string> items;  //!< ids of those whose state falls
};

//! What of a map falls when the team becomes another; `items` is empty where nothing does.
FallenMap fallen_by(const ReviewCase& c, const Team& before, const Team& after);

}  // namespace viamyo::cli
