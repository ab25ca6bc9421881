// The worker beside the window: whatever its work throws is an error, and without a thread the work is done all the same.
#include "app/state/lesson_worker.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <new>
#include <stdexcept>
#include <thread>

#include "core/cpu/cpu_device.h"
#include "core/exceptions.h"
#include "tests/core/no_threads.h"

namespace deconvlab {
namespace {

LessonWorker::Done done_by(LessonWorker& worker, const Lesson& lesson) {
  worker.ask(lesson);
  while (true) {
    if (auto done = worker.take()) return std::move(*done);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

Error error_of(const std::function<void()>& thrower) {
  CpuDevice cpu;
  LessonWorker worker(cpu, [&](const Lesson&, Device&, Sources&) -> Expected<Results> {
    thrower();
    return fail(ErrorCode::computing);
  });
  const Error first = done_by(worker, {}).results.error();
  EXPECT_EQ(done_by(worker, {}).results.error(), first) << "the worker goes on";
  return first;
}

TEST(LessonWorker, AnythingThrownIsAnError) {
  EXPECT_EQ(error_of([] { throw std::bad_alloc(); }).code, ErrorCode::no_memory);
  EXPECT_EQ(error_of([] { throw std::length_error("vector"); }).code, ErrorCode::no_memory);
  EXPECT_EQ(error_of([] { throw std::runtime_error("reason"); }), (Error{ErrorCode::defect, {"reason"}}));
  EXPECT_EQ(error_of([] {
              throw Failure({ErrorCode::device_cannot, {"oneDNN", "it"}});
            }),
            (Error{ErrorCode::device_cannot, {"oneDNN", "it"}}));
  EXPECT_EQ(error_of([] { throw 7; }).code, ErrorCode::defect);
}

TEST(LessonWorker, ComputesOnTheCallersThreadWhereThereIsNoOther) {
  const test::NoThreads none;
  CpuDevice cpu;
  LessonWorker worker(cpu);
  const auto done = done_by(worker, {});
  ASSERT_TRUE(done.results);
  EXPECT_EQ(done.results->output, compute(Lesson())->output);
  EXPECT_FALSE(worker.busy());
}

}  // namespace
}  // namespace deconvlab
