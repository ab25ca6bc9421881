#!/usr/bin/env python3
"""Writes conv.txt: PyTorch's conv2d and both of its gradients on random geometries, which tests/core/golden_test.cpp compares with core.

Run with a Python that has PyTorch (Debian: python3-torch): /usr/bin/python3 generate.py > conv.txt

Operands are small integers from a formula, `operand` below and in the test, so only geometries and results are stored and equality is exact.
A case is four lines of integers:
  N C O  ih iw  kh kw  sh sw  ph pw  dh dw  flip
  y[N,O,oh,ow]   dx[N,C,ih,iw]   dw[O,C,kh,kw]
"""
import random

import torch

CASES = 400
LARGEST_RESULT = 600  # numbers a case, so that the file stays small


def operand(shape, seed):
    """Values -4..4: element n is the upper half of a 32-bit product, modulo 9."""
    count = torch.Size(shape).numel()
    values = [((n * 2654435761 + seed * 2246822519 + 374761393) % 2**32 >> 16) % 9 - 4 for n in range(count)]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


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


def main():
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


main()
