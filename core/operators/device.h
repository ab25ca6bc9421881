// What computes on whole pictures. Whatever runs on one device runs on the other; a device that can't do a case says so.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/matrix/sparse.h"
#include "core/operators/color_map.h"
#include "core/operators/compare.h"
#include "core/operators/operators.h"
#include "core/operators/pool.h"
#include "core/try.h"

namespace deconvlab {

class Device {
 public:
  virtual ~Device() = default;
  // reason("device.cpu", 2) or the GL renderer's name.
  virtual std::string name() const = 0;
  virtual bool is_software_gpu() const { return false; }
  // Operands and result as operators.h describes for `kind`, which has an `apply` there. Errors: shape_mismatch, device_cannot, and the
  // device's own.
  virtual Expected<Tensor> run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) = 0;
  // As sparse.h's count_pattern, row by row. Errors: device_cannot, and the device's own.
  virtual Expected<std::vector<std::uint32_t>> count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                             Side side) = 0;
  // As pool.h's. Errors: as run; of max_unpool switch_out_of_range too.
  virtual Expected<Pooled> max_pool(const Tensor& x, const Geometry& geometry) = 0;
  virtual Expected<Tensor> max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry) = 0;
  // As compare.h's signed_difference and color_map.h's color_map, whose loops these are where a device has no faster way.
  // Errors: shape_mismatch, device_cannot, and the device's own.
  virtual Expected<Tensor> signed_difference(const Tensor& found, const Tensor& wanted) {
    TRY(check_same_shape(found, wanted));
    return deconvlab::signed_difference(found, wanted);
  }
  virtual Expected<PackedColors> color_map(const Tensor& x, const ColorMap& map) { return deconvlab::color_map(x, map); }

 protected:
  static Expected<void> check_same_shape(const Tensor& found, const Tensor& wanted) {
    if (found.shape() == wanted.shape()) return {};
    return fail(ErrorCode::shape_mismatch, "picture", found.shape().text(), wanted.shape().text());
  }
};

}  // namespace deconvlab
