"""Two people review a map of ten items in the real window by keys alone: every stroke is counted, and what the program makes them wait for is timed.

Prints an estimate by the keystroke-level model (S. K. Card, T. P. Moran, A. Newell, The keystroke-level model for user performance time with interactive
systems, Communications of the ACM 23 (1980), 396-410). It is an estimate of hands, not a timing of people. Skipped where Xvfb or xdotool is missing."""

import json
import subprocess
import time
import unittest

from display import PATIENCE
from review_program import PASSPHRASE, SUBJECT, A, B
from review_window import ReviewWindowTest

CLASSES = 4  # of the map's items
BASIS = {"normal": "1", "viable_ischemic": "1", "infarcted": "2", "indeterminate": "1"}  # SPECT reversible, SPECT fixed
KEY, HAND, MENTAL = 0.28, 0.40, 1.35  # seconds: a stroke of an average typist, hand to the keys, making up one's mind
POLL = 0.005


class ReviewByKeys(ReviewWindowTest):
    cheap_keys = False  # what people wait for is timed
    classes = ()  # of the items in their order, where a test walks through all

    def open_window(self):
        command = [self.program, "view", "--fresh", "--size", "1280x800", "--ui-scale", "1", str(self.map), "--team", str(self.team)]
        process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (process.kill(), process.communicate()))
        self.process = process
        self.window = self.wait_for("the window", lambda: self.xdotool("search", "--name", "map.h5» – UNCONFIRMED").split())[0]
        self.xdotool("windowfocus", "--sync", self.window)
        return process

    def strike(self, *keys, **options):
        self.strokes += len(keys)
        super().strike(*keys, **options)

    def enter(self, text):
        """Into the field that has the keyboard."""
        self.strokes += len(text)
        self.write(text)
        self.strike("Return")

    def next_class(self, index, items):
        """Of the item that the walk comes to: the order of the list."""
        return self.classes[index] if items == len(self.classes) else None

    def title(self):
        return self.xdotool("getwindowname", self.window)

    def timed(self, what, condition):
        began = time.perf_counter()
        while not condition():
            self.assertLess(time.perf_counter() - began, PATIENCE, f"waited in vain for {what}")
            time.sleep(POLL)
        return time.perf_counter() - began

    def decide_all(self, items):
        """One stroke an item. How long each took from the key until its line was in the log, synced."""
        waits = []
        asked = set()
        for _ in range(items):
            tissue = self.next_class(len(waits), items)
            if tissue is not None and tissue not in asked:  # C asks for the imaging of the first item of a class; a digit answers
                asked.add(tissue)
                self.strike("c", BASIS[tissue])
            before = len(self.lines())
            self.strokes += 1
            began = time.perf_counter()
            self.xdotool("key", "--delay", 20, "c")
            self.timed("a line of the log", lambda: len(self.lines()) > before)
            waits.append(time.perf_counter() - began)
            self.assertEqual(len(self.lines()), before + 1, "one stroke signs one item")
        return waits

    def review(self, downs, items, pseudonym):
        """Strokes, moments of thought, and seconds of waiting of one member."""
        self.strokes = 0
        thoughts = 1 + 1 + CLASSES + items  # to unlock, which passphrase, which basis for each class; and one for each item
        self.strike("u", *["Down"] * downs)
        self.enter(PASSPHRASE.strip())  # the key is derived from it on purpose slowly; what is struck meanwhile waits
        if pseudonym:
            thoughts += 1
            self.enter(pseudonym)
        if items:
            self.strike("n")
        waits = self.decide_all(items)
        return self.strokes, thoughts, waits

    def test_ten_items_take_two_people_a_stroke_each(self):
        items = self.count()
        status = json.loads(self.output("review", "map.h5", "status", "--team", "team.toml", "--json"))
        self.classes = [item["class"] for item in status["item_list"]]
        process = self.open_window()
        figures = []
        for downs, pseudonym in ((0, None), (1, SUBJECT)):  # A has signed on the map before
            figures.append(self.review(downs, items, pseudonym))
        self.wait_for("the settled title", lambda: "– CONFIRMED" in self.title())
        self.assertEqual(self.status(), "confirmed")
        log = self.log.read_text()
        infarcted = self.classes.count("infarcted")
        self.assertEqual(log.count('"basis":"SPECT fixed"'), 2 * infarcted)
        self.assertEqual(log.count('"basis":"SPECT reversible"'), 2 * (items - infarcted))
        self.assertEqual(log.count('"on_screen":true') + log.count('"on_screen":false'), 2 * items)
        self.xdotool("key", "ctrl+q")
        self.wait_for("the end", lambda: process.poll() is not None)
        total = 0
        for name, (strokes, thoughts, waits) in zip((A, B), figures):
            self.assertLessEqual(strokes, items + 30, "more strokes than a review needs")
            hands = strokes * KEY + HAND
            seconds = hands + thoughts * MENTAL + sum(waits)
            total += seconds
            print(f"{name}: {items} items, {strokes} strokes {hands:.1f} s, {thoughts} decisions of the mind {thoughts * MENTAL:.1f} s, waiting "
                  f"{sum(waits):.1f} s (longest {1000 * max(waits):.0f} ms): {seconds:.0f} s")
        print(f"both: {total:.0f} s; of three minutes {(180 - total) / (2 * items):.1f} s are left for each to look at an item")
        self.assertLess(total, 180)

    def test_a_click_on_the_heart_chooses_the_item_there(self):
        self.open_window()
        self.review(0, 0, None)
        self.strike("n", "n")  # R2 turns to the front, and most of it is the zone Z1
        self.wait_until_still(self.process)  # a hand points at what it sees
        self.click_at(self.window, 402, 522)
        self.strike("c", "0")
        self.decide_all(1)
        self.assertIn('"id":"Z1"', self.lines()[-1])

    def test_a_key_that_is_held_signs_one_item(self):
        self.open_window()
        self.review(0, 0, None)
        self.strike("n", "c", "0")
        before = len(self.lines())
        self.xdotool("keydown", "c")
        self.wait_for("a line of the log", lambda: len(self.lines()) > before)
        time.sleep(2)  # so long the finger rests on the key, which says so 25 times a second
        self.xdotool("keyup", "c")
        self.strike("ctrl+q")  # after all that was struck before it
        self.wait_for("the end", lambda: self.process.poll() is not None)
        self.assertEqual(len(self.lines()), before + 1)


if __name__ == "__main__":
    unittest.main()
