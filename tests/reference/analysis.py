"""The whole analysis of one map: analyse(path, settings) gives the numbers of the program's JSON."""

from collections import namedtuple

import numpy as np

from . import settings as settings_module
from .classes import INDETERMINATE, NAMES, UNMAPPED, Cells, Thresholds
from .clipping import area, integrals, split_at_level, triangle_polygon
from .columns import BIPOLAR, NEAREST, RIM, SHORTENING, UNIPOLAR, Columns
from .geometry import closest_surface_point, enclosed_volume_ml
from .parts import Part
from .reader import read_map
from .segments import INFERIOR_INSERTION_DEGREES, RINGS, SEGMENTS, TERRITORIES, Axis, resolve_axis_landmarks, segment_name
from .statistics import AreaSums
from .surface_values import Values
from .zones import find_regions, report_regions, report_zones

Hit = namedtuple("Hit", "row triangle bary position class_code")
HANDEDNESS_TOLERANCE_DEGREES = 60.0


class Analysis:
    def __init__(self, path, given):
        self.map = read_map(path)
        self.settings = settings_module.complete(given)
        self.accepted = self.map.accepted
        self.values = Values(self.map, self.accepted, self.settings)
        self._resolve_axis()
        self.columns = Columns(self.map, self.values, self.accepted, self.axis, self.status["mitral_annulus_center"] == "given")
        self._resolve_criteria()
        self._resolve_thresholds()
        self._cut_triangles()
        self._place_points()
        self.regions = find_regions(self)

    def _resolve_axis(self):
        the_map = self.map
        annulus, self.apex, self.status = resolve_axis_landmarks(the_map.points, the_map.corners, the_map.landmarks)
        for key, name in (("anterior_rv_insertion", "AnteriorRVInsertion"), ("inferior_rv_insertion", "InferiorRVInsertion")):
            self.status[key] = "given" if name in the_map.landmarks else "missing"
        self.axis = None
        if annulus is not None and self.apex is not None:
            self.axis = Axis(annulus, self.apex, the_map.landmarks.get("AnteriorRVInsertion"), self.settings["ring_limits"])

    def _resolve_criteria(self):
        bipolar = self.settings["voltage"] == "bipolar"
        self.voltage_column = BIPOLAR if bipolar else UNIPOLAR
        self.voltage_name = "BipolarVoltage" if bipolar else "UnipolarVoltage"
        criteria = self.settings["criteria"] or "electromechanical"
        if self.voltage_name not in self.values.surface:
            criteria = None
        elif "LinearLocalShortening" not in self.values.surface:
            criteria = "voltage"
        self.criteria = criteria
        self.electromechanical = criteria == "electromechanical"

    def _is_mapped(self, quantities):
        needed = [self.voltage_column, SHORTENING] if self.electromechanical else [self.voltage_column]
        return all(np.isfinite(quantities[c - UNIPOLAR]).all() for c in needed)

    def _would_be_mapped(self, index):
        """With beyond_fill = keep."""
        needed = [self.voltage_name, "LinearLocalShortening"] if self.electromechanical else [self.voltage_name]
        kept = [self.values.before_support.get(name) for name in needed]
        return self.criteria is not None and all(np.isfinite(v[self.map.triangles[index]]).all() for v in kept)

    def polygons(self):
        """Every triangle as a polygon, with whether it is mapped."""
        for index, vertices in enumerate(self.map.triangles):
            quantities = self.columns.of_vertices(vertices)
            polygon = triangle_polygon(self.map.points[vertices], quantities)
            if area(polygon) > 0:
                yield index, polygon, self._is_mapped(quantities)

    def _resolve_thresholds(self):
        settings = self.settings
        self.reference_voltage = None
        infarct, viable = settings["voltage_infarct"], settings["voltage_viable"]
        if settings["threshold_unit"] == "percent":
            self.reference_voltage = self._reference_mean()
            infarct, viable = (settings_module.f32(self.reference_voltage * p / 100.0) for p in (infarct, viable))
        self.thresholds = Thresholds(infarct, viable, settings["shortening_ischemic"] if self.electromechanical else None)

    def _reference_mean(self):
        sums = AreaSums()
        for _, polygon, _ in self.polygons():
            for ring, part in self.axis.split_rings(polygon):
                for number, piece in self.axis.split_segments(ring, part):
                    if number in self.settings["reference_segments"]:
                        sums.add(*integrals(piece))
        return sums.mean(self.voltage_column)

    def _cut_triangles(self):
        """Pieces of one class each: (triangle, class, polygon); indeterminate ones also by their cause."""
        self.pieces, self.beyond_fill, self.left_out, self.between, self.low_preserved = [], 0.0, 0.0, 0.0, 0.0
        cells = Cells([self.thresholds], self.voltage_column, SHORTENING)
        for index, polygon, mapped in self.polygons():
            if not mapped:
                self.pieces.append((index, UNMAPPED, polygon))
                self.left_out += area(polygon) if self._would_be_mapped(index) else 0.0
                continue
            self._add_beyond_fill(polygon)
            for cell, voltage, shortening in cells.cut(polygon):
                code = self.thresholds.classify(voltage, shortening)
                self.pieces.append((index, code, cell))
                if code == INDETERMINATE and voltage >= self.thresholds.infarct_mv:
                    self.between += area(cell)
                elif code == INDETERMINATE:
                    self.low_preserved += area(cell)

    def _add_beyond_fill(self, polygon):
        if np.isfinite(polygon[:, NEAREST]).all():
            beyond = split_at_level(polygon, NEAREST, self.settings["fill_distance"])[0]
            self.beyond_fill += area(beyond) if beyond is not None else 0.0

    def _place_points(self):
        corners = self.map.points[self.map.triangles]
        self.hits = []
        for row in np.nonzero(self.accepted)[0]:
            triangle, bary, position = closest_surface_point(self.map.positions[row], corners)
            quantities = self.columns.of_vertices(self.map.triangles[triangle])
            code = UNMAPPED
            if self._is_mapped(quantities):
                at = _interpolated(quantities[:3], bary)
                code = self.thresholds.classify(at[self.voltage_column - UNIPOLAR], at[SHORTENING - UNIPOLAR])
            self.hits.append(Hit(int(row), triangle, bary, position, code))

    def leaves(self):
        """Every piece cut by ring and segment as far as these are known: (class, ring, segment, polygon)."""
        for _, code, polygon in self.pieces:
            if self.axis is None:
                yield code, None, None, polygon
                continue
            for ring, part in self.axis.split_rings(polygon):
                if not self.axis.has_rotation:
                    yield code, ring, None, part
                    continue
                for number, piece in self.axis.split_segments(ring, part):
                    yield code, ring, number, piece

    def parts(self):
        found = {"whole": Part(), **{r: Part() for r in RINGS}, **{s: Part() for s in SEGMENTS}}
        for code, ring, segment, polygon in self.leaves():
            for key in ("whole", ring, segment):
                if key is not None:
                    found[key].add(code, polygon, self.settings["annulus_margin"])
        for hit in self.hits:
            found["whole"].point_rows.append(hit.row)
            if self.axis is not None:
                found[self.axis.ring_of(hit.position)].point_rows.append(hit.row)
                if self.axis.has_rotation:
                    found[self.axis.segment_of(hit.position)].point_rows.append(hit.row)
        return found

    def handedness(self):
        inferior = self.map.landmarks.get("InferiorRVInsertion")
        if inferior is None or self.axis is None or not self.axis.has_rotation:
            return "unverified"
        off = (self.axis.angle(inferior) - INFERIOR_INSERTION_DEGREES + 180.0) % 360.0 - 180.0
        return "verified" if abs(off) <= HANDEDNESS_TOLERANCE_DEGREES else "contradicted"

    def _systolic_volume(self):
        the_map, moved = self.map, self.map.displacement
        if moved is None or not np.isfinite(moved).any():
            return None, "no_displacement"
        if not np.isfinite(moved[the_map.triangles]).all():
            return None, "displacement_incomplete"
        where = the_map.points + moved
        if np.sqrt(((where[the_map.triangles] - where[the_map.corners]) ** 2).sum(axis=2)).max() > 1e-3:
            return None, "displacement_differs_at_one_place"
        return enclosed_volume_ml(where, the_map.corners)

    def surface(self, whole):
        the_map = self.map
        diastolic, diastolic_reason = enclosed_volume_ml(the_map.points, the_map.corners)
        systolic, systolic_reason = self._systolic_volume()
        reason = diastolic_reason or systolic_reason
        return {
            "area_mm2": whole.sums.area, "mapped_area_mm2": whole.mapped_area(),
            "mapped_area_beyond_fill_mm2": self.beyond_fill if self.accepted.any() else None,
            "unmapped_beyond_fill_mm2": self.left_out if len(the_map.positions) else None,
            "support": "points" if self.accepted.any() else "no accepted points" if len(the_map.positions) else "unknown",
            "end_diastolic_volume_ml": diastolic, "end_diastolic_volume_reason": diastolic_reason,
            "end_systolic_volume_ml": systolic, "end_systolic_volume_reason": systolic_reason,
            "ejection_fraction_percent": None if reason else 100.0 * (diastolic - systolic) / diastolic,
            "ejection_fraction_reason": reason,
            "long_axis_mm": self.axis.length if self.axis is not None else None,
            "landmarks": self.status, "handedness": self.handedness(),
        }

    def class_report(self, whole):
        mapped = whole.mapped_area()
        found = {n: {"area_mm2": whole.class_area[n], "percent_of_mapped": 100.0 * whole.class_area[n] / mapped if mapped else None}
                 for n in NAMES[1:]}
        found["indeterminate"].update({"between_cutoffs_mm2": self.between, "low_voltage_preserved_shortening_mm2": self.low_preserved})
        found["unmapped"] = {"area_mm2": whole.class_area["unmapped"]}
        return found

    def settings_report(self):
        source = self.values.source
        return {"criteria": self.criteria, "voltage": self.settings["voltage"],
                "voltage_infarct_mV": self.thresholds.infarct_mv, "voltage_viable_mV": self.thresholds.viable_mv,
                "reference_voltage_mV": self.reference_voltage, "voltage_source": source.get(self.voltage_name),
                "shortening_source": source.get("LinearLocalShortening")}


def _interpolated(quantities, bary):
    """Linear interpolation that stays exact on plateaus."""
    touched = quantities[:, bary > 0]
    return np.clip(quantities @ bary, touched.min(axis=1), touched.max(axis=1))


def analyse(path, given=None):
    """The numbers of the program's JSON for one map; given holds settings by their --set names."""
    analysis = Analysis(path, given or {})
    parts = analysis.parts()
    has_margin = analysis.columns.has(RIM)

    def report(key):
        return parts[key].report(analysis.values, has_margin)

    has_segments = analysis.axis is not None and analysis.axis.has_rotation
    return {
        "settings": analysis.settings_report(), "surface": analysis.surface(parts["whole"]),
        "classes": analysis.class_report(parts["whole"]), "whole_map": report("whole"),
        "rings": [{"ring": r, **report(r)} for r in RINGS] if analysis.axis is not None else [],
        "segments": [{"segment": s, "name": segment_name(s), "territory": TERRITORIES[s], **report(s)} for s in SEGMENTS]
        if has_segments else [],
        "regions": report_regions(analysis), "candidate_zones": report_zones(analysis),
    }
