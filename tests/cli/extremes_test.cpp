// The program at its limits: little memory, numbers at the edges of floats.
#include <algorithm>

#include "cli_test.h"

namespace deconvlab::test {
namespace {

class Extremes : public CliTest {
 protected:
  // One sentence and exit 2, whichever allocation of whichever thread and library is refused; with more memory it may come further.
  void expect_told(std::int64_t megabytes, std::string_view arguments) {
    const Outcome outcome = run_within(megabytes << 20, arguments);
    EXPECT_EQ(outcome.status, 2) << megabytes << " MiB: " << outcome.err;
    EXPECT_EQ(outcome.err, "The machine has not enough memory for this request.\n") << megabytes << " MiB";
  }
};

// AddressSanitizer itself needs more addresses than a limit leaves.
#ifndef __SANITIZE_ADDRESS__
TEST_F(Extremes, TrainingWithoutMemoryIsToldInASentence) {
  for (const std::int64_t megabytes : {500, 800}) expect_told(megabytes, "train segment --side 2048 --steps 1 -o w.npz");
  EXPECT_TRUE(files().empty());
}
#endif

TEST_F(Extremes, LinksWithNumbersThatAreNotFiniteAreRefused) {
  refuses("render deconvlab:imitate?i=2&input=own:2x2:1,2,3,nan -o q.png", "input=own:2x2:1,2,3,nan");
  refuses("render deconvlab:convolution?i=1&k=1&kernel=own:1x1:-inf -o q.png", "kernel=own:1x1:-inf");
}

TEST_F(Extremes, PagesOfTheLargestNumbersAreDrawn) {
  for (const char* link :
       {"imitate?i=4&up=4&input=own:4:3e38,-3e38,1e-45,-0,3e38,1,2,3,-3e38,4,5,6,3e38,7,8,9",
        "imitate?i=2&k=2&s=2&up=2&input=own:2:1,2,3,3e38", "convolution?i=2&k=2&input=own:2:3e38,3e38,1,1&kernel=own:2:2,2,2,2"}) {
    does(std::string("render deconvlab:") + link + " --size 640x360 -o q.png");
    EXPECT_TRUE(exists("q.png")) << link;
  }
}

}  // namespace
}  // namespace deconvlab::test
