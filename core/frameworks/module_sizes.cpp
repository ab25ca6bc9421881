// Parts of a PyTorch network that are cut or padded, by numbers or to the size of another result.
#include <algorithm>

#include "core/frameworks/module_reader.h"
#include "core/try.h"

namespace deconvlab {

namespace {

using Kind = Thing::Kind;

bool is_axis(const Thing& thing, std::int64_t axis) { return thing.is_number() && thing.constant.integer == axis; }

}  // namespace

// "[2]" of sizes and lists, "[:, :, 5:5 + h]" of a result.
Expected<Thing> ModuleReader::subscript(const Value& value, const Thing& of, Scope& scope) {
  const std::string_view inner = std::string_view(value.text).substr(1, value.text.size() - 2);
  auto tokens = TRY(tokens_of(source_, inner, Dialect::python));
  std::erase_if(tokens, [](const Token& token) { return token.sign == Sign::line_end || token.sign == Sign::end; });
  for (Token& token : tokens) token.line = value.line;
  const auto parts = parted_outside(tokens, ",");
  if (of.is(Kind::result)) return slice(value, of, parts, scope);
  const bool plain = parts.size() == 1 && find_outside(tokens, ":") == tokens.size();
  if (!plain && of.is(Kind::list)) return Thing();
  const Thing at = plain ? TRY(tokens_value(tokens, scope)) : Thing();
  if (!at.is_number()) return Thing();
  const std::int64_t n = at.constant.integer;
  if (of.is(Kind::sizes)) return Thing{.kind = Kind::size, .text = fmt::format("{}@{}", of.text, n < 0 ? n + 4 : n)};
  const std::vector<Thing>* const items = of.is(Kind::list) ? of.list.get() : of.is(Kind::module) ? &of.module->children : nullptr;
  if (items == nullptr) return Thing();
  const std::int64_t place = n < 0 ? n + std::ssize(*items) : n;
  return place >= 0 && place < std::ssize(*items) ? (*items)[static_cast<std::size_t>(place)] : Thing();
}

// "5:5 + x.size()[2]" leaves as many cells as x has; "1:-1" cuts one off at each end.
Expected<Thing> ModuleReader::slice(const Value& value, const Thing& of, const std::vector<TokenSpan>& parts, Scope& scope) {
  PerAxis offsets, ends;
  std::string like;
  bool centred = false, sized = false;
  for (std::size_t axis = 2; axis < parts.size(); ++axis) {
    const std::size_t colon = find_outside(parts[axis], ":");
    if (colon >= parts[axis].size() || find_outside(parts[axis], ":", colon + 1) < parts[axis].size())
      return unfollowed(value.line, value.written);
    const TokenSpan first = parts[axis].first(colon), last = parts[axis].subspan(colon + 1);
    const Thing start = first.empty() ? number_thing(0) : TRY(tokens_value(first, scope));
    const Thing end = last.empty() ? number_thing(0) : TRY(tokens_value(last, scope));
    if (end.is_number() && start.is_number() && start.constant.integer >= 0 && end.constant.integer <= 0) {
      offsets.push_back(start.constant.integer);
      ends.push_back(-end.constant.integer);
      continue;
    }
    const std::size_t at = end.is(Kind::size) ? end.text.rfind('#') : std::string::npos;
    std::string other = at == std::string::npos ? "" : end.text.substr(at, end.text.find('@', at) - at);
    if (end.is(Kind::size) && other.empty()) other = nodes_.front().outputs.front();
    const Thing size{.kind = Kind::size, .text = fmt::format("{}@{}", other, axis)};
    const Thing own{.kind = Kind::size, .text = fmt::format("{}@{}", of.text, axis)};
    const Thing middle = combined(combined(own, "-", size), "//", number_thing(2));
    const bool whole = is_axis(start, 0) && end.text == size.text;
    const bool from = start.is_number() && (combined(start, "+", size).text == end.text || combined(size, "+", start).text == end.text);
    const bool in_middle = start.text == middle.text && combined(middle, "+", size).text == end.text;
    if (!(whole || from || in_middle) || (!like.empty() && like != other) || (sized && centred != in_middle))
      return unfollowed(value.line, value.written);
    like = other;
    centred = in_middle;
    sized = true;
    offsets.push_back(in_middle ? 0 : start.constant.integer);
    ends.push_back(0);
  }
  if (offsets.empty()) return of;  // batch and channels
  if (sized) return cut_like(value, of, like, centred ? std::nullopt : std::optional(offsets));
  GraphNode node{.kind = GraphNode::Kind::layer, .op = value.written, .line = value.line, .inputs = {of.text}};
  node.name = "crop";
  node.layer.framework = "pytorch";
  node.layer.function = value.written;
  node.layer.line = value.line;
  Layer& layer = node.layer.layer;
  layer = {.kind = LayerKind::crop, .rank = static_cast<int>(std::min<std::size_t>(3, offsets.size()))};
  layer.p = offsets;
  layer.p_end = ends;
  layer.s = layer.d = axes_of(layer, 1);
  return add_node(std::move(node));
}

// Cut, or padded, to the sides of another result: from these cells on, or the same at both ends, the odd one last.
Thing ModuleReader::cut_like(const Value& call, const Thing& cut, const std::string& like, std::optional<PerAxis> offset) {
  GraphNode node{.kind = GraphNode::Kind::layer,
                 .name = call.text == "F.pad" ? "pad" : "crop",
                 .op = call.written,
                 .line = call.line,
                 .inputs = {cut.text, like}};
  node.layer.framework = "pytorch";
  node.layer.function = call.written;
  node.layer.line = call.line;
  node.centred = !offset;
  Layer& layer = node.layer.layer;
  layer = {.kind = LayerKind::crop, .rank = offset ? static_cast<int>(std::min<std::size_t>(3, offset->size())) : 2};
  layer.p = offset.value_or(axes_of(layer, 0));
  layer.s = layer.d = axes_of(layer, 1);
  return add_node(std::move(node));
}

// F.pad(x, [d // 2, d - d // 2, ...]) of what another result is larger; unknown where the cells are numbers.
Expected<Thing> ModuleReader::pad(const Value& call, const std::vector<Thing>& given) {
  if (given.size() < 2 || !given[1].is(Kind::list)) return Thing();
  const std::vector<Thing>& cells = *given[1].list;
  if (std::ranges::all_of(cells, &Thing::is_number)) return Thing();
  std::string like;
  for (std::size_t n = 0; n + 1 < cells.size(); n += 2) {
    const std::string own = fmt::format("{}@{}", first_result(given)->text, 3 - n / 2);
    const std::string tail = fmt::format("-{})", own);
    const std::string whole = cells[n].text.substr(0, cells[n].text.size() - std::min<std::size_t>(4, cells[n].text.size()));
    const std::string difference = whole.empty() ? "" : whole.substr(1);
    const bool fits = cells[n].text == "(" + difference + "//2)" && cells[n + 1].text == "(" + difference + "-" + cells[n].text + ")" &&
                      difference.ends_with(tail) && difference.starts_with("(");
    const std::string other = fits ? difference.substr(1, difference.find('@') - 1) : "";
    if (!fits || (!like.empty() && like != other)) return unfollowed(call.line, call.written);
    like = other;
  }
  return cut_like(call, *first_result(given), like, std::nullopt);
}

}  // namespace deconvlab
