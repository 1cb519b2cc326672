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

from . import review_rules

SCHEMAS = {f"viamyo.review-log/{version}": version for version in (1, 2, 3)}
SIGNATURE = re.compile(rb',"signature":"([0-9a-f]{128})"\}\Z')
DIGEST = re.compile(r"[0-9a-f]{64}\Z")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")
LONGEST_LINE = 1 << 20
MOST_LEVELS = 16
MOST_COUNT = 1_000_000_000
ACTIONS = {"confirm", "reject", "reclassify", "comment", "withdraw"}
WAYS = {"unknown", "walked", "chosen", "all"}
CLASSES = {"unmapped", "normal", "viable_ischemic", "infarcted", "indeterminate", "viable"}

# Points of Ed25519 whose order is small, by their y: under such a key a signature fits many messages.
P = 2**255 - 19
SMALL_ORDER_Y = {0, 1, P - 1} | {
    int.from_bytes(bytes.fromhex(y), "little") for y in (
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")}


class Broken(Exception):
    pass


def need(condition, cause):
    if not condition:
        raise Broken(cause)


def is_weak(point):
    y = int.from_bytes(point, "little") & (2**255 - 1)
    return y >= P or y in SMALL_ORDER_Y


def is_signed(key, message, signature):
    key, signature = bytes.fromhex(key), bytes.fromhex(signature)
    if is_weak(key) or is_weak(signature[:32]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False


def finite(text):
    need(math.isfinite(float(text)), "a number that is too large")
    return float(text)


def whole(text):
    finite(text)
    return int(text)


def no_constant(name):
    raise Broken(name)


def object_of(pairs):
    need(len({name for name, _ in pairs}) == len(pairs), "a name twice in one object")
    return dict(pairs)


def levels(value):
    if isinstance(value, dict):
        return 1 + max(map(levels, value.values()), default=0)
    return 1 + max(map(levels, value), default=0) if isinstance(value, list) else 0


def parse(raw):
    """The object of a line; Broken where the grammar forbids it, whatever Python's json thinks of it."""
    need(raw[:1] == b"{", "does not begin with a brace")
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=object_of, parse_float=finite, parse_int=whole, parse_constant=no_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a surrogate is no text
        need(levels(value) <= MOST_LEVELS, "too many levels")
    except (ValueError, RecursionError) as error:
        raise Broken("no JSON") from error
    return value


def text(value, key):
    need(isinstance(value, dict) and isinstance(value.get(key), str), key)
    return value[key]


def digest(value, key):
    need(DIGEST.match(text(value, key)), key)
    return value[key]


def count(value, key):
    need(type(value.get(key)) is int and 0 <= value[key] <= MOST_COUNT, key)
    return value[key]


def is_number(value):
    return type(value) in (int, float)


def check_begin(line):
    the_map = line.get("map")
    for key in ("content", "map_id", "subject_id"):
        text(the_map, key)
    need("team" in line, "team")
    if line["team"] is not None:
        text(line["team"], "name")
        digest(line["team"], "digest")


def check_proposal(line):
    text(line, "fingerprint")
    text(line, "preset")
    settings = line.get("settings")
    need(isinstance(settings, dict) and all(isinstance(value, str) for value in settings.values()), "settings")
    count(line, "items")


def check_decision(line, version):
    need(text(line, "action") in ACTIONS, "action")
    item = line.get("item")
    text(item, "id")
    text(item, "label")
    need(text(item, "class") in CLASSES, "class")
    place = item.get("centroid_mm")
    need(is_number(item.get("area_mm2")), "area")
    need(isinstance(place, list) and len(place) == 3 and all(map(is_number, place)), "centroid")
    need("to_class" in line and (line["to_class"] is None or text(line, "to_class") in CLASSES), "to_class")
    for key in ("reason", "basis", "sentence", "fingerprint"):
        text(line, key)
    need(isinstance(line.get("on_screen"), bool), "on_screen")
    if version > 1:
        need(text(line, "how") in WAYS, "how")
        count(line, "in_one_act")


def check_lines(line):
    need(isinstance(line.get("lines"), list) and line["lines"], "lines")
    need(all(isinstance(name, str) and DIGEST.match(name) for name in line["lines"]), "lines")
    text(line, "reason")


def check_content(line, version, first):
    kind = text(line, "type")
    need((kind == "begin") == first, "type")
    if kind == "begin":
        check_begin(line)
    elif kind == "proposal":
        check_proposal(line)
    elif kind == "decision":
        check_decision(line, version)
    elif (version > 1 and kind in ("uphold", "set_aside")) or (version > 2 and kind == "take_back"):
        check_lines(line)
    elif version > 1 and kind == "restart":
        digest(line, "lost_head")
        text(line, "reason")
    else:
        raise Broken("type")


def check_team_file(line, version):
    serial = count(line, "team_serial")
    if version == 1:
        line["team_file"] = ""  # whatever a later program may have meant by it
    elif serial == 0:
        need(text(line, "team_file") == "", "team_file")
    else:
        digest(line, "team_file")


def read_line(raw, previous, version_before=1):
    """One line as a dictionary with its digest and version; Broken when it is not sound."""
    need(len(raw) <= LONGEST_LINE, "too long")
    mark = SIGNATURE.search(raw)
    need(mark, "no signature")
    line = parse(raw)
    version = SCHEMAS.get(text(line, "schema"), 0)
    need(version >= version_before, "another version")
    need(text(line, "previous") == previous, "does not follow the line before")
    for key in ("member", "role", "program"):
        text(line, key)
    digest(line, "key")
    need(TIME.match(text(line, "time")), "time")
    try:
        need(datetime.strptime(line["time"], "%Y-%m-%dT%H:%M:%SZ").year >= 1970, "time")
    except ValueError as error:
        raise Broken("time") from error
    check_team_file(line, version)
    check_content(line, version, previous == "0" * 64)
    need(is_signed(line["key"], line["schema"].encode() + b"\n" + raw[:mark.start()], mark[1].decode()), "bad signature")
    return {**line, "version": version, "digest": hashlib.sha256(raw).hexdigest()}


def verify(path):
    """(sound lines, number of the first line that is not sound or None)."""
    with open(path, "rb") as file:
        parts = file.read().split(b"\n")
    lines, previous, version = [], "0" * 64, 1
    for number, raw in enumerate(parts[:-1], 1):  # what follows the last newline was never finished
        try:
            lines.append(read_line(raw, previous, version))
        except Broken:
            return lines, number
        previous, version = lines[-1]["digest"], lines[-1]["version"]
    return lines, None


def read_team(path):
    with open(path, "rb") as file:
        everything = file.read()
    body, mark, tail = everything.rpartition(b'signature = "')
    team = tomllib.loads(body.decode())
    need(mark and is_signed(team["owner_key"], body, tail[:-2].decode()), "not signed by its owner")
    team["digest"] = hashlib.sha256(f"viamyo.team/1\n{team['owner_key']}\n{team['name']}\n".encode()).hexdigest()
    team["file"] = hashlib.sha256(body).hexdigest()
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


def status(path, team, analysis, content):
    """(status of the map, state by item). `content`: the digest that the log must be bound to."""
    items = items_of(analysis)
    lines, broken = verify(path)
    if broken or not lines or team is None:
        return "unconfirmed", dict.fromkeys(items, "unconfirmed")
    the_map = {"content": content, "subject_id": analysis["map"]["subject_id"] or "", "synthetic": bool(analysis["map"]["synthetic"])}
    return review_rules.judge(lines, team, the_map, items, analysis["fingerprint"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("log")
    options = parser.parse_args()
    lines, broken = verify(options.log)
    print(f"line {broken} is not sound" if broken else f"all {len(lines)} lines verify")
    sys.exit(6 if broken else 0)


if __name__ == "__main__":
    main()
