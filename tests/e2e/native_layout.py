"""A native map file as others write it, with h5py's defaults, after docs/file-format.md; and its digest, computed without Viamyo."""

import hashlib

import h5py
import numpy

UNITS = {"UnipolarVoltage": "mV", "BipolarVoltage": "mV", "LinearLocalShortening": "%", "LocalActivationTime": "ms",
         "EndSystolicDisplacement": "mm", "WallThickness": "mm", "CycleLength": "ms", "LocationStability": "mm", "LoopStability": "mm"}

GROUPS = {"/": {"Conventions"}, "/VTKHDF": {"Version", "Type"}, "/VTKHDF/PointData": set(), "/MappingPoints": set(),
          "/MappingPoints/Electrograms": {"sampling_rate_Hz", "window_of_interest_ms"}, "/Landmarks": set(), "/GroundTruth": {"Note"},
          "/Study": {"map_id", "subject_id", "visit", "species", "system", "acquired", "rhythm", "paced", "qrs_ms", "coordinate_frame", "chamber",
                     "description", "synthetic", "derived_from", "licence"}}

WITH_UNITS = {"/VTKHDF/Points", "/MappingPoints/Position", "/MappingPoints/EndSystolicPosition", "/MappingPoints/Electrograms/Unipolar",
              "/MappingPoints/Electrograms/Bipolar", "/MappingPoints/Electrograms/Reference", "/MappingPoints/Electrograms/WindowOfInterest",
              "/MappingPoints/Electrograms/ReferenceAnnotation", "/Landmarks/Apex", "/Landmarks/MitralAnnulusCenter",
              "/Landmarks/AnteriorRVInsertion", "/Landmarks/InferiorRVInsertion"}

WITHOUT_ATTRIBUTES = {"/VTKHDF/NumberOfPoints", "/VTKHDF/NumberOfCells", "/VTKHDF/NumberOfConnectivityIds", "/VTKHDF/Connectivity",
                      "/VTKHDF/Offsets", "/VTKHDF/Types", "/MappingPoints/Accepted", "/MappingPoints/Name", "/GroundTruth/Class",
                      "/GroundTruth/Note"}


def hemisphere(rings=8, sectors=16, radius=30.0):
    """Vertices and triangles of an open half sphere."""
    rows = [[(radius * numpy.cos(lift) * numpy.cos(turn), radius * numpy.cos(lift) * numpy.sin(turn), radius * numpy.sin(lift))
             for turn in numpy.arange(sectors) * 2 * numpy.pi / sectors] for lift in numpy.arange(rings) * (numpy.pi / 2) / rings]
    vertices = [vertex for row in rows for vertex in row] + [(0.0, 0.0, radius)]
    triangles = []
    for ring in range(rings - 1):
        for i in range(sectors):
            a, b = ring * sectors + i, ring * sectors + (i + 1) % sectors
            triangles += [(a, b, a + sectors), (b, b + sectors, a + sectors)]
    last = (rings - 1) * sectors
    triangles += [(last + i, last + (i + 1) % sectors, rings * sectors) for i in range(sectors)]
    return numpy.array(vertices), numpy.array(triangles)


