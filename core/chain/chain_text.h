// A short notation of chains, a layer each line or between semicolons:
//
//   input 224 c3                      optional, first: the sides (224, 39x12, 32x16x16) and the channels
//   conv k3 s2 p1 d2 c64 g4           also: same, same-lower, valid, causal, nobias, whole (k is the input's size)
//   deconv k4 s2 p1 a1 c21            also: same, valid, nobias
//   pool k2 s2 p1                     max pooling, s is k unless said; also: ceil, same, same-lower, valid, whole; avgpool alike
//   unpool k2 s2 p1
//   up x2, up 56                      by a factor, to a size; nearest; also: linear, cubic, corners (which keep their place)
//   shuffle x2
//   crop 19                           cells cut off at each end; crop like NAME: to where the cells of NAME's result lie;
//                                     like NAME centred: to its sides, as much at both ends, the odd cell last, or padded so
//   pad 3
//   fc c4096                          conv whole
//   add NAME, cat NAME                the sum with NAME's result; the channels of both
//
// "NAME:" before a layer names its result, "from NAME" after it takes another one than that of the line before; `input` is the first one's
// name. k, s, d, a take a number or one for each axis (3x5); p, crop and pad also before,after, or before,after of each axis in turn
// (top,bottom,left,right). conv1d, pool3d and the like say how many axes there are; conv without c keeps the channels. # begins a comment.
#pragma once

#include <string>
#include <string_view>

#include "core/chain/chain.h"
#include "core/error.h"

namespace deconvlab {

// Most layers of a chain.
inline constexpr std::size_t kMostChainSteps = 1000;

// Whether the text could be of this notation, right or wrong: no other one has neither brackets nor quotes.
bool is_notation(std::string_view text);
// `rank`: the axes where no line says them; 0: 2. Errors: cannot_open, with source and line: reason.chain_word (word, the words there are),
// chain_word_near, chain_option (word, option, its options), chain_value, chain_axes, chain_twice, chain_needs, chain_result (name),
// chain_result_near, chain_named_twice, chain_input_first, chain_ranks, reason.no_layer.
Expected<Chain> read_notation(std::string_view source, std::string_view text, int rank = 0);

// The step as a line of the notation; of a layer that it has no words for (PyTorch's mean without the padding, an order of channels) the
// one that has its sizes and fields.
std::string notation_of(const Chain& chain, std::size_t step);
// The same of the step that made a result (1: the first one's), of a crop with what it turned out to cut off; with its name or without.
std::string resolved_notation(const Chain& chain, const std::vector<ChainStage>& stages, std::size_t result, bool named = true);

}  // namespace deconvlab
