#!/usr/bin/python3
"""Measures the window for docs/performance.md: start beside an empty window, memory of an open map, processor time when idle. Needs a display.

    benchmarks/window.py [BUILD_FOLDER]

Without a display: xvfb-run -s "-screen 0 1920x1080x24" benchmarks/window.py
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
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "release").resolve()
VIEW = [str(BUILD / "bin/viamyo"), "view", "--fresh", "--size", "1600x1000", "--script"]
SAMPLE = ROOT / "sample_maps" / "anterior-lad-infarct.h5"


def build():
    subprocess.run(["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DVIAMYO_BENCHMARKS=ON"], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD, "--target", "all", "empty_window", "make_large_map"], check=True, stdout=subprocess.DEVNULL)


def wall_ms(command):
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - began)


def script(folder, name, *lines):
    file = folder / name
    file.write_text("\n".join(lines) + "\n")
    return [*VIEW, str(file)]


def starts(folder):
    """One frame, then the end; pairs run in turn."""
    floor = [str(BUILD / "benchmarks/empty_window")]
    for name, command in (
        ("start page", script(folder, "start", "pause 0.001", "quit")),
        ("a sample map, four views", script(folder, "map", f"open {SAMPLE}", "pause 0.001", "quit")),
    ):
        wall_ms(command), wall_ms(floor)
        pairs = [(wall_ms(command), wall_ms(floor)) for _ in range(15)]
        a, b = (statistics.median(p[i] for p in pairs) for i in (0, 1))
        print(f"process start to first frame, {name:<26}{a:8.0f} ms   empty window {b:6.0f} ms   ratio {statistics.median(x / y for x, y in pairs):5.2f}")


def resident_mib(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def ticks(process):
    return sum(map(int, pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))


def opened(folder, files):
    """The program with these maps open, standing still."""
    ready = folder / "ready"
    ready.unlink(missing_ok=True)
    command = script(folder, "opened", *(f"open {file}" for file in files), f"window_items {ready}")
    process = subprocess.Popen(command)
    while not ready.exists():
        time.sleep(0.1)
    time.sleep(3)
    return process


def memory_and_idle(folder):
    for vertices in (5_000, 80_000, 325_000):
        one = folder / f"{vertices}.h5"
        subprocess.run([BUILD / "benchmarks/make_large_map", str(vertices), one], check=True)
        other = shutil.copy(one, folder / f"{vertices}-again.h5")
        held = []
        for files in ([one], [one, other]):
            process = opened(folder, files)
            held.append(resident_mib(process))
            if len(files) == 2:
                before = ticks(process)
                time.sleep(10)
                idle = (ticks(process) - before) / os.sysconf("SC_CLK_TCK") / 10
            process.kill()
            process.wait()
        print(f"{vertices:>7} vertices: {held[0]:6.0f} MiB with one map open, {held[1] - held[0]:5.0f} MiB for one more; idle {100 * idle:4.1f} % of a core")


def main():
    build()
    with tempfile.TemporaryDirectory() as temporary:
        starts(pathlib.Path(temporary))
        memory_and_idle(pathlib.Path(temporary))


if __name__ == "__main__":
    main()
