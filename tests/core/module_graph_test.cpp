// Classes of PyTorch: forward() as it computes, against what python3-torch 1.13 computed of the same texts.
#include <gmock/gmock.h>

#include "core/chain/chain.h"
#include "core/chain/chain_text.h"
#include "core/frameworks/frameworks.h"

namespace deconvlab {
namespace {

std::string said(const Error& error) {
  std::string text;
  for (const std::string& arg : error.args)
    for (const char c : (text.empty() || arg.starts_with(kReasonMark) ? "" : "|") + arg) text += c == kReasonMark ? '|' : c;
  return text;
}

// Each step as a line of the notation, with the sides and channels of its result.
std::vector<std::string> told(std::string_view text, const PerAxis& input) {
  const auto chain = read_chain("t", text);
  if (!chain) return {said(chain.error())};
  const auto stages = resolve_chain(*chain, input);
  if (!stages) return {said(stages.error())};
  std::vector<std::string> all;
  for (std::size_t n = 1; n < stages->size(); ++n) {
    const ChainStage& stage = (*stages)[n];
    all.push_back(fmt::format("{} = {}x{} c{}", notation_of(*chain, n - 1), stage.axes[0].side, stage.axes[1].side, stage.channels));
  }
  return all;
}

using Lines = std::vector<std::string>;

// pytorch-fcn's FCN-16s from pool4 on: a skip, and the crops that its text says.
TEST(ModuleGraph, SlicesOfAnotherResultsSizeAreCrops) {
  EXPECT_EQ(told(R"(
class FCN16s(nn.Module):
    def __init__(self, n_class=21):
        super(FCN16s, self).__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=100)
        self.pool4 = nn.MaxPool2d(16, stride=16, ceil_mode=True)
        self.pool5 = nn.MaxPool2d(2, stride=2, ceil_mode=True)  # 1/32
        self.fc6 = nn.Conv2d(8, 16, 7)
        self.relu6 = nn.ReLU(inplace=True)
        self.score_fr = nn.Conv2d(16, n_class, 1)
        self.score_pool4 = nn.Conv2d(8, n_class, 1)
        self.upscore2 = nn.ConvTranspose2d(
            n_class, n_class, 4, stride=2, bias=False)
        self.upscore16 = nn.ConvTranspose2d(
            n_class, n_class, 32, stride=16, bias=False)
        self._initialize_weights()

    def _initialize_weights(self):
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                m.weight.data.zero_()

    def forward(self, x):
        h = self.pool4(self.conv(x))
        pool4 = h  # 1/16
        h = self.relu6(self.fc6(self.pool5(h)))
        h = self.score_fr(h)
        h = self.upscore2(h)
        upscore2 = h  # 1/16
        h = self.score_pool4(pool4)
        h = h[:, :, 5:5 + upscore2.size()[2], 5:5 + upscore2.size()[3]]
        score_pool4c = h  # 1/16
        h = upscore2 + score_pool4c
        h = self.upscore16(h)
        h = h[:, :, 27:27 + x.size()[2], 27:27 + x.size()[3]].contiguous()
        return h
)",
                 {500}),
            (Lines{"conv: conv k3 p100 c8 = 698x698 c8", "pool4: pool k16 ceil = 44x44 c8", "pool5: pool k2 ceil = 22x22 c8",
                   "fc6: conv k7 c16 = 16x16 c16", "score_fr: conv k1 c21 = 16x16 c21", "upscore2: deconv k4 s2 c21 nobias = 34x34 c21",
                   "score_pool4: conv k1 c21 from pool4 = 44x44 c21", "crop: crop 5 like upscore2 = 34x34 c21",
                   "add: add crop from upscore2 = 34x34 c21", "upscore16: deconv k32 s16 c21 nobias = 560x560 c21",
                   "crop_2: crop 27 like input = 500x500 c21"}));
}

