"""Random cases, each with what PyTorch computes, or a plain loop where PyTorch has no such rule.

A kind is a function that takes a Rng and returns cases, none where the geometry it drew is not possible.
"""
import dataclasses
import math
from fractions import Fraction

import numpy
import torch
import torch.nn.functional as F


@dataclasses.dataclass
class Case:
    op: str
    options: list
    first: numpy.ndarray
    second: numpy.ndarray  # or None
    wanted: list  # the values, and of max-pool the switches
    tolerance: float = 0.0  # against the largest finite value wanted


class Rng:
    """Draws geometries and values; what one case draws does not depend on the case before."""

    def __init__(self, seed, number):
        self.numbers = numpy.random.RandomState((seed * 1000003 + number * 7919 + 12345) % 2**32)
        self.special = self.numbers.rand() < 0.25  # NaN and infinities among the values
        self.real = self.numbers.rand() < 0.25  # else small whole numbers, whose sums are exact
        self.longest = self.numbers.choice([9, 14, 40, 150], p=[0.6, 0.3, 0.08, 0.02])

    def int(self, low, high):
        return int(self.numbers.randint(low, high + 1))

    def pair(self, low, high):
        return [self.int(low, high), self.int(low, high)]

    def flag(self, share=0.5):
        return bool(self.numbers.rand() < share)

    def choice(self, *some):
        return some[self.int(0, len(some) - 1)]

    def sides(self):
        return self.pair(1, self.longest)

    def values(self, *shape):
        made = self.numbers.randn(*shape) if self.real else self.numbers.randint(-4, 5, shape)
        made = made.astype(numpy.float32)
        if self.special:
            chosen = self.numbers.rand(*shape) < self.numbers.choice([0.02, 0.1, 0.4])
            made[chosen] = self.numbers.choice([math.nan, math.inf, -math.inf, 0.0], chosen.sum()).astype(numpy.float32)
        return made

    def tolerance(self):
        return 2e-5 if self.real else 0.0


def double(array):
    return torch.tensor(array, dtype=torch.float64)


def single(tensor):
    return tensor.detach().numpy().astype(numpy.float32)


def extent(pair):
    return f"{pair[0]}x{pair[1]}"


def sizes(**pairs):
    """Options of one letter each."""
    return [word for name, pair in pairs.items() for word in (f"-{name}", extent(pair))]


def span(k, d):
    return d * (k - 1) + 1


def with_padding(rng, g):
    """p of both ends, or of each by itself, where negative cells are cut off."""
    apart = rng.flag(0.3)
    g["p"] = rng.pair(-2, 4) if apart else rng.pair(0, 4)
    g["p_end"] = rng.pair(-2, 4) if apart else g["p"]
    return g


def leaves_none(side, p, p_end):
    return side + min(p, 0) + min(p_end, 0) < 1


def padding_option(g):
    """As -p takes it."""
    (top, left), (bottom, right) = g["p"], g["p_end"]
    return sizes(p=g["p"]) if g["p"] == g["p_end"] else ["-p", f"{top},{bottom},{left},{right}"]


def framed(x, g, sign=1):
    """With the cells of padding, or without them."""
    (top, left), (bottom, right) = g["p"], g["p_end"]
    return F.pad(x, [sign * cells for cells in (left, right, top, bottom)])


def convolution(rng):
    g = with_padding(rng, dict(i=rng.sides(), k=rng.pair(1, 5), s=rng.pair(1, 4), d=rng.pair(1, 3)))
    axes = list(zip(*(g[name] for name in ("i", "k", "d", "p", "p_end"))))
    fits = all(span(k, d) <= i + p + p_end and not leaves_none(i, p, p_end) for i, k, d, p, p_end in axes)
    return g if fits else None


def channels(rng):
    """Batch, groups, and channels of the input and of the output."""
    groups = rng.int(1, 3) if rng.flag(0.4) else 1
    return rng.int(1, 3), groups, groups * rng.int(1, 3), groups * rng.int(1, 3)


def with_groups(groups):
    return ["--groups", str(groups)] if groups > 1 else []


