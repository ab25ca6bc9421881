#include "app/cli/options.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "app/draw/theme.h"
#include "app/record/still.h"
#include "app/results.h"
#include "core/formats/same_file.h"
#include "core/kernels.h"
#include "core/pool.h"
#include "core/samples.h"

namespace deconvlab {

namespace {

Expected<std::int64_t> parse_whole(const std::string& name, const std::string& all, std::string_view text, ErrorCode code) {
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end == text.data() + text.size() && !text.empty();
  if (whole && status == std::errc::result_out_of_range) return fail(ErrorCode::too_large, name, text, kLargestSize);
  if (!whole || status != std::errc()) return fail(code, name, all);
  return value;
}

Expected<std::int64_t> parse_size(const std::string& name, const std::string& all, std::string_view text) {
  return parse_whole(name, all, text, ErrorCode::not_an_integer);
}

// `to` becomes what is given, if anything is.
Expected<void> take(const std::string& name, const std::string& text, Extent& to) {
  if (text.empty()) return {};
  return parse_extent(name, text).map([&](Extent given) { to = given; });
}

Expected<void> take_output(const std::string& text, Params& params) {
  if (text.empty()) return {};
  return parse_extent("--output", text).map([&](Extent given) { params.output = given; });
}

Expected<void> take_groups(const std::string& text, Params& params) {
  if (text.empty()) return {};
  return parse_integer("--groups", text).map([&](std::int64_t given) { params.groups = given; });
}

// A choice without a name would mean own values.
tl::unexpected<Error> unknown_plane(const std::string& name, Operand role) {
  const bool kernel = role == Operand::kernel;
  return fail(ErrorCode::unknown_name, kernel ? "kernel" : "input", name,
              names_of(kernel ? kernel_table() : input_table(), &NamedPlane::name));
}

// "gaussian" or "random:7"; whether a table has the name shows when the plane is made.
Expected<PlaneChoice> choose_by_name(const std::string& text, Operand role) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  PlaneChoice choice{text.substr(0, colon), role == Operand::kernel ? 0u : 1u, {}, {}};
  if (choice.name.empty()) return unknown_plane(text, role);
  if (colon == text.size()) return choice;
  return parse_integer("seed", text.substr(colon + 1)).map([&](std::int64_t seed) {
    choice.seed = static_cast<std::uint64_t>(seed);
    return choice;
  });
}

Expected<PlaneChoice> own_choice(const Tensor& array, std::string_view what) {
  const Shape& s = array.shape();
  const Shape plane{1, 1, s.h, s.w};
  if (s != plane) return fail(ErrorCode::shape_mismatch, what, s.text(), plane.text());
  return PlaneChoice{{}, 0, s.plane(), {array.data().begin(), array.data().end()}};
}

Expected<Tensor> load(const std::string& text, Extent size, Operand role) {
  if (is_file(text)) return read_array(text);
  return choose_by_name(text, role).and_then([&](const PlaneChoice& choice) { return plane_of(choice, size, role == Operand::kernel); });
}

// The first option given that the operator would not look at.
std::string_view needless_for(const Operator& op, const GeometryOptions& given) {
  const bool weightless = op.pools() || op.upsamples();
  const std::pair<bool, std::string_view> needless[] = {
      {given.ceil_mode && op.resolve != resolve_pool, "--ceil-mode"},
      {given.include_pad && op.kind != OpKind::avg_pool, "--count-include-pad"},
      {given.exclude_pad && op.kind != OpKind::avg_pool, "--exclude-pad"},
      {given.align_corners && op.kind != OpKind::upsample_bilinear, "--align-corners"},
      {weightless && !given.a.empty(), "-a"},
      {weightless && given.same, "--same"},
      {weightless && given.valid, "--valid"},
      {weightless && given.flip, "--flip"},
      {weightless && !given.groups.empty(), "--groups"},
      {op.upsamples() && !given.k.empty(), "-k"},
      {op.upsamples() && !given.p.empty(), "-p"},
      {op.upsamples() && !given.d.empty(), "-d"},
      {op.upsamples() && !given.s.empty() && !given.output.empty(), "-s"},
  };
  const auto* found = std::ranges::find(needless, true, &std::pair<bool, std::string_view>::first);
  return found == std::end(needless) ? std::string_view() : found->second;
}

constexpr std::int64_t kMostPixels = 16384;  // of a picture's side

}  // namespace

bool is_file(const std::string& text) { return text.find_first_of("./\\") != std::string::npos; }

