"""A map that keeps a program busy: half a sphere of as many vertices as are asked for."""

import h5py
import numpy

RADIUS_mm = 30.0
POINTS = 200


def large_hemisphere(rings, sectors):
    """As native_layout.hemisphere, in arrays: a million triangles in a moment."""
    lift = numpy.arange(rings) * (numpy.pi / 2) / rings
    turn = numpy.arange(sectors) * 2 * numpy.pi / sectors
    rows = numpy.stack([numpy.outer(numpy.cos(lift), numpy.cos(turn)), numpy.outer(numpy.cos(lift), numpy.sin(turn)),
                        numpy.outer(numpy.sin(lift), numpy.ones(sectors))], axis=-1).reshape(-1, 3)
    vertices = RADIUS_mm * numpy.concatenate([rows, [(0, 0, 1)]])
    a = (numpy.arange(rings - 1)[:, None] * sectors + numpy.arange(sectors)).ravel()
    b = (numpy.arange(rings - 1)[:, None] * sectors + (numpy.arange(sectors) + 1) % sectors).ravel()
    last = (rings - 1) * sectors + numpy.arange(sectors)
    top = numpy.stack([last, (rings - 1) * sectors + (numpy.arange(sectors) + 1) % sectors, numpy.full(sectors, rings * sectors)], axis=-1)
    return vertices, numpy.concatenate([numpy.stack([a, b, a + sectors], axis=-1), numpy.stack([b, b + sectors, a + sectors], axis=-1), top])


def write_large_map(path, rings):
    """About 2 * rings * rings triangles."""
    vertices, triangles = large_hemisphere(rings, rings)
    height = vertices[:, 2] / RADIUS_mm
    with h5py.File(path, "w") as file:
        file.attrs["Conventions"] = "viamyo-1.0"
        surface = file.create_group("VTKHDF")
        surface.attrs["Version"] = [1, 0]
        surface.attrs["Type"] = numpy.bytes_("UnstructuredGrid")
        for name, count in (("Points", len(vertices)), ("Cells", len(triangles)), ("ConnectivityIds", 3 * len(triangles))):
            surface[f"NumberOf{name}"] = numpy.array([count], "<i8")
        surface["Points"] = vertices.astype("<f8")
        surface["Connectivity"] = triangles.astype("<i8").ravel()
        surface["Offsets"] = (numpy.arange(len(triangles) + 1) * 3).astype("<i8")
        surface["Types"] = numpy.full(len(triangles), 5, "u1")
        for name, units, values in (("UnipolarVoltage", "mV", 3 + 9 * height), ("LinearLocalShortening", "%", 4 + 12 * height)):
            surface[f"PointData/{name}"] = values.astype("<f4")
            surface[f"PointData/{name}"].attrs["units"] = units
        points = file.create_group("MappingPoints")
        points["Position"] = vertices[::len(vertices) // POINTS].astype("<f8")
        points["Accepted"] = numpy.ones(len(points["Position"]), "u1")
        file["Landmarks/Apex"] = numpy.array([0, 0, RADIUS_mm])
        file.create_group("Study").attrs["map_id"] = "large"
