#include "core/cpu/onednn_conv.h"

#include <cassert>
#include <new>

#include "core/cpu/onednn.h"
#include "core/exceptions.h"
#include "core/operators/padding_products.h"

extern "C" void omp_set_num_threads(int count);

namespace deconvlab {

namespace {

using dnnl::memory;
using Descriptor = memory::desc;
using Layout = memory::format_tag;
constexpr auto kFloat = memory::data_type::f32;
constexpr auto kDirect = dnnl::algorithm::convolution_direct;

// With no further threads behind the caller's: those of one image would wait for each other at every layer.
const dnnl::engine& engine() {
  omp_set_num_threads(1);
  static const dnnl::engine cpu(dnnl::engine::kind::cpu, 0);
  return cpu;
}

// Each thread's own.
dnnl::stream& stream() {
  thread_local dnnl::stream own(engine());
  return own;
}

memory::dims dims(const Shape& s) { return {s.n, s.c, s.h, s.w}; }
Descriptor plain(const Shape& s) { return {dims(s), kFloat, Layout::nchw}; }
// Channels side by side, which is what oneDNN's vectors run over.
Descriptor channels_last(const Shape& s) { return {dims(s), kFloat, Layout::nhwc}; }
Descriptor of_its_choice(const Shape& s) { return {dims(s), kFloat, Layout::any}; }

memory view(const Tensor& tensor) { return {plain(tensor.shape()), engine(), const_cast<float*>(tensor.data().data())}; }

// A tensor's values in another layout.
memory brought(const Tensor& tensor, const Descriptor& layout) {
  memory from = view(tensor);
  if (from.get_desc() == layout) return from;
  memory to(layout, engine());
  dnnl::reorder(from, to).execute(stream(), from, to);
  return to;
}

// A place for a result of this layout, then the result as a tensor.
Tensor as_tensor(memory& result, const Shape& shape) {
  Tensor tensor = Tensor::unfilled(shape);
  memory to = view(tensor);
  dnnl::reorder(result, to).execute(stream(), result, to);
  return tensor;
}

// The numbers of a convolution as oneDNN has them: dilation counts from 0.
struct Sizes {
  memory::dims s, d, p, p_end;

  explicit Sizes(const Geometry& g) : s{g.h.s, g.w.s}, d{g.h.d - 1, g.w.d - 1}, p{g.h.p, g.w.p}, p_end{g.h.p_end, g.w.p_end} {
    assert(!g.flip && g.groups == 1 && g.h.remainder < g.h.s && g.w.remainder < g.w.s);
  }
};

struct Shapes {
  Shape x, w, y;
};

dnnl::convolution_forward::primitive_desc forward_of(const Shapes& s, const Geometry& g) {
  const Sizes n(g);
  return described<dnnl::convolution_forward>(engine(), dnnl::prop_kind::forward_training, kDirect, channels_last(s.x), of_its_choice(s.w),
                                              channels_last(s.y), n.s, n.d, n.p, n.p_end);
}

// oneDNN's exceptions as those of everybody.
[[noreturn]] void throw_again(const dnnl::error& refused) {
  if (refused.status == dnnl_out_of_memory) throw std::bad_alloc();
  if (refused.status == dnnl_unimplemented) throw Failure({ErrorCode::device_cannot, {"oneDNN", refused.message}});
  throw Failure({ErrorCode::defect, {std::string("oneDNN: ") + refused.message}});
}

}  // namespace

Tensor many_conv(const Tensor& x, const Tensor& w, const Geometry& g) try {
  const Shapes shapes{x.shape(), w.shape(), {x.shape().n, w.shape().n, g.h.o, g.w.o}};
  const auto how = forward_of(shapes, g);
  memory y(how.dst_desc(), engine());
  dnnl::convolution_forward(how).execute(
      stream(), {{DNNL_ARG_SRC, brought(x, how.src_desc())}, {DNNL_ARG_WEIGHTS, brought(w, how.weights_desc())}, {DNNL_ARG_DST, y}});
  Tensor result = as_tensor(y, shapes.y);
  add_padding_products(result, w, g);
  return result;
} catch (const dnnl::error& refused) {
  throw_again(refused);
}

Tensor many_conv_input_grad(const Tensor& dy, const Tensor& w, const Geometry& g) try {
  const Shapes shapes{{dy.shape().n, w.shape().c, g.h.i, g.w.i}, w.shape(), dy.shape()};
  const Sizes n(g);
  const auto how =
      described_back<dnnl::convolution_backward_data>(engine(), forward_of(shapes, g), kDirect, channels_last(shapes.x),
                                                      of_its_choice(shapes.w), channels_last(shapes.y), n.s, n.d, n.p, n.p_end);
  memory dx(how.diff_src_desc(), engine());
  dnnl::convolution_backward_data(how).execute(
      stream(),
      {{DNNL_ARG_DIFF_DST, brought(dy, how.diff_dst_desc())}, {DNNL_ARG_WEIGHTS, brought(w, how.weights_desc())}, {DNNL_ARG_DIFF_SRC, dx}});
  return as_tensor(dx, shapes.x);
} catch (const dnnl::error& refused) {
  throw_again(refused);
}

Tensor many_conv_kernel_grad(const Tensor& x, const Tensor& dy, const Geometry& g) try {
  const Shapes shapes{x.shape(), {dy.shape().c, x.shape().c, g.h.k, g.w.k}, dy.shape()};
  const Sizes n(g);
  const auto how =
      described_back<dnnl::convolution_backward_weights>(engine(), forward_of(shapes, g), kDirect, channels_last(shapes.x),
                                                         of_its_choice(shapes.w), channels_last(shapes.y), n.s, n.d, n.p, n.p_end);
  memory dw(how.diff_weights_desc(), engine());
  dnnl::convolution_backward_weights(how).execute(
      stream(),
      {{DNNL_ARG_SRC, brought(x, how.src_desc())}, {DNNL_ARG_DIFF_DST, brought(dy, how.diff_dst_desc())}, {DNNL_ARG_DIFF_WEIGHTS, dw}});
  Tensor result = as_tensor(dw, shapes.w);
  add_padding_products_to_grad(result, dy, g);
  return result;
} catch (const dnnl::error& refused) {
  throw_again(refused);
}

}  // namespace deconvlab
