#!/usr/bin/python3
"""Writes layers.onnx: a small model as python3-onnx stores it, with weights, constants and names left open."""
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

weights = numpy_helper.from_array(np.arange(8 * 2 * 3 * 3, dtype=np.float32).reshape(8, 2, 3, 3), "w")
scales = numpy_helper.from_array(np.array([1, 1, 2, 3], dtype=np.float32), "scales")
nodes = [
    helper.make_node("Conv", ["x", "w"], ["a"], group=2, strides=[2, 1], pads=[1, 0, 2, 3]),
    helper.make_node("Relu", ["a"], ["b"]),
    helper.make_node("MaxPool", ["b"], ["c"], kernel_shape=[3, 2], strides=[2, 2], ceil_mode=1),
    helper.make_node("Resize", ["c", "", "scales"], ["d"], mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor"),
    helper.make_node("Constant", [], ["pads"], value=numpy_helper.from_array(np.array([0, 0, 1, 2, 0, 0, 3, 4], dtype=np.int64))),
    helper.make_node("Pad", ["d", "pads"], ["y"]),
]
x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 4, 16, 18])
y = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
model = helper.make_model(helper.make_graph(nodes, "layers", [x], [y], [weights, scales]), opset_imports=[helper.make_opsetid("", 13)])
onnx.save(model, str(pathlib.Path(__file__).with_name("layers.onnx")))
