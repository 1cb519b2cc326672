"""The commands on one map: what they print, what they refuse, and how."""

import errno
import json
import os
import pathlib
import resource
import shutil
import subprocess
import unittest

import h5py
import numpy

from command_line import NOTICE, SAMPLES, CommandLineTest, nan_vertex

COMMANDS = ("analyze", "explain", "info", "validate", "export", "phantom", "presets", "team", "review")


class Help(CommandLineTest):
    def test_top_level_help_carries_the_notice_and_every_command(self):
        text = self.output("--help")
        self.assertIn(NOTICE, text)
        for command in COMMANDS:
            self.assertIn(f"  {command} ", text)

    def test_a_name_of_many_letters_is_cut_in_its_middle(self):
        done = self.run_viamyo("info", "a" * 50000)
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"^viamyo: a+\.\.\.a+: File name too long\n$")
        self.assertLess(len(done.stderr), 5200)

    def test_a_wrong_rule_of_points_is_told_behind_its_option(self):
        done = self.run_viamyo("analyze", SAMPLES / "normal.h5", "--exclude", "location_stability>2 --exclude")
        self.assertEqual(done.returncode, 2)
        self.assertTrue(done.stderr.startswith("viamyo: --exclude 'location_stability>2 --exclude': must be MEASURE>LIMIT"), done.stderr)

    def test_help_and_version_everywhere(self):
        version = self.output("--version")
        self.assertRegex(version, r"^viamyo \d+\.\d+\.\d+\n$")
        for command in COMMANDS:
            self.assertIn(f"Usage: viamyo {command} [", self.output(command, "--help"))
            self.assertEqual(self.output(command, "--version"), version)

    def test_every_setting_stands_in_the_help(self):
        text = self.output("analyze", "--help")
        for key in ("voltage_infarct", "fill_distance", "ring_limits", "landmarks.apex", "excluded_points", "territories.LAD"):
            self.assertIn(key, text)

    def test_wrong_usage(self):
        for words in ((), ("paint",), ("analyze",), ("info",), ("validate",), ("info", "a.h5", "--frobnicate"), ("explain", "a.h5"),
                      ("explain", "a.h5", "--vertex", "1", "--item", "R1"), ("explain", "a.h5", "--vertex", "many"), ("analyze", "a.h5", "--jobs", "-1"),
                      ("export", "a.h5"), ("export", "a.h5", "--out", "b.stl"), ("phantom", "normal"), ("phantom", "nowhere", "--out", "a.h5"),
                      ("presets", "nobody")):
            self.assert_refused(2, (), *words)

    def test_unknown_command(self):
        self.assert_refused(2, ("unknown command 'analyse'", "'analyze'", "`viamyo --help`"), "analyse", "a.h5")
        self.assert_refused(2, ("--frobnicate", "`viamyo info --help`"), "info", "a.h5", "--frobnicate")

    def test_empty_values(self):
        for words in (("analyze", ""), ("analyze", "a.h5", "--out", ""), ("analyze", "a.h5", "--preset", ""), ("info", ""), ("export", "a.h5", "--out", "")):
            self.assert_refused(2, ("must not be empty",), *words)


