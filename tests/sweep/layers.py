#!/usr/bin/env python3
"""Random layers through `deconvlab layer`, executed: what it writes for each framework computes what PyTorch's own layer computes.

    /usr/bin/python3 tests/sweep/layers.py build/debug/app/deconvlab --count 500 --seed 7

Each layer begins as a module of PyTorch with random weights. PyTorch's and SciPy's texts are executed as they are, ONNX's are checked and their
shapes inferred by python3-onnx. Those of TensorFlow, Keras, JAX, Caffe and MATLAB are computed by the rules of each, written apart below: a
transposed convolution with SAME is the gradient of the convolution that SAME pads, JAX's is a convolution of the stretched input.
Texts that `layer` says to be no more than the nearest are counted, not compared.
"""
import argparse
import collections
import json
import math
import random
import re
import subprocess
import sys

import numpy as np
import onnx
import onnx.numpy_helper
import onnx.parser
import torch
import torch.nn.functional as F
from scipy import signal
from torch import nn


def even(value, rank):
    return list(value) if isinstance(value, (list, tuple)) else [value] * rank


def same_pads(i, k_eff, s, lower=False):
    total = max((-(-i // s) - 1) * s + k_eff - i, 0)
    return (total - total // 2, total // 2) if lower else (total // 2, total - total // 2)


def padded(x, ends, value=0.0):
    """Cells at both ends of each axis of space; negative ones are cut off."""
    return F.pad(x, [cells for pair in reversed(ends) for cells in pair], value=value)


def rule_pads(rule, sides, k, s, d):
    if isinstance(rule, str):
        word = rule.upper()
        if word == "VALID":
            return [(0, 0)] * len(k)
        if word == "CAUSAL":
            return [(dd * (kk - 1), 0) for kk, dd in zip(k, d)]
        return [same_pads(i, dd * (kk - 1) + 1, ss, word == "SAME_LOWER") for i, kk, ss, dd in zip(sides, k, s, d)]
    return [tuple(pair) for pair in rule]


CONV = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
TRANSPOSE = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}


def conv(x, w, s, d, groups, ends):
    return CONV[x.dim() - 2](padded(x, ends), w, stride=tuple(s), dilation=tuple(d), groups=groups)


def gradient(x, w, s, d, output, rule):
    """The transposed convolution as TensorFlow defines it: the gradient of a convolution that leads from `output` to x."""
    z = torch.zeros([x.shape[0], w.shape[1], *output], dtype=x.dtype, requires_grad=True)
    k = w.shape[2:]
    y = conv(z, w, s, d, 1, rule_pads(rule, output, k, s, d))
    assert y.shape == x.shape, f"{tuple(y.shape)} is no {tuple(x.shape)}: output_shape {output} is impossible"
    y.backward(x)
    return z.grad


def stretched(x, w, s, d, ends):
    """JAX's: zeros between the cells, then a convolution with the kernel as it is. w is turned for it, as the program's note says."""
    rank = x.dim() - 2
    shape = [ss * (i - 1) + 1 for i, ss in zip(x.shape[2:], s)]
    z = torch.zeros([*x.shape[:2], *shape], dtype=x.dtype)
    z[(slice(None), slice(None), *[slice(None, None, ss) for ss in s])] = x
    turned = w.transpose(0, 1).flip(tuple(range(2, 2 + rank)))
    return conv(z, turned, [1] * rank, d, 1, ends)


def pool(x, k, s, ends, average, ceil=False, include=True):
    """Plain loops over windows. `ceil`: Caffe's sizes, whose last window may not begin in the padding at the end."""
    sides, rank = x.shape[2:], x.dim() - 2
    out = []
    for i, kk, ss, (before, after) in zip(sides, k, s, ends):
        o = (math.ceil if ceil else math.floor)((i + before + after - kk) / ss) + 1
        out.append(o - 1 if ceil and (o - 1) * ss >= i + before else o)
    y = torch.zeros([*x.shape[:2], *out], dtype=x.dtype)
    for place in np.ndindex(*out):
        starts = [t * ss - before for t, ss, (before, _) in zip(place, s, ends)]
        cells = tuple(slice(max(a, 0), min(a + kk, i)) for a, kk, i in zip(starts, k, sides))
        window = x[(slice(None), slice(None), *cells)].flatten(2)
        size = np.prod([min(a + kk, i + after) - a for a, kk, i, (_, after) in zip(starts, k, sides, ends)])
        value = window.sum(2) / (size if include else window.shape[2]) if average else window.max(2).values
        y[(slice(None), slice(None), *place)] = value
    return y


class Stubs:
    """The names that a framework's text uses, as functions of the tensor x and PyTorch's weights."""

    def __init__(self, x, module):
        self.x, self.module = x, module
        self.rank = x.dim() - 2
        self.w = getattr(module, "weight", None)
        self.groups = getattr(module, "groups", 1)

    def unsaid(self):
        """The names that stand for numbers which the text does not say."""
        out = self.x.shape[1] if self.w is None else self.w.shape[0]
        return {"in_channels": self.x.shape[1], "channels": self.x.shape[1], "out_channels": out, "filters": out, "features": out}

    def filters(self):
        return None if self.w is None else self.w.detach()


class Keras(Stubs):
    def names(self):
        outer = self

        class Layers:
            pass

        def bind(make):
            return lambda *a, **kw: (lambda x: make(x, *a, **kw))

        def conv_layer(x, filters, kernel_size, strides=1, padding="valid", dilation_rate=1, groups=1, use_bias=True):
            k, s, d = (even(v, outer.rank) for v in (kernel_size, strides, dilation_rate))
            assert list(outer.w.shape[2:]) == k and outer.w.shape[0] == filters
            return conv(x, outer.filters(), s, d, groups, rule_pads(padding, x.shape[2:], k, s, d))

        def depthwise(x, kernel_size, strides=1, padding="valid", depth_multiplier=1, dilation_rate=1, use_bias=True):
            return conv_layer(x, x.shape[1] * depth_multiplier, kernel_size, strides, padding, dilation_rate, x.shape[1], use_bias)

        def transposed(x, filters, kernel_size, strides=1, padding="valid", output_padding=None, dilation_rate=1, use_bias=True):
            k, s, d = (even(v, outer.rank) for v in (kernel_size, strides, dilation_rate))
            a = [None] * outer.rank if output_padding is None else even(output_padding, outer.rank)
            sides = []
            for i, kk, ss, dd, aa in zip(x.shape[2:], k, s, d, a):
                span = dd * (kk - 1) + 1
                if aa is None:
                    sides.append(i * ss + max(span - ss, 0) if padding == "valid" else i * ss)
                else:
                    assert aa < ss, "output_padding must be less than the stride"
                    sides.append((i - 1) * ss + span - 2 * (0 if padding == "valid" else span // 2) + aa)
            return gradient(x, outer.filters(), s, d, sides, padding)

        def pooling(average):
            def layer(x, pool_size=2, strides=None, padding="valid"):
                k = even(pool_size, outer.rank)
                s = k if strides is None else even(strides, outer.rank)
                return pool(x, k, s, rule_pads(padding, x.shape[2:], k, s, [1] * outer.rank), average, include=False)
            return layer

        def ends(value):
            if isinstance(value, int):
                return [(value, value)] * outer.rank
            if outer.rank == 1:
                return [tuple(value)]
            return [(v, v) if isinstance(v, int) else tuple(v) for v in value]

        for rank in (1, 2, 3):
            for name, make in (("Conv{}D", conv_layer), ("Conv{}DTranspose", transposed), ("DepthwiseConv{}D", depthwise),
                               ("MaxPooling{}D", pooling(False)), ("AveragePooling{}D", pooling(True)),
                               ("ZeroPadding{}D", lambda x, p: padded(x, ends(p))),
                               ("Cropping{}D", lambda x, p: padded(x, [(-a, -b) for a, b in ends(p)]))):
                setattr(Layers, name.format(rank), staticmethod(bind(make)))
        Layers.UpSampling2D = staticmethod(bind(lambda x, size, interpolation="nearest": F.interpolate(
            x, scale_factor=tuple(float(f) for f in even(size, 2)), mode=interpolation)))

        class Module:
            @staticmethod
            def Sequential(layers):
                def run(x):
                    for layer in layers:
                        x = layer(x)
                    return x
                return run

        return {"layers": Layers, "keras": Module}

    def run(self, text):
        return eval(text, self.names())(self.x)


class Shape(list):
    pass


class TensorFlow(Stubs):
    def run(self, text):
        outer, rank = self, self.rank

        def tensor(value):
            return outer.x if isinstance(value, Shape) else value

        def inner(value):
            value = even(value, rank)
            return value if len(value) == rank else value[1:-1]

        def explicit(padding):
            return padding if isinstance(padding, str) else padding[1:-1]

        class Nn:
            @staticmethod
            def conv(x, filters, strides, padding, dilations=1):
                k, s, d = list(outer.w.shape[2:]), inner(strides), inner(dilations)
                x = tensor(x)
                assert filters[:rank] == k and filters[-1] == outer.w.shape[0] and filters[-2] == outer.w.shape[1], filters
                groups = x.shape[1] // filters[-2]
                return conv(x, outer.filters(), s, d, groups, rule_pads(explicit(padding), x.shape[2:], k, s, d))

            @staticmethod
            def depthwise(x, filters, strides, padding, dilations=1):
                k, s, d = list(outer.w.shape[2:]), inner(strides), inner(dilations)
                x = tensor(x)
                assert filters == [*k, x.shape[1], outer.w.shape[0] // x.shape[1]]
                return conv(x, outer.filters(), s, d, x.shape[1], rule_pads(explicit(padding), x.shape[2:], k, s, d))

            @staticmethod
            def transposed(x, filters, output_shape, strides, padding, dilations=1):
                k = list(outer.w.shape[2:])
                assert filters == [*k, outer.w.shape[1], outer.w.shape[0]]
                s, d = inner(strides), inner(dilations)
                return gradient(tensor(x), outer.filters(), s, d, output_shape[1:-1], explicit(padding))

            @staticmethod
            def pools(average):
                def function(x, ksize, strides, padding):
                    k, s, x = inner(ksize), inner(strides), tensor(x)
                    return pool(x, k, s, rule_pads(padding, x.shape[2:], k, s, [1] * rank), average, include=False)
                return function

            depth_to_space = staticmethod(lambda x, r: torch.from_numpy(onnx_depth_to_space(x, r)))

        for n in (1, 2, 3):
            setattr(Nn, f"conv{n}d", lambda x, f, padding, strides=None, stride=None, dilations=1: Nn.conv(x, f, strides if stride is None else stride, padding, dilations))
            setattr(Nn, f"conv{n}d_transpose", Nn.transposed)
            setattr(Nn, f"max_pool{n}d", Nn.pools(False))
            setattr(Nn, f"avg_pool{n}d", Nn.pools(True))
        Nn.depthwise_conv2d = Nn.depthwise

        class Image:
            @staticmethod
            def resize(x, size, method="bilinear"):
                mode = {"nearest": "nearest-exact", "bilinear": "bilinear"}[method]
                return F.interpolate(tensor(x), size=tuple(size), mode=mode)

            @staticmethod
            def crop_to_bounding_box(x, top, left, height, width):
                return tensor(x)[:, :, top:top + height, left:left + width]

        class Tf:
            nn, image = Nn, Image
            zeros = staticmethod(Shape)

            @staticmethod
            def pad(x, paddings, constant_values=0.0):
                return padded(tensor(x), paddings[1:-1], constant_values)

        names = {"tf": Tf, "math": math, "x": self.x, **self.unsaid()}
        exec(text, names)
        return names["y"]


def onnx_depth_to_space(x, r):
    n, c, h, w = x.shape
    blocks = x.detach().numpy().reshape(n, r, r, c // r ** 2, h, w).transpose(0, 3, 4, 1, 5, 2)
    return blocks.reshape(n, c // r ** 2, h * r, w * r)


class Jax(Stubs):
    def run(self, text):
        outer, rank = self, self.rank

        class Linen:
            @staticmethod
            def Conv(features, kernel_size, strides=1, padding="SAME", kernel_dilation=1, feature_group_count=1, use_bias=True):
                s, d = even(strides, rank), even(kernel_dilation, rank)
                return lambda x: conv(x, outer.filters(), s, d, feature_group_count, rule_pads(padding, x.shape[2:], kernel_size, s, d))

            @staticmethod
            def ConvTranspose(features, kernel_size, strides=1, padding="SAME", kernel_dilation=1, use_bias=True):
                s, d, ends = even(strides, rank), even(kernel_dilation, rank), padding
                if isinstance(padding, str):
                    ends = []
                    for kk, ss, dd in zip(kernel_size, s, d):  # lax's rule
                        k = dd * (kk - 1) + 1
                        whole = k + ss - 2 + (max(k - ss, 0) if padding == "VALID" else 0)
                        first = k - 1 if padding == "VALID" or ss > k - 1 else math.ceil(whole / 2)
                        ends.append((first, whole - first))
                return lambda x: stretched(x, outer.filters(), s, d, ends)

            @staticmethod
            def max_pool(x, window, strides=None, padding="VALID"):
                s = [1] * rank if strides is None else list(strides)
                return pool(x, window, s, rule_pads(padding, x.shape[2:], window, s, [1] * rank), False)

            @staticmethod
            def avg_pool(x, window, strides=None, padding="VALID", count_include_pad=True):
                s = [1] * rank if strides is None else list(strides)
                return pool(x, window, s, rule_pads(padding, x.shape[2:], window, s, [1] * rank), True, include=count_include_pad)

        class Image:
            @staticmethod
            def resize(_, shape, method):
                return F.interpolate(outer.x, size=tuple(shape[1:-1]), mode={"nearest": "nearest-exact", "linear": "bilinear"}[method])

        class Jnp:
            zeros = staticmethod(Shape)
            inf = math.inf

            @staticmethod
            def pad(x, ends, constant_values=0.0):
                return padded(x, ends[1:-1], constant_values)

        class Top:
            image = Image

        names = {"nn": Linen, "jax": Top, "jnp": Jnp, "x": self.x, **self.unsaid()}
        if not text.startswith("y = "):
            return eval(text, names)(self.x)
        exec(text, names)
        return names["y"]


class Caffe(Stubs):
    def run(self, text):
        def number(name, usual=None):
            found = re.findall(rf"\b{name}: (\S+)", text)
            return usual if not found else [int(value) for value in found]

        def sides(name, usual):
            both = number(name, None)
            if both is not None:
                return both * (self.rank if len(both) == 1 else 1)
            short = name.split("_")[0]
            if number(f"{short}_h") is None:
                return [usual] * self.rank
            return [number(f"{short}_h")[0], number(f"{short}_w")[0]]

        s, p, k = sides("stride", 1), sides("pad", 0), sides("kernel_size", None)
        kind = re.search(r'type: "(\w+)"\n  bottom', text).group(1)
        if kind == "Pooling":
            ceil = "round_mode: FLOOR" not in text
            return pool(self.x, k, s, [(q, q) for q in p], "pool: AVE" in text, ceil=ceil)
        d, groups = sides("dilation", 1), number("group", [1])[0]
        assert list(self.w.shape[2:]) == k
        if kind == "Convolution":
            return conv(self.x, self.filters(), s, d, groups, [(q, q) for q in p])
        return TRANSPOSE[self.rank](self.x, self.filters(), stride=tuple(s), padding=tuple(p), groups=groups, dilation=tuple(d))


class Matlab(Stubs):
    def run(self, text):
        rank = self.rank

        def rows(found):
            return "[" + ", ".join("(" + ", ".join(row.split()) + ")" for row in found.group(1).split(";")) + "]"

        expression = re.sub(r"\[([^\]]*;[^\]]*)\]", rows, text.removeprefix("layer = ").rstrip(";"))
        expression = re.sub(r"\[([^\](,]*)\]", lambda found: "(" + ", ".join(found.group(1).split()) + ",)", expression)
        expression = expression.replace("true", "True")

        def options(rest):
            return dict(zip(rest[::2], rest[1::2]))

        def ends(value, sides, k, s, d):
            if isinstance(value, str):
                return rule_pads(value, sides, k, s, d)
            if isinstance(value, int):
                return [(value, value)] * rank
            return [tuple(value)] if rank == 1 else [tuple(pair) for pair in value]

        def conv_layer(k, _, *rest, groups=1):
            given = options(rest)
            k, s, d = even(k, rank), even(given.get("Stride", 1), rank), even(given.get("DilationFactor", 1), rank)
            return conv(self.x, self.filters(), s, d, groups, ends(given.get("Padding", 0), self.x.shape[2:], k, s, d))

        def grouped(k, filters, groups, *rest):
            return conv_layer(k, filters, *rest, groups=groups)

        def transposed(k, _, *rest):
            given = options(rest)
            k, s = even(k, rank), even(given.get("Stride", 1), rank)
            crop = given.get("Cropping", 0)
            if crop == "same":
                return gradient(self.x, self.filters(), s, [1] * rank, [i * ss for i, ss in zip(self.x.shape[2:], s)], "same")
            whole = TRANSPOSE[rank](self.x, self.filters(), stride=tuple(s))
            return padded(whole, [(-a, -b) for a, b in ends(crop, None, k, s, None)])

        def pooling(average):
            def layer(k, *rest):
                given = options(rest)
                k, s = even(k, rank), even(given.get("Stride", 1), rank)
                return pool(self.x, k, s, ends(given.get("Padding", 0), self.x.shape[2:], k, s, [1] * rank), average)
            return layer

        def resize(*rest):
            given = options(rest)
            rounding = given.get("NearestRoundingMode", "round")
            nearest = "nearest" if rounding == "floor" and given.get("GeometricTransformMode") == "asymmetric" else "nearest-exact"
            mode = {"nearest": nearest, "bilinear": "bilinear"}[given.get("Method", "nearest")]
            if "OutputSize" in given:
                return F.interpolate(self.x, size=tuple(given["OutputSize"]), mode=mode)
            return F.interpolate(self.x, scale_factor=tuple(float(f) for f in given["Scale"]), mode=mode)

        def shuffle(r, *rest):
            crd = options(rest).get("Mode", "dcr") == "crd"
            return F.pixel_shuffle(self.x, r) if crd else torch.from_numpy(onnx_depth_to_space(self.x, r))

        names = {"groupedConvolution2dLayer": grouped, "resize2dLayer": resize, "depthToSpace2dLayer": shuffle}
        for n in (1, 2, 3):
            names.update({f"convolution{n}dLayer": conv_layer, f"transposedConv{n}dLayer": transposed,
                          f"maxPooling{n}dLayer": pooling(False), f"averagePooling{n}dLayer": pooling(True)})
        return eval(expression, names)


class SciPy(Stubs):
    """One plane; the kernel is put in the place of the example's ones, turned where the function convolves."""

    def run(self, text):
        w = self.filters()[0, 0].numpy()
        kernel = w[::-1, ::-1] if "convolve2d" in text else w
        names = {"signal": signal, "x": self.x[0, 0].numpy(), "np": type("Np", (), {"ones": staticmethod(lambda shape: kernel), "pad": np.pad})}
        exec(text, names)
        return torch.from_numpy(np.ascontiguousarray(names["y"]))[None, None]


class PyTorch(Stubs):
    def run(self, text):
        module = eval(text, {"nn": nn, "F": F, "float": float})
        for part in module.modules():
            if getattr(part, "weight", None) is not None:
                part.weight.data = self.w.data
        return module.double()(self.x)


class Onnx(Stubs):
    def run(self, text):
        text = re.sub(r"\bN\b", "1", text)
        model = onnx.parser.parse_model('<ir_version: 8, opset_import: ["" : 17]>\n' + text)
        sides = model.graph.input[0].type.tensor_type.shape.dim
        for side, size in zip(sides, self.x.shape):
            side.dim_value = size
        onnx.checker.check_model(model)
        for node in [node for node in model.graph.node if node.op_type == "Constant"]:  # of which shape inference sees initializers only
            values = np.array(list(node.attribute[0].floats) or list(node.attribute[0].ints))
            values = values.astype(np.float32 if node.attribute[0].floats else np.int64)
            model.graph.initializer.append(onnx.numpy_helper.from_array(values, node.output[0]))
            model.graph.node.remove(node)
        inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
        return [side.dim_value for side in inferred.graph.output[0].type.tensor_type.shape.dim]


RUNNERS = {"pytorch": PyTorch, "tensorflow": TensorFlow, "keras": Keras, "jax": Jax, "caffe": Caffe, "matlab": Matlab, "scipy": SciPy, "onnx": Onnx}


class Dice(random.Random):
    def axes(self, rank, first, last):
        return tuple([self.randint(first, last)] * rank if self.random() < 0.5 else [self.randint(first, last) for _ in range(rank)])


def random_text(dice):
    rank = dice.choice([2, 2, 2, 2, 1, 3])
    k, s = dice.axes(rank, 1, 5), dice.axes(rank, 1, 3)
    p = tuple(dice.randint(0, kk // 2) for kk in k)
    groups = dice.choice([1, 1, 1, 2, 3])
    channels = (groups * dice.randint(1, 3), groups * dice.randint(1, 3))
    kind = dice.choice(["conv", "conv", "transpose", "transpose", "transpose", "max", "avg", "up", "shuffle", "pad", "plane", "uneven", "same"])
    d = dice.choice([1, 1, 2])
    if kind == "conv":
        return rank, channels[0], f"nn.Conv{rank}d({channels[0]}, {channels[1]}, {k}, stride={s}, padding={p}, dilation={d}, groups={groups}, bias=False)"
    if kind == "same":
        return rank, channels[0], f"nn.Conv{rank}d({channels[0]}, {channels[1]}, {k}, padding='same', dilation={d}, bias=False)" if groups == 1 else \
            f"nn.Conv{rank}d({channels[0]}, {channels[0]}, {k}, padding='same', groups={channels[0]}, bias=False)"
    if kind == "uneven":
        ends = tuple(dice.randint(0, 3) for _ in range(4))
        return 2, channels[0], f"nn.Sequential(nn.ZeroPad2d({ends}), nn.Conv2d({channels[0]}, {channels[1]}, {dice.axes(2, 1, 4)}, stride={dice.axes(2, 1, 3)}, bias=False))"
    if kind == "transpose":
        a = tuple(dice.randint(0, ss - 1) for ss in s)
        q = tuple(min(pp, (kk - 1) // 2) for pp, kk in zip(p, k))
        return rank, channels[0], f"nn.ConvTranspose{rank}d({channels[0]}, {channels[1]}, {k}, stride={s}, padding={q}, output_padding={a}, groups={dice.choice([1, groups])}, bias=False)"
    if kind == "max":
        return rank, 2, f"nn.MaxPool{rank}d({k}, stride={s}, padding={p}, ceil_mode={dice.random() < 0.5})"
    if kind == "avg":
        return rank, 2, f"nn.AvgPool{rank}d({k}, stride={s}, padding={p}, ceil_mode={dice.random() < 0.5}, count_include_pad={dice.random() < 0.7})"
    if kind == "up":
        return 2, 2, f"nn.Upsample(scale_factor={float(dice.randint(1, 4))}, mode='{dice.choice(['nearest', 'bilinear'])}')"
    if kind == "shuffle":
        r = dice.randint(2, 3)
        return 2, r * r * dice.randint(1, 2), f"nn.PixelShuffle({r})"
    if kind == "pad":
        return 2, 2, f"nn.ZeroPad2d({tuple(dice.choice([1, -1]) * dice.randint(0, 3) for _ in range(4))})"
    k = dice.axes(2, 1, 5)
    mode = dice.choice(["full", "same", "valid"])
    p = {"full": tuple(kk - 1 for kk in k), "valid": (0, 0)}.get(mode, "'same'")
    return 2, 1, f"nn.Conv2d(1, 1, {k}, padding={p}, bias=False)"


def compare(program, rank, channels, text, dice, tally, wrong):
    sides = [dice.randint(9, 13) for _ in range(rank)]
    module = eval(text, {"nn": nn}).double()
    x = torch.randn([1, channels, *sides], dtype=torch.float64)
    weighted = next((part for part in module.modules() if getattr(part, "weight", None) is not None), module)
    with torch.no_grad():
        wanted = module(x)
    ran = subprocess.run([program, "layer", "-", "--json", "-i", "x".join(map(str, sides))], input=text, capture_output=True, text=True)
    if ran.returncode != 0:
        return wrong.append(f"{text}: {ran.stderr.strip()}")
    layer = json.loads(ran.stdout)[0]
    if layer["output"] != list(wanted.shape[2:]):
        wrong.append(f"{text} on {sides}: sizes {layer['output']} for {list(wanted.shape[2:])}")
    own = subprocess.run([program, "layer", "-", "--json", "--to", "pytorch", "-i", "x".join(map(str, sides))], input=text, capture_output=True, text=True)
    for written in layer["written"] + json.loads(own.stdout)[0]["written"]:
        name = written["framework"]
        if any("needs opset" in note for note in written["notes"]):
            tally[name, "newer"] += 1
            continue
        if not written["exact"]:
            tally[name, "nearest"] += 1
            if written["notes"]:
                continue
            wrong.append(f"{text} for {name}: not exact, and nothing said")
            continue
        try:
            with torch.enable_grad():
                found = RUNNERS[name](x, weighted).run(written["text"])
        except Exception as error:  # whatever the text does is a finding
            wrong.append(f"{text} on {sides} for {name}:\n{written['text']}\n  {type(error).__name__}: {error}")
            continue
        tally[name, "executed"] += 1
        shape = found if isinstance(found, list) else list(found.shape)
        if shape[2:] != list(wanted.shape[2:]):
            wrong.append(f"{text} on {sides} for {name}:\n{written['text']}\n  sizes {shape} for {list(wanted.shape)}")
        elif not isinstance(found, list) and not torch.allclose(found.detach(), wanted, atol=1e-9):
            wrong.append(f"{text} on {sides} for {name}:\n{written['text']}\n  values differ by {float((found - wanted).abs().max()):.3g}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    dice, tally, wrong = Dice(arguments.seed), collections.Counter(), []
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    for _ in range(arguments.count):
        compare(arguments.program, *random_text(dice), dice, tally, wrong)
    for line in wrong:
        print("DISAGREES", line)
    for name in RUNNERS:
        print(f"{name:11} executed {tally[name, 'executed']:4}   said to be the nearest only {tally[name, 'nearest']:4}   of a newer opset {tally[name, 'newer']:3}")
    print(f"{len(wrong)} disagree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
