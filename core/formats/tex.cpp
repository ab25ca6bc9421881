// A LaTeX bmatrix for papers; needs amsmath.
#include <fmt/format.h>

#include "core/formats/each_format.h"

namespace deconvlab {

namespace {
constexpr std::int64_t kMostCells = 100'000;  // more than any page can show

// amsmath stops at ten columns unless told.
std::string begin_matrix(std::int64_t columns) {
  return fmt::format("{{\\setcounter{{MaxMatrixCols}}{{{}}}\n\\begin{{bmatrix}}\n", columns);
}

constexpr std::string_view kEndMatrix = "\\end{bmatrix}}\n";

std::string_view after(std::int64_t col, std::int64_t columns) { return col + 1 < columns ? " & " : " \\\\\n"; }

}  // namespace

Expected<void> write_tex_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  if (auto ok = check_dense(file, kMostCells); !ok) return ok;
  return write_whole(path, [&](Sink& sink) {
    sink.write(begin_matrix(file.matrix.cols));
    for_each_dense(file, [&](std::int64_t, std::int64_t col, const std::string& label) {
      sink.write(label);
      sink.write(after(col, file.matrix.cols));
    });
    sink.write(kEndMatrix);
  });
}

template <class T>
Expected<void> write_tex_array(const Array<T>& array, const std::filesystem::path& path) {
  if (auto ok = check_plane(array.shape()); !ok) return ok;
  if (array.size() > kMostCells) return fail(ErrorCode::too_large, "rows x columns", array.size(), kMostCells);
  const std::int64_t columns = array.shape().w;
  return write_whole(path, [&](Sink& sink) {
    sink.write(begin_matrix(columns));
    std::int64_t n = 0;
    for (const T value : array.data()) {
      sink.write(value_text(value));
      sink.write(after(n++ % columns, columns));
    }
    sink.write(kEndMatrix);
  });
}

template Expected<void> write_tex_array(const Tensor& array, const std::filesystem::path& path);
template Expected<void> write_tex_array(const Indices& array, const std::filesystem::path& path);

}  // namespace deconvlab
