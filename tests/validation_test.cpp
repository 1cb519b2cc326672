// One test per defect, several at once, and nothing where nothing is wrong.
#include "viamyo/validation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <map>

#include "meshes.h"

namespace viamyo {
namespace {

constexpr float kNoValue = std::numeric_limits<float>::quiet_NaN();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Field field(std::string_view name, std::string_view unit, std::size_t values, float value) {
  Field f;
  f.name = name;
  f.unit = unit;
  f.values.assign(values, value);
  return f;
}

//! An open ventricle with everything that a map can have, and no defect.
Map clean_map() {
  Map map;
  map.surface = meshes::uv_hemisphere(25, 12, 48);
  const std::size_t vertices = map.surface.vertices.size();
  map.surface.fields = {field(field_name::kUnipolarVoltage, "mV", vertices, 9),
                        field(field_name::kLinearLocalShortening, "%", vertices, kNoValue),
                        field(field_name::kWallThickness, "mm", vertices, 8), field("Impedance", "Ohm", vertices, -3)};
  Field displacement = field(field_name::kEndSystolicDisplacement, "mm", 3 * vertices, -2);
  displacement.components = 3;
  map.surface.fields.push_back(displacement);
  map.points.positions = {{25, 0, 0}, {0, 25, 0}, {0, 0, 25}};
  map.points.end_systolic_positions = {{20, 0, 0}, {kNan, kNan, kNan}, {0, 0, 20}};
  map.points.fields = {field(field_name::kUnipolarVoltage, "mV", 3, 12), field(field_name::kCycleLength, "ms", 3, 800)};
  map.points.accepted = {1, 0, 1};
  map.points.names = {"P1", "P2", "P3"};
  Electrograms& electrograms = map.points.electrograms.emplace();
  electrograms.samples = 10;
  electrograms.sampling_rate_hz = 1000;
  electrograms.unipolar.assign(30, 1.F);
  map.landmarks.apex = Vec3{0, 0, 25};
  map.landmarks.mitral_annulus_center = Vec3{0, 0, 0};
  map.study.coordinate_frame = "LPS";
  map.study.acquired = "2004-05-17T09:30:00+02:00";
  map.study.qrs_ms = 92;
  map.ground_truth = GroundTruth{std::vector<std::uint8_t>(vertices, 1), ""};
  return map;
}

std::string told(const std::vector<Defect>& defects) {
  std::string text;
  for (const Defect& d : defects) text += d.code + " " + d.object + ": " + d.text + "\n";
  return text;
}

//! The map has this defect and no other.
Defect expect_only(const Map& map, Severity severity, const std::string& code, const std::string& object) {
  const std::vector<Defect> defects = validate(map);
  EXPECT_EQ(defects.size(), 1U) << told(defects);
  if (defects.empty()) return {};
  EXPECT_EQ(defects[0].code, code);
  EXPECT_EQ(defects[0].object, object);
  EXPECT_EQ(defects[0].severity, severity);
  EXPECT_EQ(has_errors(defects), severity == Severity::kError);
  return defects[0];
}

void expect_error(const Map& map, const std::string& code, const std::string& object) { expect_only(map, Severity::kError, code, object); }
void expect_warning(const Map& map, const std::string& code, const std::string& object) {
  expect_only(map, Severity::kWarning, code, object);
}

std::vector<std::string> codes(const std::vector<Defect>& defects) {
  std::vector<std::string> all;
  for (const Defect& d : defects) all.push_back(d.code);
  return all;
}

TEST(Validation, CleanMapHasNoDefect) { EXPECT_EQ(told(validate(clean_map())), ""); }

TEST(Validation, ClosedSurfaceIsNoDefect) {
  Map map;
  map.surface = meshes::icosphere(25, 3);
  EXPECT_EQ(told(validate(map)), "");
}

// ---- errors ----

TEST(Validation, ASurfaceInMetresOrMicrometres) {
  for (const double factor : {1e-3, 0.1, 1000.0}) {
    Map map = clean_map();
    for (Vec3& v : map.surface.vertices) v = factor * v;
    EXPECT_NE(told(validate(map)).find("surface_size"), std::string::npos) << factor;
  }
}

TEST(Validation, EmptyMapHasNeitherVerticesNorTriangles) {
  const std::vector<Defect> defects = validate(Map{});
  EXPECT_EQ(codes(defects), (std::vector<std::string>{"no_vertices", "no_triangles"}));
  EXPECT_TRUE(has_errors(defects));
}

TEST(Validation, NonFiniteCoordinates) {
  Map map = clean_map();
  map.surface.vertices[7].y = kNan;
  map.surface.vertices[9].z = kInfinity;
  const Defect d = expect_only(map, Severity::kError, "non_finite_coordinates", "/VTKHDF/Points");
  EXPECT_NE(d.text.find("2 vertices (7, 9)"), std::string::npos) << d.text;
}

TEST(Validation, IndexOutOfRange) {
  Map map = clean_map();
  map.surface.triangles[3][2] = static_cast<std::int32_t>(map.surface.vertices.size());
  map.surface.triangles[5][0] = -1;
  const Defect d = expect_only(map, Severity::kError, "index_out_of_range", "/VTKHDF/Connectivity");
  EXPECT_NE(d.text.find("(3, 5)"), std::string::npos) << d.text;
}

TEST(Validation, WrongLengths) {
  const auto with = [](auto&& change) {
    Map map = clean_map();
    change(map);
    return map;
  };
  const std::string code = "wrong_length";
  expect_error(with([](Map& m) { m.surface.fields[0].values.pop_back(); }), code, "/VTKHDF/PointData/UnipolarVoltage");
  expect_error(with([](Map& m) { m.surface.fields[3].values.clear(); }), code, "/VTKHDF/PointData/Impedance");
  expect_error(with([](Map& m) { m.points.fields[0].values.push_back(1); }), code, "/MappingPoints/UnipolarVoltage");
  expect_error(with([](Map& m) { m.points.end_systolic_positions.pop_back(); }), code, "/MappingPoints/EndSystolicPosition");
  expect_error(with([](Map& m) { m.points.accepted.pop_back(); }), code, "/MappingPoints/Accepted");
  expect_error(with([](Map& m) { m.points.names.emplace_back("P4"); }), code, "/MappingPoints/Name");
  expect_error(with([](Map& m) { m.points.electrograms->unipolar.pop_back(); }), code, "/MappingPoints/Electrograms/Unipolar");
  expect_error(with([](Map& m) { m.points.electrograms->bipolar.push_back(0); }), code, "/MappingPoints/Electrograms/Bipolar");
  expect_error(with([](Map& m) { m.points.electrograms->reference.push_back(0); }), code, "/MappingPoints/Electrograms/Reference");
  expect_error(with([](Map& m) {
                 m.points.electrograms->point_windows_ms.push_back({0, 1});
               }),
               code, "/MappingPoints/Electrograms/WindowOfInterest");
  expect_error(with([](Map& m) { m.points.electrograms->reference_annotation_ms.push_back(0); }), code,
               "/MappingPoints/Electrograms/ReferenceAnnotation");
  expect_error(with([](Map& m) { m.points.electrograms->samples = -1; }), code, "/MappingPoints/Electrograms/Unipolar");
  expect_error(with([](Map& m) { m.ground_truth->classes.pop_back(); }), code, "/GroundTruth/Class");
}

TEST(Validation, WrongUnitOfAWellKnownField) {
  Map map = clean_map();
  map.surface.fields[0].unit = "uV";
  const Defect d = expect_only(map, Severity::kError, "wrong_unit", "/VTKHDF/PointData/UnipolarVoltage");
  EXPECT_NE(d.text.find("\"uV\""), std::string::npos);
  EXPECT_NE(d.text.find("\"mV\""), std::string::npos);
}

TEST(Validation, MissingUnitOfAWellKnownFieldButNotOfOthers) {
  Map map = clean_map();
  map.surface.fields[3].unit.clear();
  EXPECT_EQ(told(validate(map)), "");
  map.points.fields[1].unit.clear();
  expect_error(map, "wrong_unit", "/MappingPoints/CycleLength");
}

TEST(Validation, WrongNumberOfComponents) {
  Map map = clean_map();
  map.surface.fields[4].components = 1;
  expect_error(map, "wrong_components", "/VTKHDF/PointData/EndSystolicDisplacement");
  map = clean_map();
  map.surface.fields[3].components = 0;
  expect_error(map, "wrong_components", "/VTKHDF/PointData/Impedance");
}

TEST(Validation, NonFinitePositionsOfMappingPoints) {
  Map map = clean_map();
  map.points.positions[1].x = kNan;
  expect_error(map, "non_finite_positions", "/MappingPoints/Position");
}

TEST(Validation, NonFiniteLandmark) {
  Map map = clean_map();
  map.landmarks.inferior_rv_insertion = Vec3{1, kNan, 3};
  expect_error(map, "non_finite_landmark", "/Landmarks/InferiorRVInsertion");
}

// ---- warnings ----

TEST(Validation, DegenerateTriangles) {
  Map map = clean_map();
  map.surface.triangles.push_back({5, 5, 6});
  expect_warning(map, "degenerate_triangles", "/VTKHDF/Connectivity");

  Map flat;  // a vertex in the middle of a side, and a triangle without height over it
  flat.surface = meshes::planar_grid(100, 100, 4, 4);
  flat.surface.triangles.push_back({0, 1, 2});
  const std::vector<std::string> found = codes(validate(flat));
  EXPECT_NE(std::find(found.begin(), found.end(), "degenerate_triangles"), found.end());
}

TEST(Validation, SliversAreNotDegenerate) {
  Map map;
  map.surface = meshes::icosphere(25, 2);
  for (Vec3& v : map.surface.vertices) v.z *= 1e-5;
  EXPECT_EQ(told(validate(map)), "");
}

TEST(Validation, DuplicateTriangles) {
  Map map;
  map.surface = meshes::icosphere(25, 2);
  const Triangle t = map.surface.triangles[10];
  map.surface.triangles.push_back({t[1], t[2], t[0]});
  map.surface.triangles.push_back({t[1], t[0], t[2]});
  const std::vector<Defect> defects = validate(map);
  ASSERT_EQ(codes(defects), (std::vector<std::string>{"duplicate_triangles"})) << told(defects);
  EXPECT_NE(defects[0].text.find("2 triangles (320, 321)"), std::string::npos) << defects[0].text;
}

TEST(Validation, NonManifoldEdges) {
  Map map = clean_map();
  map.surface.vertices.push_back({0, 0, 40});
  for (Field& f : map.surface.fields) f.values.resize(map.surface.vertices.size() * static_cast<std::size_t>(f.components), 1);
  map.ground_truth.reset();
  const std::int32_t pole = static_cast<std::int32_t>(map.surface.vertices.size()) - 2;
  map.surface.triangles.push_back({pole, pole - 1, pole + 1});
  const std::vector<Defect> defects = validate(map);
  ASSERT_FALSE(defects.empty());
  EXPECT_EQ(defects[0].code, "non_manifold_edges") << told(defects);
  EXPECT_FALSE(has_errors(defects));
}

TEST(Validation, InconsistentOrientation) {
  Map map = clean_map();
  std::swap(map.surface.triangles[100][0], map.surface.triangles[100][1]);
  const Defect d = expect_only(map, Severity::kWarning, "inconsistent_orientation", "/VTKHDF/Connectivity");
  EXPECT_NE(d.text.find("3 edges"), std::string::npos) << d.text;
}

TEST(Validation, UnreferencedVertices) {
  Map map;
  map.surface = meshes::icosphere(25, 2);
  map.surface.vertices.push_back({1, 2, 3});
  expect_warning(map, "unreferenced_vertices", "/VTKHDF/Points");
}

TEST(Validation, CoincidentVertices) {
  Map map = clean_map();
  map.surface.vertices[200] = map.surface.vertices[152];
  const std::vector<Defect> defects = validate(map);
  const auto found = std::find_if(defects.begin(), defects.end(), [](const Defect& d) { return d.code == "coincident_vertices"; });
  ASSERT_NE(found, defects.end());
  EXPECT_NE(found->text.find("1 vertex (200)"), std::string::npos) << found->text;
  EXPECT_FALSE(has_errors(defects));
}

TEST(Validation, SeveralComponents) {
  Map map;
  map.surface = meshes::joined(meshes::icosphere(25, 2), meshes::icosphere(3, 0));
  const Defect d = expect_only(map, Severity::kWarning, "several_components", "/VTKHDF/Connectivity");
  EXPECT_NE(d.text.find("2 parts (320, 20)"), std::string::npos) << d.text;
}

TEST(Validation, HolesBesideTheRim) {
  Map map = clean_map();
  map.surface.triangles.erase(map.surface.triangles.begin() + 300);
  const Defect d = expect_only(map, Severity::kWarning, "holes", "/VTKHDF/Connectivity");
  EXPECT_NE(d.text.find("2 openings"), std::string::npos) << d.text;
  EXPECT_NE(d.text.find("157.0 mm (the rim)"), std::string::npos) << d.text;
}

TEST(Validation, SmallHoleInAClosedSurfaceIsNoRim) {
  Map map;
  map.surface = meshes::icosphere(25, 3);
  map.surface.triangles.erase(map.surface.triangles.begin() + 300);
  const Defect d = expect_only(map, Severity::kWarning, "holes", "/VTKHDF/Connectivity");
  EXPECT_EQ(d.text.find("rim"), std::string::npos) << d.text;
}

// Triangles of one side get corners of their own, which are moved away from those of the other side.
Surface cut_apart(Surface surface, const Vec3& gap, const std::function<bool(const Vec3& place)>& is_cut = {}) {
  std::map<std::int32_t, std::int32_t> own;
  for (Triangle& t : surface.triangles) {
    const auto at = [&](int corner) { return surface.vertices[static_cast<std::size_t>(t.at(static_cast<std::size_t>(corner)))]; };
    if ((at(0) + at(1) + at(2)).x <= 0) continue;
    for (std::int32_t& corner : t) {
      const Vec3 place = surface.vertices[static_cast<std::size_t>(corner)];
      if (is_cut && !is_cut(place)) continue;
      const auto [found, is_new] = own.emplace(corner, static_cast<std::int32_t>(surface.vertices.size()));
      if (is_new) surface.vertices.push_back(place + gap);
      corner = found->second;
    }
  }
  return surface;
}

bool has_open_seam(const Surface& surface) {
  Map map;
  map.surface = surface;
  const std::vector<std::string> all = codes(validate(map));
  return std::find(all.begin(), all.end(), "open_seam") != all.end();
}

// Two half spheres, meshed differently, whose rims lie that far from one another.
Surface halves(double gap) {
  const Surface lower = meshes::moved(meshes::flipped(meshes::uv_hemisphere(25, 8, 96)), [&](const Vec3& p) {
    return Vec3{p.x, p.y, -p.z - gap};
  });
  return meshes::joined(meshes::uv_hemisphere(25, 8, 64), lower);
}

TEST(Validation, ASeamThatWasNotJoinedIsToldUpToATenthOfAMillimetre) {
  const Surface sphere = meshes::icosphere(25, 3);
  for (const double gap : {1e-5, 1e-4, 1e-3, 0.05}) {
    EXPECT_TRUE(has_open_seam(cut_apart(sphere, {gap, 0, 0}))) << gap;
    EXPECT_TRUE(has_open_seam(cut_apart(sphere, {0, gap, gap / 2}))) << gap;
    EXPECT_TRUE(has_open_seam(cut_apart(sphere, {gap, 0, 0}, [](const Vec3& place) { return place.z > -5; }))) << "a slit of " << gap;
    EXPECT_TRUE(has_open_seam(halves(gap))) << gap;
  }
  for (const double gap : {0.0, 1e-7}) EXPECT_FALSE(has_open_seam(cut_apart(sphere, {gap, 0, 0}))) << "is one place: " << gap;
  for (const double gap : {0.15, 0.3, 2.0}) EXPECT_FALSE(has_open_seam(halves(gap))) << gap;
  Map map;
  map.surface = cut_apart(sphere, {1e-4, 0, 0});
  const std::string text = told(validate(map));
  EXPECT_NE(text.find("edges of openings run within 0.1 mm of others over 3"), std::string::npos) << text;  // two circles of some 157 mm
}

TEST(Validation, OpeningsThatAreNoSeamsAreNotCalledSo) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const auto keep = [](const Vec3& p) { return p; };
    EXPECT_FALSE(has_open_seam(meshes::jittered(meshes::uv_hemisphere(25, 8, 8 + static_cast<int>(seed)), 0.5, seed, keep))) << seed;
    meshes::Random random(seed);  // holes of some triangles anywhere
    EXPECT_FALSE(has_open_seam(meshes::without(meshes::icosphere(25, 3), [&](const Surface&, const Triangle&) {
      return random.uniform(0, 1) < 0.1;
    }))) << seed;
  }
  for (const int cells : {2, 30, 300}) EXPECT_FALSE(has_open_seam(meshes::planar_grid(20, 20, cells, 2))) << cells;
  EXPECT_FALSE(has_open_seam(meshes::cylinder(15, 40, 24, 8)));
}

