#include "core/chain/chain_text.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "core/chain/notation.h"
#include "core/find_named.h"
#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

class NotationReader {
 public:
  NotationReader(std::string_view source, int rank) {
    chain_.source = std::string(source);
    if (rank > 0) chain_.rank = rank;
  }

  Expected<Chain> all(std::string_view text) {
    const auto lines = chain_lines(text);
    if (lines.empty()) return fail(ErrorCode::cannot_open, chain_.source, reason("reason.no_layer"));
    if (lines.size() > kMostChainSteps) return fail(ErrorCode::too_large, "layers", lines.size(), kMostChainSteps);
    TRY(find_rank(lines));
    for (const ChainLine& one : lines) TRY(read(one));
    if (chain_.steps.empty()) return fail(ErrorCode::cannot_open, chain_.source, reason("reason.no_layer"));
    return std::move(chain_);
  }

 private:
  template <class... Args>
  tl::unexpected<Error> bad(std::string_view key, const Args&... args) const {
    return wrong(chain_.source, line_, key, args...);
  }

  // How many axes there are is said by the first line that says it, and no other one may say otherwise.
  Expected<void> find_rank(const std::vector<ChainLine>& lines) {
    int said = 0;
    for (const ChainLine& one : lines) {
      line_ = one.line;
      for (const std::string_view word : words_of(one.text)) {
        const int rank = axes_said(word);
        if (rank == 0) continue;
        if (said != 0 && rank != said) return bad("reason.chain_ranks", excerpt(word), rank, said);
        said = rank;
      }
    }
    if (said != 0) chain_.rank = said;
    return {};
  }

  Expected<void> read(const ChainLine& one) {
    line_ = one.line;
    auto words = words_of(one.text);
    ChainStep step;
    step.line = line_;
    if (words.front().ends_with(':')) {
      step.name = std::string(words.front().substr(0, words.front().size() - 1));
      words.erase(words.begin());
      TRY(check_name(step.name));
    }
    if (words.empty()) return bad("reason.line_ends");
    const ChainWord& word = *TRY(find_word(words.front()));
    step.function = std::string(words.front());
    word_ = step.function;
    options_ = TRY(options_of(word, std::span(words).subspan(1)));
    if (word.name == "input") return read_input(step);
    TRY(check_needs(word));
    TRY(fill(word, step));
    chain_.steps.push_back(std::move(step));
    return {};
  }

  Expected<void> check_name(std::string_view name) const {
    const bool taken = name == "input" || std::ranges::count(chain_.steps, name, &ChainStep::name) > 0;
    if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return bad("reason.want_name", excerpt(name.empty() ? ":" : name));
    return taken ? Expected<void>(bad("reason.chain_named_twice", excerpt(name))) : Expected<void>();
  }

  Expected<const ChainWord*> find_word(std::string_view written) const {
    std::string_view plain = written;
    take_rank(plain);
    for (const ChainWord& word : chain_words())
      if (word.name == plain) return &word;
    std::vector<std::string_view> names;
    for (const ChainWord& word : chain_words()) names.push_back(word.name);
    const std::string nearest = nearest_name(plain, names);
    if (!nearest.empty()) return bad("reason.chain_word_near", excerpt(written), nearest);
    return bad("reason.chain_word", excerpt(written), names_of(chain_words(), &ChainWord::name));
  }

  Expected<std::vector<ChainOption>> options_of(const ChainWord& word, std::span<const std::string_view> words) const {
    std::vector<ChainOption> options;
    for (std::size_t n = 0; n < words.size(); ++n) {
      ChainOption option = option_of(word, words[n]);
      const bool names = option.name == "from" || option.name == "like";
      if (names && n + 1 < words.size()) option.value = words[++n];
      if (!has_option(word, option.name)) return bad("reason.chain_option", word_, excerpt(words[n]), listed(words_of(word.options)));
      if (names && option.value.empty()) return bad("reason.chain_needs_name", option.name);
      if (std::ranges::count(options, option.name, &ChainOption::name) > 0) return bad("reason.chain_twice", word_, option.name);
      options.push_back(option);
    }
    return options;
  }

  const ChainOption* find(std::string_view name) const {
    const auto found = std::ranges::find(options_, name, &ChainOption::name);
    return found == options_.end() ? nullptr : &*found;
  }
  bool has(std::string_view name) const { return find(name) != nullptr; }

  Expected<void> check_needs(const ChainWord& word) const {
    const auto needs = words_of(word.needs);
    if (needs.empty() || std::ranges::any_of(needs, [&](std::string_view name) { return has(name); })) return {};
    return bad("reason.chain_needs", word_, names_text(needs));
  }

