// Pictures without a window, and rasters as textures. Used while a context is current.
#pragma once

#include <cstdint>
#include <vector>

#include "app/draw/canvas.h"
#include "app/gpu/gl_handle.h"

namespace deconvlab {

// Fills the bound framebuffer; drawing goes to all of it.
void clear_frame(int width, int height, Color color);

// What was drawn into the bound framebuffer; its id is 0.
Raster read_frame(int width, int height);

// An RGBA8 picture to draw into: `bind`, draw with GL or ImGui, `read`.
class OffscreenTarget {
 public:
  OffscreenTarget(int width, int height);
  int width() const { return width_; }
  int height() const { return height_; }
  // Drawing goes here, to all of it.
  void bind() const;
  // Waits until all is drawn: nothing is swapped here, and drivers keep what they have still to draw.
  void finish() const;
  // The picture as drawn so far; its id follows from its pixels.
  Raster read() const;

 private:
  int width_ = 0;
  int height_ = 0;
  GlTexture texture_;
  GlFramebuffer framebuffer_;
};

// Textures by raster id; the one unused for longest goes when there are more than `capacity`, so that is how many rasters a frame may show.
class TextureCache {
 public:
  explicit TextureCache(std::size_t capacity = 32) : capacity_(capacity) {}
  // A texture with hard pixels (nearest), valid until `capacity` other rasters were asked for.
  GlName texture_of(const Raster& raster);
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint64_t id = 0;
    GlTexture texture;
  };
  std::size_t capacity_;
  std::vector<Entry> entries_;  // the last used one at the end
};

}  // namespace deconvlab
