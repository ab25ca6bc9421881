#include "app/ui/key_queue.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace deconvlab {

namespace {

#if IMGUI_VERSION_NUM >= 18700
struct Run {
  int first, last;  // GLFW's keys, which ImGui has in the same order
  ImGuiKey to;
};
constexpr Run kRuns[] = {
    {GLFW_KEY_0, GLFW_KEY_9, ImGuiKey_0},
    {GLFW_KEY_A, GLFW_KEY_Z, ImGuiKey_A},
    {GLFW_KEY_F1, GLFW_KEY_F12, ImGuiKey_F1},
    {GLFW_KEY_KP_0, GLFW_KEY_KP_9, ImGuiKey_Keypad0},
    {GLFW_KEY_INSERT, GLFW_KEY_DELETE, ImGuiKey_Insert},
    {GLFW_KEY_PAGE_UP, GLFW_KEY_END, ImGuiKey_PageUp},
    {GLFW_KEY_RIGHT, GLFW_KEY_RIGHT, ImGuiKey_RightArrow},
    {GLFW_KEY_LEFT, GLFW_KEY_LEFT, ImGuiKey_LeftArrow},
    {GLFW_KEY_DOWN, GLFW_KEY_DOWN, ImGuiKey_DownArrow},
    {GLFW_KEY_UP, GLFW_KEY_UP, ImGuiKey_UpArrow},
    {GLFW_KEY_SPACE, GLFW_KEY_SPACE, ImGuiKey_Space},
    {GLFW_KEY_ESCAPE, GLFW_KEY_ESCAPE, ImGuiKey_Escape},
    {GLFW_KEY_ENTER, GLFW_KEY_ENTER, ImGuiKey_Enter},
    {GLFW_KEY_KP_ENTER, GLFW_KEY_KP_ENTER, ImGuiKey_KeypadEnter},
    {GLFW_KEY_TAB, GLFW_KEY_TAB, ImGuiKey_Tab},
    {GLFW_KEY_BACKSPACE, GLFW_KEY_BACKSPACE, ImGuiKey_Backspace},
    {GLFW_KEY_LEFT_CONTROL, GLFW_KEY_LEFT_CONTROL, ImGuiKey_LeftCtrl},
    {GLFW_KEY_RIGHT_CONTROL, GLFW_KEY_RIGHT_CONTROL, ImGuiKey_RightCtrl},
    {GLFW_KEY_LEFT_SHIFT, GLFW_KEY_LEFT_SHIFT, ImGuiKey_LeftShift},
    {GLFW_KEY_RIGHT_SHIFT, GLFW_KEY_RIGHT_SHIFT, ImGuiKey_RightShift},
    {GLFW_KEY_LEFT_ALT, GLFW_KEY_LEFT_ALT, ImGuiKey_LeftAlt},
    {GLFW_KEY_RIGHT_ALT, GLFW_KEY_RIGHT_ALT, ImGuiKey_RightAlt},
};

struct Modifier {
  int bit, left, right;  // GLFW's
  ImGuiKey to;
};
constexpr Modifier kModifiers[] = {{GLFW_MOD_CONTROL, GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL, ImGuiMod_Ctrl},
                                   {GLFW_MOD_SHIFT, GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT, ImGuiMod_Shift},
                                   {GLFW_MOD_ALT, GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT, ImGuiMod_Alt}};

// GLFW names keys by their places on a US keyboard: a key with a letter on it is that letter's.
int by_layout(int key, int scancode) {
  const char* const name = glfwGetKeyName(key, scancode);
  const bool letter = name && name[0] >= 'a' && name[0] <= 'z' && name[1] == '\0';
  return letter ? GLFW_KEY_A + (name[0] - 'a') : key;
}

// As ImGui's back end does, but with the modifiers of the event: it would ask GLFW which ones are down by now.
void hand_on(GLFWwindow*, int key, int scancode, int action, int mods) {
  ImGuiIO& io = ImGui::GetIO();
  for (const Modifier& m : kModifiers) {
    const bool itself = key == m.left || key == m.right;  // X11 has the modifiers of just before
    io.AddKeyEvent(m.to, itself ? action != GLFW_RELEASE : (mods & m.bit) != 0);
  }
  const int named = by_layout(key, scancode);
  const auto run = std::ranges::find_if(kRuns, [&](const Run& r) { return r.first <= named && named <= r.last; });
  if (action != GLFW_REPEAT && run != std::end(kRuns))
    io.AddKeyEvent(static_cast<ImGuiKey>(run->to + named - run->first), action == GLFW_PRESS);
}
#else
void hand_on(GLFWwindow* window, int key, int scancode, int action, int mods) {
  ImGui_ImplGlfw_KeyCallback(window, key, scancode, action, mods);
}
#endif

}  // namespace

KeyQueue::KeyQueue(GLFWwindow* window) : window_(window) {
  glfwSetWindowUserPointer(window, this);
  glfwSetKeyCallback(window, receive);
}

KeyQueue::~KeyQueue() {
  glfwSetKeyCallback(window_, nullptr);
  glfwSetWindowUserPointer(window_, nullptr);
}

void KeyQueue::receive(GLFWwindow* window, int key, int scancode, int action, int mods) {
  auto* queue = static_cast<KeyQueue*>(glfwGetWindowUserPointer(window));
  queue->thrown_.contain([&] { queue->events_.push_back({key, scancode, action, mods}); });
}

// A release waits behind a press: else Ctrl could be up again in the frame that sees the key pressed with it.
void KeyQueue::deliver() {
  thrown_.rethrow();
  std::set<int> changed;
  bool pressed = false;
  while (!events_.empty()) {
    const Event event = events_.front();
    if ((pressed && event.action == GLFW_RELEASE) || !changed.insert(event.key).second) return;
    pressed = pressed || event.action == GLFW_PRESS;
    events_.pop_front();
    hand_on(window_, event.key, event.scancode, event.action, event.mods);
  }
}

}  // namespace deconvlab
