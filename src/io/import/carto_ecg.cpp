// CARTO 3's export of a point's electrograms: a gain, the names of all channels, and one row of integers per millisecond.
#include <array>
#include <charconv>

#include "../value.h"
#include "carto_files.h"
#include "import_tools.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

// "M1-M2(92)" is the channel M1-M2.
std::vector<std::string_view> channel_names(std::string_view line) {
  std::vector<std::string_view> names;
  for (std::size_t end = line.find(')'); end != std::string_view::npos; end = line.find(')')) {
    const std::string_view whole = stripped(line.substr(0, end));
    names.push_back(stripped(whole.substr(0, whole.rfind('('))));
    line.remove_prefix(end + 1);
  }
  return names;
}

// What stands behind "KEY=", up to the next key of the line.
std::string_view value_behind(std::string_view line, std::string_view key) {
  const std::size_t at = line.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = line.substr(at + key.size());
  std::size_t end = rest.size();
  for (const std::string_view next : {" Unipolar Mapping", " Bipolar Mapping", " Reference Channel"}) end = std::min(end, rest.find(next));
  return stripped(rest.substr(0, end));
}

class EcgReader {
 public:
  EcgReader(std::string_view text, const std::string& name, const CartoPointExport& point, const ReadLimits& limits)
      : lines_(text, name), name_(name), limits_(limits), wanted_{point.unipolar_channel, point.bipolar_channel, point.reference_channel} {}

  CartoTraces read() {
    read_head();
    std::string_view line;
    while (lines_.next(line)) {
      if (!stripped(line).empty()) read_row(line);
    }
    return {std::move(traces_[0]), std::move(traces_[1]), std::move(traces_[2])};
  }

 private:
  void read_head() {
    std::string_view line;
    constexpr std::string_view kHead = "ECG_Export_";
    if (!lines_.next(line) || !line.starts_with(kHead)) lines_.fail("an electrogram export begins with ECG_Export_4");
    if (!line.starts_with("ECG_Export_4."))
      lines_.fail(fmt::format("is of version {}; 4.0 and 4.1 are read", printable(stripped(line.substr(kHead.size(), 20)))));
    const bool names_channels = stripped(line) == "ECG_Export_4.0";
    const bool has_gain = lines_.next(line) && line.find('=') != std::string_view::npos;
    const std::optional<double> gain = has_gain ? to_number(line.substr(line.find('=') + 1)) : std::nullopt;
    if (!gain || !(*gain > 0)) lines_.fail("the gain is missing");
    gain_ = *gain;
    if (names_channels && lines_.next(line)) {
      constexpr std::array<std::string_view, 3> kKeys{"Unipolar Mapping Channel=", "Bipolar Mapping Channel=", "Reference Channel="};
      for (std::size_t c = 0; c < 3; ++c) {
        if (const std::string_view told = value_behind(line, kKeys.at(c)); !told.empty()) wanted_.at(c) = told;
      }
    }
    if (!lines_.next(line)) lines_.fail("the names of the channels are missing");
    const std::vector<std::string_view> names = channel_names(line);
    columns_ = names.size();
    if (columns_ == 0) lines_.fail("no channel is named");
    for (std::size_t n = 0; n < names.size(); ++n) {
      for (std::size_t c = 0; c < 3; ++c) {
        if (!wanted_.at(c).empty() && names[n] == wanted_.at(c)) places_.at(c) = n;
      }
    }
  }

  void read_row(std::string_view line) {
    const char* at = line.data();
    const char* const end = at + line.size();
    values_.clear();
    while (at < end) {
      if (*at == ' ' || *at == '\t') {
        ++at;
        continue;
      }
      int value = 0;
      const auto [next, error] = std::from_chars(at, end, value);
      if (error != std::errc() || (next < end && *next != ' ' && *next != '\t')) lines_.fail("a sample is not an integer");
      values_.push_back(value);
      at = next;
    }
    if (values_.size() != columns_) lines_.fail(fmt::format("has {} samples; there are {} channels", values_.size(), columns_));
    for (std::size_t c = 0; c < 3; ++c) {
      if (places_.at(c) < columns_) traces_.at(c).push_back(static_cast<float>(values_[places_.at(c)] * gain_));
    }
    check_count(name_, "samples", ++rows_, limits_.samples);
  }

  Lines lines_;
  const std::string& name_;
  const ReadLimits& limits_;
  std::array<std::string, 3> wanted_;
  std::array<std::size_t, 3> places_{SIZE_MAX, SIZE_MAX, SIZE_MAX};
  std::array<std::vector<float>, 3> traces_;
  std::vector<int> values_;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  double gain_ = 0;
};

}  // namespace

CartoTraces read_carto_ecg(std::string_view text, const std::string& name, const CartoPointExport& point, const ReadLimits& limits) {
  return EcgReader(text, name, point, limits).read();
}

}  // namespace viamyo
