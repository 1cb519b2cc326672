"""What the sound lines of a log make of a map's items: the rules of docs/review-log.md, written from that page alone.

A line is a dictionary as JSON gives it, with its own `digest`; a team is what its file says, with its `digest` and that of its `file`.
"""

import math
from functools import lru_cache

from .persons import person_of

SETTLED = {"confirmed", "rejected", "reclassified"}
NEVER = math.inf

person = lru_cache(maxsize=None)(person_of)


class Signers:
    """Who signed, and what their signature is worth."""

    def __init__(self, team):
        self.roles = set(team["counting_roles"])
        self.entries = {member["public_key"]: member for member in team.get("members", [])}
        self.left_in = {}  # by person: the change that took their last key away
        for member in self.entries.values():
            name = person(member["name"])
            self.left_in[name] = max(self.left_in.get(name, 0), member.get("retired_in", NEVER))

    def who(self, line):
        """None for a stranger, who says nothing."""
        entry = self.entries.get(line["key"])
        return entry and person(entry["name"])

    def is_own(self, line):
        entry = self.entries.get(line["key"])
        return (entry is not None and person(line["member"]) == person(entry["name"]) and line["role"] == entry["role"]
                and line["team_serial"] >= entry["accepted_in"])

    def belongs(self, line):
        return self.is_own(line) and "retired_in" not in self.entries[line["key"]]

    def has_role(self, line):
        return self.entries[line["key"]]["role"] in self.roles

    def counts(self, line):
        return self.belongs(line) and self.has_role(line)

    def can_be_upheld(self, line):
        if not self.is_own(line) or not self.has_role(line):
            return False
        entry = self.entries[line["key"]]
        return "retired_in" in entry and "voided" not in entry and line["team_serial"] < entry["retired_in"]


def is_word(line):
    return line["type"] == "decision" and line["action"] != "comment"


def named(lines, kind, signers):
    """(line, index of a decision before it that it names) of each line of this kind by somebody whom the team knows."""
    index_of = {line["digest"]: index for index, line in enumerate(lines)}
    for number, line in enumerate(lines):
        if line["type"] != kind or signers.who(line) is None:
            continue
        for name in line["lines"]:
            index = index_of.get(name, number)
            if index < number and is_word(lines[index]):
                yield line, index


def upholds(lines, signers, lasting):
    """(line, index) of each word that is upheld, but for those of which their signer said otherwise behind it, in a way that is `lasting`."""
    back = [(line, index) for line, index in named(lines, "take_back", signers) if lasting(line)]
    order = {line["digest"]: number for number, line in enumerate(lines)}
    for line, index in named(lines, "uphold", signers):
        who, at = signers.who(line), order[line["digest"]]
        if not any(index == i and signers.who(other) == who and order[other["digest"]] > at for other, i in back):
            yield line, index


def upheld_lines(lines, signers):
    return {index for line, index in upholds(lines, signers, lambda back: True)
            if signers.counts(line) and signers.can_be_upheld(lines[index]) and line["team_serial"] >= signers.entries[lines[index]["key"]]["retired_in"]}


def set_aside_lines(lines, signers):
    stand_for = {}
    for line, index in upholds(lines, signers, lambda back: signers.belongs(back) and back["reason"] != ""):
        stand_for.setdefault(index, set()).add(signers.who(line))
    found = set()
    for line, index in named(lines, "set_aside", signers):
        author = signers.who(lines[index])
        if author is None or author == signers.who(line) or not signers.counts(line) or not line["reason"]:
            continue
        if all(line["team_serial"] >= signers.left_in[who] for who in {author} | stand_for.get(index, set())):
            found.add(index)
    return found


def is_of_item(line, item):
    """Whether it fits the item in every way, so that it can add."""
    said = line["item"]
    if said["class"] != item["class"] or abs(said["area_mm2"] - item["area"]) > 0.1 or math.dist(said["centroid_mm"], item["centroid"]) > 0.1:
        return False
    if line["action"] != "reclassify":
        return True
    return "region" not in item and line["to_class"] not in (None, "unmapped", item["class"]) and line["reason"] != ""


def verdict(line, item):
    """The class that a word gives the item; "" for none at all."""
    if line["action"] == "confirm":
        return item["class"]
    to_class = line["to_class"] if line["action"] == "reclassify" else None
    return "" if to_class in (None, "unmapped") else to_class


def words_on(name, item, lines, signers, fingerprint):
    """(people who support each class, all classes that anybody stands for)."""
    upheld, aside = upheld_lines(lines, signers), set_aside_lines(lines, signers)
    said = {}
    for index, line in enumerate(lines):
        if is_word(line) and line["fingerprint"] == fingerprint and line["item"]["id"] == name and signers.who(line) is not None:
            said.setdefault(signers.who(line), []).append(index)
    support, stands = {}, set()
    for who, indices in said.items():
        fits = {index: is_of_item(lines[index], item) for index in indices}
        counting = {index for index in indices if fits[index] and (signers.counts(lines[index]) or index in upheld)}
        replacing = [index for index in indices if index in counting or (fits[index] and signers.belongs(lines[index]))]
        since = replacing[-1] if replacing else indices[0]
        stands |= {verdict(lines[index], item) for index in indices
                   if index >= since and lines[index]["action"] != "withdraw" and (index in counting or index not in aside)}
        last = indices[-1]
        if last in counting and lines[last]["action"] != "withdraw":
            support.setdefault(verdict(lines[last], item), set()).add(who)
    return support, stands


def state_of(support, stands, own_class, required):
    if not stands:
        return "unconfirmed"
    word = min(stands)
    people = len(support.get(word, ()))
    if len(stands) > 1 or (people == 0 and word != own_class):
        return "disputed"
    if people == 0:
        return "unconfirmed"
    if people < required:
        return "partly_confirmed"
    return "rejected" if word == "" else "confirmed" if word == own_class else "reclassified"


def item_states(lines, team, items, fingerprint):
    signers = Signers(team)
    states = {name: state_of(*words_on(name, item, lines, signers, fingerprint), item["class"], team["required_confirmations"])
              for name, item in items.items()}
    for name, item in items.items():
        above = states.get(item.get("region"))
        if above in ("rejected", "reclassified"):
            states[name] = "rejected"
        elif "region" in item and states[name] == "confirmed" and above != "confirmed":
            states[name] = "partly_confirmed"
    return states


def is_for_this(lines, team, the_map):
    first = lines[0]
    if first["team"] is None or first["team"]["digest"] != team["digest"]:
        return False
    if first["map"]["content"] != the_map["content"] or first["map"]["subject_id"] != the_map["subject_id"]:
        return False
    keys = {member["public_key"] for member in team.get("members", [])}
    known = [line for line in lines if line["key"] in keys]
    forked = any(line["team_serial"] == team["serial"] and line["team_file"] not in ("", team["file"]) for line in known)
    return not forked and all(line["team_serial"] <= team["serial"] for line in known)


def judge(lines, team, the_map, items, fingerprint):
    """(status of the map, state by item), from lines that are sound."""
    if not is_for_this(lines, team, the_map):
        return "unconfirmed", dict.fromkeys(items, "unconfirmed")
    states = item_states(lines, team, items, fingerprint)
    said = set(states.values())
    if not states or not said <= SETTLED or not the_map["subject_id"].strip(" "):
        return "partly_confirmed" if said & (SETTLED | {"partly_confirmed"}) else "unconfirmed", states
    return ("confirmed" if said == {"confirmed"} else "reviewed") + ("_synthetic" if the_map["synthetic"] else ""), states
