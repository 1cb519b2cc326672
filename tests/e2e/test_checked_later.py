"""`review check` after the team has changed, for whoever reads blind, and of values that no output has: what is honest is never contradicted."""

import json
import pathlib
import re
import shutil
import struct
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

import h5py
import numpy

import png_chunks
from command_line import SAMPLES, set_digest_aside
from review_program import PASSPHRASE, SUBJECT, A, B, ReviewProgramTest

C = "C. Careful"
SETTLED_WORDS = "CONFIRMED by 2 of 2, team: Heart team"


class CheckTest(ReviewProgramTest):
    def setUp(self):
        super().setUp()
        self.whole, alone = self.program, self.folder / "alone"
        alone.mkdir()
        for name in ("viamyo", "viamyo-reader"):
            shutil.copy(pathlib.Path(self.program).resolve().parent / name, alone / name)
        self.program = alone / "viamyo"  # sheets without pictures: drawing them again takes its time

    def check(self, output, *options, team="team.toml", map_file="map.h5"):
        done = self.run_viamyo("review", "check", output, "--map", map_file, "--team", team, "--json", *options)
        self.assertIn(done.returncode, (0, 6), done.stdout + done.stderr)
        found = json.loads(done.stdout)
        if "verdict" in found:
            self.assertEqual(done.returncode == 0, found["verdict"] in ("current", "outdated"))
        return found

    def verdict(self, output, *options, **places):
        found = self.check(output, *options, **places)
        return found["verdict"], found["sentence"]

    def keep(self, name, *options, team="team.toml", sheet=True):
        kept = [f"{name}.json", f"{name}.csv", f"{name}.h5", f"{name}.html"]
        (self.folder / kept[0]).write_text(self.output("analyze", "map.h5", "--team", team, "--quiet", *options))
        for output in kept[1:3]:
            self.output("export", "map.h5", "--team", team, "--out", output, "--quiet")
        if not sheet:
            return kept[:3]
        self.output("review", "map.h5", "sheet", "--team", team, "--out", kept[3], "--quiet")
        return kept

    def edit(self, name, edit, to="edited.json"):
        report = json.loads((self.folder / name).read_text())
        edit(report)
        (self.folder / to).write_text(json.dumps(report, ensure_ascii=False))
        return to

    def assert_all(self, outputs, *verdicts):
        for name in outputs:
            found = self.check(name)
            self.assertIn(found["verdict"], verdicts, (name, found["sentence"]))


