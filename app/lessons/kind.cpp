#include "app/lessons/kind.h"

#include <algorithm>
#include <array>

#include "app/lessons/fields.h"
#include "app/lessons/sources.h"
#include "core/cpu/cpu_device.h"

namespace deconvlab {

namespace {

template <class Own>
std::shared_ptr<const Tensor> picture_of(const Own& own) {
  if constexpr (requires { own.network; }) {
    return own.network.picture;
  } else if constexpr (requires { own.picture; }) {
    return own.picture;
  }
  return nullptr;
}

}  // namespace

Extent Results::picture_size() const {
  const auto picture = std::visit([](const auto& of) { return picture_of(of); }, own);
  return picture ? picture->shape().plane() : Extent{};
}

std::span<const LessonKind* const> kind_table() {
  static constexpr const LessonKind* kinds[] = {
      &kConvolutionKind,     &kTransposedKind,    &kStretchedKind, &kChannelsKind, &kPoolingKind,  &kTrainingKind,
      &kFilteredPictureKind, &kPooledPictureKind, &kFcnKind,       &kDecoderKind,  &kDecodersKind, &kProjectionKind,
      &kGalleryKind,         &kLayersKind,        &kMatrixKind,    &kUnrolledKind, &kOverlapKind,  &kBothWaysKind};
  return kinds;
}

bool LessonKind::takes(std::string_view field) const { return std::ranges::find(fields, field) != fields.end(); }

bool LessonKind::edits(Target target) const {
  return (target == Target::weight && weights != nullptr) || (target == Target::input && edits_input) ||
         (target == Target::bias && takes("bias"));
}

bool LessonKind::on_picture() const { return takes("picture"); }

Expected<Geometry> resolve(const Lesson& lesson) { return lesson.kind->resolve(lesson); }

Expected<Geometry> resolve_padded(const Lesson& lesson) { return lesson.kind->padded ? lesson.kind->padded(lesson) : resolve(lesson); }

std::int64_t step_count(const Lesson& lesson) { return lesson.kind->steps(lesson); }

bool steps_are_stamps(const Lesson& lesson) { return lesson.kind->stamps != nullptr && lesson.kind->stamps(lesson); }

std::int64_t lead_steps(const Lesson& lesson) { return lesson.kind->lead ? lesson.kind->lead(lesson) : 0; }

bool is_square(const Params& params) {
  const Extent output = params.output.value_or(Extent{});
  return std::ranges::all_of(std::array{params.i, params.k, params.s, params.p, params.padding_end(), params.d, output},
                             [](Extent e) { return e.h == e.w; });
}

bool same_computation(const Lesson& a, const Lesson& b) {
  if (a.kind != b.kind || (a.kind->view_computes && a.view != b.view)) return false;
  return std::ranges::all_of(lesson_fields(),
                             [&](const Field<Lesson>& field) { return !field.computes || !a.kind->takes(field.name) || field.same(a, b); });
}

Expected<Results> compute(const Lesson& lesson, Device& device, Sources& sources) {
  auto results = lesson.kind->compute(lesson, device, sources);
  if (results && lesson.kind->on_picture()) results->picture_notes = sources.pictures.notes();
  return results;
}

Expected<Results> compute(const Lesson& lesson) {
  CpuDevice cpu;
  Sources sources;
  return compute(lesson, cpu, sources);
}

}  // namespace deconvlab
