"""HDF5 that other programs write: VTKHDF of every version, plain arrays, and native maps in which a known name holds something else."""

import json

import h5py
import numpy

from command_line import CommandLineTest
from test_import import ImportTest

CORNERS = numpy.array([[30, 0, 0], [-30, 0, 0], [0, 30, 0], [0, -30, 0], [0, 0, 30], [0, 0, -30]], "f8")
FACES = numpy.array([[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]])
VALUES = numpy.arange(10, 16, dtype="f4")


def cells(group, faces, partitions=1):
    """Offsets, connectivity and counts of cells; each partition has its own share of the faces and counts its vertices from 0."""
    offsets, connectivity, counts, connected = [], [], [], []
    for share in numpy.array_split(faces, partitions):
        offsets += list(range(0, 3 * len(share) + 1, 3))
        connectivity += list(share.ravel())
        counts.append(len(share))
        connected.append(3 * len(share))
    group["NumberOfCells"], group["NumberOfConnectivityIds"] = numpy.array(counts, "i8"), numpy.array(connected, "i8")
    group["Offsets"], group["Connectivity"] = numpy.array(offsets, "i8"), numpy.array(connectivity, "i8")


class Vtkhdf(ImportTest):
    def file(self, name="other.vtkhdf", kind="PolyData", version=(2, 0), partitions=1, change=None):
        path = self.folder / name
        with h5py.File(path, "w") as file:
            grid = file.create_group("VTKHDF")
            grid.attrs["Version"] = version
            grid.attrs["Type"] = numpy.bytes_(kind)
            grid["NumberOfPoints"] = numpy.array([len(CORNERS)] * partitions, "i8")
            grid["Points"] = numpy.concatenate([CORNERS] * partitions)
            if kind == "PolyData":
                for part in ("Vertices", "Lines", "Strips"):
                    cells(grid.create_group(part), FACES[:0], partitions)
                cells(grid.create_group("Polygons"), FACES, partitions)
            else:
                cells(grid, FACES, partitions)
                grid["Types"] = numpy.full(len(FACES), 5, "u1")
            grid["PointData/UnipolarVoltage"] = numpy.concatenate([VALUES] * partitions)
            grid["CellData/BipolarVoltage"] = numpy.arange(1, 9, dtype="f4")
            if change:
                change(grid)
        return path

    def fields(self, path):
        with h5py.File(path) as file:
            return {name: data[()] for name, data in file["VTKHDF/PointData"].items()}

    def test_both_kinds_of_every_version_arrive(self):
        for kind in ("PolyData", "UnstructuredGrid"):
            for version in ((1, 0), (2, 0), (2, 2), (2, 3)):
                for name in ("other.vtkhdf", "other.hdf", "other.h5", "other.hdf5"):
                    report, out = self.imported(self.file(name, kind, version))
                    self.assertEqual(report["format"], f"VTKHDF {version[0]}.{version[1]}, {kind}")
                    self.assertEqual(list(self.fields(out)["UnipolarVoltage"]), list(VALUES))
                    with h5py.File(out) as file:
                        self.assertEqual(file["VTKHDF/NumberOfCells"][0], len(FACES))

    def test_values_on_cells_are_a_loss_or_carried(self):
        for kind in ("PolyData", "UnstructuredGrid"):
            source = self.file(kind=kind)
            report, _ = self.imported(source)
            self.assertTrue([note for note in report["notes"] if note["loss"] and "BipolarVoltage" in note["text"]], report["notes"])
            self.assert_refused(3, ("--strict",), "import", source, "--strict", "--out", "x.h5")
            _, out = self.imported(source, "--cell-to-point")
            self.assertAlmostEqual(self.fields(out)["BipolarVoltage"][0], (1 + 4 + 5 + 8) / 4, 5)

    def test_partitions_stand_behind_one_another(self):
        for kind in ("PolyData", "UnstructuredGrid"):
            _, out = self.imported(self.file(kind=kind, partitions=2))
            self.assertEqual(sum(self.fields(out)["UnipolarVoltage"] == 15), 2 if len(self.fields(out)["UnipolarVoltage"]) == 12 else 1)

    def test_strips_are_triangles_of_one_orientation(self):
        def as_strips(grid):
            del grid["Polygons"], grid["Strips"], grid["CellData"]
            cells(grid.create_group("Polygons"), FACES[:0])
            strips = grid.create_group("Strips")
            for name, value in (("NumberOfCells", [1]), ("NumberOfConnectivityIds", [6]), ("Offsets", [0, 6]), ("Connectivity", [0, 2, 4, 1, 3, 5])):
                strips[name] = numpy.array(value, "i8")

        _, out = self.imported(self.file(change=as_strips))
        with h5py.File(out) as file:
            self.assertEqual([list(row) for row in file["VTKHDF/Connectivity"][()].reshape(-1, 3)], [[0, 2, 4], [4, 2, 1], [4, 1, 3], [3, 1, 5]])

    def test_of_several_steps_the_first_is_read_and_the_others_are_a_loss(self):
        def more_steps(grid):
            steps = grid.create_group("Steps")
            steps.attrs["NSteps"] = 3
            steps["NumberOfParts"] = numpy.array([1, 1, 1], "i8")

        report, _ = self.imported(self.file(change=more_steps))
        self.assertTrue([note for note in report["notes"] if note["loss"] and "2 time steps behind the first" in note["text"]], report["notes"])

    def test_the_first_step_is_where_its_offset_says(self):
        blocks = numpy.concatenate([VALUES, 2 * VALUES, 3 * VALUES])
        for kind in ("PolyData", "UnstructuredGrid"):
            for first in range(3):
                def steps_of(grid):
                    steps = grid.create_group("Steps")
                    steps.attrs["NSteps"] = 3
                    steps["NumberOfParts"], steps["PointOffsets"] = numpy.array([1, 1, 1], "i8"), numpy.zeros(3, "i8")
                    del grid["PointData/UnipolarVoltage"]
                    grid["PointData/UnipolarVoltage"] = blocks
                    steps["PointDataOffsets/UnipolarVoltage"] = numpy.array([first, (first + 1) % 3, (first + 2) % 3]) * len(VALUES)

                _, out = self.imported(self.file(kind=kind, change=steps_of))
                self.assertEqual(list(self.fields(out)["UnipolarVoltage"]), list((first + 1) * VALUES), (kind, first))

        def beyond(grid):
            steps = grid.create_group("Steps")
            steps.attrs["NSteps"] = 2
            steps["PointDataOffsets/UnipolarVoltage"] = numpy.array([3, 0])
        self.assert_refused(3, ("has 6 values for 6 points",), "import", self.file(change=beyond), "--out", "x.h5")

    def test_a_known_name_in_a_type_that_is_no_number_is_a_loss(self):
        types = {"boolean": VALUES > 12, "text": numpy.array([b"high"] * 6), "compound": numpy.zeros(6, [("value", "f4"), ("error", "f4")])}
        for name, values in types.items():
            def replaced(grid):
                del grid["PointData/UnipolarVoltage"]
                grid["PointData/UnipolarVoltage"] = values

            report, out = self.imported(self.file(change=replaced))
            self.assertNotIn("UnipolarVoltage", self.fields(out), name)
            self.assertTrue([note for note in report["notes"] if note["loss"] and "array UnipolarVoltage on points holds no numbers" in note["text"]], report["notes"])

    def test_other_types_versions_and_damage_have_a_sentence(self):
        self.assert_refused(3, ("is VTKHDF of the type ImageData",), "import", self.file(change=lambda g: g.attrs.create("Type", numpy.bytes_("ImageData"))), "--out", "x.h5")
        self.assert_refused(3, ("of a version that is not known",), "import", self.file(version=(3, 0)), "--out", "x.h5")

        def short(grid):
            del grid["PointData/UnipolarVoltage"]
            grid["PointData/UnipolarVoltage"] = VALUES[:4]
        self.assert_refused(3, ("has 4 values for 6 points",), "import", self.file(change=short), "--out", "x.h5")

        def out_of_range(grid):
            grid["Polygons/Connectivity"][3] = 6
        self.assert_refused(3, ("names a vertex that is not one of the 6",), "import", self.file(change=out_of_range), "--out", "x.h5")

    def test_a_native_map_whose_mark_is_gone_does_not_come_in_as_a_surface(self):
        source = self.map_file(change=lambda file: file.attrs.pop("Conventions"))
        for command in (("import", source, "--out", "x.h5"), ("analyze", source), ("validate", source)):
            done = self.run_viamyo(*command)
            self.assertEqual(done.returncode, 3, done.stderr + done.stdout)
            self.assertIn("@Conventions", done.stderr + done.stdout)


