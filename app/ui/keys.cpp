#include "app/ui/keys.h"

#include <imgui.h>

#include <algorithm>
#include <iterator>

#include "app/scenes/grids.h"
#include "app/ui/imgui_compat.h"
#include "app/ui/widgets.h"

namespace deconvlab {

namespace {

constexpr Shortcut kShortcuts[] = {
    {"Space", "keys.play"},     {"← →", "keys.step"},        {"Home  End", "keys.ends"},   {"Page Up  Page Down", "keys.scene"},
    {"1 – 9", "keys.number"},   {"+  −", "keys.text"},       {"F11", "keys.full"},         {"Shift + ← → ↑ ↓", "keys.pin"},
    {"Esc", "keys.unpin"},      {"Ctrl + E", "keys.export"}, {"Ctrl + O", "keys.picture"}, {"Ctrl + L", "keys.link"},
    {"Ctrl + V", "keys.paste"}, {"Ctrl + Z", "keys.undo"},   {"Ctrl + Y", "keys.redo"},    {"Ctrl + Q", "keys.quit"},
    {"Tab", "keys.tab"},        {"?", "keys.help"},
};

// Pins the output cell beside the one pinned, or beside the step's.
void move_pin(const Panel& panel, std::int64_t down, std::int64_t right) {
  if (!panel.results) return;
  const Extent size = panel.results->output.shape().plane();
  const Focus& pinned = panel.model().pinned;
  const std::int64_t t = moment_of(panel.model().time, size.area()).step;
  const Cell from = pinned.target == Target::output ? pinned.cell : size.cell_at(t);
  const Cell to{std::clamp<std::int64_t>(from.row + down, 0, size.h - 1), std::clamp<std::int64_t>(from.col + right, 0, size.w - 1)};
  panel.send(command::Pin{{Target::output, to, {}}});
}

// Ctrl+O: where a scene has no picture, the one that has.
void ask_for_picture(const Panel& panel) {
  if (!panel.model().lesson.kind->on_picture()) panel.send(command::GoToScene{"picture"});
  panel.ui.opening.asked = true;
}

void handle_control(const Panel& panel, bool shift) {
  if (key_pressed(Key::q)) panel.ui.quit_asked = true;
  if (key_pressed(Key::e)) panel.ui.export_asked = true;
  if (key_pressed(Key::o)) ask_for_picture(panel);
  if (key_pressed(Key::z)) panel.send(shift ? Command(command::Redo{}) : Command(command::Undo{}));
  if (key_pressed(Key::y)) panel.send(command::Redo{});
  if (key_pressed(Key::l)) {
    ImGui::SetClipboardText(to_link(panel.model()).c_str());
    panel.tell(std::string(panel.phrase("window.link_copied")));
  }
  const char* pasted = key_pressed(Key::v) ? ImGui::GetClipboardText() : nullptr;
  if (pasted) panel.send(command::Open{pasted});
}

void handle_shift(const Panel& panel) {
  if (key_pressed(Key::left, true)) move_pin(panel, 0, -1);
  if (key_pressed(Key::right, true)) move_pin(panel, 0, 1);
  if (key_pressed(Key::up, true)) move_pin(panel, -1, 0);
  if (key_pressed(Key::down, true)) move_pin(panel, 1, 0);
}

void handle_plain(const Panel& panel) {
  if (key_pressed(Key::space)) panel.send(command::Play{!panel.model().playing});
  if (key_pressed(Key::left, true)) panel.send(command::StepBy{-1});
  if (key_pressed(Key::right, true)) panel.send(command::StepBy{1});
  if (key_pressed(Key::home)) panel.send(command::ToEnd{false});
  if (key_pressed(Key::end)) panel.send(command::ToEnd{true});
  if (key_pressed(Key::page_up)) panel.send(command::NextScene{-1});
  if (key_pressed(Key::page_down)) panel.send(command::NextScene{1});
  if (key_pressed(Key::f11)) panel.send(command::SetPictureOnly{!panel.model().picture_only});
}

void handle_character(const Panel& panel, ImWchar c) {
  if (c == '+' || c == '=') panel.send(command::SetTextScale{panel.model().text_scale * 1.1});
  if (c == '-') panel.send(command::SetTextScale{panel.model().text_scale / 1.1});
  if (c == '?') panel.ui.keys_shown = !panel.ui.keys_shown;
  const auto scenes = scene_table();
  const std::ptrdiff_t number = c - '1';
  if (number >= 0 && number < 9 && number < std::ssize(scenes)) panel.send(command::GoToScene{std::string(scenes[number].id)});
}

// From Tab to Escape the arrows and the space bar belong to the controls.
void switch_walking() {
  ImGuiIO& io = ImGui::GetIO();
  const bool walking = (io.ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
  if (key_pressed(Key::tab) && !walking) ImGui::SetWindowFocus("###parameters");
  if (key_pressed(Key::tab)) io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  if (key_pressed(Key::escape)) io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
}

void handle_escape(const Panel& panel) {
  if (!key_pressed(Key::escape)) return;
  if (panel.ui.keys_shown) {
    panel.ui.keys_shown = false;
  } else if (panel.model().pinned.target != Target::none) {
    panel.send(command::Pin{});
  } else {
    panel.send(command::SetPictureOnly{false});
  }
}

}  // namespace

std::span<const Shortcut> shortcut_table() { return kShortcuts; }

void handle_keys(const Panel& panel) {
  ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput || ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel)) return;
  const bool walking = (io.ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
  switch_walking();
  if (io.KeyCtrl) return handle_control(panel, io.KeyShift);
  for (const ImWchar c : io.InputQueueCharacters) handle_character(panel, c);
  if (walking) return;
  handle_escape(panel);
  io.KeyShift ? handle_shift(panel) : handle_plain(panel);
}

void draw_keys_overlay(const Panel& panel) {
  if (!panel.ui.keys_shown) return;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const Rect page = to_logical(panel, {0, 0}, size);
  constexpr double kWidth = 520;
  const double height = 88 + 25 * static_cast<double>(std::size(kShortcuts));
  const Rect box{(page.w - kWidth) / 2, std::max(0.0, (page.h - height) / 2), kWidth, std::min(height, page.h)};
  const Region region(panel, "###keys", box, mix(panel.theme.background, panel.theme.panel, 0.5), 0, Stacking::overlay);
  ImGuiCanvas canvas = canvas_of(panel);
  canvas.stroke_rect(box.inset(1), {panel.theme.muted, 1});
  canvas.text({box.x + 28, box.y + 34}, panel.phrase("keys.title"), {.color = panel.theme.text, .size = 17.5, .weight = Weight::bold});
  double y = box.y + 70;
  for (const Shortcut& shortcut : kShortcuts) {
    canvas.text({box.x + 28, y}, shortcut.keys, {.color = panel.theme.text, .size = 13, .weight = Weight::bold});
    canvas.text({box.x + 200, y}, panel.phrase(shortcut.what), {.color = panel.theme.text, .size = 13});
    y += 25;
  }
  if (ImGui::IsMouseClicked(0) && !ImGui::IsWindowAppearing()) panel.ui.keys_shown = false;
}

}  // namespace deconvlab
