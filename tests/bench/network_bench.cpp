// A pass of the shipped networks over one picture, and all that a lesson about them computes.
#include "app/lessons/networks/decoded.h"
#include "app/lessons/networks/weights.h"
#include "core/samples/labelled.h"
#include "core/samples/samples.h"
#include "support.h"

namespace deconvlab {
namespace {

Pass encoded() { return *forward(segmenter_in_use().encoder, as_network_input(labelled_scene(1, kSceneSide).picture)); }

void encoder(benchmark::State& state) {
  const Tensor x = as_network_input(labelled_scene(1, kSceneSide).picture);
  for (auto _ : state) benchmark::DoNotOptimize(forward(segmenter_in_use().encoder, x));
}
BENCHMARK(encoder)->Name("Decoder/encoder")->Unit(benchmark::kMillisecond)->UseRealTime();

// The picture is another one each time: the last is kept.
void whole_lesson(benchmark::State& state) {
  const Tensor picture = *make_sample("objects", Extent::square(kSceneSide));
  for (auto _ : state) benchmark::DoNotOptimize(decode(picture, "objects"));
}
BENCHMARK(whole_lesson)->Name("Decoder/lesson")->Unit(benchmark::kMillisecond)->UseRealTime();

[[maybe_unused]] const bool kRegistered = [] {
  for (std::size_t n = 0; n < kDecoders; ++n) {
    benchmark::RegisterBenchmark(fmt::format("Decoder/{}", decoder_styles()[n].id).c_str(),
                                 [n](benchmark::State& state) {
                                   const Pass pass = encoded();
                                   const Network& decoder = segmenter_in_use().decoders[n];
                                   for (auto _ : state) benchmark::DoNotOptimize(forward(decoder, pass.result(), pass.switches));
                                 })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  return true;
}();

}  // namespace
}  // namespace deconvlab
