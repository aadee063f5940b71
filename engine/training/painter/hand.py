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

from .picture import SIZE, Picture, pixels, side_length

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
    """Strokes over a whole picture. `strength` in [0, 1]. Returns premultiplied RGBA f32 [S, S, 4], rgb <= alpha."""
    rgba = picture.interleaved()
    size = side_length()
    layout = _layouts(family, size)[int(rng.integers(_LAYOUTS))]
    slide = tuple(pixels(v) for v in rng.integers(0, SIZE, 2))
    # Short strokes where there is something to say, long ones in the washes.
    detail = _detail(rgba)
    reach = (0.35 + 0.65 * strength) * (1 - _CARE * np.minimum(cv2.blur(detail, (pixels(5), pixels(5))) * 12, 1))
    x, y = _pixels(size)
    column = np.clip(np.rint(x + reach * np.roll(layout.dx, slide, (0, 1))), 0, size - 1)
    row = np.clip(np.rint(y + reach * np.roll(layout.dy, slide, (0, 1))), 0, size - 1)
    index = (row * size + column).astype(np.int32)
    rgba = rgba.reshape(-1, 4).take(index.ravel(), axis=0).reshape(size, size, 4)
    rgba[..., :3] *= 1 + (0.35 + 0.65 * strength) * np.roll(layout.tone, slide, (0, 1))[..., None]
    np.clip(rgba, 0, 1, out=rgba)
    np.minimum(rgba[..., :3], rgba[..., 3:], out=rgba[..., :3])
    return rgba


def _detail(rgba: np.ndarray) -> np.ndarray:
    """How much happens around each pixel: f32 [S, S]."""
    change = cv2.absdiff(rgba, cv2.GaussianBlur(rgba, (0, 0), _DETAIL_SIGMA * side_length() / SIZE))
    r, g, b, a = cv2.split(change)
    return cv2.max(cv2.max(r, g), cv2.max(b, a))


@lru_cache(maxsize=2)
def _pixels(size: int) -> tuple[np.ndarray, np.ndarray]:
    axis = np.arange(size, dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    return x, y


@lru_cache(maxsize=None)
def _layouts(family: str, size: int) -> tuple[_Layout, ...]:
    angle, spread, length, width = _FAMILIES[family]
    return tuple(_lay_out(angle, spread, length, width, size, seed) for seed in range(_LAYOUTS))


def _lay_out(angle: float, spread: float, length: float, width: float, size: int, seed: int) -> _Layout:
    """Strokes laid over one another until the canvas is covered, wrapping at its borders so that a layout can slide."""
    rng = np.random.default_rng((seed, int(length * 10)))
    count = int(5 * SIZE * SIZE / (length * width))
    scale = size / SIZE
    centre = scale * rng.uniform(0, SIZE, (count, 2))
    theta = angle + rng.normal(0, spread, count)
    half = 0.5 * scale * length * rng.uniform(0.6, 1.3, count)[:, None] * np.stack([np.cos(theta), np.sin(theta)], 1)
    pixels = np.zeros((size, size, 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType).getCanvas()
    paint = skia.Paint(AntiAlias=False, Style=skia.Paint.kStroke_Style, StrokeCap=skia.Paint.kRound_Cap)
    for i in range(count):
        paint.setStrokeWidth(float(scale * width * (0.7 + 0.6 * rng.random())))
        paint.setColor(skia.Color(i & 255, (i >> 8) & 255, 1))
        for ox in (-size, 0, size):
            for oy in (-size, 0, size):
                (ax, ay), (bx, by) = centre[i] - half[i] + (ox, oy), centre[i] + half[i] + (ox, oy)
                if max(ax, bx) > -20 * scale and min(ax, bx) < size + 20 * scale and max(ay, by) > -20 * scale and min(ay, by) < size + 20 * scale:
                    canvas.drawLine(float(ax), float(ay), float(bx), float(by), paint)
    covered = pixels[..., 2] == 1
    owner = pixels[..., 0].astype(int) + 256 * pixels[..., 1].astype(int)
    x, y = _pixels(size)
    dx = (centre[owner, 0] - x + size / 2) % size - size / 2
    dy = (centre[owner, 1] - y + size / 2) % size - size / 2
    # Bristles: lightness that varies across a stroke and is constant along it.
    across = (dx * -np.sin(theta[owner]) + dy * np.cos(theta[owner])) / scale
    bristle = np.sin(across * 2.4 + owner) * np.sin(across * 1.1 + 2.0 * owner)
    tone = 0.055 * rng.standard_normal(count)[owner] + 0.05 * bristle
    # A lit upper edge, as thick paint has.
    tone += 0.02 * np.clip(cv2.Sobel(across.astype(np.float32), cv2.CV_32F, 0, 1) * np.float32(scale / 8), -1, 1)
    zero = np.float32(0)
    return _Layout(
        *(np.where(covered, a, zero).astype(np.float32) for a in (dx, dy, tone)),
    )
