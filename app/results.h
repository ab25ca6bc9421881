// Everything computed from a Lesson, once for each change of it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "app/likeness.h"
#include "app/model.h"
#include "app/picture_source.h"
#include "app/resampled.h"
#include "core/error.h"
#include "core/geometry.h"
#include "core/tensor.h"
#include "core/trace.h"
#include "core/transpose_trace.h"

namespace deconvlab {

struct Fcn;         // app/fcn.h
struct Imitations;  // app/imitation.h
struct Decoded;     // app/decoded.h
struct Projected;   //

// What the colours of a plane's values are measured by.
struct ValueScale {
  float largest = 0;  // absolute value
  bool has_negative = false;
};
ValueScale scale_of(std::span<const float> values);

// Of a pooling lesson, everything but `resampled` and `ways` is about its transposed convolution: x is the pooled map. Of a lesson about a
// picture of several channels the steps are those of the first one.
struct Results {
  Family family;             // convolution or transposed
  Geometry geometry;         // of the convolution, in both families
  Padding rule;              // where its padding comes from
  Trace trace;               // steps of the convolution: of x, or of the output of a transposed lesson
  TransposeTrace transpose;  // steps of its transpose: of the output of a convolution, or of x
  Tensor output;             // y = C x, or Ct x in a transposed lesson
  Tensor back;               // Ct y, or C y: what the transpose makes of the output
  ValueScale input_scale;
  ValueScale output_scale;
  double milliseconds = 0;  // of the output's computation; of a lesson about networks or FCN of all that it is about
  std::string device;
  // Of a transposed lesson: between any two of the four ways to compute it; none where they would take too many products.
  std::optional<float> ways_difference = std::nullopt;
  std::shared_ptr<const Resampled> resampled = nullptr;    // of a pooling lesson
  std::shared_ptr<const WaysBack> ways = nullptr;          // of one that is not about a picture
  std::optional<Difference> distance = std::nullopt;       // of a pooling lesson: how far the output is from what was pooled
  std::shared_ptr<const Tensor> picture = nullptr;         // what a lesson about a picture is about
  std::string_view picture_note = {};                      // what its file had and it has not: as in Reading
  std::uint64_t serial = 0;                                // another one for each computation
  std::shared_ptr<const Fcn> fcn = nullptr;                // of an FCN lesson, whose steps are those of the view's first class
  std::shared_ptr<const Imitations> imitations = nullptr;  // of a lesson that trains
  std::shared_ptr<const Decoded> decoded = nullptr;        // of a lesson about networks, whose steps are those of the decoder's first layer
  std::shared_ptr<const Projected> projected = nullptr;    // of one about a unit
  std::optional<Error> refused = std::nullopt;             // why the device asked did not compute: the CPU did

  bool transposed() const { return family == Family::transposed; }
  // The lesson's own input and output, whose cells are the columns and rows of its matrix: C, or Ct of a transposed lesson.
  Extent inputs() const { return transposed() ? geometry.output() : geometry.input(); }
  Extent outputs() const { return transposed() ? geometry.input() : geometry.output(); }
  const Tensor& x() const { return transposed() ? transpose.input() : trace.input(); }
  // Row t of that matrix times x.
  Step step(std::int64_t t) const { return transposed() ? transpose.gather(t) : trace.step(t); }
};

// The sizes of the lesson's convolution, by the rules of its family; of the transposed one that a pooling lesson leads back with.
Expected<Geometry> resolve(const Lesson& lesson);

// Whether both lessons come to the same results.
bool same_computation(const Lesson& a, const Lesson& b);

// Most products that are computed at once while a slider is dragged.
inline constexpr std::int64_t kInteractiveProducts = 1'000'000'000;
// Most cells of a grid that is drawn, padding included.
inline constexpr std::int64_t kInteractiveCells = 20'000'000;
// The same for pictures, which the window does not wait for.
inline constexpr std::int64_t kPictureProducts = 20'000'000'000;
inline constexpr std::int64_t kPictureCells = std::int64_t{1} << 26;
// Most products of the direct convolution for which the four ways of a transposed lesson are compared.
inline constexpr std::int64_t kComparedProducts = 1'000'000;

// Where computations get what one of them may have left for the next.
struct Sources {
  PictureSource pictures;
  ResampledSource resampled;
};

// Lessons about a picture are computed by the device, others by the CPU. Errors: those of resolve() and of the picture, unknown_name of a
// kernel or input, too_large over kInteractiveProducts or kPictureProducts.
Expected<Results> compute(const Lesson& lesson, Device& device, Sources& sources);
// By the CPU, with sources of its own.
Expected<Results> compute(const Lesson& lesson);
// The plane that a choice stands for at this size; own values are kept where they fit and 0 elsewhere.
Expected<Tensor> plane_of(const PlaneChoice& choice, Extent size, bool kernel);

}  // namespace deconvlab