TEST(Validation, LookingForSeamsInASoupOfTrianglesTakesNoLongTime) {
  Surface soup;
  meshes::Random random(4);
  const Surface sphere = meshes::icosphere(25, 5);
  for (const Triangle& t : sphere.triangles) {
    const auto first = static_cast<std::int32_t>(soup.vertices.size());
    for (const std::int32_t corner : t)
      soup.vertices.push_back(sphere.vertices[static_cast<std::size_t>(corner)] + random.in_box({-1e-4, -1e-4, -1e-4}, {1e-4, 1e-4, 1e-4}));
    soup.triangles.push_back({first, first + 1, first + 2});
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(has_open_seam(soup));
  for (Vec3& place : soup.vertices) place = 1e-4 * place;  // all in one small heap
  soup.vertices[0] = {1e12, 0, 0};
  static_cast<void>(has_open_seam(soup));
  for (const double far : {1e150, 1e200, 1e308}) {
    soup.vertices[1] = {far, -far, far};
    static_cast<void>(has_open_seam(soup));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60)) << "takes two seconds";
}

TEST(Validation, ImplausibleValues) {
  struct Case {
    std::string_view name;
    std::string_view unit;
    std::vector<float> possible;
    std::vector<float> impossible;
  };
  const float infinity = std::numeric_limits<float>::infinity();
  const std::vector<Case> cases{{field_name::kUnipolarVoltage, "mV", {0, 200, kNoValue}, {-0.1F, 200.1F, infinity}},
                                {field_name::kBipolarVoltage, "mV", {0, 200}, {-0.1F, 200.1F}},
                                {field_name::kLinearLocalShortening, "%", {-200, 100}, {-200.1F, 100.1F, -infinity}},
                                {field_name::kWallThickness, "mm", {0, 40}, {-1, infinity}},
                                {field_name::kLocalActivationTime, "ms", {-400, 400}, {infinity}},
                                {"Anything", "", {-1e30F, 1e30F}, {infinity, -infinity}}};
  for (const Case& c : cases) {
    Map map;
    map.surface = meshes::icosphere(25, 2);
    map.surface.fields = {field(c.name, c.unit, map.surface.vertices.size(), kNoValue)};
    std::copy(c.possible.begin(), c.possible.end(), map.surface.fields[0].values.begin());
    EXPECT_EQ(told(validate(map)), "");
    std::copy(c.impossible.begin(), c.impossible.end(), map.surface.fields[0].values.begin() + 10);
    const Defect d = expect_only(map, Severity::kWarning, "implausible_values", "/VTKHDF/PointData/" + std::string(c.name));
    EXPECT_NE(d.text.find("(10"), std::string::npos) << d.text;
  }
}

