"""A run over a cohort: it ends in time, shares its folder with nobody, and loses or mixes no number."""

import json
import os
import shutil
import signal
import subprocess
import time
import unittest

import h5py

from command_line import SAMPLES, set_digest_aside
from large_map import write_large_map
from test_batch import BatchTest


class Runs(BatchTest):
    def patience(self, seconds):
        """What a busy machine is given for what takes less when it has nothing else to do."""
        return seconds * max(1, os.getloadavg()[0] / os.cpu_count())

    def test_a_map_that_takes_too_long_is_one_failed_row(self):
        small = self.map_file("small.h5")
        write_large_map(self.folder / "large.h5", 700)
        done = self.run_viamyo("analyze", small, "large.h5", "--out", "out", "--time-limit", "1")
        self.assertEqual((done.returncode, done.stderr), (4, "viamyo: large.h5: was given up after 1 s, the time limit for one map (--time-limit)\n"))
        self.assertEqual([(row["status"], row["error"] != "") for row in self.rows("summary.csv")], [("ok", False), ("failed", True)])
        self.assertEqual([one["status"] for one in self.record()["inputs"]], ["ok", "failed"])
        self.assertEqual(self.record()["time_limit_s"], 1)
        self.assertFalse((self.folder / "out" / "large.json").exists())

    def test_a_limit_that_no_map_keeps(self):
        self.samples("normal", "sparse-map")
        done = self.run_viamyo("analyze", "maps", "--out", "out", "--time-limit", "0.000001")
        self.assertEqual((done.returncode, done.stderr.count("the time limit for one map")), (3, 2), done.stderr)
        self.assertEqual([row["status"] for row in self.rows("summary.csv")], ["failed"] * 2)

    def test_the_limit_changes_no_map_that_keeps_it(self):
        self.samples("normal")
        self.output("analyze", "maps", "--out", "out")
        self.output("analyze", "maps", "--out", "none", "--time-limit", "0")
        self.assertEqual((self.folder / "out" / "normal.json").read_text(), (self.folder / "none" / "normal.json").read_text())
        self.assert_refused(2, ("--time-limit", "--out"), "analyze", "maps/normal.h5", "--time-limit", "5")
        for wrong in ("-1", "soon", "nan"):
            self.assert_refused(2, ("--time-limit",), "analyze", "maps", "--out", "out", "--time-limit", wrong)

    def test_the_first_signal_ends_a_run_within_a_second_whatever_it_does(self):
        """A large map keeps the run busy: reading it, then analysing it."""
        write_large_map(self.folder / "large.h5", 700)
        self.samples("normal")
        for number, after_s in ((signal.SIGTERM, 0.0), (signal.SIGINT, 0.5), (signal.SIGTERM, 1.0)):
            with self.subTest(signal=number, after=after_s):
                out = self.folder / f"out-{number}-{after_s}"
                run = subprocess.Popen([self.program, "analyze", "maps", "large.h5", "--out", str(out), "--jobs", "1"], cwd=self.folder,
                                       text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                while run.poll() is None and not (out / "normal.json").exists():
                    time.sleep(0.01)
                time.sleep(after_s)
                self.assertIsNone(run.poll(), "the large map is in work")
                run.send_signal(number)
                began = time.monotonic()
                _, stderr = run.communicate(timeout=60)
                self.assertLess(time.monotonic() - began, self.patience(1), stderr)
                self.assertEqual(run.returncode, 128 + number, stderr)
                self.assertRegex(stderr, r"^viamyo: stopped by SIG.* after [01] of 2 maps; no tables were written, and each JSON file in .* is whole\n$")
                self.assertEqual(self.files_below(out), ["normal.json"])
                json.loads((out / "normal.json").read_text())

    def test_what_is_there_after_a_signal_is_told(self):
        maps = self.samples("normal")
        self.output("analyze", "maps", "--out", "out")
        before = (self.folder / "out" / "summary.csv").read_text()
        write_large_map(maps / "z-large.h5", 700)
        run = subprocess.Popen([self.program, "analyze", "maps", "--out", "out", "--set", "voltage_viable=8", "--jobs", "1"], cwd=self.folder,
                               text=True, stderr=subprocess.PIPE)
        while run.poll() is None and json.loads((self.folder / "out" / "normal.json").read_text())["settings"]["voltage_viable_mV"] != 8:
            time.sleep(0.01)
        run.send_signal(signal.SIGTERM)
        _, stderr = run.communicate(timeout=60)
        self.assertIn("those that are there, and run.json, are of an earlier run", stderr)
        self.assertEqual((self.folder / "out" / "summary.csv").read_text(), before)

    def test_two_runs_never_share_a_folder(self):
        write_large_map(self.folder / "large.h5", 700)
        self.samples("normal")
        first = subprocess.Popen([self.program, "analyze", "maps", "large.h5", "--out", "out", "--jobs", "1"], cwd=self.folder, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (first.kill(), first.wait()))
        while first.poll() is None and not (self.folder / "out" / "normal.json").exists():
            time.sleep(0.01)
        before = {name: (self.folder / name).stat().st_mtime_ns for name in self.files_below()}
        (self.folder / "link").symlink_to("out")
        for out in ("out", "out/", "./out/../out", "link", "out/deep/er"):
            self.assert_refused(5, ("another run writes here", f"process {first.pid} on "), "analyze", "maps", "--out", out)
        after = {name: (self.folder / name).stat().st_mtime_ns for name in self.files_below()}
        self.assertEqual(after, before)
        self.samples("normal", folder="more/out")
        self.assert_refused(5, ("another run writes here", str(first.pid)), "analyze", "more", "--out", ".")
        self.assertIsNone(first.poll(), "the first run goes on")
        first.kill()
        first.wait()
        self.assertIn(".viamyo-run.lock", self.files_below(self.folder / "out"))
        self.output("analyze", "maps", "--out", "out")  # a process that is gone holds nothing
        self.assertNotIn(".viamyo-run.lock", self.files_below(self.folder / "out"))

    def test_many_runs_at_once_leave_one_at_a_time(self):
        self.samples("normal", "sparse-map")
        runs = [subprocess.Popen([self.program, "analyze", "maps", "--out", "out", "--jobs", "1"], cwd=self.folder, text=True, stderr=subprocess.PIPE)
                for _ in range(8)]
        ends = [(run.communicate(timeout=120)[1], run.returncode) for run in runs]
        for stderr, code in ends:
            self.assertIn(code, (0, 5), stderr)
            self.assertEqual("another run writes here" in stderr, code == 5)
        self.assertIn(0, [code for _, code in ends])
        self.assertEqual([row["status"] for row in self.rows("summary.csv")], ["ok", "ok"])
        self.assertEqual([name for name in self.files_below(self.folder / "out") if ".viamyo" in name], [])


class Cohort(BatchTest):
    def test_how_many_points_went_where(self):
        self.samples("refractory-angina", "sparse-map")
        rules = ("--exclude", "location_stability>2", "--exclude", "surface_distance>4", "--exclude", "location_stability>3")
        self.output("analyze", "maps", "--interpolate", *rules, "--set", "excluded_points=1,2,3", "--out", "out", "--quiet")
        totals = {"total": 0, "accepted": 0, "used": 0}
        for row, one in zip(self.rows("summary.csv"), self.record()["inputs"]):
            report = json.loads((self.folder / "out" / one["output"]).read_text())
            facts = report["map"]
            self.assertEqual(self.points_by_hand(self.folder / one["file"], report["settings"]["excluded_points"]),
                             (facts["points_total"], facts["points_accepted"], facts["points_used"]))
            for key in totals:
                totals[key] += one["points"][key]
                self.assertEqual(int(row[f"points_{key}"]), facts[f"points_{key}"])
                self.assertEqual(one["points"][key], facts[f"points_{key}"])
            self.assertEqual([e["rule"] for e in facts["points_excluded"]],
                             ["excluded_points", "location_stability>2", "surface_distance>4", "location_stability>3"])
            self.assertEqual(sum(e["left_out"] for e in facts["points_excluded"]), facts["points_accepted"] - facts["points_used"])
            self.assertEqual(facts["points_excluded"][3]["left_out"], 0, "whoever is above 3 is above 2")
            self.assertEqual(row["points_excluded"], "; ".join(f"{e['rule']}: {e['left_out']}" for e in facts["points_excluded"]))
            self.assertEqual(facts["points_excluded"], one["points"]["excluded"])
            self.assertEqual(sum(segment["points"] for segment in report["segments"]), facts["points_used"])
        self.assertEqual({key: self.record()["points"][key] for key in totals}, totals)
        self.assertGreater(totals["accepted"], totals["used"])

    def points_by_hand(self, path, excluded):
        with h5py.File(path) as file:
            accepted = file["MappingPoints/Accepted"][:] != 0
        return len(accepted), int(accepted.sum()), int(accepted.sum() - accepted[excluded].sum())

    def test_a_measure_that_a_map_lacks_is_told(self):
        path = self.folder / "maps" / "lacks.h5"
        path.parent.mkdir()
        shutil.copy(SAMPLES / "normal.h5", path)
        set_digest_aside(path)
        with h5py.File(path, "r+") as file:
            del file["MappingPoints/LocationStability"]
        self.output("analyze", "maps", "--exclude", "location_stability>2", "--out", "out", "--quiet")
        row = self.rows("summary.csv")[0]
        self.assertEqual(row["points_used"], row["points_accepted"])
        self.assertEqual(row["points_excluded"], f"location_stability>2: 0, {row['points_accepted']} unknown")

    def test_points_that_are_all_rejected_support_nothing(self):
        """Whether the file rejects them or the settings leave them out, every output says so."""
        rejected = self.samples("normal", folder="rejected") / "normal.h5"
        set_digest_aside(rejected)
        with h5py.File(rejected, "r+") as file:
            count = len(file["MappingPoints/Accepted"])
            file["MappingPoints/Accepted"][:] = 0
        all_rows = ",".join(map(str, range(count)))
        for path, options in (("rejected/normal.h5", ()), (SAMPLES / "normal.h5", ("--set", f"excluded_points={all_rows}"))):
            with self.subTest(path=path):
                report = json.loads(self.output("analyze", path, *options))
                self.assertEqual((report["surface"]["support"], report["surface"]["mapped_area_mm2"], report["map"]["points_used"]),
                                 ("no accepted points", 0, 0))
                self.assertIn("points_missing", [warning["code"] for warning in report["warnings"]])
                text = self.output("analyze", "--text", path, *options)
                self.assertIn("no accepted points: support unknown", text)
                self.assertIn(f"Support unknown: none of the {count} mapping points is accepted", " ".join(text.split()))
                self.assertIn("Support unknown", self.output("explain", path, "--vertex", "100", *options))
                self.output("analyze", path, *options, "--out", "out", "--quiet")
                for table in ("summary.csv", "segments.csv"):
                    self.assertEqual({row["support"] for row in self.rows(table)}, {"no accepted points"}, table)
                self.output("export", path, *options, "--out", "x.csv")
                self.assertIn("# Support: no accepted points", (self.folder / "x.csv").read_text())
        self.assertIn("0 accepted): support unknown", self.output("info", rejected))
        self.assertEqual(json.loads(self.output("info", "--json", rejected))["support"], "no accepted points")

    def test_the_settings_of_each_map_are_recorded(self):
        self.samples("normal", "sparse-map")
        (self.folder / "maps.csv").write_text("file,voltage_viable,preset\nmaps/normal.h5,8,\nmaps/sparse-map.h5,,perin-mri\n")
        self.output("analyze", "--manifest", "maps.csv", "--set", "min_zone_area=150", "--out", "out", "--quiet")
        for one in self.record()["inputs"]:
            self.assertEqual(one["settings_used"], json.loads((self.folder / "out" / one["output"]).read_text())["settings"])
        self.assertEqual([one["settings_used"]["voltage_viable_mV"] for one in self.record()["inputs"]], [8, 6.9])

    def test_warnings_are_named_in_the_summary(self):
        self.samples("normal", "sparse-map")
        self.output("analyze", "maps", "--out", "out", "--quiet")
        for row, one in zip(self.rows("summary.csv"), self.record()["inputs"]):
            warnings = json.loads((self.folder / "out" / one["output"]).read_text())["warnings"]
            self.assertEqual(row["warning_codes"].split(), [warning["code"] for warning in warnings])

    def test_maps_of_other_criteria_are_told(self):
        self.samples("normal", "sparse-map")
        (self.folder / "maps.csv").write_text("file,criteria\nmaps/normal.h5,voltage\nmaps/sparse-map.h5,\n")
        done = self.run_viamyo("analyze", "--manifest", "maps.csv", "--out", "out")
        self.assertIn("maps of different criteria in one run: electromechanical, voltage", done.stderr)

    def analyze_manifest(self, text, *options):
        (self.folder / "maps" / "maps.csv").write_text(text)
        return self.run_viamyo("analyze", "--manifest", "maps/maps.csv", "--out", "out", *options)

    def test_failed_rows_keep_whose_map_it_is(self):
        self.samples("normal")
        done = self.analyze_manifest("file,map,subject_id,visit,group\nnone.h5,,S-1,v2,treated\nnormal.h5,,S-2,v1,control\n"
                                     "none.zip,1-LV,S-3,v1,treated\n")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertEqual([(row["status"], row["map_id"], row["subject_id"], row["visit"], row["group"]) for row in self.rows("summary.csv")][::2],
                         [("failed", "", "S-1", "v2", "treated"), ("failed", "1-LV", "S-3", "v1", "treated")])
        self.assertEqual([(one["map"], one["subject_id"], one["visit"], one["group"]) for one in self.record()["inputs"]],
                         [(None, "S-1", "v2", "treated"), (None, "S-2", "v1", "control"), ("1-LV", "S-3", "v1", "treated")])

    def test_subjects_that_the_manifest_joins_or_parts_are_told(self):
        self.samples("pair-baseline", "pair-follow-up", "normal")
        done = self.analyze_manifest("file,subject_id\npair-baseline.h5,A\npair-follow-up.h5,B\nnormal.h5,B\n")
        codes = {warning["code"] for warning in self.record()["warnings"]}
        self.assertLessEqual({"subject_parted", "subjects_joined"}, codes, done.stderr)
        done = self.analyze_manifest("file,subject_id\npair-baseline.h5,A\npair-follow-up.h5,A\nnormal.h5,B\n")
        self.assertFalse({warning["code"] for warning in self.record()["warnings"]} & {"subject_parted", "subjects_joined"}, done.stderr)

    def test_a_visit_that_counts_twice_is_told(self):
        self.samples("normal", "sparse-map")
        done = self.analyze_manifest("file,subject_id,visit\nnormal.h5,A,v1\nsparse-map.h5,A,v1\n")
        self.assertIn("one patient may count twice: maps/sparse-map.h5 and maps/normal.h5", done.stderr)
        self.analyze_manifest("file,subject_id,visit\nnormal.h5,A,v1\nsparse-map.h5,A,v2\n")
        self.assertNotIn("same_visit", [warning["code"] for warning in self.record()["warnings"]])

    def test_a_map_that_was_made_from_another_of_the_run_is_told(self):
        maps = self.samples("normal", "sparse-map")
        self.output("export", maps / "normal.h5", "--out", maps / "exported.hdf")
        done = self.run_viamyo("analyze", "maps", "--out", "out")
        self.assertIn("1 map was made from another of this run, so that one patient may count twice: maps/exported.hdf from maps/normal.h5",
                      done.stderr)
        (maps / "normal.h5").unlink()
        done = self.run_viamyo("analyze", "maps", "--out", "again")
        self.assertNotIn("made from another", done.stderr)

    def test_exported_tables_are_no_sources(self):
        maps = self.samples("normal")
        self.output("export", maps / "normal.h5", "--out", maps / "exported.csv")
        done = self.run_viamyo("analyze", "maps", "--sources", "--out", "out")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.rows("summary.csv")), 1)


if __name__ == "__main__":
    unittest.main()
