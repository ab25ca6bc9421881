// How far a result is from what was wanted, and the way to change it.
#pragma once

#include <span>

#include "core/tensor.h"

namespace deconvlab {

struct Loss {
  double value = 0;
  Tensor gradient;  // of the value to the result, in its shape
};

// Mean over all values of (found - wanted)^2, as torch.nn.MSELoss. Precondition: the same shape.
Loss mean_squared_error(const Tensor& found, const Tensor& wanted);

// Softmax cross-entropy for each pixel, as torch.nn.CrossEntropyLoss: scores[N,C,H,W], labels[N,1,H,W] of whole numbers from 0 to C - 1.
// The mean over all pixels of -log softmax(scores)[label]; with class weights the mean is weighted by that of each pixel's label.
// Precondition: every label is a class; as many weights as classes, or none.
Loss cross_entropy(const Tensor& scores, const Tensor& labels, std::span<const float> class_weights = {});

}  // namespace deconvlab
