#include "app/cli/options.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "app/cli/switches.h"
#include "app/draw/theme.h"
#include "app/lessons/field_text.h"
#include "app/record/record_formats.h"
#include "app/record/still.h"
#include "core/formats/float_losses.h"
#include "core/formats/same_file.h"
#include "core/operators/axis_order.h"
#include "core/operators/kernels.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"
#include "core/samples/samples.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// A number beyond 64 bits is too large for anything that goes up to `most`; one below them is negative, which is for others to judge.
Expected<std::int64_t> parse_whole(const std::string& name, const std::string& all, std::string_view text, ErrorCode code,
                                   std::int64_t most) {
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end == text.data() + text.size() && !text.empty();
  if (!whole || status == std::errc::invalid_argument) return fail(code, name, all);
  if (status != std::errc::result_out_of_range) return value;
  return text.front() == '-' ? Expected<std::int64_t>(INT64_MIN) : fail(ErrorCode::too_large, name, text, most);
}

Expected<std::int64_t> parse_size(const std::string& name, const std::string& all, std::string_view text) {
  return parse_whole(name, all, text, ErrorCode::not_an_integer, kLargestSize);
}

// `to` becomes what is given, if anything is.
Expected<void> take(const std::string& name, const std::string& text, Extent& to) {
  if (text.empty()) return {};
  return parse_extent(name, text).map([&](Extent given) { to = given; });
}

// One number or two, or those of the four sides.
Expected<void> take_padding(const std::string& text, Params& params) {
  if (text.empty()) return {};
  params.p_end.reset();
  const auto sides = split(text, ',');
  if (sides.size() == 1) return take("-p", text, params.p);
  if (sides.size() != 4) return fail(ErrorCode::not_padding, "-p", text);
  std::array<std::int64_t, 4> cells{};
  for (std::size_t n = 0; n < sides.size(); ++n) cells[n] = TRY(parse_whole("-p", text, sides[n], ErrorCode::not_padding, kLargestSize));
  params.p = {cells[0], cells[2]};
  params.p_end = {cells[1], cells[3]};
  return {};
}

Expected<void> take_output(const std::string& text, Params& params) {
  if (text.empty()) return {};
  return parse_extent("--output", text).map([&](Extent given) { params.output = given; });
}

Expected<void> take_groups(const std::string& text, Params& params) {
  if (text.empty()) return {};
  return parse_integer("--groups", text).map([&](std::int64_t given) { params.groups = given; });
}

// Of two options that say the same thing in two ways.
tl::unexpected<Error> exclusive(std::string_view one, std::string_view other) {
  return fail(ErrorCode::usage, reason("reason.exclusive", one, other));
}

Expected<void> take_scale(const std::string& text, Params& params) {
  if (text.empty()) return {};
  return parse_scale("--scale", text).map([&](Scale given) { params.scale = given; });
}

template <class Value>
struct Named {
  std::string_view id;
  Value value;
};

using NamedCoordinates = Named<Coordinates>;
constexpr std::array kCoordinates{NamedCoordinates{coordinates_id(Coordinates::half_pixel), Coordinates::half_pixel},
                                  NamedCoordinates{coordinates_id(Coordinates::align_corners), Coordinates::align_corners},
                                  NamedCoordinates{coordinates_id(Coordinates::asymmetric), Coordinates::asymmetric},
                                  NamedCoordinates{coordinates_id(Coordinates::pytorch_half_pixel), Coordinates::pytorch_half_pixel}};

using NamedRounding = Named<Rounding>;
constexpr std::array kRoundings{NamedRounding{rounding_id(Rounding::floor), Rounding::floor},
                                NamedRounding{rounding_id(Rounding::ceil), Rounding::ceil},
                                NamedRounding{rounding_id(Rounding::prefer_floor), Rounding::prefer_floor},
                                NamedRounding{rounding_id(Rounding::prefer_ceil), Rounding::prefer_ceil}};

// `to` becomes what the name means, if one is given.
template <class Table, class Value>
Expected<void> take_named(std::string_view what, const std::string& id, const Table& table, Value& to) {
  if (id.empty()) return {};
  return find_named(what, table, id, &Table::value_type::id).map([&](const auto* named) { to = named->value; });
}

