// What the kinds of lessons compute with, and the steps that are common to them.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/lessons/kind.h"
#include "app/lessons/sources.h"
#include "core/cpu/cpu_device.h"

namespace deconvlab {

// One convolution, or its transpose, with its operands: x is one plane.
struct Operands {
  Side side = Side::c;
  Geometry geometry;
  Padding rule = Padding::given;
  Tensor x, w;
};
// What came out: y may have several channels.
struct Computed {
  Tensor y = {};
  Tensor back = {};
  double milliseconds = 0;  // y took
  std::string device = {};
  std::uint64_t serial = 0;
  std::optional<Error> refused = std::nullopt;
};

// Another number for each computation.
std::uint64_t next_serial();
// A clock from its making on.
class Stopwatch {
 public:
  double milliseconds() const;

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

Results gather(Operands operands, Computed computed, OwnResult own);
// Of a lesson that is no convolution: what all results have is its output, one plane, and the weight 1 over it; `own` has the lesson's.
Geometry one_weight_over(Extent output);
Results without_convolution(Tensor output, OwnResult own);
// By the CPU, with what the transpose makes of it; a transposed one by all its ways. Errors: the device's.
Expected<Results> compute_toy(Operands operands);

// The plane of the lesson's input of this size, and its kernel of the geometry's.
Expected<Operands> operands_of(const Lesson& lesson, Side side, const Geometry& geometry, Extent input);
Expected<Tensor> kernel_of(const Lesson& lesson, const Geometry& geometry);
// Errors: too_large.
Expected<void> check_toy(const Geometry& geometry);
Expected<void> check_picture(const Geometry& geometry);

// The lesson's picture, whose own size takes the place of the lesson's.
struct PicturedLesson {
  Lesson lesson;
  std::shared_ptr<const Tensor> picture;
};
Expected<PicturedLesson> with_picture(Lesson lesson, PictureSource& pictures);

Tensor first_plane(const Tensor& x);

// What a lesson exports that is all that the picture shows.
inline const Results& itself(const Focus&, const Results& results) { return results; }

// What `run` makes of the device asked for, or of the CPU where that one can't.
template <class Run>
auto on_device(Device& asked, Computed& computed, Run&& run) {
  auto done = run(asked);
  computed.device = asked.name();
  if (done) return done;
  computed.refused = done.error();
  CpuDevice cpu;
  computed.device = cpu.name();
  return run(cpu);
}

}  // namespace deconvlab
