// What people have is read: text, nested lists, halves, Matrix Market, numbers typed in, one array of several, other orders of axes; and
// whatever is not read as it was is said, once.
#include <fmt/format.h>

#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Reading = test::CliTest;

// A .npy of version 1.
std::string npy(std::string_view dtype, std::string_view shape, std::string_view data) {
  const std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}\n", dtype, shape);
  std::string bytes("\x93NUMPY\x01\0", 8);
  return bytes.append({static_cast<char>(header.size()), '\0'}).append(header).append(data);
}

template <class T>
std::string raw(std::initializer_list<T> values) {
  return {reinterpret_cast<const char*>(values.begin()), values.size() * sizeof(T)};
}

TEST_F(Reading, TextListsHalvesAndMatrixMarket) {
  write("x.txt", "# rows of columns\n1 2 3\n4 5 6\n");
  write("x.json", "[[1,2,3],[4,5,6]]");
  write("x.mtx", "%%MatrixMarket matrix coordinate integer general\n2 3 6\n1 1 1\n1 2 2\n1 3 3\n2 1 4\n2 2 5\n2 3 6\n");
  write("x.npy", npy("<f2", "(2, 3)", raw<std::uint16_t>({0x3C00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600})));
  for (const char* name : {"x.txt", "x.json", "x.mtx", "x.npy"}) {
    does(fmt::format("apply conv --input {} --kernel ones -k 1 -o y.csv --device cpu", name));
    EXPECT_EQ(read("y.csv"), "1,2,3\n4,5,6\n") << name;
    does(fmt::format("matrix -i 3x4 --kernel {} -o C.csv", name));
    EXPECT_EQ(read("C.csv").substr(0, 24), "1,2,3,0,4,5,6,0,0,0,0,0\n") << name;
  }
  write("deep.json", "[[[1,2],[3,4]],[[5,6],[7,8]]]");
  does("apply conv --input deep.json --kernel ones -k 2 -o y.json --device cpu");
  EXPECT_EQ(read("y.json"), "{\"shape\":[2,1,1]\n,\"data\":[10,26]\n}\n");
}

TEST_F(Reading, NumbersTypedIn) {
  does({"apply", "conv", "--input", "1 2 3; 4 5 6; 7 8 9", "--kernel", "1 0; 0 1", "-o", "y.csv", "--device", "cpu"});
  EXPECT_EQ(read("y.csv"), "6,8\n12,14\n");
  does({"matrix", "-i", "3", "--kernel", "[[1, -2], [5e0, 4]]", "-o", "C.csv"});
  EXPECT_EQ(read("C.csv").substr(0, 19), "1,-2,0,5,4,0,0,0,0\n");
  does("steps conv --input 2 --kernel -3 -o s.csv");
  EXPECT_THAT(read("s.csv"), testing::EndsWith("0,0,0,0,0,0,0,0,0,2,-3,-6,-6\n"));
  does({"render", "convolution", "--size", "320x180", "--input", "1,2,3\n4,5,6\n7,8,9", "--kernel", "1 0;0 1;", "-o", "typed.png"});
  does("render deconvlab:convolution?i=3&k=2&input=own:3:1,2,3,4,5,6,7,8,9&kernel=own:2:1,0,0,1 --size 320x180 -o link.png");
  EXPECT_EQ(read("typed.png"), read("link.png"));
  does({"compare", "zone-plate", "-i", "16", "--size", "320x360", "--up", "2", "--kernel", "1 1; 1 1", "-o", "sheet.png"});
}

TEST_F(Reading, NumbersTypedInWrongAreNamed) {
  const auto kernel = [&](const char* text, const char* part) { refuses({"matrix", "-i", "4", "--kernel", text, "-o", "C.csv"}, part); };
  kernel("1 2 x; 3 4 5", "--kernel:1: \"x\" is not a number.");
  kernel("1 2; 3", "--kernel cannot be read: row 2 has 1 number and the first 2.");
  kernel("[[1,2],[3]]",
         "--kernel is not a usable .json file: a list of length 1 stands where length 2 is needed: rows must be equally long.");
  kernel("1 2; 3 1e999", "--kernel:2 cannot be read: 1e999 is beyond the largest number there is, 1.8e+308.");
}

TEST_F(Reading, FilesWithBlanksInTheirNamesAreFiles) {
  write("2 by 2.csv", "1,2\n3,4\n");
  does({"apply", "conv", "--input", "2 by 2.csv", "--kernel", "2", "-o", "y.csv", "--device", "cpu"});
  EXPECT_EQ(read("y.csv"), "2,4\n6,8\n");
  refuses({"apply", "conv", "--input", "3 by 3.csv", "--kernel", "2", "-o", "y.csv"},
          "3 by 3.csv cannot be read: No such file or directory.");
}

