// Options that several subcommands share, and how their texts become values.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "core/error.h"
#include "core/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// -i -k -s -p -d --flip, as typed: CLI11 does not judge numbers, so that the errors are the program's own sentences.
struct GeometryOptions {
  std::string i, k, s, p, d;
  bool flip = false;

  void add_to(CLI::App& app);
  // What is given takes the place of `base`. Errors: not_an_integer, too_large.
  Expected<Params> over(const Params& base) const;
  // Sizes that are not given follow from `input` and `kernel`, if those are not empty. Errors: missing_option as well.
  Expected<Params> params(Extent input = {}, Extent kernel = {}) const;
};

// Errors: not_an_integer, too_large.
Expected<std::int64_t> parse_integer(const std::string& name, const std::string& text);
// "5" or "5x3" (rows x columns). Errors: not_an_integer.
Expected<Extent> parse_extent(const std::string& name, const std::string& text);

// A name of the table (with `size`) or an array's file; a name may carry a seed: "random:7".
Expected<Tensor> load_kernel(const std::string& name_or_file, Extent size);
Expected<Tensor> load_input(const std::string& name_or_file, Extent size);
// The sides of a kernel that a file holds; empty for a name.
Expected<Extent> sides_of(const std::string& name_or_file);

}  // namespace deconvlab
