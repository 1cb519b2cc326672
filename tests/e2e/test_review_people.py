"""Who takes part in a review: names, keys on a stick, what the people of a blind reading may see, and files that no command takes the place of."""

import json
import os
import pathlib
import pty
import re
import shutil
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

import h5py

import sealed_keys
from command_line import SAMPLES
from review_program import PASSPHRASE, SUBJECT, A, B, ReviewProgramTest

CYRILLIC_A = "\u0410. Able"


class Names(ReviewProgramTest):
    def test_a_name_that_can_be_taken_for_a_members_comes_in_as_that_member_alone(self):
        for number, double in enumerate((CYRILLIC_A, "a. able", "A.Able", "\u00c4. Able", "A. AbIe")):
            request = f"double-{number}.request"
            self.signed("team", "enroll", double, "--role", "imaging cardiologist", "--out", request)
            before = self.team.read_text()
            self.assert_refused(2, ("--replace-key", A, "same person"), "team", "accept", request, "--team", "team.toml", "--passphrase-fd", "0", input=PASSPHRASE)
            self.assertEqual(self.team.read_text(), before)
        self.signed("team", "remove", A, "--team", "team.toml")
        self.assert_refused(2, ("was a member", "--replace-key"), "team", "accept", "double-0.request", "--team", "team.toml", "--passphrase-fd", "0", input=PASSPHRASE)
        self.assertIn(f"«{A}», «imaging cardiologist», is a member now", self.signed("team", "accept", "double-0.request", "--team", "team.toml", "--replace-key"))
        members = json.loads(self.output("team", "list", "--team", "team.toml", "--json"))["members"]
        self.assertEqual({m["name"] for m in members}, {A, B})

    def test_names_that_read_like_a_review_or_like_another_script_are_refused(self):
        for name in ("CONFIRMED by 2 of 2", "A. Unconfirmed", "Reviewed Able", "Review Only", "Medical Device", "C\u043enfirmed", "A. \u0410ble", "A. Able 2", "A.  Able",
                     "A\u0308. Able", "A. Able\u200b", "A. Able, MD", "\u2714 Able"):
            self.assert_refused(2, ("name",), "team", "enroll", name, "--role", "nurse", "--out", "x.request", "--passphrase-fd", "0", input=PASSPHRASE)
            self.assertFalse((self.folder / "x.request").exists())
        for team in ("CONFIRMED", "Team confirmed 2", "the C0NFIRMED team", "Review-only team", "not a Medical device"):
            self.assert_refused(2, ("name",), "team", "init", "--team", "x.toml", "--name", team, "--passphrase-fd", "0", input=PASSPHRASE)
            self.assertFalse((self.folder / "x.toml").exists())
        self.assert_refused(2, ("role",), "team", "enroll", "C. Clay", "--role", "surgeon, CONFIRMED", "--out", "x.request", "--passphrase-fd", "0", input=PASSPHRASE)
        self.assertEqual(len(list((self.folder / "data/viamyo/keys").iterdir())), 3, "no key was made")


class OldTeamFile(ReviewProgramTest):
    """Of an earlier version, whose owner signed names that today's rules refuse."""
    confirmed = True

    def put_team(self, names):
        body = self.team.read_text().rpartition("signature = ")[0]
        body = re.sub(r"^serial = (\d+)$", lambda serial: f"serial = {int(serial[1]) + 1}", body, flags=re.M)
        for old, new in names.items():
            self.assertIn(f'name = "{old}"', body)
            body = body.replace(f'name = "{old}"', f'name = "{new}"')
        self.team.write_text(sealed_keys.signed_by_owner(self.keys, body, PASSPHRASE))

    def mend(self, *options):
        return self.run_viamyo("team", "mend", "--team", "team.toml", *options, "--passphrase-fd", "0", input=PASSPHRASE)

    def test_it_counts_for_nothing_and_is_taken_by_no_command_until_its_owner_has_mended_it(self):
        self.assertEqual(self.status(), "confirmed")
        self.put_team({B: "B2. Best", A: "A.  Able"})
        before = self.team.read_bytes()
        team = ("--team", "team.toml")
        for command in (("team", "list"), ("review", "map.h5", "status"), ("review", "map.h5", "verify"), ("analyze", "map.h5"), ("export", "map.h5", "--out", "o.csv"),
                        ("review", "map.h5", "sheet", "--out", "o.html"), ("team", "remove", "B. Best", "--passphrase-fd", "0"),
                        ("team", "accept", "B. Best.request", "--replace-key", "--passphrase-fd", "0"),
                        ("review", "map.h5", "confirm", "--item", "R1", "--as", A, "--passphrase-fd", "0")):
            self.assert_refused(3, ("team.toml", "viamyo team mend"), *command, *team, input=PASSPHRASE)
        self.assertEqual(self.team.read_bytes(), before)
        told = self.output("team", "mend", *team).splitlines()
        self.assertEqual([line.split(",")[0] for line in told], ["entry 1", "entry 2"])
        self.assertIn("must not have two blanks in a row", told[0])
        self.assertIn("«B2. Best»: must", told[1])
        for options, words in ((("--entry", "3", "--name", "C. Clay"), "there is none"), (("--entry", "1", "--name", "C. Clay 2"), "must"),
                               (("--entry", "1", "--role", "nurse"), "breaks no rule"), (("--entry", "2"), "say which")):
            done = self.mend(*options)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(words, done.stderr)
        self.assertEqual(self.team.read_bytes(), before)
        done = self.mend("--entry", "2", "--name", "Bea Best")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Nothing counts by this file yet:\nentry 1,", done.stdout)
        self.assert_refused(3, ("viamyo team mend",), "analyze", "map.h5", *team)
        self.assertEqual(self.mend("--entry", "1", "--name", A).returncode, 0)
        self.assertEqual(self.output("team", "mend", *team), "No name and no role breaks a rule.\n")
        self.assertEqual(self.status(), "partly_confirmed")  # A's name folds as it did, B's does not; the reference agrees
        self.signed("team", "enroll", "Bea Best", "--role", "imaging cardiologist", "--out", "bea.request")
        self.signed("team", "accept", "bea.request", *team, "--replace-key")
        self.confirm_all("Bea Best", "--subject", SUBJECT)
        self.assertEqual(self.status(), "confirmed")

    def test_nobody_else_mends_it(self):
        self.put_team({B: "B2. Best"})
        for key in self.keys.glob("*.toml"):
            if 'kind = "owner"' in key.read_text():
                key.unlink()
        before = self.team.read_bytes()
        done = self.mend("--entry", "2", "--name", "Bea Best")
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(self.team.read_bytes(), before)

    def test_its_own_name_cannot_be_mended(self):
        self.put_team({"Heart team": "Heart team, confirmed"})
        self.assert_refused(3, ("team.toml", "viamyo team init"), "analyze", "map.h5", "--team", "team.toml")
        self.assertIn("cannot be mended", self.output("team", "mend", "--team", "team.toml"))


