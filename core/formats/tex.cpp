// A LaTeX bmatrix for papers; needs amsmath.
#include <fmt/format.h>

#include <cmath>

#include "core/formats/each_format.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// amsmath stops at ten columns unless told.
std::string begin_matrix(std::int64_t columns) {
  return fmt::format("{{\\setcounter{{MaxMatrixCols}}{{{}}}\n\\begin{{bmatrix}}\n", columns);
}

constexpr std::string_view kEndMatrix = "\\end{bmatrix}}\n";

std::string_view after(std::int64_t col, std::int64_t columns) { return col + 1 < columns ? " & " : " \\\\\n"; }

// 1e-45 as 1\times 10^{-45}.
std::string math_text(float value) {
  if (std::isnan(value)) return "\\mathrm{NaN}";
  if (std::isinf(value)) return value > 0 ? "\\infty" : "-\\infty";
  const std::string text = float_text(value);
  const std::size_t exponent = text.find('e');
  if (exponent == std::string::npos) return text;
  return fmt::format("{}\\times 10^{{{}}}", text.substr(0, exponent), std::stoi(text.substr(exponent + 1)));
}

std::string math_text(std::int32_t value) { return value_text(value); }

}  // namespace

Expected<void> check_tex_array(const Shape& array, const std::filesystem::path& path) {
  if (auto ok = check_plane(array, path); !ok || array.size() <= kMostTexCells) return ok;
  const std::string others = extensions_of(format_table(), [](const Format& f) { return f.write_array && f.most.cells > kMostTexCells; });
  return fail(ErrorCode::cannot_write, name_of(path), reason("reason.tex_cells", array.size(), kMostTexCells, others));
}

Expected<void> write_tex_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) {
    sink.write(begin_matrix(file.matrix.cols));
    for_each_dense(file, static_cast<std::string (*)(float)>(math_text), [&](std::int64_t, std::int64_t col, const std::string& label) {
      sink.write(label);
      sink.write(after(col, file.matrix.cols));
    });
    sink.write(kEndMatrix);
  });
}

template <class T>
Expected<void> write_tex_array(const Array<T>& array, const std::filesystem::path& path) {
  TRY(check_tex_array(array.shape(), path));
  const std::int64_t columns = array.shape().w;
  return write_whole(path, [&](Sink& sink) {
    sink.write(begin_matrix(columns));
    std::int64_t n = 0;
    for (const T value : array.data()) {
      sink.write(math_text(value));
      sink.write(after(n++ % columns, columns));
    }
    sink.write(kEndMatrix);
  });
}

template Expected<void> write_tex_array(const Tensor& array, const std::filesystem::path& path);
template Expected<void> write_tex_array(const Indices& array, const std::filesystem::path& path);

}  // namespace deconvlab
