// Computes lessons on a thread of its own, so that the window never waits: always the one asked for last.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "app/results.h"

namespace deconvlab {

class LessonWorker {
 public:
  // The device outlives the worker.
  explicit LessonWorker(Device& device);
  ~LessonWorker();
  LessonWorker(const LessonWorker&) = delete;
  LessonWorker& operator=(const LessonWorker&) = delete;

  // What was asked for before and has not begun is left out.
  void ask(Lesson lesson);
  struct Done {
    Lesson lesson;
    Expected<Results> results;
  };
  // The newest lesson computed since the last call.
  std::optional<Done> take();
  // Whether a lesson is being computed or waits.
  bool busy();

 private:
  void run();

  Device& device_;
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
