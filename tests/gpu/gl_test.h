// Tests that need a GL context: without one they fail.
#pragma once

#include <gtest/gtest.h>

#include <optional>

#include "app/gpu/context.h"

namespace deconvlab::test {

// A context of its own is current as long as the test runs.
class GlTest : public testing::Test {
 protected:
  void SetUp() override {
    auto made = EglContext::make();
    ASSERT_TRUE(made) << made.error().args[0];
    context_.emplace(std::move(*made));
    current_.emplace(context_->make_current());
  }
  void TearDown() override { current_.reset(); }

 private:
  std::optional<EglContext> context_;
  std::optional<CurrentContext> current_;
};

}  // namespace deconvlab::test
