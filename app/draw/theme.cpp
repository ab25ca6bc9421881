#include "app/draw/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "app/draw/part_of.h"

namespace deconvlab {

namespace {

// Okabe-Ito: blue 0072B2, sky 56B4E9, green 009E73, orange E69F00, vermilion D55E00, each lightened, darkened and turned a little for its
// use, so that eyes without one kind of cones tell them apart too. Channels have the hues between them: indigo, rose, olive, teal, moss.
constexpr Theme kThemes[] = {
    {.id = "light",
     .background = rgb(0xFFFFFF),
     .panel = rgb(0xF6F5F2),
     .text = rgb(0x1D2430),
     .muted = rgb(0x5B6472),
     .line = rgb(0xDAD9D4),
     .on_solid = rgb(0x10151C),
     .accent = rgb(0x7A3C92),
     .tones = {{rgb(0xDCEAF6), rgb(0x5DB9F1), rgb(0x055F92)},
               {rgb(0xD4F7EC), rgb(0x3AB58B), rgb(0x0A5F43)},
               {rgb(0xFBF0D1), rgb(0xEEA424), rgb(0x91600B)},
               {rgb(0xF1F1F0), rgb(0xA8ADB5), rgb(0x5B6472)},
               {rgb(0xFFFFFF), rgb(0x9AA1AC), rgb(0x5B6472)},
               {rgb(0xFBE3D6), rgb(0xEC874B), rgb(0x963D07)},
               {rgb(0xF1F1F0), rgb(0x9AA1AC), rgb(0x5B6472)},
               {rgb(0xFAFAF8), rgb(0xB9BDC4), rgb(0x5B6472)}},
     .channels = {rgb(0x1538C1), rgb(0xAC3958), rgb(0x978611), rgb(0x129BA5), rgb(0x1C410B)}},
    {.id = "dark",
     .background = rgb(0x14181F),
     .panel = rgb(0x1B212B),
     .text = rgb(0xE8EAED),
     .muted = rgb(0xA3ACB9),
     .line = rgb(0x323A47),
     .on_solid = rgb(0x0C1016),
     .accent = rgb(0xC59AE8),
     .tones = {{rgb(0x1A3043), rgb(0x50B9EE), rgb(0x8FC4EC)},
               {rgb(0x114034), rgb(0x3BB588), rgb(0x51D2A5)},
               {rgb(0x48370A), rgb(0xE6A92B), rgb(0xF0BC4F)},
               {rgb(0x232A35), rgb(0x77818F), rgb(0xA3ACB9)},
               {rgb(0x14181F), rgb(0x77818F), rgb(0xA3ACB9)},
               {rgb(0x472612), rgb(0xE8834A), rgb(0xF3A274)},
               {rgb(0x20262F), rgb(0x77818F), rgb(0xA3ACB9)},
               {rgb(0x1A2029), rgb(0x4A5362), rgb(0xA3ACB9)}},
     .channels = {rgb(0x7E95F1), rgb(0xF3BAC9), rgb(0x978611), rgb(0x2A797E), rgb(0x82E61E)}},
    {.id = "high-contrast",
     .background = rgb(0x000000),
     .panel = rgb(0x0B0B0B),
     .text = rgb(0xFFFFFF),
     .muted = rgb(0xD0D4DA),
     .line = rgb(0x767C86),
     .on_solid = rgb(0x000000),
     .accent = rgb(0xCFA0FF),
     .tones = {{rgb(0x002A4E), rgb(0x42ADF7), rgb(0x80CFFF)},
               {rgb(0x024435), rgb(0x1FDC9D), rgb(0x5CF2BD)},
               {rgb(0x4E3500), rgb(0xFFB400), rgb(0xFFCE4F)},
               {rgb(0x1E1E1E), rgb(0xA6ACB5), rgb(0xD0D4DA)},
               {rgb(0x000000), rgb(0xA6ACB5), rgb(0xD0D4DA)},
               {rgb(0x4B1800), rgb(0xFF7A38), rgb(0xFFA77A)},
               {rgb(0x1E1E1E), rgb(0xA6ACB5), rgb(0xD0D4DA)},
               {rgb(0x101010), rgb(0x767C86), rgb(0xD0D4DA)}},
     .channels = {rgb(0x778CF3), rgb(0xF3BAC9), rgb(0x978611), rgb(0x2A797E), rgb(0x82E61E)}},
};

// Samples of matplotlib's map at equal distances, joined by straight lines.
constexpr Color kViridis[] = {rgb(0x440154), rgb(0x481A6C), rgb(0x472F7D), rgb(0x414487), rgb(0x39568C), rgb(0x31688E),
                              rgb(0x2A788E), rgb(0x23888E), rgb(0x1F988B), rgb(0x22A884), rgb(0x35B779), rgb(0x54C568),
                              rgb(0x7AD151), rgb(0xA5DB36), rgb(0xD2E21B), rgb(0xFDE725)};

double linear(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }

double luminance(Color c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

// v in [0, 1].
Color color_among(std::span<const Color> stops, double v) {
  const auto [below, share] = between_stops(v, stops.size());
  return mix(stops[below], stops[below + 1], share);
}

ColorMap map_of(float low, float high, std::span<const Color> stops) {
  ColorMap map{low, high, {}};
  for (const Color& c : stops) map.stops.push_back({c.r, c.g, c.b, c.a});
  return map;
}

std::array<Color, 3> diverging_stops(const Theme& theme) {
  return {theme.of(Role::input).solid, theme.background, theme.of(Role::switches).solid};
}

}  // namespace

Color Theme::shade(Role role, double share) const { return mix(of(role).fill, of(role).solid, share); }

Color Theme::diverging(double v) const { return color_among(diverging_stops(*this), (v + 1) / 2); }

ColorMap Theme::diverging_map(float strongest) const { return map_of(-strongest, strongest, diverging_stops(*this)); }

Color viridis(double v) { return color_among(kViridis, v); }

ColorMap viridis_map(float most) { return map_of(0, most, kViridis); }

std::span<const Theme> theme_table() { return kThemes; }

const Theme& theme_of(std::string_view id) {
  const auto* found = std::ranges::find(kThemes, id, &Theme::id);
  return found == std::end(kThemes) ? kThemes[0] : *found;
}

double contrast(Color a, Color b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Color mix(Color a, Color b, double share_of_b) {
  const auto t = static_cast<float>(part_of(share_of_b));
  return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t, a.a + (b.a - a.a) * t};
}

}  // namespace deconvlab
