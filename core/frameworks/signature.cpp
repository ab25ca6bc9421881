#include "core/frameworks/signature.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include "core/frameworks/place.h"
#include "core/frameworks/takes.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// The axes that a name says where the pattern has #; -1 where it does not fit.
int rank_of(std::string_view pattern, std::string_view name, int otherwise) {
  const std::size_t at = pattern.find('#');
  if (at == std::string_view::npos) return pattern == name ? otherwise : -1;
  if (name.size() != pattern.size() || name[at] < '1' || name[at] > '3') return -1;
  const bool fits = name.substr(0, at) == pattern.substr(0, at) && name.substr(at + 1) == pattern.substr(at + 1);
  return fits ? name[at] - '0' : -1;
}

bool has_word(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == wanted) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

// An argument that is there, by the text or by its default.
struct Bound {
  const Parameter* parameter;
  Value value;
  bool given;
};

class Binding {
 public:
  Binding(std::string_view source, const Value& call, const Signature& signature) : source_(source), call_(call), signature_(signature) {}

  Expected<std::vector<Bound>> all() {
    std::size_t position = 0;
    for (const Argument& argument : call_.arguments) {
      TRY(argument.name.empty() ? by_position(position++, argument.value) : by_name(argument));
    }
    for (const auto& parameters : {signature_.parameters, signature_.by_name}) {
      for (const Parameter& parameter : parameters) {
        if (&parameters.front() == signature_.parameters.data() || !parameter.usual.empty()) TRY(add_default(parameter));
      }
    }
    return std::move(bound_);
  }

 private:
  Expected<void> by_position(std::size_t position, const Value& value) {
    const std::size_t most = signature_.parameters.size();
    if (position >= most) return wrong(source_, value.line, "reason.arguments_many", excerpt(call_.text), most, excerpt(value.written));
    return add(signature_.parameters[position], value);
  }

  Expected<void> by_name(const Argument& argument) {
    for (const auto& parameters : {signature_.parameters, signature_.by_name}) {
      const auto found = std::ranges::find(parameters, argument.name, &Parameter::name);
      if (found != parameters.end()) return add(*found, argument.value);
    }
    std::vector<std::string_view> names;
    for (const auto& parameters : {signature_.parameters, signature_.by_name})
      for (const Parameter& parameter : parameters) names.push_back(parameter.name);
    const std::string nearest = nearest_name(argument.name, names);
    const std::string_view key = nearest.empty() ? "reason.argument_unknown" : "reason.argument_unknown_near";
    std::string all;
    for (const std::string_view name : names) all += (all.empty() ? "" : ", ") + std::string(name);
    return wrong(source_, argument.value.line, key, excerpt(call_.text), excerpt(argument.name), nearest.empty() ? all : nearest);
  }

  Expected<void> add(const Parameter& parameter, const Value& value) {
    const auto again = std::ranges::find(bound_, &parameter, &Bound::parameter);
    if (again != bound_.end()) return wrong(source_, value.line, "reason.argument_twice", excerpt(call_.text), parameter.name);
    bound_.push_back({&parameter, value, true});
    return {};
  }

  // Operands may be left out: a layer is often written before it is called.
  Expected<void> add_default(const Parameter& parameter) {
    if (std::ranges::find(bound_, &parameter, &Bound::parameter) != bound_.end()) return {};
    const bool operand =
        parameter.role == ArgumentRole::operand || parameter.role == ArgumentRole::weight || parameter.role == ArgumentRole::switches;
    if (parameter.usual.empty() && operand) return {};
    if (parameter.usual.empty()) return wrong(source_, call_.line, "reason.argument_missing", excerpt(call_.text), parameter.name);
    Value value = TRY(parse_calls(source_, parameter.usual)).front().value;
    value.line = call_.line;
    bound_.push_back({&parameter, std::move(value), false});
    return {};
  }

  std::string_view source_;
  const Value& call_;
  const Signature& signature_;
  std::vector<Bound> bound_;
};

// What others depend on is taken first.
int priority(ArgumentRole role) {
  constexpr ArgumentRole kFirst[] = {
      ArgumentRole::layout,      ArgumentRole::operand,  ArgumentRole::weight,        ArgumentRole::kernel,        ArgumentRole::stride,
      ArgumentRole::unit_stride, ArgumentRole::dilation, ArgumentRole::interpolation, ArgumentRole::geometry_mode, ArgumentRole::auto_pad};
  return static_cast<int>(std::ranges::find(kFirst, role) - std::begin(kFirst));
}

