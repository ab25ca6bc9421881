// The segmenter's weights, and a training's whole state, as files that NumPy reads: numpy.load("segment.npz")["encoder.0.weight"].
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/network/segmenter.h"
#include "core/network/train.h"

namespace deconvlab {

// "encoder.LAYER.weight", "encoder.LAYER.bias", "deconvnet. ...", "segnet. ...", "nearest. ...": each parameter in the shape and order that
// torch.nn.Conv2d and ConvTranspose2d have, layers counted as in core/segmenter. Errors: cannot_write.
Expected<void> write_weights(const Segmenter& segmenter, const std::filesystem::path& path);
// Errors: cannot_open, truncated; malformed where a parameter is missing, of another shape or not finite.
Expected<Segmenter> read_weights(const std::filesystem::path& path);
Expected<Segmenter> parse_weights(std::string_view bytes, const std::string& name);

// The same with normalisation not folded in, with Adam's memory and the plan, so that training goes on as if it had not stopped.
Expected<void> write_training(const SegmentTraining& training, const std::filesystem::path& path);
// Errors: as read_weights.
Expected<SegmentTraining> read_training(const std::filesystem::path& path);
Expected<SegmentTraining> parse_training(std::string_view bytes, const std::string& name);

}  // namespace deconvlab