// milesial's U-Net: classes within classes, and what is padded to the size of the way across.
constexpr std::string_view kUnet = R"(
class DoubleConv(nn.Module):
    """(convolution => [BN] => ReLU) * 2"""

    def __init__(self, in_channels, out_channels, mid_channels=None):
        super().__init__()
        if not mid_channels:
            mid_channels = out_channels
        self.double_conv = nn.Sequential(
            nn.Conv2d(in_channels, mid_channels, kernel_size=3, padding=1, bias=False),
            nn.BatchNorm2d(mid_channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(mid_channels, out_channels, kernel_size=3, padding=1, bias=False)
        )

    def forward(self, x):
        return self.double_conv(x)

class Down(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.maxpool_conv = nn.Sequential(nn.MaxPool2d(2), DoubleConv(in_channels, out_channels))

    def forward(self, x):
        return self.maxpool_conv(x)

class Up(nn.Module):
    def __init__(self, in_channels, out_channels, bilinear=True):
        super().__init__()
        if bilinear:
            self.up = nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)
            self.conv = DoubleConv(in_channels, out_channels, in_channels // 2)
        else:
            self.up = nn.ConvTranspose2d(in_channels, in_channels // 2, kernel_size=2, stride=2)
            self.conv = DoubleConv(in_channels, out_channels)

    def forward(self, x1, x2):
        x1 = self.up(x1)
        diffY = x2.size()[2] - x1.size()[2]
        diffX = x2.size()[3] - x1.size()[3]
        x1 = F.pad(x1, [diffX // 2, diffX - diffX // 2,
                        diffY // 2, diffY - diffY // 2])
        x = torch.cat([x2, x1], dim=1)
        return self.conv(x)

class UNet(nn.Module):
    def __init__(self, n_channels, n_classes, bilinear=False):
        super(UNet, self).__init__()
        self.bilinear = bilinear
        self.inc = (DoubleConv(n_channels, 8))
        factor = 2 if bilinear else 1
        self.down1 = (Down(8, 16 // factor))
        self.up1 = (Up(16, 8 // factor, bilinear))
        self.outc = nn.Conv2d(8 // factor, n_classes, 1)

    def forward(self, x):
        x1 = self.inc(x)
        x2 = self.down1(x1)
        x = self.up1(x2, x1)
        logits = self.outc(x)
        return logits
)";

TEST(ModuleGraph, ClassesOfTheSameTextAreFollowed) {
  EXPECT_EQ(told("n_channels = 3\nn_classes = 2\n" + std::string(kUnet), {31}),
            (Lines{"inc: conv k3 p1 c8 nobias = 31x31 c8", "inc_2: conv k3 p1 c8 nobias = 31x31 c8", "down1: pool k2 = 15x15 c8",
                   "down1_2: conv k3 p1 c16 nobias = 15x15 c16", "down1_3: conv k3 p1 c16 nobias = 15x15 c16",
                   "up1: deconv k2 s2 c8 = 30x30 c8", "pad: crop like inc_2 centred = 31x31 c8", "cat: cat pad from inc_2 = 31x31 c16",
                   "up1_2: conv k3 p1 c8 nobias = 31x31 c8", "up1_3: conv k3 p1 c8 nobias = 31x31 c8", "outc: conv k1 c2 = 31x31 c2"}));
  const Lines bilinear = told(std::string(kUnet) + "\nnet = UNet(3, n_classes=2, bilinear=True)\n", {32});
  EXPECT_THAT(bilinear, testing::Contains("up1: up x2 linear corners = 32x32 c8"));
  EXPECT_EQ(bilinear.back(), "outc: conv k1 c2 = 32x32 c2");
}

// What is read for its layers is the same text: as they are computed, with what is cut and padded between.
TEST(ModuleGraph, ALayerEachIsExplained) {
  const auto layers = read_layers("t", kUnet);
  ASSERT_TRUE(layers.has_value());
  std::vector<std::string> functions;
  for (const LayerText& read : *layers) functions.push_back(fmt::format("{} {}", read.framework, layer_kind_id(read.layer.kind)));
  EXPECT_EQ(functions, (Lines{"pytorch conv", "pytorch conv", "pytorch max-pool", "pytorch conv", "pytorch conv", "pytorch conv-transpose",
                              "pytorch crop", "pytorch conv", "pytorch conv", "pytorch conv"}));
}

// torchvision's ResNet: layers that a loop makes, shortcuts with and without a convolution.
TEST(ModuleGraph, LayersThatAFunctionMakesAreFollowed) {
  EXPECT_EQ(told(R"(
def conv3x3(in_planes: int, out_planes: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(in_planes, out_planes, kernel_size=3, stride=stride, padding=1, bias=False)

class BasicBlock(nn.Module):
    expansion: int = 1

    def __init__(self, inplanes, planes, stride=1, downsample=None, norm_layer=None):
        super().__init__()
        if norm_layer is None:
            norm_layer = nn.BatchNorm2d
        self.conv1 = conv3x3(inplanes, planes, stride)
        self.bn1 = norm_layer(planes)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = downsample

    def forward(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)

class ResNet(nn.Module):
    def __init__(self, block, layers, num_classes=1000):
        super().__init__()
        self.inplanes = 8
        self.conv1 = nn.Conv2d(3, self.inplanes, kernel_size=7, stride=2, padding=3, bias=False)
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.layer1 = self._make_layer(block, 8, layers[0])
        self.layer2 = self._make_layer(block, 16, layers[1], stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(16 * block.expansion, num_classes)

    def _make_layer(self, block, planes, blocks, stride=1):
        downsample = None
        if stride != 1 or self.inplanes != planes * block.expansion:
            downsample = nn.Sequential(nn.Conv2d(self.inplanes, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))
        layers = []
        layers.append(block(self.inplanes, planes, stride, downsample))
        self.inplanes = planes * block.expansion
        for _ in range(1, blocks):
            layers.append(block(self.inplanes, planes))
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.maxpool(self.conv1(x))
        x = self.layer2(self.layer1(x))
        x = torch.flatten(self.avgpool(x), 1)
        return self.fc(x)

model = ResNet(BasicBlock, [2, 1])
)",
                 {64}),
            (Lines{"conv1: conv k7 s2 p3 c8 nobias = 32x32 c8", "maxpool: pool k3 s2 p1 = 16x16 c8",
                   "layer1: conv k3 p1 c8 nobias = 16x16 c8", "add: add maxpool = 16x16 c8", "layer1_2: conv k3 p1 c8 nobias = 16x16 c8",
                   "add_2: add add = 16x16 c8", "layer2: conv k3 s2 p1 c16 nobias = 8x8 c16",
                   "layer2_2: conv k1 s2 c16 nobias from add_2 = 8x8 c16", "add_3: add layer2_2 from layer2 = 8x8 c16"}));
}

// SegNet: functions that give two results, and unpooling to an earlier size.
TEST(ModuleGraph, APoolingsSwitchesAreItsSecondResult) {
  const std::string text = R"(
class SegNet(nn.Module):
    def __init__(self, input_nbr=3, label_nbr=11):
        super(SegNet, self).__init__()
        momentum = 0.1
        self.conv11 = nn.Conv2d(input_nbr, 64, kernel_size=3, padding=1)
        self.bn11 = nn.BatchNorm2d(64, momentum= momentum)
        self.conv11d = nn.Conv2d(64, label_nbr, kernel_size=3, padding=1)

    def forward(self, x):
        x11 = F.relu(self.bn11(self.conv11(x)))
        size1 = x11.size()
        x1p, id1 = F.max_pool2d(x11,kernel_size=2, stride=2,return_indices=True)
        x1d = F.max_unpool2d(x1p, id1, kernel_size=2, stride=2, output_size=size1)
        return self.conv11d(x1d)
)";
  EXPECT_EQ(told(text, {65}),
            (Lines{"conv11: conv k3 p1 c64 = 65x65 c64", "max_pool2d: pool k2 = 32x32 c64", "max_unpool2d: unpool k2 = 64x64 c64",
                   "crop: crop like conv11 centred = 65x65 c64", "conv11d: conv k3 p1 c11 = 65x65 c11"}));
}

std::string net(std::string_view init, std::string_view forward) {
  return fmt::format(
      "class Net(nn.Module):\n  def __init__(self, wide=4):\n    self.conv = nn.Conv2d(3, wide, 3)\n{}\n  def forward(self, x):\n{}\n",
      init, forward);
}

TEST(ModuleGraph, PartsOfAListAndOfASequenceAreCalled) {
  EXPECT_EQ(told(net("    self.all = nn.ModuleList([nn.Conv2d(4, 4, 3, padding=1) for _ in range(2)])\n"
                     "    self.two = nn.ModuleList([nn.MaxPool2d(2), nn.MaxPool2d(3)])",
                     "    x = self.two[1](self.conv(x))\n    for layer in self.two:\n      x = layer(x)\n    return x[:, :, 1:-1, 1:-1]"),
                 {56}),
            (Lines{"conv: conv k3 c4 = 54x54 c4", "MaxPool2d: pool k3 = 18x18 c4", "MaxPool2d_2: pool k2 = 9x9 c4",
                   "MaxPool2d_3: pool k3 = 3x3 c4", "crop: crop 1 = 1x1 c4"}));
}

TEST(ModuleGraph, WhatCannotBeFollowedIsSaidWithItsPlace) {
  const auto wrong = [](std::string_view init, std::string_view forward) { return told(net(init, forward), {32}).front(); };
  EXPECT_EQ(wrong("", "    x = self.conv(x)\n    return x * self.conv(x)"), "t:7|reason.module_unfollowed|x * self.conv(x)");
  EXPECT_EQ(wrong("", "    x = self.conv(x)\n    return x[:, :, ::2, ::2]"), "t:7|reason.module_unfollowed|x[:, :, ::2, ::2]");
  EXPECT_EQ(wrong("", "    if wider > 2:\n      x = self.conv(x)\n    return x"), "t:6|reason.module_condition|wider > 2");
  EXPECT_EQ(wrong("", "    while True:\n      x = self.conv(x)\n    return x"), "t:6|reason.module_unfollowed|while True");
  EXPECT_EQ(wrong("    self.odd = nn.Conv2D(4, 4, 3)", "    return self.odd(x)"), "t:4|reason.layer_unknown_near|nn.Conv2D|Conv2d");
  EXPECT_EQ(wrong("", "    return self.cnov(x)"), "t:6|reason.module_unfollowed|self.cnov(x)");
  EXPECT_EQ(wrong("    self.up = nn.ConvTranspose2d(4, 4, 3, deep)", "    return x"), "t:4|reason.value_unsaid|stride|deep|deep");
  EXPECT_EQ(wrong("    self.a = nn.Conv2d(wide, wide, 0)", "    return x"), "t:4|reason.value_least|kernel_size|0|1");
  EXPECT_EQ(wrong("", "    return self.forward(x)"), "t:6|reason.too_deep|50");
  EXPECT_THAT(wrong("", "    for a in range(900):\n      for b in range(900):\n        x = self.conv(x)"),
              testing::HasSubstr("layers|20001"));
}

}  // namespace
}  // namespace deconvlab