class TeamChanges(CheckTest):
    confirmed = True

    def test_what_was_upheld_is_withdrawn_once_it_is_void_and_never_contradicted(self):
        self.enrol(C, "cardiac surgeon")
        self.signed("team", "remove", B, "--team", "team.toml")
        left = self.keep("left")
        self.signed("review", "map.h5", "uphold", "--member", B, "--as", C, "--count", "10", "--team", "team.toml", "--reason", "read with them", "--subject", SUBJECT)
        upheld = self.keep("upheld")
        self.assert_all(upheld, "current")
        self.signed("team", "remove", B, "--void", "fraud", "--team", "team.toml")
        self.assert_all(upheld, "withdrawn")
        self.assertIn("the team has changed since", self.check("upheld.json")["team_change"])
        self.assert_all(left, "current", "outdated")
        void = self.keep("void")
        self.assert_all(void, "current")
        forged = self.edit("void.json", lambda report: report["review"].update(status="confirmed"))
        self.assertEqual(self.verdict(forged)[0], "contradicted")
        members = json.loads(self.output("team", "list", "--team", "team.toml", "--json"))["members"]
        self.assertEqual([(m["name"], m["retired_in"], m["voided_in"]) for m in members], [(A, None, None), (B, 5, 6), (C, None, None)])
        self.assert_refused(2, ("is void already", "«fraud»"), "team", "remove", B, "--void", "other words", "--team", "team.toml", "--passphrase-fd", "0", input=PASSPHRASE)
        self.assert_all(void, "current")

    def test_outputs_of_every_moment_stay_honest(self):
        """Members come, go, are upheld and voided, change keys; words are taken back: what was kept at each moment was true then."""
        kept = self.keep("m0", sheet=False)
        for number, change in enumerate((
                lambda: self.enrol(C, "cardiac surgeon"),
                lambda: self.decide(B, "reject", "R1", "--reason", "poor contact"),
                lambda: self.signed("team", "remove", B, "--team", "team.toml"),
                lambda: self.signed("review", "map.h5", "set-aside", "--member", B, "--reason", "repeated", "--as", C, "--subject", SUBJECT, "--count", "2", "--team", "team.toml"),
                lambda: self.signed("review", "map.h5", "uphold", "--member", B, "--count", "11", "--as", A, "--team", "team.toml"),
                lambda: self.decide(C, "confirm", "R1,R2"),
                lambda: self.signed("team", "remove", B, "--void", "fraud", "--team", "team.toml"),
                lambda: self.decide(A, "withdraw", "R2")), 1):
            change()
            kept += self.keep(f"m{number}", sheet=False)
            self.assert_all(kept, "current", "outdated", "withdrawn")

    def test_an_output_of_the_time_when_the_log_was_away_or_shorter(self):
        lines = self.lines()
        kept = []
        for length in (0, 3):
            self.log.unlink()
            if length:
                self.put_lines(lines[:length])
            for command in (("analyze", "map.h5"), ("review", "map.h5", "sheet", "--out", f"away{length}.html")):
                done = self.run_viamyo(*command, "--team", "team.toml", "--quiet")
                if command[0] == "analyze":
                    (self.folder / f"away{length}.json").write_text(done.stdout)
                    self.assertIn("last seen on this computer", done.stdout)
            kept += [f"away{length}.json", f"away{length}.html"]
            self.put_lines(lines)
        self.assert_all(kept, "outdated")
        self.decide(A, "withdraw", "R1")
        self.assert_all(kept, "outdated")  # more lines are known by now than were missed then
        found = self.edit("away0.json", lambda report: report["review"]["reasons"][0].update(text="the log is gone: " + SETTLED_WORDS))
        self.assertEqual(self.verdict(found)[0], "contradicted")


    def test_an_output_that_was_made_by_an_old_file_of_the_team(self):
        old = self.team.read_bytes()
        for name in (C, "D. Dorn"):
            self.enrol(name, "cardiac surgeon")
            (self.folder / "old.toml").write_bytes(old)
            kept = self.keep(f"old-{name[0]}", team="old.toml")
            self.assertIn("was seen on this computer", (self.folder / kept[0]).read_text())
        for name in ("old-C", "old-D"):
            self.assert_all([f"{name}{ending}" for ending in (".json", ".csv", ".h5", ".html")], "outdated")


