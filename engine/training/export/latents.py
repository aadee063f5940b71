"""Statistics of w that come with a model: class means, principal axes and named directions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from ..networks.mapping_network import LATENT, MappingNetwork
from ..painter.paint import SUBJECTS
from .directions import Direction, find_directions

AXES = 32
_SAMPLES = 20_000


@dataclass(frozen=True)
class Latents:
    """mean [C, 512]; axes [C, 32, 512], unit vectors, largest spread first; axes_scale [C, 32], one standard deviation."""

    mean: np.ndarray
    axes: np.ndarray
    axes_scale: np.ndarray
    directions: list[Direction]

    def tensors(self) -> dict[str, np.ndarray]:
        """As stored, f32."""
        directions = np.stack([d.vector for d in self.directions])
        named = {"mean": self.mean, "axes": self.axes, "axes_scale": self.axes_scale, "directions": directions}
        return {name: np.ascontiguousarray(value, np.float32) for name, value in named.items()}


@torch.no_grad()
def measure_latents(mapping: MappingNetwork, seed: int) -> Latents:
    """Sample w of every class and take its statistics in double precision."""
    means, axes, scales, directions = [], [], [], []
    for label in range(len(SUBJECTS)):
        z = torch.randn(_SAMPLES, LATENT, generator=torch.Generator().manual_seed(seed + label))
        w = mapping(z, torch.full((_SAMPLES,), label)).double().numpy()
        mean = w.mean(axis=0)
        values, vectors = np.linalg.eigh(np.cov((w - mean).T))
        order = np.argsort(values)[::-1][:AXES]
        means.append(mean)
        axes.append(vectors[:, order].T)
        scales.append(np.sqrt(np.maximum(values[order], 0)))
        directions += find_directions(label, z.double().numpy(), w)
    return Latents(np.stack(means), np.stack(axes), np.stack(scales), directions)
