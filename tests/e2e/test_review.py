"""A review by two people on the command line, and every way to make a map look confirmed that is not."""

import csv
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import sys
import termios
import time
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

import h5py

from command_line import SAMPLES, set_digest_aside
from review_program import PASSPHRASE, SUBJECT, A, B, ReviewProgramTest
from reference import review_log


class TwoPeople(ReviewProgramTest):
    def test_a_map_becomes_confirmed_falls_back_and_settles_without_a_region(self):
        self.assertEqual(self.status(), "unconfirmed")
        first = self.confirm_all(A)
        # What is signed is what the report calls it: not one segment's name, where the region spans twelve.
        label = json.loads(self.output("analyze", "map.h5"))["regions"][1]["label"]
        self.assertEqual(label, "R2 basal to apical, all walls; 9 segments")
        self.assertIn(f"I, {A}, interventional cardiologist, confirm {label} of subject: «{SUBJECT}», map: «anterior-lad-infarct» as viable-ischaemic", first)
        self.assertEqual(self.status(), "partly_confirmed")
        self.assertIn("FOR REVIEW ONLY - CONFIRMED by 2 of 2, team: «Heart team» (", self.confirm_all(B, "--subject", SUBJECT))
        self.assertEqual(self.status(), "confirmed")
        # One threshold: nothing of the other settings is confirmed; back again, everything is.
        self.assertEqual(self.status("--set", "voltage_viable=7.0"), "unconfirmed")
        self.assertEqual(self.status("--set", "voltage_viable=6.9"), "confirmed")
        self.decide(A, "reject", "R2")
        self.assertEqual(self.status(), "partly_confirmed")
        self.decide(B, "reject", "R2")
        self.assertEqual(self.status(), "reviewed")
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml"))
        self.assertEqual([(r["class"], r["reviewed_class"], r["review"]) for r in report["regions"][:2]],
                         [("normal", "normal", "confirmed"), ("viable_ischemic", None, "rejected")])
        self.assertEqual([z["review"] for z in report["candidate_zones"]], ["rejected"] * len(report["candidate_zones"]))
        self.assertTrue(all(z["for_review_only"] for z in report["candidate_zones"]))
        self.assertAlmostEqual(report["classes_as_reviewed"]["rejected"]["area_mm2"], report["regions"][1]["area_mm2"])

    def test_a_reclassified_region_stands_beside_what_was_computed(self):
        for name in (A, B):
            self.signed("review", "map.h5", "reclassify", "--as", name, "--team", "team.toml", "--item", "R3", "--to", "infarcted",
                        "--reason", "transmural LGE", "--basis", "LGE 80 %", "--subject", SUBJECT)
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml"))
        region = report["regions"][2]
        self.assertEqual((region["class"], region["reviewed_class"], region["review"]), ("indeterminate", "infarcted", "reclassified"))
        self.assertEqual(report["classes_as_reviewed"]["infarcted"]["area_mm2"], region["area_mm2"])

    def test_decisions_are_read_under_the_settings_that_were_proposed(self):
        self.signed("review", "map.h5", "propose", "--as", B, "--team", "team.toml", "--set", "voltage_viable=7.5", "--subject", SUBJECT)
        status = json.loads(self.output("review", "map.h5", "status", "--team", "team.toml", "--json"))
        self.assertEqual(status["proposed_by"], B)
        own = json.loads(self.output("analyze", "map.h5", "--set", "voltage_viable=7.5"))
        self.assertEqual(status["fingerprint"], own["fingerprint"])

    def test_what_was_said_under_other_settings_is_shown_and_does_not_count(self):
        self.decide(A, "reject", "R2", "--reason", "hibernation is excluded by PET")
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "team.toml", "--set", "voltage_viable=7.0")
        status = json.loads(self.output("review", "map.h5", "status", "--team", "team.toml", "--json"))
        self.assertEqual((status["status"], status["settled"]), ("unconfirmed", 0))
        former = [f for f in status["former_items"] if f["item"] == "R2"]
        self.assertGreater(former[0]["share"], 0.9)
        self.assertRegex(former[0]["sentence"], r"^9\d % of former R2 [a-z ,]+; [0-9]+ segments \(superseded, then 1 of 2 reject\): «A. Able» said reject, reason: «hibernation is excluded by PET»$")
        self.assertIn(former[0]["sentence"], self.output("review", "map.h5", "status", "--team", "team.toml"))

    def test_a_comment_changes_nothing_and_is_kept(self):
        self.decide(A, "comment", "R1", "--reason", "the rim looks odd")
        self.assertEqual(self.status(), "unconfirmed")
        self.assertIn("the rim looks odd", self.output("review", "map.h5", "history", "--team", "team.toml"))

    def test_what_is_asked_wrongly_is_refused_and_signs_nothing(self):
        before = self.log.read_bytes()
        review = ("review", "map.h5")
        team = ("--team", "team.toml", "--passphrase-fd", "0")
        for words, arguments in (
            ("--as", ("confirm", "--item", "R1")),
            ("--item", ("confirm", "--as", A)),
            ("--count", ("confirm", "--as", A, "--item", "all")),
            ("there are 10 items", ("confirm", "--as", A, "--item", "all", "--count", "9")),
            ("no such item", ("confirm", "--as", A, "--item", "R99")),
            ("no such item", ("confirm", "--as", A, "--item", "R1,,R2")),
            ("--reason", ("comment", "--as", A, "--item", "R1")),
            ("--reason", ("reclassify", "--as", A, "--item", "R1", "--to", "infarcted")),
            ("--to", ("reclassify", "--as", A, "--item", "R1", "--reason", "x")),
            ("is normal already", ("reclassify", "--as", A, "--item", "R1", "--to", "normal", "--reason", "x")),
            ("no class to change", ("reclassify", "--as", A, "--item", "Z1", "--to", "normal", "--reason", "x")),
            ("--to", ("confirm", "--as", A, "--item", "R1", "--to", "normal")),
            ("control characters", ("reject", "--as", A, "--item", "R1", "--reason", "a\nb")),
            ("no key of that name", ("confirm", "--as", "C. Clay", "--item", "R1")),
            ("first signature", ("confirm", "--as", B, "--item", "R1")),
            ("another subject", ("confirm", "--as", B, "--item", "R1", "--subject", "S-02")),
            ("nobody has proposed", ("confirm", "--as", A, "--item", "R1", "--set", "voltage_viable=7.5")),
            ("unknown setting", ("confirm", "--as", A, "--item", "R1", "--set", "required_confirmations=1")),
            ("unknown action", ("approve", "--as", A, "--item", "R1")),
        ):
            self.assert_refused(2, (words,), *review, *arguments, *team, input=PASSPHRASE, start_new_session=True)
        self.assert_refused(3, ("passphrase is wrong",), *review, "confirm", "--as", A, "--item", "R1", *team, input="wrong house\n")
        self.assertEqual(self.log.read_bytes(), before)

    def test_required_confirmations_is_no_setting(self):
        for command in (("analyze", "map.h5"), ("review", "map.h5", "status"), ("export", "map.h5", "--out", "o.csv")):
            self.assert_refused(2, ("required_confirmations",), *command, "--set", "required_confirmations=1")

    def test_blind_reading_hides_others_until_one_has_decided(self):
        self.signed("team", "init", "--team", "blind.toml", "--name", "Blind team", "--blind")
        for name in (A, B):
            self.signed("team", "accept", f"{name}.request", "--team", "blind.toml")
        self.log.unlink()
        team = ("--team", "blind.toml")
        self.signed("review", "map.h5", "propose", "--as", A, *team, "--subject", SUBJECT)
        self.signed("review", "map.h5", "reject", "--as", A, *team, "--item", "R1", "--reason", "not so")
        for looker in ((), ("--as", B)):
            text = self.output("review", "map.h5", "status", *team, *looker) + self.output("review", "map.h5", "history", *team, *looker)
            self.assertNotIn("not so", text)
            self.assertIn("hidden until you have decided", text)
            self.assertNotIn("not so", self.output("review", "map.h5", "status", "--json", *team, *looker))
        self.assertIn("not so", self.output("review", "map.h5", "status", *team, "--as", A))
        for looker, seen in (((), False), (("--as", A), True)):
            self.output("review", "map.h5", "sheet", *team, *looker, "--out", "sheet.html")
            self.assertEqual("not so" in (self.folder / "sheet.html").read_text(), seen)
        self.signed("review", "map.h5", "confirm", "--as", B, *team, "--item", "R1", "--subject", SUBJECT)
        self.assertIn("not so", self.output("review", "map.h5", "status", *team, "--as", B))


