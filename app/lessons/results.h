// What a lesson comes to, once for each change of it: the steps of one convolution or of its transpose, and what only its kind has.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/lessons/lesson.h"
#include "app/lessons/pooling/matrix_comparison.h"
#include "app/lessons/pooling/resampled.h"
#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/matrix/sparse.h"
#include "core/matrix/trace.h"
#include "core/matrix/transpose_trace.h"
#include "core/tensor.h"

namespace deconvlab {

struct Fcn;           // fcn/fcn.h
struct Imitations;    // pooling/imitation.h
struct Decoded;       // networks/decoded.h
struct Projected;     // networks/decoded.h
struct Channels;      // convolution/channels.h
struct Blocks;        // convolution/blocks.h
struct BroughtUp;     // convolution/brought_up.h
struct GalleryTiles;  // gallery/gallery.h
struct Layers;        // layers/layers.h

// What the colours of a plane's values are measured by.
struct ValueScale {
  float largest = 0;  // absolute value
  bool has_negative = false;
};
ValueScale scale_of(std::span<const float> values);

// What each kind of lesson has beside its steps.
struct ConvolutionResult {};
// The steps are those between the first channels; none of a single channel.
struct BlocksResult {
  std::shared_ptr<const Blocks> blocks;
};
struct TransposedResult {
  // Between any two of the four ways to compute it; none where they would take too many products.
  std::optional<float> ways_difference;
};
struct OverlapResult {
  std::shared_ptr<const BroughtUp> brought_up;  // none where its sizes allow none, or it takes too many products
};
// The steps are those between the first channels.
struct ChannelsResult {
  std::shared_ptr<const Channels> channels;
};
// The steps are those of the transposed convolution, whose input is the pooled map; of a picture of several channels the first one's.
struct PoolingResult {
  std::shared_ptr<const Resampled> resampled = nullptr;
  Difference distance = {};                         // how far the output is from what was pooled
  std::shared_ptr<const WaysBack> ways = nullptr;   // toys only
  std::shared_ptr<const Tensor> picture = nullptr;  // pictures only: what was pooled
};
struct TrainingResult {
  PoolingResult pooling;
  std::shared_ptr<const Imitations> imitations;
};
struct FilteredResult {
  std::shared_ptr<const Tensor> picture;
};
// The steps are those of the last upsampling of the view's first class.
struct FcnResult {
  std::shared_ptr<const Tensor> picture;
  std::shared_ptr<const Fcn> fcn;
};
// The steps are those of the decoder's first learned layer.
struct NetworkResult {
  std::shared_ptr<const Tensor> picture;
  std::shared_ptr<const Decoded> decoded;
};
struct ProjectionResult {
  NetworkResult network;
  std::shared_ptr<const Projected> projected;
};
struct GalleryResult {
  std::shared_ptr<const GalleryTiles> tiles;
};
// The steps are those of one weight over the last layer's cells.
struct LayersResult {
  std::shared_ptr<const Layers> layers;
};
using OwnResult = std::variant<ConvolutionResult, TransposedResult, ChannelsResult, PoolingResult, TrainingResult, FilteredResult,
                               FcnResult, NetworkResult, ProjectionResult, GalleryResult, LayersResult, BlocksResult, OverlapResult>;

struct Results {
  Side side;                 // of its own matrix: C takes x to the output, or Ct does
  Geometry geometry;         // of the convolution, on both sides
  Padding rule;              // where its padding comes from
  Trace trace;               // steps of the convolution: of x, or of the output
  TransposeTrace transpose;  // steps of its transpose: of the output, or of x
  Tensor output;             // y = C x, or Ct x
  Tensor back;               // Ct y, or C y: what the transpose makes of the output; empty of pictures
  ValueScale input_scale;
  ValueScale output_scale;
  ValueScale kernel_scale;
  double milliseconds = 0;  // of the output's computation; of networks and FCN of all of it
  std::string device;
  std::uint64_t serial = 0;                     // another one for each computation
  std::vector<std::string> picture_notes = {};  // what its picture's file had and it has not: as in Reading
  std::optional<Error> refused = std::nullopt;  // why the device asked did not compute: the CPU did
  OwnResult own = ConvolutionResult{};

  // Precondition: the lesson is of the kind that has it.
  template <class Own>
  const Own& of() const {
    return std::get<Own>(own);
  }
  // Of every kind that pools.
  const PoolingResult& pooling() const {
    const auto* training = std::get_if<TrainingResult>(&own);
    return training ? training->pooling : of<PoolingResult>();
  }
  bool pools() const { return std::holds_alternative<PoolingResult>(own) || std::holds_alternative<TrainingResult>(own); }
  // Of every kind that is about the networks.
  const NetworkResult& network() const {
    const auto* projection = std::get_if<ProjectionResult>(&own);
    return projection ? projection->network : of<NetworkResult>();
  }

  // The size of the picture that it is about; 0 x 0 of a toy.
  Extent picture_size() const;

  bool transposed() const { return side == Side::c_transposed; }
  // The lesson's own input and output, whose cells are the columns and rows of its matrix.
  Extent inputs() const { return transposed() ? geometry.output() : geometry.input(); }
  Extent outputs() const { return transposed() ? geometry.input() : geometry.output(); }
  const Tensor& x() const { return transposed() ? transpose.input() : trace.input(); }
  // Row t of that matrix times x.
  Step step(std::int64_t t) const { return transposed() ? transpose.gather(t) : trace.step(t); }
};

}  // namespace deconvlab
