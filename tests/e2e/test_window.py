"""The window itself, under Xvfb, driven by X11 events as a hand would. Skipped where Xvfb or xdotool is missing."""

import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import unittest

from display import PATIENCE, Display, Hands, quoted
from pictures import is_alike, pixels_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("VIAMYO_PROGRAM", str(ROOT / "build/release/bin/viamyo"))
MAP = ROOT / "sample_maps/anterior-lad-infarct.h5"


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "Xvfb or xdotool is not installed")
class WindowTest(Hands, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.display = Display()

    @classmethod
    def tearDownClass(cls):
        cls.display.close()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='a "blank" and \u00fcml\u00e4ut '))
        self.addCleanup(shutil.rmtree, self.folder)
        self.environment = {**os.environ, "DISPLAY": self.display.name, "XDG_CONFIG_HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def command(self, *arguments):
        return [PROGRAM, "view", "--fresh", "--size", "1600x1000", "--ui-scale", "1", *map(str, arguments)]

    def script(self, *lines):
        file = self.folder / "script.txt"
        file.write_text("\n".join(lines) + "\n")
        return file

    def run_script(self, *lines, files=()):
        command = self.command(*files, "--script", self.script(*lines))
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE * 2)

    def start(self, *arguments):
        process = subprocess.Popen(self.command(*arguments), env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (process.kill(), process.communicate()))
        return process

    def window_titled(self, words):
        return self.wait_for(f"a window called {words}", lambda: self.xdotool("search", "--name", words).split())[0]

    def class_area(self, text, name):
        found = re.search(rf"{name}\D*?([0-9]+\.?[0-9]*)", text)
        self.assertIsNotNone(found, text)
        return float(found.group(1))

    def test_a_script_opens_sets_prints_and_takes_pictures(self):
        picture, window = self.folder / "p.png", self.folder / "w.png"
        done = self.run_script(f"open {quoted(MAP)}", "print classes", "set voltage_viable 9", "print classes", f"screenshot {quoted(picture)} 1280x800", f"window_screenshot {quoted(window)}", "quit")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(int.from_bytes(picture.read_bytes()[16:20], "big"), 1280)
        self.assertEqual(int.from_bytes(window.read_bytes()[16:20], "big"), 1600)
        self.assertNotEqual(*done.stdout.split("\n\n")[:2] if "\n\n" in done.stdout else (done.stdout[: len(done.stdout) // 2], done.stdout[len(done.stdout) // 2 :]))

    def test_a_broken_file_ends_a_script_with_one_sentence(self):
        broken = self.folder / "broken.h5"
        broken.write_bytes(MAP.read_bytes()[:5000])
        done = self.run_script(f"open {quoted(broken)}", "quit")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)

    def test_a_map_is_chosen_of_a_study_alone(self):
        for words, sentence in (((MAP, "--map", "1"), "is a native map; --map does not apply, it is for exports of other systems"), ((MAP, "--frame", "LPS"), "is a native map; --frame does not apply"), (("--map", "1"), "name it as well"),
                                ((MAP, MAP, "--units", "cm"), "--units: is of one source; name it, and no other")):
            done = subprocess.run(self.command(*words), env=self.environment, capture_output=True, text=True, timeout=PATIENCE)
            self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)
            self.assertIn(sentence, done.stderr)

    def test_without_a_display_one_sentence_names_render(self):
        environment = {key: value for key, value in self.environment.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = subprocess.run(self.command(), env=environment, capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 7)
        self.assertIn("viamyo render", done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1)

    def act(self, *steps, before=(), after=()):
        """Opens the map, lets `steps` act on the window with mouse and keys, and gives what the script prints afterwards: settings, classes, why."""
        items, picture = self.folder / "items.txt", self.folder / "after.png"
        items.unlink(missing_ok=True)  # of a run before: hands must not begin before this one is ready for them
        lines = [f"open {quoted(MAP)}", *before, f"window_items {quoted(items)}", "print classes", "pause 120", "print settings", "print classes", "print why", *after]
        process = self.start("--script", self.script(*lines, f"window_screenshot {quoted(picture)}", "quit"))
        window = self.window_titled("anterior-lad-infarct")
        self.wait_for("the window's items", lambda: items.exists() and items.stat().st_size > 0)
        where = {}
        for line in items.read_text().splitlines():
            name, x, y, width, height = line.rsplit(" ", 4)
            where[name] = (int(x), int(y), int(width), int(height))
        self.xdotool("windowfocus", "--sync", window)
        for step in steps:
            step(window, where)
        self.strike("Pause")  # what was done before it is done first
        out, errors = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0, errors)
        return out, picture

    def drag(self, name, start, end):
        def step(window, where):
            x, y, width, height = where[name]
            at = lambda share: (round(x + share * width), round(y + height / 2))
            self.xdotool("mousemove", "--window", window, *at(start), "mousedown", 1)
            for i in range(1, 6):
                self.xdotool("mousemove", "--window", window, *at(start + (end - start) * i / 5))
            self.xdotool("mouseup", 1)

        return step

    def click(self, name, share=(0.5, 0.5)):
        def step(window, where):
            x, y, width, height = where[name]
            self.click_at(window, round(x + share[0] * width), round(y + share[1] * height))

        return step

    def key(self, name):
        return lambda window, where: self.strike(name)

    def colour_count(self, picture, box, rgb):
        """Pixels of the box that are close to a colour."""
        from PIL import Image  # Debian's python3-pil

        with Image.open(picture) as image:
            pixels = image.convert("RGB").crop((box[0], box[1], box[0] + box[2], box[1] + box[3])).getdata()
            return sum(all(abs(a - b) < 30 for a, b in zip(pixel, rgb)) for pixel in pixels)

    def boxes(self):
        return {line.rsplit(" ", 4)[0]: tuple(map(int, line.rsplit(" ", 4)[1:])) for line in (self.folder / "items.txt").read_text().splitlines()}

    def test_a_dragged_slider_changes_picture_and_numbers_alike(self):
        still, before = self.act()
        out, picture = self.act(self.drag("thresholds/Viable from", 6.9 / 15, 10 / 15))
        value = float(re.search(r"voltage_viable\S*[ =]+([0-9.]+)", out).group(1))
        self.assertAlmostEqual(value, 10, delta=0.4)
        first, last = (float(x.replace(",", "")) for x in self.class_areas(out, "normal"))
        self.assertLess(last, first)
        asked = subprocess.run([PROGRAM, "analyze", str(MAP), "--set", f"voltage_viable={value}"], capture_output=True, text=True, check=True)
        area = json.loads(asked.stdout)["classes"]["normal"]["area_mm2"]
        self.assertAlmostEqual(last, area, delta=0.1)

    def class_areas(self, out, name):
        return re.findall(rf"^{name}\s+([0-9.,]+)", out, re.MULTILINE)

    def test_a_drag_is_undone_with_one_key(self):
        out, _ = self.act(self.drag("thresholds/Viable from", 6.9 / 15, 10 / 15), self.key("ctrl+z"))
        self.assertEqual(float(re.search(r"voltage_viable\S*[ =]+([0-9.]+)", out).group(1)), 6.9)
        self.assertEqual(*self.class_areas(out, "normal"))

    def test_thresholds_are_set_by_keys_alone(self):
        def value(out, name):
            return float(re.search(rf"{name}\S*[ =]+([0-9.]+)", out).group(1))

        def strokes(*keys):
            return lambda window, where: self.strike(*keys)

        out, _ = self.act(strokes("Tab", "Up", "Up", "Up", "Tab", "Down", "Down", "Tab", "Up", "Tab", "Escape"))
        self.assertAlmostEqual(value(out, "voltage_infarct"), 4.8, 5)
        self.assertAlmostEqual(value(out, "voltage_viable"), 6.7, 5)
        self.assertAlmostEqual(value(out, "shortening_ischemic"), 12.5, 5)
        first, last = (float(x.replace(",", "")) for x in self.class_areas(out, "infarcted"))
        self.assertGreater(last, first, "the numbers follow")
        out, _ = self.act(strokes("Tab", "Tab", "shift+Tab", "Up", "shift+Tab", "Down"))
        self.assertAlmostEqual(value(out, "voltage_infarct"), 4.6, 5)
        self.assertAlmostEqual(value(out, "shortening_ischemic"), 11.5, 5)
        # Typing goes on where arrows ended.
        out, _ = self.act(strokes("Tab", *["Up"] * 20, "Tab", "ctrl+a", "9", "Return"))
        self.assertAlmostEqual(value(out, "voltage_infarct"), 6.5, 5)
        self.assertEqual(value(out, "voltage_viable"), 9)

    def test_keys_do_nothing_behind_a_dialog(self):
        out, _ = self.act(self.key("ctrl+o"), self.key("h"), self.key("Escape"))
        self.assertEqual(len(self.class_areas(out, "normal")), 2, "classes were not hidden")

    def test_one_key_leaves_a_dialog_and_another_the_program_while_a_field_is_being_typed_in(self):
        process = self.start(MAP)
        window = self.window_titled("anterior-lad-infarct")
        self.xdotool("windowfocus", "--sync", window)
        self.strike("ctrl+s", "Escape", "h", "ctrl+s", "ctrl+q")
        self.wait_for("the end", lambda: process.poll() is not None)
        self.assertEqual(process.returncode, 0, process.stderr.read())

    def test_a_click_on_the_surface_explains_the_place(self):
        out, _ = self.act(self.click("scene/view 1", (0.45, 0.5)), before=("show points off",))
        self.assertRegex(out, r"The surface at -?[0-9.]+, -?[0-9.]+, -?[0-9.]+ mm is proposed as")

    def test_a_dragged_slider_and_a_typed_value_show_the_same_picture(self):
        out, dragged = self.act(self.drag("thresholds/Viable from", 6.9 / 15, 10 / 15), before=("layout single", "overlay 1 class"))
        value = re.search(r"voltage_viable\S*[ =]+([0-9.]+)", out).group(1)
        kept = self.folder / "dragged.png"
        dragged.rename(kept)
        scene = self.boxes()["scene/view 1"]
        _, untouched = self.act(before=("layout single", "overlay 1 class"))
        untouched = untouched.rename(self.folder / "untouched.png")
        done = self.run_script(f"open {quoted(MAP)}", "layout single", "overlay 1 class", f"set voltage_viable {value}", f"window_screenshot {quoted(self.folder / 'typed.png')}", "quit")
        self.assertEqual(done.returncode, 0, done.stderr)
        cut = lambda path: pixels_of(path)[scene[1] : scene[1] + scene[3], scene[0] : scene[0] + scene[2]]
        self.assertTrue(is_alike(cut(kept), cut(self.folder / "typed.png")))
        self.assertFalse(is_alike(cut(kept), cut(untouched)))
        # As many pixels changed their colour as the table says area did, within what a slanting surface and the dots take away.
        teal = lambda path: self.colour_count(path, scene, (0x26, 0x8C, 0x80))
        self.assertLess(teal(kept), teal(untouched))

    def rest(self, window, where):
        x, y, width, height = where["scene/view 1"]
        self.xdotool("mousemove", "--window", window, round(x + width * 0.45) - 3, round(y + height * 0.5), "mousemove", "--window", window, round(x + width * 0.45), round(y + height * 0.5))

    def test_what_is_under_a_hand_that_keeps_still_follows_the_picture(self):
        drawn = f"window_items {quoted(self.folder / 'drawn.txt')}"  # when the frames are drawn that show it
        told = lambda out: out.strip().splitlines()[-3:]
        turn, change = "view pa 1", ("set voltage_viable 16", "set voltage_infarct 15.9", "wait")
        out, _ = self.act(self.rest, before=("layout single", "overlay 1 class"), after=(drawn, "print hover", turn, drawn, "print hover", *change, drawn, "print hover"))
        first, turned, changed = told(out)
        out, _ = self.act(self.rest, before=("layout single", "overlay 1 class", turn), after=(drawn, "print hover"))
        self.assertEqual(told(out)[-1], turned)
        out, _ = self.act(self.rest, before=("layout single", "overlay 1 class", turn, *change), after=(drawn, "print hover"))
        self.assertEqual(told(out)[-1], changed)
        self.assertEqual(len({first, turned, changed}), 3, "three pictures, three places or classes")

    def draw_ring(self, places):
        def draw(window, where):
            x, y, width, height = where["scene/view 1"]
            place = lambda angle: (round(x + width * 0.45 + 0.16 * height * math.cos(angle)), round(y + height * 0.5 + 0.16 * height * math.sin(angle)))
            # In one go: the hand does not wait for pictures.
            self.xdotool("mousemove", "--window", window, *place(0), "mousedown", 1,
                         *(word for i in range(1, places + 1) for word in ("mousemove", "--window", window, *place(2 * math.pi * i / places))), "mouseup", 1)

        return draw

    def test_a_patch_is_as_large_at_any_speed_of_the_hand(self):
        areas = []
        for places in (24, 96, 384):
            out, _ = self.act(self.draw_ring(places), before=("tool patch",), after=("print measured",))
            area, around = map(float, re.search(r"([0-9.]+) (?:mm2|cm2|cm²) inside the line .*, ([0-9.]+) mm around", out).groups())
            areas.append((area, around))
        area, around = areas[0]
        # A ring on a slanting, bulging surface is no larger than a flat disc of that outline.
        scale = 100 if area < 100 else 1  # told in cm2 or in mm2
        self.assertGreater(area * scale, 300)
        self.assertLess(area * scale, 1.1 * around**2 / (4 * math.pi))
        for other, _ in areas[1:]:
            self.assertAlmostEqual(other / area, 1, delta=0.02, msg=areas)

    def test_zones_are_outlined_as_in_pictures(self):
        """Two pixels wide, as `viamyo render` draws them: some contexts of OpenGL draw thin lines alone."""
        lines = [f"open {quoted(MAP)}", "layout single", "overlay 1 unipolar", "show points off", f"window_items {quoted(self.folder / 'items.txt')}"]
        shots = [line for zones in ("on", "off") for line in (f"show zones {zones}", f"window_screenshot {quoted(self.folder / (zones + '.png'))}", f"screenshot {quoted(self.folder / (zones + '_picture.png'))} 1600x1000")]
        self.assertEqual(self.run_script(*lines, *shots, "quit").returncode, 0)
        white = lambda name, box: sum(self.colour_count(self.folder / f"{state}{name}.png", box, (255, 255, 255)) * sign for state, sign in (("on", 1), ("off", -1)))
        window = white("", self.boxes()["scene/view 1"])
        picture = white("_picture", (0, 0, 1600, 1000))
        heights = self.boxes()["scene/view 1"][3] / 1000  # the heart is about as much smaller
        self.assertGreater(window, 0.7 * picture * heights, (window, picture))

    def test_another_size_keeps_everything_inside(self):
        process = self.start("--script", self.script(f"open {quoted(MAP)}", "pause 120", f"window_items {quoted(self.folder / 'items.txt')}", f"window_screenshot {quoted(self.folder / 'w.png')}", "quit"))
        window = self.window_titled("anterior-lad-infarct")
        self.xdotool("windowsize", "--sync", window, 1200, 720)
        self.xdotool("windowfocus", "--sync", window)
        self.strike("Pause")
        process.communicate(timeout=PATIENCE)
        self.assertEqual(pixels_of(self.folder / "w.png").shape[:2], (720, 1200))
        for name, (x, y, width, height) in self.boxes().items():
            if name.split("/")[0] in ("menu", "band", "scene", "tabs", "why", "status"):
                self.assertTrue(0 <= x and x + width <= 1201 and 0 <= y and y + height <= 721, (name, x, y, width, height))

    def test_twenty_maps_in_turn_leave_no_memory_behind(self):
        first, last = self.folder / "first.txt", self.folder / "last.txt"
        turns = lambda count, start: [line for i in range(start, start + count) for line in (f"open {quoted(self.folder / f'map{i}.h5')}", "view ap", "close")]
        for i in range(26):
            shutil.copy(MAP, self.folder / f"map{i}.h5")
        process = self.start("--script", self.script(*turns(6, 0), f"window_items {quoted(first)}", "pause 60", *turns(20, 6), f"window_items {quoted(last)}", "pause 60", "quit"))
        window = self.window_titled("Viamyo")
        resident = lambda: int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text()).group(1)) / 1024  # MiB
        held = []
        for mark in (first, last):
            self.wait_for(mark.name, lambda: mark.exists() and mark.stat().st_size > 0)
            held.append(resident())
            self.xdotool("windowfocus", "--sync", window)
            self.strike("Pause")
        _, errors = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0, errors)
        self.assertLess(held[1] - held[0], 30, held)

    def test_keys_reach_the_window_and_quit_it(self):
        process = self.start(MAP)
        window = self.window_titled("anterior-lad-infarct")
        self.xdotool("windowfocus", "--sync", window)
        self.strike("h", "ctrl+q")
        self.wait_for("the end", lambda: process.poll() is not None)
        self.assertEqual(process.returncode, 0, process.stderr.read())

    def test_an_idle_window_uses_no_processor(self):
        process = self.start(MAP)
        self.window_titled("anterior-lad-infarct")
        time.sleep(5)  # what the beginning needs; the ten seconds below are what is measured
        ticks = lambda: sum(map(int, pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
        before = ticks()
        time.sleep(10)
        self.assertLess((ticks() - before) / os.sysconf("SC_CLK_TCK"), 0.3)  # seconds of ten


if __name__ == "__main__":
    unittest.main()
