#include "plausibility.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "../map/letters.h"
#include "../map/one_place.h"
#include "statistics.h"
#include "viamyo/electrograms.h"
#include "viamyo/presets.h"
#include "viamyo/untold.h"
#include "volumes.h"

namespace viamyo {

namespace {

constexpr double kLongAxisLow_mm = 40;
constexpr double kLongAxisHigh_mm = 150;
constexpr double kUnipolarHigh_mV = 50;
constexpr double kUnipolarLow_mV = 0.5;
constexpr double kFractionLimit = 1;  // LLS in fractions instead of percent never leaves -1 to 1
constexpr double kWideQrs_ms = 120;
constexpr std::size_t kFewPoints = 30;  // a convention: maps of the studies have 80 to 200
constexpr double kMuchUnmapped = 1.0 / 3;
constexpr double kSameVoltage_mV = 0.01;  // what the rounding of an export may set apart at one place
constexpr double kSameShortening_percent = 0.1;

class Warner {
 public:
  explicit Warner(const PlausibilityInput& input) : in_(input), a_(*input.analysis), map_(*input.map) {}

  std::vector<Warning> all() {
    defects();
    one_place();
    sources();
    amplitudes();
    motion();
    rhythm();
    given_landmarks();
    landmarks();
    orientation();
    coverage();
    zones();
    presets_used();
    return std::move(warnings_);
  }

 private:
  template <class... Args>
  void warn(std::string_view code, fmt::format_string<Args...> text, Args&&... args) {
    warnings_.push_back({std::string(code), fmt::format(text, std::forward<Args>(args)...)});
  }

  //! Finite values at usable points; those at the vertices where no point has any.
  [[nodiscard]] std::vector<double> values_of(const std::vector<float>& points, const std::vector<float>& vertices) const {
    std::vector<double> values;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if ((*in_.usable)[i] && std::isfinite(points[i])) values.push_back(static_cast<double>(points[i]));
    }
    if (!values.empty()) return values;
    for (std::size_t v = 0; v < vertices.size(); ++v) {
      const bool is_first_at_place = static_cast<std::size_t>(a_.place_of_vertex[v]) == v;
      if (is_first_at_place && std::isfinite(vertices[v])) values.push_back(static_cast<double>(vertices[v]));
    }
    return values;
  }

  void defects() {
    for (const Defect& defect : *in_.defects) {
      if (defect.severity == Severity::kWarning) warn(defect.code, "{}: {}", defect.object, defect.text);
    }
  }

  //! Which of the values counts is decided by the order of triangles in the file, and by nothing that is known of the heart.
  void one_place() {
    const auto check = [&](std::string_view what, const std::vector<float>& values, double tolerance, std::string_view unit) {
      const Disagreement found = disagreement_at_places(map_.surface, a_.place_of_vertex, values, tolerance);
      if (found.places == 0) return;
      warn("values_differ_at_one_place",
           "At {} {} vertices at one place have different {}, by up to {:.3g} {}: each triangle has the values of its own corners, and of "
           "triangles on the same places the first counts.",
           found.places, found.places == 1 ? "place" : "places", what, found.widest, unit);
    };
    const bool bipolar = a_.settings.voltage == VoltageKind::kBipolar;
    check(bipolar ? "bipolar voltages" : "unipolar voltages", bipolar ? a_.values.bipolar_mV : a_.values.unipolar_mV, kSameVoltage_mV,
          "mV");
    check("shortening", a_.values.shortening_percent, kSameShortening_percent, "%");
  }

  //! Points whose electrograms give no voltage, and voltages that no window bounds.
  void traces() {
    if (!map_.points.electrograms) return;
    const Electrograms& electrograms = *map_.points.electrograms;
    const bool is_used = a_.values.voltage_source == Source::kElectrograms && !a_.values.voltage_in_file;
    if (is_used && a_.settings.window == TraceWindow::kWhole)
      warn("window_whole", "Voltage is the peak to peak of the whole recording, as the settings say: artefacts and far beats count.");
    if (a_.settings.window == TraceWindow::kWhole || !(is_used || !a_.criteria)) return;
    std::size_t without = 0;
    for (std::size_t p = 0; p < map_.points.positions.size(); ++p) {
      const SampleWindow window = window_of_interest(electrograms, p);  // of one sample it has no peak to peak
      without += (*in_.usable)[p] && window.last <= window.first ? 1U : 0U;
    }
    if (without > 0)
      warn("window_missing",
           "The electrograms of {} of {} points give no voltage: their window of interest is not told, or holds no two samples of the "
           "recording "
           "(--set window=whole takes the whole recording).",
           without, map_.points.positions.size());
  }

