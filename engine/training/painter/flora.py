"""Flora: one plant that grows from a fixed branching plan into trees, willows, cypresses, blossom and reeds."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia

from .fields import fields, shifted
from .palette import Palette, mix, palette
from .parameters import SHARED_FINE, Parameters, smooth
from .picture import Picture, box, grid, step
from .subject import Subject

_PARAMETERS = (
    "x", "height", "lean", "spread", "upright", "asymmetry", "trunk", "crown", "reeds", "bend",
    "leaves", "leaf_size", "blossom", "light_side", "curl", "droop",
    *SHARED_FINE, "bare",
)  # fmt: skip

_GROUND = 0.95
_LEVELS = 4


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
    height = p.span("height", 0.185, 0.275)
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
            start[i] = p.span("x", 0.4, 0.6), _GROUND
        else:
            grown = angle[parent[i]] + turn[i] * spread + lopsided * (turn[i] > 0) + curl
            # Gravity or light pulls the outer branches: cypress above zero, willow below.
            pull = upright * level[i] / _LEVELS
            angle[i] = grown * (1 - pull) + droop * np.sign(grown) * (level[i] / _LEVELS) ** 2 * 3
            start[i] = end[parent[i]]
        reach = height * length[i] * 0.78 ** level[i] * (1.15 if level[i] == 0 else 1.0)
        end[i] = start[i] + reach * np.array([np.sin(angle[i]), -np.cos(angle[i])])
    # Trees bend as a whole: x follows the square of the height above the ground.
    bend = p.span("bend", -0.17, 0.17)
    for points in (start, end):
        points[:, 0] += bend * (_GROUND - points[:, 1]) ** 2
    return start, end, level


def _draw(p: Parameters, rng: np.random.Generator) -> Picture:
    c = palette(p)
    x, y = grid()
    picture = Picture()
    start, end, level = _grow(p)
    side = p.span("light_side", -1.0, 1.0)
    bark_dark, bark_lit = mix(c.ink, c.leaf, 0.2), mix(c.ground, c.haze, 0.45)

    # The mound it stands on, fading out to both sides.
    foot = p.span("x", 0.4, 0.6)
    out = np.abs(x - foot) / (0.16 + 0.2 * p["crown"])
    grass = fields(1, 0.02, 0.4, 84)[0]
    # A lens of earth: its upper and its lower edge meet at both ends.
    above, below = _GROUND + 0.016 * out**2 - 0.012 * step(grass, -0.5, 1.5) * (out < 1), 0.985 - 0.02 * out**2
    mound = step(y - above, -0.006, 0.008) * step(below - y, -0.004, 0.008) * step(1.0 - out + 0.12 * grass, 0.0, 0.25)
    picture.over(mound, mix(mix(c.leaf, c.ink, 0.5), mix(c.leaf, c.ground, 0.5), step(0.985 - y + 0.006 * grass, 0.0, 0.035)))

    def branches(canvas: skia.Canvas) -> None:
        paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)
        thick = p.span("trunk", 0.026, 0.062)
        for colour, scale, offset in ((bark_dark, 1.0, 0.0), (bark_lit, 0.4, 0.24 * side)):
            paint.setColor4f(_ink(colour))
            for deep in range(_LEVELS + 1):
                width = thick * 0.6**deep
                paint.setStrokeWidth(width * scale)
                points = []
                for i in np.flatnonzero(level == deep):
                    if deep < 3 or scale == 1.0:
                        points += [skia.Point(start[i, 0] + offset * width, start[i, 1]), skia.Point(end[i, 0] + offset * width, end[i, 1])]
                if points:
                    canvas.drawPoints(skia.Canvas.kLines_PointMode, points, paint)

    picture.drawn(lambda canvas: _reeds(canvas, p, c, behind=True))
    picture.drawn(branches)
    _foliage(picture, p, c, end, level, side, rng)
    picture.drawn(lambda canvas: _reeds(canvas, p, c, behind=False))
    return picture


def _foliage(picture: Picture, p: Parameters, c: Palette, end: np.ndarray, level: np.ndarray, side: float, rng: np.random.Generator) -> None:
    """A crown of rounded clumps on the outer boughs, far ones first: each lit from above and from its side, ragged with leaves."""
    x, y = grid()
    full = p.span("leaves", 0.45, 1.0) * (1 - p.fade("bare", 0.72, 1.0))
    size = p.span("crown", 0.066, 0.122) * (0.35 + 0.65 * full)
    fine = 0.5 + p["leaf_size"]
    leaf = fields(3, 0.018, 1.1, 85) * (1 - p["leaf_size"]) + fields(3, 0.034, 1.1, 86) * p["leaf_size"]
    jitter = shifted(leaf[2], rng)
    dark, lit = mix(c.leaf, c.ink, 0.55), mix(mix(c.leaf, c.light, 0.5), c.glow, p.span("accent", 0.1, 0.55))
    petal = mix(mix(c.accent, c.light, 0.5), c.light, 0.25)
    blossom = p.fade("blossom", 0.4, 1.0)
    tips = end[(level == 2) | (level == 3)]
    heart = tips.mean(axis=0)
    fixed = np.random.default_rng(82)
    for i in np.argsort(fixed.random(len(tips))):
        radius = size * fixed.uniform(0.75, 1.2)
        here = box(*tips[i], 2.3 * radius, 1.7 * radius)
        dx, dy = (x[here] - tips[i, 0]) / (1.15 * radius), (y[here] - tips[i, 1]) / (0.85 * radius)
        edge, light, loose, petals = leaf[i % 2][here], leaf[(i + 1) % 2][here], jitter[here], leaf[2][here]
        body = 1.15 - dx**2 - dy**2 + (0.34 * edge + 0.14 * loose) * fine
        mask = step(body, 0.0, 0.22) * smooth(full, 0.02, 0.25) * step(dx**2 + dy**2, 4.0, 3.0)
        # Light comes over the whole crown and over every clump of it.
        whole = (side * 0.7 * (tips[i, 0] - heart[0]) - (tips[i, 1] - heart[1])) * 3.2
        tone = 0.45 * side * dx - 0.65 * dy + 1.1 * whole + 0.5 * light + 0.2 * loose
        colour = mix(dark, c.leaf, step(tone, -1.3, 0.15))
        colour = mix(colour, lit, step(tone, 0.15, 1.5))
        flower = blossom * step(petals + 0.35 * tone + 0.3 * loose, 1.25 - 0.5 * blossom, 1.6 - 0.5 * blossom)
        picture.part(here).over(mask, mix(colour, petal, 0.9 * flower))


def _reeds(canvas: skia.Canvas, p: Parameters, c: Palette, behind: bool) -> None:
    """A stand of reeds that rises from the ground as its parameter grows."""
    rise = p.fade("reeds", 0.5, 1.0) * (0.42 if behind else 0.26)
    if rise < 0.01:
        return
    fixed = np.random.default_rng(83 + behind)
    paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)
    x = p.span("x", 0.4, 0.6)
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