// As many axes as the first list has numbers for.
int guessed_rank(const std::vector<Bound>& bound) {
  constexpr ArgumentRole kTelling[] = {ArgumentRole::kernel, ArgumentRole::unit_stride, ArgumentRole::stride,     ArgumentRole::scale,
                                       ArgumentRole::size,   ArgumentRole::frame,       ArgumentRole::frame_pairs};
  for (const Bound& one : bound) {
    if (std::ranges::count(kTelling, one.parameter->role) == 0 || !one.value.is(Value::Kind::list)) continue;
    int count = static_cast<int>(one.value.items.size());
    if (one.parameter->role == ArgumentRole::frame) count = std::max(2, (count + 1) / 2);
    if (one.parameter->role == ArgumentRole::frame_pairs) count -= 2;
    if (one.parameter->role == ArgumentRole::size && count > 3) count -= 2;
    return std::clamp(count, 1, 3);
  }
  return 2;
}

// The numbers of the weights' shape by their letters: 'o', 'i', 'm', and those of space in order.
struct Weights {
  std::int64_t out = 0, in = 0, multiplier = 0;
  PerAxis k;
};

Weights weights_of(const PerAxis& shape, std::string_view filter, int rank) {
  Weights weights;
  std::size_t n = 0;
  for (const char letter : filter) {
    const auto count = letter == 's' ? static_cast<std::size_t>(rank) : std::size_t{1};
    if (n + count > shape.size()) return {};
    if (letter == 'o') weights.out = shape[n];
    if (letter == 'i') weights.in = shape[n];
    if (letter == 'm') weights.multiplier = shape[n];
    if (letter != 'o' && letter != 'i' && letter != 'm')
      weights.k.insert(weights.k.end(), shape.begin() + static_cast<std::ptrdiff_t>(n),
                       shape.begin() + static_cast<std::ptrdiff_t>(n + count));
    n += count;
  }
  if (std::ranges::count(weights.k, 0) > 0) weights.k.clear();
  return weights;
}

// JAX's ("NHWC", "HWIO", "NHWC") says the filter's order too.
std::string filter_of(const Signature& signature, const std::vector<Bound>& bound) {
  for (const Bound& one : bound) {
    if (one.parameter->role != ArgumentRole::layout || one.value.items.size() < 2) continue;
    std::string filter;
    for (const char c : one.value.items[1].text) filter += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const char own : {'s', 'm'}) std::ranges::replace(filter, own, 'x');
    return filter;
  }
  return std::string(signature.filter);
}

void put_weights(Layer& layer, const Weights& weights) {
  if (!weights.k.empty()) layer.k = weights.k;
  if (weights.multiplier > 0) {
    layer.in = layer.groups = weights.in;
    layer.out = capped_product(weights.in, weights.multiplier);
    return;
  }
  const bool transposed = layer.kind == LayerKind::conv_transpose;
  const bool implied = !transposed && layer.in > weights.in && weights.in > 0 && layer.groups == 1;
  if (implied && layer.in % weights.in == 0) layer.groups = layer.in / weights.in;
  if (weights.out > 0) layer.out = transposed ? capped_product(weights.out, layer.groups) : weights.out;
  if (weights.in > 0) layer.in = transposed ? weights.in : capped_product(weights.in, layer.groups);
}

void fill_in(Layer& layer) {
  const bool windows = layer.kind == LayerKind::max_pool || layer.kind == LayerKind::average_pool || layer.kind == LayerKind::max_unpool;
  if (layer.s.empty()) layer.s = windows && !layer.k.empty() ? layer.k : axes_of(layer, 1);
  if (layer.d.empty()) layer.d = axes_of(layer, 1);
  if (layer.p.empty()) layer.p = axes_of(layer, 0);
  if (layer.p_end.empty()) layer.p_end = layer.p;
}

bool is_missing(ArgumentRole wanted, const std::vector<Bound>& bound) {
  return std::ranges::none_of(
      bound, [&](const Bound& one) { return one.parameter->role == wanted && one.given && !one.value.is(Value::Kind::none); });
}

// What several arguments say together.
Expected<void> check(std::string_view source, const Value& call, const Signature& signature, const Layer& layer,
                     const std::vector<Bound>& bound) {
  const auto bad = [&](std::string_view key, const auto&... args) { return wrong(source, call.line, key, excerpt(call.text), args...); };
  for (const auto& [name, channels] : {std::pair<std::string_view, std::int64_t>{"in", layer.in}, {"out", layer.out}}) {
    if (layer.groups > 1 && channels % layer.groups != 0) return bad("reason.layer_groups", name, channels, layer.groups);
  }
  const bool full_of_unknown = signature.filter == "s" && layer.k.empty() && layer.rule == Padding::given;
  if (full_of_unknown) return bad("reason.plane_kernel");
  const bool sized = !is_missing(ArgumentRole::size, bound), scaled = !is_missing(ArgumentRole::scale, bound);
  const bool both_possible = std::ranges::any_of(bound, [](const Bound& one) { return one.parameter->role == ArgumentRole::size; }) &&
                             std::ranges::any_of(bound, [](const Bound& one) { return one.parameter->role == ArgumentRole::scale; });
  if (layer.kind == LayerKind::upsample && both_possible && sized == scaled)
    return bad(sized ? "reason.size_and_scale" : "reason.size_or_scale");
  const bool shuffles = layer.kind == LayerKind::pixel_shuffle && layer.in > 0;
  if (shuffles && layer.in % (layer.block * layer.block) != 0) return bad("reason.shuffled_channels", layer.in, layer.block * layer.block);
  return {};
}

