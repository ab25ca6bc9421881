#include "app/results.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <utility>

#include "app/decoded.h"
#include "app/fcn.h"
#include "app/imitation.h"
#include "app/weights.h"
#include "core/conv_transpose.h"
#include "core/cpu_device.h"
#include "core/kernels.h"

namespace deconvlab {

ValueScale scale_of(std::span<const float> values) {
  ValueScale scale;
  for (const float v : values) scale = {std::max(scale.largest, std::abs(v)), scale.has_negative || v < 0};
  return scale;
}

bool same_computation(const Lesson& a, const Lesson& b) {
  return a.traits == b.traits && a.params == b.params && a.input == b.input && a.kernel == b.kernel && a.picture == b.picture &&
         a.up == b.up && a.optimiser == b.optimiser && a.rate == b.rate && a.level == b.level && a.channel == b.channel &&
         (!(a.traits.fcn || a.traits.network) || a.view == b.view);
}

namespace {

Tensor own_plane(const PlaneChoice& choice, Extent size) {
  Tensor plane(Shape{1, 1, size.h, size.w});
  for (std::int64_t r = 0; r < std::min(size.h, choice.own_size.h); ++r) {
    for (std::int64_t c = 0; c < std::min(size.w, choice.own_size.w); ++c) plane.at({r, c}) = choice.own[r * choice.own_size.w + c];
  }
  return plane;
}

}  // namespace

Expected<Tensor> plane_of(const PlaneChoice& choice, Extent size, bool kernel) {
  if (choice.name.empty()) return own_plane(choice, size);
  return kernel ? make_kernel(choice.name, size, choice.seed) : make_input(choice.name, size, choice.seed);
}

Expected<Geometry> resolve(const Lesson& lesson) {
  switch (lesson.traits.family) {
    case Family::convolution:
      return resolve(lesson.params);
    case Family::transposed:
      return resolve_transposed(lesson.params);
    case Family::pooling:
      return resolve_pooling(lesson).map([](const PoolingSizes& sizes) { return sizes.up; });
  }
  return resolve(lesson.params);
}

namespace {

Expected<void> check_interactive(const Geometry& g, bool picture) {
  const std::int64_t work = g.im2col_products();
  const std::int64_t most = picture ? kPictureProducts : kInteractiveProducts;
  if (work > most) return fail(ErrorCode::too_large, "number of products", work, most);
  const std::int64_t cells = g.h.padded * g.w.padded;
  const std::int64_t most_cells = picture ? kPictureCells : kInteractiveCells;
  if (cells > most_cells) return fail(ErrorCode::too_large, "number of cells", cells, most_cells);
  return {};
}

Tensor first_plane(const Tensor& x) {
  if (x.shape().n * x.shape().c == 1) return x;
  const auto plane = x.plane(0, 0);
  return Tensor::plane(x.shape().plane(), {plane.begin(), plane.end()});
}

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

// The operands of a lesson and what its operator makes of them.
struct Computed {
  std::shared_ptr<const Tensor> x;
  Tensor w, y, back;
  std::shared_ptr<const Resampled> resampled;
  std::shared_ptr<const WaysBack> ways;
  std::optional<Difference> distance;
  std::shared_ptr<const Imitations> imitations;
  double milliseconds = 0;
  std::uint64_t serial = next_serial();
};

// The matrices of the ways back, of a toy.
Expected<void> find_ways(const Lesson& lesson, const PoolingSizes& sizes, Computed& c) {
  if (lesson.traits.on_picture) return {};
  return ways_back(sizes, lesson, c.w, c.resampled->pooled.switches).map([&](WaysBack ways) {
    c.ways = std::make_shared<const WaysBack>(std::move(ways));
  });
}

Expected<void> deconvolve(Device& device, const Geometry& up, Computed& c) {
  return run_on_channels(device, OpKind::conv_transpose, c.resampled->pooled.values, c.w, up).map([&](Tensor y) {
    c.distance = *difference(y, *c.x);
    c.y = std::move(y);
  });
}

Expected<void> run_pooling(Device& device, const Lesson& lesson, ResampledSource& source, Computed& c) {
  const auto sizes = resolve_pooling(lesson);
  if (!sizes) return tl::make_unexpected(sizes.error());
  return source.get(device, *sizes, c.x, c.serial)
      .map([&](std::shared_ptr<const Resampled> found) { c.resampled = std::move(found); })
      .and_then([&] { return find_ways(lesson, *sizes, c); })
      .and_then([&] { return deconvolve(device, sizes->up, c); });
}

Expected<void> run_convolution(Device& device, const Lesson& lesson, const Geometry& g, Computed& c) {
  const bool forward = lesson.traits.family == Family::convolution;
  auto y = run_on_channels(device, forward ? OpKind::conv : OpKind::conv_transpose, *c.x, c.w, g);
  if (!y) return tl::make_unexpected(y.error());
  c.y = std::move(*y);
  return {};
}

// What the transpose makes of the output; of a picture nobody asks for it.
Expected<void> run_back(Device& device, const Lesson& lesson, const Geometry& g, Computed& c) {
  if (lesson.traits.on_picture) return {};
  const OpKind kind = lesson.traits.family == Family::convolution ? OpKind::conv_transpose : OpKind::conv;
  return device.run(kind, c.y, c.w, g).map([&](Tensor back) { c.back = std::move(back); });
}

Expected<void> run_training(const Lesson& lesson, const Geometry& up, Computed& c) {
  if (!lesson.traits.trains) return {};
  return imitate(lesson, *c.resampled, up, c.w).map([&](Imitations made) {
    c.imitations = std::make_shared<const Imitations>(std::move(made));
  });
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Fills in y, back, the training and how long y took.
Expected<void> run(Device& device, const Lesson& lesson, const Geometry& g, ResampledSource& source, Computed& c) {
  const auto start = std::chrono::steady_clock::now();
  const bool pooling = lesson.traits.family == Family::pooling;
  auto done = pooling ? run_pooling(device, lesson, source, c).and_then([&] { return run_training(lesson, g, c); })
                      : run_convolution(device, lesson, g, c);
  c.milliseconds = milliseconds_since(start);
  return done.and_then([&] { return run_back(device, lesson, g, c); });
}

Expected<std::shared_ptr<const Tensor>> input_of(const Lesson& lesson, const Geometry& g, PictureSource& pictures) {
  if (lesson.traits.on_picture) return pictures.get(lesson.picture, lesson.params.i);
  const bool small = lesson.traits.family == Family::transposed;
  return plane_of(lesson.input, small ? g.output() : g.input(), false).map([](Tensor x) {
    return std::make_shared<const Tensor>(std::move(x));
  });
}

std::optional<float> difference_of_ways(const Lesson& lesson, const Geometry& g, const Tensor& x, const Tensor& w) {
  if (lesson.traits.family != Family::transposed || g.direct_products() > kComparedProducts) return std::nullopt;
  std::vector<Tensor> results;
  for (const TransposeWay& way : transpose_ways()) results.push_back(way.apply(x, w, g));
  float largest = 0;
  for (const Tensor& a : results) {
    for (const Tensor& b : results) largest = std::max(largest, largest_difference(a, b));
  }
  return largest;
}

// A picture's own size takes the place of the lesson's.
Expected<Lesson> sized(Lesson lesson, PictureSource& pictures) {
  if (!lesson.traits.on_picture) return lesson;
  return pictures.get(lesson.picture, lesson.params.i).map([&](const std::shared_ptr<const Tensor>& picture) {
    lesson.params.i = picture->shape().plane();
    return lesson;
  });
}

// A device that can't is replaced by the CPU, and the reason kept.
Expected<Results> run_and_gather(const Lesson& lesson, const Geometry& g, Device& asked, Sources& sources, Computed c) {
  CpuDevice cpu;
  const bool on_cpu = !lesson.traits.on_picture;
  Expected<void> done = run(on_cpu ? cpu : asked, lesson, g, sources.resampled, c);
  std::optional<Error> refused;
  if (!done && !on_cpu) {
    refused = done.error();
    done = run(cpu, lesson, g, sources.resampled, c);
  }
  if (!done) return tl::make_unexpected(done.error());
  const bool forward = lesson.traits.family == Family::convolution;
  const Tensor x = first_plane(c.resampled ? c.resampled->pooled.values : *c.x);
  const Tensor y = first_plane(c.y);
  return Results{.family = forward ? Family::convolution : Family::transposed,
                 .geometry = g,
                 .rule = lesson.params.padding,
                 .trace = Trace(g, forward ? x : y, c.w),
                 .transpose = TransposeTrace(g, forward ? y : x, c.w),
                 .output = std::move(c.y),
                 .back = std::move(c.back),
                 .input_scale = scale_of(x.data()),
                 .output_scale = scale_of(y.data()),
                 .milliseconds = c.milliseconds,
                 .device = (on_cpu || refused ? cpu.name() : asked.name()),
                 .ways_difference = difference_of_ways(lesson, g, x, c.w),
                 .resampled = std::move(c.resampled),
                 .ways = std::move(c.ways),
                 .distance = c.distance,
                 .picture = lesson.traits.on_picture ? c.x : nullptr,
                 .serial = c.serial,
                 .imitations = std::move(c.imitations),
                 .refused = std::move(refused)};
}

// The steps are those of the last upsampling of the view's first class; everything else is in `fcn`.
Expected<Results> compute_fcn(const Lesson& lesson, Device& device, Sources& sources) {
  const auto got = sources.pictures.get(lesson.picture, Extent::square(kFcnSide));
  if (!got) return tl::make_unexpected(got.error());
  const std::shared_ptr<const Tensor> picture = shrunk_for_fcn(*got);
  const std::shared_ptr<const Fcn> fcn = fcn_of(*picture);
  Lesson steps;
  steps.traits.family = Family::transposed;
  const FcnVariant& variant = fcn->variants[fcn_variant(lesson.view)];
  steps.params = fcn_params(variant.coarse.size, variant.factor);
  const auto geometry = resolve(steps);
  if (!geometry) return tl::make_unexpected(geometry.error());
  Computed c;
  c.x = std::make_shared<const Tensor>(first_plane(variant.scores));
  c.w = *make_kernel("bilinear", geometry->kernel());
  return run_and_gather(steps, *geometry, device, sources, std::move(c)).map([&](Results results) {
    results.picture = picture;
    results.fcn = fcn;
    results.geometry.groups = kFcnClasses;
    return results;
  });
}

// Of the decoder's first learned layer, between the strongest map that goes in and the one that comes out.
struct FirstLayer {
  Lesson lesson;
  Tensor x, w;
};
FirstLayer first_layer(const Network& decoder, const Pass& pass) {
  const Layer& layer = decoder.layers[1];
  const bool transposed = layer.kind == LayerKind::conv_transpose;
  const Tensor& maps = pass.outputs[0];
  const std::int64_t in = strongest_channel(maps);
  const std::int64_t out = strongest_channel(pass.outputs[2]);
  FirstLayer first;
  first.lesson.traits.family = transposed ? Family::transposed : Family::convolution;
  first.lesson.params = layer.params;
  first.lesson.params.i = maps.shape().plane();
  const auto map = maps.plane(0, in);
  first.x = Tensor::plane(maps.shape().plane(), {map.begin(), map.end()});
  const auto kernel = decoder.parameters[layer.weights].plane(transposed ? in : out, transposed ? out : in);
  first.w = Tensor::plane(layer.params.k, {kernel.begin(), kernel.end()});
  return first;
}

Expected<Results> compute_network(const Lesson& lesson, Device& device, Sources& sources) {
  const auto picture = sources.pictures.get(lesson.picture, Extent::square(kSceneSide));
  if (!picture) return tl::make_unexpected(picture.error());
  const auto decoded = decode(*picture, lesson.picture);
  if (!decoded) return tl::make_unexpected(decoded.error());
  const std::size_t n = decoder_of(lesson.view);
  FirstLayer first = first_layer(segmenter_in_use().decoders[n], (*decoded)->decoders[n]);
  const auto geometry = resolve(first.lesson);
  if (!geometry) return tl::make_unexpected(geometry.error());
  Computed c;
  c.x = std::make_shared<const Tensor>(std::move(first.x));
  c.w = std::move(first.w);
  return run_and_gather(first.lesson, *geometry, device, sources, std::move(c)).map([&](Results results) {
    results.picture = *picture;
    results.decoded = *decoded;
    if (lesson.traits.projection) {
      const Network& encoder = segmenter_in_use().encoder;
      results.projected = std::make_shared<const Projected>(project_unit(encoder, (*decoded)->encoder, lesson.level, lesson.channel));
    }
    return results;
  });
}

Expected<Results> compute_sized(const Lesson& asked, Device& device, Sources& sources) {
  const auto lesson = sized(asked, sources.pictures);
  if (!lesson) return tl::make_unexpected(lesson.error());
  const auto geometry = resolve(*lesson);
  if (!geometry) return tl::make_unexpected(geometry.error());
  if (auto ok = check_interactive(*geometry, lesson->traits.on_picture); !ok) return tl::make_unexpected(ok.error());
  Computed c;
  auto x = input_of(*lesson, *geometry, sources.pictures);
  if (!x) return tl::make_unexpected(x.error());
  c.x = std::move(*x);
  auto w = plane_of(lesson->kernel, geometry->kernel(), true);
  if (!w) return tl::make_unexpected(w.error());
  c.w = std::move(*w);
  return run_and_gather(*lesson, *geometry, device, sources, std::move(c));
}

}  // namespace

Expected<Results> compute(const Lesson& lesson, Device& device, Sources& sources) {
  const auto compute_one = lesson.traits.fcn ? compute_fcn : lesson.traits.network ? compute_network : compute_sized;
  const auto start = std::chrono::steady_clock::now();
  auto results = compute_one(lesson, device, sources);
  const bool more_than_steps = lesson.traits.fcn || lesson.traits.network;
  if (results && more_than_steps) results->milliseconds = milliseconds_since(start);
  if (results && lesson.traits.on_picture) results->picture_note = sources.pictures.note();
  return results;
}

Expected<Results> compute(const Lesson& lesson) {
  CpuDevice cpu;
  Sources sources;
  return compute(lesson, cpu, sources);
}

}  // namespace deconvlab
