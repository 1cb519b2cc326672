"""The block of numbers that whole map, rings and segments have in common."""

import numpy as np

from .classes import NAMES
from .clipping import area, integrals, split_at_level
from .columns import BIPOLAR, NEAREST, RIM, SHORTENING, UNIPOLAR
from .statistics import AreaSums, mean_or_none, sample_statistics

ENOUGH_POINTS = 5
QUANTITIES = (("unipolar_voltage_mV", "UnipolarVoltage", UNIPOLAR), ("bipolar_voltage_mV", "BipolarVoltage", BIPOLAR),
              ("linear_local_shortening_percent", "LinearLocalShortening", SHORTENING))


class Part:
    def __init__(self):
        self.sums = AreaSums()
        self.class_area = dict.fromkeys(NAMES, 0.0)
        self.within_margin = 0.0
        self.farthest = -np.inf
        self.point_rows = []

    def add(self, class_code, polygon, margin):
        size, sums = integrals(polygon)
        self.sums.add(size, sums)
        self.class_area[NAMES[class_code]] += size
        self.farthest = max(self.farthest, polygon[:, NEAREST].max())
        self.within_margin += area_below(polygon, RIM, margin)

    def mapped_area(self):
        return sum(v for k, v in self.class_area.items() if k != "unmapped")

    def report(self, values, has_margin):
        size, mapped = self.sums.area, self.mapped_area()
        found = {
            "area_mm2": size, "mapped_percent": mean_or_none(100.0 * mapped, size), "points": len(self.point_rows),
            "enough_points": len(self.point_rows) >= ENOUGH_POINTS,
            "mean_point_distance_mm": self.sums.mean(NEAREST),
            "max_point_distance_mm": float(self.farthest) if np.isfinite(self.farthest) else None,
            "within_annulus_margin_mm2": self.within_margin if has_margin else None,
            "class_percent": {n: mean_or_none(100.0 * self.class_area[n], mapped) for n in NAMES[1:]},
        }
        for key, name, column in QUANTITIES:
            at_points = values.at_points.get(name)
            rows = at_points[self.point_rows] if at_points is not None else []
            found[key] = {**sample_statistics(rows), "surface_mean": self.sums.mean(column)}
        return found


def area_below(polygon, column, level):
    if not np.isfinite(polygon[:, column]).all():
        return 0.0
    below = split_at_level(polygon, column, level)[1]
    return area(below) if below is not None else 0.0
