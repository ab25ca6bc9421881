#include "app/gpu/gl_handle.h"

#include <glad/gl.h>

namespace deconvlab {

namespace {

// glGen*: one object's name.
template <class Generate>
GlName generated(Generate generate) {
  GlName name = 0;
  generate(1, &name);
  return name;
}

}  // namespace

void delete_buffer(GlName name) { glDeleteBuffers(1, &name); }
void delete_texture(GlName name) { glDeleteTextures(1, &name); }
void delete_program(GlName name) { glDeleteProgram(name); }
void delete_shader(GlName name) { glDeleteShader(name); }
void delete_framebuffer(GlName name) { glDeleteFramebuffers(1, &name); }

GlBuffer make_buffer() { return GlBuffer(generated(glGenBuffers)); }
GlTexture make_texture() { return GlTexture(generated(glGenTextures)); }
GlProgram make_program() { return GlProgram(glCreateProgram()); }
GlShader make_shader(unsigned int type) { return GlShader(glCreateShader(type)); }
GlFramebuffer make_framebuffer() { return GlFramebuffer(generated(glGenFramebuffers)); }

}  // namespace deconvlab
