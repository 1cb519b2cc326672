// Disjoint sets: which of n things belong together.
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

namespace viamyo {

class UnionFind {
 public:
  explicit UnionFind(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

  std::int32_t find(std::int32_t i) {
    while (parent(i) != i) {
      parent(i) = parent(parent(i));
      i = parent(i);
    }
    return i;
  }

  //! The smaller number stays the root, so that the result does not depend on the order of calls.
  void unite(std::int32_t a, std::int32_t b) {
    a = find(a);
    b = find(b);
    if (a < b) parent(b) = a;
    if (b < a) parent(a) = b;
  }

  //! Set number of each thing, 0-based in order of first member.
  std::vector<std::int32_t> numbered() {
    std::vector<std::int32_t> number(parent_.size(), -1);
    std::int32_t next = 0;
    for (std::size_t i = 0; i < parent_.size(); ++i) {
      const auto root = static_cast<std::size_t>(find(static_cast<std::int32_t>(i)));
      if (number[root] < 0) number[root] = next++;
      number[i] = number[root];
    }
    return number;
  }

 private:
  std::int32_t& parent(std::int32_t i) { return parent_[static_cast<std::size_t>(i)]; }

  std::vector<std::int32_t> parent_;
};

}  // namespace viamyo
