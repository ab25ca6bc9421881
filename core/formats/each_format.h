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
Expected<void> write_npz_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_npz_array(const Tensor& array, const std::filesystem::path& path);
Expected<void> write_npz_array(const Indices& array, const std::filesystem::path& path);
Expected<void> write_mtx_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_csv_matrix(const MatrixFile& file, const std::filesystem::path& path);
template <class T>
Expected<void> write_csv_array(const Array<T>& array, const std::filesystem::path& path);
template <class T>
Expected<void> write_mtx_array(const Array<T>& array, const std::filesystem::path& path);
template <class T>
Expected<void> write_tex_array(const Array<T>& array, const std::filesystem::path& path);
Expected<void> write_tex_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_json_matrix(const MatrixFile& file, const std::filesystem::path& path);
template <class T>
Expected<void> write_json_array(const Array<T>& array, const std::filesystem::path& path);
Expected<void> write_svg_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_png_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_png_array(const Tensor& array, const std::filesystem::path& path);
Expected<void> write_png_deep_array(const Tensor& array, const std::filesystem::path& path);
bool is_clamped(float value);
// The extension of the format that a stream's bytes are in; every format of that name can be read.
std::string_view recognised(std::string_view bytes);
// Whether the format takes an array of this shape. Errors: cannot_write (more than a plane, too many cells); shape_mismatch, too_large.
Expected<void> check_tex_array(const Shape& array, const std::filesystem::path& path);
Expected<void> check_png_array(const Shape& array, const std::filesystem::path& path);

// A .npy's bytes before the data, for a C-ordered array of this dtype ("<f4") and shape.
std::string npy_header(std::string_view dtype, const std::vector<std::int64_t>& shape);
// Cells of a matrix in LaTeX: pdflatex's main memory, 5 000 000 words, ends at about 36 000 of a digit and at fewer of longer numbers.
inline constexpr std::int64_t kMostTexCells = 20'000;
// Most values of a file of text.
inline constexpr std::int64_t kMostTextCells = 100'000'000;
// A whole file's bytes; `name` is the file to name in errors. Nothing is allocated by what a header claims beyond what its bytes can hold,
// and nothing compressed is unpacked beyond what is possible, which the error says.
Expected<Reading> parse_npy(std::string_view bytes, const std::string& name);
// The same of at most so many values. Errors: malformed as well.
Expected<Reading> parse_npy(std::string_view bytes, const std::string& name, std::int64_t most_cells);
// Errors: cannot_open with the names where it holds several.
Expected<Reading> parse_npz(std::string_view bytes, const std::string& name);
// One array of an archive: "weights.npz:conv1", or "-:conv1" of standard input.
struct ArchiveMember {
  std::string archive;  // the file, or "stdin"
  std::string name;

  bool in_stream() const { return archive == "stdin"; }
};
// None where the path is another, or is a file's very name.
std::optional<ArchiveMember> member_of(const std::filesystem::path& path);
// The whole archive. Errors: as read_whole.
Expected<std::string> read_archive(const ArchiveMember& member);
// The array of this name. Errors: unknown_name.
Expected<Reading> parse_npz_member(std::string_view bytes, const std::string& name, const std::string& member);
Expected<Reading> parse_csv(std::string_view text, const std::string& name);
Expected<Reading> parse_txt(std::string_view text, const std::string& name);
Expected<Reading> parse_json(std::string_view text, const std::string& name);
Expected<Reading> parse_mtx(std::string_view text, const std::string& name);
// What the file is is told from its bytes, whatever its name. Errors: malformed, truncated, too_large.
Expected<Reading> parse_picture(std::string_view bytes, const std::string& name);
// (H,W) for one plane, (C,H,W) for one picture, else (N,C,H,W); as many sides as the shape's rank, if it has one, and more where it takes
// more: a row of rank 1 is (W,).
std::vector<std::int64_t> numpy_shape(const Shape& shape);
// The error of a shape that claims more values than a file can be read for.
tl::unexpected<Error> shape_too_large(const std::string& name, const std::vector<std::int64_t>& sides, std::int64_t most);
// 1 to 4 sides as a Shape, the missing first ones 1. Errors: malformed, shape_too_large.
Expected<Shape> shape_from(const std::vector<std::int64_t>& sides, const std::string& name, std::string_view format);

template <class T>
std::string_view bytes_of(const T& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0])};
}

// The weight that entry (row, col) of the file's matrix bears.
inline Cell tap_of(const MatrixFile& file, std::int64_t row, std::int64_t col) {
  const bool forward = file.side == Side::c;
  const std::int64_t output = (forward ? row : col) % file.geometry.output().area(),
                     input = (forward ? col : row) % file.geometry.input().area();
  return weight_at(file.geometry, output, input).cell;
}
// The channels whose block it lies in.
struct BlockOf {
  std::int64_t out, in;
};
inline BlockOf block_of(const MatrixFile& file, std::int64_t row, std::int64_t col) {
  const bool forward = file.side == Side::c;
  return {(forward ? row : col) / file.geometry.output().area(), (forward ? col : row) / file.geometry.input().area()};
}
// Shortest text that reads back as the same float; nan, inf and -inf as Python and NumPy write and read them.
std::string float_text(float value);
inline std::string value_text(float value) { return float_text(value); }
inline std::string value_text(std::int32_t value) { return fmt::to_string(value); }
// Calls visit(row, col, label) for all cells of the dense matrix, zeros included ("0"); labels are what `text` makes of values, or w_{u,v}.
void for_each_dense(const MatrixFile& file, std::string (*text)(float value),
                    const std::function<void(std::int64_t, std::int64_t, const std::string&)>& visit);
// Errors: cannot_write where a format of one table is given more than one plane.
Expected<void> check_plane(const Shape& array, const std::filesystem::path& path);

}  // namespace deconvlab