Expected<void> check_apart(const FileOption& written, std::initializer_list<FileOption> others) {
  for (const FileOption& other : others) {
    if (is_file(written.file) && is_file(other.file) && is_same_file(written.file, other.file))
      return fail(ErrorCode::cannot_write, written.file, reason("reason.same_file", written.option, other.option));
  }
  return {};
}

void GeometryOptions::add_to(CLI::App& app, const Language& language) {
  app.add_option("-i,--input-size", i, say(language, "help.i"))->type_name("N|HxW");
  app.add_option("-k,--kernel-size", k, say(language, "help.k"))->type_name("N|HxW");
  app.add_option("-s,--stride", s, say(language, "help.s"))->type_name("N|HxW");
  app.add_option("-p,--padding", p, say(language, "help.p"))->type_name("N|HxW");
  app.add_option("-d,--dilation", d, say(language, "help.d"))->type_name("N|HxW");
  app.add_option("-a,--output-padding", a, say(language, "help.a"))->type_name("N|HxW");
  auto* same_flag = app.add_flag("--same", same, say(language, "help.same"));
  app.add_flag("--valid", valid, say(language, "help.valid"))->excludes(same_flag);
  app.add_option("--output", output, say(language, "help.output"))->type_name("N|HxW");
  app.add_option("--groups", groups, say(language, "help.groups"))->type_name("N");
  app.add_flag("--flip", flip, say(language, "help.flip"));
  app.add_flag("--ceil-mode", ceil_mode, say(language, "help.ceil_mode"));
  auto* include_flag = app.add_flag("--count-include-pad", include_pad, say(language, "help.include_pad"));
  app.add_flag("--exclude-pad", exclude_pad, say(language, "help.exclude_pad"))->excludes(include_flag);
  app.add_flag("--align-corners", align_corners, say(language, "help.align_corners"));
}

Expected<Params> GeometryOptions::over(const Params& base) const {
  Params params = base;
  params.flip = params.flip || flip;
  if (!p.empty() || !a.empty()) params.padding = Padding::given;  // these are meant, whatever a link says
  if (!a.empty()) params.output.reset();
  params.ceil_mode = params.ceil_mode || ceil_mode;
  params.count_include_pad = (params.count_include_pad || include_pad) && !exclude_pad;
  params.align_corners = params.align_corners || align_corners;
  if (same) params.padding = Padding::same;
  if (valid) params.padding = Padding::valid;
  if ((same || valid) && !p.empty()) return fail(ErrorCode::needless_option, same ? "--same" : "--valid", "-p");
  if ((same || valid) && !a.empty()) return fail(ErrorCode::needless_option, same ? "--same" : "--valid", "-a");
  if (!output.empty() && !a.empty()) return fail(ErrorCode::needless_option, "--output", "-a");
  return take("-i", i, params.i)
      .and_then([&] { return take("-k", k, params.k); })
      .and_then([&] { return take("-s", s, params.s); })
      .and_then([&] { return take("-p", p, params.p); })
      .and_then([&] { return take("-d", d, params.d); })
      .and_then([&] { return take("-a", a, params.a); })
      .and_then([&] { return take_output(output, params); })
      .and_then([&] { return take_groups(groups, params); })
      .map([&] { return params; });
}

Expected<Params> GeometryOptions::params(Extent input, Extent kernel) const {
  if (i.empty() && input == Extent{}) return fail(ErrorCode::missing_option, "input size", reason("reason.give_input"));
  if (k.empty() && kernel == Extent{}) return fail(ErrorCode::missing_option, "kernel size", reason("reason.give_kernel"));
  Params base;
  base.i = input;
  base.k = kernel;
  return over(base);
}

Expected<Geometry> GeometryOptions::of(const Operator& op, Extent input, Extent kernel) const {
  if (!op.transposed && !a.empty()) return fail(ErrorCode::needless_option, op.id, "-a");
  if (!op.transposed && !output.empty()) return fail(ErrorCode::needless_option, op.id, "--output");
  if (const std::string_view option = needless_for(op, *this); !option.empty()) return fail(ErrorCode::needless_option, op.id, option);
  const bool no_kernel = op.second == Operand::none && !op.pools();
  return params(input, no_kernel ? Extent::square(1) : kernel).and_then(op.resolve);
}

Expected<std::int64_t> parse_integer(const std::string& name, const std::string& text) {
  return parse_whole(name, text, text, ErrorCode::not_whole);
}