class WeakSeal(ReviewProgramTest):
    cheap_keys = False

    def test_the_program_seals_no_key_weakly_and_says_so_of_one_that_it_meets(self):
        for key in self.keys.glob("*.toml"):
            self.assertEqual(sealed_keys.cost_of(key.read_text()), (2, 64))
        words = ("review", "map.h5", "confirm", "--as", A, "--team", "team.toml", "--item", "R1", "--passphrase-fd", "0")
        self.assertNotIn("sealed", self.run_viamyo(*words, input=PASSPHRASE).stderr)
        sealed_keys.make_cheap(self.keys, PASSPHRASE)
        done = self.run_viamyo(*words, "--overturn", input=PASSPHRASE)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("warning: the key of «A. Able» is sealed so weakly", done.stderr)


class KeysElsewhere(ReviewProgramTest):
    def test_members_of_one_account_keep_their_keys_on_sticks(self):
        for name in ("stick c", "stick d"):
            (self.folder / name).mkdir()
        here = sorted((self.folder / "data/viamyo/keys").iterdir())
        for name, stick in (("C. Clay", "stick c"), ("D. Dorn", "stick d")):
            self.signed("team", "enroll", name, "--role", "cardiac surgeon", "--out", f"{name}.request", "--keys", stick)
            self.signed("team", "accept", f"{name}.request", "--team", "team.toml")
            self.assertEqual(len(list((self.folder / stick).iterdir())), 1)
        self.assertEqual(sorted((self.folder / "data/viamyo/keys").iterdir()), here)
        sign = ("review", "map.h5", "confirm", "--team", "team.toml", "--item", "R1", "--subject", SUBJECT, "--passphrase-fd", "0")
        self.assert_refused(2, ("no key of that name",), *sign, "--as", "C. Clay", input=PASSPHRASE)
        self.assert_refused(2, ("no key of that name",), *sign, "--as", "C. Clay", "--keys", "stick d", input=PASSPHRASE)
        self.output(*sign, "--as", "C. Clay", "--keys", "stick c", input=PASSPHRASE)
        self.output(*sign, "--as", "D. Dorn", "--keys", "stick d", input=PASSPHRASE)
        self.assertIn("confirmed", self.output("review", "map.h5", "status", "--team", "team.toml"))

    def test_a_stick_that_is_not_there_is_not_made_up_for(self):
        for command in (("team", "enroll", "C. Clay", "--role", "nurse", "--out", "c.request"), ("team", "init", "--team", "new.toml", "--name", "New team"),
                        ("review", "map.h5", "confirm", "--as", A, "--team", "team.toml", "--item", "R1"), ("team", "remove", B, "--team", "team.toml")):
            self.assert_refused(3, ("no-stick", "no such folder"), *command, "--keys", "no-stick", "--passphrase-fd", "0", input=PASSPHRASE)
        self.assertFalse((self.folder / "no-stick").exists())


    def test_a_forgotten_stick_is_said_and_nothing_is_signed(self):
        (self.folder / "stick").mkdir()
        for where in ("stick", "data/viamyo/keys"):  # the account has another key of that name, made once and never accepted
            self.signed("team", "enroll", "C. Clay", "--role", "cardiac surgeon", "--out", f"{where.replace('/', ' ')}.request", "--keys", where)
        self.signed("team", "accept", "stick.request", "--team", "team.toml")
        before = self.log.read_bytes()
        common = ("--as", "C. Clay", "--team", "team.toml", "--subject", SUBJECT, "--passphrase-fd", "0")
        for action in (("propose",), ("confirm", "--item", "R1"), ("reject", "--item", "R1"), ("comment", "--item", "R1", "--reason", "why"), ("session",)):
            self.assert_refused(2, ("«C. Clay»", "--keys", "--replace-key"), "review", "map.h5", *action, *common, input=PASSPHRASE)
        self.assertEqual(self.log.read_bytes(), before)
        self.output("review", "map.h5", "confirm", "--item", "R1", *common, "--keys", "stick", input=PASSPHRASE)
        self.signed("team", "accept", "data viamyo keys.request", "--team", "team.toml", "--replace-key")
        self.output("review", "map.h5", "confirm", "--item", "R2", *common, input=PASSPHRASE)
        self.assert_refused(2, ("--keys",), "review", "map.h5", "confirm", "--item", "R3", *common, "--keys", "stick", input=PASSPHRASE)
        self.status()


