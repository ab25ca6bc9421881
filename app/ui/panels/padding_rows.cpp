// How the padding is said: by hand or by a rule, alike at both ends or not, rounded up or down.
#include "app/ui/panels/size_row.h"
#include "app/ui/panels/size_rows.h"

namespace deconvlab {

namespace {

// A way to say p: by hand or by a rule, in the place of which a link may say another one.
struct PaddingWay {
  Padding rule;
  std::string_view name, tip;
};
constexpr PaddingWay kWays[] = {{Padding::given, "padding.given", "window.padding_given"},
                                {Padding::same, "padding.same", "window.padding_same"},
                                {Padding::valid, "padding.valid", "window.padding_valid"}};
constexpr PaddingWay kOfLinks[] = {{Padding::given, "padding.given", "window.padding_given"},
                                   {Padding::same_lower, "padding.same_lower", "window.padding_same_lower"},
                                   {Padding::causal, "padding.causal", "window.padding_causal"}};

// A small switch; true where it was clicked.
bool draw_switch(const Panel& panel, const std::string& id, std::string_view label, std::string_view tip, bool& on) {
  const bool clicked = ImGui::Checkbox((std::string(label) + "###" + id).c_str(), &on);
  remember(panel, id);
  if (!tip.empty()) tooltip(panel, tip);
  return clicked;
}

bool are_ends_alike(const Lesson& lesson) {
  if (lesson.params.p_end) return false;
  const auto g = resolve_padded(lesson);
  return !g || (g->h.p == g->h.padding_end() && g->w.p == g->w.padding_end());
}

}  // namespace

// Where p comes from.
void draw_padding_rule(const Panel& panel) {
  std::vector<std::string_view> labels, tips;
  std::size_t chosen = 0;
  for (std::size_t n = 0; n < std::size(kWays); ++n) {
    const Padding rule = panel.model().lesson.params.padding;
    const PaddingWay& way = rule == kOfLinks[n].rule ? kOfLinks[n] : kWays[n];
    if (rule == way.rule) chosen = n;
    labels.push_back(panel.phrase(way.name));
    tips.push_back(panel.phrase(way.tip));
  }
  to_label_column(panel);
  const int picked = alternatives(panel, "padding", labels, static_cast<int>(chosen), room(panel), tips);
  if (picked >= 0) panel.send(command::SetPadding{kWays[picked].rule});
}

// How a pooling rounds; SAME says it itself.
void draw_rounding(const Panel& panel) {
  if (is_same_rule(panel.model().lesson.params.padding)) return;
  const std::string_view labels[] = {panel.phrase("rounding.floor"), panel.phrase("rounding.ceil")};
  const std::string_view tips[] = {panel.phrase("window.rounding_floor"), panel.phrase("window.rounding_ceil")};
  to_label_column(panel);
  const int picked = alternatives(panel, "ceil", labels, panel.model().lesson.params.ceil_mode ? 1 : 0, room(panel), tips);
  if (picked >= 0) panel.send(command::SetCeil{picked == 1});
}

// Whether rows and columns have the same sizes, and both ends the same padding.
void draw_alike_switches(const Panel& panel) {
  const Font font(panel, 13);
  bool square = panel.model().lesson.square;
  if (draw_switch(panel, "square", panel.phrase("window.square"), {}, square)) panel.send(command::SetSquare{square});
  if (!has(panel, "padding")) return;
  beside(panel);
  bool ends = are_ends_alike(panel.model().lesson);
  if (!draw_switch(panel, "ends", panel.phrase("window.ends_alike"), panel.phrase("window.ends_alike_tip"), ends)) return;
  ends ? panel.send(command::SetPadding{Padding::given}) : panel.send(command::SetEndsApart{});
}

}  // namespace deconvlab
