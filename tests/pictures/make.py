#!/usr/bin/env python3
"""Writes the sample pictures beside it that tests/core/picture_test.cpp reads. PNG and BMP from their bytes; JPEG through Pillow.

Each shows 2 rows of 3 pixels: red 10 n, green 100 + n, blue 200 - n for pixel n; grey ones have the red value.
"""
import pathlib
import struct
import zlib

import PIL.Image

HERE = pathlib.Path(__file__).parent
PIXELS = [(10 * n, 100 + n, 200 - n) for n in range(6)]
ALPHA = [255, 128, 1, 0, 77, 255]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, bits, colour, rows, extra=b"", interlace=0):
    header = struct.pack(">IIBBBBB", 3, 2, bits, colour, 0, 0, interlace)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    (HERE / name).write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def rows(pixel_bytes):
    """Two rows from the bytes of six pixels."""
    return [b"".join(pixel_bytes[:3]), b"".join(pixel_bytes[3:])]


def wide(*values):
    """16 bits, the low half another number than the high one."""
    return b"".join(bytes([v, 7]) for v in values)


def pngs():
    png("rgb.png", 8, 2, rows([bytes(p) for p in PIXELS]))
    png("rgba.png", 8, 6, rows([bytes([*p, a]) for p, a in zip(PIXELS, ALPHA)]))
    png("rgb16.png", 16, 2, rows([wide(*p) for p in PIXELS]))
    png("palette.png", 8, 3, rows([bytes([n]) for n in range(6)]), chunk(b"PLTE", b"".join(bytes(p) for p in PIXELS)))
    png("grey.png", 8, 0, rows([bytes([p[0]]) for p in PIXELS]))
    png("grey16.png", 16, 0, rows([wide(p[0]) for p in PIXELS]))
    png("grey_alpha.png", 8, 4, rows([bytes([p[0], a]) for p, a in zip(PIXELS, ALPHA)]))
    png("one_bit.png", 1, 0, [b"\x40", b"\xa0"])
    # Adam7: of 3 x 2 pixels pass 1 has (0,0), pass 6 (0,1), pass 4 (0,2), pass 7 the second row.
    passes = [PIXELS[0:1], PIXELS[2:3], PIXELS[1:2], PIXELS[3:6]]
    png("interlaced.png", 8, 2, [b"".join(bytes(p) for p in part) for part in passes], interlace=1)


def bmp(name, info, data):
    offset = 14 + len(info)
    (HERE / name).write_bytes(b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + info + data)


def bmps():
    bgr = [bytes(reversed(p)) for p in PIXELS]
    up = b"".join(row + b"\0" * 3 for row in reversed(rows(bgr)))
    down = b"".join(row + b"\0" * 3 for row in rows(bgr))
    bmp("bmp24.bmp", struct.pack("<IiiHHIIiiII", 40, 3, 2, 1, 24, 0, len(up), 0, 0, 0, 0), up)
    bmp("topdown.bmp", struct.pack("<IiiHHIIiiII", 40, 3, -2, 1, 24, 0, len(down), 0, 0, 0, 0), down)
    four = b"".join(reversed(rows([p + bytes([a]) for p, a in zip(bgr, ALPHA)])))
    bmp("bmp32.bmp", struct.pack("<IiiHHIIiiII", 40, 3, 2, 1, 32, 0, len(four), 0, 0, 0, 0), four)
    bmp("core.bmp", struct.pack("<IHHHH", 12, 3, 2, 1, 24), up)


def jpegs():
    flat = PIL.Image.new("RGB", (16, 8), (200, 120, 40))
    flat.save(HERE / "flat.jpg", quality=90)
    flat.save(HERE / "progressive.jpg", quality=90, progressive=True)


pngs()
bmps()
jpegs()
