// A dialog over the middle of the window, which waits until it is closed.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// The dialog's inside is drawn while the object lives, and only where it is true. Its width is that of what is drawn in it.
class Modal {
 public:
  // Opens where `asked`, which it takes back.
  Modal(const Panel& panel, const char* id, bool& asked, std::string_view title_key);
  ~Modal();
  Modal(const Modal&) = delete;
  Modal& operator=(const Modal&) = delete;
  explicit operator bool() const { return open_; }

  // A dialog's last button; Escape does the same, unless a list is open in it, which takes it.
  void close_button(const Panel& panel, std::string_view id) const;

 private:
  const Panel& panel_;
  bool open_, lists_ = false;
};

}  // namespace deconvlab
