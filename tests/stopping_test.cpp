// Work on a whole mesh listens: each loop over it ends soon after a stop is requested, and not only between the stages of an analysis.
#include <gtest/gtest.h>

#include <stop_token>

#include "../src/analysis/cell_rules.h"
#include "../src/analysis/patches.h"
#include "../src/analysis/regions.h"
#include "../src/analysis/segment_partition.h"
#include "../src/analysis/statistics.h"
#include "../src/analysis/surface_distances.h"
#include "analysis_maps.h"
#include "viamyo/measures.h"

namespace viamyo {
namespace {

//! What the loops work on, in a mesh of more triangles than there are between two looks.
class Stopping : public testing::Test {
 protected:
  Stopping()
      : map_(hemisphere([](const Vec3& p) { return 6 + p.x / 5; }, [](const Vec3& p) { return 12 + p.y / 5; }, 64, 128)),
        a_(analyzed(map_)),
        topology_(build_topology(map_.surface)),
        areas_(triangle_areas_mm2(map_.surface, topology_)),
        all_(map_.surface.triangles.size(), true),
        values_(cut_values(a_, map_.surface.vertices.size())),
        parts_(map_.surface, a_.axis.axis),
        stability_(a_.thresholds) {
    stopped_.request_stop();
  }

  [[nodiscard]] CellSurface cells(const std::stop_token& stop) const {
    return {map_.surface, values_, class_rules(a_.thresholds), all_, stop};
  }
  [[nodiscard]] std::stop_token stop() const { return stopped_.get_token(); }

  Map map_;
  Analysis a_;
  Topology topology_;
  std::vector<double> areas_;
  std::vector<bool> all_;
  CutValues values_;
  SegmentPartition parts_;
  Stability stability_;
  std::stop_source stopped_;
};

TEST_F(Stopping, TheMeshHasMoreTrianglesThanThereAreBetweenTwoLooks) { EXPECT_GT(map_.surface.triangles.size(), 2 * 4096U); }

TEST_F(Stopping, CuttingIntoClassesListens) {
  EXPECT_NO_THROW(static_cast<void>(cells({})));
  EXPECT_THROW(static_cast<void>(cells(stop())), Stopped);
}

TEST_F(Stopping, JoiningPatchesListens) {
  std::stop_source later;
  const CellSurface cut = cells(later.get_token());
  EXPECT_NO_THROW(static_cast<void>(cut.patches(topology_)));
  later.request_stop();
  EXPECT_THROW(static_cast<void>(cut.patches(topology_)), Stopped);
}

TEST_F(Stopping, MeasuringPatchesListens) {
  const CellSurface cut = cells({});
  const std::vector<std::int32_t> patches = cut.patches(topology_);
  PatchContext context{&map_.surface, &areas_, &values_, &parts_, &stability_, &a_, {}};
  EXPECT_NO_THROW(static_cast<void>(measure_patches(cut, patches, context, 10, nullptr, nullptr)));
  context.stop = stop();
  EXPECT_THROW(static_cast<void>(measure_patches(cut, patches, context, 10, nullptr, nullptr)), Stopped);
}

TEST_F(Stopping, StatisticsListen) {
  const CellSurface cut = cells({});
  StatisticsInput input{&map_.surface, &areas_, &parts_, &cut, &all_, &a_, 10, {}, {}};
  EXPECT_NO_THROW(static_cast<void>(compute_statistics(input)));
  input.stop = stop();
  EXPECT_THROW(static_cast<void>(compute_statistics(input)), Stopped);
}

// Whenever it is asked: the analysis ends with Stopped, and before it has entered another stage.
TEST_F(Stopping, AnAnalysisEndsInTheStageInWhichItIsAsked) {
  std::vector<std::string> stages;
  Task all;
  all.stage = [&](std::string_view name) { stages.emplace_back(name); };
  static_cast<void>(analyze(map_, make_settings("", {}), "test", all));
  ASSERT_GE(stages.size(), 6U);
  for (const std::string& stage : stages) {
    std::stop_source source;
    std::string last;
    Task task;
    task.stop = source.get_token();
    task.stage = [&](std::string_view name) {
      last = name;
      if (name == stage) source.request_stop();
    };
    EXPECT_THROW(analyze(map_, make_settings("", {}), "test", task), Stopped) << stage;
    EXPECT_EQ(last, stage);
  }
}

}  // namespace
}  // namespace viamyo
