#include "app/cli/operands.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/lang/reasons.h"
#include "app/lessons/kind.h"
#include "core/find_named.h"
#include "core/formats/each_format.h"
#include "core/formats/float_losses.h"
#include "core/operators/kernels.h"
#include "core/operators/pool.h"
#include "core/samples/samples.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<void> check_order(std::string_view what, const std::string& order, std::span<const AxisOrder> orders) {
  if (!order.empty()) TRY(find_named(what, orders, order));
  return {};
}

std::span<const NamedPlane> table_of(Names names) { return names == Names::kernels ? kernel_table() : input_table(); }

// The names that an option takes.
std::vector<std::string_view> known_names(Names names) {
  std::vector<std::string_view> known;
  for (const NamedPlane& plane : table_of(names)) known.push_back(plane.name);
  if (names != Names::inputs_and_samples) return known;
  for (const Sample& sample : sample_table()) known.push_back(sample.name);
  return known;
}

// "gaussian" or "random:7".
Expected<PlaneChoice> choose_by_name(const std::string& text, Names names) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  PlaneChoice choice{text.substr(0, colon), names == Names::kernels ? 0u : 1u, {}, {}};
  TRY(find_named(names == Names::kernels ? "kernel" : "input", known_names(names), colon == 0 ? text : choice.name));
  if (colon == text.size()) return choice;
  return parse_integer("seed", text.substr(colon + 1)).map([&](std::int64_t seed) {
    choice.seed = static_cast<std::uint64_t>(seed);
    return choice;
  });
}

// A sample's name may have a wrong seed, which is the error to tell.
Expected<void> check_name(const std::string& text, Names names) {
  const bool sample = names == Names::inputs_and_samples && find_sample(text.substr(0, text.find(':'))) != nullptr;
  if (sample) return choose_sample(text).map([](const SampleChoice&) {});
  return choose_by_name(text, names).map([](const PlaneChoice&) {});
}

bool has_known_extension(const std::string& text) {
  const std::string extension = extension_of(file_of(text));
  return std::ranges::find(format_table(), extension, &Format::extension) != format_table().end();
}

// What is said of a file's line is said of a row.
Error as_rows(const std::string& option, const Error& error) {
  constexpr std::pair<std::string_view, std::string_view> kLineAndRow[] = {{"reason.ragged", "reason.ragged_row"},
                                                                           {"reason.separators", "reason.separators_row"}};
  if (error.code != ErrorCode::malformed) return error;
  std::string why = error.args.back();
  for (const auto& [line, row] : kLineAndRow) {
    if (const std::size_t at = why.find(line); at != std::string::npos) why.replace(at, line.size(), row);
  }
  return {ErrorCode::cannot_open, {option, why}};
}

// Numbers that are typed, by the parsers of either way to type them: rows stand apart by semicolons or line ends.
template <class Read>
Expected<Read> parse_values(const std::string& option, std::string text, Expected<Read> (*json)(std::string_view, const std::string&),
                            Expected<Read> (*csv)(std::string_view, const std::string&)) {
  if (text[text.find_first_not_of(" \t\n")] == '[') return json(text, option);
  std::ranges::replace(text, ';', '\n');
  return csv(text, option).map_error([&](const Error& error) { return as_rows(option, error); });
}

Names names_of_role(Operand role) { return role == Operand::kernel ? Names::kernels : Names::inputs; }

std::string spelled(const Shape& s) {
  const auto sides = numpy_shape(s);
  return fmt::format("{}", fmt::join(sides, "x"));
}

}  // namespace

bool is_values(const std::string& text) {
  constexpr std::string_view kSeparators = " \t\n;,";
  std::error_code unknown;
  if (reads_stream(text) || has_known_extension(text) || std::filesystem::exists(text, unknown)) return false;
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return false;
  if (text[first] == '[') return true;
  const std::size_t end = text.find_first_of(kSeparators, first);
  FloatLosses ignored;
  if (ignored.keep_word(text.substr(first, end - first), "")) return true;
  return std::string_view("0123456789+-.").find(text[first]) != std::string_view::npos && end != std::string::npos;
}

Expected<Numbers> typed_numbers(const std::string& option, const std::string& text) {
  return parse_values(option, text, parse_json_numbers, parse_csv_numbers);
}

void OperandOptions::add_layout_to(CLI::App& app, const Language& language) {
  app.add_option("--layout", layout,
                 say(language, "help.layout", names_of(input_orders()), extensions_of(format_table(), &Format::keeps_shape)))
      ->type_name("NAME");
}

void OperandOptions::add_kernel_layout_to(CLI::App& app, const Language& language) {
  app.add_option("--kernel-layout", kernel_layout, say(language, "help.kernel_layout", names_of(kernel_orders())))->type_name("NAME");
}

void OperandOptions::add_format_to(CLI::App& app, const Language& language, const std::string& extensions) {
  app.add_option("--format", format, say(language, "help.format", extensions, extensions_of(format_table(), &Format::parse_array)))
      ->type_name("NAME");
}

Expected<void> OperandOptions::check() const {
  return check_order("layout", layout, input_orders()).and_then([&] {
    return check_order("kernel layout", kernel_layout, kernel_orders());
  });
}

