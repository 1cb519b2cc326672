"""Two people review a map in the real window, under Xvfb: by a script, and by keys. Skipped where Xvfb or xdotool is missing."""

import os
import subprocess
import unittest

from PIL import Image

from display import PATIENCE
from review_program import PASSPHRASE, SUBJECT, A, B
from review_window import ReviewWindowTest

SETTLED, OPEN = (0x12, 0x36, 0x2A), (0x3A, 0x2C, 0x0B)  # grounds of the band


class WindowReview(ReviewWindowTest):
    def command(self, lines, *options):
        script = self.folder / "script.txt"
        script.write_text("\n".join(lines) + "\n")
        return [self.program, "view", "--fresh", "--size", "1280x800", "--ui-scale", "1", str(self.map), "--team", str(self.team),
                "--passphrase-fd", "0", "--script", str(script), *options]

    def run_script(self, *lines, passphrases=9, **options):
        done = subprocess.run(self.command([*lines, "quit"]), env=self.environment, input=PASSPHRASE * passphrases, capture_output=True, text=True,
                              timeout=PATIENCE * 2, **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def take_over(self, name):
        return [f'unlock "{name}"', f"subject {SUBJECT}"]

    def confirm_all(self, name):
        return [*self.take_over(name), f"item all {self.count()}", "confirm"]

    def band(self, name):
        with Image.open(self.folder / name) as picture:
            return picture.convert("RGB").getpixel((4, 36))

    def test_a_map_becomes_settled_falls_back_and_settles_without_a_region(self):
        said = self.run_script(*self.confirm_all(A), "window_screenshot open.png", *self.confirm_all(B), "window_screenshot settled.png", "print review",
                               "set voltage_viable 7", "window_screenshot moved.png", "print status", "undo", "print status",
                               *self.take_over(A), "item R4", "reject poor contact", "print status", *self.take_over(B), "item R4", "reject a fold", "print review",
                               "screenshot kept.png", "save_as kept.h5", "sheet kept.html", cwd=self.folder)
        self.assertEqual([self.band(name) for name in ("open.png", "settled.png", "moved.png")], [OPEN, SETTLED, OPEN])
        states = [line.split("; review ")[1] for line in said.splitlines() if "; review " in line]
        self.assertEqual(states, ["unconfirmed", "confirmed", "partly_confirmed"])
        self.assertIn("FOR REVIEW ONLY - CONFIRMED by 2 of 2, team: «Heart team» (", said)
        self.assertIn("rejected; «A. Able»: reject, reason: «poor contact» (walked through); «B. Best»: reject, reason: «a fold» (walked through)", said)
        self.assertEqual(self.status(), "reviewed")  # by the command line, and by the second implementation
        self.assertEqual((self.folder / "kept.html").read_text().count('src="data:image/png;base64,'), 4)
        for name in ("kept.png", "kept.h5"):
            self.assertIn(": current: ", self.output("review", "check", name, "--map", "map.h5", "--team", "team.toml"))
        self.decide(A, "withdraw", "R1")
        for name in ("kept.png", "kept.h5"):
            done = self.run_viamyo("review", "check", name, "--map", "map.h5", "--team", "team.toml")
            self.assertEqual(done.returncode, 6, done.stderr)
            self.assertIn(": withdrawn: ", done.stdout)

    def test_keys_walk_and_sign_and_the_title_says_what_the_band_says(self):
        process = subprocess.Popen(self.command([*self.take_over(A), "side review"]), env=self.environment, stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (process.kill(), process.communicate()))
        process.stdin.write(PASSPHRASE)
        process.stdin.flush()
        window = self.wait_for("the window", lambda: self.xdotool("search", "--name", "map.h5» – UNCONFIRMED").split())[0]
        self.xdotool("windowfocus", "--sync", window)
        before = len(self.lines())
        self.strike("n", "c", "0", "c")  # the first item; its imaging is asked, and not given; signed
        self.wait_for("a line of the log", lambda: len(self.lines()) > before)
        self.assertIn('"on_screen":true', self.lines()[-1])
        self.strike("shift+u", "ctrl+q")
        self.wait_for("the end", lambda: process.poll() is not None)
        self.assertEqual(process.returncode, 0, process.stderr.read())

    def test_what_one_who_left_signed_is_read_counted_and_upheld_by_mouse_and_keys(self):
        self.run_script(*self.confirm_all(A), *self.confirm_all(B))
        self.assertEqual(self.status(), "confirmed")
        self.signed("team", "remove", B, "--team", "team.toml")
        process = subprocess.Popen(self.command([*self.take_over(A), "side review", "window_items items.txt"]), env=self.environment, stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=self.folder)
        self.addCleanup(lambda: (process.kill(), process.communicate()))
        process.stdin.write(PASSPHRASE)
        process.stdin.flush()
        window = self.wait_for("the window", lambda: self.xdotool("search", "--name", "map.h5» – UNCONFIRMED").split())[0]
        self.xdotool("windowfocus", "--sync", window)
        items = self.folder / "items.txt"
        place = self.wait_for("the button", lambda: items.exists() and [line for line in items.read_text().splitlines() if line.startswith("review/Uphold... ")])[0]
        x, y, width, height = map(float, place.rsplit(" ", 4)[1:])
        before, count = self.lines(), self.count()
        self.click_at(window, int(x + width / 2), int(y + height / 2))
        for typed in (count - 1, count):  # the first is wrong, and signs nothing
            self.write(typed)
            self.strike("Return")
        self.wait_for("a line of the log", lambda: len(self.lines()) > len(before))
        self.assertEqual(self.lines()[:-1], before)
        self.assertIn('"type":"uphold"', self.lines()[-1])
        self.wait_for("the title", lambda: "– CONFIRMED" in self.xdotool("getwindowname", window))
        self.assertEqual(self.status(), "confirmed")
        self.strike("ctrl+q")
        self.wait_for("the end", lambda: process.poll() is not None)

    def test_a_wrong_passphrase_signs_nothing(self):
        done = subprocess.run(self.command([f'unlock "{A}"', "quit"]), env=self.environment, input="wrong house\n", capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("passphrase is wrong", done.stderr)

    def test_the_decision_sheet_carries_pictures_or_says_why_not(self):
        words = ("review", "map.h5", "sheet", "--team", "team.toml", "--out", "sheet.html")
        self.output(*words)
        page = (self.folder / "sheet.html").read_text()
        self.assertEqual(page.count('src="data:image/png;base64,'), 4)
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / "data"), "VIAMYO_OFFSCREEN": "x11", "DISPLAY": ""}
        self.assertEqual(self.run_viamyo(*words, env=environment).returncode, 0)
        self.assertIn("There are no pictures: pictures need OpenGL 3.2", (self.folder / "sheet.html").read_text())

    def test_a_log_needs_its_map_and_a_team_must_be_one(self):
        for code, words, options in ((2, "--log", ("view", "--log", "x.jsonl")), (3, "map.h5", ("view", "map.h5", "--team", "map.h5"))):
            done = subprocess.run([self.program, *options], env=self.environment, cwd=self.folder, capture_output=True, text=True, timeout=PATIENCE)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
