// Computes lessons on a thread of its own, so that the window never waits: always the one asked for last. Where the system gives no thread
// the window does wait.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/lessons/kind.h"
#include "app/lessons/sources.h"

namespace deconvlab {

class LessonWorker {
 public:
  // What becomes of a lesson. Whatever it throws is the lesson's error.
  using Work = std::function<Expected<Results>(const Lesson&, Device&, Sources&)>;
  // The device outlives the worker.
  explicit LessonWorker(
      Device& device, Work work = [](const Lesson& l, Device& d, Sources& s) { return compute(l, d, s); });
  ~LessonWorker();
  LessonWorker(const LessonWorker&) = delete;
  LessonWorker& operator=(const LessonWorker&) = delete;

  // What was asked for before and has not begun is left out.
  void ask(Lesson lesson);
  struct Done {
    Lesson lesson;
    Expected<Results> results = fail(ErrorCode::computing);
  };
  // The newest lesson computed since the last call.
  std::optional<Done> take();
  // Whether a lesson is being computed or waits.
  bool busy();

 private:
  void run();
  void compute_asked();

  Device& device_;
  Work work_;
  Sources sources_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Lesson> asked_;
  std::optional<Done> done_;
  bool working_ = false;
  bool ending_ = false;
  std::thread thread_;  // the last one: it uses all the others
};

}  // namespace deconvlab
