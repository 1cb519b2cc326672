// A cube with raised letters L R A P H F on its faces, drawn in every standard view: each letter must stand upright, unmirrored, and face the viewer.
#include <gtest/gtest.h>

#include "scene_maps.h"
#include "viamyo/phantom.h"

namespace viamyo {
namespace {

using scenes::off;
using scenes::pixel;

constexpr double kHalf = 20;   // mm, of the cube's edge
constexpr double kRaised = 2;  // mm
constexpr int kColumns = 5;
constexpr int kRows = 7;
constexpr double kCell = 4;  // mm

struct Letter {
  const char* view;  // the view that looks straight at it
  Vec3 outward, right, up;
  std::array<const char*, kRows> rows;
};

// Where each letter's right and top are, for one who looks at that side of a patient.
const std::array<Letter, 6> kLetters{{
    {"ap", {0, -1, 0}, {1, 0, 0}, {0, 0, 1}, {".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"}},
    {"pa", {0, 1, 0}, {-1, 0, 0}, {0, 0, 1}, {"####.", "#...#", "#...#", "####.", "#....", "#....", "#...."}},
    {"left", {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {"#....", "#....", "#....", "#....", "#....", "#....", "#####"}},
    {"right", {-1, 0, 0}, {0, -1, 0}, {0, 0, 1}, {"####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"}},
    {"superior", {0, 0, 1}, {1, 0, 0}, {0, 1, 0}, {"#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"}},
    {"inferior", {0, 0, -1}, {1, 0, 0}, {0, -1, 0}, {"#####", "#....", "#....", "####.", "#....", "#....", "#...."}},
}};

//! Adds a block of the given size (along right, up, outward) around a centre, all its vertices with one value.
void add_block(Map& map, const Vec3& centre, const std::array<Vec3, 3>& half, float value) {
  const auto first = static_cast<std::int32_t>(map.surface.vertices.size());
  for (int corner = 0; corner < 8; ++corner) {
    const auto sign = [&](int bit) { return (corner >> bit & 1) != 0 ? 1.0 : -1.0; };
    map.surface.vertices.push_back(centre + sign(0) * half[0] + sign(1) * half[1] + sign(2) * half[2]);
    map.surface.fields.front().values.push_back(value);
  }
  for (const auto& quad : {std::array{0, 2, 3, 1}, std::array{4, 5, 7, 6}, std::array{0, 1, 5, 4}, std::array{2, 6, 7, 3},
                           std::array{0, 4, 6, 2}, std::array{1, 3, 7, 5}}) {
    const auto at = [&](std::size_t i) { return first + quad.at(i); };
    map.surface.triangles.push_back({at(0), at(1), at(2)});
    map.surface.triangles.push_back({at(0), at(2), at(3)});
  }
}

Map letter_cube() {
  Map map;
  map.study.coordinate_frame = "LPS";
  Field field;
  field.name = "Letter";
  map.surface.fields.push_back(field);
  add_block(map, {0, 0, 0}, {Vec3{kHalf, 0, 0}, Vec3{0, kHalf, 0}, Vec3{0, 0, kHalf}}, 0);
  for (const Letter& letter : kLetters) {
    for (int row = 0; row < kRows; ++row) {
      for (int column = 0; column < kColumns; ++column) {
        if (letter.rows.at(static_cast<std::size_t>(row))[column] != '#') continue;
        const Vec3 centre = (kHalf + kRaised / 2) * letter.outward + (column - 2) * kCell * letter.right + (3 - row) * kCell * letter.up;
        add_block(map, centre, {kCell / 2 * letter.right, kCell / 2 * letter.up, kRaised / 2 * letter.outward}, 1);
      }
    }
  }
  return map;
}

//! The letter that stands at a place of the picture, as rows of '#' and '.'.
std::array<std::string, kRows> read_letter(const Image& image, double centre_x, double centre_y, double pixels_per_mm) {
  const Rgb raised = colour_at(*find_palette("cividis"), 1);  // of what is no quantity of the NOGA system
  std::array<std::string, kRows> rows;
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      const int x = static_cast<int>(centre_x + (column - 2) * kCell * pixels_per_mm);
      const int y = static_cast<int>(centre_y + (row - 3) * kCell * pixels_per_mm);
      rows.at(static_cast<std::size_t>(row)) += off(pixel(image, x, y), raised) < 20 ? '#' : '.';
    }
  }
  return rows;
}

class LetterCube : public testing::TestWithParam<Letter> {};

TEST_P(LetterCube, IsReadAsItStands) {
  const Letter& letter = GetParam();
  scenes::Drawn drawn(letter_cube());
  drawn.view().overlay = {OverlayKind::kField, "Letter"};
  drawn.view().camera = fit_camera(drawn.map->surface, view_direction(letter.view, *drawn.map, *drawn.analysis), 1);
  const Image image = drawn.picture(400);
  const auto rows = read_letter(image, 200, 200, 400 / (2 * drawn.view().camera.half_height_mm));
  for (std::size_t row = 0; row < rows.size(); ++row) EXPECT_EQ(rows.at(row), letter.rows.at(row)) << letter.view << " row " << row;
}

std::string view_of(const testing::TestParamInfo<Letter>& letter) { return letter.param.view; }
INSTANTIATE_TEST_SUITE_P(EveryFace, LetterCube, testing::ValuesIn(kLetters), view_of);

TEST(ObliqueViews, TurnTheRightFaceToTheViewer) {
  const scenes::Drawn drawn(letter_cube());
  const auto seen = [&](const char* view, const Vec3& face) {
    scenes::context().make_current();
    Scene scene;
    scene.set_map(drawn.map, drawn.analysis);
    SceneState state = drawn.state;
    state.views.front().camera = fit_camera(drawn.map->surface, view_direction(view, *drawn.map, *drawn.analysis), 1);
    scene.draw(state, 400, 400, 1);
    return scene.project(0, (kHalf + kRaised) * face);
  };
  for (const char* view :
       {"lao30", "lao45"}) {  // from the patient's left and front: the front on the viewer's left, the left side on the right
    EXPECT_LT(seen(view, {0, -1, 0}).x, 200) << view;
    EXPECT_GT(seen(view, {1, 0, 0}).x, 200) << view;
    EXPECT_FALSE(seen(view, {-1, 0, 0}).visible) << view;
  }
  EXPECT_GT(seen("rao30", {0, -1, 0}).x, 200);
  EXPECT_LT(seen("rao30", {-1, 0, 0}).x, 200);
  EXPECT_FALSE(seen("rao30", {1, 0, 0}).visible);
}

}  // namespace
}  // namespace viamyo
