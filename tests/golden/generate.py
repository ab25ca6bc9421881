#!/usr/bin/env python3
"""Writes what PyTorch computes on random geometries; tests/core/golden_test.cpp compares it with core.

Run with a Python that has PyTorch (Debian: python3-torch):
  /usr/bin/python3 generate.py conv > conv.txt
  /usr/bin/python3 generate.py sweep > sweep.txt
  /usr/bin/python3 generate.py pool > pool.txt
  /usr/bin/python3 generate.py nonfinite > nonfinite.txt
  /usr/bin/python3 generate.py imitate > imitate.txt
  /usr/bin/python3 generate.py network > network.txt
  /usr/bin/python3 generate.py unfold > unfold.txt
  /usr/bin/python3 generate.py space > space.txt

Operands are small integers from a formula, `operand` below and in the test, so only geometries and results are stored and equality is exact.

conv.txt has conv2d and both of its gradients in full; a case is four lines of integers:
  N C O  ih iw  kh kw  sh sw  ph pw  dh dw  flip
  y[N,O,oh,ow]   dx[N,C,ih,iw]   dw[O,C,kh,kw]

sweep.txt has conv2d and conv_transpose2d with groups; a case is a line, results are checksums (`checksum` below and in the test):
  conv|transpose  N C O groups  ih iw  kh kw  sh sw  ph pw  dh dw  ah aw  oh ow  y dx dw

unfold.txt has torch.nn.functional.unfold of an `operand` with seed n of case n, in full; a case is two lines of integers:
  C  ih iw  kh kw  sh sw  ph pw  dh dw
  patches[C kh kw, oh ow]

pool.txt has pooling, unpooling and upsampling; a case is a line. Operands are `operand`s with seeds 3n of case n, results checksums, of
averages times the case's `scale`, which makes them whole numbers:
  max         N C  ih iw  kh kw  sh sw  ph pw  dh dw  ceil  oh ow  values switches
  avg         N C  ih iw  kh kw  sh sw  ph pw  ceil include_pad  scale  oh ow  values
  unpool      N C  ih iw  kh kw  sh sw  ph pw  given oh ow  y    (switches: operands of seeds 3n + 1 and 3n + 2)
  nearest     N C  ih iw  oh ow  y
  bilinear    N C  ih iw  oh ow  align_corners  sum  and four times the number of a value and the value, all computed in float64

space.txt has layers of one axis and of three; a case is a line. Operands are `operand`s with seeds 3n, 3n + 1 (the kernel's) and 3n + 2 (the
bias), results checksums, of averages times 216000, which makes them whole numbers:
  conv|transpose  AXES  N C O groups  i...  k...  s...  p...  d...  a...  o...  y
  max             AXES  N C  i...  k...  s...  p...  d...  ceil  o...  values switches
  avg             AXES  N C  i...  k...  s...  p...  ceil include_pad  o...  values

nonfinite.txt has the operators of sweep.txt and pool.txt on `odd_operand`s, where infinities and NaN stand among the numbers, seeds as
there; checksums are of `coded` values. A case is a line; `odd` adds up 1, 2 and 4 for odd values in input, kernel and output gradient, what
is not odd is an `operand`. Bilinear sides are such that weights are exact and differ from the input's, and values are times 64:
  conv|transpose  N C O groups  ih iw  kh kw  sh sw  ph pw  dh dw  ah aw  oh ow  odd  y dx dw
  max, avg, unpool, nearest  as in pool.txt
  bilinear    N C  ih iw  oh ow  align_corners  y

imitate.txt has trainings of a transposed convolution in float64, by torch.optim with stride 2 and padding (k - 2) / 2; a case is a line. The
input that is pooled is an `operand` with seed 3n of case n, the first kernel a quarter of one with seed 3n + 1:
  target optimiser rate  k  ih iw  losses before update 1, 2, 11 and 101, and the weights then
network.txt has what PyTorch computes in float64 of losses and optimisers, and of the network with the weights of app/weights/segment.npz (so
it is written anew with them): the decoders' scores, and the gradient of the sum of their losses. `values` are pairs of a position and a value:
  mse | ce | weighted-ce   loss  values of the gradient
  sgd | adam               values of the parameter after three steps
  scores DECODER           loss  largest absolute score, values
  gradient PARAMETER       largest absolute value, values
"""
import pathlib
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


