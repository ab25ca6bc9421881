// conv-transpose, zero-insert and crop from the command line.
#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Transposed = test::CliTest;

TEST_F(Transposed, SizesFillInTheFormula) {
  const std::string odd = does("sizes conv-transpose -i 3 -k 3 -s 2 -p 1 -a 1").out;
  EXPECT_THAT(odd, HasSubstr("o' = s (i' - 1) + a + k_eff - 2p = 2*(3 - 1) + 1 + 3 - 2*1 = 6 "));
  EXPECT_THAT(odd, HasSubstr("stretched: s (i' - 1) + 1 + a = 2*2 + 1 + 1 = 6\n"));
  EXPECT_THAT(odd, HasSubstr("p' = d (k - 1) - p = 1*2 - 1 = 1\n"));
  const std::string waste = does("sizes conv-transpose -i 3 -k 3 -s 2 -p 1").out;
  EXPECT_THAT(waste, HasSubstr("direct convolution 225, 49 of them with real values, wasted 176 (78.2 %)\n"));
  EXPECT_THAT(waste, HasSubstr("Ct: 25 x 9, 49 nonzeros\n"));
  EXPECT_THAT(does("sizes conv-transpose -i 6 -k 4 -s 3 -p 5").out, HasSubstr("= -2 (crop)\n"));
}

TEST_F(Transposed, SameAndValidTakeTheOutputWanted) {
  const std::string same = does("sizes conv-transpose -i 39x12 -k 4 -s 2 --same").out;
  EXPECT_THAT(same, HasSubstr("2*(39 - 1) + 0 + 4 - 2*1 = 78 "));
  EXPECT_THAT(same, HasSubstr("2*(12 - 1) + 0 + 4 - 2*1 = 24 "));
  EXPECT_THAT(does("sizes conv-transpose -i 39 -k 4 -s 2 --same --output 77").out,
              HasSubstr("- p_begin - p_end = 2*(39 - 1) + 0 + 4 - 1 - 2 = 77 "));
  EXPECT_THAT(does("sizes conv-transpose -i 3 -k 1 -s 2 --valid").out, HasSubstr("2*(3 - 1) + 1 + 1 - 2*0 = 6 "));
  EXPECT_THAT(does("sizes conv-transpose -i 6 -k 5 -s 3 -p 2 --output 17x18").out, HasSubstr("3*(6 - 1) + 2 + 5 - 2*2 = 18 "));
  EXPECT_THAT(does("sizes conv -i 5 -k 2 --same").out, HasSubstr("floor((5 + 0 + 1 - 2) / 1) + 1 = 5 "));
}

TEST_F(Transposed, RefusesWithTheNumbers) {
  refuses("sizes conv-transpose -i 3 -k 3 -s 2 -p 1 -a 2", "a = 2 (h) must be less than the larger of stride 2 and dilation 1: at most 1");
  refuses("sizes conv-transpose -i 3 -k 3 -a 1", "only 0 is possible");
  refuses("sizes conv-transpose -i 39 -k 4 -s 2 --same --output 80", "from 80 (h) to 39: the output sizes that would do are 77 to 78");
  refuses("sizes conv-transpose -i 2 -k 3 -s 2 -p 4", "2*(2 - 1) + 0 + 3 - 8 = -3");
  refuses("sizes conv-transpose -i 3 -k 3 --same -p 1",
          "--same and -p exclude each other: leave one of them out; `deconvlab sizes --help` tells more.");
  refuses("sizes conv-transpose -i 3 -k 3 -s 2 --valid -a 1", "--valid and -a exclude each other");
  refuses("sizes conv-transpose -i 3 -k 3 -s 2 --output 6 -a 1", "--output and -a exclude each other");
  refuses("sizes conv -i 5 -k 3 -a 1", "conv takes no -a");
  refuses("sizes conv -i 5 -k 3 --output 3", "conv takes no --output");
  refuses("apply conv --input ones -i 5 -k 3 --groups 0 -o y.npy", "groups must be at least 1");
  refuses("sizes crop -i 10 -p 4 --output 8", "8 cells from offset 4 on (h) do not lie within the input of 10");
  refuses("matrix conv-kernel-grad -i 4 -k 3 -o C.csv", "There is no operator with a matrix named");
  refuses("apply zero-insert -i 2 --input ones --kernel ones -o y.csv", "zero-insert takes no --kernel");
}

TEST_F(Transposed, MatrixIsTheOtherOnesTranspose) {
  does("matrix conv-transpose -i 3 -k 3 -s 2 -p 1 -a 1 -o t.csv");
  does("matrix conv -i 6 -k 3 -s 2 -p 1 --transpose -o c.csv");
  EXPECT_EQ(read("t.csv"), read("c.csv"));
  does("matrix conv-transpose -i 3 -k 3 -s 2 -p 1 -a 1 --transpose -o tt.csv");
  does("matrix -i 6 -k 3 -s 2 -p 1 -o cc.csv");
  EXPECT_EQ(read("tt.csv"), read("cc.csv"));
  does("matrix zero-insert -i 1x2 -s 1x2 -a 0x1 -o z.csv");
  EXPECT_EQ(read("z.csv"), "1,0\n0,0\n0,1\n0,0\n");
}

TEST_F(Transposed, ApplyComputesWorkedNumbers) {
  does("apply conv-transpose -i 1 -k 3 -s 2 -p 1 -a 1 --input ones --kernel counting --device cpu -o y.csv");
  EXPECT_EQ(read("y.csv"), "5,6\n8,9\n");
  write("x.csv", "0,1\n2,3\n");
  does("apply conv-transpose --input x.csv --kernel x.csv -o t.csv");
  EXPECT_EQ(read("t.csv"), "0,0,1\n0,4,6\n4,12,9\n");
  does("apply zero-insert --input x.csv -s 2 -a 1 -o z.csv");
  EXPECT_EQ(read("z.csv"), "0,0,1,0\n0,0,0,0\n2,0,3,0\n0,0,0,0\n");
  does("apply crop --input z.csv -p 1 --output 2x3 -o k.csv");
  EXPECT_EQ(read("k.csv"), "0,0,0\n0,3,0\n");
}

TEST_F(Transposed, StepsOfEachView) {
  const std::string run = "steps conv-transpose -i 1 -k 2 -s 1 -p 0 --input ones --view ";
  does(run + "gather -o g.csv");
  EXPECT_THAT(read("g.csv"), HasSubstr("\n3,1,1,1,1,0,0,0,0,1,4,4,4\n"));
  does(run + "scatter -o s.csv");
  EXPECT_THAT(read("s.csv"), HasSubstr("\n0,0,0,1,1,0,1,0,0,2,3,3\n"));
  does(run + "direct -o d.csv");
  EXPECT_THAT(read("d.csv"), HasSubstr("\n0,0,0,-1,-1,padding,1,1,0,4,0,0\n"));
  EXPECT_THAT(read("d.csv"), HasSubstr("\n0,0,0,0,0,cell,0,0,1,1,1,1\n"));
  does(run + "direct -o d.json");
  EXPECT_THAT(read("d.json"), HasSubstr("\"op\": \"conv-transpose\", "));
  does("steps zero-insert -i 1x2 -s 1x2 --input ones -o z.csv");
  EXPECT_THAT(read("z.csv"), HasSubstr("\n2,0,2,0,0,0,1,0,1,1,1,1,1\n"));
  refuses("steps conv -i 4 -k 3 --view direct -o c.csv", "conv takes no --view");
  refuses("steps conv-transpose -i 4 -k 3 --view sideways -o c.csv", "There is no view named \"sideways\"");
}

}  // namespace
}  // namespace deconvlab
