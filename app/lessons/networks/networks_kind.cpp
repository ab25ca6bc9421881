// What the shipped networks make of a picture: one decoder's maps, all three beside each other, and the way back from one unit.
#include <algorithm>

#include "app/lessons/framework_layers.h"
#include "app/lessons/networks/decoded.h"
#include "app/lessons/networks/weights.h"
#include "app/lessons/operands.h"
#include "app/lessons/wipe.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kDecoderFields[] = {"picture", "channel"};
constexpr std::string_view kDecodersFields[] = {"picture", "wipe"};
constexpr std::string_view kProjectionFields[] = {"picture", "level", "channel"};
constexpr Section kDecoderSections[] = {Section::network, Section::picture, Section::framework};
constexpr Section kDecodersSections[] = {Section::picture};
constexpr Section kProjectionSections[] = {Section::network, Section::picture};

const Network& decoder_in(const Lesson& lesson) { return segmenter_in_use().decoders[decoder_of(lesson.view)]; }
// The first learned one, after the first way up.
const NetworkLayer& first_layer(const Lesson& lesson) { return decoder_in(lesson).layers[1]; }
bool goes_up(const NetworkLayer& layer) { return layer.kind == NetworkLayerKind::conv_transpose; }

Expected<Geometry> resolve_layer(const NetworkLayer& layer, Extent maps) {
  Params params = layer.params;
  params.i = maps;
  return goes_up(layer) ? resolve_transposed(params) : resolve(params);
}

Extent first_maps() {
  constexpr std::int64_t kHalvings = 4;  // of the encoder's five poolings all but the last
  return Extent::square(kSceneSide >> kHalvings);
}

Expected<Geometry> resolve_first(const Lesson& lesson) { return resolve_layer(first_layer(lesson), first_maps()); }

// Between the strongest map that goes into the layer and the one that comes out.
Expected<Operands> operands_of(const Lesson& lesson, const Pass& pass) {
  const NetworkLayer& layer = first_layer(lesson);
  const Tensor& maps = pass.outputs[0];
  const std::int64_t in = strongest_channel(maps);
  const std::int64_t out = strongest_channel(pass.outputs[2]);
  return resolve_layer(layer, maps.shape().plane()).map([&](const Geometry& g) {
    const auto map = maps.plane(0, in);
    const bool up = goes_up(layer);
    const auto kernel = decoder_in(lesson).parameters[layer.weights].plane(up ? in : out, up ? out : in);
    return Operands{up ? Side::c_transposed : Side::c, g, Padding::given, Tensor::plane(maps.shape().plane(), {map.begin(), map.end()}),
                    Tensor::plane(layer.params.k, {kernel.begin(), kernel.end()})};
  });
}

Expected<Results> compute_network(const Lesson& lesson, Device&, Sources& sources) {
  const Stopwatch watch;
  const auto picture = TRY(sources.pictures.get(lesson.picture, Extent::square(kSceneSide)));
  const auto decoded = TRY(sources.decoded.get(picture, lesson.picture));
  return operands_of(lesson, decoded->decoders[decoder_of(lesson.view)])
      .and_then([](Operands operands) { return compute_toy(std::move(operands)); })
      .map([&](Results results) {
        results.own = NetworkResult{picture, decoded};
        results.milliseconds = watch.milliseconds();
        return results;
      });
}

Expected<Results> compute_projection(const Lesson& lesson, Device& device, Sources& sources) {
  const Stopwatch watch;
  return compute_network(lesson, device, sources).map([&](Results results) {
    NetworkResult network = results.of<NetworkResult>();
    auto projected = project_unit(segmenter_in_use().encoder, network.decoded->encoder, lesson.level, lesson.channel);
    results.own = ProjectionResult{std::move(network), std::make_shared<const Projected>(std::move(projected))};
    results.milliseconds = watch.milliseconds();
    return results;
  });
}

std::int64_t decoder_steps(const Lesson&) { return kDecoderSteps; }
std::int64_t decoders_steps(const Lesson& lesson) { return is_wiped(lesson) ? kWipeSteps : kDecodersSteps; }
std::int64_t projection_steps(const Lesson& lesson) { return std::clamp<std::int64_t>(lesson.level, 0, kMostProjectionSteps - 2) + 2; }

std::vector<Layer> layers(const Lesson& lesson, const Results& results) {
  const LayerChannels channels{first_layer(lesson).in, first_layer(lesson).out};
  return {results.transposed() ? conv_transpose_of(results.geometry, channels) : conv_of(results.geometry, channels)};
}

std::string line(const Lesson& lesson, const Results& results) { return function_line(layers(lesson, results).front()); }

}  // namespace

constinit const LessonKind kDecoderKind{.id = "decoder",
                                        .home = "picture=objects&t=9",
                                        .fields = kDecoderFields,
                                        .resolve = resolve_first,
                                        .compute = compute_network,
                                        .steps = decoder_steps,
                                        .sections = kDecoderSections,
                                        .layers = layers,
                                        .framework = line,
                                        .beside = true,
                                        .view_computes = true};

constinit const LessonKind kDecodersKind{.id = "decoders",
                                         .home = "picture=objects&wipe=2,4",
                                         .fields = kDecodersFields,
                                         .resolve = resolve_first,
                                         .compute = compute_network,
                                         .steps = decoders_steps,
                                         .sections = kDecodersSections,
                                         .beside = true};

constinit const LessonKind kProjectionKind{.id = "projection",
                                           .home = "picture=objects&level=2&t=3",
                                           .fields = kProjectionFields,
                                           .resolve = resolve_first,
                                           .compute = compute_projection,
                                           .steps = projection_steps,
                                           .sections = kProjectionSections,
                                           .beside = true};

}  // namespace deconvlab
