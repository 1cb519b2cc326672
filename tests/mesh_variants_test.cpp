// Meshes as people have them give the numbers of the clean mesh, or a named reason why a number is missing; and no mesh makes an analysis run for ever.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "analysis_maps.h"
#include "as_many_as_pay.h"
#include "mesh_variants.h"
#include "viamyo/geodesics.h"
#include "viamyo/measures.h"
#include "viamyo/phantom.h"
#include "viamyo/topology.h"
#include "viamyo/weld.h"

namespace viamyo {
namespace {

//! How exactly two analyses must agree: sums over the surface, and what rests on distances along it.
struct Room {
  double relative = 1e-9;
  double distance_relative = 1e-9;
  double distance_mm = 1e-9;
};

class Sameness {
 public:
  Sameness(const Analysis& clean, const Analysis& variant, const Room& room) : a_(clean), b_(variant), room_(room) {}

  void check() {
    near("area", a_.area_mm2, b_.area_mm2);
    near("mapped area", a_.mapped_area_mm2, b_.mapped_area_mm2);
    for (std::size_t c = 0; c < a_.class_area_mm2.size(); ++c) near("class area", a_.class_area_mm2[c], b_.class_area_mm2[c]);
    near("long axis", a_.long_axis_mm, b_.long_axis_mm);
    EXPECT_EQ(b_.axis.apex, a_.axis.apex);
    volume("end-diastolic volume", a_.end_diastolic_volume_ml, b_.end_diastolic_volume_ml, b_.end_diastolic_volume_reason);
    volume("end-systolic volume", a_.end_systolic_volume_ml, b_.end_systolic_volume_ml, b_.end_systolic_volume_reason);
    volume("ejection fraction", a_.ejection_fraction_percent, b_.ejection_fraction_percent, b_.ejection_fraction_reason);
    part("whole map", a_.whole_map, b_.whole_map);
    ASSERT_EQ(b_.segments.size(), a_.segments.size());
    for (std::size_t s = 0; s < a_.segments.size(); ++s) part("segment " + std::to_string(s + 1), a_.segments[s], b_.segments[s]);
    regions();
    zones();
  }

 private:
  void near(const std::string& what, double clean, double variant) const {
    if (std::isnan(clean))
      EXPECT_TRUE(std::isnan(variant)) << what;
    else
      EXPECT_NEAR(variant, clean, room_.relative * std::max(1.0, std::abs(clean))) << what;
  }
  void margin(const std::string& what, double clean, double variant) const {
    if (std::isnan(clean))
      EXPECT_TRUE(std::isnan(variant)) << what;
    else
      EXPECT_NEAR(variant, clean, room_.distance_relative * std::max(1.0, std::abs(clean)) + room_.distance_mm) << what;
  }
  void volume(const std::string& what, double clean, double variant, const std::string& reason) const {
    if (std::isnan(variant))
      EXPECT_NE(reason, "") << what << " is missing without a reason";
    else
      near(what, clean, variant);
  }

  void part(const std::string& what, const SegmentStatistics& clean, const SegmentStatistics& variant) const {
    near(what + " area", clean.area_mm2, variant.area_mm2);
    near(what + " mapped", clean.mapped_percent, variant.mapped_percent);
    EXPECT_EQ(variant.points, clean.points) << what;
    margin(what + " margin", clean.within_annulus_margin_mm2, variant.within_annulus_margin_mm2);
    for (std::size_t c = 1; c < clean.class_percent.size(); ++c) near(what + " class", clean.class_percent[c], variant.class_percent[c]);
    near(what + " voltage", clean.unipolar_voltage_mV.surface_mean, variant.unipolar_voltage_mV.surface_mean);
    near(what + " shortening", clean.linear_local_shortening_percent.surface_mean, variant.linear_local_shortening_percent.surface_mean);
  }

  //! Regions that rounding alone makes are of no area.
  static std::vector<Region> with_area(const std::vector<Region>& regions) {
    std::vector<Region> kept;
    for (const Region& r : regions) {
      if (r.area_mm2 > 1e-3) kept.push_back(r);
    }
    return kept;
  }

