// VTK's render window in somebody else's OpenGL context, drawing into a texture of its own; what VTK complains of becomes a RenderError.
#pragma once

#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include "viamyo/scene.h"

namespace viamyo {

class RenderWindow {
 public:
  RenderWindow();  //!< in the context that is current; throws RenderError when it is no OpenGL 3.2
  ~RenderWindow();
  RenderWindow(const RenderWindow&) = delete;
  RenderWindow& operator=(const RenderWindow&) = delete;

  vtkGenericOpenGLRenderWindow& vtk() { return *window_; }
  //! Draws everything. Throws RenderError with VTK's words when VTK or OpenGL reported an error.
  void draw(int width, int height);
  [[nodiscard]] unsigned texture() const;
  //! Row by row from the top.
  Image pixels();

 private:
  void answer_is_current(vtkObject* caller, unsigned long event, void* answer);
  vtkNew<vtkGenericOpenGLRenderWindow> window_;
};

}  // namespace viamyo
