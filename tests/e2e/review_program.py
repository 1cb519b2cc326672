"""What tests of the review share: a team of two with their keys, a map that they have confirmed, and a second opinion on every log."""

import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent), str(pathlib.Path(__file__).resolve().parents[1])]

import h5py

import sealed_keys
from command_line import SAMPLES, CommandLineTest, set_digest_aside
from reference import review_log

A, B = "A. Able", "B. Best"
PASSPHRASE = "correct horse\n"
SUBJECT = "S-01"


class ReviewProgramTest(CommandLineTest):
    """Each test has a folder with map.h5, its log with A's proposal, team.toml, and the keys of owner, A and B; made once and copied."""
    made = None
    confirmed = False  # whether A and B have confirmed all items
    cheap_keys = True  # sealed so that a signature does not take a tenth of a second of work on purpose

    def setUp(self):
        super().setUp()
        cls = type(self)
        if cls.made is None:
            cls.made = tempfile.TemporaryDirectory()
            cls.addClassCleanup(lambda: setattr(cls, "made", None))
            cls.addClassCleanup(cls.made.cleanup)
            own, self.folder = self.folder, pathlib.Path(cls.made.name)
            self.make_review()
            self.folder = own
        shutil.copytree(cls.made.name, self.folder, dirs_exist_ok=True)
        self.map, self.log, self.team = (self.folder / name for name in ("map.h5", "map.h5.review.jsonl", "team.toml"))

    def run_viamyo(self, *arguments, **options):
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / "data")}
        return super().run_viamyo(*arguments, **{"env": environment, **options})

    def signed(self, *arguments):
        """A command that takes a passphrase."""
        printed = self.output(*arguments, "--passphrase-fd", "0", input=PASSPHRASE)
        if self.cheap_keys and arguments[:2] in (("team", "init"), ("team", "enroll")):
            sealed_keys.make_cheap(self.keys, PASSPHRASE)
        return printed

    @property
    def keys(self):
        return self.folder / "data/viamyo/keys"

    def make_review(self):
        shutil.copy(SAMPLES / "anterior-lad-infarct.h5", self.folder / "map.h5")
        set_digest_aside(self.folder / "map.h5")
        with h5py.File(self.folder / "map.h5", "r+") as file:
            file["Study"].attrs["synthetic"] = 0
            file["Study"].attrs["subject_id"] = SUBJECT
        self.signed("team", "init", "--team", "team.toml", "--name", "Heart team")
        self.enrol(A, "interventional cardiologist")
        self.enrol(B, "imaging cardiologist")
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "team.toml", "--subject", SUBJECT)
        if self.confirmed:
            self.confirm_all(A)
            self.confirm_all(B, "--subject", SUBJECT)

    def enrol(self, name, role, team="team.toml"):
        request = f"{name}.request"
        self.signed("team", "enroll", name, "--role", role, "--out", request)
        self.signed("team", "accept", request, "--team", team)

    def count(self, *options):
        return json.loads(self.output("review", "map.h5", "status", "--team", "team.toml", "--json", *options))["items"]

    def confirm_all(self, name, *options):
        return self.signed("review", "map.h5", "confirm", "--as", name, "--team", "team.toml", "--item", "all", "--count", self.count(), *options)

    def decide(self, name, action, item, *options):
        return self.signed("review", "map.h5", action, "--as", name, "--team", "team.toml", "--item", item, *options)

    def status(self, *options, map_file="map.h5", team="team.toml"):
        """The status by `analyze`; the same, item by item, as the second implementation says."""
        report = json.loads(self.output("analyze", map_file, "--team", team, "--quiet", *options))
        log = (report["review"]["log"] or {}).get("file")
        if log:
            content = json.loads(self.output("info", map_file, "--json"))["analysis_digest"]
            expected, states = review_log.status(self.folder / log, review_log.read_team(self.folder / team), report, content)
            self.assertEqual(report["review"]["status"], expected)
            for item in report["regions"]:
                name = f"small:{item['class']}" if item["small"] else item["id"]
                self.assertEqual(item["review"], states[name], item["label"])
            for zone in report["candidate_zones"]:
                self.assertEqual(zone["review"], states[zone["id"]], zone["label"])
        return report["review"]["status"]

    def lines(self):
        return self.log.read_text().splitlines(keepends=True)

    def put_lines(self, lines):
        self.log.write_text("".join(lines))

    def assert_broken(self, number, log=None):
        """Both programs refuse the same line, and nothing reads as confirmed."""
        self.assertEqual(review_log.verify(log or self.log)[1], number)
        done = self.run_viamyo("review", "map.h5", "verify", "--team", "team.toml", *(("--log", log) if log else ()))
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual([int(n) for n in re.findall(r"line (\d+)", done.stderr)][:1], [number], done.stderr)
