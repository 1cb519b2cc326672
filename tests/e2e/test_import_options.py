"""What the user may say about marks, columns and parts of a source, on the command line."""

import h5py
import numpy

from test_import import CORPUS, ImportTest

CORNERS = ((30, 0, 0), (-30, 0, 0), (0, 30, 0), (0, -30, 0), (0, 0, 30), (0, 0, -30))


class Options(ImportTest):
    def table(self, titles, row, name="points.csv"):
        lines = [",".join(("id", "x", "y", "z", *titles))]
        lines += [",".join(map(str, (f"P{p}", *corner, *row(p)))) for p, corner in enumerate(CORNERS)]
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n")
        return path

    def points(self, source, *options):
        report, out = self.imported(source, *options)
        with h5py.File(out) as file:
            return {name: data[()] for name, data in file["MappingPoints"].items() if isinstance(data, h5py.Dataset)}

    def test_marks_of_the_user(self):
        source = self.table(("uv_mv", "lat_ms"), lambda p: (5 + p, 999 if p == 2 else p))
        self.assertEqual(self.points(source)["LocalActivationTime"][2], 999)
        self.assertEqual(self.points(source, "--no-value", "999")["LocalActivationTime"][2], 999, "which a time can be")
        self.assertTrue(numpy.isnan(self.points(source, "--no-value", "LocalActivationTime=999")["LocalActivationTime"][2]))
        for wrong in ("x", "UnipolarVoltage=", "=5"):
            self.assert_refused(2, ("--no-value",), "import", source, f"--no-value={wrong}", "--out", "x.h5")

    def test_columns_of_the_user(self):
        source = self.table(("uv_mv", "quality"), lambda p: (5 + p, p))
        self.assertNotIn("quality", self.points(source))
        self.assertEqual(list(self.points(source, "--keep-column", "quality")["quality"]), [0, 1, 2, 3, 4, 5])
        self.assert_refused(2, ("--keep-column nothing",), "import", source, "--keep-column", "nothing", "--out", "x.h5")

    def test_values_that_cannot_be(self):
        source = self.table(("uv_mv", "bv_mv"), lambda p: (500 + p, 5))
        self.assertNotIn("UnipolarVoltage", self.points(source))
        self.assert_refused(3, ("6 of 6 values outside 0 to 200 mV",), "import", source, "--strict", "--out", "x.h5")
        self.assertEqual(self.points(source, "--keep-impossible")["UnipolarVoltage"][0], 500)
        self.assertAlmostEqual(float(self.points(source, "--units", "voltage=uV")["UnipolarVoltage"][0]), 0.5, 6)

    def test_excluded_points_stay_excluded_whatever_the_word(self):
        word = {True: "True", False: "False"}
        numbers = self.table(("uv_mv", "accepted"), lambda p: (5 + p, int(p % 2 == 0)), "numbers.csv")
        words = self.table(("uv_mv", "accepted"), lambda p: (5 + p, word[p % 2 == 0]), "words.csv")
        self.assertEqual(list(self.points(words)["Accepted"]), [1, 0, 1, 0, 1, 0])
        first, second = (self.analysis(source, "--set", "criteria=voltage") for source in (numbers, words))
        self.assertEqual(first["regions"], second["regions"])

    def test_electrograms_can_be_left_out(self):
        with_them = self.points(CORPUS / "valid/carto-study", "--map", "1-LV")
        _, out = self.imported(CORPUS / "valid/carto-study", "--map", "1-LV", "--without", "electrograms")
        with h5py.File(out) as file:
            self.assertNotIn("Electrograms", file["MappingPoints"])
            self.assertEqual(list(file["MappingPoints/UnipolarVoltage"]), list(with_them["UnipolarVoltage"]))
        self.assert_refused(2, ("--without surface",), "import", CORPUS / "valid/carto-study", "--without", "surface", "--out", "x.h5")

    # Meshes whose vertices and triangles are there twice, chambers, points and further files beside a surface.

    def notes(self, report, kind=None):
        return [note["text"] for note in report["notes"] if kind in (None, note["kind"])]

    def soup(self):
        """The octahedron of the table with three vertices for each triangle, its first triangle twice."""
        faces = [(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)]
        faces.append(faces[0])
        lines = ["ply", "format ascii 1.0", f"element vertex {3 * len(faces)}", *(f"property float {axis}" for axis in "xyz"),
                 "property float UnipolarVoltage", f"element face {len(faces)}", "property list uchar int vertex_indices", "end_header"]
        lines += [f"{x} {y} {z} {5 + corner}" for face in faces for corner in face for x, y, z in [CORNERS[corner]]]
        lines += [f"3 {3 * f} {3 * f + 1} {3 * f + 2}" for f in range(len(faces))]
        path = self.folder / "soup.ply"
        path.write_text("\n".join(lines) + "\n")
        return path

    def test_a_mesh_is_welded_unless_it_is_kept(self):
        welded, small = self.imported(self.soup())
        kept, large = self.imported(self.folder / "soup.ply", "--keep-mesh")
        told = self.notes(welded, "converted")
        self.assertIn("mesh: 21 vertices made one with an earlier vertex at the same place, of the same values (--keep-mesh keeps them)", told)
        self.assertTrue(any(note.startswith("mesh: 1 triangle left out, 1 on the same three places") for note in told), told)
        self.assertEqual([note for note in self.notes(kept) if note.startswith("mesh:")], [])
        sizes = []
        for path in (small, large):
            with h5py.File(path) as file:
                sizes.append((int(file["VTKHDF/NumberOfPoints"][0]), int(file["VTKHDF/NumberOfCells"][0])))
        self.assertEqual(sizes, [(6, 8), (27, 9)])
        first, second = self.analysis(small), self.analysis(large)
        for key in ("area_mm2", "mapped_area_mm2", "end_diastolic_volume_ml"):
            self.assertAlmostEqual(first["surface"][key], second["surface"][key], 6, key)
        self.assertEqual(len(first["regions"]), len(second["regions"]))

    def test_the_chamber_is_the_users_to_name(self):
        source = self.table(("uv_mv",), lambda p: (5 + p,), "map.csv")
        for given, stored, said in ((None, None, "chamber not told: nothing says that this is a left ventricle"),
                                    ("LV", "LV", "chamber: LV, as the user says"), ("lv", "LV", "chamber: LV, as the user says"),
                                    ("RA", "RA", "chamber: RA, as the user says"), ("Fontan", "Fontan", "chamber: Fontan, as the user says")):
            with self.subTest(given=given):
                options = () if given is None else ("--chamber", given)
                report, out = self.imported(source, *options)
                self.assertTrue(any(note.startswith(said) for note in self.notes(report)), self.notes(report))
                analysis = self.analysis(out)
                self.assertEqual(analysis["map"]["chamber"], stored)
                codes = [warning["code"] for warning in analysis["warnings"]]
                self.assertEqual("chamber_not_told" in codes, stored != "LV")
                text = self.output("analyze", "--text", source, *options)
                self.assertEqual(("chamber not told" in text, "not a left ventricle" in text), (given is None, given in ("RA", "Fontan")))
        for wrong in ("left ventricle", "unknown", "L/V", "x" * 17):
            self.assert_refused(2, ("--chamber", "must be a short word"), "import", source, "--chamber", wrong, "--out", "x.h5")

    def test_points_of_a_table_beside_a_surface(self):
        points = self.table(("uv_mv", "patient", "quality"), lambda p: (5 + p, "Doe", p))
        report, out = self.imported(CORPUS / "valid/mesh.obj", "--points", points)
        with h5py.File(out) as file:
            self.assertEqual(list(file["MappingPoints/UnipolarVoltage"]), [5, 6, 7, 8, 9, 10])
            self.assertEqual(int(file["VTKHDF/NumberOfCells"][0]), 8)
        self.assertFalse(any("reconstructed" in note for note in self.notes(report)), "the surface is that of the mesh")
        left_out = " ".join(self.notes(report, "left_out"))
        self.assertTrue("patient" in left_out and "quality" in left_out and "Doe" not in left_out, left_out)
        # Those of the source go, which is told.
        report, out = self.imported(CORPUS / "valid/carto-study", "--map", "1-LV", "--points", points)
        self.assertIn("the 3 points of the source: those of points.csv take their place", self.notes(report, "dropped"))
        with h5py.File(out) as file:
            self.assertEqual(len(file["MappingPoints/UnipolarVoltage"]), 6)
        for options, code, words in ((("--points", "nowhere.csv"), 3, ("nowhere.csv",)),
                                     (("--points", CORPUS / "malformed/no-x.csv"), 3, ("no-x.csv",))):
            self.assert_refused(code, words, "import", CORPUS / "valid/mesh.obj", *options, "--out", "x.h5")

    def test_further_files_of_the_same_surface(self):
        report, out = self.imported(CORPUS / "valid/DxLandmarkGeo.xml", "--add", CORPUS / "valid/text.ply", "--add", CORPUS / "valid/little.ply")
        self.assertIn("text.ply: UnipolarVoltage", self.notes(report, "read"))
        self.assertEqual([note for note in self.notes(report) if "little.ply" in note], [], "the same once more")
        with h5py.File(out) as file:
            self.assertLessEqual({"UnipolarVoltage", "BipolarVoltage"}, set(file["VTKHDF/PointData"]))
        report, out = self.imported(CORPUS / "valid/carto.mesh", "--add", CORPUS / "valid/text.ply")
        self.assertIn("text.ply: its UnipolarVoltage is called UnipolarVoltage of text, beside the other of that name", self.notes(report, "converted"))
        with h5py.File(out) as file:
            self.assertIn("UnipolarVoltage of text", file["VTKHDF/PointData"])
        self.assert_refused(3, ("binary.stl: is not an export of the same surface",), "import", CORPUS / "valid/DxLandmarkGeo.xml", "--add",
                            CORPUS / "valid/binary.stl", "--out", "x.h5")
        self.assert_refused(3, ("nowhere.ply",), "import", CORPUS / "valid/DxLandmarkGeo.xml", "--add", "nowhere.ply", "--out", "x.h5")
