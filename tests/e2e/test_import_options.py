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
