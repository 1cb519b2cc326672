// A left-ventricular electromechanical map: one struct of plain arrays. Free functions in the other headers work on it.
//
// Coordinates are millimetres, double, right-handed; field values are float32 with NaN for "no value"; indices are int32 and 0-based.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/vec3.h"

namespace viamyo {

using Triangle = std::array<std::int32_t, 3>;

//! Names of the fields that the analysis knows, on vertices (PointData) and on mapping points alike.
namespace field_name {
inline constexpr std::string_view kUnipolarVoltage = "UnipolarVoltage";                  // mV
inline constexpr std::string_view kBipolarVoltage = "BipolarVoltage";                    // mV
inline constexpr std::string_view kLinearLocalShortening = "LinearLocalShortening";      // %, positive = shortening
inline constexpr std::string_view kLocalActivationTime = "LocalActivationTime";          // ms
inline constexpr std::string_view kEndSystolicDisplacement = "EndSystolicDisplacement";  // mm, 3 components, ES minus ED; vertices only
inline constexpr std::string_view kWallThickness = "WallThickness";                      // mm; vertices only
inline constexpr std::string_view kCycleLength = "CycleLength";                          // ms; points only
inline constexpr std::string_view kLocationStability = "LocationStability";              // mm; points only
inline constexpr std::string_view kLoopStability = "LoopStability";                      // mm; points only
}  // namespace field_name

//! Where a field's values come from. What our analysis made keeps its origin through save, export and re-analysis.
enum class Origin : std::uint8_t { kMappingSystem, kInterpolated, kRecomputed, kElectrograms };

//! "mapping_system", "interpolated", "recomputed", "electrograms".
std::string_view to_string(Origin origin);
std::optional<Origin> origin_from_string(std::string_view text);

//! One quantity on all vertices or all mapping points.
struct Field {
  std::string name;
  std::string unit;  //!< "mV", "%", "ms", "mm" for the well-known names; anything, also empty, for others
  int components = 1;
  Origin origin = Origin::kMappingSystem;
  std::string parameters{};     //!< JSON that tells how it was made; empty = not told
  std::vector<float> values{};  //!< `components` values per vertex or point, NaN = no value
};

//! The end-diastolic endocardial surface.
struct Surface {
  std::vector<Vec3> vertices;
  std::vector<Triangle> triangles;
  std::vector<Field> fields;  //!< on vertices
};

//! Electrograms of all N points: S samples each, in mV, row after row. An empty array is an absent channel.
struct Electrograms {
  int samples = 0;
  double sampling_rate_hz = 0;
  std::vector<float> unipolar;
  std::vector<float> bipolar;
  std::vector<float> reference;
  //! One window for all points, ms from the first sample; or
  std::optional<std::array<double, 2>> window_of_interest_ms;
  //! per point [N], relative to `reference_annotation_ms` [N] (ms from the first sample). Both ends belong to the window.
  std::vector<std::array<float, 2>> point_windows_ms;
  std::vector<float> reference_annotation_ms;
};

//! The acquired points, one row each; every array has N rows or is empty (absent).
struct MappingPoints {
  std::vector<Vec3> positions;               //!< end-diastolic
  std::vector<Vec3> end_systolic_positions;  //!< a row of NaN = unknown for that point
  std::vector<Field> fields;
  std::vector<std::uint8_t> accepted;  //!< 0 = excluded from analysis, kept for the record; absent = all accepted
  std::vector<std::string> names;
  std::optional<Electrograms> electrograms;
};

struct Landmarks {
  std::optional<Vec3> apex;
  std::optional<Vec3> mitral_annulus_center;
  std::optional<Vec3> anterior_rv_insertion;
  std::optional<Vec3> inferior_rv_insertion;

  friend bool operator==(const Landmarks&, const Landmarks&) = default;
};

//! What a landmark is called where.
struct LandmarkName {
  std::string_view key;          //!< in settings, commands, JSON and tables
  std::string_view in_file;      //!< below /Landmarks of the native file
  std::string_view label;        //!< for people
  std::string_view short_label;  //!< for people, in a picture
  std::optional<Vec3> Landmarks::*place;
};

//! All of them, in the order in which everything tells them.
inline constexpr std::array<LandmarkName, 4> kLandmarkNames{
    {{"apex", "Apex", "apex", "apex", &Landmarks::apex},
     {"mitral_annulus_center", "MitralAnnulusCenter", "mitral annulus", "annulus", &Landmarks::mitral_annulus_center},
     {"anterior_rv_insertion", "AnteriorRVInsertion", "anterior RV insertion", "anterior RV insertion", &Landmarks::anterior_rv_insertion},
     {"inferior_rv_insertion", "InferiorRVInsertion", "inferior RV insertion", "inferior RV insertion",
      &Landmarks::inferior_rv_insertion}}};

//! Those that are given take the place of the map's own.
Landmarks landmarks_with(Landmarks own, const Landmarks& given);

//! Facts about the study; whatever is empty is unknown.
struct Study {
  std::string map_id;
  std::string subject_id;  //!< a pseudonym, never a name
  std::string visit;
  std::string species;
  std::string system;
  std::string acquired;  //!< ISO 8601
  std::string rhythm;
  std::optional<bool> paced;
  std::optional<double> qrs_ms;
  std::string coordinate_frame;  //!< "LPS" or "unknown"; empty = unknown
  std::string chamber;           //!< "LV", or another where the source or the user says so; empty = not told
  std::string description;
  std::optional<bool> synthetic;  //!< empty = unknown, and shown as such
  std::string derived_from;       //!< SHA-256 of the file this map was derived from
  std::string licence;
};

//! The tissue that each vertex's values were drawn from, in teaching and test maps only.
struct GroundTruth {
  std::vector<std::uint8_t> classes;  //!< codes of TissueClass, one per vertex
  std::string note;
};

struct Map {
  Surface surface;
  MappingPoints points;
  Landmarks landmarks;
  Study study;
  std::optional<GroundTruth> ground_truth;
  std::vector<std::string> provenance;  //!< one JSON line per import, edit, save
};

//! The field of that name, or nullptr.
const Field* find_field(const std::vector<Field>& fields, std::string_view name);
Field* find_field(std::vector<Field>& fields, std::string_view name);

//! Unit that a well-known field must have; empty for a name that is not well known.
std::string_view required_unit(std::string_view field_name);

//! Components that a well-known field must have (3 for EndSystolicDisplacement, else 1); 0 for a name that is not well known.
int required_components(std::string_view field_name);

//! True when the field exists and has at least one finite value. All-NaN counts as absent.
bool has_values(const Field* field);

bool is_accepted(const MappingPoints& points, std::size_t point);
std::size_t accepted_count(const MappingPoints& points);

}  // namespace viamyo
