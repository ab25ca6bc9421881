// Expected failures as values: a code and the user's own numbers. The wording lives in the language tables.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace deconvlab {

// Each code has one sentence per language under error_key(code); the comment names its arguments {0}, {1}, ...
enum class ErrorCode {
  not_positive,              // name, value
  negative,                  // name, value
  not_an_integer,            // name, text
  not_padding,               // name, text
  not_whole,                 // name, text
  too_large,                 // name, value, largest allowed
  kernel_exceeds_input,      // axis, kernel, dilation, effective kernel, input, padding of both ends, padded input
  crops_everything,          // axis, padding before and after, input
  no_input_for_output,       // axis, output, reason's smallest output
  output_padding_too_large,  // axis, output padding, stride, dilation, largest possible
  output_padding_not_zero,   // axis, output padding; stride and dilation are 1
  nothing_left,              // axis, input, stride, output padding, effective kernel, padding at both ends, result
  output_not_reached,        // axis, output, transposed input, first and last output that would do
  no_way_back,               // axis, kernel, pooled side, side to come back, stride, three kernels that would do
  pool_padding_too_large,    // axis, padding, span of a window, largest possible
  not_a_rate,                // value
  not_a_scale,               // name, text
  not_a_multiple,            // name, value, factor
  diverged,                  // step, learning rate, step of the last good state, its file
  switch_out_of_range,       // position of the switch, value, last cell of the plane
  switch_elsewhere,          // position of the switch, value, item and channel it stands in, item and channel it names
  crop_outside,              // axis, output, offset, input
  groups_do_not_divide,      // what, channels, groups
  matrix_too_large,          // rows, columns, nonzeros, bytes, limit in bytes
  shape_mismatch,            // what, shape found, shape needed
  unknown_name,              // what, name, the names there are
  unknown_extension,         // file, extension, the extensions there are
  missing_option,            // command, option
  needless_option,           // command, option
  bad_number,                // name, text
  cannot_open,               // file, system's reason
  cannot_write,              // file, system's reason
  truncated,                 // file, bytes found, bytes needed
  malformed,                 // file, format, what is wrong
  unsupported_dtype,         // file, dtype, dtypes read
  step_out_of_range,         // step, last step
  bad_link,                  // text, what is wrong
  link_in_part,              // the parts that were left out
  needless_field,            // scene, field, the fields there are
  nothing_to_export,         // scene
  no_display,                //
  no_gl,                     // reason
  device_cannot,             // device, operator
  shader_failed,             // file:line, compiler's message
  usage,                     // what the command line parser says, command
  only_values,               // file, extension, the extensions that can have symbols
  no_font,                   // language
  no_memory,                 //
  computing,                 //
  defect,                    // what the program says of itself; exit status 1
  count                      // how many there are
};

struct Error {
  ErrorCode code{};
  std::vector<std::string> args;

  bool operator==(const Error&) const = default;
};

template <class T>
using Expected = tl::expected<T, Error>;

// fail(ErrorCode::negative, "p", -3) makes the error arm of an Expected.
template <class... Args>
tl::unexpected<Error> fail(ErrorCode code, const Args&... args) {
  return tl::make_unexpected(Error{code, {fmt::format("{}", args)...}});
}

// An argument that has words of its own: a key of the language tables and that key's arguments. The mark tells it from a user's text.
inline constexpr char kReasonMark = '\x1f';
template <class... Args>
std::string reason(std::string_view key, const Args&... args) {
  std::string text = kReasonMark + std::string(key);
  ((text += kReasonMark + fmt::format("{}", args)), ...);
  return text;
}

// The key of the code's sentence in the language tables, such as "error.negative".
std::string_view error_key(ErrorCode code);

}  // namespace deconvlab