class Keys(ReviewProgramTest):
    def test_no_secret_is_printed_or_written(self):
        self.confirm_all(A)
        printed = self.output("team", "list", "--team", "team.toml") + self.output("review", "map.h5", "history", "--team", "team.toml")
        for path in self.folder.rglob("*"):
            if path.is_file() and path.suffix != ".h5":
                self.assertNotIn(PASSPHRASE.strip(), path.read_text(errors="replace"), path)
        self.assertNotIn(PASSPHRASE.strip(), printed)
        for key in (self.folder / "data/viamyo/keys").iterdir():
            self.assertEqual(key.stat().st_mode & 0o777, 0o600)

    def test_the_passphrase_is_typed_at_a_terminal_without_echo(self):
        """On a terminal of its own, as a person would."""
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / "data")}
        words = [self.program, "review", "map.h5", "confirm", "--as", B, "--team", "team.toml", "--item", "R1"]
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(self.program, words, environment)
        shown = b""
        for question, answer in ((b"pseudonym: ", SUBJECT), ("Passphrase of «B. Best»: ".encode(), PASSPHRASE.strip())):
            while question not in shown:
                shown += os.read(terminal, 1024)
            time.sleep(0.2)  # until the echo is off
            os.write(terminal, answer.encode() + b"\n")
        try:
            while part := os.read(terminal, 1024):
                shown += part
        except OSError:
            pass  # the end of a terminal whose program has gone
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0, shown)
        self.assertIn(b"Recorded: I, B. Best", shown)
        self.assertNotIn(PASSPHRASE.strip().encode(), shown)

    def test_a_passphrase_that_is_interrupted_leaves_the_terminal_as_it_was(self):
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / "data")}
        words = [self.program, "review", "map.h5", "confirm", "--as", A, "--team", "team.toml", "--item", "R1"]
        before = self.log.read_bytes()
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(self.program, words, environment)
        shown = b""
        while "Passphrase of «A. Able»: ".encode() not in shown:
            shown += os.read(terminal, 1024)
        deadline = time.monotonic() + 10
        while termios.tcgetattr(terminal)[3] & termios.ECHO and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(child, signal.SIGINT)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), -signal.SIGINT)
        self.assertTrue(termios.tcgetattr(terminal)[3] & termios.ECHO)
        os.close(terminal)
        self.assertEqual(self.log.read_bytes(), before)

    def test_without_terminal_and_descriptor_nothing_is_signed(self):
        self.assert_refused(2, ("--passphrase-fd",), "review", "map.h5", "confirm", "--as", A, "--team", "team.toml", "--item", "R1", start_new_session=True)
        self.assert_refused(2, ("--passphrase-fd 0",), "review", "map.h5", "confirm", "--as", A, "--team", "team.toml", "--item", "R1",
                            "--passphrase-fd", "0", input="x" * 2000)

    def test_a_team_is_changed_by_its_owner_alone(self):
        text = self.team.read_text()
        self.team.write_text(text.replace("required_confirmations = 2", "required_confirmations = 1"))
        self.assert_refused(3, ("is not signed by the team's owner",), "analyze", "map.h5", "--team", "team.toml")
        self.assert_refused(3, ("is not signed by the team's owner",), "review", "map.h5", "status", "--team", "team.toml")
        self.team.write_text(text)
        self.assert_refused(2, ("exists already",), "team", "init", "--team", "team.toml", "--name", "Mine", "--passphrase-fd", "0", input=PASSPHRASE)
        shutil.rmtree(self.folder / "data/viamyo/keys")  # on a computer without the owner's key
        self.assert_refused(3, ("No such file",), "team", "remove", A, "--team", "team.toml", "--passphrase-fd", "0", input=PASSPHRASE)
        self.assertEqual(self.team.read_text(), text)

    def test_a_key_is_changed_and_the_member_stays(self):
        self.signed("team", "enroll", A, "--role", "interventional cardiologist", "--out", "again.request")
        self.assert_refused(2, ("--replace-key",), "team", "accept", "again.request", "--team", "team.toml", "--passphrase-fd", "0", input=PASSPHRASE)
        self.signed("team", "accept", "again.request", "--team", "team.toml", "--replace-key")
        team = json.loads(self.output("team", "list", "--team", "team.toml", "--json"))
        self.assertEqual([m["name"] for m in team["members"] if m["counts"]], [B, A])
        self.confirm_all(A, "--subject", SUBJECT)
        self.assertEqual(self.status(), "partly_confirmed")


