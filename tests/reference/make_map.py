"""Writes native map files with h5py and makes the surfaces that tests draw maps on."""

import h5py
import numpy as np

UNITS = {"UnipolarVoltage": "mV", "BipolarVoltage": "mV", "LinearLocalShortening": "%", "LocalActivationTime": "ms",
         "EndSystolicDisplacement": "mm", "Position": "mm", "EndSystolicPosition": "mm",
         "Unipolar": "mV", "Bipolar": "mV", "Reference": "mV", "WindowOfInterest": "ms", "ReferenceAnnotation": "ms"}


def _put(group, name, values, dtype=np.float32):
    values = np.asarray(values)
    dataset = group.create_dataset(name, data=values if values.dtype == np.uint8 else values.astype(dtype))
    if name in UNITS:
        dataset.attrs["units"] = UNITS[name]


def write_map(path, vertices, triangles, fields=None, points=None, landmarks=None, study=None, electrograms=None,
              index_type=np.int64, value_type=np.float32):
    with h5py.File(path, "w") as file:
        file.attrs["Conventions"] = "viamyo-1.0"
        surface = file.create_group("VTKHDF")
        surface.attrs["Version"] = np.array([1, 0], np.int64)
        surface.attrs["Type"] = np.bytes_("UnstructuredGrid")
        for name, count in (("NumberOfPoints", len(vertices)), ("NumberOfCells", len(triangles)),
                            ("NumberOfConnectivityIds", 3 * len(triangles))):
            surface.create_dataset(name, data=np.array([count], np.int64))
        surface.create_dataset("Points", data=np.asarray(vertices, np.float64))
        surface.create_dataset("Connectivity", data=np.asarray(triangles, index_type).ravel())
        surface.create_dataset("Offsets", data=np.arange(0, 3 * len(triangles) + 1, 3, dtype=index_type))
        surface.create_dataset("Types", data=np.full(len(triangles), 5, np.uint8))
        data = surface.create_group("PointData")
        for name, values in (fields or {}).items():
            _put(data, name, values, value_type)
        if points:
            group = file.create_group("MappingPoints")
            for name, values in points.items():
                _put(group, name, values, np.float64 if name == "Position" else value_type)
            if electrograms:
                _put_electrograms(group.create_group("Electrograms"), dict(electrograms))
        if landmarks:
            group = file.create_group("Landmarks")
            for name, where in landmarks.items():
                group.create_dataset(name, data=np.asarray(where, np.float64))
        file.create_group("Study").attrs.update(study or {"map_id": "test", "synthetic": 1})


def _put_electrograms(group, electrograms):
    for name in ("sampling_rate_Hz", "window_of_interest_ms"):
        if name in electrograms:
            group.attrs[name] = electrograms.pop(name)
    for name, values in electrograms.items():
        _put(group, name, values)


def refine(vertices, triangles, fields=None):
    """Every triangle into four by its edges' midpoints; fields continue linearly."""
    edges = np.sort(np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), axis=1)
    unique, inverse = np.unique(edges, axis=0, return_inverse=True)
    ab, bc, ca = (len(vertices) + inverse.reshape(3, -1))
    a, b, c = triangles.T
    finer = np.concatenate([np.stack(t, axis=1) for t in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])

    def extend(values):
        return np.concatenate([values, values[unique].mean(axis=1)])
    return extend(vertices), finer, {k: extend(np.asarray(v, float)) for k, v in (fields or {}).items()}


def icosphere(level):
    """Unit directions and triangles of a closed sphere, outward."""
    g = (1 + 5 ** 0.5) / 2
    v = np.array([[-1, g, 0], [1, g, 0], [-1, -g, 0], [1, -g, 0], [0, -1, g], [0, 1, g], [0, -1, -g], [0, 1, -g],
                  [g, 0, -1], [g, 0, 1], [-g, 0, -1], [-g, 0, 1]], float)
    t = np.array([[0, 11, 5], [0, 5, 1], [0, 1, 7], [0, 7, 10], [0, 10, 11], [1, 5, 9], [5, 11, 4], [11, 10, 2], [10, 7, 6],
                  [7, 1, 8], [3, 9, 4], [3, 4, 2], [3, 2, 6], [3, 6, 8], [3, 8, 9], [4, 9, 5], [2, 4, 11], [6, 2, 10],
                  [8, 6, 7], [9, 8, 1]])
    for _ in range(level):
        v, t, _ = refine(v, t)
    return v / np.linalg.norm(v, axis=1, keepdims=True), t


def cup(rows, columns, polar_end=0.5 * np.pi):
    """Unit directions of a cup: the apex at -z, an open rim at polar_end from it; outward triangles."""
    polar = polar_end * np.arange(1, rows + 1) / rows
    around = 2 * np.pi * np.arange(columns) / columns
    p, a = np.meshgrid(polar, around, indexing="ij")
    v = np.stack([np.sin(p) * np.cos(a), np.sin(p) * np.sin(a), -np.cos(p)], axis=-1).reshape(-1, 3)
    t = [[0, 1 + (k + 1) % columns, 1 + k] for k in range(columns)]
    for r in range(rows - 1):
        for k in range(columns):
            a0, a1 = 1 + r * columns + k, 1 + r * columns + (k + 1) % columns
            t += [[a0, a1, a1 + columns], [a0, a1 + columns, a0 + columns]]
    return np.vstack([[0, 0, -1.0], v]), np.array(t)


def random_rotation(rng):
    q, r = np.linalg.qr(rng.normal(size=(3, 3)))
    q = q * np.sign(np.diag(r))
    return q if np.linalg.det(q) > 0 else q[:, [1, 0, 2]]


def smooth_field(rng, directions, low, high, waves=4):
    """A smooth random function of direction that spans [low, high]."""
    k = rng.normal(scale=2.0, size=(waves, 3))
    value = np.sin(directions @ k.T + rng.uniform(0, 2 * np.pi, waves)).sum(axis=1)
    return low + (high - low) * (value - value.min()) / np.ptp(value)