class BadInput(CommandLineTest):
    """A file that is no sound map: exit code 3, one line that names file, object and cause; every command that reads maps."""

    READERS = (("analyze",), ("info",), ("explain", "--vertex", "0"), ("export", "--out", "out.h5"), ("export", "--out", "out.csv"))

    def assert_bad(self, path, *words):
        before = self.files_below()
        for command, *options in self.READERS:
            self.assert_refused(3, (str(path), *words), command, str(path), *options)
        self.assertEqual(self.files_below(), before, "nothing half-written is left")
        done = self.run_viamyo("validate", path)
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)

    def test_missing_file(self):
        self.assert_bad(self.folder / "missing.h5", "No such file")

    def test_folder(self):
        for command in ("info", "validate"):
            done = self.run_viamyo(command, self.folder)
            self.assertEqual((done.returncode, done.stderr.count("\n")), (3, 1), done.stderr)
        self.assert_refused(2, (str(self.folder), "--out"), "analyze", self.folder)

    def test_empty_file(self):
        path = self.folder / "empty.h5"
        path.touch()
        self.assert_bad(path)

    def test_text_file(self):
        path = self.folder / "text.h5"
        path.write_text("patient,voltage\n1,2\n" * 100)
        self.assert_bad(path)

    def test_truncated_file(self):
        path = self.map_file()
        whole = path.read_bytes()
        for share in (0.2, 0.5, 0.9):
            path.write_bytes(whole[: int(len(whole) * share)])
            self.assert_bad(path)

    def test_hdf5_without_our_groups(self):
        path = self.folder / "other.h5"
        with h5py.File(path, "w") as file:
            file["temperatures"] = numpy.arange(5.0)
        self.assert_bad(path)

    def test_another_major_version(self):
        self.assert_bad(self.map_file(change=lambda f: f.attrs.__setitem__("Conventions", "viamyo-2.0")), "Conventions")

    def test_wrong_type(self):
        self.assert_bad(self.map_file(change=self.replace("VTKHDF/Points", numpy.zeros((129, 3), "i4"))), "/VTKHDF/Points")

    def test_wrong_shape(self):
        self.assert_bad(self.map_file(change=self.replace("VTKHDF/Points", numpy.zeros((129, 2), "f4"))), "/VTKHDF/Points")

    def test_wrong_length(self):
        self.assert_bad(self.map_file(change=self.replace("VTKHDF/PointData/UnipolarVoltage", numpy.zeros(7, "f4"))), "UnipolarVoltage")

    def test_missing_unit(self):
        self.assert_bad(self.map_file(change=lambda f: f["VTKHDF/PointData/UnipolarVoltage"].attrs.pop("units")), "UnipolarVoltage", "units")

    def test_wrong_unit(self):
        change = lambda f: f["VTKHDF/PointData/UnipolarVoltage"].attrs.__setitem__("units", "V")
        self.assert_bad(self.map_file(change=change), "UnipolarVoltage", "mV")

    def test_index_out_of_range(self):
        def change(file):
            file["VTKHDF/Connectivity"][5] = 100_000
        self.assert_bad(self.map_file(change=change), "/VTKHDF/Connectivity")

    def test_not_a_number_among_coordinates(self):
        self.assert_bad(self.map_file(change=nan_vertex), "/VTKHDF/Points")

    def test_no_triangles(self):
        def change(file):
            for name, values in (("Connectivity", []), ("Offsets", [0]), ("Types", [])):
                kind = file[f"VTKHDF/{name}"].dtype
                del file[f"VTKHDF/{name}"]
                file[f"VTKHDF/{name}"] = numpy.array(values, kind)
            for name in ("Cells", "ConnectivityIds"):
                file[f"VTKHDF/NumberOf{name}"][0] = 0
        self.assert_bad(self.map_file(change=change))

    def test_ten_billion_elements_in_a_tiny_file(self):
        def change(file):
            del file["VTKHDF/Points"]
            file.create_dataset("VTKHDF/Points", shape=(10_000_000_000, 3), dtype="f4", chunks=(1 << 20, 3))
            file["VTKHDF/NumberOfPoints"][0] = 10_000_000_000
        path = self.map_file(change=change)
        self.assertLess(path.stat().st_size, 1 << 20)
        self.assert_bad(path, "/VTKHDF/Points")

    def test_digest_that_does_not_match(self):
        path = self.folder / "changed.h5"
        shutil.copy(SAMPLES / "normal.h5", path)
        os.chmod(path, 0o644)
        with h5py.File(path, "r+") as file:
            file["Study"].attrs["species"] = numpy.bytes_("pig")
        self.assert_bad(path, "ContentDigest")

    def test_a_name_with_a_line_break_still_gives_one_line(self):
        path = self.folder / "two\nlines.h5"
        path.write_text("no map")
        done = self.run_viamyo("info", path)
        self.assertEqual((done.returncode, done.stderr.count("\n")), (3, 1))


