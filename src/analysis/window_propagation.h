// The straight lines from sources over unfolded triangles, and the vertices that they light.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "propagation_window.h"
#include "viamyo/geodesics.h"

namespace viamyo {

//! The place of the corner of a triangle at a point, or -1. Light from a corner leaves through all triangles around it.
std::int32_t corner_at(const Mesh& mesh, std::int32_t triangle, const Vec3& point);

//! Lowers the distances of the vertices that a source sees within a few edge lengths. What is cut off because it cannot win is judged by
//! the distances as they were at the beginning, so the order of the sources does not matter.
class WindowPropagation {
 public:
  //! Shining throws Stopped soon after a stop is requested.
  WindowPropagation(const Mesh& mesh, std::size_t source_count, const std::stop_token& stop, std::vector<double>& distances);

  //! Up to this distance a source lights all that it sees.
  [[nodiscard]] double least_reach_mm() const;
  //! How many triangles were crossed so far.
  [[nodiscard]] std::size_t crossings() const { return crossings_; }
  void propagate_from_vertex(std::int32_t vertex);
  //! Ends that lie on a corner are left to propagate_from_vertex.
  void propagate_from_segment(const SourceSegment& source);

 private:
  //! A triangle laid out in the plane, counter-clockwise.
  struct Flat {
    std::int32_t triangle = 0;
    std::array<Vec2, 3> corners{};
  };

  [[nodiscard]] double known_before(std::int32_t vertex) const { return known_before_[static_cast<std::size_t>(vertex)]; }
  void lower(std::int32_t vertex, double distance) {
    double& known = distances_[static_cast<std::size_t>(vertex)];
    known = std::min(known, distance);
  }
  void set_reach(std::int32_t triangle);
  void propagate_around(const Flat& flat, const Vec2& point, const Vec2* other_end);
  void propagate_across(const Flat& flat, const Vec2& from, const Vec2& to);
  void enter(const Flat& flat, std::size_t s, const PseudoSource& light, const Ray& left_ray, const Ray& right_ray);
  void follow(const PseudoSource& light, const PropagationWindow& first);
  void cross_edge(const PseudoSource& light, const PropagationWindow& beam, std::vector<PropagationWindow>& beyond);
  void cross_triangle(const PseudoSource& light, const PropagationWindow& beam, std::int32_t entered,
                      std::vector<PropagationWindow>& beyond);
  [[nodiscard]] bool is_worth_following(const PseudoSource& light, const PropagationWindow& beam) const;

  const Mesh& mesh_;
  std::vector<double>& distances_;
  // As they were before any light, so that what a beam is cut off by does not depend on the beams before it.
  const std::vector<double> known_before_;
  std::stop_token stop_;
  std::size_t most_crossings_;  // of one beam, one after the other
  std::size_t most_together_;   // of all that it parts into
  std::size_t crossings_ = 0;
  double mean_edge_mm_ = 0;
  double reach_mm_ = 0;
  std::vector<PropagationWindow> front_;  // the beams of one round, and of the next: kept, so that their memory is
  std::vector<PropagationWindow> beyond_;
};

}  // namespace viamyo
