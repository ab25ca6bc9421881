// Reading and writing arrays and matrices: one table, one line and one file a format. A file appears whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/error.h"
#include "core/geometry.h"
#include "core/sparse.h"
#include "core/tensor.h"

namespace deconvlab {

struct MatrixFile {
  const Csr& matrix;
  const Geometry& geometry;  // of the convolution, also when `side` is Ct
  Side side = Side::c;
  bool symbols = false;  // w_{u,v} instead of values, in the formats that have symbols
};

struct Format {
  std::string_view extension;                                                                 // with the dot, lower case
  Expected<void> (*write_matrix)(const MatrixFile& file, const std::filesystem::path& path);  // null: cannot
  Expected<void> (*write_array)(const Tensor& array, const std::filesystem::path& path);      // null: cannot
  Expected<Tensor> (*read_array)(const std::filesystem::path& path);                          // null: cannot
  bool symbols;                                                                               // a matrix can show w_{u,v}
};

std::span<const Format> format_table();
// By the path's extension. Errors: unknown_extension with those that can do what is asked.
Expected<void> write_matrix(const MatrixFile& file, const std::filesystem::path& path);
Expected<void> write_array(const Tensor& array, const std::filesystem::path& path);
Expected<Tensor> read_array(const std::filesystem::path& path);
// Whole numbers, such as switches, as int64, in a .npy. Errors: unknown_extension, cannot_write.
Expected<void> check_indices_target(const std::filesystem::path& path);
Expected<void> write_indices(const Tensor& indices, const std::filesystem::path& path);

// Whether `path` could be written in the end: the folder is there and writable, and the extension known. Asked before long work.
Expected<void> check_writable(const std::filesystem::path& path);  // whatever the extension
Expected<void> check_matrix_target(const std::filesystem::path& path);
Expected<void> check_array_target(const std::filesystem::path& path);
// Errors: only_values where the format has no symbols.
Expected<void> check_symbols(const std::filesystem::path& path);

// Calls `produce` with a growing sink and moves the whole file to `path` at the end; on any error `path` is as it was.
// A target that is not a regular file (a device, a pipe) is written straight. Errors: cannot_write, and those of `produce`.
class Sink {
 public:
  virtual ~Sink() = default;
  // False once the system refused a byte; later writes do nothing.
  virtual bool write(std::string_view bytes) = 0;
};
using Producer = std::function<Expected<void>(Sink&)>;
Expected<void> write_whole(const std::filesystem::path& path, const Producer& produce);
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

}  // namespace deconvlab