TEST(Validation, LandmarkFarFromTheSurface) {
  Map map = clean_map();
  map.landmarks.apex = Vec3{0, 0, 54};  // 29 mm outside
  EXPECT_EQ(told(validate(map)), "");
  map.landmarks.apex = Vec3{0, 0, 56};
  expect_warning(map, "landmark_far_from_surface", "/Landmarks/Apex");
}

TEST(Validation, LandmarkOverTheMiddleOfALargeTriangleIsNotFar) {
  Map map;
  map.surface = meshes::planar_grid(200, 200, 1, 1);
  map.landmarks.apex = Vec3{120, 60, 20};  // far from every vertex, near to the surface
  EXPECT_EQ(told(validate(map)), "");
}

TEST(Validation, UnknownStudyValues) {
  const auto with = [](auto&& change) {
    Map map = clean_map();
    change(map.study);
    return map;
  };
  expect_warning(with([](Study& s) { s.coordinate_frame = "RAS"; }), "unknown_study_value", "/Study@coordinate_frame");
  expect_warning(with([](Study& s) { s.acquired = "17.5.2004, noon"; }), "unknown_study_value", "/Study@acquired");
  expect_warning(with([](Study& s) { s.qrs_ms = -5; }), "unknown_study_value", "/Study@qrs_ms");
  EXPECT_EQ(told(validate(with([](Study& s) { s = Study{}; }))), "");
}

