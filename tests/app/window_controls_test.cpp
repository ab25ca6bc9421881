// The window's controls as a person uses them: sliders, fields and cells by scripted mouse and keys, on a context without a display.
#include <gmock/gmock.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

using test::WindowTest;

class WindowControls : public WindowTest {
 protected:
  Extent i() const { return model().lesson.params.i; }
  Extent k() const { return model().lesson.params.k; }
};

TEST_F(WindowControls, ASliderMovesThePictureWhileItIsDragged) {
  open("convolution?i=5&k=3");
  const Point from = middle_of("size.i");
  press(from);
  const Raster at_once = picture();
  const Extent first = i();
  move_to({from.x + 40, from.y});
  EXPECT_GT(i().h, first.h);
  EXPECT_EQ(i().h, i().w);
  EXPECT_NE(picture().id, at_once.id);
  release();
}

TEST_F(WindowControls, OneDragIsOneUndo) {
  open("convolution?i=5&k=3");
  const Point from = middle_of("size.i");
  drag(from, {from.x + 60, from.y}, 12);
  EXPECT_GT(i().h, 5);
  key(Key::z, true);
  EXPECT_EQ(i().h, 5);
  key(Key::y, true);
  EXPECT_GT(i().h, 5);
}

TEST_F(WindowControls, ATypedValueBeyondTheSliderIsKeptAndSaidWhy) {
  open("convolution?i=4&k=3");
  click("size.k.field");
  key(Key::end);
  type("0");  // 30
  EXPECT_EQ(k().h, 30);
  ASSERT_FALSE(shell().results());
  EXPECT_EQ(shell().results().error().code, ErrorCode::kernel_exceeds_input);
  EXPECT_TRUE(shell().ui().hits.empty());
  key(Key::escape);
}

TEST_F(WindowControls, RowsAndColumnsCanBeUnlinked) {
  open("convolution?i=5&k=3");
  EXPECT_FALSE(has("size.i.w"));
  click("square");
  const Point from = middle_of("size.i.w");
  drag(from, {from.x + 30, from.y});
  EXPECT_EQ(i().h, 5);
  EXPECT_GT(i().w, 5);
}

TEST_F(WindowControls, TheOutputSideOffersTheInputsThatLeadToIt) {
  open("convolution?i=5&k=3&s=2&p=1");
  click("size.o.from.0.1");
  EXPECT_EQ(i(), (Extent{6, 6}));
  click("size.o.from.0.0");
  EXPECT_EQ(i(), (Extent{5, 5}));
}

TEST_F(WindowControls, TheOutputSideCanBeDragged) {
  open("convolution?i=5&k=3&s=2&p=1");
  const Point from = middle_of("size.o");
  drag(from, {from.x + 30, from.y});
  ASSERT_TRUE(shell().results());
  EXPECT_GT(shell().results()->geometry.h.o, 3);
}

TEST_F(WindowControls, PresetsFillTheKernel) {
  open("convolution?i=5&k=3");
  click("kernel");
  click("kernel.5");  // sobel-x
  EXPECT_EQ(model().lesson.kernel.name, "sobel-x");
  EXPECT_EQ(shell().results()->trace.kernel().at({1, 2}), 2);
}

TEST_F(WindowControls, AWeightIsChangedInPlaceByDragging) {
  open("convolution?i=5&k=3&kernel=ones");
  const Point from = middle_of("weight.1.1");
  drag(from, {from.x + 26, from.y}, 13);
  const Tensor& w = shell().results()->trace.kernel();
  EXPECT_EQ(w.at({1, 1}), 4);
  EXPECT_EQ(w.at({0, 0}), 1);
  key(Key::z, true);
  EXPECT_EQ(model().lesson.kernel.name, "ones");
}

TEST_F(WindowControls, AWeightIsChangedInPlaceByTyping) {
  open("convolution?i=5&k=3&kernel=ones");
  double_click(middle_of("weight.0.2"));
  type("-2.5");
  key(Key::enter);
  EXPECT_EQ(shell().results()->trace.kernel().at({0, 2}), -2.5f);
}

TEST_F(WindowControls, AnInputCellOfThePictureIsChangedByTyping) {
  open("convolution?i=5&k=3&input=ones&kernel=ones&t=8");
  double_click(middle_of(Target::input, {0, 0}));
  type("11");
  key(Key::enter);
  EXPECT_EQ(shell().results()->trace.input().at({0, 0}), 11);
  EXPECT_EQ(shell().results()->output.at({0, 0}), 19);
}

// It is made of the input's cells; typing into it would change another one.
TEST_F(WindowControls, APooledCellIsNotTypedInto) {
  open("unpool?i=4&k=2&s=2&up=2&input=ones&kernel=ones&t=7");
  double_click(middle_of(Target::input, {1, 1}));
  EXPECT_EQ(shell().ui().edit.cell, Focus{});
  EXPECT_EQ(model().lesson.input.name, "ones");
}

