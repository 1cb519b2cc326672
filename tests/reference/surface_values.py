"""Where the surface's voltage and shortening come from: stored, interpolated, electrograms, motion."""

import numpy as np

from .reader import round_to_float32

COINCIDENT_MM = 1e-6
MIN_NEIGHBOURS = 3


def interpolate(vertices, positions, values, fill_distance):
    """Inverse-distance weighting of power 2 within fill_distance, as a plain loop over the vertices."""
    known = np.isfinite(values)
    positions, values = positions[known], values[known]
    result = np.full(len(vertices), np.nan)
    for index, vertex in enumerate(vertices):
        distance = np.sqrt(((positions - vertex) ** 2).sum(axis=1))
        at = distance < COINCIDENT_MM
        near = distance <= fill_distance
        if at.any():
            result[index] = values[at].mean()
        elif near.any():
            weight = 1.0 / distance[near] ** 2
            result[index] = (weight * values[near]).sum() / weight.sum()
    return round_to_float32(result)


def shortening_from_motion(diastole, systole, settings):
    """Gaussian-weighted mean shortening of the distances to the neighbours of each point, in percent."""
    result = np.full(len(diastole), np.nan)
    for index in range(len(diastole)):
        before = np.sqrt(((diastole - diastole[index]) ** 2).sum(axis=1))
        after = np.sqrt(((systole - systole[index]) ** 2).sum(axis=1))
        use = (before >= settings["lls_min_distance"]) & (before <= settings["lls_max_distance"])
        use[index] = False
        if use.sum() >= MIN_NEIGHBOURS:
            weight = np.exp(-(before[use] / settings["lls_sigma"]) ** 2)
            result[index] = 100.0 * (weight * (before[use] - after[use]) / before[use]).sum() / weight.sum()
    return round_to_float32(result)


def decimal(value):
    """The number that the shortest text of a float32 says."""
    return float(str(np.float32(value)))


def peak_to_peak(electrograms, traces):
    """Largest minus smallest sample inside each point's window, both ends included, nearest samples; as decimals."""
    result = np.full(len(traces), np.nan)
    for row, (first, last) in enumerate(electrograms.windows_ms):
        samples = [int(np.floor(t * electrograms.sampling_rate_hz / 1000.0 + 0.5)) for t in (first, last)]
        inside = traces[row, max(samples[0], 0):samples[1] + 1]
        if len(inside) > 1 and np.isfinite(inside).all():
            result[row] = decimal(inside.max()) - decimal(inside.min())
    return round_to_float32(result)


class Values:
    """Per quantity the surface field, the points' values and the source that was used."""

    def __init__(self, the_map, accepted, settings):
        self.map, self.accepted, self.settings = the_map, accepted, settings
        self.surface, self.at_points, self.source = {}, {}, {}
        self.before_support = {}  # as they would be with beyond_fill = keep
        for name in ("UnipolarVoltage", "BipolarVoltage"):
            self._resolve(name, settings["voltage_source"], "electrograms", self._from_electrograms)
        self._resolve("LinearLocalShortening", settings["shortening_source"], "recomputed", self._from_motion)

    def _resolve(self, name, wanted, computed, compute):
        the_map = self.map
        stored = the_map.fields.get(name)
        points = the_map.values.get(name)
        has_points = points is not None and np.isfinite(points[self.accepted]).any()
        self.at_points[name] = points
        if wanted in (None, "stored") and stored is not None:
            measured = points
            if measured is None and computed == "electrograms":
                measured = self._traced(name)
            self.surface[name], self.source[name] = self._supported(stored, measured), "stored"
            self.before_support[name] = stored
        elif wanted in (None, "interpolated") and has_points:
            self._interpolate(name, points)
            self.source[name] = "interpolated"
        elif wanted in (None, computed):
            compute(name)
            if name in self.surface:
                self.source[name] = computed
        if name in self.surface:
            self.before_support.setdefault(name, self.surface[name])

    def _supported(self, values, measured):
        """Without what lies farther than the fill distance from every accepted point that has the quantity (all, where no point has it)."""
        if not len(self.map.positions) or self.settings["beyond_fill"] == "keep":
            return values
        has = self.accepted.copy()
        if measured is not None and np.isfinite(measured).any():
            has &= np.isfinite(measured)
        where = self.map.positions[has]
        nearest = np.full(len(values), np.inf)
        if len(where):
            nearest = np.sqrt(((self.map.points[:, None] - where[None]) ** 2).sum(axis=2)).min(axis=1)
        return np.where(nearest > self.settings["fill_distance"], np.nan, values)

    def _interpolate(self, name, points):
        use = self.accepted
        self.surface[name] = interpolate(self.map.points, self.map.positions[use], points[use], self.settings["fill_distance"])

    def _traced(self, name):
        electrograms = self.map.electrograms
        traces = None if electrograms is None else \
            electrograms.unipolar if name == "UnipolarVoltage" else electrograms.bipolar
        return None if traces is None else peak_to_peak(electrograms, traces)

    def _from_electrograms(self, name):
        traced = self._traced(name)
        if traced is not None:
            self.at_points[name] = traced
            self._interpolate(name, traced)

    def _from_motion(self, name):
        the_map, use = self.map, self.accepted
        if the_map.end_systolic_positions is not None and use.any():
            moved = use & np.isfinite(the_map.end_systolic_positions).all(axis=1)
            values = np.full(len(use), np.nan)
            values[moved] = shortening_from_motion(the_map.positions[moved], the_map.end_systolic_positions[moved], self.settings)
            self.at_points[name] = values
            self._interpolate(name, values)
        elif the_map.displacement is not None:
            self.before_support[name] = self._vertex_shortening()
            self.surface[name] = self._supported(self.before_support[name], None)

    def _vertex_shortening(self):
        the_map = self.map
        used = np.zeros(len(the_map.points), bool)
        used[the_map.corners] = True
        moved = used & np.isfinite(the_map.displacement).all(axis=1)
        values = np.full(len(the_map.points), np.nan)
        start = the_map.points[moved]
        values[moved] = shortening_from_motion(start, start + the_map.displacement[moved], self.settings)
        return values[the_map.places]
