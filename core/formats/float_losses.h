// What numbers of a file lose where they become floats, counted so that it can be said.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace deconvlab {

// Of a number beyond a double, so that what it should be is not known; `where` is the file and line, or the option.
tl::unexpected<Error> number_too_large(const std::string& where, std::string_view text);

class FloatLosses {
 public:
  using Value = float;
  // The nearest float.
  float keep(float value) { return value; }
  float keep(double value);
  float keep(std::int64_t value);
  float keep(std::uint64_t value);
  // The same of a text's number; `where` is what to name in errors.
  // Errors: bad_number, number_too_large.
  Expected<float> keep_word(std::string_view word, const std::string& where);

  // How many finite numbers became infinite.
  std::int64_t infinite() const { return infinite_; }
  // How many numbers other than 0 became 0.
  std::int64_t vanished() const { return vanished_; }
  // How many whole numbers a float does not hold; of doubles those up to 2^53, beyond which a double counts nothing either.
  std::int64_t rounded() const { return rounded_; }
  // As Reading's notes of the file `name`, which holds `size` numbers.
  std::vector<std::string> notes(const std::string& name, std::int64_t size) const;

 private:
  float keep_text(std::string_view digits, float nearest);

  std::int64_t infinite_ = 0;
  std::int64_t vanished_ = 0;
  std::int64_t rounded_ = 0;
};

}  // namespace deconvlab
