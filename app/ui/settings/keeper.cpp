#include "app/ui/settings/keeper.h"

#include <chrono>
#include <utility>

#include "app/ui/settings/recovery.h"

namespace deconvlab {

namespace {

constexpr std::chrono::milliseconds kBetween{400};  // one writing and the next

}  // namespace

SettingsKeeper::SettingsKeeper(std::filesystem::path file, std::optional<Settings> base)
    : file_(std::move(file)), base_(std::move(base)), now_(base_.value_or(Settings())), writer_([this] { run(); }) {}

SettingsKeeper::~SettingsKeeper() { (void)finish(); }

void SettingsKeeper::keep(const Settings& now) {
  const std::lock_guard lock(mutex_);
  if (now == now_ && base_) return;
  now_ = now;
  due_ = true;
  changed_.notify_one();
}

std::optional<Error> SettingsKeeper::refused() {
  const std::lock_guard lock(mutex_);
  if (std::exchange(told_, true) || written_) return std::nullopt;
  return written_.error();
}

Expected<void> SettingsKeeper::finish() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_one();
  }
  if (writer_.joinable()) writer_.join();
  return written_;
}

void SettingsKeeper::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return due_ || ended_; });
    if (!std::exchange(due_, false)) return;
    const Settings now = now_;
    const Settings base = base_.value_or(Settings());
    lock.unlock();
    auto written = merge_into(file_, base, now);
    lock.lock();
    if (written) base_ = now;
    told_ = told_ && (written || !written_);
    written_ = std::move(written);
    changed_.wait_for(lock, kBetween, [&] { return ended_; });
  }
}

}  // namespace deconvlab
