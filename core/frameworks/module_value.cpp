#include "core/frameworks/module_value.h"

#include <fmt/format.h>

#include <algorithm>

namespace deconvlab {

namespace {

constexpr std::size_t kLongest = 4096;

Thing computed(std::int64_t left, std::string_view sign, std::int64_t right) {
  std::int64_t result = 0;
  bool beyond = (sign == "//" || sign == "/") && (right <= 0 || left < 0 || (sign == "/" && left % right != 0));
  if (sign == "+") beyond = __builtin_add_overflow(left, right, &result);
  if (sign == "-") beyond = __builtin_sub_overflow(left, right, &result);
  if (sign == "*") beyond = __builtin_mul_overflow(left, right, &result);
  if (!beyond && (sign == "//" || sign == "/")) result = left / right;
  if (sign == "**") {
    result = 1;
    beyond = right < 0 || right > 62;
    for (std::int64_t n = 0; !beyond && n < right; ++n) beyond = __builtin_mul_overflow(result, left, &result);
  }
  return beyond ? Thing{} : number_thing(result);
}

}  // namespace

Thing number_thing(std::int64_t number) {
  return {.kind = Thing::Kind::constant,
          .constant = {
              .kind = Value::Kind::integer, .integer = number, .real = static_cast<double>(number), .written = fmt::format("{}", number)}};
}

Thing truth_thing(bool truth) { return {.kind = Thing::Kind::constant, .constant = {.kind = Value::Kind::truth, .truth = truth}}; }

Thing list_thing(std::vector<Thing> items) {
  return {.kind = Thing::Kind::list, .list = std::make_shared<std::vector<Thing>>(std::move(items))};
}

Thing result_thing(std::string name) { return {.kind = Thing::Kind::result, .text = std::move(name)}; }

Thing module_thing(Module module) { return {.kind = Thing::Kind::module, .module = std::make_shared<Module>(std::move(module))}; }

const Thing* first_result(const std::vector<Thing>& given) {
  const auto found = std::ranges::find(given, Thing::Kind::result, &Thing::kind);
  return found == given.end() ? nullptr : &*found;
}

std::string size_text(const Thing& thing) { return thing.is_number() ? fmt::format("{}", thing.constant.integer) : thing.text; }

Thing combined(const Thing& left, std::string_view sign, const Thing& right) {
  if (left.is_number() && right.is_number()) return computed(left.constant.integer, sign, right.constant.integer);
  const bool sizes = (left.is(Thing::Kind::size) || left.is_number()) && (right.is(Thing::Kind::size) || right.is_number());
  const std::string text = sizes ? fmt::format("({}{}{})", size_text(left), sign, size_text(right)) : "";
  if (sizes && text.size() < kLongest) return {.kind = Thing::Kind::size, .text = text};
  const bool lists = left.is(Thing::Kind::list) && right.is(Thing::Kind::list) && sign == "+";
  if (!lists || left.list->size() + right.list->size() > kLongest) return {};
  std::vector<Thing> both = *left.list;
  both.insert(both.end(), right.list->begin(), right.list->end());
  return list_thing(std::move(both));
}

Told told(bool holds) { return holds ? Told::yes : Told::no; }

Told truth_of(const Thing& thing) {
  if (thing.is(Thing::Kind::unknown) || thing.is(Thing::Kind::size)) return Told::open;
  if (thing.is(Thing::Kind::list)) return told(!thing.list->empty());
  if (!thing.is(Thing::Kind::constant)) return Told::yes;
  const Value& value = thing.constant;
  if (value.is(Value::Kind::truth)) return told(value.truth);
  if (value.is(Value::Kind::text)) return told(!value.text.empty());
  return told(!value.is(Value::Kind::none) && value.real != 0);
}

Told compared(const Thing& left, std::string_view sign, const Thing& right) {
  if (sign == "is" || sign == "is not") {
    if (left.is(Thing::Kind::unknown) || !right.is_constant(Value::Kind::none)) return Told::open;
    return told(left.is_constant(Value::Kind::none) == (sign == "is"));
  }
  if (!left.is(Thing::Kind::constant) || !right.is(Thing::Kind::constant)) return Told::open;
  const Value &a = left.constant, &b = right.constant;
  const bool numbers = a.is(Value::Kind::integer) && b.is(Value::Kind::integer);
  const bool equal = a.kind == b.kind && a.integer == b.integer && a.real == b.real && a.truth == b.truth && a.text == b.text;
  if (sign == "==") return told(equal);
  if (sign == "!=") return told(!equal);
  if (!numbers) return Told::open;
  if (sign == "<") return told(a.integer < b.integer);
  if (sign == ">") return told(a.integer > b.integer);
  return told(sign == "<=" ? a.integer <= b.integer : a.integer >= b.integer);
}

}  // namespace deconvlab
