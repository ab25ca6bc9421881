#include "core/error.h"

namespace deconvlab {

std::string_view error_key(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_positive:
      return "error.not_positive";
    case ErrorCode::negative:
      return "error.negative";
    case ErrorCode::not_an_integer:
      return "error.not_an_integer";
    case ErrorCode::not_whole:
      return "error.not_whole";
    case ErrorCode::too_large:
      return "error.too_large";
    case ErrorCode::kernel_exceeds_input:
      return "error.kernel_exceeds_input";
    case ErrorCode::no_input_for_output:
      return "error.no_input_for_output";
    case ErrorCode::output_padding_too_large:
      return "error.output_padding_too_large";
    case ErrorCode::output_padding_not_zero:
      return "error.output_padding_not_zero";
    case ErrorCode::nothing_left:
      return "error.nothing_left";
    case ErrorCode::output_not_reached:
      return "error.output_not_reached";
    case ErrorCode::crop_outside:
      return "error.crop_outside";
    case ErrorCode::groups_do_not_divide:
      return "error.groups_do_not_divide";
    case ErrorCode::matrix_too_large:
      return "error.matrix_too_large";
    case ErrorCode::shape_mismatch:
      return "error.shape_mismatch";
    case ErrorCode::unknown_name:
      return "error.unknown_name";
    case ErrorCode::unknown_extension:
      return "error.unknown_extension";
    case ErrorCode::missing_option:
      return "error.missing_option";
    case ErrorCode::needless_option:
      return "error.needless_option";
    case ErrorCode::bad_number:
      return "error.bad_number";
    case ErrorCode::cannot_open:
      return "error.cannot_open";
    case ErrorCode::cannot_write:
      return "error.cannot_write";
    case ErrorCode::truncated:
      return "error.truncated";
    case ErrorCode::malformed:
      return "error.malformed";
    case ErrorCode::unsupported_dtype:
      return "error.unsupported_dtype";
    case ErrorCode::step_out_of_range:
      return "error.step_out_of_range";
    case ErrorCode::bad_link:
      return "error.bad_link";
    case ErrorCode::no_display:
      return "error.no_display";
    case ErrorCode::no_gl:
      return "error.no_gl";
    case ErrorCode::device_cannot:
      return "error.device_cannot";
    case ErrorCode::shader_failed:
      return "error.shader_failed";
    case ErrorCode::usage:
      return "error.usage";
  }
  return "error.unknown";
}

}  // namespace deconvlab
