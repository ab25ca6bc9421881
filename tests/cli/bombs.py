"""Small files that unpack to much: bombs.py writes them beside itself being called, a name a line.

Each holds zeros. one.npz is an array of 400 MB, many.npz forty of 20 MB, lying.npz one of 400 MB that says it is small, bomb.png 8 x 8
pixels with 400 MB of data.
"""
import struct
import zipfile
import zlib

BLOCK = bytes(1 << 20)


def header(size):
    text = b"{'descr': '|u1', 'fortran_order': False, 'shape': (%d,), }\n" % size
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text


def archive(name, arrays, blocks):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for n in range(arrays):
            with out.open(f"a{n}.npy", "w", force_zip64=False) as member:
                member.write(header(blocks << 20))
                for _ in range(blocks):
                    member.write(BLOCK)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def picture(name, side, blocks):
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(BLOCK) for _ in range(blocks)) + packer.flush()
    with open(name, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)))
        out.write(chunk(b"IDAT", data) + chunk(b"IEND", b""))


archive("one.npz", 1, 400)
archive("many.npz", 40, 20)
with open("one.npz", "rb") as file:
    lying = bytearray(file.read())
size = struct.pack("<I", (400 << 20) + len(header(400 << 20)))
for at in (lying.find(size), lying.rfind(size)):
    lying[at : at + 4] = struct.pack("<I", 1000)
with open("lying.npz", "wb") as file:
    file.write(lying)
picture("bomb.png", 8, 400)
