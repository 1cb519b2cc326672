#!/usr/bin/python3
"""Builds and runs what docs/performance.md states: stages of an analysis, one whole run beside the floor, a folder of 1,000 maps.

    benchmarks/measure.py [BUILD_FOLDER]

Ratios are of pairs run in turn, so that a machine whose speed drifts still gives an honest answer.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "release")
TARGETS = ["viamyo_program", "stages", "bare_read", "make_large_map", "review_log", "reader_cost"]


def build():
    subprocess.run(["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DVIAMYO_BENCHMARKS=ON"], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD, "--target", *TARGETS], check=True, stdout=subprocess.DEVNULL)


def wall_ms(command):
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - began)


def pair(name, command, floor, runs):
    """Median of the command, of its floor, and of their ratio pair by pair."""
    wall_ms(command), wall_ms(floor)
    pairs = [(wall_ms(command), wall_ms(floor)) for _ in range(runs)]
    a, b = (statistics.median(p[i] for p in pairs) for i in (0, 1))
    print(f"{name:<44}{a:9.1f} ms   floor {b:8.1f} ms   ratio {statistics.median(x / y for x, y in pairs):5.2f}")


def folder_of_maps(program, one, folder, count):
    maps = folder / "maps"
    maps.mkdir()
    for i in range(count):
        shutil.copy(one, maps / f"{i:04}.h5")
    files = [str(path) for path in sorted(maps.iterdir())]
    return [program, "analyze", str(maps), "--out", str(folder / "out"), "--quiet"], files


def main():
    build()
    program, stages, bare, maker = (str(BUILD / name) for name in ("bin/viamyo", "benchmarks/stages", "benchmarks/bare_read", "benchmarks/make_large_map"))
    print(f"{os.cpu_count()} cores\n")
    subprocess.run([stages], check=True)
    subprocess.run([str(BUILD / "benchmarks/review_log")], check=True)
    subprocess.run([str(BUILD / "benchmarks/reader_cost")], check=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for vertices, runs in ((5_000, 41), (80_000, 9), (325_000, 5)):
            one = folder / f"{vertices}.h5"
            subprocess.run([maker, str(vertices), one], check=True)
            pair(f"viamyo analyze, {vertices} vertices", [program, "analyze", str(one)], [bare, str(one)], runs)
        pair("viamyo --version", [program, "--version"], ["/bin/true"], 41)
        count = 1000
        command, files = folder_of_maps(program, folder / "5000.h5", folder, count)
        pair(f"viamyo analyze, folder of {count} (5000 vertices)", command, [bare, *files], 1)


if __name__ == "__main__":
    main()
