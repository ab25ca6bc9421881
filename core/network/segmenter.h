// The network that the lesson on decoders shows: one encoder, VGG's shrunken, and three decoders on it that differ in how they come back
// up. Noh, Hong & Han, "Learning deconvolution network for semantic segmentation" (2015); Badrinarayanan, Kendall & Cipolla, "SegNet"
// (2015).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/network/network.h"

namespace deconvlab {

// deconvnet: unpool with the encoder's switches, then deconvolve. segnet: the same, then convolve. nearest: copy without switches, then
// convolve.
enum class DecoderKind { deconvnet, segnet, nearest };

struct DecoderStyle {
  DecoderKind kind;
  std::string_view id;  // as on the command line and in a file of weights
  bool has_switches;
  NetworkLayerKind learned;  // conv or conv_transpose
};
std::span<const DecoderStyle> decoder_styles();

inline constexpr std::int64_t kSceneSide = 224;    // what the network was trained at; the encoder ends at 7
inline constexpr std::int64_t kSideMultiple = 32;  // of pictures: five poolings halve a side
inline constexpr std::size_t kDecoders = 3;

struct Segmenter {
  Network encoder;
  std::array<Network, kDecoders> decoders;  // in the order of decoder_styles()

  const Network& decoder(DecoderKind kind) const { return decoders[static_cast<std::size_t>(kind)]; }
  // The networks in the order encoder, decoders, and what each is called in a file.
  static constexpr std::size_t kNetworks = 1 + kDecoders;
  Network& network(std::size_t n) { return n == 0 ? encoder : decoders[n - 1]; }
  const Network& network(std::size_t n) const { return n == 0 ? encoder : decoders[n - 1]; }
  static std::string_view network_id(std::size_t n) { return n == 0 ? "encoder" : decoder_styles()[n - 1].id; }
};

// With random weights.
Segmenter make_segmenter(std::uint64_t seed);

// What the encoder takes: values from 0 to 1, moved to -1 to 1.
Tensor as_network_input(const Tensor& picture);
// The class with the largest score at each pixel: scores[N,C,H,W] -> [N,1,H,W]; the first of equal ones.
Tensor largest_class(const Tensor& scores);

}  // namespace deconvlab
