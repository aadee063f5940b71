"""Drapery: hung cloth before a dim wall, drawn aside to either side or closed. The ground of a portrait."""

from __future__ import annotations

import numpy as np

from .fields import blend, fields, shifted
from .palette import mix, palette
from .parameters import SHARED_FINE, Parameters
from .picture import Picture, grid, step
from .subject import Subject

_PARAMETERS = (
    "left", "right", "tie_left", "tie_right", "light_x", "light_y", "fold_1", "fold_2", "fold_3", "swag",
    "depth", "light_side", "fold_4", "sheen", "border", "wall",
    *SHARED_FINE, "vignette",
)  # fmt: skip

_FOLDS = ((3.0, 0.4), (5.0, 2.1), (8.0, 1.1), (13.0, 0.2))
"""Cycles across a hanging, and phase: fixed, so that a fold's depth is all that a parameter changes."""


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    x, y = grid()
    picture = Picture()
    grain = shifted(fields(1, 0.06, 0.7, 122)[0], rng)
    stain = blend(fields(3, 0.3, 1.2, 121), [p.normal("wall"), p.normal("fold_4"), 0.6])
    glow = np.exp(-(((x - p.span("light_x", 0.25, 0.75)) / 0.42) ** 2) - ((y - p.span("light_y", 0.2, 0.6)) / 0.42) ** 2)
    wall = mix(mix(c.shadow, c.ink, 0.35), mix(c.ground, c.shadow, 0.35), step(glow + 0.12 * stain + 0.04 * grain, 0.1, 0.95))
    wall = mix(wall, mix(c.haze, c.ground, 0.4), 0.75 * step(glow + 0.1 * stain, 0.55, 1.2))
    picture.over(np.ones_like(x), wall)

    side = p.span("light_side", -1.0, 1.0)
    cloth = mix(c.accent, c.shadow, 0.2)
    for sign, name in ((-1, "left"), (1, "right")):
        # Distance from the frame's own edge; the hanging narrows where it is tied and falls wide below.
        out = x if sign < 0 else 1 - x
        tie = p.span(f"tie_{name}", 0.0, 0.75)
        hang = p.span(name, 0.1, 0.55)
        # Drawn aside to a cord: a long bow above it, a straight fall below.
        drawn = np.where(y < 0.66, (np.clip(y, 0, None) / 0.66) ** 2, 1 - 0.25 * step(y, 0.66, 1.0))
        width = hang * (1 + 0.5 * tie) * (1 - tie * drawn)
        cover = step(width - out, -0.006, 0.01)
        across = out / np.maximum(width, 0.03)
        sway = 0.3 * stain
        folds = sum(
            p.span(f"fold_{i + 1}", 0.15, 0.9) * np.sin(across * cycles * 2.6 + phase + sway * (1 + 0.3 * i)) / (1 + 0.25 * i)
            for i, (cycles, phase) in enumerate(_FOLDS)
        )
        tone = p.span("depth", 0.8, 1.5) * folds + 0.7 * side * -sign * (across - 0.4) + 0.06 * grain + 0.6 * glow - 0.3
        dark, lit = mix(cloth, c.ink, 0.68), mix(mix(cloth, c.light, 0.45), c.glow, p.span("accent", 0.0, 0.4))
        robe = mix(dark, cloth, step(tone, -1.5, 0.2))
        robe = mix(robe, lit, p.span("sheen", 0.35, 1.0) * step(tone, 0.1, 1.7))
        shade = step(out - width, 0.09, 0.0) * (1 - cover)
        picture.glaze(0.55 * shade, mix(c.ink, c.shadow, 0.4))
        picture.over(cover, robe)
        trim = step(np.abs(width - out - 0.016), 0.011, 0.005) * p.fade("border", 0.3, 0.8)
        picture.glaze(trim * cover, mix(mix(c.glow, c.ground, 0.45), c.light, step(tone, -0.8, 0.9)))

    # A valance across the top, hanging in two bows.
    drop = p.span("swag", -0.06, 0.2)
    bows = drop * (0.55 + 0.45 * np.abs(np.sin(np.pi * (2 * x + 0.5)))) + 0.01 * stain
    valance = step(bows - y, -0.006, 0.01) * p.fade("swag", 0.2, 0.4)
    gather = np.sin(26 * x + 3 * stain) * 0.6 + np.sin((y / np.maximum(bows, 0.02)) * 5 + 1.0)
    tone = 0.8 * gather + 0.5 * side * (x - 0.5) + 0.05 * grain + 0.2
    picture.glaze(0.5 * step(y - bows, 0.07, 0.0) * (1 - valance) * p.fade("swag", 0.2, 0.4), mix(c.ink, c.shadow, 0.4))
    picture.over(valance, mix(mix(cloth, c.ink, 0.6), mix(cloth, c.light, 0.35), step(tone, -1.2, 1.5)))
    dim = p.span("vignette", 0.1, 0.7) * step(np.hypot(x - 0.5, y - 0.45), 0.35, 0.8)
    picture.glaze(dim, mix(c.ink, c.shadow, 0.35))
    return picture


DRAPERY = Subject("drapery", _PARAMETERS, _draw, strokes="draped", opaque=True)
