// How each operator's operands are laid out for its shader. Used while a context and the pass's program are current.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "app/gpu/pieces.h"

namespace deconvlab {

struct PassInput {
  const Part& part;
  const Work& work;  // what it is a part of
  Compute& compute;
};
using PassResult = tl::expected<void, TooLarge>;

struct ShaderPass {
  OpKind kind;
  std::string_view shader;
  bool (*fits)(const Geometry& geometry);  // nullptr: any
  Cut cut;
  // Writes part.result's cells of `y`; a gradient to a kernel adds to them. Errors: the part is too large, and nothing was done.
  PassResult (*run)(const PassInput& in, Tensor& y);
};

// nullptr: no shader does this operator.
const ShaderPass* find_pass(OpKind kind, const Geometry& geometry);
// Of max_unpool, by where its switches are.
const ShaderPass& unpool_pass(const Indices& switches, const Geometry& geometry);
// All of an operator's work, in as many pieces as it takes. Errors: even the smallest piece is too large.
tl::expected<Tensor, TooLarge> run_pass(const ShaderPass& pass, const Work& work, Compute& compute);

// Where the largest of these buffers is larger than GL takes.
PassResult check_size(const ComputeLimits& limits, std::initializer_list<std::int64_t> floats);
// A product of sizes that stays at a large number instead of overflowing.
std::int64_t product(std::initializer_list<std::int64_t> factors);

// For shaders that write four neighbouring cells an invocation: their rows of y in whole vec4s.
inline std::int64_t in_fours(std::int64_t cells) { return (cells + 3) / 4; }
// Runs the current program for the part's rows of y, in the buffer: with `grid` of a plane at location 1, then x's plane, then `more`,
// then, where it loops over `taps`, the rows and the columns of a part of them, for each part.
void run_fours(const PassInput& in, std::int64_t columns, std::initializer_list<Extent> more, std::optional<Extent> taps = {});

}  // namespace deconvlab
