"""Fixed random fields: the same on every run, combined with continuous weights to give shapes.

A sum of a few fixed fields with normal weights spans a rich family of clouds, slopes and ripples, and is linear in its
weights. A generator learns that from few samples; a fresh random field per sample it could only blur.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .picture import SIZE, pixels, side_length


def fields(count: int, wavelength: float, stretch: float, seed: int) -> np.ndarray:
    """`count` smooth periodic fields, f32 [count, S, S], zero mean, unit deviation.

    `wavelength` is the typical feature height in picture widths; features are `stretch` times wider than high.
    """
    return _fields(count, wavelength, stretch, seed, side_length())


@lru_cache(maxsize=None)
def _fields(count: int, wavelength: float, stretch: float, seed: int, side: int) -> np.ndarray:
    fy = np.fft.fftfreq(SIZE)[:, None] * SIZE * wavelength
    fx = np.fft.fftfreq(SIZE)[None, :] * SIZE * wavelength * stretch
    # Two octaves: the base shape, and a quieter copy at half the size for its edge.
    radius = np.hypot(fx, fy)
    gain = np.exp(-(radius**2) * 0.5) + 0.3 * np.exp(-((radius / 2) ** 2) * 0.5) + 0.1 * np.exp(-((radius / 4) ** 2) * 0.5)
    gain[0, 0] = 0
    noise = np.random.default_rng(seed).standard_normal((count, SIZE, SIZE))
    spectrum = np.fft.fftshift(np.fft.fft2(noise) * gain, axes=(1, 2))
    # The same field at any size: more pixels have no more frequencies.
    rim = (side - SIZE) // 2
    spectrum = np.fft.ifftshift(np.pad(spectrum, ((0, 0), (rim, rim), (rim, rim))), axes=(1, 2))
    out = np.fft.ifft2(spectrum).real
    out /= out.std(axis=(1, 2), keepdims=True)
    return np.ascontiguousarray(out, np.float32)


def blend(bank: np.ndarray, weights: list[float]) -> np.ndarray:
    """Weighted sum of fields, scaled back to about unit deviation whatever the weights."""
    w = np.asarray(weights, np.float32)
    return np.tensordot(w, bank[: len(w)], 1) / np.float32(np.sqrt(0.3 + float(w @ w)))


def shifted(field: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A field at a random offset: detail that follows the seed."""
    dy, dx = rng.integers(0, SIZE, 2)
    return np.roll(field, (pixels(dy), pixels(dx)), (0, 1))