class Attacks(ReviewProgramTest):
    confirmed = True

    def test_the_log_as_it_is(self):
        self.assertEqual(self.status(), "confirmed")
        self.assertIn(f"all {len(self.lines())} lines verify", self.output("review", "map.h5", "verify", "--team", "team.toml"))
        self.assertEqual(review_log.verify(self.log)[1], None)

    def test_edited_deleted_reordered_doubled_lines(self):
        whole = self.lines()
        for name, number, lines in (
            ("edited", 4, [*whole[:3], whole[3].replace("R2", "R1"), *whole[4:]]),
            ("deleted", 4, whole[:3] + whole[4:]),
            ("first deleted", 1, whole[1:]),
            ("reordered", 4, [*whole[:3], whole[4], whole[3], *whole[5:]]),
            ("doubled", len(whole) + 1, whole + [whole[5]]),
            ("begun again", len(whole) + 1, whole + [whole[0]]),
            ("signature cut off", 3, [*whole[:2], re.sub(',"signature".*', "}", whole[2]), *whole[3:]]),
            ("no JSON", 2, [whole[0], "confirmed\n"]),
            ("empty line", 1, ["\n", *whole]),
            ("NUL", 1, ["\0" * 5000 + "\n"]),
        ):
            with self.subTest(name):
                self.put_lines(lines)
                self.assert_broken(number)
                self.assertEqual(self.status(), "unconfirmed")
                if number > 2:  # the proposal still stands
                    self.assert_refused(2, ("does not verify",), "review", "map.h5", "withdraw", "--item", "R1", "--as", A, "--team", "team.toml",
                                        "--passphrase-fd", "0", input=PASSPHRASE)
                self.assertEqual("".join(self.lines()), "".join(lines), "nothing is deleted")

    def test_a_cut_tail_is_noticed_where_the_longer_log_was_seen(self):
        self.decide(B, "withdraw", "R1")
        self.assertEqual(self.status(), "partly_confirmed")
        self.put_lines(self.lines()[:-1])
        done = self.run_viamyo("review", "map.h5", "verify", "--team", "team.toml")
        self.assertEqual((done.returncode, done.stdout), (6, ""))
        self.assertIn("its end was cut off", done.stderr)
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet"))
        self.assertEqual(report["review"]["status"], "unconfirmed")
        shutil.rmtree(self.folder / "data/viamyo/heads")  # as on another computer: docs/review-log.md says that it cannot be noticed there
        self.assertEqual(self.status(), "confirmed")

    def test_a_last_line_without_newline_was_never_finished(self):
        self.decide(B, "withdraw", "R1")
        shutil.rmtree(self.folder / "data/viamyo/heads")
        with self.log.open("r+b") as file:
            file.truncate(self.log.stat().st_size - 1)
        self.assertEqual(self.status(), "confirmed")
        done = self.run_viamyo("review", "map.h5", "verify", "--team", "team.toml")
        self.assertEqual(done.returncode, 0)
        self.assertIn("never finished", done.stderr)
        self.decide(B, "reject", "R1", "--reason", "again")
        self.assertEqual(self.status(), "partly_confirmed")

    def test_another_map_a_copy_and_a_changed_one(self):
        other = self.folder / "other.h5"
        shutil.copy(SAMPLES / "normal.h5", other)
        shutil.copy(self.log, f"{other}.review.jsonl")
        self.assertEqual(self.status(map_file="other.h5"), "unconfirmed")
        done = self.run_viamyo("review", "other.h5", "verify", "--team", "team.toml")
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertIn("another map", done.stderr)
        # A copy under another name is the same map: without its log unconfirmed, with it confirmed.
        shutil.copy(self.map, self.folder / "copy.h5")
        self.assertEqual(self.status(map_file="copy.h5"), "unconfirmed")
        self.assertEqual(self.status("--log", "map.h5.review.jsonl", map_file="copy.h5"), "confirmed")
        for attribute, value in (("subject_id", "S-02"), ("synthetic", 1), ("synthetic", None), ("description", "the same, they say")):
            shutil.copy(self.map, self.folder / "changed.h5")
            with h5py.File(self.folder / "changed.h5", "r+") as file:
                if value is None:
                    del file["Study"].attrs[attribute]
                else:
                    file["Study"].attrs[attribute] = value
            shutil.copy(self.log, self.folder / "changed.h5.review.jsonl")
            self.assertEqual(self.status(map_file="changed.h5"), "unconfirmed", attribute)

    def test_the_log_of_another_map_decides_no_settings(self):
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "team.toml", "--set", "voltage_viable=7", "--set", "criteria=electromechanical")
        other = self.folder / "other.h5"
        voltage_alone = self.folder / "voltage.h5"
        shutil.copy(SAMPLES / "normal.h5", other)
        shutil.copy(SAMPLES / "normal.h5", voltage_alone)
        set_digest_aside(voltage_alone)
        with h5py.File(voltage_alone, "r+") as file:
            names = []
            file.visit(lambda name: names.append(name) if "Shortening" in name or "Electrogram" in name or "Displacement" in name else None)
            for name in names:
                if name in file:
                    del file[name]
        for name in (other, voltage_alone):
            shutil.copy(self.log, f"{name}.review.jsonl")
            for action in ("status", "history", "verify"):
                done = self.run_viamyo("review", name, action, "--team", "team.toml")
                self.assertEqual(done.returncode, 6 if action == "verify" else 0, done.stderr)
                self.assertIn("the log of another map", done.stdout + done.stderr)
            text = self.output("review", name, "status", "--team", "team.toml")
            self.assertNotIn("As proposed", text)
            self.assertLess(text.index("Settings of the command line: nothing of the log counts: it is the log of another map"), text.index("ITEM"))
        self.assertIn("Settings of the command line: nothing of the log counts: it is for team: «Heart team»", self.output("review", "map.h5", "status"))
        self.assertIn("As proposed by", self.output("review", "map.h5", "status", "--team", "team.toml"))

    def test_who_forgets_the_team_is_told_the_option(self):
        for words in (("confirm", "--item", "R1"), ("propose",)):
            self.assert_refused(2, ("--team", "Heart team"), "review", "map.h5", *words, "--as", A, "--passphrase-fd", "0", input=PASSPHRASE)

    def test_no_team_another_team_a_home_made_team(self):
        self.assertEqual(json.loads(self.output("analyze", "map.h5"))["review"]["status"], "unconfirmed")
        self.signed("team", "init", "--team", "other.toml", "--name", "Heart team", "--required", "1")
        for name in (A, B):
            self.signed("team", "accept", f"{name}.request", "--team", "other.toml")
        self.assertEqual(self.status(team="other.toml"), "unconfirmed")
        digests = {json.loads(self.output("team", "list", "--team", team, "--json"))["digest"] for team in ("team.toml", "other.toml")}
        self.assertEqual(len(digests), 2)

    def test_a_removed_member_and_an_older_team_file(self):
        older = self.team.read_text()
        self.decide(A, "comment", "R1", "--reason", "before B leaves")  # a later line of a colleague makes nothing good
        self.signed("team", "remove", B, "--team", "team.toml")
        self.assertEqual(self.status(), "partly_confirmed")
        self.decide(A, "comment", "R1", "--reason", "seen")
        self.assertEqual(self.status(), "partly_confirmed")
        self.team.write_text(older)
        self.assertEqual(self.status(), "unconfirmed")

    def test_an_older_team_file_that_no_line_shows(self):
        older = self.team.read_text()
        self.signed("team", "remove", B, "--team", "team.toml")
        self.assertEqual(self.status(), "partly_confirmed")
        self.team.write_text(older)
        changes = ("at change 3", "change 4 of it was seen")
        for command in (("analyze", "map.h5"), ("explain", "map.h5", "--item", "R1"), ("export", "map.h5", "--out", "x.csv")):
            done = self.run_viamyo(*command, "--team", "team.toml")
            self.assertEqual(done.returncode, 0, done.stderr)
            for words in changes:
                self.assertIn(words, done.stderr, command)
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet"))
        self.assertEqual(report["review"]["status"], "unconfirmed")
        for words in changes:
            self.assertIn(words, report["review"]["reasons"][0]["text"])
            self.assertIn(words, self.run_viamyo("team", "list", "--team", "team.toml").stderr)
        for command in (("review", "map.h5", "comment", "--item", "R1", "--reason", "x", "--as", A), ("team", "remove", A)):
            self.assert_refused(2, changes, *command, "--team", "team.toml", "--passphrase-fd", "0", input=PASSPHRASE)

    def test_what_was_seen_of_a_team_that_cannot_be_kept_or_read(self):
        seen = self.folder / "data/viamyo/teams"
        shutil.rmtree(seen)
        seen.write_text("no folder")
        done = self.run_viamyo("analyze", "map.h5", "--team", "team.toml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("could not be kept on this computer", done.stderr)
        self.assertIn("nobody can tell whether the team's file is an old one", done.stderr)
        self.assertEqual(json.loads(done.stdout)["review"]["status"], "unconfirmed")

    def test_somebody_without_a_place_in_the_team(self):
        self.signed("team", "enroll", "C. Clay", "--role", "cardiac surgeon", "--out", "c.request")
        done = self.run_viamyo("review", "map.h5", "reject", "--as", "C. Clay", "--team", "team.toml", "--item", "R1", "--subject", SUBJECT,
                               "--passphrase-fd", "0", input=PASSPHRASE)
        self.assertEqual(done.returncode, 0)
        self.assertIn("does not count", done.stderr)
        self.assertEqual(self.status(), "confirmed")
        self.assertIn("does not know", self.output("review", "map.h5", "history", "--team", "team.toml"))

    def test_a_log_that_is_no_file(self):
        text = self.log.read_text()
        self.log.unlink()
        self.log.mkdir()
        self.assert_refused(3, ("map.h5.review.jsonl", "folder"), "analyze", "map.h5", "--team", "team.toml")
        self.log.rmdir()
        (self.folder / "elsewhere.jsonl").write_text(text)
        self.log.symlink_to(self.folder / "elsewhere.jsonl")
        self.assert_refused(3, ("map.h5.review.jsonl", "link"), "analyze", "map.h5", "--team", "team.toml")

    def test_a_batch_reads_each_maps_log_and_no_manifest_changes_whose_it_is(self):
        maps = self.folder / "maps"
        maps.mkdir()
        shutil.copy(self.map, maps / "a.h5")
        shutil.copy(self.log, maps / "a.h5.review.jsonl")
        shutil.copy(SAMPLES / "normal.h5", maps / "b.h5")
        self.output("analyze", "maps", "--out", "out", "--team", "team.toml", "--quiet")
        states = {name: json.loads((self.folder / f"out/{name}.json").read_text())["review"]["status"] for name in "ab"}
        self.assertEqual(states, {"a": "confirmed", "b": "unconfirmed"})
        self.assertIn(",confirmed,", (self.folder / "out/regions.csv").read_text())
        (maps / "b.h5.review.jsonl").write_text("confirmed\n")
        done = self.run_viamyo("analyze", "maps", "--out", "broken", "--team", "team.toml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([line for line in done.stderr.splitlines() if "does not verify" in line and "maps/b.h5.review.jsonl" in line].__len__(), 1, done.stderr)
        header, *rows = (self.folder / "broken/summary.csv").read_text().splitlines()
        rows = [dict(zip(header.split(","), row)) for row in csv.reader(rows)]
        self.assertEqual([row["review_status"] for row in rows], ["confirmed", "unconfirmed"])
        self.assertEqual(rows[0]["review_note"], "")
        self.assertIn("does not verify", rows[1]["review_note"])
        (self.folder / "maps.csv").write_text("file,subject_id\nmaps/a.h5,S-99\n")
        self.output("analyze", "--manifest", "maps.csv", "--out", "renamed", "--team", "team.toml", "--quiet")
        renamed = [json.loads(path.read_text()) for path in (self.folder / "renamed").rglob("a.json")]
        self.assertEqual([(r["map"]["subject_id"], r["review"]["status"]) for r in renamed], [("S-99", "unconfirmed")])
        for column, value in (("visit", "after"), ("group", "treated")):  # the map has none, and the team has signed none
            (self.folder / "maps.csv").write_text(f"file,subject_id,{column}\nmaps/a.h5,{SUBJECT},{value}\n")
            self.output("analyze", "--manifest", "maps.csv", "--out", column, "--team", "team.toml", "--quiet")
            (report,) = [json.loads(path.read_text()) for path in (self.folder / column).rglob("a.json")]
            self.assertEqual(report["review"]["status"], "unconfirmed", column)
            self.assertIn(f"the manifest gives the map {column}", report["review"]["reasons"][0]["text"])
        (self.folder / "maps.csv").write_text(f"file,subject_id\nmaps/a.h5,{SUBJECT}\n")
        self.output("analyze", "--manifest", "maps.csv", "--out", "same", "--team", "team.toml", "--quiet")
        (report,) = [json.loads(path.read_text()) for path in (self.folder / "same").rglob("a.json")]
        self.assertEqual(report["review"]["status"], "confirmed")
        self.assert_refused(2, ("--log",), "analyze", "maps", "--out", "out2", "--team", "team.toml", "--log", "map.h5.review.jsonl")

    def test_inputs_of_the_review_are_never_written_to(self):
        before = {path: path.read_bytes() for path in (self.map, self.team)}
        self.decide(B, "reject", "R1", "--reason", "x")
        for path, content in before.items():
            self.assertEqual(path.read_bytes(), content)
        shutil.copy(self.log, self.folder / "log.csv")
        self.assert_refused(2, ("is an input",), "export", "map.h5", "--out", "log.csv", "--log", "log.csv")


if __name__ == "__main__":
    unittest.main()
