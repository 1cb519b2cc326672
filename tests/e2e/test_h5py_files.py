"""Native files between Viamyo and h5py: what others write is read, what Viamyo writes is what the documentation says."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import h5py
import numpy

import native_layout
from native_layout import write_map

REAL_MAPS = pathlib.Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "native"


class NativeTest(unittest.TestCase):
    """A folder of its own, and the test tool named by VIAMYO_NATIVE_TOOL."""

    def setUp(self):
        self.tool = os.environ.get("VIAMYO_NATIVE_TOOL")
        if not self.tool:
            self.skipTest("VIAMYO_NATIVE_TOOL names no program")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = self.folder / "map.h5"

    def run_tool(self, *arguments):
        return subprocess.run([self.tool, *map(str, arguments)], capture_output=True, text=True, timeout=120)

    def show(self, path=None):
        done = self.run_tool("show", path or self.path)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def edit(self, change):
        with h5py.File(self.path, "r+") as file:
            change(file)

    def assert_refused(self, *words):
        before = self.path.read_bytes()
        done = self.run_tool("show", self.path)
        self.assertEqual(done.returncode, 3, done.stdout[:200] + done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertTrue(done.stderr.startswith(f"{self.path}: "), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertEqual(self.path.read_bytes(), before)


class FilesOfOthers(NativeTest):
    def assert_same_map(self, shown, tolerance=0.0):
        vertices, triangles = native_layout.hemisphere()
        numpy.testing.assert_allclose(shown["vertices"], vertices, atol=tolerance)
        self.assertEqual(shown["triangles"], triangles.tolist())
        voltage = shown["fields"]["UnipolarVoltage"]
        expected = numpy.linspace(0.1, 14.7, len(vertices)).astype("f4").astype(float)
        self.assertEqual(voltage["values"], expected.tolist())
        self.assertEqual((voltage["unit"], voltage["origin"]), ("mV", "mapping_system"))
        self.assertEqual(shown["points"]["names"][:2], ["P0", "P1"])
        self.assertEqual(shown["points"]["accepted"][2:5], [1, 0, 1])
        self.assertEqual(shown["points"]["electrograms"]["rate_hz"], 1000)
        self.assertEqual(shown["apex"], [0, 0, 30])
        self.assertEqual(shown["study"]["synthetic"], True)
        self.assertEqual(shown["study"]["paced"], False)
        self.assertEqual(shown["study"]["description"], "written with h5py, µ")
        self.assertFalse(shown["has_stored_digest"])
        self.assertEqual([d for d in shown["defects"] if d["error"]], [])

    def test_every_type_byte_order_and_storage(self):
        pipeline = {"chunks": True, "compression": "gzip", "shuffle": True, "fletcher32": True}
        for real in ("<f4", "<f8", ">f4", ">f8"):
            for index in ("<i4", "<i8", ">i4", ">i8"):
                for storage in ({}, {"chunks": True}, pipeline):
                    with self.subTest(real=real, index=index, storage=storage):
                        write_map(self.path, real, index, storage)
                        shown = self.show()
                        self.assert_same_map(shown, 0 if real.endswith("8") else 1e-5)
                        self.assertEqual(shown["content_digest"], native_layout.content_digest(self.path))

    def test_the_newest_file_format_is_read(self):
        write_map(self.path)
        newest = self.folder / "newest.h5"
        with h5py.File(self.path, "r") as old, h5py.File(newest, "w", libver="latest") as new:
            for name in old:
                old.copy(name, new)
            new.attrs.update(old.attrs)
        self.assert_same_map(self.show(newest), 1e-5)

    def test_a_user_block_is_no_obstacle(self):
        write_map(self.path)
        shifted = self.folder / "block.h5"
        with h5py.File(self.path, "r") as old, h5py.File(shifted, "w", userblock_size=1024) as new:
            for name in old:
                old.copy(name, new)
            new.attrs.update(old.attrs)
        self.assert_same_map(self.show(shifted), 1e-5)

    def test_foreign_objects_are_listed_left_alone_and_not_kept(self):
        write_map(self.path)
        digest = self.show()["content_digest"]

        def add(file):
            file["Extra/deep/data"] = numpy.arange(5)
            file.attrs["history"] = "by others"
            file["VTKHDF/CellData/Quality"] = numpy.ones(3)
            file["VTKHDF/PointData/Words"] = ["a", "b"]
            file["VTKHDF/Points"].attrs["note"] = "x"
            file["MappingPoints/Cube"] = numpy.zeros((2, 2, 2))
            file["Study"].attrs["scanner"] = "y"
            file["Linked"] = h5py.SoftLink("/nowhere")
            file["Outside"] = h5py.ExternalLink("/etc/passwd", "/")
        self.edit(add)
        shown = self.show()
        self.assertEqual(shown["foreign"], ["/@history", "/Extra", "/Linked", "/MappingPoints/Cube", "/Outside", "/Study@scanner", "/VTKHDF/CellData",
                                            "/VTKHDF/PointData/Words", "/VTKHDF/Points@note"])
        self.assertEqual(shown["content_digest"], digest)
        self.assertEqual(native_layout.content_digest(self.path), digest)
        self.assertEqual(self.run_tool("copy", self.path, self.folder / "copy.h5").returncode, 0)
        self.assertEqual(self.show(self.folder / "copy.h5")["foreign"], [])

    def test_unknown_fields_are_kept(self):
        write_map(self.path)
        count = len(native_layout.hemisphere()[0])

        def add(file):
            file["VTKHDF/PointData/Score"] = numpy.arange(count, dtype="<i2")
            file["VTKHDF/PointData/Fibre"] = numpy.ones((count, 3), ">f8")
            file["MappingPoints/Impedance"] = numpy.arange(len(file["MappingPoints/Position"])) * 0.5
            file["MappingPoints/Impedance"].attrs["units"] = "Ohm"
        self.edit(add)
        self.assertEqual(self.run_tool("copy", self.path, self.folder / "copy.h5").returncode, 0)
        for shown in (self.show(), self.show(self.folder / "copy.h5")):
            self.assertEqual(shown["fields"]["Score"]["values"], list(range(count)))
            self.assertEqual(shown["fields"]["Fibre"]["components"], 3)
            self.assertEqual(shown["points"]["fields"]["Impedance"]["unit"], "Ohm")
            self.assertEqual(shown["points"]["fields"]["Impedance"]["values"][3], 1.5)

    def test_every_optional_part_may_be_missing(self):
        for part in ("MappingPoints", "Landmarks", "Study", "VTKHDF/PointData", "MappingPoints/Name", "MappingPoints/Accepted",
                     "MappingPoints/Electrograms", "MappingPoints/UnipolarVoltage", "VTKHDF/PointData/BipolarVoltage"):
            with self.subTest(part):
                write_map(self.path)
                self.edit(lambda file: file.__delitem__(part))
                self.assertEqual([d for d in self.show()["defects"] if d["error"]], [])

    def test_truth_and_provenance_by_h5py(self):
        write_map(self.path)
        count = len(native_layout.hemisphere()[0])

        def add(file):
            file["GroundTruth/Class"] = numpy.full(count, 3, "u1")
            file["GroundTruth/Note"] = "a note"
            file["Provenance"] = ['{"action":"import"}', '{"action":"edit"}']
        self.edit(add)
        shown = self.show()
        self.assertEqual(shown["truth"], [3] * count)
        self.assertEqual(shown["note"], "a note")
        self.assertEqual(shown["provenance"], ['{"action":"import"}', '{"action":"edit"}'])
        self.assertEqual(shown["content_digest"], native_layout.content_digest(self.path))


class Refused(NativeTest):
    """One line that names file, object and cause; the file stays as it was."""

    def refuse(self, change, *words):
        write_map(self.path)
        self.edit(change)
        self.assert_refused(*words)

    @staticmethod
    def replaced(name, data, **options):
        def change(file):
            attributes = dict(file[name].attrs)
            del file[name]
            file.create_dataset(name, data=data, **options).attrs.update(attributes)
        return change

    def test_wrong_types_and_shapes(self):
        vertices, triangles = native_layout.hemisphere()
        count = len(vertices)
        for name, data, words in (("VTKHDF/Connectivity", triangles.ravel().astype("u4"), "signed"),
                                  ("VTKHDF/Offsets", (numpy.arange(len(triangles) + 1) * 3).astype("u8"), "signed"),
                                  ("VTKHDF/Points", vertices.astype("i4"), "float32 or float64"),
                                  ("VTKHDF/Points", vertices[:, :2], "x 3"),
                                  ("VTKHDF/Points", vertices.reshape(-1, 3, 1), "3 dimensions"),
                                  ("VTKHDF/Points", vertices.astype("f2"), "neither float32"),
                                  ("VTKHDF/PointData/UnipolarVoltage", numpy.arange(count), "float32 or float64"),
                                  ("VTKHDF/PointData/UnipolarVoltage", numpy.ones(count - 1), str(count)),
                                  ("VTKHDF/Types", numpy.full(len(triangles), 9, "u1"), "not triangles"),
                                  ("MappingPoints/Position", numpy.ones((4, 2)), "x 3")):
            with self.subTest(name=name, dtype=str(data.dtype), shape=data.shape):
                self.refuse(self.replaced(name, data), "/" + name, words)

    def test_missing_and_wrong_units(self):
        for name in ("VTKHDF/PointData/UnipolarVoltage", "MappingPoints/UnipolarVoltage"):
            self.refuse(lambda file: file[name].attrs.__delitem__("units"), "/" + name, "units", "mV")
            self.refuse(lambda file: file[name].attrs.__setitem__("units", "V"), "/" + name, '"V"', "mV")

    def test_indices_coordinates_and_empty_surfaces(self):
        vertices, triangles = native_layout.hemisphere()
        wild = triangles.copy()
        wild[5, 1] = len(vertices)
        self.refuse(self.replaced("VTKHDF/Connectivity", wild.ravel()), "/VTKHDF/Connectivity")
        wild[5, 1] = 2 ** 40
        self.refuse(self.replaced("VTKHDF/Connectivity", wild.ravel()), "/VTKHDF/Connectivity", "32 bits")
        lost = vertices.copy()
        lost[3, 2] = numpy.nan
        self.refuse(self.replaced("VTKHDF/Points", lost), "/VTKHDF/Points")
        write_map(self.path, vertices=vertices, triangles=numpy.zeros((0, 3), int))
        self.assert_refused("/VTKHDF")

    def test_other_versions_and_other_files(self):
        self.refuse(lambda file: file.attrs.__setitem__("Conventions", "viamyo-2.0"), "/@Conventions", "viamyo-2.0", "major version")
        self.refuse(lambda file: file.attrs.__delitem__("Conventions"), "/@Conventions", "not a Viamyo map")
        self.refuse(lambda file: file.__delitem__("VTKHDF"), "/VTKHDF", "missing")

    def test_storage_that_leads_elsewhere(self):
        vertices, _ = native_layout.hemisphere()
        other = self.folder / "other.h5"
        with h5py.File(other, "w") as file:
            file["data"] = vertices

        def linked(file):
            del file["VTKHDF/Points"]
            file["VTKHDF/Points"] = h5py.ExternalLink(str(other), "/data")
        self.refuse(linked, "/VTKHDF/Points", "link")

        def soft(file):
            file.move("VTKHDF/Points", "Elsewhere")
            file["VTKHDF/Points"] = h5py.SoftLink("/Elsewhere")
        self.refuse(soft, "/VTKHDF/Points", "link")

        def virtual(file):
            del file["VTKHDF/Points"]
            layout = h5py.VirtualLayout(shape=vertices.shape, dtype="f8")
            layout[:] = h5py.VirtualSource(str(other), "data", shape=vertices.shape)
            file.create_virtual_dataset("VTKHDF/Points", layout)
        self.refuse(virtual, "/VTKHDF/Points", "virtual")

        def external(file):
            del file["VTKHDF/Points"]
            (self.folder / "raw").write_bytes(vertices.tobytes())
            file["VTKHDF"].create_dataset("Points", vertices.shape, "f8", external=[(str(self.folder / "raw"), 0, h5py.h5f.UNLIMITED)])
        self.refuse(external, "/VTKHDF/Points", "another file")
        self.refuse(self.replaced("VTKHDF/Points", vertices, compression="lzf"), "/VTKHDF/Points", "filter")

    def test_ten_billion_elements_in_a_tiny_file(self):
        def huge(file):
            del file["VTKHDF/Points"]
            file["VTKHDF"].create_dataset("Points", (10 ** 10, 3), "f8", chunks=(1000, 3))
        self.refuse(huge, "/VTKHDF/Points", "10000000000", "4000000")

        def empty(file):
            del file["VTKHDF/Points"]
            file["VTKHDF"].create_dataset("Points", (3_000_000, 3), "f8", chunks=(1000, 3))
        self.refuse(empty, "/VTKHDF/Points", "stores only")

        def chunky(file):
            del file["VTKHDF/Points"]
            file["VTKHDF"].create_dataset("Points", (100, 3), "f8", chunks=(50_000_000, 3), maxshape=(None, 3))
        self.refuse(chunky, "/VTKHDF/Points", "bytes")

    def test_a_very_long_text(self):
        def long_name(file):
            count = len(file["MappingPoints/Position"])
            del file["MappingPoints/Name"]
            file["MappingPoints/Name"] = ["x" * (2 << 20)] + ["P"] * (count - 1)
        self.refuse(long_name, "/MappingPoints/Name")
        self.refuse(lambda file: file["VTKHDF/PointData/UnipolarVoltage"].attrs.__setitem__("origin", "x"), "@origin")

    def test_groups_and_datasets_in_each_others_place(self):
        def group(file):
            del file["Landmarks/Apex"]
            file.create_group("Landmarks/Apex")
        self.refuse(group, "/Landmarks/Apex", "must be a dataset")

        def dataset(file):
            del file["Landmarks"]
            file["Landmarks"] = 3
        self.refuse(dataset, "/Landmarks", "must be a group")

    def test_a_name_cannot_break_the_line(self):
        self.refuse(lambda file: file.attrs.__setitem__("Conventions", "two\nlines\x1b[2J"), "two\ufffdlines\ufffd[2J")

    def test_every_defect_is_listed(self):
        write_map(self.path)

        def spoil(file):
            del file["VTKHDF/Types"]
            del file["VTKHDF/PointData/UnipolarVoltage"].attrs["units"]
            file["Study"].attrs["synthetic"] = 4
        self.edit(spoil)
        self.assert_refused("and 2 more errors")
        done = self.run_tool("inspect", self.path)
        self.assertEqual(done.returncode, 0, done.stderr)
        objects = [d["object"] for d in json.loads(done.stdout)["defects"] if d["error"]]
        self.assertEqual(sorted(objects), ["/Study@synthetic", "/VTKHDF/PointData/UnipolarVoltage", "/VTKHDF/Types"])


class OurFiles(NativeTest):
    def setUp(self):
        super().setUp()
        done = self.run_tool("sample", self.path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.digest = done.stdout.strip()

    def test_the_digest_is_what_the_documentation_says(self):
        self.assertEqual(native_layout.content_digest(self.path), self.digest)
        with h5py.File(self.path, "r") as file:
            self.assertEqual(file.attrs["ContentDigest"].decode(), self.digest)

    def test_the_digest_of_real_maps(self):
        for path in sorted(REAL_MAPS.glob("*.h5")) or self.skipTest("the real maps are not here"):
            self.assertEqual(self.show(path)["content_digest"], native_layout.content_digest(path))

    def test_storage_is_as_documented(self):
        numeric = 0
        with h5py.File(self.path, "r") as file:
            def check(name, item):
                nonlocal numeric
                for attribute in item.attrs.values():
                    self.assertFalse(isinstance(attribute, str), "strings of variable length come back as str")
                if isinstance(item, h5py.Dataset) and item.dtype.kind in "iuf":
                    numeric += 1
                    self.assertEqual((item.compression, item.shuffle, item.fletcher32), ("gzip", True, True), name)
                    self.assertIsNotNone(item.chunks)
            file.visititems(check)
            self.assertEqual(file["VTKHDF"].attrs["Type"], b"UnstructuredGrid")
            self.assertEqual(file["VTKHDF"].attrs["Version"].tolist(), [1, 0])
            self.assertEqual(file["MappingPoints/Name"].dtype.kind, "S")
            self.assertEqual(h5py.check_string_dtype(file["MappingPoints/Name"].dtype).encoding, "utf-8")
        self.assertGreater(numeric, 30)

    def test_any_change_from_outside_is_refused(self):
        def changes(file):
            items = []
            file.visititems(lambda name, item: items.append(name))
            for name in ["/", *items]:
                for attribute in file[name].attrs:
                    yield name, attribute
                if isinstance(file[name], h5py.Dataset) and name != "Provenance":
                    yield name, None
        with h5py.File(self.path, "r") as file:
            todo = list(changes(file))
        original = self.path.read_bytes()
        for name, attribute in todo:
            with self.subTest(name=name, attribute=attribute):
                self.path.write_bytes(original)
                self.edit(lambda file: self._change(file[name], attribute))
                self.assert_refused()
        self.assertGreater(len(todo), 80)

    @staticmethod
    def _change(item, attribute):
        dtype = item.attrs.get_id(attribute).dtype if attribute else item.dtype  # which knows that texts are UTF-8
        value = numpy.array(item.attrs[attribute] if attribute else item[()], dtype)
        flat = value.reshape(-1)
        if value.dtype.kind == "S":
            flat[-1] = flat[-1][:-1] + (b"x" if flat[-1][-1:] != b"x" else b"y")
        else:
            flat[-1] = flat[-1] + 1 if flat[-1] == flat[-1] else 1
        if attribute:
            item.attrs.modify(attribute, value)
        else:
            item[...] = value

    def test_a_mismatch_says_so(self):
        def change(file):
            file["VTKHDF/PointData/BipolarVoltage"][0] += 1
        self.edit(change)
        self.assert_refused("ContentDigest", "changed after it was written")

    def test_a_copy_is_the_same_file(self):
        copy = self.folder / "copy.h5"
        self.assertEqual(self.run_tool("copy", self.path, copy).stdout.strip(), self.digest)
        self.assertEqual(copy.read_bytes(), self.path.read_bytes())


if __name__ == "__main__":
    unittest.main()
