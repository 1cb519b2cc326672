#include "render_window.h"

#include <fmt/format.h>
#include <vtkCommand.h>
#include <vtkLogger.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkOutputWindow.h>
#include <vtkTextureObject.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <string>

#include "viamyo/errors.h"

namespace viamyo {
namespace {

//! Keeps what VTK would print, so that it reaches the caller instead of the terminal.
class CollectingOutput : public vtkOutputWindow {
 public:
  static CollectingOutput* New();  // NOLINT(readability-identifier-naming): VTK's factory calls it so
  vtkTypeMacro(CollectingOutput, vtkOutputWindow) CollectingOutput(const CollectingOutput&) = delete;
  CollectingOutput& operator=(const CollectingOutput&) = delete;

  void DisplayText(const char* text) override { text_ += text; }
  std::string take() { return std::exchange(text_, {}); }

 protected:
  CollectingOutput() = default;
  ~CollectingOutput() override = default;

 private:
  std::string text_;
};
vtkStandardNewMacro(CollectingOutput)

    CollectingOutput& output() {
  static vtkNew<CollectingOutput> collecting;
  vtkLogger::SetStderrVerbosity(vtkLogger::VERBOSITY_OFF);  // it would print the same once more
  vtkOutputWindow::SetInstance(collecting);
  return *collecting;
}

void throw_what_vtk_said() {
  const std::string said = output().take();
  if (!said.empty()) throw RenderError(fmt::format("drawing failed: {}", said));
}

}  // namespace

RenderWindow::RenderWindow() {
  output();
  window_->SetIsCurrent(true);
  window_->SetSupportsOpenGL(1);
  // Whoever made the context keeps it current around every call.
  window_->AddObserver(vtkCommand::WindowIsCurrentEvent, this, &RenderWindow::answer_is_current);
  window_->SetOffScreenRendering(1);
  window_->SetFrameBlitModeToNoBlit();
  window_->SetMultiSamples(0);  // with more, depth peeling draws nothing (VTK 9.1, Mesa 22)
  window_->SetAlphaBitPlanes(1);
  window_->SetNumberOfLayers(2);
  window_->SetSize(16, 16);
  window_->OpenGLInit();
  if (!window_->IsCurrent()) throw RenderError("there is no current OpenGL context");
  throw_what_vtk_said();
}

void RenderWindow::answer_is_current(vtkObject* /*caller*/, unsigned long /*event*/, void* answer) { *static_cast<bool*>(answer) = true; }

RenderWindow::~RenderWindow() { window_->Finalize(); }

void RenderWindow::draw(int width, int height) {
  const int w = std::max(width, 1);
  const int h = std::max(height, 1);
  if (window_->GetSize()[0] != w || window_->GetSize()[1] != h) window_->SetSize(w, h);
  window_->Render();
  throw_what_vtk_said();
}

unsigned RenderWindow::texture() const { return window_->GetDisplayFramebuffer()->GetColorAttachmentAsTextureObject(0)->GetHandle(); }

Image RenderWindow::pixels() {
  window_->GetState()->Reset();
  Image image{window_->GetSize()[0], window_->GetSize()[1], {}};
  vtkNew<vtkUnsignedCharArray> bytes;
  window_->GetRGBACharPixelData(0, 0, image.width - 1, image.height - 1, 1, bytes);
  throw_what_vtk_said();
  const std::size_t row = std::size_t{4} * static_cast<std::size_t>(image.width);
  image.rgba.resize(row * static_cast<std::size_t>(image.height));
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
    const unsigned char* const from = bytes->GetPointer(0) + (static_cast<std::size_t>(image.height) - 1 - y) * row;
    std::copy_n(from, row, image.rgba.begin() + static_cast<std::ptrdiff_t>(y * row));
  }
  return image;
}

}  // namespace viamyo
