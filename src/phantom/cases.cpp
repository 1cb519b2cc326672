// The cases, in teaching order. Angles: lateral 0, anterior 90, septum 180, inferior 270 degrees; heights: rim 0, apex 1.
#include "case_spec.h"

namespace viamyo::phantom {

namespace {

std::vector<CoverageGap> usual_gaps() { return {{20, 28, 0.16}, {215, 24, 0.13}}; }

CaseSpec normal() {
  return {
      .id = "normal",
      .title = "Healthy ventricle",
      .seed = 11,
      .subject_id = "DEMO-01",
      .visit = "baseline",
      .description =
          "A healthy volunteer's ventricle that contracts well. Even here single points fall below the thresholds: normal values scatter.",
      .truth_note = "All tissue is normal.",
      .shape = {.length = 84, .radius = 28.5},
      .sampling = {.points = 132, .excluded = 3, .gaps = usual_gaps()},
      .shortening_offset_percent = 6.9,
      .rhythm = {.cycle_length_ms = 910}};
}

CaseSpec refractory_angina() {
  return {
      .id = "refractory-angina",
      .title = "Refractory angina: a large viable-ischaemic anterior and lateral zone, no infarct",
      .seed = 22,
      .subject_id = "DEMO-02",
      .visit = "baseline",
      .description =
          "Angina at rest despite full medication, left main and LAD disease that can be neither stented nor bypassed, no infarction ever. "
          "Anterior and anterolateral wall keep their voltage and hardly shorten.",
      .truth_note = "Viable-ischaemic: the hibernating anterior and lateral wall; the rest is normal. No infarct.",
      .shape = {.length = 87, .radius = 29.5},
      .patches = {{Tissue::kHibernating, {{0.72, 95, 25}, {0.45, 85, 25}, {0.5, 45, 23}, {0.7, 40, 18}, {0.3, 75, 16}}}},
      .sampling = {.points = 148, .excluded = 4, .gaps = usual_gaps()},
      .shortening_offset_percent = 6.5,
      .rhythm = {.cycle_length_ms = 930}};
}

CaseSpec anterior_infarct() {
  return {.id = "anterior-lad-infarct",
          .title = "Anterior (LAD) transmural infarct with an ischaemic border",
          .seed = 33,
          .subject_id = "DEMO-03",
          .visit = "baseline",
          .description =
              "Six months after an LAD occlusion that was opened too late. Anteroseptal wall and apex are scarred through the wall, "
              "surrounded by a border that lives and does not contract.",
          .truth_note = "Infarcted: the transmural anteroseptal and apical scar. Viable-ischaemic: its border. The rest is normal.",
          .shape = {.length = 92, .radius = 31},
          .patches = {{Tissue::kHibernating, {{0.85, 120, 33}, {0.58, 112, 29}, {0.4, 100, 19}}},
                      {Tissue::kTransmuralInfarct, {{0.9, 130, 23}, {0.66, 122, 20}, {0.5, 115, 12}}}},
          .sampling = {.points = 156, .excluded = 5, .gaps = usual_gaps()},
          .shortening_offset_percent = -1,
          .rhythm = {.qrs_ms = 112, .cycle_length_ms = 820}};
}

CaseSpec inferior_scar() {
  return {
      .id = "inferior-rca-nontransmural",
      .title = "Inferior (RCA) non-transmural infarct",
      .seed = 51,
      .subject_id = "DEMO-04",
      .visit = "baseline",
      .description =
          "An RCA occlusion opened within two hours. A scarred inner layer of the inferior wall lies under living muscle: "
          "voltage and shortening are halved, not lost.",
      .truth_note =
          "Indeterminate: non-transmural scar, partly dead and partly alive, for which no class of this program is the right one. A narrow "
          "viable-ischaemic border surrounds it; the rest is normal.",
      .shape = {.length = 86, .radius = 29.5},
      .patches = {{Tissue::kHibernating, {{0.42, 268, 27}, {0.66, 272, 18}}},
                  {Tissue::kNonTransmuralScar, {{0.38, 266, 21}, {0.58, 270, 16}}}},
      .sampling = {.points = 140, .excluded = 3, .gaps = {{20, 28, 0.16}, {150, 20, 0.12}}},
      .shortening_offset_percent = 4,
      .rhythm = {.cycle_length_ms = 790}};
}

CaseSpec lateral_ischemia() {
  return {.id = "lateral-lcx-ischemia",
          .title = "Lateral (LCx) ischaemia",
          .seed = 55,
          .subject_id = "DEMO-05",
          .visit = "baseline",
          .description = "A chronically occluded circumflex artery with collaterals. The lateral wall is alive and hardly moves.",
          .truth_note = "Viable-ischaemic: the hibernating lateral wall. The rest is normal.",
          .shape = {.length = 85, .radius = 29},
          .patches = {{Tissue::kHibernating, {{0.42, 5, 25}, {0.62, 350, 20}, {0.4, 335, 18}}}},
          .sampling = {.points = 126, .excluded = 2, .gaps = {{300, 20, 0.14}, {215, 24, 0.13}}},
          .shortening_offset_percent = 5.5,
          .rhythm = {.cycle_length_ms = 880}};
}

CaseSpec aneurysm() {
  return {.id = "apical-aneurysm",
          .title = "Apical aneurysm that moves outwards",
          .seed = 66,
          .subject_id = "DEMO-06",
          .visit = "baseline",
          .description =
              "Years after a large anterior infarction the apex is a thin scar that bulges and moves outwards when the rest contracts. "
              "Shortening there is negative.",
          .truth_note = "Infarcted: the aneurysm. Viable-ischaemic: a narrow border. The rest is normal.",
          .shape = {.length = 94, .radius = 31, .bulge = 5, .bulge_width = 24, .bulge_height = 0.93, .bulge_angle_degrees = 110},
          .patches = {{Tissue::kHibernating, {{0.97, 110, 40}}}, {Tissue::kAneurysm, {{0.97, 110, 31}}}},
          .sampling = {.points = 150, .excluded = 4, .gaps = usual_gaps()},
          .shortening_offset_percent = -1,
          .rhythm = {.qrs_ms = 116, .cycle_length_ms = 780}};
}

CaseSpec microvascular() {
  return {
      .id = "microvascular-disease",
      .title = "Diffuse microvascular disease",
      .seed = 76,
      .subject_id = "DEMO-07",
      .visit = "baseline",
      .description =
          "Angina with open coronary arteries in a diabetic patient. Patches of mildly reduced shortening lie in all three territories, "
          "with voltages near normal.",
      .truth_note = "Viable-ischaemic: patches of muscle with impaired small vessels in every territory. The rest is normal. No infarct.",
      .shape = {.length = 82, .radius = 28.5},
      .patches = {{Tissue::kMicrovascular,
                   {{0.75, 60, 13},
                    {0.45, 130, 14},
                    {0.3, 30, 12},
                    {0.62, 200, 13},
                    {0.35, 250, 13},
                    {0.7, 290, 13},
                    {0.4, 330, 12},
                    {0.92, 180, 10}}}},
      .sampling = {.points = 138, .excluded = 3, .gaps = usual_gaps()},
      .shortening_offset_percent = 6.5,
      .rhythm = {.cycle_length_ms = 760}};
}

CaseSpec sparse() {
  return {
      .id = "sparse-map",
      .title = "Inferolateral infarct, mapped with too few points",
      .seed = 88,
      .subject_id = "DEMO-08",
      .visit = "baseline",
      .description =
          "A map that had to end early: 42 points for a whole ventricle with an inferolateral infarct. Between them nothing was measured.",
      .truth_note = "Infarcted: the inferolateral scar. Viable-ischaemic: its border. The rest is normal.",
      .shape = {.length = 88, .radius = 30},
      .patches = {{Tissue::kHibernating, {{0.45, 310, 27}, {0.62, 305, 20}}},
                  {Tissue::kTransmuralInfarct, {{0.42, 312, 18}, {0.56, 306, 13}}}},
      .sampling = {.points = 42, .excluded = 1, .gaps = {{20, 40, 0.3}, {215, 30, 0.2}, {110, 30, 0.2}}},
      .shortening_offset_percent = 3,
      .rhythm = {.cycle_length_ms = 840},
      .wall_thickness = false};
}

CaseSpec baseline() {
  return {
      .id = "pair-baseline",
      .title = "Before treatment: a hibernating inferolateral wall (pair, first visit)",
      .seed = 101,
      .subject_id = "DEMO-09",
      .visit = "baseline",
      .description =
          "The first of two maps of one patient, before revascularisation of the RCA and the circumflex. "
          "The inferior and inferolateral wall is alive and hardly shortens, around a small basal scar.",
      .truth_note =
          "Infarcted: a small basal inferior scar. Viable-ischaemic: the hibernating inferior and inferolateral wall. The rest is normal.",
      .shape = {.length = 88, .radius = 30},
      .patches = {{Tissue::kHibernating, {{0.5, 285, 27}, {0.42, 325, 22}, {0.7, 300, 17}}},
                  {Tissue::kTransmuralInfarct, {{0.3, 278, 15}}}},
      .sampling = {.points = 144, .excluded = 4, .gaps = {{20, 28, 0.16}, {170, 24, 0.13}}},
      .shortening_offset_percent = 2.5,
      .rhythm = {.cycle_length_ms = 850}};
}

CaseSpec follow_up() {
  return {.id = "pair-follow-up",
          .title = "Six months after treatment: most of the wall contracts again (pair, second visit)",
          .seed = 101,
          .subject_id = "DEMO-09",
          .visit = "6 months",
          .description =
              "The second of two maps of one patient, six months after revascularisation. "
              "Most of the hibernating wall contracts again, the scar is as it was, and the ventricle is a little smaller.",
          .truth_note = "Infarcted: the same small basal inferior scar. Viable-ischaemic: what has not recovered. The rest is normal.",
          .shape = {.length = 87, .radius = 29},
          .patches = {{Tissue::kHibernating, {{0.4, 282, 17}}}, {Tissue::kTransmuralInfarct, {{0.3, 278, 15}}}},
          .sampling = {.points = 136, .excluded = 3, .gaps = {{35, 28, 0.15}, {190, 20, 0.14}}},
          .shortening_offset_percent = 2.5,
          .rhythm = {.cycle_length_ms = 900}};
}

CaseSpec poor_contact() {
  return {.id = "trap-poor-contact",
          .title = "Trap: poor contact that looks like a basal infarct",
          .seed = 110,
          .subject_id = "DEMO-10",
          .visit = "baseline",
          .description =
              "Low voltage and no shortening at the inferior base of a patient with atypical chest pain. "
              "Look at the stability of these points, at their distance from the wall and at their electrograms.",
          .truth_note =
              "All tissue is normal. The points at the inferior base are poor contact, the valve's plane, or the tip floating inside the "
              "cavity.",
          .shape = {.length = 84, .radius = 28.5},
          .sampling = {.points = 128, .excluded = 2, .gaps = {{20, 28, 0.16}}},
          .shortening_offset_percent = 6.9,
          .false_points = FalsePoints{275, 48, 0.32},
          .rhythm = {.cycle_length_ms = 830}};
}

CaseSpec paced() {
  return {.id = "trap-paced-septum",
          .title = "Trap: a paced septum whose low shortening is not ischaemia",
          .seed = 121,
          .subject_id = "DEMO-11",
          .visit = "baseline",
          .description =
              "A pacemaker with its lead at the apex of the right ventricle, normal coronary arteries. "
              "The septum is activated first and shortens early, against no load; at end-systole little of it is left.",
          .truth_note = "All tissue is normal; the septum's low shortening comes from pacing.",
          .shape = {.length = 88, .radius = 30},
          .patches = {{Tissue::kPacedSeptum, {{0.35, 180, 22}, {0.55, 175, 23}, {0.75, 180, 20}}}},
          .sampling = {.points = 134, .excluded = 3, .gaps = usual_gaps()},
          .shortening_offset_percent = 5.5,
          .rhythm = {.name = "ventricular pacing (right ventricular apex)",
                     .paced = true,
                     .qrs_ms = 168,
                     .cycle_length_ms = 857,
                     .earliest_ms = -20,
                     .earliest_height = 0.85,
                     .earliest_angle_degrees = 190,
                     .speed_mm_per_ms = 0.85}};
}

}  // namespace

const std::vector<CaseSpec>& case_specs() {
  static const std::vector<CaseSpec> cases{normal(),           refractory_angina(), anterior_infarct(), inferior_scar(),
                                           lateral_ischemia(), aneurysm(),          microvascular(),    sparse(),
                                           baseline(),         follow_up(),         poor_contact(),     paced()};
  return cases;
}

}  // namespace viamyo::phantom
