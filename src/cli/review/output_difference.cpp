#include "output_difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "viamyo/report.h"

namespace viamyo::cli {
namespace {

//! Of the review's own block. Its reasons and its log are told in the words of the program and the folder of their time.
constexpr std::array<const char*, 6> kReviewMembers{"status", "items", "settled", "required_confirmations", "team", "settled_on"};

//! What may rightly be otherwise: which program wrote it, and of which file; a table of many maps may name another visit, and by which
//! rule a point was left out no setting tells, while all that are used are counted. The review has rules of its own.
constexpr std::array<std::string_view, 7> kNotCompared{"viamyo_version",      "map.file",        "map.sha256", "map.visit",
                                                       "map.points_excluded", "settings.preset", "review"};

Json member(const Json& json, std::string_view key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() ? *found : Json();
}

std::string shown_value(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string differs(const std::string& path, const Json& says, const Json& is) {
  return fmt::format("it says {} is {}, and by log and analysis that is {}", path, shown_value(says), shown_value(is));
}

//! Counts exactly, measures as far as computers agree on them.
bool is_same_value(const Json& says, const Json& is) {
  const bool measured = says.is_number() && is.is_number() && !(says.is_number_integer() && is.is_number_integer());
  return measured ? is_same_number(says.get<double>(), is.get<double>()) : says == is;
}

//! "R1", "basal", "7": what an entry of a list is called, else its place.
std::string name_of(const Json& entry, std::size_t index) {
  for (const char* const key : {"id", "ring", "segment", "code"}) {
    const Json name = member(entry, key);
    if (name.is_string()) return name.get<std::string>();
    if (name.is_number()) return name.dump();
  }
  return fmt::format("{}", index + 1);
}

//! The first place where the two are not the same; empty = nowhere.
std::string first_difference(const std::string& path, const Json& says, const Json& is) {
  if (std::find(kNotCompared.begin(), kNotCompared.end(), path) != kNotCompared.end()) return {};
  if (says.is_object() && is.is_object()) {
    const std::string within = path.empty() ? "" : path + ".";
    for (const auto& [key, value] : is.items()) {
      if (!says.contains(key)) return fmt::format("it does not say {}{} any more", within, key);
      std::string difference = first_difference(within + key, says.at(key), value);
      if (!difference.empty()) return difference;
    }
    for (const auto& [key, value] : says.items()) {
      if (!is.contains(key)) return fmt::format("no report says {}{}: {}", within, key, shown_value(value));
    }
    return {};
  }
  if (says.is_array() && is.is_array()) {
    if (says.size() != is.size())
      return fmt::format("it says {} has {} entries, and by log and analysis that is {}", path, says.size(), is.size());
    for (std::size_t i = 0; i < is.size(); ++i) {
      std::string difference = first_difference(fmt::format("{}[{}]", path, name_of(is[i], i)), says[i], is[i]);
      if (!difference.empty()) return difference;
    }
    return {};
  }
  return is_same_value(says, is) ? std::string() : differs(path, says, is);
}

//! The fingerprint does not hold a preset's name: it may be any whose values are those of the analysis.
std::string preset_differs(const Json& says, const Analysis& analysis) {
  const std::string name = says.is_string() ? says.get<std::string>() : std::string();
  if (name == analysis.settings.preset || name == "custom") return {};
  Proposal same = make_proposal(analysis, 0);
  same.preset = name;
  return settings_of(same).preset == name ? std::string() : differs("settings.preset", says, analysis.settings.preset);
}

//! Without the warnings about what is in the file, which name an object of it: another file may hold the same map.
Json without_file_warnings(Json report) {
  if (!member(report, "warnings").is_array()) return report;
  Json kept = Json::array();
  for (const Json& warning : report["warnings"]) {
    const Json text = member(warning, "text");
    if (!text.is_string() || !text.get<std::string>().starts_with("/")) kept.push_back(warning);
  }
  report["warnings"] = kept;
  return report;
}

}  // namespace

bool is_same_number(double a, double b) {
  constexpr double kTolerance = 1e-5;  // another computer may round otherwise
  return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= kTolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

std::string report_difference(const Json& says, const ReviewCase& c, const ReviewState& state) {
  const InputIdentity identity{c.loaded.file, c.loaded.sha256, c.loaded.content_digest};
  const Json is = Json::parse(to_json(identity, c.loaded.map, c.analysis, state));
  for (const char* const key : kReviewMembers) {
    std::string difference = first_difference(fmt::format("review.{}", key), member(member(says, "review"), key), is.at("review").at(key));
    if (!difference.empty()) return difference;
  }
  std::string difference = first_difference("", without_file_warnings(says), without_file_warnings(is));
  return difference.empty() ? preset_differs(member(member(says, "settings"), "preset"), c.analysis) : difference;
}

std::string difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state) {
  const std::optional<bool>& synthetic = c.map.synthetic;
  const std::string_view is_synthetic = !synthetic ? "unknown" : (*synthetic ? "yes" : "no");
  if (claim.synthetic && *claim.synthetic != is_synthetic)
    return fmt::format("it says of the map synthetic: {}, and the map says {}", *claim.synthetic, is_synthetic);
  if (claim.status != to_string(state.status)) return fmt::format("it says {}, and by this log and team it was {} then", claim.status, to_string(state.status));
  return claim.report.is_null() ? export_difference(claim, c, state) : report_difference(claim.report, c, state);
}

}  // namespace viamyo::cli
