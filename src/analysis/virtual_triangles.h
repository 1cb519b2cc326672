// At an obtuse corner a wave may reach the corner before it has reached both other corners of its triangle. There the triangles behind
// the opposite edge are unfolded until one of their vertices splits the obtuse angle into two that are not (Kimmel and Sethian 1998). The
// triangles that the corner makes with the vertices so found are virtual: they belong to no surface, but waves cross them all the same.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "planar_update.h"
#include "unfolding.h"

namespace viamyo {

struct VirtualTriangle {
  std::int32_t target = 0;             //!< the obtuse corner, C of `sides`
  std::array<std::int32_t, 2> base{};  //!< A and B of `sides`
  UpdateTriangle sides;
};

//! All virtual triangles of a surface, findable by the vertices of their bases.
class VirtualTriangles {
 public:
  explicit VirtualTriangles(const Mesh& mesh);

  //! Calls use(triangle) for each virtual triangle whose base has this vertex.
  template <typename Use>
  void for_each_at(std::int32_t vertex, Use&& use) const {
    const auto v = static_cast<std::size_t>(vertex);
    for (auto i = static_cast<std::size_t>(first_[v]); i < static_cast<std::size_t>(first_[v + 1]); ++i) {
      use(triangles_[static_cast<std::size_t>(by_base_[i])]);
    }
  }

 private:
  void split_corner(const Mesh& mesh, std::int32_t side);

  std::vector<VirtualTriangle> triangles_;
  std::vector<std::int32_t> first_;
  std::vector<std::int32_t> by_base_;
};

}  // namespace viamyo
