"""How well the proposed classes find the truth of the sample maps: docs/sample-accuracy.md says what this computes.

`VIAMYO_PROGRAM=... python3 test_sample_accuracy.py --write` writes the page anew.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

from program import ProgramTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "sample-accuracy.md"
CLASSES = ["normal", "viable_ischemic", "infarcted", "indeterminate"]
CODES = [1, 2, 3, 4]

HEAD = """# How often the proposal is right, on maps whose truth is known

Sample maps with the default thresholds (4.5 and 6.9 mV, 12 %). Rows are the truth: the tissue from which a place's values were drawn. Columns
are the proposal. Percent of the mapped surface, by the area of each vertex (a third of its triangles). Dice = 2 |A and B| / (|A| + |B|), `-`
where neither has any. A test computes this page again and fails when it is stale.

**Read this as a warning, not as an accuracy of the method.** Truth here is what we drew; published distributions of the tissues overlap, so no
threshold finds the truth back. `indeterminate` as truth is non-transmural scar, which no threshold pair describes; as a proposal it
is an honest "between the cut-offs". Human shortening of hibernating muscle is not published: ours is invented, and so is
every figure that depends on it. Real hearts will differ.
"""


def vertex_areas(points, triangles):
    a, b, c = (points[triangles[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    return np.bincount(triangles.ravel(), np.repeat(area / 3, 3), minlength=len(points))


def confusion(program, path, folder):
    """Percent of the mapped area by truth (rows) and proposal (columns), and the percent that is unmapped."""
    exported = pathlib.Path(folder) / path.name
    subprocess.run([program, "export", str(path), "--out", str(exported)], check=True, capture_output=True, timeout=120)
    with h5py.File(exported) as file:
        points = file["VTKHDF/Points"][...].astype(float)
        triangles = file["VTKHDF/Connectivity"][...].reshape(-1, 3)
        proposed = file["VTKHDF/PointData/Class"][...].astype(int)
        truth = file["GroundTruth/Class"][...].astype(int)
    area = vertex_areas(points, triangles)
    mapped = np.isin(proposed, CODES)
    table = [[area[mapped & (truth == t) & (proposed == p)].sum() for p in CODES] for t in CODES]
    return 100 * np.array(table) / area[mapped].sum(), 100 * area[~mapped].sum() / area.sum()


def dice(table, i):
    total = table[i].sum() + table[:, i].sum()
    return f"{2 * table[i, i] / total:.2f}" if total > 0 else "-"


def section(name, table, unmapped):
    lines = [f"\n## {name}\n", f"Unmapped: {unmapped:.1f} % of the surface.\n", "| truth \\ proposed | " + " | ".join(CLASSES) + " | Dice |",
             "| --- |" + " ---: |" * (len(CLASSES) + 1)]
    for i, tissue in enumerate(CLASSES):
        lines.append(f"| {tissue} | " + " | ".join(f"{v:.1f}" for v in table[i]) + f" | {dice(table, i)} |")
    return "\n".join(lines) + "\n"


def page(program):
    with tempfile.TemporaryDirectory() as folder:
        maps = sorted((ROOT / "sample_maps").glob("*.h5"))
        return HEAD + "".join(section(path.stem, *confusion(program, path, folder)) for path in maps)


class SampleAccuracy(ProgramTest):
    def test_the_page_says_what_the_program_does(self):
        self.assertEqual(PAGE.read_text(), page(self.program), f"{PAGE.name} is stale: run this file with --write")


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(os.environ["VIAMYO_PROGRAM"]))
    else:
        unittest.main()
