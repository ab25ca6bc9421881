#include "app/cli/layer_source.h"

#include <charconv>

#include "core/formats/formats.h"

namespace deconvlab {

// Protocol Buffers' own limit: a model's file has its weights.
constexpr std::int64_t kMostBytes = INT32_MAX;

Expected<LayerSource> read_layer_file(const std::string& file) {
  if (file == kStandardStream)
    return read_standard_input(kMostBytes).map([](std::string text) { return LayerSource{"stdin", std::move(text)}; });
  return read_whole(file, kMostBytes).map([&](std::string text) { return LayerSource{file, std::move(text)}; });
}

Expected<PerAxis> parse_sides(const std::string& text) {
  PerAxis sides;
  for (std::string_view rest = text; !rest.empty() || sides.empty();) {
    const std::string_view part = rest.substr(0, rest.find('x'));
    std::int64_t side = 0;
    const auto [end, status] = std::from_chars(part.data(), part.data() + part.size(), side);
    const bool more = part.size() < rest.size(), last = more && part.size() + 1 == rest.size();
    if (status != std::errc() || end != part.data() + part.size() || last) return fail(ErrorCode::not_an_integer, "-i", text);
    sides.push_back(side);
    rest.remove_prefix(more ? part.size() + 1 : part.size());
  }
  return sides;
}

}  // namespace deconvlab
