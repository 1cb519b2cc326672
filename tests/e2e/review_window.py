"""What tests share that review in the real window: a display of their own, with mouse and keys, and a map to review."""

import os
import shutil
import unittest

from display import Display, Hands
from review_program import ReviewProgramTest


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "Xvfb or xdotool is not installed")
class ReviewWindowTest(Hands, ReviewProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.display = Display()
        cls.addClassCleanup(cls.display.close)

    @property
    def environment(self):
        return {**os.environ, "DISPLAY": self.display.name, "XDG_CONFIG_HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "data"), "LC_ALL": "C.UTF-8"}
