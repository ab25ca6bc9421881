// Unpooling, upsampling and deconvolution of one pooled map, to be told by what they give.
#include <algorithm>
#include <numeric>

#include "app/exercises/each_kind.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"

namespace deconvlab {

namespace {

template <class T>
void shuffle(Random& random, std::vector<T>& all) {
  for (std::size_t n = all.size(); n > 1; --n) std::swap(all[n - 1], all[static_cast<std::size_t>(random.below(static_cast<int>(n)))]);
}

// 1 ... 16, so that each window has one largest value.
Tensor all_different(Random& random) {
  std::vector<float> values(16);
  std::iota(values.begin(), values.end(), 1.0f);
  shuffle(random, values);
  return Tensor::plane(Extent::square(4), values);
}

// As the options name them, the last one at the highest level alone.
std::optional<std::vector<Tensor>> pictures_of(const Pooled& pooled, const Geometry& pool, const Tensor& kernel) {
  Params doubled = square_params(2, 2, 2, 0);
  const auto copied = resolve_upsample(doubled);
  const auto way = resolve_way_back(pool, kernel.shape().plane());
  doubled.a = Extent::square(1);
  const auto apart = resolve_zero_insert(doubled);
  if (!copied || !way || !apart) return {};
  return std::vector<Tensor>{max_unpool(pooled.values, pooled.switches, pool), upsample_nearest(pooled.values, *copied),
                             conv_transpose(pooled.values, kernel, *way), zero_insert(pooled.values, *apart)};
}

}  // namespace

MadeExercise make_three_pictures(Random& random, int level) {
  const Params params = square_params(4, 2, 2, 0);
  const auto pool = resolve_pool(params);
  if (!pool) return {};
  const Tensor x = all_different(random);
  const Pooled pooled = max_pool(x, *pool);
  const Tensor kernel = small_numbers(random, Extent::square(level == 1 ? 2 : 4), 2);
  auto pictures = pictures_of(pooled, *pool, kernel);
  if (!pictures) return {};
  pictures->resize(level == 3 ? 4 : 3);
  for (std::size_t n = 1; n < pictures->size(); ++n) {
    if (std::find(pictures->begin(), pictures->begin() + static_cast<std::ptrdiff_t>(n), (*pictures)[n]) !=
        pictures->begin() + static_cast<std::ptrdiff_t>(n))
      return {};
  }
  Exercise e{.form = AnswerForm::matching,
             .question = reason("exercise.three_pictures_asks", pictures->size()),
             .hint = reason("exercise.three_pictures_hint")};
  e.options = {reason("exercise.picture_unpooled"), reason("exercise.picture_copied"), reason("exercise.picture_deconvolved")};
  if (level == 3) e.options.push_back(reason("exercise.picture_apart"));
  e.grids = {{"x", GridRole::input, params.i, values_of(x)},
             {reason("exercise.pooled"), GridRole::output, pool->output(), values_of(pooled.values)},
             {"w", GridRole::kernel, kernel.shape().plane(), values_of(kernel)}};
  Answer order(pictures->size());
  std::iota(order.begin(), order.end(), 0);
  shuffle(random, order);
  for (std::size_t n = 0; n < order.size(); ++n)
    e.grids.push_back({fmt::format("{}", n + 1), GridRole::output, params.i, values_of((*pictures)[static_cast<std::size_t>(order[n])])});
  e.accepted = {order};
  e.explanation = reason("exercise.three_pictures_says", std::ranges::find(order, 0) - order.begin() + 1,
                         std::ranges::find(order, 1) - order.begin() + 1, std::ranges::find(order, 2) - order.begin() + 1);
  e.link = fmt::format("unpool?i=4&k=2&s=2&p=0&up={}&input={}&kernel={}&t=7", kernel.shape().h, own_plane(x), own_plane(kernel));
  return e;
}

}  // namespace deconvlab
