"""The settings of an analysis with their built-in values; names are those of the option --set."""

import numpy as np

DEFAULTS = {
    "criteria": None, "voltage": "unipolar", "threshold_unit": "mV",
    "voltage_infarct": None, "voltage_viable": None, "shortening_ischemic": 12.0,
    "reference_segments": None, "voltage_source": None, "shortening_source": None, "fill_distance": 15.0, "beyond_fill": "unmapped",
    "lls_min_distance": 5.0, "lls_max_distance": 30.0, "lls_sigma": 15.0, "ring_limits": (1 / 3, 2 / 3, 0.9),
    "min_region_area": 100.0, "annulus_margin": 10.0, "infarct_margin": 0.0, "min_zone_area": 200.0,
    "min_zone_points": 3,
}

BUILT_IN_THRESHOLDS = {"mV": (4.5, 6.9), "percent": (68.0, 68.0)}

# Published human unipolar cut-offs: Keck, Graf, Fuchs, Gyongyosi, Botker, Perin, Koch, Perin (subendocardial), Wiggers.
HUMAN_UNIPOLAR_CUTOFFS_MV = (4.5, 5.2, 5.4, 6.4, 6.5, 6.9, 7.5, 7.9, 8.4)


def f32(value):
    return float(np.float32(value))


def complete(given):
    """The built-in settings with those given on top; numbers rounded to float32."""
    unknown = set(given) - set(DEFAULTS)
    if unknown:
        raise KeyError(f"unknown settings: {sorted(unknown)}")
    settings = {**DEFAULTS, **given}
    infarct, viable = BUILT_IN_THRESHOLDS[settings["threshold_unit"]]
    if settings["voltage_infarct"] is None:
        settings["voltage_infarct"] = infarct
    if settings["voltage_viable"] is None:
        settings["voltage_viable"] = viable
    rounded = {key: f32(v) if isinstance(v, (int, float)) and not isinstance(v, bool) else v for key, v in settings.items()}
    return rounded
