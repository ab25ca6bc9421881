// Where the cells of FCN's layers lie over the picture, which is what its crops follow from: those of the published networks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace deconvlab {

// What moves cell 0. Places are pixels of the picture, 0 the middle of its first one.
struct FcnOffset {
  enum class Kind { layer, poolings, crop };  // one layer; all of them up to it; cells that are cut off a map
  Kind kind = Kind::layer;
  std::string layer;
  std::string of = {};      // crops: the layer whose map it is
  std::int64_t crop = 0;    // cells, of crops
  double from = 0, to = 0;  // where cell 0 lies before and behind it
  double jump = 1;          // pixels between cells behind it
};

// In the order of the network's layers; the last one is the crop to the picture. Variants as in kFcnFactors.
const std::vector<FcnOffset>& fcn_offsets(std::size_t variant);

}  // namespace deconvlab
