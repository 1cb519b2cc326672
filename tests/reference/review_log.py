"""Verifies a review log and says what it confirms, by the rules of docs/review-log.md: a second implementation that shares nothing with the program.

    python3 -m reference.review_log LOG
"""

import argparse
import hashlib
import json
import math
import re
import sys
import tomllib
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SCHEMA = "viamyo.review-log/1"
SIGNATURE = re.compile(rb',"signature":"([0-9a-f]{128})"\}$')
LONGEST_LINE = 1 << 20
TYPES = {"begin", "proposal", "decision"}
ACTIONS = {"confirm", "reject", "reclassify", "comment", "withdraw"}
CLASSES = {"unmapped", "normal", "viable_ischemic", "infarcted", "indeterminate", "viable"}
SETTLED = {"confirmed", "rejected", "reclassified"}


class Broken(Exception):
    pass


def is_signed(key, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
        return True
    except (InvalidSignature, ValueError):
        return False


def need(condition, cause):
    if not condition:
        raise Broken(cause)


def read_line(raw, previous, first):
    """One line as a dictionary with its digest; Broken when it is not sound."""
    need(len(raw) <= LONGEST_LINE, "too long")
    mark = SIGNATURE.search(raw)
    need(mark, "no signature")
    try:
        line = json.loads(raw)
    except ValueError as error:
        raise Broken("no JSON") from error
    need(isinstance(line, dict) and line.get("schema") == SCHEMA, "another schema")
    need(line.get("previous") == previous, "does not follow the line before")
    for key in ("member", "role", "key", "time", "program"):
        need(isinstance(line.get(key), str), key)
    need(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line["time"]), "time")
    datetime.strptime(line["time"], "%Y-%m-%dT%H:%M:%SZ")
    need(type(line.get("team_serial")) is int, "team_serial")
    need(line.get("type") in TYPES and (line["type"] == "begin") == first, "type")
    if line["type"] == "decision":
        need(line.get("action") in ACTIONS, "action")
        need(line["item"]["class"] in CLASSES and (line["to_class"] is None or line["to_class"] in CLASSES), "class")
    need(is_signed(line["key"], SCHEMA.encode() + b"\n" + raw[:mark.start()], mark[1].decode()), "bad signature")
    return {**line, "digest": hashlib.sha256(raw).hexdigest()}


def verify(path):
    """(sound lines, number of the first line that is not sound or None)."""
    with open(path, "rb") as file:
        parts = file.read().split(b"\n")
    lines, previous = [], "0" * 64
    for number, raw in enumerate(parts[:-1], 1):  # what follows the last newline was never finished
        try:
            lines.append(read_line(raw, previous, number == 1))
        except (Broken, KeyError, TypeError, ValueError):
            return lines, number
        previous = lines[-1]["digest"]
    return lines, None


def read_team(path):
    with open(path, "rb") as file:
        whole = file.read()
    body, mark, tail = whole.rpartition(b'signature = "')
    team = tomllib.loads(body.decode())
    need(mark and is_signed(team["owner_key"], body, tail[:-2].decode()), "not signed by its owner")
    team["digest"] = hashlib.sha256(f"viamyo.team/1\n{team['owner_key']}\n{team['name']}\n".encode()).hexdigest()
    return team


def items_of(analysis):
    """id -> what is decided on, from the JSON of `analyze`."""
    items, small = {}, {}
    for region in analysis["regions"]:
        if region["small"]:
            small.setdefault(region["class"], []).append(region)
        else:
            items[region["id"]] = {"class": region["class"], "area": region["area_mm2"], "centroid": region["centroid_mm"]}
    for tissue, regions in small.items():
        area = sum(r["area_mm2"] for r in regions)
        centroid = [sum(r["area_mm2"] * r["centroid_mm"][k] for r in regions) / area for k in range(3)]
        items[f"small:{tissue}"] = {"class": tissue, "area": area, "centroid": centroid}
    of_region = {r["id"]: f"small:{r['class']}" if r["small"] else r["id"] for r in analysis["regions"]}
    for zone in analysis["candidate_zones"]:
        items[zone["id"]] = {"class": "viable_ischemic", "area": zone["area_mm2"], "centroid": zone["centroid_mm"], "region": of_region[zone["region"]]}
    return items