class BadSettings(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.path = str(self.map_file())

    def test_unknown_preset_key_and_landmark_suggest_the_nearest(self):
        self.assert_refused(2, ("perin-mry", "'perin-mri'"), "analyze", self.path, "--preset", "perin-mry")
        self.assert_refused(2, ("voltage_infract", "'voltage_infarct'"), "analyze", self.path, "--set", "voltage_infract=5")
        self.assert_refused(2, ("'landmarks.apex'",), "analyze", self.path, "--landmark", "apx=1,2,3")
        for first, second in (("voltage_viable=7", "voltage_viable=8"), ("excluded_points=1", "excluded_points=2"), ("voltage=bipolar", "voltage=unipolar")):
            self.assert_refused(2, (first.split("=")[0], "given twice"), "analyze", self.path, "--set", first, "--set", second)
        self.assert_refused(2, ("preset is given twice",), "analyze", self.path, "--preset", "keck-pet", "--set", "preset=perin-mri")
        self.output("analyze", self.path, "--set", "voltage_viable=7", "--set", "voltage_viable=7.0")

    def test_values_that_cannot_be(self):
        for text in ("voltage_infarct=7.5", "voltage_infarct=nan", "fill_distance=-1", "voltage=bipolar", "threshold_unit=percent",
                     "voltage_infarct", "excluded_points=100000", "voltage_source=recomputed"):
            self.assert_refused(2, (text.split("=")[0],), "analyze", self.path, "--set", text)

    def test_config_file(self):
        self.assert_refused(2, ("none.toml",), "analyze", self.path, "--config", "none.toml")
        os.mkfifo(self.folder / "pipe.toml")
        for path in (".", "pipe.toml", "/dev/null", "a" * 5000):
            self.assert_refused(2, (path,), "analyze", self.path, "--config", path)
        (self.folder / "bad.toml").write_text("voltage_viable = 'high'\n")
        self.assert_refused(2, ("bad.toml", "voltage_viable"), "analyze", self.path, "--config", "bad.toml")

    def test_precedence(self):
        (self.folder / "c.toml").write_text("preset = 'koch-pet'\nfill_distance = 9\n")
        def settings(*options):
            return json.loads(self.output("analyze", self.path, *options))["settings"]
        self.assertEqual(settings("--config", "c.toml")["preset"], "koch-pet")
        self.assertEqual(settings("--config", "c.toml", "--preset", "perin-mri")["preset"], "perin-mri")
        self.assertEqual(settings("--config", "c.toml", "--preset", "perin-mri")["fill_distance_mm"], 9)
        self.assertEqual(settings("--config", "c.toml", "--set", "fill_distance=7")["fill_distance_mm"], 7)
        self.assertEqual(settings("--config", "c.toml", "--set", "voltage_viable=8")["preset"], "custom")

    def test_every_setting_of_the_json_can_be_set_again(self):
        first = json.loads(self.output("analyze", self.path, "--set", "voltage_viable=7.3", "--set", "infarct_margin=2.5"))
        again = []
        for key, value in first["settings"].items():
            name = key.removesuffix("_mV").removesuffix("_percent").removesuffix("_mm2").removesuffix("_mm")
            if isinstance(value, (int, float, str)) and key not in ("preset", "reference_voltage_mV"):
                again += ["--set", f"{name}={value}"]
        self.assertEqual(json.loads(self.output("analyze", self.path, *again))["fingerprint"], first["fingerprint"])


class Outputs(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.path = str(self.map_file())

    def test_analyze_prints_the_contract_and_nothing_else(self):
        done = self.run_viamyo("analyze", self.path, "--json")
        report = json.loads(done.stdout)
        self.assertEqual((report["schema"], report["notice"], done.stderr), ("viamyo.analysis/1", NOTICE, ""))
        self.assertEqual(report["review"]["status"], "unconfirmed")

    def test_text_says_what_the_json_says(self):
        report = json.loads(self.output("analyze", self.path))
        text = self.output("analyze", self.path, "--text")
        self.assertIn(NOTICE, text)
        self.assertIn("unconfirmed", text)
        self.assertIn(f"{report['surface']['area_mm2']:.5g} mm2", text)
        self.assertIn(report["regions"][0]["label"], text)

    def test_same_bytes_whatever_the_locale(self):
        texts = {self.run_viamyo("analyze", self.path, env={"LC_ALL": locale, "LANG": locale}).stdout for locale in ("C", "de_DE.UTF-8", "tr_TR.UTF-8")}
        self.assertEqual(len(texts), 1)

    def test_inputs_are_never_written_to(self):
        os.chmod(self.path, 0o444)
        state = lambda: (os.stat(self.path).st_mtime_ns, pathlib.Path(self.path).read_bytes())
        before = state()
        for command in (("analyze",), ("info",), ("validate",), ("explain", "--vertex", "0"), ("export", "--out", "o.h5")):
            self.output(command[0], self.path, *command[1:])
        self.assertEqual(state(), before)
        self.assert_refused(2, (self.path,), "export", self.path, "--out", self.path)
        self.output("export", self.path, "--out", "o.CSV")

    def test_explain(self):
        report = json.loads(self.output("explain", self.path, "--vertex", "40", "--json"))
        self.assertEqual((report["schema"], report["notice"], report["review"]), ("viamyo.explain/1", NOTICE, "unconfirmed"))
        self.assertEqual((report["agreeing"], report["required_confirmations"]), (None, None))  # there is no team
        self.assertEqual({**report["counts"], "open": 0}, {"confirmed": 0, "rejected": 0, "reclassified": 0, "open": 0})
        self.assertGreater(report["counts"]["open"], 0)
        place = ",".join(map(str, report["position_mm"]))
        there = json.loads(self.output("explain", self.path, "--at", place, "--json"))
        self.assertEqual(there["class"], report["class"])
        text = self.output("explain", self.path, "--item", "R1")
        self.assertIn("nconfirmed", text)
        self.assert_refused(2, (self.path, "R99"), "explain", self.path, "--item", "R99")
        self.assert_refused(2, (self.path,), "explain", self.path, "--vertex", "100000")
        self.assert_refused(2, ("--at",), "explain", self.path, "--at", "1,2")

    def test_negative_coordinates_are_no_options(self):
        self.output("explain", self.path, "--at", "-3.5,-2,-1")
        self.output("analyze", self.path, "--landmark", "apex=-3.5,-2,30")

    def test_info(self):
        report = json.loads(self.output("info", self.path, "--json"))
        names = {(quantity["name"], quantity["on"]) for quantity in report["quantities"]}
        self.assertIn(("UnipolarVoltage", "vertices"), names)
        text = self.output("info", self.path)
        for word in (report["content_digest"], "UnipolarVoltage", "mapping_system", "mV", "apex"):
            self.assertIn(word, text)

    def test_validate_lists_every_defect_on_its_line(self):
        def change(file):
            nan_vertex(file)
            file["VTKHDF/Connectivity"][5] = 100_000
        broken = self.map_file("broken.h5", change)
        done = self.run_viamyo("validate", broken, self.path)
        lines = done.stdout.splitlines()
        self.assertEqual(done.returncode, 3)
        self.assertGreaterEqual(sum(": error: " in line for line in lines), 2, lines)
        self.assertTrue(all(line.startswith((str(broken), self.path)) for line in lines), lines)
        report = json.loads(self.run_viamyo("validate", broken, self.path, "--json").stdout)
        self.assertEqual([one["valid"] for one in report["files"]], [False, True])
        self.assertEqual(sum(len(one["defects"]) for one in report["files"]), sum("[" in line for line in lines))

    def test_no_text_of_a_file_makes_a_line_of_its_own(self):
        evil = "x\nReview: confirmed\r\x1b[2J\x85\x9b\x7f\ty\u202e\u2028\u2066"
        def change(file):
            for name in ("subject_id", "species", "system", "description", "derived_from"):
                file["Study"].attrs[name] = evil
            for group in ("VTKHDF/PointData", "MappingPoints"):
                if group in file:
                    values = file[group].create_dataset(evil, data=numpy.zeros(len(file[f"{group}/UnipolarVoltage"]), "f4"))
                    values.attrs["units"] = evil
        path = self.map_file(f"{evil}.h5", change)
        self.output("export", path, "--out", "out.csv")
        texts = [self.run_viamyo(*words).stdout for words in (("analyze", "--text", path), ("info", path), ("validate", path), ("explain", path, "--vertex", "0"))]
        for text in (*texts, (self.folder / "out.csv").read_text()):
            self.assertTrue(text)
            self.assertFalse([line for line in text.splitlines() if line.startswith("Review: confirmed")], text)
            self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")

    def test_every_json_says_what_it_is(self):
        for words in (("info", self.path), ("validate", self.path), ("explain", self.path, "--vertex", "0"), ("analyze", self.path), ("presets",),
                      ("presets", "perin-mri"), ("phantom", "--list"), ("phantom", "normal", "--out", "n.h5")):
            report = json.loads(self.output(*words, "--json"))
            self.assertRegex(report["schema"], r"^viamyo\.[a-z]+/1$")
            self.assertEqual((report["notice"], report["viamyo_version"]), (NOTICE, self.output("--version").split()[1]), words)

    def test_closed_streams(self):
        """A map must not be opened in the place of a stream."""
        before = pathlib.Path(self.path).read_bytes()
        shell = lambda closed: subprocess.run(["bash", "-c", f'"$0" analyze "$1" {closed}', self.program, self.path], capture_output=True, text=True)
        self.assertEqual(shell("<&-").returncode, 0)
        self.assertEqual(shell("2>&-").returncode, 0)
        closed = shell(">&-")
        self.assertEqual((closed.returncode, closed.stderr.count("\n")), (5, 1), closed.stderr)
        self.assertEqual(shell("<&- >&- 2>&-").returncode, 5)
        self.assertEqual(pathlib.Path(self.path).read_bytes(), before)

    def test_presets(self):
        presets = json.loads(self.output("presets", "--json"))["presets"]
        listed = self.output("presets")
        for preset in presets:
            self.assertIn(preset["id"], listed)
            self.assertIn(preset["citation"], self.output("presets", preset["id"]))
            self.assertTrue(preset["does_not_show"])
        self.assertEqual(sum(preset["counts_for_agreement"] for preset in presets), 9)

    def test_phantom(self):
        cases = [case["id"] for case in json.loads(self.output("phantom", "--list", "--json"))["cases"]]
        self.assertIn("normal", cases)
        self.output("phantom", cases[0], "--out", "a.h5")
        self.output("phantom", cases[0], "--out", "b.h5")
        self.output("phantom", cases[0], "--seed", "4711", "--out", "c.h5")
        content = {name: (self.folder / name).read_bytes() for name in ("a.h5", "b.h5", "c.h5")}
        self.assertEqual(content["a.h5"], content["b.h5"])
        self.assertNotEqual(content["a.h5"], content["c.h5"])
        self.assertTrue(json.loads(self.output("analyze", "c.h5"))["map"]["synthetic"])

    def test_phantom_replaces_synthetic_maps_alone(self):
        self.output("phantom", "normal", "--out", "A.H5")
        self.output("phantom", "normal", "--out", "A.H5", "--seed", str(2**64 - 1))
        real = self.map_file("real.h5", lambda f: f["Study"].attrs.__setitem__("synthetic", numpy.uint8(0)))
        (self.folder / "notes.h5").write_text("notes")
        for path in (real, self.folder / "notes.h5"):
            before = path.read_bytes()
            self.assert_refused(2, (path.name, "not replaced"), "phantom", "normal", "--out", path.name)
            self.assertEqual(path.read_bytes(), before)
        self.assert_refused(2, ("study.csv",), "phantom", "normal", "--out", "study.csv")
        for seed in ("-1", "1.5", "0x10", str(2**64), "7 ", "many"):
            self.assert_refused(2, ("--seed",), "phantom", "normal", "--out", "s.h5", "--seed", seed)

    def test_a_reader_that_goes_away_is_no_error(self):
        done = subprocess.run(["bash", "-c", 'set -o pipefail; "$0" analyze "$1" | head -n 1', self.program, self.path], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "{\n", ""))

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_full_disk_on_stdout(self):
        with open("/dev/full", "w") as full:
            done = self.run_viamyo("analyze", self.path, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr.count("\n")), (5, 1))
        self.assertIn(os.strerror(errno.ENOSPC), done.stderr)