class Session(ReviewProgramTest):
    def session(self, lines, *options, member=A, **more):
        return self.run_viamyo("review", "map.h5", "session", "--as", member, "--team", "team.toml", "--passphrase-fd", "0", *options,
                               input=PASSPHRASE + "".join(f"{line}\n" for line in lines), start_new_session=True, **more)

    def test_several_actions_take_one_passphrase(self):
        before = len(self.lines())
        done = self.session(["confirm R1,R2 --basis \"SPECT reversible\"  # two at once", "", "reject R3 --reason \"poor contact\"", "comment --item R4 --reason why",
                             "reclassify R5 --to infarcted --reason \"transmural LGE\"", "withdraw R2", "status", "quit", "confirm R6"])
        self.assertEqual(done.returncode, 0, done.stderr)
        said = [(line["action"], line["item"]["id"], line["reason"], line["basis"]) for line in map(json.loads, self.lines()[before:])]
        self.assertEqual(said, [("confirm", "R1", "", "SPECT reversible"), ("confirm", "R2", "", "SPECT reversible"), ("reject", "R3", "poor contact", ""),
                                ("comment", "R4", "why", ""), ("reclassify", "R5", "transmural LGE", ""), ("withdraw", "R2", "", "")])
        self.assertIn("ITEM", done.stdout)
        self.assertNotIn(PASSPHRASE.strip(), done.stdout + done.stderr)
        self.status()

    def test_the_first_line_that_cannot_be_done_ends_a_script(self):
        before = len(self.lines())
        for wrong, words in (("confirm R99", "no such item"), ("approve R1", "unknown action"), ("confirm \"R1", "double quote"), ("session", "no action of a session"),
                             ("sheet --out x.html", "--out"), ("confirm R1 --as B", "--as"), ("confirm R1 --team other.toml", "--team")):
            done = self.session([wrong, "confirm R1"])
            self.assertEqual(done.returncode, 2, (wrong, done.stderr))
            self.assertIn(words, done.stderr)
        self.assertEqual(len(self.lines()), before)

    def test_a_wrong_passphrase_begins_none(self):
        done = self.run_viamyo("review", "map.h5", "session", "--as", A, "--team", "team.toml", "--passphrase-fd", "0", input="wrong horse\nconfirm R1\n")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertNotIn("confirm", self.log.read_text())
        self.assert_refused(2, ("--as",), "review", "map.h5", "session", "--team", "team.toml")

    def test_at_a_terminal_a_line_that_cannot_be_done_is_told_and_the_next_is_asked_for(self):
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(self.program, [self.program, "review", "map.h5", "session", "--as", A, "--team", "team.toml"],
                      {**os.environ, "XDG_DATA_HOME": str(self.folder / "data")})
        shown = b""
        for question, answer in (("Passphrase of «A. Able»: ".encode(), PASSPHRASE.strip()), (b"review> ", "confirm R99"), (b"no such item", "confirm R1"), (b"Recorded: ", "quit")):
            while question not in shown:
                shown += os.read(terminal, 1024)
            os.write(terminal, answer.encode() + b"\n")
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertIn('"confirm"', self.lines()[-1])


class Overturning(ReviewProgramTest):
    def refused(self, name, item, *words):
        before = self.log.read_bytes()
        self.assert_refused(2, ("--overturn", *words), "review", "map.h5", "confirm", "--as", name, "--team", "team.toml", "--item", item, "--passphrase-fd", "0",
                            input=PASSPHRASE, start_new_session=True)
        self.assertEqual(self.log.read_bytes(), before)

    def test_a_confirmation_over_ones_own_other_word_is_no_slip(self):
        self.decide(A, "reject", "R1", "--reason", "poor contact")
        self.refused(A, "R1", "You rejected R1 on ")
        self.refused(A, "R1,R2", "You rejected R1 on ")
        self.decide(A, "confirm", "R1", "--overturn")
        self.decide(A, "confirm", "R1")  # the same again overturns nothing
        self.decide(A, "reclassify", "R3", "--to", "infarcted", "--reason", "LGE")
        self.refused(A, "R3", "You reclassified R3 to infarcted on ")
        self.decide(A, "withdraw", "R3")
        self.decide(A, "confirm", "R3")  # nothing of one's own stands any more
        self.decide(A, "reject", "R1")   # to take away is free

    def test_a_confirmation_over_what_the_team_has_settled_is_no_slip(self):
        self.signed("team", "enroll", "C. Clay", "--role", "cardiac surgeon", "--out", "c.request")
        self.signed("team", "accept", "c.request", "--team", "team.toml")
        for name in (A, B):
            self.decide(name, "reject", "R1", "--reason", "poor contact", "--subject", SUBJECT)
        before = self.log.read_bytes()
        sign = ("review", "map.h5", "confirm", "--as", "C. Clay", "--team", "team.toml", "--item", "R1", "--subject", SUBJECT, "--passphrase-fd", "0")
        self.assert_refused(2, ("--overturn", "R1 is settled: rejected"), *sign, input=PASSPHRASE, start_new_session=True)
        self.assertEqual(self.log.read_bytes(), before)
        self.output(*sign, "--overturn", input=PASSPHRASE)


