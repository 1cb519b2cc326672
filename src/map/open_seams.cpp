// Seams that were not joined: openings whose edges run beside one another, closer than any real opening is wide.
#include <cmath>
#include <cstdint>
#include <vector>

#include "defect_list.h"
#include "viamyo/errors.h"
#include "viamyo/topology.h"

namespace viamyo {

namespace {

struct RimEdge {
  Vec3 from;
  Vec3 to;
  std::array<std::int32_t, 2> ends{};
  double length_mm = 0;

  [[nodiscard]] Vec3 at(double share) const { return from + share * (to - from); }
  [[nodiscard]] bool touches(const RimEdge& other) const {
    return ends[0] == other.ends[0] || ends[0] == other.ends[1] || ends[1] == other.ends[0] || ends[1] == other.ends[1];
  }
};

std::vector<RimEdge> rim_edges(const Surface& surface, const Topology& topology) {
  std::vector<RimEdge> rims;
  for (const Edge& edge : topology.edges) {
    if (edge.side_count != 1) continue;
    const Vec3& from = surface.vertices[static_cast<std::size_t>(edge.vertices[0])];
    const Vec3& to = surface.vertices[static_cast<std::size_t>(edge.vertices[1])];
    const double length_mm = distance(from, to);
    if (std::isfinite(length_mm)) rims.push_back({from, to, edge.vertices, length_mm});  // of damaged files
  }
  return rims;
}

double median_length_mm(const std::vector<RimEdge>& rims) {
  std::vector<double> lengths;
  lengths.reserve(rims.size());
  for (const RimEdge& rim : rims) lengths.push_back(rim.length_mm);
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  return *middle;
}

bool is_within(double distance_mm, const Vec3& place, const RimEdge& rim) {
  const Vec3 along = rim.to - rim.from;
  const double share = std::clamp(dot(place - rim.from, along) / dot(along, along), 0.0, 1.0);
  return distance(place, rim.at(share)) <= distance_mm;
}

// Cubes as wide as an edge is long. Each edge stands in those that its places at every half of that width lie in, so that whatever is closer than half
// a width is found in the cubes around.
class Grid {
 public:
  explicit Grid(const std::vector<RimEdge>& rims) : width_(median_length_mm(rims)) {
    constexpr double kMaxPlaces = 64;  // an edge that is far longer than the others stands in some of its cubes alone
    for (std::size_t e = 0; e < rims.size(); ++e) {
      const auto places = static_cast<int>(std::clamp(std::ceil(2 * rims[e].length_mm / width_), 1.0, kMaxPlaces));
      for (int place = 0; place <= places; ++place) entries_.push_back({cube_of(rims[e].at(static_cast<double>(place) / places), {}), e});
    }
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  }

  [[nodiscard]] double width_mm() const { return width_; }

  //! Whether `is_it` holds for one of the edges around the place.
  template <class IsIt>
  [[nodiscard]] bool any_around(const Vec3& place, IsIt is_it) const {
    std::size_t left = 2000;  // heaps of edges at one place must not take for ever
    constexpr std::array kBeside{-1, 0, 1};
    for (std::size_t cube = 0; cube < 27; ++cube) {
      const Vec3 beside{static_cast<double>(kBeside.at(cube % 3)), static_cast<double>(kBeside.at(cube / 3 % 3)),
                        static_cast<double>(kBeside.at(cube / 9))};
      const Entry first{cube_of(place, beside), 0};
      for (auto entry = std::lower_bound(entries_.begin(), entries_.end(), first); entry != entries_.end() && entry->cube == first.cube;
           ++entry) {
        if (left-- == 0) return false;
        if (is_it(entry->edge)) return true;
      }
    }
    return false;
  }

 private:
  struct Entry {
    std::uint64_t cube = 0;
    std::size_t edge = 0;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };

  // Two cubes may have one number: distances are looked at again.
  [[nodiscard]] std::uint64_t cube_of(const Vec3& place, const Vec3& beside) const {
    constexpr double kFarthest = 1e15;
    constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;
    std::uint64_t cube = 0;
    for (const double number : {place.x / width_ + beside.x, place.y / width_ + beside.y, place.z / width_ + beside.z})
      cube = (cube ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(std::clamp(number, -kFarthest, kFarthest))))) * kPrime;
    return cube;
  }

  double width_;
  std::vector<Entry> entries_;
};

}  // namespace

void check_seams(const Surface& surface, const Topology& topology, const std::stop_token& stop, DefectList& defects) {
  const std::vector<RimEdge> rims = rim_edges(surface, topology);
  if (rims.empty()) return;
  const Grid grid(rims);
  DefectLocations places;
  double length_mm = 0;
  for (const RimEdge& rim : rims) {
    if (stop.stop_requested()) throw Stopped();
    // Along a rim the next edge but one is farther than a quarter of this one.
    const double close_mm = std::min({kOpenSeam_mm, rim.length_mm / 4, grid.width_mm() / 2});
    const Vec3 middle = rim.at(0.5);
    if (!grid.any_around(middle, [&](std::size_t e) { return !rim.touches(rims[e]) && is_within(close_mm, middle, rims[e]); })) continue;
    places.add_edge(rim.ends);
    length_mm += rim.length_mm;
  }
  if (length_mm < kShortestOpenSeam_mm) return;
  defects.warning(
      "open_seam", "/VTKHDF/Connectivity",
      fmt::format("edges of openings run within {} mm of others over {:.1f} mm, as at a seam that was not joined: {}; it is a cut "
                  "for regions, distances and volumes, because only what lies within {} mm is one place",
                  kOpenSeam_mm, length_mm, places.text("edge", "edges"), kSamePlace_mm));
}

}  // namespace viamyo
