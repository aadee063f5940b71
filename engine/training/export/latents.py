"""Statistics of w that come with a model: class means, principal axes and named directions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ..networks.mapping_network import LATENT
from .directions import Direction

Mapping = Callable[[Tensor, Tensor], Tensor]
"""z [N, 512] and class [N] to w."""
FindDirections = Callable[[int, np.ndarray, np.ndarray], list[Direction]]
"""A class, its z [N, 512] and their w, to its directions."""

AXES = 32
_SAMPLES = 20_000


@dataclass(frozen=True)
class Latents:
    """mean [C, 512]; axes [C, 32, 512], unit vectors, largest spread first; axes_scale [C, 32], one standard deviation. 512 is the width of w."""

    mean: np.ndarray
    axes: np.ndarray
    axes_scale: np.ndarray
    directions: list[Direction]

    def tensors(self) -> dict[str, np.ndarray]:
        """As stored, f32."""
        directions = np.array([d.vector for d in self.directions]).reshape(-1, self.mean.shape[1])
        named = {"mean": self.mean, "axes": self.axes, "axes_scale": self.axes_scale, "directions": directions}
        return {name: np.ascontiguousarray(value, np.float32) for name, value in named.items()}


@torch.no_grad()
def measure_latents(mapping: Mapping, classes: int, seed: int, find: FindDirections | None = None) -> Latents:
    """Sample w of every class and take its statistics in double precision. `find` names directions of a class."""
    means, axes, scales, directions = [], [], [], []
    for label in range(classes):
        z = torch.randn(_SAMPLES, LATENT, generator=torch.Generator().manual_seed(seed + label))
        w = mapping(z, torch.full((_SAMPLES,), label)).double().numpy()
        mean = w.mean(axis=0)
        values, vectors = np.linalg.eigh(np.cov((w - mean).T))
        order = np.argsort(values)[::-1][:AXES]
        means.append(mean)
        axes.append(vectors[:, order].T)
        scales.append(np.sqrt(np.maximum(values[order], 0)))
        directions += find(label, z.double().numpy(), w) if find is not None else []
    return Latents(np.stack(means), np.stack(axes), np.stack(scales), directions)
