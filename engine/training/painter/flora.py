"""Flora: one plant that grows from a fixed branching plan into trees, willows, cypresses, blossom and reeds."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia

from .palette import Palette, mix, palette
from .parameters import SHARED_FINE, Parameters, smooth
from .picture import Picture, blur, skia_mask, step
from .subject import Subject

_PARAMETERS = (
    "x", "height", "lean", "spread", "upright", "asymmetry", "trunk", "crown", "reeds", "bend",
    "leaves", "leaf_size", "blossom", "light_side", "curl", "droop",
    *SHARED_FINE, "bare",
)  # fmt: skip

_GROUND = 0.95
_LEVELS = 5


@lru_cache(maxsize=1)
def _plan() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The fixed plan: parent, level, turn and length factor of every branch. The tree is the same; its habit varies."""
    rng = np.random.default_rng(81)
    parent, level, turn, length = [-1], [0], [0.0], [1.0]
    frontier = [0]
    for depth in range(1, _LEVELS + 1):
        grown = []
        for node in frontier:
            for side in (-1, 1) if depth > 1 else (-1.15, 0.12, 1.0):
                parent.append(node)
                level.append(depth)
                turn.append(side * rng.uniform(0.55, 1.25))
                length.append(rng.uniform(0.72, 1.12))
                grown.append(len(parent) - 1)
        frontier = grown
    return np.array(parent), np.array(level), np.array(turn), np.array(length)


