#include "imaging_basis.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace viamyo::viewer {
namespace {

enum class SpeaksFor : std::uint8_t { kNothing, kViable, kScar };

struct Basis {
  const char* words;
  SpeaksFor speaks_for;
};

constexpr std::array<Basis, 11> kBases{{{"SPECT reversible", SpeaksFor::kViable},
                                        {"SPECT fixed", SpeaksFor::kScar},
                                        {"PET mismatch", SpeaksFor::kViable},
                                        {"PET match", SpeaksFor::kScar},
                                        {"LGE below 25 %", SpeaksFor::kViable},
                                        {"LGE 25 to 50 %", SpeaksFor::kNothing},
                                        {"LGE 50 to 75 %", SpeaksFor::kScar},
                                        {"LGE above 75 %", SpeaksFor::kScar},
                                        {"Echo with reserve", SpeaksFor::kViable},
                                        {"Echo, no reserve", SpeaksFor::kScar},
                                        {"none available", SpeaksFor::kNothing}}};

SpeaksFor meaning_of(std::string_view basis) {
  const auto found = std::find_if(kBases.begin(), kBases.end(), [&](const Basis& each) { return each.words == basis; });
  return found == kBases.end() ? SpeaksFor::kNothing : found->speaks_for;
}

SpeaksFor meaning_of(TissueClass tissue) {
  switch (tissue) {
    case TissueClass::kInfarcted:
      return SpeaksFor::kScar;
    case TissueClass::kNormal:
    case TissueClass::kViableIschemic:
    case TissueClass::kViable:
      return SpeaksFor::kViable;
    case TissueClass::kIndeterminate:
    case TissueClass::kUnmapped:
      return SpeaksFor::kNothing;
  }
  return SpeaksFor::kNothing;
}

const char* spoken(SpeaksFor meaning) { return meaning == SpeaksFor::kScar ? "scar" : "viable muscle"; }

}  // namespace

const std::vector<std::string>& imaging_bases() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> words;
    for (const Basis& basis : kBases) words.emplace_back(basis.words);
    return words;
  }();
  return all;
}

std::string contradiction(const Verdict& verdict, const ReviewItem& item) {
  const TissueClass tissue = verdict.to_class.value_or(item.tissue);
  const SpeaksFor imaging = meaning_of(verdict.basis);
  const SpeaksFor claimed = meaning_of(tissue);
  if (imaging == SpeaksFor::kNothing || claimed == SpeaksFor::kNothing) return {};
  const bool rejects = verdict.action == ReviewAction::kReject;
  if (!rejects && verdict.action != ReviewAction::kConfirm && verdict.action != ReviewAction::kReclassify) return {};
  if ((imaging == claimed) != rejects) return {};
  const char* const doing = rejects ? "rejecting" : verdict.action == ReviewAction::kConfirm ? "confirming" : "reclassifying";
  return fmt::format("{}: {} it as {} contradicts {}, which speaks for {}.", item.id, doing, viamyo::spoken(tissue), verdict.basis,
                     spoken(imaging));
}

}  // namespace viamyo::viewer
