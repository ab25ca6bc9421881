// Shared by the tests of core: geometries without ceremony, and a slow convolution written apart from the code it checks.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/geometry/geometry.h"
#include "core/params.h"
#include "core/tensor.h"

namespace deconvlab::test {

Params square(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d = 1);
Geometry sizes(const Params& params);
std::string text(const Params& params);

// A few hundred geometries: rows unlike columns, d > 1, s > k, p > k - 1, flip on and off; of the last hundred the ends' padding differs,
// and some of it cuts cells off. The same ones at every run.
const std::vector<Params>& sweep();

// Small whole numbers, so that sums are exact in any order; none of them 0.
Tensor whole_numbers(Shape shape, unsigned seed);

// Pads x, spreads and turns w, and slides: one plane, y as rows.
using Rows = std::vector<std::vector<float>>;
Rows rows_of(const Tensor& tensor, std::int64_t n = 0, std::int64_t c = 0);
Rows slide(const Rows& x, const Rows& w, const Params& params);

// C found by sliding over one unit impulse after another: a row for each output cell, a column for each input cell.
Rows probe_matrix(const Tensor& w, const Params& params);

// As `operand` and `checksum` of tests/golden/generate.py.
Tensor operand(Shape shape, std::uint32_t seed);
template <class T>
std::string checksum(const Array<T>& array);

float dot(const Tensor& a, const Tensor& b);

}  // namespace deconvlab::test
