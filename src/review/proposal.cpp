// Settings as a proposal keeps them: the keys and words of the command line, so that another version reads them too.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "viamyo/presets.h"
#include "viamyo/review_log.h"

namespace viamyo {
namespace {

using Changes = std::vector<SettingChange>;

template <class Value>
void add(Changes& changes, std::string_view key, const Value& value) {
  changes.push_back({std::string(key), fmt::format("{}", value)});
}

template <class Choice>
void add_choice(Changes& changes, std::string_view key, const std::optional<Choice>& choice) {
  if (choice) add(changes, key, to_string(*choice));
}

void add_landmark(Changes& changes, std::string_view key, const std::optional<Vec3>& place) {
  if (place) changes.push_back({std::string(key), fmt::format("{},{},{}", place->x, place->y, place->z)});
}

void add_numbers(Changes& changes, std::string_view key, const std::vector<int>& numbers) {
  if (!numbers.empty()) changes.push_back({std::string(key), fmt::format("{}", fmt::join(numbers, ","))});
}

void add_territories(Changes& changes, const Settings& s) {
  const std::set<std::string> names(s.territories.begin(), s.territories.end());
  for (const std::string& name : names) {
    std::vector<int> segments;
    for (std::size_t i = 0; i < s.territories.size(); ++i) {
      if (s.territories.at(i) == name) segments.push_back(static_cast<int>(i) + 1);
    }
    add_numbers(changes, "territories." + name, segments);
  }
}

Changes complete(const Settings& s) {
  Changes changes;
  add_choice(changes, "criteria", s.criteria);
  add(changes, "voltage", to_string(s.voltage));
  add(changes, "threshold_unit", to_string(s.threshold_unit));
  add(changes, "voltage_infarct", s.voltage_infarct);
  add(changes, "voltage_viable", s.voltage_viable);
  add(changes, "shortening_ischemic", s.shortening_ischemic_percent);
  add_numbers(changes, "reference_segments", s.reference_segments);
  add_choice(changes, "voltage_source", s.voltage_source);
  add_choice(changes, "shortening_source", s.shortening_source);
  add(changes, "window", to_string(s.window));
  add(changes, "fill_distance", s.fill_distance_mm);
  add(changes, "beyond_fill", to_string(s.beyond_fill));
  add(changes, "lls_min_distance", s.lls_min_distance_mm);
  add(changes, "lls_max_distance", s.lls_max_distance_mm);
  add(changes, "lls_sigma", s.lls_sigma_mm);
  add(changes, "ring_limits", fmt::format("{}", fmt::join(s.ring_limits, ",")));
  add(changes, "min_region_area", s.min_region_area_mm2);
  add(changes, "annulus_margin", s.annulus_margin_mm);
  add(changes, "infarct_margin", s.infarct_margin_mm);
  add(changes, "min_zone_area", s.min_zone_area_mm2);
  add(changes, "min_zone_points", s.min_zone_points);
  add_landmark(changes, "landmarks.apex", s.landmarks.apex);
  add_landmark(changes, "landmarks.mitral_annulus_center", s.landmarks.mitral_annulus_center);
  add_landmark(changes, "landmarks.anterior_rv_insertion", s.landmarks.anterior_rv_insertion);
  add_landmark(changes, "landmarks.inferior_rv_insertion", s.landmarks.inferior_rv_insertion);
  add_numbers(changes, "excluded_points", s.excluded_points);
  add_territories(changes, s);
  return changes;
}

}  // namespace

Proposal make_proposal(const Analysis& analysis, int items) {
  return {analysis.fingerprint, analysis.settings.preset, complete(analysis.settings), items};
}

std::string changed_settings(const Proposal& proposal, const Settings& here) {
  constexpr std::size_t kShown = 3;
  const Changes own = complete(here);
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