  void sources() {
    if (!a_.criteria) {
      warn("voltage_missing", "The map has no {} voltage: nothing is classified.{}", to_string(a_.settings.voltage), other_voltage_text());
    } else if (*a_.criteria == Criteria::kVoltage) {
      warn("mechanics_missing",
           "{}: classes rest on voltage alone, there are no candidate zones, and viable tissue cannot be told ischaemic or not.",
           a_.values.shortening_percent.empty() ? "The map has no linear local shortening" : "Mechanics are left out by the settings");
    }
    traces();
    if (a_.values.shortening_source == Source::kRecomputed) {
      warn("shortening_recomputed",
           "Shortening was recomputed from motion by this program's own formula, which is not identical to the mapping system's; "
           "a threshold for the system's values need not fit it.");
    }
    if (a_.settings.excluded_points.empty()) return;
    const std::string standing = quantities_unaffected_by_exclusion(a_.values);
    if (!standing.empty()) {
      warn("exclusion_without_effect",
           "Surface values of {} are those of the file, not computed from its points here: leaving out points changes none of them. "
           "--interpolate computes them from the points that stay.",
           standing);
    }
  }

  //! The way out where the map has the other voltage alone.
  [[nodiscard]] std::string other_voltage_text() const {
    if (a_.settings.voltage != VoltageKind::kUnipolar || a_.values.bipolar_mV.empty()) return {};
    const auto bipolar =
        std::find_if(presets().begin(), presets().end(), [](const Preset& p) { return p.voltage == VoltageKind::kBipolar; });
    return fmt::format(
        " It has bipolar voltage: --set voltage=bipolar with thresholds for it, or a preset with such thresholds (--preset {}; `viamyo "
        "presets` lists them).",
        bipolar == presets().end() ? "NAME" : bipolar->id);
  }

  void amplitudes() {
    const std::vector<double> unipolar = values_of(a_.values.point_unipolar_mV, a_.values.unipolar_mV);
    const std::vector<double> bipolar = values_of(a_.values.point_bipolar_mV, a_.values.bipolar_mV);
    const std::vector<double> shortening = values_of(a_.values.point_shortening_percent, a_.values.shortening_percent);
    const double unipolar_median = describe(unipolar).median;
    const double bipolar_median = describe(bipolar).median;
    if (unipolar_median > kUnipolarHigh_mV)
      warn("unipolar_median_high", "The median unipolar voltage is {:.4g} mV, above {} mV: microvolts?", unipolar_median, kUnipolarHigh_mV);
    if (unipolar_median < kUnipolarLow_mV)
      warn("unipolar_median_low", "The median unipolar voltage is {:.3g} mV, below {} mV: volts, or bipolar?", unipolar_median,
           kUnipolarLow_mV);
    if (bipolar_median > unipolar_median) {
      warn("bipolar_above_unipolar", "The median bipolar voltage ({:.3g} mV) is above the unipolar ({:.3g} mV): are the channels swapped?",
           bipolar_median, unipolar_median);
    }
    if (!shortening.empty() && std::all_of(shortening.begin(), shortening.end(), [](double v) { return std::abs(v) <= kFractionLimit; })) {
      warn("shortening_not_percent", "No shortening value leaves -1 to 1: a fraction instead of percent?");
    }
    if (const double length = a_.long_axis_mm; length < kLongAxisLow_mm || length > kLongAxisHigh_mm) {
      warn("long_axis_length", "The long axis measures {:.4g} mm, outside {} to {} mm: wrong unit or landmarks?", length, kLongAxisLow_mm,
           kLongAxisHigh_mm);
    }
  }

  void motion() {
    if (a_.end_systolic_volume_ml > a_.end_diastolic_volume_ml) {
      warn("systolic_volume_larger", "The end-systolic volume ({:.1f} ml) is above the end-diastolic ({:.1f} ml): are the phases swapped?",
           a_.end_systolic_volume_ml, a_.end_diastolic_volume_ml);
    }
    if (std::isfinite(a_.ejection_fraction_percent)) {
      warn("ejection_fraction_differs",
           "Volumes and EF from such maps differ from ventriculography (by 17 points of EF on average in 37 patients, Neth Heart J "
           "2010;18:72).");
    }
    if (!a_.end_diastolic_volume_reason.empty()) {
      warn("volume_unknown", "The surface has no volume that can be computed: {}.", explain_volume_reason(a_.end_diastolic_volume_reason));
    } else if (const std::string_view text = explain_volume_reason(a_.end_systolic_volume_reason); !text.empty()) {
      warn("volume_unknown", "The surface has no volume at end-systole that can be computed: {}.", text);
    }
  }

