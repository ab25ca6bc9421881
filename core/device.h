// What computes on whole pictures. Whatever runs on one device runs on the other; a device that can't do a case says so.
#pragma once

#include <string>

#include "core/error.h"
#include "core/operators.h"

namespace deconvlab {

class Device {
 public:
  virtual ~Device() = default;
  // Such as "CPU, 2 threads" or the GL renderer's name.
  virtual std::string name() const = 0;
  virtual bool is_software_gpu() const { return false; }
  // Operands and result as operators.h describes for `kind`. Errors: shape_mismatch, device_cannot, and the device's own.
  virtual Expected<Tensor> run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) = 0;
};

}  // namespace deconvlab
