#include "analysis_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "io/value.h"
#include "map/letters.h"
#include "table.h"
#include "viamyo/explain.h"
#include "viamyo/point_quality.h"
#include "viamyo/untold.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

constexpr std::size_t kMaxRows = 10;

//! A text of the file, so that none of it can be read as a word of the program's.
std::string told(std::string_view label, const std::string& text) {
  return text.empty() ? fmt::format("{} unknown", label) : labelled(label, text);
}

std::string with_unit(double value, std::string_view unit) {
  return std::isfinite(value) ? fmt::format("{} {}", fixed(value, 1), unit) : "-";
}

//! With the reason in place of a number that does not exist.
std::string with_reason(double value, std::string_view unit, const std::string& reason) {
  return reason.empty() ? with_unit(value, unit) : fmt::format("- ({})", reason);
}

std::string synthetic_text(const Study& study) {
  if (!study.synthetic) return "unknown whether synthetic";
  return *study.synthetic ? "SYNTHETIC" : "not synthetic";
}

std::string untold_text(const Map& map, Support support) {
  const std::vector<std::string> words = untold(map, support);
  return words.empty() ? "" : fmt::format("\n  {}", printable(fmt::format("{}", fmt::join(words, "; "))));
}

std::string heading(const AnalysedMap& of) {
  const Map& map = of.map();
  const Settings& settings = of.analysis->settings;
  const Study& study = map.study;
  const std::size_t left_out = left_out_count(map.points, settings.excluded_points);
  const bool says_which = !study.map_id.empty() && std::filesystem::path(of.file).stem() != study.map_id;  // of a study, or renamed
  return fmt::format("File: {}{}\n  {}; {}, {}, {}\n  {} vertices, {} triangles, {} mapping points ({} accepted{}){}\n\n",
                     quotation(of.file, kLongQuote), says_which ? ", " + labelled("map", study.map_id) : "", synthetic_text(study),
                     told("subject", study.subject_id), told("species", study.species), told("system", study.system),
                     map.surface.vertices.size(), map.surface.triangles.size(), map.points.positions.size(), accepted_count(map.points),
                     left_out == 0 ? "" : fmt::format(", {} of them left out by the settings", left_out),
                     untold_text(map, support_of(map, settings.excluded_points)));
}

std::string rule(const Analysis& analysis) {
  if (!analysis.criteria) return "No voltage: nothing is classified.\n\n";
  const Thresholds& t = analysis.thresholds;
  std::string text = fmt::format("Preset {}: infarct below {:.4g} mV, viable from {:.4g} mV ({})", analysis.settings.preset,
                                 t.voltage_infarct_mV, t.voltage_viable_mV, to_string(analysis.settings.voltage));
  const ValuesInUse& values = analysis.values;
  const std::string from = fmt::format("\n  voltage {}", origin_in_words(values.voltage_source, values.voltage_in_file));
  if (*analysis.criteria == Criteria::kVoltage) return text + "; voltage alone, mechanics are missing or not used" + from + "\n\n";
  return text + fmt::format("; shortening reduced below {:.4g} %{}, shortening {}\n\n", t.shortening_ischemic_percent, from,
                            origin_in_words(values.shortening_source, values.shortening_in_file));
}

std::string class_table(const Analysis& analysis) {
  Table table({Align::kLeft, Align::kRight, Align::kRight});
  table.add({"CLASS, AS COMPUTED", "AREA mm2", "% OF MAPPED"});
  for (int code = 1; code < kTissueClassCount; ++code) {
    const double area = analysis.class_area_mm2.at(static_cast<std::size_t>(code));
    if (area > 0)
      table.add({std::string(shown_as(static_cast<TissueClass>(code), *analysis.criteria)), fixed(area, 1),
                 fixed(100 * area / analysis.mapped_area_mm2, 1)});
  }
  table.add({"no data", fixed(analysis.class_area_mm2[0], 1), ""});
  return table.text() + "\n";
}

