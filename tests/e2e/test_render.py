"""`viamyo render`: what every picture must carry, what is refused, and that its colours are those of the numbers."""

import os
import re
import tomllib
import unittest

import h5py
import numpy

from command_line import NOTICE, SAMPLES, CommandLineTest, set_digest_aside
from display import Display
from pictures import difference, is_alike, pixels_of, texts_of

ROOT = SAMPLES.parent
INFARCT = SAMPLES / "anterior-lad-infarct.h5"
BAND_OPEN = (0x3A, 0x2C, 0x0B)
BAND_OPEN_LIGHT = (0xFB, 0xE7, 0xB4)
BAND_SETTLED = (0x12, 0x36, 0x2A)
GROUND = (0x0F, 0x12, 0x16)
BARE = ("--no-points", "--no-borders", "--no-zones", "--unlit")


def linear(channel):
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def encoded(channel):
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def colour_of(palette, fraction):
    """The colour, 0 to 255, that a palette's file gives for a fraction: linear in linear RGB between two stops."""
    stops = tomllib.loads((ROOT / "assets" / "palettes" / f"{palette}.toml").read_text())["stops"]
    at = [stop["at"] for stop in stops]
    rgb = numpy.array([[linear(int(stop["colour"][i : i + 2], 16) / 255) for i in (1, 3, 5)] for stop in stops])
    return numpy.array([255 * encoded(numpy.interp(min(max(fraction, 0), 1), at, rgb[:, i])) for i in range(3)])


def rows_of_colour(pixels, colour):
    """Rows that begin and end in that colour."""
    return [y for y in range(len(pixels)) if (pixels[y, 2, :3] == colour).all() and (pixels[y, -2, :3] == colour).all()]


class RenderTest(CommandLineTest):
    def picture(self, *arguments, name="picture.png", **options):
        path = self.folder / name
        self.assertEqual(self.output("render", *arguments, "--out", path, **options), "")
        return pixels_of(path)

    def changed_sample(self, change, name="changed.h5"):
        path = self.folder / name
        path.write_bytes(INFARCT.read_bytes())
        set_digest_aside(path)
        with h5py.File(path, "r+") as file:
            change(file)
        return path


