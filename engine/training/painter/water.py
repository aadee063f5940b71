"""Water: a lake or sea below a shoreline, with a path of light, reflections, swell and rocks; anchored to the bottom."""

from __future__ import annotations

import numpy as np

from .fields import blend, fields, shifted
from .palette import mix, palette
from .parameters import SHARED_FINE, Parameters
from .picture import SIZE, Picture, grid, pixels, side_length, step
from .subject import Subject

_PARAMETERS = (
    "shore", "tilt", "light_x", "light_width", "reflection_1", "reflection_2", "reflection_height", "swell", "bank", "bank_shape",
    "ripple", "ripple_1", "ripple_2", "rocks", "vapour", "foam",
    *SHARED_FINE, "glitter",
)  # fmt: skip


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    x, y = grid()
    picture = Picture()
    swell = p.span("swell", 0.0, 1.0)
    top = p.span("shore", 0.72, 0.42)
    line = top + p.span("tilt", -0.05, 0.05) * (x - 0.5) + 0.004 * np.sin(x * 21)
    below = np.maximum(y - line, 0)
    depth = below / (1.02 - top)

    # Perspective: ripples shrink towards the shore, so their phase runs with log depth.
    far = np.log(depth + 0.055)
    ripples = blend(fields(3, 0.14, 4.5, 61), [p.normal("ripple_1"), p.normal("ripple_2"), 0.7])
    wave = np.sin(far * 15 + 1.5 * ripples + 1.6 * np.sin(x * 4 + 2 * p.normal("ripple_1")))
    wave = (0.35 + 0.65 * swell) * wave + 0.75 * ripples + 0.3 * shifted(fields(1, 0.03, 5.0, 62)[0], rng)
    contrast = p.span("ripple", 0.1, 0.5)

    surface = mix(mix(c.haze, c.ground, 0.3), mix(c.ground, c.shadow, 0.45), step(depth, 0.0, 0.6))
    surface = mix(surface, mix(c.shadow, c.ink, 0.35), step(depth, 0.4, 1.15))
    # What stands on the far shore, mirrored: long at its crest, broken by the ripples.
    skyline = blend(fields(2, 0.2, 1.0, 63)[:, side_length() // 2], [p.normal("reflection_1"), p.normal("reflection_2")])
    length = p.span("reflection_height", 0.0, 0.42) * (0.75 + 0.3 * skyline)
    mirrored = step(length - depth + 0.035 * wave * (0.3 + depth * 3), -0.02, 0.07) * p.fade("reflection_height", 0.0, 0.3)
    surface = mix(surface, mix(mix(c.leaf, c.shadow, 0.5), c.ground, 0.2), 0.75 * mirrored)
    surface = mix(surface, mix(c.haze, c.light, 0.3), np.clip(contrast * step(wave, 0.1, 1.6), 0, 1))
    surface = mix(surface, mix(c.shadow, c.ink, 0.3), np.clip(contrast * step(wave, -0.1, -1.6), 0, 1))

    light_x = p.span("light_x", 0.1, 0.9)
    spread = p.span("light_width", 0.035, 0.12) + depth * 0.12
    path = np.exp(-(((x - light_x + 0.02 * wave * (0.4 + depth)) / spread) ** 2))
    sparkle = step(wave, 0.9 - 1.1 * path, 1.5 - 0.6 * path)
    shine = np.clip(path * (0.45 + 0.75 * sparkle) * p.span("glitter", 0.25, 1.15), 0, 1)
    surface = mix(surface, mix(c.glow, c.light, 0.35 + 0.4 * path), shine)
    surface = mix(surface, c.accent, 0.28 * p["accent"] * step(depth, 0.15, 0.8) * step(ripples, -0.6, 1.2))
    crest = p.fade("foam", 0.45, 1.0) * step(wave, 1.05, 1.5) * step(depth, 0.03, 0.3)
    surface = mix(surface, c.light, 0.8 * crest)

    edge = step(y - line, -1.0 / SIZE, 1.2 / SIZE)
    vapour = p.fade("vapour", 0.25, 1.0)
    surface = mix(surface, mix(c.haze, c.light, 0.6), 0.75 * vapour * step(depth, 0.2, 0.0))
    picture.over(edge, surface)

    stones = fields(1, 0.075, 2.2, 64)[0]
    rock = step(stones * step(depth, 0.08, 0.3) * step(depth, 1.0, 0.6), 1.35, 1.55) * p.fade("rocks", 0.45, 0.8)
    rock_lit = step(stones - np.roll(stones, pixels(5), 0), -0.4, 0.6)
    picture.glaze(rock, mix(mix(c.leaf, c.ink, 0.65), mix(c.ground, c.haze, 0.3), rock_lit * step(stones, 1.2, 2.2)))

    height = p.span("bank", -0.22, 0.24)
    shape = p.span("bank_shape", -1.0, 1.0)
    rim = 1.0 - height * (0.55 + 0.9 * shape * (x - 0.5)) - 0.02 * fields(2, 0.1, 1.0, 65)[0][side_length() // 2]
    earth = step(y - rim, -0.003, 0.008)
    grain = shifted(fields(1, 0.05, 1.5, 66)[0], rng)
    soil = mix(mix(c.leaf, c.ink, 0.55), mix(c.leaf, c.ground, 0.5), step(rim + 0.05 - y + 0.02 * grain, 0.0, 0.05))
    picture.glaze(earth, soil)
    return picture


WATER = Subject("water", _PARAMETERS, _draw, strokes="horizontal")