class Exports(CommandLineTest):
    SAMPLE = SAMPLES / "anterior-lad-infarct.h5"

    def test_native_export_is_analysed_again_with_the_same_numbers(self):
        for ending in ("h5", "hdf"):
            self.output("export", self.SAMPLE, "--interpolate", "--out", f"out.{ending}")
            first = json.loads(self.output("analyze", self.SAMPLE, "--interpolate"))
            again = json.loads(self.output("analyze", f"out.{ending}"))
            for part in ("settings", "classes", "regions", "candidate_zones", "segments", "whole_map", "surface"):
                self.assertEqual(again[part], first[part], part)
            self.assertTrue(again["map"]["synthetic"])

    def test_native_export_holds_values_class_and_segment_with_their_origin(self):
        self.output("export", self.SAMPLE, "--out", "out.h5")
        report = json.loads(self.output("analyze", self.SAMPLE))
        with h5py.File(self.folder / "out.h5") as file:
            data = file["VTKHDF/PointData"]
            self.assertEqual(data["UnipolarVoltage"].attrs["origin"], b"interpolated")
            self.assertEqual(data["UnipolarVoltage"].attrs["units"], b"mV")
            self.assertNotEqual(data["Class"].attrs["origin"], b"mapping_system")
            told = json.loads(data["Class"].attrs["parameters"])
            self.assertEqual((told["Notice"], told["ReviewStatus"], told["Fingerprint"]), (NOTICE, "unconfirmed", report["fingerprint"]))
            self.assertLessEqual(set(data["Class"][:]), {0, 1, 2, 3, 4})
            self.assertLessEqual(set(data["SegmentAHA17"][:]), set(range(1, 18)))

    def test_csv(self):
        self.output("export", self.SAMPLE, "--out", "out.csv")
        lines = (self.folder / "out.csv").read_text().splitlines()
        facts = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
        self.assertEqual((facts["Notice"], facts["ReviewStatus"], facts["Synthetic"]), (NOTICE, "unconfirmed", "yes"))
        with h5py.File(self.SAMPLE) as file:
            vertices = file["VTKHDF/Points"].shape[0]
        self.assertEqual(len(lines), len(facts) + 1 + vertices)
        self.assertTrue(lines[len(facts)].startswith("index,x_mm,y_mm,z_mm,"))

    def test_vtk_formats(self):
        if not os.path.exists(os.path.join(os.path.dirname(self.program), "viamyo-vtk")):
            self.skipTest("viamyo-vtk is not beside the program")
        self.output("export", self.SAMPLE, "--out", "out.vtp")
        self.output("export", self.SAMPLE, "--out", "out.vtk")
        xml = (self.folder / "out.vtp").read_bytes()
        legacy = (self.folder / "out.vtk").read_bytes()
        for name in (b"UnipolarVoltage", b"LinearLocalShortening", b"Class", b"SegmentAHA17", b"Notice", b"ReviewStatus", b"Fingerprint", b"Synthetic"):
            self.assertIn(name, xml)
            self.assertIn(name, legacy)
        self.assertTrue(legacy.startswith(b"# vtk DataFile"))
        self.assert_refused(3, ("none.h5",), "export", "none.h5", "--out", "other.vtp")
        self.assert_refused(5, ("no/where",), "export", self.SAMPLE, "--out", "no/where/out.vtk")
        self.assertEqual(self.files_below(), ["out.vtk", "out.vtp"])

    def test_the_program_with_vtk_may_be_missing(self):
        alone = self.folder / "alone"
        alone.mkdir()
        shutil.copy(self.program, alone / "viamyo")
        done = subprocess.run([alone / "viamyo", "export", self.SAMPLE, "--out", self.folder / "o.vtp"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr.count("\n")), (5, 1), done.stderr)
        self.assertIn("viamyo-vtk", done.stderr)

    def test_output_that_cannot_be_written(self):
        for name in ("no/where/out.h5", "no/where/out.csv"):
            self.assert_refused(5, (name,), "export", self.SAMPLE, "--out", name)
        self.assert_refused(5, ("no/where.h5",), "phantom", "normal", "--out", "no/where.h5")
        (self.folder / "dir.csv").mkdir()
        self.assert_refused(5, ("dir.csv",), "export", self.SAMPLE, "--out", "dir.csv")
        self.assertEqual(self.files_below(), [])

    def test_full_disk_leaves_nothing_and_keeps_the_old(self):
        """A cap on the size of files stands in for the disk: writing beyond it fails in the same call."""
        cap = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        for name in ("out.h5", "out.csv"):
            (self.folder / name).write_text("old")
            self.assert_refused(5, (name,), "export", self.SAMPLE, "--out", name, preexec_fn=cap)
        self.assert_refused(5, ("new.h5",), "phantom", "normal", "--out", "new.h5", preexec_fn=cap)
        self.assertEqual(self.files_below(), ["out.csv", "out.h5"])
        self.assertEqual({(self.folder / name).read_text() for name in ("out.h5", "out.csv")}, {"old"})


if __name__ == "__main__":
    unittest.main()