  void regions() const {
    const std::vector<Region> clean = with_area(a_.regions);
    const std::vector<Region> variant = with_area(b_.regions);
    ASSERT_EQ(variant.size(), clean.size());
    for (std::size_t r = 0; r < clean.size(); ++r) {
      EXPECT_EQ(variant[r].tissue, clean[r].tissue) << clean[r].label;
      EXPECT_EQ(variant[r].segments, clean[r].segments) << clean[r].label;
      EXPECT_EQ(variant[r].points, clean[r].points) << clean[r].label;
      near(clean[r].label, clean[r].area_mm2, variant[r].area_mm2);
      near(clean[r].label + " voltage", clean[r].mean_voltage_mV, variant[r].mean_voltage_mV);
      near(clean[r].label + " stability", clean[r].stable_fraction, variant[r].stable_fraction);
      margin(clean[r].label + " margin", clean[r].within_annulus_margin_mm2, variant[r].within_annulus_margin_mm2);
      EXPECT_LT(distance(variant[r].centroid_mm, clean[r].centroid_mm), 1e3 * room_.relative) << clean[r].label;
    }
  }

  void zones() const {
    ASSERT_EQ(b_.candidate_zones.size(), a_.candidate_zones.size());
    for (std::size_t z = 0; z < a_.candidate_zones.size(); ++z) {
      const CandidateZone& clean = a_.candidate_zones[z];
      const CandidateZone& variant = b_.candidate_zones[z];
      EXPECT_EQ(variant.region, clean.region);
      margin(clean.label, clean.area_mm2, variant.area_mm2);
      margin(clean.label + " to annulus", clean.distance_to_annulus_mm, variant.distance_to_annulus_mm);
      margin(clean.label + " to infarct", clean.distance_to_infarct_mm, variant.distance_to_infarct_mm);
      margin(clean.label + " to apex", clean.distance_to_apex_mm, variant.distance_to_apex_mm);
    }
  }

  const Analysis& a_;
  const Analysis& b_;
  Room room_;
};

class MeshVariants : public testing::TestWithParam<PhantomCase> {
 protected:
  //! Landmarks are left to be estimated, so that rim and apex are found on the variant itself.
  MeshVariants() : clean_(make_phantom(GetParam().id)) {
    clean_.landmarks.apex.reset();
    clean_.landmarks.mitral_annulus_center.reset();
    analysis_ = analyzed(clean_);
  }
  void expect_same(const Map& variant, const Room& room = {}) const { Sameness(analysis_, analyzed(variant), room).check(); }

