// Distances and sizes that panels and dialogs have in common, in logical pixels.
#pragma once

namespace deconvlab {

inline constexpr double kInnerGap = 6;      // between what belongs together: buttons side by side, a track and its number
inline constexpr double kItemGap = 8;       // between controls of one line
inline constexpr double kLineGap = 5;       // between lines
inline constexpr double kAboutLabel = 20;   // of a button or a tooltip, both sides together
inline constexpr double kNumberField = 46;  // a field for a whole number
inline constexpr double kDialogWidth = 520;

}  // namespace deconvlab
