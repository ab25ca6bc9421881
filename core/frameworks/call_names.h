// What the functions and modules are that stand in a network's text beside its layers.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/frameworks/call_text.h"
#include "core/frameworks/frameworks.h"

namespace deconvlab {

// Conv2d of nn.Conv2d.
std::string_view plain_name(std::string_view name);

// nn.Sequential: holds layers.
bool is_container(std::string_view name);
// Changes no sizes and no positions, or has no axes of space.
bool is_pointwise(std::string_view name);
// Joins results, of a list of them.
bool is_concatenation(std::string_view name);
bool is_sum(std::string_view name);
// Begins a network.
bool is_input(std::string_view name);
// Makes a tensor, of which the shape may be known.
bool makes_tensor(std::string_view name);
// AdaptiveAvgPool2d((1, 1)): one cell of each channel is left, as of GlobalAveragePooling2D.
bool is_global_pooling(const Value& call);

struct FoundCall {
  const Framework* framework = nullptr;
  Match match;
};
FoundCall find_call(std::span<const Framework* const> frameworks, std::string_view name);

// Of a call that is none of these: reason.layer_not_shown with what comes nearest, layer_unknown_near, layer_unknown.
tl::unexpected<Error> unknown_call(std::string_view source, std::span<const Framework* const> frameworks, const Value& call);

}  // namespace deconvlab
