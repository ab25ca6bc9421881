// What the frameworks' writers have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/frameworks/frameworks.h"
#include "core/frameworks/layer.h"

namespace deconvlab {

// A call: "nn.Conv2d(3, 64, 3, stride=2)".
class CallText {
 public:
  explicit CallText(std::string name) : name_(std::move(name)) {}
  CallText& add(std::string value) { return parts_.push_back(std::move(value)), *this; }
  CallText& add(std::string_view argument, std::string value) { return parts_.push_back(fmt::format("{}={}", argument, value)), *this; }
  // Where it is not the default.
  CallText& add(std::string_view argument, const std::string& value, std::string_view usual) {
    return value == usual ? *this : add(argument, value);
  }
  std::string text() const;

 private:
  std::string name_;
  std::vector<std::string> parts_;
};

// "3", or "(3, 5)" of unlike ones; "k" of a kernel's size that is not said.
std::string tuple_or_number(const PerAxis& axes);
// "(3, 3)", "[1, 2, 2, 1]" with the brackets given; of one number "(3,)" in round ones.
std::string listed(const PerAxis& axes, std::string_view brackets = "()");
// "((0, 1), (2, 2))".
std::string pairs(const PerAxis& p, const PerAxis& p_end, std::string_view brackets = "()");
// 1 for batch and channels, around or before.
PerAxis with_batch(const Layer& layer, const PerAxis& axes, std::int64_t batch = 1, std::int64_t channels = 1);
// The number, or the name that stands for one that is not said.
std::string number_or(std::int64_t value, std::string_view name);
// The channels out; of a depthwise convolution as the channels in, where those are not said.
std::string out_or(const Layer& layer, std::string_view name);
// 2, or 1.5: as the double reads back.
std::string real_text(double value);

bool all_of(const PerAxis& axes, std::int64_t value);
bool all_least(const PerAxis& axes, std::int64_t least);
inline bool is_even(const Layer& layer) { return layer.p == layer.p_end; }
bool is_unpadded(const Layer& layer);

// What stands for an input of which nothing is said.
inline constexpr std::int64_t kExampleSide = 8;
PerAxis example_input(const Layer& layer);

// SAME of a stride above 1 and ceil_mode as cells of padding, for a framework that has neither: right for the input that is said, else for
// sides that are multiples of the stride. Notes say which.
Layer without_rule(const Layer& layer, Written& written, bool keep_ceil_mode);

// The output's cells from the last stamp on, by which SAME or VALID of a transposed convolution makes these cuts; 0 where none does.
// canonical() layers.
std::int64_t same_cells(const Layer& layer, std::size_t axis);

// Functions one after the other, as a Sequential has them; one alone as it is.
std::string sequential(std::string_view open, std::string_view close, const std::vector<std::string>& parts);

}  // namespace deconvlab
