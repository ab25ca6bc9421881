#include "app/ui/dialogs/export_look.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <system_error>

#include "app/lang/text.h"
#include "app/lessons/kind.h"
#include "app/ui/widgets/widgets.h"
#include "core/exceptions.h"

namespace deconvlab {

namespace {

constexpr double kLabel = 130;  // logical pixels
constexpr int kHeights[] = {360, 720, 1080, 2160};
constexpr int kRates[] = {5, 10, 20, 30};
constexpr std::string_view kThemes[] = {"light", "dark", "high-contrast"};
constexpr double kStepField = 70;

// Its alternatives beside the label; the one clicked or -1.
int row(const Panel& panel, std::string_view id, std::string_view label_key, std::span<const std::string> labels, int chosen,
        double width) {
  ImGui::AlignTextToFramePadding();
  const float left = ImGui::GetCursorPosX();
  text_in(panel.theme.muted, panel.phrase(label_key));
  ImGui::SameLine(left + panel.px(kLabel));
  const std::vector<std::string_view> shown(labels.begin(), labels.end());
  return alternatives(panel, id, shown, chosen, width - kLabel);
}

template <class List, class Value>
int place_in(const List& list, const Value& value) {
  const auto at = std::ranges::find(list, value);
  return at == std::end(list) ? -1 : static_cast<int>(std::distance(std::begin(list), at));
}

void choose_size(const Panel& panel, ExportRequest& request, double width) {
  std::vector<std::string> labels;
  for (const int height : kHeights) labels.push_back(fmt::format("{} × {}", height * 16 / 9, height));
  const int shown = request.look.height > 0 ? request.look.height : usual_height(request.kind);
  const int picked = row(panel, "export.size", "export.size", labels, place_in(kHeights, shown), width);
  if (picked >= 0) request.look.height = kHeights[picked];
}

// Films have one.
void choose_background(const Panel& panel, ExportRequest& request, bool film, double width) {
  std::vector<std::string> labels;
  for (const std::string_view key : {"export.background_theme", "export.background_white", "export.background_none"})
    labels.emplace_back(panel.phrase(key));
  if (film) labels.pop_back();
  if (film && request.look.background == Background::none) request.look.background = Background::theme;
  const int picked = row(panel, "export.background", "export.background", labels, static_cast<int>(request.look.background), width);
  if (picked >= 0) request.look.background = static_cast<Background>(picked);
}

void choose_margins(const Panel& panel, ExportRequest& request, double width) {
  const std::string labels[] = {std::string(panel.phrase("export.whole_page")), std::string(panel.phrase("export.cropped"))};
  const int picked = row(panel, "export.margins", "export.margins", labels, request.look.crop ? 1 : 0, width);
  if (picked >= 0) request.look.crop = picked == 1;
}

void choose_theme(const Panel& panel, ExportRequest& request, double width) {
  const std::string labels[] = {std::string(panel.phrase("export.light")), std::string(panel.phrase("export.dark")),
                                std::string(panel.phrase("export.high_contrast"))};
  const std::string& shown = request.look.theme.empty() ? panel.model().theme : request.look.theme;
  const int picked = row(panel, "export.theme", "export.theme", labels, place_in(kThemes, shown), width);
  if (picked >= 0) request.look.theme = kThemes[picked];
}

void choose_language(const Panel& panel, ExportRequest& request, double width) {
  std::vector<std::string> labels;
  std::vector<std::string> ids;
  for (const Language& language : language_table()) {
    labels.emplace_back(language.name);
    ids.emplace_back(language.id);
  }
  const std::string& shown = request.look.language.empty() ? panel.model().language : request.look.language;
  const int picked = row(panel, "export.language", "export.language", labels, place_in(ids, shown), width);
  if (picked >= 0) request.look.language = ids[static_cast<std::size_t>(picked)];
}

void choose_rate(const Panel& panel, ExportRequest& request, double width) {
  std::vector<std::string> labels{std::string(panel.phrase("export.usual_rate"))};
  for (const int rate : kRates) labels.push_back(fmt::format("{}", rate));
  const int chosen = request.look.per_second > 0 ? place_in(kRates, request.look.per_second) + 1 : 0;
  const int picked = row(panel, "export.rate", "export.rate", labels, chosen, width);
  if (picked >= 0) request.look.per_second = picked == 0 ? 0 : kRates[picked - 1];
}

// Counted from 1, as the timeline has them.
void choose_steps(const Panel& panel, ExportRequest& request) {
  const float left = ImGui::GetCursorPosX();
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase("export.steps_shown"));
  ImGui::SameLine(left + panel.px(kLabel));
  const std::int64_t last = step_count(panel.model().lesson);
  std::int64_t from = request.look.from + 1, to = request.look.to < 0 ? last : request.look.to + 1;
  if (number_field(panel, "export.from", from, kStepField)) request.look.from = from - 1;
  ImGui::SameLine();
  text_in(panel.theme.muted, "–");
  ImGui::SameLine();
  if (number_field(panel, "export.to", to, kStepField)) request.look.to = std::max<std::int64_t>(0, to - 1);
  ImGui::SameLine();
  text_in(panel.theme.muted, say(panel.language, "export.of_steps", last));
}

// All that the estimate depends on.
std::string named(const ExportRequest& request, const Model& model) {
  const ExportLook& look = request.look;
  return fmt::format("{} {} {} {} {} {} {} {} {} {} {} {}", request.kind, std::filesystem::path(request.path).extension().string(),
                     look.height, static_cast<int>(look.background), look.theme, look.language, look.per_second, look.from, look.to,
                     look.crop, static_cast<const void*>(request.recording.get()), to_link(model));
}

std::string size_text(const Panel& panel, std::uintmax_t bytes) {
  const double kilobytes = static_cast<double>(bytes) / 1000;
  return kilobytes < 1000 ? say(panel.language, "export.kilobytes", fmt::format("{:.0f}", std::max(1.0, kilobytes)))
                          : say(panel.language, "export.megabytes", fmt::format("{:.1f}", kilobytes / 1000));
}

std::string estimate_text(const Panel& panel, const ExportEstimate& e) {
  const std::string size = size_text(panel, e.bytes);
  if (e.seconds == 0) return say(panel.language, "export.picture_estimate", e.width, e.height, size);
  return say(panel.language, "export.film_estimate", fmt::format("{:.1f}", e.seconds), e.frames, e.width, e.height, size);
}

// Beside the window; where the system gives no thread, none is made.
void ask_for_estimate(const Panel& panel, const ExportRequest& request, std::string of) {
  auto& estimate = panel.ui.export_estimate;
  try {
    estimate.coming = std::async(
        std::launch::async, [request, model = panel.model()] { return without_throwing([&] { return estimate_export(request, model); }); });
    estimate.of = std::move(of);
  } catch (const std::system_error&) {
    estimate.known.reset();
  }
}

}  // namespace

void draw_look_rows(const Panel& panel, ExportRequest& request, bool film, double width) {
  choose_size(panel, request, width);
  choose_background(panel, request, film, width);
  choose_margins(panel, request, width);
  choose_theme(panel, request, width);
  choose_language(panel, request, width);
  if (!film) return;
  choose_rate(panel, request, width);
  choose_steps(panel, request);
}

void collect_estimate(UiState& ui) {
  auto& estimate = ui.export_estimate;
  if (estimate.coming.valid() && estimate.coming.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    estimate.known = estimate.coming.get();
}

void draw_estimate(const Panel& panel, const ExportRequest& request) {
  auto& estimate = panel.ui.export_estimate;
  std::string wanted = named(request, panel.model());
  if (!estimate.coming.valid() && wanted != estimate.of) ask_for_estimate(panel, request, wanted);
  const bool known = estimate.known && !estimate.coming.valid() && estimate.of == wanted;
  if (!known) return text_in(panel.theme.muted, panel.phrase("export.estimating"));
  if (*estimate.known) return text_in(panel.theme.muted, estimate_text(panel, **estimate.known));
  text_in(panel.theme.of(Role::switches).ink, say(panel.language, estimate.known->error()));
}

}  // namespace deconvlab
