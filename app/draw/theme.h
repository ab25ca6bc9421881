// Colours with a meaning, the same in every scene; hues of the Okabe-Ito palette.
#pragma once

#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>

#include "app/draw/canvas.h"
#include "core/operators/color_map.h"

namespace deconvlab {

// What a thing on the picture is. A role has a fill for cells, an ink for lines and text of that colour on the background.
enum class Role { input, output, kernel, padding, inserted_zero, switches, unread, neutral };

struct Tone {
  Color fill;   // pale, behind numbers
  Color solid;  // strong, for outlines and lit cells
  Color ink;    // text in this colour on the background, contrast >= 4.5
};

struct Theme {
  std::string_view id;  // "light", "dark"
  Color background;
  Color panel;     // behind controls
  Color text;      // on background and panel, and on every Tone::fill
  Color muted;     // secondary text, contrast >= 4.5 as well
  Color line;      // hairlines between cells
  Color on_solid;  // text on a Tone::solid
  Color accent;    // focus rings, the playhead
  Tone tones[8];   // by Role
  Color channels[5];

  // Tells the channels of a tensor apart, as a tag or a border and never a fill; no role's hue, nor the accent's. Channels beyond the last
  // colour begin anew.
  const Color& channel(std::int64_t n) const { return channels[static_cast<std::size_t>(n) % std::size(channels)]; }
  const Tone& of(Role role) const { return tones[static_cast<int>(role)]; }
  // The role's hue for a value that is `share` (0 to 1) of the largest absolute one: from pale to strong, which is darker in the light
  // theme and brighter in the dark one.
  Color shade(Role role, double share) const;
  // Diverging map for signed values, white (background) at zero: v in [-1, 1].
  Color diverging(double v) const;
  // The same for a device, for values from -strongest to strongest.
  ColorMap diverging_map(float strongest) const;
};

std::span<const Theme> theme_table();
const Theme& theme_of(std::string_view id);  // the light one for an unknown id

// The perceptually uniform map of counts and pictures, from dark violet at 0 over green to yellow at 1; the same in both themes.
Color viridis(double v);
ColorMap viridis_map(float most);  // of values from 0 on

// WCAG contrast ratio of two opaque colours, 1 to 21.
double contrast(Color a, Color b);
Color mix(Color a, Color b, double share_of_b);

}  // namespace deconvlab