class Render(RenderTest):
    def test_the_same_bytes_twice(self):
        for name in ("a.png", "b.png"):
            self.picture(INFARCT, name=name)
        self.assertEqual((self.folder / "a.png").read_bytes(), (self.folder / "b.png").read_bytes())

    def test_the_size_is_the_one_asked_for(self):
        for size in ("1280x800", "1920x1080", "480x360"):
            pixels = self.picture(INFARCT, "--size", size, "--overlay", "unipolar")
            self.assertEqual(f"{pixels.shape[1]}x{pixels.shape[0]}", size)

    def test_the_file_carries_identity_thresholds_and_review_state(self):
        self.picture(INFARCT, "--set", "voltage_viable=7.5")
        texts = texts_of(self.folder / "picture.png")
        analysis = self.analyze(INFARCT, {"voltage_viable": 7.5})
        self.assertEqual(texts["viamyo:notice"], NOTICE)
        self.assertEqual(texts["viamyo:fingerprint"], analysis["fingerprint"])
        self.assertEqual(texts["viamyo:map_id"], "anterior-lad-infarct")
        self.assertEqual(texts["viamyo:subject_id"], "DEMO-03")
        self.assertEqual(texts["viamyo:synthetic"], "yes")
        self.assertEqual(texts["viamyo:review_status"], "unconfirmed")
        self.assertIn("viable from 7.5 mV", texts["viamyo:thresholds"])

    def test_no_option_takes_the_unconfirmed_band_away(self):
        every = ["--transparent", "--no-points", "--no-borders", "--no-zones", "--band", "--segments", "--landmarks", "--mesh-edges", "--clip",
                 "--unlit", "--opacity=0.3", "--beat=0.5", "--palette=grey", "--layout=single"]
        for arguments in ([], every, ["--layout=bullseye"], ["--size=480x360", "--view=ap"], ["--size=3840x2160"], ["--scale=1.5", "--layout=single"],
                          ["--theme=light"]):
            with self.subTest(arguments=arguments):
                pixels = self.picture(INFARCT, *arguments)
                colour = BAND_OPEN_LIGHT if "--theme=light" in arguments else BAND_OPEN
                rows = rows_of_colour(pixels, colour)
                self.assertGreaterEqual(len(rows), 28)
                band = pixels[rows[0] : rows[-1] + 1]
                self.assertEqual(len(rows), len(band), "one band, from side to side")
                self.assertTrue((band[..., 3] == 255).all(), "never transparent")
                # Its words stand out from it.
                bright = numpy.abs(band[..., :3].astype(int) - colour).sum(axis=2) > 200
                self.assertGreater(bright.sum(), 1000)
                self.assertEqual(rows_of_colour(pixels, BAND_SETTLED), [])

    def test_the_watermark_crosses_the_heart_in_every_view(self):
        def flat(file):
            file["VTKHDF/PointData"].clear()
            field = file["VTKHDF/PointData"].create_dataset("UnipolarVoltage", data=numpy.full(file["VTKHDF/NumberOfPoints"][0], 8.0, "<f4"))
            field.attrs["units"] = "mV"
            del file["MappingPoints"]
        uniform = self.changed_sample(flat)
        for layout in ("single", "bullseye"):
            for transparent in ((), ("--transparent",)):
                pixels = self.picture(uniform, "--overlay", "unipolar", "--layout", layout, *BARE, *transparent).astype(int)
                colour = colour_of("electromechanical", 8 / 15)
                heart = numpy.abs(pixels[..., :3] - colour).max(axis=2) <= 6
                self.assertGreater(heart.sum(), 50_000)
                # On the heart, row by row from its first to its last pixel of its own colour, are letters: lighter than it is, with darker edges.
                inside = (numpy.cumsum(heart, axis=1) > 0) & (numpy.cumsum(heart[:, ::-1], axis=1)[:, ::-1] > 0)
                marked = inside & ((pixels[..., :3] - colour).max(axis=2) > 60)
                self.assertGreater(marked.sum(), 500, layout)

    def test_inputs_are_never_written_to(self):
        path = self.folder / "map.png"
        path.write_bytes(INFARCT.read_bytes())
        before = path.read_bytes()
        (self.folder / "link.png").symlink_to(path)
        os.link(path, self.folder / "hard.png")
        for out in ("map.png", "link.png", "hard.png", "./map.png"):
            self.assert_refused(2, ["is an input"], "render", path, "--out", out)
        self.assertEqual(path.read_bytes(), before)

    def test_what_is_refused_leaves_no_file(self):
        refusals = [
            (2, ["479x360", "too small", "480x360"], ["--size=479x360"]), (2, ["480x359"], ["--size=480x359"]),
            (2, ["9000x800", "too large"], ["--size=9000x800"]), (2, ["WIDTHxHEIGHT"], ["--size=big"]), (2, ["no room", "quad"], ["--size=640x480"]),
            (2, ["no room", "quad", "a size of", "or layout single has"], ["--size=800x600"]), (2, ["--scale", "0.5"], ["--scale=0.5"]),
            (2, ["no room", "scale 4"], ["--scale=4"]), (2, ["lao46", "lao45"], ["--view=lao46"]), (2, ["speed", "unipolar"], ["--overlay=speed"]),
            (2, ["rainbow", "cividis"], ["--palette=rainbow"]), (2, ["dim", "light"], ["--theme=dim"]), (2, ["hexagon", "quad"], ["--layout=hexagon"]),
            (2, ["--range"], ["--range=unipolar=5,5"]), (2, ["--range"], ["--range=unipolar=high"]), (2, ["quad"], ["--layout=quad", "--overlay=class"]),
        ]
        for code, words, arguments in refusals:
            self.assert_refused(code, words, "render", INFARCT, "--out", "picture.png", *arguments)
        self.assert_refused(2, [".png"], "render", INFARCT, "--out", "picture.jpg")
        self.assert_refused(5, ["nowhere"], "render", INFARCT, "--out", "nowhere/picture.png")
        self.assert_refused(3, ["missing.h5"], "render", "missing.h5", "--out", "picture.png")
        self.assertEqual(self.files_below(), [])

    def test_without_opengl_it_says_so_with_an_exit_code_of_its_own(self):
        environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
        environment["VIAMYO_OFFSCREEN"] = "x11"
        self.assert_refused(7, ["OpenGL"], "render", INFARCT, "--out", "picture.png", env=environment)
        self.assertEqual(self.files_below(), [])

    def test_a_map_of_unknown_frame_has_no_ap_and_no_letters(self):
        unknown = self.changed_sample(lambda file: file["Study"].attrs.__delitem__("coordinate_frame"))
        for view in ("ap", "pa", "lao30", "lao45", "rao30", "left", "right", "superior", "inferior"):
            self.assert_refused(2, [view, "anterior"], "render", unknown, "--out", "picture.png", "--view", view)
        corner = (slice(-184, -130), slice(8, 80))  # where the letters stand, above the foot and the identity
        for view in ((), ("--view=anterior",), ("--view=30,0",)):
            pixels = self.picture(unknown, "--overlay=unipolar", *view)[corner][..., :3]
            self.assertTrue((pixels == GROUND).all(), view)
        known = self.picture(INFARCT, "--overlay=unipolar")[corner][..., :3]
        self.assertGreater((known != GROUND).any(axis=2).sum(), 50)

    def test_a_transparent_ground_is_clear_and_head_and_foot_are_not(self):
        pixels = self.picture(INFARCT, "--overlay=class", "--transparent")
        self.assertEqual(pixels[400, 200, 3], 0)
        for y in (2, 45, 798):
            self.assertTrue((pixels[y, :, 3] == 255).all())


