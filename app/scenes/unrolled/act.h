// Where scene "unrolled" stands in its motion: from windows to rows of C, by a product to y, over the diagonal to Ct, and on to stamps.
#pragma once

#include <cstdint>

namespace deconvlab {

// Shares from 0 to 1, of an outputs' count of rows and columns.
struct Act {
  double flat = 0;      // of x's rows, that have slid into the column X
  double first = 0;     // of the first window's way into its row of C
  double rest = 0;      // of the other windows'
  double rows = 0;      // 0 to `outputs`: rows of C that have met X
  double folded = 0;    // of Y's way into the grid of y
  double mirrored = 0;  // of C's way over its diagonal
  double stamps = 0;    // 0 to `outputs`: columns of Ct that have become stamps
  double turned = 0;    // of a row of Ct's way onto the stretched y

  bool back() const { return mirrored > 0; }
  // The column of Ct that is the stamp now, and how far it has come.
  std::int64_t stamp(std::int64_t outputs) const;
  double stamp_share(std::int64_t outputs) const { return stamps - static_cast<double>(stamp(outputs)); }
};

// `lead`: the steps before the first row of C meets X, which are the window, X, the first row, the others.
Act act_of(double time, std::int64_t lead, std::int64_t outputs);
// Of things that go one after the other, the share of the n-th's own way: `all` of the whole way of `count` is done.
double share_of_nth(double all, std::int64_t n, std::int64_t count);

}  // namespace deconvlab