def signer_counts(lines, index, team):
    entry = next((m for m in team.get("members", []) if m["public_key"] == lines[index]["key"]), None)
    line = lines[index]
    if entry is None or (entry["name"], entry["role"]) != (line["member"], line["role"]) or entry["role"] not in team["counting_roles"]:
        return False
    if "retired_in" not in entry:
        return True
    current = {(m["public_key"], m["name"]) for m in team["members"] if "retired_in" not in m}
    return any((later["key"], later["member"]) in current and 0 < later["team_serial"] < entry["retired_in"] for later in lines[index + 1:])


def votes_of(lines, team, items, fingerprint):
    votes = {name: {} for name in items}
    for index, line in enumerate(lines):
        if line["type"] != "decision" or line["action"] == "comment" or line["fingerprint"] != fingerprint:
            continue
        said, item = line["item"], items.get(line["item"]["id"])
        if item is None or said["class"] != item["class"] or abs(said["area_mm2"] - item["area"]) > 0.1:
            continue
        if math.dist(said["centroid_mm"], item["centroid"]) > 0.1 or not signer_counts(lines, index, team):
            continue
        if line["action"] == "reclassify" and ("region" in item or line["to_class"] in (None, "unmapped") or not line["reason"]):
            continue
        if line["action"] == "withdraw":
            votes[said["id"]].pop(line["member"], None)
        else:
            votes[said["id"]][line["member"]] = {"confirm": item["class"], "reject": None}.get(line["action"], line["to_class"])
    return votes


def item_states(votes, items, required):
    states = {}
    for name, of_item in votes.items():
        said = set(of_item.values())
        if len(said) != 1:
            states[name] = "disputed" if said else "unconfirmed"
        elif len(of_item) < required:
            states[name] = "partly_confirmed"
        else:
            tissue = said.pop()
            states[name] = "rejected" if tissue is None else "confirmed" if tissue == items[name]["class"] else "reclassified"
    for name, item in items.items():
        above = states.get(item.get("region"))
        if above in ("rejected", "reclassified"):
            states[name] = "rejected"
        elif "region" in item and states[name] == "confirmed" and above != "confirmed":
            states[name] = "partly_confirmed"
    return states


def is_for_this(lines, team, analysis, content):
    first = lines[0]
    bound = first["team"] is not None and first["team"]["digest"] == team["digest"]
    same_map = first["map"]["content"] == content and first["map"]["subject_id"] == (analysis["map"]["subject_id"] or "")
    names = {m["public_key"]: m["name"] for m in team.get("members", []) if "retired_in" not in m}
    newest = max((line["team_serial"] for line in lines if names.get(line["key"]) == line["member"]), default=0)
    return bound and same_map and newest <= team["serial"]


def status(path, team, analysis, content):
    """(status of the map, state by item). `content`: the digest that the log must be bound to."""
    items = items_of(analysis)
    nothing = "unconfirmed", dict.fromkeys(items, "unconfirmed")
    lines, broken = verify(path)
    if broken or not lines or team is None or not is_for_this(lines, team, analysis, content):
        return nothing
    states = item_states(votes_of(lines, team, items, analysis["fingerprint"]), items, team["required_confirmations"])
    begun = any(state in SETTLED | {"partly_confirmed"} for state in states.values())
    if not states or not all(state in SETTLED for state in states.values()) or not analysis["map"]["subject_id"]:
        return "partly_confirmed" if begun else "unconfirmed", states
    return "confirmed_synthetic" if analysis["map"]["synthetic"] else "confirmed", states


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("log")
    options = parser.parse_args()
    lines, broken = verify(options.log)
    print(f"line {broken} is not sound" if broken else f"all {len(lines)} lines verify")
    sys.exit(6 if broken else 0)


if __name__ == "__main__":
    main()
