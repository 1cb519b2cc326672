// Settings as a proposal keeps them: the keys and words of the command line, so that another version reads them too.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "viamyo/presets.h"
#include "viamyo/review_log.h"

namespace viamyo {
Proposal make_proposal(const Analysis& analysis, int items) {
  return {analysis.fingerprint, analysis.settings.preset, setting_values(analysis.settings), items};
}

std::string changed_settings(const Proposal& proposal, const Settings& here) {
  constexpr std::size_t kShown = 3;
  const std::vector<SettingChange> own = setting_values(here);
  std::vector<std::string> changed;
  for (const SettingChange& theirs : proposal.settings) {
    const bool same =
        std::any_of(own.begin(), own.end(), [&](const SettingChange& o) { return o.key == theirs.key && o.value == theirs.value; });
    if (!same) changed.push_back(theirs.key + " " + theirs.value);
  }
  for (const SettingChange& ours : own) {
    const bool known =
        std::any_of(proposal.settings.begin(), proposal.settings.end(), [&](const SettingChange& t) { return t.key == ours.key; });
    if (!known) changed.push_back("no " + ours.key);
  }
  if (changed.empty()) return "by another version of the analysis";
  const std::size_t shown = std::min(kShown, changed.size());
  const std::string more = changed.size() > shown ? fmt::format(" and {} more", changed.size() - shown) : "";
  return fmt::format("{}{}", fmt::join(changed.begin(), changed.begin() + static_cast<std::ptrdiff_t>(shown), ", "), more);
}

Settings settings_of(const Proposal& proposal) {
  // A preset's name is taken over only where its values are: make_settings says "custom" otherwise.
  const bool known = find_preset(proposal.preset) != nullptr;
  return make_settings(known ? std::string_view(proposal.preset) : std::string_view(), proposal.settings);
}

}  // namespace viamyo
