"""What `cmake --install` leaves: programs that run from there, and a library that the examples build against and run with."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

from command_line import SAMPLES, CommandLineTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAP = str(SAMPLES / "anterior-lad-infarct.h5")


def run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


class Installed(CommandLineTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(place.cleanup)
        cls.tree, built = pathlib.Path(place.name) / "in stalled", pathlib.Path(place.name) / "built"
        for words in (["cmake", "--install", os.environ["VIAMYO_BUILD"], "--prefix", str(cls.tree)],
                      ["cmake", "-S", str(ROOT / "examples"), "-B", str(built), "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={cls.tree}"],
                      ["cmake", "--build", str(built)]):
            done = run(*words)
            if done.returncode != 0:
                raise AssertionError(done.stdout + done.stderr)
        cls.built = built

    def example(self, name, *arguments):
        return run(str(self.built / name), *arguments)

    def test_programs_run_from_where_they_were_installed(self):
        program = self.tree / "bin/viamyo"
        self.assertEqual(sorted(path.name for path in (self.tree / "bin").iterdir()), ["viamyo"])
        here = self.output("analyze", MAP, "--quiet")
        there = run(str(program), "analyze", MAP, "--quiet")
        self.assertEqual((there.returncode, there.stdout), (0, here), there.stderr)
        sample = self.tree / "share/viamyo/sample_maps/anterior-lad-infarct.h5"
        self.assertEqual(sample.read_bytes(), pathlib.Path(MAP).read_bytes())
        for ending in ("vtp", "csv"):
            done = run(str(program), "export", MAP, "--out", str(self.folder / f"map.{ending}"), "--quiet")
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_examples_tell_what_the_program_tells(self):
        done = self.example("read_map", MAP)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("nothing of it is confirmed", done.stdout)
        done = self.example("analyse_folder", str(SAMPLES))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(done.stdout.splitlines()), 1 + len(list(SAMPLES.glob("*.h5"))))
        done = self.example("read_map", str(self.folder / "missing.h5"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("missing.h5", done.stderr)

    def test_an_own_threshold_agrees_with_the_classes(self):
        report = self.analyze(MAP, {"voltage_infarct": 6.5, "voltage_viable": 6.5, "criteria": "voltage"})
        viable = report["classes"]["viable"]["area_mm2"]
        done = self.example("own_threshold", MAP, "6.5")
        self.assertEqual(done.returncode, 0, done.stderr)
        area = float(re.match(r"([0-9.]+) mm2 have at least 6.5 mV", done.stdout).group(1))
        self.assertAlmostEqual(area, viable, delta=1e-3 + 1e-6 * viable)


if __name__ == "__main__":
    unittest.main()