class PlainHdf5(ImportTest):
    def file(self, change=None, **datasets):
        path = self.folder / "plain.h5"
        with h5py.File(path, "w") as file:
            for name, value in {"vertices": CORNERS, "faces": FACES, "uv": VALUES, **datasets}.items():
                if value is not None:
                    file[name] = value
            if change:
                change(file)
        return path

    def voltage(self, source, *options):
        report, out = self.imported(source, *options)
        with h5py.File(out) as file:
            return list(file["VTKHDF/PointData/UnipolarVoltage"][()])

    def test_vertices_faces_and_values_by_array(self):
        self.assertEqual(self.voltage(self.file(), "--array", "UnipolarVoltage=uv:mV"), list(VALUES))
        renamed = self.file(vertices=None, faces=None, **{"geo/V": CORNERS, "geo/F": FACES})
        self.assert_refused(3, ("--array vertices=PATH", "/geo/V [6 x 3]"), "import", renamed, "--out", "x.h5")
        self.assertEqual(self.voltage(renamed, "--array", "vertices=geo/V", "--array", "faces=/geo/F", "--array", "UnipolarVoltage=uv"), list(VALUES))

    def test_arrays_that_lie_the_other_way_round_count_from_one_or_are_half_precise(self):
        self.assertEqual(self.voltage(self.file(vertices=CORNERS.T, faces=FACES.T)), list(VALUES))
        self.assertEqual(self.voltage(self.file(faces=FACES + 1)), list(VALUES))
        self.assertEqual(self.voltage(self.file(faces=(FACES + 1).astype("f8"))), list(VALUES))
        self.assertEqual(self.voltage(self.file(uv=VALUES.astype("f2"))), list(VALUES))
        self.assertEqual(self.voltage(self.file(uv=VALUES.reshape(-1, 1))), list(VALUES))

    def test_units_of_an_attribute_are_taken(self):
        in_volts = self.file(change=lambda file: file["uv"].attrs.__setitem__("units", "V"), uv=VALUES / 1000)
        self.assertTrue(numpy.allclose(self.voltage(in_volts), VALUES))

    def test_an_array_is_named_by_its_whole_path_as_well(self):
        for path, names in (("data/uni", ("data/uni", "/data/uni", "uni")), ("a/b/c/v_1", ("a/b/c/v_1", "v_1")), ("uv", ("uv", "/uv"))):
            source = self.file(**{"uv": None, path: 1000 * VALUES})
            for name in names:
                self.assertTrue(numpy.allclose(self.voltage(source, "--array", f"UnipolarVoltage={name}:uV"), VALUES), name)
        both = self.file(**{"uv": None, "early/uni": VALUES, "late/uni": 2 * VALUES})
        self.assertEqual(self.voltage(both, "--array", "UnipolarVoltage=late/uni"), list(2 * VALUES))
        wrong = self.file(uv=VALUES[:5])
        self.assert_refused(2, ("/uv [5]: is no number for each of 6 vertices",), "import", wrong, "--array", "UnipolarVoltage=uv", "--out", "x.h5")

    def test_a_surface_in_one_place_is_none(self):
        self.assert_refused(3, ("has no surface: of all 8 triangles two corners are at one place",), "import", self.file(vertices=0 * CORNERS), "--out", "x.h5")
        line = numpy.arange(6)[:, None] * numpy.array([[1.0, 0, 0]])
        self.assert_refused(3, ("two corners are at one place",), "import", self.file(vertices=line, faces=FACES[:, [0, 0, 2]]), "--out", "x.h5")

    def test_a_known_name_of_another_size_is_a_loss(self):
        report, _ = self.imported(self.file(lat=numpy.arange(5.0)))
        self.assertTrue([note for note in report["notes"] if note["loss"] and "/lat [5]" in note["text"]], report["notes"])

    def test_hdf5_without_a_surface_says_what_it_holds(self):
        self.assert_refused(3, ("HDF5 of a layout that is not known", "/uv [6]"), "import", self.file(vertices=None, faces=None), "--out", "x.h5")


