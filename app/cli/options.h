// Options that several subcommands share, and how their texts become values.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>

#include "app/draw/canvas.h"
#include "app/lang/lang.h"
#include "app/state/model.h"
#include "core/error.h"
#include "core/find_named.h"
#include "core/formats/extension.h"
#include "core/formats/formats.h"
#include "core/geometry/geometry.h"
#include "core/operators/operators.h"
#include "core/operators/switch_rules.h"
#include "core/tensor.h"

namespace deconvlab {

// As typed: CLI11 does not judge numbers, so that the errors are the program's own sentences.
struct GeometryOptions {
  std::string i, k, s, p, d, a, output, groups, scale, coordinates, rounding;
  bool flip = false;
  bool same = false;
  bool same_lower = false;
  bool valid = false;
  bool causal = false;
  bool ceil_mode = false;
  bool include_pad = false;
  bool exclude_pad = false;
  bool align_corners = false;
  // Of a command on operators: its name, and what it looks at of their settings.
  std::string command;
  SettingSet looked_at = kAllSettings;

  // What a lesson has: -i -k -s -p -d -a --same --same-lower --valid --causal --output --groups --flip --ceil-mode.
  void add_to(CLI::App& app, const Language& language);
  // With what only an operator has: --count-include-pad --exclude-pad --align-corners --scale --coordinates --rounding. Help offers what
  // the command looks at.
  void add_operators_to(CLI::App& app, const Language& language, SettingSet settings = kAllSettings);
  // What is given takes the place of `base`. Errors: not_an_integer, not_padding, too_large, not_a_scale, unknown_name, needless_option for
  // two that say the same.
  Expected<Params> over(const Params& base) const;
  // Sizes that are not given follow from `input` and `kernel`, if those are not empty. Errors: missing_option as well.
  Expected<Params> params(Extent input = {}, Extent kernel = {}) const;
  // The operator's geometry. Errors: those of params and of the operator's resolve, needless_option for what it or the command does not
  // look at.
  Expected<Geometry> of(const Operator& op, Extent input = {}, Extent kernel = {}) const;
};

// Errors: not_whole, too_large.
Expected<std::int64_t> parse_integer(const std::string& name, const std::string& text);
// Errors: negative, where the number has no sign.
template <class Number>
Expected<void> put_number(const std::string& name, std::int64_t value, Number& into) {
  if (std::is_unsigned_v<Number> && value < 0) return fail(ErrorCode::negative, name, value);
  into = static_cast<Number>(value);
  return {};
}
// Errors: bad_number.
Expected<float> parse_number(const std::string& name, const std::string& text);
// A number above zero. Errors: bad_number, not_a_scale.
Expected<double> parse_positive(const std::string& name, const std::string& text);
// "1.5" or "1.5x2". Errors: not_a_scale, too_large.
Expected<Scale> parse_scale(const std::string& name, const std::string& text);
// "5" or "5x3" (rows x columns). Errors: not_an_integer.
Expected<Extent> parse_extent(const std::string& name, const std::string& text);

// Whether a text means a file: it has a dot or a slash.
bool is_file(const std::string& text);
// A file as an option names it; a name of a table is none.
struct FileOption {
  std::string_view option;
  const std::string& file;
};
// Before anything is read: what is written must not take the place of another file of the same command. Errors: cannot_write.
Expected<void> check_apart(const FileOption& written, std::initializer_list<FileOption> others);

// --indices and --indices-as, as typed.
struct IndicesOptions {
  std::string file;
  std::string as;

  // Of a command that reads switches alone, or writes those of max pooling as well.
  void add_to(CLI::App& app, const Language& language, bool writes = false);
  // The first option that is given, or nothing.
  std::string_view first_given() const { return !file.empty() ? "--indices" : !as.empty() ? "--indices-as" : ""; }
  // What numbers of cells mean, PyTorch's unless said. Errors: unknown_name.
  Expected<SwitchRule> rule() const;
};

// Switches of this shape for planes of geometry.input(). Errors: missing_option, --indices, where no file is given; those of the rule, of
// read_indices and of switches_of.
Expected<Indices> load_indices(std::string_view command, const IndicesOptions& given, const Shape& needed, const Geometry& geometry,
                               const std::string& layout = {});

// Help for what is a name or a file, with the table's names.
std::string input_help(const Language& language);
// With the sample pictures' names as well.
std::string picture_help(const Language& language);
std::string kernel_help(const Language& language);

// What several commands take in the same words: --weights and --device, of the window too, PICTURE, a sample's name or a file, and -o
// for a picture's file.
void add_weights_to(CLI::App& app, const Language& language, std::string& file);
void add_device_to(CLI::App& app, const Language& language, std::string& device);
void add_picture_to(CLI::App& app, const Language& language, std::string& picture);
void add_picture_output_to(CLI::App& app, const Language& language, std::string& output);

}  // namespace deconvlab
