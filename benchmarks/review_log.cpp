// A map with 50 and one with 10,000 decisions: its log read and verified, and its state, which is what every change of a threshold asks for again.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "viamyo/review_log.h"

namespace {

using namespace viamyo;  // NOLINT(google-build-using-namespace): a program of one file
namespace fs = std::filesystem;

constexpr int kItems = 50;

struct Took {
  double wall_ms = 1e9;
  double processor_ms = 1e9;  //!< of all threads: what is left on a machine that others use as well
};

//! The least of so many times.
Took least(int times, const auto& work) {
  Took best;
  for (int i = 0; i < times; ++i) {
    const std::clock_t before = std::clock();
    const auto began = std::chrono::steady_clock::now();
    work();
    best.wall_ms = std::min(best.wall_ms, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    best.processor_ms = std::min(best.processor_ms, 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
  }
  return best;
}

void tell(std::string_view what, const Took& took) {
  fmt::print("{:36} {:9.1f} ms {:9.1f} ms of processor\n", what, took.wall_ms, took.processor_ms);
}

Analysis many_items() {
  Analysis analysis;
  analysis.fingerprint = std::string(64, 'f');
  for (int i = 0; i < kItems; ++i) {
    Region region;
    region.id = fmt::format("R{}", i + 1);
    region.label = region.id + " mid anterior";
    region.tissue = TissueClass::kNormal;
    region.area_mm2 = 1000 + i;
    analysis.regions.push_back(region);
  }
  return analysis;
}

std::vector<LogEntry> decisions(const Analysis& analysis, int count) {
  std::vector<LogEntry> entries;
  for (int i = 0; i < count; ++i) {
    const Region& region = analysis.regions[static_cast<std::size_t>(i % kItems)];
    Decision decision;
    decision.action = ReviewAction::kConfirm;
    decision.item = {region.id, region.label, region.tissue, region.area_mm2, region.centroid_mm};
    decision.basis = "LGE below 25 %";
    decision.fingerprint = analysis.fingerprint;
    entries.emplace_back(decision);
  }
  return entries;
}

void measure(const fs::path& folder, int count) {
  const Passphrase passphrase("a benchmark's key");
  const SigningKey owner = make_key(KeyKind::kOwner, "Team", "", passphrase, kMinSealCost);
  Team team{"Team", 1, 2, default_counting_roles(), false, owner.facts().public_key, {}};
  const Analysis analysis = many_items();
  const ReviewedMap map{"content", "map", "subject", false};
  ReviewLog log;
  log.file = (folder / fmt::format("log-{}.jsonl", count)).string();
  std::vector<SigningKey> keys;
  for (const char* name : {"A", "B"}) {
    keys.push_back(make_key(KeyKind::kMember, name, team.counting_roles.front(), passphrase, kMinSealCost));
    team = with_member(team, {name, team.counting_roles.front(), keys.back().facts().public_key}, false);
  }
  for (const SigningKey& key : keys) append_to_log(log, {key, map, &team, decisions(analysis, count / 2), {}});

  fmt::print("{} lines, {:.1f} MB\n", log.lines.size(), static_cast<double>(fs::file_size(log.file)) / 1e6);
  constexpr int kTimes = 20;
  ReviewLog read;
  tell("read and verified", least(count > 1000 ? 3 : kTimes, [&] { read = read_log(log.file); }));
  ReviewState state;
  tell("state of the map", least(kTimes, [&] { state = review_state(analysis, map, read, &team); }));
  const std::vector<LogEntry> one = {decisions(analysis, 1)[0]};
  tell("one more decision", least(kTimes, [&] { append_to_log(read, {keys[0], map, &team, one, {}}); }));
  // Whoever has left: the half of all lines that they signed is upheld in one act.
  team = without_member(team, "B");
  Uphold uphold;
  for (const LogLine* const line : lines_to_uphold(read, team)) uphold.lines.push_back(line->digest);
  append_to_log(read, {keys[0], map, &team, {uphold}, {}});
  tell("the same, half of it upheld: state", least(kTimes, [&] { state = review_state(analysis, map, read, &team); }));
  tell("... one more decision", least(kTimes, [&] { append_to_log(read, {keys[0], map, &team, one, {}}); }));
  fmt::print("{}\n\n", to_string(state.status));
}

}  // namespace

int main() {
  const fs::path folder =
      fs::temp_directory_path() / fmt::format("viamyo-benchmark-{}", std::chrono::steady_clock::now().time_since_epoch().count());
  fs::create_directories(folder);
  ::setenv("XDG_DATA_HOME", folder.c_str(), 1);
  for (const int count : {50, 10'000}) measure(folder, count);
  fs::remove_all(folder);
}
