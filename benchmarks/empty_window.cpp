// The floor of `viamyo view`: a window by GLFW, an empty renderer by VTK, one frame, and the end.
#include <vtkCallbackCommand.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkRenderer.h>

#include <GLFW/glfw3.h>

namespace {

void answer_is_current(vtkObject* /*caller*/, unsigned long /*event*/, void* /*data*/, void* answer) { *static_cast<bool*>(answer) = true; }

}  // namespace

int main() {
  if (glfwInit() == GLFW_FALSE) return 7;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  constexpr int kWidth = 1600;
  constexpr int kHeight = 1000;
  GLFWwindow* const window = glfwCreateWindow(kWidth, kHeight, "empty", nullptr, nullptr);
  if (window == nullptr) return 7;
  glfwMakeContextCurrent(window);
  {
    const vtkNew<vtkGenericOpenGLRenderWindow> views;
    views->SetIsCurrent(true);
    views->SetSupportsOpenGL(1);
    const vtkNew<vtkCallbackCommand> current;
    current->SetCallback(answer_is_current);
    views->AddObserver(vtkCommand::WindowIsCurrentEvent, current);
    views->SetSize(kWidth, kHeight);
    const vtkNew<vtkRenderer> renderer;
    views->AddRenderer(renderer);
    views->Render();
    glfwSwapBuffers(window);
  }
  glfwDestroyWindow(window);
  glfwTerminate();
}
