"""The rules that turn voltage and shortening into a class, and the cutting of triangles along their borders."""

from dataclasses import dataclass

from .clipping import split_at_levels
from .settings import f32

UNMAPPED, NORMAL, VIABLE_ISCHEMIC, INFARCTED, INDETERMINATE, VIABLE = range(6)
NAMES = ("unmapped", "normal", "viable_ischemic", "infarcted", "indeterminate", "viable")


@dataclass(frozen=True)
class Thresholds:
    infarct_mv: float
    viable_mv: float
    ischemic_percent: float | None  # None: voltage alone

    def classify(self, voltage, shortening):
        if self.ischemic_percent is None:
            return VIABLE if voltage >= self.viable_mv else INFARCTED if voltage < self.infarct_mv else INDETERMINATE
        reduced = shortening < self.ischemic_percent
        if voltage >= self.viable_mv:
            return VIABLE_ISCHEMIC if reduced else NORMAL
        return INFARCTED if voltage < self.infarct_mv and reduced else INDETERMINATE

    def moves(self):
        """Every single move of one threshold by a tenth of its size, keeping the voltages' order."""
        infarct, viable, ischemic = self.infarct_mv, self.viable_mv, self.ischemic_percent
        for sign in (0.1, -0.1):
            moved = _moved(infarct, sign)
            yield Thresholds(moved, max(moved, viable), ischemic)
            moved = _moved(viable, sign)
            yield Thresholds(min(moved, infarct), moved, ischemic)
            if ischemic is not None:
                yield Thresholds(infarct, viable, _moved(ischemic, sign))


def _moved(threshold, share):
    return f32(threshold + share * abs(threshold))


class Cells:
    """Cuts polygons at every level of a list of thresholds; a cell has one class under each of them."""

    def __init__(self, thresholds, voltage_column, shortening_column):
        self.thresholds = thresholds
        self._columns = voltage_column, shortening_column
        self._voltages = sorted({v for t in thresholds for v in (t.infarct_mv, t.viable_mv)})
        self._shortenings = sorted({t.ischemic_percent for t in thresholds if t.ischemic_percent is not None})

    def cut(self, polygon):
        """Cells as (polygon, voltage, shortening): values that stand for the whole cell."""
        voltage, shortening = self._columns
        for v_count, band in split_at_levels(polygon, voltage, self._voltages):
            for s_count, cell in split_at_levels(band, shortening, self._shortenings):
                yield cell, _inside(self._voltages, v_count), _inside(self._shortenings, s_count)


def _inside(levels, count):
    """A value in the half-open interval that starts at level number count (from 1)."""
    if not levels:
        return None
    return levels[0] - 1.0 if count == 0 else levels[count - 1]
