#!/usr/bin/env python3
"""Whether pages of vectors, made pixels by other programs, look as the PNG does: pages.py NAME...

NAME.png, NAME.svg and NAME.pdf are there, of 1280 x 720. Prints how far each is from the PNG at most."""
import io
import subprocess
import sys

import numpy as np
from PIL import Image, ImageFilter

# Of 255. The mean over all pixels and channels: edges and letters are smoothed otherwise. And the mean over 11 x 11 pixels about any place,
# where a line of text may end a pixel sooner.
MEAN, ANYWHERE = 8, 80

TOOLS = {"svg": ["rsvg-convert", "-w", "1280", "-h", "720"], "pdf": ["pdftoppm", "-r", "96", "-png"]}


def apart(png, other):
    mean = np.abs(np.asarray(png).astype(int) - np.asarray(other)).mean()
    blurred = [np.asarray(picture.filter(ImageFilter.BoxBlur(5))).astype(int) for picture in (png, other)]
    return mean, np.abs(blurred[0] - blurred[1]).max()


worst = {}
for name in sys.argv[1:]:
    png = Image.open(f"{name}.png").convert("RGB")
    for extension, tool in TOOLS.items():
        made = subprocess.run([*tool, f"{name}.{extension}"], capture_output=True, check=True).stdout
        found = apart(png, Image.open(io.BytesIO(made)).convert("RGB"))
        assert found[0] < MEAN and found[1] < ANYWHERE, f"{name}.{extension} is {found} apart"
        worst[extension] = tuple(max(pair) for pair in zip(found, worst.get(extension, (0, 0))))
print(f"{len(sys.argv) - 1} pages agree")
print(worst, file=sys.stderr)
