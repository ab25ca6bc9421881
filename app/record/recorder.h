// What the window shows while someone works with it, as a film: its frames come when they are made and are kept out of memory.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/record/figure.h"
#include "app/record/spool.h"

namespace deconvlab {

// The mouse in a frame, which has no pointer of its own: in pixels, `scale` of them each that the pointer is made of.
struct Pointer {
  Point at;
  double scale = 1;
  bool pressed = false;
};

// What was recorded; a film of it can be made any number of times. Where the window changed its size its picture is fitted into the first.
struct Recorded {
  Spool frames;
  std::int64_t count = 0;
  double per_second = 30;
  int width = 0, height = 0;
  std::string link = {}, title = {}, language = {};

  double seconds() const { return static_cast<double>(count) / per_second; }
};
Film film_of(std::shared_ptr<const Recorded> recording);

class Recorder {
 public:
  explicit Recorder(double per_second = 30);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  // So much more time has passed; whether a picture is due.
  bool pass(double seconds);
  double seconds() const { return seconds_; }
  // The picture of now. Never waits: where the one before is still being kept, it is dropped, and another one is due.
  void put(Raster picture, const std::optional<Pointer>& pointer);
  // No more comes; waits for what is being kept. Null where nothing came, or where the system refused to keep it.
  std::shared_ptr<Recorded> finish();

 private:
  struct Frame {
    std::int64_t number;
    Raster picture;
    std::optional<Pointer> pointer;
  };
  void run();
  bool keep(Frame frame);

  std::shared_ptr<Recorded> recording_;
  double seconds_ = 0;
  std::int64_t next_ = 0;  // the first frame without a picture
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Frame> waiting_;
  bool ended_ = false, refused_ = false;
  Raster before_;
  std::thread keeper_;
};

}  // namespace deconvlab