TEST(Validation, EndSystolicPositionsOfNoPoint) {
  Map map = clean_map();
  map.points.end_systolic_positions.assign(3, {kNan, kNan, kNan});
  expect_warning(map, "no_end_systolic_position", "/MappingPoints/EndSystolicPosition");
}

// ---- together ----

TEST(Validation, SeveralDefectsAreAllToldErrorsFirst) {
  Map map = clean_map();
  map.study.coordinate_frame = "RAS";
  map.surface.triangles.push_back({5, 5, 6});
  map.surface.fields[0].values[3] = -1;
  map.surface.fields[2].unit = "cm";
  map.points.positions[0].x = kNan;
  map.points.names.pop_back();
  const std::vector<Defect> defects = validate(map);
  EXPECT_EQ(codes(defects), (std::vector<std::string>{"wrong_unit", "non_finite_positions", "wrong_length", "degenerate_triangles",
                                                      "implausible_values", "unknown_study_value"}))
      << told(defects);
}

TEST(Validation, OneEntryPerKindAndObjectHoweverManyPlaces) {
  Map map = clean_map();
  std::fill(map.surface.fields[0].values.begin(), map.surface.fields[0].values.end(), -1.F);
  const Defect d = expect_only(map, Severity::kWarning, "implausible_values", "/VTKHDF/PointData/UnipolarVoltage");
  EXPECT_NE(d.text.find("577 values (0, 1, 2, 3, 4, ...)"), std::string::npos) << d.text;
}