// Of options that take each other's place one is given. `rule` is the one for the padding, or empty.
Expected<void> check_once(const GeometryOptions& given, std::string_view rule) {
  struct Pair {
    bool both;
    std::string_view first, second;
  };
  const Pair pairs[] = {
      {!rule.empty() && !given.p.empty(), rule, "-p"},
      {!rule.empty() && !given.a.empty(), rule, "-a"},
      {(given.same || given.same_lower) && given.ceil_mode, rule, "--ceil-mode"},
      {!given.output.empty() && !given.a.empty(), "--output", "-a"},
      {!given.scale.empty() && !given.output.empty(), "--scale", "--output"},
      {!given.scale.empty() && !given.s.empty(), "--scale", "-s"},
      {given.align_corners && !given.coordinates.empty(), "--align-corners", "--coordinates"},
  };
  const auto* found = std::ranges::find(pairs, true, &Pair::both);
  if (found == std::end(pairs)) return {};
  return exclusive(found->first, found->second);
}

Expected<Ratio> parse_ratio(const std::string& name, const std::string& all, std::string_view text) {
  double value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size() || !(value > 0)) return fail(ErrorCode::not_a_scale, name, all);
  if (value > static_cast<double>(kLargestSize)) return fail(ErrorCode::too_large, name, text, kLargestSize);
  return ratio_of(value);
}

// An option of the command line, and the setting that it is of.
struct SettingOption {
  Setting setting;
  std::string_view name;
  bool (*given)(const GeometryOptions& options);
};

template <auto Field>
bool is_given(const GeometryOptions& options) {
  if constexpr (std::is_same_v<decltype(Field), bool GeometryOptions::*>) {
    return options.*Field;
  } else {
    return !(options.*Field).empty();
  }
}

using Of = GeometryOptions;
constexpr SettingOption kSettingOptions[] = {
    {Setting::output_padding, "-a", is_given<&Of::a>},
    {Setting::output, "--output", is_given<&Of::output>},
    {Setting::ceil_mode, "--ceil-mode", is_given<&Of::ceil_mode>},
    {Setting::count_include_pad, "--count-include-pad", is_given<&Of::include_pad>},
    {Setting::count_include_pad, "--exclude-pad", is_given<&Of::exclude_pad>},
    {Setting::coordinates, "--align-corners", is_given<&Of::align_corners>},
    {Setting::coordinates, "--coordinates", is_given<&Of::coordinates>},
    {Setting::rounding, "--rounding", is_given<&Of::rounding>},
    {Setting::scale, "--scale", is_given<&Of::scale>},
    {Setting::rule, "--same", is_given<&Of::same>},
    {Setting::rule, "--same-lower", is_given<&Of::same_lower>},
    {Setting::rule, "--valid", is_given<&Of::valid>},
    {Setting::rule, "--causal", is_given<&Of::causal>},
    {Setting::flip, "--flip", is_given<&Of::flip>},
    {Setting::groups, "--groups", is_given<&Of::groups>},
    {Setting::kernel_size, "-k", is_given<&Of::k>},
    {Setting::stride, "-s", is_given<&Of::s>},
    {Setting::padding, "-p", is_given<&Of::p>},
    {Setting::dilation, "-d", is_given<&Of::d>},
};

// Errors: needless_option for the first one given that the operator, or the command, does not look at.
Expected<void> check_needed(const Operator& op, const GeometryOptions& given) {
  for (const SettingOption& option : kSettingOptions) {
    if (!option.given(given)) continue;
    if (!op.takes(option.setting)) return fail(ErrorCode::needless_option, op.id, option.name);
    if (!given.looked_at.has(option.setting)) return fail(ErrorCode::needless_option, given.command, option.name);
  }
  const bool by_size = op.takes(Setting::scale) && !given.output.empty();  // then the stride says nothing
  if (by_size && !given.s.empty()) return fail(ErrorCode::needless_option, op.id, "-s");
  return {};
}

}  // namespace

bool is_file(const std::string& text) { return text.find_first_of("./\\") != std::string::npos; }

Expected<void> check_apart(const FileOption& written, std::initializer_list<FileOption> others) {
  for (const FileOption& other : others) {
    if (is_file(written.file) && is_file(other.file) && is_same_file(written.file, file_of(other.file)))
      return fail(ErrorCode::cannot_write, written.file, reason("reason.same_file", written.option, other.option));
  }
  return {};
}

