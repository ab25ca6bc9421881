// What parallel_for promises when bodies throw and when the system gives no threads; exceptions as errors.
#include "core/parallel.h"

#include <gmock/gmock.h>

#include <atomic>
#include <new>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

#include "core/exceptions.h"
#include "tests/core/no_threads.h"

namespace deconvlab {
namespace {

constexpr std::int64_t kWorthThreads = 1'000'000'000;

TEST(ParallelFor, CallsEveryBodyOnce) {
  std::vector<int> calls(1000);
  parallel_for(1000, kWorthThreads, [&](std::int64_t n) { ++calls[static_cast<std::size_t>(n)]; });
  EXPECT_THAT(calls, testing::Each(1));
}

// Whichever share the body is in: the caller's own, the last one, several.
TEST(ParallelFor, ABodysExceptionIsThrownToTheCaller) {
  for (const std::int64_t bad : {0, 500, 999}) {
    const auto run = [&] {
      parallel_for(1000, kWorthThreads, [&](std::int64_t n) {
        if (n == bad) throw std::out_of_range("body");
      });
    };
    EXPECT_THROW(run(), std::out_of_range) << bad;
  }
  EXPECT_THROW(parallel_for(1000, kWorthThreads, [](std::int64_t) { throw std::bad_alloc(); }), std::bad_alloc);
  EXPECT_THROW(parallel_for(1000, 0, [](std::int64_t) { throw std::bad_alloc(); }), std::bad_alloc);
}

TEST(ParallelFor, NoBodyRunsWhenTheCallerHasTheException) {
  std::atomic<int> running = 0;
  const auto body = [&](std::int64_t n) {
    ++running;
    if (n == 0) {
      --running;
      throw std::runtime_error("first");
    }
    std::this_thread::yield();
    --running;
  };
  EXPECT_THROW(parallel_for(100, kWorthThreads, body), std::runtime_error);
  EXPECT_EQ(running, 0);
}

TEST(ParallelFor, OneWithinAnotherHandsItsExceptionOn) {
  const auto run = [] {
    parallel_for(4, kWorthThreads, [](std::int64_t) { parallel_for(4, kWorthThreads, [](std::int64_t) { throw std::bad_alloc(); }); });
  };
  EXPECT_THROW(run(), std::bad_alloc);
  std::atomic<int> calls = 0;
  parallel_for(100, kWorthThreads, [&](std::int64_t) { ++calls; });  // the threads' marks are as they were
  EXPECT_EQ(calls, 100);
}

TEST(ParallelFor, DoesItsWorkWhereTheSystemGivesNoThreads) {
  const test::NoThreads none;
#ifndef __SANITIZE_ADDRESS__  // it starts threads with stacks of its own choice
  EXPECT_THROW(std::thread([] {}).join(), std::system_error);
#endif
  std::vector<int> calls(1000);
  parallel_for(1000, kWorthThreads, [&](std::int64_t n) { ++calls[static_cast<std::size_t>(n)]; });
  EXPECT_THAT(calls, testing::Each(1));
  EXPECT_THROW(parallel_for(1000, kWorthThreads, [](std::int64_t) { throw std::out_of_range("body"); }), std::out_of_range);
}

template <class Exception>
Error error_from(const Exception& exception) {
  return without_throwing([&]() -> Expected<void> { throw exception; }).error();
}

TEST(Exceptions, AreErrors) {
  EXPECT_EQ(error_from(std::bad_alloc()), (Error{ErrorCode::no_memory, {}}));
  EXPECT_EQ(error_from(std::length_error("vector")), (Error{ErrorCode::no_memory, {}}));
  EXPECT_EQ(error_from(std::runtime_error("reason")), (Error{ErrorCode::defect, {"reason"}}));
  EXPECT_EQ(error_from(7), (Error{ErrorCode::defect, {"?"}}));
  const Error own{ErrorCode::device_cannot, {"GPU", "conv"}};
  EXPECT_EQ(error_from(Failure(own)), own);
}

TEST(Exceptions, WhatReturnsIsAsItWas) {
  EXPECT_EQ(*without_throwing([]() -> Expected<int> { return 7; }), 7);
  EXPECT_EQ(without_throwing([]() -> Expected<int> { return fail(ErrorCode::negative, "p", -1); }).error().code, ErrorCode::negative);
}

TEST(ExceptionKeeper, KeepsTheFirstAndThrowsItOnce) {
  ExceptionKeeper keeper;
  EXPECT_TRUE(keeper.contain([] {}));
  EXPECT_FALSE(keeper.holds_one());
  EXPECT_FALSE(keeper.contain([] { throw std::out_of_range("first"); }));
  EXPECT_FALSE(keeper.contain([] { throw std::bad_alloc(); }));
  EXPECT_TRUE(keeper.holds_one());
  EXPECT_THROW(keeper.rethrow(), std::out_of_range);
  EXPECT_NO_THROW(keeper.rethrow());
}

}  // namespace
}  // namespace deconvlab
