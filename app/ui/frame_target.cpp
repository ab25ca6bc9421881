#include "app/ui/frame_target.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "app/ui/widgets/style.h"

namespace deconvlab {

void FrameTarget::prepare(double scale, const std::string& theme, std::span<const Guide> guides) {
  ImGuiIO& io = ImGui::GetIO();
  if (scale != scale_) {
    fonts_ = build_fonts(*io.Fonts, scale, all_window_text(guides));
    io.FontDefault = font_for(fonts_, Weight::regular, 15 * scale);
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
  if (scale != scale_ || theme != theme_) apply_style(ImGui::GetStyle(), theme_of(theme), scale);
  scale_ = scale;
  theme_ = theme;
}

void FrameTarget::draw(Shell& shell, double seconds, int width, int height, double time_of_day) {
  const auto texture = [this](const Raster& raster) { return reinterpret_cast<ImTextureID>(std::intptr_t{textures_.texture_of(raster)}); };
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  shell.frame({fonts_, scale_, texture, time_of_day}, seconds);
  ImGui::Render();
  const Color background = theme_of(shell.model().theme).background;
  clear_frame(width, height, background);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (shell.frame_due()) shell.keep_frame(read_frame(width, height), scale_);
}

}  // namespace deconvlab
