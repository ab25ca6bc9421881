// The operators, each as a plain loop (the reference), and the table that lists them with all that is true of one alone.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/matrix/matrix_rows.h"
#include "core/tensor.h"

namespace deconvlab {

// conv: x[N,C,H,W], w[O,C/g,kh,kw] -> y[N,O,oh,ow], cross-correlation unless geometry.flip. Needs geometry.input() == x's plane. g is
// geometry.groups, as in PyTorch: output channels of a group see input channels of that group only. Padding is a zero that is multiplied.
Tensor conv(const Tensor& x, const Tensor& w, const Geometry& geometry);
// Gradient of conv to its input (product with C transposed): dy[N,O,oh,ow], w[O,C/g,kh,kw] -> dx[N,C,H,W]. Real products only.
Tensor conv_input_grad(const Tensor& dy, const Tensor& w, const Geometry& geometry);
// Gradient of conv to its kernel: x[N,C,H,W], dy[N,O,oh,ow] -> dw[O,C/g,kh,kw]. Padding is multiplied, as in conv.
Tensor conv_kernel_grad(const Tensor& x, const Tensor& dy, const Geometry& geometry);

// The transposed ones are in conv_transpose.h.
enum class OpKind {
  conv,
  conv_input_grad,
  conv_kernel_grad,
  conv_transpose,
  conv_transpose_input_grad,
  conv_transpose_kernel_grad,
  zero_insert,
  crop,
  // Of pool.h and resample.h.
  max_pool,
  max_pool_switches,
  avg_pool,
  max_unpool,
  upsample_nearest,
  upsample_bilinear,
};

// What an operator calls its two operands; a command line or a menu asks for them by these words.
enum class Operand { input, kernel, output_grad, switches, none };

// What an operator is of; sizes of one category come about in one way.
enum class Category { convolution, insertion, cropping, pooling, unpooling, resampling };

// What an operator looks at of Params, besides i; `rule` is Padding's SAME or VALID.
enum class Setting {
  kernel_size,
  stride,
  padding,
  dilation,
  flip,
  output_padding,
  rule,
  output,
  groups,
  ceil_mode,
  count_include_pad,
  coordinates,
  rounding,
  scale,
};

class SettingSet {
 public:
  constexpr SettingSet(std::initializer_list<Setting> all) {
    for (const Setting setting : all) bits_ |= bit(setting);
  }
  constexpr bool has(Setting setting) const { return (bits_ & bit(setting)) != 0; }
  constexpr SettingSet with(SettingSet others) const { return SettingSet(bits_ | others.bits_); }
  constexpr SettingSet without(SettingSet others) const { return SettingSet(bits_ & ~others.bits_); }

 private:
  constexpr explicit SettingSet(std::uint32_t bits) : bits_(bits) {}
  static constexpr std::uint32_t bit(Setting setting) { return std::uint32_t{1} << static_cast<unsigned>(setting); }

  std::uint32_t bits_ = 0;
};

inline constexpr SettingSet kAllSettings{
    Setting::kernel_size,       Setting::stride,      Setting::padding,  Setting::dilation, Setting::flip,
    Setting::output_padding,    Setting::rule,        Setting::output,   Setting::groups,   Setting::ceil_mode,
    Setting::count_include_pad, Setting::coordinates, Setting::rounding, Setting::scale};
// All but what whole arrays alone have: of one plane there are no groups.
inline constexpr SettingSet kPlaneSettings = kAllSettings.without({Setting::groups});

// Where an operator has switches: beside its values, instead of them, or as its second operand.
enum class SwitchUse { none, beside, result, operand };

struct Operator;

// Of whole arrays; shape_rules.h has the rules.
struct ShapeRule {
  // Errors: those of check_shapes, but for the result's size.
  Expected<void> (*check)(const Operator& op, const Shape& first, const Shape& second, const Geometry& geometry);
  Shape (*result)(const Shape& first, const Shape& second, const Geometry& geometry);
};

// Of one plane; matrix_rows.h has the rows. Both null where there is no matrix: of gradients, and of switches.
struct MatrixRule {
  AddTaps add_taps = nullptr;
  std::int64_t (*nonzeros)(const Geometry& geometry) = nullptr;
  bool of_kernel = false;  // it is the kernel's C, or Ct where the operator is transposed; without a kernel that of a single 1
};

// What a step of an operator is: a row of its matrix, or a part of one of the transposed convolution's views.
enum class Recording { none, rows, views };

struct Operator {
  OpKind kind;
  std::string_view id;  // as on the command line
  Category category;
  Operand first;
  Operand second;
  // Its input is the size of the convolution's output, geometry.output(), and its result that of the input.
  bool transposed;
  SwitchUse switches;
  Expected<Geometry> (*resolve)(const Params& params);
  SettingSet settings;  // that `resolve` and `apply` look at
  ShapeRule shapes;
  MatrixRule matrix;
  Recording recording;
  // A second operand that is none is not looked at. nullptr where switches go in or come out, which are no floats: max_unpool and max_pool
  // of pool.h do what these are.
  // Precondition: check_shapes accepted the operands.
  Tensor (*apply)(const Tensor& first, const Tensor& second, const Geometry& geometry);

  bool takes(Setting setting) const { return settings.has(setting); }
  bool has_kernel() const { return second == Operand::kernel; }
};

inline bool has_matrix(const Operator& op) { return op.matrix.add_taps != nullptr; }
inline bool is_recorded(const Operator& op) { return op.recording != Recording::none; }

std::span<const Operator> operator_table();
const Operator& operator_of(OpKind kind);
// Some of the operators, such as has_matrix, and what one of them is called: a word of the language tables.
struct OperatorGroup {
  std::string_view what = "operator";
  bool (*has)(const Operator& op) = [](const Operator&) { return true; };
};
inline constexpr OperatorGroup kAllOperators;
inline constexpr OperatorGroup kMatrixOperators{"operator with a matrix", has_matrix};
inline constexpr OperatorGroup kStepOperators{"operator with recorded steps", is_recorded};
// "a, b, c".
std::string operator_ids(bool (*has)(const Operator& op));
// Errors: unknown_name with the group's ids.
Expected<const Operator*> find_operator(std::string_view id, const OperatorGroup& among = kAllOperators);

// The sides of the planes of an operand.
Extent operand_size(const Operator& op, Operand operand, const Geometry& geometry);
// What apply returns is of this shape. Precondition as apply's.
Shape result_shape(const Operator& op, const Shape& first, const Shape& second, const Geometry& geometry);

// Errors: shape_mismatch with both shapes; groups_do_not_divide; too_large where the result has more than 2^30 cells, or a plane more than
// switches can name. What switches are is not looked at: check_max_unpool of pool.h.
Expected<void> check_shapes(const Operator& op, const Shape& first, const Shape& second, const Geometry& geometry);
inline Expected<void> check_shapes(const Operator& op, const Tensor& first, const Tensor& second, const Geometry& geometry) {
  return check_shapes(op, first.shape(), second.shape(), geometry);
}

}  // namespace deconvlab
