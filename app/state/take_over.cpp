#include "app/state/take_over.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "app/lessons/fields.h"
#include "app/lessons/kind.h"

namespace deconvlab {

namespace {

constexpr std::string_view kOfAKin[] = {"k", "s", "p", "d", "padding", "ceil", "flip", "square", "kernel", "up"};
constexpr std::string_view kOfASide[] = {"i", "a", "output", "input"};
constexpr std::string_view kHowItIsShown[] = {"square", "symbols"};

// A convolution of at most so many cells is computed to take its y over.
constexpr std::int64_t kMostInputs = std::int64_t{1} << 16;
constexpr std::int64_t kMostOutputs = std::int64_t{1} << 10;

bool is_one_of(std::string_view name, std::span<const std::string_view> names) { return std::ranges::find(names, name) != names.end(); }

void copy(std::span<const std::string_view> names, const Lesson& from, Lesson& to) {
  for (const Field<Lesson>& field : lesson_fields()) {
    if (is_one_of(field.name, names) && from.kind->takes(field.name) && to.kind->takes(field.name)) field.copy(from, to);
  }
}

Extent remainders(const Geometry& g) { return {g.h.remainder, g.w.remainder}; }

// A rule leads to one output by itself; another one that it allows is asked for.
std::optional<Extent> output_asked(const Params& transposed, Extent wanted) {
  if (transposed.padding == Padding::given) return std::nullopt;
  const auto usual = resolve_transposed(transposed);
  return usual && usual->input() == wanted ? std::nullopt : std::optional(wanted);
}

// The same convolution seen from its other side: i' is its output and a its remainder; i is the transposed one's output. A rule for the
// padding stays.
void take_counterpart(const Geometry& geometry, bool input_is_small, Params& params) {
  const bool given = params.padding == Padding::given;
  params.output.reset();
  params.i = input_is_small ? geometry.output() : geometry.input();
  params.a = input_is_small && given ? remainders(geometry) : Extent{};
  if (input_is_small) params.output = output_asked(params, geometry.input());
}

// The convolution's y as a plane of one's own; none where it is large, or a link could not carry it.
std::optional<PlaneChoice> output_plane(const Lesson& lesson, const Geometry& g) {
  if (g.input().area() > kMostInputs || g.output().area() > kMostOutputs) return std::nullopt;
  const auto results = compute(lesson);
  if (!results) return std::nullopt;
  const auto y = results->output.data();
  if (!std::ranges::all_of(y, [](float v) { return std::isfinite(v); })) return std::nullopt;
  return PlaneChoice{"", 0, g.output(), {y.begin(), y.end()}};
}

void take_other_side(const Lesson& from, Offer& offer) {
  const auto geometry = resolve(from);
  if (!geometry) return;
  const bool small = offer.lesson.kind->input_is_small;
  take_counterpart(*geometry, small, offer.lesson.params);
  if (!small) return;
  if (auto y = output_plane(from, *geometry)) {
    offer.lesson.input = std::move(*y);
    offer.input_is_output = true;
  }
}

void take_over(const Lesson& from, Offer& offer) {
  Lesson& lesson = offer.lesson;
  copy(std::array{std::string_view("picture")}, from, lesson);
  if (from.kind->kin.empty() || from.kind->kin != lesson.kind->kin) return;
  copy(kOfAKin, from, lesson);
  const bool toys = !from.kind->on_picture() && !lesson.kind->on_picture();
  if (toys && from.kind->input_is_small == lesson.kind->input_is_small) copy(kOfASide, from, lesson);
  if (toys && from.kind->input_is_small != lesson.kind->input_is_small) take_other_side(from, offer);
  lesson.square = lesson.square && is_square(lesson.params);
}

// A rule says p and a itself.
bool counts(std::string_view field, const Lesson& taken) {
  const bool ruled = taken.params.padding != Padding::given && (field == "p" || field == "a");
  return !ruled && !is_one_of(field, kHowItIsShown);
}

}  // namespace

bool Offer::changes(std::string_view field) const { return is_one_of(field, fields); }

Offer offer_of(const Lesson& from, const Lesson& to) {
  Offer offer{to, {}, false};
  if (from.scene == to.scene || !resolve(from)) return offer;
  take_over(from, offer);
  if (!resolve(offer.lesson)) return {to, {}, false};
  for (const Field<Lesson>& field : lesson_fields()) {
    const bool another = to.kind->takes(field.name) && counts(field.name, offer.lesson) && !field.same(to, offer.lesson);
    if (another) offer.fields.push_back(field.name);
  }
  return offer;
}

}  // namespace deconvlab
