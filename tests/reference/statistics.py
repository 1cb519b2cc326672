"""Numbers over samples and over parts of the surface; None where a number does not exist."""

import numpy as np


def mean_or_none(total, weight):
    return float(total / weight) if weight > 0 and np.isfinite(total) else None


def sample_statistics(values):
    """n, mean, SD (n - 1), median, smallest and largest of the finite values."""
    finite = sorted(float(v) for v in values if np.isfinite(v))
    n = len(finite)
    if n == 0:
        return {"n": 0, "mean": None, "sd": None, "median": None, "min": None, "max": None}
    mean = sum(finite) / n
    sd = (sum((v - mean) ** 2 for v in finite) / (n - 1)) ** 0.5 if n > 1 else None
    middle = 0.5 * (finite[(n - 1) // 2] + finite[n // 2])
    return {"n": n, "mean": mean, "sd": sd, "median": middle, "min": finite[0], "max": finite[-1]}


class AreaSums:
    """Area and column integrals of a set of polygons; a column counts only where it is known."""

    def __init__(self):
        self.area = 0.0
        self._column_area = 0.0
        self._column_sum = 0.0

    def add(self, area, sums):
        known = np.isfinite(sums)
        self.area += area
        self._column_area = self._column_area + known * area
        self._column_sum = self._column_sum + np.where(known, sums, 0.0)

    def mean(self, column):
        if self.area == 0.0:
            return None
        return mean_or_none(self._column_sum[column], self._column_area[column])