Expected<Place> OperandOptions::target(const std::string& output, const std::string& extensions) const {
  if (output != kStandardStream) return Place(output);
  if (format.empty()) return fail(ErrorCode::missing_option, "-o -", reason("reason.give_format", extensions));
  return Place(output, format);
}

Reader::Reader(const OperandOptions& options, bool result_streams) : options_(options), result_streams_(result_streams) {}

Expected<Reading> Reader::read(const std::string& option, const std::string& text) {
  if (!reads_stream(text)) return is_values(text) ? parse_values(option, text, parse_json, parse_csv) : read_noted(text);
  if (!stream_reader_.empty()) return fail(ErrorCode::usage, reason("reason.one_stream", stream_reader_, option));
  stream_reader_ = option;
  return read_noted(Place(text, result_streams_ ? std::string_view() : options_.format));
}

Expected<OperandSource> Reader::open(const std::string& option, const std::string& text, Names names) {
  if (text.empty()) return OperandSource{};
  const bool values = is_values(text);
  if (!reads_stream(text) && !values && !is_file(text)) {
    const auto known = check_name(text, names);
    std::error_code unknown;
    const bool there = !known && known.error().code == ErrorCode::unknown_name && std::filesystem::exists(text, unknown);
    if (!there) return known.map([&] { return OperandSource{text, {}}; });  // else it can be said what is there
  }
  return read(option, text).map([&](Reading reading) {
    for (std::string& note : reading.notes) add_note(std::move(note));
    const bool ordered = !reading.is_picture && names != Names::kernels;
    const Shape& s = reading.array.shape();
    if (ordered && options_.layout.empty() && looks_channels_last(s))
      add_note(reason("note.channels_first", values ? option : text, spelled(s), s.c, s.h, s.w));
    if (ordered && !options_.layout.empty()) reading.array = in_order(reading.array, options_.layout, kChannelsFirst);
    return OperandSource{text, std::move(reading.array)};
  });
}

Expected<OperandSource> Reader::open_kernel(const std::string& option, const std::string& text, AxisOrder own) {
  return open(option, text, Names::kernels).and_then([&](OperandSource source) -> Expected<OperandSource> {
    const std::string& order = options_.kernel_layout;
    if (order.empty() || !source.array) return source;
    if (axes_of(source.array->shape()) == 3)
      return fail(ErrorCode::cannot_open, text, reason("reason.kernel_axes", spelled(source.array->shape()), order));
    source.array = in_order(*source.array, order, own);
    return source;
  });
}

Expected<void> Reader::check_format(std::string_view command) const {
  if (options_.format.empty() || result_streams_ || !stream_reader_.empty()) return {};
  return fail(ErrorCode::needless_option, command, reason("reason.needless_format"));
}

void Reader::note_picture(const std::string& name) {
  if (choose_sample(name)) return;
  if (const auto reading = read_noted(name)) {
    for (const std::string& note : reading->notes) add_note(note);
  }
}

void Reader::add_note(std::string note) {
  if (!note.empty() && std::ranges::find(notes_, note) == notes_.end()) notes_.push_back(std::move(note));
}

std::string padding_note(const Operator& op, const Geometry& g) {
  const std::string along_h = padding_note(op, "h", g.h, g.padding);
  return along_h.empty() ? padding_note(op, "w", g.w, g.padding) : along_h;
}

std::string padding_note(const Operator& op, std::string_view name, const Axis& a, Padding rule) {
  const bool pools = op.category == Category::pooling || op.category == Category::unpooling;
  if (!pools || !pads_over_half(a, rule)) return {};
  return reason("note.pool_padding", name, std::max(a.p, a.padding_end()), a.k, a.k / 2);
}

std::string stray_note(const Indices& switches, const Geometry& geometry, const std::string& file) {
  const StraySwitches stray = stray_switches(switches, geometry);
  if (stray.count == 0) return {};
  return reason("note.stray_switches", file, stray.count, stray.first, switches.data()[static_cast<std::size_t>(stray.first)]);
}

void print_notes(const std::vector<std::string>& notes, const Language& language) {
  for (const std::string& note : notes) print_error("{}\n", in_words(language, note));
}

Expected<Tensor> plane_of(OperandSource source, Extent size, Operand role) {
  if (source.array) return std::move(*source.array);
  if (role == Operand::input && choose_sample(source.text)) return make_sample(source.text, size);
  return choose_by_name(source.text, names_of_role(role)).and_then([&](const PlaneChoice& choice) {
    return plane_of(choice, size, role == Operand::kernel);
  });
}

Expected<PlaneChoice> choice_of(const OperandSource& source, Operand role) {
  if (!source.array) return choose_by_name(source.text, names_of_role(role));
  const Shape& s = source.array->shape();
  const Shape plane{1, 1, s.h, s.w};
  if (s != plane) return fail(ErrorCode::shape_mismatch, role == Operand::kernel ? "kernel" : "input", s.text(), plane.text());
  return PlaneChoice{{}, 0, s.plane(), {source.array->data().begin(), source.array->data().end()}};
}

}  // namespace deconvlab
