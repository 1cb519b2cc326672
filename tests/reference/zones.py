"""Regions and candidate zones as they are reported."""

import numpy as np

from .classes import INFARCTED, NAMES, VIABLE_ISCHEMIC, Cells
from .clipping import XYZ, area, integrals, split_at_level
from .columns import APEX, INFARCT, RIM, SHORTENING, UNIPOLAR, UNREACHABLE_MM
from .parts import area_below
from .regions import connected, contains
from .segments import RINGS, SEGMENTS, segment_name
from .settings import HUMAN_UNIPOLAR_CUTOFFS_MV, f32
from .statistics import AreaSums

SMALLEST_SHARE = 0.01  # of a region, for a segment to be listed
NAMED_SHARE = 0.05  # to be in its name


class Patch:
    """A connected set of pieces [(triangle, class, polygon)] with the numbers that regions and zones share."""

    def __init__(self, pieces, analysis):
        self.pieces, self._analysis = pieces, analysis
        self.class_code = pieces[0][1]
        sums = AreaSums()
        for _, _, polygon in pieces:
            sums.add(*integrals(polygon))
        self.area = sums.area
        self.centroid = [sums.mean(c) for c in range(XYZ.start, XYZ.stop)]
        self.mean_voltage = sums.mean(analysis.voltage_column)
        known = all(np.isfinite(polygon[:, UNIPOLAR]).all() for _, _, polygon in pieces)
        self.mean_unipolar = sums.mean(UNIPOLAR) if known else None  # of a part it would speak for the whole
        self.mean_shortening = sums.mean(SHORTENING)

    def order(self):
        return (-round(self.area, 6), *[-round(c, 6) for c in self.centroid])

    def segment_areas(self):
        axis, found = self._analysis.axis, {}
        if axis is None or not axis.has_rotation:
            return found
        for _, _, polygon in self.pieces:
            for ring, part in axis.split_rings(polygon):
                for number, piece in axis.split_segments(ring, part):
                    found[number] = found.get(number, 0.0) + area(piece)
        return found

    def stable_fraction(self):
        base = self._analysis.thresholds
        all_thresholds = [base, *base.moves()]
        cells = Cells(all_thresholds, self._analysis.voltage_column, SHORTENING)
        kept = 0.0
        for _, _, polygon in self.pieces:
            for cell, voltage, shortening in cells.cut(polygon):
                if all(t.classify(voltage, shortening) == self.class_code for t in all_thresholds):
                    kept += area(cell)
        return kept / self.area

    def points(self):
        by_triangle = {}
        for triangle, _, polygon in self.pieces:
            by_triangle.setdefault(triangle, []).append(polygon)
        return sum(any(contains(p, hit.bary) for p in by_triangle.get(hit.triangle, ()))
                   for hit in self._analysis.hits if hit.class_code == self.class_code)

    def smallest(self, column):
        value = min(polygon[:, column].min() for _, _, polygon in self.pieces)
        return float(value) if np.isfinite(value) and value < UNREACHABLE_MM / 2 else None

    def within(self, margin):
        return sum(area_below(polygon, RIM, margin) for _, _, polygon in self.pieces)

    def report(self):
        areas = self.segment_areas()
        return {
            "area_mm2": self.area, "centroid_mm": self.centroid,
            "segments": sorted(s for s, a in areas.items() if a >= SMALLEST_SHARE * self.area),
            "points": self.points(), "mean_voltage_mV": self.mean_voltage, "mean_shortening_percent": self.mean_shortening,
            "stable_fraction": self.stable_fraction(),
            "preset_agreement": self.preset_agreement(),
        }

    def preset_agreement(self):
        """How many unipolar cut-offs the mean unipolar voltage meets, whatever voltage made the classes."""
        if self.mean_unipolar is None:
            return None
        viable = sum(f32(self.mean_unipolar) >= f32(c) for c in HUMAN_UNIPOLAR_CUTOFFS_MV)
        return {"viable": viable, "of": len(HUMAN_UNIPOLAR_CUTOFFS_MV)}

    def ring_areas(self):
        found = {}
        for _, _, polygon in self.pieces:
            for ring, part in self._analysis.axis.split_rings(polygon):
                found[ring] = found.get(ring, 0.0) + area(part)
        return found

    def place(self):
        """One name where one segment, or ring, holds more than half; else what the region spans."""
        if self._analysis.axis is None:
            return None
        rotated = self._analysis.axis.has_rotation
        areas = self.segment_areas() if rotated else self.ring_areas()
        most = max(sorted(areas), key=areas.get)
        if areas[most] > sum(areas.values()) / 2:
            return segment_name(most) if rotated else most
        held = [part for part, share in areas.items() if share >= NAMED_SHARE * self.area]
        if not rotated:
            return span_of_rings(held)
        return f"{span_of_rings({SEGMENTS[s][0] for s in held})}, {span_of_walls(held)}; {len(held)} segments"


def _list(words):
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def span_of_rings(rings):
    held = [ring for ring in RINGS if ring in rings]
    together = RINGS.index(held[-1]) - RINGS.index(held[0]) == len(held) - 1
    return f"{held[0]} to {held[-1]}" if len(held) > 2 and together else _list(held)


