// Operators along one axis or three: each axis is an operator's geometry of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/cli/options.h"

namespace deconvlab {

// --dims, as typed.
void add_dims_to(CLI::App& app, const Language& language, std::string& dims);

// The sides of an operand that are known without options, outermost first; none where they are not.
using Sides = std::vector<std::int64_t>;

// How many axes: `dims`, else three where -i has three numbers or `input` has three sides, else two. Errors: not_whole, not_positive,
// too_large.
Expected<int> count_axes(const std::string& dims, const GeometryOptions& options, const Sides& input = {});

// Along geometry.h; geometry.w is of a single cell that stays as it is.
struct NamedAxis {
  std::string_view name;  // h and w of two, d, h and w of three, l of one
  Geometry geometry;
};

// Sides that are not given follow from `input` and `kernel`. An option has a number for each axis, or one for all; -p may have those of
// both ends of each. Errors: as GeometryOptions::of; usage, where an option has another count of numbers.
Expected<std::vector<NamedAxis>> resolve_axes(const Operator& op, const GeometryOptions& options, int count, const Sides& input = {},
                                              const Sides& kernel = {});
// The same of a geometry of two axes.
std::vector<NamedAxis> axes_of(const Geometry& geometry);

}  // namespace deconvlab
