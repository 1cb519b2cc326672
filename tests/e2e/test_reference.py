"""The program's numbers against the second implementation in tests/reference, on random and on real maps."""

import os
import pathlib
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent), str(pathlib.Path(__file__).resolve().parents[1])]

from program import ProgramTest
from reference.analysis import Analysis, analyse
from reference.compare import MARGIN_ERROR, differences
from reference.geometry import loop_length
from reference.random_maps import RandomMap

CLOSED_BORDER_MM = 200.0  # about where the annulus plane cuts a closed random map
FIRST_SEED = int(os.environ.get("VIAMYO_FIRST_SEED", "1"))


def electromechanical(seed, **shape):
    return RandomMap(seed, **shape).voltage().shortening()


# name: seed -> (map, settings)
CASES = {
    "open, landmarks given": lambda seed: (electromechanical(seed).mapping_points(80).axis(), {}),
    "open, landmarks estimated": lambda seed: (electromechanical(seed).mapping_points(60), {}),
    "open, no rotation": lambda seed: (electromechanical(seed).mapping_points(60).axis(rotation=False, inferior=False), {}),
    "open, handedness unverified": lambda seed: (electromechanical(seed).mapping_points(60).axis(inferior=False), {}),
    "open, mirrored": lambda seed: (electromechanical(seed).mapping_points(60).axis(mirrored=True), {}),
    "closed, landmarks given": lambda seed: (electromechanical(seed, closed=True).mapping_points(70).axis(), {}),
    "closed, landmarks missing": lambda seed: (electromechanical(seed, closed=True).mapping_points(70), {}),
    "plateaus exactly at the thresholds": lambda seed: (
        electromechanical(seed).plateau("UnipolarVoltage", 4.5).plateau("UnipolarVoltage", 6.9)
        .plateau("LinearLocalShortening", 12.0).mapping_points(80).axis(), {}),
    "gaps": lambda seed: (electromechanical(seed).gap("UnipolarVoltage").gap("LinearLocalShortening").mapping_points(80).axis(), {}),
    "apex given, annulus estimated": lambda seed: (electromechanical(seed).mapping_points(60).axis().forget("MitralAnnulusCenter"), {}),
    "annulus given, apex estimated": lambda seed: (electromechanical(seed).mapping_points(60).axis().forget("Apex"), {}),
    "a second, smaller hole": lambda seed: (electromechanical(seed).mapping_points(60).axis().puncture(), {}),
    "two components": lambda seed: (electromechanical(seed).mapping_points(60).axis().second_component(), {}),
    "interpolated": lambda seed: (RandomMap(seed).mapping_points(120).axis(), {}),
    "interpolated with a short reach": lambda seed: (RandomMap(seed).mapping_points(90).axis(), {"fill_distance": 9, "min_zone_area": 150}),
    "interpolated though stored": lambda seed: (
        electromechanical(seed).mapping_points(120).axis(), {"voltage_source": "interpolated", "shortening_source": "interpolated"}),
    "shortening recomputed at points": lambda seed: (
        RandomMap(seed).voltage().mapping_points(110).without("LinearLocalShortening").point_motion().axis(), {}),
    "shortening recomputed with another kernel": lambda seed: (
        electromechanical(seed).mapping_points(110).point_motion().axis(),
        {"shortening_source": "recomputed", "lls_min_distance": 4, "lls_max_distance": 22, "lls_sigma": 9}),
    "shortening recomputed at vertices": lambda seed: (RandomMap(seed).voltage().vertex_motion().axis(), {}),
    "electrograms": lambda seed: (
        RandomMap(seed).mapping_points(120).without("UnipolarVoltage", "BipolarVoltage").traces().axis(),
        {"voltage_infarct": 9, "voltage_viable": 10}),
    "bipolar": lambda seed: (
        electromechanical(seed).voltage("BipolarVoltage", 0.2, 6.0).mapping_points(80).axis(),
        {"voltage": "bipolar", "voltage_infarct": 0.8, "voltage_viable": 1.9}),
    "percent of reference": lambda seed: (
        electromechanical(seed).mapping_points(80).axis(), {"threshold_unit": "percent", "reference_segments": [1, 6, 7, 12]}),
    "voltage alone": lambda seed: (RandomMap(seed).voltage().mapping_points(80).without("LinearLocalShortening").axis(), {}),
    "voltage alone by wish": lambda seed: (electromechanical(seed).mapping_points(80).axis(), {"criteria": "voltage"}),
    "mechanics alone": lambda seed: (RandomMap(seed).shortening().axis(), {}),
    "one cut-off": lambda seed: (electromechanical(seed).mapping_points(80).axis(), {"voltage_infarct": 6.5, "voltage_viable": 6.5}),
    "wide margins": lambda seed: (
        electromechanical(seed).mapping_points(90).axis(),
        {"annulus_margin": 16, "infarct_margin": 6, "min_zone_area": 60, "min_zone_points": 1}),
    "no margins": lambda seed: (
        electromechanical(seed).mapping_points(90).axis(),
        {"annulus_margin": 0, "infarct_margin": 0, "min_zone_area": 50, "min_zone_points": 1}),
    "closed, wide margin": lambda seed: (
        electromechanical(seed, closed=True).mapping_points(90).axis(), {"annulus_margin": 18, "min_zone_area": 30, "min_zone_points": 0}),
    "other rings": lambda seed: (electromechanical(seed).mapping_points(60).axis(), {"ring_limits": [0.3, 0.6, 0.85]}),
    "values far from every point": lambda seed: (electromechanical(seed).mapping_points(120).only_points_near(0.4).axis(), {}),
    "values far from every point, kept": lambda seed: (
        electromechanical(seed).mapping_points(120).only_points_near(0.4).axis(), {"beyond_fill": "keep"}),
    "values far from every point, a short reach": lambda seed: (
        electromechanical(seed).mapping_points(90).axis(), {"fill_distance": 6}),
    "points without the quantity": lambda seed: (
        electromechanical(seed).mapping_points(120).only_points_near(0.6).forget_value("UnipolarVoltage", 0.8)
        .without("LinearLocalShortening").axis(), {}),
    "stored beside electrograms": lambda seed: (
        electromechanical(seed).mapping_points(120).only_points_near(0.5).without("UnipolarVoltage", "BipolarVoltage").traces().axis(), {}),
    "motion at vertices beside points": lambda seed: (
        RandomMap(seed).voltage().vertex_motion().mapping_points(100).only_points_near(0.5).without("LinearLocalShortening").axis(), {}),
    "triangle soup": lambda seed: (electromechanical(seed).mapping_points(80).soup().axis(), {}),
    "triangle soup, landmarks estimated": lambda seed: (electromechanical(seed).mapping_points(60).soup(), {}),
    "triangle soup, shortening recomputed at vertices": lambda seed: (RandomMap(seed).voltage().vertex_motion().soup().axis(), {}),
    "seam": lambda seed: (electromechanical(seed).mapping_points(80).seam().axis(), {}),
    "seam of other values": lambda seed: (electromechanical(seed).mapping_points(80).seam(2.0).axis(), {}),
    "two-sided": lambda seed: (electromechanical(seed).mapping_points(80).twice().axis(), {}),
    "repeated triangles and a stray vertex": lambda seed: (
        electromechanical(seed).mapping_points(80).twice(0.1).stray_vertex().axis(), {}),
    "a stray triangle": lambda seed: (electromechanical(seed).mapping_points(80).stray_triangle().axis(), {}),
    "finer mesh": lambda seed: (electromechanical(seed, columns=36).mapping_points(150).axis(), {}),
    "seam without values": lambda seed: (electromechanical(seed).mapping_points(80).seam(float("nan")).axis(), {}),
    "first side without values": lambda seed: (electromechanical(seed).mapping_points(80).first_side_without_values().axis(), {}),
    "motion without one side": lambda seed: (RandomMap(seed).voltage().vertex_motion().first_side_without_values().axis(), {}),
}

