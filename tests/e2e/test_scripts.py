"""What scripts/test tells at its end: the cases that failed, each with the build it failed in."""

import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "scripts" / "lib" / "failed_cases.sh"


class FailedCases(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.build = pathlib.Path(folder.name) / "Herz Übung" / "release"
        self.build.mkdir(parents=True)

    def tests(self, **outcomes):
        """A build folder as CMake leaves it, whose cases end with the given codes."""
        lines = [f'add_test("{name}" "sh" "-c" "exit {code}")' for name, code in outcomes.items()]
        (self.build / "CTestTestfile.cmake").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run_tests(self, builds):
        script = (
            'set -euo pipefail; source "$1"; shift; '
            'for build in "$@"; do forget_failed_cases "$build"; '
            'if ! ctest --test-dir "$build" >/dev/null 2>&1; then keep_failed_cases "$build"; fi; done; tell_failed_cases'
        )
        done = subprocess.run(["bash", "-c", script, "bash", str(LIBRARY), *map(str, builds)], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.splitlines()

    def test_the_failed_cases_are_named_with_their_build(self):
        self.tests(**{"Areas.OfASphere": 1, "Areas.OfACube": 0, "e2e test with: colon": 1})
        self.assertEqual(self.run_tests([self.build]), ["failed case  release: Areas.OfASphere", "failed case  release: e2e test with: colon"])

    def test_two_builds_one_after_the_other(self):
        self.tests(first=1)
        self.assertEqual(self.run_tests([self.build, self.build]), ["failed case  release: first"] * 2)

    def test_nothing_is_told_where_all_passed(self):
        self.tests(first=1)
        self.run_tests([self.build])
        self.tests(first=0)
        self.assertEqual(self.run_tests([self.build]), [])

    def test_nothing_is_told_where_no_case_ran(self):
        self.assertEqual(self.run_tests([self.build]), [])

    def test_the_script_tells_them_last(self):
        script = (ROOT / "scripts" / "test").read_text(encoding="utf-8")
        self.assertGreater(script.index("tell_failed_cases"), script.index('"${summary[@]}"'))


if __name__ == "__main__":
    unittest.main()
