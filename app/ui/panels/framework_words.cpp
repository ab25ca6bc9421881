#include "app/ui/panels/framework_words.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "app/lang/reasons.h"
#include "app/ui/panels/size_rows.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kText = 13;
constexpr double kArrow = 18;
constexpr double kFoldMark = 20;  // before a heading that folds
// Of a scene's words in the panel: three lines at least, so that what folds does not depend on a size that makes a call longer.
constexpr double kLeastHeight = 40, kMostHeight = 88;

void add_once(std::vector<std::string>& notes, std::string note) {
  if (std::ranges::find(notes, note) == notes.end()) notes.push_back(std::move(note));
}

// PyTorch's are functions of the operands that are exported too.
FrameworkWords scene_words(const Panel& panel) {
  const Model& model = panel.model();
  if (!panel.results) return {"–", {}};
  if (panel.ui.framework == "pytorch") return {model.lesson.kind->framework(model.lesson, *panel.results), {}};
  return words_of(panel.ui.framework, model.lesson.kind->layers(model.lesson, *panel.results), panel.language);
}

void draw_copy(const Panel& panel, const std::string& id, const std::string& text) {
  if (!button(panel, id, panel.phrase("window.copy"), panel.phrase("window.copy_tip"), !text.empty())) return;
  ImGui::SetClipboardText(text.c_str());
  const std::size_t end = std::min(text.find('\n'), text.size());
  panel.tell(say(panel.language, "window.copied", text.substr(0, end) + (end < text.size() ? " …" : "")));
}

double width_of(const Panel& panel, std::string_view key) {
  return canvas_of(panel).text_width(panel.phrase(key), {.color = {}, .size = kText}) + kAboutLabel;
}

double wrapped_height(const Panel& panel, const FrameworkWords& words) {
  const float wrap = ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ScrollbarSize;
  float height = ImGui::CalcTextSize(words.text.c_str(), nullptr, false, wrap).y;
  for (const std::string& note : words.notes) height += ImGui::CalcTextSize(note.c_str(), nullptr, false, wrap).y;
  const float gaps = ImGui::GetStyle().ItemSpacing.y * static_cast<float>(words.notes.size());
  return (height + gaps) / panel.surface.scale;
}

}  // namespace

namespace {

// What a layer among several is, as the framework's comment.
std::string comment(const Framework& framework, const Layer& layer, bool exact, const Language& language) {
  constexpr std::string_view kNames[kLayerKinds] = {"layer.name_conv",     "layer.name_conv_transpose", "layer.name_max_pool",
                                                    "layer.name_avg_pool", "layer.name_max_unpool",     "layer.name_upsample",
                                                    "layer.name_shuffle",  "layer.name_crop",           "layer.name_pad"};
  return fmt::format("{} {}{}\n", framework.dialect == Dialect::matlab ? "%" : "#",
                     phrase(language, kNames[static_cast<std::size_t>(layer.kind)]),
                     exact ? std::string() : std::string(phrase(language, "layer.nearest_to_it")));
}

}  // namespace

FrameworkWords words_of(std::string_view id, std::span<const Layer> layers, const Language& language) {
  FrameworkWords words;
  const auto framework = find_framework(id);
  if (!framework) return words;
  for (const Layer& layer : layers) {
    const Written written = write_layer(**framework, layer);
    if (!words.text.empty()) words.text += "\n";
    if (layers.size() > 1) words.text += comment(**framework, layer, written.exact, language);
    words.text += written.text;
    for (const std::string& note : written.notes) add_once(words.notes, in_words(language, note));
  }
  return words;
}

void draw_framework_choice(const Panel& panel, std::string_view id, double width) {
  std::vector<std::string> names;
  int chosen = 0;
  for (const Framework& framework : framework_table()) {
    if (framework.id == panel.ui.framework) chosen = static_cast<int>(names.size());
    names.emplace_back(framework.name);
  }
  const int picked = choose(panel, id, names, chosen, width);
  if (picked >= 0) panel.ui.framework = framework_table()[static_cast<std::size_t>(picked)].id;
}

void draw_framework_words(const Panel& panel, std::string_view id, const FrameworkWords& words, double least, double most) {
  const Font font(panel, kText);
  const ImVec2 size{0, panel.px(std::clamp(wrapped_height(panel, words), least, most))};
  ImGui::BeginChild(("##" + std::string(id)).c_str(), size, false);
  ImGui::PushTextWrapPos(0);
  if (!words.text.empty()) ImGui::TextUnformatted(words.text.c_str());
  for (const std::string& note : words.notes) text_in(panel.theme.muted, note);
  ImGui::PopTextWrapPos();
  ImGui::EndChild();
  remember(panel, id);
}

std::string framework_heading(const Panel& panel) {
  const auto framework = find_framework(panel.ui.framework);
  return framework ? say(panel.language, "window.in_framework", (*framework)->name) : std::string();
}

void draw_framework_section(const Panel& panel) {
  const FrameworkWords words = scene_words(panel);
  {
    const Font font(panel, kText);
    const double buttons = width_of(panel, "window.copy") + width_of(panel, "window.read_layer") + kArrow + 2 * kInnerGap;
    const double heading = canvas_of(panel).text_width(framework_heading(panel), {.color = {}, .size = kText, .weight = Weight::bold});
    if (heading + buttons + kFoldMark < room(panel)) ImGui::SameLine(ImGui::GetContentRegionMax().x - panel.px(buttons));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{panel.px(kAboutLabel / 2), panel.px(1)});
    draw_framework_choice(panel, "frameworks", 0);
    beside(panel);
    draw_copy(panel, "frameworks.copy", panel.results ? words.text : "");
    beside(panel);
    if (button(panel, "frameworks.read", panel.phrase("window.read_layer"), panel.phrase("window.read_layer_tip")))
      panel.ui.reading.asked = true;
    ImGui::PopStyleVar();
  }
  draw_framework_words(panel, "frameworks.words", words, kLeastHeight, kMostHeight);
}

}  // namespace deconvlab
