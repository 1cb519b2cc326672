"""Reads a native map into plain numpy arrays; values are rounded to float32, coordinates stay double."""

from dataclasses import dataclass, field

import h5py
import numpy as np

from .places import counting, places_of

FIELD_NAMES = ("UnipolarVoltage", "BipolarVoltage", "LinearLocalShortening")


@dataclass
class Electrograms:
    unipolar: np.ndarray | None
    bipolar: np.ndarray | None
    sampling_rate_hz: float
    windows_ms: np.ndarray  # one row [from, to] per point, from the first sample


@dataclass
class Map:
    points: np.ndarray
    triangles: np.ndarray
    fields: dict
    displacement: np.ndarray | None
    positions: np.ndarray
    end_systolic_positions: np.ndarray | None
    values: dict
    accepted: np.ndarray
    electrograms: Electrograms | None
    landmarks: dict = field(default_factory=dict)
    places: np.ndarray | None = None   # per vertex the first at its place
    corners: np.ndarray | None = None  # the triangles by places

    def __post_init__(self):
        self.places = places_of(self.points)
        used = np.zeros(len(self.points), bool)
        used[self.triangles] = True
        self.fields = {name: self._filled(values[:, None], used)[:, 0] for name, values in self.fields.items()}
        if self.displacement is not None:
            self.displacement = self._filled(self.displacement, used)
        corners = self.places[self.triangles]
        counts = counting(corners)
        self.triangles, self.corners = self.triangles[counts], corners[counts]

    def _filled(self, values, used):
        """A corner without a value has that of the first corner at its place with one."""
        tells = used & np.isfinite(values).all(axis=1)
        first = {}
        for vertex in np.flatnonzero(tells):
            first.setdefault(self.places[vertex], vertex)
        filled = values.copy()
        for vertex in np.flatnonzero(used & np.isnan(values).any(axis=1)):
            if self.places[vertex] in first:
                filled[vertex] = values[first[self.places[vertex]]]
        return filled


def round_to_float32(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def _optional(group, name):
    return round_to_float32(group[name][...]) if group is not None and name in group else None


def _values(group):
    found = {name: _optional(group, name) for name in FIELD_NAMES}
    return {name: v for name, v in found.items() if v is not None and np.isfinite(v).any()}


def _read_electrograms(group, count):
    if group is None or "Electrograms" not in group:
        return None
    traces = group["Electrograms"]
    if "window_of_interest_ms" in traces.attrs:
        windows = np.tile(np.asarray(traces.attrs["window_of_interest_ms"], float), (count, 1))
    else:
        windows = traces["WindowOfInterest"][...].astype(float) + traces["ReferenceAnnotation"][...].astype(float)[:, None]
    return Electrograms(_optional(traces, "Unipolar"), _optional(traces, "Bipolar"),
                        float(np.ravel(traces.attrs["sampling_rate_Hz"])[0]), windows)


def read_map(path):
    with h5py.File(path, "r") as file:
        surface = file["VTKHDF"]
        points = surface["Points"][...].astype(np.float64)
        triangles = surface["Connectivity"][...].reshape(-1, 3).astype(np.int64)
        data = surface.get("PointData")
        group = file.get("MappingPoints")
        positions = group["Position"][...].astype(np.float64) if group is not None else np.zeros((0, 3))
        end_systolic = group["EndSystolicPosition"][...].astype(np.float64) \
            if group is not None and "EndSystolicPosition" in group else None
        accepted = group["Accepted"][...] != 0 if group is not None and "Accepted" in group \
            else np.ones(len(positions), bool)
        landmarks = {name: item[...].astype(np.float64) for name, item in file.get("Landmarks", {}).items()}
        return Map(points, triangles, _values(data), _optional(data, "EndSystolicDisplacement"), positions,
                   end_systolic, _values(group), accepted, _read_electrograms(group, len(positions)), landmarks)
