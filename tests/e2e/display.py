"""An X server of the test's own."""

import os
import shutil
import subprocess

FIRST, COUNT = 200, 400


class Display:
    """Xvfb on a number that no other test of this machine asks for at the same time: servers that choose for themselves all begin at 0, and one that ends takes
    the socket of the next with it."""

    def __init__(self, size="1920x1080"):
        for i in range(COUNT):
            number = FIRST + (os.getpid() + i) % COUNT
            read, write = os.pipe()
            command = ["Xvfb", f":{number}", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
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
