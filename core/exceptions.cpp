#include "core/exceptions.h"

#include <new>
#include <stdexcept>

namespace deconvlab {

namespace {

Error error_of_exception() {
  try {
    throw;
  } catch (const Failure& failure) {
    return failure.error();
  } catch (const std::bad_alloc&) {
    return {ErrorCode::no_memory, {}};
  } catch (const std::length_error&) {  // a container of more elements than addresses
    return {ErrorCode::no_memory, {}};
  } catch (const std::exception& defect) {
    return {ErrorCode::defect, {defect.what()}};
  } catch (...) {
    return {ErrorCode::defect, {"?"}};
  }
}

}  // namespace

// To tell of an exception may itself want memory that is not there.
Error error_in_flight() noexcept {
  try {
    return error_of_exception();
  } catch (...) {
    return {ErrorCode::no_memory, {}};
  }
}

void ExceptionKeeper::keep(std::exception_ptr thrown) noexcept {
  const std::lock_guard lock(mutex_);
  if (!first_) first_ = std::move(thrown);
  holds_one_.store(true, std::memory_order_relaxed);
}

void ExceptionKeeper::rethrow() {
  if (!first_) return;
  holds_one_.store(false, std::memory_order_relaxed);
  std::rethrow_exception(std::exchange(first_, nullptr));
}

}  // namespace deconvlab
