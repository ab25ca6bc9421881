#include "app/ui/window.h"
namespace deconvlab { Expected<void> run_window(const Model&, bool) { return fail(ErrorCode::no_display); } }