class KnownNames(CommandLineTest):
    def test_a_known_name_in_a_type_that_is_not_read_is_an_error(self):
        group_type = numpy.dtype([("value", "f4"), ("error", "f4")])
        for group in ("VTKHDF/PointData", "MappingPoints"):
            def rows(file):
                return len(file["VTKHDF/Points"] if group.startswith("VTK") else file["MappingPoints/Position"])

            cases = {
                "float16": (lambda file: numpy.ones(rows(file), "f2"), "wrong_type"),
                "three dimensions": (lambda file: numpy.ones((rows(file), 1, 1), "f4"), "wrong_shape"),
                "compound": (lambda file: numpy.zeros(rows(file), group_type), "wrong_type"),
                "text": (lambda file: numpy.array([b"high"] * rows(file)), "wrong_type"),
                "scalar": (lambda file: numpy.float32(5), "wrong_shape"),
                "two columns": (lambda file: numpy.ones((rows(file), 2), "f4"), "wrong_shape"),
            }
            for name, (values, code) in cases.items():
                def change(file):
                    file[group].pop("UnipolarVoltage", None)
                    file[group]["UnipolarVoltage"] = values(file)
                    file[group]["UnipolarVoltage"].attrs["units"] = "mV"

                source = self.map_file(change=change)
                done = self.run_viamyo("validate", "--json", source)
                self.assertEqual(done.returncode, 3, f"{group} {name}: {done.stdout}")
                self.assertIn(code, [defect["code"] for defect in json.loads(done.stdout)["files"][0]["defects"]], name)
                self.assert_refused(3, (f"/{group}/UnipolarVoltage",), "analyze", source)

            def as_group(file):
                file[group].pop("UnipolarVoltage", None)
                file[group].create_group("UnipolarVoltage")["values"] = numpy.ones(3)
            self.assert_refused(3, ("UnipolarVoltage: must be a dataset",), "analyze", self.map_file(change=as_group))

    def test_an_unknown_name_stays_foreign(self):
        def change(file):
            file["VTKHDF/PointData/Remark"] = numpy.array([b"x"] * len(file["VTKHDF/Points"]))
        self.assertEqual(self.run_viamyo("validate", self.map_file(change=change)).returncode, 0)
