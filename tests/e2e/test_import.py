"""`viamyo import`, and the other commands on the same sources: small files of every format, and the real ones where they are at hand."""

import csv
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

import h5py
import numpy

from command_line import SAMPLES, CommandLineTest, wait_until_it_hears

CORPUS = pathlib.Path(__file__).resolve().parents[1] / "corpus"
REAL = pathlib.Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
STUDY = "carto3-openep-testing/Export_Study-1-11_25_2021-15-01-32"
LV = {"mesh": "carto3-lv-vt/1-1-Rp-LV VT.mesh", "pyceps": "carto3-lv-vt/lv-vt.pyceps", "mat5": "openep/lv-vt-v5.mat", "mat73": "openep/lv-vt-v73.mat"}


class ImportTest(CommandLineTest):
    def imported(self, source, *options):
        """The report of an import, and the path of the map that it wrote."""
        out = self.folder / f"{len(self.files_below())}.h5"
        report = json.loads(self.output("import", source, "--out", out, "--json", *options))
        self.assertEqual(report["schema"], "viamyo.import/1")
        return report["maps"][0], out

    def real(self, name):
        path = REAL / name
        if not path.exists():
            self.skipTest(f"the real data {name} are not here")
        return path

    def analysis(self, *arguments):
        return json.loads(self.output("analyze", *arguments))


