#include "app/state/edits.h"

#include <algorithm>

#include "app/lessons/kind.h"

namespace deconvlab {

namespace {

template <class ALesson>
auto& size_in(ALesson& lesson, Size size) {
  auto& params = lesson.params;
  switch (size) {
    case Size::i:
      return params.i;
    case Size::k:
      return params.k;
    case Size::s:
      return params.s;
    case Size::p:
      return params.p;
    case Size::p_end:
      return params.p_end ? *params.p_end : params.p;
    case Size::d:
      return params.d;
    case Size::a:
      return params.a;
    case Size::up:
      return lesson.up;
  }
  return params.i;
}

// What resolve() needs to come to a given output by itself, without a rule or an output shape.
struct Plain {
  std::int64_t p, a;
};

// The padding of the end that SAME gives its odd cell: with stride the output keeps its size, moved by a cell.
Plain plain_of(const Axis& axis) {
  const std::int64_t most = std::max(axis.s, axis.d) - 1;
  const std::int64_t p = std::max(axis.p, axis.padding_end());
  return {p, std::min(axis.remainder + 2 * p - axis.p - axis.padding_end(), most)};
}

bool has_numbers(const Params& params) { return params.padding == Padding::given && !params.output; }

}  // namespace

Extent& size_of(Lesson& lesson, Size size) { return size_in(lesson, size); }
const Extent& size_of(const Lesson& lesson, Size size) { return size_in(lesson, size); }

void set_size(Lesson& lesson, Size size, Axes axes, std::int64_t value) {
  if (size == Size::p_end && !lesson.params.p_end) lesson.params.p_end = lesson.params.p;
  Extent& e = size_of(lesson, size);
  if (lesson.square || axes != Axes::width) e.h = value;
  if (lesson.square || axes != Axes::height) e.w = value;
}

Expected<Geometry> with_room(Params params) {
  params.i = {params.k.h * params.d.h, params.k.w * params.d.w};
  return resolve(params);
}

void set_own_cell(Lesson& lesson, bool kernel, std::int64_t plane, Cell cell, float value) {
  auto planes = planes_in(lesson, kernel);
  if (!planes) return;
  const Shape& s = planes->shape();
  if (plane < 0 || plane >= s.n * s.c || !s.plane().contains(cell)) return;
  planes->at(plane / s.c, plane % s.c, cell.row, cell.col) = value;
  PlaneChoice& choice = kernel ? lesson.kernel : lesson.input;
  choice = {"", 0, s.plane(), {planes->data().begin(), planes->data().end()}};
}

void make_plain(Lesson& lesson) {
  Params& params = lesson.params;
  if (const auto geometry = resolve_padded(lesson)) {
    const Plain h = plain_of(geometry->h);
    const Plain w = plain_of(geometry->w);
    params.p = {h.p, w.p};
    params.a = lesson.kind->takes("a") ? Extent{h.a, w.a} : Extent{};
  }
  params.padding = Padding::given;
  params.p_end.reset();
  params.output.reset();
}

void give_numbers(Lesson& lesson) {
  if (!has_numbers(lesson.params)) make_plain(lesson);
}

void set_ends_apart(Lesson& lesson) {
  Params& params = lesson.params;
  const auto geometry = resolve_padded(lesson);
  if (geometry && !has_numbers(params)) {
    params.p = {geometry->h.p, geometry->w.p};
    params.p_end = {geometry->h.padding_end(), geometry->w.padding_end()};
    params.a = lesson.kind->takes("a") ? Extent{geometry->h.remainder, geometry->w.remainder} : Extent{};
  }
  params.p_end = params.padding_end();
  params.padding = Padding::given;
  params.output.reset();
}

}  // namespace deconvlab