def three_cases(rng, name, options, x, w, run, settings):
    """An operator `run(x, w)` and both of its gradients. `settings` are the options that name the sizes the gradients cannot know."""
    x64, w64 = double(x).requires_grad_(), double(w).requires_grad_()
    y = run(x64, w64)
    dy = rng.values(*y.shape)
    y.backward(double(dy))
    tolerance = rng.tolerance()
    return [Case(name, options, x, w, [single(y)], tolerance),
            Case(f"{name}-input-grad", options + sizes(i=settings["i"]), dy, w, [single(x64.grad)], tolerance),
            Case(f"{name}-kernel-grad", options + sizes(k=settings["k"]), x, dy, [single(w64.grad)], tolerance)]


def conv(rng):
    g = convolution(rng)
    if g is None:
        return []
    n, groups, c, o = channels(rng)
    flip = rng.flag(0.15)
    x, w = rng.values(n, c, *g["i"]), rng.values(o, c // groups, *g["k"])

    def run(x, w):
        turned = w.flip(2, 3) if flip else w
        return F.conv2d(framed(x, g), turned, stride=g["s"], dilation=g["d"], groups=groups)

    options = sizes(s=g["s"], d=g["d"]) + padding_option(g) + with_groups(groups) + ["--flip"] * flip
    return three_cases(rng, "conv", options, x, w, run, g)


def conv_transpose(rng):
    g = with_padding(rng, dict(i=rng.sides(), k=rng.pair(1, 5), s=rng.pair(1, 4), d=rng.pair(1, 3)))
    g["a"] = [rng.int(0, max(s, d) - 1) for s, d in zip(g["s"], g["d"])]
    o = [s * (i - 1) + a + span(k, d) - p - e for i, k, s, p, e, d, a in zip(*(g[name] for name in ("i", "k", "s", "p", "p_end", "d", "a")))]
    if min(o) < 1 or any(leaves_none(*axis) for axis in zip(o, g["p"], g["p_end"])):
        return []
    n, groups, c, channels_out = channels(rng)
    flip = rng.flag(0.15)
    x, w = rng.values(n, c, *g["i"]), rng.values(c, channels_out // groups, *g["k"])

    def run(x, w):
        turned = w.flip(2, 3) if flip else w
        if g["p"] == g["p_end"]:
            return F.conv_transpose2d(x, turned, stride=g["s"], padding=g["p"], output_padding=g["a"], dilation=g["d"], groups=groups)
        whole = F.conv_transpose2d(x, turned, stride=g["s"], output_padding=g["a"], dilation=g["d"], groups=groups)
        return framed(whole, g, -1)

    named = ["--output", extent(o)] if all(a < s for a, s in zip(g["a"], g["s"])) and rng.flag(0.3) else sizes(a=g["a"])
    options = sizes(s=g["s"], d=g["d"]) + padding_option(g) + named + with_groups(groups) + ["--flip"] * flip
    return three_cases(rng, "conv-transpose", options, x, w, run, g)


def same_padding(i, k, s, d):
    """TensorFlow's: cells before the first and after the last one."""
    total = max((-(-i // s) - 1) * s + span(k, d) - i, 0)
    return total // 2, total - total // 2


def ends_of(g, rule):
    """Cells of padding before the first and after the last row and column."""
    if rule == "--valid":
        return (0, 0), (0, 0)
    ends = [same_padding(*numbers) for numbers in zip(g["i"], g["k"], g["s"], g["d"])]
    return ends if rule == "--same" else [(after, before) for before, after in ends]


def padded(x, g, rule):
    (top, bottom), (left, right) = ends_of(g, rule)
    return F.pad(x, (left, right, top, bottom))


def padding_rule(rng):
    return rng.choice("--same", "--same", "--same-lower", "--valid")


def conv_same(rng):
    """SAME and VALID of TensorFlow's conv2d, and ONNX's SAME_LOWER."""
    g = dict(i=rng.sides(), k=rng.pair(1, 5), s=rng.pair(1, 4), d=rng.pair(1, 3))
    rule = padding_rule(rng)
    if rule == "--valid" and any(span(k, d) > i for i, k, d in zip(g["i"], g["k"], g["d"])):
        return []
    n, groups, c, o = channels(rng)
    x, w = rng.values(n, c, *g["i"]), rng.values(o, c // groups, *g["k"])

    def run(x, w):
        return F.conv2d(padded(x, g, rule), w, stride=g["s"], dilation=g["d"], groups=groups)

    return three_cases(rng, "conv", sizes(s=g["s"], d=g["d"]) + [rule] + with_groups(groups), x, w, run, g)


def conv_transpose_same(rng):
    """SAME of TensorFlow's conv2d_transpose: the gradient of a SAME convolution of the output wanted."""
    small, s = rng.sides(), rng.pair(1, 4)
    given, rule = rng.flag(), rng.choice("--same", "--same-lower")
    g = dict(i=[i * s - (rng.int(0, s - 1) if given else 0) for i, s in zip(small, s)], k=rng.pair(1, 5), s=s, d=rng.pair(1, 3))
    n, groups, c, o = channels(rng)
    x, w = rng.values(n, c, *small), rng.values(c, o // groups, *g["k"])

    def run(x, w):
        large = torch.zeros(n, o, *g["i"], dtype=torch.float64)
        return Transposed.apply(x, w, large, lambda big, w: F.conv2d(padded(big, g, rule), w, stride=g["s"], dilation=g["d"], groups=groups))

    options = sizes(s=g["s"], d=g["d"]) + [rule] + (["--output", extent(g["i"])] if given else []) + with_groups(groups)
    return three_cases(rng, "conv-transpose", options, x, w, run, dict(g, i=small))


class Transposed(torch.autograd.Function):
    """The transpose of a forward convolution, by PyTorch's gradient of it; its own gradients are the convolution and its kernel's gradient."""

    @staticmethod
    def forward(ctx, y, w, like, forward):
        ctx.forward_of, ctx.like = forward, like
        ctx.save_for_backward(y, w)
        with torch.enable_grad():
            x = like.clone().requires_grad_()
            return torch.autograd.grad(forward(x, w.detach()), x, y.detach())[0]

    @staticmethod
    def backward(ctx, dx):
        y, w = ctx.saved_tensors
        with torch.enable_grad():
            weights = w.detach().clone().requires_grad_()
            made = ctx.forward_of(dx, weights)
            return made.detach(), torch.autograd.grad(made, weights, y.detach())[0], None, None


def zero_insert(rng):
    i, s = rng.sides(), rng.pair(1, 4)
    a = [rng.int(0, side - 1) for side in s]
    x = rng.values(rng.int(1, 2), rng.int(1, 3), *i)
    y = numpy.zeros((*x.shape[:2], *(s * (i - 1) + 1 + a for i, s, a in zip(i, s, a))), numpy.float32)
    y[:, :, :s[0] * (i[0] - 1) + 1:s[0], :s[1] * (i[1] - 1) + 1:s[1]] = x
    return [Case("zero-insert", sizes(s=s, a=a), x, None, [y])]


def crop(rng):
    i = rng.sides()
    p = [rng.int(0, side - 1) for side in i]
    o = [rng.int(1, side - start) for side, start in zip(i, p)]
    x = rng.values(rng.int(1, 2), rng.int(1, 3), *i)
    y = x[:, :, p[0]:p[0] + o[0], p[1]:p[1] + o[1]]
    return [Case("crop", sizes(p=p) + ["--output", extent(o)], x, None, [y])]


def pooling(rng):
    g = dict(i=rng.sides(), k=rng.pair(1, 5), s=rng.pair(1, 4), d=rng.pair(1, 3) if rng.flag(0.3) else [1, 1])
    g["p"] = [rng.int(0, k // 2) for k in g["k"]]
    ceil = rng.flag(0.4)
    for i, k, s, p, d in zip(*(g[name] for name in "ikspd")):
        if i + 2 * p - span(k, d) + (s - 1) * ceil < 0:
            return None, ceil
        if any(not any(0 <= start + u * d < i for u in range(k)) for start in range(-p, i, s)):
            return None, ceil  # a window that dilation leaves without a cell, which PyTorch reads beyond its plane
    return g, ceil


def numbering(rng, at, plane):
    """Flat indices of planes numbered by PyTorch's rule or, now and then, by ONNX's or TensorFlow's; and the options that say so."""
    if rng.flag(0.6):
        return at, []
    rule = rng.choice("onnx", "onnx-column", "tensorflow", "tensorflow-batch")
    (h, w), channels = plane, at.shape[1]
    n, c = numpy.arange(at.shape[0]).reshape(-1, 1, 1, 1), numpy.arange(channels).reshape(1, -1, 1, 1)
    y, x = at // w, at % w
    numbers = {"onnx": ((n * channels + c) * h + y) * w + x, "onnx-column": ((n * channels + c) * w + x) * h + y,
               "tensorflow": (y * w + x) * channels + c, "tensorflow-batch": ((n * h + y) * w + x) * channels + c}
    return numbers[rule], ["--indices-as", rule]


def max_pool(rng):
    g, ceil = pooling(rng)
    if g is None:
        return []
    x = rng.values(rng.int(1, 2), rng.int(1, 3), *g["i"])
    settings = dict(stride=g["s"], padding=g["p"], dilation=g["d"], ceil_mode=ceil)
    y, at = F.max_pool2d(torch.tensor(x), g["k"], return_indices=True, **settings)
    numbers, named = numbering(rng, at.numpy(), g["i"])
    options = sizes(**{name: g[name] for name in "kspd"}) + ["--ceil-mode"] * ceil + named
    return [Case("max-pool", options, x, None, [y.numpy(), numbers])]


def avg_pool(rng):
    g, ceil = pooling(rng)
    if g is None or g["d"] != [1, 1]:
        return []
    x = rng.values(rng.int(1, 2), rng.int(1, 3), *g["i"])
    include = rng.flag()
    y = F.avg_pool2d(double(x), g["k"], stride=g["s"], padding=g["p"], ceil_mode=ceil, count_include_pad=include)
    options = sizes(**{name: g[name] for name in "ksp"}) + ["--ceil-mode"] * ceil
    return [Case("avg-pool", options + ["--count-include-pad" if include else "--exclude-pad"], x, None, [single(y)], 1e-6)]


def max_unpool(rng):
    k, s, i = rng.pair(1, 5), rng.pair(1, 4), rng.sides()
    p = [rng.int(0, side // 2) for side in k]
    usual = [s * (i - 1) + k - 2 * p for i, k, s, p in zip(i, k, s, p)]
    given = rng.flag()
    o = [side + (rng.int(1 - stride, stride - 1) if given else 0) for side, stride in zip(usual, s)]
    if min(usual) < 1 or min(o) < 1:
        return []
    x = rng.values(rng.int(1, 2), rng.int(1, 3), *i)
    at = rng.numbers.randint(0, o[0] * o[1], x.shape)
    y = F.max_unpool2d(torch.tensor(x), torch.tensor(at), k, s, p, **(dict(output_size=o) if given else {}))
    numbers, named = numbering(rng, at, o)
    options = sizes(k=k, s=s, p=p) + (["--output", extent(o)] if given else []) + named
    return [Case("max-unpool", options, x, numbers, [y.numpy()])]


def pooling_by_rule(rng):
    """Windows of SAME and the like, each with a cell of the input; and both ends' padding."""
    rng.longest = min(rng.longest, 20)
    g = dict(i=rng.sides(), k=rng.pair(1, 5), s=rng.pair(1, 4), d=[1, 1])
    rule = padding_rule(rng)
    if rule == "--valid" and any(k > i for i, k in zip(g["i"], g["k"])):
        return None, rule
    return g, rule


def windows_of(g, rule, axis):
    """The input's cells that each window covers along an axis."""
    before, after = ends_of(g, rule)[axis]
    i, k, s = g["i"][axis], g["k"][axis], g["s"][axis]
    count = (i + before + after - k) // s + 1
    return [[c for c in range(t * s - before, t * s - before + k) if 0 <= c < i] for t in range(count)]


def largest_of(plane, rows, cols):
    """The value that wins, and its flat index: the first of equal ones, the last NaN."""
    best = (rows[0], cols[0])
    for row in rows:
        for col in cols:
            if plane[row, col] > plane[best] or math.isnan(plane[row, col]):
                best = (row, col)
    return plane[best], best[0] * plane.shape[1] + best[1]


def max_pool_by_rule(rng):
    g, rule = pooling_by_rule(rng)
    if g is None:
        return []
    x = rng.values(rng.int(1, 2), rng.int(1, 2), *g["i"])
    rows, cols = windows_of(g, rule, 0), windows_of(g, rule, 1)
    found = [largest_of(plane, r, c) for planes in x for plane in planes for r in rows for c in cols]
    shape = (*x.shape[:2], len(rows), len(cols))
    values, at = (numpy.array(part).reshape(shape) for part in zip(*found))
    numbers, named = numbering(rng, at.astype(numpy.int64), g["i"])
    return [Case("max-pool", sizes(k=g["k"], s=g["s"]) + [rule] + named, x, None, [values.astype(numpy.float32), numbers])]


def avg_pool_by_rule(rng):
    """TensorFlow's means leave the padding out; ONNX's may count it."""
    g, rule = pooling_by_rule(rng)
    if g is None:
        return []
    x = rng.values(rng.int(1, 2), rng.int(1, 2), *g["i"])
    include = rng.flag(0.3)
    sums = F.avg_pool2d(padded(double(x), g, rule), g["k"], g["s"], divisor_override=1)
    counted = F.avg_pool2d(padded(double(numpy.ones_like(x)), g, rule), g["k"], g["s"], divisor_override=1)
    y = sums / (g["k"][0] * g["k"][1]) if include else sums / counted
    options = sizes(k=g["k"], s=g["s"]) + [rule, "--count-include-pad" if include else "--exclude-pad"]
    return [Case("avg-pool", options, x, None, [single(y)], 1e-6)]


def resized(rng, most=40):
    """A small plane, the sides it becomes, each resized cell's share of a cell, and the options that say so."""
    rng.longest = min(rng.longest, most)
    x = rng.values(rng.int(1, 2), rng.int(1, 3), *rng.sides())
    i, way = x.shape[2:], rng.int(0, 2)
    if way == 0:
        s = rng.pair(1, 5)
        return x, [side * times for side, times in zip(i, s)], None, sizes(s=s)
    if way == 1:
        o = rng.pair(1, most)
        return x, o, None, ["--output", extent(o)]
    scale = [rng.choice("0.3", "0.5", "0.6", "0.75", "1", "1.2", "1.5", "1.7", "2", "2.25", "3.3") for _ in range(2)]
    o = [math.floor(side * float(f)) for side, f in zip(i, scale)]
    return x, o, [Fraction(f) for f in scale], ["--scale", "x".join(scale)]


def scales_of(x, o, scale, by_size=()):
    """Resized cells for each given one; where a side becomes one of `by_size` times as long PyTorch does not look at the scale."""
    quotients = [Fraction(large, small) for small, large in zip(x.shape[2:], o)]
    return [quotient if quotient in by_size else f for quotient, f in zip(quotients, scale or quotients)]


def place(c, small, large, scale, coordinates):
    """Where a resized cell lies among the given ones: ONNX's coordinate_transformation_mode."""
    if coordinates == "align-corners":
        return Fraction(c * (small - 1), large - 1) if large > 1 else Fraction(0)
    if coordinates == "asymmetric":
        return c / scale
    if coordinates == "pytorch-half-pixel" and large == 1:
        return Fraction(0)
    return (c + Fraction(1, 2)) / scale - Fraction(1, 2)


ROUNDINGS = {"floor": math.floor, "ceil": math.ceil, "prefer-floor": lambda at: math.ceil(at - Fraction(1, 2)),
             "prefer-ceil": lambda at: math.floor(at + Fraction(1, 2))}


def nearest_cells(small, large, scale, coordinates, rounding):
    return [min(max(ROUNDINGS[rounding](place(c, small, large, scale, coordinates)), 0), small - 1) for c in range(large)]


def rounds_alike(cells, small, scale, by_size, exact):
    """Whether PyTorch, which computes places in floats, takes these cells too."""
    step = numpy.float32(small) / numpy.float32(len(cells)) if by_size else numpy.float32(1 / float(scale))
    shift = numpy.float32(0.5 if exact else 0)
    return all(min(int((numpy.float32(c) + shift) * step), small - 1) == cell for c, cell in enumerate(cells))


def nearest(rng):
    """By PyTorch's two rules; where its floats pick another cell than whole numbers do, these count."""
    x, o, scale, options = resized(rng)
    exact = rng.flag(0.4)
    if min(o) < 1:
        return []
    rule = ("half-pixel", "prefer-ceil") if exact else ("asymmetric", "floor")
    factors = scales_of(x, o, scale)
    rows, cols = (nearest_cells(*axis, *rule) for axis in zip(x.shape[2:], o, factors))
    y = x[:, :, rows][:, :, :, cols]
    if not (exact and scale) and all(rounds_alike(*axis, scale is None, exact) for axis in zip((rows, cols), x.shape[2:], factors)):
        how = dict(scale_factor=[float(f) for f in scale], recompute_scale_factor=False) if scale else dict(size=o)
        several = torch.tensor(numpy.repeat(x, 2, axis=1))  # of planes of one channel it doubles and keeps sides by size, whatever the scale
        y = F.interpolate(several, mode="nearest-exact" if exact else "nearest", **how).numpy()[:, ::2]
    return [Case("upsample-nearest", options + ["--coordinates", "half-pixel"] * exact, x, None, [y])]


def nearest_by_rule(rng):
    """By ONNX's rules for coordinates and rounding."""
    x, o, scale, options = resized(rng)
    if min(o) < 1:
        return []
    coordinates = rng.choice("half-pixel", "align-corners", "asymmetric", "pytorch-half-pixel")
    rounding = rng.choice(*ROUNDINGS)
    rows, cols = (nearest_cells(*axis, coordinates, rounding) for axis in zip(x.shape[2:], o, scales_of(x, o, scale)))
    options += ["--coordinates", coordinates, "--rounding", rounding]
    return [Case("upsample-nearest", options, x, None, [x[:, :, rows][:, :, :, cols]])]


def sources(small, large, scale, coordinates):
    """Of each resized cell: two cells, and the weight of the second."""
    found = []
    for c in range(large):
        at = max(place(c, small, large, scale, coordinates), Fraction(0))
        first = min(math.floor(at), small - 1)
        found.append((first, min(first + 1, small - 1), float(at % 1)))
    return found


def between(x, axis, at):
    """Cells of an axis weighed in twos. Where they all stay they are copied; elsewhere a cell of weight 0 is multiplied too, so that an
    infinity makes NaN, as in PyTorch."""
    first, second, weight = (numpy.array(part) for part in zip(*at))
    if len(first) == x.shape[axis] and (first == range(len(first))).all() and not weight.any():
        return x
    weight = weight.reshape([-1 if n == axis else 1 for n in range(4)])
    a, b = numpy.take(x, first, axis), numpy.take(x, second, axis)
    with numpy.errstate(invalid="ignore"):
        return (1 - weight) * a + weight * b


def bilinear_loop(x, o, scale, coordinates, by_size=()):
    rows, cols = (sources(*axis, coordinates) for axis in zip(x.shape[2:], o, scales_of(x, o, scale, by_size)))
    return between(between(x.astype(numpy.float64), 2, rows), 3, cols).astype(numpy.float32)


def on_a_cell(small, large, scale, coordinates):
    """Of each resized cell: whether it lies on a cell, whose neighbour's weight is 0; PyTorch's rounding may leave a little there."""
    return numpy.array([weight == 0 for _, _, weight in sources(small, large, scale, coordinates)])


def bilinear(rng):
    """By PyTorch's two rules; of NaN and infinities by the loop where a neighbour's weight is 0."""
    x, o, scale, options = resized(rng)
    align = rng.flag()
    if min(o) < 1:
        return []
    how = dict(scale_factor=[float(f) for f in scale], recompute_scale_factor=False) if scale else dict(size=o)
    y = single(F.interpolate(double(x), mode="bilinear", align_corners=align, **how))
    if not numpy.isfinite(x).all():
        coordinates = "align-corners" if align else "half-pixel"
        rows, cols = (on_a_cell(*axis, coordinates) for axis in zip(x.shape[2:], o, scales_of(x, o, scale, (1,))))
        y = numpy.where(rows[:, None] | cols, bilinear_loop(x, o, scale, coordinates, (1,)), y)
    return [Case("upsample-bilinear", options + ["--align-corners"] * align, x, None, [y], 1e-5)]


def bilinear_by_rule(rng):
    x, o, scale, options = resized(rng)
    if min(o) < 1:
        return []
    coordinates = rng.choice("half-pixel", "align-corners", "asymmetric", "pytorch-half-pixel")
    y = bilinear_loop(x, o, scale, coordinates)
    return [Case("upsample-bilinear", options + ["--coordinates", coordinates], x, None, [y], 1e-5)]


KINDS = [conv, conv_transpose, conv_same, conv_transpose_same, zero_insert, crop, max_pool, max_pool_by_rule, avg_pool, avg_pool_by_rule,
         max_unpool, nearest, nearest_by_rule, bilinear, bilinear_by_rule]
