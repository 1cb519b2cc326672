// The classes of tissue and the rule that proposes them from voltage and shortening.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace viamyo {

enum class TissueClass : std::uint8_t {
  kUnmapped = 0,
  kNormal = 1,
  kViableIschemic = 2,
  kInfarcted = 3,
  kIndeterminate = 4,
  kViable = 5  //!< voltage-only analysis
};

inline constexpr int kTissueClassCount = 6;

//! "unmapped", "normal", "viable_ischemic", "infarcted", "indeterminate", "viable": the words of JSON and CSV.
std::string_view to_string(TissueClass tissue);
std::optional<TissueClass> tissue_class_from_string(std::string_view text);

enum class Criteria : std::uint8_t { kElectromechanical, kVoltage };
std::string_view to_string(Criteria criteria);

//! What people read, e.g. "preserved at rest (does not exclude inducible ischaemia)"; by voltage alone nothing is said of mechanics.
std::string_view shown_as(TissueClass tissue, Criteria criteria);

//! In few words, for sentences: "preserved at rest", "viable-ischaemic", "infarcted", "indeterminate", "viable by voltage alone", "no data".
std::string_view spoken(TissueClass tissue);

//! The cells of the voltage-shortening plane: the classes, with the two parts of `indeterminate` apart.
enum class Cell : std::uint8_t { kNormal, kViableIschemic, kInfarcted, kBetweenCutoffs, kLowVoltagePreservedShortening, kViable };
inline constexpr int kCellCount = 6;
TissueClass class_of(Cell cell);

//! Thresholds in the unit of the fields, float32 as everywhere (see docs/methods.md). voltage_infarct_mV <= voltage_viable_mV.
struct Thresholds {
  Criteria criteria = Criteria::kElectromechanical;
  float voltage_infarct_mV = 4.5F;
  float voltage_viable_mV = 6.9F;
  float shortening_ischemic_percent = 12.0F;

  friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

//! The class of one pair of finite values; `shortening_percent` is ignored by voltage-only criteria. Borders belong to the side of >=.
Cell classify(const Thresholds& thresholds, double voltage_mV, double shortening_percent);

//! The single moves that test stability: each threshold by +10 % and -10 % of its size; a move that would reverse the order of the voltage
//! thresholds takes the other along.
std::array<Thresholds, 6> ten_percent_moves(const Thresholds& thresholds);

}  // namespace viamyo
