"""Ridge: three planes of hills and mountains, facet-lit, in mist; anchored to the bottom."""

from __future__ import annotations

import numpy as np

from .fields import blend, fields, shifted
from .palette import mix, palette
from .parameters import SHARED_FINE, Parameters, smooth
from .picture import SIZE, Picture, grid, pixels, side_length, step
from .subject import Subject

_PARAMETERS = (
    "base", "peak_x", "peak_height", "peak_width", "second_x", "second_height", "profile_1", "profile_2", "profile_3", "near",
    "rough", "facets", "snow", "light_side", "mist", "forest",
    *SHARED_FINE, "distance",
)  # fmt: skip


def _profiles(count: int, wavelength: float, seed: int) -> np.ndarray:
    """Fixed 1-D curves [count, S]: rows of 2-D fields."""
    return fields(count, wavelength, 1.0, seed)[:, side_length() // 2]


def _crag(seed: int) -> np.ndarray:
    """A fixed jagged curve [S]: folded noise, sharp at its crests."""
    octaves = [np.abs(_profiles(1, w, seed + i)[0]) * g for i, (w, g) in enumerate(((0.24, 1.0), (0.11, 0.5), (0.05, 0.22)))]
    curve = -np.sum(octaves, axis=0)
    return (curve - curve.mean()).astype(np.float32)


def _wide(curve: np.ndarray) -> np.ndarray:
    """A curve [S] smoothed over a twentieth of the width, so that light falls on faces and not on pebbles."""
    reach = pixels(7)
    window = np.hanning(2 * reach + 1).astype(np.float32)
    return np.convolve(np.pad(curve, reach, mode="edge"), window / window.sum(), mode="valid")


def _peak(x: np.ndarray, centre: float, width: float, sharp: float) -> np.ndarray:
    """A mountain's outline with height 1: a soft hill at sharp = 0, a horn at 1."""
    d = np.abs(x - centre) / width
    return (1 - sharp) * np.exp(-(d**2) * 1.4) + sharp * np.exp(-1.55 * d)


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    x, y = grid()
    axis = x[0]
    picture = Picture()
    rough = p["rough"]
    base = p.span("base", 0.84, 0.6)
    side = p.span("light_side", -1.0, 1.0)
    mist = p.span("mist", 0.05, 0.9)
    veil = mix(c.haze, c.light, 0.55)
    bank = fields(6, 0.16, 0.8, 31)

    far = 0.1 + 0.05 * blend(_profiles(3, 0.3, 41), [p.normal("profile_3"), p.normal("profile_1"), 0.6])
    far = far + 0.14 * p["second_height"] * _peak(axis, 1 - p["peak_x"], 0.2, rough) + 0.008 * rough * _crag(51)
    sharp = 0.15 + 0.85 * rough
    width = p.span("peak_width", 0.13, 0.34)
    middle = p.span("peak_height", 0.1, 0.46) * _peak(axis, p.span("peak_x", 0.12, 0.88), width, sharp)
    second = p.span("second_height", 0.0, 0.3) * _peak(axis, p.span("second_x", 0.0, 1.0), width * 0.75, sharp)
    middle = np.maximum(middle, second) + 0.35 * np.minimum(middle, second)
    middle = middle + 0.03 * blend(_profiles(3, 0.16, 42), [p.normal("profile_1"), p.normal("profile_2"), 0.5])
    middle = middle + 0.03 * (0.25 + rough) * _crag(52)
    near = p.span("near", -0.12, 0.06) + 0.05 * blend(_profiles(3, 0.35, 43), [p.normal("profile_2"), p.normal("profile_3"), 0.4])
    trees = p.fade("forest", 0.3, 0.9)
    near = near + 0.022 * trees * _crag(53) * 0.7 + 0.014 * trees * np.abs(np.sin(axis * 70 + 2 * np.sin(axis * 9)))

    distance = p.span("distance", 0.25, 0.75)
    peaks = (1 - p["peak_x"], p.span("peak_x", 0.12, 0.88), 0.5)
    planes = (
        (base - 0.06 - far, mix(c.haze, c.ground, 0.45 - 0.3 * distance), mix(c.ground, c.haze, 0.35 + 0.3 * distance), 0.35, 0.12),
        (base - middle, mix(c.haze, c.glow, p.span("accent", 0.05, 0.6)), mix(c.shadow, c.ground, 0.5), 1.0, 0.3),
        (base + 0.13 - near, mix(c.leaf, c.ground, 0.35), mix(c.leaf, c.ink, 0.5), 0.55, 0.22),
    )
    for i, (top, lit, dark, relief, deep) in enumerate(planes):
        below = y - top[None, :]
        mask = step(below, -0.8 / SIZE, 0.8 / SIZE)
        # Spurs fan out below the peak, as folds of a slope do.
        folds = blend(bank[2 * (i % 3) : 2 * (i % 3) + 2], [p.normal("facets"), 1.0])
        fan = (x - peaks[i] + 0.05 * folds + 0.3 * side * below) / (0.3 + 1.3 * np.abs(below))
        spur = np.sin(fan * (7 + 2 * i) + 1.1 * folds)
        slope = _wide(np.gradient(top) * side_length())
        tone = relief * (0.75 * np.tanh(1.6 * side * slope)[None, :] + (0.3 + 0.4 * rough) * spur * step(below, 0.0, 0.12))
        tone = tone + 0.25 * folds + 0.08 * shifted(bank[i], rng)
        colour = mix(dark, lit, step(tone, -0.9, 0.95))
        if i == 1:
            line = p.span("snow", -0.12, 0.32) * (0.55 + p["peak_height"])
            snow = step(line - below + 0.03 * tone, 0.0, 0.05) * smooth(line, 0.0, 0.05)
            cold = mix(mix(c.haze, c.ground, 0.35), c.light, step(tone, -0.5, 0.35))
            colour = mix(colour, cold, snow * 0.95)
        foot = step(below, 0.0, deep) * (mist if i < 2 else 0.25 * mist)
        colour = mix(colour, veil, foot * 0.8)
        colour = mix(colour, mix(c.light, c.glow, 0.5), 0.35 * step(below, 0.022, 0.0) * relief * (0.5 + 0.5 * np.tanh(2 * side * slope))[None, :])
        picture.over(mask, colour)
    return picture


RIDGE = Subject("ridge", _PARAMETERS, _draw, strokes="diagonal")
