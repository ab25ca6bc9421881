#include "app/gpu/offscreen.h"

#include <glad/gl.h>

#include <algorithm>
#include <functional>
#include <string_view>

namespace deconvlab {

namespace {

// An RGBA8 texture with hard pixels; the bound texture stays what it was.
GlTexture make_image(int width, int height, const std::uint32_t* pixels) {
  GLint bound = 0;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
  GlTexture texture = make_texture();
  glBindTexture(GL_TEXTURE_2D, texture.name());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
  return texture;
}

// GL's rows go up, a raster's down.
void turn_over(std::vector<std::uint32_t>& pixels, int width, int height) {
  for (int y = 0; y < height / 2; ++y) {
    const auto row = pixels.begin() + std::ptrdiff_t{y} * width;
    std::swap_ranges(row, row + width, pixels.end() - std::ptrdiff_t{y + 1} * width);
  }
}

std::uint64_t pixels_id(const std::vector<std::uint32_t>& pixels) {
  const std::string_view bytes(reinterpret_cast<const char*>(pixels.data()), pixels.size() * sizeof(pixels[0]));
  return std::hash<std::string_view>{}(bytes);
}

}  // namespace

void clear_frame(int width, int height, Color color) {
  glViewport(0, 0, width, height);
  glClearColor(color.r, color.g, color.b, color.a);
  glClear(GL_COLOR_BUFFER_BIT);
}

Raster read_frame(int width, int height) {
  Raster raster{width, height, 0, std::vector<std::uint32_t>(static_cast<std::size_t>(width) * height)};
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, raster.rgba.data());
  turn_over(raster.rgba, width, height);
  return raster;
}

OffscreenTarget::OffscreenTarget(int width, int height)
    : width_(width), height_(height), texture_(make_image(width, height, nullptr)), framebuffer_(make_framebuffer()) {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.name(), 0);
}

void OffscreenTarget::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glViewport(0, 0, width_, height_);
}

void OffscreenTarget::finish() const { glFinish(); }

Raster OffscreenTarget::read() const {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.name());
  Raster raster = read_frame(width_, height_);
  raster.id = pixels_id(raster.rgba);
  return raster;
}

GlName TextureCache::texture_of(const Raster& raster) {
  const auto known = std::ranges::find(entries_, raster.id, &Entry::id);
  if (known != entries_.end()) {
    std::rotate(known, known + 1, entries_.end());
  } else {
    if (entries_.size() >= capacity_) entries_.erase(entries_.begin());
    entries_.push_back({raster.id, make_image(raster.width, raster.height, raster.rgba.data())});
  }
  return entries_.back().texture.name();
}

}  // namespace deconvlab
