// The program `viamyo-view`: as `viamyo`, with OpenGL linked in, for everything that draws.
#include "hand_over.h"
#include "picture_comparison.h"
#include "program.h"
#include "viamyo/offscreen.h"
#include "viewer/sheet_pictures.h"

#ifdef VIAMYO_SANITIZED
//! What VTK and Mesa never give back is theirs, and cannot be told from ours once their modules are unloaded: leaks are looked for where nothing is drawn.
extern "C" int __lsan_is_turned_off() { return 1; }
#endif

namespace {

std::vector<viamyo::SheetPicture> draw_without_window(const std::shared_ptr<const viamyo::Map>& map,
                                                      const std::shared_ptr<const viamyo::Analysis>& analysis,
                                                      const viamyo::ReviewState& review) {
  const viamyo::OffscreenContext context;
  return viamyo::viewer::draw_sheet_pictures(map, analysis, review);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace viamyo::cli;
  return run_program(argc, argv,
                     {{hand_over_to_vtk, {}, {}}, {view_command, render_command}, {}, {{}, draw_without_window, compare_picture}});
}
