"""Polygons with linear columns, cut by level sets and planes (Sutherland and Hodgman), and their measures.

A polygon is a numpy array with one row per corner. Columns: barycentric coordinates (3), position (3),
then any number of quantities that vary linearly inside the triangle.
"""

import numpy as np

BARY = slice(0, 3)
XYZ = slice(3, 6)
FIRST_QUANTITY = 6
AREA_FLOOR_MM2 = 1e-13


def triangle_polygon(corners, quantities):
    return np.hstack([np.eye(3), corners, np.asarray(quantities).T])


def _cut(a, b, height_a, height_b, column, level):
    row = a + (height_a / (height_a - height_b)) * (b - a)
    same = a == b
    row[same] = a[same]  # a plateau stays exactly what it is
    if column is not None:
        row[column] = level
    return row


def _one_side(polygon, heights, column, level):
    rows = []
    for i in range(len(polygon)):
        j = (i + 1) % len(polygon)
        if heights[i] >= 0:
            rows.append(polygon[i])
        if heights[i] * heights[j] < 0:
            a, b = (i, j) if heights[i] > 0 else (j, i)  # the same arithmetic whichever way the edge is walked
            rows.append(_cut(polygon[a], polygon[b], heights[a], heights[b], column, level))
    if len(rows) < 3 or not (heights > 0).any():
        return None
    part = np.array(rows)
    return part if area(part) > AREA_FLOOR_MM2 else None


def split(polygon, heights, column=None, level=0.0):
    """The part with height >= 0 and the part below, either None where it has no area."""
    if (heights >= 0).all():
        return polygon, None
    if (heights <= 0).all():
        return None, polygon
    return _one_side(polygon, heights, column, level), _one_side(polygon, -heights, column, level)


def split_at_level(polygon, column, level):
    return split(polygon, polygon[:, column] - level, column, level)


def split_by_plane(polygon, point, normal):
    return split(polygon, (polygon[:, XYZ] - point) @ normal)


def split_at_levels(polygon, column, levels):
    """All parts between sorted levels, lowest first, each with the number of levels it is not below."""
    parts, rest = [], polygon
    for count, level in enumerate(levels):
        above, below = split_at_level(rest, column, level)
        if below is not None:
            parts.append((count, below))
        if above is None:
            return parts
        rest = above
    return parts + [(len(levels), rest)]


def _fan(polygon):
    a, b, c = polygon[0], polygon[1:-1], polygon[2:]
    ux, uy, uz = (b[:, XYZ] - a[XYZ]).T
    vx, vy, vz = (c[:, XYZ] - a[XYZ]).T  # np.cross takes ten times as long for so few rows
    doubled_squared = (uy * vz - uz * vy) ** 2 + (uz * vx - ux * vz) ** 2 + (ux * vy - uy * vx) ** 2
    return 0.5 * np.sqrt(doubled_squared), (a + b + c) / 3.0


def area(polygon):
    return _fan(polygon)[0].sum()


def integrals(polygon):
    """The area and the integral of every column over it."""
    areas, means = _fan(polygon)
    return areas.sum(), areas @ means