REAL_CASES = {
    "lv-vt-carto3-surface.h5": [
        {}, {"voltage_infarct": 12, "voltage_viable": 12}, {"voltage_infarct": 12, "voltage_viable": 14},
        {"criteria": "voltage", "voltage": "bipolar", "voltage_infarct": 1.5, "voltage_viable": 1.5}],
    "lv-vt-carto3.h5": [{}, {"voltage_source": "electrograms", "fill_distance": 40}],
    "cap-mean-lv.h5": [{}],
}


def margin_area(analysis):
    """How much area a distance error of a few percent can move across the margins."""
    margins = analysis.settings["annulus_margin"] + analysis.settings["infarct_margin"]
    border = loop_length(analysis.map.points, analysis.columns.rim) if analysis.columns.rim else CLOSED_BORDER_MM
    return MARGIN_ERROR * margins * border


class AgainstTheReference(ProgramTest):
    def compare(self, path, settings):
        found = differences(self.analyze(path, settings), analyse(path, settings), margin_area(Analysis(path, settings)))
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_random_maps(self):
        for seed, (name, make) in enumerate(CASES.items(), FIRST_SEED):
            with self.subTest(name, seed=seed):
                the_map, settings = make(seed)
                path = self.folder / "map.h5"
                the_map.write(path)
                self.compare(path, settings)

    def test_real_maps(self):
        for name, all_settings in REAL_CASES.items():
            path = self.real_map(name)
            for settings in all_settings:
                with self.subTest(name, **settings):
                    self.compare(path, settings)


