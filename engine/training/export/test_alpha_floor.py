"""The floor of coverage follows from the paintings."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from ..classes import Classes
from ..dataset import DataSet
from ..networks.generator import Generator
from ..networks.mapping_network import LATENT
from ..painter.parameters import K
from .alpha_floor import find_alpha_floor
from .onnx_graphs import ALPHA_CEILING, stretched

_KINDS = Classes(("ground", "plant"), (True, False))
_COUNT = 24


@pytest.mark.parametrize("floor", [0.03, 0.08])
def test_the_floor_is_what_separates_the_pictures_from_the_paintings(floor: float) -> None:
    torch.manual_seed(0)
    generator = Generator(2, 2, {4 << i: 16 for i in range(5)}, 8).eval().requires_grad_(False)
    # Only the painter's parameters count, and coverage comes to about a half.
    generator.mapping.layers[0].weight[:, :LATENT] = 0
    generator.synthesis.first_head.alpha.bias.fill_(0.3)
    z = np.random.default_rng(0).standard_normal((_COUNT, K), dtype=np.float32)
    classes = np.arange(_COUNT) % 2
    free = torch.cat([torch.from_numpy(z), torch.zeros(_COUNT, LATENT - K)], dim=1)
    alpha = generator.synthesis(generator.spread(generator.mapping(free, torch.from_numpy(classes))))[:, 3]
    small = (stretched(alpha, floor, ALPHA_CEILING).clamp(0, 1) * 255).round().byte()[..., None].expand(-1, -1, -1, 4).numpy()
    data = DataSet(z, classes, small, small[:0], small[:0], _KINDS)
    assert find_alpha_floor(generator, data, 1) == floor


def test_pictures_without_a_ground_need_none() -> None:
    generator = Generator(1, 2, {4 << i: 16 for i in range(5)}, 8).eval().requires_grad_(False)
    none = np.zeros((4, 64, 64, 4), np.uint8)
    data = DataSet(np.zeros((4, K), np.float32), np.zeros(4, int), none, none[:0], none[:0], Classes(("sky",), (True,)))
    assert find_alpha_floor(generator, data, 1) == 0.02
