"""Pictures of the window for the documentation. Run as a program, it makes them again; they are not compared, since every team's digest is another.

usage: window_pictures.py PROGRAM
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from display import Display
from picture_list import DOCS, INFARCT, ROOT
from pictures import pixels_of, write_picture

WINDOW = ("window", "review")
A, B, SUBJECT, PASSPHRASE = "A. Able", "B. Best", "DEMO-03", "correct horse\n"
# A has decided on all items; B stands at the second.
SCRIPT = f"""select zone Z1
view rao30
window_screenshot window.png
select none
view lao45
unlock "{A}"
subject {SUBJECT}
propose
item all 10
basis "SPECT reversible"
basis_of infarcted "SPECT fixed"
confirm
unlock "{B}"
subject {SUBJECT}
item R1
confirm
dismiss
window_screenshot review.png
quit
"""


def main():
    program = sys.argv[1]
    display = Display()
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        environment = {**os.environ, "DISPLAY": display.name, "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": made, "LC_ALL": "C.UTF-8"}

        def run(*arguments, passphrases=1):
            subprocess.run([program, *arguments, "--passphrase-fd", "0"], cwd=folder, env=environment, input=PASSPHRASE * passphrases, text=True, check=True,
                           stdout=subprocess.DEVNULL)

        shutil.copy(ROOT / INFARCT, folder / "map.h5")
        (folder / "script.txt").write_text(SCRIPT)
        run("team", "init", "--team", "team.toml", "--name", "Heart team")
        for name, role in ((A, "interventional cardiologist"), (B, "imaging cardiologist")):
            run("team", "enroll", name, "--role", role, "--out", f"{name}.request")
            run("team", "accept", f"{name}.request", "--team", "team.toml")
        run("view", "map.h5", "--fresh", "--size", "1280x800", "--ui-scale", "1", "--team", "team.toml", "--script", "script.txt", passphrases=2)
        for name in WINDOW:
            write_picture(DOCS / f"{name}.png", pixels_of(folder / f"{name}.png"))
    display.close()


if __name__ == "__main__":
    main()
