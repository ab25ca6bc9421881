// Evaluates the equations that stand in a text, in any language: "o = ⌊(i + 2p − k) / s⌋ + 1 = ⌊(6 + 2·1 − 3) / 2⌋ + 1 = 3". What has
// letters is passed over; all sides that are made of numbers alone must come to the same.
#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace deconvlab::test {

// The numbers that a printed one may stand for: itself, or beside ≈ all that are rounded to it.
struct Between {
  double low = 0, high = 0;
};
// One number, or those of both ends: "2 | 1".
using Value = std::vector<Between>;

struct Token {
  enum class Kind { number, name, sign, relation, other };
  Kind kind;
  std::string text;            // a sign in ASCII
  double value = 0, unit = 0;  // of a number, and of its last digit where it has a fraction or a power
};
using Tokens = std::vector<Token>;

// Signs of the screen by those of a keyboard; a space between digits parts thousands.
inline std::string in_ascii(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"−", "-"},  {"·", "*"},  {"×", "*"},  {"⌊", "floor("}, {"⌋", ")"},    {"⌈", "ceil("}, {"⌉", ")"},  {"≈", "~"},
      {"′", "'"},  {"⁻", "^-"}, {"⁰", "^0"}, {"¹", "^1"},     {"²", "^2"},   {"³", "^3"},    {"⁴", "^4"}, {"⁵", "^5"},
      {"⁶", "^6"}, {"⁷", "^7"}, {"⁸", "^8"}, {"⁹", "^9"},     {"（", " ( "}, {"）", " ) "}};
  std::string ascii(text);
  for (const auto& [sign, plain] : kSigns) {
    for (std::size_t at = ascii.find(sign); at != std::string::npos; at = ascii.find(sign, at + plain.size()))
      ascii.replace(at, sign.size(), plain);
  }
  constexpr std::string_view kNoBreak = "\u00a0";
  const auto digit = [&](std::size_t at) { return at < ascii.size() && std::isdigit(static_cast<unsigned char>(ascii[at])); };
  for (std::size_t at = ascii.find(kNoBreak); at != std::string::npos; at = ascii.find(kNoBreak))
    ascii.replace(at, kNoBreak.size(), digit(at - 1) && digit(at + kNoBreak.size()) ? "_" : " ");
  return ascii;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(in_ascii(text)) {}

  Tokens tokens() {
    Tokens all;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ') {
        ++at_;
      } else if (std::isdigit(static_cast<unsigned char>(c))) {
        all.push_back(number());
      } else if (std::isalpha(static_cast<unsigned char>(c))) {
        all.push_back(word());
      } else {
        ++at_;
        const bool known = std::string_view("+-*/()|,").find(c) != std::string_view::npos;
        all.push_back({c == '=' || c == '~' ? Token::Kind::relation : known ? Token::Kind::sign : Token::Kind::other, std::string(1, c)});
      }
    }
    return all;
  }

 private:
  bool digit(std::size_t at) const { return at < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at])); }

  Token number() {
    std::string digits;
    double unit = 0;
    for (; digit(at_) || (digit(at_ + 1) && (text_[at_] == '_' || text_[at_] == '.')); ++at_) {
      if (text_[at_] == '.') unit = 1;
      if (text_[at_] == '_') continue;
      if (text_[at_] != '.' && unit > 0) unit /= 10;
      digits += text_[at_];
    }
    double value = std::strtod(digits.c_str(), nullptr);
    const double power = power_of_ten();
    if (digits == "10" && power != 0) return {Token::Kind::number, digits, std::pow(10, power), 0.5 * std::pow(10, power)};
    return {Token::Kind::number, digits, value, unit};
  }

  // The exponent that stands behind a number: ^-^1^2.
  double power_of_ten() {
    std::string exponent;
    for (; at_ + 1 < text_.size() && text_[at_] == '^'; at_ += 2) exponent += text_[at_ + 1];
    return std::strtod(exponent.c_str(), nullptr);
  }

  // A letter with its primes and its index is a name, and so are the functions; other words end an equation.
  Token word() {
    std::string name;
    for (; at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_])); ++at_) name += text_[at_];
    const bool single = name.size() == 1;
    if (single && at_ + 1 < text_.size() && text_[at_] == '_') {
      const std::size_t end = text_[at_ + 1] == '{' ? text_.find('}', at_) : text_.find_first_of(" ,)'", at_) - 1;
      name += text_.substr(at_, std::min(end, text_.size() - 1) + 1 - at_);
      at_ = std::min(end, text_.size() - 1) + 1;
    }
    for (; at_ < text_.size() && text_[at_] == '\''; ++at_) name += '\'';
    if (single) return {Token::Kind::name, name};
    const bool function = name == "floor" || name == "ceil" || name == "max" || name == "min" || name == "mod";
    return {function ? Token::Kind::sign : Token::Kind::other, name};
  }

  std::string text_;
  std::size_t at_ = 0;
};

