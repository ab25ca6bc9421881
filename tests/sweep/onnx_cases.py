"""ONNX's node cases of the operators that are here, as cases: those that two dimensions can express; the others each with the reason."""
import importlib

import numpy

for old in ("float", "bool", "object", "int"):  # what ONNX 1.12 takes from NumPy, which has them no longer
    if old not in vars(numpy):
        setattr(numpy, old, getattr(__builtins__, old, None) or __builtins__[old])

import onnx
from onnx.backend.test.case import node

from cases import Case, extent, sizes

MODULES = ["conv", "convtranspose", "maxpool", "averagepool", "maxunpool", "resize"]
OPERATORS = {"Conv": "conv", "ConvTranspose": "conv-transpose", "MaxPool": "max-pool", "AveragePool": "avg-pool", "MaxUnpool": "max-unpool"}
RESIZES = {"nearest": "upsample-nearest", "linear": "upsample-bilinear"}


class PassedOver(Exception):
    """Why a case is not one of ours."""


def padding(attributes):
    rule = attributes.get("auto_pad", b"NOTSET").decode()
    if rule != "NOTSET":
        return {"SAME_UPPER": ["--same"], "SAME_LOWER": ["--same-lower"], "VALID": ["--valid"]}[rule]
    pads = attributes.get("pads", [0, 0, 0, 0])
    if pads[:2] != pads[2:]:
        raise PassedOver(f"different padding at both ends, {pads}")
    return sizes(p=pads[:2])


def windows(attributes):
    named = {"s": "strides", "d": "dilations"}
    return [word for letter, name in named.items() if name in attributes for word in sizes(**{letter: attributes[name]})] + padding(attributes)


def convolution(kind, attributes, inputs, outputs):
    options = windows(attributes)
    if "output_shape" in attributes:
        options += ["--output", extent(attributes["output_shape"])]
    elif "output_padding" in attributes:
        options += sizes(a=attributes["output_padding"])
    if attributes.get("group", 1) > 1:
        options += ["--groups", str(attributes["group"])]
    return Case(OPERATORS[kind], options, inputs[0], inputs[1], outputs, 1e-6)


def pooling(kind, attributes, inputs, outputs):
    options = sizes(k=attributes["kernel_shape"]) + windows(attributes) + ["--ceil-mode"] * attributes.get("ceil_mode", 0)
    if kind == "AveragePool":
        options += ["--count-include-pad" if attributes.get("count_include_pad", 0) else "--exclude-pad"]
    if len(outputs) > 1:
        options += ["--indices-as", "onnx-column" if attributes.get("storage_order", 0) else "onnx"]
    return Case(OPERATORS[kind], options, inputs[0], None, outputs, 1e-6)


def unpooling(kind, attributes, inputs, outputs):
    """ONNX's case with an output_shape numbers the cells of the size that comes without one; its MaxPool numbers those of its input."""
    options = sizes(k=attributes["kernel_shape"]) + windows(attributes)
    if len(inputs) > 2:
        options += ["--output", extent(inputs[2][2:]), "--indices-as", "onnx-default-plane"]
    return Case(OPERATORS[kind], options, inputs[0], inputs[1], outputs)


def resizing(kind, attributes, inputs, outputs, names):
    mode = attributes["mode"].decode()
    coordinates = attributes.get("coordinate_transformation_mode", b"half_pixel").decode()
    if mode not in RESIZES or coordinates == "tf_crop_and_resize":
        raise PassedOver(f"resizing by {mode if mode not in RESIZES else coordinates} is none of the operators")
    given = {name: values for name, values in zip([name for name in names if name], inputs)}
    if coordinates == "align_corners" and "scales" in given and any(side * f % 1 for side, f in zip(inputs[0].shape[2:], given["scales"][2:])):
        raise PassedOver("corners are aligned to a side that is no whole number, other than in PyTorch")
    options = ["--output", extent(given["sizes"][2:])] if "sizes" in given else ["--scale", "x".join(f"{f:.9g}" for f in given["scales"][2:])]
    options += ["--coordinates", coordinates.replace("_", "-")]
    if mode == "nearest":
        options += ["--rounding", attributes.get("nearest_mode", b"round_prefer_floor").decode().removeprefix("round_").replace("_", "-")]
    return Case(RESIZES[mode], options, inputs[0], None, outputs, 1e-6)


def as_plane(attributes, arrays):
    """A case of one dimension as one of planes a single row high."""
    alone = {"kernel_shape": 1, "strides": 1, "dilations": 1, "output_padding": 0, "output_shape": 1}
    wide = {name: [alone[name], *value] if name in alone else value for name, value in attributes.items()}
    if "pads" in wide:
        wide["pads"] = [0, wide["pads"][0], 0, wide["pads"][1]]
    return wide, [[values[:, :, None] for values in part] for part in arrays]


def case_of(found):
    only = found.model.graph.node[0]
    attributes = {a.name: onnx.helper.get_attribute_value(a) for a in only.attribute}
    inputs, outputs = ([numpy.asarray(values) for values in part] for part in found.data_sets[0])
    if inputs[0].ndim == 3:
        attributes, (inputs, outputs) = as_plane(attributes, (inputs, outputs))
    if inputs[0].ndim != 4:
        raise PassedOver(f"{inputs[0].ndim - 2} dimensions")
    inputs[0] = inputs[0].astype(numpy.float32)
    outputs[0] = outputs[0].astype(numpy.float32)
    if only.op_type == "Resize":
        return resizing(only.op_type, attributes, inputs, outputs, only.input)
    make = unpooling if only.op_type == "MaxUnpool" else pooling if only.op_type.endswith("Pool") else convolution
    return make(only.op_type, attributes, inputs, outputs)


def all_cases():
    """Names with cases, or with why there is none."""
    for module in MODULES:
        importlib.import_module(f"onnx.backend.test.case.node.{module}")
    for found in node._NodeTestCases:  # collect_testcases would build the cases of all other operators first
        if len(found.model.graph.node) != 1:
            continue
        try:
            yield found.name, case_of(found)
        except PassedOver as reason:
            yield found.name, str(reason)


def collect():
    return [(name, case) for name, case in all_cases() if isinstance(case, Case)]


def passed_over():
    return [(name, reason) for name, reason in all_cases() if isinstance(reason, str)]
