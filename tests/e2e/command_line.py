"""What tests of the command line share: a map to damage, and what a refusal must look like."""

import pathlib
import subprocess
import sys
import time

import h5py
import numpy

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

from native_layout import write_map
from program import ProgramTest

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "sample_maps"
NOTICE = "For review only. Every classification requires confirmation by the treating team. Not a medical device."


def set_digest_aside(path):
    """A changed map would be refused for its digest before anything else."""
    with h5py.File(path, "r+") as file:
        file.attrs.pop("ContentDigest", None)


def wait_until_it_hears(process, number):
    """Until the process has a handler of its own for the signal, as /proc tells; or it has ended."""
    handled, deadline = 0, time.monotonic() + 60
    while not handled >> (number - 1) & 1 and process.poll() is None and time.monotonic() < deadline:
        text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        handled = int(next(line for line in text.splitlines() if line.startswith("SigCgt:")).split()[1], 16)
        time.sleep(0.005)


class CommandLineTest(ProgramTest):
    def run_viamyo(self, *arguments, **options):
        words = [self.program, *map(str, arguments)]
        return subprocess.run(words, **{"capture_output": True, "text": True, "timeout": 120, "cwd": self.folder, **options})

    def output(self, *arguments, **options):
        done = self.run_viamyo(*arguments, **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def assert_refused(self, code, words, *arguments, **options):
        """The exit code, nothing on stdout, and one line on stderr that holds all the words."""
        done = self.run_viamyo(*arguments, **options)
        self.assertEqual(done.returncode, code, f"{arguments}: {done.stderr}")
        self.assertEqual(done.stdout, "", arguments)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("viamyo: "), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def map_file(self, name="map.h5", change=None):
        """A sound map, changed by the function."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_map(path)
        set_digest_aside(path)
        if change:
            with h5py.File(path, "r+") as file:
                change(file)
        return path

    def replace(self, path, values, **attributes):
        """A change that puts other values into one dataset, keeping its attributes."""
        def change(file):
            kept = dict(file[path].attrs)
            del file[path]
            file.create_dataset(path, data=values)
            file[path].attrs.update({**kept, **attributes})
        return change

    def files_below(self, folder=None):
        folder = folder or self.folder
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def nan_vertex(file):
    points = file["VTKHDF/Points"][:]
    points[3, 1] = numpy.nan
    file["VTKHDF/Points"][:] = points