  Map clean_;
  Analysis analysis_;
};

TEST_P(MeshVariants, RepeatedTrianglesCountForNothing) {
  const Map some = meshes::with_repeated_triangles(clean_, 60, 1);
  expect_same(some);
  const Analysis all = analyzed(meshes::with_repeated_triangles(clean_, clean_.surface.triangles.size(), 2));
  Sameness(analysis_, all, {}).check();
  EXPECT_TRUE(warns(all, "duplicate_triangles"));
  EXPECT_EQ(warns(all, "non_manifold_edges"), warns(analysis_, "non_manifold_edges"));
}

TEST_P(MeshVariants, ATriangleSoupIsTheSurfaceThatItLooksLike) {
  const Analysis soup = analyzed(meshes::souped(clean_));
  Sameness(analysis_, soup, {}).check();
  EXPECT_TRUE(warns(soup, "coincident_vertices"));
  EXPECT_FALSE(warns(soup, "several_components"));
}

TEST_P(MeshVariants, ASeamOfDoubledVerticesIsNoRim) {
  expect_same(meshes::seamed(clean_, 0, 3));
  // A seam whose sides are a rounding error apart: within the tolerance everything is the same up to that error.
  expect_same(meshes::seamed(clean_, 2e-7, 4), {1e-5, 1e-5, 1e-5});
}

TEST_P(MeshVariants, TheSecondSideOfATwoSidedMeshCountsForNothing) { expect_same(meshes::two_sided(clean_)); }

TEST_P(MeshVariants, TrianglesThatAreTurnedOverChangeNothing) {
  expect_same(meshes::turned_in_part(clean_, 0.3, 5));
  expect_same(meshes::turned_in_part(clean_, 1, 6));
  expect_same(meshes::turned_in_part(meshes::souped(clean_), 0.5, 7));
}

TEST_P(MeshVariants, AStrayVertexChangesNothing) { expect_same(meshes::with_stray_vertex(clean_)); }

//! The map with the values of its analysis stored at the vertices, so that a vertex between two others has the value between theirs.
Map with_stored_values(Map map, const Analysis& a) {
  map.surface.fields.push_back({"UnipolarVoltage", "mV", 1, Origin::kInterpolated, "", a.values.unipolar_mV});
  map.surface.fields.push_back({"LinearLocalShortening", "%", 1, Origin::kInterpolated, "", a.values.shortening_percent});
  return map;
}

TEST_P(MeshVariants, SliversChangeNoAreaAndHardlyADistance) {
  const Map stored = with_stored_values(clean_, analysis_);
  const Map slivers = meshes::with_slivers(stored, 200, 8);
  const std::vector<SettingChange> keep{{"beyond_fill", "keep"}};
  Sameness(analyzed(stored, keep), analyzed(slivers, keep), {1e-5, 0.03, 0.3}).check();
}

TEST_P(MeshVariants, WeldingChangesNoNumber) {
  for (const Map& variant : {meshes::souped(clean_), meshes::seamed(clean_, 0, 9), meshes::two_sided(clean_),
                             meshes::with_repeated_triangles(clean_, 100, 10)}) {
    Map welded = variant;
    weld(welded);
    EXPECT_EQ(welded.surface.vertices.size(), clean_.surface.vertices.size());
    EXPECT_EQ(welded.surface.triangles.size(), clean_.surface.triangles.size());
    expect_same(welded);
  }
}

INSTANTIATE_TEST_SUITE_P(OfEveryPhantom, MeshVariants, testing::ValuesIn(as_many_as_pay(phantom_cases(), 2)), [](const auto& of) {
  std::string name(of.param.id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// ---- seams whose sides differ ----

TEST(Seams, WhoseSidesHaveOtherValuesKeepEachTrianglesArea) {
  // A hemisphere in two halves: 10 mV where x < 0, 1 mV where x > 0, with vertices of their own at x = 0. No band between the two is made up.
  Map map = hemisphere([](const Vec3&) { return 10; }, [](const Vec3&) { return 5; }, 16, 64);
  const std::size_t before = map.surface.vertices.size();
  std::vector<std::int32_t> copies(before, -1);
  double low_area = 0;
  for (Triangle& t : map.surface.triangles) {
    double x = 0;
    for (const std::int32_t v : t) x += map.surface.vertices[static_cast<std::size_t>(v)].x;
    if (x < 0) continue;
    low_area +=
        triangle_area_mm2(map.surface.vertices[static_cast<std::size_t>(t[0])], map.surface.vertices[static_cast<std::size_t>(t[1])],
                          map.surface.vertices[static_cast<std::size_t>(t[2])]);
    for (std::int32_t& v : t) {
      std::int32_t& copy = copies[static_cast<std::size_t>(v)];
      if (copy < 0) {
        copy = meshes::copy_vertex(map, v);
        find_field(map.surface.fields, field_name::kUnipolarVoltage)->values.back() = 1;
      }
      v = copy;
    }
  }
  const Analysis a = analyzed(map);
  EXPECT_NEAR(area_of(a, TissueClass::kInfarcted), low_area, 1e-9 * low_area);
  EXPECT_NEAR(area_of(a, TissueClass::kViableIschemic), a.area_mm2 - low_area, 1e-9 * low_area);
  EXPECT_EQ(area_of(a, TissueClass::kIndeterminate), 0);
  EXPECT_EQ(a.regions.size(), 2U);
  EXPECT_FALSE(warns(a, "several_components"));
  for (const double d : a.distance_to_rim_mm) EXPECT_TRUE(std::isfinite(d));
  // The infarct's border is the seam, seen from both sides of it.
  for (std::size_t v = 0; v < before; ++v) {
    if (copies[v] < 0) continue;
    EXPECT_EQ(a.distance_to_infarct_mm[v], 0);
  }
  // Importing keeps both values; what is counted stays.
  Map welded = map;
  const Welded told = weld(welded);
  EXPECT_EQ(told.vertices_merged, 0U);
  EXPECT_GT(told.vertices_kept_apart, 0U);
  EXPECT_NEAR(area_of(analyzed(welded), TissueClass::kInfarcted), low_area, 1e-9 * low_area);
}

// ---- volumes ----

std::string reason_of(const Surface& surface) {
  Map map;
  map.surface = surface;
  map.study.synthetic = true;
  const Analysis a = analyzed(map);
  EXPECT_EQ(std::isnan(a.end_diastolic_volume_ml), !a.end_diastolic_volume_reason.empty());
  EXPECT_TRUE(std::isnan(a.ejection_fraction_percent));
  EXPECT_NE(a.ejection_fraction_reason, "");
  return a.end_diastolic_volume_reason;
}

TEST(Volume, IsMissingWithAReason) {
  EXPECT_EQ(reason_of(meshes::uv_hemisphere(25, 8, 24)), "");
  EXPECT_EQ(reason_of(meshes::planar_grid(50, 50, 5, 5)), "no_interior");
  EXPECT_EQ(reason_of(meshes::icosphere(3, 2)), "below_1_ml");
  Surface with_fin = meshes::icosphere(25, 2);
  with_fin.vertices.push_back({60, 0, 0});
  with_fin.triangles.push_back(
      {with_fin.triangles[0][0], with_fin.triangles[0][1], static_cast<std::int32_t>(with_fin.vertices.size()) - 1});
  EXPECT_EQ(reason_of(with_fin), "not_closed");
  Surface with_stray_triangle = meshes::joined(meshes::icosphere(25, 2), meshes::planar_grid(5, 5, 1, 1));
  EXPECT_EQ(reason_of(with_stray_triangle), "no_interior");
  Surface strip;  // a Moebius strip
  constexpr std::int32_t kAround = 40;
  for (std::int32_t i = 0; i < kAround; ++i) {
    const double angle = 2 * meshes::kPi * i / kAround;
    for (const double side : {-1.0, 1.0}) {
      const double r = 30 + 8 * side * std::cos(angle / 2);
      strip.vertices.push_back({r * std::cos(angle), r * std::sin(angle), 8 * side * std::sin(angle / 2)});
    }
  }
  for (std::int32_t i = 0; i < kAround; ++i) {
    const std::int32_t a = 2 * i;
    const bool last = i + 1 == kAround;
    const std::int32_t c = last ? 1 : a + 2;
    const std::int32_t d = last ? 0 : a + 3;
    strip.triangles.push_back({a, c, a + 1});
    strip.triangles.push_back({a + 1, c, d});
  }
  EXPECT_EQ(reason_of(strip), "not_orientable");
}

TEST(Volume, AtEndSystoleNeedsTheMotionOfEveryVertexOfATriangle) {
  Map map;
  map.surface = meshes::uv_hemisphere(25, 8, 24);
  map.study.synthetic = true;
  Field motion{"EndSystolicDisplacement", "mm", 3};
  for (const Vec3& v : map.surface.vertices) {
    for (const double x : {v.x, v.y, v.z}) motion.values.push_back(static_cast<float>(-0.2 * x));
  }
  EXPECT_EQ(analyzed(map).end_systolic_volume_reason, "no_displacement");
  map.surface.fields.push_back(motion);
  const Analysis whole = analyzed(map);
  EXPECT_NEAR(whole.ejection_fraction_percent, 100 * (1 - 0.512), 1e-4);
  EXPECT_EQ(whole.ejection_fraction_reason, "");
  Sameness(whole, analyzed(meshes::with_stray_vertex(map)), {}).check();
  EXPECT_FALSE(std::isnan(analyzed(meshes::with_stray_vertex(map)).end_systolic_volume_ml));
  Map partial = map;
  partial.surface.fields[0].values[7] = kNone;
  EXPECT_EQ(analyzed(partial).ejection_fraction_reason, "displacement_incomplete");
  Map torn = meshes::souped(map);
  torn.surface.fields[0].values.back() += 1;
  EXPECT_EQ(analyzed(torn).ejection_fraction_reason, "displacement_differs_at_one_place");
}

// ---- work ----

std::size_t work_of(const Surface& surface) {
  const Topology topology = build_topology(surface);
  std::vector<SourceSegment> sources;
  for (const Edge& edge : topology.edges) {
    if (edge.side_count != 1) continue;
    sources.push_back({topology.sides[static_cast<std::size_t>(edge.first_side)] / 3,
                       surface.vertices[static_cast<std::size_t>(edge.vertices[0])],
                       surface.vertices[static_cast<std::size_t>(edge.vertices[1])]});
  }
  if (sources.empty())
    sources.push_back({0, surface.vertices[static_cast<std::size_t>(surface.triangles[0][0])],
                       surface.vertices[static_cast<std::size_t>(surface.triangles[0][0])]});
  std::size_t work = 0;
  geodesic_distances_mm(surface, topology, sources, {}, {}, &work);
  return work;
}

TEST_P(MeshVariants, DistancesTakeNoMoreThanThreeTimesTheWork) {
  const std::size_t clean = work_of(clean_.surface);
  RecordProperty("clean", static_cast<int>(clean));
  const auto expect_bounded = [&](const char* what, const Map& variant) {
    const std::size_t work = work_of(variant.surface);
    RecordProperty(what, static_cast<int>(work));
    EXPECT_LE(work, 3 * clean) << what;
  };
  expect_bounded("repeated", meshes::with_repeated_triangles(clean_, clean_.surface.triangles.size(), 2));
  expect_bounded("soup", meshes::souped(clean_));
  expect_bounded("seam", meshes::seamed(clean_, 2e-7, 4));
  expect_bounded("two sides", meshes::two_sided(clean_));
  expect_bounded("turned", meshes::turned_in_part(clean_, 0.5, 7));
  expect_bounded("slivers", meshes::with_slivers(clean_, 200, 8));
}

//! Steps per n log2 n, n the triangles.
double work_per_n_log_n(const Surface& surface) {
  const auto n = static_cast<double>(surface.triangles.size());
  return static_cast<double>(work_of(surface)) / (n * std::log2(n));
}

TEST(GeodesicWork, IsBoundedByNLogNOnAnyMesh) {
  constexpr double kMax = 100;
  // Pages of a book: ever more triangles at one edge.
  for (const std::int32_t pages : {100, 1000, 4000}) {
    Surface book;
    book.vertices = {{0, 0, 0}, {0, 0, 50}};
    for (std::int32_t i = 0; i < pages; ++i) {
      book.vertices.push_back({30 * std::cos(i), 30 * std::sin(i), 25});
      book.triangles.push_back({0, 1, i + 2});
    }
    EXPECT_LT(work_per_n_log_n(book), kMax) << pages << " pages";
  }
  // Triangles at random among few vertices: nearly every edge is of many triangles.
  for (const std::int32_t count : {200, 1000, 5000}) {
    meshes::Random random(static_cast<std::uint32_t>(count));
    Surface tangle;
    for (int i = 0; i < 60; ++i) tangle.vertices.push_back(random.in_box({-40, -40, -40}, {40, 40, 40}));
    for (std::int32_t i = 0; i < count; ++i) {
      const auto corner = [&] { return static_cast<std::int32_t>(random.below(60)); };
      tangle.triangles.push_back({corner(), corner(), corner()});
    }
    EXPECT_LT(work_per_n_log_n(tangle), kMax) << count << " triangles of a tangle";
  }
  // Layers of one sheet that share all their vertices but one each: every edge of the sheet is of many triangles.
  Surface layers = meshes::planar_grid(60, 60, 12, 12);
  const std::vector<Triangle> sheet = layers.triangles;
  for (int layer = 0; layer < 15; ++layer) {
    for (const auto& [a, b, c] : sheet) {
      layers.vertices.push_back(1.0 / 3 *
                                    (layers.vertices[static_cast<std::size_t>(a)] + layers.vertices[static_cast<std::size_t>(b)] +
                                     layers.vertices[static_cast<std::size_t>(c)]) +
                                Vec3{0, 0, 0.1 + layer});
      const auto top = static_cast<std::int32_t>(layers.vertices.size()) - 1;
      layers.triangles.insert(layers.triangles.end(), {{a, b, top}, {b, c, top}, {c, a, top}});
    }
  }
  EXPECT_LT(work_per_n_log_n(layers), kMax) << "layers";
  // Slivers in slivers.
  Map needles;
  needles.surface = meshes::uv_hemisphere(25, 20, 60);
  EXPECT_LT(work_per_n_log_n(meshes::with_slivers(needles, 5000, 13).surface), kMax) << "needles";
}

TEST(GeodesicWork, StopsWhenAsked) {
  const Surface half = meshes::uv_hemisphere(25, 60, 120);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(geodesic_distances_mm(half, build_topology(half), {{0, half.vertices[0], half.vertices[0]}}, {}, stop.get_token()), Stopped);
  EXPECT_THROW(build_topology(half, stop.get_token()), Stopped);
  Map map;
  map.surface = half;
  EXPECT_THROW(validate(map, stop.get_token()), Stopped);
  EXPECT_THROW(analyze(map, {}, "test", {stop.get_token()}), Stopped);
}

}  // namespace
}  // namespace viamyo
