#include "targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "app/course/guides.h"
#include "app/lessons/kind.h"
#include "app/state/link.h"
#include "core/chain/chain_text.h"
#include "core/chain/paths.h"
#include "core/formats/each_format.h"
#include "core/frameworks/frameworks.h"
#include "core/network/weights.h"

namespace deconvlab::fuzz {

namespace {

// Ends the process in every build: what does not hold here is a defect.
void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// Whatever is read has the values its shape says; whatever is not read has an error that names something.
void check(const Expected<Reading>& read) {
  if (!read) return require(!read.error().args.empty(), "an error has arguments");
  const Shape& s = read->array.shape();
  require(std::min({s.n, s.c, s.h, s.w}) >= 1, "sides are positive");
  require(static_cast<std::int64_t>(read->array.data().size()) == s.size(), "a value for each cell");
}

template <Expected<Reading> (*parse)(std::string_view, const std::string&)>
void run_reader(std::string_view bytes) {
  check(parse(bytes, "x"));
}

// A scene for each kind.
std::span<const SceneFacts> scenes() {
  static const std::vector<SceneFacts> facts = [] {
    std::vector<SceneFacts> of_all;
    for (const LessonKind* kind : kind_table()) of_all.push_back({kind->id, kind});
    return of_all;
  }();
  return facts;
}

// A link that is understood is written as one that is understood as the same model.
void run_link(std::string_view text) {
  const auto model = open_link(text, {}, scenes());
  const auto in_part = open_in_part(text, {}, scenes());
  require(!model || (in_part && in_part->left_out.empty()), "what is understood is opened whole");
  require(!in_part || open_link(to_link(in_part->model), {}, scenes()), "what is opened in part is written as a whole link");
  if (!model) {
    const ErrorCode code = model.error().code;
    return require(code == ErrorCode::bad_link || code == ErrorCode::unknown_name || code == ErrorCode::needless_field,
                   "the error is about the link");
  }
  const auto again = open_link(to_link(*model), {}, scenes());
  require(again.has_value(), "a written link is read");
  require(to_link(*again) == to_link(*model), "and stands for the same model");
  if (const auto results = compute(model->lesson)) require(results->output.size() > 0, "there is an output");
}

// A layer that is read is written in every framework's words, and has sizes or an error. `from`: a framework's id, or told by the names.
void run_layers(std::string_view text, std::string_view from) {
  const auto layers = read_layers("x", text, from);
  if (!layers) return require(!layers.error().args.empty(), "an error has arguments");
  require(!layers->empty(), "there is a layer");
  for (const LayerText& read : *layers) {
    const Layer& layer = read.layer;
    require(layer.rank >= 1 && layer.rank <= 3, "there are one to three axes");
    for (const Framework& framework : framework_table()) {
      const Written written = write_layer(framework, layer);
      require(written.exact || !written.notes.empty(), "what is not exact says so");
      filter_axes(framework, layer);
    }
    if (const auto sides = output_sides(layer, PerAxis(static_cast<std::size_t>(layer.rank), 40)))
      require(sides->size() == static_cast<std::size_t>(layer.rank), "a side for each axis");
  }
}

// A chain that is read has sizes and fields or an error, and lines that are read again.
void run_chain(std::string_view text) {
  const auto chain = read_chain("x", text);
  if (!chain) return require(!chain.error().args.empty(), "an error has arguments");
  require(!chain->steps.empty(), "there is a layer");
  for (std::size_t n = 0; n < chain->steps.size(); ++n) require(!notation_of(*chain, n).empty(), "there is a line for each step");
  const auto stages = resolve_chain(*chain, chain->input.empty() ? PerAxis{40} : PerAxis{}, 12);
  if (!stages) return require(!stages.error().args.empty(), "an error has arguments");
  require(stages->size() == chain->steps.size() + 1, "a result for each step");
  for (std::size_t axis = 0; axis < stages->back().axes.size(); ++axis) {
    const ChainAxis& last = stages->back().axes[axis];
    const auto paths = paths_to(*stages, chain->steps.size(), axis, last.side / 2);
    if (paths)
      require(std::ssize(paths->front().counts) <= std::max<std::int64_t>(last.field, stages->front().axes[axis].side),
              "what is read is input");
  }
}

// A guide that is read has beats, each with a link that opens.
void run_guide(std::string_view toml) {
  const auto guide = read_guide(toml, "x", scenes());
  if (!guide) return require(!guide.error().args.empty(), "an error has arguments");
  require(!guide->beats.empty(), "there is a beat");
  for (const Beat& beat : guide->beats) require(open_link(beat.link, {}, scenes()).has_value(), "a beat's link opens");
}

template <class Read>
void run_parameters(const Read& read) {
  if (!read) require(!read.error().args.empty(), "an error has arguments");
}

std::vector<Target> all_targets() {
  std::vector<Target> all{{"npy", "npy", run_reader<parse_npy>},
                          {"npz", "npz", run_reader<parse_npz>},
                          {"csv", "csv", run_reader<parse_csv>},
                          {"json", "json", run_reader<parse_json>},
                          {"mtx", "mtx", run_reader<parse_mtx>},
                          {"picture", "picture", run_reader<parse_picture>},
                          {"link", "link", run_link},
                          {"guide", "guide", run_guide},
                          {"weights", "weights", [](std::string_view bytes) { run_parameters(parse_weights(bytes, "x")); }},
                          {"training", "weights", [](std::string_view bytes) { run_parameters(parse_training(bytes, "x")); }},
                          {"chain", "chain", run_chain},
                          {"layers", "layers", [](std::string_view text) { run_layers(text, {}); }}};
  for (const Framework& framework : framework_table())
    all.push_back({std::string(framework.id), "layers", [&framework](std::string_view text) { run_layers(text, framework.id); }});
  return all;
}

}  // namespace

std::span<const Target> target_table() {
  static const std::vector<Target> targets = all_targets();
  return targets;
}

const Target* find_target(std::string_view name) {
  const auto found = std::ranges::find(target_table(), name, &Target::name);
  return found == target_table().end() ? nullptr : &*found;
}

}  // namespace deconvlab::fuzz
