#include "app/scenes/imitate/imitate_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "app/state/player.h"
#include "core/operators/conv_transpose.h"

namespace deconvlab {

namespace {

constexpr std::string_view kTitles[] = {"imitate.nearest", "imitate.bilinear", "imitate.unpool"};

// A number of the three targets, in their order.
template <class NumberOf>
std::array<std::string, kImitationTargets> each(NumberOf&& number_of) {
  std::array<std::string, kImitationTargets> texts;
  for (const ImitationTarget target : kAllImitationTargets) texts[static_cast<std::size_t>(target)] = number_of(target);
  return texts;
}

// Nothing of a training that diverged although a kernel gives the target.
std::string of_upsampling(const ImitateStage& s, ImitationTarget target) {
  const Imitation& one = s.all[target];
  const Extent k = s.up().kernel();
  const std::string name = title_of(s.frame.language, target);
  if (one.task.counted.size.area() == 0) return say(s.frame.language, "imitate.nothing", name);
  if (!one.can_reach()) return say(s.frame.language, "imitate.cannot", name, k.h, k.w, floor_text(one));
  return s.stopped(target) ? "" : say(s.frame.language, "imitate.can", name);
}

std::string of_border(const ImitateStage& s) {
  const std::int64_t counted = s.all[ImitationTarget::bilinear].task.counted.size.area();
  return say(s.frame.language, "imitate.border", counted, s.large().area());
}

std::vector<std::string> of_upsamplings(const ImitateStage& s) {
  const Imitation& bilinear = s.all[ImitationTarget::bilinear];
  const bool counts = bilinear.task.counted.size.area() > 0;
  std::vector<std::string> said;
  if (counts && bilinear.can_reach() && s.all[ImitationTarget::nearest].can_reach() && !s.any_stopped()) {
    said.emplace_back(phrase(s.frame.language, "imitate.can_both"));
  } else {
    said = {of_upsampling(s, ImitationTarget::nearest), of_upsampling(s, ImitationTarget::bilinear)};
  }
  if (counts) said.push_back(of_border(s));
  return said;
}

std::string of_unpooling(const ImitateStage& s) {
  const Imitation& one = s.all[ImitationTarget::unpool];
  const Language& language = s.frame.language;
  if (!one.can_reach()) return say(language, "imitate.never", s.places());
  if (s.stopped(ImitationTarget::unpool)) return {};
  return s.places() == 1 ? std::string(phrase(language, "imitate.agree")) : say(language, "imitate.by_heart", s.small().area());
}

std::string of_divergence(const ImitateStage& s, ImitationTarget target) {
  const Imitation& one = s.all[target];
  return say(s.frame.language, "imitate.diverged", title_of(s.frame.language, target), *one.run.diverged, one.run.best());
}

// "② nearest at update 2, ① unpooling at update 3".
std::string divergences(const ImitateStage& s) {
  std::string text;
  for (const ImitationTarget target : kAllImitationTargets) {
    if (!s.stopped(target)) continue;
    text += text.empty() ? "" : phrase(s.frame.language, "imitate.and");
    text += say(s.frame.language, "imitate.diverged_at", title_of(s.frame.language, target), *s.all[target].run.diverged);
  }
  return text;
}

// What is shown of a training that the rate drove apart is no outcome of its updates.
std::string diverged_sentence(const ImitateStage& s, const std::array<std::string, kImitationTargets>& losses) {
  const auto at = [&](ImitationTarget target) { return s.all[target].run.diverged; };
  const std::optional<std::int64_t> first = at(ImitationTarget::nearest);
  const bool at_once = s.all_stopped() && at(ImitationTarget::bilinear) == first && at(ImitationTarget::unpool) == first;
  const std::string_view key = at_once ? "imitate.step_diverged" : "imitate.step_some_diverged";
  return say(s.frame.language, key, at_once ? fmt::format("{}", *first) : divergences(s), significant(s.frame.model.lesson.rate, 3),
             losses[0], losses[1], losses[2]);
}

// What one counted cell adds to the gradient of a weight: 2 e x / n, of the mean of n squared differences e.
double part_in_gradient(const ImitateStage& s, ImitationTarget target, Cell cell, float x) {
  const ImitationTask& task = s.all[target].task;
  if (!task.counted.contains(cell)) return 0;
  const double difference = double{s.output(target).at(cell)} - task.target.at(cell);
  return 2 * difference * x / static_cast<double>(task.counted.size.area());
}

std::string weight_name(Cell w) { return fmt::format("w({},{})", w.row, w.col); }

// All pooled cells that meet a cell of the large grid, in order: call(weight, x).
template <class Call>
void each_term(const ImitateStage& s, Cell cell, Call&& call) {
  for (std::int64_t n = 0; n < s.small().area(); ++n) {
    const Cell pooled = s.small().cell_at(n);
    const MaybeCell weight = s.up().weight_between(pooled, cell);
    if (weight.found) call(weight.cell, s.r.pooled.values.at(pooled));
  }
}

double gradient_of(const ImitateStage& s, ImitationTarget target, Cell weight) {
  double sum = 0;
  for (std::int64_t n = 0; n < s.large().area(); ++n) {
    const Cell cell = s.large().cell_at(n);
    each_term(s, cell, [&](Cell w, float x) { sum += w == weight ? part_in_gradient(s, target, cell, x) : 0; });
  }
  return sum;
}

// Of the kernel shown and the best one.
std::string describe_weight(const ImitateStage& s, ImitationTarget target, Cell c) {
  const Imitation& one = s.all[target];
  return say(s.frame.language, "imitate.describe_weight", title_of(s.frame.language, target), weight_name(c),
             number(s.kernel(target).at(c)), number(one.best.kernel.at(c)), significant(gradient_of(s, target, c), 3),
             one.task.counted.size.area());
}

// A cell of one target's planes: the weights that make it, how far it is off, and what that does to each of them.
std::string describe_made(const ImitateStage& s, ImitationTarget target, Cell c) {
  const Language& language = s.frame.language;
  const ImitationTask& task = s.all[target].task;
  std::string terms, parts;
  each_term(s, c, [&](Cell w, float x) {
    terms += fmt::format("{}{}·{}", terms.empty() ? "" : " + ", number(x), weight_name(w));
    parts += fmt::format("{}{} {}", parts.empty() ? "" : std::string(phrase(language, "imitate.and")), weight_name(w),
                         significant(part_in_gradient(s, target, c, x), 3));
  });
  const float output = s.output(target).at(c);
  const std::string made = say(language, "imitate.describe_made", title_of(language, target), c.row, c.col, terms.empty() ? "0" : terms,
                               number(output), number(task.target.at(c)), number(output - task.target.at(c)));
  if (!task.counted.contains(c)) return then(made, phrase(language, "imitate.not_counted"));
  return parts.empty() ? made : then(made, say(language, "imitate.its_part", task.counted.size.area(), parts));
}

std::string describe_cell(const ImitateStage& s, Cell c) {
  const auto wanted = each([&](ImitationTarget target) { return number(s.all[target].task.target.at(c)); });
  const auto found = each([&](ImitationTarget target) { return number(s.output(target).at(c)); });
  return say(s.frame.language, "imitate.describe", c.row, c.col, found[0], wanted[0], found[1], wanted[1], found[2], wanted[2]);
}

}  // namespace

ImitateStage::ImitateStage(const Frame& f)
    : frame(f),
      r(*f.results.pooling().resampled),
      all(*f.results.of<TrainingResult>().imitations),
      update(moment_of(f.model.time, kTrainingUpdates + 1).step),
      largest(scale_of(r.pooled.values.data()).largest) {
  for (const ImitationTarget target : kAllImitationTargets)
    outputs[static_cast<std::size_t>(target)] = conv_transpose(r.pooled.values, kernel(target), up());
}

bool ImitateStage::all_stopped() const {
  return std::ranges::all_of(kAllImitationTargets, [&](ImitationTarget target) { return stopped(target); });
}

bool ImitateStage::any_stopped() const {
  return std::ranges::any_of(kAllImitationTargets, [&](ImitationTarget target) { return stopped(target); });
}

Cell ImitateStage::switch_of(Cell pooled) const { return large().cell_at(r.pooled.switches.at(pooled)); }

std::int64_t ImitateStage::places() const {
  std::set<std::pair<std::int64_t, std::int64_t>> found;
  for (std::int64_t n = 0; n < small().area(); ++n) {
    const Cell pooled = small().cell_at(n);
    const Cell at = switch_of(pooled);
    found.emplace(at.row - pool().h.input_of(pooled.row, 0), at.col - pool().w.input_of(pooled.col, 0));
  }
  return std::ssize(found);
}

Color ink_of(const Theme& theme, ImitationTarget target) {
  const Color inks[] = {theme.of(Role::output).ink, theme.text, theme.of(Role::switches).ink};
  return inks[static_cast<int>(target)];
}

std::string title_of(const Language& language, ImitationTarget target) {
  return std::string(phrase(language, kTitles[static_cast<int>(target)]));
}

std::string loss_text(double loss) { return significant(loss, loss >= 1e-3 && loss < 1e5 ? 4 : 2); }

std::string floor_text(const Imitation& one) { return one.can_reach() ? "0" : loss_text(one.best.loss); }

std::vector<std::string> imitate_statements(const ImitateStage& s) {
  std::vector<std::string> said;
  for (const ImitationTarget target : kAllImitationTargets) {
    if (s.stopped(target)) said.push_back(of_divergence(s, target));
  }
  said.push_back(of_unpooling(s));
  for (std::string& statement : of_upsamplings(s)) said.push_back(std::move(statement));
  std::erase(said, "");
  return said;
}

std::string imitate_sentence(const ImitateStage& s) {
  const Lesson& lesson = s.frame.model.lesson;
  const auto losses = each([&](ImitationTarget target) { return loss_text(s.all[target].loss(s.update)); });
  const std::string floor = floor_text(s.all[ImitationTarget::unpool]);
  if (s.update == 0) return say(s.frame.language, "imitate.start", losses[0], losses[1], losses[2]);
  if (s.any_stopped()) return diverged_sentence(s, losses);
  return say(s.frame.language, "imitate.step", s.update, kTrainingUpdates, significant(lesson.rate, 3), losses[0], losses[1], losses[2],
             floor);
}

std::string describe_imitation(const Focus& focus, const Frame& frame) {
  const ImitateStage s(frame);
  const bool of_one = focus.channel >= 0 && focus.channel < kImitationTargets;
  const auto target = static_cast<ImitationTarget>(of_one ? focus.channel : 0);
  if (focus.target == Target::weight && of_one && s.up().kernel().contains(focus.cell)) return describe_weight(s, target, focus.cell);
  if (focus.target == Target::output && s.large().contains(focus.cell))
    return of_one ? describe_made(s, target, focus.cell) : describe_cell(s, focus.cell);
  if (focus.target != Target::input || !s.small().contains(focus.cell)) return {};
  const Cell at = s.switch_of(focus.cell);
  return say(frame.language, "unpool.describe_pooled", focus.cell.row, focus.cell.col, number(s.r.pooled.values.at(focus.cell)), at.row,
             at.col, s.large().index_of(at));
}

}  // namespace deconvlab
