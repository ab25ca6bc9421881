// What the shipped networks make of a picture: the encoder's maps, those of all three decoders, and the class of each pixel.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/network/projection.h"
#include "core/network/segmenter.h"

namespace deconvlab {

struct Decoded {
  Tensor picture;                // 1 x 3 x 224 x 224 from 0 to 255: what the networks were given
  std::optional<Tensor> labels;  // 1 x 1 x 224 x 224: the true classes, of pictures that the program drew
  Pass encoder;
  std::array<Pass, kDecoders> decoders;
  std::array<Tensor, kDecoders> found;  // 1 x 1 x 224 x 224: the class of the largest score
  // Where there are labels: mean intersection over union of the classes, over all pixels and over those within 2 of an outline.
  struct Agreement {
    double everywhere = 0;
    double outlines = 0;
    std::int64_t wrong = 0;  // pixels
  };
  std::array<Agreement, kDecoders> agreement;
};

// Any picture as the networks take it: three channels, both sides 224, each pixel the mean of what it covers.
Tensor fitted_to_network(const Tensor& picture);

// `name` is that of the picture: an "objects" sample has labels. Errors: those of the layers.
Expected<std::shared_ptr<const Decoded>> decode(const Tensor& picture, const std::string& name);

// Keeps the last one.
class DecodedSource {
 public:
  Expected<std::shared_ptr<const Decoded>> get(const std::shared_ptr<const Tensor>& picture, const std::string& name);

 private:
  std::shared_ptr<const Tensor> last_;
  std::shared_ptr<const Decoded> kept_;
};

// The decoder that a view is about: the first one where it is none of their ids.
std::size_t decoder_of(std::string_view view);

// One panel of the figure: what unpooling or copying left, or the last learned layer of a side, behind its ReLU; from the first learned
// layers on.
struct DecoderMap {
  std::size_t layer;    // in the network
  std::size_t learned;  // the layer whose kernels made it, or the network's size where it has none
};
std::vector<DecoderMap> decoder_maps(const Network& decoder);

// The map with the largest sum, the first of equal ones; and the one that is asked for: the strongest where it is negative, else the
// last one there is at most.
std::int64_t strongest_channel(const Tensor& maps);
std::int64_t shown_channel(const Tensor& maps, std::int64_t asked);

// The way back from a unit, by both rules. Each signal belongs to the input of a layer, from the unit's own layer down to the picture.
struct Projected {
  Unit unit;
  float activation = 0;
  std::vector<Tensor> rectified, gated;
};
// A level of the encoder: its n-th pooling's input, counted from 0.
std::size_t levels(const Network& encoder);
// How many maps a level has. The last one's where there are not so many.
std::int64_t maps_of(const Network& encoder, std::int64_t level);
// How many maps the layer has that has most.
std::int64_t most_maps(const Network& encoder);
Projected project_unit(const Network& encoder, const Pass& pass, std::int64_t level, std::int64_t channel);

}  // namespace deconvlab
