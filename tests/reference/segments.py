"""Long axis, rings and the 17 segments: cutting polygons by planes through and across the axis."""

import numpy as np

from .clipping import XYZ, split, split_by_plane
from .geometry import longest_loop

RINGS = ("basal", "mid", "apical", "apex")
_SIXTHS = ("anterior", "anteroseptal", "inferoseptal", "inferior", "inferolateral", "anterolateral")
_SIXTH_START = (60, 120, 180, 240, 300, 0)
_QUARTERS = ("anterior", "septal", "inferior", "lateral")
_QUARTER_START = (45, 135, 225, 315)
ANTERIOR_INSERTION_DEGREES = 120.0
INFERIOR_INSERTION_DEGREES = 240.0


def _all_segments():
    found = {}
    for ring, first in (("basal", 1), ("mid", 7)):
        for k in range(6):
            found[first + k] = (ring, _SIXTHS[k], _SIXTH_START[k], 60)
    for k in range(4):
        found[13 + k] = ("apical", _QUARTERS[k], _QUARTER_START[k], 90)
    found[17] = ("apex", "", 0, 360)
    return found


SEGMENTS = _all_segments()
TERRITORIES = {s: "LAD" if s in (1, 2, 7, 8, 13, 14, 17) else "RCA" if s in (3, 4, 9, 10, 15) else "LCx" for s in SEGMENTS}


def segment_name(number):
    ring, wall, _, _ = SEGMENTS[number]
    return f"{ring} {wall}".strip()


def resolve_axis_landmarks(points, triangles, landmarks):
    """Annulus centre and apex with how each is known: given, estimated from the rim, or missing; triangles are those of places."""
    rim = longest_loop(points, triangles)
    annulus, apex = landmarks.get("MitralAnnulusCenter"), landmarks.get("Apex")
    status = {"mitral_annulus_center": "given" if annulus is not None else "estimated" if rim else "missing",
              "apex": "given" if apex is not None else "estimated" if rim else "missing"}
    if rim and annulus is None:
        annulus = points[rim].mean(axis=0)
    if rim and apex is None:
        used = np.unique(triangles)
        apex = points[used[((points[used] - annulus) ** 2).sum(axis=1).argmax()]]
    return annulus, apex, status


class Axis:
    def __init__(self, annulus, apex, anterior_insertion, ring_limits):
        self.annulus, self.apex, self.limits = annulus, apex, ring_limits
        self.length = float(np.linalg.norm(apex - annulus))
        self.direction = (apex - annulus) / self.length
        self.has_rotation = anterior_insertion is not None
        if self.has_rotation:
            across = anterior_insertion - annulus
            across = across - (across @ self.direction) * self.direction
            self._at_insertion = across / np.linalg.norm(across)
            self._ahead = np.cross(self.direction, self._at_insertion)
        self._bounds = {}  # of a wedge: the normals of its two planes

    def depth(self, where):
        return (where - self.annulus) @ self.direction / self.length

    def angle(self, where):
        offset = where - self.annulus
        turned = np.degrees(np.arctan2(offset @ self._ahead, offset @ self._at_insertion))
        return (turned + ANTERIOR_INSERTION_DEGREES) % 360.0

    def _radial(self, degrees):
        turn = np.radians(degrees - ANTERIOR_INSERTION_DEGREES)
        return np.cos(turn) * self._at_insertion + np.sin(turn) * self._ahead

    def ring_of(self, where):
        return RINGS[int(np.searchsorted(self.limits, self.depth(where), side="right"))]

    def segment_of(self, where):
        ring = self.ring_of(where)
        for number, (name, _, start, width) in SEGMENTS.items():
            if name == ring and (self.angle(where) - start) % 360.0 < width:
                return number
        raise AssertionError("every direction lies in one segment")

    def split_rings(self, polygon):
        rest = polygon
        for name, limit in zip(RINGS, self.limits):
            below, part = split(rest, self.depth(rest[:, XYZ]) - limit)
            if part is not None:
                yield name, part
            if below is None:
                return
            rest = below
        yield RINGS[-1], rest

    def split_segments(self, ring, polygon):
        for number, (name, _, start, width) in SEGMENTS.items():
            if name != ring:
                continue
            part = polygon if width == 360 else self._wedge(polygon, start, width)
            if part is not None:
                yield number, part

    def _wedge(self, polygon, start, width):
        """The part with start <= angle < start + width; the wedge is the meet of two half-spaces."""
        if (start, width) not in self._bounds:
            self._bounds[start, width] = np.cross(self.direction, self._radial(start)), -np.cross(self.direction, self._radial(start + width))
        after_start, before_end = self._bounds[start, width]
        part, _ = split_by_plane(polygon, self.annulus, after_start)
        return split_by_plane(part, self.annulus, before_end)[0] if part is not None else None
