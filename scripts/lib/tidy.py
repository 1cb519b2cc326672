#!/usr/bin/python3
"""Runs clang-tidy over src/, in parallel, and remembers the files that were clean.

usage: tidy.py BUILD_FOLDER [--all]

Without --all it looks at what changed lately: uncommitted changes, then the latest commits backwards until RECENT files are found; a changed header is
looked at through one source that includes it. A tree without its history is looked at as a whole.
A file is checked again when it, a header of ours that it includes, its compile command, .clang-tidy or clang-tidy itself changed.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

CLANG_TIDY = "clang-tidy-16"
ROOT = pathlib.Path(__file__).resolve().parents[2]
RECENT = 45  # files: some four minutes on two cores
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


def arguments_of(entry):
    """The compiler's command without the precompiled header, which is another compiler's, and hides what a file forgot to include."""
    kept = []
    for word in shlex.split(entry["command"]):
        if word.endswith("cmake_pch.hxx"):
            kept.pop()  # the -include before it
        elif word != "-Winvalid-pch":
            kept.append(word)
    return kept


def git(*arguments):
    result = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    return result.stdout if result.returncode == 0 else None


def changed_files():
    """Files of src/ and include/, what changed last first; None without a history."""
    uncommitted = git("-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=all", "--", "src", "include")
    committed = git("-c", "core.quotePath=false", "log", "--no-merges", "--name-only", "--format=", "--", "src", "include")
    if uncommitted is None or not committed:
        return None
    names = [line[3:].split(" -> ")[-1] for line in uncommitted.splitlines()] + committed.splitlines()
    return [ROOT / name for name in dict.fromkeys(names) if name]


def recent(entries):
    """Those of the sources that stand for what changed lately."""
    changed = changed_files()
    if changed is None:
        return sorted(entries)
    by_path = {pathlib.Path(name).resolve(): name for name in entries}
    includers = {}
    for path, name in sorted(by_path.items()):
        for header in own_includes(path):
            if header.stem == path.stem or header not in includers:
                includers[header] = name
    chosen = {}
    for path in changed:
        name = by_path.get(path.resolve()) or includers.get(path.resolve())
        if name and len(chosen) < RECENT:
            chosen[name] = None
    return list(chosen)


def key_of(entry, common):
    digest = hashlib.sha256(common)
    digest.update("\0".join(arguments_of(entry)).encode())
    for path in with_own_headers(pathlib.Path(entry["file"])):
        digest.update(os.fsencode(path) + b"\0" + path.read_bytes())
    return digest.hexdigest()


def check(folder, entry):
    result = subprocess.run([CLANG_TIDY, "--quiet", "-p", str(folder), entry["file"]], capture_output=True, text=True, check=False)
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
    if not entries:
        sys.exit("clang-tidy: no source file in compile_commands.json")
    chosen = sorted(entries) if "--all" in sys.argv[2:] else recent(entries)
    todo = [entries[name] for name in chosen if not (clean / keys[name]).exists()]
    commands = build / "clang-tidy"
    commands.mkdir(exist_ok=True)
    (commands / "compile_commands.json").write_text(json.dumps([{"directory": e["directory"], "file": e["file"], "arguments": arguments_of(e)} for e in entries.values()]))

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for entry, (ok, output) in zip(todo, pool.map(lambda e: check(commands, e), todo)):
            if ok:
                (clean / keys[entry["file"]]).touch()
            else:
                failed += 1
                print(output.strip())
    for stale in set(os.listdir(clean)) - set(keys.values()):
        (clean / stale).unlink()
    print(f"clang-tidy: {len(chosen)} of {len(entries)} files looked at, {len(todo)} anew, {failed} with findings")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