class PublishedValuesOfRealMaps(ProgramTest):
    """Values of the real maps that other public programs computed on the same files."""

    def test_area_and_volume(self):
        for name in ("lv-vt-carto3.h5", "lv-vt-carto3-surface.h5"):
            surface = self.analyze(self.real_map(name))["surface"]
            self.assertAlmostEqual(surface["area_mm2"], 19751.564, delta=0.001)
            self.assertAlmostEqual(surface["end_diastolic_volume_ml"], 173.1836, delta=0.0001)

    def test_low_bipolar_area(self):
        settings = {"criteria": "voltage", "voltage": "bipolar", "voltage_infarct": 1.5, "voltage_viable": 1.5}
        found = self.analyze(self.real_map("lv-vt-carto3-surface.h5"), settings)
        self.assertAlmostEqual(found["classes"]["infarcted"]["area_mm2"], 6398.7334, delta=0.001)

    def test_low_unipolar_area(self):
        found = self.analyze(self.real_map("lv-vt-carto3-surface.h5"), {"voltage_infarct": 12, "voltage_viable": 12})
        self.assertAlmostEqual(found["classes"]["infarcted"]["area_mm2"], 3528.0159, delta=0.001)

    def test_area_weighted_means(self):
        whole = self.analyze(self.real_map("lv-vt-carto3-surface.h5"))["whole_map"]
        self.assertAlmostEqual(whole["unipolar_voltage_mV"]["surface_mean"], 13.3898, delta=0.0001)
        self.assertAlmostEqual(whole["bipolar_voltage_mV"]["surface_mean"], 2.7644, delta=0.0001)

    def test_volumes_of_the_mean_heart(self):
        found = self.analyze(self.real_map("cap-mean-lv.h5"))
        self.assertAlmostEqual(found["surface"]["end_diastolic_volume_ml"], 127.977, delta=0.001)
        self.assertAlmostEqual(found["surface"]["end_systolic_volume_ml"], 49.502, delta=0.001)
        self.assertAlmostEqual(found["surface"]["ejection_fraction_percent"], 61.319, delta=0.001)
        self.assertEqual(found["settings"]["shortening_source"], "recomputed")
        self.assertIsNone(found["settings"]["criteria"])


if __name__ == "__main__":
    unittest.main()
