"""What must come out whatever the method: closed forms and invariants, through the program and the second implementation."""

import pathlib
import sys
import unittest

import numpy as np

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent), str(pathlib.Path(__file__).resolve().parents[1])]

from program import ProgramTest
from reference.analysis import analyse
from reference.compare import Comparison
from reference.geodesics import SurfacePaths
from reference.make_map import cup, icosphere, random_rotation, refine, smooth_field, write_map

RADIUS_MM = 30.0
AXIS = {"MitralAnnulusCenter": np.zeros(3), "Apex": np.array([0.0, 0, -RADIUS_MM]), "AnteriorRVInsertion": np.array([0, RADIUS_MM, 0])}


def hemisphere(rows):
    directions, triangles = cup(rows, 4 * rows)
    return RADIUS_MM * directions, triangles


def two_fields(seed=5):
    """A hemisphere with smooth voltage and shortening that show every class."""
    vertices, triangles = hemisphere(10)
    rng = np.random.default_rng(seed)
    return vertices, triangles, {"UnipolarVoltage": smooth_field(rng, vertices / RADIUS_MM, 1, 13),
                                 "LinearLocalShortening": smooth_field(rng, vertices / RADIUS_MM, -3, 25)}


class ClosedForms:
    """The forms themselves; who computes stands in the classes below."""

    def map_file(self, *arguments, **options):
        path = self.folder / "map.h5"
        write_map(path, *arguments, **options)
        return path

    def low_zones(self, rows):
        """Areas of a hemisphere below two heights, 10 and 20 mm above its lowest point."""
        vertices, triangles = hemisphere(rows)
        path = self.map_file(vertices, triangles, {"UnipolarVoltage": vertices[:, 2] + RADIUS_MM + 1.0})
        classes = self.analyze(path, {"voltage_infarct": 11, "voltage_viable": 21})["classes"]
        return [classes[n]["area_mm2"] for n in ("infarcted", "indeterminate", "viable")]

    def test_archimedes_zones_of_equal_height_have_equal_area(self):
        exact = 2 * np.pi * RADIUS_MM * 10.0
        coarse = [abs(a / exact - 1) for a in self.low_zones(12)]
        fine = [abs(a / exact - 1) for a in self.low_zones(24)]
        self.assertLess(max(coarse), 0.02)
        self.assertLess(max(fine), max(coarse) / 3)

    def test_sectors_of_a_body_of_revolution_are_equal(self):
        vertices, triangles = hemisphere(12)
        for turn in (0.0, 0.1, 1.0):
            insertion = np.array([np.cos(turn), np.sin(turn), -0.2]) * RADIUS_MM
            path = self.map_file(vertices, triangles, landmarks={**AXIS, "AnteriorRVInsertion": insertion})
            areas = {s["segment"]: s["area_mm2"] for s in self.analyze(path)["segments"]}
            for group in (range(1, 7), range(7, 13), range(13, 17)):
                for number in group:
                    self.assertAlmostEqual(areas[number] / areas[group[0]], 1.0, delta=1e-9)

    def test_rings_follow_archimedes(self):
        vertices, triangles = hemisphere(24)
        rings = self.analyze(self.map_file(vertices, triangles, landmarks=AXIS))["rings"]
        for ring, height in zip(rings, (1 / 3, 1 / 3, 0.9 - 2 / 3, 0.1)):
            self.assertAlmostEqual(ring["area_mm2"] / (2 * np.pi * RADIUS_MM ** 2 * height), 1.0, delta=0.005)

    def test_anterior_lies_where_the_landmarks_say(self):
        """Apex down, insertion at +y (120 degrees): anterior centres on 90, seen from the apex counter-clockwise."""
        vertices, triangles = hemisphere(12)
        turn = np.degrees(np.arctan2(vertices[:, 1], vertices[:, 0]))  # counter-clockwise seen from above, the base
        angle = (120.0 - (turn - 90.0)) % 360.0  # so clockwise for our right-handed axis that points down
        for centre, number in ((90, 1), (150, 2), (210, 3), (270, 4), (330, 5), (30, 6)):
            voltage = np.where((abs(angle - centre) < 16) & (vertices[:, 2] > -12), 10.0, 2.0)
            path = self.map_file(vertices, triangles, {"UnipolarVoltage": voltage}, landmarks=AXIS)
            shares = {s["segment"]: s["class_percent"]["viable"] for s in self.analyze(path)["segments"]}
            self.assertEqual(max(range(1, 7), key=shares.get), number)

    def test_closed_sphere_volume(self):
        directions, triangles = icosphere(4)
        surface = self.analyze(self.map_file(RADIUS_MM * directions + 100.0, triangles))["surface"]
        self.assertAlmostEqual(surface["end_diastolic_volume_ml"] / (4 / 3 * np.pi * 27.0), 1.0, delta=0.005)

    def test_uniform_contraction_shortens_alike_everywhere(self):
        vertices, triangles = hemisphere(10)
        path = self.map_file(vertices, triangles, {"EndSystolicDisplacement": -0.25 * vertices})
        found = self.analyze(path)
        self.assertAlmostEqual(found["whole_map"]["linear_local_shortening_percent"]["surface_mean"], 25.0, delta=1e-4)
        self.assertAlmostEqual(found["surface"]["ejection_fraction_percent"], 100 * (1 - 0.75 ** 3), delta=1e-4)

    def test_rigid_motion_shortens_nothing(self):
        vertices, triangles = hemisphere(10)
        moved = vertices @ random_rotation(np.random.default_rng(3)).T + [4.0, -3.0, 2.0]
        path = self.map_file(vertices, triangles, {"EndSystolicDisplacement": moved - vertices})
        found = self.analyze(path)["whole_map"]["linear_local_shortening_percent"]["surface_mean"]
        self.assertAlmostEqual(found, 0.0, delta=1e-4)

    def test_classes_add_up(self):
        found = self.analyze(self.map_file(*two_fields(), landmarks=AXIS))
        mapped = found["surface"]["mapped_area_mm2"]
        classes = {k: v["area_mm2"] for k, v in found["classes"].items() if k != "unmapped"}
        self.assertAlmostEqual(sum(classes.values()) / mapped, 1.0, delta=1e-9)
        self.assertAlmostEqual(sum(r["area_mm2"] for r in found["regions"]) / mapped, 1.0, delta=1e-9)
        parts = found["classes"]["indeterminate"]
        both = parts["between_cutoffs_mm2"] + parts["low_voltage_preserved_shortening_mm2"]
        self.assertAlmostEqual(both / parts["area_mm2"], 1.0, delta=1e-9)
        for rows in (found["rings"], found["segments"]):
            self.assertAlmostEqual(sum(r["area_mm2"] for r in rows) / found["surface"]["area_mm2"], 1.0, delta=1e-9)

    def test_a_plateau_meets_its_own_cut_off(self):
        """A region that lies exactly at a published cut-off counts as meeting it, however its mean was summed."""
        vertices, triangles = hemisphere(8)
        cutoffs = (4.5, 5.2, 5.4, 6.4, 6.5, 6.9, 7.5, 7.9, 8.4)
        for count, value in enumerate(cutoffs, 1):
            path = self.map_file(vertices, triangles, {"UnipolarVoltage": np.full(len(vertices), value)})
            region = self.analyze(path, {"voltage_infarct": value, "voltage_viable": value})["regions"][0]
            self.assertEqual(region["class"], "viable")
            self.assertEqual(region["preset_agreement"], {"viable": count, "of": len(cutoffs)}, f"at {value} mV")

    def assert_same_numbers(self, first, second, relative, keys):
        comparison = Comparison(relative=relative, absolute=1e-6)
        for key in keys:
            comparison.values(key, second[key], first[key])
        self.assertEqual(comparison.differences, [])

    def test_refinement_changes_no_area(self):
        """Midpoint values that float32 cannot hold would move borders a little: hence 1e-5."""
        vertices, triangles, fields = two_fields()
        before = self.analyze(self.map_file(vertices, triangles, fields, landmarks=AXIS))
        fields = {k: v.astype(np.float32).astype(float) for k, v in fields.items()}
        after = self.analyze(self.map_file(*refine(vertices, triangles, fields), landmarks=AXIS))
        for found in (before, after):
            for region in found["regions"]:
                del region["within_annulus_margin_mm2"]
        self.assert_same_numbers(before, after, 1e-5, ("classes", "surface", "regions"))

    def test_order_of_vertices_and_triangles_changes_nothing(self):
        vertices, triangles, fields = two_fields()
        before = self.analyze(self.map_file(vertices, triangles, fields, landmarks=AXIS))
        rng = np.random.default_rng(8)
        order, rows = rng.permutation(len(vertices)), rng.permutation(len(triangles))
        shuffled = np.argsort(order)[triangles][rows]
        shuffled = np.array([np.roll(t, k) for t, k in zip(shuffled, rng.integers(3, size=len(rows)))])
        fields = {k: v[order] for k, v in fields.items()}
        after = self.analyze(self.map_file(vertices[order], shuffled, fields, landmarks=AXIS))
        for found in (before, after):
            found.pop("candidate_zones")
        self.assert_same_numbers(before, after, 1e-9, ("classes", "surface", "rings", "segments", "regions"))

    def test_rotation_and_translation_change_nothing(self):
        vertices, triangles, fields = two_fields()
        before = self.analyze(self.map_file(vertices, triangles, fields, landmarks=AXIS))
        turn, shift = random_rotation(np.random.default_rng(4)), np.array([120.0, -80, 40])
        landmarks = {k: v @ turn.T + shift for k, v in AXIS.items()}
        after = self.analyze(self.map_file(vertices @ turn.T + shift, triangles, fields, landmarks=landmarks))
        for old, new in zip(before["regions"], after["regions"]):
            np.testing.assert_allclose(turn @ old.pop("centroid_mm") + shift, new.pop("centroid_mm"), atol=1e-6)
        self.assert_same_numbers(before, after, 1e-7, ("classes", "surface", "rings", "segments", "regions"))

    def test_margin_along_a_hemisphere(self):
        """Within 10 mm of the rim along the surface lies the height R sin(10 / R) of the hemisphere."""
        vertices, triangles = hemisphere(20)
        fields = {"UnipolarVoltage": np.full(len(vertices), 10.0), "LinearLocalShortening": np.full(len(vertices), 2.0)}
        points = {"Position": vertices[:: 7]}  # so that none of it is far from a point
        found = self.analyze(self.map_file(vertices, triangles, fields, points))
        exact = 2 * np.pi * RADIUS_MM * RADIUS_MM * np.sin(10.0 / RADIUS_MM)
        self.assertAlmostEqual(found["whole_map"]["within_annulus_margin_mm2"] / exact, 1.0, delta=0.03)
        zone = found["candidate_zones"][0]
        self.assertAlmostEqual(zone["area_mm2"] / (2 * np.pi * RADIUS_MM ** 2 - exact), 1.0, delta=0.03)
        self.assertAlmostEqual(zone["distance_to_annulus_mm"], 10.0, delta=0.05)
        self.assertIsNone(zone["distance_to_infarct_mm"])
        self.assertEqual(zone["stable_fraction"], 1.0)


class ThroughTheProgram(ClosedForms, ProgramTest):
    pass


class ThroughTheReference(ClosedForms, ProgramTest):
    """The second implementation must itself meet every form before its numbers count."""
    needs_program = False

    def analyze(self, path, settings=None):
        return analyse(path, settings)

    def test_distances_along_a_sphere(self):
        directions, triangles = icosphere(3)
        distance = SurfacePaths(RADIUS_MM * directions, triangles).from_nodes({0: 0.0})
        exact = RADIUS_MM * np.arccos(np.clip(directions @ directions[0], -1, 1))
        np.testing.assert_allclose(distance[exact > 5], exact[exact > 5], rtol=0.015)


if __name__ == "__main__":
    unittest.main()
