// A layer's text from any framework: explained argument by argument, written for the others, shown in its scene.
#include <imgui.h>

#include <algorithm>

#include "app/lang/reasons.h"
#include "app/lang/text.h"
#include "app/lessons/framework_layers.h"
#include "app/ui/dialogs/modal.h"
#include "app/ui/panels/framework_words.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"
#include "core/frameworks/examples.h"

namespace deconvlab {

namespace {

constexpr double kWidest = 1040;
constexpr double kMargin = 120;  // of the window, that the dialog leaves free
constexpr double kTallest = 560;
constexpr double kText = 100;  // height of the text that is read
constexpr double kRows = 84;   // of the buttons below it and of the heading of what is read
constexpr double kSmall = 13;
constexpr std::size_t kMostShown = 8;  // layers
constexpr float kValues = 140, kMeanings = 300;

struct Sizes {
  double width, height;
};

Sizes sizes_of(const Panel& panel) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  return {std::min(kWidest, window.x / panel.surface.scale - kMargin), std::min(kTallest, window.y / panel.surface.scale - 1.5 * kMargin)};
}

// Reads the text where it is another one.
void read_again(const Panel& panel) {
  LayerReading& reading = panel.ui.reading;
  if (reading.read == reading.text) return;
  reading.read = reading.text;
  reading.layers = Expected<std::vector<LayerText>>();
  if (!reading.text.empty()) reading.layers = read_layers(panel.phrase("window.read_source"), reading.text);
}

void draw_text(const Panel& panel, Sizes sizes) {
  LayerReading& reading = panel.ui.reading;
  const Font font(panel, kSmall);
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  text_area("##layer.text", reading.text, {panel.px(sizes.width), panel.px(kText)});
  remember(panel, "layer.text");
}

void draw_examples(const Panel& panel) {
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase("window.read_examples"));
  beside(panel);
  for (const LayerExample& example : layer_examples()) {
    if (button(panel, std::string("layer.") + std::string(example.id), example.id, "")) panel.ui.reading.text = example.text;
    ImGui::SameLine();
  }
  ImGui::NewLine();
}

void draw_arguments(const Panel& panel, const LayerText& read) {
  if (!ImGui::BeginTable("##arguments", 3, ImGuiTableFlags_SizingStretchProp)) return;
  ImGui::TableSetupColumn("name", 0, kValues);
  ImGui::TableSetupColumn("value", 0, kValues);
  ImGui::TableSetupColumn("meaning", 0, kMeanings);
  for (const ArgumentMeaning& argument : read.arguments) {
    ImGui::TableNextRow();
    const Color ink = argument.given ? panel.theme.text : panel.theme.muted;
    for (const std::string& text : {printable(argument.name), printable(argument.value), in_words(panel.language, argument.meaning)}) {
      ImGui::TableNextColumn();
      ImGui::PushTextWrapPos(0);
      text_in(ink, text);
      ImGui::PopTextWrapPos();
    }
  }
  ImGui::EndTable();
}

// The sides of the output, where the text says the input's.
void draw_sizes_of(const Panel& panel, const Layer& layer) {
  if (layer.input.empty()) return;
  const auto output = output_sides(layer, layer.input);
  const std::string text =
      output ? say(panel.language, "layer.sizes", sides_text(layer.input), sides_text(*output)) : say(panel.language, output.error());
  text_in(output ? panel.theme.text : panel.theme.of(Role::switches).ink, text);
}

void draw_way_to_scene(const Panel& panel, const Layer& layer, std::size_t n) {
  const auto link = link_to(layer);
  if (!link) return text_in(panel.theme.muted, in_words(panel.language, link.error()));
  if (!button(panel, fmt::format("layer.show.{}", n), panel.phrase("window.read_show"), "", true, true)) return;
  panel.send(command::Open{*link});
  ImGui::CloseCurrentPopup();
}

void draw_written(const Panel& panel, const Layer& layer, std::size_t n) {
  const FrameworkWords words = words_of(panel.ui.framework, {&layer, 1}, panel.language);
  if (const auto framework = find_framework(panel.ui.framework)) {
    const auto axes = filter_axes(**framework, layer);
    if (!axes.empty()) text_in(panel.theme.muted, fmt::format("{} {}", panel.phrase("layer.filter"), weights_text(axes)));
  }
  draw_framework_words(panel, fmt::format("layer.written.{}", n), words, 0, kTallest);
}

void draw_layer(const Panel& panel, const LayerText& read, std::size_t n) {
  const Font font(panel, kSmall);
  {
    const Font bold(panel, kSmall + 2, Weight::bold);
    const auto framework = find_framework(read.framework);
    text_in(panel.theme.text, fmt::format("{}: {}", framework ? (*framework)->name : read.framework,
                                          say(panel.language, layer_kind_key(read.layer.kind), printable(read.function), read.line)));
  }
  ImGui::PushID(static_cast<int>(n));
  draw_arguments(panel, read);
  draw_sizes_of(panel, read.layer);
  draw_written(panel, read.layer, n);
  draw_way_to_scene(panel, read.layer, n);
  ImGui::Separator();
  ImGui::PopID();
}

// What is wrong; of a name that the text does not say, with a line for it.
void draw_wrong(const Panel& panel, const Error& error) {
  text_in(panel.theme.of(Role::switches).ink, say(panel.language, error));
  const std::string name = unsaid_in(error);
  if (name.empty() || !button(panel, "layer.say", say(panel.language, "window.read_say", name), "")) return;
  panel.ui.reading.text = fmt::format("{} = 1\n{}", name, panel.ui.reading.text);
}

// What was read, or what is wrong with it.
void draw_read(const Panel& panel) {
  const LayerReading& reading = panel.ui.reading;
  ImGui::PushTextWrapPos(0);
  if (reading.text.empty()) {
    text_in(panel.theme.muted, panel.phrase("window.read_hint"));
  } else if (!reading.layers) {
    draw_wrong(panel, reading.layers.error());
  } else {
    const std::size_t shown = std::min(kMostShown, reading.layers->size());
    for (std::size_t n = 0; n < shown; ++n) draw_layer(panel, (*reading.layers)[n], n);
    if (shown < reading.layers->size()) text_in(panel.theme.muted, say(panel.language, "window.read_more", reading.layers->size() - shown));
  }
  ImGui::PopTextWrapPos();
}

}  // namespace

void draw_layer_dialog(const Panel& panel) {
  const Modal dialog(panel, "###layer_dialog", panel.ui.reading.asked, "window.read_title");
  if (!dialog) return;
  const Sizes sizes = sizes_of(panel);
  read_again(panel);
  draw_text(panel, sizes);
  draw_examples(panel);
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase("window.read_written"));
  beside(panel);
  draw_framework_choice(panel, "layer.to", 140);
  ImGui::BeginChild("##layer.read", {panel.px(sizes.width), panel.px(sizes.height - kText - kRows)}, false);
  draw_read(panel);
  ImGui::EndChild();
  dialog.close_button(panel, "layer.close");
}

}  // namespace deconvlab