class BlindCheck(CheckTest):
    def test_nobody_is_told_what_others_decided_before_their_own_decision(self):
        self.signed("team", "init", "--team", "blind.toml", "--name", "Blind team", "--blind")
        for name in (A, B):
            self.signed("team", "accept", f"{name}.request", "--team", "blind.toml")
        self.log.unlink()
        shutil.rmtree(self.folder / "data/viamyo/heads")
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "blind.toml", "--subject", SUBJECT)
        before = self.keep("before", team="blind.toml")
        for action, words in (("reject", ("R1", "--reason", "not so")), ("reclassify", ("R2", "--to", "infarcted", "--reason", "late"))):
            self.signed("review", "map.h5", action, "--as", A, "--team", "blind.toml", "--item", *words)
        between = self.keep("between", team="blind.toml")
        self.signed("review", "map.h5", "confirm", "--as", A, "--team", "blind.toml", "--item", "R1,R2", "--overturn")
        told = ("1 of 2", "reject", "infarcted", "confirm,", "not so")
        for name in before + between:
            for who in ((), ("--as", B)):
                for form in ((), ("--json",)):
                    done = self.run_viamyo("review", "check", name, "--map", "map.h5", "--team", "blind.toml", *who, *form)
                    self.assertEqual(done.returncode, 6 if name in between else 0, done.stdout + done.stderr)
                    for word in told:
                        self.assertNotIn(word, done.stdout.replace("partly_confirmed,", ""), (name, who, form))
                    self.assertIn("told to nobody before their own decision", done.stdout)
        self.assertIn("R1 was 1 of 2 reject and is 1 of 2 confirm now", self.check("between.json", "--as", A, team="blind.toml")["sentence"])
        # Whoever edits an output to ask what stands in its place is not told either.
        for said in ("no", None):
            def ask(report, said=said):
                report["regions"][0]["review"] = said
                report["review"]["items"] = said
            done = self.run_viamyo("review", "check", self.edit("between.json", ask), "--map", "map.h5", "--team", "blind.toml", "--as", B)
            self.assertIn("contradicted", done.stdout)
            self.assertIn("and that is not so", done.stdout)
            self.assertNotIn("by log and analysis", done.stdout)
        self.signed("review", "map.h5", "confirm", "--as", B, "--team", "blind.toml", "--item", "R1", "--subject", SUBJECT)
        found = self.check("before.json", "--as", B, team="blind.toml")
        self.assertEqual([item["id"] for item in found["items"]], ["R1"])  # settled now: open to all


