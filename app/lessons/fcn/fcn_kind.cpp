// FCN's upsampling of a picture's score maps.
#include "app/lessons/fcn/fcn.h"
#include "app/lessons/framework_layers.h"
#include "app/lessons/operands.h"
#include "app/lessons/wipe.h"
#include "core/operators/kernels.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFields[] = {"picture", "wipe"};
constexpr Section kSections[] = {Section::picture, Section::framework};

Expected<Geometry> resolve_upsampling(const Lesson& lesson) {
  const std::size_t n = fcn_variant(lesson.view);
  return resolve_transposed(fcn_params(Extent::square(fcn_scores(n)), kFcnFactors[n]));
}

Expected<Results> compute_fcn(const Lesson& lesson, Device&, Sources& sources) {
  const Stopwatch watch;
  const auto got = TRY(sources.pictures.get(lesson.picture, Extent::square(kFcnSide)));
  const auto picture = shrunk_for_fcn(got);
  const auto fcn = sources.fcn.get(picture);
  const FcnVariant& variant = fcn->variants[fcn_variant(lesson.view)];
  return resolve_transposed(fcn_params(variant.coarse.size, variant.factor)).and_then([&](const Geometry& g) {
    return compute_toy({Side::c_transposed, g, Padding::given, first_plane(variant.scores), *make_kernel("bilinear", g.kernel())})
        .map([&](Results results) {
          results.own = FcnResult{picture, fcn};
          results.geometry.groups = kFcnClasses;
          results.milliseconds = watch.milliseconds();
          return results;
        });
  });
}

std::int64_t steps(const Lesson& lesson) { return is_wiped(lesson) ? kWipeSteps : kFcnSteps; }

std::vector<Layer> layers(const Lesson&, const Results& results) { return {conv_transpose_of(results.geometry)}; }

std::string line(const Lesson& lesson, const Results& results) { return function_line(layers(lesson, results).front()); }

}  // namespace

constinit const LessonKind kFcnKind{.id = "fcn",
                                    .home = "picture=scene",
                                    .fields = kFields,
                                    .resolve = resolve_upsampling,
                                    .compute = compute_fcn,
                                    .steps = steps,
                                    .sections = kSections,
                                    .exported = itself,
                                    .layers = layers,
                                    .framework = line,
                                    .beside = true,
                                    .view_computes = true};

}  // namespace deconvlab
