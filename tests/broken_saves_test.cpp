// Every save is all or nothing: whichever of its steps fails, is interrupted, is done in part, or is the last that the process does, there stands the
// old file or the new one. A log keeps every whole line.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <functional>

#include "broken_system.h"
#include "native_sample.h"
#include "review_team.h"
#include "viamyo/native_file.h"
#include "viamyo/text_file.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;
using broken_system::Fault;

//! One kind of save, over a file that is there already.
struct Save {
  const char* name;
  std::function<void(const fs::path&)> old;
  std::function<void(const fs::path&)> anew;
};

void PrintTo(const Save& save, std::ostream* out) { *out << save.name; }  // NOLINT(readability-identifier-naming): GoogleTest's

class BrokenSaves : public testing::TestWithParam<Save> {
 protected:
  BrokenSaves() : folder(fs::temp_directory_path() / ("viamyo_broken_" + std::to_string(::getpid()))) {
    fs::remove_all(folder);
    fs::create_directory(folder);
    GetParam().anew(file());
    after = text_of_file(file());
    begin();
    before = text_of_file(file());
    broken_system::arm(-1, Fault::kNone);
    GetParam().anew(file());
    steps = broken_system::disarm();
  }
  ~BrokenSaves() override { fs::remove_all(folder); }

  [[nodiscard]] fs::path file() const { return folder / "file"; }

  void begin() const {
    for (const auto& entry : fs::directory_iterator(folder)) fs::remove(entry);
    GetParam().old(file());
  }

  [[nodiscard]] bool is_old() const { return text_of_file(file()) == before; }
  [[nodiscard]] bool is_new() const { return text_of_file(file()) == after; }
  [[nodiscard]] std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(folder), {}); }

  //! What the save says when this step suffers the fault; empty when it succeeds.
  std::string save_with(int step, Fault fault) {
    begin();
    broken_system::arm(step, fault);
    std::string said;
    try {
      GetParam().anew(file());
    } catch (const OutputError& error) {
      said = error.what();
    }
    broken_system::disarm();
    return said;
  }

  int steps = 0;
  fs::path folder;
  std::string before;
  std::string after;
};

TEST_P(BrokenSaves, AFailureAtAnyStepLeavesTheOldFileAlone) {
  ASSERT_NE(before, after);
  int failed = 0;
  for (int step = 0; step < steps; ++step) {
    for (const Fault fault : {Fault::kFull, Fault::kBroken}) {
      const std::string said = save_with(step, fault);
      EXPECT_TRUE(broken_system::has_struck()) << step;
      EXPECT_TRUE(said.empty() ? is_new() : is_old()) << step << ": " << said;  // a folder that cannot be synced is no failure
      EXPECT_EQ(files(), 1) << step << ": " << said;
      if (said.empty()) continue;
      ++failed;
      EXPECT_EQ(said.find(file().string() + ": "), 0) << said;
      EXPECT_NE(said.find(fault == Fault::kFull ? "No space left on device" : "Input/output error"), std::string::npos) << said;
    }
  }
  EXPECT_GE(failed, 2 * 4);  // opening, writing, closing, renaming
}

TEST_P(BrokenSaves, InterruptedAndShortWritesAreGoneOnWith) {
  int struck = 0;
  for (int step = 0; step < steps; ++step) {
    for (const Fault fault : {Fault::kInterrupted, Fault::kShort}) {
      EXPECT_EQ(save_with(step, fault), "") << step;
      EXPECT_TRUE(is_new()) << step;
      struck += broken_system::has_struck() ? 1 : 0;
    }
  }
  EXPECT_GE(struck, 2);
}

TEST_P(BrokenSaves, AProcessKilledAtAnyStepLeavesTheOldFileOrTheNewOne) {
  int old = 0;
  for (int step = 0; step < steps; ++step) {
    begin();
    const pid_t child = ::fork();
    if (child == 0) {
      save_with(step, Fault::kKilled);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << step;
    EXPECT_TRUE(is_old() || is_new()) << step;
    old += is_old() ? 1 : 0;
    GetParam().anew(file());  // what the dead process left is in nobody's way
    EXPECT_TRUE(is_new()) << step;
  }
  EXPECT_GE(old, 4);
}

INSTANTIATE_TEST_SUITE_P(Every, BrokenSaves,
                         testing::Values(Save{"map", [](const fs::path& file) { save_native(sample::bare_map(), file); },
                                              [](const fs::path& file) { save_native(sample::full_map(), file); }},
                                         Save{"text", [](const fs::path& file) { write_text_file(file, "old\n"); },
                                              [](const fs::path& file) { write_text_file(file, std::string(200'000, 'n')); }}),
                         [](const auto& of) { return of.param.name; });

class BrokenAppend : public ReviewedMapTest {
 protected:
  //! Appends one decision with this step suffering the fault; what it says, empty when it succeeds.
  std::string append_with(int step, Fault fault) {
    ReviewLog log = read_log(shared_log.file);
    broken_system::arm(step, fault);
    std::string said;
    try {
      append_to_log(log, {able, shared_map, &shared_team, {decision(ReviewAction::kConfirm, "R1")}, {}});
    } catch (const OutputError& error) {
      said = error.what();
    }
    steps = broken_system::disarm();
    return said;
  }

  [[nodiscard]] std::size_t whole_lines() const {
    const ReviewLog log = read_log(shared_log.file);
    EXPECT_EQ(log.broken, "");
    return log.lines.size();
  }

  int steps = 0;
};

TEST_F(BrokenAppend, NoStepThatFailsOrIsCutShortLosesALineOrLeavesHalfOfOne) {
  std::size_t lines = whole_lines();
  ASSERT_EQ(append_with(-1, Fault::kNone), "");
  ASSERT_EQ(whole_lines(), ++lines);
  const int all = steps;
  for (int step = 0; step < all; ++step) {
    for (const Fault fault : {Fault::kFull, Fault::kBroken, Fault::kInterrupted, Fault::kShort}) {
      const bool goes_on = fault == Fault::kInterrupted || fault == Fault::kShort;
      const std::string said = append_with(step, fault);
      EXPECT_TRUE(said.empty() || !goes_on) << step << ": " << said;
      if (said.empty()) ++lines;
      EXPECT_EQ(whole_lines(), lines) << step << ": " << said;
    }
  }
}

TEST_F(BrokenAppend, AProcessKilledAtAnyStepLeavesWholeLines) {
  append_with(-1, Fault::kNone);
  const int all = steps;
  std::size_t lines = whole_lines();
  for (int step = 0; step < all; ++step) {
    const pid_t child = ::fork();
    if (child == 0) {
      append_with(step, Fault::kKilled);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << step;
    EXPECT_GE(whole_lines(), lines) << step;
    lines = whole_lines();
    EXPECT_EQ(append_with(-1, Fault::kNone), "") << step;
    EXPECT_EQ(whole_lines(), ++lines) << step;
  }
}

}  // namespace
}  // namespace viamyo
