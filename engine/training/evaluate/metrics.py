"""Distances between sets of pictures, from feature vectors [N, D], and checks of alpha and of motion."""

from __future__ import annotations

import cv2
import numpy as np

NEIGHBOURS = 3
"""Which nearest neighbour bounds a manifold in precision and recall."""
_BARE = 0.02
"""Coverage below which nobody sees anything."""


def frechet_distance(a: np.ndarray, b: np.ndarray) -> float:
    """Fréchet distance of Gaussian fits (Heusel et al. 2017). Biased by N: compare at equal N, with its floor."""
    mean = np.square(a.mean(axis=0) - b.mean(axis=0)).sum()
    ca, cb = np.cov(a.T), np.cov(b.T)
    values, vectors = np.linalg.eigh(ca)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    cross = np.sqrt(np.maximum(np.linalg.eigvalsh(root @ cb @ root), 0)).sum()
    return float(mean + np.trace(ca) + np.trace(cb) - 2 * cross)


def kernel_distance(a: np.ndarray, b: np.ndarray, subsets: int = 50, size: int = 500, seed: int = 0) -> float:
    """Kernel distance with a cubic polynomial kernel (Binkowski et al. 2018, KID). Unbiased: 0 for equal distributions."""
    rng = np.random.default_rng(seed)
    size = min(size, len(a), len(b))
    total = 0.0
    for _ in range(subsets):
        x, y = a[rng.choice(len(a), size, replace=False)], b[rng.choice(len(b), size, replace=False)]
        kxx, kyy, kxy = (((p @ q.T) / a.shape[1] + 1) ** 3 for p, q in ((x, x), (y, y), (x, y)))
        within = (kxx.sum() - np.trace(kxx) + kyy.sum() - np.trace(kyy)) / (size * (size - 1))
        total += within - 2 * kxy.mean()
    return float(total / subsets)


def precision_recall(real: np.ndarray, fake: np.ndarray, k: int = NEIGHBOURS) -> tuple[float, float]:
    """Share of fakes inside the real manifold, and of reals inside the fake one (Kynkäänniemi et al. 2019).

    Both depend on N: compare at equal N, with what real ones have against real ones.
    """

    def inside(points: np.ndarray, manifold: np.ndarray) -> float:
        own = _distances(manifold, manifold)
        radius = np.partition(own, k, axis=1)[:, k]
        return float((_distances(points, manifold) <= radius).any(axis=1).mean())

    return inside(fake, real), inside(real, fake)


def spread_ratio(real: np.ndarray, fake: np.ndarray) -> float:
    """Mean pairwise distance within fakes over that within reals: 1 is right, near 0 is collapse."""
    return float(np.sqrt(_distances(fake, fake)).mean() / np.sqrt(_distances(real, real)).mean())


def bare_ground(rgba: np.ndarray, painted: np.ndarray) -> tuple[float, float]:
    """Share of the pixels which `painted`, the paintings of the same latents, leave bare that are bare (< 2 %) in `rgba` too.

    First away from outlines by more than a pixel, then of all: an outline that stands a pixel beside is no haze.
    """
    ground = painted[..., 3] < _BARE
    away = np.stack([cv2.erode(one.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=1) for one in ground]).astype(bool)
    bare = rgba[..., 3] < _BARE
    return float(bare[away].mean()), float(bare[ground].mean())


def morph_jerk(frames: np.ndarray) -> float:
    """Largest over median change between neighbouring frames [T, …] of a morph: 1 is even motion."""
    steps = np.abs(np.diff(frames, axis=0)).reshape(len(frames) - 1, -1).mean(axis=1)
    return float(steps.max() / np.median(steps))


def _distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Squared Euclidean distances [N, M]."""
    return np.maximum((a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T, 0)
