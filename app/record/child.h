// Another program, started without a shell, that is given bytes at its standard input.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace deconvlab {

// Whether a program of that name is there to be started.
bool has_program(std::string_view name);

// Both ends of a pipe or a socket, closed with the object.
struct PipeEnds {
  int own = -1, others = -1;
  PipeEnds() = default;
  PipeEnds(const PipeEnds&) = delete;
  PipeEnds& operator=(const PipeEnds&) = delete;
  ~PipeEnds();
  static void close(int& end);
};

class Child {
 public:
  // What it says at its standard error is heard to its end; not of one that leaves another process behind, which keeps that open.
  enum class Words { heard, unheard };
  explicit Child(std::vector<std::string> arguments, Words words = Words::heard);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // 0 where it runs, else the errno of what kept it from that.
  int refused() const { return refused_; }
  // False when it listens no more.
  bool put(std::string_view bytes);
  // No more comes. What it said of what went wrong, "?" where it said nothing; empty where all went well.
  std::string finish();

 private:
  void start(std::vector<std::string>& arguments);

  PipeEnds bytes_, words_;
  pid_t process_ = -1;
  int refused_;
};

}  // namespace deconvlab
