#include "app/cli/options.h"

#include <charconv>
#include <filesystem>

#include "app/results.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

Expected<std::int64_t> parse_size(const std::string& name, const std::string& all, std::string_view text) {
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end == text.data() + text.size() && !text.empty();
  if (whole && status == std::errc::result_out_of_range) return fail(ErrorCode::too_large, name, text, kLargestSize);
  if (!whole || status != std::errc()) return fail(ErrorCode::not_an_integer, name, all);
  return value;
}

// `to` becomes what is given, if anything is.
Expected<void> take(const std::string& name, const std::string& text, Extent& to) {
  if (text.empty()) return {};
  return parse_extent(name, text).map([&](Extent given) { to = given; });
}

bool is_file(const std::string& text) { return text.find_first_of("./\\") != std::string::npos; }

// Both a file that is not there and a name that no table has end here; the name's error lists the names there are.
Expected<Tensor> load(const std::string& text, Extent size, bool kernel) {
  if (is_file(text)) return read_array(text);
  const std::size_t colon = std::min(text.find(':'), text.size());
  PlaneChoice choice{text.substr(0, colon), kernel ? 0u : 1u, {}, {}};
  if (colon < text.size()) {
    const auto seed = parse_size("seed", text, std::string_view(text).substr(colon + 1));
    if (!seed) return tl::make_unexpected(seed.error());
    choice.seed = static_cast<std::uint64_t>(*seed);
  }
  return plane_of(choice, size, kernel);
}

}  // namespace

void GeometryOptions::add_to(CLI::App& app) {
  app.add_option("-i,--input-size", i, "input side: 5, or 39x12 for rows x columns")->type_name("N|HxW");
  app.add_option("-k,--kernel-size", k, "kernel side")->type_name("N|HxW");
  app.add_option("-s,--stride", s, "stride [1]")->type_name("N|HxW");
  app.add_option("-p,--padding", p, "zero padding on each side [0]")->type_name("N|HxW");
  app.add_option("-d,--dilation", d, "dilation, 1 means none [1]")->type_name("N|HxW");
  app.add_flag("--flip", flip, "true convolution: the kernel rotated by 180 degrees (frameworks do not)");
}

Expected<Params> GeometryOptions::over(const Params& base) const {
  Params params = base;
  params.flip = params.flip || flip;
  return take("-i", i, params.i)
      .and_then([&] { return take("-k", k, params.k); })
      .and_then([&] { return take("-s", s, params.s); })
      .and_then([&] { return take("-p", p, params.p); })
      .and_then([&] { return take("-d", d, params.d); })
      .map([&] { return params; });
}

Expected<Params> GeometryOptions::params(Extent input, Extent kernel) const {
  if (i.empty() && input == Extent{}) return fail(ErrorCode::missing_option, "GEOMETRY", "-i");
  if (k.empty() && kernel == Extent{}) return fail(ErrorCode::missing_option, "GEOMETRY", "-k");
  Params base;
  base.i = input;
  base.k = kernel;
  return over(base);
}

Expected<std::int64_t> parse_integer(const std::string& name, const std::string& text) { return parse_size(name, text, text); }

Expected<Extent> parse_extent(const std::string& name, const std::string& text) {
  const std::size_t cross = text.find('x');
  const std::string_view all = text;
  const auto h = parse_size(name, text, all.substr(0, cross));
  if (!h || cross == std::string::npos) return h.map([](std::int64_t side) { return Extent::square(side); });
  return parse_size(name, text, all.substr(cross + 1)).map([&](std::int64_t w) { return Extent{*h, w}; });
}

Expected<Tensor> load_kernel(const std::string& name_or_file, Extent size) { return load(name_or_file, size, true); }
Expected<Tensor> load_input(const std::string& name_or_file, Extent size) { return load(name_or_file, size, false); }

Expected<Extent> sides_of(const std::string& name_or_file) {
  if (!is_file(name_or_file)) return Extent{};
  return read_array(name_or_file).map([](const Tensor& t) { return t.shape().plane(); });
}

}  // namespace deconvlab
