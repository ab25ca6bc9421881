// A Python program's lines with what is indented below each.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frameworks/call_tokens.h"

namespace deconvlab {

struct ModuleLine {
  int line = 1;
  std::vector<Token> tokens = {};     // without the line's end; of a head, such as "if x:", without its colon
  std::vector<ModuleLine> body = {};  // of a head

  bool begins_with(std::string_view word) const { return tokens.front().sign == Sign::word && tokens.front().written == word; }
};

// The tokens are parts of `text`. Errors: those of tokens_of.
Expected<std::vector<ModuleLine>> module_lines(std::string_view source, std::string_view text);

using TokenSpan = std::span<const Token>;
bool is_mark(const Token& token, std::string_view mark);
// Where the word or mark stands outside all brackets; the size where it does not.
std::size_t find_outside(TokenSpan tokens, std::string_view written, std::size_t from = 0);
// Parted by the word or mark outside all brackets: at least one part, which may be empty.
std::vector<TokenSpan> parted_outside(TokenSpan tokens, std::string_view written);
// "(a, b)", and no "(a), (b)".
bool is_one_bracket(TokenSpan tokens);
// On one line, with blanks where the text has some.
std::string written(TokenSpan tokens);

}  // namespace deconvlab
