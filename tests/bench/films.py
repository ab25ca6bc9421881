#!/usr/bin/env python3
"""Prints what films take, against matplotlib and against ffmpeg alone: films.py PROGRAM"""
import os
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
FILM = ["render", "convolution", "--fps", "10"]
RUNS = 3

# The same film in matplotlib: an input with its padding, a kernel's placement on it, and the output so far, with their numbers.
MATPLOTLIB = """
import time
start = time.monotonic()
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FuncAnimation, PillowWriter
imported = time.monotonic()
x = np.pad(np.random.default_rng(0).integers(0, 5, (5, 5)), 1)
w = np.arange(1, 10).reshape(3, 3)
y = np.array([[(x[2 * r:2 * r + 3, 2 * c:2 * c + 3] * w).sum() for c in range(3)] for r in range(3)])
figure, axes = plt.subplots(1, 3, figsize=(6.4, 4.8), dpi=100)

def grid(ax, values, colour, active=()):
    ax.clear()
    ax.set_xlim(0, values.shape[1]), ax.set_ylim(values.shape[0], 0), ax.set_aspect("equal"), ax.axis("off")
    for (r, c), value in np.ndenumerate(values):
        ax.add_patch(plt.Rectangle((c, r), 1, 1, facecolor=colour if (r, c) in active else "white", edgecolor="black"))
        ax.text(c + 0.5, r + 0.5, "" if np.isnan(value) else f"{value:.0f}", ha="center", va="center")

def draw(frame):
    t = frame * 9 // 20
    r, c = divmod(t, 3)
    grid(axes[0], x.astype(float), "tab:blue", {(2 * r + u, 2 * c + v) for u in range(3) for v in range(3)})
    grid(axes[1], w.astype(float), "tab:orange")
    grid(axes[2], np.where(np.arange(9).reshape(3, 3) <= t, y, np.nan), "tab:green", {(r, c)})

FuncAnimation(figure, draw, frames=20).save("plot.gif", writer=PillowWriter(fps=10))
print(imported - start, time.monotonic() - imported)
"""


def timed(*arguments):
    """Seconds, and the most memory that it had at once."""
    start = time.monotonic()
    process = subprocess.Popen(arguments)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, arguments
    return time.monotonic() - start, usage.ru_maxrss / 1024


def best(*arguments):
    return min(timed(*arguments)[0] for _ in range(RUNS))


def gif():
    ours = best(PROGRAM, *FILM, "--size", "640x480", "--seconds", "2", "-o", "ours.gif")
    runs = [subprocess.run([sys.executable, "-c", MATPLOTLIB], capture_output=True, text=True, check=True) for _ in range(RUNS)]
    imports, made = min((tuple(map(float, run.stdout.split())) for run in runs), key=sum)
    print(f"20 frames of 640 x 480 as GIF: {ours:.2f} s, {os.path.getsize('ours.gif') / 1000:.0f} KB; "
          f"matplotlib {made:.2f} s and {imports:.2f} s of imports, {os.path.getsize('plot.gif') / 1000:.0f} KB: "
          f"{(made + imports) / ours:.1f} times as long")


def mp4():
    ours = best(PROGRAM, *FILM, "--size", "1920x1080", "--seconds", "30", "-o", "ours.mp4")
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-i", "ours.mp4", "-f", "rawvideo", "-pix_fmt", "rgba", "frames.raw"], check=True)
    count = os.path.getsize("frames.raw") // (1920 * 1080 * 4)
    alone = best("ffmpeg", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", "1920x1080", "-r", "10", "-i", "frames.raw",
                 "-an", "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20",
                 "-movflags", "+faststart", "-pix_fmt", "yuv420p", "alone.mp4")
    os.remove("frames.raw")
    print(f"{count} frames of 1920 x 1080 as MP4: {ours:.2f} s; ffmpeg alone on raw frames {alone:.2f} s")


def memory():
    for extension in ("gif", "apng", "webp", "mp4", "webm", "html"):
        peaks = [timed(PROGRAM, *FILM, "--size", "640x480", "--seconds", str(frames / 10), "-o", f"m.{extension}")[1] for frames in (10, 300)]
        print(f"memory of 10 and of 300 frames as .{extension}: {peaks[0]:.0f} and {peaks[1]:.0f} MiB")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    gif()
    mp4()
    memory()
