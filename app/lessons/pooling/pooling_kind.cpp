// Max pooling and the ways back up, of a toy plane, of a picture, and with a kernel that learns.
#include <array>

#include "app/lessons/framework_layers.h"
#include "app/lessons/operands.h"
#include "app/lessons/pooling/imitation.h"
#include "app/lessons/wipe.h"
#include "core/frameworks/pytorch.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFields[] = {"i", "k", "s", "p", "padding", "ceil", "flip", "square", "input", "kernel", "up"};
constexpr std::string_view kTrainingFields[] = {"i",      "k",     "s",      "p",  "padding",   "ceil", "flip",
                                                "square", "input", "kernel", "up", "optimiser", "rate"};
constexpr std::string_view kPictureFields[] = {"i", "k", "s", "p", "padding", "ceil", "flip", "square", "kernel", "up", "picture", "wipe"};
constexpr Section kSections[] = {Section::sizes, Section::kernel, Section::cells, Section::framework};
constexpr Section kTrainingSections[] = {Section::sizes, Section::training, Section::kernel, Section::cells, Section::framework};
constexpr Section kPictureSections[] = {Section::sizes, Section::kernel, Section::picture, Section::framework};

Expected<Geometry> resolve_up(const Lesson& lesson) {
  return resolve_pooling(lesson).map([](const PoolingSizes& sizes) { return sizes.up; });
}

Expected<Geometry> resolve_down(const Lesson& lesson) { return resolve_pool(lesson.params); }

// Pooled and brought back, the pooled map the operand of the steps.
struct Pooled {
  Operands operands;
  Computed computed;
  PoolingResult result;
};

Expected<Pooled> pool_and_deconvolve(Device& device, const PoolingSizes& sizes, Tensor w, std::shared_ptr<const Tensor> x,
                                     ResampledSource& source) {
  const std::uint64_t serial = next_serial();
  return source.get(device, sizes, x, serial).and_then([&](std::shared_ptr<const Resampled> resampled) {
    return run_on_channels(device, OpKind::conv_transpose, resampled->pooled.values, w, sizes.up).map([&](Tensor y) {
      const Difference distance = *difference(y, *x);
      return Pooled{{Side::c_transposed, sizes.up, Padding::given, first_plane(resampled->pooled.values), std::move(w)},
                    {.y = std::move(y), .serial = serial},
                    {.resampled = std::move(resampled), .distance = distance}};
    });
  });
}

// The matrices of the ways back as well.
Expected<Pooled> pool_toy(const Lesson& lesson, Sources& sources) {
  const auto sizes = TRY(resolve_pooling(lesson));
  TRY(check_toy(sizes.up));
  auto operands = TRY(operands_of(lesson, Side::c_transposed, sizes.up, sizes.up.input()));
  CpuDevice cpu;
  auto x = std::make_shared<const Tensor>(std::move(operands.x));
  return pool_and_deconvolve(cpu, sizes, std::move(operands.w), std::move(x), sources.resampled).and_then([&](Pooled pooled) {
    pooled.computed.device = cpu.name();
    return ways_back(sizes, lesson, pooled.operands.w, pooled.result.resampled->pooled.switches).map([&](WaysBack ways) {
      pooled.result.ways = std::make_shared<const WaysBack>(std::move(ways));
      return std::move(pooled);
    });
  });
}

Expected<Results> with_back(Pooled pooled, double milliseconds, OwnResult own) {
  pooled.computed.milliseconds = milliseconds;
  return CpuDevice().run(OpKind::conv, pooled.computed.y, pooled.operands.w, pooled.operands.geometry).map([&](Tensor back) {
    pooled.computed.back = std::move(back);
    return gather(std::move(pooled.operands), std::move(pooled.computed), std::move(own));
  });
}

Expected<Results> compute_pooling(const Lesson& lesson, Device&, Sources& sources) {
  const Stopwatch watch;
  return pool_toy(lesson, sources).and_then([&](Pooled pooled) {
    OwnResult own = std::move(pooled.result);
    return with_back(std::move(pooled), watch.milliseconds(), std::move(own));
  });
}

Expected<Results> compute_training(const Lesson& lesson, Device&, Sources& sources) {
  const Stopwatch watch;
  return pool_toy(lesson, sources).and_then([&](Pooled pooled) {
    const Operands& of = pooled.operands;
    return imitate(lesson, *pooled.result.resampled, of.geometry, of.w).and_then([&](Imitations made) {
      OwnResult own = TrainingResult{std::move(pooled.result), std::make_shared<const Imitations>(std::move(made))};
      return with_back(std::move(pooled), watch.milliseconds(), std::move(own));
    });
  });
}

