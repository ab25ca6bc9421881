"""Reads the files that tests/core/read_back_test.cpp wrote into a folder, with NumPy, SciPy and json, and compares them: exit 1 names what differs."""
import json
import pathlib
import sys

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


for side in ("C", "Ct"):
    dense = numpy.load(folder / f"{side}.npy")
    sparse = scipy.sparse.load_npz(folder / f"{side}.npz")
    if not sparse.has_canonical_format:
        sys.exit(f"{side}.npz is not canonical")
    same(f"{side}.npz", sparse.toarray(), dense)
    same(f"{side}.mtx", scipy.io.mmread(folder / f"{side}.mtx").toarray().astype(numpy.float32), dense)
    same(f"{side}.csv", numpy.loadtxt(folder / f"{side}.csv", numpy.float32, delimiter=",", ndmin=2), dense)
    same(f"{side}.json", csr_of_json((folder / f"{side}.json").read_text()).toarray(), dense)
same("Ct.npy", numpy.ascontiguousarray(numpy.load(folder / "Ct.npy").T), numpy.load(folder / "C.npy"))

for shape in ("4x5", "3x4x5", "2x3x4x5"):
    array = numpy.load(folder / f"{shape}.npy")
    if "x".join(map(str, array.shape)) != shape:
        sys.exit(f"{shape}.npy has shape {array.shape}")
    same(f"{shape}.npz", numpy.load(folder / f"{shape}.npz")["arr_0"], array)
    parts = json.loads((folder / f"{shape}.json").read_text())
    same(f"{shape}.json", numpy.array([float(v) for v in parts["data"]], numpy.float32).reshape(parts["shape"]), array)

numpy.save(folder / "fortran.npy", numpy.asfortranarray(numpy.load(folder / "3x4x5.npy").astype(">f8")))
numpy.savez_compressed(folder / "packed.npz", numpy.load(folder / "3x4x5.npy"))
numpy.savetxt(folder / "saved.csv", numpy.load(folder / "4x5.npy"), delimiter=",")
