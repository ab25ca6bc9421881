"""Reads the matrices that the program wrote and compares each with one built here by four plain loops.

matrices.py CASES: each line is
FILE KERNEL FLIP TRANSPOSED ih iw kh kw sh sw ph pw dh dw, KERNEL a text file of numbers or - for 1, 2, 3, ... in row order.
"""
import json
import re
import sys

import numpy as np
import scipy.io
import scipy.sparse


def read_npz(path):
    matrix = scipy.sparse.load_npz(path)
    assert matrix.has_sorted_indices and matrix.data.dtype == np.float32, path
    return matrix.toarray()


def read_json(path):
    with open(path) as file:
        j = json.load(file)
    assert j["matrix"] in ("C", "Ct")
    return scipy.sparse.csr_matrix((j["value"], j["column"], j["row_start"]), (j["rows"], j["columns"])).toarray()


def read_tex(path):
    with open(path) as file:
        body = re.search(r"matrix\}(.*)\\end", file.read(), re.S).group(1)
    return np.array([[float(entry) for entry in row.split("&")] for row in body.split(r"\\") if row.strip()])


READERS = {
    "npz": read_npz,
    "npy": np.load,
    "mtx": lambda path: scipy.io.mmread(path).toarray(),
    "csv": lambda path: np.loadtxt(path, delimiter=",", ndmin=2),
    "json": read_json,
    "tex": read_tex,
}


def build(w, flip, i, k, s, p, d):
    if flip:
        w = w[::-1, ::-1]
    o = [(i[a] + 2 * p[a] - d[a] * (k[a] - 1) - 1) // s[a] + 1 for a in (0, 1)]
    c = np.zeros((o[0] * o[1], i[0] * i[1]))
    for row in range(o[0] * o[1]):
        for u in range(k[0]):
            for v in range(k[1]):
                y = row // o[1] * s[0] + u * d[0] - p[0]
                x = row % o[1] * s[1] + v * d[1] - p[1]
                if 0 <= y < i[0] and 0 <= x < i[1]:
                    c[row, y * i[1] + x] = w[u, v]
    return c


def check(line):
    path, kernel, flip, transposed, *numbers = line.split()
    i, k, s, p, d = zip(*[iter(map(int, numbers))] * 2)
    w = np.arange(1, k[0] * k[1] + 1).reshape(k) if kernel == "-" else np.loadtxt(kernel, delimiter=",", ndmin=2)
    expected = build(w, flip == "1", i, k, s, p, d)
    if transposed == "1":
        expected = expected.T
    found = READERS[path.rsplit(".", 1)[1]](path)
    assert found.shape == expected.shape, f"{line}: {found.shape}, not {expected.shape}"
    assert (found == expected.astype(np.float32)).all(), f"{line}: other values"


with open(sys.argv[1]) as cases:
    lines = cases.read().splitlines()
for each in lines:
    check(each)
print(f"{len(lines)} matrices agree")
