#!/usr/bin/env python3
"""Writes the sample pictures beside it that tests/core/picture_test.cpp reads. JPEG and GIF through Pillow, the others from their bytes.

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


def tgas():
    def tga(name, palette, kind, colours, bits, data, order=0):
        count = len(colours)
        header = struct.pack("<BBBHHBHHHHBB", 2, palette, kind, 0, count, 24 if count else 0, 0, 0, 3, 2, bits, order)
        (HERE / name).write_bytes(header + b"id" + b"".join(colours) + data)

    bgr = [bytes(reversed(p)) for p in PIXELS]
    tga("rgb.tga", 0, 2, [], 24, b"".join(reversed(rows(bgr))))
    tga("rgba.tga", 0, 2, [], 32, b"".join(p + bytes([a]) for p, a in zip(bgr, ALPHA)), 0x28)
    tga("grey.tga", 0, 3, [], 8, bytes(p[0] for p in PIXELS), 0x20)
    tga("palette.tga", 1, 1, bgr, 8, bytes(range(6)), 0x20)
    # A run of the first pixel once, then the other five one by one.
    tga("runs.tga", 0, 10, [], 24, b"\x80" + bgr[0] + b"\x04" + b"".join(bgr[1:]), 0x20)


def psds():
    def psd(name, channels, bits, packed, data):
        header = b"8BPS" + struct.pack(">H6xHIIHH", 1, channels, 2, 3, bits, 3)
        (HERE / name).write_bytes(header + struct.pack(">III", 0, 0, 0) + struct.pack(">H", packed) + data)

    planes = [bytes(p[c] for p in PIXELS) for c in range(3)]
    psd("rgb.psd", 3, 8, 0, b"".join(planes))
    psd("rgba.psd", 4, 8, 0, b"".join(planes) + bytes(ALPHA))
    psd("rgb16.psd", 3, 16, 0, b"".join(wide(*plane) for plane in planes))
    for name, channels in (("packed.psd", planes), ("packed_rgba.psd", planes + [bytes(ALPHA)])):
        lines = [b"\x02" + plane[row:row + 3] for plane in channels for row in (0, 3)]
        psd(name, len(channels), 8, 1, b"".join(struct.pack(">H", len(line)) for line in lines) + b"".join(lines))


def hdrs():
    """Light of 1/4, 1/2 and 1 of white, and 4 times as bright as that; as 2 flat rows of 2, and 1 packed row of 8."""
    lights = [(128, 64, 32, 127), (128, 128, 128, 128), (128, 128, 128, 129), (128, 0, 64, 131)]
    head = b"#?RADIANCE\n# lights\nFORMAT=32-bit_rle_rgbe\n\n"
    (HERE / "flat.hdr").write_bytes(head + b"-Y 2 +X 2\n" + b"".join(bytes(light) for light in lights))
    row = [lights[n // 2] for n in range(8)]
    data = b"\x02\x02\x00\x08"
    for c in range(3):
        data += b"\x08" + bytes(light[c] for light in row)
    data += b"".join(b"\x82" + bytes([light[3]]) for light in lights)
    (HERE / "packed.hdr").write_bytes(head + b"-Y 1 +X 8\n" + data)


def pnms():
    (HERE / "rgb.ppm").write_bytes(b"P6\n# made by hand\n3 2\n255\n" + b"".join(bytes(p) for p in PIXELS))
    (HERE / "grey.pgm").write_bytes(b"P5 3 2 255\n" + bytes(p[0] for p in PIXELS))
    (HERE / "grey16.pgm").write_bytes(b"P5 3 2 65535\n" + wide(*(p[0] for p in PIXELS)))
    (HERE / "text.ppm").write_text("P3\n3 2\n255\n" + "\n".join(" ".join(map(str, p)) for p in PIXELS))
    (HERE / "five.pgm").write_text("P2 3 2 5\n0 1 2\n3 4 5\n")


def gifs():
    picture = PIL.Image.new("P", (3, 2))
    picture.putpalette([v for p in PIXELS for v in p])
    picture.putdata(range(6))
    picture.save(HERE / "rgb.gif")
    picture.save(HERE / "clear.gif", transparency=5)
    other = picture.copy()
    other.putdata([0] * 6)
    picture.save(HERE / "two.gif", save_all=True, append_images=[other])


def jpegs():
    flat = PIL.Image.new("RGB", (16, 8), (200, 120, 40))
    flat.save(HERE / "flat.jpg", quality=90)
    flat.save(HERE / "progressive.jpg", quality=90, progressive=True)


pngs()
bmps()
jpegs()
tgas()
psds()
hdrs()
pnms()
gifs()
