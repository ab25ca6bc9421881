// Writes settings while the program runs, so that a crash or a power cut loses less than a second of them.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "app/ui/settings/settings.h"

namespace deconvlab {

class SettingsKeeper {
 public:
  // `base`: what the file has, as this window knows it; nothing where it is to be written in any case.
  SettingsKeeper(std::filesystem::path file, std::optional<Settings> base);
  ~SettingsKeeper();
  SettingsKeeper(const SettingsKeeper&) = delete;
  SettingsKeeper& operator=(const SettingsKeeper&) = delete;

  // These are to be found at the next start. Never waits for the disk.
  void keep(const Settings& now);
  // Why the last of them could not be written, said once.
  std::optional<Error> refused();
  // Writes what has not been written. Errors: cannot_write.
  Expected<void> finish();

 private:
  void run();

  const std::filesystem::path file_;
  std::optional<Settings> base_;  // as they were written last
  Settings now_;
  bool due_ = false, ended_ = false;
  Expected<void> written_;
  bool told_ = true;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::thread writer_;
};

}  // namespace deconvlab
