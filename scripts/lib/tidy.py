#!/usr/bin/python3
"""Runs clang-tidy over src/, in parallel, and remembers the files that were clean.

usage: tidy.py BUILD_FOLDER

A file is checked again when it, a header of ours that it includes, its compile command, .clang-tidy or clang-tidy itself changed.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

CLANG_TIDY = "clang-tidy-16"
ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(rb'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def own_includes(path):
    """Files of this project that the file includes directly."""
    for name in INCLUDE.findall(path.read_bytes()):
        for folder in (path.parent, ROOT / "include", ROOT / "src"):
            candidate = folder / os.fsdecode(name)
            if candidate.is_file():
                yield candidate.resolve()
                break


def with_own_headers(path):
    """The file and every header of ours that it reaches, sorted."""
    found, todo = set(), [path]
    while todo:
        current = todo.pop()
        if current not in found:
            found.add(current)
            todo.extend(own_includes(current))
    return sorted(found)


def key_of(entry, common):
    digest = hashlib.sha256(common)
    digest.update(entry["command"].encode())
    for path in with_own_headers(pathlib.Path(entry["file"])):
        digest.update(os.fsencode(path) + b"\0" + path.read_bytes())
    return digest.hexdigest()


def check(build, entry):
    result = subprocess.run([CLANG_TIDY, "--quiet", "-p", str(build), entry["file"]], capture_output=True, text=True, check=False)
    errors = [line for line in result.stderr.splitlines() if not re.match(r"\d+ warnings? (and \d+ errors? )?generated|Suppressed|Use -header", line)]
    return result.returncode == 0, "\n".join([result.stdout.strip(), *errors]).strip()


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    clean = build / "clang-tidy-clean"
    clean.mkdir(exist_ok=True)
    version = subprocess.run([CLANG_TIDY, "--version"], capture_output=True, check=True).stdout
    common = version + (ROOT / ".clang-tidy").read_bytes()

    database = json.loads((build / "compile_commands.json").read_text())
    entries = {e["file"]: e for e in database if (ROOT / "src") in pathlib.Path(e["file"]).parents}
    keys = {name: key_of(entry, common) for name, entry in entries.items()}
    todo = [entries[name] for name in sorted(entries) if not (clean / keys[name]).exists()]
    if not entries:
        sys.exit("clang-tidy: no source file in compile_commands.json")

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for entry, (ok, output) in zip(todo, pool.map(lambda e: check(build, e), todo)):
            if ok:
                (clean / keys[entry["file"]]).touch()
            else:
                failed += 1
                print(output.strip())
    for stale in set(os.listdir(clean)) - set(keys.values()):
        (clean / stale).unlink()
    print(f"clang-tidy: {len(entries)} files, {len(todo)} checked, {failed} with findings")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
