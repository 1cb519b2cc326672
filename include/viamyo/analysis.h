// The analysis of a map: everything that docs/methods.md defines, as plain numbers. Reports compute none of their own.
//
// NaN and empty optionals mean "does not exist" (null in JSON). Areas in mm2, lengths in mm, volumes in ml, voltages in mV, shortening in %.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "viamyo/map.h"
#include "viamyo/segments.h"
#include "viamyo/settings.h"
#include "viamyo/task.h"
#include "viamyo/tissue_class.h"
#include "viamyo/untold.h"
#include "viamyo/validation.h"

namespace viamyo {

//! A number that does not exist.
inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

//! A quantity over accepted points with a finite value, and its area-weighted mean over the surface.
struct QuantityStatistics {
  int n = 0;
  double mean = kNoValue, sd = kNoValue, median = kNoValue, min = kNoValue, max = kNoValue;  // over points; sd with n - 1
  double surface_mean = kNoValue;
};

struct SegmentStatistics {
  double area_mm2 = 0;
  double mapped_percent = kNoValue;
  int points = 0;
  bool enough_points = false;  //!< more than 4 (van der Vleuten 2005)
  double mean_point_distance_mm = kNoValue, max_point_distance_mm = kNoValue;
  double within_annulus_margin_mm2 = kNoValue;
  std::array<double, kTissueClassCount> class_percent{};  //!< of the mapped area; [0] unused
  QuantityStatistics unipolar_voltage_mV, bipolar_voltage_mV, linear_local_shortening_percent;
};

struct Agreement {
  int viable = 0;  //!< how many of the published cut-offs call it viable
  int of = 0;
};

struct Region {
  std::string id;     //!< "R2"
  std::string label;  //!< "R2 mid anterior"
  TissueClass tissue = TissueClass::kUnmapped;
  double area_mm2 = 0;
  Vec3 centroid_mm;
  std::vector<int> segments;  //!< holding at least 1 % of it, ascending
  int points = 0;
  double mean_voltage_mV = kNoValue, mean_shortening_percent = kNoValue;
  double stable_fraction = 0;
  std::optional<Agreement> preset_agreement;
  double within_annulus_margin_mm2 = kNoValue;
  bool small = false;
};

//! For review only, always.
struct CandidateZone {
  std::string id;      //!< "Z1"
  std::string label;   //!< "R2-a"
  std::string region;  //!< "R2"
  double area_mm2 = 0;
  Vec3 centroid_mm;
  double distance_to_infarct_mm = kNoValue, distance_to_annulus_mm = kNoValue, distance_to_apex_mm = kNoValue;
  std::vector<int> segments;
  int points = 0;
  double mean_voltage_mV = kNoValue, mean_shortening_percent = kNoValue;
  double wall_thickness_mm = kNoValue;
  double stable_fraction = 0;
  std::optional<Agreement> preset_agreement;
};

struct Warning {
  std::string code;
  std::string text;
};

//! Values in use at vertices and at points, after sources were chosen. Empty = the quantity does not exist.
struct ValuesInUse {
  std::optional<Source> voltage_source, shortening_source;
  bool voltage_in_file = false, shortening_in_file = false;        // taken from the surface as the file holds it, whoever made it
  std::vector<float> unipolar_mV, bipolar_mV, shortening_percent;  // per vertex
  //! Per vertex: a value was there and is left out, since every accepted point is farther than the fill distance. Empty = none anywhere.
  std::vector<bool> voltage_left_out, shortening_left_out;
  std::vector<float> point_unipolar_mV, point_bipolar_mV, point_shortening_percent;  // per point
};

//! A piece of one class inside one triangle.
struct Piece {
  std::int32_t triangle = 0;
  Cell cell = Cell::kNormal;
  std::int32_t region = -1;  //!< index into regions
  double area_mm2 = 0;
  double b1 = 0, b2 = 0;  //!< barycentric centroid
};

struct Analysis {
  Settings settings;                 //!< as used: sources and criteria resolved
  std::optional<Criteria> criteria;  //!< none: no voltage anywhere
  Thresholds thresholds;             //!< resolved to mV
  double reference_voltage_mV = kNoValue;
  std::string fingerprint;

  ValuesInUse values;
  AxisResult axis;
  std::vector<double> distance_to_rim_mm;      //!< per vertex along the surface; empty where there is no rim or plane to measure from
  std::vector<double> distance_to_infarct_mm;  //!< empty without infarct
  std::vector<double> distance_to_point_mm;    //!< Euclidean; empty without accepted points
  Support support = Support::kNoPoints;        //!< what tells where the values were measured
  std::vector<std::int32_t> place_of_vertex;   //!< vertices at one place are one (see topology.h)
  std::vector<Piece> pieces;                   //!< the mapped surface, by triangle
  std::vector<std::int32_t> zone_of_triangle;  //!< index into candidate_zones, -1 = none; a triangle holds at most one zone, maybe in part

  double area_mm2 = 0, mapped_area_mm2 = 0;
  double mapped_area_beyond_fill_mm2 = kNoValue;
  double unmapped_beyond_fill_mm2 = kNoValue;  //!< that would be mapped with beyond_fill = keep; none without mapping points
  double end_diastolic_volume_ml = kNoValue, end_systolic_volume_ml = kNoValue, ejection_fraction_percent = kNoValue;
  //! Why the number does not exist, in a stable snake_case word; empty where it does. docs/methods.md lists them.
  std::string end_diastolic_volume_reason, end_systolic_volume_reason, ejection_fraction_reason;
  double long_axis_mm = kNoValue;

  std::array<double, kTissueClassCount> class_area_mm2{};
  double between_cutoffs_mm2 = 0, low_voltage_preserved_shortening_mm2 = 0;

  SegmentStatistics whole_map;
  std::vector<SegmentStatistics> rings;     //!< 4, or none without an axis
  std::vector<SegmentStatistics> segments;  //!< 17, or none when the rotation is unknown
  std::vector<Region> regions;
  std::vector<CandidateZone> candidate_zones;
  std::vector<Warning> warnings;
};

//! Analyses a map without errors (see validate). `analysis_digest` is the content digest without ground truth (LoadedMap has it), which enters the
//! fingerprint: two maps that are analysed with one digest have one fingerprint.
//! `known_defects`: what validate said of this very map, where it was asked already (read_native does); null = asked here.
//! Throws UsageError when the settings ask for what the map does not have (a source, criteria, reference segments), InputError when the map has errors.
//! Throws Stopped within a fraction of a second of the task's stop request.
Analysis analyze(const Map& map, const Settings& settings, const std::string& analysis_digest, const Task& task = {},
                 const std::vector<Defect>* known_defects = nullptr);

//! The quantities of the surface that no point left out by the settings can change: "voltage", "shortening", both, or none ("").
std::string quantities_unaffected_by_exclusion(const ValuesInUse& values);

}  // namespace viamyo
