// How a page becomes a picture.
#pragma once

namespace deconvlab {

enum class Background { theme, white, none };

// Pages are laid out for 1280 x 720 logical pixels or more: other sizes show the same page larger or smaller.
struct PageLook {
  int width = 1280, height = 720;  // real pixels
  double scale = 1;                // of these, more or fewer for the same page
  Background background = Background::theme;
  bool crop = false;  // to what is drawn on it
};

}  // namespace deconvlab
