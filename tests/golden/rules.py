#!/usr/bin/env python3
"""Writes pooling under SAME and resizing by every rule for places, as ONNX's reference functions and PyTorch compute them;
tests/core/rules_golden_test.cpp compares them with core.

Run with a Python that has PyTorch and ONNX (Debian: python3-torch, python3-onnx):
  /usr/bin/python3 rules.py > rules.txt

A case is a line. Its input is the `operand` with seed n of case n, results are checksums, both of generate.py; RULE is same or same-lower,
fh fw are the scale's factors or 0 0 where the size is given:
  max       N C  ih iw  kh kw  sh sw  RULE  oh ow  values                      by onnx.backend.test
  avg       N C  ih iw  kh kw  sh sw  RULE include_pad  oh ow  3600 times the values
  nearest   N C  ih iw  fh fw  oh ow  COORDINATES ROUNDING  values             by onnx.backend.test, or by PyTorch where ROUNDING is usual
  bilinear  N C  ih iw  fh fw  oh ow  COORDINATES  sum  and four times the number of a value and the value, computed in float64

The lines after them are ONNX's own node cases of MaxPool, AveragePool, MaxUnpool and Resize that have at most 64 numbers, values in full:
  node NAME OPERATOR [option value]...  i H W x...  [at indices...]  o H W y...
"""
import random
import sys
from fractions import Fraction

import numpy

# onnx 1.12 was written for a NumPy that had these names.
for name, kind in (("float", float), ("int", int), ("bool", bool), ("object", object)):
    setattr(numpy, name, kind)

import onnx
import torch
from onnx.backend.test.case.node import collect_testcases, pool_op_common
from onnx.backend.test.case.node.resize import interpolate_nd, linear_coeffs, nearest_coeffs

from generate import checksum, operand, pairs

CASES = 250  # of each kind


