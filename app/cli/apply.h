// What `apply` takes, and its way along one axis or three.
#pragma once

#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/gpu/choose_device.h"

namespace deconvlab {

struct ApplyOptions {
  std::string op;
  GeometryOptions geometry;
  std::string dims;
  std::string input;
  std::string kernel;
  std::string grad;
  std::string bias;
  IndicesOptions indices;
  std::string device = "auto";
  std::string depth = "8";
  OperandOptions operands;
  std::string output;

  bool to_stream() const { return output == kStandardStream; }
  // Nothing that is read is lost to what is written. Errors: cannot_write.
  Expected<void> check_apart(const Operator& op) const;
};

// "CPU, 2 threads: conv gave 1x2x3x3 in 0.1 ms.", with `more` behind it, then the notes.
void report_applied(const ApplyOptions& options, const Language& language, const DeviceChoice& chosen, const std::string& shape,
                    double milliseconds, const std::string& more, const Reader& reader);

// How many axes of space the operands have: --dims, -i, else those of the input's file. Errors: those of count_axes.
Expected<int> axes_of_operands(const ApplyOptions& options);
// conv, conv-transpose, max-pool and avg-pool of arrays (L), (C,L), (N,C,L) of one axis, or (D,H,W), (C,D,H,W), (N,C,D,H,W) of three.
// Errors: needless_option, device_cannot, and those of apply.
Expected<void> apply_along(const Operator& op, const ApplyOptions& options, int axes, const Language& language);

}  // namespace deconvlab
