#include "app/ui/panels/walk.h"

#include <imgui.h>

#include <algorithm>
#include <iterator>

#include "app/ui/widgets/imgui_compat.h"

namespace deconvlab {

namespace {

// In the order in which they are walked to.
constexpr const char* kParts[] = {"###parameters", "###rail", "###page_weights", "###timeline", "###top", "###scene", "###guide"};

void begin_walk() { ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard; }

}  // namespace

bool walks() { return (ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0; }

void end_walk() { ImGui::GetIO().ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard; }

void walk(const Panel&) {
  begin_walk();
  if (!walk_into("###parameters")) walk_into("###rail");
}

void walk_to_part(int by) {
  constexpr int kCount = std::size(kParts);
  const auto* const here = std::ranges::find_if(kParts, is_walked_in);
  const bool inside = walks() && here != std::end(kParts);
  int part = inside ? static_cast<int>(here - kParts) : by > 0 ? -1 : kCount;
  begin_walk();
  for (int n = 0; n < kCount; ++n) {
    part = (part + by + kCount) % kCount;
    if (walk_into(kParts[part])) return;
  }
}

void walk_through_dialog(const Panel& panel, bool open) {
  bool& walks_dialog = panel.ui.walks_dialog;
  if (open && !walks() && key_pressed(Key::tab)) {
    begin_walk();
    walks_dialog = true;
  }
  if (!open && walks_dialog) {
    end_walk();
    walks_dialog = false;
  }
}

}  // namespace deconvlab
