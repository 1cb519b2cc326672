#!/usr/bin/python3
"""Writes the small files of this folder, or of another that is named: valid/ holds one sound file (or folder) per format, lossy/ one with a part that cannot be read per kind
of damage, malformed/ one damaged file per kind of damage.

All are made here, from an octahedron of 30 mm; nothing of any system's own files is in them. The same are made by every run. Run it after a change, and look at what the import test says.
"""

import base64
import io
import pathlib
import shutil
import stat
import struct
import sys
import zipfile
import zlib

import h5py
import numpy

HERE = pathlib.Path(__file__).resolve().parent

VERTICES = [(30, 0, 0), (-30, 0, 0), (0, 30, 0), (0, -30, 0), (0, 0, 30), (0, 0, -30)]
TRIANGLES = [(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)]
UNIPOLAR = [10, 11, 12, 13, 14, 15]
BIPOLAR = [1, 2, 3, 4, 5, 6]
POINTS = [(31, 0, 0), (0, 29, 1), (1, 0, 28)]


def lines(*rows):
    return "\r\n".join(rows) + "\r\n"


# CARTO 3

def mesh(vertex_count=6, triangle_count=9, vertices=None, triangles=None, colors=True, first="#TriangulatedMeshVersion2.0"):
    vertices = vertices or [f"{i} = {x} {y} {z} 0 0 1 0" for i, (x, y, z) in enumerate(VERTICES)]
    # The last triangle was replaced: the edges would not be manifold with it.
    triangles = triangles or [f"{i} = {a} {b} {c} 0 0 1 {-1000000 if i == 8 else 0}" for i, (a, b, c) in enumerate(TRIANGLES + [(0, 2, 3)])]
    rows = [first, "; a comment", "", "[GeneralAttributes]", "MeshID = -1", f"NumVertex = {vertex_count}", f"NumTriangle = {triangle_count}",
            "Matrix = 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1"]
    if colors:
        rows += ["NumVertexColors = 4", "ColorsNames = Unipolar  Bipolar  LAT  \u00b5Bi"]
    rows += ["", "[VerticesSection]", "; X Y Z", ""] + vertices + ["", "[TrianglesSection]", "; Vertex0 Vertex1 Vertex2", ""] + triangles
    if colors:
        # Five numbers under four names, as in real exports; vertex 5 has no value.
        rows += ["", "[VerticesColorsSection]", "; Unipolar Bipolar LAT \u00b5Bi[ColorsScaleSection]", ""]
        rows += [f"{i} = {UNIPOLAR[i] if i < 5 else -10000} {BIPOLAR[i]} -10000 0.5 -10000" for i in range(6)]
    rows += ["", "[VerticesAttributesSection]", "; Scar EML"] + [f"{i} = {int(i == 2)} 0" for i in range(6)]
    return lines(*rows).encode("cp1252")


def car(version="VERSION_5_0", rows=None):
    rows = rows if rows is not None else [
        "\t".join(map(str, ["P", 0, i + 1, 0, *p, 0.1, 0.2, 0.3, 8 + i, 0.8 + i, -10 - i if i else -10000, 100 + i, 0])) for i, p in enumerate(POINTS)]
    return lines(f"{version} 1-LV", *rows).encode()


def point_list(name="1-LV"):
    files = "".join(f'<Point ID="{i}" File_Name="{name}_P{i}_Point_Export.xml"/>' for i in (1, 2, 3))
    return f'<Points Map_Name="{name}" Map_Index="1" Date="01/01/70" Time="00:00:00">{files}</Points>'.encode()


def point_export(i, ecg=True):
    return (f'<Point ID="{i}" Date="01/01/70" Time="00:00:00"><Annotations StartTime="1" Reference_Annotation="20" Map_Annotation="{20 - 9 - i}"/>'
            f'<WOI From="-15" To="15"/><Voltages Unipolar="{7 + i}" Bipolar="{i - 0.2}"/>'
            + (f'<ECG FileName="1-LV_P{i}_ECG_Export.txt"/>' if ecg else "") + "</Point>").encode()


def ecg(i, version="4.0", rows=40, extra=""):
    channels = "".join(f"{name:<20}" for name in ("M1(1)", "V1(22)", "M1-M2(92)"))
    # A spike of known height inside the window: peak to peak is what CARTO would store.
    values = [(round((7 + i) / 0.003) if s == 20 else 0, 5, round((i - 0.2) / 0.003) if s == 12 else 0) for s in range(rows)]
    head = ["ECG_Export_" + version, "Raw ECG to MV (gain) = 0.003000"]
    if version == "4.0":
        head.append("Unipolar Mapping Channel=M1 Bipolar Mapping Channel=M1-M2 Reference Channel=V1")
    return lines(*head, channels, *("".join(f"{v:<20}" for v in row) for row in values), *([extra] if extra else [])).encode()


