// Fonts, style and textures of the frames that a shell draws through ImGui's OpenGL back end, on screen or off it.
#pragma once

#include <string>

#include "app/draw/imgui_canvas.h"
#include "app/gpu/offscreen.h"
#include "app/ui/shell.h"

namespace deconvlab {

class FrameTarget {
 public:
  // Before a frame: rebuilds the font atlas when the scale changed and the style when the theme did. What `guides` say has its letters.
  void prepare(double scale, const std::string& theme, std::span<const Guide> guides = {});
  // One frame of the shell into the bound framebuffer of width x height real pixels.
  void draw(Shell& shell, double seconds, int width, int height, double time_of_day = 0);

 private:
  double scale_ = 0;
  std::string theme_;
  FontSet fonts_;
  TextureCache textures_;
};

}  // namespace deconvlab
