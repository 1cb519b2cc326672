"""Many maps in one run: what is written where, what is skipped, and that threads change nothing."""

import csv
import json
import os
import resource
import shutil
import signal
import subprocess
import time
import unittest

from command_line import NOTICE, SAMPLES, CommandLineTest

TABLES = ("summary.csv", "segments.csv", "regions.csv", "zones.csv")


class BatchTest(CommandLineTest):
    def samples(self, *names, folder="maps"):
        target = self.folder / folder
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(SAMPLES / f"{name}.h5", target / f"{name}.h5")
        return target

    def rows(self, table, folder="out"):
        with open(self.folder / folder / table, newline="") as file:
            return list(csv.DictReader(file))

    def record(self, folder="out"):
        return json.loads((self.folder / folder / "run.json").read_text())


class Batch(BatchTest):
    def test_one_json_per_map_and_the_tables(self):
        self.samples("normal", "sparse-map")
        self.samples("apical-aneurysm", folder="maps/deep/er")
        self.assertEqual(self.output("analyze", "maps", "--out", "out"), "")
        self.assertEqual(self.files_below(self.folder / "out"),
                         sorted(["deep/er/apical-aneurysm.json", "normal.json", "run.json", "sparse-map.json", *TABLES]))
        summary = self.rows("summary.csv")
        self.assertEqual([row["file"] for row in summary], ["maps/deep/er/apical-aneurysm.h5", "maps/normal.h5", "maps/sparse-map.h5"])
        for table in TABLES:
            for row in self.rows(table):
                self.assertIn("unconfirmed", row.values(), table)
        self.assertEqual(len(self.rows("segments.csv")), 3 * 17)

    def test_a_map_in_a_run_is_the_map_alone(self):
        self.samples("normal", "sparse-map")
        self.output("analyze", "maps", "--out", "out")
        for name in ("normal", "sparse-map"):
            self.assertEqual((self.folder / "out" / f"{name}.json").read_text(), self.output("analyze", f"maps/{name}.h5"))

    def test_regions_and_zones_are_those_of_the_json(self):
        self.samples("anterior-lad-infarct", "lateral-lcx-ischemia")
        self.output("analyze", "maps", "--out", "out")
        reports = [json.loads((self.folder / "out" / f"{name}.json").read_text()) for name in ("anterior-lad-infarct", "lateral-lcx-ischemia")]
        self.assertEqual(len(self.rows("regions.csv")), sum(len(report["regions"]) for report in reports))
        self.assertEqual(len(self.rows("zones.csv")), sum(len(report["candidate_zones"]) for report in reports))

    def test_a_signal_ends_a_run_in_order(self):
        maps = self.samples("normal")
        for copy in range(400):
            os.link(maps / "normal.h5", maps / f"m{copy:03}.h5")
        for number, name in ((signal.SIGINT, "SIGINT"), (signal.SIGTERM, "SIGTERM"), (signal.SIGHUP, "SIGHUP")):
            with self.subTest(signal=name):
                out = self.folder / f"out-{name}"
                run = subprocess.Popen([self.program, "analyze", "maps", "--out", str(out), "--jobs", "2"], cwd=self.folder, text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
                while run.poll() is None and len(list(out.glob("*.json"))) < 5:
                    time.sleep(0.01)
                os.killpg(run.pid, number)  # as a terminal does: the reader gets it, too
                _, stderr = run.communicate(timeout=60)
                self.assertEqual(run.returncode, 128 + number, stderr)
                self.assertRegex(stderr, rf"^viamyo: stopped by {name}.* after \d+ of 401 maps; no tables were written.*\n$")
                self.assertEqual(list(out.glob(".*")), [])
                for written in out.glob("*.json"):
                    json.loads(written.read_text())

    def test_a_manifest_may_have_semicolons(self):
        self.samples("normal")
        (self.folder / "maps.csv").write_text('file;visit;voltage_viable;landmarks\nmaps/normal.h5;V1;7.5;"apex=59.5,-58.4,-3.2; mitral_annulus_center=2.3,0.4,38.5"\n')
        self.output("analyze", "--manifest", "maps.csv", "--out", "out")
        report = json.loads((self.folder / "out" / "maps" / "normal.json").read_text())
        self.assertEqual((report["map"]["visit"], report["settings"]["voltage_viable_mV"]), ("V1", 7.5))

    def test_what_a_lost_process_left_is_removed(self):
        self.samples("normal")
        gone = subprocess.Popen(["true"])
        gone.wait()
        out = self.folder / "out"
        (out / "not-of-this-run").mkdir(parents=True)
        stale = [out / f".viamyo-{gone.pid}-3.tmp", out / f".viamyo-map-{gone.pid}-0.tmp"]
        kept = [out / f".viamyo-{os.getpid()}-3.tmp", out / ".viamyo-notes.tmp", out / "not-of-this-run" / stale[0].name]
        for file in stale + kept:
            file.write_text("")
        self.output("analyze", "maps", "--out", "out")
        self.assertEqual([file.exists() for file in stale + kept], [False] * 2 + [True] * 3)

    def test_analyses_of_maps_that_are_gone_are_counted(self):
        maps = self.samples("normal", "sparse-map")
        (self.folder / "out").mkdir()
        (self.folder / "out" / "mine.json").write_text("{}")
        self.output("analyze", "maps", "--out", "out")
        (maps / "sparse-map.h5").unlink()
        done = self.run_viamyo("analyze", "maps", "--out", "out")
        self.assertIn("viamyo: warning: out: holds 1 analysis of an earlier run that is not of this one (sparse-map.json)", done.stderr)
        self.assertTrue((self.folder / "out" / "sparse-map.json").exists())

    def test_threads_change_no_byte(self):
        self.samples(*(path.stem for path in SAMPLES.glob("*.h5")))
        for jobs in ("1", "2", "7"):
            self.output("analyze", "maps", "--out", f"out{jobs}", "--jobs", jobs, "--quiet")
        for name in self.files_below(self.folder / "out1"):
            first, *others = ((self.folder / f"out{jobs}" / name).read_text() for jobs in ("1", "2", "7"))
            for other in others:
                if name == "run.json":
                    first, other = ({**json.loads(text), "environment": None} for text in (first, other))
                    self.assertEqual(first, other)
                    break
                self.assertEqual(first, other, name)

    def test_one_bad_file_is_told_and_skipped(self):
        maps = self.samples("normal", "sparse-map")
        (maps / "broken.h5").write_text("no map")
        done = self.run_viamyo("analyze", "maps", "--out", "out")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (4, 1), done.stderr)
        self.assertIn("maps/broken.h5", done.stderr)
        status = {row["file"]: row for row in self.rows("summary.csv")}
        self.assertTrue(status["maps/broken.h5"]["error"])
        self.assertFalse(status["maps/normal.h5"]["error"])
        self.assertEqual([one["status"] for one in self.record()["inputs"]], ["failed", "ok", "ok"])

    def test_all_bad(self):
        (self.folder / "maps").mkdir()
        for name in "ab":
            (self.folder / "maps" / f"{name}.h5").write_text("no map")
        self.assertEqual(self.run_viamyo("analyze", "maps", "--out", "out").returncode, 3)

    def test_settings_that_one_map_cannot_give_fail_that_map(self):
        self.samples("normal", "sparse-map")
        done = self.run_viamyo("analyze", "maps", "--out", "out", "--set", "voltage_source=stored")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (3, 2), done.stderr)

    def test_one_map_with_out(self):
        self.samples("normal")
        self.output("analyze", "maps/normal.h5", "--out", "out")
        self.assertIn("normal.json", self.files_below(self.folder / "out"))

    def test_run_json(self):
        self.samples("normal", "sparse-map")
        self.output("analyze", "maps", "--out", "out", "--set", "voltage_viable=7", "--jobs", "2")
        record = self.record()
        self.assertEqual(record["notice"], NOTICE)
        self.assertEqual(record["command"], ["analyze", "maps", "--set", "voltage_viable=7"])
        self.assertEqual(record["settings"]["voltage_viable"], 7)
        self.assertEqual([one["output"] for one in record["inputs"]], ["normal.json", "sparse-map.json"])
        self.assertTrue(all(len(one["sha256"]) == 64 and len(one["fingerprint"]) == 64 for one in record["inputs"]))
        self.assertIn("--jobs", record["environment"]["arguments"])

    def test_several_inputs_need_out(self):
        maps = self.samples("normal", "sparse-map")
        self.assert_refused(2, ("--out",), "analyze", maps / "normal.h5", maps / "sparse-map.h5")
        self.assert_refused(2, ("--out",), "analyze", maps)

    def test_two_inputs_of_one_name(self):
        self.samples("normal", folder="a")
        self.samples("normal", folder="b")
        self.assert_refused(2, ("normal.json", "a/normal.h5", "b/normal.h5"), "analyze", "a", "b", "--out", "out")
        shutil.copy(self.folder / "a" / "normal.h5", self.folder / "a" / "normal.hdf")
        self.assert_refused(2, ("normal.json",), "analyze", "a", "--out", "out")
        self.assertFalse((self.folder / "out").exists(), "refused before any work")

    def test_a_map_called_run_would_be_overwritten(self):
        maps = self.samples("normal")
        (maps / "normal.h5").rename(maps / "run.h5")
        self.assert_refused(2, ("run.json",), "analyze", "maps", "--out", "out")

    def test_folder_without_maps(self):
        (self.folder / "empty").mkdir()
        self.assert_refused(3, ("empty",), "analyze", "empty", "--out", "out")

    def test_a_folder_without_maps_is_one_failed_row(self):
        self.samples("normal")
        (self.folder / "empty").mkdir()
        done = self.run_viamyo("analyze", "empty", "maps", "--out", "out")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (4, 1), done.stderr)
        self.assertEqual([(row["file"], row["status"]) for row in self.rows("summary.csv")], [("empty", "failed"), ("maps/normal.h5", "ok")])
        self.assertEqual([one["status"] for one in self.record()["inputs"]], ["failed", "ok"])

    def test_names_in_folders(self):
        maps = self.samples("normal", "sparse-map")
        (maps / "normal.h5").rename(maps / "NORMAL.H5")
        shutil.copytree(maps, maps / ".trash")
        shutil.copy(maps / "sparse-map.h5", maps / "._sparse-map.h5")
        self.output("analyze", "maps", "--out", "out")
        self.assertEqual([row["file"] for row in self.rows("summary.csv")], ["maps/NORMAL.H5", "maps/sparse-map.h5"])

    def test_an_output_that_is_a_folder_of_another(self):
        self.samples("normal", folder="maps/normal.json")
        self.samples("normal")
        self.assert_refused(2, ("normal.json/normal.json",), "analyze", "maps", "--out", "out")
        self.samples("normal", folder="others/summary.csv")
        self.assert_refused(2, ("summary.csv",), "analyze", "others", "--out", "out")
        self.assertFalse((self.folder / "out").exists(), "refused before any work")

    def test_inputs_are_never_overwritten(self):
        maps = self.samples("normal")
        (maps / "summary.csv").write_text("file\nnormal.h5\n")
        (maps / "run.json").symlink_to("run.toml")
        (maps / "run.toml").write_text("fill_distance = 9\n")
        os.link(maps / "normal.h5", maps / "zones.csv")
        before = self.files_below()
        self.assert_refused(2, ("maps/summary.csv",), "analyze", "--manifest", "maps/summary.csv", "--out", "maps")
        self.assert_refused(2, ("maps/normal.h5", "zones.csv"), "analyze", "maps/normal.h5", "--out", "maps")
        (maps / "zones.csv").unlink()
        self.assert_refused(2, ("maps/run.toml", "run.json"), "analyze", "maps/normal.h5", "--config", "maps/run.toml", "--out", "maps")
        self.assertEqual(self.files_below(), [name for name in before if name != "maps/zones.csv"], "refused before any work")

    def test_odd_paths(self):
        (self.folder / "loop").symlink_to("loop")
        for path in ("loop", "a" * 5000):
            self.assert_refused(3, (path,), "analyze", path)
            self.assert_refused(5, (path,), "analyze", SAMPLES / "normal.h5", "--out", path)
            self.assert_refused(5, (path,), "export", SAMPLES / "normal.h5", "--out", f"{path}/out.csv")
            self.assertEqual(self.run_viamyo("analyze", path, "--out", "out").returncode, 3)
        (self.folder / "loop.csv").symlink_to("loop.csv")
        self.assert_refused(5, ("loop.csv",), "export", SAMPLES / "normal.h5", "--out", "loop.csv")

    def test_settings_are_refused_before_any_work(self):
        self.samples("normal")
        self.assert_refused(2, ("voltage_viable",), "analyze", "maps", "--out", "out", "--set", "voltage_viable=lots")
        self.assertFalse((self.folder / "out").exists())

    def test_output_folder_that_cannot_be_written(self):
        self.samples("normal")
        (self.folder / "file").write_text("")
        self.assert_refused(5, ("file",), "analyze", "maps", "--out", "file")
        self.assert_refused(5, ("/proc/viamyo",), "analyze", "maps", "--out", "/proc/viamyo")

    def test_full_disk_leaves_nothing_half_written(self):
        """A cap on the size of files stands in for the disk: writing beyond it fails in the same call."""
        self.samples("normal", "sparse-map")
        cap = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        words = [self.program, "analyze", "maps", "--out", "out"]
        done = subprocess.run(words, capture_output=True, text=True, cwd=self.folder, preexec_fn=cap)
        self.assertEqual((done.returncode, done.stderr.count("\n")), (5, 1), done.stderr)
        self.assertIn("no tables were written", done.stderr)
        self.assertEqual(self.files_below(self.folder / "out"), [])

    def test_warnings_across_maps(self):
        maps = self.samples("normal", "pair-baseline")
        shutil.copy(maps / "normal.h5", maps / "twin.h5")
        self.map_file("maps/other.h5")
        done = self.run_viamyo("analyze", "maps", "--out", "out")
        codes = [warning["code"] for warning in self.record()["warnings"]]
        self.assertIn("duplicate_maps", codes)
        self.assertIn("maps/twin.h5 = maps/normal.h5", done.stderr)
        self.assertEqual(done.stderr.count("warning: "), len(codes))
        self.assertEqual(self.run_viamyo("analyze", "maps", "--out", "again", "--quiet").stderr, "")

    def test_no_progress_bar_without_a_terminal(self):
        self.samples("normal")
        self.assertEqual(self.run_viamyo("analyze", "maps", "--out", "out").stderr, "")

    def test_progress_bar_on_a_terminal(self):
        self.samples("normal", "sparse-map")
        try:
            ours, theirs = os.openpty()
        except OSError as error:
            self.skipTest(f"no terminal can be made here: {error}")
        subprocess.run([self.program, "analyze", "maps", "--out", "out"], cwd=self.folder, stderr=theirs, timeout=60)
        os.close(theirs)
        self.assertIn(b"2/2", os.read(ours, 10_000))
        os.close(ours)


