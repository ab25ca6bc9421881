#include "core/frameworks/call_tokens.h"

#include <algorithm>
#include <cctype>

#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

bool begins_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool in_word(char c) { return begins_word(c) || is_digit(c); }

class Tokenizer {
 public:
  Tokenizer(std::string_view source, std::string_view text, Dialect dialect) : source_(source), rest_(text), dialect_(dialect) {}

  Expected<std::vector<Token>> all() {
    std::vector<Token> tokens;
    do {
      tokens.push_back(TRY(next()));
    } while (tokens.back().sign != Sign::end);
    return tokens;
  }

 private:
  Expected<Token> next() {
    const std::string_view before = rest_;
    skip_blanks();
    Token token{.line = line_, .after_blank = before.size() != rest_.size()};
    if (rest_.empty()) return token;
    if (rest_.front() == '\n') return take(token, Sign::line_end, 1);
    if (begins_text()) return text_token(token);
    if (begins_word(rest_.front())) return take(token, Sign::word, span(in_word));
    if (is_digit(rest_.front()) || (rest_.front() == '.' && rest_.size() > 1 && is_digit(rest_[1])))
      return take(token, Sign::number, number_size());
    return take(token, Sign::mark, rest_.starts_with("**") || rest_.starts_with("//") || rest_.starts_with("->") ? 2 : 1);
  }

  Token take(Token token, Sign sign, std::size_t size) {
    token.sign = sign;
    token.written = rest_.substr(0, size);
    line_ += static_cast<int>(std::ranges::count(token.written, '\n'));
    rest_.remove_prefix(size);
    return token;
  }

  // A quote after a name or a bracket is MATLAB's transposition; no layer needs one.
  bool begins_text() const { return rest_.front() == '"' || rest_.front() == '\''; }

  Expected<Token> text_token(Token token) {
    const std::string_view triple = rest_.substr(0, 3);
    const bool three = triple == "\"\"\"" || triple == "'''";
    const std::string_view quote = rest_.substr(0, three ? 3 : 1);
    std::size_t end = quote.size();
    for (; end < rest_.size() && !rest_.substr(end).starts_with(quote); ++end) {
      if (rest_[end] == '\n' && !three) break;
      if (rest_[end] == '\\' && dialect_ == Dialect::python) ++end;
    }
    if (end >= rest_.size() || rest_[end] == '\n') return wrong(source_, line_, "reason.text_unclosed", excerpt(rest_.substr(0, end)));
    token.text = std::string(rest_.substr(quote.size(), end - quote.size()));
    return take(token, Sign::text, end + quote.size());
  }

  template <class In>
  std::size_t span(In in) const {
    return static_cast<std::size_t>(std::ranges::find_if_not(rest_, in) - rest_.begin());
  }

  // 3, 2., 1e-3: what follows the digits is judged where the number is read.
  std::size_t number_size() const {
    std::size_t size = 0;
    for (; size < rest_.size(); ++size) {
      const char c = rest_[size];
      const bool exponent_sign = (c == '+' || c == '-') && (rest_[size - (size > 0 ? 1 : 0)] | 0x20) == 'e';
      if (!in_word(c) && c != '.' && !exponent_sign) break;
      if (rest_.substr(size).starts_with("...")) break;
    }
    return std::max<std::size_t>(size, 1);
  }

  void skip_blanks() {
    while (!rest_.empty()) {
      const bool comment = rest_.front() == (dialect_ == Dialect::python ? '#' : '%');
      const bool joined = rest_.starts_with(dialect_ == Dialect::python ? "\\\n" : "...");
      if (rest_.starts_with(">>> ") || rest_.starts_with("... ")) {
        rest_.remove_prefix(4);
      } else if (comment || joined) {
        if (joined) ++line_;
        const std::size_t end = std::min(rest_.find('\n'), rest_.size());
        rest_.remove_prefix(std::min(end + (joined ? 1 : 0), rest_.size()));
      } else if (rest_.front() == ' ' || rest_.front() == '\t' || rest_.front() == '\r') {
        rest_.remove_prefix(1);
      } else {
        return;
      }
    }
  }

  std::string_view source_, rest_;
  Dialect dialect_;
  int line_ = 1;
};

}  // namespace

Expected<std::vector<Token>> tokens_of(std::string_view source, std::string_view text, Dialect dialect) {
  return Tokenizer(source, text, dialect).all();
}

}  // namespace deconvlab
