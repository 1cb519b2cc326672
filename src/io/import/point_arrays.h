// Arrays of a number per point and of samples per point, as several systems store them, put into a map's mapping points.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importer.h"

namespace viamyo {

//! Adds the values as a field on points; said as a loss where they are not one per point.
void add_point_values(Import& import, std::string_view field, std::string_view unit, std::vector<float> values);

//! LAT in ms from two annotations in samples; NaN where one is missing.
std::vector<float> activation_ms(std::span<const double> mapped, std::span<const double> reference, double sampling_rate_hz);

//! The windows [N, 2], relative to the reference annotation, and that annotation, in samples, into ms of the electrograms.
void set_windows(Electrograms& electrograms, std::span<const double> from, std::span<const double> to, std::span<const double> reference);

}  // namespace viamyo
