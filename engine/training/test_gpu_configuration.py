"""The GPU's configuration: its networks have the size it promises, and its steps run, here on a CPU and at a fraction of the width."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import torch

from .classes import PAINTED
from .configuration import load_configuration
from .dataset import DataSet
from .generator_training import GeneratorTraining, make_generator
from .networks.patch_discriminator import PatchDiscriminator
from .networks.upscaler import Upscaler, canvas
from .painter.parameters import K
from .painter.picture import SIZE


def test_its_generator_paints_256_within_the_budget() -> None:
    configuration = load_configuration("gpu")
    generator = make_generator(configuration, len(PAINTED)).eval().requires_grad_(False)
    w = generator.mapping(torch.randn(1, 512), torch.tensor([0]))
    assert generator.synthesis(generator.spread(w)).shape == (1, 4, SIZE, SIZE)
    assert generator.spread(w).shape == (1, 14, 512)
    assert generator.bands.of_each_layer() == [0] * 3 + [1] * 4 + [2] * 7
    # Its files stay below 40 MB at 2 bytes a weight, and a raster below 3 GMAC.
    assert sum(x.numel() for x in generator.parameters()) < 15e6
    convolutions = [generator.synthesis.first] + [conv for block in generator.synthesis.blocks for conv in (block.conv0, block.conv1)]
    macs = sum(conv.weight.numel() * conv.resolution**2 for conv in convolutions)
    assert 2e9 < macs < 3e9


def test_its_discriminator_and_its_super_resolution_have_their_shapes() -> None:
    configuration = load_configuration("gpu")
    discriminator = PatchDiscriminator(len(PAINTED), configuration.generator.discriminator_widths).requires_grad_(False)
    for stage in configuration.generator.stages:
        if stage.adversarial:
            side = stage.resolution
            logits = discriminator(torch.rand(2, 4, side, side), torch.rand(2, 3, 1, 1), torch.tensor([0, 1]))
            assert logits.shape == (2, (side >> 5) ** 2 + (side >> 6) ** 2)
    settings = configuration.upscalers[0]
    upscaler = Upscaler(settings.channels, settings.depth).requires_grad_(False)
    assert upscaler(torch.rand(1, 4, SIZE, SIZE), canvas(SIZE)).shape == (1, 4, 4 * SIZE, 4 * SIZE)


def test_each_of_its_stages_steps() -> None:
    configuration = load_configuration("gpu")
    narrow = {resolution: 16 for resolution in configuration.generator.channels}
    stages = tuple(dataclasses.replace(stage, group=1, images=1) for stage in configuration.generator.stages)
    generator = dataclasses.replace(configuration.generator, channels=narrow, mapping_depth=2, discriminator_widths=(16,) * 6, stages=stages)
    training = GeneratorTraining(dataclasses.replace(configuration, device="cpu", generator=generator), _data())
    for i, stage in enumerate(stages):
        training.images = i
        assert training.stage() == stage
        losses = training.step()
        assert all(math.isfinite(loss) for loss in losses.values())
        assert ("discriminator" in losses) == (stage.adversarial > 0)


def _data() -> DataSet:
    """One picture a class, of noise."""
    rng = np.random.default_rng(0)
    count = len(PAINTED)
    small = rng.integers(0, 255, (count, SIZE, SIZE, 4), dtype=np.uint8)
    return DataSet(rng.standard_normal((count, K), dtype=np.float32), np.arange(count), small, small[:0], small[:0], PAINTED)
