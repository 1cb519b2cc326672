"""`review check` takes an output as a closed set: whatever Viamyo would not have written is a contradiction that is named, wherever it stands."""

import base64
import json
import pathlib
import re
import shutil
import struct
import sys
import unittest
import zlib

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

import h5py

import png_chunks
from command_line import NOTICE, SAMPLES, set_digest_aside
from review_program import A, B, ReviewProgramTest


class ClosedOutputs(ReviewProgramTest):
    confirmed = True

    def verdict(self, name, *options):
        done = self.run_viamyo("review", "check", name, "--map", "map.h5", "--team", "team.toml", "--json", *options)
        self.assertIn(done.returncode, (0, 6), done.stdout + done.stderr)
        return json.loads(done.stdout)

    def assert_current(self, name):
        found = self.verdict(name)
        self.assertEqual(found["verdict"], "current", found["sentence"])
        return found

    def assert_contradicted(self, name, *words):
        found = self.verdict(name)
        self.assertEqual(found["verdict"], "contradicted", found["sentence"])
        for word in words:
            self.assertIn(word, found["sentence"])

    def export(self, name):
        self.output("export", "map.h5", "--team", "team.toml", "--out", name)
        return self.folder / name

    # JSON

    def test_a_key_that_stands_twice(self):
        text = self.output("analyze", "map.h5", "--team", "team.toml")
        (self.folder / "kept.json").write_text(text)
        self.assert_current("kept.json")
        for before, after, key in (('"status": "confirmed"', '"status": "partly_confirmed", "status": "confirmed"', "status"),
                                   ('"regions": [', '"regions": [], "regions": [', "regions"),
                                   ('"id": "R1"', '"id": "R9", "id": "R1"', "id")):
            (self.folder / "edited.json").write_text(text.replace(before, after, 1))
            self.assert_contradicted("edited.json", f"it says {key} twice")

    def test_what_may_be_otherwise_has_a_form_all_the_same(self):
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml"))
        edits = {"viamyo_version": lambda r: r.update(viamyo_version="0.1.0, approved by all"),
                 "map.file": lambda r: r["map"].update(file=["map.h5", "approved"]),
                 "map.sha256": lambda r: r["map"].update(sha256="approved"),
                 "excluded points": lambda r: r["map"].update(points_excluded=[{"rule": "approved", "points": 0, "left_out": 0}]),
                 "no rule leaves points out by": lambda r: r["map"].update(points_excluded=[{"rule": "approved", "points": 0, "left_out": 0, "unknown": 0}]),
                 "warnings has": lambda r: r["warnings"].append({"code": "noted", "text": "/R1: approved by everybody"}),
                 "review.reasons": lambda r: r["review"]["reasons"].append({"line": None, "text": "approved by everybody"}),
                 "review.approved": lambda r: r["review"].update(approved="by everybody"),
                 "review.members": lambda r: r["review"].update(members=9)}
        for words, edit in edits.items():
            edited = json.loads(json.dumps(report))
            edit(edited)
            (self.folder / "edited.json").write_text(json.dumps(edited))
            self.assert_contradicted("edited.json", words)

    def test_points_that_rules_left_out_are_counted_again(self):
        rules = ("--exclude", "surface_distance>2")
        (self.folder / "kept.json").write_text(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet", *rules))
        report = json.loads((self.folder / "kept.json").read_text())
        excluded = report["map"]["points_excluded"]
        self.assertGreater(excluded[0]["left_out"], 0)
        found = self.verdict("kept.json", *rules)
        self.assertEqual(found["verdict"], "superseded", found)  # nobody proposed them
        excluded[0]["unknown"] = 5
        (self.folder / "edited.json").write_text(json.dumps(report))
        self.assertEqual(self.verdict("edited.json", *rules)["verdict"], "contradicted")

    # Pictures

    def draw(self, name="kept.png", *options):
        self.output("render", "map.h5", "--team", "team.toml", "--out", name, *(options or ("--overlay", "class", "--size", "640x480")))
        return png_chunks.read_chunks(self.folder / name)

    def test_a_chunk_that_no_picture_has(self):
        chunks = self.draw()
        self.assert_current("kept.png")
        place = next(i for i, (kind, _) in enumerate(chunks) if kind == b"IDAT")
        strangers = [(b"tEXt", b"viamyo:review_status\0approved"), (b"tEXt", b"Comment\0Confirmed by everybody"),
                     (b"zTXt", b"Comment\0\0" + zlib.compress(b"Confirmed by everybody")),
                     (b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(b"Confirmed by everybody")),
                     (b"iTXt", b"viamyo:review_status\0\0\0de\0Stand\0confirmed"), (b"eXIf", b"MM\0*\0\0\0\x08\0\0\0\0\0\0"), (b"tIME", b"\x07\xe9\1\1\1\1\1"),
                     (b"iCCP", b"x\0\0" + zlib.compress(b"profile")), (b"acTL", struct.pack(">II", 2, 0)), (b"fdAT", b"\0\0\0\1"), (b"viAm", b"approved")]
        for kind, data in strangers:
            with self.subTest(kind=kind, data=data):
                png_chunks.write_chunks(self.folder / "edited.png", chunks[:place] + [(kind, data)] + chunks[place:])
                self.assert_contradicted("edited.png", kind.decode())
        for key, words in (("viamyo:review_status", "viamyo:review_status twice"), ("viamyo:approved", 'no picture says "viamyo:approved')):
            png_chunks.write_chunks(self.folder / "edited.png", chunks[:place] + [png_chunks.text_chunk(key, "yes")] + chunks[place:])
            self.assert_contradicted("edited.png", words)

    def test_a_damaged_or_lengthened_picture(self):
        chunks = self.draw()
        png_chunks.write_chunks(self.folder / "behind.png", chunks, b"approved by everybody")
        self.assert_contradicted("behind.png", "21 bytes stand behind its end")
        data = bytearray((self.folder / "kept.png").read_bytes())
        at = data.index(b"unipolar") if b"unipolar" in data else data.index(b"viamyo:thresholds")
        data[at] ^= 1
        (self.folder / "bit.png").write_bytes(data)
        self.assert_contradicted("bit.png")
        data[at] ^= 1
        end = data.rindex(b"IEND")
        data[end + 4] ^= 1
        (self.folder / "crc.png").write_bytes(data)
        self.assert_contradicted("crc.png", "checksum")

    def test_colours_that_would_be_shown_otherwise(self):
        chunks = self.draw()
        for kind in (b"gAMA", b"cHRM", b"sRGB"):
            png_chunks.write_chunks(self.folder / "edited.png", [(k, bytes([data[0] ^ 1]) + data[1:]) if k == kind else (k, data) for k, data in chunks])
            self.assert_contradicted("edited.png", kind.decode())

    def test_texts_and_options_that_were_changed(self):
        chunks = self.draw()
        options = json.loads(png_chunks.texts_of(chunks)["viamyo:options"])
        view = options["views"][0]
        edits = {"thresholds": dict(viamyo_thresholds="Infarcted below 1 mV"), "notice": dict(viamyo_notice="Reviewed."),
                 "version": dict(viamyo_version="0.1.0 approved"),
                 "which is not its direction": dict(viamyo_options={**options, "views": [{**view, "title": "Confirmed by everybody"}]}),
                 "which is not its length": dict(viamyo_options={**options, "path_mm": [[0, 0, 0], [9, 0, 0]], "path_label": "CONFIRMED"}),
                 "as a picture's are": dict(viamyo_options={**options, "approved": True}), "drawn again": dict(viamyo_options={**options, "theme": "light"}),
                 "pixels large": dict(viamyo_options={**options, "width": 700})}
        for words, edit in edits.items():
            with self.subTest(words):
                edit = {key: value if isinstance(value, str) else json.dumps(value, separators=(",", ":")) for key, value in edit.items()}
                png_chunks.write_chunks(self.folder / "edited.png", png_chunks.with_texts(chunks, **edit))
                self.assert_contradicted("edited.png", words)

    def test_a_picture_that_was_painted_over(self):
        chunks = self.draw()
        width, height, rows = png_chunks.pixels_of(chunks)
        png_chunks.write_chunks(self.folder / "edited.png", png_chunks.with_pixels(chunks, rows))
        self.assert_current("edited.png")  # packed otherwise, the same picture
        for left, top, size in ((8, 40, 14), (width // 2, height // 2, 20), (width - 40, height - 40, 12)):
            painted = [bytearray(row) for row in rows]
            for y in range(top, top + size):
                for x in range(left, left + size):
                    painted[y][4 * x:4 * x + 3] = bytes(255 - value for value in painted[y][4 * x:4 * x + 3])
            png_chunks.write_chunks(self.folder / "edited.png", png_chunks.with_pixels(chunks, painted))
            self.assert_contradicted("edited.png", "drawn again from its options it looks otherwise at ")

    def test_every_kind_of_picture_is_drawn_again(self):
        for options in (("--layout", "quad", "--size", "1280x900"), ("--layout", "bullseye", "--size", "900x700"), ("--layout", "pair", "--theme", "light", "--size", "1000x600"),
                        ("--overlay", "shortening", "--beat", "0.5", "--segments", "--landmarks", "--band", "--mesh-edges"),
                        ("--overlay", "unipolar", "--view", "30,-20", "--range", "unipolar=1,20", "--palette", "viridis", "--opacity", "0.5"),
                        ("--overlay", "agreement", "--clip", "--unlit", "--no-points", "--no-borders", "--no-zones", "--transparent", "--scale", "1.25")):
            with self.subTest(options):
                self.draw("kept.png", *options)
                self.assertIsNone(self.assert_current("kept.png")["not_compared"])

    def test_where_nothing_can_be_drawn_it_says_what_was_not_compared(self):
        self.draw()
        beside = pathlib.Path(self.program).resolve().parent
        alone = self.folder / "alone"
        alone.mkdir()
        for name in ("viamyo", "viamyo-reader"):
            shutil.copy(beside / name, alone / name)
        self.program = alone / "viamyo"
        found = self.verdict("kept.png")
        self.assertEqual(found["verdict"], "current")
        self.assertIn("dots and colours were not compared", found["not_compared"])

    # Exported maps

    def change(self, edit):
        shutil.copy(self.folder / "kept.h5", self.folder / "edited.h5")
        set_digest_aside(self.folder / "edited.h5")
        with h5py.File(self.folder / "edited.h5", "r+") as file:
            edit(file)
        return "edited.h5"

    def test_whatever_stands_in_an_exported_map(self):
        self.export("kept.h5")
        self.assert_current("kept.h5")
        text = h5py.string_dtype("utf-8")

        def attribute(path, name, value):
            return lambda file: file[path].attrs.update({name: value})

        edits = {"/Approved": lambda file: file.create_group("Approved"), "/VTKHDF/Approved": lambda file: file["VTKHDF"].create_dataset("Approved", data=[1.0]),
                 "/VTKHDF/FieldData/Approved": lambda file: file["VTKHDF/FieldData"].create_dataset("Approved", data=["by everybody"], dtype=text),
                 "/VTKHDF/FieldData@approved": attribute("VTKHDF/FieldData", "approved", "yes"),
                 "/VTKHDF/FieldData/Notice@approved": attribute("VTKHDF/FieldData/Notice", "approved", "yes"),
                 "/VTKHDF/PointData/Class@approved": attribute("VTKHDF/PointData/Class", "approved", "yes"), "/@approved": attribute("/", "approved", "yes"),
                 "/Study@description": attribute("Study", "description", "Confirmed by everybody"), "/Study@acquired": attribute("Study", "acquired", "1999-01-01"),
                 "/VTKHDF/PointData/UnipolarVoltage@parameters": attribute("VTKHDF/PointData/UnipolarVoltage", "parameters", '{"approved": true}'),
                 "a comment at it": lambda file: h5py.h5o.set_comment(file["VTKHDF/PointData"].id, b"Confirmed by everybody"),
                 "MappingPoints/UnipolarVoltage": lambda file: file["MappingPoints/UnipolarVoltage"].__setitem__(slice(0, 1), 99.0),
                 "Landmarks/Apex": lambda file: file["Landmarks/Apex"].__setitem__(0, file["Landmarks/Apex"][0] + 1),
                 "how it was made": lambda file: self.add_provenance(file, '{"action":"note","text":"confirmed"}')}
        for words, edit in edits.items():
            with self.subTest(words):
                self.assert_contradicted(self.change(edit), words)
        (self.folder / "behind.h5").write_bytes((self.folder / "kept.h5").read_bytes() + b"approved")
        self.assert_contradicted("behind.h5", "8 bytes stand behind its end")

    @staticmethod
    def add_provenance(file, line):
        lines = [value.decode() if isinstance(value, bytes) else value for value in file["Provenance"][:]]
        del file["Provenance"]
        file.create_dataset("Provenance", data=[line, *lines], dtype=h5py.string_dtype("utf-8"))

    # VTK's formats

    def test_whatever_stands_in_vtks_own_format(self):
        data = self.export("kept.vtk").read_bytes()
        self.assert_current("kept.vtk")
        at = data.index(b"POINT_DATA")
        label = data.index(b"FIELD FieldData ", at)
        counts = data[label:].split(b"\n", 1)[0]
        more = counts.rsplit(b" ", 1)[0] + b" %d" % (int(counts.rsplit(b" ", 1)[1]) + 1)
        count = int(data[at:].split(b"\n", 1)[0].split()[1])
        stranger = b"Approved 1 %d int\n" % count + b"\0\0\0\1" * count + b"\n"
        classes = data.index(b"\nClass 1 ")
        first = data.index(b"\n", classes + 1) + 1
        changed = bytearray(data)
        changed[first + 3] ^= 1
        edits = {"not a medical": data.replace(b"for review only, not a medical device", b"confirmed, no need of review at al", 1),
                 "Notice": data.replace(b"For review only.", b"Reviewed by all.", 1), "Approved": data[:label] + more + data[label + len(counts):] + stranger,
                 "approved by": data + b"approved by everybody\n", "no end": data + b"no end", "of Class": bytes(changed),
                 "beside its classes": data.replace(b'"ReviewStatus":"confirmed"', b'"ReviewStatus":"approved!"', 1),
                 "FIELD FieldData 1": data + b"FIELD FieldData 1\nMore 1 1 string\n\x83yes\n",
                 "Points": data.replace(data[data.index(b"POINTS"):][20:28], b"\0" * 8, 1)}
        for words, edit in edits.items():
            with self.subTest(words):
                (self.folder / "edited.vtk").write_bytes(edit)
                self.assert_contradicted("edited.vtk")

    def test_whatever_stands_in_vtks_xml(self):
        text = self.export("kept.vtp").read_text()
        self.assert_current("kept.vtp")
        offsets = [int(value) for value in re.findall(r'offset="(\d+)"', text)]
        names = re.findall(r'<(?:Data)?Array [^>]*Name="([^"]+)"', text)
        begin = text.index("_", text.index("<AppendedData")) + 1

        def with_text(name, value):
            """The text of an array, in as many letters."""
            at = begin + offsets[names.index(name)]
            head = base64.b64decode(text[at:at + 24])
            size, packed_size = struct.unpack("<4I", head[:16])[2:]
            content = zlib.decompress(base64.b64decode(text[at + 24:at + 24 + (packed_size + 2) // 3 * 4]))
            self.assertEqual(len(content), size)
            packed = zlib.compress(value.encode() + b"\0")
            new = base64.b64encode(struct.pack("<4I", 1, 32768, len(value) + 1, len(packed))).decode() + base64.b64encode(packed).decode()
            old = text[at:begin + offsets[names.index(name) + 1]]
            moved = len(new) - len(old)
            shifted = re.sub(r'offset="(\d+)"', lambda m: f'offset="{int(m[1]) + (moved if int(m[1]) > at - begin else 0)}"', text[:begin])
            return shifted + text[begin:at] + new + text[begin + offsets[names.index(name) + 1]:]

        (self.folder / "same.vtp").write_text(with_text("Notice", NOTICE))
        self.assert_current("same.vtp")
        edits = {"Notice": with_text("Notice", "Confirmed by everybody"), "ReviewStatus": with_text("ReviewStatus", "approved"),
                 "between its elements": text.replace("<PolyData>", "<!-- confirmed --><PolyData>", 1), "approved": text.replace("<PolyData>", '<PolyData approved="yes">', 1),
                 "Approved": text.replace("<PolyData>", "<PolyData><Approved/>", 1), "by everybody": text.replace("<PolyData>", "<PolyData>by everybody", 1),
                 "behind": text + "confirmed by everybody", "<?": text.replace("<PolyData>", "<?confirmed yes?><PolyData>", 1), "DOCTYPE": text.replace("<VTKFile", "<!DOCTYPE confirmed><VTKFile", 1),
                 "data than": text.replace("  </AppendedData>", "QUJD\n  </AppendedData>", 1), "RangeMax": re.sub(r'RangeMax="\d', 'RangeMax="8', text, count=1)}
        for words, edit in edits.items():
            with self.subTest(words):
                self.assertNotEqual(edit, text)
                (self.folder / "edited.vtp").write_text(edit)
                self.assert_contradicted("edited.vtp")

    # Tables of a run

    def run_tables(self, *inputs):
        self.output("analyze", *inputs, "--team", "team.toml", "--out", "run", "--quiet")
        return [f"run/{name}.csv" for name in ("summary", "segments", "regions", "zones")]

    def table_verdicts(self, name, *options):
        done = self.run_viamyo("review", "check", name, "--team", "team.toml", "--json", *options)
        self.assertIn(done.returncode, (0, 6), done.stdout + done.stderr)
        return {entry["map"]: entry for entry in json.loads(done.stdout)["maps"]}

    def test_the_tables_of_a_run_are_compared_row_by_row(self):
        shutil.copy(SAMPLES / "normal.h5", self.folder / "other.h5")
        (self.folder / "broken.h5").write_text("no map")
        self.run_viamyo("analyze", "map.h5", "other.h5", "broken.h5", "--team", "team.toml", "--out", "run", "--quiet")
        tables = [f"run/{name}.csv" for name in ("summary", "segments", "regions", "zones")]
        for name in tables:
            found = self.table_verdicts(name)
            for file, entry in found.items():
                self.assertEqual((entry["verdict"], entry["said"]), ("current", "confirmed" if file == "map.h5" else "unconfirmed"), (name, entry))
        self.assertEqual(set(self.table_verdicts(tables[0])), {"map.h5", "other.h5"})
        self.assertEqual(set(self.table_verdicts(tables[0], "--map", "map.h5")), {"map.h5"})
        text = (self.folder / "run/regions.csv").read_text()
        rows = text.splitlines(keepends=True)
        mine = next(i for i, row in enumerate(rows) if row.startswith("map.h5"))
        edits = {"class": rows[mine].replace(",normal,", ",infarcted,", 1), "rows of the map": "", "as many cells": rows[mine].rstrip("\n") + ",approved\n",
                 "label": rows[mine].replace("R1 basal and mid", "R1 approved and mid", 1)}
        for words, row in edits.items():
            with self.subTest(words):
                self.assertNotEqual(row, rows[mine])
                (self.folder / "edited.csv").write_text("".join(rows[:mine] + [row] + rows[mine + 1:]))
                entry = self.table_verdicts("edited.csv")["map.h5"]
                self.assertEqual(entry["verdict"], "contradicted", entry)
                self.assertIn(words, entry["sentence"])
        (self.folder / "edited.csv").write_text(text.replace("map_id,", "map_id,", 1).replace("\n", ",approved\n", 1))
        self.assert_refused(3, ("edited.csv", "columns"), "review", "check", "edited.csv", "--team", "team.toml")
        self.decide(A, "withdraw", "R1")
        for name in tables:
            self.assertEqual(self.table_verdicts(name, "--map", "map.h5")["map.h5"]["verdict"], "withdrawn")

    # The decision sheet

    def test_a_decision_sheet_is_made_again_and_compared(self):
        self.output("review", "map.h5", "sheet", "--team", "team.toml", "--out", "kept.html")
        self.assertIsNone(self.assert_current("kept.html")["not_compared"])
        page = (self.folder / "kept.html").read_text()
        picture = re.search(r'data:image/png;base64,([^"]+)"', page)[1]
        (self.folder / "one.png").write_bytes(base64.b64decode(picture))
        chunks = png_chunks.read_chunks(self.folder / "one.png")
        width, height, rows = png_chunks.pixels_of(chunks)
        for y in range(height // 2, height // 2 + 24):
            rows[y][4 * (width // 4):4 * (width // 4 + 24)] = b"\0\xff\0\xff" * 24
        png_chunks.write_chunks(self.folder / "one.png", png_chunks.with_pixels(chunks, rows))
        painted = base64.b64encode((self.folder / "one.png").read_bytes()).decode()
        edits = {"its page says": page.replace("</body>", "<p>Approved by everybody.</p>\n</body>", 1), "review.status": page.replace('"status":"confirmed"', '"status":"confirmed_synthetic"', 1),
                 "says status twice": page.replace('"status":"confirmed"', '"status":"unconfirmed","status":"confirmed"', 1),
                 "its page says \"<tr>": page.replace("<td>confirmed</td>", "<td>rejected</td>", 1), "of its picture": page.replace(picture, painted, 1),
                 "<!-- ": page.replace("<body>", "<body><!-- confirmed by everybody -->", 1), "script": page.replace("</body>", "<script>alert(1)</script></body>", 1)}
        for words, edit in edits.items():
            with self.subTest(words):
                self.assertNotEqual(edit, page)
                (self.folder / "edited.html").write_text(edit)
                self.assert_contradicted("edited.html")
        (self.folder / "bare.html").write_text(re.sub(r"<template.*?</template>", "", page, flags=re.S))
        self.assert_refused(3, ("bare.html",), "review", "check", "bare.html", "--map", "map.h5", "--team", "team.toml")
        self.decide(B, "reject", "R1", "--reason", "poor contact")
        self.assertEqual(self.verdict("kept.html")["verdict"], "withdrawn")


if __name__ == "__main__":
    unittest.main()
