#include "core/operators/shape_rules.h"

#include "core/operators/pool.h"

namespace deconvlab {

namespace {

std::string_view name_of(Operand operand) { return operand == Operand::output_grad ? "output gradient" : "input"; }

Expected<void> need(std::string_view what, const Shape& found, const Shape& needed) {
  if (found == needed) return {};
  return fail(ErrorCode::shape_mismatch, what, found.text(), needed.text());
}

Shape conv_input(const Geometry& g, std::int64_t n, std::int64_t c) { return {n, c, g.h.i, g.w.i}; }
Shape conv_kernel(const Geometry& g, std::int64_t o, std::int64_t c) { return {o, c, g.h.k, g.w.k}; }
Shape conv_output(const Geometry& g, std::int64_t n, std::int64_t o) { return {n, o, g.h.o, g.w.o}; }

Expected<void> check_groups(std::string_view what, std::int64_t channels, std::int64_t groups) {
  if (channels % groups == 0) return {};
  return fail(ErrorCode::groups_do_not_divide, what, channels, groups);
}

// The names of a convolution's two ends as its transpose, or itself, calls them.
struct Ends {
  std::string_view input, output;
};

Expected<void> check_both_sides(const Geometry& g, const Ends& names, const Shape& x, const Shape& y) {
  return need(names.input, x, conv_input(g, x.n, x.c))
      .and_then([&] { return need(names.output, y, conv_output(g, x.n, y.c)); })
      .and_then([&] { return check_groups(names.input, x.c, g.groups); })
      .and_then([&] { return check_groups(names.output, y.c, g.groups); });
}

}  // namespace

Expected<void> check_input_and_kernel(const Operator& op, const Shape& x, const Shape& w, const Geometry& g) {
  const std::string_view name = name_of(op.first);
  return need(name, x, conv_input(g, x.n, x.c))
      .and_then([&] { return check_groups(name, x.c, g.groups); })
      .and_then([&] { return need("kernel", w, conv_kernel(g, w.n, x.c / g.groups)); })
      .and_then([&] { return check_groups("kernel", w.n, g.groups); });
}

Shape output_of_kernel(const Shape& x, const Shape& w, const Geometry& g) { return conv_output(g, x.n, w.n); }

Expected<void> check_output_and_kernel(const Operator& op, const Shape& y, const Shape& w, const Geometry& g) {
  const std::string_view name = name_of(op.first);
  return need(name, y, conv_output(g, y.n, y.c)).and_then([&] { return check_groups(name, y.c, g.groups); }).and_then([&] {
    return need("kernel", w, conv_kernel(g, y.c, w.c));
  });
}

Shape input_of_kernel(const Shape& y, const Shape& w, const Geometry& g) { return conv_input(g, y.n, w.c * g.groups); }

Expected<void> check_input_and_output(const Operator& op, const Shape& x, const Shape& y, const Geometry& g) {
  return check_both_sides(g, {name_of(op.first), name_of(op.second)}, x, y);
}

Shape kernel_of_input_and_output(const Shape& x, const Shape& y, const Geometry& g) { return conv_kernel(g, y.c, x.c / g.groups); }

Expected<void> check_output_and_input(const Operator& op, const Shape& y, const Shape& x, const Geometry& g) {
  return check_both_sides(g, {name_of(op.second), name_of(op.first)}, x, y);
}

Shape kernel_of_output_and_input(const Shape& y, const Shape& x, const Geometry& g) { return kernel_of_input_and_output(x, y, g); }

Expected<void> check_input(const Operator&, const Shape& x, const Shape&, const Geometry& g) {
  return need("input", x, conv_input(g, x.n, x.c));
}

Expected<void> check_switched_input(const Operator& op, const Shape& x, const Shape& none, const Geometry& g) {
  return check_input(op, x, none, g).and_then([&] { return check_countable(g); });
}

Shape output_of_plane(const Shape& x, const Shape&, const Geometry& g) { return conv_output(g, x.n, x.c); }

Expected<void> check_output(const Operator&, const Shape& y, const Shape&, const Geometry& g) {
  return need("input", y, conv_output(g, y.n, y.c));
}

Expected<void> check_output_and_switches(const Operator& op, const Shape& y, const Shape& switches, const Geometry& g) {
  return check_output(op, y, {}, g).and_then([&] { return need("switches", switches, y); });
}

Shape input_of_plane(const Shape& y, const Shape&, const Geometry& g) { return conv_input(g, y.n, y.c); }

Shape stretched_plane(const Shape& y, const Shape&, const Geometry& g) {
  return {y.n, y.c, g.h.transposed().stretched, g.w.transposed().stretched};
}

}  // namespace deconvlab
