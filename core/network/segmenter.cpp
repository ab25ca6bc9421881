#include "core/network/segmenter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/samples/labelled.h"

namespace deconvlab {

namespace {

constexpr DecoderStyle kStyles[] = {
    {DecoderKind::deconvnet, "deconvnet", true, NetworkLayerKind::conv_transpose},
    {DecoderKind::segnet, "segnet", true, NetworkLayerKind::conv},
    {DecoderKind::nearest, "nearest", false, NetworkLayerKind::conv},
};
static_assert(std::size(kStyles) == kDecoders);

// From the picture down: 224, 112, 56, 28 and 14 pixels.
struct Level {
  std::int64_t channels;
  int encoding;  // convolutions before the pooling
  int decoding;  // learned layers after the way back up
};
constexpr Level kLevels[] = {{16, 1, 1}, {16, 2, 1}, {32, 2, 2}, {48, 2, 2}, {64, 2, 2}};

// Unpooling leaves one value in four; weights twice as large keep the deviation.
constexpr float kSparseGain = 2;

void add_learned(Network& network, const NetworkLayer& layer, std::uint64_t& seed, float gain = 1) {
  network.add(layer, seed++, gain);
  network.add(relu_layer(), 0);
}

Network make_encoder(std::uint64_t seed) {
  Network encoder;
  std::int64_t in = 3;
  for (const Level& level : kLevels) {
    for (int n = 0; n < level.encoding; ++n)
      add_learned(encoder, conv_layer(std::exchange(in, level.channels), level.channels, 3, 1), seed);
    encoder.add(pool_layer(), 0);
  }
  return encoder;
}

// The last learned layer of a level has the channels of the level above.
Network make_decoder(const DecoderStyle& style, std::uint64_t seed) {
  const auto learned = style.learned == NetworkLayerKind::conv ? conv_layer : conv_transpose_layer;
  Network decoder;
  for (std::size_t level = std::size(kLevels); level-- > 0;) {
    const auto& [channels, encoding, decoding] = kLevels[level];
    decoder.add(style.has_switches ? unpool_layer(level) : double_layer(), 0);
    for (int n = 0; n < decoding; ++n) {
      const std::int64_t out = n + 1 < decoding ? channels : kLevels[level == 0 ? 0 : level - 1].channels;
      add_learned(decoder, learned(channels, out, 3, 1), seed, style.has_switches && n == 0 ? kSparseGain : 1);
    }
  }
  decoder.add(conv_layer(kLevels[0].channels, std::ssize(scene_classes()), 1, 0), seed);
  return decoder;
}

}  // namespace

std::span<const DecoderStyle> decoder_styles() { return kStyles; }

Segmenter make_segmenter(std::uint64_t seed) {
  Segmenter segmenter{make_encoder(seed << 16), {}};
  for (std::size_t n = 0; n < kDecoders; ++n) segmenter.decoders[n] = make_decoder(kStyles[n], (seed << 16) + (n + 1) * 4096);
  return segmenter;
}

Tensor as_network_input(const Tensor& picture) {
  Tensor moved = Tensor::unfilled(picture.shape());
  std::ranges::transform(picture.data(), moved.data().begin(), [](float v) { return 2 * v - 1; });
  return moved;
}

Tensor largest_class(const Tensor& scores) {
  const Shape& s = scores.shape();
  Tensor labels({s.n, 1, s.h, s.w});
  for (std::int64_t n = 0; n < s.n; ++n) {
    Tensor best({1, 1, s.h, s.w}, 0);
    std::ranges::copy(scores.plane(n, 0), best.data().begin());
    const auto label = labels.plane(n, 0);
    for (std::int64_t c = 1; c < s.c; ++c) {
      const auto score = scores.plane(n, c);
      for (std::size_t at = 0; at < score.size(); ++at) {
        if (!(score[at] > best.data()[at])) continue;
        best.data()[at] = score[at];
        label[at] = static_cast<float>(c);
      }
    }
  }
  return labels;
}

}  // namespace deconvlab
