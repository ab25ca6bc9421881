#include "core/frameworks/call_text.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "core/frameworks/call_tokens.h"
#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

class Parser {
 public:
  Parser(std::string_view source, std::vector<Token> tokens, Dialect dialect)
      : source_(source), tokens_(std::move(tokens)), dialect_(dialect) {}

  Expected<std::vector<Statement>> all() {
    std::vector<Statement> statements;
    while (skip_ends(), !at(Sign::end)) {
      if (skip_head()) continue;
      statements.push_back(TRY(statement()));
      keep_number(statements.back());
    }
    return statements;
  }

 private:
  const Token& here(std::size_t ahead = 0) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }
  bool at(Sign sign) const { return here().sign == sign; }
  bool at(std::string_view mark, std::size_t ahead = 0) const { return here(ahead).sign == Sign::mark && here(ahead).written == mark; }
  bool take(std::string_view mark) { return at(mark) && (++next_, true); }
  bool at_word(std::string_view word) const { return at(Sign::word) && here().written == word; }

  // `right` says what the word stands in the place of.
  tl::unexpected<Error> unexpected(std::string_view right) const {
    const Token& token = here();
    if (token.sign == Sign::end) return wrong(source_, token.line, "reason.text_ends");
    if (token.sign == Sign::line_end) return wrong(source_, token.line, "reason.line_ends");
    return wrong(source_, token.line, right, excerpt(token.written));
  }

  void skip_ends() {
    while (at(Sign::line_end) || at(";") || at(",")) ++next_;
  }

  // Lines of a program that hold no layer: what is imported, and the heads of its blocks.
  bool skip_head() {
    constexpr std::string_view kHeads[] = {"import", "from", "class",  "def",     "if",   "elif",  "else",   "for",    "while",
                                           "with",   "try",  "except", "finally", "pass", "raise", "assert", "global", "del"};
    if (dialect_ != Dialect::python || (!at("@") && (!at(Sign::word) || std::ranges::count(kHeads, here().written) == 0))) return false;
    for (int depth = 0; !at(Sign::end) && (depth > 0 || !at(Sign::line_end)); ++next_)
      depth += at("(") || at("[") || at("{") ? 1 : at(")") || at("]") || at("}") ? -1 : 0;
    return true;
  }

  // "stride = 2" says what stride is from there on.
  void keep_number(const Statement& statement) {
    if (statement.target.empty()) return;
    numbers_.erase(statement.target);
    if (statement.value.is(Value::Kind::integer)) numbers_.emplace(statement.target, statement.value);
  }

  // "(0):", "(conv1):", as a printed module has them.
  void skip_label() {
    if (at("(") && (here(1).sign == Sign::word || here(1).sign == Sign::number) && at(")", 2) && at(":", 3)) next_ += 4;
  }

  Expected<Statement> statement() {
    skip_label();
    if (at_word("return")) ++next_;
    Statement statement;
    statement.target = target();
    statement.value = TRY(expression());
    if (!at(Sign::line_end) && !at(Sign::end) && !at(";") && !at(",")) return unexpected("reason.want_end_of_line");
    return statement;
  }

  // "self.conv1 =", "pooled, at =", "[a, b] =": the first name, or nothing.
  std::string target() {
    const std::size_t start = next_;
    std::string first;
    for (bool bracketed = take("["); at(Sign::word) || at(".") || at(",") || (bracketed && at("]")); ++next_) {
      if (at(",") || at("]")) continue;
      if (!at(",", 0) && first.find(',') == std::string::npos) first += here().written;
      if (at(",", 1)) first += ',';
    }
    if (at("=") && !at("=", 1)) {
      ++next_;
      return first.substr(0, first.find(','));
    }
    next_ = start;
    return {};
  }

  // Numbers and names, joined by + - * / as in 2 * 64; what is not all numbers stays as it is written.
  Expected<Value> expression() {
    if (++depth_ > kDeepest) return wrong(source_, here().line, "reason.too_deep", kDeepest);
    const std::size_t start = next_;
    auto value = TRY(product());
    while (at("+") || at("-")) {
      if (dialect_ == Dialect::matlab && in_matrix_ && here().after_blank && !here(1).after_blank) break;
      const std::string_view sign = here().written;
      ++next_;
      const auto right = TRY(product());
      value = computed(value, sign, right);
    }
    value.written = written_from(start);
    value.line = tokens_[start].line;
    --depth_;
    return value;
  }

  Expected<Value> product() {
    auto value = TRY(signed_value());
    while (at("*") || at("/") || at("//") || at("**")) {
      const std::string_view sign = here().written;
      ++next_;
      const auto right = TRY(signed_value());
      value = computed(value, sign, right);
    }
    return value;
  }

  // Of what are not all numbers both sides, as items of the sign.
  static Value computed(const Value& left, std::string_view sign, const Value& right) {
    Value value{.kind = Value::Kind::other, .text = std::string(sign), .items = {left, right}};
    if (!left.is(Value::Kind::integer) || !right.is(Value::Kind::integer)) return value;
    const bool added = sign == "+" || sign == "-";
    if (!added && sign != "*" && (sign != "//" || right.integer <= 0 || left.integer < 0)) return value;
    bool beyond = false;
    std::int64_t result = 0;
    if (sign == "+") beyond = __builtin_add_overflow(left.integer, right.integer, &result);
    if (sign == "-") beyond = __builtin_sub_overflow(left.integer, right.integer, &result);
    if (sign == "*") beyond = __builtin_mul_overflow(left.integer, right.integer, &result);
    if (sign == "//") result = left.integer / right.integer;
    if (beyond) return value;
    return {.kind = Value::Kind::integer, .integer = result, .real = static_cast<double>(result)};
  }

  Expected<Value> signed_value() {
    bool negative = false;
    for (; at("-") || at("+"); ++next_) negative = at("-") ? !negative : negative;
    auto value = TRY(postfixed());
    if (!negative) return value;
    value.integer = value.integer == INT64_MIN ? INT64_MAX : -value.integer;
    value.real = -value.real;
    if (!value.is(Value::Kind::integer) && !value.is(Value::Kind::real)) value.kind = Value::Kind::other;
    return value;
  }

  Expected<Value> postfixed() {
    auto value = TRY(primary());
    while (at("(") || at("[") || at(".")) {
      if (at("[") && dialect_ == Dialect::matlab) break;
      const std::size_t start = next_;
      if (at("(")) {
        TRY(call(value));
      } else if (take("[")) {
        TRY(skip_subscript());
        value = part_of(value, written_from(start));
      } else {
        ++next_;
        if (!at(Sign::word)) return unexpected("reason.want_name");
        ++next_;
        if (value.is(Value::Kind::name))
          value.text += "." + std::string(here_before().written);
        else
          value = part_of(value, "." + std::string(here_before().written));
      }
    }
    const auto number = value.is(Value::Kind::name) ? numbers_.find(value.text) : numbers_.end();
    return number == numbers_.end() ? value : number->second;
  }

  const Token& here_before() const { return tokens_[next_ - 1]; }

  // "x.size()[2]" is "[2]" of its only item.
  Value part_of(const Value& whole, std::string part) const {
    return {.kind = Value::Kind::other, .text = std::move(part), .items = {whole}, .line = whole.line};
  }

  // Within a subscript anything may stand; only its brackets count.
  Expected<void> skip_subscript() {
    const int line = here().line;
    for (int depth = 1; depth > 0; ++next_) {
      if (at(Sign::end)) return wrong(source_, line, "reason.unclosed", "[");
      depth += at("[") || at("(") ? 1 : at("]") || at(")") ? -1 : 0;
    }
    return {};
  }

  Expected<void> call(Value& value) {
    const bool again = value.is(Value::Kind::call);
    if (!again && !value.is(Value::Kind::name)) return call_of_part(value);
    value.kind = Value::Kind::call;
    auto arguments = TRY(parse_arguments());
    (again ? value.operands : value.arguments) = std::move(arguments);
    return {};
  }

  // What is no name is called: "layers[0](x)". Its arguments are known where they are plain.
  Expected<void> call_of_part(Value& value) {
    value = part_of(value, "(");
    const std::size_t start = next_;
    const int depth = depth_;
    const bool in_matrix = in_matrix_;
    if (auto arguments = parse_arguments()) return value.arguments = *std::move(arguments), Expected<void>();
    next_ = start + 1;
    depth_ = depth;
    in_matrix_ = in_matrix;
    return skip_subscript();
  }

  Expected<std::vector<Argument>> parse_arguments() {
    const int line = here().line;
    const bool outer = std::exchange(in_matrix_, false);
    ++next_;
    std::vector<Argument> arguments;
    while (skip_lines(), !take(")")) {
      if (at(Sign::end)) return wrong(source_, line, "reason.unclosed", "(");
      skip_label();
      arguments.push_back(TRY(argument()));
      skip_lines();
      if (at(Sign::end)) return wrong(source_, line, "reason.unclosed", "(");
      if (!at(")") && !take(",")) return unexpected("reason.want_comma");
    }
    in_matrix_ = outer;
    return arguments;
  }

  Expected<Argument> argument() {
    Argument argument;
    if (at(Sign::word) && at("=", 1)) {
      argument.name = here().written;
      next_ += 2;
      skip_lines();
    }
    while (at("*") || at("**")) ++next_;  // of what is unpacked no more than its name is known
    argument.value = TRY(expression());
    if (dialect_ == Dialect::matlab && argument.name.empty() && argument.value.is(Value::Kind::text) && at(",")) {
      ++next_;
      skip_lines();
      argument.name = argument.value.text;
      argument.value = TRY(expression());
    }
    return argument;
  }

  void skip_lines() {
    while (at(Sign::line_end)) ++next_;
  }

  Expected<Value> primary() {
    const Token token = here();
    if (at("(") || at("[") || at("{")) return list();
    if (at(":") && dialect_ == Dialect::matlab) return ++next_, Value{.kind = Value::Kind::other};
    if (token.sign == Sign::word) return ++next_, word_value(token);
    if (token.sign == Sign::number) return ++next_, number_value(token);
    if (token.sign != Sign::text) return unexpected("reason.want_value");
    Value value{.kind = Value::Kind::text};
    for (; at(Sign::text); ++next_) value.text += here().text;  // strings side by side are one
    return value;
  }

  static Value word_value(const Token& token) {
    constexpr std::pair<std::string_view, int> kTruths[] = {{"True", 1}, {"False", 0}, {"true", 1}, {"false", 0}};
    const auto* truth = std::ranges::find(kTruths, token.written, &std::pair<std::string_view, int>::first);
    if (truth != std::end(kTruths)) return Value{.kind = Value::Kind::truth, .truth = truth->second == 1};
    if (token.written == "None") return Value{};
    return Value{.kind = Value::Kind::name, .text = std::string(token.written)};
  }

  Expected<Value> number_value(const Token& token) const {
    Value value{.kind = Value::Kind::real};
    const char *first = token.written.data(), *last = first + token.written.size();
    const auto whole = std::from_chars(first, last, value.integer);
    const bool is_whole = whole.ptr == last;
    if (is_whole) value.kind = Value::Kind::integer;
    if (is_whole && whole.ec == std::errc::result_out_of_range) value.integer = INT64_MAX;
    if (is_whole) value.real = static_cast<double>(value.integer);
    if (is_whole) return value;
    const auto real = std::from_chars(first, last, value.real);
    if (real.ptr != last || real.ec != std::errc()) return wrong(source_, token.line, "reason.no_number", excerpt(token.written));
    return value;
  }

  // (3, 3), [3, 3], (3) which is 3, {...} whose content does not matter; MATLAB's [3 3] and [1 1; 2 2].
  Expected<Value> list() {
    const std::string open(here().written);
    const int line = here().line;
    ++next_;
    if (open == "{") {
      TRY(skip_braces(line));
      return Value{.kind = Value::Kind::other};
    }
    const bool outer = std::exchange(in_matrix_, open == "[");
    Value value{.kind = Value::Kind::list}, rows{.kind = Value::Kind::list};
    bool comma = false;
    const std::string_view close = open == "(" ? ")" : "]";
    while (skip_lines(), !take(close)) {
      if (at(Sign::end)) return wrong(source_, line, "reason.unclosed", open);
      skip_label();
      value.items.push_back(TRY(expression()));
      skip_lines();
      if (at(Sign::end)) return wrong(source_, line, "reason.unclosed", open);
      const bool matrix = dialect_ == Dialect::matlab && open == "[", row_ends = matrix && take(";");
      if (row_ends) rows.items.push_back(std::exchange(value, Value{.kind = Value::Kind::list}));
      const bool parted = row_ends || take(",") || (matrix && !at(close));
      comma = comma || parted;
      if (!at(close) && !parted) return unexpected("reason.want_comma");
    }
    in_matrix_ = outer;
    if (!rows.items.empty()) rows.items.push_back(std::move(value));
    if (!rows.items.empty()) return rows;
    if (open == "(" && !comma && value.items.size() == 1) return value.items.front();
    return value;
  }

  Expected<void> skip_braces(int line) {
    for (int depth = 1; depth > 0; ++next_) {
      if (at(Sign::end)) return wrong(source_, line, "reason.unclosed", "{");
      depth += at("{") ? 1 : at("}") ? -1 : 0;
    }
    return {};
  }

  // On one line, with a blank where the text has one.
  std::string written_from(std::size_t start) const {
    std::string text;
    for (std::size_t n = start; n < next_; ++n) {
      if (tokens_[n].sign == Sign::line_end) continue;
      if (n > start && tokens_[n].after_blank) text += ' ';
      text += tokens_[n].written;
    }
    return text;
  }

  static constexpr int kDeepest = 50;
  std::string_view source_;
  std::vector<Token> tokens_;
  Dialect dialect_;
  std::map<std::string, Value, std::less<>> numbers_;
  std::size_t next_ = 0;
  int depth_ = 0;
  bool in_matrix_ = false;
};

}  // namespace

Expected<std::vector<Statement>> parse_calls(std::string_view source, std::string_view text, Dialect dialect) {
  return tokens_of(source, text, dialect).and_then([&](std::vector<Token> tokens) {
    return Parser(source, std::move(tokens), dialect).all();
  });
}

Expected<Value> parse_value(std::string_view source, std::vector<Token> tokens) {
  auto statements = TRY(Parser(source, std::move(tokens), Dialect::python).all());
  return statements.empty() ? Value() : std::move(statements.front().value);
}

}  // namespace deconvlab
