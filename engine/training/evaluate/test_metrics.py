"""What the figures of the report mean, on pictures made to have them."""

from __future__ import annotations

import numpy as np

from .metrics import bare_ground, frechet_distance, precision_recall


def _discs(radius: float, haze: float) -> np.ndarray:
    """Three discs on a ground with `haze` coverage: [3, 32, 32, 4]."""
    y, x = np.mgrid[0:32, 0:32]
    alpha = np.where(np.hypot(x - 16, y - 16) < radius, 1.0, haze)
    return np.repeat(np.repeat(alpha[None, ..., None], 4, axis=3), 3, axis=0)


def test_a_ground_with_haze_is_not_bare_and_one_whose_outline_moved_a_pixel_is() -> None:
    painted = _discs(8, 0.0)
    assert bare_ground(painted, painted) == (1.0, 1.0)
    away, with_outlines = bare_ground(_discs(9, 0.0), painted)
    assert away == 1.0 and with_outlines < 0.98
    assert bare_ground(_discs(8, 0.05), painted) == (0.0, 0.0)
    # The glow of a painting is its own affair.
    assert bare_ground(_discs(8, 0.0), _discs(8, 0.0) + 0.05 * (_discs(12, 0.0) - _discs(8, 0.0))) == (1.0, 1.0)


def test_a_mode_that_is_never_painted_lowers_recall_alone() -> None:
    rng = np.random.default_rng(0)
    real = rng.standard_normal((400, 4)) + np.repeat([[0], [20]], 200, axis=0)
    fake = rng.standard_normal((400, 4))
    precision, recall = precision_recall(real, fake)
    assert precision > 0.8 and 0.35 < recall < 0.52
    assert frechet_distance(real, fake) > 50 * frechet_distance(real, real + 0.01)