TEST_F(WindowControls, WhatIsNoNumberLeavesTheCellAsItWas) {
  open("convolution?i=5&k=3&kernel=ones");
  double_click(middle_of("weight.0.0"));
  type("abc");
  key(Key::enter);
  EXPECT_EQ(model().lesson.kernel.name, "ones");
  EXPECT_TRUE(shell().ui().message_is_error);
  EXPECT_THAT(shell().ui().message, testing::HasSubstr("abc"));
}

TEST_F(WindowControls, APyTorchLineIsThatOfTheLessonsOperator) {
  open("transposed?i=3&k=3&s=2&p=1&a=1", 1920, 1200, 1.5);  // where no part of the panel folds
  click("frameworks.copy");
  EXPECT_THAT(shell().ui().message, testing::HasSubstr("y = F.conv_transpose2d(x, w, stride=2, padding=1, output_padding=1)"));
}

TEST_F(WindowControls, AnOpenListFollowsTheArrowKeys) {
  open("convolution?kernel=counting", 1920, 1200, 1.5);
  click("kernel");
  frame(2);
  key(Key::down);
  key(Key::enter);
  frame(2);
  EXPECT_EQ(model().lesson.kernel.name, "ones");
  click("kernel");
  frame(2);
  key(Key::down);
  key(Key::escape);
  frame(2);
  EXPECT_EQ(model().lesson.kernel.name, "ones");
  EXPECT_FALSE(ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel));
}

// 1280 pixels have room for the controls at 105 %, not at 120 %.
TEST_F(WindowControls, FoldingThemForALargerTextIsSaid) {
  open("convolution?i=5&k=3");
  zoom(1.05);
  EXPECT_EQ(shell().ui().message, "");
  zoom(1.2);
  EXPECT_THAT(shell().ui().message, testing::StartsWith("The controls are folded away"));
}

// What stands at the right edge and what folds is known from the frame before: a page of another size is drawn until it is right.
TEST_F(WindowControls, AnotherSizeIsDrawnUntilItStands) {
  open("convolution?i=5&k=3");
  frame(20);
  ASSERT_FALSE(shell().animating());
  zoom(1.05, 1);
  EXPECT_TRUE(shell().animating());
  while (shell().animating()) frame();
  EXPECT_NEAR(shell().ui().places.at("keys").right(), 1280 / 1.05 - 12, 4);
}

TEST_F(WindowControls, CopyPutsThePyTorchLineOnTheClipboard) {
  open("convolution?i=5&k=3&s=2&p=1");
  click("frameworks.copy");
  EXPECT_STREQ(ImGui::GetClipboardText(), "y = F.conv2d(x, w, stride=2, padding=1)");
}

// Everything that Tab walks to can be used with the keyboard; Escape gives the arrows back to the picture.
TEST_F(WindowControls, TheKeyboardWalksThroughTheControls) {
  open("convolution?i=5&k=3");
  key(Key::tab);
  EXPECT_TRUE(ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard);
  key(Key::right);
  frame(60);
  EXPECT_EQ(model().time, 0);
  key(Key::escape);
  key(Key::escape);
  key(Key::right);
  frame(60);
  EXPECT_EQ(model().time, 1);
}

TEST_F(WindowControls, TheFieldThatIsTypedIntoIsSeen) {
  open("convolution?i=5&k=3");
  const Point at = middle_of(Target::input, {2, 2});
  double_click(at);
  const Raster field = picture();
  type("123456");
  const Raster typed = picture();
  const std::size_t pixel = static_cast<std::size_t>(at.y) * field.width + static_cast<std::size_t>(at.x);
  const std::uint32_t background = 0xFFFFFFFF;
  const auto row = field.rgba.begin() + static_cast<std::ptrdiff_t>(pixel);
  EXPECT_EQ(std::count(row - 20, row + 20, background) > 0, true);
  EXPECT_NE(field.id, typed.id);
}

TEST_F(WindowControls, OnlyTheFieldsToBlameAreFramed) {
  open("convolution?i=5&k=0");
  ASSERT_FALSE(shell().results());
  const Color blame = theme_of("light").of(Role::switches).solid;
  const auto framed = [&](const std::string& id) {
    const Rect r = shell().ui().places.at(id);
    const std::uint32_t pixel = picture().rgba[static_cast<std::size_t>(r.centre().y) * 1280 + static_cast<std::size_t>(r.right() - 1)];
    return std::abs(static_cast<int>(pixel & 255) - static_cast<int>(blame.r * 255)) < 12 && ((pixel >> 16) & 255) < 160;
  };
  EXPECT_TRUE(framed("size.k.field"));
  EXPECT_FALSE(framed("size.i.field"));
}

TEST_F(WindowControls, AnAbsurdPaddingIsRefusedAtOnce) {
  open("convolution?i=5&k=3&s=15&p=3000");
  ASSERT_FALSE(shell().results());
  EXPECT_EQ(shell().results().error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace deconvlab
