// Left panel: everything of a lesson that can be changed.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "app/ui/dialogs/cell_editor.h"
#include "app/ui/panels/channel_rows.h"
#include "app/ui/panels/folds.h"
#include "app/ui/panels/framework_words.h"
#include "app/ui/panels/layer_rows.h"
#include "app/ui/panels/network_rows.h"
#include "app/ui/panels/size_rows.h"
#include "app/ui/widgets/widgets.h"
#include "core/network/imitate.h"
#include "core/operators/kernels.h"
#include "core/samples/samples.h"

namespace deconvlab {

namespace {

constexpr double kSymbols = 156;    // width of the switch between values and symbols
constexpr double kFoldedPart = 34;  // height of a part of which the heading alone is shown

double cursor(const Panel& panel) { return ImGui::GetCursorPosY() / panel.surface.scale; }

// A table of named planes as a list, seeded ones with a button for the next seed.
template <class Choose>
void draw_presets(const Panel& panel, const char* id, std::span<const NamedPlane> table, const PlaneChoice& choice, Choose&& choose_named) {
  std::vector<std::string> labels;
  int chosen = -1;
  for (const NamedPlane& plane : table) {
    if (plane.name == choice.name) chosen = static_cast<int>(labels.size());
    labels.emplace_back(panel.phrase(fmt::format("{}.{}", id, plane.name)));
  }
  const bool seeded = choice.name == "random" || choice.name == "uniform" || choice.name == "digits";
  const double next = canvas_of(panel).text_width(panel.phrase("window.again"), {.color = {}, .size = 15}) + kAboutLabel;
  const int picked = choose(panel, id, labels, chosen, room(panel) - (seeded ? next + kInnerGap : 0));
  if (picked >= 0) choose_named(std::string(table[picked].name), std::uint64_t{1});
  if (!seeded) return;
  beside(panel);
  const std::string again = std::string(id) + ".again";
  if (button(panel, again, panel.phrase("window.again"), panel.phrase("window.again_tip"))) choose_named(choice.name, choice.seed + 1);
}

bool trains(const Panel& panel) { return panel.model().lesson.kind->restarts; }

bool kernel_on_page(const Panel& panel) {
  const auto scene = find_scene(panel.model().lesson.scene);
  return scene && (*scene)->kernel_on_page;
}

void draw_kernel_section(const Panel& panel) {
  draw_presets(panel, "kernel", kernel_table(), panel.model().lesson.kernel, [&](std::string name, std::uint64_t seed) {
    panel.send(command::ChooseKernel{std::move(name), seed});
  });
  if (!kernel_on_page(panel)) draw_kernel_editor(panel, room(panel), 68);
  const std::string_view turned[] = {panel.phrase("window.correlation"), panel.phrase("window.convolution")};
  const int flip = alternatives(panel, "flip", turned, panel.model().lesson.params.flip ? 1 : 0, room(panel));
  if (flip >= 0) panel.send(command::SetFlip{flip == 1});
}

void draw_symbols_switch(const Panel& panel) {
  ImGui::SameLine(ImGui::GetContentRegionMax().x - panel.px(kSymbols));
  const std::string_view labels[] = {panel.phrase("window.values"), panel.phrase("window.symbols")};
  const int symbols = alternatives(panel, "symbols", labels, panel.model().lesson.symbols ? 1 : 0, kSymbols);
  if (symbols >= 0) panel.send(command::SetSymbols{symbols == 1});
}

void draw_cells_section(const Panel& panel) {
  if (panel.model().lesson.kind->takes("symbols")) draw_symbols_switch(panel);
  draw_presets(panel, "input", input_table(), panel.model().lesson.input, [&](std::string name, std::uint64_t seed) {
    panel.send(command::ChooseInput{std::move(name), seed});
  });
}

// Ten notches a decade, from 0.0001 to 10: the rate in two digits, as it stands in a link.
constexpr Range kRateNotches{-40, 10};
std::int64_t notch_of(double rate) { return rate > 0 ? std::lround(10 * std::log10(rate)) : kRateNotches.first; }
double rate_of(std::int64_t notch) {
  return std::strtod(fmt::format("{:.1e}", std::pow(10, static_cast<double>(notch) / 10)).c_str(), nullptr);
}

// How the kernel learns.
void draw_training_section(const Panel& panel) {
  const Lesson& lesson = panel.model().lesson;
  const std::string_view labels[] = {panel.phrase("optimiser.sgd"), panel.phrase("optimiser.adam")};
  const std::string_view tips[] = {panel.phrase("optimiser.sgd_tip"), panel.phrase("optimiser.adam_tip")};
  const auto names = optimiser_names();
  const auto chosen = static_cast<int>(std::ranges::find(names, lesson.optimiser) - names.begin());
  const int picked = alternatives(panel, "optimiser", labels, chosen, room(panel), tips);
  if (picked >= 0) panel.send(command::ChooseOptimiser{std::string(names[picked])});
  constexpr double kNumber = 62;
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase("window.rate"));
  beside(panel, kItemGap);
  std::int64_t notch = notch_of(lesson.rate);
  if (track(panel, "rate", {kRateNotches}, notch, room(panel) - kNumber, panel.theme.accent))
    panel.send_from_item(command::SetRate{rate_of(notch)});
  beside(panel, kItemGap);
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.text, significant(lesson.rate, 2));
}

