// JSON for programs in other languages: CSR arrays with every entry's weight, or an array's shape and values.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/formats/each_format.h"

namespace deconvlab {

namespace {

// Writes "key":[...] an element at a time: a large matrix is never held twice.
template <class Text>
void write_list(Sink& sink, std::string_view key, std::int64_t count, Text&& text_of) {
  sink.write(fmt::format(",\"{}\":[", key));
  for (std::int64_t n = 0; n < count; ++n) {
    if (n > 0) sink.write(",");
    if (!sink.write(text_of(n))) return;
  }
  sink.write("]\n");
}

std::string pair_text(Extent e) { return fmt::format("[{},{}]", e.h, e.w); }

std::string header(const MatrixFile& file) {
  const Axis& h = file.geometry.h;
  const Axis& w = file.geometry.w;
  return fmt::format("{{\"matrix\":\"{}\",\"rows\":{},\"columns\":{},\"i\":{},\"k\":{},\"s\":{},\"p\":{},\"d\":{},\"flip\":{},\"o\":{}\n",
                     file.side == Side::c ? "C" : "Ct", file.matrix.rows, file.matrix.cols, pair_text(file.geometry.input()),
                     pair_text(file.geometry.kernel()), pair_text({h.s, w.s}), pair_text({h.p, w.p}), pair_text({h.d, w.d}),
                     file.geometry.flip, pair_text(file.geometry.output()));
}

Expected<Tensor> parse_array(const std::string& text, const std::string& name) {
  const auto bad = [&](std::string_view why) { return fail(ErrorCode::malformed, name, ".json", why); };
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded()) return bad("it is not JSON");
  if (!json.is_object() || !json.contains("shape") || !json.contains("data")) return bad("it has no \"shape\" and \"data\"");
  try {
    const auto shape = shape_from(json["shape"].get<std::vector<std::int64_t>>(), name, ".json");
    if (!shape) return tl::make_unexpected(shape.error());
    auto values = json["data"].get<std::vector<float>>();
    if (static_cast<std::int64_t>(values.size()) != shape->size()) {
      return bad(fmt::format("its shape needs {} values and it has {}", shape->size(), values.size()));
    }
    return Tensor(*shape, std::move(values));
  } catch (const nlohmann::json::exception&) {
    return bad("\"shape\" and \"data\" are not lists of numbers");
  }
}

}  // namespace

Expected<void> write_json_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  return write_whole(path, [&](Sink& sink) {
    sink.write(header(file));
    write_list(sink, "row_start", m.rows + 1, [&](std::int64_t n) { return fmt::format("{}", m.row_start[n]); });
    write_list(sink, "column", m.nonzeros(), [&](std::int64_t n) { return fmt::format("{}", m.col[n]); });
    std::int64_t row = 0;
    write_list(sink, "weight", m.nonzeros(), [&](std::int64_t n) {
      while (n >= m.row_start[row + 1]) ++row;
      const Cell tap = tap_of(file, row, m.col[n]);
      return fmt::format("[{},{}]", tap.row, tap.col);
    });
    if (!file.symbols) write_list(sink, "value", m.nonzeros(), [&](std::int64_t n) { return float_text(m.value[n]); });
    sink.write("}\n");
  });
}

Expected<void> write_json_array(const Tensor& array, const std::filesystem::path& path) {
  const nlohmann::json json{{"shape", numpy_shape(array.shape())}, {"data", std::vector<float>(array.data().begin(), array.data().end())}};
  return write_whole(path, [&](Sink& sink) { sink.write(json.dump() + "\n"); });
}

Expected<Tensor> read_json_array(const std::filesystem::path& path) {
  return read_whole(path, std::int64_t{1} << 28).and_then([&](const std::string& text) { return parse_array(text, path.string()); });
}

}  // namespace deconvlab
