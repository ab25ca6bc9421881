#include "core/chain/notation.h"

#include <algorithm>
#include <cctype>

namespace deconvlab {

namespace {

constexpr ChainWord kWords[] = {
    {"input", LayerKind::crop, "SIZE c"},
    {"conv", LayerKind::conv, "k s p d c g same same-lower valid causal nobias whole from", "k whole"},
    {"deconv", LayerKind::conv_transpose, "k s p d a c g same valid nobias from", "k"},
    {"fc", LayerKind::conv, "c nobias from", "c"},
    {"pool", LayerKind::max_pool, "k s p d ceil same same-lower valid whole from", "k whole"},
    {"avgpool", LayerKind::average_pool, "k s p ceil same same-lower valid whole from", "k whole"},
    {"unpool", LayerKind::max_unpool, "k s p same valid from", "k"},
    {"up", LayerKind::upsample, "x SIZE nearest linear cubic corners from", "x SIZE"},
    {"shuffle", LayerKind::pixel_shuffle, "x from", "x"},
    {"crop", LayerKind::crop, "CELLS like centred from", "CELLS like"},
    {"pad", LayerKind::pad, "CELLS from", "CELLS"},
    {"add", LayerKind::pad, "NAME from", "NAME"},
    {"cat", LayerKind::pad, "NAME from", "NAME"},
};

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// Of "k3x5" what follows the letter: how many axes that has; 0 of one number.
int axes_in(std::string_view numbers) {
  const auto crosses = std::ranges::count(numbers, 'x');
  return crosses > 0 && crosses < 3 ? static_cast<int>(crosses) + 1 : 0;
}

}  // namespace

std::span<const ChainWord> chain_words() { return kWords; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto begin = std::ranges::find_if_not(text, is_blank);
    text.remove_prefix(static_cast<std::size_t>(begin - text.begin()));
    if (text.empty()) return words;
    const auto size = static_cast<std::size_t>(std::ranges::find_if(text, is_blank) - text.begin());
    words.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
}

bool has_option(const ChainWord& word, std::string_view option) { return std::ranges::count(words_of(word.options), option) > 0; }

std::vector<std::string_view> parted(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string listed(std::span<const std::string_view> words) {
  std::string all;
  for (const std::string_view word : words) all += (all.empty() ? "" : ", ") + std::string(word);
  return all;
}

std::vector<ChainLine> chain_lines(std::string_view text) {
  std::vector<ChainLine> all;
  int line = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view row = text.substr(0, end);
    row = row.substr(0, row.find('#'));
    while (!row.empty()) {
      const std::size_t stop = std::min(row.find(';'), row.size());
      if (!words_of(row.substr(0, stop)).empty()) all.push_back({line, row.substr(0, stop)});
      row.remove_prefix(std::min(stop + 1, row.size()));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
  }
  return all;
}

int take_rank(std::string_view& word) {
  if (word.size() < 3 || (word.back() != 'd' && word.back() != 'D')) return 0;
  const char digit = word[word.size() - 2];
  if (digit < '1' || digit > '3') return 0;
  word.remove_suffix(2);
  return digit - '0';
}

int axes_said(std::string_view word) {
  std::string_view plain = word;
  const int rank = take_rank(plain);
  if (rank > 0 && std::ranges::count(kWords, plain, &ChainWord::name) > 0) return rank;
  if (!is_digit(word.front())) word.remove_prefix(1);
  return !word.empty() && is_digit(word.front()) ? axes_in(word) : 0;
}

ChainOption option_of(const ChainWord& word, std::string_view written) {
  const bool number = is_digit(written.front()) || (written.front() == '-' && written.size() > 1);
  if (number) return {has_option(word, "SIZE") ? "SIZE" : "CELLS", written, written};
  if (has_option(word, "NAME") && written != "from") return {"NAME", written, written};
  const bool letter = written.size() > 1 && (is_digit(written[1]) || written[1] == '-' || has_option(word, written.substr(0, 1)));
  if (letter && !has_option(word, written)) return {written.substr(0, 1), written.substr(1), written};
  return {written, {}, written};
}

}  // namespace deconvlab