// The samples by name, and the file that is shown where it is none of them.
void draw_picture_section(const Panel& panel) {
  const std::string& shown = panel.model().lesson.picture;
  const auto choice = choose_sample(shown);
  std::vector<std::string> labels;
  for (const Sample& sample : sample_table()) labels.emplace_back(panel.phrase(fmt::format("sample.{}", sample.name)));
  const auto chosen = static_cast<int>(choice ? choice->sample - sample_table().data() : std::ssize(sample_table()));
  if (!choice) labels.push_back(std::filesystem::path(shown).filename().string());
  const int picked = choose(panel, "picture", labels, chosen, room(panel));
  if (picked >= 0 && picked != chosen) panel.send(command::ChoosePicture{std::string(sample_table()[picked].name)});
  action_button(panel, "picture.open", panel.phrase("window.open"));
  if (!choice || !choice->sample->seeded) return;
  beside(panel);
  if (button(panel, "picture.again", panel.phrase("window.again"), panel.phrase("window.again_tip")))
    panel.send(command::ChoosePicture{fmt::format("{}:{}", choice->sample->name, choice->seed + 1)});
}

// In the sliders' place where a scene has no use for them.
void draw_hint(const Panel& panel) {
  ImGui::PushTextWrapPos(0);
  text_in(panel.theme.muted, panel.phrase("gallery.hint"));
  ImGui::PopTextWrapPos();
}

// Which of the scene's views is shown.
void draw_views(const Panel& panel) {
  const auto scene = find_scene(panel.model().lesson.scene);
  if (!scene || (*scene)->views.empty()) return;
  std::vector<std::string_view> labels;
  int chosen = 0;
  for (const SceneView& view : (*scene)->views) {
    if (view.id == panel.model().lesson.view) chosen = static_cast<int>(labels.size());
    labels.push_back(panel.phrase(view.title_key));
  }
  const int picked = alternatives(panel, "view", labels, chosen, room(panel));
  if (picked >= 0) panel.send(command::SetView{std::string((*scene)->views[picked].id)});
}

struct SectionDrawer {
  Section section;
  std::string_view (*heading)(const Panel& panel);  // its phrase; none stands above the rest
  void (*draw)(const Panel& panel);
};
constexpr SectionDrawer kDrawers[] = {
    {Section::sizes, nullptr, draw_sizes},
    {Section::layers, [](const Panel&) { return std::string_view("window.layers"); }, draw_layers_section},
    {Section::channels, [](const Panel&) { return std::string_view("window.channels"); }, draw_channels_section},
    {Section::training, [](const Panel&) { return std::string_view("window.training"); }, draw_training_section},
    {Section::kernel, [](const Panel& p) { return std::string_view(trains(p) ? "window.kernel_at_start" : "window.kernel"); },
     draw_kernel_section},
    {Section::network, [](const Panel&) { return std::string_view("window.network"); }, draw_network_section},
    {Section::picture, [](const Panel&) { return std::string_view("window.picture"); }, draw_picture_section},
    {Section::cells, [](const Panel&) { return std::string_view("window.cells"); }, draw_cells_section},
    {Section::framework, [](const Panel&) { return std::string_view("window.frameworks"); }, draw_framework_section},
    {Section::hint, nullptr, draw_hint}};

