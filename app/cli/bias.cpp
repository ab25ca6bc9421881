#include "app/cli/bias.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "app/cli/options.h"
#include "core/formats/each_format.h"
#include "core/try.h"

namespace deconvlab {

namespace {

bool is_vector(const Shape& s) { return std::max({s.n, s.c, s.h, s.w}) == s.size(); }

}  // namespace

void add_bias_to(CLI::App& app, const Language& language, std::string& bias) {
  app.add_option("--bias", bias, say(language, "help.bias"))->type_name("B");
}

Expected<std::vector<float>> read_bias(const std::string& text, Reader& reader) {
  if (text.empty()) return std::vector<float>();
  if (!reads_stream(text) && !is_values(text) && !is_file(text)) return fail(ErrorCode::bad_number, "--bias", text);
  const auto source = TRY(reader.open("--bias", text, Names::kernels));
  const Tensor& values = *source.array;
  const Shape& s = values.shape();
  if (!is_vector(s)) return fail(ErrorCode::usage, reason("reason.bias_shape", fmt::format("{}", fmt::join(numpy_shape(s), "x"))));
  return std::vector<float>(values.data().begin(), values.data().end());
}

Expected<void> check_bias(std::span<const float> bias, std::int64_t channels) {
  if (bias.empty() || std::ssize(bias) == channels) return {};
  return fail(ErrorCode::usage, reason("reason.bias_size", bias.size(), channels));
}

void add_bias(std::span<const float> bias, Tensor& result) {
  const Shape& s = result.shape();
  for (std::int64_t plane = 0; !bias.empty() && plane < s.n * s.c; ++plane)
    for (float& value : result.plane(plane / s.c, plane % s.c)) value += bias[static_cast<std::size_t>(plane % s.c)];
}

}  // namespace deconvlab