std::string heart_table(const Analysis& analysis) {
  Table table({Align::kLeft, Align::kLeft});
  table.add({"surface", fmt::format("{} mm2, {} mm2 mapped", fixed(analysis.area_mm2, 1), fixed(analysis.mapped_area_mm2, 1))});
  table.add({"end-diastolic volume", with_reason(analysis.end_diastolic_volume_ml, "ml", analysis.end_diastolic_volume_reason)});
  table.add({"end-systolic volume", with_reason(analysis.end_systolic_volume_ml, "ml", analysis.end_systolic_volume_reason)});
  table.add({"ejection fraction", with_reason(analysis.ejection_fraction_percent, "%", analysis.ejection_fraction_reason)});
  table.add({"long axis", with_unit(analysis.long_axis_mm, "mm")});
  return table.text() + "\n";
}

std::string agreement_text(const std::optional<Agreement>& agreement) {
  return agreement ? fmt::format("{} of {}", agreement->viable, agreement->of) : "-";
}

std::string more_rows(std::size_t all, std::string_view what) {
  return all > kMaxRows ? fmt::format("and {} more {}: see the JSON\n", all - kMaxRows, what) : "";
}

std::string region_table(const Analysis& analysis, const ReviewState& review) {
  if (analysis.regions.empty()) return "";
  Table table(
      {Align::kLeft, Align::kLeft, Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kLeft, Align::kRight, Align::kLeft});
  table.add({"REGION", "CLASS", "AREA mm2", "POINTS", "mV", "LLS %", "PRESETS", "STABLE", "REVIEW"});
  const std::size_t shown = std::min(kMaxRows, analysis.regions.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Region& r = analysis.regions[i];
    table.add({r.label + (r.small ? " (small)" : ""), std::string(to_string(r.tissue)), fixed(r.area_mm2, 1), fmt::format("{}", r.points),
               fixed(r.mean_voltage_mV, 1), fixed(r.mean_shortening_percent, 1), agreement_text(r.preset_agreement),
               fmt::format("{:.0f} %", 100 * r.stable_fraction), region_words(review, r)});
  }
  return table.text() + more_rows(analysis.regions.size(), "regions") + "\n";
}

std::string zone_table(const Analysis& analysis, const ReviewState& review) {
  if (analysis.candidate_zones.empty()) return "No candidate zones.\n\n";
  Table table({Align::kLeft, Align::kLeft, Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kLeft});
  table.add({"ZONE, FOR REVIEW ONLY", "IN", "AREA mm2", "POINTS", "TO INFARCT mm", "TO ANNULUS mm", "REVIEW"});
  const std::size_t shown = std::min(kMaxRows, analysis.candidate_zones.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const CandidateZone& z = analysis.candidate_zones[i];
    table.add({z.id + " " + z.label, z.region, fixed(z.area_mm2, 1), fmt::format("{}", z.points), fixed(z.distance_to_infarct_mm, 1),
               fixed(z.distance_to_annulus_mm, 1), zone_words(review, z)});
  }
  return table.text() + more_rows(analysis.candidate_zones.size(), "zones") + "\n";
}

std::string warning_list(const Analysis& analysis) {
  std::string text;
  for (const Warning& warning : analysis.warnings) text += "Warning: " + wrapped(printable(warning.text), 110, "  ") + "\n";
  return text.empty() ? text : text + "\n";
}

//! With a log: how far the team has come.
std::string review_text(const Map& map, const ReviewState& review) {
  return review.log_file.empty() ? "" : printable(band_text(review, map.study.synthetic)) + "\n";
}

}  // namespace

std::string analysis_text(const AnalysedMap& map) {
  const Analysis& analysis = *map.analysis;
  const ReviewState& review = map.review;
  return heading(map) + rule(analysis) + class_table(analysis) + heart_table(analysis) + region_table(analysis, review) +
         zone_table(analysis, review) + warning_list(analysis) + review_text(map.map(), review) +
         fmt::format("Review: {}. {}\n", to_string(review.status), kNotice);
}

}  // namespace viamyo::cli