  void rhythm() {
    const Study& study = map_.study;
    const bool paced = study.paced.value_or(false);
    const bool wide = study.qrs_ms.value_or(0) >= kWideQrs_ms;
    if (paced) warn("paced_rhythm", "The rhythm is paced: low shortening of the septum then need not be ischaemia.");
    if (wide) warn("wide_qrs", "The QRS lasts {:.4g} ms: low shortening of the septum then need not be ischaemia.", *study.qrs_ms);
    if (study.rhythm.empty() && !paced && !wide)
      warn("rhythm_unknown", "The rhythm is unknown: if it was paced or the QRS wide, low shortening of the septum need not be ischaemia.");
    if (!is_chamber_told(map_)) {
      warn("chamber_not_told", "{}: everything here is computed as for a left ventricle.",
           study.chamber.empty() ? "Chamber not told" : fmt::format("The map is said to be of chamber {}", quotation(study.chamber, 20)));
    }
    if (!study.synthetic) warn("synthetic_unknown", "The map does not say whether it is synthetic or a patient's.");
  }

  void landmarks() {
    const AxisResult& axis = a_.axis;
    if (!axis.axis && axis.used.apex && axis.used.mitral_annulus_center) {
      warn("axis_degenerate", "Apex and mitral annulus centre are the same place: no rings and no segments.");
      return;
    }
    if (!axis.axis) {
      warn("axis_missing",
           "Apex or mitral annulus centre is missing and the surface has no rim to estimate it from: no rings and no segments.");
      return;
    }
    if (axis.apex == LandmarkStatus::kEstimated)
      warn("apex_estimated", "The apex is estimated: the vertex farthest from the mitral annulus centre.");
    if (axis.mitral_annulus_center == LandmarkStatus::kEstimated)
      warn("annulus_estimated", "The mitral annulus centre is estimated: the mean of the rim's vertices.");
    if (!axis.axis->has_rotation) {
      warn("rotation_unknown",
           "AnteriorRVInsertion is missing or on the axis: the rotation about the long axis is unknown, so there are rings but no "
           "segments.");
    } else if (axis.handedness == Handedness::kUnverified) {
      warn("handedness_unverified", "InferiorRVInsertion is missing: a mirrored map would not be noticed.");
    }
    if (axis.handedness == Handedness::kContradicted) {
      warn("handedness_contradicted",
           "InferiorRVInsertion lies at {:.0f} degrees instead of near 240: the map is mirrored or a landmark is misplaced. Do not trust "
           "septal, lateral or any segment.",
           axis.axis->angle_degrees(*axis.used.inferior_rv_insertion));
    }
  }

  //! The map's own landmarks are checked with its other defects; these are the ones given to this analysis.
  void given_landmarks() {
    for (const LandmarkName& name : kLandmarkNames) {
      const std::optional<Vec3>& place = a_.settings.landmarks.*name.place;
      if (place && !is_within_mm(map_.surface, *place, kFarLandmark_mm))
        warn("landmark_far_from_surface", "The given {} lies more than {} mm from the surface.", name.key, kFarLandmark_mm);
    }
  }

  void orientation() {
    if (map_.study.coordinate_frame != "LPS" || !a_.axis.axis) return;
    const LongAxis& axis = *a_.axis.axis;
    if (!(axis.direction.x > 0 && axis.direction.y < 0 && axis.direction.z < 0)) {
      warn("apex_direction",
           "The apex does not point left, anterior and inferior although the frame is given as LPS: are axes swapped or flipped?");
    }
    if (!axis.has_rotation) return;
    const Vec3 septum = -axis.zero_degrees;     // 180 degrees
    const Vec3 anterior = axis.ninety_degrees;  // 90 degrees
    if (septum.x >= 0 || anterior.z <= 0) {
      warn("septum_direction",
           "The septum does not face right, or the anterior wall not upward, although the frame is given as LPS: are axes swapped or "
           "flipped?");
    }
  }