void GeometryOptions::add_to(CLI::App& app, const Language& language) {
  app.add_option("-i,--input-size", i, say(language, "help.i"))->type_name("N|HxW");
  app.add_option("-k,--kernel-size", k, say(language, "help.k"))->type_name("N|HxW");
  app.add_option("-s,--stride", s, say(language, "help.s"))->type_name("N|HxW");
  app.add_option("-p,--padding", p, say(language, "help.p"))->type_name("N|HxW|T,B,L,R");
  app.add_option("-d,--dilation", d, say(language, "help.d"))->type_name("N|HxW");
  app.add_option("-a,--output-padding", a, say(language, "help.a"))->type_name("N|HxW");
  auto* same_flag = app.add_flag("--same", same, say(language, "help.same"));
  auto* lower_flag = app.add_flag("--same-lower", same_lower, say(language, "help.same_lower"))->excludes(same_flag);
  auto* valid_flag = app.add_flag("--valid", valid, say(language, "help.valid"))->excludes(same_flag)->excludes(lower_flag);
  app.add_flag("--causal", causal, say(language, "help.causal"))->excludes(same_flag)->excludes(lower_flag)->excludes(valid_flag);
  app.add_option("--output", output, say(language, "help.output"))->type_name("N|HxW");
  app.add_option("--groups", groups, say(language, "help.groups"))->type_name("N");
  app.add_flag("--flip", flip, say(language, "help.flip"));
  app.add_flag("--ceil-mode", ceil_mode, say(language, "help.ceil_mode"));
}

namespace {

// The ids of the operators that look at a setting.
template <Setting setting>
std::string takers() {
  return operator_ids([](const Operator& op) { return op.takes(setting); });
}

}  // namespace

void GeometryOptions::add_operators_to(CLI::App& app, const Language& language, SettingSet settings) {
  command = app.get_name();
  looked_at = settings;
  add_to(app, language);
  const std::string averaging = takers<Setting::count_include_pad>();
  auto* include_flag = app.add_flag("--count-include-pad", include_pad, say(language, "help.include_pad", averaging));
  app.add_flag("--exclude-pad", exclude_pad, say(language, "help.exclude_pad", averaging))->excludes(include_flag);
  app.add_flag("--align-corners", align_corners, say(language, "help.align_corners"));
  app.add_option("--scale", scale, say(language, "help.scale"))->type_name("F|FxF");
  app.add_option("--coordinates", coordinates, say(language, "help.coordinates", names_of(kCoordinates, &NamedCoordinates::id)))
      ->type_name("NAME");
  app.add_option("--rounding", rounding,
                 say(language, "help.rounding", takers<Setting::rounding>(), names_of(kRoundings, &NamedRounding::id)))
      ->type_name("NAME");
  for (const SettingOption& option : kSettingOptions) {
    if (!looked_at.has(option.setting)) app.get_option(std::string(option.name))->group("");  // refused, but not offered
  }
}

Expected<Params> GeometryOptions::over(const Params& base) const {
  Params params = base;
  params.flip = params.flip || flip;
  if (!p.empty() || !a.empty()) params.padding = Padding::given;  // these are meant, whatever a link says
  if (!a.empty()) params.output.reset();
  params.ceil_mode = params.ceil_mode || ceil_mode;
  const std::string_view rule = same ? "--same" : same_lower ? "--same-lower" : valid ? "--valid" : causal ? "--causal" : "";
  const bool counted = include_pad || (params.count_include_pad && !same && !same_lower);  // TensorFlow's means leave SAME's padding out
  params.count_include_pad = counted && !exclude_pad;
  if (align_corners) params.resampling.coordinates = Coordinates::align_corners;
  if (!rule.empty()) params.padding = same ? Padding::same : same_lower ? Padding::same_lower : valid ? Padding::valid : Padding::causal;
  TRY(check_once(*this, rule));
  return take("-i", i, params.i)
      .and_then([&] { return take("-k", k, params.k); })
      .and_then([&] { return take("-s", s, params.s); })
      .and_then([&] { return take_padding(p, params); })
      .and_then([&] { return take("-d", d, params.d); })
      .and_then([&] { return take("-a", a, params.a); })
      .and_then([&] { return take_output(output, params); })
      .and_then([&] { return take_groups(groups, params); })
      .and_then([&] { return take_scale(scale, params); })
      .and_then([&] { return take_named("coordinates", coordinates, kCoordinates, params.resampling.coordinates); })
      .and_then([&] { return take_named("rounding", rounding, kRoundings, params.resampling.rounding); })
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
  TRY(check_needed(op, *this));
  return params(input, op.takes(Setting::kernel_size) ? kernel : Extent::square(1)).and_then(op.resolve);
}

Expected<std::int64_t> parse_integer(const std::string& name, const std::string& text) {
  return parse_whole(name, text, text, ErrorCode::not_whole, INT64_MAX);
}