Expected<Results> compute_picture(const Lesson& asked, Device& device, Sources& sources) {
  const auto of = TRY(with_picture(asked, sources.pictures));
  const auto sizes = TRY(resolve_pooling(of.lesson));
  TRY(check_picture(sizes.up));
  const auto w = TRY(kernel_of(of.lesson, sizes.up));
  const Stopwatch watch;
  Computed where;
  return on_device(device, where, [&](Device& d) { return pool_and_deconvolve(d, sizes, w, of.picture, sources.resampled); })
      .map([&](Pooled pooled) {
        pooled.computed.milliseconds = watch.milliseconds();
        pooled.computed.device = where.device;
        pooled.computed.refused = where.refused;
        pooled.result.picture = of.picture;
        return gather(std::move(pooled.operands), std::move(pooled.computed), std::move(pooled.result));
      });
}

std::int64_t pooling_steps(const Lesson& lesson) {
  return resolve_pooling(lesson).map([](const PoolingSizes& sizes) { return 2 * sizes.pool.output().area(); }).value_or(0);
}
std::int64_t training_steps(const Lesson&) { return kTrainingUpdates + 1; }
std::int64_t picture_steps(const Lesson& lesson) { return is_wiped(lesson) ? kWipeSteps : kPooledPictureSteps; }

Extent way_back_size(const Lesson& lesson) { return lesson.up; }

std::vector<Layer> layers(const Lesson&, const Results& results) {
  const Resampled& resampled = *results.pooling().resampled;
  return {max_pool_of(resampled.pool), max_unpool_of(resampled.pool), upsample_of(resampled.resample, Interpolation::nearest),
          upsample_of(resampled.resample, Interpolation::linear), conv_transpose_of(results.geometry)};
}

// Its switches lead back only where PyTorch pools the map as it is.
std::string lines(const Lesson&, const Results& results) {
  const Geometry& sizes = results.pooling().resampled->pool;
  const Written pool = pytorch_function(max_pool_of(sizes)), unpool = pytorch_function(max_unpool_of(sizes), "pooled");
  const std::string up = function_line(conv_transpose_of(results.geometry), "pooled");
  if (!pool.exact || pool.text.find("F.pad") != std::string::npos) return up;
  return fmt::format("pooled, at = {}\n{}\n{}", pool.text, unpool.text, up);
}

}  // namespace

constinit const LessonKind kPoolingKind{
    .id = "pooling",
    .home =
        "i=4&k=2&s=2&up=2&kernel=ones&input=own:8:1,3,2,1,0,8,2,10,4,2,0,5,6,3,1,4,7,6,1,1,3,0,11,5,5,0,2,9,1,2,"
        "3,6,0,2,6,3,0,1,4,12,1,1,4,0,1,0,9,2,3,13,5,2,0,15,7,1,8,4,14,6,2,3,16,5",
    .fields = kFields,
    .resolve = resolve_up,
    .padded = resolve_down,
    .compute = compute_pooling,
    .steps = pooling_steps,
    .sections = kSections,
    .weights = way_back_size,
    .exported = itself,
    .layers = layers,
    .framework = lines,
    .kin = "pooling"};

constinit const LessonKind kTrainingKind{
    .id = "training",
    .home =
        "i=8&k=2&s=2&up=4&kernel=uniform:1&input=own:8:1,3,2,1,5,2,0,1,4,2,0,5,3,9,2,6,7,6,1,1,2,0,4,3,0,2,3,2,1,2,1,8,0,1,9,2,"
        "4,1,3,0,3,2,6,4,0,6,1,2,2,8,1,0,5,3,7,2,1,4,3,2,1,2,0,4",
    .fields = kTrainingFields,
    .resolve = resolve_up,
    .padded = resolve_down,
    .compute = compute_training,
    .steps = training_steps,
    .sections = kTrainingSections,
    .weights = way_back_size,
    .layers = layers,
    .framework = lines,
    .kin = "pooling",
    .beside = true,
    .restarts = true,
    .pace = 8};

constinit const LessonKind kPooledPictureKind{.id = "pooled picture",
                                              .home = "i=128&k=2&s=2&up=4&kernel=bilinear&wipe=1,3",
                                              .fields = kPictureFields,
                                              .resolve = resolve_up,
                                              .padded = resolve_down,
                                              .compute = compute_picture,
                                              .steps = picture_steps,
                                              .sections = kPictureSections,
                                              .weights = way_back_size,
                                              .exported = itself,
                                              .layers = layers,
                                              .framework = lines,
                                              .kin = "pooling",
                                              .beside = true};

}  // namespace deconvlab