class Leaving(ReviewProgramTest):
    confirmed = True

    def stand(self, action, name, *options, member=B, target="map.h5", **more):
        return self.run_viamyo("review", target, action, "--as", name, "--member", member, "--team", "team.toml", "--passphrase-fd", "0", *options, input=PASSPHRASE,
                               start_new_session=True, **more)

    def remove(self, name, *options):
        return self.signed("team", "remove", name, "--team", "team.toml", *options)

    def two_maps(self):
        """The map under two names, its log beside both, and one that nobody reviewed."""
        maps = self.folder / "maps"
        (maps / "deeper").mkdir(parents=True)
        for name in ("maps/a.h5", "maps/deeper/b.h5"):
            shutil.copy(self.map, self.folder / name)
            shutil.copy(self.log, self.folder / f"{name}.review.jsonl")
        shutil.copy(SAMPLES / "normal.h5", maps / "normal.h5")

    def test_who_leaves_supports_nothing_and_the_maps_that_rested_on_them_are_listed(self):
        self.two_maps()
        self.assertEqual(self.status(), "confirmed")
        said = self.remove(B, "--maps", "maps")
        for name in ("maps/a.h5", "maps/deeper/b.h5"):
            self.assertRegex(said, f"file: «{name}»: was confirmed, is partly_confirmed; rested on them: .*R1, R2")
        self.assertIn("2 of 2 maps of this team in folder: «maps» rested on «B. Best»", said)
        self.assertNotIn("normal.h5", said)
        self.assertEqual(self.status(), "partly_confirmed")

    def test_a_folder_that_is_not_there_changes_no_team(self):
        before = self.team.read_text()
        self.assert_refused(3, ("no-maps", "no such folder"), "team", "remove", B, "--team", "team.toml", "--maps", "no-maps", "--passphrase-fd", "0", input=PASSPHRASE)
        self.assertEqual(self.team.read_text(), before)

    def test_a_current_member_upholds_what_one_who_left_signed_after_reading_it(self):
        self.remove(B)
        lines = len(self.lines())
        for wrong, words in (((), "--count"), (("--count", "3"), "there are 10 lines")):
            done = self.stand("uphold", A, *wrong)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(words, done.stderr)
            self.assertEqual(done.stdout.count(": confirm «"), 10, "they are shown to be read")
        self.assertEqual(len(self.lines()), lines)
        done = self.stand("uphold", A, "--count", "10")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Upheld: 10 lines of «B. Best»", done.stdout)
        self.assertEqual(json.loads(self.lines()[-1])["type"], "uphold")
        self.assertEqual(self.status(), "confirmed")
        self.assertIn("upheld by «A. Able»", self.output("review", "map.h5", "status", "--team", "team.toml"))
        done = self.stand("uphold", A, "--count", "10")
        self.assertEqual(done.returncode, 2)
        self.assertIn("nothing of «B. Best» is there to uphold", done.stderr)
        self.remove(A)  # who upheld leaves, too
        self.assertNotIn(self.status(), ("confirmed", "reviewed"))

    def test_all_maps_of_a_folder_are_upheld(self):
        self.two_maps()
        for path in (self.folder / "maps").glob("a.h5*"):  # two logs of one map would miss each other's lines
            path.unlink()
        self.remove(B)
        done = self.stand("uphold", A, "--count", "10", target="maps")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count("Upheld: 10 lines"), 1)
        self.assertEqual(self.status(map_file="maps/deeper/b.h5"), "confirmed")
        done = self.stand("uphold", A, "--count", "10", target="maps")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("nothing of «B. Best» is there to uphold", done.stderr)

    def test_what_is_void_is_upheld_by_nobody(self):
        self.remove(B)
        reason = "signed without looking"
        self.remove(B, "--void", reason)  # also of whoever has left already
        team = self.team.read_bytes()
        for again in ("and made up", reason):
            self.assert_refused(2, ("void already", reason), "team", "remove", B, "--team", "team.toml", "--void", again, "--passphrase-fd", "0", input=PASSPHRASE)
        self.assertEqual(self.team.read_bytes(), team)
        done = self.stand("uphold", A, "--count", "10")
        self.assertEqual(done.returncode, 2, done.stderr)
        for word in ("void", reason):
            self.assertIn(word, done.stderr)
        self.assertIn(f"void, reason: «{reason}»", self.output("team", "list", "--team", "team.toml"))
        self.assertEqual(self.status(), "partly_confirmed")
        for look in ("status", "history"):
            said = " ".join(self.output("review", "map.h5", look, "--team", "team.toml").split())
            self.assertIn(f"the team's owner declared void what «B. Best» signed, reason: «{reason}»", said)
            self.assertNotIn("no counting member upholds it", said)

    def test_a_new_key_does_not_carry_the_words_of_the_old_one(self):
        self.signed("team", "enroll", B, "--role", "imaging cardiologist", "--out", "again.request")
        self.assertIn("uphold", self.signed("team", "accept", "again.request", "--team", "team.toml", "--replace-key"))
        self.assertEqual(self.status(), "partly_confirmed")
        done = self.stand("uphold", A, "--count", "10")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.status(), "confirmed")

    def test_dissent_of_one_who_left_stands_until_it_is_set_aside(self):
        self.decide(B, "reject", "R1", "--reason", "poor contact")
        self.assertEqual(self.status(), "partly_confirmed")
        self.remove(B)
        self.assertIn("«B. Best»: reject, reason: «poor contact»", self.output("review", "map.h5", "status", "--team", "team.toml"))
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet"))
        self.assertEqual(report["regions"][0]["review"], "disputed")
        done = self.stand("set-aside", A, "--count", "2")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("--reason", done.stderr)
        done = self.stand("set-aside", A, "--count", "2", "--reason", "the contact was good")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.status()
        report = json.loads(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet"))
        self.assertEqual(report["regions"][0]["review"], "partly_confirmed")

    def test_what_was_set_aside_stays_to_be_read(self):
        self.decide(B, "reject", "R1", "--reason", "poor contact")
        self.decide(A, "confirm", "R1")
        self.remove(B)
        item = lambda: json.loads(self.output("review", "map.h5", "status", "--team", "team.toml", "--json"))["item_list"][0]
        self.assertEqual((len(item()["dissents"]), item()["set_aside"]), (2, []), "what they had confirmed before stands against it, too")
        done = self.stand("set-aside", A, "--count", "2", "--reason", "the contact was good")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(item()["dissents"], [])
        first, aside = item()["set_aside"]
        self.assertEqual((first["member"], first["action"]), (B, "confirm"))
        self.assertEqual((aside["member"], aside["action"], aside["reason"]), (B, "reject", "poor contact"))
        by = aside["set_aside_by"]
        self.assertEqual((by["member"], by["reason"], by["line"]), (A, "the contact was good", len(self.lines())))
        text = " ".join(self.output("review", "map.h5", "status", "--team", "team.toml").split())
        self.assertIn("reason: «the contact was good»: «B. Best»: reject, reason: «poor contact»", text)
        says = json.loads(self.output("review", "map.h5", "history", "--team", "team.toml", "--json"))["lines"][-1]["says"]
        named = "what «B. Best» said in line [0-9]+: "
        self.assertRegex(says, f"^sets 2 lines aside, reason: «the contact was good»: {named}confirm «R1 .*; {named}reject «R1 [^«»]*» \\([a-z_]+\\), reason: «poor contact»$")
        self.output("review", "map.h5", "sheet", "--team", "team.toml", "--out", "sheet.html")
        page = (self.folder / "sheet.html").read_text()
        self.assertRegex(page, "Set aside by «A. Able» [^<]*; reason: «the contact was good»: «B. Best»[^<]*: reject[^<]*; reason: «poor contact»")
        self.assertIn("current", self.output("review", "check", "sheet.html", "--map", "map.h5", "--team", "team.toml"))

    def test_words_are_stood_for_as_a_whole_or_by_item(self):
        self.two_maps()
        self.remove(B)
        before = self.log.read_bytes()
        for target, item, words in (("map.h5", "R99", "--item: item 'R99'"), ("maps", "R1", "--item: is of one map")):
            done = self.stand("uphold", A, "--item", item, "--count", "1", target=target)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertIn(words, done.stderr)
        done = self.stand("restart", A, "--item", "R1", "--reason", "why")
        self.assertIn("--item: restart does not go by items", done.stderr)
        self.assertEqual(self.log.read_bytes(), before)
        done = self.stand("uphold", A, "--item", "R2, z1", "--count", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count(": confirm «"), 2)
        self.status()
        states = {item["id"]: item["state"] for item in json.loads(self.output("review", "map.h5", "status", "--team", "team.toml", "--json"))["item_list"]}
        self.assertEqual([name for name, state in states.items() if state == "confirmed"], ["R2", "Z1"])
        done = self.stand("take-back", A, "--item", "Z1", "--count", "1", "--reason", "a slip")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Z1 is confirmed now, and would be partly_confirmed", done.stdout)
        done = self.stand("uphold", A, "--item", "R2", "--count", "0")
        self.assertIn("no line of «B. Best» on these items is there to uphold", done.stderr)

    def test_who_never_was_a_member_has_nothing_to_stand_for(self):
        for action in ("uphold", "set-aside"):
            done = self.stand(action, A, "--reason", "why", member="C. Clay")
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("no member", done.stderr)
        done = self.stand("uphold", A, member=B)
        self.assertIn("signs with the key that they always had", done.stderr)


class TakingBackAnUphold(ReviewProgramTest):
    C, D = "C. Clay", "D. Dorn"

    def make_review(self):
        super().make_review()
        for name in (self.C, self.D):
            self.enrol(name, "cardiac surgeon")
            self.confirm_all(name, "--subject", SUBJECT)
        self.decide(B, "confirm", "R1", "--subject", SUBJECT)
        self.decide(B, "reject", "R2", "--reason", "poor contact")
        self.signed("team", "remove", B, "--team", "team.toml")

    def stand(self, action, name, *options, code=0):
        done = self.run_viamyo("review", "map.h5", action, "--as", name, "--member", B, "--team", "team.toml", "--passphrase-fd", "0", *options, input=PASSPHRASE,
                               start_new_session=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout + done.stderr

    def state_of(self, item="R2"):
        self.status()
        return next(i["state"] for i in json.loads(self.output("review", "map.h5", "status", "--team", "team.toml", "--json"))["item_list"] if i["id"] == item)

    def test_who_upheld_a_rejection_against_their_own_word_takes_it_back(self):
        self.stand("uphold", self.C, "--count", "2")
        self.assertEqual(self.state_of(), "disputed")
        for name in (self.C, self.D):  # it is true, and says what to do
            said = self.stand("set-aside", name, "--count", "1", "--reason", "the MRI has come", code=2)
            self.assertIn("«C. Clay» is in the team, and stood for it", said)
            self.assertIn("take-back", said)
            self.assertNotIn("no word of", said)
        before = self.log.read_bytes()
        self.assertIn("you uphold nothing of «B. Best»", self.stand("take-back", self.D, "--count", "2", "--reason", "why", code=2))
        self.assertIn("--reason", self.stand("take-back", self.C, "--count", "2", code=2))
        self.assertIn("there are 2 lines to take back", self.stand("take-back", self.C, "--count", "1", "--reason", "why", code=2))
        self.assertEqual(self.log.read_bytes(), before)
        said = self.stand("take-back", self.C, "--item", "R2", "--count", "1", "--reason", "against my own word")
        self.assertIn("Taken back: 1 line of «B. Best»", said)
        line = json.loads(self.lines()[-1])
        self.assertEqual((line["schema"], line["type"], line["reason"], len(line["lines"])), ("viamyo.review-log/3", "take_back", "against my own word", 1))
        self.assertEqual(self.state_of(), "disputed", "what stood by itself stands")
        self.assertIn("«C. Clay» took back that they upheld it", " ".join(self.output("review", "map.h5", "status", "--team", "team.toml").split()))
        self.assertIn("takes back that they upheld 1 line", " ".join(self.output("review", "map.h5", "history", "--team", "team.toml").split()))
        self.stand("set-aside", self.D, "--count", "1", "--reason", "the MRI has come")
        self.assertEqual(self.state_of(), "confirmed")
        self.assertEqual(self.status(), "confirmed")

    def test_what_an_uphold_would_unsettle_is_said_first(self):
        self.stand("set-aside", self.D, "--count", "1", "--reason", "the MRI has come")
        self.assertEqual(self.status(), "confirmed")
        self.output("analyze", "map.h5", "--team", "team.toml", "--out", "kept")
        said = self.stand("uphold", self.C, "--count", "0", code=2)
        for words in ("it unsettles the map, which is confirmed now and would be partly_confirmed", "R2 is confirmed now, and would be disputed",
                      "words that were set aside would stand again: on R2", "set aside by «D. Dorn» in line ", "reason: «the MRI has come»"):
            self.assertIn(words, said)
        self.assertNotIn("unsettles", self.stand("uphold", self.C, "--item", "R1", "--count", "0", code=2))
        self.assertEqual(self.status(), "confirmed")
        self.stand("uphold", self.C, "--count", "2")
        self.assertEqual(self.status(), "partly_confirmed")
        self.stand("take-back", self.C, "--count", "2", "--reason", "a slip")
        self.assertEqual(self.status(), "confirmed", "as before")
        self.assertEqual(self.run_viamyo("review", "check", "kept/map.json", "--map", "map.h5", "--team", "team.toml").returncode, 0)

    def test_words_are_taken_back_in_a_session(self):
        done = self.run_viamyo("review", "map.h5", "session", "--as", self.C, "--team", "team.toml", "--passphrase-fd", "0",
                               input=PASSPHRASE + f'uphold --member "{B}" --count 2\ntake-back R2 --member "{B}" --count 1 --reason "a slip"\n', start_new_session=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([json.loads(line)["type"] for line in self.lines()[-2:]], ["uphold", "take_back"])
        self.status()


class BlindLists(ReviewProgramTest):
    def lists(self, what):
        """All that somebody who has decided on R1 alone can list, where B has said this of R2 and left."""
        folder, self.folder = self.folder, self.folder / what[0]
        try:
            self.folder.mkdir()
            shutil.copy(folder / "map.h5", self.folder)
            self.signed("team", "init", "--team", "blind.toml", "--name", "Blind team", "--blind")
            for name, role in ((A, "cardiac surgeon"), (B, "electrophysiologist"), ("C. Clay", "cardiac surgeon")):
                self.enrol(name, role, team="blind.toml")
            sign = lambda *words: self.signed("review", "map.h5", *words, "--team", "blind.toml", "--subject", SUBJECT)
            sign("propose", "--as", "C. Clay")
            sign("confirm", "--as", "C. Clay", "--item", "R2")
            sign("confirm", "--as", B, "--item", "R1")
            sign(*what, "--as", B, "--item", "R2")
            self.signed("team", "remove", B, "--team", "blind.toml")
            sign("confirm", "--as", A, "--item", "R1")
            said = []
            for action in ("uphold", "set-aside", "take-back"):
                done = self.run_viamyo("review", "map.h5", action, "--as", A, "--member", B, "--team", "blind.toml", "--reason", "why", "--count", "0",
                                       "--passphrase-fd", "0", input=PASSPHRASE, start_new_session=True)
                self.assertEqual(done.returncode, 2, done.stderr)
                said.append((done.stdout + done.stderr).replace(str(self.folder), ""))
            return [re.sub(r"[0-9-]+T[0-9:]+Z", "TIME", text) for text in said]
        finally:
            self.folder = folder

    def test_lists_are_the_same_whatever_the_hidden_words_say(self):
        agrees = self.lists(("confirm",))
        self.assertIn("confirm «R1", agrees[0])
        self.assertNotIn("R2", "".join(agrees))
        for other in (("reject", "--reason", "poor contact"), ("reclassify", "--to", "infarcted", "--reason", "LGE"), ("comment", "--reason", "hm")):
            self.assertEqual(self.lists(other), agrees, other)


class WithdrawingNothing(ReviewProgramTest):
    def test_a_withdrawal_of_nothing_is_refused(self):
        self.decide(A, "confirm", "R1,R2")
        before = self.log.read_bytes()
        words = ("review", "map.h5", "withdraw", "--as", A, "--team", "team.toml", "--passphrase-fd", "0")
        for items, named in (("R3", "R3: you have no decision there"), ("R1,R3,Z1", "R3, Z1: you have no decision there")):
            self.assert_refused(2, (named, "nothing was signed"), *words, "--item", items, input=PASSPHRASE)
        self.assertEqual(self.log.read_bytes(), before)
        self.decide(A, "withdraw", "all", "--count", self.count())
        self.assertEqual([json.loads(line)["item"]["id"] for line in self.lines()[-2:]], ["R1", "R2"])
        self.assertEqual(json.loads(self.lines()[-1])["in_one_act"], 2)
        for items in (("R1",), ("all", "--count", self.count())):
            self.assert_refused(2, ("you have no decision there",), *words, "--item", *map(str, items), input=PASSPHRASE)
        self.decide(A, "confirm", "R1")
        self.status()

    def test_a_broken_log_says_how_to_go_on(self):
        lines = self.lines()
        self.put_lines([lines[0].replace('"member":"A', '"member":"B'), *lines[1:]])
        self.assert_broken(1)
        done = self.run_viamyo("review", "map.h5", "verify", "--team", "team.toml")
        self.assertIn("fetch the log from a backup", done.stderr)
        self.assert_refused(2, ("fetch the log from a backup",), "review", "map.h5", "confirm", "--item", "R1", "--as", A, "--team", "team.toml", "--passphrase-fd", "0", input=PASSPHRASE)
        self.put_lines(lines[:1])
        done = self.run_viamyo("review", "map.h5", "verify", "--team", "team.toml")
        self.assertEqual(done.returncode, 6)
        self.assertIn("fetch it from a backup, or begin it again", done.stderr)


class LostLog(ReviewProgramTest):
    confirmed = True

    def restart(self, *options):
        return self.run_viamyo("review", "map.h5", "restart", "--as", A, "--team", "team.toml", "--passphrase-fd", "0", *options, input=PASSPHRASE, start_new_session=True)

    def test_a_log_that_was_seen_and_is_gone_is_missed_until_a_member_begins_it_again(self):
        self.assertEqual(self.status(), "confirmed")
        done = self.restart("--reason", "no reason at all")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("nothing to begin again", done.stderr)
        lost = json.loads(self.output("review", "map.h5", "verify", "--team", "team.toml", "--json"))["head"]
        self.log.unlink()
        self.assertEqual(json.loads(self.output("analyze", "map.h5", "--team", "team.toml", "--quiet"))["review"]["status"], "unconfirmed")
        self.assert_refused(2, ("is gone", "restart"), "review", "map.h5", "propose", "--as", A, "--team", "team.toml", "--subject", SUBJECT, "--passphrase-fd", "0",
                            input=PASSPHRASE, start_new_session=True)
        done = self.restart("--subject", SUBJECT)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("--reason", done.stderr)
        self.assertFalse(self.log.exists())
        done = self.restart("--subject", SUBJECT, "--reason", "the disk broke")
        self.assertEqual(done.returncode, 0, done.stderr)
        line = json.loads(self.lines()[-1])
        self.assertEqual((line["type"], line["lost_head"], line["reason"]), ("restart", lost, "the disk broke"))
        self.signed("review", "map.h5", "propose", "--as", A, "--team", "team.toml")
        self.confirm_all(A)
        self.assertEqual(self.status(), "partly_confirmed")
        self.assertIn("An earlier log was lost", self.output("review", "map.h5", "status", "--team", "team.toml"))
        self.assertIn("reason: «the disk broke»", self.output("review", "map.h5", "history", "--team", "team.toml"))


class HostileTexts(ReviewProgramTest):
    """Whatever people and files write, nothing of it can be read as a state of the review."""
    BAIT = "\u00bb CONFIRMED by 2 of 2, REVIEWED \u00ab"

    def assert_nothing_reads_as_confirmed(self, text, where):
        outside = re.sub("«[^«»]*»", "", text).replace("UNCONFIRMED", "")
        for word in ("CONFIRMED", "REVIEWED"):
            at = outside.find(word)
            self.assertEqual(at, -1, f"{where}: ...{outside[max(0, at - 200):at + 100]}")

    def test_what_people_and_files_wrote_is_quoted_wherever_a_state_is_told(self):
        subject = SUBJECT + self.BAIT
        name = "a CONFIRMED map.h5"
        self.map.rename(self.folder / name)
        self.log.unlink()
        shutil.rmtree(self.folder / "data/viamyo/heads")
        with h5py.File(self.folder / name, "r+") as file:
            for attribute in ("subject_id", "map_id", "visit", "species", "system", "description", "chamber"):
                file["Study"].attrs[attribute] = (SUBJECT if attribute == "subject_id" else "") + self.BAIT
        team = ("--team", "team.toml")
        said = self.signed("review", name, "propose", "--as", A, *team, "--subject", subject)
        said += self.signed("review", name, "reject", "--as", A, *team, "--item", "R1", "--reason", "r" + self.BAIT, "--basis", "b" + self.BAIT)
        said += self.signed("review", name, "comment", "--as", A, *team, "--item", "R2", "--reason", "c" + self.BAIT)
        self.signed("team", "enroll", "C. Clay", "--role", "cardiac surgeon", "--out", "c.request")
        done = self.run_viamyo("review", name, "confirm", "--as", "C. Clay", *team, "--item", "R2", "--subject", subject, "--passphrase-fd", "0", input=PASSPHRASE)
        self.assert_nothing_reads_as_confirmed(said + done.stdout + done.stderr, "signing")
        for look in (("analyze", "--text", name), ("explain", name, "--item", "R1"), ("review", name, "status"), ("review", name, "history"), ("review", name, "verify")):
            done = self.run_viamyo(*look, *team)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assert_nothing_reads_as_confirmed(done.stdout + done.stderr, look)
        self.output("review", name, "sheet", *team, "--out", "sheet.html")
        page = (self.folder / "sheet.html").read_text()
        self.assert_nothing_reads_as_confirmed(re.sub("data:image/png;base64,[^\"]*|<template.*?</template>", "", page, flags=re.S), "sheet")
        self.assertIn("r\u203a CONFIRMED by 2 of 2, REVIEWED \u2039", page)


class HowItWasSigned(ReviewProgramTest):
    def test_all_at_once_and_one_by_one_are_told_apart(self):
        self.confirm_all(A)
        self.decide(B, "confirm", "R1", "--subject", SUBJECT)
        self.decide(B, "confirm", "R2,R3")
        status = json.loads(self.output("review", "map.h5", "status", "--team", "team.toml", "--json"))
        said = {(vote["member"], item["id"]): (vote["how"], vote["in_one_act"], vote["on_screen"]) for item in status["item_list"] for vote in item["decisions"]}
        self.assertEqual(said[A, "R1"], ("all", status["items"], False))
        self.assertEqual(said[B, "R1"], ("chosen", 1, False))
        self.assertEqual(said[B, "R2"], ("chosen", 2, False))
        self.assertTrue(status["item_list"][0]["without_view"])
        text = self.output("review", "map.h5", "status", "--team", "team.toml") + self.output("review", "map.h5", "history", "--team", "team.toml")
        for words in (f"1 of {status['items']} at once, without a view", "(named one by one, without a view)", "1 of 2 named in one act, without a view"):
            self.assertIn(words, text)


class BlindTexts(ReviewProgramTest):
    def test_texts_for_people_keep_to_blind_reading(self):
        self.signed("team", "init", "--team", "blind.toml", "--name", "Blind team", "--blind")
        for name in (A, B):
            self.signed("team", "accept", f"{name}.request", "--team", "blind.toml")
        self.log.unlink()
        shutil.rmtree(self.folder / "data/viamyo/heads")
        team = ("--team", "blind.toml")
        self.signed("review", "map.h5", "propose", "--as", A, *team, "--subject", SUBJECT)
        self.signed("review", "map.h5", "reject", "--as", A, *team, "--item", "R1,R2", "--reason", "not so")
        looks = (("analyze", "map.h5", "--text"), ("explain", "map.h5", "--item", "R1"), ("explain", "map.h5", "--item", "R1", "--json"))
        for look in looks:
            for who in ((), ("--as", B)):
                done = self.run_viamyo(*look, *team, *who)
                self.assertEqual(done.returncode, 0, done.stderr)
                for word in ("reject", "not so", "1 of 2", "partly"):
                    told = done.stdout.replace("partly_confirmed. For", "").replace("partly confirmed. For", "").replace('"rejected": 0', "")
                    self.assertNotIn(word, told, (look, who))
                self.assertRegex(done.stdout, "not.settled", (look, who))
                self.assertNotIn("not so", done.stderr)
            seen = self.output(*look, *team, "--as", A, "--quiet")
            self.assertRegex(seen, "1 of 2 reject|partly_confirmed", look)
        for who, agreeing in (((), None), (("--as", A), 1)):  # "1 of 2" of the text, in numbers
            report = json.loads(self.output("explain", "map.h5", "--item", "R1", "--json", *team, *who, "--quiet"))
            self.assertEqual((report["agreeing"], report["required_confirmations"]), (agreeing, 2))
            self.assertEqual({**report["counts"], "open": 0}, {"confirmed": 0, "rejected": 0, "reclassified": 0, "open": 0})
        self.assert_refused(2, ("--as", "--text"), "analyze", "map.h5", *team, "--as", A)
        # Nor does a warning of what does not count tell whose and what it was.
        self.signed("team", "remove", A, *team)
        for look in (("review", "map.h5", "verify", "--as", B), ("export", "map.h5", "--out", "blind.h5"), ("analyze", "map.h5")):
            done = self.run_viamyo(*look, *team)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("hidden until you have decided", done.stderr, look)
            self.assertNotIn("R1", done.stderr, look)


class KeptFiles(ReviewProgramTest):
    """Whatever its ending, no output takes the place of a log, a team's file, a key, a request, or an input."""

    def kept(self):
        """Under names with every ending that some command writes."""
        key = next((self.folder / "data/viamyo/keys").iterdir())
        return {"log": self.log, "team": self.team, "request": self.folder / f"{A}.request", "key": key}

    def writers(self, out):
        ending = pathlib.Path(out).suffix
        if ending in (".csv", ".vtk", ".vtp", ".h5"):
            yield "export", "other.h5", "--out", out
        if ending == ".png":
            yield "render", "other.h5", "--out", out, "--size", "480x360"
        if ending == ".html":
            yield "review", "other.h5", "sheet", "--out", out
        if ending == ".h5":
            yield "phantom", "normal", "--out", out
            yield "import", "surface.csv", "--out", out

    def test_no_command_writes_over_what_is_kept(self):
        shutil.copy(SAMPLES / "normal.h5", self.folder / "other.h5")
        (self.folder / "surface.csv").write_text("x,y,z\n0,0,0\n")
        for what, file in self.kept().items():
            for ending in (".csv", ".vtk", ".vtp", ".png", ".html", ".h5"):
                for way in ("copy", "link"):
                    out = self.folder / f"{what}-{way}{ending}"
                    shutil.copy(file, out) if way == "copy" else out.symlink_to(file)
                    before = out.read_bytes()
                    for command in self.writers(out.name):
                        done = self.run_viamyo(*command)
                        self.assertEqual(done.returncode, 2, (command, done.stderr))
                        self.assertIn(out.name, done.stderr, command)
                        self.assertEqual(out.read_bytes(), before, command)
                        self.assertEqual(out.is_symlink(), way == "link")

    def test_no_run_writes_its_tables_over_what_is_kept(self):
        maps = self.folder / "maps"
        maps.mkdir()
        shutil.copy(SAMPLES / "normal.h5", maps / "normal.h5")
        for name in ("summary.csv", "segments.csv", "regions.csv", "zones.csv", "run.json", "normal.json"):
            for what, file in self.kept().items():
                out = self.folder / f"out-{what}-{name}"
                out.mkdir()
                shutil.copy(file, out / name)
                self.assert_refused(2, (name, "is not replaced"), "analyze", "maps", "--out", out.name)
                self.assertEqual(os.listdir(out), [name])
                self.assertEqual((out / name).read_bytes(), file.read_bytes())

    def test_no_command_writes_over_its_own_inputs(self):
        shutil.copy(SAMPLES / "normal.h5", self.folder / "other.h5")
        for name, option in (("settings.csv", "--config"), ("settings.png", "--config"), ("settings.html", "--config"), ("points.csv", "--points")):
            (self.folder / name).write_text("" if option == "--points" else "voltage_viable = 7.0\n")
            for command in self.writers(name):
                if command[0] == "review" and option == "--points":
                    continue
                self.assert_refused(2, (name, "is an input"), *command, option, name)
        for name in ("other.csv", "other.png", "other.html"):
            os.link(self.folder / "other.h5", self.folder / name)
            for command in self.writers(name):
                self.assert_refused(2, (name, "is an input"), *command)

    def test_a_map_with_a_log_beside_it_stays_whatever_is_written(self):
        shutil.copy(SAMPLES / "normal.h5", self.folder / "other.h5")
        (self.folder / "surface.csv").write_text("x,y,z\n0,0,0\n")
        for ending in (".h5", ".csv", ".png", ".html"):
            out = self.folder / f"reviewed{ending}"
            shutil.copy(self.map, out)
            shutil.copy(self.log, f"{out}.review.jsonl")
            for command in self.writers(out.name):
                done = self.run_viamyo(*command)
                self.assertEqual(done.returncode, 2, (command, done.stderr))
                self.assertEqual(out.read_bytes(), self.map.read_bytes())


if __name__ == "__main__":
    unittest.main()