Expected<float> parse_number(const std::string& name, const std::string& text) {
  FloatLosses ignored;
  return ignored.keep_word(text, name);
}

Expected<double> parse_positive(const std::string& name, const std::string& text) {
  const double value = TRY(parse_number(name, text));
  if (!(value > 0)) return fail(ErrorCode::not_a_scale, name, text);
  return value;
}

Expected<Scale> parse_scale(const std::string& name, const std::string& text) {
  const std::size_t cross = text.find('x');
  const std::string_view all = text;
  const auto h = parse_ratio(name, text, all.substr(0, cross));
  if (!h || cross == std::string::npos) return h.map([](Ratio both) { return Scale{both, both}; });
  return parse_ratio(name, text, all.substr(cross + 1)).map([&](Ratio w) { return Scale{*h, w}; });
}

Expected<Extent> parse_extent(const std::string& name, const std::string& text) {
  const std::size_t cross = text.find('x');
  const std::string_view all = text;
  const auto h = parse_size(name, text, all.substr(0, cross));
  if (!h || cross == std::string::npos) return h.map([](std::int64_t side) { return Extent::square(side); });
  return parse_size(name, text, all.substr(cross + 1)).map([&](std::int64_t w) { return Extent{*h, w}; });
}

void IndicesOptions::add_to(CLI::App& app, const Language& language, bool writes) {
  const std::string written = operator_ids([](const Operator& op) { return op.switches == SwitchUse::beside; });
  const std::string read = operator_ids([](const Operator& op) { return op.switches == SwitchUse::operand; });
  app.add_option("--indices", file, writes ? say(language, "help.indices", written, read) : say(language, "help.indices_read", read))
      ->type_name("FILE");
  std::string rules;
  for (const NamedSwitchRule& rule : switch_rule_table())
    rules += fmt::format("{}{}: {}", rules.empty() ? "" : "; ", rule.id, say(language, fmt::format("help.{}", rule.id)));
  app.add_option("--indices-as", as, say(language, "help.indices_as", rules))->type_name("NAME");
}

Expected<SwitchRule> IndicesOptions::rule() const {
  if (as.empty()) return SwitchRule::pytorch;
  return TRY(find_named("indices-as", switch_rule_table(), as, &NamedSwitchRule::id))->rule;
}

Expected<Indices> load_indices(std::string_view command, const IndicesOptions& given, const Shape& needed, const Geometry& geometry,
                               const std::string& layout) {
  if (given.file.empty()) return fail(ErrorCode::missing_option, command, "--indices");
  const Shape in_file = layout.empty() ? needed : in_order(needed, kChannelsFirst, layout);
  const auto channels_first = [&](Indices read) { return layout.empty() ? read : in_order(read, layout, kChannelsFirst); };
  return check_countable(geometry).and_then([&] { return given.rule(); }).and_then([&](SwitchRule rule) {
    const Extent counted = counted_plane(rule, geometry);
    return count_numbers(rule, {needed.n, needed.c, counted.h, counted.w})
        .and_then([&](std::int64_t count) { return read_switches(given.file, in_file, count); })
        .map(channels_first)
        .and_then([&](Indices numbers) { return switches_of(rule, std::move(numbers), geometry.input(), counted); })
        .map_error([&](const Error& error) { return of_switches(given.file, error); });
  });
}

std::string input_help(const Language& language) { return say(language, "help.input", names_of(input_table(), &NamedPlane::name)); }
std::string picture_help(const Language& language) {
  return say(language, "help.input", names_of(input_table(), &NamedPlane::name) + ", " + names_of(sample_table(), &Sample::name));
}
std::string kernel_help(const Language& language) { return say(language, "help.kernel", names_of(kernel_table(), &NamedPlane::name)); }

void add_weights_to(CLI::App& app, const Language& language, std::string& file) {
  app.add_option("--weights", file, say(language, "help.weights"))->type_name("FILE");
}

void add_device_to(CLI::App& app, const Language& language, std::string& device) {
  app.add_option("--device", device, say(language, "help.device"))->type_name("NAME")->capture_default_str();
}

void add_picture_to(CLI::App& app, const Language& language, std::string& picture) {
  app.add_option("PICTURE", picture, say(language, "help.picture", names_of(sample_table(), &Sample::name)))->type_name("")->required();
}

void add_picture_output_to(CLI::App& app, const Language& language, std::string& output) {
  app.add_option("-o", output, say(language, "help.output_file", extensions_of(record_format_table(), &RecordFormat::save_figure)))
      ->type_name("FILE")
      ->required();
}

}  // namespace deconvlab
