#include "core/chain/chain_examples.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFcn32s = R"(input 500 c3
conv1_1: conv k3 p100 c64
conv1_2: conv k3 p1 c64
pool1: pool k2 ceil
conv2_1: conv k3 p1 c128
conv2_2: conv k3 p1 c128
pool2: pool k2 ceil
conv3_1: conv k3 p1 c256
conv3_2: conv k3 p1 c256
conv3_3: conv k3 p1 c256
pool3: pool k2 ceil
conv4_1: conv k3 p1 c512
conv4_2: conv k3 p1 c512
conv4_3: conv k3 p1 c512
pool4: pool k2 ceil
conv5_1: conv k3 p1 c512
conv5_2: conv k3 p1 c512
conv5_3: conv k3 p1 c512
pool5: pool k2 ceil
fc6: conv k7 c4096
fc7: conv k1 c4096
score_fr: conv k1 c21
upscore: deconv k64 s32 c21 nobias
score: crop like input
)";

constexpr std::string_view kFcn16s = R"(input 500 c3
conv1_1: conv k3 p100 c64
conv1_2: conv k3 p1 c64
pool1: pool k2 ceil
conv2_1: conv k3 p1 c128
conv2_2: conv k3 p1 c128
pool2: pool k2 ceil
conv3_1: conv k3 p1 c256
conv3_2: conv k3 p1 c256
conv3_3: conv k3 p1 c256
pool3: pool k2 ceil
conv4_1: conv k3 p1 c512
conv4_2: conv k3 p1 c512
conv4_3: conv k3 p1 c512
pool4: pool k2 ceil
conv5_1: conv k3 p1 c512
conv5_2: conv k3 p1 c512
conv5_3: conv k3 p1 c512
pool5: pool k2 ceil
fc6: conv k7 c4096
fc7: conv k1 c4096
score_fr: conv k1 c21
upscore2: deconv k4 s2 c21 nobias
score_pool4: conv k1 c21 from pool4
score_pool4c: crop like upscore2
fuse_pool4: add upscore2
upscore: deconv k32 s16 c21 nobias
score: crop like input
)";

constexpr std::string_view kFcn8s = R"(input 500 c3
conv1_1: conv k3 p100 c64
conv1_2: conv k3 p1 c64
pool1: pool k2 ceil
conv2_1: conv k3 p1 c128
conv2_2: conv k3 p1 c128
pool2: pool k2 ceil
conv3_1: conv k3 p1 c256
conv3_2: conv k3 p1 c256
conv3_3: conv k3 p1 c256
pool3: pool k2 ceil
conv4_1: conv k3 p1 c512
conv4_2: conv k3 p1 c512
conv4_3: conv k3 p1 c512
pool4: pool k2 ceil
conv5_1: conv k3 p1 c512
conv5_2: conv k3 p1 c512
conv5_3: conv k3 p1 c512
pool5: pool k2 ceil
fc6: conv k7 c4096
fc7: conv k1 c4096
score_fr: conv k1 c21
upscore2: deconv k4 s2 c21 nobias
score_pool4: conv k1 c21 from pool4
score_pool4c: crop like upscore2
fuse_pool4: add upscore2
upscore_pool4: deconv k4 s2 c21 nobias
score_pool3: conv k1 c21 from pool3
score_pool3c: crop like upscore_pool4
fuse_pool3: add upscore_pool4
upscore: deconv k16 s8 c21 nobias
score: crop like input
)";

constexpr std::string_view kVgg16 = R"(input 224 c3
conv1_1: conv k3 p1 c64
conv1_2: conv k3 p1 c64
pool1: pool k2
conv2_1: conv k3 p1 c128
conv2_2: conv k3 p1 c128
pool2: pool k2
conv3_1: conv k3 p1 c256
conv3_2: conv k3 p1 c256
conv3_3: conv k3 p1 c256
pool3: pool k2
conv4_1: conv k3 p1 c512
conv4_2: conv k3 p1 c512
conv4_3: conv k3 p1 c512
pool4: pool k2
conv5_1: conv k3 p1 c512
conv5_2: conv k3 p1 c512
conv5_3: conv k3 p1 c512
pool5: pool k2
fc6: fc c4096
fc7: fc c4096
fc8: fc c1000
)";

constexpr std::string_view kResnetStem = R"(input 224 c3
conv1: conv k7 s2 p3 c64 nobias
pool1: pool k3 s2 p1
conv2_1a: conv k3 p1 c64 nobias
conv2_1b: conv k3 p1 c64 nobias
sum2_1: add pool1
conv2_2a: conv k3 p1 c64 nobias
conv2_2b: conv k3 p1 c64 nobias
sum2_2: add sum2_1
conv3_1a: conv k3 s2 p1 c128 nobias
conv3_1b: conv k3 p1 c128 nobias
short3_1: conv k1 s2 c128 nobias from sum2_2
sum3_1: add conv3_1b
)";

constexpr std::string_view kUNet = R"(input 572 c1
down1_1: conv k3 c64
down1_2: conv k3 c64
pool1: pool k2
down2_1: conv k3 c128
down2_2: conv k3 c128
pool2: pool k2
down3_1: conv k3 c256
down3_2: conv k3 c256
pool3: pool k2
down4_1: conv k3 c512
down4_2: conv k3 c512
pool4: pool k2
down5_1: conv k3 c1024
down5_2: conv k3 c1024
up4: deconv k2 s2 c512
skip4: crop like up4 from down4_2
cat4: cat up4
up4_1: conv k3 c512
up4_2: conv k3 c512
up3: deconv k2 s2 c256
skip3: crop like up3 from down3_2
cat3: cat up3
up3_1: conv k3 c256
up3_2: conv k3 c256
up2: deconv k2 s2 c128
skip2: crop like up2 from down2_2
cat2: cat up2
up2_1: conv k3 c128
up2_2: conv k3 c128
up1: deconv k2 s2 c64
skip1: crop like up1 from down1_2
cat1: cat up1
up1_1: conv k3 c64
up1_2: conv k3 c64
classes: conv k1 c2
)";

