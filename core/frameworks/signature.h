// Functions of the frameworks as tables: their arguments in order, with their defaults, and what each is to the layer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frameworks/call_text.h"
#include "core/frameworks/layer.h"

namespace deconvlab {

// What an argument is to the layer.
enum class ArgumentRole {
  ignored,      // nothing that the sizes or the sum depend on: a name, an initialiser
  operand,      // the input
  weight,       // the kernel's weights
  bias_weight,  // the bias' weights, or none
  switches,     // of unpooling
  in_channels,
  out_channels,
  group_channels,  // the output's channels of each group
  multiplier,      // of a depthwise convolution: the output's channels for each of the input's
  groups,
  bias,
  kernel,
  stride,         // None is the kernel's size
  unit_stride,    // None is 1
  dilation,       // None is 1
  stretch,        // JAX's dilation of the input: the stride of a transposed convolution
  padding,        // PyTorch's: cells at both ends, "same", "valid"
  rule_or_cells,  // SAME, VALID, ... or cells at each end
  crop_or_same,   // MATLAB's Cropping
  output_padding,
  output_size,  // the output's sides, alone or with batch and channels
  ceil_mode,
  count_include_pad,
  divisor,       // None
  padding_mode,  // zeros
  wants_switches,
  size,  // of upsampling: sides
  rows,  // of upsampling: the output's rows
  columns,
  scale,
  interpolation,
  align_corners,
  antialias,  // changes nothing where the output is larger
  layout,     // the axes' order
  block,
  block_order,    // DCR or CRD
  frame,          // F.pad's: cells at the last axis' ends, then at those before it
  frame_pairs,    // cells at each end, axis by axis
  frame_value,    // 0
  kernel_turn,    // JAX's transpose_kernel
  extent,         // full, same, valid
  boundary,       // zeros
  geometry_mode,  // MATLAB's GeometricTransformMode
  rounding_mode,
  offset_row,  // of tf.image.crop_to_bounding_box
  offset_column,
  auto_pad,   // ONNX's
  end_pads,   // ONNX's: before the first cells of all axes, then after the last ones
  end_frame,  // the same with batch and channels
  layer_name,
  layer_type,     // Caffe's
  result,         // the name of the output
  learning_rate,  // Caffe's lr_mult
  filler,         // Caffe's: what the weights begin as
  pool_kind,      // MAX, AVE
  round_mode,     // CEIL, FLOOR
  first_axis,     // of Caffe's Crop: 2, the first of space
  offset,         // of Caffe's Crop
  count
};

struct Parameter {
  std::string_view name;
  ArgumentRole role;
  std::string_view usual = {};  // the default as the framework writes it; empty: it must be given
};

struct Signature {
  std::string_view name;  // "Conv#d": # is 1, 2 or 3, the axes
  LayerKind kind;
  int rank;                  // of a name without #; 0: as many as an argument has numbers, else 2
  std::string_view modules;  // what may stand before the name, parted by blanks, such as "nn torch.nn"
  // The order of the weights' axes: o out, i in, m out for each in, s all of space. What groups share out is divided by them: i of a
  // convolution, o of a transposed one.
  std::string_view filter;
  bool channels_last;  // of the data, unless an argument says it
  std::span<const Parameter> parameters;
  std::span<const Parameter> by_name = {};  // taken too, by their names only
  // What depends on more than one argument.
  void (*finish)(Layer& layer) = nullptr;
};

// What an argument says, as the user may be told: `meaning` is a reason().
struct ArgumentMeaning {
  std::string name;
  std::string value;  // as it stands in the text, or the default
  bool given = true;
  std::string meaning;

  bool operator==(const ArgumentMeaning&) const = default;
};

// A layer as it was read.
struct LayerText {
  std::string framework;  // its id
  std::string function;   // its name there
  int line = 1;
  Layer layer;
  std::vector<ArgumentMeaning> arguments;
};

// A signature and how many axes of space its name says, 0 where it says none.
struct Match {
  const Signature* signature = nullptr;
  int rank = 0;
};
// The one that is called so; none where no name fits, or another framework's module stands before it.
Match find_signature(std::span<const Signature> table, std::string_view name);

// The call as a layer. Errors: cannot_open, with source and line, for arguments that are unknown, missing, given twice, too many, or not
// what they should be.
Expected<LayerText> read_call(std::string_view source, const Value& call, const Match& match, std::string_view framework);

// The argument as a value that was given, or the default; none where there is neither.
const Value* argument_of(const Value& call, std::string_view name);

// The meaning of an argument of this role, in this layer.
std::string meaning_of(ArgumentRole role, const Layer& layer);
// "3", "3 x 3", "3 x 5": sizes along the axes.
std::string sides_text(const PerAxis& axes);

}  // namespace deconvlab