class RenderedNumbers(RenderTest):
    """A second way from a vertex to its pixel: seen from the front along y, so that x runs to the right and z upward, and the silhouette is as wide and high
    as the vertices reach."""

    def seen_vertices(self, pixels, heart):
        with h5py.File(INFARCT) as file:
            places = file["VTKHDF/Points"][:].astype(float)
        ys, xs = numpy.nonzero(heart)
        low, high = places[:, [0, 2]].min(axis=0), places[:, [0, 2]].max(axis=0)
        x = xs.min() + (places[:, 0] - low[0]) / (high[0] - low[0]) * (xs.max() + 1 - xs.min()) - 0.5
        y = ys.max() - (places[:, 2] - low[1]) / (high[1] - low[1]) * (ys.max() + 1 - ys.min()) + 0.5
        middle = (low + high) / 2
        near = numpy.hypot(*((places[:, [0, 2]] - middle) / (high - low)).T) < 0.33
        front = places[:, 1] < numpy.median(places[:, 1])
        for vertex in numpy.nonzero(near & front)[0][::17]:
            yield vertex, pixels[int(round(y[vertex])), int(round(x[vertex])), :3].astype(int)

    def explained(self, vertex):
        text = self.output("explain", INFARCT, "--vertex", vertex)
        return float(re.search(r"unipolar voltage (-?[\d.]+) mV", text).group(1)), text

    def heart(self, pixels):
        """What has a colour in the middle of the picture, where the bar does not stand: texts are grey."""
        heart = numpy.ptp(pixels[..., :3].astype(int), axis=2) > 60
        heart[:, :300] = heart[:, 1000:] = heart[:100] = heart[-115:] = False
        return heart

    def test_a_pixel_has_the_legends_colour_of_the_value_that_explain_tells(self):
        for palette in ("electromechanical", "viridis"):
            pixels = self.picture(INFARCT, "--overlay=unipolar", "--view=ap", f"--palette={palette}", *BARE)
            checked = agreeing = 0
            for vertex, colour in self.seen_vertices(pixels, self.heart(pixels)):
                value, _ = self.explained(vertex)
                # A pixel is up to half a pixel off its vertex, 0.15 mm: the voltage changes by less than 0.75 mV on that way. The watermark lies over some.
                reach = [colour_of(palette, (value + step) / 15) for step in numpy.linspace(-0.75, 0.75, 31)]
                agreeing += min(numpy.abs(colour - one).max() for one in reach) <= 10
                checked += 1
            self.assertGreater(checked, 15)
            self.assertGreaterEqual(agreeing / checked, 0.65, palette)

    def test_the_bars_own_colours_stand_at_their_values(self):
        pixels = self.picture(INFARCT, "--overlay=unipolar", "--view=ap", *BARE)
        column = pixels[:, 1280 - 18, :3].astype(int)
        coloured = [y for y in range(100, 700) if column[y].max() - column[y].min() > 60]
        top, bottom = coloured[0], coloured[-1] + 1
        self.assertGreater(bottom - top, 300)
        off = []
        for y in range(top + 2, bottom - 2):
            off.append(numpy.abs(column[y] - colour_of("electromechanical", 1 - (y + 0.5 - top) / (bottom - top))).max())
        self.assertLessEqual(numpy.median(off), 3)
        self.assertGreater(numpy.mean(numpy.array(off) <= 8), 0.9, "all but the marks of the thresholds")

    def test_more_muscle_is_viable_in_the_picture_when_less_voltage_is_asked_for(self):
        def viable(threshold):
            pixels = self.picture(INFARCT, "--overlay=class", "--view=ap", "--set", f"voltage_viable={threshold}", "--set", "voltage_infarct=2", *BARE)
            gold = numpy.abs(pixels[..., :3].astype(int) - (0xF2, 0xC1, 0x4E)).max(axis=2) <= 4
            return int((gold & self.heart(pixels)).sum())
        counts = [viable(threshold) for threshold in (4.5, 6.9, 9)]
        self.assertGreater(counts[0], counts[1])
        self.assertGreater(counts[1], counts[2])


@unittest.skipUnless(Display.is_installed(), "there is no Xvfb here")
class RenderOnX11(RenderTest):
    def test_a_display_gives_the_same_picture(self):
        display = Display("640x480")
        self.addCleanup(display.close)
        # Without points: dots that cover one another in a bull's-eye lie equally deep, and either may be drawn last.
        without = self.picture(INFARCT, "--no-points", name="egl.png", env={**os.environ, "VIAMYO_OFFSCREEN": "egl"})
        beside = self.picture(INFARCT, "--no-points", name="x11.png", env={**os.environ, "VIAMYO_OFFSCREEN": "x11", "DISPLAY": display.name})
        self.assertTrue(is_alike(without, beside), difference(without, beside))


if __name__ == "__main__":
    unittest.main()