def study(maps=("1-LV", "2-Empty"), tags=True):
    points = "".join(
        f'<Point Id="{i + 1}" Position3D="{x} {y} {z}">' + ('<Tags Count="1">104</Tags>' if tags else "") + "</Point>" for i, (x, y, z) in enumerate(POINTS))
    body = "".join(
        f'<Map Name="{m}" Index="{k}" NumFiles="1" FileNames="{m}.mesh" Volume="1"><CartoPoints Count="{3 if k == 0 else 0}">{points if k == 0 else ""}</CartoPoints></Map>'
        for k, m in enumerate(maps))
    return ('<Study name="DOE JOHN 1900-01-01"><Units Distance="mm" Angle="radian"/><Maps Count="2">'
            '<TagsTable Count="1"><Tag ID="104" Short_Name="MA" Full_Name="Mitral Annulus"/></TagsTable>' + body + "</Maps></Study>").encode()


def carto_study():
    files = {"Study.xml": study(), "1-LV.mesh": mesh(), "2-Empty.mesh": b"", "1-LV_car.txt": car(), "2-Empty_car.txt": lines("VERSION_5_0 2-Empty").encode(),
             "1-LV_Points_Export.xml": point_list()}
    for i in (1, 2, 3):
        files[f"1-LV_P{i}_Point_Export.xml"] = point_export(i)
        files[f"1-LV_P{i}_ECG_Export.txt"] = ecg(i)
    return files


# MATLAB

def mat_element(kind, data):
    return struct.pack("<II", kind, len(data)) + data + b"\0" * (-len(data) % 8)


def mat_matrix(kind, dims, name, content):
    return mat_element(14, mat_element(6, struct.pack("<II", kind, 0)) + mat_element(5, struct.pack(f"<{len(dims)}i", *dims)) + mat_element(1, name.encode()) + content)


def mat_value(value, name=""):
    if isinstance(value, dict):
        names = b"".join(key.encode().ljust(32, b"\0") for key in value)
        return mat_matrix(2, (1, 1), name, struct.pack("<HHI", 5, 4, 32) + mat_element(1, names) + b"".join(mat_value(v) for v in value.values()))
    if isinstance(value, list) and isinstance(value[0], str):
        return mat_matrix(1, (len(value), 1), name, b"".join(mat_value(v) for v in value))
    if isinstance(value, str):
        return mat_matrix(4, (1, len(value)), name, mat_element(16, value.encode()))
    if isinstance(value, bytes):
        return value
    array = numpy.atleast_2d(numpy.asarray(value, float))
    return mat_matrix(6, array.shape, name, mat_element(9, array.tobytes(order="F")))


def mat5(userdata, compressed=True, name="userdata"):
    head = b"MATLAB 5.0 MAT-file, made for tests".ljust(124, b" ") + struct.pack("<H", 0x0100) + b"IM"
    body = mat_value(userdata, name)
    return head + (struct.pack("<II", 15, len(zlib.compress(body))) + zlib.compress(body) if compressed else body)


def userdata(**changes):
    t = numpy.arange(40)
    uni = numpy.stack([numpy.where(t == 20, 8 + i, 0) for i in range(3)]).astype(float)
    data = {"notes": ["DOE JOHN"],
            "surface": {"triRep": {"X": VERTICES, "Triangulation": numpy.array(TRIANGLES) + 1},
                        "act_bip": numpy.column_stack([[numpy.nan] * 6, BIPOLAR]),
                        "uni_imp_frc": numpy.column_stack([UNIPOLAR[:5] + [numpy.nan], [numpy.nan] * 6, [numpy.nan] * 6])},
            "electric": {"names": ["P1", "P2", "P3"], "egmX": POINTS, "egm": uni / 10, "egmUni": uni, "egmRef": uni / 5, "sampleFrequency": [[1000]],
                         "include": [[1], [1], [0]],
                         "annotations": {"woi": [[-15, 15]] * 3, "referenceAnnot": [[20]] * 3, "mapAnnot": [[10], [9], [8]]},
                         "voltages": {"unipolar": [[8], [9], [10]], "bipolar": [[0.8], [1.8], [2.8]]}}}
    for path, value in changes.items():
        *groups, last = path.split("__")
        place = data
        for group in groups:
            place = place[group]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return data


def mat73(data, change=None):
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", userblock_size=512, libver="earliest") as file:
        refs = file.create_group("#refs#")

        def put(group, name, value):
            if isinstance(value, dict):
                child = group.create_group(name)
                child.attrs["MATLAB_class"] = numpy.bytes_("struct")
                for key, item in value.items():
                    put(child, key, item)
            elif isinstance(value, list) and value and isinstance(value[0], str):
                cells = []
                for text in value:
                    cell = refs.create_dataset(f"r{len(refs)}", data=numpy.array([[ord(c)] for c in text], "u2"))
                    cell.attrs["MATLAB_class"] = numpy.bytes_("char")
                    cells.append(cell.ref)
                made = group.create_dataset(name, (1, len(cells)), dtype=h5py.ref_dtype)
                made[0, :] = cells
                made.attrs["MATLAB_class"] = numpy.bytes_("cell")
            else:
                array = numpy.atleast_2d(numpy.asarray(value, float)).T
                packed = {"compression": "gzip", "shuffle": True} if array.size > 20 else {}
                group.create_dataset(name, data=array, **packed).attrs["MATLAB_class"] = numpy.bytes_("double")

        put(file, "userdata", data)
        if change:
            change(file)
    data = bytearray(buffer.getvalue())
    head = b"MATLAB 7.3 MAT-file, made for tests".ljust(124, b" ") + struct.pack("<H", 0x0200) + b"IM"
    data[:128] = head
    return bytes(data)