std::string_view plain_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

}  // namespace

Match find_signature(std::span<const Signature> table, std::string_view name) {
  const std::string_view plain = plain_name(name);
  const std::string_view module = plain.size() == name.size() ? "" : name.substr(0, name.size() - plain.size() - 1);
  for (const Signature& signature : table) {
    const int rank = rank_of(signature.name, plain, signature.rank);
    if (rank >= 0 && (module.empty() || has_word(signature.modules, module))) return {&signature, rank};
  }
  return {};
}

const Value* argument_of(const Value& call, std::string_view name) {
  const auto found = std::ranges::find(call.arguments, name, &Argument::name);
  return found == call.arguments.end() ? nullptr : &found->value;
}

namespace {

// Each argument in the order of dependence; then what the weights and several arguments together say.
Expected<void> take_all(std::string_view source, std::vector<Bound>& bound, const Signature& signature, Layer& layer) {
  std::ranges::stable_sort(bound, {}, [](const Bound& one) { return priority(one.parameter->role); });
  const std::string filter = filter_of(signature, bound);
  PerAxis shape;
  for (const Bound& one : bound) {
    TRY(take({source, signature, *one.parameter, one.value, layer, shape}));
    if (one.parameter->role == ArgumentRole::weight && !shape.empty()) layer.k = weights_of(shape, filter, layer.rank).k;
  }
  if (!shape.empty()) put_weights(layer, weights_of(shape, filter, layer.rank));
  fill_in(layer);
  if (signature.finish != nullptr) signature.finish(layer);
  return {};
}

// What a layer is called with at once says its input's sides.
void put_called_with(const Value& call, Layer& layer) {
  const auto rank = static_cast<std::size_t>(layer.rank);
  for (const Argument& operand : call.operands) {
    const PerAxis data = shape_in(operand.value, rank + 2);
    const auto first = data.begin() + (data.empty() ? 0 : layer.channels_last ? 1 : 2);
    if (!data.empty() && std::ranges::count(data, 0) == 0) layer.input.assign(first, first + layer.rank);
  }
}

// Of a default: what matters to no sizes, or only where it is given.
bool says_nothing(const Bound& one) {
  constexpr ArgumentRole kOnlyGiven[] = {ArgumentRole::layer_name, ArgumentRole::layer_type, ArgumentRole::result,
                                         ArgumentRole::learning_rate, ArgumentRole::filler};
  return one.parameter->role == ArgumentRole::ignored || std::ranges::count(kOnlyGiven, one.parameter->role) > 0;
}

// The given ones as they stand, then the defaults that matter in the signature's order.
std::vector<ArgumentMeaning> meanings(const std::vector<Bound>& all, const Signature& signature, const Layer& layer) {
  std::vector<Bound> bound = all;
  const auto place = [&](const Bound& one) {
    const auto found = std::ranges::find(signature.parameters, one.parameter->name, &Parameter::name);
    return one.given ? -1 : static_cast<int>(found - signature.parameters.begin());
  };
  std::ranges::stable_sort(bound, {}, place);
  std::vector<ArgumentMeaning> meanings;
  for (const Bound& one : bound) {
    if (!one.given && says_nothing(one)) continue;
    meanings.push_back({std::string(one.parameter->name), excerpt(one.value.written), one.given, meaning_of(one.parameter->role, layer)});
  }
  return meanings;
}

}  // namespace

Expected<LayerText> read_call(std::string_view source, const Value& call, const Match& match, std::string_view framework) {
  const Signature& signature = *match.signature;
  const auto given = TRY(Binding(source, call, signature).all());
  std::vector<Bound> bound = given;
  Layer layer{.kind = signature.kind, .rank = match.rank > 0 ? match.rank : guessed_rank(bound), .channels_last = signature.channels_last};
  TRY(take_all(source, bound, signature, layer));
  put_called_with(call, layer);
  TRY(check(source, call, signature, layer, bound));
  return LayerText{std::string(framework), call.text, call.line, layer, meanings(given, signature, layer)};
}

}  // namespace deconvlab
