#include "core/network/weights.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/formats/formats.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kPlan = "plan";  // seed, steps, side, groups, group, steps done, rate

// Arrays by name, each asked for once.
class Arrays {
 public:
  Arrays(std::vector<NamedArray> arrays, std::string file) : arrays_(std::move(arrays)), file_(std::move(file)) {}

  Expected<Tensor> take(const std::string& name, const Shape& shape) {
    return take(name, shape, "reason.weights_not_finite", [](float v) { return std::isfinite(v); });
  }
  // The same where each value is one that may be; `why` is the reason where one is not.
  Expected<Tensor> take(const std::string& name, const Shape& shape, std::string_view why, bool (*may_be)(float value)) {
    const auto found = std::ranges::find(arrays_, name, &NamedArray::name);
    if (found == arrays_.end()) return malformed(reason("reason.weights_missing", name));
    if (found->array.shape() != shape) return malformed(reason("reason.weights_shape", name, found->array.shape().text(), shape.text()));
    const auto values = found->array.data();
    const auto bad = std::ranges::find_if_not(values, may_be);
    if (bad != values.end()) return malformed(reason(why, name, *bad));
    return std::move(found->array);
  }
  // Puts an array in the place of each tensor, which has its shape.
  Expected<void> take_all(
      const Network& network, const std::string& prefix, std::vector<Tensor>& tensors, std::string_view why = "reason.weights_not_finite",
      bool (*may_be)(float value) = [](float v) { return std::isfinite(v); }) {
    for (std::size_t n = 0; n < tensors.size(); ++n) {
      const Shape shape = tensors[n].shape();
      auto array = TRY(take(network.parameter_name(n, prefix), shape, why, may_be));
      tensors[n] = std::move(array).reshaped(shape);
    }
    return {};
  }

  tl::unexpected<Error> malformed(const std::string& why) const { return fail(ErrorCode::malformed, file_, ".npz", why); }

 private:
  std::vector<NamedArray> arrays_;
  std::string file_;
};

void put_all(const Network& network, const std::string& prefix, const std::vector<Tensor>& tensors, std::vector<NamedArray>& arrays) {
  for (std::size_t n = 0; n < tensors.size(); ++n) arrays.push_back({network.parameter_name(n, prefix), tensors[n]});
}

std::vector<NamedArray> arrays_of(const Segmenter& segmenter) {
  std::vector<NamedArray> arrays;
  for (std::size_t n = 0; n < Segmenter::kNetworks; ++n) {
    const Network& network = segmenter.network(n);
    put_all(network, std::string(Segmenter::network_id(n)), network.parameters, arrays);
  }
  return arrays;
}

Expected<Segmenter> segmenter_of(Arrays& arrays) {
  Segmenter segmenter = make_segmenter(0);
  for (std::size_t n = 0; n < Segmenter::kNetworks; ++n) {
    Network& network = segmenter.network(n);
    TRY(arrays.take_all(network, std::string(Segmenter::network_id(n)), network.parameters));
  }
  return segmenter;
}

std::string memory_name(std::string_view which, std::size_t network) {
  return fmt::format("adam.{}.{}", which, Segmenter::network_id(network));
}

// A whole number up to 2^48 as two floats, which hold it exactly.
void put_number(std::uint64_t number, std::vector<float>& into) {
  into.push_back(static_cast<float>(number >> 24));
  into.push_back(static_cast<float>(number & 0xFFFFFF));
}
// As double, which holds it exactly too, whatever the floats are.
double number_at(const Tensor& from, std::size_t at) { return double{from.data()[2 * at]} * 0x1p24 + double{from.data()[2 * at + 1]}; }

// The numbers of a plan in the order of the file, and what they may be.
struct PlanNumber {
  std::string_view name;
  std::int64_t least = 1;
  std::int64_t most = 1;
};
constexpr PlanNumber kPlanNumbers[] = {{"seed", 0, std::int64_t{kMostSeed}}, {"steps", 1, kMostSteps},  {"side", 1, kLargestScene},
                                       {"groups", 1, kMostGroups},           {"group", 1, kMostGroups}, {"steps done", 0, kMostSteps}};
constexpr std::int64_t kPlanSize = 2 * std::ssize(kPlanNumbers) + 1;  // the rate is the last

Tensor plan_array(const SegmentTraining& training) {
  std::vector<float> numbers;
  const SegmentPlan& plan = training.plan;
  put_number(plan.seed, numbers);
  for (const std::int64_t each : {plan.steps, plan.side, std::int64_t{plan.groups}, std::int64_t{plan.group}, training.done})
    put_number(static_cast<std::uint64_t>(each), numbers);
  numbers.push_back(plan.rate);
  return Tensor(Shape{.w = kPlanSize, .rank = 1}, numbers);
}

