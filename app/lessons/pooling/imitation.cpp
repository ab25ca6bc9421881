#include "app/lessons/pooling/imitation.h"

#include <utility>

#include "core/try.h"

namespace deconvlab {

namespace {

// The border of bilinear upsampling repeats the map's edge, which no kernel can know of: its loss leaves the border out.
ImitationTask task_of(const Resampled& r, const Geometry& up, ImitationTarget target) {
  const Tensor* targets[] = {&r.nearest, &r.bilinear, &r.unpooled};
  const Tensor& wanted = *targets[static_cast<int>(target)];
  const CellWindow all{{0, 0}, wanted.shape().plane()};
  return {r.pooled.values, wanted, up, target == ImitationTarget::bilinear ? away_from_border(r.resample) : all};
}

Expected<void> check_work(const Geometry& up) {
  const std::int64_t products = up.im2col_products();
  if (products > kTrainedProducts) return fail(ErrorCode::too_large, "number of products", products, kTrainedProducts);
  return {};
}

}  // namespace

Expected<Imitations> imitate(const Lesson& lesson, const Resampled& resampled, const Geometry& up, const Tensor& start) {
  TRY(check_work(up));
  const TrainingRule rule{lesson.optimiser, static_cast<float>(lesson.rate), kTrainingUpdates};
  Imitations made;
  for (int n = 0; n < kImitationTargets; ++n) {
    Imitation& one = made.of[static_cast<std::size_t>(n)];
    one.task = task_of(resampled, up, static_cast<ImitationTarget>(n));
    auto run = TRY(train(one.task, start, rule));
    one.run = std::move(run);
    one.best = least_squares(one.task);
  }
  return made;
}

}  // namespace deconvlab