def write_map(path, real="<f4", index="<i8", storage=None, vertices=None, triangles=None):
    """A complete map with h5py's own choices: strings of variable length, contiguous data unless `storage` says otherwise."""
    places, corners = hemisphere() if vertices is None else (vertices, triangles)
    storage = storage or {}
    with h5py.File(path, "w") as file:
        file.attrs["Conventions"] = "viamyo-1.0"
        surface = file.create_group("VTKHDF")
        surface.attrs["Version"] = [1, 0]
        surface.attrs["Type"] = numpy.bytes_("UnstructuredGrid")
        for name, count in (("Points", len(places)), ("Cells", len(corners)), ("ConnectivityIds", 3 * len(corners))):
            surface[f"NumberOf{name}"] = numpy.array([count], "<i8")
        surface.create_dataset("Points", data=places.astype(real), **storage)
        surface.create_dataset("Connectivity", data=corners.astype(index).ravel(), **storage)
        surface.create_dataset("Offsets", data=(numpy.arange(len(corners) + 1) * 3).astype(index), **storage)
        surface.create_dataset("Types", data=numpy.full(len(corners), 5, "u1"), **storage)
        data = surface.create_group("PointData")
        for name in ("UnipolarVoltage", "BipolarVoltage", "LinearLocalShortening"):
            write_field(data, name, numpy.linspace(0.1, 14.7, len(places)).astype(real), **storage)
        write_points(file, places, real, storage)
        file["Landmarks/Apex"] = numpy.array([0, 0, 30], real)
        study = file.create_group("Study")
        study.attrs.update({"map_id": "by-h5py", "species": "swine", "synthetic": 1, "paced": numpy.bool_(False), "qrs_ms": 95,
                            "description": "written with h5py, µ"})


def write_field(group, name, values, **storage):
    field = group.create_dataset(name, data=values, **storage)
    field.attrs["units"] = UNITS[name]
    return field


def write_points(file, places, real, storage):
    points = file.create_group("MappingPoints")
    chosen = places[::9]
    points.create_dataset("Position", data=chosen.astype(real), **storage)
    write_field(points, "UnipolarVoltage", numpy.linspace(1, 9, len(chosen)).astype(real), **storage)
    points["Name"] = [f"P{i}" for i in range(len(chosen))]
    points["Accepted"] = numpy.arange(len(chosen)) != 3  # a bool: an enumeration in the file
    traces = points.create_group("Electrograms")
    traces.attrs["sampling_rate_Hz"] = 1000
    traces.attrs["window_of_interest_ms"] = [1.0, 5.0]
    traces.create_dataset("Unipolar", data=numpy.outer(numpy.arange(len(chosen)), numpy.ones(7)).astype(real), **storage)


# ---- the digest, as docs/file-format.md defines it ----

def _is_field(path, dataset):
    parent = path.rpartition("/")[0]
    return parent in ("/VTKHDF/PointData", "/MappingPoints") and dataset.dtype.kind in "iufb" and dataset.ndim in (1, 2)


def _attributes_of(path, item):
    """The names of the attributes that enter the digest, or None when the object itself does not."""
    if isinstance(item, h5py.Group):
        return GROUPS.get(path)
    if path in WITH_UNITS:
        return {"units"}
    if path in WITHOUT_ATTRIBUTES:
        return set()
    return {"units", "origin", "parameters"} if _is_field(path, item) else None


def _texts(values):
    encoded = (value.encode() if isinstance(value, str) else bytes(value) for value in numpy.ravel(values).tolist())
    return b"".join(text.split(b"\0")[0] + b"\0" for text in encoded)


def _value(path, values):
    values = numpy.asarray(values)
    shape = ",".join(map(str, values.shape))
    if values.dtype.kind in "SUO":
        kind, content = "|S", _texts(values)
    else:
        values = values.astype("i1") if values.dtype.kind == "b" else values  # h5py stores a bool as an enumeration of int8
        little = values.astype(values.dtype.newbyteorder("<"))
        kind, content = little.dtype.str, little.tobytes()
    return b"\0".join(part.encode() for part in (path, kind, shape)) + b"\0" + content


def content_digest(path):
    items = {}
    with h5py.File(path, "r") as file:
        items["/"] = file["/"]
        file.visititems(lambda name, item: items.__setitem__("/" + name, item))
        digest = hashlib.sha256()
        for name in sorted(items, key=str.encode):
            known = _attributes_of(name, items[name])
            if known is None:
                continue
            if isinstance(items[name], h5py.Dataset):
                digest.update(_value(name, items[name][()]))
            for attribute in sorted(set(items[name].attrs) & known, key=str.encode):
                digest.update(_value(f"{name}@{attribute}", items[name].attrs[attribute]))
        return digest.hexdigest()
