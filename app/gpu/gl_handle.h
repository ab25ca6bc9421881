// Owners of GL objects, one each: moved, never copied; made and destroyed while their context is current. Free of GL's headers.
#pragma once

#include <utility>

namespace deconvlab {

using GlName = unsigned int;  // GLuint; 0 names nothing

template <void (*Delete)(GlName)>
class GlHandle {
 public:
  GlHandle() = default;
  explicit GlHandle(GlName name) : name_(name) {}  // takes over the object
  GlHandle(GlHandle&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  GlHandle& operator=(GlHandle&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  ~GlHandle() {
    if (name_ != 0) Delete(name_);
  }

  GlName name() const { return name_; }
  explicit operator bool() const { return name_ != 0; }

 private:
  GlName name_ = 0;
};

void delete_buffer(GlName name);
void delete_texture(GlName name);
void delete_program(GlName name);
void delete_shader(GlName name);
void delete_framebuffer(GlName name);

using GlBuffer = GlHandle<delete_buffer>;
using GlTexture = GlHandle<delete_texture>;
using GlProgram = GlHandle<delete_program>;
using GlShader = GlHandle<delete_shader>;
using GlFramebuffer = GlHandle<delete_framebuffer>;

GlBuffer make_buffer();
GlTexture make_texture();
GlProgram make_program();
GlShader make_shader(unsigned int type);  // GL_COMPUTE_SHADER, ...
GlFramebuffer make_framebuffer();

}  // namespace deconvlab
