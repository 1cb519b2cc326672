// Published thresholds with their sources, as data (assets/presets/*.toml, built into the library).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/settings.h"

namespace viamyo {

struct Preset {
  std::string id;        //!< "perin-mri"
  std::string title;     //!< one line
  std::string citation;  //!< as it may be shown; "as reported by ..." where read in a secondary source
  std::string evidence;  //!< "V" read in the source itself, "S" reported by a secondary source, "convention" ours
  std::string species;   //!< "human" or "pig"
  std::string system;    //!< "NOGA", "CARTO" ...
  std::string subjects;  //!< number and kind of subjects
  std::string reference_standard;
  std::string accuracy;       //!< sensitivity / specificity as published; empty = none
  std::string shows;          //!< what the study showed
  std::string does_not_show;  //!< what it did not show
  VoltageKind voltage = VoltageKind::kUnipolar;
  ThresholdUnit threshold_unit = ThresholdUnit::kMillivolt;
  std::optional<float> voltage_infarct;
  std::optional<float> voltage_viable;
  std::optional<float> shortening_ischemic_percent;
  bool counts_for_agreement =
      false;  //!< a published human unipolar cut-off between viable and not; see preset agreement in docs/methods.md
};

//! All presets: the default first, then human NOGA, other human, animal; by threshold within.
const std::vector<Preset>& presets();

//! nullptr when there is none of that id.
const Preset* find_preset(std::string_view id);

//! The published human unipolar cut-offs, mV, ascending: those that preset agreement counts.
const std::vector<float>& agreement_cutoffs_mV();

}  // namespace viamyo
