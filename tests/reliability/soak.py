#!/usr/bin/env python3
"""Goes through all scenes of the real window again and again, playing each, and looks at what the process holds: soak.py PROGRAM [--minutes 60]

After the last round handles and threads must be as many as after the second, and memory at most a tenth more; every scene must have been
seen; afterwards a window that is left alone must cost nothing."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

KEYS = ("space", "End", "Left", "Home", "Right", "plus", "minus", "m", "Escape")
GROWTH = 1.1  # of the memory that is still called flat: what fonts and pictures were seen last differs
IDLE = 10  # seconds
MOST_IDLE_SHARE = 0.005  # of a core


def screen():
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"], pass_fds=[write],
                              stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        return server, ":" + number.readline().strip()


class Window:
    def __init__(self, program, display, folder):
        self.settings = pathlib.Path(folder, "deconvlab", "settings.json")
        self.scenes = {scene["id"] for scene in json.loads(subprocess.run([program, "scenes", "--json"], capture_output=True).stdout)}
        self.environment = dict(os.environ, DISPLAY=display, XDG_CONFIG_HOME=folder, LANG="C")
        self.process = subprocess.Popen([program, "deconvlab:kernels"], env=self.environment, cwd=folder, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not self.xdotool("search", "--onlyvisible", "--name", "DeconvLab"):
            time.sleep(0.1)
        self.xdotool("windowfocus", self.xdotool("search", "--onlyvisible", "--name", "DeconvLab").split()[0])

    def xdotool(self, *arguments):
        return subprocess.run(["timeout", "5", "xdotool", *arguments], env=self.environment, capture_output=True, text=True).stdout

    def key(self, name):
        self.xdotool("key", name)
        assert self.process.poll() is None, f"the program ended with {self.process.returncode} after {name}"

    def round(self):
        self.key("1")
        for scene in range(len(self.scenes)):
            for key in KEYS:
                self.key(key)
                time.sleep(0.1 if key != "space" else 1)
            if scene + 1 < len(self.scenes):
                self.key("Page_Down")

    def unseen(self):
        """The scenes that no key has led to, as the program itself remembers."""
        return self.scenes - set(json.loads(self.settings.read_text())["visited"])

    def held(self):
        """Memory in MiB, handles, threads."""
        folder = pathlib.Path("/proc", str(self.process.pid))
        status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
        return int(status["VmRSS"].split()[0]) / 1024, len(list((folder / "fd").iterdir())), int(status["Threads"])

    def processor_seconds(self):
        fields = pathlib.Path("/proc", str(self.process.pid), "stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    server, display = screen()
    try:
        with tempfile.TemporaryDirectory() as folder:
            window, rounds = Window(options.program.resolve(), display, folder), []
            end = time.monotonic() + 60 * options.minutes
            while time.monotonic() < end or len(rounds) < 3:
                window.round()
                rounds.append(window.held())
                print("memory {:.0f} MiB, {} handles, {} threads".format(*rounds[-1]), file=sys.stderr, flush=True)
            time.sleep(2)
            before = window.processor_seconds()
            time.sleep(IDLE)
            idle = (window.processor_seconds() - before) / IDLE
            unseen = window.unseen()
            window.process.kill()
            window.process.wait()
    finally:
        server.terminate()
    second, last = rounds[1], rounds[-1]
    missed = f", {len(unseen)} never seen" if unseen else ""
    print(f"{len(rounds)} rounds through {len(window.scenes)} scenes{missed}: memory {second[0]:.0f} MiB after the second, "
          f"{last[0]:.0f} MiB after the last; handles {second[1]}, {last[1]}; threads {second[2]}, {last[2]}; "
          f"idle {100 * idle:.1f} % of a core")
    sys.exit(0 if last[0] <= GROWTH * second[0] and last[1:] == second[1:] and idle <= MOST_IDLE_SHARE and not unseen else 1)


if __name__ == "__main__":
    main()