constexpr std::string_view kDcgan = R"(input 1 c100
deconv k4 c512 nobias
deconv k4 s2 p1 c256 nobias
deconv k4 s2 p1 c128 nobias
deconv k4 s2 p1 c64 nobias
deconv k4 s2 p1 c3 nobias
)";

constexpr std::string_view kWavenet = R"(input 16000 c1
conv1d k1 c32
conv1d k2 causal c32
conv1d k2 causal d2 c32
conv1d k2 causal d4 c32
conv1d k2 causal d8 c32
conv1d k2 causal d16 c32
conv1d k2 causal d32 c32
conv1d k2 causal d64 c32
conv1d k2 causal d128 c32
conv1d k2 causal d256 c32
conv1d k2 causal d512 c32
)";

constexpr std::string_view kSegnet = R"(input 352x480 c3
conv1_1: conv k3 p1 c64
conv1_2: conv k3 p1 c64
pool1: pool k2
conv2_1: conv k3 p1 c128
conv2_2: conv k3 p1 c128
pool2: pool k2
conv3_1: conv k3 p1 c256
conv3_2: conv k3 p1 c256
conv3_3: conv k3 p1 c256
pool3: pool k2
conv4_1: conv k3 p1 c512
conv4_2: conv k3 p1 c512
conv4_3: conv k3 p1 c512
pool4: pool k2
conv5_1: conv k3 p1 c512
conv5_2: conv k3 p1 c512
conv5_3: conv k3 p1 c512
pool5: pool k2
unpool5: unpool k2
conv5_3d: conv k3 p1 c512
conv5_2d: conv k3 p1 c512
conv5_1d: conv k3 p1 c512
unpool4: unpool k2
conv4_3d: conv k3 p1 c512
conv4_2d: conv k3 p1 c512
conv4_1d: conv k3 p1 c256
unpool3: unpool k2
conv3_3d: conv k3 p1 c256
conv3_2d: conv k3 p1 c256
conv3_1d: conv k3 p1 c128
unpool2: unpool k2
conv2_2d: conv k3 p1 c128
conv2_1d: conv k3 p1 c64
unpool1: unpool k2
conv1_2d: conv k3 p1 c64
classes: conv k3 p1 c11
)";

constexpr std::string_view kDeconvnet = R"(input 224 c3
conv1_1: conv k3 p1 c64
conv1_2: conv k3 p1 c64
pool1: pool k2
conv2_1: conv k3 p1 c128
conv2_2: conv k3 p1 c128
pool2: pool k2
conv3_1: conv k3 p1 c256
conv3_2: conv k3 p1 c256
conv3_3: conv k3 p1 c256
pool3: pool k2
conv4_1: conv k3 p1 c512
conv4_2: conv k3 p1 c512
conv4_3: conv k3 p1 c512
pool4: pool k2
conv5_1: conv k3 p1 c512
conv5_2: conv k3 p1 c512
conv5_3: conv k3 p1 c512
pool5: pool k2
fc6: conv k7 c4096
fc7: conv k1 c4096
fc6_deconv: deconv k7 c512
unpool5: unpool k2
deconv5_3: deconv k3 p1 c512
deconv5_2: deconv k3 p1 c512
deconv5_1: deconv k3 p1 c512
unpool4: unpool k2
deconv4_3: deconv k3 p1 c512
deconv4_2: deconv k3 p1 c512
deconv4_1: deconv k3 p1 c256
unpool3: unpool k2
deconv3_3: deconv k3 p1 c256
deconv3_2: deconv k3 p1 c256
deconv3_1: deconv k3 p1 c128
unpool2: unpool k2
deconv2_2: deconv k3 p1 c128
deconv2_1: deconv k3 p1 c64
unpool1: unpool k2
deconv1_2: deconv k3 p1 c64
deconv1_1: deconv k3 p1 c64
classes: conv k1 c21
)";

constexpr ChainExample kExamples[] = {
    {"fcn-32s", "FCN-32s", "Long, Shelhamer & Darrell (2015)", kFcn32s},
    {"fcn-16s", "FCN-16s", "Long, Shelhamer & Darrell (2015)", kFcn16s},
    {"fcn-8s", "FCN-8s", "Long, Shelhamer & Darrell (2015)", kFcn8s},
    {"vgg-16", "VGG-16", "Simonyan & Zisserman (2015)", kVgg16},
    {"resnet-stem", "ResNet, conv1–conv3", "He, Zhang, Ren & Sun (2016): ResNet-18's and 34's beginning", kResnetStem},
    {"u-net", "U-Net", "Ronneberger, Fischer & Brox (2015)", kUNet},
    {"dcgan", "DCGAN", "Radford, Metz & Chintala (2016), with half its channels: the generator", kDcgan},
    {"wavenet", "WaveNet", "van den Oord et al. (2016): one block's dilations", kWavenet},
    {"segnet", "SegNet", "Badrinarayanan, Kendall & Cipolla (2017)", kSegnet},
    {"deconvnet", "DeconvNet", "Noh, Hong & Han (2015)", kDeconvnet},
};

}  // namespace

std::span<const ChainExample> chain_examples() { return kExamples; }

}  // namespace deconvlab
