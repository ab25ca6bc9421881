// PyTorch's modules and functions, as they are read. Reference: torch.nn and torch.nn.functional of PyTorch 1.13 to 2.
#include "core/frameworks/each_framework.h"

namespace deconvlab {

namespace {

constexpr std::string_view kModules = "nn torch.nn";
constexpr std::string_view kFunctions = "F nn.functional torch.nn.functional torch";

constexpr Parameter kConv[] = {{"in_channels", ArgumentRole::in_channels},
                               {"out_channels", ArgumentRole::out_channels},
                               {"kernel_size", ArgumentRole::kernel},
                               {"stride", ArgumentRole::unit_stride, "1"},
                               {"padding", ArgumentRole::padding, "0"},
                               {"dilation", ArgumentRole::dilation, "1"},
                               {"groups", ArgumentRole::groups, "1"},
                               {"bias", ArgumentRole::bias, "True"},
                               {"padding_mode", ArgumentRole::padding_mode, "'zeros'"},
                               {"device", ArgumentRole::ignored, "None"},
                               {"dtype", ArgumentRole::ignored, "None"}};
constexpr Parameter kConvTranspose[] = {{"in_channels", ArgumentRole::in_channels}, {"out_channels", ArgumentRole::out_channels},
                                        {"kernel_size", ArgumentRole::kernel},      {"stride", ArgumentRole::unit_stride, "1"},
                                        {"padding", ArgumentRole::padding, "0"},    {"output_padding", ArgumentRole::output_padding, "0"},
                                        {"groups", ArgumentRole::groups, "1"},      {"bias", ArgumentRole::bias, "True"},
                                        {"dilation", ArgumentRole::dilation, "1"},  {"padding_mode", ArgumentRole::padding_mode, "'zeros'"},
                                        {"device", ArgumentRole::ignored, "None"},  {"dtype", ArgumentRole::ignored, "None"}};
constexpr Parameter kMaxPool[] = {{"kernel_size", ArgumentRole::kernel},
                                  {"stride", ArgumentRole::stride, "None"},
                                  {"padding", ArgumentRole::padding, "0"},
                                  {"dilation", ArgumentRole::dilation, "1"},
                                  {"return_indices", ArgumentRole::wants_switches, "False"},
                                  {"ceil_mode", ArgumentRole::ceil_mode, "False"}};
constexpr Parameter kAvgPool[] = {{"kernel_size", ArgumentRole::kernel},
                                  {"stride", ArgumentRole::stride, "None"},
                                  {"padding", ArgumentRole::padding, "0"},
                                  {"ceil_mode", ArgumentRole::ceil_mode, "False"},
                                  {"count_include_pad", ArgumentRole::count_include_pad, "True"},
                                  {"divisor_override", ArgumentRole::divisor, "None"}};
constexpr Parameter kMaxUnpool[] = {
    {"kernel_size", ArgumentRole::kernel}, {"stride", ArgumentRole::stride, "None"}, {"padding", ArgumentRole::padding, "0"}};
constexpr Parameter kUpsample[] = {{"size", ArgumentRole::size, "None"},
                                   {"scale_factor", ArgumentRole::scale, "None"},
                                   {"mode", ArgumentRole::interpolation, "'nearest'"},
                                   {"align_corners", ArgumentRole::align_corners, "None"},
                                   {"recompute_scale_factor", ArgumentRole::ignored, "None"}};
constexpr Parameter kUpsampleSized[] = {{"size", ArgumentRole::size, "None"}, {"scale_factor", ArgumentRole::scale, "None"}};
constexpr Parameter kPixelShuffle[] = {{"upscale_factor", ArgumentRole::block}};
constexpr Parameter kZeroPad[] = {{"padding", ArgumentRole::frame}};
constexpr Parameter kConstantPad[] = {{"padding", ArgumentRole::frame}, {"value", ArgumentRole::frame_value}};

constexpr Parameter kConvFunction[] = {
    {"input", ArgumentRole::operand},           {"weight", ArgumentRole::weight},        {"bias", ArgumentRole::bias_weight, "None"},
    {"stride", ArgumentRole::unit_stride, "1"}, {"padding", ArgumentRole::padding, "0"}, {"dilation", ArgumentRole::dilation, "1"},
    {"groups", ArgumentRole::groups, "1"}};
constexpr Parameter kConvTransposeFunction[] = {{"input", ArgumentRole::operand},
                                                {"weight", ArgumentRole::weight},
                                                {"bias", ArgumentRole::bias_weight, "None"},
                                                {"stride", ArgumentRole::unit_stride, "1"},
                                                {"padding", ArgumentRole::padding, "0"},
                                                {"output_padding", ArgumentRole::output_padding, "0"},
                                                {"groups", ArgumentRole::groups, "1"},
                                                {"dilation", ArgumentRole::dilation, "1"}};
constexpr Parameter kMaxPoolFunction[] = {{"input", ArgumentRole::operand},
                                          {"kernel_size", ArgumentRole::kernel},
                                          {"stride", ArgumentRole::stride, "None"},
                                          {"padding", ArgumentRole::padding, "0"},
                                          {"dilation", ArgumentRole::dilation, "1"},
                                          {"ceil_mode", ArgumentRole::ceil_mode, "False"},
                                          {"return_indices", ArgumentRole::wants_switches, "False"}};
constexpr Parameter kAvgPoolFunction[] = {{"input", ArgumentRole::operand},
                                          {"kernel_size", ArgumentRole::kernel},
                                          {"stride", ArgumentRole::stride, "None"},
                                          {"padding", ArgumentRole::padding, "0"},
                                          {"ceil_mode", ArgumentRole::ceil_mode, "False"},
                                          {"count_include_pad", ArgumentRole::count_include_pad, "True"},
                                          {"divisor_override", ArgumentRole::divisor, "None"}};
constexpr Parameter kMaxUnpoolFunction[] = {{"input", ArgumentRole::operand},        {"indices", ArgumentRole::switches},
                                            {"kernel_size", ArgumentRole::kernel},   {"stride", ArgumentRole::stride, "None"},
                                            {"padding", ArgumentRole::padding, "0"}, {"output_size", ArgumentRole::output_size, "None"}};
constexpr Parameter kInterpolate[] = {{"input", ArgumentRole::operand},
                                      {"size", ArgumentRole::size, "None"},
                                      {"scale_factor", ArgumentRole::scale, "None"},
                                      {"mode", ArgumentRole::interpolation, "'nearest'"},
                                      {"align_corners", ArgumentRole::align_corners, "None"},
                                      {"recompute_scale_factor", ArgumentRole::ignored, "None"},
                                      {"antialias", ArgumentRole::antialias, "False"}};
constexpr Parameter kPixelShuffleFunction[] = {{"input", ArgumentRole::operand}, {"upscale_factor", ArgumentRole::block}};
constexpr Parameter kPadFunction[] = {{"input", ArgumentRole::operand},
                                      {"pad", ArgumentRole::frame},
                                      {"mode", ArgumentRole::padding_mode, "'constant'"},
                                      {"value", ArgumentRole::frame_value, "None"}};

void nearest(Layer& layer) { layer.resampling = {Coordinates::asymmetric, Rounding::floor}; }
void bilinear_corners(Layer& layer) {
  layer.interpolation = Interpolation::linear;
  layer.resampling.coordinates = Coordinates::align_corners;
}

using Kind = LayerKind;
constexpr Signature kSignatures[] = {
    {"Conv#d", Kind::conv, 0, kModules, "ois", false, kConv},
    {"ConvTranspose#d", Kind::conv_transpose, 0, kModules, "ios", false, kConvTranspose},
    {"MaxPool#d", Kind::max_pool, 0, kModules, "", false, kMaxPool},
    {"AvgPool#d", Kind::average_pool, 0, kModules, "", false, kAvgPool},
    {"MaxUnpool#d", Kind::max_unpool, 0, kModules, "", false, kMaxUnpool},
    {"Upsample", Kind::upsample, 0, kModules, "", false, kUpsample},
    {"UpsamplingNearest2d", Kind::upsample, 2, kModules, "", false, kUpsampleSized, {}, nearest},
    {"UpsamplingBilinear2d", Kind::upsample, 2, kModules, "", false, kUpsampleSized, {}, bilinear_corners},
    {"PixelShuffle", Kind::pixel_shuffle, 2, kModules, "", false, kPixelShuffle},
    {"ZeroPad#d", Kind::pad, 0, kModules, "", false, kZeroPad},
    {"ConstantPad#d", Kind::pad, 0, kModules, "", false, kConstantPad},
    {"conv#d", Kind::conv, 0, kFunctions, "ois", false, kConvFunction},
    {"conv_transpose#d", Kind::conv_transpose, 0, kFunctions, "ios", false, kConvTransposeFunction},
    {"max_pool#d", Kind::max_pool, 0, kFunctions, "", false, kMaxPoolFunction},
    {"avg_pool#d", Kind::average_pool, 0, kFunctions, "", false, kAvgPoolFunction},
    {"max_unpool#d", Kind::max_unpool, 0, kFunctions, "", false, kMaxUnpoolFunction},
    {"interpolate", Kind::upsample, 0, kFunctions, "", false, kInterpolate},
    {"pixel_shuffle", Kind::pixel_shuffle, 2, kFunctions, "", false, kPixelShuffleFunction},
    {"pad", Kind::pad, 0, kFunctions, "", false, kPadFunction},
};

}  // namespace

std::span<const Signature> pytorch_signatures() { return kSignatures; }

std::string_view pytorch_filter(const Layer& layer) {
  return layer.kind == Kind::conv ? "ois" : layer.kind == Kind::conv_transpose ? "ios" : "";
}

}  // namespace deconvlab