# pyCEPS

def array(name, values, kind="<f4", columns=1, text=None):
    data = text if text is not None else base64.b64encode(numpy.asarray(values).astype(kind).tobytes()).decode()
    return f'<DataArray type="{kind.replace("<", "&lt;")}" name="{name}" numberOfComponents="{columns}" format="binary">{data}</DataArray>'


def pyceps(triangles=TRIANGLES, uni=None, body=None):
    t = numpy.arange(40)
    trace = numpy.stack([numpy.where(t == 20, 8 + i, 0) for i in range(3)])
    def traces(name, factor):
        return (f'<Traces name="{name}" count="1"><Trace>' + array("name", ["M1", "M1", "M1"], "<U2") + array("fs", [1000] * 3)
                + array("data", trace * factor, columns=40) + "</Trace></Traces>")
    return ('<?xml version="1.0" encoding="utf-8"?><Study name="DOE JOHN" system="carto3" version="0.0.11"><Procedures count="1">'
            + (body if body is not None else '<Procedure name="1-LV" meshFile="1-LV.mesh" volume="1"><Mesh numVertices="6" numTriangles="8">' + array("vertices", VERTICES, columns=3)
               + array("triangulation", triangles, "<i4", 3)
               + '<SignalMaps count="3"><SignalMap>' + (uni or array("UNI", UNIPOLAR[:5] + [numpy.nan])) + "</SignalMap><SignalMap>" + array("BIP", BIPOLAR)
               + "</SignalMap><SignalMap>" + array("IMP", [134.5]) + "</SignalMap></SignalMaps></Mesh><Points count=\"3\">" + array("name", ["P1", "P2", "P3"], "<U2")
               + array("recX", POINTS, columns=3) + array("refAnnotation", [20] * 3, "<i4") + array("latAnnotation", [10, 9, 8], "<i4")
               + array("woi", [[-15, 15]] * 3, "<i4", 2) + array("uniVoltage", [8, 9, 10], "<f8") + array("bipVoltage", [0.8, 1.8, 2.8], "<f8")
               + traces("egmBip", 0.1) + traces("egmUni", 1) + traces("egmRef", 0.2) + "</Points></Procedure>")
            + "</Procedures></Study>").encode()


# EnSite

def ensite(version="SJM_DIF_5.0", vertex_number=6, polygons=None, values=BIPOLAR, comment="Data values at each vertex of DxL map P-P Voltage (bi)", head=""):
    polygons = polygons or [tuple(i + 1 for i in t) for t in TRIANGLES]
    rows = lambda items: "\n" + "\n".join(" ".join(map(str, item)) for item in items) + "\n"
    return (f'<?xml version="1.0" encoding="UTF-8"?>{head}<DIF><DIFHeader><Version>{version}</Version></DIFHeader><DIFBody><Volumes number="1"><Volume name="LV">'
            f"<!-- Exported from study DOE JOHN -->"
            f'<Vertices number="{vertex_number}">{rows(VERTICES)}</Vertices><Polygons number="{len(polygons)}">{rows(polygons)}</Polygons>'
            f'<!-- {comment} --><Map_data number="{len(values)}">{rows([(v,) for v in values])}</Map_data>'
            f'<!-- Map_status for each vertex: 0 = no data, 1 = data --><Map_status number="6">{rows([(1,)] * 6)}</Map_status>'
            "</Volume></Volumes></DIFBody></DIF>\n").encode()


def dxl(rows=("x", "y", "z"), points=5, cut=0):
    places = (POINTS + [(-28, 0, 0), (0, 0, -27), (0, -29, 0)])[:points]
    table = {"pt number": range(1, points + 1)}
    for axis, name in enumerate(("x", "y", "z")):
        if name in rows:
            table[f"roving {name}"] = [p[axis] for p in places]
    table |= {"peak2peak": [0.5 + i for i in range(points)], "utilized": [1] * (points - 1) + [0], "rov LAT": [12] * points, "ref LAT": [10] * points}
    text = ["St. Jude Medical. File Revision : 5.2", "Export Data Element : dxl", "This is file 1 of 1 for map,LV", "Begin data"]
    text += [",".join([name + ":", *map(str, list(values)[: points - cut if name == "peak2peak" else points])]) for name, values in table.items()]
    text += ["Seg data len:,0.01", "Exported seconds:,0.01", "Sample rate:,1000", "rov trace:," + ",".join(["A"] * points)]
    text += [",".join(["", *(str(s * 0.1) for _ in range(points))]) for s in range(10)]
    text += ["ref trace:," + ",".join(["B"] * points)] + [",".join(["", *(str(s * 0.2) for _ in range(points))]) for s in range(10)]
    return ("\n".join(text + ["FFT spectrum is available for FFT maps only", "EOF"]) + "\n").encode()


