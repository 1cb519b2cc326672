#include "coordinate_units.h"

#include <array>
#include <set>

#include "../value.h"
#include "units.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

using Place = std::vector<Column*>;  // three columns, or none

Place place_of(std::vector<Column>& columns, std::size_t first) {
  Place place;
  for (std::size_t a = first; a < first + 3; ++a) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.role == kPositions.at(a); });
    if (found != columns.end()) place.push_back(&*found);
  }
  return place.size() == 3 ? place : Place{};
}

std::string titles(const Place& columns) {
  std::string all;
  for (const Column* const column : columns) all += (all.empty() ? "" : ", ") + printable(column->title);
  return all;
}

std::set<std::string> units_of(const Place& place) {
  std::set<std::string> units;
  for (const Column* const column : place) {
    if (!column->unit.empty()) units.insert(column->unit);
  }
  return units;
}

// "x_cm in cm, z_mm in mm"
std::string stated(const Place& place) {
  std::string all;
  for (const Column* const column : place) {
    if (!column->unit.empty()) all += fmt::format("{}{} in {}", all.empty() ? "" : ", ", printable(column->title), column->unit);
  }
  return all;
}

void complete(const Place& place, const std::string& file, Import& import) {
  const std::set<std::string> units = units_of(place);
  Place silent;
  for (Column* const column : place) {
    if (column->unit.empty()) silent.push_back(column);
  }
  if (silent.empty() || units.empty()) return;
  if (units.size() > 1)
    throw InputError(fmt::format("{}: nobody tells the unit of {}, and the others differ ({}); --array {}=COLUMN:UNIT says it", file,
                                 titles(silent), stated(place), silent.front()->role));
  import.note(NoteKind::kAssumed, "{}: coordinates {}: no unit is stated; {} is assumed, as the others of their place have it ({})", file,
              titles(silent), *units.begin(), stated(place));
  for (Column* const column : silent) column->unit = *units.begin();
}

void assume_mm(const Place& place, const Place& other, const std::string& file, Import& import) {
  import.note(NoteKind::kAssumed, "{}: coordinates {}: no unit is stated; mm is assumed, beside {}", file, titles(place), stated(other));
  for (Column* const column : place) column->unit = "mm";
}

void convert(const Place& place, const std::string& file, Import& import) {
  for (const std::string& unit : units_of(place)) {
    const std::optional<double> factor = unit_factor(unit, "mm");
    Place same;
    std::copy_if(place.begin(), place.end(), std::back_inserter(same), [&](const Column* c) { return c->unit == unit; });
    if (!factor) throw InputError(fmt::format("{}: coordinates {}: {} is no unit of length", file, titles(same), unit));
    if (*factor != 1) import.note(NoteKind::kConverted, "{}: coordinates {}: from {} to mm", file, titles(same), unit);
    for (Column* const column : same) column->to_mm = *factor;
  }
}

}  // namespace

std::optional<std::string> settle_coordinate_units(std::vector<Column>& columns, const std::string& file, Import& import) {
  const Place diastolic = place_of(columns, 0);
  Place systolic = place_of(columns, 3);
  complete(diastolic, file, import);
  complete(systolic, file, import);
  std::set<std::string> units = units_of(diastolic);
  const std::set<std::string> more = units_of(systolic);
  if (units.empty() && more.empty()) return std::nullopt;
  if (units.empty()) assume_mm(diastolic, systolic, file, import);
  if (!systolic.empty() && more.empty()) {
    if (units == std::set<std::string>{"mm"}) {
      assume_mm(systolic, diastolic, file, import);
    } else {
      import.lost(NoteKind::kDropped,
                  "{}: coordinates {}: no unit is stated beside {}, and nobody tells which they have, so that the end-systolic positions "
                  "are left out; --array {}={}:UNIT (and so on) says it",
                  file, titles(systolic), stated(diastolic), systolic.front()->role, printable(systolic.front()->title));
      for (Column* const column : systolic) {
        column->role.clear();
        column->is_told = true;
        import.left_out.push_back(column->title);
      }
      systolic.clear();
    }
  }
  convert(diastolic, file, import);
  convert(systolic, file, import);
  units = units_of(diastolic);
  units.merge(units_of(systolic));
  return units.size() == 1 ? *units.begin() : std::string();
}

}  // namespace viamyo
