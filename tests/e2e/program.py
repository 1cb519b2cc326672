"""Runs the shipped program; its path stands in the environment variable VIAMYO_PROGRAM."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

REAL_MAPS = pathlib.Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "native"


def _as_text(value):
    return ",".join(map(_as_text, value)) if isinstance(value, (list, tuple)) else str(value)


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own and the program at hand."""
    needs_program = True

    def setUp(self):
        self.program = os.environ.get("VIAMYO_PROGRAM")
        if self.needs_program and not self.program:
            self.skipTest("VIAMYO_PROGRAM names no program")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def analyze(self, path, settings=None):
        options = [part for key, value in (settings or {}).items() for part in ("--set", f"{key}={_as_text(value)}")]
        done = subprocess.run([self.program, "analyze", str(path), *options], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def real_map(self, name):
        path = REAL_MAPS / name
        if not path.exists():
            self.skipTest(f"the real map {name} is not here")
        return path
