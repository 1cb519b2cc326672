"""Every overlay, view and layout looks as it did when somebody last looked: pictures compared with those that are kept, within a written tolerance (pictures.py).

A picture that differs is kept in build/pictures; when the change is meant, `scripts/pictures` makes them all again.
"""

import re
import shutil
import unittest

from picture_list import BASELINES, COMPARED, DOCS, ROOT, SHOWN, draw
from pictures import difference, is_alike, pixels_of
from program import ProgramTest
from window_pictures import WINDOW


class Pictures(ProgramTest):
    def assert_as_kept(self, folder, pictures):
        for name, picture in pictures.items():
            with self.subTest(picture=name):
                path = self.folder / f"{name}.png"
                # Errors of VTK and OpenGL go to stderr.
                self.assertEqual(draw(self.program, picture, path), "")
                drawn, kept = pixels_of(path), pixels_of(folder / f"{name}.png")
                if not is_alike(drawn, kept):
                    aside = ROOT / "build" / "pictures"
                    aside.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, aside)
                    self.fail(f"{name}: apart by {difference(drawn, kept)}; the picture is kept as {aside / path.name}")

    def test_overlays_views_and_layouts_look_as_they_did(self):
        self.assert_as_kept(BASELINES, COMPARED)

    def test_the_documentations_pictures_are_those_of_this_version(self):
        self.assert_as_kept(DOCS, SHOWN)

    def test_the_tolerance_tells_small_changes(self):
        """Another threshold, one hidden line, another view by 3 degrees: each must be found."""
        kept = pixels_of(BASELINES / "overlay-shortening.png")
        file, options = COMPARED["overlay-shortening"]
        for change in (("--set", "shortening_ischemic=11"), ("--no-borders",), ("--view=-33,0",), ("--range", "shortening=-2,20"), ("--segments",)):
            changed = [*options, *change]
            if change[0].startswith("--view"):
                at = changed.index("--view")
                del changed[at : at + 2]
            self.assertEqual(draw(self.program, (file, changed), self.folder / "changed.png"), "")
            self.assertFalse(is_alike(pixels_of(self.folder / "changed.png"), kept), change)

    def test_kept_pictures_are_small_and_each_is_used(self):
        kept = list(BASELINES.glob("*.png"))
        self.assertEqual({path.stem for path in kept}, set(COMPARED))
        self.assertLess(sum(path.stat().st_size for path in kept), 2.5e6)
        self.assertEqual({path.stem for path in DOCS.glob("*.png")}, set(SHOWN) | set(WINDOW))
        pages = "".join(path.read_text() for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
        self.assertEqual(set(re.findall(r"pictures/([\w-]+)\.png", pages)), set(SHOWN) | set(WINDOW))


if __name__ == "__main__":
    unittest.main()
