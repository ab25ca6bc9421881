// The phrases of each language: its file joins those of its folder, which has the same parts in every language.
#pragma once

#include <initializer_list>
#include <span>
#include <vector>

#include "app/lang/lang.h"

namespace deconvlab {

std::span<const Phrase> english_phrases();
std::span<const Phrase> chinese_phrases();

std::span<const Phrase> english_program();
std::span<const Phrase> english_window();
std::span<const Phrase> english_scenes();
std::span<const Phrase> english_more_scenes();
std::span<const Phrase> chinese_program();
std::span<const Phrase> chinese_window();
std::span<const Phrase> chinese_scenes();
std::span<const Phrase> chinese_more_scenes();

inline std::vector<Phrase> joined(std::initializer_list<std::span<const Phrase>> parts) {
  std::vector<Phrase> all;
  for (const auto part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace deconvlab
