"""What somebody kept of a review, and `review check`: whether it still says what the log says, and whether the log ever said so."""

import json
import pathlib
import shutil
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

import h5py

import png_chunks
from command_line import NOTICE, SAMPLES, set_digest_aside
from review_program import SUBJECT, A, B, ReviewProgramTest


class KeptOutputs(ReviewProgramTest):
    """What somebody kept, after the review went on."""
    confirmed = True

    def check(self, output, *options):
        done = self.run_viamyo("review", "check", output, "--map", "map.h5", "--team", "team.toml", "--json", *options)
        self.assertIn(done.returncode, (0, 6), done.stderr)
        verdict = json.loads(done.stdout)["verdict"]
        self.assertEqual(done.returncode == 0, verdict in ("current", "outdated"))
        return verdict

    def keep_all(self):
        report = self.output("analyze", "map.h5", "--team", "team.toml")
        (self.folder / "kept.json").write_text(report)
        for name in ("kept.csv", "kept-map.h5"):
            self.output("export", "map.h5", "--team", "team.toml", "--out", name)
        self.output("render", "map.h5", "--team", "team.toml", "--overlay", "class", "--size", "640x480", "--out", "kept.png")
        return ("kept.json", "kept.csv", "kept-map.h5", "kept.png")

    def with_texts(self, **changes):
        """The kept picture with other texts."""
        png_chunks.write_chunks(self.folder / "edited.png", png_chunks.with_texts(png_chunks.read_chunks(self.folder / "kept.png"), **changes))
        return "edited.png"

    def edited(self, name, before, after, count=1):
        text = (self.folder / name).read_text()
        self.assertIn(before, text)
        edited = f"edited.{name.rsplit('.', 1)[1]}"
        (self.folder / edited).write_text(text.replace(before, after, count))
        return edited

    def assert_contradicted(self, name, *words):
        done = self.run_viamyo("review", "check", name, "--map", "map.h5", "--team", "team.toml")
        self.assertEqual(done.returncode, 6, done.stdout + done.stderr)
        self.assertIn("contradicted: ", done.stdout)
        for word in words:
            self.assertIn(word, done.stdout)

    def test_current_withdrawn_and_superseded(self):
        kept = self.keep_all()
        self.assertEqual([self.check(name) for name in kept], ["current"] * 4)
        self.decide(A, "comment", "R1", "--reason", "still so")
        self.assertEqual([self.check(name) for name in kept], ["current"] * 4)
        self.decide(A, "withdraw", "R1")
        self.assertEqual([self.check(name) for name in kept], ["withdrawn"] * 4)
        text = self.run_viamyo("review", "check", "kept.json", "--team", "team.toml")
        self.assertIn("withdrawn: it says confirmed, and the map is partly_confirmed now", text.stdout)
        self.assertIn(NOTICE, text.stdout)
        self.decide(A, "confirm", "R1")
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "team.toml", "--set", "voltage_viable=7.5")
        self.assertEqual([self.check(name) for name in kept], ["superseded"] * 4)

    def test_an_item_that_fell_is_withdrawn_whatever_the_maps_word(self):
        for name in (A, B):
            self.decide(name, "withdraw", "R2")
            self.decide(name, "withdraw", "R3")
        kept = self.keep_all()
        self.decide(A, "confirm", "R2")
        self.assertEqual([self.check(name) for name in kept], ["outdated"] * 4)
        self.decide(B, "reject", "R1", "--reason", "poor contact")
        self.assertEqual([self.check(name) for name in kept], ["withdrawn"] * 4)
        found = json.loads(self.run_viamyo("review", "check", "kept.png", "--map", "map.h5", "--team", "team.toml", "--json").stdout)
        self.assertIn("R1 was confirmed and is disputed now", found["sentence"])
        self.assertEqual([item["id"] for item in found["items"] if item["withdrawn"]][:1], ["R1"])
        self.assertNotIn("R2", [item["id"] for item in found["items"] if item["withdrawn"]])

    def test_a_change_of_the_team_is_told_and_contradicts_nothing(self):
        kept = self.keep_all()
        self.enrol("C. Careful", "cardiac surgeon")
        self.assertEqual([self.check(name) for name in kept], ["current"] * 4)
        self.signed("team", "remove", B, "--team", "team.toml")
        for name in kept:
            done = self.run_viamyo("review", "check", name, "--map", "map.h5", "--team", "team.toml", "--json")
            found = json.loads(done.stdout)
            self.assertIn(found["verdict"], ("current", "withdrawn"), found)
            self.assertIn("the team has changed since", found["team_change"])

    def test_other_settings_are_told_of_wherever_the_earlier_ones_read_as_confirmed(self):
        self.keep_all()
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "team.toml", "--set", "voltage_viable=7.5")
        day = json.loads(self.lines()[-1])["time"][:10]
        words = f"«A. Able» proposed other settings on {day} («voltage_viable 7.5»)"
        for command in (("analyze", "map.h5"), ("explain", "map.h5", "--item", "R1"), ("export", "map.h5", "--out", "late.csv"),
                        ("review", "map.h5", "status", "--set", "voltage_viable=6.9")):
            done = self.run_viamyo(*command, "--team", "team.toml")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(words, done.stdout if command[0] == "review" else done.stderr, command)
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet"))
        self.assertEqual(report["review"]["status"], "confirmed")
        self.assertIn(words, report["review"]["reasons"][-1]["text"])
        self.assertNotIn("other settings", self.output("review", "map.h5", "status", "--team", "team.toml"))

        def verdict(output):
            return self.run_viamyo("review", "check", output, "--map", "map.h5", "--team", "team.toml").stdout

        self.assertIn("superseded: A. Able has proposed other settings since", verdict("kept.json"))
        self.assertIn("superseded: it is of earlier settings: A. Able had proposed others before it was made", verdict("late.csv"))
        for name, settings in (("own.json", "voltage_viable=8"), ("early.json", "voltage_viable=8.5")):
            (self.folder / name).write_text(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet", "--set", settings))
        self.assertIn("unknown: nobody has proposed its settings: A. Able had proposed others before it was made", verdict("own.json"))
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "team.toml", "--set", "voltage_viable=7.7")
        self.assertIn("superseded: A. Able has proposed other settings since", verdict("early.json"))

    def test_an_output_that_says_more_than_the_log(self):
        self.decide(A, "withdraw", "R1")
        head = json.loads(self.output("analyze", "map.h5", "--team", "team.toml"))["review"]["log"]["head"]
        self.keep_all()
        self.assertEqual(self.check(self.with_texts(viamyo_review_status="confirmed", viamyo_log_head=head)), "contradicted")
        self.assertEqual(self.check(self.with_texts(viamyo_log_head="0" * 64)), "unknown")
        self.assertEqual(self.check(self.with_texts(viamyo_fingerprint="0" * 64, viamyo_review_status="confirmed")), "contradicted")

    def test_a_word_that_was_edited_is_contradicted(self):
        self.keep_all()
        for before, after in (("# ReviewStatus: confirmed", "# ReviewStatus: confirmed_synthetic"),
                              ("# ReviewStatus: confirmed", "# ReviewStatus: approved"),
                              ("# Synthetic: no", "# Synthetic: yes"),
                              ("FOR REVIEW ONLY - CONFIRMED", "UNCONFIRMED - FOR REVIEW ONLY")):
            with self.subTest(after):
                self.assertEqual(self.check(self.edited("kept.csv", before, after)), "contradicted")
        for key, word in (("viamyo_review_status", "confirmed_synthetic"), ("viamyo_synthetic", "unknown")):
            self.assertEqual(self.check(self.with_texts(**{key: word})), "contradicted", key)

    def test_an_exported_table_is_compared_cell_by_cell(self):
        self.keep_all()
        lines = (self.folder / "kept.csv").read_text().splitlines(keepends=True)
        first = next(i for i, line in enumerate(lines) if line.startswith("index,")) + 1
        infarcted = next(i for i, line in enumerate(lines) if ",infarcted," in line)
        vertex = lines[infarcted].split(",")[0]
        cells = lines[infarcted].split(",")
        voltage = lines[first - 1].split(",").index("UnipolarVoltage_mV")

        def with_row(row):
            (self.folder / "edited.csv").write_text("".join(lines[:infarcted] + row + lines[infarcted + 1:]))
            return "edited.csv"

        self.assert_contradicted(with_row([lines[infarcted].replace(",infarcted,", ",viable,")]),
                                 f'class of vertex {vertex} is "viable", and by log and analysis that is "infarcted"')
        self.assert_contradicted(with_row([",".join([*cells[:voltage], "9.5", *cells[voltage + 1:]])]), f"UnipolarVoltage_mV of vertex {vertex} is \"9.5\"")
        self.assert_contradicted(with_row([",".join([*cells[:-1], "R1\n"])]), f"region of vertex {vertex}")
        self.assert_contradicted(with_row([]), "rows, and the map")
        self.assert_contradicted(with_row([lines[infarcted], lines[infarcted]]), "rows, and the map")
        self.assert_contradicted(with_row([",".join(cells[:3]) + "\n"]), "not as many cells")
        self.assert_contradicted(self.edited("kept.csv", ",class,", ",classes,"), "columns")
        self.assert_contradicted(self.edited("kept.csv", "# Notice: For review only.", "# Notice: Reviewed."), "Notice")
        self.assert_contradicted(self.edited("kept.csv", "# Classes: as the team settled them", "# Classes: as confirmed by all"), "Classes")
        self.assert_contradicted(self.edited("kept.csv", "# Notice: ", "# ReviewStatus: partly_confirmed\n# Notice: "))
        self.assert_contradicted(self.edited("kept.csv", "# Notice: ", "# Approved: by everybody\n# Notice: "), 'no export says "Approved: by everybody"')
        self.assert_contradicted(self.edited("kept.csv", "# Review: FOR REVIEW ONLY - CONFIRMED by 2 of 2", "# Review: FOR REVIEW ONLY - CONFIRMED by 9 of 9"), "Review")
        (self.folder / "empty.csv").write_text("".join(lines[:first - 1]))
        self.assert_contradicted("empty.csv", "columns")
        # A spreadsheet writes the same numbers in other words, and ends lines its own way.
        (self.folder / "saved.csv").write_bytes("".join(lines).replace("\n", "\r\n").encode())
        self.assertEqual(self.check("saved.csv"), "current")
        rounded = with_row([",".join([cells[0], f"{float(cells[1]):.6e}", *cells[2:]])])
        self.assertEqual(self.check(rounded), "current")

    def test_the_texts_and_arrays_of_an_exported_map_are_compared(self):
        self.keep_all()
        text = h5py.string_dtype("ascii")

        def change(edit):
            shutil.copy(self.folder / "kept-map.h5", self.folder / "edited.h5")
            set_digest_aside(self.folder / "edited.h5")
            with h5py.File(self.folder / "edited.h5", "r+") as file:
                edit(file)
            return "edited.h5"

        def put(name, value):
            def edit(file):
                del file[f"VTKHDF/FieldData/{name}"]
                if value is not None:
                    file["VTKHDF/FieldData"].create_dataset(name, data=[value], dtype=text)
            return edit

        self.assertEqual(self.check(change(lambda file: None)), "current")
        for name, value in (("ReviewStatus", "confirmed_synthetic"), ("Notice", "Reviewed."), ("Synthetic", "yes"), ("Fingerprint", "0" * 64),
                            ("Review", "CONFIRMED by 9 of 9"), ("ReviewLogHead", "0" * 64)):
            self.assert_contradicted(change(put(name, value)), name)
        self.assert_contradicted(change(put("Notice", None)), "Notice")

        def other_class(file):
            classes = file["VTKHDF/PointData/Class"]
            self.vertex = int((classes[:] == 3).nonzero()[0][0])
            classes[self.vertex] = 1

        name = change(other_class)
        self.assert_contradicted(name, f'Class of vertex {self.vertex} is "normal", and by log and analysis that is "infarcted"')

        def other_parameters(file):
            attributes = file["VTKHDF/PointData/Class"].attrs
            before = attributes["parameters"]
            before = before.decode() if isinstance(before, bytes) else before
            attributes["parameters"] = before.replace('"ReviewStatus":"confirmed"', '"ReviewStatus":"confirmed_synthetic"')

        self.assert_contradicted(change(other_parameters), "beside its classes", "ReviewStatus")

        def more(file):
            file["VTKHDF/PointData"].create_dataset("Confirmed", data=file["VTKHDF/PointData/Class"][:])
            file["VTKHDF/PointData/Confirmed"].attrs["units"] = ""

        self.assert_contradicted(change(more), "Confirmed")
        self.decide(A, "withdraw", "R1")
        self.assertEqual(self.check(change(lambda file: None)), "withdrawn")

    def test_texts_that_cannot_be_read_are_missing_and_the_map_is_read_all_the_same(self):
        self.keep_all()

        def dataset(value, **options):
            return lambda file: file["VTKHDF/FieldData"].create_dataset("Notice", data=value, **options)

        def replaced_group(file):
            del file["VTKHDF/FieldData"]
            file["VTKHDF"].create_dataset("FieldData", data=[1.0])

        def linked_group(file):
            file.move("VTKHDF/FieldData", "Elsewhere")
            file["VTKHDF/FieldData"] = h5py.SoftLink("/Elsewhere")

        def linked_text(file):
            file["VTKHDF/FieldData/Notice"] = h5py.ExternalLink("map.h5", "/Study")

        text = h5py.string_dtype("utf-8")
        for edit in (dataset([1.0]), dataset([NOTICE, NOTICE], dtype=text), dataset(["x" * (2 << 20)], dtype=text), dataset([], dtype=text),
                     lambda file: file["VTKHDF/FieldData"].create_group("Notice"), linked_text, replaced_group, linked_group):
            shutil.copy(self.folder / "kept-map.h5", self.folder / "odd.h5")
            with h5py.File(self.folder / "odd.h5", "r+") as file:
                del file["VTKHDF/FieldData/Notice"]
                edit(file)
            self.output("validate", "odd.h5")
            self.assert_contradicted("odd.h5", "/Elsewhere" if edit is linked_group else "it does not say its Notice any more")

    def test_what_was_written_without_the_team_says_less_and_truly(self):
        for name in ("alone.csv", "alone.h5"):
            self.output("export", "map.h5", "--out", name, "--quiet")
            self.assertEqual(self.check(name), "outdated", name)

    def test_a_json_is_compared_item_by_item(self):
        self.decide(A, "withdraw", "R1")
        self.keep_all()
        self.assertEqual(self.check("kept.json"), "current")
        edits = {"status is": lambda r: r["review"].update(status="confirmed"),
                 "review.settled is": lambda r: r["review"].update(settled=r["review"]["items"]),
                 "review.team": lambda r: r["review"]["team"].update(name="Another team"),
                 "regions[R1].review is": lambda r: r["regions"][0].update(review="confirmed"),
                 "regions[R1].class is": lambda r: r["regions"][0].update({"class": "infarcted"}),
                 "regions[R1].area_mm2 is": lambda r: r["regions"][0].update(area_mm2=1.0),
                 "regions[R2].reviewed_class is": lambda r: r["regions"][1].update(reviewed_class="infarcted"),
                 "candidate_zones[Z1].review is": lambda r: r["candidate_zones"][0].update(review="rejected"),
                 "classes.normal.area_mm2 is": lambda r: r["classes"]["normal"].update(area_mm2=1.0),
                 "classes_as_reviewed.infarcted.area_mm2 is": lambda r: r["classes_as_reviewed"]["infarcted"].update(area_mm2=1.0),
                 "notice is": lambda r: r.update(notice="Reviewed."),
                 "synthetic: yes": lambda r: r["map"].update(synthetic=True),
                 "settings.voltage_viable_mV is 3, and by log and analysis that is 6.9": lambda r: r["settings"].update(voltage_viable_mV=3),
                 "settings.preset is": lambda r: r["settings"].update(preset="graf-pet"),
                 "surface.ejection_fraction_percent is": lambda r: r["surface"].update(ejection_fraction_percent=60.0),
                 "regions[R1].mean_shortening_percent is": lambda r: r["regions"][0].update(mean_shortening_percent=1.0),
                 "candidate_zones[Z1].distance_to_infarct_mm is": lambda r: r["candidate_zones"][0].update(distance_to_infarct_mm=99.0),
                 "candidate_zones[Z1].for_review_only is false": lambda r: r["candidate_zones"][0].update(for_review_only=False),
                 "segments[3].points is": lambda r: r["segments"][2].update(points=99),
                 "rings[basal].unipolar_voltage_mV.mean is": lambda r: r["rings"][0]["unipolar_voltage_mV"].update(mean=1.0),
                 "warnings has": lambda r: r["warnings"].append({"code": "approved", "text": "Approved by everybody."}),
                 "approved: true": lambda r: r.update(approved=True),
                 "surface.long_axis_mm any more": lambda r: r["surface"].pop("long_axis_mm")}
        for said, edit in edits.items():
            with self.subTest(said):
                report = json.loads((self.folder / "kept.json").read_text())
                edit(report)
                (self.folder / "edited.json").write_text(json.dumps(report))
                done = self.run_viamyo("review", "check", "edited.json", "--map", "map.h5", "--team", "team.toml")
                self.assertEqual(done.returncode, 6, done.stderr)
                self.assertIn("contradicted: ", done.stdout)
                self.assertIn(said if said != "status is" else "it says confirmed", done.stdout)
        # Another version, from another folder, rounded by another computer.
        report = json.loads((self.folder / "kept.json").read_text())
        report["viamyo_version"] = "0.0.1"
        report["map"].update(file="elsewhere/map.h5", sha256="0" * 64)
        report["settings"]["preset"] = "custom"
        report["regions"][0]["area_mm2"] *= 1 + 1e-7
        (self.folder / "elsewhere.json").write_text(json.dumps(report))
        self.assertEqual(self.check("elsewhere.json"), "current")
        # Made without the team's file it says less than the log, and truly so.
        (self.folder / "alone.json").write_text(self.output("analyze", "map.h5", "--quiet"))
        self.assertEqual(self.check("alone.json"), "outdated")

    def test_a_synthetic_map_is_never_just_confirmed(self):
        with h5py.File(self.map, "r+") as file:
            file["Study"].attrs["synthetic"] = 1
        self.log.unlink()
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "team.toml", "--subject", SUBJECT)
        for name in (A, B):
            self.confirm_all(name, "--subject", SUBJECT)
        for name in self.keep_all()[:2]:
            self.assertEqual(self.check(name), "current")
            text = (self.folder / name).read_text()
            self.assertIn("confirmed_synthetic", text)
            (self.folder / name).write_text(text.replace("confirmed_synthetic", "confirmed", 1))
            self.assertEqual(self.check(name), "contradicted")

    def test_an_output_of_another_map_is_unknown(self):
        (self.folder / "other.json").write_text(self.output("analyze", SAMPLES / "normal.h5"))
        self.output("export", SAMPLES / "normal.h5", "--out", "other.csv")
        self.keep_all()
        report = json.loads((self.folder / "kept.json").read_text())
        for key in ("map_id", "subject_id"):
            (self.folder / f"{key}.json").write_text(json.dumps({**report, "map": {**report["map"], key: "other"}}))
        (self.folder / "other.png").write_bytes((self.folder / self.with_texts(viamyo_map_id="other")).read_bytes())
        for name in ("other.json", "other.csv", "map_id.json", "subject_id.json", "other.png"):
            done = self.run_viamyo("review", "check", name, "--map", "map.h5", "--team", "team.toml")
            self.assertEqual(done.returncode, 6, done.stderr)
            self.assertIn("unknown: it is not of this map", done.stdout, name)

    def test_an_output_from_before_the_review(self):
        log = self.log.read_text()
        self.log.unlink()
        (self.folder / "early.json").write_text(self.output("analyze", "map.h5", "--team", "team.toml"))
        self.log.write_text(log)
        self.assertEqual(self.check("early.json"), "outdated")

    def test_what_cannot_be_checked_is_refused(self):
        (self.folder / "a.txt").write_text("confirmed")
        (self.folder / "b.json").write_text('{"schema": "viamyo.analysis/1", "review": []}')
        self.keep_all()
        chunks = png_chunks.read_chunks(self.folder / "kept.png")
        png_chunks.write_chunks(self.folder / "c.png", [chunk for chunk in chunks if chunk[0] != b"iTXt"])
        (self.folder / "d.png").write_bytes((self.folder / "kept.png").read_bytes()[:60])
        for name in ("a.txt", "b.json", "c.png", "d.png", "nowhere.json"):
            self.assert_refused(3, (name,), "review", "check", name, "--map", "map.h5", "--team", "team.toml")
        self.assert_refused(2, ("--team",), "review", "check", "kept.json")

    def test_every_output_tells_the_truth_at_each_step(self):
        for step, expected in ((None, "confirmed"), ("withdraw", "partly_confirmed")):
            if step:
                self.decide(A, step, "R1")
            self.keep_all()
            self.assertIn(f"# ReviewStatus: {expected}\n", (self.folder / "kept.csv").read_text())
            with h5py.File(self.folder / "kept-map.h5") as file:
                self.assertEqual(file["VTKHDF/FieldData/ReviewStatus"][0].decode(), expected)
            text = self.output("analyze", "map.h5", "--team", "team.toml", "--text")
            self.assertIn(f"Review: {expected}. ", text)
            self.assertIn("CONFIRMED by 2 of 2" if expected == "confirmed" else "UNCONFIRMED - FOR REVIEW ONLY", text)
            self.assertIn("Review: 1 of 2 confirm." if step else "Review: confirmed.",
                          self.output("explain", "map.h5", "--item", "R1", "--team", "team.toml"))
            self.output("review", "map.h5", "sheet", "--team", "team.toml", "--out", "sheet.html")
            self.assertEqual("UNCONFIRMED" in (self.folder / "sheet.html").read_text(), expected != "confirmed")
            self.assertIn("22 lines" if not step else "23 lines", self.output("info", "map.h5"))


if __name__ == "__main__":
    unittest.main()