// One side of an equation; nothing where it has letters or is no expression.
class Evaluator {
 public:
  // `rounded`: numbers stand for all that are rounded to them.
  static std::optional<Value> of(const Tokens& tokens, bool rounded) {
    Evaluator e{tokens, rounded};
    const Value value = e.ends();
    return e.wrong_ || e.at_ != tokens.size() ? std::nullopt : std::optional(value);
  }

 private:
  Evaluator(const Tokens& tokens, bool rounded) : tokens_(tokens), rounded_(rounded) {}

  bool next(std::string_view text) const {
    return at_ < tokens_.size() && tokens_[at_].kind == Token::Kind::sign && tokens_[at_].text == text;
  }
  bool take(std::string_view text) {
    const bool there = next(text);
    at_ += there ? 1 : 0;
    return there;
  }
  Value fail() {
    wrong_ = true;
    return {{0, 0}};
  }
  // A number meets both ends of the other.
  Value each(const Value& a, const Value& b, const std::function<Between(Between, Between)>& f) {
    Value result;
    for (std::size_t n = 0; n < std::max(a.size(), b.size()); ++n) result.push_back(f(a[a.size() == 1 ? 0 : n], b[b.size() == 1 ? 0 : n]));
    return result;
  }
  static Between extent(double a, double b, double c, double d) { return {std::min({a, b, c, d}), std::max({a, b, c, d})}; }

  Value ends() {
    Value value = sum();
    while (take("|")) {
      const Value other = sum();
      value.insert(value.end(), other.begin(), other.end());
    }
    return value;
  }
  Value sum() {
    Value value = product();
    for (;;) {
      if (take("+")) {
        value = each(value, product(), [](Between a, Between b) { return Between{a.low + b.low, a.high + b.high}; });
      } else if (take("-")) {
        value = each(value, product(), [](Between a, Between b) { return Between{a.low - b.high, a.high - b.low}; });
      } else {
        return value;
      }
    }
  }
  Value product() {
    Value value = factor();
    for (;;) {
      if (take("*") || next("(")) {
        value = each(value, factor(),
                     [](Between a, Between b) { return extent(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high); });
      } else if (take("/")) {
        value = each(value, factor(),
                     [](Between a, Between b) { return extent(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high); });
      } else if (take("mod")) {
        value = each(value, factor(), [](Between a, Between b) {
          const double rest = a.low - b.low * std::floor(a.low / b.low);
          return Between{rest, rest};
        });
      } else {
        return value;
      }
    }
  }
  Value factor() {
    if (take("-")) return each({{0, 0}}, factor(), [](Between, Between b) { return Between{-b.high, -b.low}; });
    if (take("floor")) return each(brackets(), {{0, 0}}, [](Between a, Between) { return Between{std::floor(a.low), std::floor(a.high)}; });
    if (take("ceil")) return each(brackets(), {{0, 0}}, [](Between a, Between) { return Between{std::ceil(a.low), std::ceil(a.high)}; });
    if (take("max")) return largest();
    if (next("(")) return brackets();
    if (at_ == tokens_.size() || tokens_[at_].kind != Token::Kind::number) return fail();
    const Token& t = tokens_[at_++];
    const double half = rounded_ ? t.unit / 2 : 0;
    return {{t.value - half, t.value + half}};
  }
  Value brackets() {
    if (!take("(")) return fail();
    Value value = ends();
    return take(")") ? value : fail();
  }
  Value largest() {
    if (!take("(")) return fail();
    Value value = sum();
    while (take(","))
      value = each(value, sum(), [](Between a, Between b) { return Between{std::max(a.low, b.low), std::max(a.high, b.high)}; });
    return take(")") ? value : fail();
  }

