#include <fmt/ranges.h>

#include "app/exercises/each_kind.h"

namespace deconvlab {

std::int64_t drawn(Random& random, int first, int last) { return first + random.below(last - first + 1); }

Params square_params(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d) {
  return {.i = Extent::square(i), .k = Extent::square(k), .s = Extent::square(s), .p = Extent::square(p), .d = Extent::square(d)};
}

std::string settings_text(const Params& params, bool side) {
  std::string text = side ? fmt::format("i = {}, ", params.i.h) : "";
  text += fmt::format("k = {}, s = {}, p = {}", params.k.h, params.s.h, params.p.h);
  if (params.d.h > 1) text += fmt::format(", d = {}", params.d.h);
  if (params.a.h > 0) text += fmt::format(", a = {}", params.a.h);
  return text;
}

std::string link_to(std::string_view scene, const Params& params, std::string_view more) {
  const std::string d = params.d.h > 1 ? fmt::format("&d={}", params.d.h) : "";
  return fmt::format("{}?i={}&k={}&s={}&p={}{}{}", scene, params.i.h, params.k.h, params.s.h, params.p.h, d, more);
}

std::string own_plane(const Tensor& plane) { return fmt::format("own:{}:{}", plane.shape().h, fmt::join(values_of(plane), ",")); }

std::vector<std::string> values_of(const Tensor& plane) {
  std::vector<std::string> values;
  for (const float value : plane.data()) values.push_back(fmt::format("{}", value));
  return values;
}

Tensor small_numbers(Random& random, Extent size, int most) {
  std::vector<float> values(static_cast<std::size_t>(size.area()));
  for (float& value : values) value = static_cast<float>(drawn(random, 0, most));
  return Tensor::plane(size, values);
}

std::string listed(const std::vector<std::int64_t>& numbers) { return fmt::format("{}", fmt::join(numbers, ", ")); }

}  // namespace deconvlab
