"""Each value of each kind of output, changed in every way that a hand or a program could: `review check` takes none for what the log says.

The rule: every value is one that the program could have written of this map at the named point of the log. What may rightly be otherwise has a form of its own
(docs/review.md), and the values that keep to it are listed here, one by one. VIAMYO_LONG looks at all values, else at as many as a fixed seed draws.
"""

import copy
import csv
import io
import json
import os
import pathlib
import random
import re
import shutil
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

import h5py
import numpy

from command_line import set_digest_aside
from review_program import A, ReviewProgramTest

LONG = bool(os.environ.get("VIAMYO_LONG"))
CLAIM = "CONFIRMED by 2 of 2, team: Heart team"

# Paths of a report, and what may stand there.
FREE = {"viamyo_version": re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}"), "map.sha256": re.compile("[0-9a-f]{64}"), "settings.preset": re.compile("custom"),
        "map.file": re.compile(r"[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]{1,4096}"), "review.log.file": re.compile(r"[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]{1,4096}")}


def leaves(value, path=()):
    if isinstance(value, dict):
        for key in value:
            yield from leaves(value[key], (*path, key))
    elif isinstance(value, list) and value:
        for index in range(len(value)):
            yield from leaves(value[index], (*path, index))
    else:
        yield path, value


def mutations(value):
    """Other values for a leaf: emptied, of another type, a fraction more, with control characters, longer, claiming."""
    yield from (None, "", CLAIM, [], {}, [CLAIM], {"said": CLAIM}, True, False, -1)
    if isinstance(value, bool):
        yield from (not value, int(value), str(value).lower())
    elif isinstance(value, int):
        yield from (value + 1, value + 1e-6, value - 1e-9, float(value), str(value), 1e300)
    elif isinstance(value, float):
        yield from (value * 1.001 + 0.001, -value - 1, str(value), 1e300)
    elif isinstance(value, str):
        yield from (value + " ", value + "\n" + CLAIM, value + "\0" + CLAIM, "\u202e" + value, value + "\u200b", value.swapcase(), value[:-1], value * 20 + CLAIM, value + "\u0301", 0)


def differs(a, b):
    return type(a) is not type(b) or a != b