const SectionDrawer& drawer_of(Section section) { return *std::ranges::find(kDrawers, section, &SectionDrawer::section); }

// A click on the heading of a folded part opens it, on that of an open one folds it.
void turn(Folds& folds, Section section, bool folded) {
  folds.opened = folded ? std::optional(section) : std::nullopt;
  folds.closed = folded ? std::nullopt : std::optional(section);
}

void draw_part(const Panel& panel, Section section, bool folded) {
  Folds& folds = panel.ui.folds;
  const SectionDrawer& drawer = drawer_of(section);
  const double top = cursor(panel);
  const std::string text = section == Section::framework ? framework_heading(panel) : std::string();
  if (folds.needed) {
    if (folding_heading(panel, drawer.heading(panel), folded, text)) turn(folds, section, folded);
  } else {
    heading(panel, drawer.heading(panel), text);
  }
  if (folded) return;
  drawer.draw(panel);
  folds.heights[section] = std::max(folds.heights[section], cursor(panel) - top);
}

// Those below the sizes, in the room that these leave, each taken for as high as it ever was: what folds must not change with a value; a
// part that has not been drawn yet is drawn to be measured.
void draw_parts(const Panel& panel, std::span<const Section> parts, double room) {
  Folds& folds = panel.ui.folds;
  if (folds.kind != panel.model().lesson.kind) folds = Folds();
  folds.kind = panel.model().lesson.kind;
  std::vector<double> heights;
  FoldWishes wishes;
  for (const Section section : parts) {
    if (section == folds.opened) wishes.opened = heights.size();
    if (section == folds.closed) wishes.closed = heights.size();
    heights.push_back(folds.heights.contains(section) ? folds.heights.at(section) : 0);
  }
  const std::vector<bool> folded = folded_parts(heights, kFoldedPart, room, wishes);
  folds.moved = folded != folds.shown;
  folds.shown = folded;
  folds.needed = std::ranges::find(folded, true) != folded.end();
  for (std::size_t n = 0; n < parts.size(); ++n) draw_part(panel, parts[n], folded[n]);
}

}  // namespace

// The sizes stand at the top in every scene, so that their rows stay where they are.
void draw_parameters(const Panel& panel, Rect area) {
  const Region region(panel, "###parameters", area, panel.theme.panel);
  const double bottom = area.h - ImGui::GetStyle().WindowPadding.y / panel.surface.scale;
  const std::span<const Section> sections = panel.model().lesson.kind->sections;
  const auto first = std::ranges::find_if(sections, [](Section section) { return drawer_of(section).heading != nullptr; });
  for (auto at = sections.begin(); at != first; ++at) drawer_of(*at).draw(panel);
  draw_views(panel);
  const double below_last = ImGui::GetStyle().ItemSpacing.y / panel.surface.scale;  // which nothing stands under
  draw_parts(panel, {first, sections.end()}, bottom - cursor(panel) + below_last);
}

void draw_rail(const Panel& panel, Rect area) {
  const Region region(panel, "###rail", area, panel.theme.panel, ImGuiWindowFlags_NoScrollbar);
  const bool shown = panel.ui.controls_asked_for;
  ImGui::SetCursorScreenPos(to_real(panel, {area.x + 2, area.y + 6}));
  const std::string_view tip = panel.phrase(shown ? "window.fold_controls" : "window.unfold_controls");
  if (icon_button(panel, "controls", shown ? Icon::previous : Icon::next, area.w - 4, tip)) panel.ui.controls_asked_for = !shown;
}

}  // namespace deconvlab
