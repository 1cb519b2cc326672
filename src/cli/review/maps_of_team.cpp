#include "maps_of_team.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "../batch/folder_search.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

bool is_of_team(const ReviewLog& log, const Team& team) {
  const LogBinding* const binding = binding_of(log);
  return binding != nullptr && binding->team_digest == team_digest(team);
}

}  // namespace

void for_each_map_of_team(const std::string& folder, const Team& team, const std::function<void(ReviewCase&)>& see,
                          const std::function<void(const std::string&)>& tell) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) throw InputError(fmt::format("{}: there is no such folder", folder));
  const FoundBelow found = search_folder(folder, ListMaps());
  for (const FoundBelow::Failure& failure : found.failures) tell(fmt::format("{}: {}", failure.folder.string(), failure.cause));
  for (const fs::path& map : found.maps) {
    if (!fs::exists(default_log(map), error)) continue;
    ReviewCommandOptions options;
    options.file = map.string();
    options.output.quiet = true;
    try {
      ReviewCase c = open_case(options, ReviewSource(team));
      if (!c.log.broken.empty() || is_of_team(c.log, team)) {
        if (c.fault.empty())
          see(c);
        else
          tell(fmt::format("{}: {}", map.string(), c.fault));
      }
    } catch (const Error& cause) {
      tell(cause.what());
    }
  }
}

FallenMap fallen_by(const ReviewCase& c, const Team& before, const Team& after) {
  const ReviewState then = review_state(*c.analysis, c.reviewed, c.log, &before, c.missing);
  const ReviewState now = review_state(*c.analysis, c.reviewed, c.log, &after, c.missing);
  FallenMap fallen{c.loaded->file, std::string(to_string(then.status)), std::string(to_string(now.status)), {}};
  for (std::size_t i = 0; i < then.item_list.size(); ++i) {
    const ReviewItem& was = then.item_list[i];
    const ReviewItem& is = now.item_list.at(i);
    if (was.state == is.state && was.votes.size() == is.votes.size()) continue;
    // On which of them they had decided is for no blind reader's eyes.
    const bool hides = before.blind_reading && !is_settled_state(was.state) && !is_settled_state(is.state);
    const std::string name = hides ? "items that are not settled" : was.id;
    if (std::find(fallen.items.begin(), fallen.items.end(), name) == fallen.items.end()) fallen.items.push_back(name);
  }
  return fallen;
}

}  // namespace viamyo::cli
