// Calls with their arguments, as Python writes them, and MATLAB: what the readers of layers have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace deconvlab {

// A template, so that a value may hold named values.
template <class V>
struct NamedValue {
  std::string name;  // empty: by its position
  V value;
};

struct Value {
  enum class Kind { integer, real, text, truth, none, list, name, call, other };
  Kind kind = Kind::none;
  std::int64_t integer = 0;
  double real = 0;  // of integer too
  bool truth = false;
  std::string text = {};  // a string without its quotes; a name; the name of what is called
  // Of a list or tuple; of another expression what it is made from, whose text is then "+" and the like, or ".name", "[2:5]" or "(" of it.
  std::vector<Value> items = {};
  std::vector<NamedValue<Value>> arguments = {};  // of a call, and of "("
  std::vector<NamedValue<Value>> operands = {};   // of what is called at once, as in Conv2d(3, 8, 3)(x)
  std::string written = {};                       // as it stands in the text, on one line
  int line = 1;

  bool is(Kind wanted) const { return kind == wanted; }
};

using Argument = NamedValue<Value>;

// "conv1 = nn.Conv2d(3, 64, 3)": an expression and the name it is given, if any. What is a whole number takes the place of its name later.
struct Statement {
  std::string target;
  Value value;
};

// MATLAB: % begins a comment, ... goes on in the next line, [3 3] needs no comma, 'Stride', 2 is a named argument.
enum class Dialect { python, matlab };

// Statements a line each, or parted by semicolons; a line goes on within brackets. Comments, import lines, heads of blocks, `return`,
// "(0):" before a printed module and a comma after one are passed over. `source` is what an error calls the text. Errors: cannot_open, with
// source and line, for what is no expression: reason.want_... (word), reason.line_ends, reason.text_ends, reason.unclosed (bracket),
// reason.text_unclosed, reason.too_deep.
Expected<std::vector<Statement>> parse_calls(std::string_view source, std::string_view text, Dialect dialect = Dialect::python);

}  // namespace deconvlab
