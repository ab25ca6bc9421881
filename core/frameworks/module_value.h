// What the names of a PyTorch program stand for, as far as its network's shapes depend on it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/frameworks/module_lines.h"
#include "core/frameworks/signature.h"

namespace deconvlab {

struct Module;

// A class, or a function.
struct ModuleClass {
  std::string name;
  const ModuleLine* text = nullptr;
  std::map<std::string, const ModuleLine*, std::less<>> functions = {};
};

struct Thing {
  // size: a number that only a result's size says, as an expression of "name@axis"; sizes: all those of a result.
  enum class Kind { unknown, constant, list, result, size, sizes, module, type, function };
  Kind kind = Kind::unknown;
  Value constant = {};
  std::string text = {};  // of a result its name, of what is unknown how it is written
  std::shared_ptr<std::vector<Thing>> list = {};
  std::shared_ptr<Module> module = {};  // also the one that a function belongs to
  const ModuleClass* type = nullptr;
  const ModuleLine* function = nullptr;

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_constant(Value::Kind wanted) const { return kind == Kind::constant && constant.is(wanted); }
  bool is_number() const { return is_constant(Value::Kind::integer); }
};

// nn.Module: a layer, one that moves nothing, several one after the other, an object of a class of the text, or what is not known.
struct Module {
  enum class Kind { layer, same, sequence, object, unknown };
  Kind kind = Kind::same;
  LayerText layer = {};
  std::vector<Thing> children = {};
  std::map<std::string, Thing, std::less<>> attributes = {};
  const ModuleClass* type = nullptr;
  Value call = {};  // of what is not known
};

using Scope = std::map<std::string, Thing, std::less<>>;

Thing number_thing(std::int64_t number);
Thing truth_thing(bool truth);
Thing list_thing(std::vector<Thing> items);
Thing result_thing(std::string name);
Thing module_thing(Module module);

// The first that is a result; none where there is none.
const Thing* first_result(const std::vector<Thing>& given);

// Sums, differences and the like of numbers and sizes, of lists; unknown of anything else.
Thing combined(const Thing& left, std::string_view sign, const Thing& right);
// "x@2", of what is not a size the number.
std::string size_text(const Thing& thing);
// Whether it holds; open where that cannot be told.
enum class Told { no, yes, open };
Told told(bool holds);
Told truth_of(const Thing& thing);
Told compared(const Thing& left, std::string_view sign, const Thing& right);

}  // namespace deconvlab
