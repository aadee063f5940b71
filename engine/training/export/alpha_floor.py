"""Finds the coverage below which an exported model paints nothing."""

from __future__ import annotations

import numpy as np
import torch

from ..batches import pictures
from ..dataset import DataSet
from ..generator_training import fresh_noise
from ..networks.generator import Generator
from ..style_mixing import mixed_latents
from .onnx_graphs import ALPHA_CEILING, stretched

_CANDIDATES = np.arange(0.02, 0.121, 0.01)
_PICTURES = 40
"""Of every class with a transparent ground."""


@torch.no_grad()
def find_alpha_floor(generator: Generator, data: DataSet, seed: int) -> float:
    """The floor at which the coverage of generated pictures is nearest to that of the held-out paintings they repeat.

    A generator trained on differences leaves a hint of grey over a whole ground. A floor takes it away, and too high a
    floor takes haloes and mist with it: the paintings say where between. A model without transparent classes gets the least.
    """
    classes = len(data.kinds)
    rows = np.flatnonzero(~np.asarray(data.kinds.opaque)[data.classes])[: _PICTURES * classes]
    if not len(rows):
        return float(_CANDIDATES[0])
    rng = np.random.default_rng((seed, 53))
    errors = np.zeros(len(_CANDIDATES))
    for part in np.array_split(rows, max(1, len(rows) // 50)):
        z = mixed_latents(data.z[part], 0.0, rng)[0]
        w = generator.mapping(z, torch.from_numpy(data.classes[part]))
        painted = generator.synthesis(generator.spread(w), fresh_noise(rng, len(part), generator.synthesis))
        target = pictures(data, part, painted.shape[-1])[:, 3]
        for i, floor in enumerate(_CANDIDATES):
            errors[i] += (stretched(painted[:, 3], float(floor), ALPHA_CEILING).clamp(0, 1) - target).abs().sum().item()
    return round(float(_CANDIDATES[errors.argmin()]), 2)
