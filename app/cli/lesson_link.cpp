#include "app/cli/lesson_link.h"

#include "app/lessons/kind.h"
#include "app/record/data_links.h"
#include "app/scenes/scenes.h"
#include "app/state/link.h"

namespace deconvlab {

namespace {

constexpr std::size_t kMostValues = 10'000;  // of a plane in a link

std::string_view scene_of(const Operator& op) {
  if (op.kind == OpKind::conv) return "matrix";
  return op.kind == OpKind::conv_transpose ? "transposed" : "";
}

// The sizes of a plane, whatever the channels.
bool has_sizes(const Lesson& lesson, Geometry made) {
  made.groups = 1;
  return resolve(lesson).map([&](const Geometry& g) { return g == made; }).value_or(false);
}

bool has_same_planes(const Lesson& a, const Lesson& b) {
  return a.kernel == b.kernel && a.input == b.input && a.channels == b.channels && a.bias == b.bias && a.params.groups == b.params.groups;
}

// All planes one after the other.
void choose(const OperandSource& source, Operand role, PlaneChoice& choice) {
  if (source.array) {
    choice = {{}, 0, source.sides(), {source.array->data().begin(), source.array->data().end()}};
  } else if (const auto named = choice_of(source, role); named && !source.text.empty()) {
    choice = *named;
  }
}

}  // namespace

Lesson lesson_of(const Params& params, const OperandSource& input, const OperandSource& kernel) {
  Lesson lesson;
  lesson.params = params;
  choose(input, Operand::input, lesson.input);
  choose(kernel, Operand::kernel, lesson.kernel);
  return lesson;
}

std::string lesson_link(const Operator& op, Lesson own, const Geometry& made) {
  if (own.kernel.own.size() > kMostValues || own.input.own.size() > kMostValues) return {};
  const auto home = open_link(scene_of(op));
  if (scene_of(op).empty() || !home) return {};
  Model model = *home;
  own.scene = model.lesson.scene;
  own.kind = model.lesson.kind;
  own.view = model.lesson.view;
  own.square = is_square(own.params);
  if (own.input == Lesson().input) own.input = model.lesson.input;
  model.lesson = std::move(own);
  model.time = 0;
  model.pinned = {};
  const std::string link = to_link(model);
  const auto back = open_link(link);
  return back && has_sizes(back->lesson, made) && has_same_planes(back->lesson, model.lesson) ? link : "";
}

Expected<void> carry_link(const Place& place, const std::string& link) {
  return place.is_stream() || link.empty() ? Expected<void>() : add_link(place.path, link);
}

}  // namespace deconvlab