# Tables and meshes

def csv(header="id,x,y,z,x_es,y_es,z_es,uv_mv,bv_mv,lls_pct,lat_ms,loc_stab_mm,cl_ms", rows=None):
    places = [(30, 0, 0), (-30, 0, 0), (0, 30, 0), (0, -30, 0), (0, 0, 30), (0, 0, -30)]
    rows = rows or [",".join(map(str, [f"P{i}", *p, *(0.9 * c for c in p), 10 + i, 1 + i, "" if i == 5 else 12 - i, -5 * i, 1.5, 800 + i])) for i, p in enumerate(places)]
    return (header + "\n" + "\n".join(rows) + "\n").encode()


def ply(kind="ascii", vertices=6, faces=TRIANGLES, cut=0):
    head = (f"ply\nformat {kind} 1.0\ncomment made for tests\nelement vertex {vertices}\nproperty float x\nproperty float y\nproperty float z\n"
            f"property float UnipolarVoltage\nelement face {len(faces)}\nproperty list uchar int vertex_indices\nend_header\n").encode()
    if kind == "ascii":
        body = "".join(f"{x} {y} {z} {u}\n" for (x, y, z), u in zip(VERTICES, UNIPOLAR)) + "".join(f"3 {a} {b} {c}\n" for a, b, c in faces)
        return head + body.encode()
    order = ">" if "big" in kind else "<"
    body = b"".join(struct.pack(order + "4f", *p, u) for p, u in zip(VERTICES, UNIPOLAR)) + b"".join(struct.pack(order + "B3i", 3, *f) for f in faces)
    return head + (body[:-cut] if cut else body)


def stl(binary=True, cut=0):
    if not binary:
        text = "solid octahedron\n"
        for t in TRIANGLES:
            text += "facet normal 0 0 0\nouter loop\n" + "".join("vertex {} {} {}\n".format(*VERTICES[v]) for v in t) + "endloop\nendfacet\n"
        return (text + "endsolid\n").encode()
    data = b"solid is no word of its own here".ljust(80, b"\0") + struct.pack("<I", len(TRIANGLES))
    data += b"".join(struct.pack("<12fH", 0, 0, 0, *(c for v in t for c in VERTICES[v]), 0) for t in TRIANGLES)
    return data[:-cut] if cut else data


def obj(faces=None):
    faces = faces or ["f {}/1/1 {}//1 {}".format(*(v + 1 for v in t)) for t in TRIANGLES[:-1]] + ["f -6 -3 -1"]
    return ("# made for tests\no octahedron\n" + "".join("v {} {} {}\n".format(*v) for v in VERTICES) + "vn 0 0 1\n" + "\n".join(faces) + "\n").encode()


def opencarp(points=6, elements=None):
    elements = elements or [f"Tr {a} {b} {c} 1" for a, b, c in TRIANGLES]
    return {"lv.pts": (f"{points}\n" + "".join("{} {} {}\n".format(*(1000 * c for c in v)) for v in VERTICES)).encode(),
            "lv.elem": (f"{len(elements)}\n" + "\n".join(elements) + "\n").encode(), "lv.dat": "".join(f"{v}\n" for v in UNIPOLAR).encode()}


def vtk(cells=None, kind="POLYDATA", points=6):
    cells = cells or [f"3 {a} {b} {c}" for a, b, c in TRIANGLES]
    sizes = sum(len(c.split()) for c in cells)
    text = f"# vtk DataFile Version 3.0\nmade for tests\nASCII\nDATASET {kind}\nPOINTS {points} float\n" + "".join("{} {} {}\n".format(*v) for v in VERTICES)
    if kind == "POLYDATA":
        text += f"POLYGONS {len(cells)} {sizes}\n" + "\n".join(cells) + "\n"
    else:
        text += f"CELLS {len(cells)} {sizes}\n" + "\n".join(cells) + f"\nCELL_TYPES {len(cells)}\n" + "10\n" * len(cells)
    return (text + "POINT_DATA 6\nSCALARS bi_voltage float 1\nLOOKUP_TABLE default\n" + "\n".join(str(1000 * b) for b in BIPOLAR) + "\n").encode()


def binary_vtk():
    """As VTK writes it: connectivity and offsets as arrays of 64 bits, and units as texts."""
    offsets = [3 * t for t in range(9)]
    head = b"# vtk DataFile Version 5.1\nmade for tests\nBINARY\nDATASET POLYDATA\n"
    return (head + b"POINTS 6 float\n" + struct.pack(">18f", *(c for v in VERTICES for c in v)) + b"\nPOLYGONS 9 24\nOFFSETS vtktypeint64\n" + struct.pack(">9q", *offsets)
            + b"\nCONNECTIVITY vtktypeint64\n" + struct.pack(">24q", *(v for t in TRIANGLES for v in t))
            + b"\nPOINT_DATA 6\nFIELD FieldData 1\nUnipolarVoltage 1 6 float\n" + struct.pack(">6f", *UNIPOLAR) + b"\n")


