// What the lines of the notation of chains are made of: words, options and numbers. chain_text.h says what they mean.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frameworks/layer.h"

namespace deconvlab {

// A word of the notation: the layer it is, and the options it takes, parted by blanks.
struct ChainWord {
  std::string_view name;
  LayerKind kind;
  std::string_view options;
  std::string_view needs = {};  // one of them
};

std::span<const ChainWord> chain_words();
bool has_option(const ChainWord& word, std::string_view option);

struct ChainLine {
  int line = 1;
  std::string_view text;
};
// What stands between line ends and semicolons, without comments and what is blank.
std::vector<ChainLine> chain_lines(std::string_view text);
// Parted by blanks; never an empty one.
std::vector<std::string_view> words_of(std::string_view text);
// Parted by the mark; at least one, which may be empty.
std::vector<std::string_view> parted(std::string_view text, char mark);
// "a, b".
std::string listed(std::span<const std::string_view> words);

// "conv3d" is conv of three axes: takes the end off. 0 where the word does not say it.
int take_rank(std::string_view& word);
// How many axes a line's word speaks of: "conv3d", "k3x5", "39x12"; 0 where it says nothing of it.
int axes_said(std::string_view word);

// One option of a line, its name and what it says: "k" and "3x5", "same" and nothing. What has no name of its own is SIZE, CELLS or NAME,
// as the word takes it.
struct ChainOption {
  std::string_view name;
  std::string_view value;
  std::string_view written;
};
ChainOption option_of(const ChainWord& word, std::string_view written);

}  // namespace deconvlab
