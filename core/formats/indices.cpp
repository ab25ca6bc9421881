// Switches in files: read from whatever holds numbers, and at no point a float.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <concepts>
#include <optional>
#include <utility>

#include "core/formats/each_format.h"
#include "core/formats/extension.h"
#include "core/formats/float_losses.h"
#include "core/formats/number.h"

namespace deconvlab {

namespace {

struct NumberFormat {
  std::string_view extension;
  std::int64_t most_bytes;
  Expected<Numbers> (*parse)(std::string_view bytes, const std::string& name);
};
constexpr NumberFormat kFormats[] = {
    {".npy", std::int64_t{2} << 30, parse_npy_numbers},   {".npz", std::int64_t{2} << 30, parse_npz_numbers},
    {".csv", std::int64_t{1} << 30, parse_csv_numbers},   {".txt", std::int64_t{1} << 30, parse_txt_numbers},
    {".json", std::int64_t{1} << 28, parse_json_numbers},
};

Numbers as_numbers(const Tensor& array) { return {array.shape(), {array.data().begin(), array.data().end()}}; }

// What the other formats hold are floats, or bytes.
Expected<Numbers> read_floats(const std::filesystem::path& path) { return read_array(path).map(as_numbers); }

Expected<Numbers> read_stream() {
  return read_standard_input(std::int64_t{2} << 30).and_then([](const std::string& bytes) {
    const std::string_view extension = recognised(bytes);
    const auto* exact = std::ranges::find(kFormats, extension, &NumberFormat::extension);
    if (exact != std::end(kFormats)) return exact->parse(bytes, "stdin");
    const auto other = std::ranges::find(format_table(), extension, &Format::extension);
    return other->parse_array(bytes, "stdin").map([](const Reading& reading) { return as_numbers(reading.array); });
  });
}

Expected<Numbers> read_numbers(const std::filesystem::path& path) {
  if (path == kStandardStream) return read_stream();
  if (const auto member = member_of(path)) {
    return read_archive(*member).and_then(
        [&](const std::string& bytes) { return parse_npz_member_numbers(bytes, member->archive, member->name); });
  }
  const auto* format = std::ranges::find(kFormats, extension_of(path), &NumberFormat::extension);
  if (format == std::end(kFormats)) return read_floats(path);
  return read_whole(path, format->most_bytes).and_then([&](const std::string& bytes) { return format->parse(bytes, path.string()); });
}

// Whether the number is one of 0, 1, ..., cells - 1.
bool names_a_cell(const Number& number, std::int64_t cells) {
  return std::visit(
      [&]<class T>(T value) {
        if constexpr (std::floating_point<T>)
          return value >= 0 && static_cast<double>(value) < static_cast<double>(cells) && value == std::trunc(value);
        else
          return std::cmp_greater_equal(value, 0) && std::cmp_less(value, cells);
      },
      number);
}

std::string text_of(const Number& number) {
  return std::visit([](auto value) { return fmt::format("{}", value); }, number);
}

std::int32_t index_of(const Number& number) {
  return std::visit([](auto value) { return static_cast<std::int32_t>(value); }, number);
}

}  // namespace

Expected<Number> Exact::keep_word(std::string_view word, const std::string& where) {
  const auto parse = [&](auto value) {
    const auto [end, status] = std::from_chars(word.data(), word.data() + word.size(), value);
    return status == std::errc() && end == word.data() + word.size() ? std::optional<Number>(value) : std::nullopt;
  };
  if (const auto whole = parse(std::int64_t{0})) return *whole;
  if (const auto large = parse(std::uint64_t{0})) return *large;
  if (const auto real = parse(0.0)) return *real;
  return FloatLosses().keep_word(word, where).map([](float value) { return Number(value); });
}

Expected<Indices> as_indices(const Numbers& numbers, const Shape& needed, std::int64_t cells) {
  if (numbers.shape != needed) return fail(ErrorCode::shape_mismatch, "switches", numbers.shape.text(), needed.text());
  const auto bad = std::ranges::find_if_not(numbers.values, [&](const Number& number) { return names_a_cell(number, cells); });
  if (bad != numbers.values.end()) return fail(ErrorCode::switch_out_of_range, bad - numbers.values.begin(), text_of(*bad), cells - 1);
  Indices indices = Indices::unfilled(needed);
  std::ranges::transform(numbers.values, indices.data().begin(), index_of);
  return indices;
}

Expected<Indices> read_indices(const std::filesystem::path& path, const Shape& needed, std::int64_t cells) {
  return read_numbers(path).and_then([&](const Numbers& numbers) { return as_indices(numbers, needed, cells); });
}

Expected<void> check_indices_target(const std::filesystem::path& path) {
  if (path == kStandardStream) return fail(ErrorCode::cannot_write, "stdout", reason("reason.switches_file"));
  if (extension_of(path) != ".npy") return fail(ErrorCode::unknown_extension, path.string(), extension_of(path), ".npy");
  return check_writable(path);
}

Expected<void> write_indices(const Indices& indices, const std::filesystem::path& path) {
  return check_indices_target(path).and_then([&] { return write_npy_array(indices, path); });
}

}  // namespace deconvlab