_WALL_AT = {90: "anterior", 150: "anteroseptal", 210: "inferoseptal", 270: "inferior", 330: "inferolateral", 30: "anterolateral"}
_HALVES = ({"anteroseptal", "inferoseptal"}, "septal"), ({"inferolateral", "anterolateral"}, "lateral")


def _walls(segment):
    """The sixths of the circle whose middle a segment holds."""
    ring, _, start, width = SEGMENTS[segment]
    return {middle for middle in _WALL_AT if ring != "apex" and (middle - start) % 360 < width}


def span_of_walls(segments):
    """In words, going round counter-clockwise as seen from the apex, beginning at the anterior wall."""
    held = set().union(*map(_walls, segments))
    circle = sorted(_WALL_AT, key=lambda middle: (middle - 90) % 360)
    if len(held) == 6:
        return "all walls"
    if len(held) == 5:
        return "all walls but " + _WALL_AT[(set(circle) - held).pop()]
    runs = []
    for first in circle:
        if first in held and (first - 60) % 360 not in held:
            run = [first]
            while (run[-1] + 60) % 360 in held:
                run.append((run[-1] + 60) % 360)
            runs.append(_span_of_run([_WALL_AT[middle] for middle in run]))
    return _list(runs)


def _span_of_run(names):
    whole = []  # both halves of a wall under one name
    for name in names:
        for halves, wall in _HALVES:
            if name in halves and halves <= set(names):
                name = wall
        if name not in whole:
            whole.append(name)
    if len(names) <= 2:
        return " and ".join(whole)
    on_either_side = {whole[0], whole[-1]} == {"anterior", "inferior"}
    return _list(whole) if on_either_side else f"{whole[0]} to {whole[-1]}"


def find_regions(analysis):
    pieces = [piece for piece in analysis.pieces if piece[1] != 0]
    patches = [Patch([pieces[i] for i in group], analysis) for group in connected(pieces, analysis.map.corners)]
    return sorted(patches, key=Patch.order)


def report_regions(analysis):
    margin, smallest = analysis.settings["annulus_margin"], analysis.settings["min_region_area"]
    found = []
    for number, patch in enumerate(analysis.regions, 1):
        place = patch.place()
        label = {"label": f"R{number} {place}"} if place else {}
        found.append({"id": f"R{number}", **label, "class": NAMES[patch.class_code], **patch.report(),
                      "small": bool(patch.area < smallest),
                      "within_annulus_margin_mm2": patch.within(margin) if analysis.columns.has(RIM) else None})
    return found


def _with_distances(piece, analysis):
    """A region's piece once more, now that all distances are known; they are linear in its triangle."""
    triangle, code, polygon = piece
    table = analysis.columns.of_vertices(analysis.map.triangles[triangle])
    polygon = polygon.copy()
    for column in (INFARCT, APEX):
        polygon[:, column] = polygon[:, :3] @ table[column - XYZ.stop]
    return triangle, code, polygon


def _beyond_margins(piece, settings):
    triangle, code, polygon = piece
    polygon = split_at_level(polygon, RIM, settings["annulus_margin"])[0]
    if polygon is not None and np.isfinite(polygon[:, INFARCT]).all():
        polygon = split_at_level(polygon, INFARCT, settings["infarct_margin"])[0]
    return (triangle, code, polygon) if polygon is not None else None


def report_zones(analysis):
    """Every connected part beyond the margins that is large enough and holds enough points."""
    settings, columns = analysis.settings, analysis.columns
    if not analysis.electromechanical or not columns.has(RIM):
        return []
    columns.set_infarct_distance([(t, p[:, XYZ]) for t, code, p in analysis.pieces if code == INFARCTED])
    if analysis.apex is not None:
        columns.set_apex_distance(analysis.apex)
    found = []
    for number, region in enumerate(analysis.regions, 1):
        if region.class_code == VIABLE_ISCHEMIC:
            pieces = [_beyond_margins(_with_distances(p, analysis), settings) for p in region.pieces]
            pieces = [p for p in pieces if p is not None]
            for group in connected(pieces, analysis.map.corners):
                found.append((Patch([pieces[i] for i in group], analysis), f"R{number}"))
    found = [(zone, region) for zone, region in found
             if zone.area >= settings["min_zone_area"] and zone.points() >= settings["min_zone_points"]]
    found.sort(key=lambda z: z[0].order())
    of_region = [region for _, region in found]
    return [_report_zone(n, zone, region, "abcdefghijklmnopqrstuvwxyz"[of_region[:n - 1].count(region)])
            for n, (zone, region) in enumerate(found, 1)]


def _report_zone(number, zone, region, letter):
    return {"id": f"Z{number}", "label": f"{region}-{letter}", "region": region, "for_review_only": True, **zone.report(),
            "distance_to_infarct_mm": zone.smallest(INFARCT), "distance_to_annulus_mm": zone.smallest(RIM),
            "distance_to_apex_mm": zone.smallest(APEX)}
