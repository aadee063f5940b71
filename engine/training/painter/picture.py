"""A premultiplied RGBA picture and the few operations the painter needs on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np
import skia

SIZE = 256
"""Every picture is painted at SIZE x SIZE; smaller ones are area-filtered from it."""


@lru_cache(maxsize=1)
def grid() -> tuple[np.ndarray, np.ndarray]:
    """x and y of every pixel centre in [0, 1], y downwards. [SIZE, SIZE] f32 each; never write to them."""
    axis = (np.arange(SIZE, dtype=np.float32) + 0.5) / SIZE
    x, y = np.meshgrid(axis, axis)
    return x, y


Box = tuple[slice, slice]
"""Rows and columns."""


class Picture:
    """Premultiplied planes in [0, 1]: rgb f32 [3, SIZE, SIZE] and alpha f32 [SIZE, SIZE]. Colours are sRGB, [3, 1, 1]."""

    def __init__(self) -> None:
        self.rgb = np.zeros((3, SIZE, SIZE), np.float32)
        self.alpha = np.zeros((SIZE, SIZE), np.float32)

    def over(self, mask: np.ndarray, colour: np.ndarray) -> None:
        """Paint `colour` ([3, 1, 1] or [3, SIZE, SIZE]) through `mask` ([SIZE, SIZE] in [0, 1]) over what is there."""
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
        """Premultiplied RGBA [SIZE, SIZE, 4]."""
        return cv2.merge([*self.rgb, self.alpha])


def box(x: float, y: float, half_width: float, half_height: float) -> Box:
    """Rows and columns of all pixels within a rectangle about (x, y), cut at the frame."""
    spans = ((y - half_height, y + half_height), (x - half_width, x + half_width))
    rows, columns = (slice(max(0, int(a * SIZE)), min(SIZE, int(b * SIZE) + 2)) for a, b in spans)
    return rows, columns


def skia_mask(draw: Callable[[skia.Canvas], None]) -> np.ndarray:
    """Coverage of what `draw` paints on an empty canvas of unit size: f32 [SIZE, SIZE]."""
    return _skia_pixels(draw)[..., 3] * np.float32(1 / 255)


def _skia_pixels(draw: Callable[[skia.Canvas], None]) -> np.ndarray:
    """Premultiplied RGBA uint8 [SIZE, SIZE, 4]."""
    pixels = np.zeros((SIZE, SIZE, 4), np.uint8)
    canvas = skia.Surface(pixels, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType).getCanvas()
    canvas.scale(SIZE, SIZE)
    draw(canvas)
    return pixels


def step(x: np.ndarray, start: float | np.ndarray, end: float | np.ndarray) -> np.ndarray:
    """Hermite step of an array, 0 at `start` and 1 at `end` (which may be the smaller one)."""
    t = (x - start) / (end - start)
    np.clip(t, 0, 1, out=t)
    return t * t * (3 - 2 * t)


def blur(image: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur; sigma in units of the picture's width."""
    return cv2.GaussianBlur(image, (0, 0), sigma * SIZE, borderType=cv2.BORDER_REPLICATE)


def downsample(rgba: np.ndarray, size: int) -> np.ndarray:
    """Area-filter premultiplied RGBA [SIZE, SIZE, 4] to [size, size, 4]."""
    return cv2.resize(rgba, (size, size), interpolation=cv2.INTER_AREA)