TEST_F(Reading, OneArrayOfSeveralIsNamed) {
  const NamedArray arrays[] = {{"conv1.weight", Tensor::plane({1, 2}, {1, 2})}, {"conv2.weight", Tensor::plane({1, 2}, {3, 4})}};
  ASSERT_TRUE(write_named_arrays(arrays, at("w.npz")));
  refuses("matrix -i 2 --kernel w.npz -o C.csv",
          "w.npz cannot be read: it holds 2 arrays, conv1.weight, conv2.weight: name one of them, such as w.npz:conv1.weight.");
  refuses("apply conv --input w.npz -k 1 -o y.csv", "w.npz cannot be read: it holds 2 arrays");
  refuses("matrix -i 2 --kernel w.npz:conv3 -o C.csv", "There is no array named \"conv3\"; there are: conv1.weight, conv2.weight.");
  does("matrix -i 1x2 --kernel w.npz:conv2.weight -o C.csv");
  EXPECT_EQ(read("C.csv"), "3,4\n");
}

TEST_F(Reading, WhatFloatsDoNotHoldIsSaidOnce) {
  write("big.npy", npy("<f8", "(1, 3)", raw<double>({1e300, -1e300, 1})));
  write("whole.csv", "16777217,16777218,3\n");
  const std::string conv = "apply conv --kernel ones -k 1 -o y.npy --device cpu --input ";
  warns(conv + "big.npy", "big.npy: numbers too large for float32, beyond 3.4e38, became infinite: 2 of 3.");
  warns(conv + "whole.csv", "whole.csv: whole numbers beyond 16777216 that float32 does not hold were rounded: 1 of 3.");
  warns("matrix -i 3 --kernel whole.csv -o C.npz", "whole.csv: whole numbers");
  warns("steps conv --input whole.csv --kernel 1 -o s.csv", "whole.csv: whole numbers");
  warns("render convolution --input whole.csv -k 1 -o p.png --size 320x180", "whole.csv: whole numbers");
  warns("apply conv --input whole.csv --kernel whole.csv -o y.npy --device cpu", "whole.csv: whole numbers");  // the same file twice
}

TEST_F(Reading, ChannelsThatSeemToComeLastAreAskedFor) {
  std::string data;
  for (int n = 0; n < 6 * 7 * 3; ++n) data += raw<float>({static_cast<float>(n)});
  write("hwc.npy", npy("<f4", "(6, 7, 3)", data));
  const std::string crop = "apply crop --input hwc.npy -o y.npy --device cpu ";
  warns(crop + "--output 7x3",
        "hwc.npy: its shape 6x7x3 was read as 6 channels of 7 x 3 cells; if the channels come last say --layout nhwc, else --layout nchw.");
  does(crop + "--output 7x3 --layout nchw");
  EXPECT_EQ(read_array(at("y.npy"))->shape(), (Shape{1, 6, 7, 3}));
  does(crop + "--output 6x7 --layout nhwc");
  EXPECT_EQ(read("y.npy").substr(read("y.npy").size() - data.size()), data);
  does("apply conv --input hwc.npy --kernel ones -k 6x7 --layout nhwc -o sums.json --device cpu");
  EXPECT_THAT(read("sums.json"), HasSubstr("\"shape\":[1,1,3]\n,\"data\":[2583,2625,2667]"));  // 42 numbers each, 3 apart from 0, 1, 2
  refuses(crop + "--layout hwc", "There is no layout named \"hwc\"; there are: nchw, nhwc.");
}

