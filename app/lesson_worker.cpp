#include "app/lesson_worker.h"

#include <exception>
#include <new>
#include <utility>

namespace deconvlab {

namespace {

// A thread must not throw: what memory does not hold is an error like others.
Expected<Results> compute_safely(const Lesson& lesson, Device& device, Sources& sources) {
  try {
    return compute(lesson, device, sources);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::no_memory);
  }
}

}  // namespace

LessonWorker::LessonWorker(Device& device) : device_(device), thread_([this] { run(); }) {}

LessonWorker::~LessonWorker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void LessonWorker::ask(Lesson lesson) {
  {
    const std::lock_guard lock(mutex_);
    asked_ = std::move(lesson);
  }
  changed_.notify_one();
}

std::optional<LessonWorker::Done> LessonWorker::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(done_, std::nullopt);
}

bool LessonWorker::busy() {
  const std::lock_guard lock(mutex_);
  return working_ || asked_.has_value();
}

void LessonWorker::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ending_ || asked_; });
    if (ending_) return;
    const Lesson lesson = *std::exchange(asked_, std::nullopt);
    working_ = true;
    lock.unlock();
    auto results = compute_safely(lesson, device_, sources_);
    lock.lock();
    working_ = false;
    done_ = Done{lesson, std::move(results)};
  }
}

}  // namespace deconvlab
