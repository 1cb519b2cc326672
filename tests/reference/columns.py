"""The quantities that polygons carry beside their corners, and the distances along the surface."""

import numpy as np

from .clipping import FIRST_QUANTITY, XYZ, split, triangle_polygon
from .geodesics import SurfacePaths
from .geometry import closest_surface_point, distance_to_nearest, longest_loop

UNIPOLAR, BIPOLAR, SHORTENING, NEAREST, RIM, INFARCT, APEX = range(FIRST_QUANTITY, FIRST_QUANTITY + 7)
UNREACHABLE_MM = 1e9


class Columns:
    """One array per vertex and column; what does not exist is NaN."""

    def __init__(self, the_map, values, accepted, axis, annulus_given):
        self.map = the_map
        unknown = np.full(len(the_map.points), np.nan)
        fields = [values.surface.get(n, unknown) for n in ("UnipolarVoltage", "BipolarVoltage", "LinearLocalShortening")]
        near = distance_to_nearest(the_map.points, the_map.positions[accepted])
        self.rim = longest_loop(the_map.points, the_map.corners)
        self._paths = None
        self.table = np.vstack([*fields, near, self._margin_distance(axis, annulus_given, unknown), unknown, unknown])

    def paths(self):
        if self._paths is None:
            self._paths = SurfacePaths(self.map.points, self.map.corners)
        return self._paths

    def _at_vertices(self, distances):
        """Distances at places, carried to all vertices there."""
        return np.minimum(distances[self.map.places], UNREACHABLE_MM)

    def _margin_distance(self, axis, annulus_given, unknown):
        if self.rim:
            return self._at_vertices(self.paths().from_loop(self.rim))
        if axis is not None and annulus_given:
            return self._at_vertices(self.paths().from_polygons(self._above_annulus(axis)))
        return unknown

    def _above_annulus(self, axis):
        """The pieces of a closed surface on the far side of the annulus plane: its margin starts where they end."""
        for index, vertices in enumerate(self.map.triangles):
            polygon = triangle_polygon(self.map.points[vertices], np.zeros((1, 3)))
            above = split(polygon, axis.depth(polygon[:, XYZ]))[1]
            if above is not None:
                yield index, above[:, XYZ]

    def set_infarct_distance(self, pieces):
        if pieces:
            self.table[INFARCT - FIRST_QUANTITY] = self._at_vertices(self.paths().from_polygons(pieces))

    def set_apex_distance(self, apex):
        corners = self.map.points[self.map.triangles]
        triangle, _, where = closest_surface_point(apex, corners)
        self.table[APEX - FIRST_QUANTITY] = self._at_vertices(self.paths().from_surface_point(triangle, where))

    def of_vertices(self, vertices):
        return self.table[:, vertices]

    def has(self, column):
        return bool(np.isfinite(self.table[column - FIRST_QUANTITY]).any())
