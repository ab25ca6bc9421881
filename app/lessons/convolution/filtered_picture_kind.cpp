// Any kernel on a picture.
#include "app/lessons/framework_layers.h"
#include "app/lessons/operands.h"
#include "app/lessons/wipe.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFields[] = {"i", "k", "s", "p", "d", "padding", "flip", "square", "kernel", "picture", "wipe"};
constexpr Section kSections[] = {Section::sizes, Section::kernel, Section::picture, Section::framework};

Expected<Geometry> resolve_forward(const Lesson& lesson) { return resolve(lesson.params); }

Expected<Results> filter(const PicturedLesson& of, const Geometry& g, const Tensor& w, Device& device) {
  Computed computed{.serial = next_serial()};
  const Stopwatch watch;
  return on_device(device, computed, [&](Device& d) { return run_on_channels(d, OpKind::conv, *of.picture, w, g); }).map([&](Tensor y) {
    computed.milliseconds = watch.milliseconds();
    computed.y = std::move(y);
    return gather({Side::c, g, of.lesson.params.padding, first_plane(*of.picture), w}, std::move(computed), FilteredResult{of.picture});
  });
}

Expected<Results> compute_picture(const Lesson& asked, Device& device, Sources& sources) {
  const auto of = TRY(with_picture(asked, sources.pictures));
  return resolve(of.lesson).and_then([&](const Geometry& g) {
    return check_picture(g).and_then([&] { return kernel_of(of.lesson, g); }).and_then([&](const Tensor& w) {
      return filter(of, g, w, device);
    });
  });
}

std::int64_t steps(const Lesson& lesson) { return is_wiped(lesson) ? kWipeSteps : kFilteredPictureSteps; }

Extent kernel_size(const Lesson& lesson) { return lesson.params.k; }

std::vector<Layer> layers(const Lesson&, const Results& results) { return {conv_of(results.geometry)}; }

std::string line(const Lesson& lesson, const Results& results) { return function_line(layers(lesson, results).front()); }

}  // namespace

constinit const LessonKind kFilteredPictureKind{.id = "filtered picture",
                                                .home = "i=384&k=3&p=1&kernel=sobel-x",
                                                .fields = kFields,
                                                .resolve = resolve_forward,
                                                .compute = compute_picture,
                                                .steps = steps,
                                                .sections = kSections,
                                                .output_row = OutputRow::sets_input,
                                                .weights = kernel_size,
                                                .exported = itself,
                                                .layers = layers,
                                                .framework = line,
                                                .kin = "convolution",
                                                .beside = true};

}  // namespace deconvlab
