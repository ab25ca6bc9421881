// Contexts that take turns, pictures without a window, and the texture cache.
#include "app/gpu/context.h"

#include <glad/gl.h>
#include <gmock/gmock.h>

#include "app/gpu/offscreen.h"
#include "gl_test.h"

namespace deconvlab {
namespace {

using testing::Each;

// Marks a context by its viewport's width.
void mark(int width) { glViewport(0, 0, width, 1); }
int marked() {
  GLint box[4] = {};
  glGetIntegerv(GL_VIEWPORT, box);
  return box[2];
}

TEST(Contexts, NestAndComeBack) {
  const auto outer = EglContext::make();
  const auto inner = EglContext::make();
  ASSERT_TRUE(outer && inner);
  EXPECT_EQ(glGetString(GL_RENDERER), nullptr);
  {
    const CurrentContext first = outer->make_current();
    mark(11);
    {
      const CurrentContext second = inner->make_current();
      mark(22);
      const CurrentContext third = outer->make_current();
      EXPECT_EQ(marked(), 11);
    }
    EXPECT_EQ(marked(), 11);
    CurrentContext second = inner->make_current();
    EXPECT_EQ(marked(), 22);
    const CurrentContext moved = std::move(second);
    EXPECT_EQ(marked(), 22);
  }
  EXPECT_EQ(glGetString(GL_RENDERER), nullptr);
}

using Offscreen = test::GlTest;

TEST_F(Offscreen, ReadsWhatWasDrawnFromTheTop) {
  OffscreenTarget target(3, 2);
  target.bind();
  glClearColor(1, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  EXPECT_THAT(target.read().rgba, Each(0xff0000ffu));
  const std::uint64_t red = target.read().id;
  glEnable(GL_SCISSOR_TEST);
  glScissor(0, 1, 1, 1);  // GL's upper row
  glClearColor(0, 0, 1, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  const Raster raster = target.read();
  EXPECT_EQ(raster.rgba, (std::vector<std::uint32_t>{0xffff0000, 0xff0000ff, 0xff0000ff, 0xff0000ff, 0xff0000ff, 0xff0000ff}));
  EXPECT_NE(raster.id, red);
  EXPECT_EQ(target.read().id, raster.id);
}

TEST_F(Offscreen, TargetsDoNotMix) {
  const OffscreenTarget one(2, 2);
  const OffscreenTarget other(4, 1);
  const OffscreenTarget* targets[] = {&one, &other};
  for (const OffscreenTarget* target : targets) {
    target->bind();
    glClearColor(0, target == &one ? 1.0f : 0.0f, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  EXPECT_THAT(one.read().rgba, Each(0xff00ff00u));
  EXPECT_THAT(other.read().rgba, Each(0xff000000u));
  EXPECT_EQ(other.read().rgba.size(), 4u);
}

Raster raster_of(std::uint64_t id) { return {2, 1, id, {static_cast<std::uint32_t>(id), 0xffffffffu}}; }

std::vector<std::uint32_t> pixels_of(GlName texture) {
  std::vector<std::uint32_t> pixels(2);
  glBindTexture(GL_TEXTURE_2D, texture);
  glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  glBindTexture(GL_TEXTURE_2D, 0);
  return pixels;
}

TEST_F(Offscreen, TheCacheMakesATextureOfEachId) {
  TextureCache cache(3);
  const GlName first = cache.texture_of(raster_of(1));
  EXPECT_EQ(cache.texture_of(raster_of(1)), first);
  EXPECT_NE(cache.texture_of(raster_of(2)), first);
  EXPECT_EQ(pixels_of(first), raster_of(1).rgba);
  EXPECT_EQ(pixels_of(cache.texture_of(raster_of(2))), raster_of(2).rgba);
  EXPECT_EQ(cache.size(), 2u);
}

TEST_F(Offscreen, TheCacheDropsWhatWasUnusedForLongest) {
  TextureCache cache(2);
  const GlName first = cache.texture_of(raster_of(1));
  const GlName second = cache.texture_of(raster_of(2));
  cache.texture_of(raster_of(1));
  cache.texture_of(raster_of(3));
  EXPECT_EQ(cache.size(), 2u);
  EXPECT_TRUE(glIsTexture(first));
  EXPECT_EQ(cache.texture_of(raster_of(1)), first);
  EXPECT_TRUE(glIsTexture(second) == GL_FALSE || pixels_of(second) == raster_of(3).rgba) << "its name is free again";
}

TEST_F(Offscreen, TheCacheLeavesTheBoundTexture) {
  TextureCache cache;
  const GlTexture mine = make_texture();
  glBindTexture(GL_TEXTURE_2D, mine.name());
  cache.texture_of(raster_of(5));
  GLint bound = 0;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
  EXPECT_EQ(static_cast<GlName>(bound), mine.name());
}

TEST_F(Offscreen, HandlesDeleteWhatTheyOwnOnce) {
  GlName name = 0;
  {
    GlBuffer buffer = make_buffer();
    name = buffer.name();
    glBindBuffer(GL_ARRAY_BUFFER, name);
    const GlBuffer moved = std::move(buffer);
    EXPECT_EQ(moved.name(), name);
    EXPECT_TRUE(glIsBuffer(name));
  }
  EXPECT_FALSE(glIsBuffer(name));
}

}  // namespace
}  // namespace deconvlab
