"""The pictures that are kept: those that tests compare with, and those of the documentation. Run as a program, it makes them all again.

usage: picture_list.py PROGRAM
"""

import pathlib
import subprocess
import sys
import tempfile

from pictures import pixels_of, write_picture

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASELINES = ROOT / "tests" / "baselines"
DOCS = ROOT / "docs" / "pictures"
INFARCT = "sample_maps/anterior-lad-infarct.h5"
ANGINA = "sample_maps/refractory-angina.h5"
SMALL = ("--size", "480x360")
PLAIN = (*SMALL, "--no-points", "--no-zones")

# name: (map, options)
COMPARED = {
    **{f"overlay-{overlay}": (INFARCT, ("--overlay", overlay, "--view", "rao30", *(SMALL if overlay in ("unipolar", "class") else PLAIN)))
       for overlay in ("unipolar", "bipolar", "shortening", "activation", "class", "agreement", "coverage")},
    **{f"view-{view}": (INFARCT, ("--overlay", "class", "--view", view, *PLAIN))
       for view in ("ap", "pa", "lao30", "lao45", "left", "right", "superior", "inferior", "apex", "septal", "lateral", "anterior", "inferior-wall")},
    "layout-quad": (ANGINA, ("--layout", "quad", "--size", "1130x760")),
    "layout-pair": (ANGINA, ("--layout", "pair", "--size", "760x400", "--no-points")),
    "layout-bullseye": (INFARCT, ("--layout", "bullseye", "--size", "600x480", "--no-points")),
    "theme-light": (ANGINA, ("--overlay", "shortening", "--theme", "light", "--palette", "cividis", "--segments", "--band", *PLAIN)),
}

SHOWN = {
    "quad": (INFARCT, ("--size", "1280x800")),
    "voltage": (ANGINA, ("--overlay", "unipolar", "--size", "800x600")),
    "shortening": (ANGINA, ("--overlay", "shortening", "--size", "800x600")),
    "class": (INFARCT, ("--overlay", "class", "--segments", "--band", "--size", "800x600")),
    "bullseye": ("sample_maps/lateral-lcx-ischemia.h5", ("--layout", "bullseye", "--size", "800x600")),
}


def draw(program, picture, path):
    """Draws it; the error in words, or nothing."""
    file, options = picture
    done = subprocess.run([program, "render", str(ROOT / file), "--out", str(path), *options], capture_output=True, text=True, timeout=120)
    return done.stderr if done.returncode or done.stderr else ""


def main():
    for folder, pictures in ((BASELINES, COMPARED), (DOCS, SHOWN)):
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures.items():
            with tempfile.TemporaryDirectory() as made:
                path = pathlib.Path(made) / "picture.png"
                wrong = draw(sys.argv[1], picture, path)
                if wrong:
                    sys.exit(wrong)
                write_picture(folder / f"{name}.png", pixels_of(path))


if __name__ == "__main__":
    main()
