#!/usr/bin/env python3
"""Prints how long the program takes from its start to its first picture in a real window under Xvfb: first_frame.py PROGRAM"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1]
sys.argv[1:] = [PROGRAM]
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "window"))
from window_test import Screen  # noqa: E402

RUNS = 7


def first_frame():
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(folder)
        environment = dict(os.environ, DISPLAY=screen.display, XDG_CONFIG_HOME=folder)
        start = time.monotonic()
        program = subprocess.Popen([PROGRAM, "convolution"], env=environment)
        while screen.picture().std() < 5:
            time.sleep(0.002)
        seconds = time.monotonic() - start
        program.kill()
        program.wait()
        screen.close()
        return seconds


times = [first_frame() for _ in range(RUNS)]
print(f"start to first frame: median {statistics.median(times) * 1000:.0f} ms of {RUNS} runs, {min(times) * 1000:.0f} to {max(times) * 1000:.0f} ms")