class Command(ImportTest):
    def test_one_command_makes_a_map_of_an_archive(self):
        text = self.output("import", CORPUS / "valid/carto-study.zip", "--map", "1-LV", "--out", "map.h5")
        self.assertIn("CARTO 3 study export, version 5.0, map 1-LV", text)
        self.assertIn("left out", text)
        self.assertRegex(text, r"UnipolarVoltage +vertices +mV +5 +6\n")
        self.assertIn("unipolar, bipolar, reference; 40 samples at 1000 Hz", self.output("info", "map.h5"))

    def test_the_report_counts_what_arrived(self):
        report, _ = self.imported(CORPUS / "valid/carto-study", "--map", "1-LV")
        self.assertIn({"name": "UnipolarVoltage", "on": "vertices", "unit": "mV", "values": 5, "of": 6}, report["quantities"])
        self.assertIn({"name": "UnipolarVoltage", "on": "points", "unit": "mV", "values": 3, "of": 3}, report["quantities"])
        self.assertEqual({note["kind"] for note in report["notes"]} - {"found", "read", "converted", "assumed", "missing", "dropped", "left_out"}, set())
        self.assertEqual(report["coordinate_frame"], "unknown")

    def test_list_names_every_map(self):
        listed = json.loads(self.output("import", CORPUS / "valid/carto-study", "--list", "--json"))["maps"]
        self.assertEqual([(m["name"], m["points"], m["has_surface"]) for m in listed], [("1-LV", 3, True), ("2-Empty", 0, False)])
        self.assertIn("its .mesh file is missing or empty", self.output("import", CORPUS / "valid/carto-study", "--list"))

    def test_all_writes_what_can_be_written(self):
        done = self.run_viamyo("import", CORPUS / "valid/carto-study", "--all", "--out", "maps")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("map 2-Empty: its .mesh file is missing or empty", done.stderr)
        self.assertEqual(self.files_below(), ["maps/1-LV.h5"])

    def test_all_gives_names_that_would_be_one_file_a_number(self):
        study = self.folder / "study"
        shutil.copytree(CORPUS / "valid/carto-study", study)
        xml = (study / "Study.xml").read_text()
        (study / "Study.xml").write_text(xml.replace('Name="1-LV"', 'Name="1 LV"').replace('Name="2-Empty" Index="1" NumFiles="1" FileNames="2-Empty.mesh"', 'Name="1_LV" FileNames="1-LV.mesh"'))
        (study / "2-Empty.mesh").unlink()
        self.output("import", study, "--all", "--out", "maps")
        self.assertEqual(self.files_below(self.folder / "maps"), ["1_LV-2.h5", "1_LV.h5"])

    def test_maps_of_one_name_get_numbers_that_map_takes(self):
        for visit, shift in (("before", 0), ("after", 50)):
            shutil.copytree(CORPUS / "valid/carto-study", self.folder / "visits" / visit)
        listed = json.loads(self.output("import", "visits", "--list", "--json"))
        self.assertEqual([(m["name"], m["place"]) for m in listed["maps"] if m["has_surface"]], [("1-LV", "after"), ("1-LV (2)", "before")])
        report, _ = self.imported("visits", "--map", "1-LV (2)")
        self.assertEqual((report["map"], report["points"]), ("1-LV (2)", 3))
        self.assert_refused(2, ("holds 2 maps (1-LV, 1-LV (2)); choose one with --map NAME",), "import", "visits", "--out", "m.h5")
        self.run_viamyo("import", "visits", "--all", "--out", "all")
        self.assertEqual(self.files_below(self.folder / "all"), ["1-LV-2.h5", "1-LV.h5"])

    def test_the_list_tells_what_is_no_map(self):
        shutil.copytree(CORPUS / "valid/carto-study", self.folder / "study")
        (self.folder / "study/clinical.csv").write_text("age,sex\n60,m\n")
        self.assertIn("not read: clinical.csv: a table without columns x, y and z\n", self.output("import", "study", "--list"))
        report, _ = self.imported("study", "--map", "1-LV")
        self.assertIn("clinical.csv: a table without columns x, y and z", [note["text"] for note in report["notes"]])

    def test_the_same_source_gives_the_same_bytes(self):
        first, second = (self.imported(CORPUS / "valid/carto-study.zip", "--map", "1-LV")[1] for _ in range(2))
        self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_provenance_names_program_format_and_source_but_no_path(self):
        report, out = self.imported(CORPUS / "valid/carto.mesh", "--frame", "LPS")
        with h5py.File(out) as file:
            line = json.loads(file["Provenance"][0])
            self.assertEqual(file["Study"].attrs["coordinate_frame"], b"LPS")
        self.assertEqual((line["action"], line["format"], line["source_sha256"]), ("import", "CARTO 3 mesh", report["source_sha256"]))
        self.assertNotIn("carto.mesh", json.dumps(line))

    def test_a_table_gives_its_numbers_and_nobodys_name(self):
        rows = [f"{i},{x},{y},{z},{7000 + i},DOE,{i + 5}" for i, (x, y, z) in enumerate(((30, 0, 0), (-30, 0, 0), (0, 30, 0), (0, -30, 0), (0, 0, 30), (0, 0, -30)))]
        (self.folder / "points.csv").write_text("\n".join(["id,x,y,z,Patient ID,operator,Volt", *rows]) + "\n")
        report, out = self.imported("points.csv", "--strict")
        told = {note["text"]: note["kind"] for note in report["notes"]}
        unknown = "is no known quantity, and its title tells no unit; --keep-column takes it"
        for column, why in (("Patient ID", unknown), ("operator", "holds words"), ("Volt", unknown)):
            self.assertEqual(told.get(f"points.csv: column {column}: {why}"), "left_out", told)
        missing = [text for text, kind in told.items() if kind == "missing" and text.startswith("voltage: no array has a name that says so")]
        self.assertEqual(len(missing), 1, told)
        self.assertIn("Volt", missing[0])
        self.assertTrue(missing[0].endswith("--array UnipolarVoltage=ARRAY takes one"), missing)
        self.assertEqual(report["quantities"], [])
        report, _ = self.imported("points.csv", "--array", "UnipolarVoltage=Volt")
        self.assertNotIn("voltage: no array", json.dumps(report))

    def test_a_source_without_values_says_so(self):
        self.assertIn("no values, neither on vertices nor on points\n", self.output("import", CORPUS / "valid/mesh.obj", "--out", "map.h5"))

    def test_a_pseudonym_is_the_users_alone(self):
        _, out = self.imported(CORPUS / "valid/carto-study", "--map", "1-LV", "--keep-subject-id", "S-07")
        self.assertEqual(json.loads(self.output("info", out, "--json"))["study"]["subject_id"], "S-07")
        self.assertNotIn(b"DOE", out.read_bytes())

    def test_wrong_usage(self):
        source = CORPUS / "valid/carto-study"
        for words in ((), (source,), (source, "--out", "map.txt"), (source, "--out", "map.h5", "--map", "nobody"), (source, "--all", "--out", "maps", "--map", "1-LV"),
                      (source, "--map", "1-LV", "--out", "m.h5", "--frame", "RAS"), (source, "--map", "1-LV", "--out", "m.h5", "--units", "weight=kg"),
                      (source, "--map", "1-LV", "--out", "m.h5", "--units", "length=mile"), (source, "--map", "1-LV", "--out", "m.h5", "--array", "X"),
                      (source, "--map", "1-LV", "--out", "m.h5", "--array", "WallThickness=nothing")):
            self.assert_refused(2, (), "import", *words)
        self.assertEqual([f for f in self.files_below() if f.endswith(".h5")], [])

    def test_an_input_is_never_written_to(self):
        _, out = self.imported(CORPUS / "valid/carto.mesh")
        shutil.copy(CORPUS / "valid/text.ply", self.folder / "a.h5")
        self.assert_refused(2, ("is an input",), "import", CORPUS / "valid/DxLandmarkGeo.xml", "--add", "a.h5", "--out", "a.h5")

    def test_no_command_replaces_a_map_that_was_reviewed(self):
        reviewed = self.folder / "reviewed.h5"
        shutil.copyfile(SAMPLES / "sparse-map.h5", reviewed)
        pathlib.Path(f"{reviewed}.review.jsonl").write_text("a log\n")
        before = reviewed.read_bytes()
        for command in (("export", SAMPLES / "normal.h5"), ("phantom", "normal")):
            self.assert_refused(2, ("review log", "reviewed.h5"), *command, "--out", reviewed)
        self.assertEqual(reviewed.read_bytes(), before)

    def test_a_map_that_was_reviewed_is_not_replaced(self):
        source = CORPUS / "valid/carto-study"
        for out, options in (("1-LV.h5", ("--map", "1-LV", "--out", "1-LV.h5")), ("1-LV.h5", ("--all", "--out", "."))):
            (self.folder / out).write_bytes(b"a map")
            (self.folder / "1-LV.h5.review.jsonl").write_bytes(b"a log")
            self.assert_refused(2, ("1-LV.h5: is a map with a review log (", "choose another name"), "import", source, *options)
            self.assertEqual((self.folder / out).read_bytes(), b"a map")
        (self.folder / "1-LV.h5.review.jsonl").unlink()
        self.output("import", source, "--map", "1-LV", "--out", "1-LV.h5")

    def test_a_native_map_is_none_to_import(self):
        _, native = self.imported(CORPUS / "valid/carto.mesh")
        for options in (("--out", "again.h5"), ("--list",), ("--all", "--out", "maps")):
            self.assert_refused(2, ("is a native map already; there is nothing to import",), "import", native, *options)
        self.assert_refused(3, ("no-hdf5.h5",), "import", CORPUS / "malformed/no-hdf5.h5", "--out", "again.h5")

    def test_a_vtk_file_that_is_cut_off_is_no_map_wherever_the_cut_is(self):
        _, native = self.imported(CORPUS / "valid/carto.mesh")
        for ending in ("vtk", "vtp"):
            self.output("export", native, "--out", f"whole.{ending}")
            self.output("import", f"whole.{ending}", "--out", "whole.h5", "--quiet")
            whole = (self.folder / f"whole.{ending}").read_bytes()
            for percent in (50, 70, 80, 85, 90, 95):
                (self.folder / f"cut.{ending}").write_bytes(whole[:len(whole) * percent // 100])
                self.assert_refused(3, (f"cut.{ending}: ",), "import", f"cut.{ending}", "--out", "cut.h5")
        self.assertFalse((self.folder / "cut.h5").exists())

    def test_a_vtk_file_adds_its_fields_to_any_source(self):
        report, _ = self.imported(CORPUS / "valid/DxLandmarkGeo.xml", "--add", CORPUS / "valid/surface.vtp")
        self.assertIn("UnipolarVoltage", {q["name"] for q in report["quantities"]})

    def test_an_exported_surface_is_no_table_of_points(self):
        _, native = self.imported(CORPUS / "valid/carto.mesh")
        self.output("export", native, "--out", "surface.csv")
        for words in (("surface.csv",), (CORPUS / "valid/mesh.obj", "--points", "surface.csv")):
            self.assert_refused(3, ("is a surface that Viamyo exported",), "import", *words, "--out", "map.h5")

    def test_an_exported_surface_without_its_notes_is_none_either(self):
        """As pandas, a spreadsheet and an archive make it."""
        _, native = self.imported(CORPUS / "valid/carto.mesh")
        self.output("export", native, "--out", "surface.csv")
        rows = [line for line in (self.folder / "surface.csv").read_text().splitlines() if not line.startswith("#")]
        stripped = "\n".join(rows) + "\n"
        for name, text in (("plain.csv", stripped), ("excel.csv", "\ufeff" + stripped.replace(",", ";").replace(".", ",")),
                           ("turned.csv", "".join(",".join(reversed(row.split(","))) + "\n" for row in rows))):
            with self.subTest(name):
                (self.folder / name).write_text(text)
                with zipfile.ZipFile(self.folder / "one.zip", "w") as archive:
                    archive.write(self.folder / name, name)
                for words in ((name,), ("one.zip",), (CORPUS / "valid/mesh.obj", "--points", name)):
                    self.assert_refused(3, (name, "is a surface that Viamyo exported"), "import", *words, "--out", "map.h5")
                with zipfile.ZipFile(self.folder / "two.zip", "w") as archive:
                    archive.write(self.folder / name, name)
                    archive.write(CORPUS / "valid/text.ply", "text.ply")
                self.assertIn(f"{name}: a surface that Viamyo exported, and no table of points", self.output("import", "two.zip", "--list"))
        shutil.rmtree(self.folder / "study", ignore_errors=True)
        (self.folder / "study").mkdir()
        shutil.copy(native, self.folder / "study/a.h5")
        shutil.copy(self.folder / "excel.csv", self.folder / "study/excel.csv")
        done = self.run_viamyo("analyze", "study", "--sources", "--out", "out")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("study: 1 surface that Viamyo exported left out (excel.csv): outputs of maps, and no maps", done.stderr)

    def test_results_of_an_exported_map_are_no_data_of_it(self):
        _, native = self.imported(CORPUS / "valid/carto.mesh")
        self.output("export", native, "--out", "exported.h5")
        warnings = [w["code"] for w in json.loads(self.output("analyze", "exported.h5"))["warnings"]]
        self.assertEqual(warnings.count("result_left_out"), 1)
        self.assertNotIn("ReviewedClass", self.output("info", "exported.h5").split("warning")[0])
        self.assertNotIn("result_left_out", self.output("analyze", native))

    def test_a_damaged_file_is_one_line_and_exit_code_3(self):
        for name, words in (("bomb.zip", "grows from"), ("trirep-object.mat", "MATLAB object (TriRep)"), ("cut-off.mesh", "it is cut off"), ("notes.txt", "is no map")):
            self.assert_refused(3, (name, words), "import", CORPUS / "malformed" / name, "--out", "map.h5")
            self.assert_refused(3, (name, words), "info", CORPUS / "malformed" / name)
        self.assertEqual(self.files_below(), [])


class OtherCommands(ImportTest):
    def test_they_open_the_same_sources(self):
        source = CORPUS / "valid/carto.mesh"
        direct = self.analysis(source)
        _, out = self.imported(source)
        saved = self.analysis(out)
        self.assertEqual(direct["fingerprint"], saved["fingerprint"])
        self.assertEqual(direct["surface"], saved["surface"])
        self.assertIn("CARTO 3", self.output("info", source))
        self.assertIn("unconfirmed", self.output("explain", source, "--vertex", "0"))
        self.output("export", source, "--out", "out.csv")
        self.assertNotIn("error", self.output("validate", source))

    def test_what_is_assumed_is_said_wherever_a_source_is_opened(self):
        source = CORPUS / "valid/text.ply"
        for words in (("analyze", source), ("info", source), ("explain", source, "--vertex", "0"), ("export", source, "--out", "x.csv"), ("analyze", source, "--out", "results")):
            done = self.run_viamyo(*words)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("text.ply: assumed: coordinates: the source says no unit", done.stderr, words[0])
            self.assertNotIn("assumed", self.run_viamyo(*words, "--quiet").stderr)

    def test_options_for_other_systems_do_not_apply_to_a_native_map(self):
        _, native = self.imported(CORPUS / "valid/carto.mesh")
        for option, value in (("--units", "length=cm"), ("--frame", "nonsense"), ("--array", "BipolarVoltage=x"), ("--points", "none.csv"), ("--add", "none.ply"), ("--map", "1")):
            for words in (("analyze", native), ("info", native), ("explain", native, "--vertex", "0"), ("export", native, "--out", "out.csv")):
                self.assert_refused(2, (f"is a native map; {option} does not apply",), *words, option, value)

    def test_a_study_of_several_maps_stops_no_others(self):
        study = CORPUS / "malformed/two-maps.zip"
        words = "two-maps.zip: holds 2 maps (1-LV, 2-RV); choose one with --map NAME"
        self.assert_refused(2, (words,), "analyze", study)
        done = self.run_viamyo("analyze", study, CORPUS / "valid/carto.mesh", "--out", "results")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(f"viamyo: {study.parent}/{words}; among several inputs, --sources takes each of them and a manifest's column 'map' one\n", done.stderr)

    def test_every_map_of_a_study_is_validated(self):
        study = CORPUS / "malformed/two-maps.zip"
        self.assertEqual(self.output("validate", study), f"{study}: map 1-LV: no defects\n{study}: map 2-RV: no defects\n")
        self.assertEqual([one["map"] for one in json.loads(self.output("validate", study, "--json"))["files"]], ["1-LV", "2-RV"])
        done = self.run_viamyo("validate", CORPUS / "valid/carto-study", CORPUS / "malformed/bomb.zip")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (3, 2), done.stderr)
        self.assertIn("carto-study: map 1-LV: no defects\n", done.stdout)
        self.assertIn("map 2-Empty: its .mesh file is missing or empty", done.stderr)

    def test_a_summary_says_which_map_of_a_study_it_is_of(self):
        self.assertIn("two-maps.zip», map: «2-RV»\n", self.output("analyze", "--text", CORPUS / "malformed/two-maps.zip", "--map", "2-RV"))
        self.assertIn("carto.mesh»\n", self.output("analyze", "--text", CORPUS / "valid/carto.mesh"))

    def test_a_map_of_a_study_is_chosen_by_name(self):
        for source in ("carto-study", "study.pyceps", "DxLandmarkGeo.xml", "text.ply", "surface.vtp", "openep-5.mat", "points.csv"):
            self.assert_refused(2, ("has no map 'x'",), "analyze", CORPUS / "valid" / source, "--map", "x")
        self.output("analyze", CORPUS / "valid/text.ply", "--map", "text")
        self.assertEqual(self.analysis(CORPUS / "valid/carto-study", "--map", "1-LV")["map"]["map_id"], "1-LV")
        self.assert_refused(2, ("are for one source",), "analyze", CORPUS / "valid/carto.mesh", "--frame", "LPS", "--out", "results")

    def test_voltages_come_out_of_electrograms(self):
        values = self.analysis(CORPUS / "valid/carto-study", "--map", "1-LV", "--set", "voltage_source=electrograms", "--set", "fill_distance=60")
        self.assertAlmostEqual(values["whole_map"]["unipolar_voltage_mV"]["mean"], 9, delta=0.001)
        self.assertEqual(values["whole_map"]["unipolar_voltage_mV"]["n"], 3)

    def test_points_above_a_limit_are_left_out_and_named(self):
        source = CORPUS / "valid/points.csv"
        done = self.run_viamyo("analyze", source, "--exclude", "surface_distance>1", "--exclude", "cycle_length_deviation>0.25")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("surface_distance above 1: leaves out 0 of 6 points", done.stderr)
        self.assertIn("cycle_length_deviation above 0.25: leaves out 2 of 6 points", done.stderr)  # 800 and 805 ms about 802.5
        self.assertIn("4 of 6 accepted points stay", done.stderr)
        self.assertIn("6 mapping points (6 accepted, 2 of them left out by the settings)", self.output("analyze", "--text", source, "--exclude", "cycle_length_deviation>0.25"))
        result, plain = json.loads(done.stdout), self.analysis(source)
        self.assertEqual(result["settings"]["excluded_points"], [0, 5])
        self.assertNotEqual(result["fingerprint"], plain["fingerprint"])
        self.assertEqual(result["fingerprint"], self.analysis(source, "--set", "excluded_points=0,5")["fingerprint"])
        self.output("analyze", source, "--exclude", "cycle_length_deviation>0.25", "--out", "results", "--quiet")
        self.assertEqual(json.loads((self.folder / "results/points.json").read_text())["fingerprint"], result["fingerprint"])
        self.assert_refused(2, ("MEASURE>LIMIT",), "analyze", source, "--exclude", "pressure>4")

    def test_info_shows_how_good_the_points_are(self):
        source = CORPUS / "valid/points.csv"
        self.assertRegex(self.output("info", source), r"cycle_length_deviation +% +6 +0\.0623")
        quality = json.loads(self.output("info", source, "--json"))["point_quality"]
        self.assertEqual(list(quality), ["cycle_length_deviation", "location_stability", "surface_distance"])
        self.assertEqual(quality["location_stability"]["n"], 6)
        self.assertAlmostEqual(quality["surface_distance"]["max"], 0, places=9)

    def test_a_batch_takes_exports_beside_maps(self):
        _, out = self.imported(CORPUS / "valid/carto.mesh")
        done = self.run_viamyo("analyze", out, CORPUS / "valid/surface.vtp", CORPUS / "malformed/bomb.zip", "--out", "results")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("bomb.zip", (self.folder / "results/summary.csv").read_text())


class ManyMaps(ImportTest):
    """Other systems' exports in a run over many maps."""

    def setUp(self):
        super().setUp()
        _, native = self.imported(CORPUS / "valid/carto.mesh")
        self.maps = self.folder / "maps"
        (self.maps / "deep").mkdir(parents=True)
        native.rename(self.maps / "lv.h5")

    def rows(self):
        with open(self.folder / "out/summary.csv", newline="") as file:
            return [(pathlib.Path(row["file"]).name, row["map_id"], row["status"]) for row in csv.DictReader(file)]

    def results(self):
        return [name for name in self.files_below(self.folder / "out") if name.endswith(".json") and name != "run.json"]

    def add(self, *names):
        for name in names:
            source = CORPUS / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, self.maps / "deep" / source.name)

    def test_exports_in_a_folder_are_told_of(self):
        self.add("malformed/two-maps.zip", "valid/text.ply", "valid/carto-study", "valid/points.csv")
        done = self.run_viamyo("analyze", "maps", "--out", "out")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("warning: maps: 4 exports of other systems left out (deep/carto-study, ...); --sources analyses their maps too\n", done.stderr)
        self.assertEqual(self.results(), ["lv.json"])
        self.assertIn("exports_left_out", [warning["code"] for warning in json.loads((self.folder / "out/run.json").read_text())["warnings"]])
        self.assertEqual(self.run_viamyo("analyze", "maps", "--out", "out", "--quiet").stderr, "")

    def test_sources_are_analysed_when_asked_for_each_map_of_them(self):
        self.add("malformed/two-maps.zip", "malformed/bomb.zip")
        shutil.copy(CORPUS / "valid/text.ply", self.maps / "lv.ply")  # beside lv.h5: both are written
        done = self.run_viamyo("analyze", "maps", "--sources", "--out", "out")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertNotIn("left out", done.stderr)
        self.assertIn("maps/lv.ply: assumed: coordinates: the source says no unit", done.stderr)
        self.assertIn("two-maps.zip: map 1-LV: assumed: ", done.stderr)
        self.assertEqual(self.results(), ["deep/two-maps.zip/1-LV.json", "deep/two-maps.zip/2-RV.json", "lv.json", "lv.ply.json"])
        self.assertEqual(self.rows(), [("lv.h5", "carto", "ok"), ("bomb.zip", "", "failed"), ("two-maps.zip", "1-LV", "ok"), ("two-maps.zip", "2-RV", "ok"), ("lv.ply", "", "ok")])
        record = json.loads((self.folder / "out/run.json").read_text())
        self.assertEqual([one["map"] for one in record["inputs"]], [None, None, "1-LV", "2-RV", None])

    def test_a_run_takes_no_output_for_a_source(self):
        """Neither its own nor another run's, whatever words stand in its cells."""
        self.add("malformed/two-maps.zip", "malformed/bomb.zip", "valid/points.csv")
        for name in ("a;x;y;z;b.csv", "Export Data Element pt number roving x.csv", "a|x|y|z.txt"):
            shutil.copy(CORPUS / "valid/points.csv", self.maps / "deep" / name)
        def rows(out):
            with open(self.folder / out / "summary.csv", newline="") as file:
                return [(row["file"], row["map_id"], row["status"]) for row in csv.DictReader(file)]
        self.run_viamyo("analyze", "maps", "--sources", "--out", "maps/results")
        first, files = rows("maps/results"), self.files_below(self.maps / "results")
        self.assertGreater(len(first), 5)
        for words in (("maps", "--out", "maps/results"), ("maps", "--out", "maps/deep/again"), ("maps", "--out", "out")):
            done = self.run_viamyo("analyze", *words, "--sources")
            self.assertEqual((done.returncode, rows(words[2])), (4, first), done.stderr)
        self.assertEqual(self.files_below(self.maps / "results"), files)
        for ending in ("csv", "vtp", "vtk"):
            self.output("export", "maps/lv.h5", "--out", f"maps/deep/lv.{ending}")
        done = self.run_viamyo("analyze", "maps", "--sources", "--out", "out")
        self.assertEqual(rows("out"), first, "surfaces are outputs as well")
        self.assertIn("warning: maps: 3 surfaces that Viamyo exported left out (deep/lv.csv, ...): outputs of maps, and no maps\n", done.stderr)

    def test_a_listing_keeps_the_time_limit(self):
        """Counting the points of a table means reading it: what takes too long is one failed row, and a signal ends it as it ends a run."""
        lines = [f"{p % 97 + 1},{p % 89 - 44},{p % 83 - 41},{5 + p % 7}" for p in range(90000)]
        for name in "abcdef":
            (self.maps / "deep" / f"{name}.csv").write_text("x,y,z,uv_mv\n" + "\n".join(lines) + "\n")
        done = self.run_viamyo("analyze", "maps", "--sources", "--out", "out", "--time-limit", "0.001")
        self.assertIn("a.csv: was given up after 0.001 s, the time limit for one map (--time-limit)", done.stderr)
        self.assertIn(("a.csv", "", "failed"), self.rows())
        for number in (signal.SIGTERM, signal.SIGINT):
            run = subprocess.Popen([self.program, "analyze", "maps", "--sources", "--out", "none"], cwd=self.folder, text=True, stderr=subprocess.PIPE)
            wait_until_it_hears(run, number)
            began = time.monotonic()
            run.send_signal(number)
            _, stderr = run.communicate(timeout=60)
            self.assertLess(time.monotonic() - began, max(1, os.getloadavg()[0] / os.cpu_count()))
            self.assertEqual(run.returncode, 128 + number, stderr)
            name = "SIGTERM" if number == signal.SIGTERM else "SIGINT (Ctrl-C)"
            self.assertEqual(stderr, f"viamyo: stopped by {name} while the inputs were looked for; nothing was written\n")
            self.assertFalse((self.folder / "none").exists())

    def test_a_study_folder_is_one_source_and_a_map_without_surface_a_failed_row(self):
        self.add("valid/carto-study")
        (self.maps / "deep/carto-study/more").mkdir()
        shutil.copy(CORPUS / "valid/carto.mesh", self.maps / "deep/carto-study/more/1-LV.mesh")  # of another folder, so of another study
        for words in (("maps/deep",), ("maps/deep/carto-study",), ("maps/deep/carto-study/",)):
            done = self.run_viamyo("analyze", *words, "--sources", "--out", "out")
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("map 2-Empty: its .mesh file is missing or empty", done.stderr)
            self.assertEqual(self.results(), ["carto-study/1-LV.json", "carto-study/more.json" if words == ("maps/deep",) else "more.json"], words)
            self.assertEqual(self.rows(), [("carto-study", "1-LV", "ok"), ("carto-study", "2-Empty", "failed"), ("more", "1-LV", "ok")])
            shutil.rmtree(self.folder / "out")

    def test_another_export_beside_a_mesh_is_no_part_of_its_study(self):
        shutil.copy(CORPUS / "valid/carto.mesh", self.maps / "deep/carto.mesh")
        self.add("valid/study.pyceps")
        self.output("analyze", "maps/deep", "--sources", "--out", "out")
        self.assertEqual(self.results(), ["deep.json", "study.pyceps.json"])

    def test_a_folder_of_exports_alone_names_the_way_out(self):
        self.add("valid/carto-study")
        words = ("maps/deep: the folder holds no map (*.h5, *.hdf, *.vtkhdf); it holds 1 export of another system: --sources analyses their maps",)
        self.assert_refused(3, words, "analyze", "maps/deep", "--out", "out")
        self.assert_refused(2, ("--sources is for many maps; their results need --out DIR",), "analyze", "maps/deep", "--sources")

    def test_sources_named_one_by_one_give_every_map(self):
        done = self.run_viamyo("analyze", CORPUS / "malformed/two-maps.zip", "maps/lv.h5", "none.zip", "--sources", "--out", "out")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("none.zip", done.stderr)
        self.assertEqual(self.results(), ["lv.json", "two-maps.zip/1-LV.json", "two-maps.zip/2-RV.json"])

    def test_a_row_of_a_manifest_chooses_a_map(self):
        self.add("malformed/two-maps.zip")
        (self.maps / "maps.csv").write_text("file,map,subject_id\ndeep/two-maps.zip,2-RV,S1\nlv.h5,,S2\ndeep/two-maps.zip,nobody,S3\n")
        done = self.run_viamyo("analyze", "--manifest", "maps/maps.csv", "--out", "out")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("two-maps.zip: has no map 'nobody'", done.stderr)
        self.assertEqual(self.results(), ["deep/two-maps.zip/2-RV.json", "lv.json"])
        result = json.loads((self.folder / "out/deep/two-maps.zip/2-RV.json").read_text())
        self.assertEqual((result["map"]["map_id"], result["map"]["subject_id"]), ("2-RV", "S1"))
        alone = self.analysis(self.maps / "deep/two-maps.zip", "--map", "2-RV")
        self.assertEqual(result["surface"], alone["surface"])

    def test_a_native_map_has_none_to_choose(self):
        (self.maps / "maps.csv").write_text("file,map\nlv.h5,1-LV\n")
        self.assert_refused(3, ("lv.h5: is a native map; column 'map' does not apply",), "analyze", "--manifest", "maps/maps.csv", "--out", "out")


