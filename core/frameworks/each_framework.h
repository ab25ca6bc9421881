// What each framework's file gives to the table of frameworks.cpp.
#pragma once

#include "core/frameworks/frameworks.h"
#include "core/frameworks/graph.h"

namespace deconvlab {

std::span<const Signature> pytorch_signatures();
Written write_pytorch(const Layer& layer);
std::string_view pytorch_filter(const Layer& layer);

std::span<const Signature> tensorflow_signatures();
Written write_tensorflow(const Layer& layer);
std::string_view tensorflow_filter(const Layer& layer);

std::span<const Signature> keras_signatures();
Written write_keras(const Layer& layer);
std::string_view keras_filter(const Layer& layer);

std::span<const Signature> jax_signatures();
Written write_jax(const Layer& layer);
std::string_view jax_filter(const Layer& layer);

bool is_caffe(std::string_view text);
Expected<std::vector<GraphNode>> read_caffe(std::string_view source, std::string_view text);
Written write_caffe(const Layer& layer);
std::string_view caffe_filter(const Layer& layer);

bool is_onnx(std::string_view text);
Expected<std::vector<GraphNode>> read_onnx(std::string_view source, std::string_view text);
// The bytes of a model's file.
bool is_onnx_file(std::string_view bytes);
Expected<std::vector<GraphNode>> read_onnx_file(std::string_view source, std::string_view bytes);
Written write_onnx(const Layer& layer);
std::string_view onnx_filter(const Layer& layer);

std::span<const Signature> matlab_signatures();
Written write_matlab(const Layer& layer);
std::string_view matlab_filter(const Layer& layer);

std::span<const Signature> scipy_signatures();
Written write_scipy(const Layer& layer);
std::string_view scipy_filter(const Layer& layer);

}  // namespace deconvlab
