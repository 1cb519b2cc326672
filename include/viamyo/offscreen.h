// An OpenGL context without a window.
#pragma once

#include <memory>
#include <string>

#include "viamyo/errors.h"

namespace viamyo {

//! Current on the calling thread from construction until destruction. EGL without a surface first (no display needed), else a hidden window of the
//! X display named by DISPLAY. VIAMYO_OFFSCREEN=egl|x11 takes one way alone. Throws RenderError when neither can be had.
class OffscreenContext {
 public:
  OffscreenContext();
  ~OffscreenContext();
  OffscreenContext(const OffscreenContext&) = delete;
  OffscreenContext& operator=(const OffscreenContext&) = delete;

  void make_current();
  [[nodiscard]] std::string description() const;  //!< "EGL surfaceless, llvmpipe (LLVM 15.0.6, 256 bits)"

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace viamyo
