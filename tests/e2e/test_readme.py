"""What the README shows is what the program prints: each `$ scripts/run ...` of its console blocks is run, and its output compared.

A line of the README that ends in ... stands for any end of that line; a line that is ... alone stands for any number of lines.
"""

import pathlib
import re
import shlex
import subprocess
import unittest

from program import ProgramTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples():
    """(arguments, shown output) of every command in the README."""
    for block in BLOCK.findall((ROOT / "README.md").read_text()):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = example.partition("\n")
            yield shlex.split(command), output.strip("\n")


def pattern(shown):
    lines = []
    for line in shown.split("\n"):
        if line == "...":
            lines.append(r"(?:.*\n)*?")
        elif line.endswith("..."):
            lines.append(re.escape(line.removesuffix("...")) + ".*\n")
        else:
            lines.append(re.escape(line) + r"[ ]*\n")
    return re.compile("".join(lines))


class Readme(ProgramTest):
    def test_every_example_is_true(self):
        for name in ("sample_maps", "tests"):
            (self.folder / name).symlink_to(ROOT / name)
        count = 0
        for (script, *arguments), shown in examples():
            with self.subTest(arguments=arguments):
                self.assertEqual(script, "scripts/run")
                arguments = arguments or ["analyze", "--text", "sample_maps/anterior-lad-infarct.h5"]
                done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, text=True, timeout=120, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIsNotNone(pattern(shown).fullmatch(done.stdout.rstrip("\n") + "\n"), done.stdout)
                count += 1
        self.assertGreaterEqual(count, 4, "the README shows commands")


if __name__ == "__main__":
    unittest.main()
