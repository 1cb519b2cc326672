"""The window itself, under Xvfb, driven by X11 events as a hand would. Skipped where Xvfb or xdotool is missing."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("VIAMYO_PROGRAM", str(ROOT / "build/release/bin/viamyo"))
MAP = ROOT / "sample_maps/anterior-lad-infarct.h5"
PATIENCE = 90  # seconds: a shared machine draws slowly


class Display:
    """An X server of our own, on a display number that it chooses itself."""

    def __init__(self, size="1920x1080"):
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
        self.server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            self.name = ":" + answer.readline().strip()

    def close(self):
        self.server.terminate()
        self.server.wait()


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "Xvfb or xdotool is not installed")
class WindowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.display = Display()

    @classmethod
    def tearDownClass(cls):
        cls.display.close()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
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

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, capture_output=True, text=True, check=False).stdout

    def wait_for(self, what, condition):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            value = condition()
            if value:
                return value
            time.sleep(0.2)
        self.fail(f"waited in vain for {what}")

    def window_titled(self, words):
        return self.wait_for(f"a window called {words}", lambda: self.xdotool("search", "--name", words).split())[0]

    def class_area(self, text, name):
        found = re.search(rf"{name}\D*?([0-9]+\.?[0-9]*)", text)
        self.assertIsNotNone(found, text)
        return float(found.group(1))

    def test_a_script_opens_sets_prints_and_takes_pictures(self):
        picture, window = self.folder / "p.png", self.folder / "w.png"
        done = self.run_script(f"open {MAP}", "print classes", "set voltage_viable 9", "print classes", f"screenshot {picture} 1280x800", f"window_screenshot {window}", "quit")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(int.from_bytes(picture.read_bytes()[16:20], "big"), 1280)
        self.assertEqual(int.from_bytes(window.read_bytes()[16:20], "big"), 1600)
        self.assertNotEqual(*done.stdout.split("\n\n")[:2] if "\n\n" in done.stdout else (done.stdout[: len(done.stdout) // 2], done.stdout[len(done.stdout) // 2 :]))

    def test_a_broken_file_ends_a_script_with_one_sentence(self):
        broken = self.folder / "broken.h5"
        broken.write_bytes(MAP.read_bytes()[:5000])
        done = self.run_script(f"open {broken}", "quit")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)

    def test_without_a_display_one_sentence_names_render(self):
        environment = {key: value for key, value in self.environment.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = subprocess.run(self.command(), env=environment, capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 7)
        self.assertIn("viamyo render", done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1)

    def test_keys_reach_the_window_and_quit_it(self):
        process = self.start(MAP)
        window = self.window_titled("anterior-lad-infarct")
        self.xdotool("windowfocus", window)
        self.xdotool("key", "--window", window, "h")
        self.xdotool("key", "--window", window, "ctrl+q")
        self.wait_for("the end", lambda: process.poll() is not None)
        self.assertEqual(process.returncode, 0, process.stderr.read())

    def test_an_idle_window_uses_no_processor(self):
        process = self.start(MAP)
        self.window_titled("anterior-lad-infarct")
        time.sleep(5)
        ticks = lambda: sum(map(int, pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
        before = ticks()
        time.sleep(10)
        self.assertLess((ticks() - before) / os.sysconf("SC_CLK_TCK"), 0.3)  # seconds of ten


if __name__ == "__main__":
    unittest.main()
