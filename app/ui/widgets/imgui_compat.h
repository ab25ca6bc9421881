// What differs between the releases of Dear ImGui that distributions ship (1.86 to 1.90): keys, how input reaches io, and text fields.
#pragma once

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_internal.h>  // GetInputTextState; before 1.89 GetItemID

#include <array>
#include <cstdint>
#include <string>

namespace deconvlab {

// The keys that the program and its text fields listen to. Those with a character (+, -, ?, digits) come as text, whatever the keyboard's
// layout.
enum class Key {
  space,
  enter,
  escape,
  tab,
  left,
  right,
  up,
  down,
  home,
  end,
  page_up,
  page_down,
  f5,
  f6,
  f11,
  a,
  b,
  c,
  e,
  f,
  k,
  l,
  o,
  p,
  q,
  r,
  s,
  t,
  v,
  y,
  z,
  backspace
};

#if IMGUI_VERSION_NUM >= 18700
inline ImGuiKey key_code(Key key) {
  constexpr ImGuiKey kCodes[] = {
      ImGuiKey_Space,     ImGuiKey_Enter, ImGuiKey_Escape, ImGuiKey_Tab,      ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow,
      ImGuiKey_DownArrow, ImGuiKey_Home,  ImGuiKey_End,    ImGuiKey_PageUp,   ImGuiKey_PageDown,  ImGuiKey_F5,         ImGuiKey_F6,
      ImGuiKey_F11,       ImGuiKey_A,     ImGuiKey_B,      ImGuiKey_C,        ImGuiKey_E,         ImGuiKey_F,          ImGuiKey_K,
      ImGuiKey_L,         ImGuiKey_O,     ImGuiKey_P,      ImGuiKey_Q,        ImGuiKey_R,         ImGuiKey_S,          ImGuiKey_T,
      ImGuiKey_V,         ImGuiKey_Y,     ImGuiKey_Z,      ImGuiKey_Backspace};
  return kCodes[static_cast<int>(key)];
}
inline void feed_mouse(ImGuiIO& io, float x, float y) { io.AddMousePosEvent(x, y); }
inline void feed_button(ImGuiIO& io, int button, bool down) { io.AddMouseButtonEvent(button, down); }
inline void feed_wheel(ImGuiIO& io, float by) { io.AddMouseWheelEvent(0, by); }
inline void feed_key(ImGuiIO& io, Key key, bool down) { io.AddKeyEvent(key_code(key), down); }
inline void feed_modifiers(ImGuiIO& io, bool control, bool shift) {
  io.AddKeyEvent(ImGuiMod_Ctrl, control);
  io.AddKeyEvent(ImGuiMod_Shift, shift);
}
#else
inline int key_code(Key key) {
  constexpr int kCodes[] = {GLFW_KEY_SPACE, GLFW_KEY_ENTER,    GLFW_KEY_ESCAPE, GLFW_KEY_TAB, GLFW_KEY_LEFT,    GLFW_KEY_RIGHT,
                            GLFW_KEY_UP,    GLFW_KEY_DOWN,     GLFW_KEY_HOME,   GLFW_KEY_END, GLFW_KEY_PAGE_UP, GLFW_KEY_PAGE_DOWN,
                            GLFW_KEY_F5,    GLFW_KEY_F6,       GLFW_KEY_F11,    GLFW_KEY_A,   GLFW_KEY_B,       GLFW_KEY_C,
                            GLFW_KEY_E,     GLFW_KEY_F,        GLFW_KEY_K,      GLFW_KEY_L,   GLFW_KEY_O,       GLFW_KEY_P,
                            GLFW_KEY_Q,     GLFW_KEY_R,        GLFW_KEY_S,      GLFW_KEY_T,   GLFW_KEY_V,       GLFW_KEY_Y,
                            GLFW_KEY_Z,     GLFW_KEY_BACKSPACE};
  return kCodes[static_cast<int>(key)];
}
inline void feed_mouse(ImGuiIO& io, float x, float y) { io.MousePos = {x, y}; }
inline void feed_button(ImGuiIO& io, int button, bool down) { io.MouseDown[button] = down; }
inline void feed_wheel(ImGuiIO& io, float by) { io.MouseWheel = by; }
inline void feed_key(ImGuiIO& io, Key key, bool down) { io.KeysDown[key_code(key)] = down; }
inline void feed_modifiers(ImGuiIO& io, bool control, bool shift) {
  io.KeyCtrl = control;
  io.KeyShift = shift;
}
#endif

// A field that is entered again keeps its undo records (1.86: although its text is another one by then, so that undoing writes beside the
// text): they are forgotten while nobody types into it.
inline void forget_left_field(const char* id) {
  ImGuiInputTextState* state = ImGui::GetInputTextState(ImGui::GetID(id));
  if (state && ImGui::GetActiveID() != state->ID) state->ID = 0;
}

// The program's only text fields; all answer as ImGui's. A text has room for any path: 4095 bytes.
inline bool text_field(const char* id, std::string& text, ImGuiInputTextFlags flags) {
  forget_left_field(id);
  std::array<char, 4096> room;
  room[text.copy(room.data(), room.size() - 1)] = '\0';
  const bool answered = ImGui::InputText(id, room.data(), room.size(), flags);
  text = room.data();
  return answered;
}
// Several lines, with room for 65535 bytes.
inline bool text_area(const char* id, std::string& text, ImVec2 size) {
  forget_left_field(id);
  static constexpr std::size_t kRoom = std::size_t{1} << 16;
  std::string room = text.substr(0, kRoom - 1);
  room.resize(kRoom);
  const bool answered = ImGui::InputTextMultiline(id, room.data(), room.size(), size);
  if (answered) text = room.c_str();
  return answered;
}
inline bool whole_number_field(const char* id, std::int64_t& value) {
  forget_left_field(id);
  return ImGui::InputScalar(id, ImGuiDataType_S64, &value);
}

inline bool key_pressed(Key key, bool repeat = false) { return ImGui::IsKeyPressed(key_code(key), repeat); }

inline bool key_down(Key key) { return ImGui::IsKeyDown(key_code(key)); }

// Whether any key went down in this frame.
inline bool any_key_pressed() {
#if IMGUI_VERSION_NUM >= 18700
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_NamedKey_END; ++key) {
    if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(key), false)) return true;
  }
