// What the rows of the panel's sizes are made of: label, track, field.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/ui/panels/panel.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

inline constexpr double kSizeRow = 24;            // height of a number's row
inline constexpr std::int64_t kUsefulSides = 16;  // of an input, over its slider's width

Color row_color(const Theme& theme, Role role, bool text);
// The next item stands behind the labels.
void to_label_column(const Panel& panel);
// "i  input": the letter in the colour that the number has in the formula.
void draw_label(const Panel& panel, const std::string& letter, std::string_view key, Role role);
// "h" or "w" before the track, where rows and columns differ.
void draw_axis_letter(const Panel& panel, Axes axes);
// Track and field for one number; `command` makes of a changed value what is sent.
void draw_number(const Panel& panel, const std::string& id, const TrackScale& scale, std::int64_t value, double width, Color color,
                 const std::function<Command(std::int64_t)>& command);
// A number that is not to be set here, in the place of its slider.
void draw_read_only(const Panel& panel, std::string_view id, const std::string& text, Color color);
void mark_wrong(const Panel& panel);

// Sizes of the transposed convolution have a prime where the convolution's have none.
std::string letter_of(const Panel& panel, std::string_view letter);
// Whether the lesson takes this field of a link.
bool has(const Panel& panel, std::string_view field);
// Whether the size follows from a rule, from the output shape or from the picture's file.
bool follows(const Panel& panel, Size size);

// A part of the sizes each.
void draw_padding_rule(const Panel& panel);
void draw_rounding(const Panel& panel);
void draw_alike_switches(const Panel& panel);
void draw_output(const Panel& panel);

}  // namespace deconvlab
