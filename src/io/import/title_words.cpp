// The words of which names of quantities are made. A list decides what is taken: a name that is not on it may be a person's.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "identity.h"
#include "text_scan.h"

namespace viamyo {

namespace {

// What is measured, and what it is measured with. One of these is in every name. A blank parts the words, and stands at both ends.
constexpr std::string_view kQuantities =
    " voltage volt volts voltages spannung mv uv amplitude amplitudes amp amplituden peak pp slope dvdt dt dv duration dauer width "
    "latency activation repolarization repolarisation recovery conduction velocity speed geschwindigkeit ari apd lat lls cv "
    "arrival propagation gradient curvature thickness dicke strain shortening verk\xC3\xBCrzung displacement motion contraction "
    "stiffness stress elastance work force kraft pressure druck impedance impedanz imp resistance conductivity temperature "
    "temperatur temp power leistung energy tag lesion fti lsi distance abstand depth tiefe length area volume radius angle winkel "
    "phase frequency frequenz freq df cfe cfae fractionation fractionated fraktionierung entropy complexity organisation "
    "organization index score ratio density intensity signal si lge suv fdg pet mri ct spect perfusion uptake ecv scar narbe "
    "fibrosis fat infarct viability border transmurality data value values scalar scalars field array result quantity level class "
    "label region segment normal normals noise snr quality confidence error uncertainty stability stab loc loop cycle cl rate beat "
    "beats electrogram electrograms egm ecg unipolar bipolar omnipolar uni bi bip omni bv tissue wave map mapping dominant "
    "ablation twi qrs qt rr color colour mask flag status valid utilized category potential potentials current coherence "
    "correlation similarity probability risk anisotropy fibre fiber ";

// What tells quantities of one kind apart.
constexpr std::string_view kKinds =
    " negative positive neg pos max maximum min minimum mean median average avg std sd stddev var variance range relative absolute "
    "normalised normalized corrected raw filtered smoothed interpolated measured computed estimated calculated smooth local global "
    "regional to of at in per and by from the reference ref rov roving distal proximal endo epi endocardial epicardial mid septal "
    "septum anterior inferior lateral apical basal apex base wall wand free left right lv rv la ra atrial ventricular myocardial "
    "cardiac heart early late onset offset start end trough first last contact kontakt total sum net radial circumferential "
    "longitudinal cross axial zone core surface mesh point points vertex vertices node cell systolic diastolic es ed mm cm ms hz "
    "ohm percent pct share fraction grams deg rms unit auto manual new old sub post pre high low dx dy dz ";

// A time is a quantity behind one of these alone.
constexpr std::string_view kTimes = " time zeit ";
constexpr std::string_view kTimed = " activation conduction recovery repolarization repolarisation arrival propagation ";

constexpr std::size_t kMinInCompound = 3;
constexpr std::size_t kMaxDigits = 3;
constexpr std::size_t kLongestWord = 40;

bool is_in(std::string_view word, std::string_view words) { return words.find(" " + std::string(word) + " ") != std::string_view::npos; }

enum class Told : std::uint8_t { kNothing, kKind, kQuantity };

Told told_by(std::string_view word) {
  if (is_in(word, kQuantities)) return Told::kQuantity;
  return word.size() == 1 || is_in(word, kKinds) ? Told::kKind : Told::kNothing;
}

// "contactforce", "wanddicke": words of the lists one behind the other.
Told told_by_compound(std::string_view word) {
  if (const Told whole = told_by(word); whole != Told::kNothing) return whole;
  for (std::size_t first = kMinInCompound; first + kMinInCompound <= word.size(); ++first) {
    const Told front = told_by(word.substr(0, first));
    const Told rest = front == Told::kNothing ? front : told_by_compound(word.substr(first));
    if (rest != Told::kNothing) return std::max(front, rest);
  }
  return Told::kNothing;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80; }

// Where a word ends: before anything but a letter, and before the second word of "ContactForce" and "LVScar".
std::size_t end_of_word(std::string_view title, std::size_t at) {
  std::size_t end = at + 1;
  for (; end < title.size() && is_letter(title[end]); ++end) {
    const bool begins = is_upper(title[end]) && (is_lower(title[end - 1]) || (end + 1 < title.size() && is_lower(title[end + 1])));
    if (begins) break;
  }
  return end;
}

}  // namespace

std::string why_no_title(std::string_view title) {
  bool names_a_quantity = false;
  std::string before;
  for (std::size_t at = 0; at < title.size();) {
    std::size_t end = at + 1;
    if (is_digit(title[at])) {
      while (end < title.size() && is_digit(title[end])) ++end;
      if (end - at > kMaxDigits) return "has a long number in its name, which may tell of a person or a date";
    } else if (is_letter(title[at])) {
      end = end_of_word(title, at);
      const std::string word = lower_case(title.substr(at, end - at));
      if (is_in(word, kTimes) && !is_in(before, kTimed)) return "has a name that tells a time, which may be one of the day";
      before = word;
      if (is_in(word, kTimes)) {
        at = end;
        continue;
      }
      const Told told = word.size() > kLongestWord ? Told::kNothing : told_by_compound(word);
      if (told == Told::kNothing) return "has a name of other words than those of quantities, which may tell of a person";
      names_a_quantity = names_a_quantity || told == Told::kQuantity;
    }
    at = end;
  }
  return names_a_quantity ? "" : "has a name that tells no quantity";
}

}  // namespace viamyo
