#include "viamyo/phantom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <limits>
#include <map>
#include <set>
#include <string>

#include "../src/phantom/case_spec.h"
#include "../src/phantom/portable_math.h"
#include "../src/phantom/values.h"
#include "as_many_as_pay.h"
#include "viamyo/electrograms.h"
#include "viamyo/errors.h"
#include "viamyo/measures.h"
#include "viamyo/native_document.h"
#include "viamyo/native_file.h"
#include "viamyo/segments.h"
#include "viamyo/settings.h"
#include "viamyo/shortening.h"
#include "viamyo/topology.h"
#include "viamyo/validation.h"

namespace viamyo {
namespace {

// Each case is made once.
const Map& sample(std::string_view id) {
  static std::map<std::string_view, Map> made;
  auto found = made.find(id);
  if (found == made.end()) found = made.emplace(id, make_phantom(id)).first;
  return found->second;
}

const std::vector<float>& values(const Map& map, std::string_view name) { return find_field(map.points.fields, name)->values; }

AxisResult axis_of(const Map& map) {
  const Topology topology = build_topology(map.surface);
  return find_axis(map.surface, topology, boundary_loops(map.surface, topology), map.landmarks, Settings{}.ring_limits);
}

std::vector<Vec3> end_systolic_vertices(const Map& map) {
  const auto& moved = find_field(map.surface.fields, field_name::kEndSystolicDisplacement)->values;
  std::vector<Vec3> vertices = map.surface.vertices;
  for (std::size_t v = 0; v < vertices.size(); ++v) vertices[v] += Vec3{moved[3 * v], moved[3 * v + 1], moved[3 * v + 2]};
  return vertices;
}

struct Volumes {
  double diastole_ml, systole_ml, ejection_fraction_percent;
};

Volumes volumes_of(const Map& map) {
  const Topology topology = build_topology(map.surface);
  const double diastole = enclosed_volume(map.surface, topology, map.surface.vertices).ml;
  const double systole = enclosed_volume(map.surface, topology, end_systolic_vertices(map)).ml;
  return {diastole, systole, 100 * (diastole - systole) / diastole};
}

class Phantom : public testing::TestWithParam<std::string> {
 protected:
  const Map& map() const { return sample(GetParam()); }
};

std::vector<std::string> all_ids() {
  std::vector<std::string> ids;
  for (const PhantomCase& c : phantom_cases()) ids.emplace_back(c.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(Cases, Phantom, testing::ValuesIn(as_many_as_pay(all_ids(), 3)), [](const auto& case_info) {
  std::string name = case_info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(PhantomCases, HaveUniqueNamesAndSayWhatTheyAre) {
  std::set<std::string_view> ids;
  for (const PhantomCase& c : phantom_cases()) {
    EXPECT_TRUE(ids.insert(c.id).second) << c.id;
    EXPECT_FALSE(c.title.empty());
  }
  EXPECT_EQ(ids.size(), 12U);
}

TEST(PhantomCases, AnUnknownNameIsToldWithTheKnownOnes) {
  try {
    make_phantom("posterior-mystery");
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_NE(std::string(error.what()).find("posterior-mystery"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("anterior-lad-infarct"), std::string::npos);
  }
}

TEST_P(Phantom, IsAValidMapWithoutAnyDefectButItsRim) {
  const auto defects = validate(map());
  EXPECT_FALSE(has_errors(defects));
  for (const Defect& defect : defects) {
    const bool about_the_rim = defect.code.find("hole") != std::string::npos || defect.code.find("rim") != std::string::npos;
    const bool about_the_study = defect.code.find("unknown") != std::string::npos;
    EXPECT_TRUE(about_the_rim || about_the_study) << defect.code << ": " << defect.text;
  }
}

TEST_P(Phantom, SaysThatItIsSynthetic) {
  EXPECT_EQ(map().study.synthetic, true);
  EXPECT_EQ(map().study.species, "human (synthetic)");
  EXPECT_EQ(map().study.system, "synthetic phantom");
  EXPECT_EQ(map().study.coordinate_frame, "LPS");
  EXPECT_EQ(map().study.subject_id.rfind("DEMO-", 0), 0U);
  EXPECT_FALSE(map().study.description.empty());
  ASSERT_EQ(map().provenance.size(), 1U);
  EXPECT_NE(map().provenance[0].find("\"case\":\"" + GetParam() + "\""), std::string::npos);
}

TEST_P(Phantom, HasOneRimAndFaceOutwards) {
  const Topology topology = build_topology(map().surface);
  EXPECT_EQ(boundary_loops(map().surface, topology).size(), 1U);
  EXPECT_TRUE(is_consistently_oriented(topology));
  const Vec3 inside = 0.5 * (*map().landmarks.apex + *map().landmarks.mitral_annulus_center);
  int outwards = 0;
  for (const Triangle& t : map().surface.triangles) {
    const Vec3& a = map().surface.vertices[static_cast<std::size_t>(t[0])];
    const Vec3& b = map().surface.vertices[static_cast<std::size_t>(t[1])];
    const Vec3& c = map().surface.vertices[static_cast<std::size_t>(t[2])];
    const double sides = dot(b - a, b - a) + dot(c - b, c - b) + dot(a - c, a - c);
    EXPECT_GT(4 * std::sqrt(3.0) * triangle_area_mm2(a, b, c) / sides, 0.5);  // 1 = equilateral
    outwards += dot(cross(b - a, c - a), a - inside) > 0 ? 1 : 0;
  }
  EXPECT_GT(outwards, 0.99 * static_cast<double>(map().surface.triangles.size()));
}

TEST_P(Phantom, LiesInTheChestAsAHeartDoes) {
  const Vec3 axis = *map().landmarks.apex - *map().landmarks.mitral_annulus_center;
  EXPECT_GT(axis.x, 0);  // apex to the left,
  EXPECT_LT(axis.y, 0);  // to the front
  EXPECT_LT(axis.z, 0);  // and down
  const AxisResult result = axis_of(map());
  ASSERT_TRUE(result.axis && result.axis->has_rotation);
  const Vec3 septum = -result.axis->zero_degrees;
  EXPECT_LT(septum.x, 0);                       // septum to the right
  EXPECT_LT(septum.y, 0);                       // and to the front
  EXPECT_GT(result.axis->ninety_degrees.z, 0);  // anterior wall up
  EXPECT_LT(result.axis->ninety_degrees.y, 0);  // and to the front
}

TEST_P(Phantom, HasLandmarksThatAgree) {
  const AxisResult result = axis_of(map());
  EXPECT_EQ(result.handedness, Handedness::kVerified);
  EXPECT_NEAR(result.axis->angle_degrees(*map().landmarks.inferior_rv_insertion), 240, 10);
  EXPECT_NEAR(distance(*map().landmarks.apex, map().surface.vertices[0]), 0, 1e-9);
  EXPECT_GT(result.axis->length_mm, 70);
  EXPECT_LT(result.axis->length_mm, 100);
}

TEST_P(Phantom, HasThePointsOfARealMap) {
  const std::size_t count = map().points.positions.size();
  if (GetParam() == "sparse-map") {
    EXPECT_LT(count, 50U);
  } else {
    EXPECT_GE(count, 90U);
    EXPECT_LE(count, 200U);
  }
  EXPECT_LT(accepted_count(map().points), count);  // some are kept for the record only
  EXPECT_GT(accepted_count(map().points), 0.95 * static_cast<double>(count));
  const ClosestPoint closest(map().surface);
  double sum = 0;
  for (const Vec3& p : map().points.positions) sum += closest.find(p).distance_mm;
  EXPECT_LT(sum / static_cast<double>(count), 2.0);
}

TEST_P(Phantom, LeavesGapsNearTheValve) {
  const LongAxis axis = *axis_of(map()).axis;
  const auto basal = [&](const std::vector<Vec3>& places) {
    return static_cast<double>(std::count_if(places.begin(), places.end(), [&](const Vec3& p) { return axis.t(p) < 0.1; })) /
           static_cast<double>(places.size());
  };
  EXPECT_LT(basal(map().points.positions), 0.8 * basal(map().surface.vertices));
}

TEST_P(Phantom, PumpsAsItsStorySays) {
  const std::map<std::string_view, std::pair<double, double>> bands{{"normal", {55, 65}},
                                                                    {"refractory-angina", {42, 55}},
                                                                    {"anterior-lad-infarct", {33, 45}},
                                                                    {"inferior-rca-nontransmural", {45, 57}},
                                                                    {"lateral-lcx-ischemia", {42, 55}},
                                                                    {"apical-aneurysm", {30, 43}},
                                                                    {"microvascular-disease", {45, 60}},
                                                                    {"sparse-map", {43, 57}},
                                                                    {"pair-baseline", {30, 43}},
                                                                    {"pair-follow-up", {45, 60}},
                                                                    {"trap-poor-contact", {50, 65}},
                                                                    {"trap-paced-septum", {42, 55}}};
  const Volumes volumes = volumes_of(map());
  EXPECT_GT(volumes.diastole_ml, 110);
  EXPECT_LT(volumes.diastole_ml, 220);
  EXPECT_GE(volumes.ejection_fraction_percent, bands.at(GetParam()).first);
  EXPECT_LE(volumes.ejection_fraction_percent, bands.at(GetParam()).second);
}

// What the program recomputes from the motion is what the points say, within what one motion can do for many points at once.
TEST_P(Phantom, MovesAsItsShorteningSays) {
  std::vector<Vec3> before, after;
  std::vector<float> stated;
  for (std::size_t p = 0; p < map().points.positions.size(); ++p) {
    if (!is_accepted(map().points, p)) continue;
    before.push_back(map().points.positions[p]);
    after.push_back(map().points.end_systolic_positions[p]);
    stated.push_back(values(map(), field_name::kLinearLocalShortening)[p]);
  }
  double sum = 0, squares = 0;
  int count = 0;
  const auto recomputed = linear_local_shortening_percent(before, after, {});
  for (std::size_t p = 0; p < recomputed.size(); ++p) {
    if (std::isnan(recomputed[p])) continue;  // too few neighbours, in a sparse map
    const double difference = recomputed[p] - stated[p];
    sum += difference;
    squares += difference * difference;
    ++count;
  }
  EXPECT_GE(count, 0.95 * static_cast<double>(stated.size()));
  EXPECT_LT(std::abs(sum / count), 0.5);
  EXPECT_LT(std::sqrt(squares / count), 1.0);  // as sample_maps/README.md says
}

TEST_P(Phantom, ElectrogramsHoldExactlyTheStatedVoltage) {
  const Electrograms& e = *map().points.electrograms;
  EXPECT_EQ(peak_to_peak_mV(e, e.unipolar), values(map(), field_name::kUnipolarVoltage));
  EXPECT_EQ(peak_to_peak_mV(e, e.bipolar), values(map(), field_name::kBipolarVoltage));
}

TEST_P(Phantom, ActivationIsTheSteepestDescentOfTheUnipolarElectrogram) {
  const Electrograms& e = *map().points.electrograms;
  const auto samples = static_cast<std::size_t>(e.samples);
  const auto trace = [&](const std::vector<float>& channel, std::size_t p) {
    return channel.begin() + static_cast<std::ptrdiff_t>(p * samples);
  };
  int near = 0;
  for (std::size_t p = 0; p < map().points.positions.size(); ++p) {
    const auto reference = std::max_element(trace(e.reference, p), trace(e.reference, p + 1)) - trace(e.reference, p);
    const SampleWindow window = window_of_interest(e, p);
    int steepest = window.first + 1;
    const auto slope = [&](int s) { return trace(e.unipolar, p)[s + 1] - trace(e.unipolar, p)[s - 1]; };
    for (int s = window.first + 1; s < window.last; ++s) steepest = slope(s) < slope(steepest) ? s : steepest;
    const double from_trace = static_cast<double>(steepest - reference);
    near += std::abs(from_trace - values(map(), field_name::kLocalActivationTime)[p]) <= 3 ? 1 : 0;
  }
  EXPECT_GT(near, 0.95 * static_cast<double>(map().points.positions.size()));
}

TEST_P(Phantom, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const PhantomCase& c =
      *std::find_if(phantom_cases().begin(), phantom_cases().end(), [](const PhantomCase& each) { return each.id == GetParam(); });
  EXPECT_EQ(content_digest(encode(map())), content_digest(encode(make_phantom(GetParam(), c.seed))));
  const Map other = make_phantom(GetParam(), c.seed + 1);
  EXPECT_NE(values(map(), field_name::kUnipolarVoltage), values(other, field_name::kUnipolarVoltage));
  EXPECT_NE(map().surface.vertices, other.surface.vertices);
  EXPECT_FALSE(has_errors(validate(other)));
}

TEST_P(Phantom, IsTheSampleMapAndASmallFile) {
  const std::filesystem::path file = std::filesystem::path(VIAMYO_SOURCE_DIR) / "sample_maps" / (GetParam() + ".h5");
  ASSERT_TRUE(std::filesystem::exists(file)) << file;
  EXPECT_LT(std::filesystem::file_size(file), 1'500'000U);
  const LoadedMap loaded = read_native(file);
  EXPECT_EQ(loaded.content_digest, content_digest(encode(map())));
  EXPECT_EQ(loaded.map.ground_truth->classes, map().ground_truth->classes);
  EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(file).replace_extension(".md"))) << "the story is missing";
}

std::set<int> truth_of(std::string_view id) {
  const auto& classes = sample(id).ground_truth->classes;
  return {classes.begin(), classes.end()};
}

TEST(PhantomTruth, IsTheTissueOfTheStory) {
  EXPECT_EQ(truth_of("normal"), (std::set{1}));
  EXPECT_EQ(truth_of("refractory-angina"), (std::set{1, 2}));
  EXPECT_EQ(truth_of("anterior-lad-infarct"), (std::set{1, 2, 3}));
  EXPECT_EQ(truth_of("inferior-rca-nontransmural"), (std::set{1, 2, 4}));
  EXPECT_EQ(truth_of("lateral-lcx-ischemia"), (std::set{1, 2}));
  EXPECT_EQ(truth_of("apical-aneurysm"), (std::set{1, 2, 3}));
  EXPECT_EQ(truth_of("microvascular-disease"), (std::set{1, 2}));
  EXPECT_EQ(truth_of("sparse-map"), (std::set{1, 2, 3}));
  EXPECT_EQ(truth_of("trap-poor-contact"), (std::set{1}));
  EXPECT_EQ(truth_of("trap-paced-septum"), (std::set{1}));
}

// Share of each segment's vertices that are of the class, by segment number.
std::map<int, double> share_by_segment(const Map& map, TissueClass tissue) {
  const LongAxis axis = *axis_of(map).axis;
  std::map<int, double> all, share;
  for (std::size_t v = 0; v < map.surface.vertices.size(); ++v) {
    const int segment = axis.segment(map.surface.vertices[v]);
    all[segment] += 1;
    if (map.ground_truth->classes[v] == static_cast<int>(tissue)) share[segment] += 1;
  }
  for (auto& [segment, count] : share) count /= all[segment];
  return share;
}

TEST(PhantomTruth, LiesInTheTerritoryOfTheStory) {
  auto lad = share_by_segment(sample("anterior-lad-infarct"), TissueClass::kInfarcted);
  EXPECT_GT(lad[13] + lad[14] + lad[17], 1.5);
  EXPECT_EQ(lad[4] + lad[5] + lad[11], 0);
  auto rca = share_by_segment(sample("inferior-rca-nontransmural"), TissueClass::kIndeterminate);
  EXPECT_GT(rca[10], 0.5);
  EXPECT_EQ(rca[1] + rca[7] + rca[6], 0);
  auto lcx = share_by_segment(sample("lateral-lcx-ischemia"), TissueClass::kViableIschemic);
  EXPECT_GT(lcx[11] + lcx[12], 1.0);
  EXPECT_EQ(lcx[2] + lcx[3] + lcx[8] + lcx[9], 0);
  auto angina = share_by_segment(sample("refractory-angina"), TissueClass::kViableIschemic);
  EXPECT_GT(angina[7], 0.8);
}

TEST(PhantomTruth, MicrovascularDiseaseTouchesEveryTerritory) {
  const auto share = share_by_segment(sample("microvascular-disease"), TissueClass::kViableIschemic);
  std::map<std::string, double> by_territory;
  for (const auto& [segment, part] : share) by_territory[Settings{}.territories[static_cast<std::size_t>(segment - 1)]] += part;
  for (const char* const territory : {"LAD", "RCA", "LCx"}) EXPECT_GT(by_territory[territory], 0.5) << territory;
}

TEST(PhantomMotion, OfTheAneurysmIsOutwards) {
  const Map& map = sample("apical-aneurysm");
  const Vec3 inside = *map.landmarks.apex + 0.35 * (*map.landmarks.mitral_annulus_center - *map.landmarks.apex);
  const auto after = end_systolic_vertices(map);
  double outwards = 0;
  int count = 0;
  for (std::size_t v = 0; v < after.size(); ++v) {
    if (map.ground_truth->classes[v] != 3) continue;
    outwards += dot(after[v] - map.surface.vertices[v], normalized(map.surface.vertices[v] - inside));
    ++count;
  }
  EXPECT_GT(outwards / count, 0.5);
}

TEST(PhantomMotion, ShorteningIsNegativeSomewhereInInfarct) {
  for (const char* const id : {"anterior-lad-infarct", "apical-aneurysm"}) {
    const auto& shortening = values(sample(id), field_name::kLinearLocalShortening);
    EXPECT_LT(*std::min_element(shortening.begin(), shortening.end()), 0) << id;
  }
}

TEST(PhantomPair, IsOnePatientWhoImproves) {
  const Map& before = sample("pair-baseline");
  const Map& after = sample("pair-follow-up");
  EXPECT_EQ(before.study.subject_id, after.study.subject_id);
  EXPECT_NE(before.study.visit, after.study.visit);
  EXPECT_GT(volumes_of(after).ejection_fraction_percent, volumes_of(before).ejection_fraction_percent + 5);
  EXPECT_LT(volumes_of(after).diastole_ml, volumes_of(before).diastole_ml);
  const auto ischemic = [](const Map& m) { return std::count(m.ground_truth->classes.begin(), m.ground_truth->classes.end(), 2); };
  EXPECT_LT(2 * ischemic(after), ischemic(before));
}

TEST(PhantomTraps, FalsePointsGiveThemselvesAway) {
  const Map& map = sample("trap-poor-contact");
  const auto& unipolar = values(map, field_name::kUnipolarVoltage);
  int low = 0, low_and_unstable = 0;
  for (std::size_t p = 0; p < unipolar.size(); ++p) {
    if (unipolar[p] >= 4.5F || !is_accepted(map.points, p)) continue;
    ++low;
    low_and_unstable += values(map, field_name::kLoopStability)[p] > 6 && values(map, field_name::kLocationStability)[p] > 4 ? 1 : 0;
  }
  EXPECT_GE(low_and_unstable, 8);
  EXPECT_GT(low_and_unstable, 0.7 * low);
}

TEST(PhantomTraps, ThePacedSeptumIsKnownAsPaced) {
  const Map& map = sample("trap-paced-septum");
  EXPECT_EQ(map.study.paced, true);
  EXPECT_GT(map.study.qrs_ms.value(), 120);
  EXPECT_EQ(sample("normal").study.paced, false);
}

// Draws of one tissue from many hearts, as the phantoms make them.
struct Drawn {
  std::vector<double> unipolar, bipolar, shortening;
};

Drawn draw(phantom::Tissue tissue, int hearts) {
  phantom::CaseSpec spec;
  spec.id = "distribution";
  if (tissue != phantom::Tissue::kNormal) spec.patches = {{tissue, {{0.5, 0, 200}}}};  // all of it
  Drawn drawn;
  for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(hearts); ++seed) {
    const phantom::Shape shape(spec.shape, seed);
    const phantom::TissueMap tissues(shape, spec.patches, seed);
    phantom::Random random(seed, "sites");
    auto sites = phantom::scatter_sites(spec, shape, random);
    for (const phantom::Reading& reading : phantom::draw_readings(spec, shape, tissues, sites, seed)) {
      EXPECT_EQ(reading.tissue, tissue);
      drawn.unipolar.push_back(reading.unipolar_mV);
      drawn.bipolar.push_back(reading.bipolar_mV);
      drawn.shortening.push_back(reading.shortening_percent);
    }
  }
  return drawn;
}

phantom::Law moments(const std::vector<double>& values) {
  double sum = 0, squares = 0;
  for (const double v : values) sum += v;
  const double mean = sum / static_cast<double>(values.size());
  for (const double v : values) squares += (v - mean) * (v - mean);
  return {mean, std::sqrt(squares / static_cast<double>(values.size() - 1))};
}

void expect_law(const std::vector<double>& values, double mean, double sd) {
  const phantom::Law found = moments(values);
  EXPECT_NEAR(found.mean, mean, 0.10 * sd);
  EXPECT_NEAR(found.sd, sd, 0.12 * sd);
}

// The published figures stand here once more, so that nobody changes the laws without noticing.
TEST(PhantomLaws, AreThePublishedFigures) {
  const Drawn normal = draw(phantom::Tissue::kNormal, 60);
  expect_law(normal.unipolar, 10.8, 4.2);    // Graf 2004: 10.8 +/- 4.6; inside one map 39 % dispersion
  expect_law(normal.bipolar, 4.5, 2.4);      // Fernandes 2008 (pigs)
  expect_law(normal.shortening, 15.7, 6.5);  // Fernandes 2008 (pigs): 15.7 +/- 9.5, of which 6.5 inside a heart
  const Drawn hibernating = draw(phantom::Tissue::kHibernating, 60);
  expect_law(hibernating.unipolar, 9.3, 3.4);  // Graf 2004, mismatch
  const Drawn infarct = draw(phantom::Tissue::kTransmuralInfarct, 60);
  expect_law(infarct.unipolar, 4.1, 1.1);    // Graf 2004, non-viable
  expect_law(infarct.bipolar, 1.7, 1.4);     // STEMI 2005
  expect_law(infarct.shortening, 3.5, 6.2);  // STEMI 2005
  const Drawn scar = draw(phantom::Tissue::kNonTransmuralScar, 60);
  expect_law(scar.unipolar, 6.9, 3.1);  // Graf 2004, match
}

TEST(PhantomLaws, VoltagesAreSkewedAndShorteningIsNot) {
  const auto skewness = [](const std::vector<double>& values) {
    const phantom::Law law = moments(values);
    double cubes = 0;
    for (const double v : values) cubes += std::pow((v - law.mean) / law.sd, 3);
    return cubes / static_cast<double>(values.size());
  };
  const Drawn drawn = draw(phantom::Tissue::kTransmuralInfarct, 40);
  EXPECT_GT(skewness(drawn.bipolar), 1);
  EXPECT_GT(skewness(drawn.unipolar), 0.3);
  EXPECT_LT(std::abs(skewness(drawn.shortening)), 0.25);
  EXPECT_GT(*std::min_element(drawn.bipolar.begin(), drawn.bipolar.end()), 0);
  const auto negative = std::count_if(drawn.shortening.begin(), drawn.shortening.end(), [](double v) { return v < 0; });
  EXPECT_NEAR(static_cast<double>(negative) / static_cast<double>(drawn.shortening.size()), 0.29,
              0.06);  // the normal law with these moments
}

TEST(PortableMath, AgreesWithTheLibrary) {
  for (double x = -30; x <= 30; x += 0.0137) {
    EXPECT_NEAR(phantom::portable_exp(x) / std::exp(x), 1, 4e-16 * 4) << x;
    EXPECT_NEAR(phantom::portable_sin(x), std::sin(x), 4e-16) << x;
    EXPECT_NEAR(phantom::portable_cos(x), std::cos(x), 4e-16) << x;
    const double positive = std::abs(x) + 1e-3;
    EXPECT_NEAR(phantom::portable_log(positive), std::log(positive), 9e-16 * (1 + std::abs(std::log(positive)))) << positive;
  }
  EXPECT_EQ(phantom::portable_exp(-5000), 0);
  EXPECT_EQ(phantom::portable_exp(0), 1);
  EXPECT_EQ(phantom::portable_log(1), 0);
  EXPECT_NEAR(phantom::portable_sin(12345.678), std::sin(12345.678), 1e-11);
}

}  // namespace
}  // namespace viamyo
