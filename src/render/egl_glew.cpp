// Lets VTK draw in an EGL context. Debian's VTK asks GLEW for OpenGL's entry points, and GLEW, built for GLX, answers "no GLX display" although it has
// loaded every one of them; VTK then gives up. This definition stands in the program itself, so the loader finds it before GLEW's own (the program is
// linked with -rdynamic), and turns that one answer into success.
#include <dlfcn.h>

extern "C" {

// NOLINTBEGIN(readability-identifier-naming): the name is GLEW's

unsigned int glewInit();

unsigned int glewInit() {
  constexpr unsigned int kOk = 0;
  constexpr unsigned int kNoGlxDisplay = 4;
  using Function = unsigned int (*)();
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): dlsym gives no other type
  const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "glewInit"));
  if (real == nullptr) return 1;
  const unsigned int answer = real();
  return answer == kNoGlxDisplay ? kOk : answer;
}

// NOLINTEND(readability-identifier-naming)

}  // extern "C"
