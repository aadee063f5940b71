"""Batches as a function of (seed, step): nothing to save, and a resumed run sees what an uninterrupted one would have."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .dataset import DataSet


def step_generator(seed: int, step: int) -> np.random.Generator:
    """All randomness of one training step."""
    return np.random.default_rng((seed, 7919, step + 1))


def class_groups(rng: np.random.Generator, samples: int, groups: list[int]) -> tuple[np.ndarray, Tensor]:
    """Sample numbers and labels of a batch with `groups[c]` samples of class c, class after class."""
    classes = len(groups)
    label = np.repeat(np.arange(classes), groups)
    return rng.integers(0, samples // classes, len(label)) * classes + label, torch.from_numpy(label)


def pictures(data: DataSet, rows: np.ndarray, resolution: int) -> Tensor:
    """Real pictures [N, 4, resolution, resolution] in [0, 1], premultiplied."""
    rgba = to_planes(data.small[rows])
    factor = rgba.shape[-1] // resolution
    return F.avg_pool2d(rgba, factor) if factor > 1 else rgba


def to_planes(rgba: np.ndarray) -> Tensor:
    """uint8 [N, S, S, 4] to f32 [N, 4, S, S] in [0, 1]."""
    return torch.from_numpy(np.ascontiguousarray(rgba.transpose(0, 3, 1, 2))).float().mul_(1 / 255)


def to_images(rgba: Tensor) -> np.ndarray:
    """f32 [N, 4, S, S] to clipped, premultiplied f32 [N, S, S, 4] for contact sheets."""
    rgba = rgba.float().clamp(0, 1)
    rgba = torch.cat([torch.minimum(rgba[:, :3], rgba[:, 3:]), rgba[:, 3:]], dim=1)
    return rgba.permute(0, 2, 3, 1).numpy()