TEST(Validation, EverythingBrokenAtOnceIsSurvived) {
  Map map = clean_map();
  for (Vec3& v : map.surface.vertices) v = {kNan, kInfinity, 1e308};
  for (Triangle& t : map.surface.triangles) t = {-7, std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()};
  for (Field& f : map.surface.fields) f.components = std::numeric_limits<int>::max();
  for (Vec3& p : map.points.positions) p = {kInfinity, -kInfinity, kNan};
  map.points.electrograms->samples = std::numeric_limits<int>::max();
  map.landmarks.apex = Vec3{kNan, kNan, kNan};
  EXPECT_TRUE(has_errors(validate(map)));
}

TEST(Validation, RandomlyBrokenMapsAreSurvived) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    meshes::Random random(seed);
    Map map;
    map.surface = meshes::uv_hemisphere(25, 4, 8);
    for (int i = 0; i < 6; ++i) {
      Triangle& t = map.surface.triangles[random.below(map.surface.triangles.size())];
      t[random.below(3)] = static_cast<std::int32_t>(random.below(34)) - (seed % 10 == 0 ? 1 : 0);
      if (seed % 3 == 0) map.surface.vertices[random.below(33)] = map.surface.vertices[random.below(33)];
      if (seed % 7 == 0) map.surface.vertices[random.below(33)].x = 1e300;
    }
    const std::vector<Defect> once = validate(map);
    EXPECT_EQ(told(once), told(validate(map)));
    EXPECT_FALSE(once.empty());
  }
}

}  // namespace
}  // namespace viamyo
