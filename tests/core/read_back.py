"""Reads the files that tests/core/read_back_test.cpp wrote into a folder, with NumPy, SciPy and json, and compares them: exit 1 names what differs."""
import json
import pathlib
import re
import struct
import sys
import zlib

import numpy
import scipy.io
import scipy.sparse

folder = pathlib.Path(sys.argv[1])


def same(name, found, wanted):
    if found.shape != wanted.shape or found.dtype != numpy.float32 or found.tobytes() != wanted.tobytes():
        sys.exit(f"{name}: {found.dtype} {found.shape} is not {wanted.dtype} {wanted.shape}")


def csr_of_json(text):
    parts = json.loads(text)
    values = numpy.array([float(v) for v in parts["value"]], numpy.float32)
    return scipy.sparse.csr_matrix((values, parts["column"], parts["row_start"]), (parts["rows"], parts["columns"]))


def unfiltered(line, above, step):
    """One row of a PNG without its filter (ISO 15948, 9.2); line[0] names it."""
    row = bytearray(line[1:])
    for n, byte in enumerate(row):
        left, up, corner = (row[n - step], above[n], above[n - step]) if n >= step else (0, above[n], 0)
        distances = [abs(left + up - corner - near) for near in (left, up, corner)]
        paeth = (left, up, corner)[distances.index(min(distances))]
        row[n] = (byte + (0, left, up, (left + up) // 2, paeth)[line[0]]) % 256
    return row


def read_png(path):
    """The planes of a grey or RGB PNG with 8 or 16 bits."""
    file, at, packed = path.read_bytes(), 8, b""
    while at < len(file):
        length, kind = struct.unpack(">I4s", file[at:at + 8])
        if zlib.crc32(file[at + 4:at + 8 + length]) != struct.unpack(">I", file[at + 8 + length:at + 12 + length])[0]:
            sys.exit(f"{path}: wrong checksum")
        body = file[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    channels = {0: 1, 2: 3}[colour]
    step = channels * depth // 8
    data, rows, above = zlib.decompress(packed), [], bytes(width * step)
    for y in range(height):
        above = unfiltered(data[y * (width * step + 1):(y + 1) * (width * step + 1)], above, step)
        rows.append(above)
    values = numpy.frombuffer(b"".join(rows), {8: "u1", 16: ">u2"}[depth]).astype(numpy.float32)
    pixels = values.reshape(height, width, channels)
    return numpy.ascontiguousarray(pixels[:, :, 0] if channels == 1 else pixels.transpose(2, 0, 1))


def number_of(cell):
    """A TeX number: -\\infty, \\mathrm{NaN}, 1.5\\times 10^{-45}."""
    words = {r"\mathrm{NaN}": "nan", r"\infty": "inf"}
    for tex, python in words.items():
        cell = cell.replace(tex, python)
    return float(re.sub(r"\\times 10\^\{(-?\d+)\}", r"e\1", cell))


def read_tex(path):
    body = re.search(r"matrix\}(.*)\\end", path.read_text(), re.S).group(1)
    rows = [[number_of(cell) for cell in row.split("&")] for row in re.split(r"\\\\\n", body) if row.strip()]
    return numpy.array(rows, numpy.float32)


def pattern(sparse):
    """1 where an entry is, though its value be 0."""
    ones = numpy.ones(sparse.nnz, numpy.float32)
    return scipy.sparse.csr_matrix((ones, sparse.indices, sparse.indptr), sparse.shape).toarray()


for side in ("C", "Ct"):
    dense = numpy.load(folder / f"{side}.npy")
    sparse = scipy.sparse.load_npz(folder / f"{side}.npz")
    if not sparse.has_canonical_format:
        sys.exit(f"{side}.npz is not canonical")
    same(f"{side}.npz", sparse.toarray(), dense)
    same(f"{side}.mtx", scipy.io.mmread(folder / f"{side}.mtx").toarray().astype(numpy.float32), dense)
    same(f"{side}.csv", numpy.loadtxt(folder / f"{side}.csv", numpy.float32, delimiter=",", ndmin=2), dense)
    same(f"{side}.png", (read_png(folder / f"{side}.png") != 255).any(axis=0).astype(numpy.float32), pattern(sparse))
    same(f"{side}.json", csr_of_json((folder / f"{side}.json").read_text()).toarray(), dense)
same("Ct.npy", numpy.ascontiguousarray(numpy.load(folder / "Ct.npy").T), numpy.load(folder / "C.npy"))

for shape in ("4x5", "3x4x5", "2x3x4x5"):
    array = numpy.load(folder / f"{shape}.npy")
    if "x".join(map(str, array.shape)) != shape:
        sys.exit(f"{shape}.npy has shape {array.shape}")
    same(f"{shape}.npz", numpy.load(folder / f"{shape}.npz")["arr_0"], array)
    parts = json.loads((folder / f"{shape}.json").read_text())
    same(f"{shape}.json", numpy.array([float(v) for v in parts["data"]], numpy.float32).reshape(parts["shape"]), array)

plane = numpy.load(folder / "4x5.npy")
numbers = numpy.loadtxt(folder / "4x5.mtx", numpy.float32, skiprows=2)  # below the banner and the shape, a column after the other
same("4x5.mtx", numpy.ascontiguousarray(numbers.reshape(plane.shape, order="F")), plane)
same("4x5.mtx by SciPy", scipy.io.mmread(folder / "4x5.mtx").astype(numpy.float32) + 0, plane + 0)  # SciPy 1.12 reads -0 as 0
same("4x5.tex", read_tex(folder / "4x5.tex"), plane)
for picture in ("grey", "colour"):
    same(f"{picture}.png", read_png(folder / f"{picture}.png"), numpy.load(folder / f"{picture}.npy"))
    same(f"{picture}16.png", read_png(folder / f"{picture}16.png"), numpy.rint(numpy.load(folder / f"{picture}16.npy") * 257))

numpy.save(folder / "fortran.npy", numpy.asfortranarray(numpy.load(folder / "3x4x5.npy").astype(">f8")))
numpy.savez_compressed(folder / "packed.npz", numpy.load(folder / "3x4x5.npy"))
numpy.savetxt(folder / "saved.csv", plane, delimiter=",")
numpy.savetxt(folder / "saved.txt", plane, header="rows of columns", footer="the end")
scipy.io.mmwrite(folder / "array.mtx", plane.astype(numpy.float64), precision=17)
scipy.io.mmwrite(folder / "sparse.mtx", scipy.sparse.coo_matrix(plane.astype(numpy.float64)), precision=17)
words = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
lists = [[words.get(str(float(v)), float(v)) for v in row] for row in plane]
(folder / "saved.json").write_text(json.dumps(lists))
halves = numpy.arange(65536, dtype=numpy.uint16).view(numpy.float16)
finite_or_infinite = halves[~numpy.isnan(halves)]
numpy.save(folder / "halves.npy", finite_or_infinite.astype(">f2"))
numpy.save(folder / "halves-wide.npy", finite_or_infinite.astype(numpy.float32))
