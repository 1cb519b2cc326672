#include "surface_layer.h"

#include <vtkDataObject.h>
#include <vtkProperty.h>
#include <vtkShaderProperty.h>
#include <vtkUniforms.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "see_through.h"
#include "shader_rules.h"
#include "viamyo/presets.h"
#include "viamyo/segments.h"

namespace viamyo {
namespace {

constexpr std::size_t kPaletteSize = 128;  // as in the shader
constexpr std::size_t kMaxCutoffs = 16;
constexpr float kEverywhere = 1e9F;

using Float3 = float[3];  // NOLINT(modernize-avoid-c-arrays): VTK's interface

vtkUniforms& fragment(vtkActor& actor) { return *actor.GetShaderProperty()->GetFragmentCustomUniforms(); }
vtkUniforms& vertex(vtkActor& actor) { return *actor.GetShaderProperty()->GetVertexCustomUniforms(); }

void set(vtkUniforms& uniforms, const char* name, const Rgb& colour) {
  const std::array<float, 3> values{colour.r, colour.g, colour.b};
  uniforms.SetUniform3f(name, values.data());
}
void set(vtkUniforms& uniforms, const char* name, const Vec3& v) {
  const std::array<float, 3> values{static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
  uniforms.SetUniform3f(name, values.data());
}
void set(vtkUniforms& uniforms, const char* name, const Thresholds& t) {
  const std::array<float, 3> values{t.voltage_infarct_mV, t.voltage_viable_mV, t.shortening_ischemic_percent};
  uniforms.SetUniform3f(name, values.data());
}
void set(vtkUniforms& uniforms, const char* name, bool on) { uniforms.SetUniformi(name, on ? 1 : 0); }

//! The thresholds that cross an overlay's own values: (first, second, unused, how many).
std::array<float, 4> lines_of(const Overlay& overlay, const Thresholds& t, VoltageKind voltage) {
  const OverlayKind in_use = voltage == VoltageKind::kBipolar ? OverlayKind::kBipolar : OverlayKind::kUnipolar;
  if (overlay.kind == in_use) return {t.voltage_viable_mV, t.voltage_infarct_mV, 0, 2};
  if (overlay.kind == OverlayKind::kShortening && t.criteria == Criteria::kElectromechanical)
    return {t.shortening_ischemic_percent, 0, 0, 1};
  return {0, 0, 0, 0};
}

void set_palette(vtkUniforms& uniforms, const Palette& palette) {
  std::array<Float3, kPaletteSize> colours{};
  for (std::size_t i = 0; i < kPaletteSize; ++i) {
    const Rgb c = colour_at(palette, static_cast<double>(i) / (kPaletteSize - 1));
    colours.at(i)[0] = c.r;
    colours.at(i)[1] = c.g;
    colours.at(i)[2] = c.b;
  }
  uniforms.SetUniform3fv("palette", static_cast<int>(kPaletteSize), colours.data());
}

void set_class_colours(vtkUniforms& uniforms) {
  std::array<Float3, kTissueClassCount> colours{};
  for (std::size_t i = 0; i < colours.size(); ++i) {
    const Rgb c = class_colour(static_cast<TissueClass>(i));
    colours.at(i)[0] = c.r;
    colours.at(i)[1] = c.g;
    colours.at(i)[2] = c.b;
  }
  uniforms.SetUniform3fv("classColours", kTissueClassCount, colours.data());
}

void set_sectors(vtkUniforms& uniforms) {
  std::array<int, kRingCount> first{};
  std::array<int, kRingCount> counts{};
  std::array<float, kRingCount> begins{};
  for (std::size_t i = 0; i < kRings.size(); ++i) {
    first.at(i) = kRings.at(i).first_segment;
    counts.at(i) = kRings.at(i).segments;
    begins.at(i) = static_cast<float>(kRings.at(i).from_degrees * std::numbers::pi / 180);
  }
  uniforms.SetUniform1iv("firstSegments", kRingCount, first.data());
  uniforms.SetUniform1iv("sectorCounts", kRingCount, counts.data());
  uniforms.SetUniform1fv("sectorBegins", kRingCount, begins.data());
}

void set_cutoffs(vtkUniforms& uniforms) {
  std::array<float, kMaxCutoffs> values{};
  const std::vector<float>& cutoffs = agreement_cutoffs_mV();
  const std::size_t count = std::min(cutoffs.size(), kMaxCutoffs);
  std::copy_n(cutoffs.begin(), count, values.begin());
  uniforms.SetUniform1fv("cutoffs", static_cast<int>(kMaxCutoffs), values.data());
  uniforms.SetUniformi("cutoffCount", static_cast<int>(count));
}

void attach(vtkOpenGLPolyDataMapper& mapper, const char* attribute, const char* array) {
  mapper.MapDataArrayToVertexAttribute(attribute, array, vtkDataObject::FIELD_ASSOCIATION_POINTS, -1);
}

}  // namespace

SurfaceLayer::SurfaceLayer() {
  mapper_->ScalarVisibilityOff();
  mapper_->SetVBOShiftScaleMethod(0);  // coordinates stay what they are: the shader moves them
  for (const auto& [attribute, array] :
       {std::pair{"voltageAttr", "Voltage"}, std::pair{"shorteningAttr", "Shortening"}, std::pair{"mappedAttr", "Mapped"},
        std::pair{"valueAttr", "Value"}, std::pair{"hasValueAttr", "HasValue"}, std::pair{"farAttr", "Far"},
        std::pair{"placeAttr", "Place"}, std::pair{"displacementAttr", "Displacement"}}) {
    attach(*mapper_, attribute, array);
  }
  surface_->SetMapper(mapper_);
  add_surface_shader(*surface_);
  set_class_colours(fragment(*surface_));
  set_sectors(fragment(*surface_));
  set_cutoffs(fragment(*surface_));

  edge_mapper_->ScalarVisibilityOff();
  edge_mapper_->SetVBOShiftScaleMethod(0);
  attach(*edge_mapper_, "displacementAttr", "Displacement");
  edges_->SetMapper(edge_mapper_);
  edges_->GetProperty()->SetRepresentationToWireframe();
  edges_->GetProperty()->LightingOff();
  edges_->GetProperty()->SetColor(0.05, 0.06, 0.08);
  add_flat_shader(*edges_);
  vertex(*edges_).SetUniformf("lift", 2e-4F);

  front_mapper_->ScalarVisibilityOff();
  front_mapper_->SetVBOShiftScaleMethod(0);
  attach(*front_mapper_, "displacementAttr", "Displacement");
  front_->SetMapper(front_mapper_);
  front_->GetProperty()->LightingOff();
  front_->GetProperty()->SetOpacity(1e-4);  // seen nowhere, and not thrown away as what is quite clear
  front_->ForceOpaqueOn();
  add_flat_shader(*front_);
  vertex(*front_).SetUniformf("lift", -1e-3F);  // behind the front itself
}

void SurfaceLayer::set_data(const SurfaceArrays& shared, const std::vector<float>& values) {
  const vtkSmartPointer<vtkPolyData> poly = surface_poly(shared, values);
  mapper_->SetInputData(poly);
  edge_mapper_->SetInputData(poly);
  front_mapper_->SetInputData(poly);
  set(fragment(*surface_), "outwards", shared.faces_outwards);
}

void SurfaceLayer::set_accent(const Rgb& accent) { set(fragment(*surface_), "accentColour", accent); }

void SurfaceLayer::set_overlay(const SceneState& state, const View& view, const Map& map, const Analysis& analysis) {
  vtkUniforms& uniforms = fragment(*surface_);
  const OverlayKind kind = view.overlay.kind;
  const int class_kind = state.display.classes_hidden ? 3 : 1;
  uniforms.SetUniformi("overlayKind", kind == OverlayKind::kClass ? class_kind : (kind == OverlayKind::kAgreement ? 2 : 0));
  const DisplayRange range = range_of(state, view.overlay, map);
  const std::array<float, 2> ends{static_cast<float>(range.low), static_cast<float>(range.high)};
  uniforms.SetUniform2f("valueRange", ends.data());
  if (const Palette& palette = palette_of(state, view.overlay); palette_ != palette.name) {
    set_palette(uniforms, palette);
    palette_ = palette.name;
  }
  // Values that came with the map are shown as they are; where no point is near, dots say so. (What is interpolated here ends there by itself.)
  const bool known = !analysis.distance_to_point_mm.empty() && kind != OverlayKind::kCoverage;
  uniforms.SetUniformf("fillDistance", known ? static_cast<float>(analysis.settings.fill_distance_mm) : kEverywhere);
}

void SurfaceLayer::set_thresholds(const SceneState& state, const View& view, const Analysis& analysis) {
  vtkUniforms& uniforms = fragment(*surface_);
  const Thresholds ghost = state.ghost.value_or(state.thresholds);
  set(uniforms, "mechanics", state.thresholds.criteria == Criteria::kElectromechanical);
  set(uniforms, "thresholds", state.thresholds);
  set(uniforms, "ghostThresholds", ghost);
  std::array<Float3, 6> moves{};
  const std::array<Thresholds, 6> moved = ten_percent_moves(state.thresholds);
  for (std::size_t i = 0; i < moved.size(); ++i) {
    moves.at(i)[0] = moved.at(i).voltage_infarct_mV;
    moves.at(i)[1] = moved.at(i).voltage_viable_mV;
    moves.at(i)[2] = moved.at(i).shortening_ischemic_percent;
  }
  uniforms.SetUniform3fv("moves", 6, moves.data());
  uniforms.SetUniform4f("lines", lines_of(view.overlay, state.thresholds, analysis.settings.voltage).data());
  uniforms.SetUniform4f("ghostLines", lines_of(view.overlay, ghost, analysis.settings.voltage).data());
  const bool hidden = state.display.classes_hidden;
  set(uniforms, "bordersShown", state.display.borders && !hidden);
  set(uniforms, "ghostShown", state.ghost.has_value() && !hidden);
  set(uniforms, "bandShown", state.display.band && !hidden && analysis.criteria.has_value());
  set(uniforms, "borderColour", rgb_from_hex("#0D0F14"));
  set(uniforms, "ghostColour", rgb_from_hex("#E6EAF0"));
  set(uniforms, "stripeOnLight", stripe_colour({1, 1, 1}));
  set(uniforms, "stripeOnDark", stripe_colour({0, 0, 0}));
}

void SurfaceLayer::set_axis(const SceneState& state, const Analysis& analysis) {
  vtkUniforms& uniforms = fragment(*surface_);
  const bool rotation = analysis.axis.axis && analysis.axis.axis->has_rotation;
  LongAxis axis;
  if (rotation) axis = *analysis.axis.axis;
  set(uniforms, "axisOrigin", axis.origin);
  set(uniforms, "axisAlong", rotation ? axis.direction / axis.length_mm : Vec3{});
  set(uniforms, "axisZero", axis.zero_degrees);
  set(uniforms, "axisNinety", axis.ninety_degrees);
  const std::array<float, 3> limits{static_cast<float>(axis.ring_limits[0]), static_cast<float>(axis.ring_limits[1]),
                                    static_cast<float>(axis.ring_limits[2])};
  uniforms.SetUniform3f("ringLimits", limits.data());
  uniforms.SetUniformi("selectedSegment", rotation ? state.selection.segment : 0);
}

void SurfaceLayer::set_state(const SceneState& state, const View& view, const Map& map, const Analysis& analysis, double scale) {
  vtkUniforms& uniforms = fragment(*surface_);
  const bool polar = view.kind == ViewKind::kBullseye;
  set_overlay(state, view, map, analysis);
  set_thresholds(state, view, analysis);
  set_axis(state, analysis);
  const bool rotation = analysis.axis.axis && analysis.axis.axis->has_rotation;
  set(uniforms, "segmentsShown", rotation && (polar || state.display.segments));
  set(uniforms, "bullseye", polar);
  set(uniforms, "insideView", view.camera.perspective);
  set(uniforms, "lit", !polar && !state.display.unlit);
  uniforms.SetUniformf("pixelScale", static_cast<float>(scale));
  const auto beat = static_cast<float>(polar ? 0 : std::clamp(state.display.beat, 0.0, 1.0));
  vertex(*surface_).SetUniformf("beat", beat);
  vertex(*edges_).SetUniformf("beat", beat);
  vertex(*front_).SetUniformf("beat", beat);
  const double opacity = opacity_of(state.display);
  surface_->GetProperty()->SetOpacity(opacity);
  front_->SetVisibility(opacity < 1 ? 1 : 0);
  edges_->SetVisibility(state.display.mesh_edges ? 1 : 0);
  edges_->GetProperty()->SetLineWidth(static_cast<float>(std::max(1.0, 0.8 * scale)));
}

}  // namespace viamyo
