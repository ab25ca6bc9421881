"""Compares records of steps of several channels with ones built here by plain loops, of the planes that names stand for."""
import csv
import json

import numpy as np

DIGITS = np.load("digits.npy")  # the input of two channels that the records are of


def weights(*shape):
    return np.arange(1, np.prod(shape) + 1, dtype=float).reshape(shape)


def conv(x, w, groups, s, p, bias):
    """Of each cell of each output channel, the products in turn: (input channel, weight, input cell, x, w)."""
    (c_out, per_group, k, _), (_, h, width) = w.shape, x.shape
    for o, r, c in np.ndindex(c_out, (h + 2 * p - k) // s + 1, (width + 2 * p - k) // s + 1):
        terms = []
        for i, u, v in np.ndindex(per_group, k, k):
            channel, row, col = o // (c_out // groups) * per_group + i, r * s + u - p, c * s + v - p
            inside = 0 <= row < h and 0 <= col < width
            terms.append((channel, (u, v), (row, col), x[channel, row, col] if inside else 0, w[o, i, u, v]))
        yield (o, (r, c), bias[o], terms)


def conv_transpose(x, w, groups, s, p, bias):
    (c_in, per_group, k, _), (_, h, width) = w.shape, x.shape
    for o, r, c in np.ndindex(per_group * groups, s * (h - 1) + k - 2 * p, s * (width - 1) + k - 2 * p):
        terms = []
        for i, row, col in np.ndindex(c_in // groups, h, width):
            channel, (u, v) = o // per_group * (c_in // groups) + i, (r + p - row * s, c + p - col * s)
            if 0 <= u < k and 0 <= v < k:
                terms.append((channel, (u, v), (row, col), x[channel, row, col], w[channel, o % per_group, u, v]))
        yield (o, (r, c), bias[o], terms)


WANTED = {
    "steps": conv(DIGITS, weights(3, 2, 2, 2), 1, 1, 0, [0.5, 0, -1]),
    "grouped": conv(DIGITS, weights(2, 1, 2, 2), 2, 2, 1, [0, 0]),
    "back": conv_transpose(DIGITS, weights(2, 3, 2, 2), 1, 2, 1, [1, 2, 3]),
}
for name, wanted in WANTED.items():
    steps, biased = json.load(open(f"{name}.json"))["steps"], name != "grouped"
    lines = list(csv.DictReader(open(f"{name}.csv")))
    for t, (step, (channel, cell, bias, terms)) in enumerate(zip(steps, wanted, strict=True)):
        assert (step["t"], step["channel"], tuple(step["output"])) == (t, channel, cell)
        assert step.get("bias", 0) == bias and ("bias" in step) == biased
        total = bias
        if biased:
            line = lines.pop(0)
            assert (line["input_channel"], line["weight_row"], line["column"], line["x"]) == ("", "", "-1", "1"), line
            assert float(line["product"]) == float(line["sum"]) == bias
        for term, (i, weight, at, x, w) in zip(step["terms"], terms, strict=True):
            total += x * w
            found = (term["channel"], tuple(term["weight"]), tuple(term["input"]), term["x"], term["w"], term["sum"])
            assert found == (i, weight, at, x, w, total), (name, t, term)
            line = lines.pop(0)
            assert (int(line["step"]), int(line["output_channel"]), int(line["input_channel"])) == (t, channel, i)
            assert int(line["column"]) == term["column"] and float(line["sum"]) == total
        assert step["value"] == total
    assert not lines
print(f"{len(WANTED)} records agree")
