#include "no_value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "../../map/possible_range.h"
#include "../value.h"
#include "import_tools.h"
#include "viamyo/map.h"

namespace viamyo {

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
constexpr std::array<double, 2> kMarks{kCartoNothing, -kCartoNothing};
constexpr std::size_t kMaxSingle = 10;  // one in so many values may be a mistake of its own
constexpr float kWithinUnits = 9999;    // ohm, g, ms, mm, mV: no such quantity of a heart reaches it

// In which ten thousand are not many.
bool is_small(std::string_view unit) { return unit.starts_with('u') || unit.starts_with("\xC2\xB5") || unit.starts_with("\xCE\xBC"); }

// A field that is not known has a range where its unit gives it one; small units do not.
std::optional<PossibleRange> range_of(const Field& field) {
  if (!required_unit(field.name).empty()) return possible_range(field.name);
  if (field.unit.empty() || is_small(field.unit)) return std::nullopt;
  return PossibleRange{-kWithinUnits, kWithinUnits, ""};
}

// The whole row of a vector: a displacement with one component is none.
void clear(Field& field, std::size_t value) {
  const auto width = static_cast<std::size_t>(std::max(1, field.components));
  const auto first = field.values.begin() + static_cast<std::ptrdiff_t>(value / width * width);
  std::fill(first, first + static_cast<std::ptrdiff_t>(width), kNothing);
}

struct Mark {
  double number;
  bool always;  //!< the user says so of this very field
  bool is_users;
};

std::vector<Mark> marks_of(const ImportOptions& options, const Field& field) {
  std::vector<Mark> marks;
  for (const NoValue& mark : options.no_values) {
    if (mark.field.empty() || mark.field == field.name) marks.push_back({mark.number, !mark.field.empty(), true});
  }
  for (const double mark : kMarks) marks.push_back({mark, false, false});
  return marks;
}

void drop_mark(const Mark& mark, double factor, std::string_view where, Import& import, Field& field) {
  const auto as_stored = static_cast<float>(static_cast<float>(mark.number) * factor);
  const std::optional<PossibleRange> range = range_of(field);
  const bool impossible = range ? !range->holds(as_stored) : mark.is_users;
  std::size_t count = 0;
  for (std::size_t v = 0; v < field.values.size(); ++v) {
    if (field.values[v] != as_stored) continue;
    ++count;
    if (mark.always || impossible) clear(field, v);
  }
  if (count == 0) return;
  if (mark.always || impossible) {
    import.note(NoteKind::kConverted, "{} on {}: {} x {} is no value", printable(field.name), where, count, mark.number);
  } else if (mark.is_users) {
    import.note(NoteKind::kFound, "{} on {}: {} x {} stays, which {} can be; --no-value {}={} makes it none", printable(field.name), where,
                count, mark.number, printable(field.name), printable(field.name), mark.number);
  }
}

void drop_infinite(std::string_view where, Import& import, Field& field) {
  std::size_t count = 0;
  for (std::size_t v = 0; v < field.values.size(); ++v) {
    if (!std::isinf(field.values[v])) continue;
    ++count;
    clear(field, v);
  }
  if (count > 0) import.note(NoteKind::kConverted, "{} on {}: {} x infinite is no value", printable(field.name), where, count);
}

void refuse_impossible(const ImportOptions& options, std::string_view where, Import& import, Field& field) {
  if (required_unit(field.name).empty()) return;
  const PossibleRange range = possible_range(field.name);
  const auto outside =
      static_cast<std::size_t>(std::count_if(field.values.begin(), field.values.end(), [&](float value) { return !range.holds(value); }));
  if (outside == 0) return;
  const auto all =
      static_cast<std::size_t>(std::count_if(field.values.begin(), field.values.end(), [](float v) { return !std::isnan(v); }));
  const std::string told = fmt::format("{} on {}: {} of {} values {}", field.name, where, outside, all, range.violation);
  if (options.keep_impossible) {
    import.note(NoteKind::kFound, "{}, kept as --keep-impossible says", told);
    return;
  }
  const bool is_other = outside * kMaxSingle > all;
  for (std::size_t v = 0; v < field.values.size(); ++v) {
    if (is_other || !range.holds(field.values[v])) clear(field, v);
  }
  if (is_other)
    import.lost(NoteKind::kDropped,
                "{}, which cannot be: all of it is refused; is it another quantity (--array) or unit? --keep-impossible keeps it", told);
  else
    import.lost(NoteKind::kDropped, "{}, which cannot be; --keep-impossible keeps them", told);
}

}  // namespace

bool settle_values(const ImportOptions& options, double factor, std::string_view where, Import& import, Field& field) {
  for (const Mark& mark : marks_of(options, field)) drop_mark(mark, factor, where, import, field);
  drop_infinite(where, import, field);
  refuse_impossible(options, where, import, field);
  return has_values(&field);
}

bool is_mark(double number, std::string_view unit, const ImportOptions& options) {
  const bool small = is_small(unit.empty() ? std::string_view(options.voltage_unit) : unit);
  return number == kCartoNothing || (number == -kCartoNothing && !small) ||
         std::any_of(options.no_values.begin(), options.no_values.end(), [&](const NoValue& mark) { return number == mark.number; });
}

bool is_no_place(double coordinate, const ImportOptions& options) {
  return std::abs(coordinate) == -kCartoNothing ||
         std::any_of(options.no_values.begin(), options.no_values.end(),
                     [&](const NoValue& mark) { return mark.field.empty() && coordinate == mark.number && std::abs(mark.number) >= 1000; });
}

}  // namespace viamyo
