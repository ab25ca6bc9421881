#include "app/ui/panels/layer_rows.h"

#include <imgui.h>

#include <algorithm>

#include "app/lessons/layers/layers_lesson.h"
#include "app/state/player.h"
#include "app/ui/panels/size_rows.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kLetter = 24;
constexpr std::size_t kMostMarked = 12;  // layers of a chain that is tried with every value of a track
constexpr Range kInputs{1, 64};

struct NumberRow {
  char letter;
  Range useful;
  Role role;  // neutral: ink
};
constexpr NumberRow kRows[] = {{'k', {1, 9}, Role::kernel},
                               {'s', {1, 4}, Role::neutral},
                               {'p', {0, 6}, Role::padding},
                               {'d', {1, 8}, Role::neutral},
                               {'x', {1, 4}, Role::neutral}};

const Lesson& lesson_of(const Panel& panel) { return panel.model().lesson; }

// A letter, a track and a field; `with` makes of a value the lesson that has it.
template <class With>
void draw_row(const Panel& panel, const NumberRow& row, std::int64_t value, bool marks, With&& with) {
  const std::string letter(1, row.letter), id = "layers." + letter;
  const bool ink = row.role == Role::neutral;
  ImGui::AlignTextToFramePadding();
  text_in(ink ? panel.theme.text : panel.theme.of(row.role).ink, letter);
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLetter));
  TrackScale scale{row.useful, Range{row.useful.first, 64}};
  if (marks) scale.possible = [with](std::int64_t wanted) { return layer_count(with(wanted)) > 0; };
  const auto send = [&] {
    const Lesson changed = with(value);
    panel.send_from_item(command::SetLayers{changed.layers, changed.params.i});
  };
  if (track(panel, id, scale, value, room(panel) - kNumberField - kInnerGap, ink ? panel.theme.text : panel.theme.of(row.role).solid))
    send();
  beside(panel);
  if (number_field(panel, id + ".field", value, kNumberField)) send();
}

void draw_examples(const Panel& panel) {
  std::vector<std::string> labels{std::string(panel.phrase("layers.own"))};
  int chosen = 0;
  for (const LayersExample& example : layers_examples()) {
    if (example.lines == lesson_of(panel).layers) chosen = static_cast<int>(labels.size());
    labels.emplace_back(example.title);
  }
  const int picked = choose(panel, "layers.example", labels, chosen, room(panel));
  if (picked < 1 || picked == chosen) return;
  const LayersExample& example = layers_examples()[static_cast<std::size_t>(picked - 1)];
  panel.send(command::SetLayers{example.lines, example.i});
  panel.send(command::ToEnd{true});
}

void draw_input(const Panel& panel) {
  const Lesson lesson = lesson_of(panel);
  draw_row(panel, {'i', kInputs, Role::input}, lesson.params.i.h, false, [lesson](std::int64_t value) {
    Lesson changed = lesson;
    changed.params.i = Extent::square(value);
    return changed;
  });
}

Lesson with_lines(Lesson lesson, std::string lines) {
  lesson.layers = std::move(lines);
  return lesson;
}

void draw_numbers(const Panel& panel, const LayerControls& controls) {
  const bool marks = controls.count <= kMostMarked;
  for (const auto& [letter, value] : controls.numbers) {
    const NumberRow& row = *std::ranges::find(kRows, letter, &NumberRow::letter);
    draw_row(panel, row, value, marks, [lesson = lesson_of(panel), layer = controls.layer, letter](std::int64_t wanted) {
      return with_lines(lesson, with_number(lesson, layer, letter, wanted));
    });
  }
}

// The layer whose line is changed is the one that the timeline stands at.
void draw_layer(const Panel& panel, const LayerControls& controls) {
  text_in(panel.theme.muted, say(panel.language, "layers.which", controls.layer + 1, controls.count));
  text_in(panel.theme.text, fitted(panel, controls.line, room(panel)));
  if (controls.word < 0) return;
  const int picked = alternatives(panel, "layers.word", layer_words(), controls.word, room(panel));
  if (picked >= 0 && picked != controls.word) panel.send(command::SetLayers{with_word(lesson_of(panel), controls.layer, picked)});
  draw_numbers(panel, controls);
}

void paste(const Panel& panel) {
  const char* text = ImGui::GetClipboardText();
  const auto lines = lines_of(text != nullptr ? text : "");
  if (!lines) return panel.tell(say(panel.language, lines.error()), true);
  panel.send(command::SetLayers{*lines});
  panel.send(command::ToEnd{true});
}

void draw_buttons(const Panel& panel, const LayerControls& controls) {
  const Lesson& lesson = lesson_of(panel);
  const std::size_t layer = controls.layer;
  if (button(panel, "layers.add", panel.phrase("layers.add"), panel.phrase("layers.add_tip"))) {
    panel.send(command::SetLayers{with_copy(lesson, layer)});
    panel.send(command::StepBy{1});
    return;
  }
  beside(panel);
  if (button(panel, "layers.remove", panel.phrase("layers.remove"), panel.phrase("layers.remove_tip"), controls.removable))
    return panel.send(command::SetLayers{without_layer(lesson, layer)});
  beside(panel);
  if (button(panel, "layers.paste", panel.phrase("layers.paste"), panel.phrase("layers.paste_tip"))) paste(panel);
}

}  // namespace

void draw_layers_section(const Panel& panel) {
  draw_examples(panel);
  draw_input(panel);
  const auto at = static_cast<std::size_t>(moment_of(panel.model().time, INT32_MAX).step);
  const auto controls = controls_of(lesson_of(panel), at);
  if (!controls) return;
  draw_layer(panel, *controls);
  draw_buttons(panel, *controls);
}

}  // namespace deconvlab
