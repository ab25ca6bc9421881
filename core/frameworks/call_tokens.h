// The words, numbers, strings and marks of a program's calls.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/frameworks/call_text.h"

namespace deconvlab {

enum class Sign { word, number, text, mark, line_end, end };

struct Token {
  Sign sign = Sign::end;
  std::string_view written = {};
  std::string text = {};  // of a string, without quotes
  int line = 1;
  bool after_blank = false;
};

// Ends with a token of Sign::end. Errors: those of parse_calls that concern a single word.
Expected<std::vector<Token>> tokens_of(std::string_view source, std::string_view text, Dialect dialect);

// One expression of Python; the last token is of Sign::end. Errors: as parse_calls.
Expected<Value> parse_value(std::string_view source, std::vector<Token> tokens);

}  // namespace deconvlab
