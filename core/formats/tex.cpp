// A LaTeX bmatrix for papers; needs amsmath.
#include <fmt/format.h>

#include "core/formats/each_format.h"

namespace deconvlab {

namespace {
constexpr std::int64_t kMostCells = 100'000;  // more than any page can show
}

Expected<void> write_tex_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  if (auto ok = check_dense(file, kMostCells); !ok) return ok;
  return write_whole(path, [&](Sink& sink) {
    // amsmath stops at ten columns unless told.
    sink.write(fmt::format("{{\\setcounter{{MaxMatrixCols}}{{{}}}\n\\begin{{bmatrix}}\n", file.matrix.cols));
    for_each_dense(file, [&](std::int64_t, std::int64_t col, const std::string& label) {
      sink.write(label);
      sink.write(col + 1 < file.matrix.cols ? " & " : " \\\\\n");
    });
    sink.write("\\end{bmatrix}}\n");
  });
}

}  // namespace deconvlab
