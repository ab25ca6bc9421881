// Exceptions where none may pass, such as out of a thread or through a C library that calls back: kept until they may be thrown, or
// turned into errors.
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <type_traits>
#include <utility>

#include "core/error.h"

namespace deconvlab {

// An error on its way out of functions that return none.
class Failure : public std::exception {
 public:
  explicit Failure(Error error) : error_(std::move(error)) {}
  const Error& error() const { return error_; }
  const char* what() const noexcept override { return error_key(error_.code).data(); }

 private:
  Error error_;
};

// Of the exception that is being handled: that of a Failure, no_memory for what no memory holds, defect for everything else.
Error error_in_flight() noexcept;

// What work(), which gives an Expected, comes to; what it throws is its error.
template <class Work>
std::invoke_result_t<Work> without_throwing(Work&& work) noexcept {
  try {
    return std::forward<Work>(work)();
  } catch (...) {
    return tl::make_unexpected(error_in_flight());
  }
}

// Keeps the first exception of all work that it contains, on whatever thread that is.
class ExceptionKeeper {
 public:
  // Whether work() came to its end.
  template <class Work>
  bool contain(Work&& work) noexcept {
    try {
      std::forward<Work>(work)();
      return true;
    } catch (...) {
      keep(std::current_exception());
      return false;
    }
  }
  bool holds_one() const noexcept { return holds_one_.load(std::memory_order_relaxed); }
  // Throws what it holds, if anything, and holds nothing then. No work is going on.
  void rethrow();

 private:
  void keep(std::exception_ptr thrown) noexcept;

  std::mutex mutex_;
  std::exception_ptr first_;
  std::atomic<bool> holds_one_ = false;
};

}  // namespace deconvlab
