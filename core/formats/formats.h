// Reading and writing arrays and matrices: one table, one line and one file a format. A file appears whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/error.h"
#include "core/formats/extension.h"
#include "core/geometry/geometry.h"
#include "core/matrix/sparse.h"
#include "core/operators/operators.h"
#include "core/tensor.h"

namespace deconvlab {

struct MatrixFile {
  const Csr& matrix;
  const Geometry& geometry;  // of the convolution, also when `side` is Ct
  Side side = Side::c;
  bool symbols = false;  // w_{u,v} instead of values, in the formats that have symbols
  OpKind op = OpKind::conv;
  // Of the convolution: a block of the matrix for each output channel (down C) and input channel.
  struct {
    std::int64_t in = 1, out = 1;
  } channels = {};

  bool has_channels() const { return channels.in * channels.out > 1; }
};

// What was read. A picture has 1 plane (grey) or 3 (red, green, blue) of the numbers that its file stores, which are sRGB-encoded, on the
// scale from 0 to 255: nothing is made linear, as frameworks feed pictures too. A 16-bit value is v / 257 and keeps its fraction; linear
// light (.hdr) is put through the sRGB curve, and what is brighter than white stays above 255.
struct Reading {
  Tensor array;
  std::vector<std::string> notes;  // what the file had and the array has not, each as reason() makes it: "note.alpha", "note.infinite", ...
  bool is_picture = false;         // its planes are colours, wherever the file has them
};

// A matrix of so many nonzeros takes up to 1 GiB: 8 bytes each, and 8 a row.
inline constexpr std::int64_t kMostNonzeros = std::int64_t{1} << 26;

// What a format takes of a matrix.
struct MatrixLimits {
  std::int64_t cells = INT64_MAX;  // rows x columns
  std::int64_t nonzeros = kMostNonzeros;
  std::string_view too_many_cells = "reason.many_cells";  // the phrase that says so
};

struct Format {
  std::string_view extension;                                                                           // with the dot, lower case
  Expected<void> (*write_matrix)(const MatrixFile& file, const std::filesystem::path& path) = nullptr;  // null: cannot
  Expected<void> (*write_array)(const Tensor& array, const std::filesystem::path& path) = nullptr;      // null: cannot
  Expected<Reading> (*parse_array)(std::string_view bytes, const std::string& name) = nullptr;          // of a whole file; null: cannot
  std::int64_t most_bytes = 0;                                                                          // of a file that is read
  bool symbols = false;                                                                                 // a matrix can show w_{u,v}
  // Whole numbers, exact as long as the format is not a picture; null: cannot.
  Expected<void> (*write_indices)(const Indices& array, const std::filesystem::path& path) = nullptr;
  // An array with 16 bits a value instead of 8; null: cannot.
  Expected<void> (*write_deep_array)(const Tensor& array, const std::filesystem::path& path) = nullptr;
  bool (*is_clamped)(float value) = nullptr;  // whether the file holds another value in its place; null: it holds every one
  // Whether it takes an array of this shape; null: it takes every one.
  Expected<void> (*check_array)(const Shape& array, const std::filesystem::path& path) = nullptr;
  bool keeps_shape = false;  // an array comes back in its shape, so that its axes may stand in any order
  MatrixLimits most = {};
};

std::span<const Format> format_table();
// Whether the place's format keeps an array's shape. What does not has planes, or colours, whatever the order of axes elsewhere.
bool keeps_shape(const Place& place);
// By the place's format; "-" is standard output. Errors: unknown_extension with those that can do what is asked; of a matrix those of
// check_matrix_size.
Expected<void> write_matrix(const MatrixFile& file, const Place& place);
Expected<void> write_array(const Tensor& array, const Place& place);
Expected<void> write_array(const Indices& array, const Place& place);
Expected<void> write_deep_array(const Tensor& array, const Place& place);
Expected<Tensor> read_array(const Place& place);
// For a picture: the nearest floats.
Tensor as_floats(const Indices& array);
// Switches, as int64, in a .npy. Errors: unknown_extension, cannot_write.
Expected<void> check_indices_target(const std::filesystem::path& path);
Expected<void> write_indices(const Indices& indices, const std::filesystem::path& path);
// Switches of this shape that name one of `cells` cells each, at most 2^31, from what any format holds: whole numbers stay exact. Errors:
// those of reading; shape_mismatch; switch_out_of_range, also where it is no whole number.
Expected<Indices> read_indices(const std::filesystem::path& path, const Shape& needed, std::int64_t cells);
// With what is to be said of it. "weights.npz:conv1" is one of an .npz file's arrays, "-" standard input, whose format is seen from its
// bytes where none is named, "-:conv1" one of the arrays of an .npz there. Errors: cannot_open, unknown_extension, and those of the format.
Expected<Reading> read_noted(const Place& place);
// "weights.npz" of "weights.npz:conv1"; any other path itself.
std::filesystem::path file_of(const std::filesystem::path& path);
// How many values the place's format clamps: in a picture those below 0, above 255 or NaN.
std::int64_t count_clamped(const Tensor& array, const Place& place);
// What is to be said where a file holds an array whose shape does not come back from it, as reason() makes it; empty where it does.
std::string shape_note(const Shape& shape, const Place& place);

// Whether a place could be written in the end: the folder is there and writable, and the format known. Asked before long work.
Expected<void> check_writable(const std::filesystem::path& path);  // whatever the extension
Expected<void> check_matrix_target(const Place& place);
// Whether the place's format takes so much of a matrix, or of a geometry's C and Ct: asked before one is made. Errors: cannot_write with
// the formats that take it.
Expected<void> check_matrix_size(const Place& place, std::int64_t cells, std::int64_t nonzeros);
Expected<void> check_matrix_size(const Place& place, const Geometry& geometry);
Expected<void> check_array_target(const Place& place);
// Whether the place's format takes an array of this shape: asked before one is made. Errors: cannot_write, shape_mismatch, too_large.
Expected<void> check_array_shape(const Place& place, const Shape& shape);
Expected<void> check_deep_target(const Place& place);
// Errors: only_values where the format has no symbols.
Expected<void> check_symbols(const Place& place);

// Several arrays in one .npz, as numpy.savez(path, **arrays) writes them and numpy.load reads them.
struct NamedArray {
  std::string name;
  Tensor array;
};
// Errors: cannot_write.
Expected<void> write_named_arrays(std::span<const NamedArray> arrays, const std::filesystem::path& path);
// `bytes` of the file `name`. Errors: malformed, truncated, unsupported_dtype, too_large.
Expected<std::vector<NamedArray>> parse_named_arrays(std::string_view bytes, const std::string& name);
// Errors: cannot_open as well.
Expected<std::vector<NamedArray>> read_named_arrays(const std::filesystem::path& path);

// Calls `produce` with a growing sink and moves the whole file to `path` at the end; on any error `path` is as it was.
// A target that is not a regular file (a device, a pipe) is written straight, "-" to standard output. Errors: cannot_write, and those of
// `produce`.
class Sink {
 public:
  virtual ~Sink() = default;
  // False once the system refused a byte; later writes do nothing.
  virtual bool write(std::string_view bytes) = 0;
};
using Producer = std::function<Expected<void>(Sink&)>;
Expected<void> write_whole(const std::filesystem::path& path, const Producer& produce);
// The same where another program writes: fill(part) has it write to the file `part`, which is there and empty.
Expected<void> write_whole_by(const std::filesystem::path& path,
                              const std::function<Expected<void>(const std::filesystem::path& part)>& fill);
// For producers that cannot fail by themselves.
template <class Produce>
requires std::is_void_v<std::invoke_result_t<Produce&, Sink&>> Expected<void> write_whole(const std::filesystem::path& path,
                                                                                          Produce&& produce) {
  return write_whole(path, Producer([&](Sink& sink) -> Expected<void> {
                       produce(sink);
                       return {};
                     }));
}
// Errors: cannot_open, too_large (over `limit`).
Expected<std::string> read_whole(const std::filesystem::path& path, std::int64_t limit = std::int64_t{2} << 30);
// Standard input to its end. Errors: as read_whole.
Expected<std::string> read_standard_input(std::int64_t limit);

}  // namespace deconvlab
