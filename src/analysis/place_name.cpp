#include "place_name.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include "viamyo/segments.h"

namespace viamyo {

namespace {

constexpr int kWallCount = 6;
//! In the order of the angle: who walks on comes round to the first again.
constexpr std::array<std::string_view, kWallCount> kWalls{"anterior", "anteroseptal",  "inferoseptal",
                                                          "inferior", "inferolateral", "anterolateral"};
constexpr int kAnterior = 0;
constexpr int kInferior = 3;
using Walls = std::array<bool, kWallCount>;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : (i + 1 == words.size() ? " and " : ", ")) + words[i];
  return text;
}

//! The walls of the upper two rings are sixths, those of the apical ring quarters, of which septal and lateral hold two sixths.
void add_walls(Walls& walls, int segment) {
  if (segment <= 12) walls.at(static_cast<std::size_t>((segment - 1) % kWallCount)) = true;
  if (segment == 13) walls[kAnterior] = true;
  if (segment == 14) walls[1] = walls[2] = true;
  if (segment == 15) walls[kInferior] = true;
  if (segment == 16) walls[4] = walls[5] = true;
}

//! A wall at the end of a run, whose neighbour inside the run is `beside`: both halves of the septum are "septal".
std::string_view end_of_run(int wall, int beside) {
  const auto pair = std::minmax(wall, beside);
  if (pair == std::minmax(1, 2)) return "septal";
  if (pair == std::minmax(4, 5)) return "lateral";
  return kWalls.at(static_cast<std::size_t>(wall));
}

//! `count` walls beside each other, the first one given, fewer than all.
std::string run_name(int first, int count) {
  const auto wall = [&](int i) { return (first + i) % kWallCount; };
  const auto name = [&](int i) { return std::string(kWalls.at(static_cast<std::size_t>(wall(i)))); };
  if (count == kWallCount - 1) return "all walls but " + name(count);
  if (count == 1) return name(0);
  const std::string from(end_of_run(wall(0), wall(1)));
  const std::string to(end_of_run(wall(count - 1), wall(count - 2)));
  if (count == 2) return from == to ? from : from + " and " + to;
  // From anterior to inferior one gets on either side.
  if (count == 4 && (wall(0) == kAnterior || wall(0) == kInferior)) return joined({from, wall(0) == kAnterior ? "septal" : "lateral", to});
  return from + " to " + to;
}

std::string walls_name(const Walls& walls) {
  if (std::all_of(walls.begin(), walls.end(), [](bool wall) { return wall; })) return "all walls";
  std::vector<std::string> runs;
  for (int first = 0; first < kWallCount; ++first) {
    const auto holds = [&](int wall) { return walls.at(static_cast<std::size_t>((wall + kWallCount) % kWallCount)); };
    if (!holds(first) || holds(first - 1)) continue;
    int count = 1;
    while (holds(first + count)) ++count;
    runs.push_back(run_name(first, count));
  }
  return joined(runs);
}

std::string rings_name(const std::array<bool, kRingCount>& rings) {
  std::vector<std::string> names;
  int runs = 0;
  for (int ring = 0; ring < kRingCount; ++ring) {
    if (!rings.at(static_cast<std::size_t>(ring))) continue;
    names.emplace_back(ring_name(ring));
    if (ring == 0 || !rings.at(static_cast<std::size_t>(ring - 1))) ++runs;
  }
  return runs == 1 && names.size() > 2 ? names.front() + " to " + names.back() : joined(names);
}

}  // namespace

std::string place_name(const std::vector<double>& part_area, const std::vector<int>& named) {
  const auto count = static_cast<int>(part_area.size());
  if (count != kSegmentCount && count != kRingCount) return {};
  const bool segments = count == kSegmentCount;
  const auto most = std::max_element(part_area.begin(), part_area.end());
  const auto largest = static_cast<int>(most - part_area.begin());
  if (*most > std::accumulate(part_area.begin(), part_area.end(), 0.0) / 2)
    return std::string(segments ? segment_name(largest + 1) : ring_name(largest));
  std::array<bool, kRingCount> rings{};
  Walls walls{};
  for (const int part : named) {
    rings.at(static_cast<std::size_t>(segments ? ring_of_segment(part + 1) : part)) = true;
    if (segments) add_walls(walls, part + 1);
  }
  if (!segments) return rings_name(rings);
  return fmt::format("{}, {}; {} segments", rings_name(rings), walls_name(walls), named.size());
}

}  // namespace viamyo
