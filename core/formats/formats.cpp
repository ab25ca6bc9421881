#include "core/formats/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/formats/each_format.h"
#include "core/formats/extension.h"

namespace deconvlab {

namespace {

// A reader of arrays of which there is nothing to say.
template <Expected<Tensor> (*read)(const std::filesystem::path&)>
Expected<Reading> plain(const std::filesystem::path& path) {
  return read(path).map([](Tensor array) { return Reading{std::move(array), {}}; });
}

Expected<void> write_png_indices(const Indices& array, const std::filesystem::path& path) {
  return write_png_array(as_floats(array), path);
}

constexpr Format kFormats[] = {
    {".npz", write_npz_matrix, write_npz_array, plain<read_npz_array>, false, write_npz_array},
    {".npy",
     write_npy_matrix,
     write_npy_array,
     plain<read_npy_array>,
     false,
     write_npy_array,
     nullptr,
     nullptr,
     {.cells = std::int64_t{1} << 30}},
    {".mtx", write_mtx_matrix, write_mtx_array, nullptr, false, write_mtx_array},
    {".csv", write_csv_matrix, write_csv_array, plain<read_csv_array>, true, write_csv_array, nullptr, nullptr, {.cells = kMostTextCells}},
    {".tex", write_tex_matrix, write_tex_array, nullptr, true, write_tex_array, nullptr, nullptr, {.cells = kMostTexCells}},
    {".json", write_json_matrix, write_json_array, plain<read_json_array>, true, write_json_array},
    {".svg", write_svg_matrix, nullptr, nullptr, true, nullptr, nullptr, nullptr, {.nonzeros = 200'000}},
    {".png", write_png_matrix, write_png_array, read_picture, false, write_png_indices, write_png_deep_array, is_clamped},
    {".jpg", nullptr, nullptr, read_picture, false},
    {".jpeg", nullptr, nullptr, read_picture, false},
    {".bmp", nullptr, nullptr, read_picture, false},
    {".tga", nullptr, nullptr, read_picture, false},
    {".psd", nullptr, nullptr, read_picture, false},
    {".gif", nullptr, nullptr, read_picture, false},
    {".hdr", nullptr, nullptr, read_picture, false},
    {".ppm", nullptr, nullptr, read_picture, false},
    {".pgm", nullptr, nullptr, read_picture, false},
    {".pnm", nullptr, nullptr, read_picture, false},
};

// What the table's line for the path's extension has as `can`.
template <class Can>
Expected<Can> pick(const std::filesystem::path& path, Can Format::*can) {
  return pick_by_extension(path, kFormats, can).map([&](const Format* format) { return format->*can; });
}

}  // namespace

std::span<const Format> format_table() { return kFormats; }

Expected<void> write_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  return pick(path, &Format::write_matrix).and_then([&](auto write) {
    return check_matrix_size(path, capped_product(m.rows, m.cols), m.nonzeros()).and_then([&] { return write(file, path); });
  });
}

Expected<void> write_array(const Tensor& array, const std::filesystem::path& path) {
  return pick(path, &Format::write_array).and_then([&](auto write) { return write(array, path); });
}

Expected<void> write_array(const Indices& array, const std::filesystem::path& path) {
  return pick(path, &Format::write_indices).and_then([&](auto write) { return write(array, path); });
}

Expected<void> write_deep_array(const Tensor& array, const std::filesystem::path& path) {
  return pick(path, &Format::write_deep_array).and_then([&](auto write) { return write(array, path); });
}

Expected<Reading> read_noted(const std::filesystem::path& path) {
  return pick(path, &Format::read_array).and_then([&](auto read) { return read(path); });
}

Expected<Tensor> read_array(const std::filesystem::path& path) {
  return read_noted(path).map([](Reading reading) { return std::move(reading.array); });
}

Tensor as_floats(const Indices& array) { return {array.shape(), {array.data().begin(), array.data().end()}}; }

std::int64_t count_clamped(const Tensor& array, const std::filesystem::path& path) {
  const auto is_clamped = pick(path, &Format::is_clamped);
  return is_clamped ? std::ranges::count_if(array.data(), *is_clamped) : 0;
}

Expected<void> check_matrix_target(const std::filesystem::path& path) {
  return pick(path, &Format::write_matrix).and_then([&](auto) { return check_writable(path); });
}

Expected<void> check_matrix_size(const std::filesystem::path& path, std::int64_t cells, std::int64_t nonzeros) {
  return pick_by_extension(path, kFormats, &Format::write_matrix).and_then([&](const Format* format) -> Expected<void> {
    if (cells > format->most.cells) return fail(ErrorCode::too_large, "rows x columns", cells, format->most.cells);
    if (nonzeros > format->most.nonzeros) return fail(ErrorCode::too_large, "nonzeros", nonzeros, format->most.nonzeros);
    return {};
  });
}

Expected<void> check_matrix_size(const std::filesystem::path& path, const Geometry& geometry) {
  return check_matrix_size(path, geometry.dense_products(), geometry.nonzeros());
}

Expected<void> check_array_target(const std::filesystem::path& path) {
  return pick(path, &Format::write_array).and_then([&](auto) { return check_writable(path); });
}

Expected<void> check_deep_target(const std::filesystem::path& path) {
  return pick(path, &Format::write_deep_array).and_then([&](auto) { return check_writable(path); });
}

Expected<void> check_symbols(const std::filesystem::path& path) {
  return pick(path, &Format::write_matrix).and_then([&](auto) -> Expected<void> {
    const std::string known = extensions_of(kFormats, &Format::symbols);
    if (!pick(path, &Format::symbols)) return fail(ErrorCode::only_values, path.string(), extension_of(path), known);
    return {};
  });
}

std::vector<std::int64_t> numpy_shape(const Shape& s) {
  const std::int64_t all[] = {s.n, s.c, s.h, s.w};
  const int needed = s.n > 1 ? 4 : s.c > 1 ? 3 : s.h > 1 ? 2 : 1;
  const int rank = std::max(s.rank == 0 ? 2 : s.rank, needed);
  return {std::end(all) - rank, std::end(all)};
}

Expected<Shape> shape_from(const std::vector<std::int64_t>& sides, const std::string& name, std::string_view format) {
  if (sides.empty() || sides.size() > 4) return fail(ErrorCode::malformed, name, format, reason("reason.dimensions", sides.size()));
  std::int64_t all[4] = {1, 1, 1, 1};
  std::ranges::copy(sides, all + 4 - sides.size());
  std::int64_t size = 1;
  for (const std::int64_t side : all) {
    if (side < 1) return fail(ErrorCode::malformed, name, format, reason("reason.side", side));
    if (side > (std::int64_t{1} << 40) / size) return fail(ErrorCode::too_large, name, side, (std::int64_t{1} << 40) / size);
    size *= side;
  }
  return Shape{all[0], all[1], all[2], all[3], static_cast<int>(sides.size())};
}

std::string float_text(float value) { return std::isnan(value) ? "nan" : fmt::format("{}", value); }

std::optional<float> to_float(std::string_view word) {
  const auto parse = [&](auto value) {
    const auto [end, status] = std::from_chars(word.data(), word.data() + word.size(), value);
    return status == std::errc() && end == word.data() + word.size() ? std::optional(static_cast<float>(value)) : std::nullopt;
  };
  const auto nearest = parse(0.0f);
  return nearest ? nearest : parse(0.0);
}

void for_each_dense(const MatrixFile& file, std::string (*text)(float value),
                    const std::function<void(std::int64_t, std::int64_t, const std::string&)>& visit) {
  const Csr& m = file.matrix;
  const std::string zero = "0";
  for (std::int64_t row = 0; row < m.rows; ++row) {
    std::int64_t next = m.row_start[row];
    for (std::int64_t col = 0; col < m.cols; ++col) {
      const bool here = next < m.row_start[row + 1] && m.col[next] == col;
      if (!here) {
        visit(row, col, zero);
        continue;
      }
      const Cell tap = tap_of(file, row, col);
      visit(row, col, file.symbols ? fmt::format("w_{{{},{}}}", tap.row, tap.col) : text(m.value[next]));
      ++next;
    }
  }
}

Expected<void> check_plane(const Shape& s) {
  const Shape plane{1, 1, s.h, s.w};
  if (s != plane) return fail(ErrorCode::shape_mismatch, "array", s.text(), plane.text());
  return {};
}

}  // namespace deconvlab
