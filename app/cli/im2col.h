// `matrix conv --im2col`: the patches of an input, which frameworks multiply with the weights instead of C.
#pragma once

#include "app/cli/map.h"

namespace deconvlab {

// Formats of arrays, not of matrices.
std::string im2col_extensions();

// Errors: needless_option, of an operator that unfolds nothing and for --kernel; missing_option, --input; too_large, where the patches have
// more than 2^30 cells; those of reading and writing.
Expected<void> write_im2col(const Operator& op, const MapOptions& options, const Language& language);

}  // namespace deconvlab
