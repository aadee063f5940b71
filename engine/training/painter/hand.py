"""The painter's hand: redraws a picture as overlapping brush strokes with bristle marks.

Every pixel takes the colour found at the centre of the stroke that covers it (Haeberli 1990, "Paint by numbers"). The
strokes are laid out once; a seed only chooses a layout and slides it, so one gather repaints the whole picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import skia

from .picture import SIZE, Picture

_LAYOUTS = 6
_DETAIL_SIGMA = 2.5
_CARE = 0.85
"""How much shorter strokes get at edges: 0 ignores form, 1 never crosses an outline."""

_FAMILIES = {
    # name: (mean angle, angle spread, length px, width px)
    "horizontal": (0.0, 0.25, 30, 6.0),
    "diagonal": (-0.6, 0.45, 20, 5.0),
    "vertical": (1.5, 0.3, 15, 4.0),
    "draped": (1.55, 0.14, 16, 3.0),
    "round": (0.8, 1.6, 11, 5.0),
    "fine": (1.35, 0.3, 12, 2.6),
}


@dataclass(frozen=True)
class _Layout:
    """Per pixel: offset to its stroke's centre (px), the stroke's own lightness, and bristle marks along it."""

    dx: np.ndarray
    dy: np.ndarray
    tone: np.ndarray


def repaint(picture: Picture, family: str, strength: float, rng: np.random.Generator) -> np.ndarray:
    """Strokes over a whole picture. `strength` in [0, 1]. Returns premultiplied RGBA f32 [SIZE, SIZE, 4], rgb <= alpha."""
    rgba = picture.interleaved()
    layout = _layouts(family)[int(rng.integers(_LAYOUTS))]
    slide = tuple(int(v) for v in rng.integers(0, SIZE, 2))
    # Short strokes where there is something to say, long ones in the washes.
    detail = _detail(rgba)
    reach = (0.35 + 0.65 * strength) * (1 - _CARE * np.minimum(cv2.blur(detail, (5, 5)) * 12, 1))
    x, y = _pixels()
    column = np.clip(np.rint(x + reach * np.roll(layout.dx, slide, (0, 1))), 0, SIZE - 1)
    row = np.clip(np.rint(y + reach * np.roll(layout.dy, slide, (0, 1))), 0, SIZE - 1)
    index = (row * SIZE + column).astype(np.int32)
    rgba = rgba.reshape(-1, 4).take(index.ravel(), axis=0).reshape(SIZE, SIZE, 4)
    rgba[..., :3] *= 1 + (0.35 + 0.65 * strength) * np.roll(layout.tone, slide, (0, 1))[..., None]
    np.clip(rgba, 0, 1, out=rgba)
    np.minimum(rgba[..., :3], rgba[..., 3:], out=rgba[..., :3])
    return rgba


def _detail(rgba: np.ndarray) -> np.ndarray:
    """How much happens around each pixel: f32 [SIZE, SIZE]."""
    change = cv2.absdiff(rgba, cv2.GaussianBlur(rgba, (0, 0), _DETAIL_SIGMA))
    r, g, b, a = cv2.split(change)
    return cv2.max(cv2.max(r, g), cv2.max(b, a))


@lru_cache(maxsize=1)
def _pixels() -> tuple[np.ndarray, np.ndarray]:
    axis = np.arange(SIZE, dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    return x, y


@lru_cache(maxsize=None)
def _layouts(family: str) -> tuple[_Layout, ...]:
    angle, spread, length, width = _FAMILIES[family]
    return tuple(_lay_out(angle, spread, length, width, seed) for seed in range(_LAYOUTS))


def _lay_out(angle: float, spread: float, length: float, width: float, seed: int) -> _Layout:
    """Strokes laid over one another until the canvas is covered, wrapping at its borders so that a layout can slide."""
    rng = np.random.default_rng((seed, int(length * 10)))
    count = int(5 * SIZE * SIZE / (length * width))
    centre = rng.uniform(0, SIZE, (count, 2))
    theta = angle + rng.normal(0, spread, count)
    half = 0.5 * length * rng.uniform(0.6, 1.3, count)[:, None] * np.stack([np.cos(theta), np.sin(theta)], 1)
    pixels = np.zeros((SIZE, SIZE, 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType).getCanvas()
    paint = skia.Paint(AntiAlias=False, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)
    for i in range(count):
        paint.setStrokeWidth(float(width * (0.7 + 0.6 * rng.random())))
        paint.setColor(skia.Color(i & 255, (i >> 8) & 255, 1))
        for ox in (-SIZE, 0, SIZE):
            for oy in (-SIZE, 0, SIZE):
                (ax, ay), (bx, by) = centre[i] - half[i] + (ox, oy), centre[i] + half[i] + (ox, oy)
                if max(ax, bx) > -20 and min(ax, bx) < SIZE + 20 and max(ay, by) > -20 and min(ay, by) < SIZE + 20:
                    canvas.drawLine(float(ax), float(ay), float(bx), float(by), paint)
    covered = pixels[..., 2] == 1
    owner = pixels[..., 0].astype(int) + 256 * pixels[..., 1].astype(int)
    x, y = _pixels()
    dx = (centre[owner, 0] - x + SIZE / 2) % SIZE - SIZE / 2
    dy = (centre[owner, 1] - y + SIZE / 2) % SIZE - SIZE / 2
    # Bristles: lightness that varies across a stroke and is constant along it.
    across = dx * -np.sin(theta[owner]) + dy * np.cos(theta[owner])
    bristle = np.sin(across * 2.4 + owner) * np.sin(across * 1.1 + 2.0 * owner)
    tone = 0.055 * rng.standard_normal(count)[owner] + 0.05 * bristle
    # A lit upper edge, as thick paint has.
    tone += 0.02 * np.clip(cv2.Sobel(across.astype(np.float32), cv2.CV_32F, 0, 1) / 8, -1, 1)
    zero = np.float32(0)
    return _Layout(
        *(np.where(covered, a, zero).astype(np.float32) for a in (dx, dy, tone)),
    )
