"""Architecture: towers, domes, pagodas, arches and ruins, one family of walls and roofs that morph into one another."""

from __future__ import annotations

import numpy as np
import skia

from .fields import fields, shifted
from .palette import Palette, mix, palette
from .parameters import SHARED_FINE, Parameters
from .picture import Picture, blur, grid, pixels, side_length, skia_mask, step
from .subject import Subject

_PARAMETERS = (
    "x", "width", "tower_height", "tower_width", "left_height", "right_height", "roof_height", "roof_curve", "wall_height", "spacing",
    "eaves", "arch", "windows", "ruin", "light_side", "columns",
    *SHARED_FINE, "ground_mist",
)  # fmt: skip

_GROUND = 0.94
_FOOT = 0.955
"""Where walls end: a little under the ground, whose surface falls to both sides."""


def _roof(x: float, y: float, half: float, height: float, curve: float, overhang: float) -> skia.Path:
    """A roof on a wall that ends at (x +- half, y). `curve` < 1 sweeps up like a pagoda, 1 is a spire, > 1 a dome."""
    t = np.linspace(0, 1, 15)
    right = (half + overhang) * (1 - t**curve) ** (1 / max(curve, 1.0)) if curve > 1 else (half + overhang) * (1 - t) ** (1 / curve)
    path = skia.Path()
    points = [(x + r, y - height * h) for r, h in zip(right, t)] + [(x - r, y - height * h) for r, h in zip(right[::-1], t[::-1])]
    path.addPoly([skia.Point(float(a), float(b)) for a, b in points], True)
    return path


class _Builder:
    """Draws walls, roofs and openings of one building into three masks."""

    def __init__(self, p: Parameters) -> None:
        self.curve = float(np.exp(p.span("roof_curve", -0.85, 0.95)))
        self.roof = p.span("roof_height", 0.35, 1.6)
        self.eaves = p.fade("eaves", 0.4, 0.85)
        self.arch = p.span("arch", 0.16, 0.72)
        self.windows = p.fade("windows", 0.15, 0.55)
        self.columns = p.fade("columns", 0.35, 0.8)
        self.walls: list[skia.Path] = []
        self.roofs: list[skia.Path] = []
        self.openings: list[skia.Path] = []
        self.lights: list[skia.Path] = []
        self.lines: list[tuple[float, float, float, float]] = []

    def tower(self, x: float, half: float, top: float, foot: float, roof_scale: float) -> None:
        wall = skia.Path()
        taper = 0.9
        corners = [(x - half, foot), (x - half * taper, top), (x + half * taper, top), (x + half, foot)]
        wall.addPoly([skia.Point(*c) for c in corners], True)
        self.walls.append(wall)
        height = 2 * half * self.roof * roof_scale
        self.roofs.append(_roof(x, top + 0.002, half * taper, height, self.curve, half * (0.14 + 0.5 * self.eaves)))
        finial = skia.Path()
        finial.addRect(skia.Rect(x - 0.004, top - height - 0.03 * roof_scale, x + 0.004, top - height * 0.9))
        self.roofs.append(finial)
        tall = foot - top
        for tier in (0.3, 0.6):
            # Eaves grow out of the wall itself, so a tower becomes a pagoda without a jump.
            reach = half * 0.62 * self.eaves
            y = top + tall * tier
            drop = (0.004 + 0.05 * self.eaves) * min(1.0, tall / 0.3)
            tier_roof = skia.Path()
            tier_roof.moveTo(x - half - reach, y)
            tier_roof.quadTo(x - half * 0.9, y - drop * 0.2, x - half * 0.8, y - drop)
            tier_roof.lineTo(x + half * 0.8, y - drop)
            tier_roof.quadTo(x + half * 0.9, y - drop * 0.2, x + half + reach, y)
            tier_roof.close()
            self.roofs.append(tier_roof)
        self._window(x, top + tall * 0.13 + half * 0.5, half * 0.32, min(tall * 0.3, half * 1.2))

    def _window(self, x: float, y: float, half: float, tall: float) -> None:
        path = skia.Path()
        path.addRoundRect(skia.Rect(x - half, y - tall * 0.5, x + half, y + tall * 0.5), half, half)
        self.lights.append(path)

    def hall(self, x: float, half: float, top: float, foot: float) -> None:
        wall = skia.Path()
        wall.addRect(skia.Rect(x - half, top, x + half, foot))
        self.walls.append(wall)
        cornice = skia.Path()
        cornice.addRect(skia.Rect(x - half - 0.012, top - 0.012, x + half + 0.012, top + 0.012))
        self.roofs.append(cornice)
        tall = foot - top
        for offset in (-0.62, 0.0, 0.62):
            reach = half * (0.2 + 0.1 * (offset == 0)) * (0.4 + 0.8 * self.arch)
            rise = tall * self.arch * (1.0 if offset == 0 else 0.8)
            arch = skia.Path()
            arch.moveTo(x + offset * half - reach, foot)
            arch.lineTo(x + offset * half - reach, foot - rise + reach)
            arch.arcTo(skia.Rect(x + offset * half - reach, foot - rise, x + offset * half + reach, foot - rise + 2 * reach), 180, 180, False)
            arch.lineTo(x + offset * half + reach, foot)
            arch.close()
            self.openings.append(arch)
        for offset in (-0.94, -0.31, 0.31, 0.94):
            self.lines.append((x + offset * half, top + 0.012, x + offset * half, foot))


