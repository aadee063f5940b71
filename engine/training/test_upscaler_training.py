"""What super-resolution learns on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import torch

from .checkpoint import save_checkpoint
from .classes import PAINTED
from .configuration import load_configuration
from .dataset import DataSet
from .networks.upscaler import Upscaler
from .painter.parameters import K
from .train_upscaler import load_upscaler
from .upscaler_training import UpscalerTraining, level_pictures


def _data(sizes: tuple[int, int, int]) -> DataSet:
    rng = np.random.default_rng(0)
    small, large, huge = (rng.integers(0, 255, (2, side, side, 4), dtype=np.uint8) for side in sizes)
    return DataSet(np.zeros((2, K), np.float32), np.arange(2), small, large, huge, PAINTED)


def test_the_second_learns_on_what_the_first_makes() -> None:
    data = _data((16, 64, 256))
    torch.manual_seed(0)
    first = Upscaler(16, 1).eval().requires_grad_(False)
    configuration = dataclasses.replace(load_configuration("cpu"), bfloat16=False)
    training = UpscalerTraining(configuration, data, 1, None, first)
    assert training.small.shape == data.large.shape and (training.small != data.large).any()
    assert np.array_equal(training.small, level_pictures(data, 1, first, configuration.seed + 1)[0])
    assert training.large is data.huge
    before = [p.clone() for p in training.network.parameters()]
    assert training.step()["pairs"] > 0
    assert any((a != b).any() for a, b in zip(before, training.network.parameters()))


def test_a_first_one_learns_on_paintings() -> None:
    data = _data((16, 64, 256))
    inputs, targets = level_pictures(data, 0)
    assert inputs is data.small and targets is data.large


def test_a_network_may_keep_a_share_of_what_its_run_began_from(tmp_path: Path) -> None:
    configuration = load_configuration("smoke")
    first = configuration.upscalers[0]
    began, ended = (Upscaler(first.channels, first.depth).state_dict() for _ in range(2))
    # A start read back from a shipped model holds its grain as well.
    save_checkpoint(tmp_path / "start-upscaler-1.pt", {"average": began | {"grain": torch.zeros(1)}, "seconds": 0.0})
    save_checkpoint(tmp_path / "upscaler-1.pt", {"average": ended, "seconds": 0.0})
    kept = dataclasses.replace(configuration, upscalers=(dataclasses.replace(first, start_share=0.25),))
    for name, value in load_upscaler(kept, tmp_path, 0).state_dict().items():
        assert torch.allclose(value, 0.25 * began[name] + 0.75 * ended[name], atol=1e-6), name
