// The languages' phrase lists, one file each: gathered by language_table() in lang.cpp.
#pragma once

#include <span>

#include "app/lang/lang.h"

namespace deconvlab {

std::span<const Phrase> english_phrases();
std::span<const Phrase> chinese_phrases();

}  // namespace deconvlab
