"""An X server of the test's own."""

import os
import pathlib
import shutil
import subprocess
import time

FIRST, COUNT = 200, 400
PATIENCE = 90  # seconds: a shared machine draws slowly


class Display:
    """Xvfb on a number that no other test of this machine asks for at the same time: servers that choose for themselves all begin at 0, and one that ends takes
    the socket of the next with it. -noreset: a server that begins anew when its last client goes has no socket for a moment."""

    def __init__(self, size="1920x1080"):
        for i in range(COUNT):
            number = FIRST + (os.getpid() + i) % COUNT
            read, write = os.pipe()
            command = ["Xvfb", f":{number}", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
            self.server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
            os.close(write)
            with os.fdopen(read) as answer:
                if answer.readline().strip():  # it listens now; nothing where the number is taken
                    self.name = f":{number}"
                    return
            self.server.wait()
        raise RuntimeError("Xvfb did not start")

    @staticmethod
    def is_installed():
        return shutil.which("Xvfb") is not None

    def close(self):
        self.server.terminate()
        self.server.wait()


def quoted(path):
    """A path as an argument of a script's line, whatever its letters."""
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


class Hands:
    """Mouse and keys of a test; `self.environment` tells the display. The window loses no stroke, so that nothing here waits in hope: keys go down and up as
    fast as hands can, and a test waits for what it can see."""

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, capture_output=True, text=True, check=False).stdout

    def strike(self, *keys, delay=20):
        """Keys of 20 ms, one after the other."""
        self.xdotool("key", "--delay", delay, *keys)

    def write(self, text, delay=20):
        self.xdotool("type", "--delay", delay, text)

    def click_at(self, window, x, y):
        self.xdotool("mousemove", "--window", window, x, y, "click", 1)

    def wait_until_still(self, process):
        """Until the window has drawn what was asked of it: it uses no processor any more."""
        ticks = lambda: sum(map(int, pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))

        def is_still():
            before = ticks()
            time.sleep(0.5)
            return ticks() == before

        self.wait_for("the window to stand still", is_still)

    def wait_for(self, what, condition):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            value = condition()
            if value:
                return value
            time.sleep(0.2)
        self.fail(f"waited in vain for {what}")
