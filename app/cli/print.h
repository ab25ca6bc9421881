// What the program says on standard output and standard error. Nothing here throws: what a stream refuses is kept for the end.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "core/error.h"

namespace deconvlab {

void put_out(std::string_view text);
void put_error(std::string_view text);

template <class... Args>
void print_out(fmt::format_string<Args...> text, Args&&... args) {
  put_out(fmt::format(text, std::forward<Args>(args)...));
}
// What standard error refuses is lost: there is no other place to say it.
template <class... Args>
void print_error(fmt::format_string<Args...> text, Args&&... args) {
  put_error(fmt::format(text, std::forward<Args>(args)...));
}

// Sends what was printed so far. Errors: cannot_write, with the reason of the first refusal, whenever it was.
Expected<void> flush_output();
// Whether that was because the reader has gone, as `head` goes when it has seen enough.
bool reader_has_gone();

// Before anything is opened or printed. A standard stream that is closed is opened as one that refuses, so that no file of the program's
// own takes its place; a pipe without a reader and a file that may not grow refuse, and end nothing.
void prepare_streams();
// Ends the process as a pipe without a reader ends one that has prepared nothing: without a word.
[[noreturn]] void end_by_broken_pipe();

}  // namespace deconvlab
