"""No class, region or zone of the sample maps changes unnoticed: tests/golden holds what the program said before.

A change that is meant raises kAlgorithmVersion (include/viamyo/version.h) and writes the files anew:
`VIAMYO_PROGRAM=... python3 test_golden.py --write`.
"""

import json
import math
import os
import pathlib
import subprocess
import sys
import unittest

from program import ProgramTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
KEPT = ("algorithm_version", "surface", "classes", "regions", "candidate_zones")
RELATIVE = 1e-6  # across machines; on one machine the bytes are the same
# What is analysed beside the defaults: every kind of criteria and source that the sample maps can give.
VARIANTS = {
    "default": [],
    "recomputed": ["--set", "shortening_source=recomputed"],
    "electrograms": ["--set", "voltage_source=electrograms"],
    "voltage-alone": ["--set", "criteria=voltage"],
    "bipolar": ["--preset", "pavo-bipolar"],
    "percent": ["--preset", "botker-percent", "--set", "reference_segments=4,5,6,10,11,12"],
    "margins": ["--set", "infarct_margin=5", "--set", "annulus_margin=15"],
}


def analysed(program, path, options):
    done = subprocess.run([program, "analyze", str(path), *options], capture_output=True, text=True, check=True, timeout=120)
    result = json.loads(done.stdout)
    return {key: result[key] for key in KEPT}


def cases():
    for path in sorted((ROOT / "sample_maps").glob("*.h5")):
        yield path, "default"
    for variant in VARIANTS:
        if variant != "default":
            yield ROOT / "sample_maps" / "anterior-lad-infarct.h5", variant


def differences(expected, actual, where=""):
    if isinstance(expected, dict) and isinstance(actual, dict) and expected.keys() == actual.keys():
        return [d for key in expected for d in differences(expected[key], actual[key], f"{where}.{key}")]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        return [d for i, pair in enumerate(zip(expected, actual)) for d in differences(*pair, f"{where}[{i}]")]
    if isinstance(expected, float) and isinstance(actual, float):
        return [] if math.isclose(expected, actual, rel_tol=RELATIVE, abs_tol=RELATIVE) else [f"{where}: {expected} became {actual}"]
    return [] if expected == actual else [f"{where}: {expected} became {actual}"]


def golden_file(path, variant):
    return GOLDEN / f"{path.stem}.{variant}.json"


class Golden(ProgramTest):
    def test_no_class_region_or_zone_changes_unnoticed(self):
        for path, variant in cases():
            with self.subTest(map=path.stem, variant=variant):
                expected = json.loads(golden_file(path, variant).read_text())
                found = differences(expected, analysed(self.program, path, VARIANTS[variant]))
                self.assertEqual(found, [], f"{len(found)} differences; meant? then raise the algorithm version and write the files anew")


if __name__ == "__main__":
    if "--write" in sys.argv:
        for case in cases():
            result = analysed(os.environ["VIAMYO_PROGRAM"], case[0], VARIANTS[case[1]])
            golden_file(*case).write_text(json.dumps(result, indent=1) + "\n")
    else:
        unittest.main()
