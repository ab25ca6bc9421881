#include "support.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace deconvlab::test {

Params square(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d) {
  return {Extent::square(i), Extent::square(k), Extent::square(s), Extent::square(p), Extent::square(d)};
}

Geometry sizes(const Params& params) { return resolve(params).value(); }

std::string text(const Params& p) {
  const Extent end = p.padding_end();
  return fmt::format("i {}x{} k {}x{} s {}x{} p {},{},{},{} d {}x{} flip {}", p.i.h, p.i.w, p.k.h, p.k.w, p.s.h, p.s.w, p.p.h, end.h, p.p.w,
                     end.w, p.d.h, p.d.w, p.flip);
}

namespace {

// Of one axis: the kernel lies within the padded input, of which a cell is left.
bool fits(const Params& params, std::int64_t Extent::*side) {
  const std::int64_t i = params.i.*side, p = params.p.*side, p_end = params.padding_end().*side;
  const std::int64_t cut = std::min<std::int64_t>(p, 0) + std::min<std::int64_t>(p_end, 0);
  return (params.k.*side - 1) * params.d.*side + 1 <= i + p + p_end && i + cut > 0;
}

std::vector<Params> make_sweep() {
  std::mt19937 random(20);
  const auto pair = [&](std::int64_t low, std::int64_t high) {
    const auto pick = [&] { return low + static_cast<std::int64_t>(random() % static_cast<unsigned>(high - low + 1)); };
    const std::int64_t h = pick();
    return Extent{h, pick()};
  };
  std::vector<Params> all;
  while (all.size() < 300) {
    Params p{.i = pair(1, 8), .k = pair(1, 4), .s = pair(1, 5), .p = pair(0, 4), .d = pair(1, 3), .flip = all.size() % 2 == 1};
    if (fits(p, &Extent::h) && fits(p, &Extent::w)) all.push_back(p);
  }
  while (all.size() < 400) {
    Params p{.i = pair(1, 8), .k = pair(1, 4), .s = pair(1, 5), .p = pair(-2, 4), .d = pair(1, 3), .flip = all.size() % 2 == 1};
    p.p_end = pair(-2, 4);
    if (fits(p, &Extent::h) && fits(p, &Extent::w)) all.push_back(p);
  }
  return all;
}

// Negative padding cuts off.
Rows pad(const Rows& x, Extent p, Extent p_end) {
  const auto rows = std::ssize(x), cols = std::ssize(x[0]);
  Rows padded(rows + p.h + p_end.h, std::vector<float>(cols + p.w + p_end.w, 0));
  for (std::int64_t r = 0; r < std::ssize(padded); ++r) {
    for (std::int64_t c = 0; c < std::ssize(padded[r]); ++c) {
      const std::int64_t row = r - p.h, col = c - p.w;
      if (row >= 0 && row < rows && col >= 0 && col < cols) padded[r][c] = x[row][col];
    }
  }
  return padded;
}

Rows spread(const Rows& w, Extent d) {
  Rows wide((w.size() - 1) * d.h + 1, std::vector<float>((w[0].size() - 1) * d.w + 1, 0));
  for (std::size_t r = 0; r < w.size(); ++r) {
    for (std::size_t c = 0; c < w[0].size(); ++c) wide[r * d.h][c * d.w] = w[r][c];
  }
  return wide;
}

Rows turn(Rows w) {
  std::reverse(w.begin(), w.end());
  for (auto& row : w) std::reverse(row.begin(), row.end());
  return w;
}

}  // namespace

const std::vector<Params>& sweep() {
  static const std::vector<Params> all = make_sweep();
  return all;
}

Tensor whole_numbers(Shape shape, unsigned seed) {
  std::mt19937 random(seed);
  Tensor tensor(shape);
  for (float& v : tensor.data()) {
    const auto n = static_cast<float>(random() % 4 + 1);
    v = random() % 2 == 0 ? n : -n;
  }
  return tensor;
}

Rows rows_of(const Tensor& tensor, std::int64_t n, std::int64_t c) {
  Rows rows(tensor.shape().h, std::vector<float>(tensor.shape().w));
  for (std::int64_t r = 0; r < tensor.shape().h; ++r) {
    for (std::int64_t col = 0; col < tensor.shape().w; ++col) rows[r][col] = tensor.at(n, c, r, col);
  }
  return rows;
}

Rows slide(const Rows& x, const Rows& w, const Params& params) {
  const Rows in = pad(x, params.p, params.padding_end());
  const Rows mask = spread(params.flip ? turn(w) : w, params.d);
  Rows y;
  for (std::size_t top = 0; top + mask.size() <= in.size(); top += params.s.h) {
    std::vector<float> row;
    for (std::size_t left = 0; left + mask[0].size() <= in[0].size(); left += params.s.w) {
      float sum = 0;
      for (std::size_t r = 0; r < mask.size(); ++r) {
        sum = std::inner_product(mask[r].begin(), mask[r].end(), in[top + r].begin() + static_cast<std::ptrdiff_t>(left), sum);
      }
      row.push_back(sum);
    }
    y.push_back(row);
  }
  return y;
}

Rows probe_matrix(const Tensor& w, const Params& params) {
  const Rows kernel = rows_of(w);
  Rows matrix;
  for (std::int64_t cell = 0; cell < params.i.area(); ++cell) {
    Rows impulse(params.i.h, std::vector<float>(params.i.w, 0));
    impulse[cell / params.i.w][cell % params.i.w] = 1;
    std::vector<float> column;
    for (const auto& row : slide(impulse, kernel, params)) column.insert(column.end(), row.begin(), row.end());
    matrix.resize(column.size());
    for (std::size_t t = 0; t < column.size(); ++t) matrix[t].push_back(column[t]);
  }
  return matrix;
}

Tensor operand(Shape shape, std::uint32_t seed) {
  Tensor tensor(shape);
  std::uint32_t n = 0;
  for (float& v : tensor.data()) {
    const std::uint32_t product = n++ * 2654435761u + seed * 2246822519u + 374761393u;
    v = static_cast<float>(static_cast<int>((product >> 16) % 9) - 4);
  }
  return tensor;
}

template <class T>
std::string checksum(const Array<T>& array) {
  std::uint64_t sum = 0;
  std::uint64_t n = 0;
  for (const T v : array.data()) {
    n += 0x9E3779B97F4A7C15u;
    sum += static_cast<std::uint64_t>(static_cast<std::int64_t>(v) + 1000003) * ((n ^ (n >> 29)) * 0xBF58476D1CE4E5B9u);
  }
  return fmt::format("{:016x}", sum);
}

template std::string checksum(const Tensor& array);
template std::string checksum(const Indices& array);

float dot(const Tensor& a, const Tensor& b) { return std::inner_product(a.data().begin(), a.data().end(), b.data().begin(), 0.0f); }

}  // namespace deconvlab::test
