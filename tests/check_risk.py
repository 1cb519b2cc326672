#!/usr/bin/python3
"""Fails when docs/risk.md names a test that does not exist, or a hazard without one.

usage: check_risk.py [BUILD_FOLDER]    with a build folder, C++ tests must be among those that ctest runs; without one, in the sources
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
CPP_TEST = re.compile(r"^\s*TEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\)", re.MULTILINE)
PYTHON_CLASS = re.compile(r"^class (\w+)(?:\(.*\))?:$|^    def (test_\w+)\(", re.MULTILINE)


def cpp_tests():
    for path in (ROOT / "tests").glob("*_test.cpp"):
        for suite, name in CPP_TEST.findall(path.read_text()):
            yield f"{suite}.{name}"


def tests_of_ctest(build):
    listed = subprocess.run(["ctest", "--test-dir", build, "--show-only"], capture_output=True, text=True, check=True).stdout
    for name in re.findall(r"Test\s+#\d+: (\S+)", listed):
        # Parameterised cases read Set/Suite.Name/0.
        yield re.sub(r"^\w+/(?=\w+\.)|/[^/]*$", "", name)


def python_tests():
    for path in (ROOT / "tests" / "e2e").glob("*.py"):
        current = None
        for class_name, test in PYTHON_CLASS.findall(path.read_text()):
            current = class_name or current
            if test:
                yield f"{current}.{test}"


def rows(text):
    """(line number, cells) of the table rows below a header whose last column is Test."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[-1] == "Test":
            inside = True
        elif inside and not set(line) <= set("|-: "):
            yield number, cells


def main():
    known = set(python_tests()) | set(tests_of_ctest(sys.argv[1]) if len(sys.argv) > 1 else cpp_tests())
    wrong, count = [], 0
    for number, cells in rows((ROOT / "docs" / "risk.md").read_text()):
        named = re.findall(r"`([^`]+)`", cells[-1])
        count += len(named)
        if not named:
            wrong.append(f"docs/risk.md:{number}: no test proves this measure")
        wrong += [f"docs/risk.md:{number}: there is no test {name}" for name in named if name not in known]
    if count == 0:
        wrong.append("docs/risk.md names no test at all")
    print("\n".join(wrong) if wrong else f"docs/risk.md: {count} tests named, all there")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
