// What `matrix` and `steps` read for pooling, unpooling and upsampling.
#pragma once

#include <string>

#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "core/linear_map.h"

namespace deconvlab {

struct LoadedMap {
  LinearMap map;
  Tensor input;  // one plane
};

// `input` is a name or a file, empty for "digits"; max-pool's switches are the input's, max-unpool's those of the file of `indices`.
// Errors: those of the geometry and of reading, missing_option (max-pool without input, max-unpool without indices), needless_option.
Expected<LoadedMap> load_map(const Operator& op, const GeometryOptions& geometry, const std::string& input, const IndicesOptions& indices,
                             Reader& reader);

}  // namespace deconvlab