// What is wrong with a plan, as a reason; empty where nothing is.
std::string plan_defect(const Tensor& array) {
  for (std::size_t n = 0; n < std::size(kPlanNumbers); ++n) {
    const auto& [name, least, most] = kPlanNumbers[n];
    const double number = number_at(array, n);
    const bool may_be = number >= static_cast<double>(least) && number <= static_cast<double>(most) && number == std::trunc(number);
    if (!may_be) return reason("reason.plan_number", name, number, least, most);
  }
  const double side = number_at(array, 2);
  if (std::fmod(side, kSideMultiple) != 0) return reason("reason.plan_side", side, kSideMultiple);
  const float rate = array.data()[kPlanSize - 1];
  return rate > 0 && std::isfinite(rate) ? "" : reason("reason.plan_rate", rate);
}

// A plan without a defect.
void put_plan(const Tensor& array, SegmentTraining& training) {
  training.plan.seed = static_cast<std::uint64_t>(number_at(array, 0));
  training.plan.steps = static_cast<std::int64_t>(number_at(array, 1));
  training.plan.side = static_cast<std::int64_t>(number_at(array, 2));
  training.plan.groups = static_cast<int>(number_at(array, 3));
  training.plan.group = static_cast<int>(number_at(array, 4));
  training.done = static_cast<std::int64_t>(number_at(array, 5));
  training.plan.rate = array.data()[kPlanSize - 1];
}

Expected<void> take_memory(Arrays& arrays, SegmentTraining& training) {
  for (std::size_t n = 0; n < Segmenter::kNetworks; ++n) {
    const Network& network = training.segmenter.network(n);
    Adam& adam = training.optimisers[n];
    adam.steps = training.done;
    if (training.done == 0) continue;
    adam.mean = adam.square = network.parameters;
    auto ok = arrays.take_all(network, memory_name("mean", n), adam.mean).and_then([&] {
      return arrays.take_all(network, memory_name("square", n), adam.square, "reason.weights_negative",
                             [](float v) { return v >= 0 && std::isfinite(v); });
    });
    if (!ok) return ok;
  }
  return {};
}

}  // namespace

Expected<void> write_weights(const Segmenter& segmenter, const std::filesystem::path& path) {
  return write_named_arrays(arrays_of(segmenter), path);
}

Expected<Segmenter> parse_weights(std::string_view bytes, const std::string& name) {
  return parse_named_arrays(bytes, name).and_then([&](std::vector<NamedArray> read) {
    Arrays arrays(std::move(read), name);
    return segmenter_of(arrays);
  });
}

Expected<Segmenter> read_weights(const std::filesystem::path& path) {
  return read_whole(path).and_then([&](const std::string& bytes) { return parse_weights(bytes, path.string()); });
}

Expected<void> write_training(const SegmentTraining& training, const std::filesystem::path& path) {
  std::vector<NamedArray> arrays = arrays_of(training.segmenter);
  for (std::size_t n = 0; n < Segmenter::kNetworks; ++n) {
    const Network& network = training.segmenter.network(n);
    put_all(network, memory_name("mean", n), training.optimisers[n].mean, arrays);
    put_all(network, memory_name("square", n), training.optimisers[n].square, arrays);
  }
  arrays.push_back({std::string(kPlan), plan_array(training)});
  return write_named_arrays(arrays, path);
}

Expected<SegmentTraining> parse_training(std::string_view bytes, const std::string& name) {
  return parse_named_arrays(bytes, name).and_then([&](std::vector<NamedArray> read) -> Expected<SegmentTraining> {
    Arrays arrays(std::move(read), name);
    const auto plan = TRY(arrays.take(std::string(kPlan), {.w = kPlanSize}, "", [](float) { return true; }));
    if (const std::string defect = plan_defect(plan); !defect.empty()) return arrays.malformed(defect);
    auto segmenter = TRY(segmenter_of(arrays));
    SegmentTraining training{.plan = {}, .segmenter = std::move(segmenter), .optimisers = {}, .done = 0};
    put_plan(plan, training);
    return take_memory(arrays, training).map([&] { return std::move(training); });
  });
}

Expected<SegmentTraining> read_training(const std::filesystem::path& path) {
  return read_whole(path).and_then([&](const std::string& bytes) { return parse_training(bytes, path.string()); });
}

}  // namespace deconvlab