#else
  for (int key = 0; key < IM_ARRAYSIZE(ImGuiIO::KeysDown); ++key) {
    if (ImGui::IsKeyPressed(key, false)) return true;
  }
#endif
  return false;
}

// A text field that is active keeps the mouse from what is drawn before it: a click beside it leaves it first, and is heard there too.
inline void leave_field_where_clicked() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool active = g.ActiveId != 0 && g.ActiveId == g.InputTextState.ID;
  if (active && ImGui::IsMouseClicked(0) && g.HoveredIdPreviousFrame != g.ActiveId) ImGui::ClearActiveID();
}

// The keyboard goes to the first control of a window, which is then seen to be walked to; false where it was not drawn or has none to walk
// to.
inline bool walk_into(const char* name) {
  ImGuiWindow* window = ImGui::FindWindowByName(name);
  if (!window || !window->WasActive || window->DC.NavLayersActiveMask == 0) return false;
  ImGui::FocusWindow(window);
  ImGui::NavInitWindow(window, true);
  ImGui::GetCurrentContext()->NavDisableHighlight = false;
  return true;
}
// Whether the keyboard walks through it now.
inline bool is_walked_in(const char* name) {
  const ImGuiWindow* window = ImGui::FindWindowByName(name);
  return window && ImGui::GetCurrentContext()->NavWindow == window;
}

// Without a window nobody tells ImGui which native key is which; a GLFW back end does it by itself.
inline void map_keys([[maybe_unused]] ImGuiIO& io) {
#if IMGUI_VERSION_NUM < 18700
  const auto map = [&](ImGuiKey_ to, int from) { io.KeyMap[to] = from; };
  map(ImGuiKey_Tab, GLFW_KEY_TAB);
  map(ImGuiKey_LeftArrow, GLFW_KEY_LEFT);
  map(ImGuiKey_RightArrow, GLFW_KEY_RIGHT);
  map(ImGuiKey_UpArrow, GLFW_KEY_UP);
  map(ImGuiKey_DownArrow, GLFW_KEY_DOWN);
  map(ImGuiKey_Home, GLFW_KEY_HOME);
  map(ImGuiKey_End, GLFW_KEY_END);
  map(ImGuiKey_Space, GLFW_KEY_SPACE);
  map(ImGuiKey_Enter, GLFW_KEY_ENTER);
  map(ImGuiKey_Escape, GLFW_KEY_ESCAPE);
  map(ImGuiKey_Backspace, GLFW_KEY_BACKSPACE);
  map(ImGuiKey_A, GLFW_KEY_A);
  map(ImGuiKey_V, GLFW_KEY_V);
  map(ImGuiKey_Y, GLFW_KEY_Y);
  map(ImGuiKey_Z, GLFW_KEY_Z);
#endif
}

}  // namespace deconvlab
