#include "viamyo/task.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace viamyo {
namespace {

TEST(Task, TellsEachStageAndEachFractionInOrder) {
  std::vector<std::string> told;
  Task task;
  task.progress = [&](double fraction) { told.push_back(std::to_string(fraction).substr(0, 4)); };
  task.stage = [&](std::string_view stage) { told.emplace_back(stage); };
  task.enter("read");
  task.report(0.25);
  task.enter("check");
  task.report(1);
  EXPECT_EQ(told, (std::vector<std::string>{"read", "0.25", "check", "1.00"}));
}

TEST(Task, StopsBeforeAnythingMoreIsTold) {
  std::stop_source source;
  int told = 0;
  Task task{source.get_token()};
  task.progress = [&](double) { ++told; };
  task.stage = [&](std::string_view) { ++told; };
  task.enter("read");
  source.request_stop();
  EXPECT_THROW(task.report(0.5), Stopped);
  EXPECT_THROW(task.enter("check"), Stopped);
  EXPECT_EQ(told, 1);
}

TEST(Task, NobodyNeedsToListenOrToStopIt) {
  const Task task;
  EXPECT_NO_THROW(task.enter("read"));
  EXPECT_NO_THROW(task.report(1));
}

}  // namespace
}  // namespace viamyo
