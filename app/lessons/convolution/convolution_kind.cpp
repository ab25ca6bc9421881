// A convolution and a transposed one of a toy plane.
#include <memory>
#include <span>
#include <utility>

#include "app/lessons/convolution/blocks.h"
#include "app/lessons/convolution/brought_up.h"
#include "app/lessons/convolution/channels.h"
#include "app/lessons/framework_layers.h"
#include "app/lessons/operands.h"
#include "app/lessons/wipe.h"
#include "core/frameworks/pytorch.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFields[] = {"i", "k", "s", "p", "d", "padding", "flip", "square", "input", "kernel", "symbols"};
constexpr std::string_view kTransposedFields[] = {"i",      "k",    "s",      "p",     "d",      "a",      "padding",
                                                  "output", "flip", "square", "input", "kernel", "symbols"};
constexpr std::string_view kOverlapFields[] = {"i",      "k",    "s",      "p",     "d",      "a",    "padding",
                                               "output", "flip", "square", "input", "kernel", "wipe", "symbols"};
constexpr std::string_view kMatrixFields[] = {"i",      "k",     "s",      "p",        "d",      "padding", "flip",
                                              "square", "input", "kernel", "channels", "groups", "bias",    "symbols"};
constexpr std::span kValueFields = std::span(kTransposedFields).first<std::size(kTransposedFields) - 1>();  // never written as symbols
constexpr Section kMatrixSections[] = {Section::sizes, Section::channels, Section::kernel, Section::cells, Section::framework};
constexpr Section kSections[] = {Section::sizes, Section::kernel, Section::cells, Section::framework};

Expected<Geometry> resolve_forward(const Lesson& lesson) { return resolve(lesson.params); }
Expected<Geometry> resolve_back(const Lesson& lesson) { return resolve_transposed(lesson.params); }

// Of a plane; groups are the block matrix's.
Expected<Geometry> resolve_blocks(const Lesson& lesson) {
  return check_channels(lesson).and_then([&] {
    Params params = lesson.params;
    params.groups = 1;
    return resolve(params);
  });
}

Expected<Results> compute_side(const Lesson& lesson, Side side) {
  return resolve(lesson).and_then([&](const Geometry& g) {
    return check_toy(g)
        .and_then([&] { return operands_of(lesson, side, g, side == Side::c ? g.input() : g.output()); })
        .and_then([](Operands operands) { return compute_toy(std::move(operands)); });
  });
}

Expected<Results> compute_forward(const Lesson& lesson, Device&, Sources&) { return compute_side(lesson, Side::c); }
Expected<Results> compute_back(const Lesson& lesson, Device&, Sources&) { return compute_side(lesson, Side::c_transposed); }

Expected<Results> compute_channels_too(const Lesson& lesson, Device&, Sources&) {
  return compute_side(lesson, Side::c_transposed).and_then([&](Results results) {
    return compute_channels(lesson).map([&](Channels channels) {
      results.own = ChannelsResult{std::make_shared<const Channels>(std::move(channels))};
      return std::move(results);
    });
  });
}

Expected<Results> compute_and_bring_up(const Lesson& lesson, Device&, Sources&) {
  return compute_side(lesson, Side::c_transposed).map([&](Results results) {
    auto made = bring_up(lesson);
    results.own = OverlapResult{made ? std::make_shared<const BroughtUp>(std::move(*made)) : nullptr};
    return results;
  });
}

Expected<Results> compute_with_blocks(const Lesson& lesson, Device&, Sources&) {
  return compute_side(lesson, Side::c).and_then([&](Results results) -> Expected<Results> {
    results.own = BlocksResult{};
    if (!has_blocks(lesson)) return results;
    return compute_blocks(lesson).map([&](Blocks blocks) {
      results.own = BlocksResult{std::make_shared<const Blocks>(std::move(blocks))};
      return std::move(results);
    });
  });
}

std::int64_t block_steps(const Lesson& lesson) {
  return resolve(lesson).map([&](const Geometry& g) { return g.output().area() * lesson.channels.w; }).value_or(0);
}
std::int64_t forward_steps(const Lesson& lesson) {
  return resolve(lesson).map([](const Geometry& g) { return g.output().area(); }).value_or(0);
}
// The window, x as a column, the first row of C, the other rows; each row's product; y as a grid; Ct; each column's stamp; a row of Ct.
constexpr std::int64_t kUnrolling = 4;
std::int64_t unrolling_steps(const Lesson& lesson) { return resolve(lesson) ? kUnrolling : 0; }
std::int64_t unrolled_steps(const Lesson& lesson) {
  const std::int64_t outputs = forward_steps(lesson);
  return outputs > 0 ? kUnrolling + 2 * outputs + 3 : 0;
}
std::int64_t back_steps(const Lesson& lesson) {
  return resolve(lesson).map([](const Geometry& g) { return g.input().area(); }).value_or(0);
}
std::int64_t stamped_steps(const Lesson& lesson) { return (steps_are_stamps(lesson) ? forward_steps : back_steps)(lesson); }
std::int64_t overlap_steps(const Lesson& lesson) {
  if (is_wiped(lesson)) return resolve(lesson) ? kWipeSteps : 0;
  return forward_steps(lesson);
}
bool is_scattered(const Lesson& lesson) { return lesson.view == "scatter"; }
bool is_stamped(const Lesson& lesson) { return !is_wiped(lesson); }
// The input as it is, its cells moved apart and zeros between them where s > 1, the padding, the output padding: a step each.
std::int64_t stretching_steps(const Lesson& lesson) {
  return resolve(lesson).map([](const Geometry& g) { return g.h.s > 1 || g.w.s > 1 ? 5 : 3; }).value_or(0);
}
std::int64_t stretched_steps(const Lesson& lesson) { return stretching_steps(lesson) + back_steps(lesson); }