// x has channels 1 and 10 in its only cell; w takes input i to output o with the weight 1, 2 / 3, 4 / 5, 6 (o x i).
TEST_F(Reading, KernelsInTheirFrameworksOrder) {
  write("x.json", "[[[[1]],[[10]]]]");
  write("oihw.json", R"({"shape":[3,2,1,1],"data":[1,2,3,4,5,6]})");
  write("hwio.json", R"({"shape":[1,1,2,3],"data":[1,3,5,2,4,6]})");
  write("hwoi.json", R"({"shape":[1,1,3,2],"data":[1,2,3,4,5,6]})");
  write("iohw.json", R"({"shape":[2,3,1,1],"data":[1,3,5,2,4,6]})");
  for (const char* op : {"conv", "conv-transpose"}) {
    for (const char* order : {"oihw", "hwio", "hwoi", "iohw"}) {
      does(fmt::format("apply {0} --input x.json --kernel {1}.json --kernel-layout {1} -o y.json --device cpu", op, order));
      EXPECT_THAT(read("y.json"), HasSubstr("\"shape\":[1,3,1,1]\n,\"data\":[21,43,65]")) << op << " " << order;
    }
  }
  does("apply conv --input x.json --kernel oihw.json -o y.json --device cpu");
  EXPECT_THAT(read("y.json"), HasSubstr("[21,43,65]"));
  does("apply conv-transpose --input x.json --kernel iohw.json -o y.json --device cpu");
  EXPECT_THAT(read("y.json"), HasSubstr("[21,43,65]"));
  does("apply conv-kernel-grad --input x.json --grad y.json -k 1 --kernel-layout hwio -o dw.json --device cpu");
  EXPECT_THAT(read("dw.json"), HasSubstr("\"shape\":[1,1,2,3]\n,\"data\":[21,43,65,210,430,650]"));
  refuses("apply conv --input x.json --kernel oihw.json --kernel-layout hwoo -o y.json",
          "There is no kernel layout named \"hwoo\"; there are: oihw, iohw, hwio, hwoi.");
  write("three.json", "[[[1,2]]]");
  refuses("apply conv --input x.json --kernel three.json --kernel-layout hwio -o y.json",
          "three.json cannot be read: its shape is 1x1x2, and --kernel-layout hwio is of four axes, or of a plane of two.");
  refuses("apply max-pool --input x.json -k 1 --kernel-layout hwio -o y.json", "max-pool takes no --kernel-layout.");
}

// Windows of 2 x 2 of a plane of 4 x 4: 5 is the last cell of the first one, 0 lies in it and not in the last.
TEST_F(Reading, SwitchesOutsideTheirWindowsAreSaid) {
  write("in.csv", "5,7\n13,15\n");
  write("out.csv", "5,7\n13,0\n");
  const std::string unpool = "apply max-unpool --input counting -i 2 -k 2 -s 2 -o u.csv --device cpu --indices ";
  does(unpool + "in.csv");
  const std::string note = "out.csv: switches outside their own windows: 1; the first is number 3 with the value 0.";
  warns(unpool + "out.csv", note);
  EXPECT_EQ(read("u.csv"), "3,0,0,0\n0,0,0,1\n0,0,0,0\n0,2,0,0\n");
  warns("matrix max-unpool -i 2 -k 2 -s 2 -o m.csv --indices out.csv", note);
  warns("steps max-unpool --input counting -i 2 -k 2 -s 2 -o s.csv --indices out.csv", note);
  write("far.csv", "5,7\n13,1099511627776\n");
  refuses(unpool + "far.csv",
          "far.csv cannot be read: switch number 3 is 1099511627776, and a switch is the number of a cell, a whole number from 0 to 15.");
}

// Two channels beside each other in each of 2 x 2 cells: the first has its largest value last, the second one first.
TEST_F(Reading, SwitchesLieAsTheValuesDo) {
  write("x.json", "[[[1,40],[2,30]],[[3,20],[4,10]]]");
  does("apply max-pool --input x.json -k 2 --layout nhwc --indices at.npy -o y.json --device cpu");
  EXPECT_THAT(read("y.json"), HasSubstr("\"shape\":[1,1,2]\n,\"data\":[4,40]"));
  EXPECT_THAT(read("at.npy"), HasSubstr("'shape': (1, 1, 2)"));
  does("apply max-unpool --input y.json -k 2 --layout nhwc --indices at.npy -o u.json --device cpu");
  EXPECT_THAT(read("u.json"), HasSubstr("\"shape\":[2,2,2]\n,\"data\":[0,40,0,0,0,0,4,0]"));
}

TEST_F(Reading, PlanesThatComeBackAsOneAreSaid) {
  write("x.json", "[[[1,2]],[[3,4]]]");
  warns("apply crop --input x.json --output 1x2 -o y.csv --device cpu",
        "y.csv: 2 planes stand one below the other and read back as one of 2 x 2; .npz .npy .json keep the shape.");
  EXPECT_EQ(read("y.csv"), "1,2\n3,4\n");
  does("apply crop --input x.json --output 1x2 -o y.json --device cpu");
  for (const char* name : {"y.mtx", "y.tex"}) {
    refuses(fmt::format("apply crop --input x.json --output 1x2 -o {} --device cpu", name),
            fmt::format("{} cannot be written: its format holds one plane and the result has the shape 1x2x1x2; several planes are held by "
                        ".npz .npy .json.",
                        name));
  }
}

}  // namespace
}  // namespace deconvlab