def _fill(paths: list[skia.Path], amount: float = 1.0) -> np.ndarray:
    paint = skia.Paint(AntiAlias=True, Alphaf=amount)

    def draw(canvas: skia.Canvas) -> None:
        for path in paths:
            canvas.drawPath(path, paint)

    return skia_mask(draw)


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    b = _Builder(p)
    cx = p.span("x", 0.42, 0.58)
    half = p.span("width", 0.14, 0.28)
    hall_top = _GROUND - p.span("wall_height", 0.14, 0.34)
    tower_half = p.span("tower_width", 0.05, 0.12)
    tower_top = hall_top - p.span("tower_height", 0.02, 0.3)
    spacing = p.span("spacing", 0.55, 1.0)
    for sign, name in ((-1, "left_height"), (1, "right_height")):
        side_half = tower_half * 0.72
        b.tower(cx + sign * half * spacing, side_half, hall_top + p.span(name, 0.12, -0.22), _FOOT, 0.85)
    b.tower(cx, tower_half, tower_top, _FOOT, 1.0)
    b.hall(cx, half, hall_top, _FOOT)
    return _colour(p, c, b, cx, half * spacing + 0.72 * tower_half + 0.05, rng)


def _colour(p: Parameters, c: Palette, b: _Builder, cx: float, reach: float, rng: np.random.Generator) -> Picture:
    """`reach` is how far the islet extends to both sides of `cx`."""
    x, y = grid()
    picture = Picture()
    side = p.span("light_side", -1.0, 1.0)
    walls, roofs, openings = _fill(b.walls), _fill(b.roofs), _fill(b.openings)
    stain = fields(2, 0.1, 0.7, 71)
    grain = 0.35 * shifted(fields(1, 0.035, 1.6, 72)[0], rng)

    # Ruin eats walls and roofs from above where a fixed field says the stone is weak.
    ruin = p.fade("ruin", 0.55, 1.0)
    weak = stain[0] + 0.5 * stain[1] + 0.25 * grain
    standing = step(weak + 3.4 * (y - 0.33) + 3.6 * (1 - ruin), 0.75, 1.0)

    stone = np.maximum(walls, roofs)
    soft = blur(stone, 0.022)
    # Light across the forms: the gradient of the blurred silhouettes turns flat shapes into rounds.
    form = blur(walls, 0.016)
    gx = np.gradient(form, axis=1) * side_length() * 0.03
    tone = 0.9 * side * gx + 0.22 * stain[1] + 0.3 * grain + 0.55 * side * (0.5 - x) * 0.6
    lit = mix(mix(c.haze, c.light, 0.55), c.glow, p.span("accent", 0.0, 0.45))
    dark = mix(c.shadow, c.ground, 0.4)
    wall_colour = mix(dark, mix(c.ground, lit, 0.75), step(tone, -0.75, 0.75))
    wall_colour = mix(wall_colour, dark, 0.35 * step(soft, 0.75, 1.0))
    picture.over(walls * standing, wall_colour)

    column = _fill([_bar(*line, 0.02) for line in b.lines])
    picture.glaze(column * b.columns, mix(lit, dark, 0.25))
    gx_roof = np.gradient(blur(roofs, 0.012), axis=1) * side_length() * 0.03
    roof_colour = mix(mix(c.accent, c.ink, 0.45), mix(c.accent, c.light, 0.4), step(0.9 * side * gx_roof + 0.35 * grain, -0.6, 0.8))
    picture.over(roofs * standing, roof_colour)

    inside = mix(c.ink, c.shadow, 0.5)
    picture.glaze(openings, mix(inside, mix(c.glow, c.shadow, 0.45), p["accent"] * step(y, 0.62, _GROUND)))
    picture.glaze(_fill(b.lights, b.windows), mix(inside, c.glow, p.fade("accent", 0.25, 0.75)))
    rim = np.clip(stone - np.roll(stone, pixels(2 * side) or 1, 1), 0, 1)
    picture.glaze(0.4 * rim, c.light)

    # An islet under the walls: its shores meet at both ends, so that nothing ends in a line.
    out = ((x - cx) / reach) ** 2
    rough = 0.007 * stain[0][side_length() // 2] * np.clip(1 - out, 0, 1)
    mound = _GROUND - 0.012 + 0.032 * out + 0.6 * rough
    shore = 0.982 - 0.022 * out + rough
    earth = step(y - mound, -0.004, 0.006) * step(shore - y, -0.004, 0.006)
    soil = mix(mix(c.leaf, c.ink, 0.45), mix(c.leaf, c.ground, 0.4), step(0.022 - (y - mound) + 0.015 * grain, 0.0, 0.035))
    picture.over(earth, soil)
    mist = p.span("ground_mist", 0.0, 0.75)
    picture.glaze(mist * step(y, 0.66, 0.9), mix(c.haze, c.light, 0.4))
    return picture


def _bar(x0: float, y0: float, x1: float, y1: float, width: float) -> skia.Path:
    path = skia.Path()
    path.addRect(skia.Rect(x0 - width / 2, y0, x1 + width / 2, y1))
    return path


ARCHITECTURE = Subject("architecture", _PARAMETERS, _draw, strokes="vertical")
