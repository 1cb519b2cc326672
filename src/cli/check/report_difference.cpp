// A JSON of `analyze` against the one that this program would write now.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "forms.h"
#include "output_difference.h"
#include "viamyo/errors.h"
#include "viamyo/report.h"

namespace viamyo::cli {
namespace {

//! What may rightly be otherwise: which program wrote it, and of which file; by which rule a point was left out no setting tells, while all that are used
//! are counted; a preset's name where its values are the same. Each has a form of its own all the same.
constexpr std::array<std::string_view, 6> kOwnForm{"viamyo_version",      "map.file",        "map.sha256",
                                                   "map.points_excluded", "settings.preset", "review.log.file"};

Json member(const Json& json, std::string_view key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() ? *found : Json();
}

std::string shown_value(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string value_differs(const std::string& path, const Json& says, const Json& is) {
  return fmt::format("it says {} is {}{}{}", path, shown_value(says), kAndThatIs, shown_value(is));
}

//! Counts exactly, measures as far as computers agree on them. Reports write a measure with a point, always.
bool is_same_value(const Json& says, const Json& is) {
  if (is.is_number_float() && says.is_number()) return is_same_number(says.get<double>(), is.get<double>());
  return says == is && says.is_number_integer() == is.is_number_integer();  // 2.0 is a number, and no count
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

class Comparison {
 public:
  explicit Comparison(const ReviewCase& c) : c_(c) {}

  //! The first place where the two are not the same; empty = nowhere.
  [[nodiscard]] std::string first(const std::string& path, const Json& says, const Json& is) const {
    if (std::find(kOwnForm.begin(), kOwnForm.end(), path) != kOwnForm.end()) return form_differs(path, says, is);
    if (says.is_object() && is.is_object()) return objects_differ(path, says, is);
    if (says.is_array() && is.is_array()) return arrays_differ(path, says, is);
    return is_same_value(says, is) ? std::string() : value_differs(path, says, is);
  }

 private:
  [[nodiscard]] std::string objects_differ(const std::string& path, const Json& says, const Json& is) const {
    const std::string within = path.empty() ? "" : path + ".";
    for (const auto& [key, value] : is.items()) {
      if (!says.contains(key)) return fmt::format("it does not say {}{} any more", within, key);
      std::string difference = first(within + key, says.at(key), value);
      if (!difference.empty()) return difference;
    }
    for (const auto& [key, value] : says.items()) {
      if (!is.contains(key)) return fmt::format("no report says {}{}: {}", within, key, shown_value(value));
    }
    return {};
  }

  [[nodiscard]] std::string arrays_differ(const std::string& path, const Json& says, const Json& is) const {
    if (says.size() != is.size()) return fmt::format("it says {} has {} entries{}{}", path, says.size(), kAndThatIs, is.size());
    for (std::size_t i = 0; i < is.size(); ++i) {
      std::string difference = first(fmt::format("{}[{}]", path, name_of(is[i], i)), says[i], is[i]);
      if (!difference.empty()) return difference;
    }
    return {};
  }

  [[nodiscard]] std::string form_differs(const std::string& path, const Json& says, const Json& is) const {
    const std::string text = says.is_string() ? says.get<std::string>() : std::string();
    if (path == "map.points_excluded") return exclusions_differ_in(says, is);
    if (path == "settings.preset") return preset_differs(text, says);
    const bool in_form = says == is || (path == "viamyo_version" ? is_version(text)
                                        : path == "map.sha256"   ? is_digest(text)
                                                                 : is.is_string() && is_path(text, is.get<std::string>()));
    return in_form ? std::string() : value_differs(path, says, is);
  }

  [[nodiscard]] std::string exclusions_differ_in(const Json& says, const Json& is) const {
    std::vector<ToldExclusion> told;
    if (!says.is_array()) return value_differs("map.points_excluded", says, is);
    for (const Json& entry : says) {
      const bool whole = entry.is_object() && entry.size() == 4 && member(entry, "rule").is_string() &&
                         member(entry, "points").is_number_unsigned() && member(entry, "left_out").is_number_unsigned() &&
                         member(entry, "unknown").is_number_unsigned();
      if (!whole) return fmt::format("no report says of excluded points {}", shown_value(entry));
      told.push_back({entry["rule"].get<std::string>(), entry["points"].get<std::size_t>(), entry["left_out"].get<std::size_t>(),
                      entry["unknown"].get<std::size_t>()});
    }
    return exclusions_differ(told, c_);
  }

  //! The fingerprint does not hold a preset's name: it may be any whose values are those of the analysis.
  [[nodiscard]] std::string preset_differs(const std::string& name, const Json& says) const {
    if (name == c_.analysis->settings.preset || name == "custom") return {};
    Proposal same = make_proposal(*c_.analysis, 0);
    same.preset = name;
    try {
      if (settings_of(same).preset == name) return {};
    } catch (const UsageError&) {  // no such preset
    }
    return value_differs("settings.preset", says, c_.analysis->settings.preset);
  }

  const ReviewCase& c_;
};

//! What is in a file and not of the map, a warning may tell of in one file and not in another: each that is told must be true of the map at hand.
Json without_unsaid_file_warnings(Json is, const Json& says) {
  Json kept = Json::array();
  for (const Json& warning : is["warnings"]) {
    const bool of_file = warning["text"].get<std::string>().starts_with("/");
    const Json told = member(says, "warnings");
    if (!of_file || (told.is_array() && std::find(told.begin(), told.end(), warning) != told.end())) kept.push_back(warning);
  }
  is["warnings"] = kept;
  return is;
}

}  // namespace

std::string exclusions_differ(const std::vector<ToldExclusion>& says, const ReviewCase& c) {
  const Map& map = c.map();
  const std::size_t all = left_out_count(map.points, c.analysis->settings.excluded_points);
  std::size_t sum = 0;
  for (const ToldExclusion& told : says) {
    std::string wrong = fmt::format("what it says of points left out by {} is not so", told.rule);
    sum += told.left_out;
    if (told.left_out > told.points.value_or(told.left_out) || told.points.value_or(0) > all) return wrong;
    if (told.rule == "excluded_points") {
      if (told.unknown != 0) return wrong;
      continue;
    }
    try {
      const PointRule rule = parse_point_rule(told.rule);
      const PointExclusion is = point_exclusions(map, {}, {rule}).front();
      if (is.rule != told.rule || is.unknown != told.unknown || is.points != told.points.value_or(is.points)) return wrong;
    } catch (const UsageError&) {
      return fmt::format("no rule leaves points out by \"{}\"", told.rule);
    }
  }
  return sum == all ? std::string() : fmt::format("it says that {} points were left out, and by its settings those are {}", sum, all);
}

std::string report_difference(const Json& says, const ReviewCase& c, const ReviewState& state) {
  const Json is = Json::parse(to_json(c.under(state)));
  const Comparison comparison(c);
  std::string difference = comparison.first("review", member(says, "review"), is.at("review"));
  return difference.empty() ? comparison.first("", says, without_unsaid_file_warnings(is, says)) : difference;
}

}  // namespace viamyo::cli
