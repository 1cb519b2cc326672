#include "output_difference.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "viamyo/report.h"

namespace viamyo::cli {
namespace {

//! The members of a JSON of `analyze` that people take for reviewed: each must be what log and analysis say.
constexpr std::array<const char*, 6> kReviewMembers{"status", "items", "settled", "required_confirmations", "team", "settled_on"};
constexpr std::array<const char*, 5> kItemMembers{"id", "label", "class", "reviewed_class", "review"};
constexpr std::array<const char*, 2> kAreas{"classes", "classes_as_reviewed"};
constexpr double kSameArea_mm2 = 0.1;  // another computer may round otherwise

Json member(const Json& json, std::string_view key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() ? *found : Json();
}

std::string differs(const std::string& what, const Json& says, const Json& is) {
  return says == is ? "" : fmt::format("it says {} {}, and by log and analysis that is {}", what, says.dump(), is.dump());
}

std::string area_differs(const std::string& what, const Json& says, const Json& is) {
  const bool same = says.is_number() && is.is_number() ? std::abs(says.get<double>() - is.get<double>()) <= kSameArea_mm2 : says == is;
  return same ? "" : differs(what, says, is);
}

std::string items_differ(const std::string& list, const Json& says, const Json& is) {
  if (!says.is_array() || says.size() != is.size()) return fmt::format("its {} are not those of the analysis", list);
  for (std::size_t i = 0; i < is.size(); ++i) {
    const std::string id = is[i].at("id").get<std::string>();
    for (const char* const key : kItemMembers) {
      std::string difference = differs(fmt::format("{} of {} is", key, id), member(says[i], key), member(is[i], key));
      if (!difference.empty()) return difference;
    }
    std::string difference = area_differs(fmt::format("area_mm2 of {} is", id), member(says[i], "area_mm2"), is[i].at("area_mm2"));
    if (!difference.empty()) return difference;
  }
  return {};
}

std::string areas_differ(const std::string& name, const Json& says, const Json& is) {
  if (is.is_null() || says.is_null() || says.size() != is.size()) return differs(name + " are", says, is);
  for (const auto& [tissue, area] : is.items()) {
    std::string difference =
        area_differs(fmt::format("{} of {} is", name, tissue), member(member(says, tissue), "area_mm2"), area.at("area_mm2"));
    if (!difference.empty()) return difference;
  }
  return {};
}

}  // namespace

std::string report_difference(const Json& says, const ReviewCase& c, const ReviewState& state) {
  const InputIdentity identity{c.loaded.file, c.loaded.sha256, c.loaded.content_digest};
  const Json is = Json::parse(to_json(identity, c.loaded.map, c.analysis, state));
  if (std::string difference = differs("notice is", member(says, "notice"), is.at("notice")); !difference.empty()) return difference;
  for (const char* const key : kReviewMembers) {
    std::string difference = differs(fmt::format("review.{} is", key), member(member(says, "review"), key), is.at("review").at(key));
    if (!difference.empty()) return difference;
  }
  for (const char* const list : {"regions", "candidate_zones"}) {
    std::string difference = items_differ(list, member(says, list), is.at(list));
    if (!difference.empty()) return difference;
  }
  for (const char* const areas : kAreas) {
    std::string difference = areas_differ(areas, member(says, areas), is.at(areas));
    if (!difference.empty()) return difference;
  }
  return {};
}

std::string difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state) {
  const std::optional<bool>& synthetic = c.map.synthetic;
  const std::string_view is_synthetic = !synthetic ? "unknown" : (*synthetic ? "yes" : "no");
  if (claim.synthetic && *claim.synthetic != is_synthetic)
    return fmt::format("it says of the map synthetic: {}, and the map says {}", *claim.synthetic, is_synthetic);
  if (claim.status != state.status) return fmt::format("it says {}, and by this log and team it was {} then", claim.status, state.status);
  return claim.report.is_null() ? export_difference(claim, c, state) : report_difference(claim.report, c, state);
}

}  // namespace viamyo::cli