  // As they are typed.
  static std::string names_text(const std::vector<std::string_view>& names) {
    constexpr std::pair<std::string_view, std::string_view> kTyped[] = {{"k", "k3"},    {"c", "c64"},    {"x", "x2"},
                                                                        {"SIZE", "56"}, {"CELLS", "19"}, {"like", "like NAME"}};
    std::vector<std::string_view> typed;
    for (const std::string_view name : names) {
      const auto found = std::ranges::find(kTyped, name, &std::pair<std::string_view, std::string_view>::first);
      typed.push_back(found == std::end(kTyped) ? name : found->second);
    }
    return listed(typed);
  }

  Expected<void> read_input(const ChainStep& step) {
    if (!chain_.steps.empty() || !chain_.input.empty() || chain_.channels != 0) return bad("reason.chain_input_first");
    if (!step.name.empty()) return bad("reason.chain_named_twice", "input");
    if (const ChainOption* size = find("SIZE")) chain_.input = TRY(axes(*size, 1));
    if (const ChainOption* channels = find("c")) chain_.channels = TRY(number(*channels, channels->value, 1));
    return {};
  }

  Expected<std::int64_t> number(const ChainOption& option, std::string_view text, std::int64_t least) const {
    std::int64_t value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = status == std::errc() && end == text.data() + text.size() && !text.empty();
    const bool too_long = status == std::errc::result_out_of_range;
    if (!whole && !too_long) return bad("reason.chain_value", word_, excerpt(option.written), option.name.size() == 1 ? option.name : "");
    if (too_long || value > kLargestSize || value < -kLargestSize)
      return bad("reason.value_most", word_, excerpt(option.written), kLargestSize);
    if (value < least) return bad("reason.value_least", word_, excerpt(option.written), least);
    return value;
  }

  // One for each axis.
  Expected<PerAxis> axes(const ChainOption& option, std::int64_t least) const {
    const auto parts = parted(option.value, 'x');
    PerAxis all;
    for (const std::string_view part : parts) all.push_back(TRY(number(option, part, least)));
    if (all.size() == 1) all.assign(static_cast<std::size_t>(chain_.rank), PerAxis::value_type(all.front()));
    if (std::ssize(all) != chain_.rank) return bad("reason.chain_axes", excerpt(option.written), parts.size(), chain_.rank);
    return all;
  }

  // Alike at both ends, as axes; before,after of all axes; before,after of each.
  Expected<void> ends(const ChainOption& option, Layer& layer) const {
    const auto parts = parted(option.value, ',');
    const auto rank = static_cast<std::size_t>(chain_.rank);
    if (parts.size() == 1) {
      layer.p = layer.p_end = TRY(axes(option, -kLargestSize));
      return {};
    }
    if (parts.size() != 2 && parts.size() != 2 * rank) return bad("reason.chain_axes", excerpt(option.written), parts.size(), 2 * rank);
    for (std::size_t axis = 0; axis < rank; ++axis) {
      const std::size_t at = parts.size() == 2 ? 0 : 2 * axis;
      layer.p[axis] = TRY(number(option, parts[at], -kLargestSize));
      layer.p_end[axis] = TRY(number(option, parts[at + 1], -kLargestSize));
    }
    return {};
  }

  Expected<std::size_t> result(std::string_view name) const {
    if (name == "input") return std::size_t{0};
    for (std::size_t n = 0; n < chain_.steps.size(); ++n)
      if (chain_.steps[n].name == name) return n + 1;
    std::vector<std::string_view> names{"input"};
    for (const ChainStep& step : chain_.steps)
      if (!step.name.empty()) names.push_back(step.name);
    const std::string nearest = nearest_name(name, names);
    if (!nearest.empty()) return bad("reason.chain_result_near", excerpt(name), nearest);
    return bad("reason.chain_result", excerpt(name));
  }

  Expected<void> fill(const ChainWord& word, ChainStep& step) {
    Layer& layer = step.layer;
    layer.kind = word.kind;
    layer.rank = chain_.rank;
    step.from = chain_.steps.size();
    if (const ChainOption* from = find("from")) step.from = TRY(result(from->value));
    layer.p = layer.p_end = axes_of(layer, 0);
    TRY(fill_windows(word, step));
    TRY(fill_padding(step));
    TRY(fill_channels(word, step));
    TRY(fill_scale(word, layer));
    return fill_join(word, step);
  }

  Expected<void> fill_windows(const ChainWord& word, ChainStep& step) const {
    Layer& layer = step.layer;
    layer.s = layer.d = axes_of(layer, 1);
    step.whole = word.name == "fc" || has("whole");
    if (step.whole && has("k")) return bad("reason.chain_twice", word_, "k");
    if (const ChainOption* k = find("k")) layer.k = TRY(axes(*k, 1));
    const bool pools = !word.needs.empty() && word.name.ends_with("pool");
    if (pools && !step.whole) layer.s = layer.k;
    if (const ChainOption* s = find("s")) layer.s = TRY(axes(*s, 1));
    if (const ChainOption* d = find("d")) layer.d = TRY(axes(*d, 1));
    if (const ChainOption* a = find("a")) layer.a = TRY(axes(*a, 0));
    layer.ceil_mode = has("ceil");
    return {};
  }