Expected<float> parse_number(const std::string& name, const std::string& text) {
  float value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status == std::errc() && end == text.data() + text.size()) return value;
  return fail(ErrorCode::bad_number, name, text);
}

Expected<Extent> parse_extent(const std::string& name, const std::string& text) {
  const std::size_t cross = text.find('x');
  const std::string_view all = text;
  const auto h = parse_size(name, text, all.substr(0, cross));
  if (!h || cross == std::string::npos) return h.map([](std::int64_t side) { return Extent::square(side); });
  return parse_size(name, text, all.substr(cross + 1)).map([&](std::int64_t w) { return Extent{*h, w}; });
}

Expected<Tensor> load_kernel(const std::string& name_or_file, Extent size) { return load(name_or_file, size, Operand::kernel); }

Expected<Tensor> load_input(const std::string& name_or_file, Extent size) {
  if (choose_sample(name_or_file)) return make_sample(name_or_file, size);
  return load(name_or_file, size, Operand::input).map_error([](Error error) {
    if (error.code == ErrorCode::unknown_name) error.args.back() += ", " + names_of(sample_table(), &Sample::name);
    return error;
  });
}

Expected<Indices> load_indices(std::string_view command, const std::string& file, const Shape& needed, const Geometry& geometry) {
  if (file.empty()) return fail(ErrorCode::missing_option, command, "--indices");
  return check_countable(geometry).and_then([&] { return read_indices(file, needed, geometry.input().area()); });
}

Expected<std::optional<Tensor>> read_if_file(const std::string& name_or_file) {
  if (!is_file(name_or_file)) return std::optional<Tensor>();
  return read_array(name_or_file).map([](Tensor array) { return std::optional(std::move(array)); });
}

Expected<Extent> sides_of(const std::string& name_or_file) {
  return read_if_file(name_or_file).map([](const std::optional<Tensor>& array) { return array ? array->shape().plane() : Extent{}; });
}

Expected<PlaneChoice> choose_plane(const std::string& name_or_file, Operand role) {
  if (!is_file(name_or_file)) return choose_by_name(name_or_file, role);
  const char* what = role == Operand::kernel ? "kernel" : "input";
  return read_array(name_or_file).and_then([&](const Tensor& array) { return own_choice(array, what); });
}

std::string input_help(const Language& language) { return say(language, "help.input", names_of(input_table(), &NamedPlane::name)); }
std::string picture_help(const Language& language) {
  return say(language, "help.input", names_of(input_table(), &NamedPlane::name) + ", " + names_of(sample_table(), &Sample::name));
}
std::string kernel_help(const Language& language) { return say(language, "help.kernel", names_of(kernel_table(), &NamedPlane::name)); }

Expected<Pixels> parse_pixels(const std::string& name, const std::string& text) {
  return parse_extent(name, text).and_then([&](Extent e) -> Expected<Pixels> {
    for (const std::int64_t side : {e.h, e.w}) {
      if (side < 1) return fail(ErrorCode::not_positive, name, side);
      if (side > kMostPixels) return fail(ErrorCode::too_large, name, side, kMostPixels);
    }
    return Pixels{static_cast<int>(e.h), static_cast<int>(e.w)};
  });
}

void LookOptions::add_to(CLI::App& app, const Language& language) {
  app.add_option("--size", size, say(language, "help.size"))->capture_default_str()->type_name("WxH");
  app.add_option("--theme", theme, names_of(theme_table(), &Theme::id))->type_name("NAME");
  app.add_option("--lang", this->language, names_of(language_table(), &Language::id))->type_name("NAME");
}

Expected<void> LookOptions::put_into(Model& model) const {
  if (!theme.empty()) model.theme = theme;
  if (!language.empty()) model.language = language;
  return check_id("theme", model.theme, theme_table())
      .and_then([&] { return check_id("language", model.language, language_table()); })
      .and_then([&] { return check_font(language_of(model.language)); });
}

Expected<void> LookOptions::save(const std::string& output, const std::function<Expected<Model>()>& model,
                                 Expected<Raster> (*draw)(const Model& model, int width, int height)) const {
  if (auto ok = check_picture_target(output); !ok) return ok;
  const auto pixels = parse_pixels("--size", size);
  if (!pixels) return tl::make_unexpected(pixels.error());
  return model()
      .and_then([&](const Model& shown) { return draw(shown, pixels->width, pixels->height); })
      .and_then([&](const Raster& raster) { return save_picture(raster, output); });
}

}  // namespace deconvlab