def same_pool(x, kind, k, s, rule, include):
    auto_pad = {"same": "SAME_UPPER", "same-lower": "SAME_LOWER"}[rule]
    out = pool_op_common.get_output_shape(auto_pad, x.shape[2:], k, s)
    total = [max(0, pad) for pad in pool_op_common.get_pad_shape(auto_pad, x.shape[2:], k, s, out)]
    before = [pad // 2 if rule == "same" else pad - pad // 2 for pad in total]
    widths = [(0, 0), (0, 0), *((b, t - b) for b, t in zip(before, total))]
    padded = numpy.pad(x, widths, constant_values=0 if include else numpy.nan)
    return pool_op_common.pool(padded, x.shape, k, s, out, total, kind, include)


def write_pools(rng, first):
    for number in range(first, first + 2 * CASES):
        kind = "MAX" if number % 2 else "AVG"
        n, c, i, k, s = rng.randint(1, 2), rng.randint(1, 2), pairs(rng, 1, 12), pairs(rng, 1, 5), pairs(rng, 1, 6)
        rule, include = rng.choice(["same", "same-lower"]), rng.randint(0, 1) if kind == "AVG" else 0
        x = operand([n, c, *i], number).numpy()
        y = same_pool(x, kind, k, s, rule, include)
        whole = torch.tensor(numpy.round(y * (1 if kind == "MAX" else 3600)))
        extra = [] if kind == "MAX" else [include]
        print(kind.lower(), n, c, *i, *k, *s, rule, *extra, *y.shape[2:], checksum(whole))


def exact_places(i, o, scale, coordinates):
    scale = scale or Fraction(o, i)
    for c in range(o):
        if coordinates == "align_corners":
            yield Fraction(c * (i - 1), o - 1) if o > 1 else Fraction(0)
        elif coordinates == "asymmetric":
            yield c / scale
        elif coordinates == "pytorch_half_pixel" and o == 1:
            yield Fraction(0)
        else:
            yield (c + Fraction(1, 2)) / scale - Fraction(1, 2)


def no_tie(i, o, coordinates):
    """Floats may round a place of a size's quotient over an edge; core computes in whole numbers."""
    halves = [2 * place for place in exact_places(i, o, None, coordinates)]
    return all(place.denominator > 1 for place in halves if place > 0)


SCALES = ["0.25", "0.5", "0.625", "0.75", "1", "1.25", "1.5", "1.75", "2", "2.5", "3.125", "4"]  # exact in binary


def resize_case(rng):
    n, c, i = rng.randint(1, 2), rng.randint(1, 2), pairs(rng, 1, 7)
    by_scale = rng.random() < 0.5
    f = [rng.choice(SCALES), rng.choice(SCALES)] if by_scale else [0, 0]
    o = [int(side * float(factor)) for side, factor in zip(i, f)] if by_scale else pairs(rng, 1, 16)
    return n, c, i, f, o


def planes(x, coefficients, o, f, **settings):
    sizes = dict(output_size=o) if f[0] == 0 else dict(scale_factors=numpy.array([float(v) for v in f]))
    done = [[interpolate_nd(plane, coefficients, **sizes, **settings) for plane in item] for item in x.numpy()]
    return torch.tensor(numpy.array(done))


def spell_bilinear(rng, n, c, i, f, o, coordinates, y):
    values = y.flatten()
    cells = [rng.randrange(len(values)) for _ in range(4)]
    picked = " ".join(f"{at} {float(values[at]):.7f}" for at in cells)
    print("bilinear", n, c, *i, *f, *o, coordinates.replace("_", "-"), f"{float(values.sum()):.6f}", picked)


def write_onnx_resize(rng, number):
    n, c, i, f, o = resize_case(rng)
    # Of a scale ONNX's functions take i f, which may be no whole number, for the side that these two rules ask for.
    coordinates = rng.choice(["half_pixel", "asymmetric"] + (["align_corners", "pytorch_half_pixel"] if f[0] == 0 else []))
    rounding = rng.choice(["floor", "ceil", "round_prefer_floor", "round_prefer_ceil"])
    if min(o) < 1 or (f[0] == 0 and not all(no_tie(a, b, coordinates) for a, b in zip(i, o))):
        return False
    x = operand([n, c, *i], number)
    if number % 2:
        y = planes(x, lambda ratio: nearest_coeffs(ratio, rounding), o, f, coordinate_transformation_mode=coordinates)
        short = rounding.replace("round_", "").replace("_", "-")
        print("nearest", n, c, *i, *f, *o, coordinates.replace("_", "-"), short, checksum(y))
    else:
        spell_bilinear(rng, n, c, i, f, o, coordinates, planes(x, linear_coeffs, o, f, coordinate_transformation_mode=coordinates))
    return True


def write_torch_resize(rng, number):
    n, c, i, f, o = resize_case(rng)
    if rng.random() < 0.5 and f[0] != 0:  # decimals that binary does not have
        f = [str(round(rng.uniform(0.3, 3), 2)) for _ in range(2)]
        o = [int(numpy.floor(float(side) * float(factor))) for side, factor in zip(i, f)]
    if min(o) < 1:
        return False
    x = operand([n, c, *i], number)
    size = dict(size=o) if f[0] == 0 else dict(scale_factor=[float(v) for v in f])
    if number % 3 == 0:
        y = torch.nn.functional.interpolate(x, mode="bilinear", **size)
        spell_bilinear(rng, n, c, i, f, o, "usual", y)
        return True
    mode, coordinates = ("nearest", "usual") if number % 3 == 1 else ("nearest-exact", "half_pixel")
    # Whether its nearest takes the scale for sides that stay or double depends on the number of channels: its formula, and core, do.
    if mode == "nearest" and any(factor and out in (side, 2 * side) for side, factor, out in zip(i, f, o)):
        return False
    for side, factor, out in zip(i, f, o):  # PyTorch rounds places to float32
        places = exact_places(side, out, Fraction(factor) if factor else None, "asymmetric" if mode == "nearest" else coordinates)
        shift = 0 if mode == "nearest" else Fraction(1, 2)
        wanted = [min(int(place + shift), side - 1) for place in places]
        step = numpy.float32(1 / float(factor) if factor else numpy.float32(side) / numpy.float32(out))
        if wanted != [min(int(numpy.float32((at + float(shift)) * step)), side - 1) for at in range(out)]:
            return False
    y = torch.nn.functional.interpolate(x, mode=mode, **size)
    assert list(y.shape[2:]) == o
    print("nearest", n, c, *i, *f, *o, coordinates.replace("_", "-"), "usual", checksum(y))
    return True


def write_resizes(rng, first):
    number = first
    for writer in (write_onnx_resize, write_torch_resize):
        last = number + 2 * CASES
        while number < last:
            number += writer(rng, number)


def numbers(array):
    return [f"{float(v):.9g}" for v in numpy.asarray(array).flatten()]


def options_of(node, sizes):
    given = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    text = {name: value.decode() for name, value in given.items() if isinstance(value, bytes)}
    words = []
    for name, option in (("kernel_shape", "k"), ("strides", "s"), ("dilations", "d")):
        words += [option, *given[name]] if name in given else []
    pads = given.get("pads", [0, 0, 0, 0])
    assert pads[:2] == pads[2:]
    words += ["p", *pads[:2]] if any(pads) else []
    words += ["rule", {"SAME_UPPER": "same", "SAME_LOWER": "same-lower"}[text["auto_pad"]]] if "auto_pad" in text else []
    words += ["ceil"] if given.get("ceil_mode") else []
    words += ["include"] if given.get("count_include_pad") else []
    words += ["column"] if given.get("storage_order") else []
    if node.op_type == "Resize":
        words += ["coordinates", text.get("coordinate_transformation_mode", "half_pixel").replace("_", "-")]
        words += ["rounding", text.get("nearest_mode", "round_prefer_floor").replace("round_", "").replace("_", "-")]
        words += ["size" if sizes.dtype == numpy.int64 else "scale", *(f"{float(v):g}" for v in sizes[2:])]
    return words


def write_nodes():
    for case in collect_testcases(None):
        node = case.model.graph.node[0]
        inputs, outputs = case.data_sets[0]
        mode = [a.s.decode() for a in node.attribute if a.name == "mode"]
        known = node.op_type in ("MaxPool", "AveragePool", "MaxUnpool") or (node.op_type == "Resize" and mode[0] in ("nearest", "linear"))
        if not known or numpy.ndim(inputs[0]) != 4 or "crop" in case.name or max(v.size for v in [*inputs, *outputs]) > 64:
            continue
        kind = {"MaxPool": "max-pool", "AveragePool": "avg-pool", "MaxUnpool": "max-unpool"}.get(node.op_type) or f"upsample-{mode[0]}"
        words = options_of(node, inputs[-1])
        at = inputs[1] if node.op_type == "MaxUnpool" else outputs[1] if len(outputs) > 1 else None
        indices = [] if at is None else ["at", *numbers(at)]
        x, y = inputs[0], outputs[0]
        print("node", case.name, kind.replace("linear", "bilinear"), *words, "i", *x.shape[2:], *numbers(x), *indices, "o", *y.shape[2:], *numbers(y))


if __name__ == "__main__":
    generator = random.Random(2029)
    write_pools(generator, 0)
    write_resizes(generator, 2 * CASES)
    write_nodes()
