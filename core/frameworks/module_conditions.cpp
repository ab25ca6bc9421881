// What the words of a line of a PyTorch network come to, and whether what it asks holds.
#include "core/frameworks/module_reader.h"
#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

Expected<Told> ModuleReader::condition(TokenSpan tokens, Scope& scope) {
  ++depth_;
  TRY(count_step(tokens.empty() ? 1 : tokens.front().line));
  const Told told = TRY(condition_within(tokens, scope));
  --depth_;
  return told;
}

Expected<Told> ModuleReader::condition_within(TokenSpan tokens, Scope& scope) {
  if (is_one_bracket(tokens)) return condition(tokens.subspan(1, tokens.size() - 2), scope);
  for (const auto& [word, decides] : {std::pair("or", Told::yes), std::pair("and", Told::no)}) {
    const auto parts = parted_outside(tokens, word);
    if (parts.size() == 1) continue;
    Told all = decides == Told::yes ? Told::no : Told::yes;
    for (const TokenSpan part : parts) {
      const Told one = TRY(condition(part, scope));
      if (one == decides) return decides;
      if (one == Told::open) all = Told::open;
    }
    return all;
  }
  if (!tokens.empty() && tokens.front().sign == Sign::word && tokens.front().written == "not") {
    const Told one = TRY(condition(tokens.subspan(1), scope));
    return one == Told::open ? one : told(one == Told::no);
  }
  for (const std::string_view sign : {"is", "=", "<", ">"})
    if (const std::size_t at = find_outside(tokens, sign); at < tokens.size()) return comparison(tokens, at, scope);
  if (find_outside(tokens, "not", 1) < tokens.size()) return Told::open;  // "a not in b"
  return truth_of(TRY(tokens_value(tokens, scope)));
}

// "is", "=" or what begins with < or > stands at that place.
Expected<Told> ModuleReader::comparison(TokenSpan tokens, std::size_t at, Scope& scope) {
  const std::string sign(tokens[at].written);
  const bool before = sign == "=" && at > 0 && tokens[at - 1].sign == Sign::mark;  // !=
  const bool after = at + 1 < tokens.size() && (is_mark(tokens[at + 1], "=") || (sign == "is" && tokens[at + 1].written == "not"));
  std::string whole = before ? std::string(tokens[at - 1].written) + "=" : sign == "is" ? sign + (after ? " not" : "") : sign + "=";
  if ((sign == "<" || sign == ">") && !after) whole = sign;
  const Thing left = TRY(tokens_value(tokens.first(before ? at - 1 : at), scope));
  const Thing right = TRY(tokens_value(tokens.subspan(at + (after ? 2 : 1)), scope));
  return compared(left, whole, right);
}

Expected<Thing> ModuleReader::tokens_value(TokenSpan tokens, Scope& scope) {
  if (tokens.empty()) return Thing();
  const int line = tokens.front().line;
  TRY(count_step(line));
  if (const auto parts = parted_outside(tokens, ","); parts.size() > 1) {
    std::vector<Thing> items;
    for (const TokenSpan part : parts)
      if (!part.empty()) items.push_back(TRY(tokens_value(part, scope)));
    return list_thing(std::move(items));
  }
  if (const std::size_t at = find_outside(tokens, "if"), other = find_outside(tokens, "else"); at < other && other < tokens.size()) {
    const auto holds = TRY(condition(tokens.subspan(at + 1, other - at - 1), scope));
    if (holds == Told::open && forward_)
      return wrong(source_, line, "reason.module_condition", excerpt(written(tokens.subspan(at + 1, other - at - 1))));
    if (holds == Told::open) return Thing();
    return tokens_value(holds == Told::yes ? tokens.first(at) : tokens.subspan(other + 1), scope);
  }
  for (const std::string_view word : {"or", "and", "not", "is", "=", "<", ">"}) {
    if (find_outside(tokens, word) >= tokens.size()) continue;
    const auto holds = TRY(condition(tokens, scope));
    return holds == Told::open ? Thing() : truth_thing(holds == Told::yes);
  }
  std::vector<Token> own(tokens.begin(), tokens.end());
  own.push_back({.line = tokens.back().line});
  const auto parsed = parse_value(source_, std::move(own));
  if (!parsed && forward_) return tl::make_unexpected(parsed.error());
  return parsed ? value(*parsed, scope) : Thing{.text = written(tokens)};
}

}  // namespace deconvlab
