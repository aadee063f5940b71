"""A premultiplied RGBA picture and the few operations the painter needs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

import cv2
import numpy as np
import skia

SIZE = 256
"""Every picture is painted at SIZE x SIZE unless a larger one is asked for; smaller ones are area-filtered from it."""

_side = SIZE


def side_length() -> int:
    """Pixels along a side of what is being painted."""
    return _side


def pixels(count: float) -> int:
    """A length given in pixels of a picture of SIZE, in pixels of what is being painted."""
    return int(round(count * _side / SIZE))


@contextmanager
def painting_at(side: int) -> Iterator[None]:
    """Paint at another size, a multiple of SIZE, until the block ends: the same pictures, with more pixels."""
    global _side
    before, _side = _side, side
    try:
        yield
    finally:
        _side = before


def grid() -> tuple[np.ndarray, np.ndarray]:
    """x and y of every pixel centre in [0, 1], y downwards. [S, S] f32 each; never write to them."""
    return _grid(_side)


@lru_cache(maxsize=2)
def _grid(side: int) -> tuple[np.ndarray, np.ndarray]:
    axis = (np.arange(side, dtype=np.float32) + 0.5) / side
    x, y = np.meshgrid(axis, axis)
    return x, y


Box = tuple[slice, slice]
"""Rows and columns."""


class Picture:
    """Premultiplied planes in [0, 1]: rgb f32 [3, S, S] and alpha f32 [S, S]. Colours are sRGB, [3, 1, 1]."""

    def __init__(self) -> None:
        self.rgb = np.zeros((3, _side, _side), np.float32)
        self.alpha = np.zeros((_side, _side), np.float32)

    def over(self, mask: np.ndarray, colour: np.ndarray) -> None:
        """Paint `colour` ([3, 1, 1] or [3, S, S]) through `mask` ([S, S] in [0, 1]) over what is there."""
        self.rgb += mask * (colour - self.rgb)
        self.alpha += mask * (1 - self.alpha)

    def glaze(self, mask: np.ndarray, colour: np.ndarray) -> None:
        """Tint what is already painted, leaving its alpha alone."""
        self.rgb += mask * (colour * self.alpha - self.rgb)

    def drawn(self, draw: Callable[[skia.Canvas], None]) -> None:
        """Draw with Skia in a unit coordinate system, over what is there."""
        layer = np.ascontiguousarray(_skia_pixels(draw).transpose(2, 0, 1)) * np.float32(1 / 255)
        self.rgb *= 1 - layer[3]
        self.rgb += layer[:3]
        self.alpha += layer[3] * (1 - self.alpha)

    def part(self, box: Box) -> Picture:
        """The same picture within a box: painting the part paints the whole."""
        view = Picture.__new__(Picture)
        view.rgb, view.alpha = self.rgb[:, *box], self.alpha[box]
        return view

    def interleaved(self) -> np.ndarray:
        """Premultiplied RGBA [S, S, 4]."""
        return cv2.merge([*self.rgb, self.alpha])


def box(x: float, y: float, half_width: float, half_height: float) -> Box:
    """Rows and columns of all pixels within a rectangle about (x, y), cut at the frame."""
    spans = ((y - half_height, y + half_height), (x - half_width, x + half_width))
    rows, columns = (slice(max(0, int(a * _side)), min(_side, int(b * _side) + 2)) for a, b in spans)
    return rows, columns


def skia_mask(draw: Callable[[skia.Canvas], None]) -> np.ndarray:
    """Coverage of what `draw` paints on an empty canvas of unit size: f32 [S, S]."""
    return _skia_pixels(draw)[..., 3] * np.float32(1 / 255)


def _skia_pixels(draw: Callable[[skia.Canvas], None]) -> np.ndarray:
    """Premultiplied RGBA uint8 [S, S, 4]."""
    pixels = np.zeros((_side, _side, 4), np.uint8)
    canvas = skia.Surface(pixels, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType).getCanvas()
    canvas.scale(_side, _side)
    draw(canvas)
    return pixels


def step(x: np.ndarray, start: float | np.ndarray, end: float | np.ndarray) -> np.ndarray:
    """Hermite step of an array, 0 at `start` and 1 at `end` (which may be the smaller one)."""
    t = (x - start) / (end - start)
    np.clip(t, 0, 1, out=t)
    return t * t * (3 - 2 * t)


def blur(image: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur; sigma in units of the picture's width."""
    return cv2.GaussianBlur(image, (0, 0), sigma * _side, borderType=cv2.BORDER_REPLICATE)


def downsample(rgba: np.ndarray, size: int) -> np.ndarray:
    """Area-filter premultiplied RGBA [S, S, 4] to [size, size, 4]."""
    return cv2.resize(rgba, (size, size), interpolation=cv2.INTER_AREA)