def _grow(p: Parameters) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start and end of every branch [B, 2] in unit coordinates, and its level [B]."""
    parent, level, turn, length = _plan()
    height = p.span("height", 0.16, 0.25)
    spread = p.span("spread", 0.22, 0.68)
    upright = p.span("upright", -0.12, 0.5)
    lopsided = p.span("asymmetry", -0.3, 0.3)
    curl = p.span("curl", -0.2, 0.2)
    droop = p.span("droop", -0.06, 0.26)
    start = np.zeros((len(parent), 2))
    end = np.zeros_like(start)
    angle = np.zeros(len(parent))
    for i in range(len(parent)):
        if parent[i] < 0:
            angle[i] = p.span("lean", -0.22, 0.22)
            start[i] = p.span("x", 0.36, 0.64), _GROUND
        else:
            grown = angle[parent[i]] + turn[i] * spread + lopsided * (turn[i] > 0) + curl
            # Gravity or light pulls the outer branches: cypress above zero, willow below.
            pull = upright * level[i] / _LEVELS
            angle[i] = grown * (1 - pull) + droop * np.sign(grown) * (level[i] / _LEVELS) ** 2 * 3
            start[i] = end[parent[i]]
        reach = height * length[i] * 0.78 ** level[i] * (1.15 if level[i] == 0 else 1.0)
        end[i] = start[i] + reach * np.array([np.sin(angle[i]), -np.cos(angle[i])])
    # Trees bend as a whole: x follows the square of the height above the ground.
    bend = p.span("bend", -0.25, 0.25)
    for points in (start, end):
        points[:, 0] += bend * (_GROUND - points[:, 1]) ** 2
    return start, end, level


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    picture = Picture()
    start, end, level = _grow(p)
    side = p.span("light_side", -1.0, 1.0)
    bark_dark, bark_lit = mix(c.ink, c.leaf, 0.15), mix(c.ground, c.haze, 0.45)

    def ground(canvas: skia.Canvas) -> None:
        paint = skia.Paint(AntiAlias=True)
        x = float(p.span("x", 0.36, 0.64))
        for i in range(26):
            t = i / 25
            paint.setColor4f(_ink(mix(mix(c.leaf, c.ink, 0.5), mix(c.leaf, c.ground, 0.6), rng.random() * 0.7)))
            width = 0.1 + 0.2 * p["crown"]
            cx = x + (t - 0.5) * 2 * width
            canvas.drawOval(skia.Rect.MakeXYWH(cx - 0.05, _GROUND - 0.012 - 0.02 * (1 - (2 * t - 1) ** 2), 0.1, 0.035), paint)

    def branches(canvas: skia.Canvas) -> None:
        paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)
        thick = p.span("trunk", 0.026, 0.07)
        for colour, scale, offset in ((bark_dark, 1.0, 0.0), (bark_lit, 0.38, 0.22 * side)):
            paint.setColor4f(_ink(colour))
            for deep in range(_LEVELS + 1):
                width = thick * 0.62**deep
                paint.setStrokeWidth(width * scale)
                points = []
                for i in np.flatnonzero(level == deep):
                    if deep < 3 or scale == 1.0:
                        points += [skia.Point(start[i, 0] + offset * width, start[i, 1]), skia.Point(end[i, 0] + offset * width, end[i, 1])]
                if points:
                    canvas.drawPoints(skia.Canvas.kLines_PointMode, points, paint)

    picture.drawn(ground)
    picture.drawn(lambda canvas: _reeds(canvas, p, c, behind=True))
    picture.drawn(branches)
    picture.over(0.9 * _mass(p, end[level >= 3]), mix(c.leaf, c.ink, 0.45))
    picture.drawn(lambda canvas: _foliage(canvas, p, c, end, level, side, rng))
    picture.drawn(lambda canvas: _reeds(canvas, p, c, behind=False))
    return picture


def _mass(p: Parameters, tips: np.ndarray) -> np.ndarray:
    """The shaded body of the crown that the dabs of leaf sit on: a soft mask [SIZE, SIZE]."""
    full = p.span("leaves", 0.2, 1.0) * (1 - p.fade("bare", 0.55, 0.9))
    radius = float((0.018 + 0.7 * p.span("crown", 0.02, 0.05)) * full)
    paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap, StrokeWidth=2 * radius)
    points = [skia.Point(*tip) for tip in tips.tolist()]
    soft = blur(skia_mask(lambda canvas: canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)), 0.012)
    return step(soft, 0.1, 0.5) * smooth(full, 0.02, 0.2)


def _foliage(canvas: skia.Canvas, p: Parameters, c: Palette, end: np.ndarray, level: np.ndarray, side: float, rng: np.random.Generator) -> None:
    """Dabs of leaf round the outer branch ends, dark ones first, lit ones last, blossom on top."""
    tips = np.repeat(end[level >= 3], 2, axis=0)
    fixed = np.random.default_rng(82)
    amount = p.span("leaves", 0.3, 1.0) * (1 - 0.9 * p.fade("bare", 0.6, 1.0))
    reach = p.span("crown", 0.02, 0.05)
    size = p.span("leaf_size", 0.009, 0.021)
    dark = mix(c.leaf, c.ink, 0.55)
    lit = mix(mix(c.leaf, c.light, 0.45), c.glow, p.span("accent", 0.1, 0.6))
    petal = mix(mix(c.accent, c.light, 0.45), c.light, 0.25)
    heart = tips.mean(axis=0)
    passes = (
        # tone (-1 shade to 1 light), colour, share of dabs, size
        (-0.6, dark, 1.0, 1.25),
        (0.0, c.leaf, 1.0, 1.0),
        (1.0, lit, 0.8, 0.9),
        (1.4, petal, p.fade("blossom", 0.45, 1.0), 0.75),
    )
    paint = skia.Paint(AntiAlias=True)
    for tone, colour, share, scale in passes:
        scatter = fixed.normal(0, 1, tips.shape)
        # Each dab has its own threshold: as `amount` grows, leaves swell in one after another.
        threshold = fixed.random(len(tips))
        where = tips + scatter * reach + tone * np.array([0.010 * side, -0.012]) + rng.normal(0, 0.003, tips.shape)
        swell = np.clip((amount * share * 1.35 - threshold) / 0.3, 0, 1)
        if tone > 0:
            outward = (where - heart) @ np.array([side * 0.7, -0.7])
            swell = swell * np.clip(0.7 + outward * 3.5, 0.1, 1.0)
        radii = size * scale * swell
        shades = np.clip(colour.ravel() * (1 + 0.08 * rng.standard_normal((len(tips), 1))), 0, 1)
        for (x, y), r, shade in zip(where.tolist(), radii.tolist(), shades.tolist()):
            if r > 0.001:
                paint.setColor4f(skia.Color4f(*shade, 1.0))
                canvas.drawOval(skia.Rect.MakeXYWH(x - r * 1.2, y - r * 0.85, r * 2.4, r * 1.7), paint)


def _reeds(canvas: skia.Canvas, p: Parameters, c: Palette, behind: bool) -> None:
    """A stand of reeds that rises from the ground as its parameter grows."""
    rise = p.fade("reeds", 0.35, 1.0) * (0.42 if behind else 0.26)
    if rise < 0.01:
        return
    fixed = np.random.default_rng(83 + behind)
    paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)
    x = p.span("x", 0.36, 0.64)
    for _ in range(16):
        root = x + fixed.normal(0, 0.13)
        tall = rise * fixed.uniform(0.45, 1.0)
        sway = p.span("lean", -0.12, 0.12) + p.span("bend", -0.08, 0.08) + fixed.normal(0, 0.03)
        tone = fixed.random()
        paint.setColor4f(_ink(mix(mix(c.leaf, c.ink, 0.3), mix(c.leaf, c.light, 0.4), tone)))
        paint.setStrokeWidth(0.007 if behind else 0.009)
        path = skia.Path()
        path.moveTo(root, _GROUND)
        path.quadTo(root + sway * 0.2, _GROUND - tall * 0.6, root + sway, _GROUND - tall)
        canvas.drawPath(path, paint)
        paint.setColor4f(_ink(mix(c.ground, c.glow, 0.4 * tone)))
        paint.setStrokeWidth(0.018 * min(1.0, rise * 4))
        canvas.drawLine(root + sway, _GROUND - tall, root + sway * 0.93, _GROUND - tall * 0.9, paint)


def _ink(colour: np.ndarray) -> skia.Color4f:
    return skia.Color4f(*(float(v) for v in colour.ravel()), 1.0)


FLORA = Subject("flora", _PARAMETERS, _draw, strokes="round")