class Manifest(BatchTest):
    def manifest(self, text):
        (self.folder / "maps").mkdir(exist_ok=True)
        (self.folder / "maps" / "maps.csv").write_text(text)
        return "maps/maps.csv"

    def analyze_manifest(self, text, *options):
        return self.run_viamyo("analyze", "--manifest", self.manifest(text), "--out", "out", *options)

    def test_rows_with_names_groups_and_settings(self):
        self.samples("normal", "sparse-map")
        done = self.analyze_manifest("\ufefffile,subject_id,visit,group,preset,voltage_viable,landmarks\r\n"
                                     'normal.h5,"S 1, first",v2,treated,perin-mri,,\r\n'
                                     'sparse-map.h5,,,control,,8,"apex=1,2,3; mitral_annulus_center=4,5,60"\r\n')
        self.assertEqual(done.returncode, 0, done.stderr)
        normal, sparse = (json.loads((self.folder / "out" / f"{name}.json").read_text()) for name in ("normal", "sparse-map"))
        self.assertEqual((normal["map"]["subject_id"], normal["map"]["visit"], normal["settings"]["preset"]), ("S 1, first", "v2", "perin-mri"))
        self.assertEqual((sparse["settings"]["voltage_viable_mV"], sparse["settings"]["preset"]), (8, "custom"))
        self.assertEqual(sparse["settings"]["landmarks"]["apex"], [1, 2, 3])
        self.assertNotEqual(sparse["map"]["subject_id"], None, "an empty cell changes nothing")
        for table in TABLES:
            self.assertTrue(all(row["group"] in ("treated", "control") for row in self.rows(table)), table)

    def test_tables_are_utf8_whatever_the_manifest_is(self):
        self.samples("normal")
        (self.folder / "maps" / "maps.csv").write_bytes(b"file,group\nnormal.h5,b\xf6se\n")
        done = self.run_viamyo("analyze", "--manifest", "maps/maps.csv", "--out", "out")
        self.assertEqual((done.returncode, "read as Windows-1252" in done.stderr), (0, True), done.stderr)
        for table in TABLES:
            self.assertTrue(all(row["group"] == "b\u00f6se" for row in self.rows(table)), table)

    def test_a_spreadsheets_manifest(self):
        """Semicolons, Windows-1252 for names of files and people alike, rows without anything below."""
        maps = self.samples("normal")
        (maps / "normal.h5").rename(maps / "M\u00e4rz.h5")
        (maps / "maps.csv").write_bytes("file;subject_id;voltage_viable;reference_segments\r\nM\u00e4rz.h5;S\u00fc-1;7,25;5,6\r\n;;;\r\n ; ;;\r\n".encode("cp1252"))
        self.output("analyze", "--manifest", "maps/maps.csv", "--out", "out")
        self.assertEqual([(row["status"], row["subject_id"]) for row in self.rows("summary.csv")], [("ok", "S\u00fc-1")])
        used = self.record()["inputs"][0]["settings_used"]
        self.assertEqual((used["voltage_viable_mV"], used["reference_segments"]), (7.25, [5, 6]))

    def test_a_manifest_as_unicode_text(self):
        """UTF-16 of both orders, with and without its mark; tabs, commas or semicolons."""
        self.samples("normal")
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            for separator in "\t;,":
                with self.subTest(encoding=encoding, separator=separator):
                    limit = "7.25" if separator == "," else "7,25"
                    rows = [["file", "subject_id", "voltage_viable", "group"], ["normal.h5", "S\u00fc-1", limit, "b\u00f6se \u03b1"]]
                    text = "".join(separator.join(row) + "\r\n" for row in rows)
                    (self.folder / "maps" / "maps.csv").write_bytes(text.encode(encoding))
                    done = self.run_viamyo("analyze", "--manifest", "maps/maps.csv", "--out", "out")
                    self.assertEqual((done.returncode, "maps.csv" in done.stderr), (0, False), done.stderr)
                    self.assertEqual([(row["subject_id"], row["group"]) for row in self.rows("summary.csv")], [("S\u00fc-1", "b\u00f6se \u03b1")])
                    self.assertEqual(self.record()["inputs"][0]["settings_used"]["voltage_viable_mV"], 7.25)

    def test_a_row_against_the_command_line_is_refused(self):
        self.samples("normal", "sparse-map")
        for columns, cells, options, words in (
                ("fill_distance", "10", ("--set", "fill_distance=11"), ("fill_distance=10", "fill_distance=11")),
                ("preset", "keck-pet", ("--preset", "perin-mri"), ("preset=keck-pet", "preset=perin-mri")),
                ("preset", "keck-pet", ("--set", "voltage_viable=7.5"), ("preset=keck-pet (voltage_viable=4.5)", "voltage_viable=7.5")),
                ("voltage_viable", "8", ("--preset", "perin-mri"), ("voltage_viable=8", "preset=perin-mri (voltage_viable=6.9)")),
                ("voltage_source", "stored", ("--interpolate",), ("voltage_source=stored", "voltage_source=interpolated")),
                ("landmarks", '"apex=1,2,3"', ("--landmark", "apex=1,2,4"), ("landmarks.apex=1,2,3", "landmarks.apex=1,2,4")),
                ("voltage,voltage_infarct", "bipolar,0.5", ("--set", "voltage_viable=8"), ("voltage=bipolar", "voltage_viable=8")),
                ("threshold_unit,reference_segments", 'percent,"5,6"', ("--set", "voltage_viable=7"), ("threshold_unit=percent", "voltage_viable=7"))):
            commas = "," * columns.count(",")
            manifest = self.manifest(f"file,{columns}\nsparse-map.h5,{commas}\nnormal.h5,{cells}\n")
            self.assert_refused(2, ("maps/normal.h5", *words), "analyze", "--manifest", manifest, "--out", "out", *options)
        self.assertFalse((self.folder / "out").exists(), "refused before any work")

    def test_a_row_that_says_the_same_is_no_contradiction(self):
        self.samples("normal")
        done = self.analyze_manifest("file,fill_distance,preset,voltage_source\nnormal.h5,11.0,perin-mri,\n", "--set", "fill_distance=11", "--set",
                                     "voltage_viable=6.90", "--set", "min_zone_area=150")
        self.assertEqual(done.returncode, 0, done.stderr)
        settings = json.loads((self.folder / "out" / "normal.json").read_text())["settings"]
        self.assertEqual((settings["fill_distance_mm"], settings["voltage_viable_mV"], settings["preset"]), (11, 6.9, "perin-mri"))

    def test_a_row_is_above_the_configuration(self):
        self.samples("normal", "sparse-map")
        (self.folder / "study.toml").write_text('preset = "perin-mri"\nfill_distance = 12\nvoltage = "unipolar"\n')
        done = self.analyze_manifest("file,fill_distance,voltage_viable\nnormal.h5,10,8\nsparse-map.h5,,\n", "--config", "study.toml")
        self.assertEqual(done.returncode, 0, done.stderr)
        used = [one["settings_used"] for one in self.record()["inputs"]]
        self.assertEqual([(s["fill_distance_mm"], s["voltage_viable_mV"]) for s in used], [(10, 8), (12, 6.9)])

    def test_thresholds_may_be_whole_only_with_the_row(self):
        self.samples("normal")
        done = self.analyze_manifest("file,voltage_infarct,voltage_viable\nnormal.h5,0.5,1.5\n", "--set", "voltage=bipolar")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_bad_manifests(self):
        self.samples("normal")
        for text, words in (("", ("empty",)), ("file\n", ("names no map",)), ("path\nnormal.h5\n", ("unknown column 'path'",)),
                            ("file,grup\nnormal.h5,a\n", ("'group'",)), ("file,file\na,b\n", ("twice",)), ("group\na\n", ("no column 'file'",)),
                            ("file,group\nnormal.h5\n", ("line 2",)), ("file\n\"normal.h5\n", ("line 2", "quote")), ("file,group\n,a\n", ("line 2", "no file")),
                            ("file,voltage_viable\nnormal.h5,high\n", ("normal.h5", "voltage_viable")), ("file,landmarks\nnormal.h5,apex\n", ("line 2",)),
                            ("file\nnormal.h5\nnormal.h5\n", ("normal.json",))):
            manifest = self.manifest(text)
            self.assert_refused(2, words, "analyze", "--manifest", manifest, "--out", "out")
        for path in ("none.csv", ".", "/dev/zero", "a" * 5000):
            self.assert_refused(2, (path,), "analyze", "--manifest", path, "--out", "out")
        self.assertFalse((self.folder / "out").exists())

    def test_a_missing_file_is_skipped(self):
        self.samples("normal")
        self.assertEqual(self.analyze_manifest("file\nnormal.h5\nnone.h5\n").returncode, 4)


if __name__ == "__main__":
    unittest.main()
