#include "app/state/mend.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "app/lessons/kind.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kFarthest = 64;
constexpr std::int64_t kLargest = 1'000'000'000;  // size that is searched around: any number can be typed

struct Mendable {
  Size size;
  std::string_view field;  // of a link
  std::int64_t least;
};
// Of two changes that are as small the one that stands first is offered first.
constexpr Mendable kSizes[] = {{Size::p, "p", 0}, {Size::k, "k", 1}, {Size::i, "i", 1},  {Size::d, "d", 1},
                               {Size::s, "s", 1}, {Size::a, "a", 0}, {Size::up, "up", 1}};

std::optional<Mend> mended(const Model& model, const Command& change, std::int64_t distance) {
  Document document;
  document.model = model;
  update(document, change);
  if (!resolve(document.model.lesson)) return {};
  return Mend{change, std::move(document.model.lesson), distance};
}

// The number that the size has on these axes: the rows' where both are set at once.
std::int64_t value_of(const Lesson& lesson, Size size, Axes axes) {
  const Extent e = size_of(lesson, size);
  return axes == Axes::width ? e.w : e.h;
}

// How far a change goes from what is there, larger first.
std::vector<std::int64_t> ways_off() {
  std::vector<std::int64_t> by;
  for (std::int64_t n = 0; n <= kFarthest; ++n) by.insert(by.end(), {n, -n});
  return by;
}

std::optional<Mend> nearest(const Model& model, const Mendable& of, Axes axes) {
  const std::int64_t now = value_of(model.lesson, of.size, axes);
  if (now < -kLargest || now > kLargest) return {};
  for (const std::int64_t by : ways_off()) {
    if (now + by < of.least) continue;
    if (auto mend = mended(model, command::SetSize{of.size, axes, now + by}, std::abs(by))) return mend;
  }
  return {};
}

// The output that can be reached and is nearest to the one asked for.
std::optional<Mend> nearest_output(const Model& model) {
  const auto& asked = model.lesson.params.output;
  const auto rows = possible_outputs(model.lesson, Axes::height), columns = possible_outputs(model.lesson, Axes::width);
  if (!asked || !rows || !columns) return {};
  const Extent reached{std::clamp(asked->h, rows->first, rows->last), std::clamp(asked->w, columns->first, columns->last)};
  if (reached == *asked) return {};
  return mended(model, command::SetOutputShape{reached}, std::max(std::abs(reached.h - asked->h), std::abs(reached.w - asked->w)));
}

}  // namespace

std::optional<SideRange> possible_outputs(const Lesson& lesson, Axes axes) {
  Params params = lesson.params;
  params.output.reset();
  const auto geometry = resolve_transposed(params);
  if (!geometry) return {};
  const Axis& axis = axes == Axes::width ? geometry->w : geometry->h;
  const auto sides = inputs_for_output(axis, axis.o, params.padding);
  return sides ? std::optional(*sides) : std::nullopt;
}

std::vector<Mend> mends_of(const Model& model) {
  if (resolve(model.lesson)) return {};
  std::vector<Mend> mends;
  if (auto mend = nearest_output(model)) mends.push_back(std::move(*mend));
  for (const Mendable& of : kSizes) {
    if (!model.lesson.kind->takes(of.field)) continue;
    for (const Axes axes : {Axes::height, Axes::width, Axes::both}) {
      if (model.lesson.square && axes != Axes::both) continue;
      if (auto mend = nearest(model, of, axes)) {
        mends.push_back(std::move(*mend));
        break;
      }
    }
  }
  std::ranges::stable_sort(mends, {}, &Mend::distance);
  return mends;
}

}  // namespace deconvlab