class Forms(CheckTest):
    confirmed = True

    def assert_refused_values(self, name, edits, *verdicts):
        for words, edit in edits.items():
            with self.subTest(words):
                found = self.check(self.edit(name, edit))
                self.assertIn(found["verdict"], verdicts or ("contradicted",), found)
                self.assertIn(words, found["sentence"])

    def test_a_report_names_its_own_point_of_the_log_and_whole_counts(self):
        self.keep("kept")
        digest = json.loads(self.output("review", "map.h5", "history", "--team", "team.toml", "--json"))["lines"][4]["digest"]
        self.assert_refused_values("kept.json", {
            "it says confirmed": lambda r: r["review"]["log"].update(head=None),
            "by this log and team": lambda r: r["review"]["log"].update(head=digest),
            "review.settled is 10.000001": lambda r: r["review"].update(settled=r["review"]["settled"] + 0.000001),
            "review.members is 2.0": lambda r: r["review"].update(members=2.0),
            "segments[1].points": lambda r: r["segments"][0].update(points=r["segments"][0]["points"] + 1e-7),
            "map.visit is null": lambda r: r["map"].update(visit=None),
            "map.visit is \"\"": lambda r: r["map"].update(visit=""),
            "map.file is": lambda r: r["map"].update(file=f"FOR REVIEW ONLY - {SETTLED_WORDS}\n(no review needed)"),
            "map.file is \"\"": lambda r: r["map"].update(file=""),
            "map.file is \"a\u202eb\"": lambda r: r["map"].update(file="a\u202eb"),
            "review.log.file is": lambda r: r["review"]["log"].update(file="a\u0007"),
            "review.log.file is null": lambda r: r["review"]["log"].update(file=None)})

    def test_a_file_that_was_called_otherwise_is_the_same_map(self):
        odd = "odd\nname.h5"
        shutil.copy(self.map, self.folder / odd)
        shutil.copy(self.log, self.folder / f"{odd}.review.jsonl")
        (self.folder / "odd.json").write_text(self.output("analyze", odd, "--team", "team.toml", "--quiet"))
        self.assertEqual(self.verdict("odd.json", map_file=odd)[0], "current")
        moved = self.edit("odd.json", lambda r: (r["map"].update(file="/elsewhere/map 7.h5"), r["review"]["log"].update(file="/elsewhere/7.jsonl")))
        self.assertEqual(self.verdict(moved)[0], "current")

    def test_a_sheet_is_for_the_eyes_of_a_member(self):
        self.assert_refused(2, ("no member",), "review", "map.h5", "sheet", "--team", "team.toml", "--as", "Z. Zed", "--out", "z.html")
        self.output("review", "map.h5", "sheet", "--team", "team.toml", "--as", B, "--out", "kept.html", "--quiet")
        page = (self.folder / "kept.html").read_text()
        self.assertEqual(self.verdict("kept.html")[0], "current")
        self.assertIn(f'"looker":"{B}"', page)
        for looker in (SETTLED_WORDS, "Z. Zed", "\u202e"):
            (self.folder / "edited.html").write_text(page.replace(f'"looker":"{B}"', f'"looker":"{looker}"'))
            found = self.verdict("edited.html")
            self.assertEqual(found[0], "contradicted", found)

    def test_a_team_that_an_output_names_is_asked_for(self):
        self.log.unlink()
        shutil.rmtree(self.folder / "data/viamyo/heads")
        self.keep("kept")
        for name in ("kept.json", "kept.html"):
            self.assert_refused(2, ("--team",), "review", "check", name, "--map", "map.h5")

    def test_a_name_of_a_file_that_holds_a_word_of_a_review_is_told(self):
        self.keep("kept", sheet=False)
        for key in ("map", "log"):
            place = (lambda r: r["map"]) if key == "map" else (lambda r: r["review"]["log"])
            found = self.check(self.edit("kept.json", lambda r, place=place: place(r).update(file=SETTLED_WORDS)))
            self.assertEqual(found["verdict"], "current")
            self.assertIn(f"whether a file was called \u00ab{SETTLED_WORDS}\u00bb then", found["not_compared"])

    def test_a_sheet_ends_where_it_ends_and_says_why_it_has_no_pictures(self):
        self.program = self.whole
        self.output("review", "map.h5", "sheet", "--team", "team.toml", "--out", "kept.html", "--quiet")
        page = (self.folder / "kept.html").read_text()
        bare = re.sub(r"<figure>.*?</figure>\n?", "", page, flags=re.S)
        for words, edited in (("empty lines", page + "\n\n"), ("", bare)):
            self.assertNotEqual(edited, page)
            (self.folder / "edited.html").write_bytes(edited.encode())
            found = self.verdict("edited.html")
            self.assertEqual(found[0], "contradicted", found)
            self.assertIn(words, found[1])

    # Tables of a run

    def test_rows_of_a_table_name_their_point_of_the_log_and_their_visit(self):
        self.output("analyze", "map.h5", "--team", "team.toml", "--out", "run", "--quiet")
        for table in ("summary", "regions", "zones", "segments"):
            lines = (self.folder / f"run/{table}.csv").read_text().splitlines()
            header, first = lines[0].split(","), lines[1].split(",")
            for column in ("visit", "review_log_head", "items_confirmed", "file"):
                if "\"" in lines[1].split(first[header.index("fingerprint")])[0]:
                    self.fail("a cell in quotes before the columns that are edited")
                at, with_quotes = header.index(column), [line.split(",") for line in lines[1:]]
                if column == "review_log_head":
                    old = first[at] if len(first[at]) == 64 else next(cell for cell in first if len(cell) == 64 and cell != first[header.index("fingerprint")])
                    edited = "\n".join([lines[0], *(line.replace(old, "") for line in lines[1:])]) + "\n"
                elif column == "items_confirmed":
                    status = "confirmed," + next(str(n) for n in range(99) if f",confirmed,{n},0,0,0," in lines[1])
                    edited = "\n".join([lines[0], *(line.replace(f",{status},", f",{status}.000001,") for line in lines[1:])]) + "\n"
                else:
                    new = "" if column == "visit" else "\"a\nb\""
                    edited = "\n".join([lines[0], *(",".join([*cells[:at], new, *cells[at + 1:]]) for cells in with_quotes)]) + "\n"
                with self.subTest(table=table, column=column):
                    self.assertNotEqual(edited.rstrip(), "\n".join(lines).rstrip())
                    (self.folder / "edited.csv").write_text(edited)
                    done = self.run_viamyo("review", "check", "edited.csv", "--team", "team.toml", "--json", *(("--map", "map.h5") if column != "file" else ("--map", "map.h5")))
                    if column == "file":
                        self.assertNotEqual(done.returncode, 0, done.stdout)
                    else:
                        self.assertEqual(done.returncode, 6, done.stdout + done.stderr)
                        self.assertEqual({entry["verdict"] for entry in json.loads(done.stdout)["maps"]}, {"contradicted"}, done.stdout)

    def test_rows_that_failed_are_counted_and_have_no_place_for_a_review(self):
        shutil.copy(SAMPLES / "normal.h5", self.folder / "other.h5")
        (self.folder / "confirmed.h5").write_text("no map")
        self.run_viamyo("analyze", "map.h5", "confirmed.h5", "--team", "team.toml", "--out", "run", "--quiet")
        done = self.run_viamyo("review", "check", "run/summary.csv", "--team", "team.toml", "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        found = json.loads(done.stdout)
        self.assertEqual([(row["line"], row["file"], row["verdict"]) for row in found["failed_rows"]], [(3, "confirmed.h5", None)])
        self.assertIn("could not be analysed, and was not compared", self.run_viamyo("review", "check", "run/summary.csv", "--team", "team.toml").stdout)
        text = (self.folder / "run/summary.csv").read_text()
        columns = text.split("\n")[0].count(",") + 1
        for error, whose in ((SETTLED_WORDS, "m"), ("unreadable", SETTLED_WORDS), ("\u0421ONFIRMED by all", "m"), ("R E V I E W E D", "m")):
            row = ["map.h5", "failed", f'"{error}"', f'"{whose}"', "", ""] + [""] * (columns - 6)
            (self.folder / "edited.csv").write_text(text + ",".join(row) + "\n")
            done = self.run_viamyo("review", "check", "edited.csv", "--team", "team.toml")
            self.assertEqual(done.returncode, 6, done.stdout)
            self.assertIn("line 4: unknown: it says that file: «map.h5» could not be analysed", done.stdout)

    # Texts behind a NUL

    def test_what_stands_behind_the_end_of_a_text_in_an_exported_map(self):
        self.keep("kept")

        def fixed(value, padding=h5py.h5t.STR_NULLTERM):
            kind = h5py.h5t.C_S1.copy()
            kind.set_size(300)
            kind.set_strpad(padding)
            return kind, numpy.frombuffer(value.ljust(300, b"\0"), dtype="S300")

        def dataset(path, behind, padding=h5py.h5t.STR_NULLTERM):
            def edit(file):
                old = file[path]
                attributes, value = dict(old.attrs), old[0] if old.shape else old[()]
                value = value.encode() if isinstance(value, str) else value
                kind, data = fixed(value + behind, padding)
                space = h5py.h5s.create_simple((1,)) if old.shape else h5py.h5s.create(h5py.h5s.SCALAR)
                del file[path]
                h5py.h5d.create(file.id, path.encode(), kind, space).write(h5py.h5s.ALL, h5py.h5s.ALL, data, kind)
                file[path].attrs.update(attributes)
            return edit

        def attribute(path, name, behind, padding=h5py.h5t.STR_NULLTERM):
            def edit(file):
                value = file[path].attrs[name]
                value = value.encode() if isinstance(value, str) else bytes(value)
                del file[path].attrs[name]
                kind, data = fixed(value + behind, padding)
                h5py.h5a.create(file[path].id, name.encode(), kind, h5py.h5s.create(h5py.h5s.SCALAR)).write(data, kind)
            return edit

        behind = b"\0" + SETTLED_WORDS.encode()
        edits = {}
        for padding in (h5py.h5t.STR_NULLTERM, h5py.h5t.STR_NULLPAD, h5py.h5t.STR_SPACEPAD):
            edits[f"Notice {padding}"] = dataset("VTKHDF/FieldData/Notice", behind, padding), "contradicted"
            edits[f"subject {padding}"] = attribute("Study", "subject_id", behind, padding), "contradicted"
        edits["far behind"] = dataset("VTKHDF/FieldData/SourceSHA256", b"\0" * 100 + SETTLED_WORDS.encode()), "contradicted"
        edits["units"] = attribute("VTKHDF/PointData/UnipolarVoltage", "units", behind), "contradicted"
        edits["padding alone"] = dataset("VTKHDF/FieldData/Notice", b"\0\0"), "current"
        edits["padding of an attribute"] = attribute("Study", "subject_id", b""), "current"
        for words, (edit, expected) in edits.items():
            with self.subTest(words):
                shutil.copy(self.folder / "kept.h5", self.folder / "edited.h5")
                set_digest_aside(self.folder / "edited.h5")
                with h5py.File(self.folder / "edited.h5", "r+") as file:
                    edit(file)
                found = self.verdict("edited.h5")
                self.assertEqual(found[0], expected, found)
                if expected == "contradicted":
                    self.assertIn("behind its end", found[1])

    def test_names_for_numbers_in_an_exported_map(self):
        self.keep("kept", sheet=False)
        for path in ("VTKHDF/PointData/Class", "VTKHDF/PointData/ReviewState"):
            shutil.copy(self.folder / "kept.h5", self.folder / "edited.h5")
            set_digest_aside(self.folder / "edited.h5")
            with h5py.File(self.folder / "edited.h5", "r+") as file:
                attributes, values = dict(file[path].attrs), file[path][:].astype("u1")
                del file[path]
                kind = h5py.enum_dtype({"UNCONFIRMED": 250, **{f"CONFIRMED {i}": int(i) for i in numpy.unique(values) if i != 250}}, basetype=values.dtype)
                file.create_dataset(path, data=values, dtype=kind)
                file[path].attrs.update(attributes)
            found = self.verdict("edited.h5")
            self.assertEqual(found[0], "contradicted", found)
            self.assertIn("names for its numbers", found[1])

    def test_what_stands_behind_a_nul_in_vtks_own_format(self):
        self.program = self.whole
        self.output("export", "map.h5", "--team", "team.toml", "--out", "kept.vtk", "--quiet")
        data = (self.folder / "kept.vtk").read_bytes()
        self.assertEqual(self.verdict("kept.vtk")[0], "current")

        def length(size):  # as VTK writes it
            return bytes([0xC0 | size]) if size < 64 else struct.pack(">H", 0x8000 | size)

        for name in (b"SourceSHA256", b"Program", b"Notice", b"ReviewStatus", b"Class.parameters"):
            at = data.index(b"\n", data.index(b"\n" + name + b" 1 1 string\n") + 1) + 1
            kind = data[at] >> 6
            size, head = (data[at] & 63, 1) if kind == 3 else (struct.unpack(">H", data[at:at + 2])[0] & 0x3FFF, 2)
            text = data[at + head:at + head + size]
            self.assertIn(kind, (2, 3))
            more = text + b"\0" + SETTLED_WORDS.encode()
            (self.folder / "edited.vtk").write_bytes(data[:at] + length(len(more)) + more + data[at + head + size:])
            found = self.verdict("edited.vtk")
            self.assertEqual(found[0], "contradicted", (name, found))

    # Pictures

    def test_thin_lines_that_were_painted_on_flat_ground(self):
        self.program = self.whole
        self.output("render", "map.h5", "--team", "team.toml", "--overlay", "class", "--size", "640x480", "--out", "kept.png")
        chunks = png_chunks.read_chunks(self.folder / "kept.png")
        width, _, rows = png_chunks.pixels_of(chunks)
        for colour in ((60, 120, 90), (30, 36, 40), (0, 0, 0)):
            painted = [bytearray(row) for row in rows]
            for x in range(10, 100, 9):  # upright strokes, one pixel wide
                for y in range(250, 264):
                    painted[y][4 * x:4 * x + 3] = bytes(colour)
            png_chunks.write_chunks(self.folder / "edited.png", png_chunks.with_pixels(chunks, painted))
            found = self.verdict("edited.png")
            self.assertEqual(found[0], "contradicted", (colour, found))
            self.assertIn("where no edge is near", found[1])


if __name__ == "__main__":
    unittest.main()
