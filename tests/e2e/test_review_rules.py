"""Random reviews, judged by the program and by the rules of docs/review-log.md in another language."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1])]

from reference import review_rules

SEARCH = os.environ.get("VIAMYO_REVIEW_SEARCH")  # the program that makes the cases
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


if __name__ == "__main__":
    unittest.main()
