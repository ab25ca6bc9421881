// What `matrix` and `steps` read: an operator's matrix of one plane, and the plane.
#pragma once

#include <functional>
#include <string>

#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/lessons/lesson.h"
#include "core/matrix/linear_map.h"

namespace deconvlab {

// What both commands take, as typed.
struct MapOptions {
  std::string op;
  GeometryOptions geometry;
  std::string input;
  std::string kernel;    // "counting" where none is given
  std::string channels;  // of an operator that joins them
  IndicesOptions indices;
  OperandOptions operands;
  std::string output;

  // --kernel and --channels.
  void add_kernel_to(CLI::App& app, const Language& language);
  // Errors: needless_option, for what the operator does not look at; cannot_write, where `output` is one of the files read.
  Expected<void> check(const Operator& op) const;
};

struct LoadedMap {
  LinearMap map;
  Tensor input;        // one plane, where an input is given
  Lesson lesson = {};  // of the same sizes and planes
};

// Max-pool's switches are the input's, max-unpool's those of the file of `indices`. The geometry is checked before any plane is made.
// Errors: those of the geometry, of `check` and of reading, missing_option (max-pool without input, max-unpool without indices),
// needless_option.
Expected<LoadedMap> load_map(const Operator& op, const MapOptions& options, Reader& reader,
                             const std::function<Expected<void>(const Geometry&)>& check);

}  // namespace deconvlab
