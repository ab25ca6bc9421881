// What a command's operands are: names of tables, files, standard input, or the numbers themselves; and where its result goes.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/lang/lang.h"
#include "app/state/model.h"
#include "core/error.h"
#include "core/formats/formats.h"
#include "core/formats/number.h"
#include "core/operators/axis_order.h"
#include "core/operators/operators.h"

namespace deconvlab {

// --layout, --kernel-layout and --format as typed.
struct OperandOptions {
  std::string layout, kernel_layout, format;

  void add_layout_to(CLI::App& app, const Language& language);
  void add_kernel_layout_to(CLI::App& app, const Language& language);
  void add_format_to(CLI::App& app, const Language& language, const std::string& extensions);
  // Errors: unknown_name.
  Expected<void> check() const;
  // `output` is a file, or "-", which needs the format. Errors: missing_option with the extensions.
  Expected<Place> target(const std::string& output, const std::string& extensions) const;
};

// An operand as typed, read where it is more than a name.
struct OperandSource {
  std::string text;
  std::optional<Tensor> array;  // none for a name

  // Of the planes; empty for a name.
  Extent sides() const { return array ? array->shape().plane() : Extent{}; }
};

// Whether an operand is the numbers themselves: "1 2 1; 2 4 2", "0.5" or "[[1,2],[3,4]]".
bool is_values(const std::string& text);
// Such numbers as they are. Errors: bad_number, cannot_open, malformed.
Expected<Numbers> typed_numbers(const std::string& option, const std::string& text);

// What an operand may be a name of.
enum class Names { kernels, inputs, inputs_and_samples };

// Reads the operands of one command, and keeps what is to be said of them.
class Reader {
 public:
  Reader() = default;
  // `result_streams`: --format is the result's; else that of standard input.
  Reader(const OperandOptions& options, bool result_streams);

  // `option` is what the operand is called in errors. A name is checked, its plane made only by plane_of. `order` is the order of the axes
  // in a file's array that is given with the option `--layout` or `--kernel-layout`, `own` the program's; an empty text gives a
  // OperandSource of nothing. Errors: unknown_name, bad_number, cannot_open, usage where standard input is read twice, and those of the
  // format.
  Expected<OperandSource> open(const std::string& option, const std::string& text, Names names);
  // The same of an array that is a kernel of `own` order for the operator.
  Expected<OperandSource> open_kernel(const std::string& option, const std::string& text, AxisOrder own);
  // Errors: needless_option, where --format is given and nothing is a standard stream. To be asked once all operands are open.
  Expected<void> check_format(std::string_view command) const;

  // What is to be said of a picture's file that is read elsewhere: reads it too. A sample's name has nothing to say.
  void note_picture(const std::string& name);
  const std::vector<std::string>& notes() const { return notes_; }
  void add_note(std::string note);

 private:
  Expected<Reading> read(const std::string& option, const std::string& text);

  OperandOptions options_;
  bool result_streams_ = false;
  std::string stream_reader_;  // the option that took standard input
  std::vector<std::string> notes_;
};

// What is to be said of a pooling that PyTorch refuses, as reason() makes it; empty of every other operator.
std::string padding_note(const Operator& op, const Geometry& geometry);
// The same along one axis of this name.
std::string padding_note(const Operator& op, std::string_view name, const Axis& axis, Padding rule);
// What is to be said of switches that lie outside their own windows, as reason() makes it; empty where none does. `file` has them.
std::string stray_note(const Indices& switches, const Geometry& geometry, const std::string& file);
// Each on a line of standard error.
void print_notes(const std::vector<std::string>& notes, const Language& language);

// The source's array, or the plane of its name at this size. Errors: those of making it.
Expected<Tensor> plane_of(OperandSource source, Extent size, Operand role);
// The same as what a lesson chooses. Errors: shape_mismatch where it is more than a plane.
Expected<PlaneChoice> choice_of(const OperandSource& source, Operand role);

}  // namespace deconvlab
