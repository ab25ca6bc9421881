// SciPy's convolutions of one plane by one kernel. Reference: scipy.signal.
#include <algorithm>
#include <array>

#include "core/frameworks/each_framework.h"
#include "core/frameworks/writing.h"

namespace deconvlab {

namespace {

constexpr std::string_view kSignal = "signal scipy.signal ss sps sig";

constexpr Parameter kPlane[] = {{"in1", ArgumentRole::operand},
                                {"in2", ArgumentRole::weight},
                                {"mode", ArgumentRole::extent, "'full'"},
                                {"boundary", ArgumentRole::boundary, "'fill'"},
                                {"fillvalue", ArgumentRole::frame_value, "0"}};
constexpr Parameter kAnyRank[] = {{"in1", ArgumentRole::operand},
                                  {"in2", ArgumentRole::weight},
                                  {"mode", ArgumentRole::extent, "'full'"},
                                  {"method", ArgumentRole::ignored, "'auto'"}};
constexpr Parameter kFft[] = {{"in1", ArgumentRole::operand},
                              {"in2", ArgumentRole::weight},
                              {"mode", ArgumentRole::extent, "'full'"},
                              {"axes", ArgumentRole::ignored, "None"}};

// Full, same and valid stand in p as 0, 1, 2. "same" is the middle of the full result: `first` of its cells lie before the kernel's middle.
void extent(Layer& layer, bool convolves) {
  if (layer.k.empty() && !layer.p.empty() && layer.p[0] != 0) {
    layer.rule = layer.p[0] == 1 ? Padding::same : Padding::valid;
    layer.p = layer.p_end = axes_of(layer, 0);
  }
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    const std::int64_t k = layer.k[axis], larger = k / 2, smaller = (k - 1) / 2;
    const std::int64_t before[] = {k - 1, convolves ? larger : smaller, 0}, after[] = {k - 1, convolves ? smaller : larger, 0};
    const auto which = static_cast<std::size_t>(layer.p[axis]);
    layer.p[axis] = before[which];
    layer.p_end[axis] = after[which];
  }
  layer.in = layer.out = 1;
  layer.turned = convolves;
}
void convolves(Layer& layer) { extent(layer, true); }
void correlates(Layer& layer) { extent(layer, false); }

using Kind = LayerKind;
constexpr Signature kSignatures[] = {
    {"convolve2d", Kind::conv, 2, kSignal, "s", false, kPlane, {}, convolves},
    {"correlate2d", Kind::conv, 2, kSignal, "s", false, kPlane, {}, correlates},
    {"convolve", Kind::conv, 2, kSignal, "s", false, kAnyRank, {}, convolves},
    {"fftconvolve", Kind::conv, 2, kSignal, "s", false, kFft, {}, convolves},
    {"correlate", Kind::conv, 2, kSignal, "s", false, kAnyRank, {}, correlates},
};

struct Mode {
  std::string_view name;
  // The cells before and after one axis of k cells.
  std::int64_t (*before)(std::int64_t k, bool convolves);
  std::int64_t (*after)(std::int64_t k, bool convolves);
};
constexpr Mode kModes[] = {
    {"'full'", [](std::int64_t k, bool) { return k - 1; }, [](std::int64_t k, bool) { return k - 1; }},
    {"'valid'", [](std::int64_t, bool) { return std::int64_t{0}; }, [](std::int64_t, bool) { return std::int64_t{0}; }},
    {"'same'", [](std::int64_t k, bool c) { return c ? k / 2 : (k - 1) / 2; },
     [](std::int64_t k, bool c) { return c ? (k - 1) / 2 : k / 2; }},
};

bool fits(const Mode& mode, const Layer& layer, bool convolves) {
  for (std::size_t axis = 0; axis < layer.k.size(); ++axis) {
    if (layer.p[axis] != mode.before(layer.k[axis], convolves) || layer.p_end[axis] != mode.after(layer.k[axis], convolves)) return false;
  }
  return true;
}

std::string call_text(const Layer& layer, bool convolves, std::string_view mode) {
  CallText call(convolves ? "signal.convolve2d" : "signal.correlate2d");
  call.add("x").add(fmt::format("np.ones({})", listed(layer.k)));
  return "y = " + call.add("mode", std::string(mode), "'full'").text();
}

bool is_plane_of_weights(const Layer& layer) {
  return layer.rank == 2 && layer.in <= 1 && layer.out <= 1 && layer.groups == 1 && all_of(layer.s, 1) && all_of(layer.d, 1);
}
bool is_plane(const Layer& layer) { return is_plane_of_weights(layer) && !layer.k.empty(); }

// By weights that are there: of an even kernel each function has its own middle.
std::string write_weights(const Layer& layer, Written& written) {
  const bool same = is_same_rule(layer.rule);
  if (same) written.differs(reason("layer_note.same_kernel"));
  if (!same && !is_plane_of_weights(layer)) written.differs(reason("layer_note.scipy_plane"));
  written.turned = layer.turned;
  CallText call(layer.turned ? "signal.convolve2d" : "signal.correlate2d");
  return "y = " + call.add("x").add("w").add("mode", same ? "'same'" : "'valid'").text();
}

std::string write_conv(const Layer& given, Written& written) {
  if (given.k.empty()) return write_weights(given, written);
  const Layer layer = without_rule(given, written, false);
  if (layer.rank != 2) written.differs(reason("layer_note.only_2d", "convolve2d"));
  if (!is_plane(layer)) written.differs(reason("layer_note.scipy_plane"));
  // Even kernels have one "same" of each function; the one that fits is chosen, and the turn is said.
  for (const bool convolves : {layer.turned, !layer.turned}) {
    for (const Mode& mode : kModes) {
      if (layer.rule == Padding::given && fits(mode, layer, convolves))
        return written.turned = convolves, call_text(layer, convolves, mode.name);
    }
  }
  written.differs(reason("layer_note.scipy_padding"));
  written.turned = layer.turned;
  return "x = np.pad(x, " + pairs(layer.p, layer.p_end) + ")\n" + call_text(layer, layer.turned, "'valid'");
}

// Of stride 1 it is the convolution that leaves all but what is cut off.
std::string write_conv_transpose(const Layer& layer, Written& written) {
  written.turned = layer.turned;
  if (layer.k.empty()) return written.differs(reason("layer_note.same_kernel")), "y = signal.convolve2d(x, w)";
  written.differs(reason(is_plane(layer) ? "layer_note.scipy_transpose" : "layer_note.scipy_stretch"));
  return call_text(layer, !layer.turned, "'full'");
}

std::string write_none(const Layer& layer, Written& written) {
  written.differs(reason("layer_note.no_layer", "scipy.signal"));
  if (layer.kind == Kind::average_pool && !layer.k.empty())
    return fmt::format("y = signal.correlate2d(x, np.ones({}) / {}, mode='valid')", listed(layer.k),
                       layer.k.size() == 2 ? layer.k[0] * layer.k[1] : layer.k[0]);
  return "";
}

}  // namespace

std::span<const Signature> scipy_signatures() { return kSignatures; }

Written write_scipy(const Layer& given) {
  Written written;
  written.turned = given.turned;
  const Layer layer = canonical(given);
  if (layer.kind == Kind::conv) written.text = write_conv(layer, written);
  if (layer.kind == Kind::conv_transpose) written.text = write_conv_transpose(layer, written);
  if (layer.kind != Kind::conv && layer.kind != Kind::conv_transpose) written.text = write_none(layer, written);
  return written;
}

std::string_view scipy_filter(const Layer& layer) { return layer.kind == Kind::conv || layer.kind == Kind::conv_transpose ? "s" : ""; }

}  // namespace deconvlab