class Corpus(unittest.TestCase):
    def test_the_small_files_are_those_that_their_program_makes(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, CORPUS / "make_corpus.py", folder], check=True, timeout=60)
            for kind in ("valid", "malformed"):
                files = lambda root: {str(path.relative_to(root)): path.read_bytes() for path in (root / kind).rglob("*") if path.is_file()}
                ours, made = files(CORPUS), files(pathlib.Path(folder))
                self.assertEqual(sorted(name for name in ours.keys() | made.keys() if ours.get(name) != made.get(name)), [])


class RealData(ImportTest):
    """Against what other programs computed from the same files."""

    def test_areas_of_the_bench_maps(self):
        study = self.real(STUDY)
        for name, area in (("1-Map", 11624.16), ("1-1-ReMap", 11624.16), ("2-Map", 7521.89), ("3-Map", 5929.79)):
            self.assertAlmostEqual(self.imported(study, "--map", name)[0]["area_mm2"], area, delta=0.01)

    def test_volumes_of_the_bench_maps(self):
        study = self.real(STUDY)
        for name, volume in (("2-Map", 32.5028), ("3-Map", 20.6055), ("1-Map", 79.9555)):  # the last has holes, which are closed by fans
            self.assertAlmostEqual(self.analysis(study, "--map", name)["surface"]["end_diastolic_volume_ml"], volume, delta=1e-4)

    def test_channels_are_not_confused(self):
        report, out = self.imported(self.real(STUDY), "--map", "2-Map")
        with h5py.File(out) as file:
            numpy.testing.assert_allclose(file["MappingPoints/UnipolarVoltage"][:], [1.902, 1.866], rtol=1e-6)
            numpy.testing.assert_allclose(file["MappingPoints/BipolarVoltage"][:], [0.024, 0.030], rtol=1e-6)
            self.assertNotIn("LocalActivationTime", file["MappingPoints"])  # -8000 after 2000 is no time
            self.assertEqual(file["MappingPoints/Electrograms/Unipolar"].shape, (2, 2500))

    def test_a_zipped_study_is_the_same_study(self):
        study = self.real(STUDY)
        with zipfile.ZipFile(self.folder / "study.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(study.iterdir()):
                if path.is_file() and "RF" not in path.name:
                    archive.write(path, path.name)
        _, from_folder = self.imported(study, "--map", "2-Map")
        _, from_archive = self.imported(self.folder / "study.zip", "--map", "2-Map")
        with h5py.File(from_folder) as a, h5py.File(from_archive) as b:
            for path in ("VTKHDF/Points", "VTKHDF/PointData/UnipolarVoltage", "MappingPoints/Electrograms/Bipolar"):
                numpy.testing.assert_array_equal(a[path][:], b[path][:])

    def test_four_forms_of_one_ventricle_are_one_surface(self):
        points, voltages = {}, {}
        for form, name in LV.items():
            report, out = self.imported(self.real(name))
            self.assertAlmostEqual(report["area_mm2"], 19751.564, delta=0.01)
            with h5py.File(out) as file:
                points[form] = file["VTKHDF/Points"][:]
                if form != "mesh":
                    voltages[form] = [file[f"{group}/{field}Voltage"][:] for group in ("VTKHDF/PointData", "MappingPoints") for field in ("Unipolar", "Bipolar")]
        for form in points:
            self.assertLess(numpy.abs(points[form] - points["mesh"]).max(), 1e-4, form)
        for form in voltages:
            for mine, theirs in zip(voltages[form], voltages["pyceps"]):
                numpy.testing.assert_allclose(mine, theirs, rtol=1e-6)

    def test_electrograms_give_the_voltages_that_carto_stored(self):
        for form in ("pyceps", "mat5", "mat73"):
            _, out = self.imported(self.real(LV[form]))
            with h5py.File(out) as file:
                egm = file["MappingPoints/Electrograms"]
                stored = {channel: file[f"MappingPoints/{channel}Voltage"][:].astype(float) for channel in ("Unipolar", "Bipolar")}
                for p in range(11):
                    window = egm["WindowOfInterest"][p] + egm["ReferenceAnnotation"][p]
                    for channel in stored:
                        samples = egm[channel][p, int(window[0]):int(window[1]) + 1].astype(float)
                        self.assertAlmostEqual(samples.max() - samples.min(), stored[channel][p], delta=1e-6)  # of float32 samples up to 9 mV
            for channel, key in (("Unipolar", "unipolar_voltage_mV"), ("Bipolar", "bipolar_voltage_mV")):  # the program's own, as decimals: to the last digit
                ours = self.analysis(out, "--set", "voltage_source=electrograms")["whole_map"][key]
                theirs = self.analysis(out, "--set", "voltage_source=interpolated")["whole_map"][key]
                self.assertEqual(ours, theirs)
                self.assertEqual((ours["n"], ours["max"]), (11, float(str(numpy.float32(stored[channel].max())))))

    def test_the_recipe_of_the_documentation_makes_a_map_with_motion(self):
        source = self.real("cap-lv/cap_mean_lv.h5")
        text = (pathlib.Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text()
        recipe = text.split("## Recipe")[1].split("```python\n")[1].split("```")[0]
        subprocess.run([sys.executable, "-c", recipe, str(source), str(self.folder / "cap.h5")], check=True, timeout=60)
        surface = self.analysis("cap.h5")["surface"]
        self.assertAlmostEqual(surface["end_diastolic_volume_ml"], 127.977, delta=0.005)
        self.assertAlmostEqual(surface["end_systolic_volume_ml"], 49.502, delta=0.005)
        self.assertAlmostEqual(surface["ejection_fraction_percent"], 61.319, delta=0.005)

    def test_every_file_at_hand_is_imported_or_refused_for_a_reason(self):
        self.real("wright-ep")
        self.imported(REAL / "wright-ep/epPoints.csv", "--array", "UnipolarVoltage=Volt")
        self.imported(REAL / "openep/openep_mesh_2_dense.vtk", "--array", "LocalActivationTime=LAT:ms")
        for name in ("carto3-lv-vt/ECG_Export_v4.0.txt", "cap-lv/mean_shape.RData", "cap-lv/surface_face.RData", "SOURCES.md"):
            self.assert_refused(3, ("is no map",), "import", REAL / name, "--out", "x.h5")
        self.assert_refused(3, ("no column is named x",), "import", REAL / "cap-lv/clinical_index.csv", "--out", "x.h5")
        self.assert_refused(3, ("cap_mean_lv.h5",), "info", REAL / "cap-lv/cap_mean_lv.h5")  # HDF5, and no map: docs/formats.md has the recipe


if __name__ == "__main__":
    unittest.main()