  const Tokens& tokens_;
  bool rounded_;
  bool wrong_ = false;
  std::size_t at_ = 0;
};

// The equations of a text: how many sides were compared with another one, and those texts where two differ.
class Equations {
 public:
  explicit Equations(std::string_view text) : text_(text) {
    const Tokens tokens = Reader(text).tokens();
    read(tokens, 0, tokens.size());
  }

  int compared() const { return compared_; }
  const std::vector<std::string>& wrong() const { return wrong_; }

 private:
  // Where the bracket that opens at `open` is closed; `end` where it is not.
  static std::size_t closing(const Tokens& tokens, std::size_t open, std::size_t end) {
    int depth = 0;
    for (std::size_t n = open; n < end; ++n) {
      if (tokens[n].kind != Token::Kind::sign) continue;
      depth += tokens[n].text == "(" ? 1 : tokens[n].text == ")" ? -1 : 0;
      if (depth == 0) return n;
    }
    return end;
  }
  static bool has(const Tokens& tokens, std::size_t first, std::size_t last, Token::Kind kind) {
    return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first), tokens.begin() + static_cast<std::ptrdiff_t>(last),
                       [&](const Token& t) { return t.kind == kind; });
  }

  // Brackets with words or equations of their own part what is before and behind them.
  void read(const Tokens& tokens, std::size_t first, std::size_t last) {
    for (std::size_t n = first; n < last; ++n) {
      const Token& t = tokens[n];
      const bool opens = t.kind == Token::Kind::sign && t.text == "(";
      const std::size_t close = opens ? closing(tokens, n, last) : n;
      const bool apart =
          opens && (close == last || has(tokens, n, close, Token::Kind::relation) || has(tokens, n, close, Token::Kind::other));
      if (apart) {
        finish();
        read(tokens, n + 1, close);
        n = close;
      } else if (opens) {
        sides_.back().insert(sides_.back().end(), tokens.begin() + static_cast<std::ptrdiff_t>(n),
                             tokens.begin() + static_cast<std::ptrdiff_t>(close) + 1);
        n = close;
      } else if (t.kind == Token::Kind::relation) {
        rounded_ = rounded_ || t.text == "~";
        sides_.emplace_back();
      } else if (t.kind == Token::Kind::other || (t.kind == Token::Kind::sign && (t.text == "," || t.text == ")"))) {
        finish();
      } else {
        sides_.back().push_back(t);
      }
    }
    finish();
  }

  // The sides of one chain of equations. A number alone at its beginning is a name's: "map 7 = 0.5".
  void finish() {
    std::optional<Value> known;
    for (const Tokens& side : sides_) {
      const bool name = &side == &sides_.front() && side.size() == 1;
      const auto value = side.empty() || name ? std::nullopt : Evaluator::of(side, rounded_);
      if (!value) continue;
      if (known) compare(*known, *value);
      known = value;
    }
    sides_ = {{}};
    rounded_ = false;
  }
  void compare(const Value& a, const Value& b) {
    ++compared_;
    bool same = a.size() == b.size() || a.size() == 1 || b.size() == 1;
    for (std::size_t n = 0; same && n < std::max(a.size(), b.size()); ++n) {
      const Between x = a[a.size() == 1 ? 0 : n], y = b[b.size() == 1 ? 0 : n];
      const double slack = 1e-6 * std::max(1.0, std::abs(x.low));
      same = x.low <= y.high + slack && y.low <= x.high + slack;
    }
    if (!same) wrong_.push_back(text_);
  }

  std::string text_;
  std::vector<Tokens> sides_{{}};
  bool rounded_ = false;
  int compared_ = 0;
  std::vector<std::string> wrong_;
};

}  // namespace deconvlab::test
