"""The painter is a smooth, deterministic function with premultiplied output."""

from __future__ import annotations

import numpy as np
import pytest

from .paint import SUBJECTS, paint
from .parameters import K
from .picture import SIZE, downsample

_CLASSES = range(len(SUBJECTS))


def _u(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(0.05, 0.95, K).astype(np.float32)


@pytest.mark.parametrize("label", _CLASSES)
def test_same_arguments_give_the_same_picture(label: int) -> None:
    assert np.array_equal(paint(label, _u(1), 7), paint(label, _u(1), 7))


@pytest.mark.parametrize("label", _CLASSES)
def test_colour_never_exceeds_coverage(label: int) -> None:
    for seed in range(4):
        rgba = paint(label, _u(seed), seed)
        assert rgba.shape == (SIZE, SIZE, 4) and rgba.dtype == np.float32
        assert rgba.min() >= 0 and rgba.max() <= 1
        assert (rgba[..., :3] <= rgba[..., 3:]).all()
        small = downsample(rgba, 64)
        assert (small[..., :3] <= small[..., 3:] + 1e-5).all()


@pytest.mark.parametrize("label", _CLASSES)
def test_extreme_parameters_still_paint(label: int) -> None:
    for u in (np.zeros(K, np.float32), np.ones(K, np.float32)):
        assert np.isfinite(paint(label, u, 0)).all()


@pytest.mark.parametrize("label", _CLASSES)
def test_every_parameter_acts_continuously(label: int) -> None:
    """A thousandth of a parameter's range may move no more than a little of the picture, at any parameter."""
    u = _u(3)
    before = downsample(paint(label, u, 5), 64)
    for place, name in enumerate(SUBJECTS[label].parameters):
        moved = u.copy()
        moved[place] += 1e-3
        assert np.abs(downsample(paint(label, moved, 5), 64) - before).mean() < 0.01, name


@pytest.mark.parametrize("label", _CLASSES)
def test_the_seed_changes_detail_only(label: int) -> None:
    u = _u(4)
    one, other = (downsample(paint(label, u, seed), 16) for seed in (1, 2))
    another = downsample(paint(label, _u(5), 1), 16)
    assert 0 < np.abs(one - other).mean() < 0.5 * np.abs(one - another).mean()


def test_the_sky_is_opaque_and_nothing_else_is() -> None:
    for label, subject in enumerate(SUBJECTS):
        alpha = paint(label, _u(6), 0)[..., 3]
        assert (alpha.min() == 1) == subject.opaque


def test_wrong_parameters_are_a_clear_error() -> None:
    with pytest.raises(ValueError, match=r"\[24\] in \[0, 1\]"):
        paint(0, np.full(K, 1.5, np.float32), 0)


@pytest.mark.parametrize("label", [0, 5])
def test_more_pixels_give_the_same_picture(label: int) -> None:
    small, large = (downsample(paint(label, _u(7), 0, side), 32) for side in (SIZE, 2 * SIZE))
    assert np.abs(small - large).mean() < 0.015
    with pytest.raises(ValueError, match="multiple"):
        paint(label, _u(7), 0, 300)
