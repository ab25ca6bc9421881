#include "core/frameworks/module_lines.h"

#include <algorithm>

#include "core/try.h"

namespace deconvlab {

namespace {

int opens(const Token& token) {
  if (token.sign != Sign::mark) return 0;
  constexpr std::string_view kOpen = "([{", kClose = ")]}";
  return kOpen.find(token.written) != std::string_view::npos ? 1 : kClose.find(token.written) != std::string_view::npos ? -1 : 0;
}

struct FlatLine {
  std::size_t indent;
  std::vector<Token> tokens;
};

std::size_t indent_of(std::string_view text, const Token& token) {
  const auto at = static_cast<std::size_t>(token.written.data() - text.data());
  const std::size_t end = text.substr(0, at).rfind('\n');
  return end == std::string_view::npos ? at : at - end - 1;
}

// Those of one line, which goes on within brackets.
std::vector<FlatLine> flat_lines(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<FlatLine> lines;
  int depth = 0;
  bool fresh = true;
  for (const Token& token : tokens) {
    depth = std::max(0, depth + opens(token));
    const bool ends = depth == 0 && (token.sign == Sign::line_end || is_mark(token, ";"));
    if (token.sign == Sign::end || token.sign == Sign::line_end || ends) {
      fresh = fresh || ends;
      continue;
    }
    if (fresh) lines.push_back({indent_of(text, token), {}});
    fresh = false;
    lines.back().tokens.push_back(token);
  }
  return lines;
}

bool is_head(const std::vector<Token>& tokens) {
  constexpr std::string_view kHeads[] = {"class", "def", "if", "elif", "else", "for", "while", "with", "try", "except", "finally"};
  return tokens.front().sign == Sign::word && std::ranges::count(kHeads, tokens.front().written) > 0;
}

// "if x: y" holds y as if it stood below.
ModuleLine line_of(std::vector<Token> tokens) {
  ModuleLine line{.line = tokens.front().line};
  const std::size_t colon = is_head(tokens) ? find_outside(tokens, ":") : tokens.size();
  if (colon + 1 < tokens.size()) {
    line.body.push_back(
        {tokens[colon + 1].line, std::vector<Token>(tokens.begin() + static_cast<std::ptrdiff_t>(colon) + 1, tokens.end()), {}});
  }
  tokens.resize(std::min(colon, tokens.size()));
  line.tokens = std::move(tokens);
  return line;
}

// The lines from `next` on that stand as far to the right as the first of them, or further.
std::vector<ModuleLine> block(std::vector<FlatLine>& lines, std::size_t& next, int depth) {
  constexpr int kDeepest = 50;
  std::vector<ModuleLine> all;
  const std::size_t indent = lines[next].indent;
  while (next < lines.size() && lines[next].indent >= indent) {
    all.push_back(line_of(std::move(lines[next].tokens)));
    ++next;
    if (next >= lines.size() || lines[next].indent <= indent || depth > kDeepest) continue;
    auto body = block(lines, next, depth + 1);
    all.back().body.insert(all.back().body.end(), body.begin(), body.end());
  }
  return all;
}

}  // namespace

bool is_mark(const Token& token, std::string_view mark) { return token.sign == Sign::mark && token.written == mark; }

std::size_t find_outside(TokenSpan tokens, std::string_view written, std::size_t from) {
  int depth = 0;
  for (std::size_t n = 0; n < tokens.size(); ++n) {
    const bool same = (tokens[n].sign == Sign::mark || tokens[n].sign == Sign::word) && tokens[n].written == written;
    if (same && depth == 0 && n >= from) return n;
    depth += opens(tokens[n]);
  }
  return tokens.size();
}

std::vector<TokenSpan> parted_outside(TokenSpan tokens, std::string_view written) {
  std::vector<TokenSpan> parts;
  for (;;) {
    const std::size_t end = find_outside(tokens, written);
    parts.push_back(tokens.first(end));
    if (end == tokens.size()) return parts;
    tokens = tokens.subspan(end + 1);
  }
}

std::string written(TokenSpan tokens) {
  std::string text;
  for (const Token& token : tokens) text += (token.after_blank && !text.empty() ? " " : "") + std::string(token.written);
  return text;
}

bool is_one_bracket(TokenSpan tokens) {
  return tokens.size() > 2 && is_mark(tokens.front(), "(") && is_mark(tokens.back(), ")") &&
         find_outside(tokens.first(tokens.size() - 1), "(", 1) == tokens.size() - 1;
}

Expected<std::vector<ModuleLine>> module_lines(std::string_view source, std::string_view text) {
  const auto tokens = TRY(tokens_of(source, text, Dialect::python));
  auto lines = flat_lines(text, tokens);
  std::vector<ModuleLine> all;
  for (std::size_t next = 0; next < lines.size();) {
    auto some = block(lines, next, 0);
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return all;
}

}  // namespace deconvlab
