#include "app/cli/volumes.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/formats/each_format.h"
#include "core/operators/kernels.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<SpaceArray> checked(const std::string& name, int axes, ManyAxes array) {
  const auto count = std::ssize(array.sides);
  if (count >= axes && count <= axes + 2) return SpaceArray{axes, std::move(array)};
  return fail(ErrorCode::cannot_open, name,
              reason("reason.space_sides", fmt::format("{}", fmt::join(array.sides, "x")), count, axes, axes + 2));
}

// Of the last two axes; of one axis a column, as its geometry.
Extent plane_of_space(const Sides& space) { return space.size() == 1 ? Extent{space[0], 1} : Extent{space[1], space[2]}; }
std::int64_t depth_of_space(const Sides& space) { return space.size() == 1 ? 1 : space[0]; }

// Names that mean something of any number of axes.
Expected<void> check_name(const std::string& text, Operand role) {
  constexpr std::array<std::string_view, 4> kKernels{"counting", "ones", "random", "uniform"};
  constexpr std::array<std::string_view, 3> kInputs{"digits", "counting", "ones"};
  const std::string name = text.substr(0, text.find(':'));
  const auto known = role == Operand::kernel ? std::span<const std::string_view>(kKernels) : std::span<const std::string_view>(kInputs);
  if (std::ranges::find(known, name) != known.end()) return {};
  return fail(ErrorCode::unknown_name, role == Operand::kernel ? "kernel" : "input", text, fmt::format("{}", fmt::join(known, ", ")));
}

}  // namespace

std::int64_t SpaceArray::before_space(int n) const {
  const auto count = std::ssize(array.sides);
  return count < axes + n ? 1 : array.sides[static_cast<std::size_t>(count - axes - n)];
}

Expected<SpaceArray> open_volume(Reader& reader, const std::string& option, const std::string& text, int axes) {
  const bool npy = extension_of(text) == ".npy";
  if (axes == 3 && npy && !is_values(text)) {
    ManyAxes array = TRY(read_many_axes(text));
    for (const std::string& note : array.notes) reader.add_note(note);
    return checked(text, axes, std::move(array));
  }
  OperandSource source = TRY(reader.open(option, text, option == "--kernel" ? Names::kernels : Names::inputs));
  if (!source.array) return SpaceArray{axes, {}};
  const Shape shape = source.array->shape();
  return checked(text, axes, {numpy_shape(shape), std::move(*source.array).reshaped({1, 1, 1, shape.size()})});
}

Expected<Volume> volume_of(const SpaceArray& array, const std::string& name, const Sides& space, Operand role) {
  const Extent plane = plane_of_space(space);
  const std::int64_t depth = depth_of_space(space);
  Tensor values = array.array.values;
  if (array.named()) {
    if (space.size() == 3) TRY(check_name(name, role));
    values = TRY(plane_of({name, {}}, Extent{depth * plane.h, plane.w}, role));
  }
  return slices_of(values.data(), {array.before_space(2), array.before_space(1), plane.h, plane.w}, depth);
}

std::vector<std::int64_t> sides_of(const Shape& s, std::int64_t depth, int axes, std::size_t rank) {
  std::vector<std::int64_t> sides{s.n, s.c};
  if (axes == 3) sides.push_back(depth);
  sides.push_back(s.h);
  if (axes == 3) sides.push_back(s.w);
  const std::size_t needed = static_cast<std::size_t>(axes) + (s.n > 1 ? 2 : s.c > 1 ? 1 : 0);
  return {sides.end() - static_cast<std::ptrdiff_t>(std::max(rank, needed)), sides.end()};
}

}  // namespace deconvlab