  Expected<void> fill_padding(ChainStep& step) const {
    struct Rule {
      std::string_view name;
      Padding padding;
    };
    constexpr Rule kRules[] = {{"same", Padding::same}, {"same-lower", Padding::same_lower}, {"valid", Padding::valid}};
    Layer& layer = step.layer;
    int said = has("p") + has("causal") + has("CELLS");
    for (const Rule& rule : kRules) {
      if (!has(rule.name)) continue;
      layer.rule = rule.padding;
      ++said;
    }
    if (said > 1) return bad("reason.chain_twice", word_, "p");
    if (const ChainOption* p = find("p")) TRY(ends(*p, layer));
    if (const ChainOption* cells = find("CELLS")) TRY(ends(*cells, layer));
    for (std::size_t axis = 0; has("causal") && axis < layer.k.size(); ++axis) layer.p[axis] = layer.d[axis] * (layer.k[axis] - 1);
    return {};
  }

  Expected<void> fill_channels(const ChainWord& word, ChainStep& step) const {
    Layer& layer = step.layer;
    if (word.kind != LayerKind::conv && word.kind != LayerKind::conv_transpose) return {};
    layer.bias = !has("nobias");
    step.keeps_channels = !has("c");
    if (const ChainOption* c = find("c")) layer.out = TRY(number(*c, c->value, 1));
    if (const ChainOption* g = find("g")) layer.groups = TRY(number(*g, g->value, 1));
    return {};
  }

  Expected<void> fill_scale(const ChainWord& word, Layer& layer) const {
    const ChainOption* x = find("x");
    if (const ChainOption* size = find("SIZE")) {
      if (x != nullptr) return bad("reason.size_and_scale", word_);
      layer.output = TRY(axes(*size, 1));
      return fill_interpolation(layer);
    }
    if (x == nullptr) return {};
    if (word.kind == LayerKind::pixel_shuffle) {
      layer.block = TRY(number(*x, x->value, 1));
      return {};
    }
    for (const std::string_view part : parted(x->value, 'x')) {
      double scale = 0;
      const auto [end, status] = std::from_chars(part.data(), part.data() + part.size(), scale);
      const bool good =
          status == std::errc() && end == part.data() + part.size() && scale > 0 && scale <= static_cast<double>(kLargestSize);
      if (!good) return bad("reason.value_scale", word_, excerpt(x->written));
      layer.scale.push_back(scale);
    }
    if (layer.scale.size() == 1) layer.scale.assign(static_cast<std::size_t>(chain_.rank), double(layer.scale.front()));
    if (std::ssize(layer.scale) != chain_.rank) return bad("reason.chain_axes", excerpt(x->written), layer.scale.size(), chain_.rank);
    return fill_interpolation(layer);
  }

  Expected<void> fill_interpolation(Layer& layer) const {
    if (has("linear") + has("cubic") + has("nearest") > 1) return bad("reason.chain_twice", word_, "linear");
    layer.interpolation = has("linear") ? Interpolation::linear : has("cubic") ? Interpolation::cubic : Interpolation::nearest;
    const bool nearest = layer.interpolation == Interpolation::nearest;
    if (nearest && has("corners")) return bad("reason.corners_and_nearest", word_, "corners");
    layer.resampling = nearest ? Resampling{Coordinates::asymmetric, Rounding::floor}
                               : Resampling{has("corners") ? Coordinates::align_corners : Coordinates::half_pixel, Rounding::usual};
    return {};
  }

  Expected<void> fill_join(const ChainWord& word, ChainStep& step) const {
    if (const ChainOption* like = find("like")) {
      step.join = Join::crop;
      step.with = TRY(result(like->value));
      step.centred = has("centred");
      if (step.centred && has("CELLS")) return bad("reason.chain_twice", word_, "p");
      if (!has("CELLS")) step.layer.p.clear();
    }
    if (const ChainOption* name = find("NAME")) {
      step.join = word.name == "add" ? Join::add : Join::concatenate;
      step.with = TRY(result(name->value));
    }
    return {};
  }

  Chain chain_;
  int line_ = 1;
  std::string word_;
  std::vector<ChainOption> options_;
};

}  // namespace

Expected<Chain> read_notation(std::string_view source, std::string_view text, int rank) { return NotationReader(source, rank).all(text); }

}  // namespace deconvlab
