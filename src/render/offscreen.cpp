#include "viamyo/offscreen.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <fmt/format.h>

#include <vtkOpenGLRenderWindow.h>
#include <vtkRenderWindow.h>
#include <vtkSmartPointer.h>

#include <array>
#include <cstdlib>
#include <string_view>

namespace viamyo {
namespace {

std::string renderer_name() {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): OpenGL's strings are unsigned
  const auto* const text = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  return text != nullptr ? text : "unknown renderer";
}

//! EGL without any surface: no display server is asked.
class EglContext {
 public:
  //! The reason why there is none, or empty.
  std::string open() {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): EGL gives no other type
    const auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (get_display == nullptr) return "EGL has no platform displays";
    display_ = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ == EGL_NO_DISPLAY || eglInitialize(display_, nullptr, nullptr) == EGL_FALSE) return "EGL has no surfaceless display";
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) return "EGL has no OpenGL";
    constexpr std::array<EGLint, 5> kConfig{EGL_SURFACE_TYPE, EGL_DONT_CARE, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(display_, kConfig.data(), &config, 1, &count) == EGL_FALSE || count == 0)
      return "EGL has no configuration for OpenGL";
    constexpr std::array<EGLint, 7> kVersion{
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    context_ = eglCreateContext(display_, config, EGL_NO_CONTEXT, kVersion.data());
    if (context_ == EGL_NO_CONTEXT) return "EGL has no OpenGL 3.2";
    return make_current() ? "" : "EGL makes no context current without a surface";
  }

  bool make_current() { return eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_TRUE; }

  void close() {
    if (display_ == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
    eglTerminate(display_);
    display_ = EGL_NO_DISPLAY;
  }

 private:
  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
};

std::string_view asked_way() {
  const char* const text = std::getenv("VIAMYO_OFFSCREEN");  // NOLINT(concurrency-mt-unsafe): nobody sets it while we run
  return text != nullptr ? text : "";
}

}  // namespace

class OffscreenContext::Implementation {
 public:
  Implementation() {
    const std::string_view way = asked_way();
    std::string tried;
    if (way != "x11") {
      tried = egl_.open();
      if (tried.empty()) {
        description_ = "EGL surfaceless, " + renderer_name();
        return;
      }
      egl_.close();
    }
    if (way != "egl") {
      if (open_x11()) return;
      tried += std::string(tried.empty() ? "" : "; ") + "there is no X display (DISPLAY) with OpenGL 3.2";
    }
    throw RenderError(
        fmt::format("pictures need OpenGL 3.2, also in software: {}. The packages libegl1 and libgl1-mesa-dri bring it", tried));
  }
  ~Implementation() {
    if (!window_) egl_.close();
  }
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;

  void make_current() {
    if (window_)
      window_->MakeCurrent();
    else
      egl_.make_current();
  }
  [[nodiscard]] const std::string& description() const { return description_; }

 private:
  //! A hidden window of VTK's own, for its context alone.
  bool open_x11() {
    const char* const display = std::getenv("DISPLAY");  // NOLINT(concurrency-mt-unsafe): VTK would end the program
    if (display == nullptr || *display == '\0') return false;
    window_ = vtkSmartPointer<vtkRenderWindow>::New();
    window_->SetShowWindow(false);
    window_->SetMultiSamples(0);
    window_->SetSize(16, 16);
    if (window_->SupportsOpenGL() == 0) return false;
    vtkOpenGLRenderWindow::SafeDownCast(window_)->Initialize();
    window_->MakeCurrent();
    description_ = "X11, " + renderer_name();
    return true;
  }

  EglContext egl_;
  vtkSmartPointer<vtkRenderWindow> window_;
  std::string description_;
};

OffscreenContext::OffscreenContext() : implementation_(std::make_unique<Implementation>()) {}
OffscreenContext::~OffscreenContext() = default;
void OffscreenContext::make_current() { implementation_->make_current(); }
std::string OffscreenContext::description() const { return implementation_->description(); }

}  // namespace viamyo
