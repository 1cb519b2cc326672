// Just enough linear algebra to solve one symmetric positive definite system of a few hundred unknowns.
#pragma once

#include <cstddef>
#include <vector>

namespace viamyo::phantom {

//! Square, row after row.
class Matrix {
 public:
  explicit Matrix(std::size_t size) : size_(size), values_(size * size, 0.0) {}
  double& operator()(std::size_t row, std::size_t column) { return values_[row * size_ + column]; }
  double operator()(std::size_t row, std::size_t column) const { return values_[row * size_ + column]; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::size_t size_;
  std::vector<double> values_;
};

//! x of A x = b. Only the lower triangle of A is read; A must be positive definite.
std::vector<double> solve_symmetric(Matrix a, std::vector<double> b);

}  // namespace viamyo::phantom
