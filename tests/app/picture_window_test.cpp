// Pictures in the window: computed beside it, chosen by name, by path and by dropping a file.
#include <chrono>
#include <filesystem>
#include <thread>

#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

class PictureWindow : public test::WindowTest {
 protected:
  // Draws until the picture asked for is computed.
  void settle() {
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      frame();
    } while (shell().computing());
    frame(3);
  }
  static std::string sample(const char* name) { return (std::filesystem::path(DECONVLAB_TESTS_DIR) / "pictures" / name).string(); }
};

TEST_F(PictureWindow, ShowsThePictureOnceItIsComputed) {
  open("picture?i=64&k=2&s=2&up=2&kernel=ones");
  settle();
  ASSERT_TRUE(shell().results());
  EXPECT_EQ(shell().results()->picture->shape().plane(), Extent::square(64));
  EXPECT_EQ(shell().ui().picture_panes.size(), 5u);
}

TEST_F(PictureWindow, TakesADroppedFileFromAnyScene) {
  open("convolution?i=5&k=3");
  shell().drop(sample("rgb.png"));  // 2 x 3: no larger than the pooling's windows
  settle();
  EXPECT_EQ(model().lesson.scene, "picture");
  ASSERT_TRUE(shell().results()) << static_cast<int>(shell().results().error().code);
  EXPECT_EQ(shell().results()->picture->shape(), (Shape{1, 3, 2, 3}));
}

TEST_F(PictureWindow, KeepsThePictureWhereTheNewOneCannotBeRead) {
  open("kernels?i=64&k=3&p=1");
  settle();
  shell().drop("nowhere.png");
  settle();
  EXPECT_EQ(model().lesson.picture, "scene");
  ASSERT_TRUE(shell().results());
  EXPECT_TRUE(shell().ui().message_is_error);
  EXPECT_NE(shell().ui().message.find("nowhere.png"), std::string::npos) << shell().ui().message;
}

TEST_F(PictureWindow, ControlOAsksForAPath) {
  open("convolution?i=5&k=3");
  key(Key::o, true);
  settle();
  EXPECT_EQ(model().lesson.scene, "picture");
  type(sample("rgb.png") + "\n");
  settle();
  EXPECT_EQ(model().lesson.picture, "scene");  // not before Enter
  key(Key::enter);
  settle();
  EXPECT_EQ(model().lesson.picture, sample("rgb.png"));
}

TEST_F(PictureWindow, ASliderOfAPoolingLessonSetsTheKernelThatLeadsBack) {
  open("unpool?i=4&k=2&s=2&up=2&kernel=ones");
  ASSERT_TRUE(has("size.up"));
  EXPECT_FALSE(has("size.d"));
  EXPECT_TRUE(has("weight.1.1"));
  EXPECT_FALSE(has("weight.2.2"));
}

}  // namespace
}  // namespace deconvlab