def cut_in(data, word, more):
    """The first bytes, up to so many behind a word."""
    return data[:data.index(word) + len(word) + more]


def appended_vtp():
    """Its arrays behind the XML, raw: what ends too early there leaves the XML as it was."""
    blocks = [struct.pack("<6f", *UNIPOLAR), struct.pack("<18f", *(c for v in VERTICES for c in v)), struct.pack("<24i", *(v for t in TRIANGLES for v in t)), struct.pack("<8i", *range(3, 27, 3))]
    text, data = vtp(), b""
    for block in blocks:
        begin = text.index(b'format="ascii">')
        end = text.index(b"</DataArray>", begin)
        text = text[:begin] + b'format="appended" offset="%d">' % len(data) + text[end:]
        data += struct.pack("<I", len(block)) + block
    return text.replace(b"</VTKFile>", b'<AppendedData encoding="raw">_' + data + b"</AppendedData></VTKFile>")


def vtp(triangles=TRIANGLES):
    numbers = lambda items: " ".join(map(str, items))
    return ('<?xml version="1.0"?>\n<VTKFile type="PolyData" version="0.1" byte_order="LittleEndian"><PolyData>'
            '<Piece NumberOfPoints="6" NumberOfVerts="0" NumberOfLines="0" NumberOfStrips="0" NumberOfPolys="8">'
            f'<PointData><DataArray type="Float32" Name="UnipolarVoltage" format="ascii">{numbers(UNIPOLAR)}</DataArray></PointData>'
            f'<Points><DataArray type="Float32" NumberOfComponents="3" format="ascii">{numbers(c for v in VERTICES for c in v)}</DataArray></Points>'
            f'<Polys><DataArray type="Int32" Name="connectivity" format="ascii">{numbers(v for t in triangles for v in t)}</DataArray>'
            f'<DataArray type="Int32" Name="offsets" format="ascii">{numbers(range(3, 27, 3))}</DataArray></Polys></Piece></PolyData></VTKFile>\n').encode()


def vtu(triangles=TRIANGLES):
    return (vtp(triangles).replace(b"PolyData", b"UnstructuredGrid").replace(b'NumberOfVerts="0" NumberOfLines="0" NumberOfStrips="0" NumberOfPolys="8"', b'NumberOfCells="8"')
            .replace(b"<Polys>", b"<Cells>").replace(b"</Polys>", b'<DataArray type="UInt8" Name="types" format="ascii">' + b"5 " * 8 + b"</DataArray></Cells>"))


# Viamyo's own

def native(change=None, unit="mV", **datasets):
    """The octahedron as a native map; `change` is done to the open file."""
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        file.attrs["Conventions"] = "viamyo-1.0"
        grid = file.create_group("VTKHDF")
        grid.attrs["Version"] = [1, 0]
        grid.attrs["Type"] = numpy.bytes_("UnstructuredGrid")
        contents = {"NumberOfPoints": numpy.array([6], "i8"), "NumberOfCells": numpy.array([8], "i8"), "NumberOfConnectivityIds": numpy.array([24], "i8"),
                    "Points": numpy.array(VERTICES, "f8"), "Connectivity": numpy.array(TRIANGLES, "i8").ravel(), "Offsets": numpy.arange(0, 25, 3, "i8"),
                    "Types": numpy.full(8, 5, "u1"), "PointData/UnipolarVoltage": numpy.array(UNIPOLAR, "f4"), **datasets}
        for name, values in contents.items():
            if values is not None:
                grid[name] = values
        if unit:
            grid["PointData/UnipolarVoltage"].attrs["units"] = unit
        if change:
            change(file)
    return buffer.getvalue()


def with_points(**how):
    """Its Points replaced by a dataset made so."""
    def change(file):
        file["VTKHDF"].create_dataset("Points", **how)
    return native(change, Points=None)


def in_another_file(file):
    file["VTKHDF/Points"] = h5py.ExternalLink("/etc/passwd", "/x")


def from_other_files(file):
    """Not by create_virtual_dataset, which would put down when it was made."""
    whole, how = h5py.h5s.create_simple((6, 3)), h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    how.set_virtual(whole, b"other.h5", b"x", whole)
    file["VTKHDF"].create_dataset("Points", shape=(6, 3), dtype="f8", dcpl=how)


# Archives

def archive(files, change=None):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zip_file:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(info)
            zip_file.writestr(info, data)
    return buffer.getvalue()


def as_link(info):
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16


