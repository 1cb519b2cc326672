"""Compares two JSON documents of an analysis key by key and prints every difference.

    python3 -m reference.compare PROGRAM.json REFERENCE.json

Only keys of the reference count. Numbers agree within 1e-6 relative (small ones within 1e-7 absolute); regions
below 0.001 mm2 are slivers that rounding decides, and are left out of both.
What depends on distances along the surface, where both programs approximate, gets more room, stated here:
areas within a margin: 2 % of the margin along the whole rim; distances: 4 % or 1.5 mm; zones as a whole:
their limits may move by as much.
"""

import json
import math
import sys

RELATIVE = 1e-6
ABSOLUTE = 1e-7
SLIVER_MM2 = 1e-3
DISTANCE_RELATIVE = 0.04
DISTANCE_ABSOLUTE_MM = 1.5
MARGIN_ERROR = 0.02


class Comparison:
    def __init__(self, margin_area_mm2=0.0, relative=RELATIVE, absolute=ABSOLUTE):
        self.margin_area, self.relative, self.absolute = margin_area_mm2, relative, absolute
        self.differences = []

    def note(self, path, program, reference):
        self.differences.append(f"{path}: program {program!r}, reference {reference!r}")

    def numbers(self, path, program, reference):
        room = max(self.relative * abs(reference), self.absolute)
        key = path.rsplit(".", 1)[-1]
        if key == "within_annulus_margin_mm2":
            room = max(room, self.margin_area)
        elif key.startswith("distance_to_"):
            room = max(DISTANCE_RELATIVE * abs(reference), DISTANCE_ABSOLUTE_MM)
        if not math.isclose(program, reference, rel_tol=0.0, abs_tol=room):
            self.note(path, program, reference)

    def values(self, path, program, reference):
        if isinstance(reference, dict) and isinstance(program, dict):
            for key, value in reference.items():
                if key not in program:
                    self.note(f"{path}.{key}", "(no such key)", value)
                elif key == "candidate_zones":
                    self.zones(f"{path}.{key}", program[key], value)
                elif key == "regions":
                    self.lists(f"{path}.{key}", _without_slivers(program[key]), _without_slivers(value))
                else:
                    self.values(f"{path}.{key}", program[key], value)
        elif isinstance(reference, list) and isinstance(program, list):
            self.lists(path, program, reference)
        elif _is_number(program) and _is_number(reference):
            self.numbers(path, program, reference)
        elif type(program) is not type(reference) or program != reference:
            self.note(path, program, reference)

    def lists(self, path, program, reference):
        if len(program) != len(reference):
            self.note(f"{path} (length)", len(program), len(reference))
        for index, (a, b) in enumerate(zip(program, reference)):
            self.values(f"{path}[{index}]", a, b)

    def zones(self, path, program, reference):
        """Zones are matched by region and centroid; one near a limit of size may be on either side of it."""
        left = list(program)
        for zone in reference:
            match = min((z for z in left if z["region"] == zone["region"]), key=lambda z: _apart(z, zone), default=None)
            if match is None:
                self.note(f"{path}.{zone['id']}", "(no such zone)", zone)
                continue
            left.remove(match)
            self._zone(f"{path}.{zone['id']}", match, zone)
        for zone in left:
            self.note(f"{path}.{zone['id']}", zone, "(no such zone)")

    def _zone(self, path, program, reference):
        room = self.margin_area + self.relative * reference["area_mm2"]
        if abs(program["area_mm2"] - reference["area_mm2"]) > room:
            self.note(f"{path}.area_mm2", program["area_mm2"], reference["area_mm2"])
        for key in ("distance_to_infarct_mm", "distance_to_annulus_mm", "distance_to_apex_mm", "for_review_only"):
            self.values(f"{path}.{key}", program.get(key), reference[key])
        share = room / reference["area_mm2"]
        if self.margin_area == 0.0:
            for key in ("segments", "points", "centroid_mm"):
                self.values(f"{path}.{key}", program[key], reference[key])
        for key, spread in (("stable_fraction", share), ("mean_voltage_mV", 2 * share * reference["mean_voltage_mV"]),
                            ("mean_shortening_percent", 20 * share)):
            if abs(program[key] - reference[key]) > spread + 1e-6:
                self.note(f"{path}.{key}", program[key], reference[key])


def _without_slivers(regions):
    return [r for r in regions if r["area_mm2"] >= SLIVER_MM2]


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _apart(a, b):
    return math.dist(a["centroid_mm"], b["centroid_mm"])


def differences(program, reference, margin_area_mm2=0.0):
    comparison = Comparison(margin_area_mm2)
    comparison.values("", program, reference)
    return comparison.differences


def main(paths):
    with open(paths[0], encoding="utf-8") as a, open(paths[1], encoding="utf-8") as b:
        found = differences(json.load(a), json.load(b))
    print("\n".join(found) if found else "no difference")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
