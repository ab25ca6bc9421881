// The few controls that the panels are made of. An id such as "size.i" is the identity; wording may change under it.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/panels/panel.h"
#include "app/ui/widgets/spacing.h"

namespace deconvlab {

// Panels stand side by side; lists lie on them; overlays do too, and keep the focus.
enum class Stacking { panel, list, overlay };

// A fixed region of the window, background included, until it goes out of scope.
class Region {
 public:
  Region(const Panel& panel, const char* id, Rect area, Color background, ImGuiWindowFlags flags = 0, Stacking stacking = Stacking::panel);
  ~Region();
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;
};

// ImGui's text is drawn in this font as long as it lives.
class Font {
 public:
  Font(const Panel& panel, double size, Weight weight = Weight::regular);
  ~Font() { ImGui::PopFont(); }
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;
};

inline constexpr std::size_t kLongestText = 500;  // characters of one text: ImGui's vertices have 16-bit numbers

ImVec2 to_real(const Panel& panel, Point p);
Rect to_logical(const Panel& panel, ImVec2 from, ImVec2 to);
// Keeps where the item drawn last stands.
void remember(const Panel& panel, std::string_view id);
// A canvas over the current ImGui window, in the window's logical pixels.
ImGuiCanvas canvas_of(const Panel& panel);

// The next item stands beside the one drawn last.
void beside(const Panel& panel, double gap = kInnerGap);
void text_in(Color color, std::string_view text);
// In as many lines as it takes, up to eight, as an item of the current ImGui window.
void draw_paragraph(const Panel& panel, const std::string& text, Color color, double size, double width, Weight weight = Weight::regular);
// A text that is not wider than `width`: what is, such as a path, loses its middle.
std::string fitted(const Panel& panel, std::string_view text, double width, double size = 15);
// A heading with a hairline above it: its phrase, or another text in its place.
void heading(const Panel& panel, std::string_view key, std::string_view text = {});
// A heading with a mark that says whether what it stands above is folded; true when it is clicked.
bool folding_heading(const Panel& panel, std::string_view key, bool folded, std::string_view text = {});
// The outline of the item drawn last while the keyboard has gone to it.
void draw_focus_ring(const Panel& panel, Rect r);
// A button with a tooltip; `strong` fills it with the accent.
bool button(const Panel& panel, std::string_view id, std::string_view label, std::string_view tip, bool enabled = true,
            bool strong = false);
// Alternatives side by side over `width` logical pixels, with a tooltip each or none; returns the one clicked or -1.
int alternatives(const Panel& panel, std::string_view id, std::span<const std::string_view> labels, int chosen, double width,
                 std::span<const std::string_view> tips = {});
void tooltip(const Panel& panel, std::string_view text);

// A drop-down list; returns the index chosen now or -1. Of width 0 it shows no more than an arrow.
int choose(const Panel& panel, std::string_view id, std::span<const std::string> labels, int chosen, double width);

struct Range {
  std::int64_t first, last;
};
struct TrackScale {
  Range useful;                                     // what its width covers
  std::optional<Range> whole = {};                  // while Shift is held, and where the value lies beyond the useful
  std::function<bool(std::int64_t)> possible = {};  // what is not is marked; no mark on a scale of very many values
};
// A track of `width` logical pixels with a knob, which the mouse drags; the wheel over it and, when the keyboard has gone to it, arrow keys
// step it. True while that moves `value`, always within the scale.
bool track(const Panel& panel, std::string_view id, const TrackScale& scale, std::int64_t& value, double width, Color color);
// A field for a whole number, which may leave any range: whoever uses the number says what is wrong with it.
bool number_field(const Panel& panel, std::string_view id, std::int64_t& value, double width);

// A frame around the item drawn last, and what is wrong with it.
void mark_item(const Panel& panel, const Error& error);

enum class Icon { play, pause, back, forward, first, last, previous, next, cards, cross };
bool icon_button(const Panel& panel, std::string_view id, Icon icon, double side, std::string_view tip, bool enabled = true);

}  // namespace deconvlab
