#include "cholesky.h"

#include <cmath>

namespace viamyo::phantom {

namespace {

// Replaces the lower triangle of `a` by that of L with L Lt = a.
void factorise(Matrix& a) {
  for (std::size_t row = 0; row < a.size(); ++row) {
    for (std::size_t column = 0; column <= row; ++column) {
      double rest = a(row, column);
      for (std::size_t k = 0; k < column; ++k) rest -= a(row, k) * a(column, k);
      a(row, column) = row == column ? std::sqrt(rest) : rest / a(column, column);
    }
  }
}

}  // namespace

std::vector<double> solve_symmetric(Matrix a, std::vector<double> b) {
  factorise(a);
  for (std::size_t row = 0; row < b.size(); ++row) {
    for (std::size_t k = 0; k < row; ++k) b[row] -= a(row, k) * b[k];
    b[row] /= a(row, row);
  }
  for (std::size_t row = b.size(); row-- > 0;) {
    for (std::size_t k = row + 1; k < b.size(); ++k) b[row] -= a(k, row) * b[k];
    b[row] /= a(row, row);
  }
  return b;
}

}  // namespace viamyo::phantom
