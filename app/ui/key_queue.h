// Keys on their way from GLFW to ImGui: a key that goes down and up between two frames would be lost where only its state counts.
#pragma once

#include <deque>

#include "core/exceptions.h"

struct GLFWwindow;

namespace deconvlab {

class KeyQueue {
 public:
  // Takes the place of the key callback that ImGui's back end has installed in the window. Lives as long as the window's loop.
  explicit KeyQueue(GLFWwindow* window);
  ~KeyQueue();
  KeyQueue(const KeyQueue&) = delete;
  KeyQueue& operator=(const KeyQueue&) = delete;

  // Before a frame: hands on what came in, in order, as far as one frame can see all of it.
  void deliver();
  bool empty() const { return events_.empty(); }

 private:
  struct Event {
    int key, scancode, action, mods;
  };
  static void receive(GLFWwindow* window, int key, int scancode, int action, int mods);

  GLFWwindow* window_;
  std::deque<Event> events_;
  ExceptionKeeper thrown_;  // while GLFW called
};

}  // namespace deconvlab