def write_unfold():
    rng = random.Random(14)
    number = 0
    while number < 60:
        case = random_case(rng)
        if not fits(case):
            continue
        x = operand([1, case["c"], *case["i"]], number)
        patches = torch.nn.functional.unfold(x, case["k"], dilation=case["d"], padding=case["p"], stride=case["s"])
        if patches.numel() > LARGEST_RESULT:
            continue
        line([case["c"], *case["i"], *case["k"], *case["s"], *case["p"], *case["d"]])
        line(patches.flatten().tolist())
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


POOL_CASES = 1000  # of each kind
ODD_CASES = 250  # of each kind


def pool_case(rng):
    case = dict(n=rng.randint(1, 2), c=rng.randint(1, 2), i=pairs(rng, 1, 12), k=pairs(rng, 1, 5), s=pairs(rng, 1, 4))
    case.update(p=[rng.randint(0, k // 2) for k in case["k"]], d=pairs(rng, 1, 2), ceil=rng.randint(0, 1))
    return case


def has_cells(case):
    """Every window has a cell of the input, which dilation could leave it without."""
    for i, k, s, p, d in zip(*(case[key] for key in "ikspd")):
        room = i + 2 * p - (k - 1) * d - 1
        if room + (s - 1) * case["ceil"] < 0:
            return False
        for start in range(-p, i, s):
            if not any(0 <= start + u * d < i for u in range(k)):
                return False
    return True


def spell(kind, *parts):
    flat = [str(int(v)) for part in parts[:-1] for v in (part if isinstance(part, (list, tuple, torch.Size)) else [part])]
    print(kind, *flat, parts[-1])


def write_max(rng, number):
    case = pool_case(rng)
    if not has_cells(case):
        return False
    x = operand([case["n"], case["c"], *case["i"]], 3 * number)
    settings = dict(stride=case["s"], padding=case["p"], dilation=case["d"], ceil_mode=bool(case["ceil"]))
    y, at = torch.nn.functional.max_pool2d(x, case["k"], return_indices=True, **settings)
    sides = [case[key] for key in "ikspd"]
    spell("max", case["n"], case["c"], *sides, case["ceil"], y.shape[2:], f"{checksum(y)} {checksum(at)}")
    return True


def write_avg(rng, number):
    case = dict(pool_case(rng), d=[1, 1])
    if not has_cells(case):
        return False
    x = operand([case["n"], case["c"], *case["i"]], 3 * number)
    include = rng.randint(0, 1)
    settings = dict(stride=case["s"], padding=case["p"], ceil_mode=bool(case["ceil"]), count_include_pad=bool(include))
    y = torch.nn.functional.avg_pool2d(x, case["k"], **settings)
    scale = 3600  # every product of two of 1..5 divides it
    whole = torch.round(y * scale)
    assert (y * scale - whole).abs().max() < 1e-6
    sides = [case[key] for key in "iksp"]
    spell("avg", case["n"], case["c"], *sides, case["ceil"], include, scale, y.shape[2:], checksum(whole))
    return True


def write_unpool(rng, number):
    case = dict(pool_case(rng), d=[1, 1])
    usual = [s * (i - 1) + k - 2 * p for i, k, s, p in zip(*(case[key] for key in "iksp"))]
    given = rng.randint(0, 1)
    output = [o + rng.randint(1 - s, s - 1) * given for o, s in zip(usual, case["s"])]
    if min(usual) < 1 or min(output) < 1:
        return False
    x = operand([case["n"], case["c"], *case["i"]], 3 * number)
    cells = output[0] * output[1]
    switches = ((operand(x.shape, 3 * number + 1) + 4) * 9 + operand(x.shape, 3 * number + 2) + 4).long() % cells
    size = dict(output_size=output) if given else {}
    y = torch.nn.functional.max_unpool2d(x.float(), switches, case["k"], case["s"], case["p"], **size)
    spell("unpool", case["n"], case["c"], *(case[key] for key in "iksp"), given, output, checksum(y))
    return True


def upsampled(rng):
    return [rng.randint(1, 2), rng.randint(1, 2), pairs(rng, 1, 12), pairs(rng, 1, 40)]


def write_nearest(rng, number):
    n, c, i, o = upsampled(rng)
    for small, large in zip(i, o):  # floats may round below a whole source index, core computes in whole numbers
        scale = numpy.float32(small) / numpy.float32(large)
        if any(int(numpy.float32(at) * scale) != at * small // large for at in range(large)):
            return False
    y = torch.nn.functional.interpolate(operand([n, c, *i], 3 * number), size=o, mode="nearest")
    spell("nearest", n, c, i, o, checksum(y))
    return True


def write_bilinear(rng, number):
    n, c, i, o = upsampled(rng)
    align = rng.randint(0, 1)
    y = torch.nn.functional.interpolate(operand([n, c, *i], 3 * number), size=o, mode="bilinear", align_corners=bool(align))
    cells = [rng.randrange(y.numel()) for _ in range(4)]
    values = y.flatten()
    spell("bilinear", n, c, i, o, align, " ".join([f"{float(values.sum()):.6f}", *(f"{at} {float(values[at]):.6f}" for at in cells)]))
    return True


def write_pool():
    rng = random.Random(2028)
    writers = [write_max, write_avg, write_unpool, write_nearest, write_bilinear]
    number = 0
    while number < len(writers) * POOL_CASES:
        number += writers[number % len(writers)](rng, number)


def space_case(rng, axes):
    def each(low, high):
        return [rng.randint(low, high) for _ in range(axes)]

    groups = rng.randint(1, 2)
    case = dict(n=rng.randint(1, 2), c=groups * rng.randint(1, 2), o=groups * rng.randint(1, 2), groups=groups)
    return dict(case, i=each(1, 6), k=each(1, 4), s=each(1, 3), p=each(0, 2), d=each(1, 2), ceil=rng.randint(0, 1))


def write_space_convolution(rng, number, axes, transposed):
    case = space_case(rng, axes)
    spare = [rng.randint(0, max(s, d) - 1) if transposed else 0 for s, d in zip(case["s"], case["d"])]
    channels = [case["c"], case["o"] // case["groups"]] if transposed else [case["o"], case["c"] // case["groups"]]
    x, w = operand([case["n"], case["c"], *case["i"]], 3 * number), operand([*channels, *case["k"]], 3 * number + 1)
    settings = dict(stride=case["s"], padding=case["p"], dilation=case["d"], groups=case["groups"])
    settings.update(dict(output_padding=spare) if transposed else {})
    name = f"conv_transpose{axes}d" if transposed else f"conv{axes}d"
    try:
        y = getattr(torch.nn.functional, name)(x, w, operand([case["o"]], 3 * number + 2), **settings)
    except RuntimeError:
        return False
    sides = [case[key] for key in "ikspd"] + [spare, y.shape[2:]]
    kind = "transpose" if transposed else "conv"
    spell(kind, axes, case["n"], case["c"], case["o"], case["groups"], *sides, checksum(y))
    return True


def write_space_pooling(rng, number, axes, kind):
    case = space_case(rng, axes)
    if kind == "avg":
        case["d"] = [1] * axes
    case["p"] = [min(p, k // 2) for p, k in zip(case["p"], case["k"])]
    if not has_cells(case):
        return False
    x = operand([case["n"], case["c"], *case["i"]], 3 * number)
    settings = dict(stride=case["s"], padding=case["p"], ceil_mode=bool(case["ceil"]))
    if kind == "max":
        pool = getattr(torch.nn.functional, f"max_pool{axes}d")
        y, at = pool(x, case["k"], dilation=case["d"], return_indices=True, **settings)
        spell("max", axes, case["n"], case["c"], *[case[key] for key in "ikspd"], case["ceil"], y.shape[2:], f"{checksum(y)} {checksum(at)}")
        return True
    include = rng.randint(0, 1)
    try:
        y = getattr(torch.nn.functional, f"avg_pool{axes}d")(x, case["k"], count_include_pad=bool(include), **settings)
    except RuntimeError:
        return False
    whole = torch.round(y * 216000)
    if (y * 216000 - whole).abs().max() > 1e-5:
        return False
    spell("avg", axes, case["n"], case["c"], *[case[key] for key in "iksp"], case["ceil"], include, y.shape[2:], checksum(whole))
    return True


def write_space():
    rng = random.Random(6)
    number = 0
    writers = [lambda *of: write_space_convolution(*of, False), lambda *of: write_space_convolution(*of, True),
               lambda *of: write_space_pooling(*of, "max"), lambda *of: write_space_pooling(*of, "avg")]
    for axes in (1, 3):
        for write in writers:
            done = 0
            while done < 60:
                if write(rng, number, axes):
                    done, number = done + 1, number + 1


def odd_operand(shape, seed):
    """An `operand` with every thirteenth value or so one of infinity, minus infinity and NaN."""
    values = operand(shape, seed).flatten()
    n = numpy.arange(values.numel(), dtype=numpy.uint64)
    product = (n * 2654435761 + (seed + 1000) * 2246822519 + 374761393) % 2**32
    odd = torch.tensor(((product >> numpy.uint64(16)) % 13 == 0))
    which = torch.tensor(((product >> numpy.uint64(8)) % 3).astype(numpy.int64))
    specials = torch.tensor([torch.inf, -torch.inf, torch.nan], dtype=torch.float64)
    return torch.where(odd, specials[which], values).reshape(shape)


def coded(tensor):
    """NaN and the infinities as whole numbers that nothing else is."""
    return torch.nan_to_num(tensor.detach(), nan=500009, posinf=500019, neginf=-500019)


def write_odd_convolution(rng, number, transposed):
    case = sweep_case(rng, transposed)
    if not (min(result_sides(case)) > 0 if transposed else fits(case)):
        return False
    odd = rng.choice([1, 2, 4, 7])
    make = lambda bit, shape: (odd_operand if odd & 1 << bit else operand)(shape, 3 * number + bit)
    groups = case["groups"]
    kernel = [case["c"], case["o"] // groups] if transposed else [case["o"], case["c"] // groups]
    x = make(0, [case["n"], case["c"], *case["i"]]).requires_grad_()
    w = make(1, [*kernel, *case["k"]]).requires_grad_()
    settings = dict(stride=case["s"], padding=case["p"], dilation=case["d"], groups=groups)
    convolve = torch.nn.functional.conv_transpose2d if transposed else torch.nn.functional.conv2d
    y = convolve(x, w, **settings, **(dict(output_padding=case["a"]) if transposed else {}))
    y.backward(make(2, y.shape))
    sizes = [case[key] for key in ("n", "c", "o", "groups")] + [case[key] for key in "ikspda"]
    checksums = " ".join(checksum(coded(t)) for t in (y, x.grad, w.grad))
    spell("transpose" if transposed else "conv", *sizes, y.shape[2:], odd, checksums)
    return True


def write_odd_pooling(rng, number, kind):
    case = pool_case(rng)
    if kind == "avg":
        case["d"] = [1, 1]
    if not has_cells(case):
        return False
    x = odd_operand([case["n"], case["c"], *case["i"]], 3 * number)
    settings = dict(stride=case["s"], padding=case["p"], ceil_mode=bool(case["ceil"]))
    if kind == "max":
        y, at = torch.nn.functional.max_pool2d(x, case["k"], return_indices=True, dilation=case["d"], **settings)
        spell("max", case["n"], case["c"], *(case[key] for key in "ikspd"), case["ceil"], y.shape[2:], f"{checksum(coded(y))} {checksum(at)}")
        return True
    include, scale = rng.randint(0, 1), 3600
    y = torch.nn.functional.avg_pool2d(x, case["k"], count_include_pad=bool(include), **settings)
    sides = [case[key] for key in "iksp"]
    spell("avg", case["n"], case["c"], *sides, case["ceil"], include, scale, y.shape[2:], checksum(torch.round(coded(y * scale))))
    return True


def write_odd_unpooling(rng, number):
    case = dict(pool_case(rng), d=[1, 1])
    output = [s * (i - 1) + k - 2 * p for i, k, s, p in zip(*(case[key] for key in "iksp"))]
    if min(output) < 1:
        return False
    x = odd_operand([case["n"], case["c"], *case["i"]], 3 * number)
    switches = ((operand(x.shape, 3 * number + 1) + 4) * 9 + operand(x.shape, 3 * number + 2) + 4).long() % (output[0] * output[1])
    y = torch.nn.functional.max_unpool2d(x.float(), switches, case["k"], case["s"], case["p"])
    spell("unpool", case["n"], case["c"], *(case[key] for key in "iksp"), 0, output, checksum(coded(y)))
    return True


def write_odd_nearest(rng, number):
    n, c, i = rng.randint(1, 2), rng.randint(1, 2), pairs(rng, 1, 9)
    o = [side * rng.randint(1, 4) for side in i]
    y = torch.nn.functional.interpolate(odd_operand([n, c, *i], 3 * number), size=o, mode="nearest")
    spell("nearest", n, c, i, o, checksum(coded(y)))
    return True


def write_odd_bilinear(rng, number):
    align = rng.randint(0, 1)
    n, c, i, factor = rng.randint(1, 2), rng.randint(1, 2), pairs(rng, 2, 6), [rng.choice([2, 4]), rng.choice([2, 4])]
    o = [f * (side - 1) + 1 if align else f * side for f, side in zip(factor, i)]
    y = torch.nn.functional.interpolate(odd_operand([n, c, *i], 3 * number), size=o, mode="bilinear", align_corners=bool(align))
    spell("bilinear", n, c, i, o, align, checksum(coded(y * 64)))
    return True


def write_nonfinite():
    rng = random.Random(2029)
    writers = [lambda rng, number: write_odd_convolution(rng, number, False), lambda rng, number: write_odd_convolution(rng, number, True),
               lambda rng, number: write_odd_pooling(rng, number, "max"), lambda rng, number: write_odd_pooling(rng, number, "avg"),
               write_odd_unpooling, write_odd_nearest, write_odd_bilinear]
    number = 0
    while number < len(writers) * ODD_CASES:
        number += writers[number % len(writers)](rng, number)


def imitation(target, side, seed):
    """The pooled map, what it is to become, and how many cells at each side the loss leaves out."""
    functional = torch.nn.functional
    pooled, switches = functional.max_pool2d(operand([1, 1, *side], seed), 2, return_indices=True)
    if target == "unpool":
        return pooled, functional.max_unpool2d(pooled.float(), switches, 2).double(), 0
    return pooled, functional.interpolate(pooled, scale_factor=2, mode=target), int(target == "bilinear")


def write_training(target, optimiser, rate, k, number):
    side = [2 * (4 + number % 3), 2 * (5 + number % 4)]
    pooled, wanted, border = imitation(target, side, 3 * number)
    w = (operand([1, 1, k, k], 3 * number + 1) / 4).requires_grad_()
    made = {"sgd": lambda: torch.optim.SGD([w], rate, momentum=0.7), "adam": lambda: torch.optim.Adam([w], rate)}[optimiser]()
    losses = []
    for update in range(101):
        y = torch.nn.functional.conv_transpose2d(pooled, w, stride=2, padding=(k - 2) // 2)
        inner = [slice(None), slice(None), *(slice(border, n - border) for n in side)]
        loss = torch.nn.functional.mse_loss(y[inner], wanted[inner])
        if update in (0, 1, 10, 100):
            losses.append(f"{loss.item():.9e}")
        if update == 100:
            print(target, optimiser, rate, k, *side, *losses, *(f"{v:.9e}" for v in w.detach().flatten().tolist()))
            return
        made.zero_grad()
        loss.backward()
        made.step()


def write_imitate():
    cases = [(t, o, r, k) for t in ("nearest", "bilinear", "unpool") for o, r in (("sgd", 0.02), ("adam", 0.01)) for k in (2, 4)]
    for number, case in enumerate(cases):
        write_training(*case, number)


def pairs_of(tensor, count=24):
    """Positions spread over a tensor, each with its value."""
    values = tensor.detach().flatten()
    count = min(count, values.numel())
    places = [(n * values.numel()) // count + (n * 7919) % max(1, values.numel() // count) for n in range(count)]
    return " ".join(f"{at} {float(values[at]):.9g}" for at in places)


def write_losses():
    x = (operand([2, 4, 3, 5], 1) / 2).requires_grad_()
    wanted = operand([2, 4, 3, 5], 2)
    labels = (operand([2, 3, 5], 3) + 4).long() % 4
    weights = torch.tensor([1.0, 0.5, 3.0, 2.0], dtype=torch.float64)
    losses = {"mse": lambda: torch.nn.functional.mse_loss(x, wanted),
              "ce": lambda: torch.nn.functional.cross_entropy(x, labels),
              "weighted-ce": lambda: torch.nn.functional.cross_entropy(x, labels, weights)}
    for name, loss in losses.items():
        x.grad = None
        value = loss()
        value.backward()
        print(name, f"{float(value):.9g}", pairs_of(x.grad))


def write_optimisers():
    for name, make in {"sgd": lambda w: torch.optim.SGD([w], lr=0.05, momentum=0.9), "adam": lambda w: torch.optim.Adam([w], lr=0.05)}.items():
        w = operand([2, 3, 2, 2], 1).requires_grad_()
        optimiser = make(w)
        for step in range(3):
            w.grad = operand([2, 3, 2, 2], 2 + step) / 4
            optimiser.step()
        print(name, pairs_of(w))


class Net:
    """A network of the file, its layers known by their numbers: what lies between two learning ones follows from the kind of network."""

    def __init__(self, name, weights):
        self.name = name
        self.parameters = {key: torch.tensor(value.astype(numpy.float64)).requires_grad_()
                           for key, value in weights.items() if key.startswith(name + ".")}
        self.learned = sorted({int(key.split(".")[1]) for key in self.parameters})

    def conv(self, n, x):
        w, b = (self.parameters[f"{self.name}.{n}.{part}"] for part in ("weight", "bias"))
        if self.name == "deconvnet" and n != self.learned[-1]:
            return torch.nn.functional.conv_transpose2d(x, w, b, padding=w.shape[2] // 2)
        return torch.nn.functional.conv2d(x, w, b, padding=w.shape[2] // 2)

    def encode(self, x):
        switches = []
        n = 0
        while n <= self.learned[-1] + 2:
            if n in self.learned:
                x = torch.relu(self.conv(n, x))
                n += 2
            else:
                x, at = torch.nn.functional.max_pool2d(x, 2, return_indices=True)
                switches.append(at)
                n += 1
        return x, switches

    def decode(self, x, switches):
        level = len(switches)
        n = 0
        while n < self.learned[-1]:
            if n in self.learned:
                x = torch.relu(self.conv(n, x))
                n += 2
            else:
                level -= 1
                if self.name == "nearest":
                    x = torch.nn.functional.interpolate(x, scale_factor=2, mode="nearest")
                else:
                    x = torch.nn.functional.max_unpool2d(x, switches[level], 2)
                n += 1
        return self.conv(n, x)


def write_network():
    write_losses()
    write_optimisers()
    weights = dict(numpy.load(pathlib.Path(__file__).parents[2] / "app" / "weights" / "segment.npz"))
    side = 64
    x = operand([1, 3, side, side], 11) / 4
    labels = (operand([1, side, side], 12) + 4).long()
    encoder = Net("encoder", weights)
    features, switches = encoder.encode(x)
    sum_of_losses = 0
    nets = [encoder]
    for name in ("deconvnet", "segnet", "nearest"):
        net = Net(name, weights)
        nets.append(net)
        scores = net.decode(features, switches)
        loss = torch.nn.functional.cross_entropy(scores, labels)
        sum_of_losses = sum_of_losses + loss
        print("scores", name, f"{float(loss):.9g} {float(scores.abs().max()):.9g}", pairs_of(scores, 60))
    sum_of_losses.backward()
    for net in nets:
        for name, parameter in net.parameters.items():
            print("gradient", name, f"{float(parameter.grad.abs().max()):.9g}", pairs_of(parameter.grad, 8))


if __name__ == "__main__":
    {"conv": write_conv, "sweep": write_sweep, "pool": write_pool, "nonfinite": write_nonfinite, "imitate": write_imitate,
     "network": write_network, "unfold": write_unfold, "space": write_space}[sys.argv[1]]()
