// Answers cases on standard output that sweep.py writes to standard input, one after the other. A case is a line
//   DEVICE FIRST SECOND OP OPTIONS...
// with both operands' shapes (0x0x0x0 for none), the operator and the options of its sizes as `apply` takes them; the operands' values
// follow, 4 bytes each: floats, of switches whole numbers. DEVICE is loops (the plain ones of core), cpu or gpu. The answer is a line
//   ok VALUES SWITCHES
// with two shapes, and their values; or "error" and the program's sentence.
#include <cstdio>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>

#include "app/cli/options.h"
#include "app/gpu/gl_device.h"
#include "core/cpu/cpu_device.h"
#include "core/operators/operators.h"
#include "core/operators/pool.h"
#include "core/operators/switch_rules.h"

namespace deconvlab {

namespace {

struct Case {
  std::string device;
  const Operator* op = nullptr;
  Geometry geometry;
  SwitchRule rule = SwitchRule::pytorch;
  Tensor x, w;
  Indices switches;
};

Shape shape_of(const std::string& text) {
  Shape s;
  char x = 0;
  std::istringstream(text) >> s.n >> x >> s.c >> x >> s.h >> x >> s.w;
  return s;
}

template <class Array>
Array read_values(const Shape& shape) {
  Array array(shape);
  std::cin.read(reinterpret_cast<char*>(array.data().data()), static_cast<std::streamsize>(array.data().size_bytes()));
  return array;
}

template <class Array>
void write_values(const Array& array) {
  std::cout.write(reinterpret_cast<const char*>(array.data().data()), static_cast<std::streamsize>(array.data().size_bytes()));
}

std::string spelled(const Shape& s) { return fmt::format("{}x{}x{}x{}", s.n, s.c, s.h, s.w); }

// What the options say: sizes, as `apply` finds them where some are left open, and how switches are numbered.
struct Said {
  Geometry geometry;
  SwitchRule rule = SwitchRule::pytorch;
};

Expected<Said> read_options(const Operator& op, const std::string& options, const Shape& first, const Shape& second) {
  CLI::App app;
  GeometryOptions geometry;
  IndicesOptions indices;
  geometry.add_operators_to(app, language_of("en"));
  indices.add_to(app, language_of("en"));
  try {
    app.parse(options);
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::usage, error.what(), op.id);
  }
  const auto sides = [&](Operand role) { return op.first == role ? first.plane() : op.second == role ? second.plane() : Extent{}; };
  return geometry.of(op, sides(Operand::input), sides(Operand::kernel)).and_then([&](const Geometry& sizes) {
    return indices.rule().map([&](SwitchRule rule) { return Said{sizes, rule}; });
  });
}

Expected<Case> read_case(const std::string& line) {
  std::istringstream words(line);
  std::string first, second, op, options;
  Case read;
  words >> read.device >> first >> second >> op;
  std::getline(words, options);
  read.x = read_values<Tensor>(shape_of(first));
  const Shape other = shape_of(second);
  if (op == "max-unpool") {
    read.switches = read_values<Indices>(other);
  } else {
    read.w = read_values<Tensor>(other);
  }
  const auto found = find_operator(op);
  if (!found) return tl::make_unexpected(found.error());
  read.op = *found;
  return read_options(**found, options, read.x.shape(), other).and_then([&](const Said& said) {
    read.geometry = said.geometry;
    read.rule = said.rule;
    const Extent counted = counted_plane(said.rule, said.geometry);
    return switches_of(said.rule, std::move(read.switches), said.geometry.input(), counted).map([&](Indices switches) {
      read.switches = std::move(switches);
      return std::move(read);
    });
  });
}

// What the devices compute, by the plain loops.
Expected<Pooled> run_loops(const Case& c) {
  if (c.op->kind == OpKind::max_unpool) {
    return check_max_unpool(c.x, c.switches, c.geometry).map([&] { return Pooled{max_unpool(c.x, c.switches, c.geometry), {}}; });
  }
  return check_shapes(*c.op, c.x, c.w, c.geometry).map([&] {
    return c.op->kind == OpKind::max_pool ? max_pool(c.x, c.geometry) : Pooled{c.op->apply(c.x, c.w, c.geometry), {}};
  });
}

Expected<Pooled> run_on(Device& device, const Case& c) {
  if (c.op->kind == OpKind::max_pool) return device.max_pool(c.x, c.geometry);
  auto values =
      c.op->kind == OpKind::max_unpool ? device.max_unpool(c.x, c.switches, c.geometry) : device.run(c.op->kind, c.x, c.w, c.geometry);
  return std::move(values).map([](Tensor result) { return Pooled{std::move(result), {}}; });
}

// Made when a case first asks for it; the GPU's shaders stay compiled.
class Devices {
 public:
  Expected<Pooled> run(const Case& c) {
    return run_there(c).and_then([&](Pooled result) {
      const Extent counted = counted_plane(c.rule, c.geometry);
      return numbered_by(c.rule, std::move(result.switches), c.geometry.input(), counted).map([&](Indices numbers) {
        return Pooled{std::move(result.values), std::move(numbers)};
      });
    });
  }

 private:
  Expected<Pooled> run_there(const Case& c) {
    if (c.device == "loops") return run_loops(c);
    if (c.device == "cpu") return run_on(cpu_, c);
    if (!gpu_) {
      auto made = make_gl_device();
      if (!made) return tl::make_unexpected(made.error());
      gpu_ = std::move(*made);
    }
    return run_on(*gpu_, c);
  }

  CpuDevice cpu_;
  std::unique_ptr<Device> gpu_;
};

void answer(const Expected<Pooled>& result) {
  if (result) {
    std::cout << "ok " << spelled(result->values.shape()) << ' ' << spelled(result->switches.shape()) << '\n';
    write_values(result->values);
    write_values(result->switches);
  } else {
    std::cout << "error " << say(language_of("en"), result.error()) << '\n';
  }
  std::cout.flush();
}

void answer_all() {
  Devices devices;
  for (std::string line; std::getline(std::cin, line);) answer(read_case(line).and_then([&](const Case& c) { return devices.run(c); }));
}

}  // namespace

}  // namespace deconvlab

int main() {
  std::ios::sync_with_stdio(false);
  deconvlab::answer_all();
}