Extent kernel_size(const Lesson& lesson) { return lesson.params.k; }

// Of the kind that the lesson is of, whose layer is what it shows.
std::string line(const Lesson& lesson, const Results& results) { return function_line(lesson.kind->layers(lesson, results).front()); }
std::vector<Layer> forward_layers(const Lesson&, const Results& results) { return {conv_of(results.geometry)}; }
std::vector<Layer> block_layers(const Lesson& lesson, const Results& results) {
  Geometry g = results.geometry;
  g.groups = lesson.params.groups;
  Layer layer = conv_of(g, {lesson.channels.h / g.groups, lesson.channels.w / g.groups});
  layer.bias = !lesson.bias.empty();
  return {layer};
}
std::vector<Layer> layers_of_both_ways(const Lesson&, const Results& results) {
  return {conv_of(results.geometry), conv_transpose_of(results.geometry)};
}
// What the transpose makes of y has a name of its own.
std::string lines_of_both_ways(const Lesson&, const Results& results) {
  return function_line(conv_of(results.geometry)) + "\nz = " + pytorch_function(conv_transpose_of(results.geometry), "y").text;
}
std::vector<Layer> back_layers(const Lesson&, const Results& results) { return {conv_transpose_of(results.geometry)}; }
std::vector<Layer> layers_of_channels(const Lesson&, const Results& results) {
  return {conv_transpose_of(results.geometry, {kInChannels, kOutChannels})};
}

constexpr LessonKind kForward{.id = "convolution",
                              .fields = kFields,
                              .resolve = resolve_forward,
                              .compute = compute_forward,
                              .steps = forward_steps,
                              .sections = kSections,
                              .output_row = OutputRow::sets_input,
                              .weights = kernel_size,
                              .edits_input = true,
                              .exported = itself,
                              .layers = forward_layers,
                              .framework = line,
                              .kin = "convolution"};

constexpr LessonKind with_layers(LessonKind kind, std::vector<Layer> (*layers)(const Lesson&, const Results&)) {
  kind.layers = layers;
  return kind;
}

constexpr LessonKind both_ways(LessonKind kind) {
  kind.id = "both ways";
  kind.layers = layers_of_both_ways;
  kind.framework = lines_of_both_ways;
  return kind;
}

constexpr LessonKind with_blocks(LessonKind kind) {
  kind.id = "matrix";
  kind.fields = kMatrixFields;
  kind.resolve = resolve_blocks;
  kind.compute = compute_with_blocks;
  kind.steps = block_steps;
  kind.sections = kMatrixSections;
  kind.layers = block_layers;
  kind.planes = block_planes;
  return kind;
}

constexpr LessonKind stretched(LessonKind kind) {
  kind.steps = stretched_steps;
  kind.lead = stretching_steps;
  return kind;
}

constexpr LessonKind stamped(LessonKind kind, bool (*stamps)(const Lesson&)) {
  kind.steps = stamped_steps;
  kind.stamps = stamps;
  return kind;
}

constexpr LessonKind overlapping(LessonKind kind) {
  kind.fields = kOverlapFields;
  kind.steps = overlap_steps;
  kind.stamps = is_stamped;
  return kind;
}

constexpr LessonKind unrolled(LessonKind kind) {
  kind = both_ways(kind);
  kind.id = "unrolled";
  kind.fields = std::span(kFields).first<std::size(kFields) - 1>();
  kind.steps = unrolled_steps;
  kind.lead = unrolling_steps;
  return kind;
}

constexpr LessonKind of_channels(LessonKind kind) {
  kind.fields = kValueFields;
  kind.planes = channel_planes;
  return kind;
}

constexpr LessonKind transposed(std::string_view id, Expected<Results> (*compute)(const Lesson&, Device&, Sources&)) {
  return {.id = id,
          .fields = kTransposedFields,
          .resolve = resolve_back,
          .compute = compute,
          .steps = back_steps,
          .sections = kSections,
          .output_row = OutputRow::asks_output,
          .weights = kernel_size,
          .edits_input = true,
          .exported = itself,
          .layers = back_layers,
          .framework = line,
          .kin = "convolution",
          .input_is_small = true};
}

}  // namespace

constinit const LessonKind kConvolutionKind = kForward;
constinit const LessonKind kBothWaysKind = both_ways(kForward);
constinit const LessonKind kMatrixKind = with_blocks(kForward);
constinit const LessonKind kUnrolledKind = unrolled(kForward);
constinit const LessonKind kTransposedKind = stamped(transposed("transposed", compute_back), is_scattered);
constinit const LessonKind kOverlapKind = overlapping(transposed("overlap", compute_and_bring_up));
constinit const LessonKind kStretchedKind = stretched(transposed("stretched", compute_back));
constinit const LessonKind kChannelsKind = with_layers(of_channels(transposed("two channels", compute_channels_too)), layers_of_channels);

}  // namespace deconvlab
