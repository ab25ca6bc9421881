// A matrix with every feature, and what a format writes of one.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/formats/each_format.h"
#include "folder.h"
#include "support.h"

namespace deconvlab::test {

// (3,2,1,0) with the kernel 1 2 / 3 4: the smallest matrix with every feature.
struct Small {
  Geometry g = sizes(square(3, 2, 1, 0));
  Tensor w = Tensor::plane({2, 2}, {1, 2, 3, 4});
  Csr c = build_matrix(g, w, Side::c).value();
  Csr ct = build_matrix(g, w, Side::c_transposed).value();
};

inline std::string written(const MatrixFile& file, const std::string& name) {
  const Folder folder;
  EXPECT_TRUE(write_matrix(file, folder / name));
  return bytes_in(folder / name);
}

}  // namespace deconvlab::test
