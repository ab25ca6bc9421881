// The functions behind the table in formats.cpp, one file a format, and what several of them need.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/formats/formats.h"

namespace deconvlab {

Expected<void> write_npy_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_npy_array(const Tensor& array, const std::filesystem::path& path);
Expected<void> write_npy_array(const Indices& array, const std::filesystem::path& path);
Expected<Tensor> read_npy_array(const std::filesystem::path& path);
Expected<void> write_npz_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_npz_array(const Tensor& array, const std::filesystem::path& path);
Expected<void> write_npz_array(const Indices& array, const std::filesystem::path& path);
Expected<Tensor> read_npz_array(const std::filesystem::path& path);
Expected<void> write_mtx_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_csv_matrix(const MatrixFile& file, const std::filesystem::path& path);
template <class T>
Expected<void> write_csv_array(const Array<T>& array, const std::filesystem::path& path);
Expected<Tensor> read_csv_array(const std::filesystem::path& path);
template <class T>
Expected<void> write_mtx_array(const Array<T>& array, const std::filesystem::path& path);
template <class T>
Expected<void> write_tex_array(const Array<T>& array, const std::filesystem::path& path);
Expected<void> write_tex_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_json_matrix(const MatrixFile& file, const std::filesystem::path& path);
template <class T>
Expected<void> write_json_array(const Array<T>& array, const std::filesystem::path& path);
Expected<Tensor> read_json_array(const std::filesystem::path& path);
Expected<void> write_svg_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_png_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_png_array(const Tensor& array, const std::filesystem::path& path);
Expected<void> write_png_deep_array(const Tensor& array, const std::filesystem::path& path);
bool is_clamped(float value);
Expected<Reading> read_picture(const std::filesystem::path& path);

// A .npy's bytes before the data, for a C-ordered array of this dtype ("<f4") and shape.
std::string npy_header(std::string_view dtype, const std::vector<std::int64_t>& shape);
// Cells of a matrix in LaTeX: pdflatex's main memory, 5 000 000 words, ends at about 36 000 of a digit and at fewer of longer numbers.
inline constexpr std::int64_t kMostTexCells = 20'000;
// Most values of a file of text.
inline constexpr std::int64_t kMostTextCells = 100'000'000;
// A whole file's bytes; `name` is the file to name in errors. Nothing is allocated by what a header claims beyond what its bytes can hold,
// and nothing compressed is unpacked beyond what is possible, which the error says.
Expected<Tensor> parse_npy(std::string_view bytes, const std::string& name);
// The same of at most so many values. Errors: malformed as well.
Expected<Tensor> parse_npy(std::string_view bytes, const std::string& name, std::int64_t most_cells);
Expected<Tensor> parse_npz(std::string_view bytes, const std::string& name);
Expected<Tensor> parse_csv(std::string_view text, const std::string& name);
Expected<Tensor> parse_json(std::string_view text, const std::string& name);
// What the file is is told from its bytes, whatever its name. Errors: malformed, truncated, too_large.
Expected<Reading> parse_picture(std::string_view bytes, const std::string& name);
// (H,W) for one plane, (C,H,W) for one picture, else (N,C,H,W); as many sides as the shape's rank, if it has one, and more where it takes
// more: a row of rank 1 is (W,).
std::vector<std::int64_t> numpy_shape(const Shape& shape);
// 1 to 4 sides as a Shape, the missing first ones 1. Errors: malformed, too_large.
Expected<Shape> shape_from(const std::vector<std::int64_t>& sides, const std::string& name, std::string_view format);

template <class T>
std::string_view bytes_of(const T& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0])};
}

// The weight that entry (row, col) of the file's matrix bears.
inline Cell tap_of(const MatrixFile& file, std::int64_t row, std::int64_t col) {
  return (file.side == Side::c ? weight_at(file.geometry, row, col) : weight_at(file.geometry, col, row)).cell;
}
// Shortest text that reads back as the same float; nan, inf and -inf as Python and NumPy write and read them.
std::string float_text(float value);
inline std::string value_text(float value) { return float_text(value); }
inline std::string value_text(std::int32_t value) { return fmt::to_string(value); }
// The nearest float to the whole word; a double too small or too large for one becomes 0 or infinity. Nothing where it is no number.
std::optional<float> to_float(std::string_view word);
// Calls visit(row, col, label) for all cells of the dense matrix, zeros included ("0"); labels are what `text` makes of values, or w_{u,v}.
void for_each_dense(const MatrixFile& file, std::string (*text)(float value),
                    const std::function<void(std::int64_t, std::int64_t, const std::string&)>& visit);
// Errors: shape_mismatch where a format of one table is given more than one plane.
Expected<void> check_plane(const Shape& array);

}  // namespace deconvlab
