#include "app/cli/axes.h"

#include <algorithm>
#include <array>

#include "app/lessons/field_text.h"
#include "core/operators/volume.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr int kMostAxes = 3;

std::string_view name_of(int axis, int count) {
  constexpr std::array<std::string_view, kMostAxes> kNames{"d", "h", "w"};
  return count == 1 ? "l" : kNames[static_cast<std::size_t>(kMostAxes - count + axis)];
}

// The option's number for an axis.
Expected<std::string> number_of(const std::string& option, const std::string& text, int axis, int count) {
  const auto numbers = split(text, 'x');
  if (std::ssize(numbers) != 1 && std::ssize(numbers) != count)
    return fail(ErrorCode::usage, reason("reason.axes_numbers", option, text, numbers.size(), count));
  return std::string(numbers[numbers.size() == 1 ? 0 : static_cast<std::size_t>(axis)]);
}

// Numbers along an axis, and `other` along the one that stays.
Expected<void> keep_axis(const std::string& option, std::string& text, int axis, int count, std::string_view other) {
  if (text.empty()) return {};
  const std::string number = TRY(number_of(option, text, axis, count));
  if (option == "--scale") TRY(parse_scale(option, number));
  if (option != "--scale") TRY(parse_integer(option, number));
  text = fmt::format("{}x{}", number, other);
  return {};
}

// -p has commas between the ends of all axes, of each the first one before the last.
Expected<void> keep_padding(std::string& text, int axis, int count) {
  const auto ends = split(text, ',');
  if (ends.size() == 1) return keep_axis("-p", text, axis, count, "0");
  if (std::ssize(ends) != 2 * count) return fail(ErrorCode::usage, reason("reason.axes_ends", text, ends.size(), 2 * count));
  const auto first = static_cast<std::size_t>(2 * axis);
  for (const std::string_view end : ends) TRY(parse_integer("-p", std::string(end)));
  text = fmt::format("{},{},0,0", ends[first], ends[first + 1]);
  return {};
}

Expected<GeometryOptions> along(GeometryOptions options, int axis, int count) {
  TRY(keep_axis("-i", options.i, axis, count, "1"));
  TRY(keep_axis("-k", options.k, axis, count, "1"));
  TRY(keep_axis("-s", options.s, axis, count, "1"));
  TRY(keep_axis("-d", options.d, axis, count, "1"));
  TRY(keep_axis("-a", options.a, axis, count, "0"));
  TRY(keep_axis("--output", options.output, axis, count, "1"));
  TRY(keep_axis("--scale", options.scale, axis, count, "1"));
  TRY(keep_padding(options.p, axis, count));
  return options;
}

// Errors of the axis that h stands for.
Error named(Error error, std::string_view name) {
  if (!error.args.empty() && error.args.front() == "h") error.args.front() = name;
  return error;
}

Extent side_of(const Sides& sides, int axis) { return sides.empty() ? Extent{} : Extent{sides[static_cast<std::size_t>(axis)], 1}; }

}  // namespace

void add_dims_to(CLI::App& app, const Language& language, std::string& dims) {
  app.add_option("--dims", dims, say(language, "help.dims"))->type_name("1|2|3");
}

Expected<int> count_axes(const std::string& dims, const GeometryOptions& options, const Sides& input) {
  if (dims.empty()) return input.size() == 3 || split(options.i, 'x').size() == 3 ? 3 : 2;
  const std::int64_t count = TRY(parse_integer("--dims", dims));
  if (count < 1) return fail(ErrorCode::not_positive, "--dims", count);
  if (count > kMostAxes) return fail(ErrorCode::too_large, "--dims", count, kMostAxes);
  return static_cast<int>(count);
}

Expected<std::vector<NamedAxis>> resolve_axes(const Operator& op, const GeometryOptions& options, int count, const Sides& input,
                                              const Sides& kernel) {
  std::vector<NamedAxis> axes;
  for (int axis = 0; axis < count; ++axis) {
    const std::string_view name = name_of(axis, count);
    const auto own = TRY(along(options, axis, count));
    const auto resolved = own.of(op, side_of(input, axis), side_of(kernel, axis)).map_error([&](const Error& e) { return named(e, name); });
    axes.push_back({name, TRY(resolved)});
  }
  return axes;
}

std::vector<NamedAxis> axes_of(const Geometry& g) {
  std::vector<NamedAxis> axes{{"h", g}, {"w", g}};
  axes[1].geometry.h = g.w;
  for (NamedAxis& axis : axes) axis.geometry.w = single_cell().w;
  return axes;
}

}  // namespace deconvlab
