// What differs between the releases of oneDNN that distributions ship (2.6 and 3): how a primitive is described.
#pragma once

#include <dnnl.hpp>

namespace deconvlab {

// A primitive's description on an engine from its numbers, in the order that both releases have them in.
template <class Primitive, class... Numbers>
typename Primitive::primitive_desc described(const dnnl::engine& engine, const Numbers&... numbers) {
#if DNNL_VERSION_MAJOR >= 3
  return {engine, numbers...};
#else
  return {typename Primitive::desc(numbers...), engine};
#endif
}

// The same of a gradient, which takes the forward primitive's description as a hint.
template <class Primitive, class... Numbers>
typename Primitive::primitive_desc described_back(const dnnl::engine& engine, const dnnl::convolution_forward::primitive_desc& forward,
                                                  const Numbers&... numbers) {
#if DNNL_VERSION_MAJOR >= 3
  return {engine, numbers..., forward};
#else
  return {typename Primitive::desc(numbers...), engine, forward};
#endif
}

}  // namespace deconvlab
