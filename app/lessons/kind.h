// A kind of lesson: everything that differs between kinds, so that nobody else has to ask which kind a lesson is of. A scene names its
// kind.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/lessons/lesson.h"
#include "app/lessons/results.h"
#include "core/error.h"
#include "core/frameworks/layer.h"
#include "core/geometry/geometry.h"
#include "core/operators/device.h"

namespace deconvlab {

struct Sources;  // app/lessons/sources.h

// The parts of the control panel.
enum class Section { sizes, layers, channels, training, kernel, network, picture, cells, framework, hint };

// How the row of the output's size works: it sets the input's, is read, or asks for an output where a follows from it.
enum class OutputRow { sets_input, asks_output, reads_pooled };

struct LessonKind {
  std::string_view id;
  // As in a link: what a lesson starts with where its link does not say it.
  std::string_view home = {};
  // The fields of a link that change what is shown, the view and the moment aside; two lessons with the same ones come to the same.
  std::span<const std::string_view> fields = {};
  Expected<Geometry> (*resolve)(const Lesson& lesson);
  // The geometry whose padding p is, where it is not resolve's.
  Expected<Geometry> (*padded)(const Lesson& lesson) = nullptr;
  // Errors: those of resolve and of the picture, unknown_name of a kernel or input, too_large over the limits below.
  Expected<Results> (*compute)(const Lesson& lesson, Device& device, Sources& sources);
  // Of the timeline; 0 where the lesson does not resolve.
  std::int64_t (*steps)(const Lesson& lesson);
  // How many of them make the picture ready before the first output is made; nullptr where the first step makes it.
  std::int64_t (*lead)(const Lesson& lesson) = nullptr;
  // Whether a step stamps an input cell's copy of the kernel on the output, where others make an output; nullptr where none does.
  bool (*stamps)(const Lesson& lesson) = nullptr;
  std::span<const Section> sections;  // from above
  OutputRow output_row = OutputRow::reads_pooled;
  // Of the plane of weights that is edited; none where there is none.
  Extent (*weights)(const Lesson& lesson) = nullptr;
  // All planes of the input or of the kernel, each of which has cells to edit; nullptr where there is one of each.
  Expected<Tensor> (*planes)(const Lesson& lesson, bool kernel) = nullptr;
  bool edits_input = false;  // the cells of the picture's input are the lesson's own
  // Whose matrices and steps are those that the picture shows, so that they can be exported; nullptr where it shows none.
  const Results& (*exported)(const Focus& pinned, const Results& results) = nullptr;
  // The picture's layers, and in PyTorch's functions, of x and of the weights w; nullptr where it is no layer.
  std::vector<Layer> (*layers)(const Lesson& lesson, const Results& results) = nullptr;
  std::string (*framework)(const Lesson& lesson, const Results& results) = nullptr;
  std::string_view kin = {};    // scenes of one kin may take over each other's settings
  bool input_is_small = false;  // its i is the side that the convolution comes to
  bool beside = false;          // computed beside the window, which does not wait
  bool restarts = false;        // a change of the lesson starts it anew
  bool repeats = false;         // plays many lessons, each from its start when it is done
  bool view_computes = false;   // the view changes what is computed
  double pace = 1;              // steps a second that playing at speed 1 passes
  bool on_picture() const;      // its input is the lesson's picture
  bool takes(std::string_view field) const;
  bool edits(Target target) const;  // whether cells of this kind hold the lesson's own values
};

std::span<const LessonKind* const> kind_table();
extern const LessonKind kBothWaysKind;  // forth by C and back by its transpose
extern const LessonKind kMatrixKind;
extern const LessonKind kUnrolledKind;
extern const LessonKind kTransposedKind;
extern const LessonKind kOverlapKind;
extern const LessonKind kStretchedKind;
extern const LessonKind kChannelsKind;
extern const LessonKind kPoolingKind;
extern const LessonKind kTrainingKind;
extern const LessonKind kFilteredPictureKind;
extern const LessonKind kPooledPictureKind;
extern const LessonKind kFcnKind;
extern const LessonKind kDecoderKind;
extern const LessonKind kDecodersKind;
extern const LessonKind kProjectionKind;
extern const LessonKind kGalleryKind;
extern const LessonKind kLayersKind;

// The sizes of the lesson's convolution; of the transposed one that a pooling lesson leads back with.
Expected<Geometry> resolve(const Lesson& lesson);
// The sizes whose padding the lesson's p is.
Expected<Geometry> resolve_padded(const Lesson& lesson);
// The number of steps of the lesson; 0 when it does not resolve.
std::int64_t step_count(const Lesson& lesson);
// Those of them that come before the first output.
std::int64_t lead_steps(const Lesson& lesson);
bool steps_are_stamps(const Lesson& lesson);
// Whether rows and columns have the same sizes.
bool is_square(const Params& params);
// Whether both lessons come to the same results.
bool same_computation(const Lesson& a, const Lesson& b);
Expected<Results> compute(const Lesson& lesson, Device& device, Sources& sources);
// By the CPU, with sources of its own.
Expected<Results> compute(const Lesson& lesson);

// Steps of timelines that no size of a lesson says.
inline constexpr std::int64_t kFilteredPictureSteps = 9;  // placements of a block of 3 x 3
inline constexpr std::int64_t kPooledPictureSteps = 8;    // windows of a block of 2 x 2 pooled cells, and as many stamps
inline constexpr std::int64_t kFcnSteps = 4;
inline constexpr std::int64_t kDecoderSteps = 10;        // the panels of the figure
inline constexpr std::int64_t kDecodersSteps = 2;        // the classes; the mistakes
inline constexpr std::int64_t kMostProjectionSteps = 6;  // the unit of the deepest of five levels, and back through each
// After so many steps every tile of the gallery starts anew at once: the least common multiple of their steps.
inline constexpr std::int64_t kGallerySteps = 176400;

// Most products that are computed at once while a slider is dragged.
inline constexpr std::int64_t kInteractiveProducts = 1'000'000'000;
// Most cells of a grid that is drawn, padding included.
inline constexpr std::int64_t kInteractiveCells = 20'000'000;
// The same for pictures, which the window does not wait for.
inline constexpr std::int64_t kPictureProducts = 20'000'000'000;
inline constexpr std::int64_t kPictureCells = std::int64_t{1} << 26;
// Most products of the direct convolution for which the four ways of a transposed lesson are compared.
inline constexpr std::int64_t kComparedProducts = 1'000'000;

// The plane that a choice stands for at this size; own values are kept where they fit and 0 elsewhere.
Expected<Tensor> plane_of(const PlaneChoice& choice, Extent size, bool kernel);
// Of own values the n-th plane; none where there are no so many, or a name.
std::optional<Tensor> own_plane_of(const PlaneChoice& choice, Extent size, std::int64_t n);
// All planes of the lesson's input or kernel: those that its kind has, else one. Errors: those of making them.
Expected<Tensor> planes_in(const Lesson& lesson, bool kernel);

}  // namespace deconvlab
