// What each cell of a chain's results sees of its input. The steps are its layers.
#include <algorithm>
#include <utility>

#include "app/lessons/kind.h"
#include "app/lessons/layers/layers_lesson.h"
#include "app/lessons/operands.h"
#include "core/operators/kernels.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFields[] = {"i", "layers"};
constexpr Section kSections[] = {Section::layers};

// Of one weight, over the cells of the last result.
Expected<Geometry> resolve_layers(const Lesson& lesson) {
  return last_plane(lesson).and_then([](Extent plane) { return resolve(Params{.i = plane, .k = Extent::square(1)}); });
}

Expected<Results> compute_layers(const Lesson& lesson, Device&, Sources&) {
  const Stopwatch watch;
  auto layers = TRY(counted_layers(lesson));
  const Geometry g = TRY(resolve_layers(lesson));
  Tensor ones({1, 1, g.h.i, g.w.i});
  std::ranges::fill(ones.data(), 1.0f);
  Results results = TRY(compute_toy({Side::c, g, Padding::given, std::move(ones), *make_kernel("ones", g.kernel())}));
  results.own = LayersResult{std::move(layers)};
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
