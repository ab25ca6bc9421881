#include "app/state/lesson_worker.h"

#include <system_error>
#include <utility>

#include "core/exceptions.h"

namespace deconvlab {

LessonWorker::LessonWorker(Device& device, Work work) : device_(device), work_(std::move(work)) {
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {  // without one, ask() computes
  }
}

LessonWorker::~LessonWorker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LessonWorker::ask(Lesson lesson) {
  {
    const std::lock_guard lock(mutex_);
    asked_ = std::move(lesson);
  }
  if (!thread_.joinable()) return compute_asked();
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
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return ending_ || asked_; });
      if (ending_) return;
    }
    compute_asked();
  }
}

// Nothing here throws on the worker's thread: a lesson is moved, not copied.
void LessonWorker::compute_asked() {
  std::unique_lock lock(mutex_);
  Done done{std::move(*asked_)};
  asked_.reset();
  working_ = true;
  lock.unlock();
  done.results = without_throwing([&] { return work_(done.lesson, device_, sources_); });
  lock.lock();
  working_ = false;
  done_ = std::move(done);
}

}  // namespace deconvlab
