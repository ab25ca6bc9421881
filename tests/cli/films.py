#!/usr/bin/env python3
"""Whether films show, at each moment, the picture that was rendered for it: films.py FRAMES_A_SECOND FRAMES FILM..."""
import sys

import numpy as np
from PIL import Image, ImageSequence

GIF_APART = 0.6  # mean of all channels, of 255: what 255 colours for a film cost


def shown(path, rate, count):
    """The picture at the middle of each frame's time."""
    frames, end = [], 0.0
    for frame in ImageSequence.Iterator(Image.open(path)):
        picture = np.asarray(frame.convert("RGB")).astype(int)  # what reads how long it is shown
        end += frame.info["duration"] / 1000
        frames.append((end, picture))
    assert abs(end - count / rate) < 0.011, f"{path} takes {end} s instead of {count / rate}"
    return [next(picture for until, picture in frames if (n + 0.5) / rate < until) for n in range(count)]


rate, count = float(sys.argv[1]), int(sys.argv[2])
drawn = [np.asarray(Image.open(f"frame-{n:03d}.png").convert("RGB")).astype(int) for n in range(count)]
for path in sys.argv[3:]:
    apart = [np.abs(picture - frame).mean() for picture, frame in zip(shown(path, rate, count), drawn)]
    assert max(apart) <= (GIF_APART if path.endswith(".gif") else 0), f"{path} is {max(apart)} apart"
print(f"{len(sys.argv) - 3} films of {count} frames agree")
