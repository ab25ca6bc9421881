#include "core/error.h"

#include <iterator>

namespace deconvlab {

namespace {

// In the order of the codes.
constexpr std::string_view kKeys[] = {
    "error.not_positive",
    "error.negative",
    "error.not_an_integer",
    "error.not_padding",
    "error.not_whole",
    "error.too_large",
    "error.kernel_exceeds_input",
    "error.crops_everything",
    "error.no_input_for_output",
    "error.output_padding_too_large",
    "error.output_padding_not_zero",
    "error.nothing_left",
    "error.output_not_reached",
    "error.no_way_back",
    "error.pool_padding_too_large",
    "error.not_a_rate",
    "error.not_a_scale",
    "error.not_a_multiple",
    "error.diverged",
    "error.switch_out_of_range",
    "error.switch_elsewhere",
    "error.crop_outside",
    "error.groups_do_not_divide",
    "error.matrix_too_large",
    "error.shape_mismatch",
    "error.unknown_name",
    "error.unknown_extension",
    "error.missing_option",
    "error.needless_option",
    "error.bad_number",
    "error.cannot_open",
    "error.cannot_write",
    "error.truncated",
    "error.malformed",
    "error.unsupported_dtype",
    "error.step_out_of_range",
    "error.bad_link",
    "error.link_in_part",
    "error.needless_field",
    "error.nothing_to_export",
    "error.no_display",
    "error.no_gl",
    "error.device_cannot",
    "error.shader_failed",
    "error.usage",
    "error.only_values",
    "error.no_font",
    "error.no_memory",
    "error.computing",
    "error.defect",
};
static_assert(std::size(kKeys) == static_cast<std::size_t>(ErrorCode::count));

}  // namespace

std::string_view error_key(ErrorCode code) { return kKeys[static_cast<std::size_t>(code)]; }

}  // namespace deconvlab
