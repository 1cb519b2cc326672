"""Random reviews, judged by the program and by the rules of docs/review-log.md in another language."""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1])]

from reference import review_log, review_rules

SEARCH = os.environ.get("VIAMYO_REVIEW_SEARCH")  # the program that makes the cases
LINES = os.environ.get("VIAMYO_REVIEW_MUTANTS")  # the program that changes lines and signs them anew
THE_MAP = {"content": "c0ffee", "subject_id": "S-01", "synthetic": False}


@unittest.skipUnless(SEARCH, "VIAMYO_REVIEW_SEARCH names no program")
class AgainstTheReference(unittest.TestCase):
    def test_every_state_of_every_case(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "cases.jsonl"
            done = subprocess.run([SEARCH, "--gtest_filter=ReviewProperty.CasesForAnotherProgram"], env={**os.environ, "VIAMYO_REVIEW_CASES": str(path)},
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            settled = 0
            for number, text in enumerate(path.read_text().splitlines(), 1):
                case = json.loads(text)
                found = review_rules.judge(case["lines"], case["team"], THE_MAP, case["items"], "f1")
                self.assertEqual(found, (case["status"], case["states"]), f"seed {number}:\n{json.dumps(case, indent=1)}")
                settled += case["status"] in ("confirmed", "reviewed")
            self.assertGreater(settled, number / 100)


def is_sound(raw, previous, version_before):
    try:
        return bool(review_log.read_line(raw, previous, version_before))
    except review_log.Broken:
        return False


@unittest.skipUnless(LINES, "VIAMYO_REVIEW_MUTANTS names no program")
class LinesThatAreSignedAnew(unittest.TestCase):
    def test_both_find_the_same_lines_sound(self):
        source, sink = os.pipe()
        program = subprocess.Popen([LINES, "--gtest_filter=ReviewLines.NoChangeThatIsSignedAnewMakesTheProgramFail"], pass_fds=[sink],
                                   env={**os.environ, "VIAMYO_REVIEW_LINES": f"/dev/fd/{sink}"}, stdout=subprocess.DEVNULL)
        os.close(sink)
        differences, count = [], 0
        with open(source, "rb") as file:
            while head := file.read(6):
                size, version_before, sound = struct.unpack("=IBB", head)
                previous, raw = file.read(64).decode(), file.read(size)
                count += 1
                if is_sound(raw, previous, version_before) != bool(sound):
                    differences.append((bool(sound), version_before, raw))
        self.assertEqual(program.wait(), 0)
        self.assertGreater(count, 5000)
        self.assertEqual(differences[:5], [], f"{len(differences)} of {count}, as the program says")


if __name__ == "__main__":
    unittest.main()
