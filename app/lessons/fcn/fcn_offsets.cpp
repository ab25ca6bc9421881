#include "app/lessons/fcn/fcn_offsets.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/chain/chain.h"
#include "core/chain/chain_examples.h"

namespace deconvlab {

namespace {

constexpr std::array<std::string_view, 3> kNetworks = {"fcn-32s", "fcn-16s", "fcn-8s"};
constexpr std::string_view kPadded = "conv1_1", kPooled = "pool5";

double start_of(const std::vector<ChainStage>& stages, std::size_t result) { return stages[result].axes.front().start.value(); }

// Layers that leave their cells where they are have nothing to say, and the poolings stand together.
bool is_told(const ChainStep& step, double moved) { return step.name == kPooled || (step.layer.kind != LayerKind::max_pool && moved != 0); }

FcnOffset offset_of(const Chain& chain, const std::vector<ChainStage>& stages, std::size_t n, double poolings_from) {
  const ChainStep& step = chain.steps[n - 1];
  FcnOffset offset{.layer = step.name, .from = start_of(stages, step.from), .to = start_of(stages, n)};
  offset.jump = stages[n].axes.front().jump.value();
  if (step.name == kPooled) {
    offset.kind = FcnOffset::Kind::poolings;
    offset.from = poolings_from;
  }
  if (step.join == Join::crop) {
    offset.kind = FcnOffset::Kind::crop;
    offset.of = chain.steps[step.from - 1].name;
    offset.crop = stages[n].layer.p.front();
  }
  return offset;
}

std::vector<FcnOffset> offsets_of(std::string_view id) {
  const auto example = std::ranges::find(chain_examples(), id, &ChainExample::id);
  const Chain chain = *read_chain(example->id, example->text);
  const auto stages = *resolve_chain(chain, chain.input);
  std::vector<FcnOffset> offsets;
  double padded = 0;
  for (std::size_t n = 1; n < stages.size(); ++n) {
    const ChainStep& step = chain.steps[n - 1];
    if (step.name == kPadded) padded = start_of(stages, n);
    if (is_told(step, start_of(stages, n) - start_of(stages, step.from))) offsets.push_back(offset_of(chain, stages, n, padded));
  }
  return offsets;
}

}  // namespace

const std::vector<FcnOffset>& fcn_offsets(std::size_t variant) {
  static const std::array<std::vector<FcnOffset>, 3> all = {offsets_of(kNetworks[0]), offsets_of(kNetworks[1]), offsets_of(kNetworks[2])};
  return all[variant];
}

}  // namespace deconvlab