class MutatedOutputs(ReviewProgramTest):
    """Of a map of which one item was confirmed by both, one rejected, one said otherwise, and the rest is open."""

    def setUp(self):
        super().setUp()
        self.random = random.Random(12)
        self.decide(A, "confirm", "R1")
        self.decide("B. Best", "confirm", "R1", "--subject", "S-01")
        self.decide("B. Best", "reject", "R3", "--reason", "poor contact")
        self.decide(A, "reclassify", "R2", "--to", "infarcted", "--reason", "LGE")

    def drawn(self, cases, most):
        cases = list(cases)
        return cases if LONG or len(cases) <= most else self.random.sample(cases, most)

    def verdict_of(self, name, *options):
        done = self.run_viamyo("review", "check", name, "--map", "map.h5", "--team", "team.toml", *options)
        if done.returncode == 3:
            return "refused", done.stderr
        self.assertIn(done.returncode, (0, 6), done.stdout + done.stderr)
        return ("good" if done.returncode == 0 else "bad"), done.stdout

    def assert_all_bad(self, mutated, write):
        """Each of (what, mutant): no mutant is current or outdated."""
        passed = []
        for what, mutant in mutated:
            if self.verdict_of(write(mutant))[0] == "good":
                passed.append(what)
        self.assertEqual(passed, [])

    def mutated_reports(self, report):
        for path, value in leaves(report):
            name = ".".join(map(str, path))
            for other in mutations(value):
                if not differs(other, value) or (isinstance(other, str) and name in FREE and FREE[name].fullmatch(other)):
                    continue
                if isinstance(value, float) and isinstance(other, (int, float)) and not isinstance(other, bool) and abs(other - value) <= 1e-5 * max(1, abs(value)):
                    continue  # as far as two computers may differ
                mutant = copy.deepcopy(report)
                place = mutant
                for step in path[:-1]:
                    place = place[step]
                place[path[-1]] = other
                yield (name, other), mutant

    def test_no_value_of_a_report_can_be_another(self):
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet"))
        (self.folder / "same.json").write_text(json.dumps(report))
        self.assertEqual(self.verdict_of("same.json")[0], "good")
        for behind in (b"\0" + CLAIM.encode(), b"\0", CLAIM.encode(), b"\n{}", b"\n// " + CLAIM.encode()):
            (self.folder / "mutant.json").write_bytes((self.folder / "same.json").read_bytes() + behind)
            self.assertEqual(self.verdict_of("mutant.json")[0], "refused", behind)

        def write(mutant):
            (self.folder / "mutant.json").write_text(json.dumps(mutant))
            return "mutant.json"

        mutated = list(self.mutated_reports(report))
        near = [case for case in mutated if case[0][0].startswith(("map.", "review.", "settings.preset", "fingerprint", "notice", "viamyo", "schema"))]
        self.assert_all_bad(self.drawn(near, 100) + self.drawn(mutated, 75), write)

    def test_no_value_in_a_sheet_can_be_another(self):
        beside = pathlib.Path(self.program).resolve().parent
        (self.folder / "alone").mkdir()
        for name in ("viamyo", "viamyo-reader"):
            shutil.copy(beside / name, self.folder / "alone" / name)
        self.program = self.folder / "alone/viamyo"  # which draws nothing: pictures are looked at elsewhere, and take their time
        self.output("review", "map.h5", "sheet", "--team", "team.toml", "--out", "kept.html", "--quiet")
        self.assertEqual(self.verdict_of("kept.html")[0], "good")
        page = (self.folder / "kept.html").read_text()
        begin = page.index('{"')
        data, end = json.JSONDecoder().raw_decode(page[begin:])
        text = page[begin:begin + end]
        self.assertIn("viamyo.sheet/1", text)

        def write(mutant):
            (self.folder / "mutant.html").write_text(page[:begin] + json.dumps(mutant, separators=(",", ":"), ensure_ascii=False) + page[begin + end:])
            return "mutant.html"

        self.assert_all_bad(self.drawn(self.mutated_reports(data), 30), write)

    def test_no_cell_of_a_table_can_be_another(self):
        self.output("analyze", "map.h5", "--team", "team.toml", "--out", "run", "--quiet")
        for table in ("summary", "segments", "regions", "zones"):
            rows = list(csv.reader(io.StringIO((self.folder / f"run/{table}.csv").read_text())))
            cases = []
            for row in range(1, min(len(rows), 4)):
                for column, name in enumerate(rows[0]):
                    cell = rows[row][column]
                    number = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)
                    others = ["", CLAIM, cell + " " + CLAIM, cell + "\n" + CLAIM, cell + "\u202e", "-1" if number else cell.swapcase(), cell + " "]
                    if number and "." not in cell:
                        others += [cell + ".000001", str(int(cell) + 1)]
                    for other in others:
                        if other == cell or (name == "file" and re.fullmatch(r"[^\n\u202e]+", other)):
                            continue  # another name of the file
                        cases.append(((table, row, name, other), (row, column, other)))

            def write(case, rows=rows, table=table):
                row, column, other = case
                text = io.StringIO()
                csv.writer(text, lineterminator="\n").writerows([*rows[:row], [*rows[row][:column], other, *rows[row][column + 1:]], *rows[row + 1:]])
                (self.folder / "mutant.csv").write_text(text.getvalue())
                return "mutant.csv"

            passed = []
            for what, case in self.drawn(cases, 30):
                done = self.run_viamyo("review", "check", write(case), "--team", "team.toml")
                self.assertIn(done.returncode, (0, 2, 3, 6), done.stderr)
                passed += [what] if done.returncode == 0 else []
            self.assertEqual(passed, [])

    def test_no_text_of_an_exported_table_can_be_another(self):
        self.output("export", "map.h5", "--team", "team.toml", "--out", "kept.csv", "--quiet")
        lines = (self.folder / "kept.csv").read_text().split("\n")
        head = [i for i, line in enumerate(lines) if line.startswith("#")]
        cases = []
        for i in head:
            name, _, value = lines[i].partition(": ")
            for other in ("", CLAIM, value + " " + CLAIM, value + "\0" + CLAIM, value + "\u202e", value.swapcase(), value + " "):
                if other != value:
                    cases.append(((name, other), lines[:i] + [f"{name}: {other}"] + lines[i + 1:]))
        names = lines[head[-1] + 1].split(",")
        for i in self.random.sample(range(head[-1] + 2, len(lines) - 1), 5):
            cells = lines[i].split(",")
            for column, cell in enumerate(cells):
                for other in (CLAIM.replace(",", ""), cell + "1", cell + "\0", "confirmed" if cell != "confirmed" else "rejected"):
                    if not re.fullmatch(r"-?\d+\.\d{6,}", cell) or other != cell + "1":
                        cases.append(((names[column], i, other), lines[:i] + [",".join([*cells[:column], other, *cells[column + 1:]])] + lines[i + 1:]))

        def write(mutant):
            (self.folder / "mutant.csv").write_text("\n".join(mutant))
            return "mutant.csv"

        self.assert_all_bad(self.drawn(cases, 60), write)

    def test_no_text_of_an_exported_map_can_be_another(self):
        self.output("export", "map.h5", "--team", "team.toml", "--out", "kept.h5", "--quiet")
        set_digest_aside(self.folder / "kept.h5")
        data = (self.folder / "kept.h5").read_bytes()
        texts = []

        def look(path, item):
            for name, value in item.attrs.items():
                if isinstance(value, (str, bytes)):
                    texts.append((path, name, value if isinstance(value, str) else value.decode()))
            if isinstance(item, h5py.Dataset) and h5py.check_string_dtype(item.dtype):
                texts.append((path, None, None))

        with h5py.File(self.folder / "kept.h5") as file:
            file.visititems(look)
            shapes = {path: file[path].shape for path, name, _ in texts if name is None}
            values = {path: [value.decode() for value in numpy.atleast_1d(file[path][()]).reshape(-1)] for path in shapes}
        kind = h5py.string_dtype("utf-8")
        cases = []
        for path, name, value in texts:
            for index in range(1 if name else min(len(values[path]), 8)):
                old = value if name else values[path][index]
                for other in ("", CLAIM, old + " " + CLAIM, old + "\n" + CLAIM, old + "\u202e", old.swapcase()):
                    if other != old:
                        cases.append(((path, name, index, other), (path, name, index, other)))

        def write(case):
            path, name, index, other = case
            (self.folder / "mutant.h5").write_bytes(data)
            with h5py.File(self.folder / "mutant.h5", "r+") as file:
                if name:
                    file[path].attrs[name] = other
                else:
                    attributes, all_values = dict(file[path].attrs), list(values[path])
                    all_values[index] = other
                    del file[path]
                    file.create_dataset(path, data=numpy.array(all_values, dtype=object).reshape(shapes[path]), dtype=kind)
                    file[path].attrs.update(attributes)
            return "mutant.h5"

        self.assert_all_bad(self.drawn(cases, 60), write)


if __name__ == "__main__":
    unittest.main()