  void coverage() {
    if (a_.support == Support::kNoPoints) {
      warn("points_missing",
           "Support unknown: the map has no mapping points, so nothing tells where values were measured, and none is left out.");
    } else if (a_.support == Support::kNoneAccepted) {
      warn("points_missing", "Support unknown: none of the {} mapping {} is accepted, so {}.", in_.usable->size(),
           in_.usable->size() == 1 ? "point" : "points",
           a_.settings.beyond_fill == BeyondFill::kKeep ? "no measurement stands behind the values that the settings keep"
                                                        : "no value has a measurement behind it, and all are left out");
    }
    if (a_.mapped_area_beyond_fill_mm2 > 0) {
      warn("beyond_fill_distance",
           "{:.0f} mm2 of the mapped surface lie farther than {:g} mm from every accepted point, and are kept by the settings.",
           a_.mapped_area_beyond_fill_mm2, a_.settings.fill_distance_mm);
    }
    if (a_.unmapped_beyond_fill_mm2 > 0) {
      warn("beyond_fill_unmapped",
           "{:.0f} mm2 have values in the file but no accepted point within {:g} mm: left unmapped (--set beyond_fill=keep keeps them).",
           a_.unmapped_beyond_fill_mm2, a_.settings.fill_distance_mm);
    }
    few_points();
    far_points();
    if (a_.criteria && a_.mapped_area_mm2 <= 0) {
      warn("nothing_mapped", "No part of the surface has every value that the classes need: nothing is classified.");
    }
    const bool electromechanical = a_.criteria == Criteria::kElectromechanical;
    if (electromechanical && a_.distance_to_rim_mm.empty()) {
      warn("annulus_unknown",
           "The surface is closed and MitralAnnulusCenter is not given (or there is no apex): the annulus margin cannot be measured, so "
           "there are no candidate zones.");
    }
  }

  void few_points() {
    const auto accepted = static_cast<std::size_t>(std::count(in_.usable->begin(), in_.usable->end(), true));
    const double unmapped = a_.area_mm2 > 0 ? 1 - a_.mapped_area_mm2 / a_.area_mm2 : 1;
    std::string what;
    if (a_.support == Support::kPoints && accepted < kFewPoints)
      what = fmt::format("{} accepted {}", accepted, accepted == 1 ? "point" : "points");
    if (a_.criteria && unmapped > kMuchUnmapped)
      what += fmt::format("{}{:.0f} % of the surface unmapped", what.empty() ? "" : " and ", 100 * unmapped);
    if (!what.empty())
      warn("few_points", "Few points for a ventricle: {}. Areas, shares and regions are those of the part that was mapped.", what);
  }

  //! They belong to the closest place of the surface like all others, but no vertex has their values.
  void far_points() {
    std::size_t count = 0;
    for (std::size_t p = 0; p < in_.places->size(); ++p)
      count += std::size_t{(*in_.usable)[p] && (*in_.places)[p].distance_mm > a_.settings.fill_distance_mm};
    if (count == 0) return;
    warn("points_far_from_surface",
         "{} {} farther than {:g} mm from the surface: counted where the surface is closest, though no value of the surface comes from {}.",
         count, count == 1 ? "accepted point lies" : "accepted points lie", a_.settings.fill_distance_mm, count == 1 ? "it" : "them");
  }

  void zones() {
    const auto& rim = a_.distance_to_rim_mm;
    if (a_.criteria == Criteria::kElectromechanical && std::any_of(rim.begin(), rim.end(), [](double d) { return !std::isfinite(d); })) {
      warn("rim_not_reached",
           "Part of the surface is not connected to the mitral rim: no margin can be measured there, so it has no candidate zones.");
    }
    for (const CandidateZone& zone : a_.candidate_zones) {
      if (std::find(zone.segments.begin(), zone.segments.end(), kSegmentCount) == zone.segments.end()) continue;
      warn("zone_at_apex", "Zone {} reaches into segment 17, where interpolation mixes the walls.", zone.id);
    }
  }

  void presets_used() {
    const Preset* const preset = find_preset(a_.settings.preset);
    if (preset == nullptr) return;
    if (preset->species == "pig") warn("preset_animal", "The thresholds of preset {} come from pigs.", preset->id);
    if (preset->system != "NOGA")
      warn("preset_other_system", "The thresholds of preset {} come from {}, not from NOGA: amplitudes need not compare.", preset->id,
           preset->system);
  }

  const PlausibilityInput& in_;
  const Analysis& a_;
  const Map& map_;
  std::vector<Warning> warnings_;
};

}  // namespace

std::vector<Warning> find_warnings(const PlausibilityInput& input) { return Warner(input).all(); }

}  // namespace viamyo
