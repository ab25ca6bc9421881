#!/usr/bin/env python3
"""Writes what PyTorch computes on random geometries; tests/core/golden_test.cpp compares it with core.

Run with a Python that has PyTorch (Debian: python3-torch):
  /usr/bin/python3 generate.py conv > conv.txt
  /usr/bin/python3 generate.py sweep > sweep.txt

Operands are small integers from a formula, `operand` below and in the test, so only geometries and results are stored and equality is exact.

conv.txt has conv2d and both of its gradients in full; a case is four lines of integers:
  N C O  ih iw  kh kw  sh sw  ph pw  dh dw  flip
  y[N,O,oh,ow]   dx[N,C,ih,iw]   dw[O,C,kh,kw]

sweep.txt has conv2d and conv_transpose2d with groups; a case is a line, results are checksums (`checksum` below and in the test):
  conv|transpose  N C O groups  ih iw  kh kw  sh sw  ph pw  dh dw  ah aw  oh ow  y dx dw
"""
import random
import sys

import numpy
import torch

CASES = 400
SWEEP_CASES = 2200  # of each kind
LARGEST_RESULT = 600  # numbers a case, so that the file stays small


def operand(shape, seed):
    """Values -4..4: element n is the upper half of a 32-bit product, modulo 9."""
    n = numpy.arange(torch.Size(shape).numel(), dtype=numpy.uint64)
    product = (n * 2654435761 + seed * 2246822519 + 374761393) % 2**32
    values = (product >> numpy.uint64(16)).astype(numpy.int64) % 9 - 4
    return torch.tensor(values.astype(numpy.float64)).reshape(shape)


def pairs(rng, low, high):
    return [rng.randint(low, high), rng.randint(low, high)]


def random_case(rng):
    case = dict(n=rng.randint(1, 2), c=rng.randint(1, 3), o=rng.randint(1, 3), flip=int(rng.random() < 0.25))
    case.update(i=pairs(rng, 1, 9), k=pairs(rng, 1, 5), s=pairs(rng, 1, 4), p=pairs(rng, 0, 4), d=pairs(rng, 1, 3))
    return case


def fits(case):
    spans = [(k - 1) * d + 1 <= i + 2 * p for i, k, p, d in zip(case["i"], case["k"], case["p"], case["d"])]
    return all(spans)


def results(case, number):
    x = operand([case["n"], case["c"], *case["i"]], 3 * number).requires_grad_()
    w = operand([case["o"], case["c"], *case["k"]], 3 * number + 1).requires_grad_()
    settings = dict(stride=case["s"], padding=case["p"], dilation=case["d"])
    turned = w.flip(2, 3) if case["flip"] else w
    y = torch.nn.functional.conv2d(x, turned, **settings)
    dy = operand(y.shape, 3 * number + 2)
    y.backward(dy)
    check_transpose(case, dy, turned, settings, x.grad)
    return y, x.grad, w.grad


def check_transpose(case, dy, w, settings, dx):
    """The gradient to the input is the transposed convolution with the remainder as its output padding."""
    spans = [i + 2 * p - (k - 1) * d - 1 for i, k, p, d in zip(case["i"], case["k"], case["p"], case["d"])]
    remainder = [span % s for span, s in zip(spans, case["s"])]
    assert torch.equal(torch.nn.functional.conv_transpose2d(dy, w, output_padding=remainder, **settings), dx)


def line(numbers):
    print(" ".join(str(int(v)) for v in numbers))


def write_conv():
    rng = random.Random(2026)
    number = 0
    while number < CASES:
        case = random_case(rng)
        if not fits(case):
            continue
        tensors = results(case, number)
        if sum(t.numel() for t in tensors) > LARGEST_RESULT:
            continue
        line([case["n"], case["c"], case["o"], *case["i"], *case["k"], *case["s"], *case["p"], *case["d"], case["flip"]])
        for tensor in tensors:
            line(tensor.flatten().tolist())
        number += 1


def checksum(tensor):
    """Sum over n of (value n + 1000003) times a hash of n, modulo 2^64: a value off by anything, or two in each other's place, shows."""
    values = tensor.detach().flatten().numpy().astype(numpy.int64)
    n = numpy.arange(1, values.size + 1, dtype=numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)
    factors = (n ^ (n >> numpy.uint64(29))) * numpy.uint64(0xBF58476D1CE4E5B9)
    return format(int(((values + 1000003).astype(numpy.uint64) * factors).sum(dtype=numpy.uint64)), "016x")


def sweep_case(rng, transposed):
    groups = rng.randint(1, 2)
    case = dict(n=rng.randint(1, 2), c=groups * rng.randint(1, 2), o=groups * rng.randint(1, 2), groups=groups)
    case.update(i=pairs(rng, 1, 9), k=pairs(rng, 1, 5), s=pairs(rng, 1, 4), p=pairs(rng, 0, 4), d=pairs(rng, 1, 3), a=[0, 0])
    if transposed:
        case["a"] = [rng.randint(0, max(s, d) - 1) for s, d in zip(case["s"], case["d"])]
    return case


def result_sides(case):
    axes = zip(case["i"], case["k"], case["s"], case["p"], case["d"], case["a"])
    return [s * (i - 1) + a + d * (k - 1) + 1 - 2 * p for i, k, s, p, d, a in axes]


def sweep_results(case, number, transposed):
    groups = case["groups"]
    kernel = [case["c"], case["o"] // groups] if transposed else [case["o"], case["c"] // groups]
    x = operand([case["n"], case["c"], *case["i"]], 3 * number).requires_grad_()
    w = operand([*kernel, *case["k"]], 3 * number + 1).requires_grad_()
    settings = dict(stride=case["s"], padding=case["p"], dilation=case["d"], groups=groups)
    if transposed:
        y = torch.nn.functional.conv_transpose2d(x, w, output_padding=case["a"], **settings)
    else:
        y = torch.nn.functional.conv2d(x, w, **settings)
    y.backward(operand(y.shape, 3 * number + 2))
    return y, x.grad, w.grad


def write_sweep():
    rng = random.Random(2027)
    number = 0
    while number < 2 * SWEEP_CASES:
        transposed = number % 2 == 1
        case = sweep_case(rng, transposed)
        if not (min(result_sides(case)) > 0 if transposed else fits(case)):
            continue
        tensors = sweep_results(case, number, transposed)
        sizes = [case[key] for key in ("n", "c", "o", "groups")] + [side for key in "ikspda" for side in case[key]]
        numbers = " ".join(str(v) for v in [*sizes, *tensors[0].shape[2:]])
        print("transpose" if transposed else "conv", numbers, *(checksum(t) for t in tensors))
        number += 1


{"conv": write_conv, "sweep": write_sweep}[sys.argv[1]]()