def with_password(data):
    """The flag that says so, in both headers of the first file."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def valid():
    yield "carto-study", carto_study()
    yield "carto-study.zip", archive(carto_study())
    yield "carto-nested.zip", archive({"Export_Study.zip": archive({f"Export/{k}": v for k, v in carto_study().items()})})
    yield "carto.mesh", mesh()
    yield "openep-5.mat", mat5(userdata())
    yield "openep-73.mat", mat73(userdata())
    nothing = [numpy.nan] * 7
    yield "openep-stray-vertex.mat", mat5(userdata(
        surface__triRep={"X": [*VERTICES, [numpy.nan] * 3], "Triangulation": numpy.array(TRIANGLES) + 1},
        surface__act_bip=numpy.column_stack([nothing, [*BIPOLAR, 7]]), surface__uni_imp_frc=numpy.column_stack([nothing] * 3)))
    yield "study.pyceps", pyceps()
    yield "DxLandmarkGeo.xml", ensite()
    yield "dxl.csv", dxl()
    yield "points.csv", csv()
    yield "text.ply", ply()
    yield "little.ply", ply("binary_little_endian")
    yield "big.ply", ply("binary_big_endian")
    yield "text.stl", stl(binary=False)
    yield "binary.stl", stl()
    yield "mesh.obj", obj()
    yield "opencarp", opencarp()
    yield "legacy.vtk", vtk()
    yield "binary.vtk", binary_vtk()
    yield "surface.vtp", vtp()
    yield "appended.vtp", appended_vtp()
    yield "surface.vtu", vtu()


def broken_study(**files):
    return {**carto_study(), **{key.replace("__", "."): value for key, value in files.items()}}


def with_file(name, data):
    return {**carto_study(), name: data}


def without(names):
    return {name: data for name, data in carto_study().items() if name not in names}


def lossy():
    yield "carto-version-9", with_file("1-LV_car.txt", car("VERSION_9_0"))
    yield "carto-few-columns", with_file("1-LV_car.txt", car(rows=["P\t0\t1\t0\t1\t2\t3"]))
    yield "carto-no-position", with_file("1-LV_car.txt", car(rows=["\t".join(["P", "0", "1", "0", "x", *"23", *"000000000"])]))
    yield "carto-broken-point", with_file("1-LV_P2_Point_Export.xml", b"<Point ID='2'><Annotations")
    yield "carto-entities", with_file("1-LV_P2_Point_Export.xml", b'<!DOCTYPE a [<!ENTITY b "ccc">]><Point ID="2">&b;</Point>')
    yield "carto-deep", with_file("1-LV_P2_Point_Export.xml", b"<a>" * 500 + b"</a>" * 500)
    yield "carto-short-ecg-row", with_file("1-LV_P1_ECG_Export.txt", ecg(1, extra="1 2"))
    yield "carto-no-gain", with_file("1-LV_P1_ECG_Export.txt", b"ECG_Export_4.0\r\nno gain here\r\n")
    yield "carto-float-sample", with_file("1-LV_P1_ECG_Export.txt", ecg(1, extra="1 2.5 3"))
    yield "carto-ecg-3", with_file("1-LV_P1_ECG_Export.txt", ecg(1, version="3.0"))
    yield "carto-short-trace", with_file("1-LV_P1_ECG_Export.txt", ecg(1, rows=30))
    yield "ensite-cut-values.xml", ensite(values=BIPOLAR[:5])
    yield "openep-include-short.mat", mat5(userdata(electric__include=[[1], [0]]))
    yield "openep-voltages-flat.mat", mat5(userdata(electric__voltages=[[8, 0.8], [9, 1.8], [10, 2.8]]))
    yield "openep-no-rate.mat", mat5(userdata(electric__sampleFrequency=None))
    yield "openep-no-reference.mat", mat5(userdata(electric__annotations={"woi": [[-15, 15]] * 3, "mapAnnot": [[10], [9], [8]]}))


def malformed():
    good = [f"{i} = {x} {y} {z} 0 0 1 0" for i, (x, y, z) in enumerate(VERTICES)]
    yield "empty.mesh", b""
    yield "no-head.mesh", mesh(first="#SomethingElse")
    yield "cut-vertices.mesh", mesh(vertex_count=7)
    yield "cut-off.mesh", mesh()[:700]
    yield "too-many-vertices.mesh", mesh(vertex_count=5)
    yield "huge-count.mesh", mesh(vertex_count=99999999999)
    yield "index-out-of-range.mesh", mesh(triangles=["0 = 0 1 77 0 0 1 0"], triangle_count=1)
    yield "negative-index.mesh", mesh(triangles=["0 = 0 1 -1 0 0 1 0"], triangle_count=1)
    yield "not-a-number.mesh", mesh(vertices=["0 = 1 x 3 0 0 1 0"] + good[1:])
    yield "not-finite.mesh", mesh(vertices=["0 = 1 nan 3 0 0 1 0"] + good[1:])
    yield "gap.mesh", mesh(vertices=good[:2] + good[3:])
    yield "no-sign.mesh", mesh(vertices=["0 1 2 3"])
    yield "carto-no-mesh", without(["1-LV.mesh"])
    yield "two-maps.zip", archive({"Study.xml": study(("1-LV", "2-RV")), "1-LV.mesh": mesh(), "2-RV.mesh": mesh()})
    yield "climbs-out.zip", archive({"../1-LV.mesh": mesh()})
    yield "absolute.zip", archive({"/tmp/1-LV.mesh": mesh()})
    yield "link.zip", archive({"1-LV.mesh": b"/etc/passwd"}, as_link)
    yield "bomb.zip", archive({"1-LV.mesh": b"\0" * 20_000_000})
    yield "password.zip", with_password(archive({"1-LV.mesh": mesh()}))
    yield "cut-off.zip", archive(carto_study())[:-60]
    yield "no-map.zip", archive({"readme.txt": b"nothing"})
    yield "part.zip.001", archive(carto_study())[:500]
    yield "rar.zip", b"Rar!\x1a\x07\x00" + b"\0" * 100
    yield "cut-off.mat", mat5(userdata(), compressed=False)[:900]
    yield "wrong-variable.mat", mat5(userdata(), name="otherdata")
    yield "changed-bits.mat", bytes(b ^ (1 if 150 < i < 160 else 0) for i, b in enumerate(mat5(userdata())))
    yield "index-zero.mat", mat5(userdata(surface__triRep={"X": VERTICES, "Triangulation": TRIANGLES}))
    yield "no-surface.mat", mat5(userdata(surface__triRep=None))
    tri_rep = mat_matrix(3, (1, 1), "", mat_element(1, b"TriRep") + struct.pack("<HHI", 5, 4, 32) + mat_element(1, b"X".ljust(32, b"\0")) + mat_value(VERTICES))
    yield "trirep-object.mat", mat5(userdata(surface__triRep=tri_rep))
    yield "huge-dimensions.mat", mat5({"surface": mat_matrix(6, (2_000_000_000, 2_000_000_000), "", mat_element(9, b""))}, compressed=False)
    nested = {"a": 1}
    for _ in range(60):
        nested = {"a": nested}
    yield "deep.mat", mat5(nested)
    yield "cut-off-73.mat", mat73(userdata())[:6000]
    yield "no-userdata-73.mat", mat73(userdata(), lambda f: f.move("userdata", "other"))

    def object_instead(file):
        del file["userdata/surface/triRep"]
        made = file.create_dataset("userdata/surface/triRep", data=numpy.zeros((1, 6), "u4"))
        made.attrs["MATLAB_class"] = numpy.bytes_("TriRep")
    yield "trirep-object-73.mat", mat73(userdata(), object_instead)

    def external(file):
        del file["userdata/surface/triRep/X"]
        file.create_dataset("userdata/surface/triRep/X", (3, 6), "f8", external=[("/etc/passwd", 0, 144)])
    yield "external-73.mat", mat73(userdata(), external)

    def bomb(file):
        del file["userdata/surface/triRep/X"]
        file.create_dataset("userdata/surface/triRep/X", (3, 50_000_000), "f8", chunks=(1, 1000), compression="gzip")
    yield "bomb-73.mat", mat73(userdata(), bomb)

    def loop(file):
        made = file.create_dataset("userdata/electric/tags", (1, 200), dtype=h5py.ref_dtype)
        made[0, :] = [file["userdata"].ref] * 200
    yield "references-in-a-circle-73.mat", mat73(userdata(), loop)
    yield "no-base64.pyceps", pyceps(uni=array("UNI", [], text="****"))
    yield "cut-array.pyceps", pyceps(uni=array("UNI", [], text="AACAPwA="))
    yield "unknown-type.pyceps", pyceps(uni=array("UNI", [1] * 6, ">f4"))
    yield "index-out-of-range.pyceps", pyceps(triangles=[(0, 1, 6)] * 8)
    yield "no-map.pyceps", pyceps(body="")
    yield "no-xml.pyceps", b"<Study><Procedures>"
    yield "one-letter.pyceps", b"<"
    yield "other-version.xml", ensite(version="SJM_DIF_9.0")
    yield "wrong-count.xml", ensite(vertex_number=7)
    yield "zero-based.xml", ensite(polygons=TRIANGLES)
    yield "entities.xml", ensite(head='<!DOCTYPE DIF [<!ENTITY a "b">]>')
    yield "no-place-dxl.csv", dxl(rows=("x", "y"))
    yield "short-row-dxl.csv", dxl(cut=2)
    yield "no-x.csv", csv(header="id,a,y,z,x_es,y_es,z_es,uv_mv,bv_mv,lls_pct,lat_ms,loc_stab_mm,cl_ms")
    yield "ragged.csv", csv(rows=["1,2,3"])
    yield "three-points.csv", csv(header="x,y,z", rows=["1,0,0", "0,1,0", "0,0,1"])
    yield "flat.csv", csv(header="x,y,z", rows=["1,0,0", "0,1,0", "-1,0,0", "0,-1,0"])
    yield "mixed-decimals.csv", b"x;y;z\n5,31;-2.10;0,5\n"
    yield "accepted-perhaps.csv", b"x,y,z,accepted\n5,3,2,True\n1,2,3,perhaps\n"
    yield "words-for-voltage.csv", b"x,y,z,uv_mv\n5,3,2,high\n1,2,3,low\n"
    yield "exported-surface.csv", b"# Notice: For review only.\n# Fingerprint: 00\n# Synthetic: yes\nindex,x_mm,y_mm,z_mm\n0,1,2,3\n"
    yield "no-head.ply", b"plywood\n"
    yield "cut-off.ply", ply("binary_little_endian", cut=9)
    yield "index-out-of-range.ply", ply(faces=[(0, 1, 6)])
    yield "huge-count.ply", ply(vertices=4_000_000_000_000)
    yield "unknown-type.ply", ply("binary_little_endian").replace(b"property float x", b"property quad x")
    yield "no-faces.ply", ply(faces=[])
    yield "cut-off.stl", stl(cut=7)
    yield "cut-text.stl", stl(binary=False)[:300]
    yield "not-finite.stl", stl().replace(struct.pack("<f", 30), struct.pack("<f", float("nan")))
    yield "index-zero.obj", obj(faces=["f 0 1 2"])
    yield "index-out-of-range.obj", obj(faces=["f 1 2 7"])
    yield "two-corners.obj", obj(faces=["f 1 2"])
    yield "no-number.obj", b"v 1 2 x\n"
    yield "opencarp-cut-off", opencarp(points=9)
    yield "opencarp-volume", opencarp(elements=["Tt 0 1 2 3 1"])
    yield "opencarp-no-elem", {"lv.pts": opencarp()["lv.pts"]}
    yield "opencarp-range", opencarp(elements=["Tr 0 1 6 1"])
    yield "no-head.vtk", b"not a vtk file\n"
    yield "index-out-of-range.vtk", vtk(cells=["3 0 1 77"])
    yield "volume.vtk", vtk(cells=["4 0 1 2 4"], kind="UNSTRUCTURED_GRID")
    yield "cut-points.vtk", cut_in(vtk(), b"float\n", 30)
    yield "cut-polygons.vtk", cut_in(vtk(), b"POLYGONS", 40)
    yield "cut-scalars.vtk", cut_in(vtk(), b"default\n", 12)
    yield "cut-last-number.vtk", vtk()[:-3]
    yield "cut-points-binary.vtk", cut_in(binary_vtk(), b"POINTS 6 float\n", 40)
    yield "cut-offsets-binary.vtk", cut_in(binary_vtk(), b"OFFSETS vtktypeint64\n", 40)
    yield "cut-connectivity-binary.vtk", cut_in(binary_vtk(), b"CONNECTIVITY vtktypeint64\n", 100)
    yield "cut-values-binary.vtk", cut_in(binary_vtk(), b"UnipolarVoltage 1 6 float\n", 10)
    yield "few-values.vtk", vtk().replace(b"POINT_DATA 6", b"POINT_DATA 4")
    yield "cut-appended.vtp", appended_vtp()[:-100]
    yield "few-values.vtp", vtp().replace(b">10 11 12 ", b">10 ")
    yield "cut-off.vtp", vtp()[:400]
    yield "index-out-of-range.vtp", vtp(triangles=[(0, 1, 99)] * 8)
    yield "cut-off.vtu", vtu()[:400]
    yield "index-out-of-range.vtu", vtu(triangles=[(0, 1, 99)] * 8)
    yield "no-hdf5.h5", b"just a note\n"
    yield "cut-off.h5", native()[:3000]
    yield "no-surface.h5", native(lambda file: file.__delitem__("VTKHDF"))
    yield "no-unit.h5", native(unit=None)
    yield "other-unit.h5", native(unit="V")
    yield "other-version.h5", native(lambda file: file.attrs.__setitem__("Conventions", "viamyo-9.0"))
    yield "index-out-of-range.h5", native(Connectivity=numpy.full(24, 77, "i8"))
    yield "unsigned.h5", native(Connectivity=numpy.array(TRIANGLES, "u8").ravel())
    yield "not-finite.h5", native(Points=numpy.full((6, 3), numpy.nan))
    yield "huge.h5", with_points(shape=(3_000_000_000, 3), dtype="f8", chunks=(1_000_000, 3))
    yield "external-link.h5", native(in_another_file, Points=None)
    yield "external-storage.h5", with_points(shape=(6, 3), dtype="f8", external=[("/etc/passwd", 0, 144)])
    yield "virtual.h5", native(from_other_files, Points=None)
    yield "other-filter.h5", with_points(data=numpy.array(VERTICES, "f8"), compression="lzf")
    yield "notes.txt", b"just a note\n"
    yield "raw.000", b"\0" * 100


def write(folder, items):
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in items:
        for path, data in ([(folder / name, content)] if isinstance(content, bytes) else [(folder / name / inner, data) for inner, data in content.items()]):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    write(target / "valid", valid())
    write(target / "lossy", lossy())
    write(target / "malformed", malformed())
