"""A resumed run continues exactly where it stopped."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import torch

from .checkpoint import load_checkpoint, save_checkpoint
from .configuration import Configuration, Stage, load_configuration
from .dataset import DataSet
from .generator_training import GeneratorTraining, load_generator
from .classes import PAINTED
from .painter.parameters import K


def _configuration() -> Configuration:
    cpu = load_configuration("cpu")
    stage = Stage(resolution=64, images=10**6, group=1, penalty=0.1, pairs=1.0, matching=1.0, adversarial=0.1, emphasis={"figure": 2})
    generator = dataclasses.replace(cpu.generator, channels={4 << i: 16 for i in range(5)}, stages=(stage,))
    return dataclasses.replace(cpu, bfloat16=False, generator=generator)


def _data() -> DataSet:
    rng = np.random.default_rng(0)
    count = 4 * len(PAINTED)
    small = rng.integers(0, 255, (count, 64, 64, 4), dtype=np.uint8)
    z = rng.standard_normal((count, K), dtype=np.float32)
    return DataSet(z, np.arange(count) % len(PAINTED), small, small[:0], small[:0], PAINTED)


def test_resuming_gives_the_same_as_not_stopping(tmp_path: Path) -> None:
    through = GeneratorTraining(_configuration(), _data())
    for _ in range(4):
        through.step()

    stopped = GeneratorTraining(_configuration(), _data())
    for _ in range(2):
        stopped.step()
    save_checkpoint(tmp_path / "generator.pt", stopped.state())
    resumed = GeneratorTraining(_configuration(), _data())
    resumed.restore(load_checkpoint(tmp_path / "generator.pt"))
    for _ in range(2):
        resumed.step()

    for kind in ("generator", "average", "discriminator"):
        for name, value in through.state()[kind].items():
            assert torch.equal(value, resumed.state()[kind][name]), f"{kind}.{name}"


def test_a_run_may_keep_a_share_of_what_it_began_from(tmp_path: Path) -> None:
    configuration = _configuration()
    training = GeneratorTraining(configuration, _data())
    start = {name: value.clone() for name, value in training.average.state_dict().items()}
    save_checkpoint(tmp_path / "start-generator.pt", training.state())
    for _ in range(2):
        training.step()
    save_checkpoint(tmp_path / "generator.pt", training.state())
    kept = dataclasses.replace(configuration, generator=dataclasses.replace(configuration.generator, start_share=0.25))
    for name, value in load_generator(kept, tmp_path).state_dict().items():
        assert torch.allclose(value, 0.25 * start[name] + 0.75 * training.average.state_dict()[name], atol=1e-6), name
