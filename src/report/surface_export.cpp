#include "viamyo/surface_export.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

#include "../analysis/shortest_decimal.h"
#include "viamyo/report.h"
#include "viamyo/review_counts.h"
#include "viamyo/version.h"

namespace viamyo {
namespace {

using Json = nlohmann::ordered_json;

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

//! NaN equals NaN here: the same bits.
bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

//! How a quantity came to the surface: as the analysis says for the one in use, else by the analysis' order of sources.
Source source_of(const Map& map, std::string_view name, const std::optional<Source>& in_use, Source made) {
  if (in_use && *in_use != Source::kStored) return *in_use;
  return has_values(find_field(map.points.fields, name)) ? Source::kInterpolated : made;
}

Origin origin_of(Source source) {
  switch (source) {
    case Source::kInterpolated:
      return Origin::kInterpolated;
    case Source::kElectrograms:
      return Origin::kElectrograms;
    case Source::kRecomputed:
      return Origin::kRecomputed;
    case Source::kStored:
      break;
  }
  return Origin::kMappingSystem;
}

std::string parameters_of(const Map& map, std::string_view name, Source source, const Settings& s) {
  const Field* const points = find_field(map.points.fields, name);
  Json json{{"interpolation", "inverse distance, power 2"}, {"fill_distance_mm", s.fill_distance_mm}};
  if (source == Source::kInterpolated && points != nullptr) json["from_origin"] = to_string(points->origin);
  if (source == Source::kElectrograms) json["from"] = "peak to peak of electrograms in the window of interest";
  if (source == Source::kRecomputed) {
    json["from"] = "motion from end-diastole to end-systole";
    json["lls_min_distance_mm"] = s.lls_min_distance_mm;
    json["lls_max_distance_mm"] = s.lls_max_distance_mm;
    json["lls_sigma_mm"] = s.lls_sigma_mm;
  }
  return json.dump();
}

void put(std::vector<Field>& fields, Field field) {
  if (Field* const old = find_field(fields, field.name)) {
    *old = std::move(field);
  } else {
    fields.push_back(std::move(field));
  }
}

//! One quantity of an analysis.
struct Quantity {
  std::string_view name;
  const std::vector<float>& values;
  std::optional<Source> in_use;  //!< nothing: by the default order
  Source made;                   //!< where points lack it
  std::optional<bool> in_file;   //!< nothing: its values tell
};

//! Whether whatever is there is what is stored.
bool is_part_of(const std::vector<float>& values, const std::vector<float>& stored) {
  return std::equal(values.begin(), values.end(), stored.begin(), stored.end(),
                    [](float value, float original) { return std::isnan(value) || value == original; });
}

//! The stored field with the values in use: what no point supports is left out of it, and it says so. Who made it, and how, stays.
Field stored_in_use(const Field& stored, const std::vector<float>& values, const Settings& settings) {
  Field field = stored;
  field.values = values;
  const bool less = !std::equal(values.begin(), values.end(), stored.values.begin(), stored.values.end(),
                                [](float value, float original) { return std::isfinite(value) || !std::isfinite(original); });
  Json parameters = field.parameters.empty() ? Json::object() : Json::parse(field.parameters, nullptr, false);
  if (!less || !parameters.is_object()) return field;
  parameters["left_out_beyond_mm"] = settings.fill_distance_mm;
  field.parameters = parameters.dump(-1, ' ', false, Json::error_handler_t::replace);
  return field;
}

//! The values in use under their well-known name. A stored field that is in use keeps its own origin.
void put_values(const Map& map, const Analysis& analysis, const Quantity& quantity, std::vector<Field>& fields) {
  const Field* const stored = find_field(map.surface.fields, quantity.name);
  if (quantity.values.empty() || (stored != nullptr && same_bits(stored->values, quantity.values))) return;
  if (stored != nullptr && quantity.in_file.value_or(is_part_of(quantity.values, stored->values)))
    return put(fields, stored_in_use(*stored, quantity.values, analysis.settings));
  const Source source = source_of(map, quantity.name, quantity.in_use, quantity.made);
  put(fields, {std::string(quantity.name), std::string(required_unit(quantity.name)), 1, origin_of(source),
               parameters_of(map, quantity.name, source, analysis.settings), quantity.values});
}

float value_at(const std::vector<float>& values, std::size_t vertex) { return values.empty() ? kNone : values[vertex]; }

//! The cell of each vertex; empty where the vertex has no data.
std::vector<std::optional<Cell>> cells_at_vertices(const Map& map, const Analysis& analysis) {
  std::vector<std::optional<Cell>> cells(map.surface.vertices.size());
  if (!analysis.criteria) return cells;
  const bool bipolar = analysis.settings.voltage == VoltageKind::kBipolar;
  const std::vector<float>& voltages = bipolar ? analysis.values.bipolar_mV : analysis.values.unipolar_mV;
  for (std::size_t v = 0; v < cells.size(); ++v) {
    const float voltage = value_at(voltages, v);
    const float shortening = value_at(analysis.values.shortening_percent, v);
    const bool mapped = std::isfinite(voltage) && (*analysis.criteria == Criteria::kVoltage || std::isfinite(shortening));
    if (mapped) cells[v] = classify(analysis.thresholds, voltage, shortening);
  }
  return cells;
}

Json codes_of_classes() {
  Json codes = Json::object();
  for (int code = 0; code < kTissueClassCount; ++code) codes[std::to_string(code)] = to_string(static_cast<TissueClass>(code));
  return codes;
}

Json codes_of_reviewed_classes() {
  Json codes = codes_of_classes();
  codes[std::to_string(kNotSettled)] = "rejected, or not settled";
  return codes;
}

Field computed_field(const std::vector<std::optional<Cell>>& cells, const Analysis& analysis) {
  Json parameters{{"voltage", to_string(analysis.settings.voltage)},
                  {"voltage_infarct_mV", shortest_decimal(analysis.thresholds.voltage_infarct_mV)},
                  {"voltage_viable_mV", shortest_decimal(analysis.thresholds.voltage_viable_mV)},
                  {"shortening_ischemic_percent", shortest_decimal(analysis.thresholds.shortening_ischemic_percent)}};
  parameters["codes"] = codes_of_classes();
  Field field{std::string(field_name::kClassAsComputed), "", 1, Origin::kRecomputed, parameters.dump(), {}};
  for (const auto& cell : cells) field.values.push_back(cell ? static_cast<float>(class_of(*cell)) : 0.0F);
  return field;
}

//! What the team has settled at each vertex: a class, or kNotSettled. Without data there is nothing to settle.
Field reviewed_field(const std::vector<std::optional<Cell>>& cells, const std::vector<std::int32_t>& regions, const ReviewState& review) {
  Json parameters{{"from", "decisions of the treating team"}};
  parameters["codes"] = codes_of_reviewed_classes();
  Field field{std::string(field_name::kReviewedClass), "", 1, Origin::kRecomputed, parameters.dump(), {}};
  for (std::size_t v = 0; v < cells.size(); ++v) {
    const bool settled = cells[v] && regions[v] >= 0 && review.reviewed_classes[static_cast<std::size_t>(regions[v])].has_value();
    const auto code =
        settled ? static_cast<int>(*review.reviewed_classes[static_cast<std::size_t>(regions[v])]) : (cells[v] ? kNotSettled : 0);
    field.values.push_back(static_cast<float>(code));
  }
  return field;
}

//! The state of the item that each vertex belongs to.
Field state_field(const std::vector<std::int32_t>& regions, const ReviewState& review) {
  Json codes = Json::object();
  for (const ItemState state : {ItemState::kUnconfirmed, ItemState::kPartlyConfirmed, ItemState::kConfirmed, ItemState::kRejected,
                                ItemState::kReclassified, ItemState::kDisputed})
    codes[std::to_string(static_cast<int>(state))] = to_string(state);
  codes[std::to_string(kNotSettled)] = "of no item";
  Field field{std::string(field_name::kReviewState), "", 1, Origin::kRecomputed, Json{{"codes", codes}}.dump(), {}};
  for (const std::int32_t region : regions)
    field.values.push_back(
        static_cast<float>(region < 0 ? kNotSettled : static_cast<int>(review.regions[static_cast<std::size_t>(region)])));
  return field;
}

//! As computed without a team; with one what the team settled, so that nobody reads a class that it rejected, or has not settled, as its word.
Field class_field(const Field& computed, const Field& reviewed, const Analysis& analysis, const ReviewState& review,
                  const ExportFacts& facts) {
  Json parameters{{"voltage", to_string(analysis.settings.voltage)},
                  {"voltage_infarct_mV", shortest_decimal(analysis.thresholds.voltage_infarct_mV)},
                  {"voltage_viable_mV", shortest_decimal(analysis.thresholds.voltage_viable_mV)},
                  {"shortening_ischemic_percent", shortest_decimal(analysis.thresholds.shortening_ischemic_percent)}};
  const bool has_team = !review.team_name.empty();
  parameters["codes"] = has_team ? codes_of_reviewed_classes() : codes_of_classes();
  for (const auto& [name, text] : facts) parameters[name] = text;
  return {std::string(field_name::kClass), "", 1, Origin::kRecomputed, parameters.dump(), has_team ? reviewed.values : computed.values};
}

Field segment_field(const Map& map, const Analysis& analysis) {
  Field field{std::string(field_name::kSegmentAha17), "", 1, Origin::kRecomputed, R"({"model":"AHA 17 segments","0":"unknown"})", {}};
  for (const Vec3& vertex : map.surface.vertices) {
    field.values.push_back(analysis.axis.axis ? static_cast<float>(analysis.axis.axis->segment(vertex)) : 0.0F);
  }
  return field;
}

//! A vertex lies in the region of the piece that has its cell in a triangle around it. Regions that touch in the vertex alone: the first.
std::vector<std::int32_t> regions_at_vertices(const Map& map, const Analysis& analysis, const std::vector<std::optional<Cell>>& cells) {
  std::vector<std::int32_t> region(cells.size(), -1);
  for (const Piece& piece : analysis.pieces) {
    if (piece.region < 0) continue;
    for (const std::int32_t vertex : map.surface.triangles[static_cast<std::size_t>(piece.triangle)]) {
      std::int32_t& mine = region[static_cast<std::size_t>(vertex)];
      const bool same_cell = cells[static_cast<std::size_t>(vertex)] == piece.cell;
      if (same_cell && (mine < 0 || piece.region < mine)) mine = piece.region;
    }
  }
  return region;
}

ExportFacts facts_of(const AnalysedMap& of) {
  const Study& study = of.map().study;
  const Analysis& analysis = *of.analysis;
  const ReviewState& review = of.review;
  const std::optional<bool>& synthetic = study.synthetic;
  ExportFacts facts{{"Notice", std::string(kNotice)},
                    {"ReviewStatus", std::string(to_string(review.status))},
                    {"Fingerprint", analysis.fingerprint},
                    {"Synthetic", !synthetic ? "unknown" : (*synthetic ? "yes" : "no")},
                    {"Support", std::string(to_string(analysis.support))},
                    {"Chamber", study.chamber.empty() ? "not told" : study.chamber},
                    {"Classes", review.team_name.empty() ? "as computed" : "as the team settled them, as computed in ClassAsComputed"},
                    {"ReviewItems", counts_text(review.counts)},
                    {"SourceSHA256", of.loaded->sha256},
                    {"Program", "viamyo " + std::string(kVersion)}};
  if (review.log_file.empty()) return facts;
  facts.emplace_back("Review", band_text(review, synthetic));
  facts.emplace_back("ReviewLogHead", review.log_head);
  return facts;
}

std::string provenance_line(const AnalysedMap& of) {
  const ReviewState& review = of.review;
  return Json{{"program", "viamyo"},
              {"version", kVersion},
              {"action", "export"},
              {"source_sha256", of.loaded->sha256},
              {"notice", kNotice},
              {"review_status", to_string(review.status)},
              {"review_items", counts_text(review.counts)},
              {"review_log_head", review.log_head},
              {"fingerprint", of.analysis->fingerprint},
              {"settings", Json::parse(settings_to_json(*of.analysis))}}
      .dump();
}

}  // namespace

SurfaceExport surface_export(const AnalysedMap& of) {
  const Map& map = of.map();
  const Analysis& analysis = *of.analysis;
  const ReviewState& review = of.review;
  SurfaceExport result{map.surface, {}, facts_of(of)};
  const ValuesInUse& values = analysis.values;
  const bool bipolar = analysis.settings.voltage == VoltageKind::kBipolar;
  const auto put_voltage = [&](std::string_view name, const std::vector<float>& v, bool in_use) {
    const Quantity other{name, v, {}, Source::kElectrograms, {}};  // the voltage that is not in use: by the default order
    const Quantity used{name, v, values.voltage_source, Source::kElectrograms, values.voltage_in_file};
    put_values(map, analysis, in_use ? used : other, result.surface.fields);
  };
  put_voltage(field_name::kUnipolarVoltage, values.unipolar_mV, !bipolar);
  put_voltage(field_name::kBipolarVoltage, values.bipolar_mV, bipolar);
  put_values(map, analysis,
             {field_name::kLinearLocalShortening, values.shortening_percent, values.shortening_source, Source::kRecomputed,
              values.shortening_in_file},
             result.surface.fields);

  const std::vector<std::optional<Cell>> cells = cells_at_vertices(map, analysis);
  const std::vector<std::int32_t> regions = regions_at_vertices(map, analysis, cells);
  const Field computed = computed_field(cells, analysis);
  const Field reviewed = reviewed_field(cells, regions, review);
  put(result.surface.fields, class_field(computed, reviewed, analysis, review, result.facts));
  for (const Field& field : {computed, reviewed, state_field(regions, review)}) put(result.surface.fields, field);
  put(result.surface.fields, segment_field(map, analysis));
  for (const std::int32_t region : regions)
    result.regions.push_back(region < 0 ? "" : analysis.regions[static_cast<std::size_t>(region)].id);
  return result;
}

Map map_with_analysis(const AnalysedMap& of) {
  Map result = of.map();
  result.surface = surface_export(of).surface;
  result.study.derived_from = of.loaded->sha256;
  result.provenance.push_back(provenance_line(of));
  return result;
}

std::vector<FieldText> field_texts(const AnalysedMap& of) {
  std::vector<FieldText> texts;
  for (const auto& [name, text] : facts_of(of)) texts.push_back({name, text});
  return texts;
}

}  // namespace viamyo
