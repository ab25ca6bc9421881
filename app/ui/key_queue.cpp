#include "app/ui/key_queue.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <set>

namespace deconvlab {

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
    ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, event.action, event.mods);
  }
}

}  // namespace deconvlab
