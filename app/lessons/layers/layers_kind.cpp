// What each cell of a chain's results sees of its input. The steps are its layers.
#include <algorithm>
#include <utility>

#include "app/lessons/kind.h"
#include "app/lessons/layers/layers_lesson.h"
#include "app/lessons/operands.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFields[] = {"i", "layers"};
constexpr Section kSections[] = {Section::layers};

Expected<Geometry> resolve_layers(const Lesson& lesson) { return last_plane(lesson).map(one_weight_over); }

Expected<Results> compute_layers(const Lesson& lesson, Device&, Sources&) {
  const Stopwatch watch;
  auto layers = TRY(counted_layers(lesson));
  const Extent cells = TRY(last_plane(lesson));
  Results results = without_convolution(Tensor(Shape{1, 1, cells.h, cells.w}, 1.0f), LayersResult{std::move(layers)});
  results.milliseconds = watch.milliseconds();
  return results;
}

}  // namespace

constinit const LessonKind kLayersKind{
    .id = "layers",
    .home = "i=12&layers=conv%20k3%20p1;%20conv%20k3%20s2%20p1;%20conv%20k3%20p1;%20deconv%20k4%20s2%20p1",
    .fields = kFields,
    .resolve = resolve_layers,
    .compute = compute_layers,
    .steps = layer_count,
    .sections = kSections};

}  // namespace deconvlab
